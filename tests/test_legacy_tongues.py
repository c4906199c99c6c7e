"""Documents in other languages than English: their sections, fields, columns, states, days and times."""

from __future__ import annotations

import time

import pytest

from pmgen.legacy.clocks import moments
from pmgen.legacy.draft import missing
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.followups import progress
from pmgen.legacy.vocabulary import milestones, tongues, words
from pmgen.legacy.vocabulary.tongues import (
    chinese,
    dutch,
    french,
    german,
    italian,
    japanese,
    korean,
    portuguese,
    russian,
    spanish,
    vietnamese,
)
from tests.test_legacy_shapes import events, imported, read

_GERMAN = """\
# Störung: Mailserver nicht erreichbar

**Datum:** 22.04.2026
**Schweregrad:** SEV2
**Status:** Behoben
**Dauer:** 2 Stunden
**Betroffene Dienste:** Mail, Webmail
**Autor:** Plattform

## Zusammenfassung

Der Mailserver war zwei Stunden lang nicht erreichbar.

## Auswirkung

Rund 300 Nutzer konnten keine Mails lesen.

## Zeitachse

| Uhrzeit | Ereignis |
|---|---|
| 09:00 Uhr | Störung beginnt |
| 09:10 | Alarm ausgelöst |
| ca. 10:30 | Neustart des Dienstes |
| 11:00 | Behoben |

## Ursache

Die Platte war voll.

## Auslöser

Ein Skript lief endlos.

## Beitragende Faktoren

- Kein Alarm auf die Platte
- Log-Rotation fehlte

## Was lief gut

- Schnelle Reaktion

## Was lief schlecht

- Kein Runbook

## Maßnahmen

| Maßnahme | Verantwortlich | Fällig | Status | Priorität |
|---|---|---|---|---|
| Alarm bei 80 % Belegung | Plattform | 30.04.2026 | offen | hoch |
| Log-Rotation einrichten | Betrieb | 22.05.2026 | erledigt | P1 |

## Lehren

- Platten laufen voll.
"""
_FRENCH = """\
# Panne du serveur de messagerie

**Date :** 22 avril 2026
**Gravité :** SEV2
**Statut :** Résolu
**Services concernés :** messagerie

## Résumé

Le serveur de messagerie a été indisponible deux heures.

## Impact

300 utilisateurs touchés.

## Chronologie

- 09h00 — début de la panne
- 09h10 : alerte
- vers 10h30 redémarrage
- 11 h 00 : résolu

## Cause racine

Le disque était plein.

## Facteurs contributifs

- Pas d'alerte

## Actions correctives

- [ ] Alerte à 80 % (responsable : plateforme, échéance : 2026-05-10)
- [x] Rotation des journaux

## Leçons apprises

- Les disques se remplissent.
"""
_SPANISH = """\
# Caída del servidor de correo

**Fecha:** 22 de abril de 2026
**Severidad:** SEV2
**Estado:** Resuelto

## Resumen

El servidor de correo no respondió durante dos horas.

## Impacto

300 usuarios afectados.

## Cronología

| Hora | Evento |
|---|---|
| 09:00 | Comienza la caída |
| 11:00 | Resuelto |

## Causa raíz

El disco estaba lleno.

## Factores contribuyentes

- Sin alerta

## Acciones correctivas

- [ ] Alerta al 80 %
- [x] Rotación de registros

## Lecciones aprendidas

- Los discos se llenan.
"""
_PORTUGUESE = """\
# Queda do servidor de e-mail

**Data:** 22 de abril de 2026
**Severidade:** SEV2
**Status:** Resolvido

## 1. Resumo

O servidor de e-mail não respondeu durante duas horas.

## 2. Impacto

300 usuários afetados.

## 3. Linha do Tempo

- **09:00** - Início da queda
- Por volta das 10:30 reinício
- **11h00** - Resolvido

## 4. Causa raiz

O disco estava cheio.

## 5. Ações corretivas e preventivas

| Ação | Responsável | Prazo | Situação |
|---|---|---|---|
| Alerta a 80 % | plataforma | 2026-05-10 | Pendente |
| Rotação de logs | plantão | | Concluído |

## 6. Lições aprendidas

- Discos ficam cheios.
"""
_ITALIAN = """\
# Server di posta non raggiungibile

**Data:** mercoledì 22 aprile 2026
**Gravità:** SEV2
**Stato:** Risolto

## Riepilogo

Il server di posta non ha risposto per due ore.

## Impatto

300 utenti coinvolti.

## Cronologia

- 09:00 - Inizio del disservizio
- 10:30 riavvio
- 11:00: Risolto

## Causa radice

Il disco era pieno.

## Azioni correttive

| Azione | Responsabile | Scadenza | Stato |
|---|---|---|---|
| Allarme all'80 % | piattaforma | 10 maggio 2026 | Da fare |
| Rotazione dei log | reperibilità | | Completato |

## Lezioni apprese

- I dischi si riempiono.
"""
_DUTCH = """\
# Mailserver onbereikbaar

**Datum:** woensdag 22 april 2026
**Ernst:** SEV2
**Status:** Opgelost

## Samenvatting

De mailserver was twee uur lang onbereikbaar.

## Gevolgen

300 gebruikers konden geen mail lezen.

## Tijdlijn

| Tijdstip | Gebeurtenis |
|---|---|
| 09:00 uur | Storing begint |
| 10:30 uur | herstart |
| 11:00 uur | Opgelost |

## Oorzaak

De schijf was vol.

## Maatregelen

| Actie | Eigenaar | Uiterlijk | Status |
|---|---|---|---|
| Alarm bij 80 % | platform | 10 mei 2026 | Te doen |
| Logrotatie | dienst | | Afgerond |

## Geleerde lessen

- Schijven lopen vol.
"""
_RUSSIAN = """\
# Постмортем: почтовый сервер недоступен

**Дата:** среда, 22 апреля 2026 г.
**Критичность:** SEV2
**Статус:** Решен

## Краткое описание

Почтовый сервер два часа не отвечал.

## Влияние

300 пользователей не могли читать почту.

## Хронология

- 09:00 — Начало инцидента
- около 10:30 перезапуск
- в 11:00: Сервис восстановлен

## Корневая причина

Диск был заполнен.

## План действий

| Задача | Ответственный | Срок | Статус |
|---|---|---|---|
| Алерт на 80 % | платформа | 10 мая 2026 | В работе |
| Ротация логов | дежурный | | Готово |

## Извлечённые уроки

- Диски заполняются.
"""
_CHINESE = """\
# 邮件服务器故障

**日期**：2026年4月22日
**严重级别**：SEV2
**状态**：已解决
**受影响服务**：邮件

## 一、摘要

邮件服务器中断了两个小时。

## 二、影响范围

300 名用户无法收信。

## 三、时间线（UTC）

| 时间 | 事件 |
|---|---|
| 09:00 | 故障发生 |
| 09:10 | 收到告警 |
| 11:00 | 服务恢复 |

## 四、根因分析

磁盘已满。

## 五、改进措施

| 措施 | 负责人 | 截止日期 | 状态 |
|---|---|---|---|
| 磁盘使用率 80% 告警 | 平台 | 2026-05-10 | 未开始 |
| 配置日志轮转 | 平台 | 2026-05-01 | 已完成 |

## 六、经验教训

- 磁盘会满。
"""
_JAPANESE = """\
# メールサーバー障害

- 発生日: 2026年4月22日
- 重大度: SEV2
- ステータス: 解決済み

## 概要

メールサーバーが二時間停止した。

## 影響

300人の利用者がメールを読めなかった。

## タイムライン

| 時刻 | 内容 |
|---|---|
| 09:00 | 障害発生 |
| 09:10 | アラート発報 |
| 11:00 | 復旧 |

## 根本原因

ディスクが満杯になった。

## 再発防止策

- [ ] ディスク使用率80%でアラート
- [x] ログローテーションの設定

## 教訓

- ディスクは満杯になる。
"""


