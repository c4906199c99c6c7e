"""What the keys and the words of front matter are called in other languages.

Chinese, Dutch, French, German, Italian, Japanese, Portuguese, Russian and Spanish; `_` stands for a blank.
"""

from __future__ import annotations

import enum
from typing import Final

from pmgen import model

KEYS: Final[dict[type, dict[str, str]]] = {
    model.PostMortem: {
        "title": "titel titre título titolo название заголовок タイトル 件名 标题",
        "date": "datum fecha data дата 日付 発生日 日期",
        "severity": "schweregrad gravité gravedad severidad severidade gravidade gravità ernst критичность серьёзность"
        " 重大度 深刻度 重要度 严重程度 级别",
        "status": "statut estado stato статус ステータス 状態 状态",
        "timezone": "zeitzone fuseau_horaire zona_horaria fuso_horário fuso_orario tijdzone часовой_пояс"
        " タイムゾーン 时区",
        "services": "dienste servicios serviços servizi diensten сервисы сервис サービス 影響サービス 受影响服务 服务",
        "tags": "schlagwörter étiquettes etiquetas etichette теги метки タグ 标签",
        "summary": "zusammenfassung résumé resumen resumo riassunto samenvatting резюме кратко 概要 要約 摘要 概述",
        "impact": "auswirkung auswirkungen impacto impatto влияние последствия 影響 影響範囲 影响 影响范围",
        "detection": "erkennung détection detección detecção rilevamento detectie обнаружение 検知 検知方法 发现方式",
        "timeline": "zeitleiste zeitverlauf verlauf chronologie cronología cronologia tijdlijn хронология таймлайн"
        " タイムライン 時系列 经过 时间线 时间轴",
        "root_cause": "ursache cause_racine causa_raíz causa_raiz causa oorzaak причина корневая_причина 根本原因 原因"
        " 根因",
        "followups": "maßnahmen massnahmen aktionen acciones ações azioni acties меры действия задачи 再発防止策 対策"
        " アクションアイテム 改进措施 行动项",
        "lessons": "lehren leçons lecciones lições lezioni lessen уроки выводы 教訓 学び 经验教训 教训",
        "owner": "verantwortlich responsable responsável responsabile verantwoordelijke ответственный владелец 担当"
        " 担当者 责任人 负责人",
        "authors": "autoren auteurs autores autori авторы автор 作成者 著者 作者",
        "duration": "dauer durée duración duração durata duur длительность продолжительность 継続時間"
        " 障害時間 持续时间",
    },
    model.Event: {
        "at": "zeit uhrzeit heure hora ora tijd время 時刻 時間 时间",
        "event": "ereignis événement evento gebeurtenis событие 内容 出来事 事象 イベント 事件",
    },
    model.Followup: {
        "action": "maßnahme massnahme acción ação azione actie действие задача мера アクション 対応内容 施策 措施 行动",
        "owner": "verantwortlich responsable responsável responsabile verantwoordelijke ответственный исполнитель 担当"
        " 担当者 责任人 负责人",
        "priority": "priorität priorité prioridad prioridade priorità prioriteit приоритет 優先度 优先级",
        "due": "fällig échéance vencimiento prazo scadenza срок дедлайн 期限 期日 截止日期",
    },
}

VALUES: Final[dict[type[enum.StrEnum], dict[str, str]]] = {
    model.Status: {
        "draft": "entwurf brouillon borrador rascunho bozza concept черновик 下書き 草稿",
        "published": "veröffentlicht publié publicado pubblicato gepubliceerd опубликовано 公開 已发布",
    },
    model.State: {
        "ongoing": "offen laufend en_cours en_curso em_andamento in_corso bezig в_работе 対応中 进行中",
        "resolved": "gelöst behoben résolu resuelto resolvido risolto opgelost решено устранено 解決 解決済み 已解决",
    },
    model.FollowupStatus: {
        "todo": "offen à_faire pendiente pendente da_fare open_staand сделать 未着手 未対応 待处理",
        "in-progress": "in_arbeit en_cours en_curso em_andamento in_corso bezig в_работе 対応中 进行中",
        "done": "erledigt fertig fait terminé hecho feito fatto gedaan готово сделано 完了 対応済み 已完成",
    },
}
