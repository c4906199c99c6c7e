"""What sections, fields, columns and states are called in other languages, as the words of English for them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_GERMAN: Final = {
    "timeline": "Zeitachse, Zeitleiste, Zeitstrahl, Zeitverlauf, Zeitlicher Ablauf, Zeitlicher Verlauf, Chronologie,"
    " Ablauf, Verlauf, Hergang",
    "summary": "Zusammenfassung, Kurzfassung, Überblick, Übersicht",
    "impact": "Auswirkung, Auswirkungen, Folgen, Schaden",
    "root cause": "Ursache, Ursachen, Grundursache, Hauptursache, Fehlerursache, Ursachenanalyse",
    "trigger": "Auslöser",
    "contributing factors": "Beitragende Faktoren, Begünstigende Faktoren, Begünstigende Umstände",
    "lessons learned": "Lehren, Erkenntnisse, Gelernt, Was wir gelernt haben, Gewonnene Erkenntnisse",
    "what went well": "Was lief gut, Was gut lief, Was ist gut gelaufen, Das lief gut",
    "what went wrong": "Was lief schlecht, Was schlecht lief, Was lief nicht gut, Das lief schlecht",
    "we got lucky": "Glück gehabt, Wo wir Glück hatten",
    "action items": "Maßnahmen, Folgemaßnahmen, Gegenmaßnahmen, Maßnahmenplan, Offene Punkte, Aufgaben, To-dos",
    "next steps": "Nächste Schritte, Weiteres Vorgehen",
    "references": "Verweise, Quellen, Weiterführende Links",
    "participants": "Beteiligte, Teilnehmer, Teilnehmende",
    "background": "Hintergrund, Einleitung",
    "field": "Feld, Eigenschaft",
    "data loss": "Datenverlust",
    "date": "Datum, Datum des Vorfalls, Tag",
    "when": "Wann",
    "time": "Uhrzeit, Zeit, Zeitpunkt",
    "severity": "Schweregrad, Schwere",
    "priority": "Priorität, Prio",
    "duration": "Dauer",
    "services": "Dienste, Betroffene Dienste, Betroffene Systeme, Betroffener Dienst",
    "author": "Autor, Autorin, Autoren, Verfasser, Verfasserin",
    "owner": "Verantwortlich, Verantwortliche, Verantwortlicher, Zuständig, Wer",
    "title": "Titel",
    "timezone": "Zeitzone",
    "event": "Ereignis, Geschehen",
    "action": "Maßnahme, Aufgabe",
    "due": "Fällig, Fällig am, Fälligkeit, Frist, Termin, Bis, Bis wann",
    "type": "Art, Typ",
    "details": "Einzelheiten, Bemerkung, Bemerkungen, Anmerkung, Anmerkungen",
    "critical": "Kritisch",
    "high": "Hoch",
    "medium": "Mittel",
    "low": "Niedrig, Gering",
    "open": "Offen",
    "in progress": "In Arbeit, In Bearbeitung, Läuft",
    "planned": "Geplant",
    "done": "Erledigt, Umgesetzt, Abgeschlossen, Fertig",
    "on hold": "Zurückgestellt, Blockiert",
    "rejected": "Abgelehnt, Verworfen",
    "resolved": "Behoben, Gelöst, Störung behoben",
    "outage began": "Störung beginnt, Beginn der Störung, Ausfall beginnt, Beginn des Ausfalls",
    "detection": "Erkennung, Entdeckung",
    "detected": "Störung erkannt, Alarm ausgelöst",
}
_FRENCH: Final = {
    "timeline": "Chronologie, Frise chronologique, Déroulement, Déroulé, Ligne de temps, Chronologie des événements",
    "summary": "Résumé, Synthèse",
    "impact": "Conséquences, Impacts",
    "root cause": "Cause racine, Causes racines, Cause première, Cause profonde, Cause fondamentale, Cause, Causes",
    "trigger": "Déclencheur, Élément déclencheur",
    "contributing factors": "Facteurs contributifs, Facteurs aggravants",
    "lessons learned": "Leçons apprises, Leçons tirées, Enseignements",
    "what went well": "Ce qui a bien fonctionné, Ce qui s'est bien passé, Points positifs",
    "what went wrong": "Ce qui n'a pas fonctionné, Ce qui s'est mal passé, Ce qui a mal fonctionné",
    "we got lucky": "Où nous avons eu de la chance",
    "action items": "Actions correctives, Actions de suivi, Actions à mener, Plan d'action, Plan d'actions,"
    " Mesures correctives, Actions préventives",
    "next steps": "Prochaines étapes",
    "references": "Références, Liens",
    "background": "Contexte",
    "field": "Champ",
    "data loss": "Perte de données",
    "date": "Date de l'incident",
    "when": "Quand",
    "time": "Heure, Horodatage",
    "severity": "Gravité, Sévérité, Criticité",
    "priority": "Priorité",
    "status": "Statut, État",
    "duration": "Durée",
    "services": "Services concernés, Services affectés, Services touchés, Services impactés, Service concerné",
    "author": "Auteur, Auteure, Auteurs, Rédacteur, Rédactrice",
    "owner": "Responsable, Qui",
    "title": "Titre",
    "timezone": "Fuseau horaire",
    "event": "Événement, Évènement",
    "action": "Mesure, Tâche",
    "due": "Échéance, Date limite, Délai",
    "details": "Détails, Commentaire, Commentaires, Remarques",
    "critical": "Critique",
    "high": "Élevé, Élevée, Haute",
    "medium": "Moyen, Moyenne",
    "low": "Faible, Basse",
    "open": "Ouvert, Ouverte",
    "todo": "À faire",
    "in progress": "En cours",
    "planned": "Planifié, Planifiée, Prévu, Prévue",
    "done": "Fait, Faite, Terminé, Terminée",
    "on hold": "En attente, Bloqué, Bloquée",
    "rejected": "Annulé, Annulée, Abandonné, Abandonnée",
    "resolved": "Résolu, Résolue, Incident résolu, Service rétabli",
    "outage began": "Début de la panne, Début de l'incident",
    "detection": "Détection",
    "detected": "Incident détecté, Panne détectée, Alerte déclenchée",
}
_SPANISH: Final = {
    "timeline": "Cronología, Línea de tiempo, Línea temporal, Secuencia de eventos, Cronología de eventos",
    "summary": "Resumen, Resumen ejecutivo",
    "impact": "Impacto, Afectación, Consecuencias",
    "root cause": "Causa raíz, Causas raíz, Causa principal, Causa, Causas",
    "trigger": "Desencadenante, Detonante",
    "contributing factors": "Factores contribuyentes, Factores que contribuyeron",
    "lessons learned": "Lecciones aprendidas, Aprendizajes",
    "what went well": "Qué salió bien, Lo que salió bien, Lo que funcionó",
    "what went wrong": "Qué salió mal, Lo que salió mal, Lo que no funcionó",
    "we got lucky": "Dónde tuvimos suerte",
    "action items": "Acciones, Acciones correctivas, Acciones de seguimiento, Plan de acción, Medidas correctivas,"
    " Tareas pendientes",
    "next steps": "Próximos pasos, Siguientes pasos",
    "references": "Referencias, Enlaces",
    "participants": "Participantes",
    "background": "Contexto, Antecedentes",
    "field": "Campo",
    "data loss": "Pérdida de datos",
    "date": "Fecha, Fecha del incidente",
    "when": "Cuándo",
    "time": "Hora",
    "severity": "Severidad, Gravedad, Criticidad",
    "priority": "Prioridad",
    "status": "Estado",
    "duration": "Duración",
    "services": "Servicios, Servicios afectados, Servicio afectado",
    "author": "Autor, Autora, Autores",
    "owner": "Responsable, Quién",
    "title": "Título",
    "timezone": "Zona horaria, Huso horario",
    "tags": "Etiquetas",
    "event": "Evento, Suceso",
    "action": "Acción, Tarea, Medida",
    "due": "Fecha límite, Vencimiento, Plazo",
    "type": "Tipo",
    "details": "Detalles, Descripción, Notas, Comentarios",
    "critical": "Crítico, Crítica",
    "high": "Alto, Alta",
    "medium": "Medio, Media",
    "low": "Bajo, Baja",
    "open": "Abierto, Abierta",
    "todo": "Pendiente, Por hacer",
    "in progress": "En curso, En progreso",
    "planned": "Planificado, Planificada",
    "done": "Hecho, Hecha, Completado, Completada, Terminado, Terminada",
    "on hold": "Bloqueado, Bloqueada, En espera",
    "rejected": "Cancelado, Cancelada, Descartado, Descartada",
    "resolved": "Resuelto, Resuelta, Incidente resuelto, Servicio restablecido",
    "outage began": "Comienza la caída, Inicio de la caída, Inicio del incidente",
    "detection": "Detección",
    "detected": "Incidente detectado, Alerta disparada",
}
_JAPANESE: Final = {
    "timeline": "タイムライン, 時系列, 経緯, 対応経緯, 障害の経緯, 経過",
    "summary": "概要, 要約, サマリー, サマリ, 障害概要",
    "impact": "影響, 影響範囲, 影響内容, インパクト",
    "root cause": "根本原因, 原因, 発生原因, 障害原因, 原因分析",
    "trigger": "トリガー, きっかけ, 契機",
    "contributing factors": "寄与要因, 要因, 背景要因",
    "lessons learned": "教訓, 学び, 学んだこと",
    "what went well": "良かった点, 良かったこと, うまくいったこと, うまくいった点",
    "what went wrong": "悪かった点, 悪かったこと, うまくいかなかったこと, うまくいかなかった点",
    "we got lucky": "幸運だったこと, 幸運だった点, 運が良かったこと",
    "action items": "再発防止策, 再発防止, 対策, 今後の対策, 今後の対応, アクションアイテム, 恒久対策, 恒久対応",
    "references": "参考, 参考資料, 参考リンク, 関連リンク",
    "participants": "参加者, 関係者, 対応者",
    "background": "背景, はじめに",
    "field": "項目",
    "data loss": "データ損失, データ消失",
    "date": "発生日, 発生日時, 日付, 日時",
    "time": "時刻, 時間",
    "severity": "重大度, 重要度, 深刻度",
    "priority": "優先度",
    "status": "ステータス, 状態, 状況, 進捗",
    "duration": "障害時間, 継続時間",
    "services": "影響サービス, 対象サービス, サービス",
    "author": "作成者, 執筆者, 著者, 報告者",
    "owner": "担当, 担当者, 責任者",
    "title": "タイトル, 件名",
    "timezone": "タイムゾーン",
    "tags": "タグ",
    "event": "内容, 出来事, 事象, イベント",
    "action": "アクション, 施策, 対応内容, タスク",
    "due": "期限, 期日, 完了予定日, 完了予定",
    "type": "種別, 種類, 分類",
    "details": "詳細, 備考, 補足",
    "critical": "緊急, 致命的",
    "high": "高, 重大",
    "medium": "中",
    "low": "低, 軽微",
    "todo": "未着手, 未対応, 未完了, 未実施",
    "in progress": "対応中, 進行中, 作業中",
    "planned": "予定, 計画中",
    "done": "完了, 対応済み, 対応済, 実施済み, 実施済, 済",
    "on hold": "保留, 保留中",
    "rejected": "中止, 見送り, 却下",
    "resolved": "解決, 解決済み, 解決済, 復旧, 復旧済み, 復旧完了",
    "outage began": "障害発生",
    "detection": "検知方法, 検出方法",
    "detected": "検知, 障害検知, アラート発報, アラート検知",
}
_LONGEST: Final = 100
"""Characters of a heading; what is longer is a sentence."""
_NAME = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?P<name>.*?)(?P<behind>\s*(?:[(（:：/–—].*|[\s*_?？:：]*))", re.DOTALL)


def _key(name: str) -> str:
    """A name in the one spelling in which it is looked up."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").casefold().split())


_ENGLISH: Final = {
    _key(name): english
    for language in (_GERMAN, _FRENCH, _SPANISH, _JAPANESE)
    for english, names in language.items()
    for name in names.split(",")
}


@lru_cache(maxsize=1024)  # the names of sections are asked for again and again
def english(text: str) -> str:
    """What English calls what a text names, with what stands behind it in brackets; any other text as it is.

    `Zeitachse (UTC)` is `timeline (UTC)`; a sentence that has such a word stays one.
    """
    found = _NAME.fullmatch(text) if len(text) <= _LONGEST else None
    name = _ENGLISH.get(_key(found["name"])) if found else None
    return f"{name}{found['behind']}" if name and found else text


def word(text: str) -> str:
    """The word of English for the one that a text is: `done` for `erledigt`; any other text as it is.

    What stands behind a word may take it back: `Erledigt (zum Teil)`.
    """
    return _ENGLISH.get(_key(text.strip(" *_.。!")), text) if len(text) <= _LONGEST else text