_KOREAN = """\
# 메일 서버 장애

- 발생일: 2026년 4월 22일
- 심각도: SEV2
- 상태: 해결됨

## 요약

메일 서버가 두 시간 동안 멈췄다.

## 영향

300명이 메일을 읽지 못했다.

## 타임라인

| 시간 | 내용 |
|---|---|
| 09:00 | 장애 발생 |
| 09:10 | 알림 발생 |
| 11:00 | 복구 완료 |

## 근본 원인

디스크가 가득 찼다.

## 재발 방지 대책

| 조치 | 담당자 | 기한 | 상태 |
|---|---|---|---|
| 디스크 80%에서 알림 | 플랫폼 | 2026-05-06 | 예정 |
| 로그 로테이션 | 플랫폼 | 2026-04-23 | 완료 |

## 교훈

- 디스크는 가득 찬다.
"""

_VIETNAMESE = """\
# Sự cố máy chủ thư

- Ngày: 2026-04-22
- Mức độ nghiêm trọng: SEV2
- Trạng thái: Đã khắc phục

## Tóm tắt

Máy chủ thư ngừng hai giờ.

## Ảnh hưởng

300 người không đọc được thư.

## Diễn biến

| Thời gian | Sự kiện |
|---|---|
| 09:00 | Sự cố bắt đầu |
| 09:10 | Cảnh báo |
| 11:00 | Đã khắc phục |

## Nguyên nhân gốc rễ

Đĩa đầy.

## Việc cần làm

| Công việc | Người phụ trách | Hạn | Trạng thái |
|---|---|---|---|
| Cảnh báo ở 80% | platform | 2026-05-06 | Đang làm |
| Xoay vòng log | platform | 2026-04-23 | Hoàn thành |

## Bài học

- Đĩa sẽ đầy.
"""


@pytest.mark.parametrize(
    "text",
    [_GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _JAPANESE, _ITALIAN, _DUTCH, _RUSSIAN, _KOREAN, _VIETNAMESE],
    ids=["de", "fr", "es", "pt", "ja", "it", "nl", "ru", "ko", "vi"],
)
def test_a_document_in_another_language_is_read_as_one_in_english(text: str) -> None:
    found = imported(text)
    pm = read(found)
    assert (str(pm.date), pm.severity, str(pm.state)) == ("2026-04-22", "SEV2", "resolved")
    assert pm.summary is not None
    assert pm.impact is not None
    assert pm.root_cause is not None
    assert pm.lessons is not None
    assert [str(pm.timeline[0].kind), pm.timeline[0].at.text] == ["started", "09:00"]
    assert [str(pm.timeline[-1].kind), pm.timeline[-1].at.text] == ["resolved", "11:00"]
    assert [str(each.status) for each in pm.followup_list] in (["todo", "done"], ["in-progress", "done"])
    assert missing(text, words_of(found.text)) == []
    assert found.notes == ()


def test_what_one_language_calls_one_thing_no_other_calls_another() -> None:
    meant: dict[str, set[str]] = {}
    far = (chinese, japanese, korean, russian, vietnamese)
    for language in (*far, dutch, french, german, italian, portuguese, spanish):
        for english, names in language.NAMES.items():
            for name in names.split(","):
                meant.setdefault(name.strip().casefold(), set()).add(english)
    assert [name for name, several in meant.items() if len(several) > 1] == []


def test_a_heading_in_two_languages_is_one_heading() -> None:
    text = (
        "# メール障害\n\n## 概要\n- 障害ID/Issue: #12\n- 発生日: 2026-04-22\n- SEV: SEV2\n\n"
        "## 影響（Impact）\n\n300人。\n\n"
        "## 時系列（Timeline）\n時刻はJSTで統一する。\n- 09:00 障害発生\n\n## 原因（Root Cause）\n\nディスク。\n"
    )
    pm = read(imported(text))
    assert (str(pm.date), pm.severity, pm.timezone) == ("2026-04-22", "SEV2", "Asia/Tokyo")
    assert pm.impact is not None
    assert pm.root_cause is not None
    assert (pm.impact.description, pm.root_cause.description) == ("300人。", "ディスク。")


def test_a_word_of_english_that_is_a_field_elsewhere_stays_what_it_is() -> None:
    found = imported("# Lag\n\n**Date:** 2026-05-01\n**Data:** 4 GB lost\n\n## Data\n\nFour of them.\n")
    assert str(read(found).date) == "2026-05-01"
    assert "**Data:** 4 GB lost" in found.text
    assert "## Data\n\nFour of them." in found.text


@pytest.mark.parametrize(
    "told",
    [
        "**Data:** 14 GB of logs from 2019-04-02 lost\n**Date:** 2026-05-01\n",
        "**Data:** lost 2019-04-02\n**Date:** 2026-05-01\n",
        "| Field | Value |\n|--|--|\n| Tag | v2019.04.02 |\n| Date | 2026-05-01 |\n",
        "**Severity:** SEV2\n\n## Data\n\nThe rows of 2019-04-02 were lost.\n\n## Date\n\n2026-05-01\n",
    ],
)
def test_a_word_of_english_is_a_date_only_where_one_stands_beside_it(told: str) -> None:
    assert str(read(imported(f"# Lag\n\n{told}")).date) == "2026-05-01"


@pytest.mark.parametrize(
    "told",
    [
        "Data: 13 de maio de 2026",
        "Data: 13/05/2026, às 14h",
        "Data: quarta-feira, 13 de maio de 2026",
        "Data: 2026-05-13",
        "Tag: Mittwoch, 13. Mai 2026",
        "Tag: 13.05.2026",
        "Data: mercoledì 13 maggio 2026",
        "Data: sabato 13 maggio 2026",
    ],
)
def test_a_date_is_found_beside_a_word_that_english_has_too(told: str) -> None:
    found = imported(f"# Atraso\n\nO 12 de maio de 2026 foi bom.\n\n{told}\n")
    assert str(read(found).date) == "2026-05-13"


@pytest.mark.parametrize("label", ["级别", "事件级别", "故障级别"])
def test_what_chinese_calls_a_severity(label: str) -> None:
    assert read(imported(f"# 邮件故障\n\n**日期**：2026-05-01\n**{label}**：P1\n")).severity == "SEV1"


def test_a_table_of_follow_ups_in_german() -> None:
    first, second = read(imported(_GERMAN)).followup_list
    assert (first.owner, str(first.due), str(first.priority)) == ("Plattform", "2026-04-30", "P1")
    assert (second.owner, str(second.priority)) == ("Betrieb", "P1")


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Maßnahmen", "Alarm einrichten (verantwortlich: platform, fällig: 01.05.2026)"),
        ("Actions correctives", "Alarm einrichten (responsable : platform, échéance : 1er mai 2026)"),
        ("Acciones", "Alarm einrichten (responsable: platform, plazo: 2026-05-01)"),
        ("再発防止策", "Alarm einrichten（担当：platform、期限：2026年5月1日）"),
        ("Azioni correttive", "Alarm einrichten (responsabile: platform, scadenza: 1 maggio 2026)"),
        ("Меры", "Alarm einrichten (ответственный: platform, срок: 1 мая 2026 г.)"),
        ("Меры", "Alarm einrichten (ответственный: platform, срок: 1 мая 2026 года)"),
        ("Maatregelen", "Alarm einrichten (verantwoordelijke: platform, vervaldatum: 1 mei 2026)"),
        ("Maßnahmen", "Alarm einrichten\n  - **Verantwortlich:** platform\n  - Fällig: 2026-05-01"),
    ],
)
def test_a_follow_up_says_whose_it_is_and_by_when(heading: str, item: str) -> None:
    (found,) = read(imported(f"# Lag\n\n## {heading}\n\n- {item}\n")).followup_list
    assert (found.action, found.owner, str(found.due)) == ("Alarm einrichten", "platform", "2026-05-01")


@pytest.mark.parametrize("item", ["Alarm einrichten (Grund: Ausfall)", "Alarm einrichten (zuständig: wir, bald)"])
def test_what_is_not_all_understood_stays_in_the_action(item: str) -> None:
    (found,) = read(imported(f"# Lag\n\n## Maßnahmen\n\n- {item}\n")).followup_list
    assert (found.action, found.owner) == (item, None)


@pytest.mark.parametrize(
    "said",
    [
        "**Schweregrad:** Hoch",
        "- Gravité : Élevée",
        "**重要度**：高",
        "| Campo | Valor |\n|--|--|\n| Gravedad | Alta |",
    ],
)
def test_a_severity_in_a_word(said: str) -> None:
    pm = read(imported(f"# Lag\n\n{said}\n\n**Date:** 2026-04-13\n"))
    assert (pm.severity, pm.severity_reason) == ("SEV2", None)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Zeitachse", "timeline"),
        ("## 3. Zeitlicher  Ablauf (UTC)", "timeline (UTC)"),
        ("Massnahmen", "action items"),
        ("E\u0301che\u0301ance", "due"),
        ("Plan d’action", "action items"),
        ("タイムライン（JST）", "timeline（JST）"),
        ("ERLEDIGT", "done"),
        ("Timeline", "Timeline"),
        ("Die Ursache", "Die Ursache"),
        ("Ursache der Ursachen", "Ursache der Ursachen"),
        ("offene Frage", "offene Frage"),
        ("Behoben wurde nichts", "Behoben wurde nichts"),
        ("原因調査中", "原因調査中"),
        ("", ""),
    ],
)
def test_only_a_whole_name_has_one_in_english(text: str, english: str) -> None:
    assert tongues.english(text) == english


@pytest.mark.parametrize(
    "heading",
    [
        *("Die Ursache lag anderswo", "Mediaserver", "Ablaufdatum der Zertifikate", "原因調査"),
        *("La causa era altrove", "Azioni della borsa", "Sommario", "Criticità"),
        *("De oorzaak lag elders", "Verloopdatum", "Aanleiding"),
        *("Причина была в другом", "Хронологический архив", "Меры предосторожности", "Что мы знаем о влиянии"),
    ],
)
def test_a_heading_that_tells_something_stays(heading: str) -> None:
    found = imported(f"# Lag\n\n**Date:** 2026-04-22\n**Severity:** SEV2\n\n## {heading}\n\n- 10:00\n- Neustart\n")
    assert found.text.endswith(f"---\n\n## {heading}\n\n- 10:00\n- Neustart\n")


@pytest.mark.parametrize(
    ("written", "at", "rest"),
    [
        ("22. April 2026 10.44 Uhr: x", "22 April 2026 10:44", "x"),
        ("Mittwoch, 22. April 2026, 10:44 Uhr: x", "22 April 2026, 10:44", "x"),
        ("22. März 9:05 x", "22 March 9:05", "x"),
        ("mercredi 22 avril 2026 à 10h30 : x", "22 April 2026 10:30", "x"),
        ("1er avril 2026 : x", "1 April 2026", "x"),
        ("22 de abril de 2026, a las 10:30: x", "22 April 2026, 10:30", "x"),
        ("2026年4月22日(水) 9時10分 x", "22 April 2026 09:10", "x"),
        ("4月22日 9:10 x", "22 April 9:10", "x"),
        ("9時10分頃 x", "~09:10", "x"),
        ("約10:30 x", "~10:30", "x"),
        ("9 Uhr: x", "09:00", "x"),
        ("um 10:30 Uhr x", "10:30", "x"),
        ("22 апреля 2026 г. в 10:30 — x", "22 April 2026 10:30", "x"),
        ("среда, 22 апреля 2026 года, 10:30: x", "22 April 2026, 10:30", "x"),
        ("22 апр. 10:30 x", "22 April 10:30", "x"),
        ("примерно в 10:30 x", "~10:30", "x"),
        ("woensdag 22 april 2026 om 10:44 uur: x", "22 April 2026 10:44", "x"),
        ("22 mrt 2026 10:44: x", "22 March 2026 10:44", "x"),
        ("mercoledì 22 aprile 2026 alle ore 10:44: x", "22 April 2026 10:44", "x"),
        ("domenica 3 maggio alle 10:44: x", "3 May 10:44", "x"),
        ("gegen 10:30 Uhr x", "~10:30", "x"),
        ("10:00–10:30 Uhr x", "10:00", "x"),
        ("vers 10h30 x", "~10:30", "x"),
        ("11 h 00 : x", "11:00", "x"),
        ("hacia las 10:30 x", "~10:30", "x"),
    ],
)
def test_days_and_times(written: str, at: str, rest: str) -> None:
    found = moments.leading(written)
    assert found is not None
    assert (found.at, found.rest) == (at, rest)


@pytest.mark.parametrize(
    "text",
    [
        "3 mars rovers failed", "3. April showers", "5 h outage began", "2 h 30 later we slept", "um 300 Nutzer mehr",
        "vers 300 utilisateurs", "9 Uhrzeiten", "2026年の計画", "13月45日 x", "45 avril : x", "25 Uhr: x", "à 3 nœuds",
    ],
)  # fmt: skip
def test_other_numbers_are_no_times(text: str) -> None:
    assert moments.leading(text) is None


def test_a_timeline_below_days_in_german() -> None:
    text = "# Lag\n\n## Zeitverlauf\n\n### 22. April 2026\n\n- 23:50 Uhr: a\n\n### 23. April 2026\n\n- 0:10 Uhr: b\n"
    assert events(text) == ["22 April 2026 23:50 a", "23 April 2026 0:10 b"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("am 22. April 2026", ["2026-04-22"]),
        ("le 1er août 2026", ["2026-08-01"]),
        ("el 22 de abril del 2026", ["2026-04-22"]),
        ("12 dez 2026", ["2026-12-12"]),
        ("31 avril 2026", []),
        ("22 avrilien 2026", []),
        ("42 mai 2026", []),
    ],
)
def test_days_in_a_text(text: str, days: list[str]) -> None:
    assert list(map(str, words.days(text))) == days


@pytest.mark.parametrize(
    "told", ["Behoben?", "Noch nicht behoben", "Alarm ausgelöst durch einen Test", "復旧作業中", "Behoben: nein"]
)
def test_only_a_whole_event_is_a_milestone(told: str) -> None:
    assert milestones.kind_of(told) == ""


@pytest.mark.parametrize(
    "said", ["Erledigt (nur zum Teil)", "Nicht erledigt", "完了予定", "Terminé à moitié", "Hecho: no"]
)
def test_only_a_whole_word_says_how_far_a_follow_up_is(said: str) -> None:
    assert progress.status(said) is None


@pytest.mark.parametrize("said", ["Behoben (zum Teil)", "Fast behoben", "Résolu en partie"])
def test_only_a_whole_word_says_how_far_an_incident_is(said: str) -> None:
    found = imported(f"# Lag\n\n**Datum:** 22.04.2026\n**Status:** {said}\n")
    assert read(found).state is None
    assert f"**Status:** {said}" in found.text


def test_no_text_makes_it_slow() -> None:
    began = time.process_time()
    for text in ("1 " * 50_000, "(" * 90_000, "1年" * 50_000, "22 de " * 30_000, "montag, " * 20_000, " " * 90_000):
        moments.leading(text)
        words.days(text)
        tongues.english(text[:100])
    assert time.process_time() - began < 5


def test_more_of_what_people_call_sections_and_fields_abroad() -> None:
    told = (
        "# Pane\n\n## Resumo do incidente\n\n- **Data de ocorrência**: 17/09/2025\n- **Gravidade**: SEV2\n\n"
        "## Recomendações\n\n### Imediatas\n\n1. Escrever um alerta\n\n### O que pode melhorar\n\n- A resposta\n"
    )
    pm = read(imported(told))
    assert (str(pm.date), pm.severity, [each.action for each in pm.followup_list]) == (
        *("2025-09-17", "SEV2", ["Escrever um alerta"]),
    )
    sections = (
        "# 队列",
        "**日期**: 2026-05-01",
        "## 执行摘要",
        "队列满了。",
        "## 事故时间线（推测）",
        "- 10:00 满\n- 10:30 空",
    )
    told = "\n\n".join((*sections, "## 总结", "这是问题。"))
    pm = read(imported(told))
    assert ([each.at.text for each in pm.timeline], pm.summary and pm.summary.text) == (
        ["10:00", "10:30"],
        "队列满了。",
    )
    assert "lessons:" not in imported(told).text


def test_a_table_in_chinese_may_say_who_answers_and_how_urgent_it_is() -> None:
    table = "| 行动 | 负责角色 | 紧急度 | 预期完成 |\n|---|---|---|---|\n| 补告警 | 平台 | P1 | 2026-05-08 |\n"
    (found,) = read(imported(f"# 队列\n\n**日期**: 2026-05-01\n\n## 行动清单\n\n{table}")).followup_list
    assert (found.action, found.owner, str(found.priority), str(found.due)) == ("补告警", "平台", "P1", "2026-05-08")


def test_a_form_in_spanish_is_read() -> None:
    told = (
        "# Caída\n\n## Descripción general del incidente\n\n- **Nivel de severidad:** Alto\n- **Fecha:** 2026-05-01\n\n"
        "## Línea de tiempo del incidente\n\n- **[10:05]:** alerta\n- **[11:20]:** fin\n\n"
        "## Causa raíz (5 porqués)\n\n1. **¿Por qué?** El disco estaba lleno.\n\n"
        "## Acciones preventivas\n\n| Tarea | Dueño |\n|---|---|\n| Añadir una alerta | correo |\n"
    )
    pm = read(imported(told))
    assert (pm.severity, [each.at.text for each in pm.timeline]) == ("SEV2", ["10:05", "11:20"])
    assert pm.root_cause is not None
    assert [(each.action, each.owner) for each in pm.followup_list] == [("Añadir una alerta", "correo")]


def test_a_form_in_french_is_read() -> None:
    told = (
        "# Panne\n\n**Date :** 3 mars 2026\n\n## Sommaire\n\nLa file était pleine.\n\n"
        "## Causes profondes :\n\nUn disque plein.\n\n"
        "## Mesures à prendre\n\n| Mesure | Responsable |\n|---|---|\n| Alerter | courriel |\n"
    )
    pm = read(imported(told))
    assert (pm.summary and pm.summary.text, pm.root_cause and pm.root_cause.description) == (
        *("La file était pleine.", "Un disque plein."),
    )
    assert [(each.action, each.owner) for each in pm.followup_list] == [("Alerter", "courriel")]
