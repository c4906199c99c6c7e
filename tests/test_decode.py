from __future__ import annotations

import datetime as dt
import enum
import json
import re
import time
import types
import typing
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import front_matter, model, times, values
from pmgen.decode import SCHEMA, decode, synonyms
from pmgen.diagnostics import Problem, RenameKey, SetValue
from pmgen.front_matter import FrontMatter, Mapping, Node, Scalar, Sequence
from pmgen.keys import keys
from pmgen.model import DataLoss, Kind, PostMortem
from pmgen.source import Span

AS_LIST = "write `- ` before each item, on a line of its own; inside of `{…}` put `[` and `]` round them"
_EVENT = ("at", "event", "until", "about", "kind", "source", "internal")
AT_THE_MARGIN = "it belongs to the document: begin it at the margin"
DAYS_APART = "two times are two keys: `at: 2026-04-22 14:00`, `until: 2026-04-23 01:00`"
WHO_NOTICED = "one of `alert`, `monitoring`, `user-report`, `operator`, `unknown`"
ONE_LEVEL = "only one of them can stand here; the reason goes in `severity_reason`"
IN_A_CHAIN = "a list is the `chain` of causes: write `chain:` above it, and indent both below `root_cause:`"
KEYS_AS_ITEMS = "these are its keys: write them without `-` or `[…]`"
KEYS_OF_IMPACT = "known here: `description`, `users`, `scope`, `data_loss`, `windows`, `figures`"

LEVELS = ("SEV1", "SEV2", "SEV3", "SEV4")
NEEDED = {"title": "Vault down", "date": "2026-04-22", "severity": "SEV1", "status": "draft"}


def decoded(yaml: str = "", zone: str = "UTC", **needed: str) -> tuple[PostMortem | None, list[Problem]]:
    """What becomes of some front matter; the keys that are always needed are added."""
    lines = "".join(f"{key}: {value}\n" for key, value in (NEEDED | needed).items() if value)
    read, problems = front_matter.read(f"---\n{lines}{yaml}\n---\n")
    assert read is not None, problems
    return decode(read, severities=LEVELS, timezone=zone)


def good(yaml: str = "", zone: str = "UTC", **needed: str) -> PostMortem:
    post_mortem, problems = decoded(yaml, zone, **needed)
    assert problems == []
    assert post_mortem is not None
    return post_mortem


def bad(yaml: str, **needed: str) -> list[str]:
    post_mortem, problems = decoded(yaml, **needed)
    assert post_mortem is None
    return described(problems)


def described(problems: Iterable[Problem]) -> list[str]:
    return [f"{problem.code} {'.'.join(map(str, problem.at))}" for problem in problems if isinstance(problem.at, tuple)]


# ----------------------------------------------------------------------------------------------------- what is read


def test_the_smallest_post_mortem() -> None:
    assert good() == PostMortem("Vault down", dt.date(2026, 4, 22), "SEV1", model.Status.DRAFT, id="PM-2026-04-22")


def test_texts_are_not_what_yaml_makes_of_them() -> None:
    post_mortem = good("owner: no\nauthors: [on, 0x1F, 1_000]\nimpact: {users: 60_000}")
    assert post_mortem.owner == "no"
    assert post_mortem.authors == ("on", "0x1F", "1_000")
    assert post_mortem.impact == model.Impact(users=model.Markdown("60_000"))
    assert good("owner: 'null'").owner == "null"
    assert good("owner: null").owner is None


def test_a_line_is_one_line_and_markdown_keeps_its_own() -> None:
    post_mortem = good("summary: |\n  It hung.\n\n  - twice\nowner: >\n  the\n\n  platform", title='"  Vault\\n down "')
    assert post_mortem.title == "Vault down"
    assert post_mortem.owner == "the platform"
    assert post_mortem.summary == model.Summary(text=model.Markdown("It hung.\n\n- twice"))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("summary: It hung", "summary: {text: It hung}"),
        ("lessons: [Probe it]", "lessons: {learned: [Probe it]}"),
        ("contributing_factors: [NFS]", "contributing_factors: [{text: NFS}]"),
        ("root_cause: {chain: It hung}", "root_cause: {chain: [{text: It hung, then: []}]}"),
        ("root_cause: {chain: {text: a, then: b}}", "root_cause: {chain: [{text: a, then: [{text: b}]}]}"),
        ("related: [{id: PM-1}]", "related: [{id: PM-1, as: see-also}]"),
        ("followups: [{id: F1, action: a}]", "followups: [{id: F1, action: a, status: todo, internal: no}]"),
        ("tags:", ""),
        ("impact: {users: ~}", "impact: {}"),
    ],
)
def test_a_short_form_means_the_full_one(short: str, full: str) -> None:
    assert good(short) == good(full)


@pytest.mark.parametrize(
    "yaml",
    [
        "owner: ''",
        "owner: '  '",
        'timezone: ""',
        'services: ""',
        'summary: ""',
        'visibility: ""',
        'timeline: ""',
        "impact: {users: ''}",
        "impact: {windows: [{start: '09:00', end: ''}]}",
        "related: ''",
        "state: ''",
    ],
)
def test_quotes_with_nothing_in_them_say_as_little_as_nothing(yaml: str) -> None:
    without = re.sub(r"['\"]\s*['\"]", "", yaml)
    assert good(yaml) == good(without)


@pytest.mark.parametrize("internal", ["''", '" "', "", "~"])
def test_an_internal_that_says_nothing_is_told_all_the_same(internal: str) -> None:
    assert bad(f"timeline: [{{at: '09:00', event: a, internal: {internal}}}]") == ["PM108 timeline.0.internal"]


def test_saying_nothing_of_followups_is_not_saying_that_there_are_none() -> None:
    assert good().followups is None
    assert good("followups:").followups is None
    assert good("followups: []").followups == ()


def test_an_authors_own_keys_are_kept_as_they_are() -> None:
    own = good("x-a: {b: [1, ~, '~', {c: no}], d: ''}\nx-: e").extra
    assert own == {"x-a": {"b": ["1", None, "~", {"c": "no"}], "d": ""}, "x-": "e"}


def test_unknown_is_not_zero() -> None:
    assert good("impact: {data_loss: unknown}").impact == model.Impact(data_loss=DataLoss.UNKNOWN)
    assert good("impact: {}").impact == model.Impact()
    assert good("impact: {data_loss: }").impact == model.Impact()


# ----------------------------------------------------------------------------------------------------------- times


def instants(moments: Iterable[times.Moment | None]) -> list[str]:
    return [f"{moment.instant:%m-%d %H:%M}" if moment and moment.instant else "-" for moment in moments]


def test_the_zone_and_the_day_hold_wherever_they_stand() -> None:
    timeline = 'timeline: [{at: "09:00", event: a}]\n'
    assert instants(event.at for event in good(timeline + "timezone: Europe/Sofia").timeline) == ["04-22 06:00"]
    assert instants(event.at for event in good("timezone: Europe/Sofia\n" + timeline).timeline) == ["04-22 06:00"]
    assert instants(event.at for event in good(timeline, zone="America/New_York").timeline) == ["04-22 13:00"]


def test_a_time_is_on_the_day_of_the_event_before_it() -> None:
    events = good(
        "timeline:\n"
        '- {at: "23:50", until: "23:59", event: a}\n'
        '- {at: "2026-04-23 00:10", event: b}\n'
        '- {at: "unknown", event: c}\n'
        '- {at: "00:20", until: "Apr 24 01:00", event: d}\n'
        '- {at: "T+30m", until: "T+1h", event: e}\n'
        '- {at: "T0", kind: started, event: f}\n'
    ).timeline
    assert instants(event.at for event in events) == ["04-22 23:50", "04-23 00:10", "-", "04-23 00:20", "-", "-"]
    assert instants(event.until for event in events) == ["04-22 23:59", "-", "-", "04-24 01:00", "-", "-"]


def test_elapsed_time_counts_from_the_first_start() -> None:
    post_mortem = good(
        "impact: {windows: [{start: T+10m, end: T+1h}]}\n"
        "timeline:\n"
        '- {at: "T+90m", kind: detected, event: a}\n'
        '- {at: "09:00", kind: started, event: b}\n'
        '- {at: "10:00", kind: started, event: c}\n'
    )
    assert post_mortem.impact is not None
    (window,) = post_mortem.impact.windows
    assert instants((post_mortem.timeline[0].at, window.start, window.end)) == [
        *("04-22 10:30", "04-22 09:10", "04-22 10:00")
    ]


def test_elapsed_time_counts_from_a_start_that_is_known() -> None:
    events = good(
        "timeline:\n"
        "- {at: unknown, kind: started, event: a}\n"
        '- {at: "09:00", kind: started, event: b}\n'
        "- {at: T+5m, until: T+10m, event: c}\n"
    ).timeline
    assert instants((events[2].at, events[2].until)) == ["04-22 09:05", "04-22 09:10"]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("impact: {windows: [{start: T+10m, end: T+1h}]}", ["04-22 00:10", "04-22 01:00"]),
        ("impact: {windows: [{start: T+10m, end: '09:00'}]}", ["-", "04-22 09:00"]),
        (
            "impact: {windows: [{start: T+10m, end: T+1h}]}\ntimeline: [{at: T+5m, event: a}]",
            ["04-22 00:10", "04-22 01:00"],
        ),
        ("impact: {windows: [{start: T+10m, end: T+1h}]}\ntimeline: [{at: '09:00', event: a}]", ["-", "-"]),
    ],
)
def test_elapsed_time_without_a_start_is_unknown_among_times_of_day(rest: str, expected: list[str]) -> None:
    impact = good(rest + "\n").impact
    assert impact is not None
    (window,) = impact.windows
    assert instants((window.start, window.end)) == expected


def test_elapsed_time_from_an_unknown_start_is_unknown() -> None:
    post_mortem = good(
        "impact: {windows: [{start: T+10m, end: T+1h}]}\n"
        "timeline:\n"
        "- {at: unknown, kind: started, event: a}\n"
        "- {at: T+5m, kind: detected, event: b}\n"
    )
    assert post_mortem.impact is not None
    (window,) = post_mortem.impact.windows
    assert instants((post_mortem.timeline[1].at, window.start, window.end)) == ["-", "-", "-"]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (
            "UTC+2",
            "`Etc/GMT-2` is always +02:00 (in its name the sign is turned round); a place has its summer time; "
            "an offset goes with each time: `10:44 +02:00`",
        ),
        (
            "GMT-05:00",
            "`Etc/GMT+5` is always -05:00 (in its name the sign is turned round); a place has its summer time; "
            "an offset goes with each time: `10:44 -05:00`",
        ),
        (
            "+05:30",
            "a zone has the name of a place, such as `Europe/Sofia`; an offset goes with each time: `10:44 +05:30`",
        ),
        ("UTC+0", "write `UTC`"),
        ("utc", "did you mean `UTC`?"),
        ("Z", "did you mean `UTC`?"),
        ("JST", "did you mean `Asia/Tokyo`?"),
        ("mesz", "did you mean `Europe/Berlin`?"),
        ("NZDT", "did you mean `Pacific/Auckland`?"),
        ("Europe/Sofa", "did you mean `Europe/Sofia`?"),
        ("ET", "did you mean `America/New_York`?"),
        ("Berlin", "did you mean `Europe/Berlin`?"),
        ("Pacific", "did you mean `America/Los_Angeles`?"),
        ("central", "did you mean `America/Chicago`?"),
        ("US Mountain", "did you mean `America/Denver`?"),
        ("Atlantic", "did you mean `America/Halifax`?"),
        ("Pacific Time", "did you mean `America/Los_Angeles`?"),
        ("US Eastern Standard Time", "did you mean `America/New_York`?"),
        ("Central European Time", "an IANA name, such as `Europe/Sofia` or `UTC`"),
        ("new york", "did you mean `America/New_York`?"),
        ("Istanbul", "`Istanbul` can be `Europe/Istanbul` or `Asia/Istanbul`: write the one that is meant"),
        ("pt", "did you mean `America/Los_Angeles`?"),
        ("IST", "`IST` can be `Asia/Kolkata`, `Asia/Jerusalem` or `Europe/Dublin`: write the one that is meant"),
        ("CST", "`CST` can be `America/Chicago`, `Asia/Shanghai` or `America/Havana`: write the one that is meant"),
        # These are close to zones that are hours away.
        ("CEST", "an IANA name, such as `Europe/Sofia` or `UTC`"),
        ("AEST", "an IANA name, such as `Europe/Sofia` or `UTC`"),
        ("UTC+99", "an IANA name, such as `Europe/Sofia` or `UTC`"),
        ("Etc/GMT+15", "an IANA name, such as `Europe/Sofia` or `UTC`"),
    ],
)
def test_the_advice_for_a_zone_names_one_that_is_as_far_from_utc(zone: str, expected: str) -> None:
    _, problems = decoded(f"timezone: {zone}")
    assert [problem.help for problem in problems] == [expected]


@pytest.mark.parametrize("hours", range(-12, 15))
def test_the_advised_zone_has_the_offset_that_was_written(hours: int) -> None:
    _, (problem,) = decoded(f"timezone: UTC{hours:+}")
    name, *rest = re.findall("`([^`]+)`", problem.help or "")
    (moment,) = good(f'timezone: {name}\ntimeline: [{{at: "12:00", event: a}}]').timeline
    assert instants([moment.at]) == [f"{dt.datetime(2026, 4, 22, 12) - dt.timedelta(hours=hours):%m-%d %H:%M}"]
    for each in rest:
        (written,) = good(f'timeline: [{{at: "{each}", event: a}}]').timeline
        assert written.at.zone == (f"{hours:+03}:00" if hours else "UTC")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("at: from 14:00 to 14:30", "two times are two keys: `at: 14:00`, `until: 14:30`"),
        ("at: 14:00/14:30", "two times are two keys: `at: 14:00`, `until: 14:30`"),
        ("at: 2026-04-22 14:00 → 2026-04-23 01:00", DAYS_APART),
        ("at: 14:00-14:30", "two times are two keys: `at: 14:00`, `until: 14:30`"),
        ("at: 09:00-10:00", "two times are two keys: `at: 09:00`, `until: 10:00`; an offset is `09:00 -10:00`"),
        ("at: 2026-04-21 23:50 – 00:10", "two times are two keys: `at: 2026-04-21 23:50`, `until: 00:10`"),
        ("at: 9:00-10:30 PM", "two times are two keys: `at: 9:00 pm`, `until: 10:30 PM`"),
        ("at: 11:30–12:15 am", "two times are two keys: `at: 11:30 pm`, `until: 12:15 am`"),
        ("at: 2 PM to 3pm", "two times are two keys: `at: 2 PM`, `until: 3pm`"),
        ("at: between 14:00 and 14:30", "two times are two keys: `at: 14:00`, `until: 14:30`"),
        ("at: 14:00 and 14:20", "two times are two events"),
        ("at: 2026-04-22 14:00, 14:20", "two times are two events"),
        ("at: 14:00 or 14:20", "write the likelier one, with `~` for about: `at: ~14:00`"),
        ("at: 2026-05-01T09:00+25:00", "no clock is `+25:00` from UTC: from -12:00 to +14:00, by quarters of an hour"),
        ("at: 14:00+15:00", "no clock is `+15:00` from UTC: from -12:00 to +14:00, by quarters of an hour"),
        ("at: 14:00 + 15:00", "two times are two events"),
        ("at: 09:00 -0920", "no clock is `-0920` from UTC: from -12:00 to +14:00, by quarters of an hour"),
        ("at: 900", "did you mean `9:00`?"),
        ("at: '@1776859200'", "did you mean `2026-04-22T12:00:00Z`?"),
        ("at: 1776859200.25", "did you mean `2026-04-22T12:00:00Z`?"),
        ("at: 14:00 EET", "leave out `EET` and name its place in `timezone`, or write its offset, `+hh:mm`"),
        ("at: 2 PM EST", "leave out `EST` and write `timezone: America/New_York`, or write its offset, `+hh:mm`"),
        ("at: 14:00 MST", "leave out `MST` and name its place in `timezone`, or write its offset, `+hh:mm`"),
        ("at: 14:00 ET", "leave out `ET` and write `timezone: America/New_York`, or write its offset, `+hh:mm`"),
        (
            "at: 14:00 Europe/Sofia",
            "leave out `Europe/Sofia` and write `timezone: Europe/Sofia`, or write its offset, `+hh:mm`",
        ),
        (
            "at: 14:00 IST",
            "`IST` can be `Asia/Kolkata`, `Asia/Jerusalem` or `Europe/Dublin`; "
            "leave it out and name which in `timezone`, or write its offset, `+hh:mm`",
        ),
    ],
)
def test_the_advice_for_a_time_says_where_the_rest_of_it_goes(event: str, expected: str) -> None:
    _, problems = decoded(f"timeline:\n  - {event}\n    event: a\n")
    assert [(problem.code, problem.help) for problem in problems] == [("PM106", expected)]
    written = ", ".join(re.findall("`((?:at|until): [^`]+)`", expected)) or "at: 14:00"
    assert good(f"timeline: [{{{written}, event: a}}]").timeline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“09:00”", "did you mean `09:00`?"),
        ("04/Mar/2026:09:00:12 +0100", "did you mean `04 Mar 2026 09:00:12 +0100`?"),
        ("Wed Mar  4 09:00:12 UTC 2026", "did you mean `4 Mar 2026 09:00:12 UTC`?"),
        ("Wed Mar 4 09:00:12 2026", "did you mean `4 Mar 2026 09:00:12`?"),
        ("09:\u200b00", "did you mean `09:00`?"),
        ("2026–04–22 09:00", "did you mean `2026-04-22 09:00`?"),
        ("9h30", "did you mean `9:30`?"),
        ("2026-04-22 10.44", "did you mean `2026-04-22 10:44`?"),
        ("+90m", "did you mean `T+90m`?"),
        ("T+1:30", "did you mean `T+1h 30m`?"),
        ("T+1h30", "did you mean `T+1h30m`?"),
        ("2026/04/22 10:44", "did you mean `2026-04-22 10:44`?"),
        ("10:44?", "did you mean `~10:44`?"),
        ("10:44ish", "did you mean `~10:44`?"),
        ("10h", "did you mean `10:00`?"),
        ("16.04.2026 10:44", "did you mean `2026-04-16 10:44`?"),
        ("22.4. 10:44", "did you mean `Apr 22 10:44`?"),
        ("~22.4. 10:44", "did you mean `~Apr 22 10:44`?"),
        ("1. 5. 2026, 9:05", "did you mean `2026-05-01 9:05`?"),
        ("1044", "did you mean `10:44`?"),
        ("2026-04-22 0905 UTC", "did you mean `2026-04-22 09:05 UTC`?"),
        ("2026-4-5", "did you mean `2026-04-05`?"),
        ("2026-4-5 10:44", "did you mean `2026-04-05 10:44`?"),
        ("9:5", "minutes have two digits: `9:05` or `9:50`"),
        ("09:0", "minutes have two digits: `09:00`"),
        ("21:00 PM", "did you mean `21:00`?"),
        ("0:30 a.m.", "did you mean `0:30`?"),
        ("09:00 (UTC)", "did you mean `09:00 UTC`?"),
        ("09:00 UTC+2", "did you mean `09:00 +02:00`?"),
        ("2026-04-22 09:00 GMT-0530", "did you mean `2026-04-22 09:00 -05:30`?"),
        ("23:59:60", "the last second of a minute is `23:59:59`, a leap second as well"),
        ("24:00", "the last minute of a day is `23:59`; `00:00` is on the day that begins"),
        ("2026-04-22 25:30", "the last minute of a day is `23:59`; `01:30` is on the day that begins"),
        ("midnight", "the last minute of a day is `23:59`; `00:00` is on the day that begins"),
        ("90:00", "a day has 24 hours, 00 to 23"),
        ("2026-04-22 10:60", "an hour has 60 minutes, 00 to 59"),
        ("Apr 31 10:44", "April has 30 days"),
        ("Feb 29 2026", "February 2026 has 28 days"),
        ("31.04.2026", "April 2026 has 30 days; write the year, the month and the day: `2026-04-22`"),
        ("2026-02-30 10:10", "February 2026 has 28 days"),
        ("2026-13-01", "the month comes before the day: `2026-01-13`"),
        ("2026-00-10", "a year has 12 months"),
        ("2026-04-00", "a month begins with its day 1"),
        ("22/04/2026 10:44", "write the year, the month and the day: `2026-04-22 10:44`"),
        ("05/04/2026", "write the year, the month and the day: `2026-05-04` or `2026-04-05`"),
        ("10.30 Uhr", "did you mean `10:30`?"),
        ("10 h 30", "did you mean `10:30`?"),
        ("12.05 pm", "did you mean `12:05 pm`?"),
        ("1O:30", "did you mean `10:30`?"),
        ("10:44 (approx)", "did you mean `~10:44`?"),
        ("Wed, 22 Apr 2026 10:30:00 +0000", "did you mean `22 Apr 2026 10:30:00 +0000`?"),
        ("Apr 22nd at 10:30 AM", "did you mean `Apr 22 10:30 AM`?"),
        ("10:30 2026-04-22", "did you mean `2026-04-22 10:30`?"),
        ("16. April 2026", "did you mean `16 April 2026`?"),
        ("10", "did you mean `10:00`?"),
        ("noon", "did you mean `12:00`?"),
        ("TBD", "did you mean `unknown`?"),
        ("around noon", "did you mean `~12:00`?"),
        ("before 10:30", "did you mean `~10:30`?"),
        ("<10:30", "did you mean `~10:30`?"),
        ("10:30 local time", "a time with no zone is local: write `10:30`"),
        ("next day 10:30", "write its day before it, as in `2026-04-22 10:30`"),
        ("+1 10:30", "write its day before it, as in `2026-04-22 10:30`"),
        ("yesterday, 10:30", "write its day before it, as in `2026-04-22 10:30`"),
        ("10:30 (next day)", "write its day before it, as in `2026-04-22 10:30`"),
        ("T+90", "a length has its unit: `T+90m`, `T+2h`"),
        ("Wed, 10:30", "a day of the week is no date: write one, as in `2026-04-22 10:30`"),
        ("12.05", "did you mean `12:05` or `May 12`?"),
        ("22.4", "did you mean `Apr 22`?"),
        ("22.4 10:30", "did you mean `Apr 22 10:30`?"),
        ("22.04.26 10:30", "did you mean `2026-04-22 10:30`?"),
        ("22.04.26", "did you mean `2026-04-22`?"),
        ("04.22.26 10:30", "write the year, the month and the day: `2026-04-22 10:30`"),
        ("04.22.26", "did you mean `04:22:26` or `2026-04-22`?"),
        ("04.22 10:30", "did you mean `Apr 22 10:30`?"),
        ("10.30.45", "did you mean `10:30:45`?"),
        ("~10.30.45 UTC", "did you mean `~10:30:45 UTC`?"),
        ("10.11.12", "did you mean `2012-11-10`?"),
        ("26-04-22 10:30", "write the year, the month and the day: `2026-04-22 10:30` or `2022-04-26 10:30`"),
        ("04-22-26, 10:30", "write the year, the month and the day: `2026-04-22 10:30`"),
        ("~26-04-22", "write the year, the month and the day: `~2026-04-22` or `~2022-04-26`"),
        ("04-05-06", "write the year, the month and the day: `2004-05-06` or `2006-05-04` or `2006-04-05`"),
        ("20260422", "did you mean `2026-04-22`?"),
        ("25.30.45", "a year has 12 months; write the year, the month and the day: `2026-04-22`"),
        ("~22.04.26, 10:30 Uhr", "did you mean `~2026-04-22 10:30`?"),
        ("22.04.26 10 30", "did you mean `2026-04-22 10:30`?"),
        ("31.12.99 23:59", "did you mean `1999-12-31 23:59`?"),
        ("22.04.10:30", "did you mean `Apr 22 10:30`?"),
        ("10:30 22.04.26", "did you mean `2026-04-22 10:30`?"),
        ("22/04/26 10:30", "write the year, the month and the day: `2026-04-22 10:30`"),
        ("22/04/2026 {x}", "write the year, the month and the day: `2026-04-22`"),
        ("22-04-2026 10:30", "write the year, the month and the day: `2026-04-22 10:30`"),
        ("4/22 10:30", "did you mean `Apr 22 10:30`?"),
        ("10 30", "did you mean `10:30`?"),
        ("10 30 45", "did you mean `10:30:45`?"),
        ("2026-04-22 10 30 45", "did you mean `2026-04-22 10:30:45`?"),
        ("04-22 10:30", "did you mean `Apr 22 10:30`?"),
        ("04-05 10:30", "did you mean `Apr 5 10:30` or `May 4 10:30`?"),
        ("10:30 22.04.2026", "did you mean `2026-04-22 10:30`?"),
        ("10:30, 22 April 2026", "did you mean `22 April 2026 10:30`?"),
        ("10:30 31.04.2026", "April 2026 has 30 days; write the year, the month and the day: `2026-04-22`"),
        ("2026.04.22 10:30", "did you mean `2026-04-22 10:30`?"),
        ("20260422T103000Z", "did you mean `2026-04-22T10:30:00Z`?"),
        ("um 14:00", "did you mean `14:00`?"),
        ("a las 14:00", "did you mean `14:00`?"),
        ("hacia las 14:00", "did you mean `~14:00`?"),
        ("10 Uhr 05", "did you mean `10:05`?"),
        ("午前9時5分", "did you mean `9:05 am`?"),
        ("午後9時", "did you mean `9:00 pm`?"),
        ("21時30分", "did you mean `21:30`?"),
        ("22. Apr. 14:00", "did you mean `22 Apr 14:00`?"),
        ("22. März 14:00", "did you mean `22 Mar 14:00`?"),
        ("9 de marzo de 2026 14:00", "did you mean `9 Mar 2026 14:00`?"),
        ("2026-04-22_14:00", "did you mean `2026-04-22 14:00`?"),
        ("2026-04-22-14:00", "did you mean `2026-04-22 14:00`?"),
        ("next day", "write the day: `2026-04-22`"),
        ("D+1", "write the day: `2026-04-22`"),
        ("D+1 10:00", "write its day before it, as in `2026-04-22 10:00`"),
        ("+15", "a length has its unit: `T+90m`, `T+2h`"),
        ("⏰ 10:05", "did you mean `10:05`?"),
        ("🔥🔥 9h", "did you mean `9:00`?"),
        ("2026年4月2日 10:05", "did you mean `2026-04-02 10:05`?"),
        ("1776846600", "did you mean `2026-04-22T08:30:00Z`?"),
        ("1776846600123", "did you mean `2026-04-22T08:30:00Z`?"),
    ],
)
def test_the_advice_for_a_slip_in_a_time_is_about_that_slip(text: str, expected: str) -> None:
    _, (problem,) = decoded(f'timeline: [{{at: "{text}", event: a}}]')
    assert (problem.code, problem.help) == ("PM106", expected)
    for each in re.findall("`([^`]+)`", expected):
        good(f'timeline: [{{at: "{each}", event: a}}]')


@pytest.mark.parametrize(
    "text",
    [
        "31 juin 14:00",
        "14:00 or soon",
        "午前",
        "mars 14:00",
        "days 14:00",
        "a few minutes later",
        "later",
        "Wed",
        "10-12",
        "99 30",
        "975",
        "14:00 later",
        "soon EET",
        "14:00 UTC EET",
        "2026-04-22 EET",
        "14:00-",
    ],
)
def test_the_advice_for_any_other_time_is_how_times_are_written(text: str) -> None:
    _, (problem,) = decoded(f"timeline: [{{at: '{text}', event: a}}]")
    assert problem.help
    assert problem.help.startswith("`10:44`, ")


@pytest.mark.parametrize(
    ("event", "about", "until_about"),
    [
        ('at: "09:00", until: "10:00"', False, False),
        ('at: "~09:00", until: "10:00"', True, False),
        ('at: "09:00", until: "10:00", about: yes', True, True),
        ('at: "~09:00", until: "~10:00", about: false', True, True),
    ],
)
def test_about_holds_for_all_times_of_an_event(event: str, about: bool, until_about: bool) -> None:
    (only,) = good(f"timeline: [{{{event}, event: a}}]").timeline
    assert only.until is not None
    assert (only.about, only.at.about, only.until.about) == (about, about, until_about)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:05", "did you mean `1h 05m`?"),
        ("00:45:00", "did you mean `00h 45m 00s`?"),
        ("2h43", "did you mean `2h43m`?"),
        ("1,5 h", "did you mean `1.5 h`?"),
        ("an hour", "did you mean `1 hour`?"),
        ("90", "a length has its unit: `90m`, `90h`"),
    ],
)
def test_the_advice_for_a_slip_in_a_duration_is_about_that_slip(text: str, expected: str) -> None:
    _, (problem,) = decoded(f'duration: "{text}"')
    assert (problem.code, problem.help) == ("PM106", expected)
    for each in re.findall("`([^`]+)`", expected):
        good(f"duration: {each}")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("April 31, 2026", "April 2026 has 30 days; write the year, the month and the day: `2026-04-22`"),
        ("22/04/2026", "write the year, the month and the day: `2026-04-22`"),
        ("April 22nd, 2026", "write `2026-04-22`"),
        ("2026-04-22 (Wed)", "write `2026-04-22`"),
        ("2026-04-22, the evening", "write `2026-04-22`"),
        ("2026年4月2日", "write `2026-04-02`"),
        ("8 mars 2026", "write `2026-03-08`"),
        ("1er avril 2026", "write `2026-04-01`"),
        ("9 de mayo de 2026", "write `2026-05-09`"),
        ("3 aprile 2026", "write `2026-04-03`"),
        ("3 augustus 2026", "write `2026-08-03`"),
        ("22. Oktober 2026", "write `2026-10-22`"),
        ("3 мая 2026", "write `2026-05-03`"),
        ("31 juin 2026", "write the year, the month and the day: `2026-04-22`"),
        ("2026-04-22 to 2026-04-23", "only one day can stand here"),
        ("2026-04-22 - 2026-02-30", "write `2026-04-22`"),
    ],
)
def test_the_advice_for_a_date_is_about_its_own_slip(date: str, expected: str) -> None:
    _, (problem,) = decoded(date=date)
    assert (problem.code, problem.help) == ("PM105", expected)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("nfs\u200b", "nfs"),
        ("\ufeffnfs \xad", "nfs"),
        ("'\u2060 nfs\u200b '", "nfs"),
        # In a word they may be needed.
        ("n\u200bfs", "n\u200bfs"),
        ("👩\u200d🚒 on call", "👩\u200d🚒 on call"),
        ("می\u200cخواهم\u200c", "می\u200cخواهم\u200c"),
    ],
)
def test_what_nobody_sees_round_a_name_is_no_part_of_it(written: str, read: str) -> None:
    assert good(f"services: [{written}]").services == (read,)
    assert good(f"owner: {written}").owner == read


def test_a_title_that_nobody_sees_is_empty() -> None:
    _, (problem,) = decoded(title="\u200b \xad")
    assert (problem.code, problem.at) == ("PM108", ("title",))


@pytest.mark.parametrize("text", ["2h 43m", "~2h 43m", "44 h", "1.5h"])
def test_durations_say_how_exact_they_are(text: str) -> None:
    assert good(f"duration: {text}").duration == times.parse_duration(text)


# -------------------------------------------------------------------------------------------------- what is not read


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("followup: []", ["PM101 followup"]),
        ("impact: {x-own: 1}", ["PM101 impact.x-own"]),
        ("Owner: platform", ["PM101 Owner"]),
        ("severity_reason: |\n  Because.\n? \n: b", ["PM101 "]),
    ],
)
def test_an_unknown_key_is_reported_and_the_rest_is_read(yaml: str, expected: list[str]) -> None:
    post_mortem, problems = decoded(yaml)
    assert described(problems) == expected
    assert all(problem.on_key for problem in problems)
    assert post_mortem is not None


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("owner: [a]", ["PM102 owner"]),
        ("services: vault", ["PM102 services"]),
        ("services: [vault, [dns], {a: b}, ~]", ["PM102 services.1", "PM102 services.2", "PM102 services.3"]),
        ("impact: none", ["PM102 impact"]),
        ("summary: [a]", ["PM102 summary"]),
        ("lessons: none", ["PM102 lessons"]),
        ("timeline: {at: '09:00'}", ["PM102 timeline"]),
        ("timeline: [09:00]", ["PM102 timeline.0"]),
        ("impact: {windows: ['09:00']}", ["PM102 impact.windows.0"]),
        ("timeline: [{at: ['09:00'], event: a}]", ["PM102 timeline.0.at"]),
        ("timeline: [{at: '09:00', event: a, about: maybe}]", ["PM102 timeline.0.about"]),
        ("followups: {id: F1}", ["PM102 followups"]),
        ("root_cause: {chain: [[a]]}", ["PM102 root_cause.chain.0"]),
        ("schema: one", ["PM102 schema"]),
        ("state: over", ["PM103 state"]),
        ("detection: {by: users}", ["PM103 detection.by"]),
        ("timeline: [{at: '09:00', kind: start, event: a}]", ["PM103 timeline.0.kind"]),
        ("followups: [{id: F1, action: a, due: tomorrow}]", ["PM105 followups.0.due"]),
        ("revisions: [{date: 2026-02-30, note: a}]", ["PM105 revisions.0.date"]),
        ("timeline: [{at: noon, event: a}]", ["PM106 timeline.0.at"]),
        ("timeline: [{at: '09:00', until: later, event: a}]", ["PM106 timeline.0.until"]),
        ("duration: long", ["PM106 duration"]),
        ("timezone: CEST", ["PM107 timezone"]),
        ("tags: ['']", ["PM102 tags.0"]),
        ("timeline: [{at: '', event: ' '}]", ["PM102 timeline.0"]),
        ("followups: [{id: F1}]", ["PM108 followups.0.action"]),
        ("timeline: [{at: }, {}, {at: , event: }]", [f"PM102 timeline.{number}" for number in range(3)]),
        ("timeline: [{at: , event: It hung}]", ["PM108 timeline.0.at"]),
        ("timeline: [{at: , evnt: }]", ["PM101 timeline.0.evnt", "PM108 timeline.0.at"]),
        ("references: [{title: a, url: }]", ["PM108 references.0.url"]),
        ("lint: {ignore: [{rule: PM401}]}", ["PM108 lint.ignore.0.reason"]),
        ("followups: [{id: F 1, action: a}]", ["PM109 followups.0.id"]),
        ("id: ../etc", ["PM109 id"]),
        ("schema: 2", ["PM116 schema"]),
    ],
)
def test_what_cannot_be_read_is_reported_where_it_stands(yaml: str, expected: list[str]) -> None:
    post_mortem, problems = decoded(yaml)
    assert described(problems) == expected
    assert (post_mortem is None) == (expected != ["PM107 timezone"])


def test_t_plus_in_a_window_counts_from_the_started_of_the_timeline() -> None:
    windows = good(
        "timeline: [{at: 'Apr 21 23:50', event: a}, {at: '23:55', kind: started, event: b}]\n"
        "impact: {windows: [{start: T+10m, end: '00:30'}, {start: '00:45', end: unknown}]}"
    ).impact
    assert windows is not None
    placed = [(window.start.instant, window.end and window.end.instant) for window in windows.windows]
    assert [tuple(at and f"{at:%d %H:%M}" for at in pair) for pair in placed] == [
        ("22 00:05", "22 00:30"),
        ("22 00:45", None),
    ]


def test_everything_is_found_in_one_run() -> None:
    assert bad(
        "owner: [a]\nimpact: {data_loss: some, windows: [{end: x}]}\n"
        "timeline: [{at: x}, {at: '09:00', event: a, kind: b}]",
        title="",
        date="2026-02-30",
        severity="SEV9",
    ) == [
        *("PM106 timeline.0.at", "PM108 timeline.0.event", "PM103 timeline.1.kind"),
        *("PM108 title", "PM105 date", "PM103 severity", "PM102 owner", "PM103 impact.data_loss"),
        *("PM108 impact.windows.0.start", "PM106 impact.windows.0.end"),
    ]


def test_a_newer_schema_says_only_that() -> None:
    assert bad("schema: 2\nfuture: key", title="") == ["PM116 schema"]
    assert good("schema: 1").schema == 1


@pytest.mark.parametrize(
    ("yaml", "fix"),
    [
        ("state: Resolved", SetValue(("state",), "resolved")),
        ("timezone: europe/sofia", SetValue(("timezone",), "Europe/Sofia")),
        ("revisions: [{date: 2026-4-2, note: a}]", SetValue(("revisions", 0, "date"), "2026-04-02")),
        ("services: vault", SetValue(("services",), "[vault]")),
        ("Follow-ups: []", RenameKey(("Follow-ups",), "followups")),
        ("impact: {dataLoss: none}", RenameKey(("impact", "dataLoss"), "data_loss")),
        ("timeline: [{at: '09:00', kind: RULED_OUT, event: a}]", SetValue(("timeline", 0, "kind"), "ruled-out")),
        ("owner: “platform”", SetValue(("owner",), "platform")),
        ("visibility: ‘public’", SetValue(("visibility",), "public")),
        ("owner: “nfs csi”", SetValue(("owner",), "nfs csi")),
        ("owner: “[nfs] csi”", SetValue(("owner",), "'[nfs] csi'")),
        # What may be meant in two ways is nobody's to decide.
        ("tags: [“a, b]", None),
        ("state: over", None),
        ("timezone: Europe/Sofa", None),
        ("services: vault, dns", None),
        ("services: 'vault'", None),
        ("services:\n  vault\n  dns", None),
        ("services:\n  • vault\n  • dns", None),
        ("services: 1. vault", None),
        ("followup: []", None),
        ("Tags: []\ntags: []", None),
        ("revisions: [{date: 04/05/2026, note: a}]", None),
    ],
)
def test_only_what_has_one_right_answer_has_a_fix(yaml: str, fix: object) -> None:
    _, (problem,) = decoded(yaml)
    assert problem.fix == fix


def test_the_advice_for_a_day_with_slashes_and_its_year_first_is_that_day() -> None:
    _, problems = decoded(date="2026/04/22")
    assert [each.help for each in problems] == ["write `2026-04-22`"]


@pytest.mark.parametrize("written", ["sev1", "SEV-1", "Sev 1", "sev_1"])
def test_a_severity_is_understood_however_it_is_spelled(written: str) -> None:
    post_mortem, (problem,) = decoded(severity=written)
    assert post_mortem is not None
    assert (post_mortem.severity, problem.code, problem.fix) == ("SEV1", "PM104", SetValue(("severity",), "SEV1"))


@pytest.mark.parametrize(
    ("needed", "advice"),
    [
        ({"severity": "SEV1 (all users)"}, "write `SEV1`; the reason goes in `severity_reason`"),
        ({"severity": "Critical (SEV1)"}, "write `SEV1`; the reason goes in `severity_reason`"),
        ({"severity": "between SEV1 and SEV2"}, ONE_LEVEL),
        ({"severity": "SEV1 or SEV2"}, ONE_LEVEL),
        ({"severity": "sev1/sev2"}, ONE_LEVEL),
        ({"severity": "SEV-02"}, "did you mean `SEV2`?"),
        ({"severity": "Sev 1/2"}, ONE_LEVEL),
        ({"severity": "SEV2 → SEV1"}, ONE_LEVEL),
        ({"severity": "SEV2, dann SEV1"}, "write `SEV2`; the reason goes in `severity_reason`"),
        ({"severity": "SEV1 (was SEV2)"}, "write `SEV1`; the reason goes in `severity_reason`"),
        ({"severity": "SEV1, was SEV2 first"}, "write `SEV1`; the reason goes in `severity_reason`"),
        ({"severity": "SEV1, 2 hours"}, "write `SEV1`; the reason goes in `severity_reason`"),
        ({"severity": "SEV1 - EU"}, "write `SEV1`; the reason goes in `severity_reason`"),
        ({"severity": "SEV1 and more"}, "write `SEV1`; the reason goes in `severity_reason`"),
        ({"severity": "high"}, "one of `SEV1`, `SEV2`, `SEV3`, `SEV4`"),
        ({"status": "publishd"}, "did you mean `published`?"),
        ({"status": "gone"}, "one of `draft`, `review`, `published`, `withdrawn`"),
        ({"date": "22 April 2026"}, "write `2026-04-22`"),
        ({"date": "22.4.2026"}, "write `2026-04-22`"),
        ({"date": "22.04.26"}, "write `2026-04-22`"),
        ({"date": "22.13.2026"}, "a year has 12 months; write the year, the month and the day: `2026-04-22`"),
        ({"severity": "1"}, "did you mean `SEV1`?"),
        ({"severity": "S2"}, "did you mean `SEV2`?"),
        ({"severity": "severity 4"}, "did you mean `SEV4`?"),
        ({"severity": "5"}, "one of `SEV1`, `SEV2`, `SEV3`, `SEV4`"),
        ({"severity": "11"}, "one of `SEV1`, `SEV2`, `SEV3`, `SEV4`"),
    ],
)
def test_the_advice_says_what_to_write(needed: dict[str, str], advice: str) -> None:
    _, (problem,) = decoded(**needed)
    assert problem.help == advice


@pytest.mark.parametrize(
    ("items", "ids"),
    [
        (["text", "F1"], ["F3", "F1"]),
        (["a text", "another"], ["F1", "F2"]),
        (["{action: a}", "text", "{id: F2, action: b}", "{action: c, id: F5}"], ["F1", "F6"]),
        (["{id: }", "{id: F1, action: a}"], ["F3"]),
    ],
)
def test_each_follow_up_without_an_id_is_offered_one_that_no_other_has(items: list[str], ids: list[str]) -> None:
    _, problems = decoded("\n".join(["followups:", *(f"  - {each}" for each in items)]))
    assert [found for each in problems for found in re.findall(r"\bid: (F\d+)", each.help or "")] == ids


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        (
            "impact:\ndescription: a\nusers: '40'\nscope: b",
            "it belongs in `impact`, as do `users`, `scope`: indent it by two blanks, as all keys there",
        ),
        (
            "timeline:\nat: '09:00'\nevent: a",
            "it belongs in an item of `timeline`, as does `event`: indent it as the keys there",
        ),
        (
            "contributing_factors:\n- {id: F1, action: a, owner: b}",
            "these are keys of `followups`: is that line missing above?",
        ),
        ("impact:\nusers: 40", "it belongs in `impact`: indent it by two blanks, as all keys there"),
        ("timeline:\nevent: a", "it belongs in an item of `timeline`: indent it as the keys there"),
        ("impact:\n  users: '40'\n  timeline:\n  - {at: '10:00', event: a}", AT_THE_MARGIN),
        ("impact:\n  users: '40'\n  detection:\n    by: alert", AT_THE_MARGIN),
        ("impact:\n  users: '40'\n  detection:\n  by: alert\n  gaps: []", AT_THE_MARGIN),
        # What has a text, or is there already, is something else.
        ("impact:\n  users: '40'\n  detection: by chance", KEYS_OF_IMPACT),
        ("detection: {by: alert}\nimpact:\n  users: '40'\n  detection:\n    by: alert", KEYS_OF_IMPACT),
        ("impact:\n  users: '40'\n  owner: []", KEYS_OF_IMPACT),
        ("users: 40", "keys of your own begin with `x-`"),
        ("created: 2026-04-22", "keys of your own begin with `x-`"),
        ("start: 10:00", 'an event of `timeline` says it: `{at: "10:00", kind: started, event: …}`'),
        ("resolved_at: soon", "an event of `timeline` says it: `{at: …, kind: resolved, event: …}`"),
        ("timeline:\n- at: '10:00'\nevent: a", "it belongs in an item of `timeline`: indent it as the keys there"),
        ("timeline: [{at: '10:00', event: gone, back, gone}]", "put quotes round the text of `event`: a `,` ends it"),
        ("impact: {users: 40,000}", "put quotes round the text of `users`: a `,` ends it"),
        ("impact: {users: '40', some: }", KEYS_OF_IMPACT),
        ("services: none", "write `[]`"),
        ("followups: none", "write `[]`"),
        ("services:\n  -nfs\n  -ci", "a blank is missing behind each `-`: write `- nfs`"),
        ("services:\n  -nfs\n  - ci", "a blank is missing behind each `-`: write `- nfs`"),
        ("services:\n  • nfs\n  • ci", "a list item begins with `- `: write `- nfs`"),
        ("timeline:\n  1. nfs\n  2. ci", "a list item begins with `- `: write `- nfs`"),
        ("services:\n  nfs\n  ci", AS_LIST),
        (
            "timeline: |\n  10:00 it begins\n  10:20 it ends",
            "remove the `|`, the `>` or the quote before it, and write `- ` before each item",
        ),
        (
            "timeline: |\n  - 10:00 it begins",
            "remove the `|`, the `>` or the quote before it, which makes a text of the list",
        ),
        (
            "timeline: |\n  | time | event |\n  |---|---|\n  | 09:00 | a |",
            "write each row of the table as an item: `- {at: …, event: …}`",
        ),
        ("lessons: {went_well: it paged}", AS_LIST),
        ("timeline: {at: '10:00', event: a}", "put `[` and `]` round it"),
        ("timeline:\n  at: '10:00'", "write `- ` before `at`"),
        ("services:\n  nfs: down\n  ci: up", "write each as an item of a list: `- nfs`"),
        ("followups:\n  id: F1\n  action: a", "write `- ` before `id`, and two blanks more before the keys below it"),
        ("references:\n  url: https://a.b", "write `- ` before `url`"),
        ("timeline:\n  - at:", 'write `{at: "10:44", event: …}`, or delete it'),
        ("followups:\n  - id:\n    action:\n    owner:", "write `{id: F1, action: …}`, or delete it"),
        ("lint: none", None),
        (
            "impact: {figures: {Errors: 5, Users: '1,000'}}",
            'write `[{label: "Errors", value: "5"}, {label: "Users", value: "1,000"}]`',
        ),
        (
            "timeline: {'09:00': down, '10:00': up}",
            'write `[{at: "09:00", event: "down"}, {at: "10:00", event: "up"}]`',
        ),
        ("timeline: {'09:00': 'down {a'}", 'write `[{at: "09:00", event: "down {a"}]`'),
        ("timeline: {at: '09:00', event: down}", "put `[` and `]` round it"),
        ("lint: off", "write `{ignore: [{rule: …, reason: …}]}`: each rule is excused by itself"),
        ("tags: {a, b}", "write `[` and `]` instead of `{` and `}`"),
        ("tags: {env: prod}", "write `[` and `]` instead of `{` and `}`, and quotes round each key with its value"),
        ("schema: 1.0", "write `1`"),
        ("schema: v1", "write `1`"),
        ("schema: 1.5", None),
        ("schema: latest", None),
    ],
)
def test_the_advice_fits_where_a_value_stands(yaml: str, advice: str | None) -> None:
    _, problems = decoded(yaml)
    assert [problem.help for problem in problems if problem.code != "PM108"] == [advice]
    assert all(problem.fix is None for problem in problems)


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        # What is missing is there, under another name.
        ("timeline: [{time: '09:00', event: a}]", ["did you mean `at`, which is missing?"]),
        ("followups: [{id: F1, title: a}]", ["did you mean `action`, which is missing?"]),
        (
            "followups:\n  - Add an alert: now",
            ['write `{id: F1, action: "Add an alert: now"}`, with an id of its own'],
        ),
        ("followups:\n  - F1: do it", ['write `{id: F1, action: "do it"}`']),
        ("followups:\n  - F1: do it\n    owner: on-call", ['two keys instead of it: `id: F1` and `action: "do it"`']),
        # What is known under another name is there as well, and not told to be missing.
        ("timeline: [{time: '09:00', what: a}]", ["did you mean `at`?", "did you mean `event`?"]),
        ("impact: {windows: [{from: '09:00', to: '10:00'}]}", ["did you mean `start`?", "did you mean `end`?"]),
        (
            "followups: [{id: F1, action: a, assignee: b, deadline: c}]",
            ["did you mean `owner`?", "did you mean `due`?"],
        ),
        (
            "followups: [{id: F1, title: a, description: b}]",
            ["did you mean `action`?", "did you mean `details`?"],
        ),
        ("followups: [{id: F1, action: a, notes: b}]", ["did you mean `details`?"]),
        ("followups: [{id: F1, description: a}]", ["did you mean `action`, which is missing?"]),
        ("followups: [{id: F1, description: a, assignee: b}]", ["did you mean `action`?", "did you mean `owner`?"]),
        (
            "timeline: [{date: 2026-04-22, time: '10:00', event: a}]",
            [
                "did you mean `at`, which `date` may be, too? make one key of them",
                "did you mean `at`, which `time` may be, too? make one key of them",
            ],
        ),
        ("followups: ['F3: do it']", ['write `{id: F3, action: "do it"}`']),
        ("followups: none yet", ["write `[]`"]),
        ("x_team: a\nX-Room: b", ["did you mean `x-team`?", "did you mean `x-Room`?"]),
        ("action_items: []", ["did you mean `followups`?"]),
        ("public: true", ["did you mean `visibility`?"]),
        ("timeline: [{at: '09:00', event: a, private: true}]", ["did you mean `internal`?"]),
        ("followups: [{id: F1, action: a, confidential: true}]", ["did you mean `internal`?"]),
        ("impact: {description: a, customers: 40}", ["did you mean `users`?"]),
        ("visibility: true", ["did you mean `public`?"]),
        ("visibility: public\npublic: true", ["keys of your own begin with `x-`"]),
        ("followups: []\nactions: []", ["keys of your own begin with `x-`"]),
        ("related: [{di: PM-2026-04-13, as: see-also}]", ["did you mean `id`, which is missing?"]),
        (
            'timeline: [{at:"09:00", event:a}]',
            [f"a blank is missing behind the `:`: write `{right}`" for right in ('at: "09:00"', "event: a")],
        ),
        # One key and its text, where the keys have names.
        ("timeline:\n- 09:00 | a", ['write `{at: "09:00", event: "a"}`']),
        ("timeline:\n- 09:00 → a", ['write `{at: "09:00", event: "a"}`']),
        ("timeline:\n- 09:00: a", ['write `{at: "09:00", event: "a"}`']),
        ("timeline:\n- 09:00 the log says: a", ['write `{at: "09:00", event: "the log says: a"}`']),
        ("timeline:\n- ~09:00 - the log: a", ['write `{at: "~09:00", event: "the log: a"}`']),
        ("timeline:\n- (09:00) the log: a", ['write `{at: "09:00", event: "the log: a"}`']),
        ("timeline:\n- Apr 16 09:00 the log: a", ['write `{at: "Apr 16 09:00", event: "the log: a"}`']),
        # Of an item that is one key which nobody knows, what is missing is not told as well.
        ("timeline:\n- somebody said: a", [f"known here: {', '.join(f'`{each}`' for each in _EVENT)}"]),
        ("revisions:\n- 2026-04-23", ["write `{date: 2026-04-23, note: …}`"]),
        ("revisions:\n- '2026-04-23: a'", ['write `{date: 2026-04-23, note: "a"}`']),
        ("revisions:\n- 2026-04-23: a", ['write `{date: 2026-04-23, note: "a"}`']),
        ("references:\n- Runbook: https://a.b", ['write `{url: "https://a.b", title: "Runbook"}`']),
        ("contributing_factors:\n- disk: too small", ["put quotes round a text that holds `: `"]),
        ("root_cause: {chain: [disk full: no alert]}", ["put quotes round a text that holds `: `"]),
        ("lessons:\n- alerts: too late", ["put quotes round a text that holds `: `"]),
        ("owner: [a, b]", ["write `a, b`"]),
        ("timeline: [{at: '09:00', event: a, kind: [detected, change]}]", ["only one of them can stand here"]),
        ("visibility: [public]", ["write `public`"]),
        ("services:\n- vault:\n- ci", ["delete the `:` of `vault:`"]),
        ("owner: {team}", ["put quotes round a text that begins with `{`"]),
        # Two mistakes are two.
        ("impact: {lost: a, blast: b}", [KEYS_OF_IMPACT, KEYS_OF_IMPACT]),
        (
            "related: [{what: a, why: b}]",
            ["known here: `id`, `as`"],  # nothing in it is what it should be, which is one
        ),
        (
            "followups: [{id: F1, actio: a, action: }]",
            [
                "did you mean `action`, which is there already? make one key of them",
                "`action: …`, what is to be done",
            ],
        ),
    ],
)
def test_one_mistake_is_told_once_with_what_mends_it(yaml: str, advice: list[str]) -> None:
    _, problems = decoded(yaml)
    assert sorted(problem.help or "" for problem in problems) == sorted(advice)
    for shape in re.findall(r"write `(\{.*\})`", advice[0]):
        good(f"{yaml.partition(':')[0]}: [{shape}]")


@pytest.mark.parametrize("slip", ["severty: SEV1", "Severity : SEV1"])
def test_a_key_that_is_misspelled_is_not_missing_too(slip: str) -> None:
    _, problems = decoded(slip, severity="")
    assert [problem.help for problem in problems] == ["did you mean `severity`?"]


def test_what_a_misspelled_key_holds_is_told_with_it() -> None:
    wrong = "Owner: [a]\nTags: one\nTimeline:\n- {At: 25:00, Event: a}\nseverty: big\nState:\n"
    _, problems = decoded(wrong)
    assert described(problems) == [
        *("PM102 Owner", "PM101 Owner", "PM102 Tags", "PM101 Tags"),
        *("PM106 Timeline.0.At", "PM101 Timeline.0.At", "PM101 Timeline.0.Event", "PM101 Timeline"),
        *("PM101 severty", "PM101 State"),
    ]


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        ("Summary: a\nSUMMARY: b", ["which `SUMMARY` may be, too", "which `Summary` may be, too"]),
        ("sumary: a\nSUMMARY: b", ["which `SUMMARY` may be, too", "which `sumary` may be, too"]),
        ("summary: a\nsumary: b", ["which is there already"]),
        ("summary: a\nSummary: b", ["which is there already"]),
    ],
)
def test_no_key_is_renamed_to_one_that_is_there_or_that_another_may_be(yaml: str, advice: list[str]) -> None:
    _, problems = decoded(yaml)
    told = [f"did you mean `summary`, {each}? make one key of them" for each in advice]
    assert [(problem.help, problem.fix) for problem in problems] == [(each, None) for each in told]


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("2026-04-23", "{on: 2026-04-23, commits: […]}"),
        ("2f1f9107", '{commits: ["2f1f9107"]}'),
        ("https://example.org/pull/7", '{links: ["https://example.org/pull/7"]}'),
        ("the alert fired on Monday", '{note: "the alert fired on Monday"}'),
        ("20260423", '{note: "20260423"}'),
    ],
)
def test_what_shows_that_a_followup_is_done_goes_where_it_belongs(written: str, shape: str) -> None:
    followup = "followups: [{{id: F1, action: a, status: done, done: {}}}]"
    _, (problem,) = decoded(followup.format(written))
    assert problem.help == f"write `{shape}`"
    good(followup.format(shape.replace("…", "2f1f9107")))


@pytest.mark.parametrize("word", ["yes", "true", "Done", "✅"])
def test_no_word_for_yes_becomes_evidence(word: str) -> None:
    _, (problem,) = decoded(f"followups: [{{id: F1, action: a, done: {word}}}]")
    assert problem.help == "`status: done` says that it is done; `done` holds what shows it: `{on: …, commits: […]}`"


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("09:00-10:30", '{start: "09:00", end: "10:30"}'),
        ("09:00", '{start: "09:00"}'),
        ("in the morning", '{start: …, note: "in the morning"}'),
    ],
)
def test_a_window_is_shown_with_no_time_that_nobody_wrote(written: str, shape: str) -> None:
    _, (problem,) = decoded(f"impact: {{windows: ['{written}']}}")
    assert problem.help == f"write `{shape}`"
    good(f"impact: {{windows: [{shape.replace('…', 'unknown')}]}}")


@pytest.mark.parametrize(
    ("key", "item", "shape"),
    [
        ("timeline", "10:00 disk full", '{at: "10:00", event: "disk full"}'),
        ("timeline", "Apr 22 10:00 - it's full", '{at: "Apr 22 10:00", event: "it\'s full"}'),
        ("timeline", "disk full", '{at: "unknown", event: "disk full"}'),
        ("references", "http://a.b", '{url: "http://a.b"}'),
        ("references", "'[the runbook](http://a.b)'", '{url: "http://a.b", title: "the runbook"}'),
        ("references", "the runbook", '{url: "…", title: "the runbook"}'),
        ("related", "PM-2026-04-13", '{id: "PM-2026-04-13"}'),
        ("impact", "40 users", '{description: "40 users"}'),
        ("root_cause", "it broke", '{description: "it broke"}'),
        ("detection", "alert", '{by: "alert"}'),
        ("detection", "by chance", '{description: "by chance"}'),
    ],
)
def test_the_shape_that_is_expected_is_shown_with_what_was_written(key: str, item: str, shape: str) -> None:
    inner = key in ("timeline", "references", "related", "followups")
    _, (problem,) = decoded(f"{key}:\n- {item}" if inner else f"{key}: {item}")
    assert problem.help == f"write `{shape}`"
    good(f"{key}:\n- {shape}" if inner else f"{key}: {shape}")


def test_each_followup_without_an_id_is_offered_another() -> None:
    _, problems = decoded("followups:\n- fix it\n- F7\n- {action: test it}\n- Ask them: when")
    told = [problem.help or "" for problem in problems]
    own = ", with an id of its own"
    assert told == [
        'write `{id: F1, action: "fix it"}`' + own,
        "write `{id: F7, action: …}`",
        "`id: F3`, stable within the document: never renumbered, never used again",
        'write `{id: F4, action: "Ask them: when"}`' + own,
    ]


@pytest.mark.parametrize(
    ("yaml", "shape"),
    [
        ("timeline:\n  10:00: a\n  10:05: b", '{at: "10:00", event: "a"}'),
        ("followups:\n  F1: do it\n  F2: do that", '{id: F1, action: "do it"}'),
        ("revisions:\n  2026-04-23: more", '{date: 2026-04-23, note: "more"}'),
        ("references:\n  Board: https://a.b", '{url: "https://a.b", title: "Board"}'),
        ("followups:\n  F1:\n    action: do it", "id: F1` with its keys below `id"),
        ("timeline:\n  10:00:\n    event: a", 'at: "10:00"` with its keys below `at'),
    ],
)
def test_keys_where_a_list_should_be_are_shown_as_the_items_that_they_are_called_by(yaml: str, shape: str) -> None:
    _, (problem,) = decoded(yaml)
    assert problem.help == f"write each as an item of a list: `- {shape}`"
    if shape.startswith("{"):
        good(f"{yaml.partition(':')[0]}:\n- {shape}")


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        ("timeline: TBD", "leave the key out until there is something to say"),
        ("root_cause: to be added", "leave the key out until there is something to say"),
        ("services: …", "leave the key out until there is something to say"),
        ("services: [a,]\ntags:\n- b\n-", "delete it, or write what belongs there"),
        ("services: “a”, b", "write `[a, b]`"),
    ],
)
def test_what_is_still_to_come_is_left_out(yaml: str, advice: str) -> None:
    _, (problem,) = decoded(yaml)
    assert (problem.help, problem.fix) == (advice, None)


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        ("lint: {ignore: PM502}", 'write `[{rule: "PM502", reason: …}]`'),
        ("references: ['<https://a.b/c|Runbook>']", 'write `{url: "https://a.b/c", title: "Runbook"}`'),
        ("references: [<https://a.b/c>]", 'write `{url: "https://a.b/c"}`'),
        ("references: [Runbook - https://a.b/c]", 'write `{url: "https://a.b/c", title: "Runbook"}`'),
        ("references: [docs/a b.md]", 'write `{url: "docs/a b.md"}`'),
        ("timeline: [(09:00) a]", 'write `{at: "09:00", event: "a"}`'),
        ("timeline: [TBD]", "delete it until there is something to say"),
        ("followups: [tbd]", "delete it until there is something to say"),
        ("related: PM-2026-04-01", 'write `[{id: "PM-2026-04-01"}]`'),
        ("impact: {figures: [Users: 40]}", 'write `{label: "Users", value: "40"}`'),
        ("impact: {figures: [~40 users]}", 'write `{label: "users", value: "~40"}`'),
        ("root_cause:\n- the disk filled\n- nobody saw", IN_A_CHAIN),
        ("summary:\n- a", "write two or three sentences; behind `summary: |` a list may stand in the text"),
        ("timeline:\n- - at: '10:00'\n    event: a", "a `-` too many: delete one of the two"),
        ("timeline: [['10:00', it hung]]", 'write `{at: "10:00", event: "it hung"}`'),
        ("timeline: [[a, b, c]]", None),
        ('timeline:\n- at "10:00"', 'write `at: "10:00"`'),
        ("timeline:\n- at= 10:00", "write `at: 10:00`"),
        ("timeline: [at 10:00 it hung]", 'write `{at: "10:00", event: "it hung"}`'),
        ("timeline: [at noon it hung]", 'write `{at: "unknown", event: "at noon it hung"}`'),
        ("timeline: [{at: ['10:00', '10:30'], event: a}]", "two times are two keys, `at` and `until`"),
        (
            "timeline: [{at: '10:00', until: 30m, event: a}]",
            "a length is no time: write when; `T+30m` is as long after `started`",
        ),
        (
            "timeline: [{at: 90 mins later, event: a}]",
            "a length is no time: write when; `T+90 mins` is as long after `started`",
        ),
        ("timeline: [{at: '10:00', until: ~30m, event: a}]", "a length is no time: write when"),
    ],
)
def test_another_shape_is_shown_as_the_whole_of_what_should_stand_there(yaml: str, advice: str) -> None:
    _, (problem,) = decoded(yaml)
    assert problem.help == advice


def test_a_status_that_is_missing_is_offered_the_first() -> None:
    _, (problem,) = decoded(status="")
    assert problem.help == "`status: draft`, how far the document is; each status asks for more"


def test_a_name_in_typographic_quotes_becomes_a_list_without_them() -> None:
    _, (problem,) = decoded("authors: “platform”")
    assert problem.fix == SetValue(("authors",), "[platform]")


@pytest.mark.parametrize(
    ("yaml", "word"),
    [
        ("state: fixed", "resolved"),
        ("visibility: everyone", "public"),
        ("detection: {by: customers}", "user-report"),
        ("impact: {data_loss: no}", "none"),
        ("timeline: [{at: '10:00', event: a, kind: Detection}]", "detected"),
        ("timeline: [{at: '10:00', event: a, kind: root cause}]", "identified"),
        ("followups: [{id: F1, action: a, status: Open}]", "todo"),
        ("followups: [{id: F1, action: a, priority: 1}]", "P1"),
        ("related: [{id: PM-1, as: recurrence}]", "recurrence-of"),
        ("state: behoben", "resolved"),
        ("state: en cours", "ongoing"),
        ("followups: [{id: F1, action: a, status: 完了}]", "done"),
    ],
)
def test_another_word_for_one_of_a_set_is_asked_whether_it_is_meant(yaml: str, word: str) -> None:
    _, (problem,) = decoded(yaml)
    assert (problem.code, problem.help) == ("PM103", f"did you mean `{word}`?")


def test_every_word_that_others_stand_for_is_one_of_its_set_and_no_other_word_is() -> None:
    for words, others in synonyms.VALUES.items():
        assert set(others) <= set(words)
        named = [model.fold(each) for word in others.values() for each in word.split()]
        assert len(named) == len(set(named))
        assert not set(named) & {model.fold(each) for each in words}


# ------------------------------------------------------------------------------------------------- whatever comes

NOWHERE = Span(0, 0)
WORDS = st.sampled_from(
    [
        *("", "~", "null", "yes", "1", "2", "99999999", "０", "09:00", "~09:00", "T+90m", "T-9d", "T0", "unknown"),
        *(
            "0001-01-01",
            "9999-12-31",
            "2026-04-22",
            "2026-4-2",
            "Feb 29",
            "9999-12-31 23:59-12:00",
            "0001-01-01 00:00+14",
        ),
        *(
            "T+999999999d",
            "2h 43m",
            "999999999d",
            "started",
            "Resolved",
            "SEV1",
            "sev 1",
            "draft",
            "UTC",
            "Europe/Sofia",
        ),
        *("../../etc/localtime", "Asia/Calcutta", "F1", " ", "\n", "a\nb", "x" * 200, "\u2028", "\x00", "\ud800"),
    ]
) | st.text(max_size=5)
SCALARS = st.builds(lambda text, plain: Scalar(text, NOWHERE, plain), WORDS, st.booleans())


def sequence(items: Iterable[Node]) -> Sequence:
    return Sequence(tuple(items), NOWHERE)


def mapping(values: dict[str, Node]) -> Mapping:
    return Mapping({key: (Scalar(key, NOWHERE, True), value) for key, value in values.items()}, NOWHERE)


ANYTHING: st.SearchStrategy[Node] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(sequence)
        | st.dictionaries(st.text(max_size=3) | st.sampled_from(["at", "text", "then", "id"]), inner, max_size=3).map(
            mapping
        )
    ),
    max_leaves=5,
)


def nodes(kind: Any, depth: int = 0) -> st.SearchStrategy[Node]:
    """What an author might write for a type: most often of its shape, never surely."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        kind = next(part for part in typing.get_args(kind) if part is not types.NoneType)
    if typing.get_origin(kind) is tuple and depth < 5:
        return st.lists(nodes(typing.get_args(kind)[0], depth + 1), max_size=3).map(sequence) | ANYTHING
    if values.is_value(kind) and kind not in (times.Moment, times.Duration):
        return shaped(kind, depth)
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        return st.sampled_from(list(kind)).map(lambda word: Scalar(str(word), NOWHERE, True)) | SCALARS
    return SCALARS if depth % 2 else SCALARS | ANYTHING


def shaped(cls: type, depth: int = 0) -> st.SearchStrategy[Node]:
    held = {key.name: nodes(key.type, depth + 1) for key in keys(cls)}
    return st.fixed_dictionaries({}, optional=held | {"x-a": ANYTHING, "Kind": ANYTHING, "": ANYTHING}).map(mapping)


READABLE: dict[str, Node] = {key: Scalar(value, NOWHERE, True) for key, value in NEEDED.items()}


@given(shaped(PostMortem), st.booleans())
def test_no_front_matter_makes_decoding_fail(root: Mapping, needed: bool) -> None:
    if needed:
        root = mapping({key: value for key, (_, value) in root.entries.items()} | READABLE)
    post_mortem, problems = decode(FrontMatter(root, NOWHERE, 0), severities=LEVELS, timezone="UTC")
    assert post_mortem is not None or problems
    assert all(isinstance(problem.at, tuple) for problem in problems)


@given(shaped(model.Event), shaped(model.Event))
def test_no_timeline_makes_decoding_fail(first: Mapping, second: Mapping) -> None:
    root = mapping(
        {**READABLE, "timeline": sequence([first, second]), "impact": mapping({"windows": sequence([first])})}
    )
    decode(FrontMatter(root, NOWHERE, 0), severities=LEVELS, timezone="Europe/Sofia")


def test_every_kind_of_event_is_read() -> None:
    timeline = "timeline:\n" + "".join(f"- {{at: '09:00', kind: {kind}, event: a}}\n" for kind in Kind)
    assert [event.kind for event in good(timeline).timeline] == list(Kind)


@pytest.mark.parametrize(
    "yaml",
    [
        "\n".join(f"k{number}: a" for number in range(50_000)),
        "services:\n" + "- [a]\n" * 20_000,
        "timezone: " + "a" * 1_000_000,
        "id: " + "a" * 1_000_000,
        "duration: " + "1d" * 500_000,
        "timeline: [{at: " + "~" * 1_000_000 + ", event: a}]",
        "timeline:\n" + "- {at: T+1h, event: a}\n" * 5_000,
    ],
    ids=["unknown", "items", "zone", "id", "duration", "time", "events"],
)
def test_a_large_front_matter_takes_bounded_time(yaml: str) -> None:
    read, _ = front_matter.read(
        "---\n" + "".join(f"{key}: {value}\n" for key, value in NEEDED.items()) + yaml + "\n---\n"
    )
    assert read is not None
    began = time.process_time()
    decode(read, severities=LEVELS, timezone="UTC")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        ("services: vault, nfs", "write `[vault, nfs]`"),
        # Two services, or one that is called so: no fix may decide that.
        ("services: vault and nfs", 'write `[vault, nfs]`, or `["vault and nfs"]` if that is one'),
        ("services: vault / nfs", 'write `[vault, nfs]`, or `["vault / nfs"]` if that is one'),
        ("services: vault; nfs", "write `[vault, nfs]`"),
        ("services: (vault, nfs)", "write `[vault, nfs]`"),
        ("services: vault]", "write `[vault]`"),
        ("services: ci/cd", None),
        ("services: land-and-sea", None),
        ("services: and", None),
        ("services: vault", None),  # which has a fix
        ("services: 'a [b], c'", 'write `["a [b], c"]`'),
        ("services: 'vault'", 'write `["vault"]`'),
        ("services: a [b], c", AS_LIST),
        ("followups: Alert, and sleep", 'write `[{id: F1, action: "Alert, and sleep"}]`, with an id of its own'),
        ("timeline: {at: 10:44}", "put `[` and `]` round it"),
    ],
)
def test_who_writes_no_list_is_told_how_to(yaml: str, advice: str | None) -> None:
    [problem] = decoded(yaml)[1]
    assert (problem.code, problem.help) == ("PM102", advice)
    assert (problem.fix is None) == (advice is not None)


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        (r'"C:\new\temp"', r"'C:\new\temp'"),
        (r'"D:\Program Files"', r"'D:\Program Files'"),
        (r'"copied to CORP\teams"', None),  # perhaps a tab
        ('"C:\\new is \\x41"', None),  # more is escaped than can be seen
        ('"C:\\new\n  temp"', None),  # folded
        (r""" "C:\new isn't" """, None),
    ],
)
def test_a_path_in_double_quotes_is_mended_only_as_it_was_typed(written: str, fix: str | None) -> None:
    _, problems = decoded(f"owner: {written}")
    assert [(each.code, each.fix) for each in problems] == [("PM119", fix and SetValue(("owner",), fix))]


SCHEMAS = Path(__file__).parent / "fixtures" / "schema"


def by_name(value: object) -> object:
    """A value as JSON can hold it, its fields by their names."""
    if values.is_value(type(value)):
        # What is untold is no key: an edition says it. Nor is what is misnamed: no key says that.
        told = (name for name in values.names(type(value)) if name not in ("untold", "misnamed"))
        return {name: by_name(getattr(value, name)) for name in told}
    if isinstance(value, tuple):
        return [by_name(each) for each in value]
    return msgspec.to_builtins(value)


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_document_of_every_schema_says_what_it_always_said(version: int, request: pytest.FixtureRequest) -> None:
    text = (SCHEMAS / f"{version}.md").read_text("utf-8")
    read, problems = front_matter.read(text)
    assert read is not None, problems
    post_mortem, problems = decode(read, severities=LEVELS, timezone="UTC")
    assert problems == []
    found = json.dumps(by_name(post_mortem), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    expected = SCHEMAS / f"{version}.json"
    if request.config.getoption("--update-golden"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_the_document_of_the_present_schema_has_every_key() -> None:
    text = (SCHEMAS / f"{SCHEMA}.md").read_text("utf-8")
    members = [each for each in vars(model).values() if values.is_value(each) and each.__module__ == model.__name__]
    names = {key.name for each in members for key in keys(each)}
    assert {name for name in names if not re.search(rf"\b{name}: ", text) and f"{name}:\n" not in text} <= {"text"}


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        ("followups: [{id: F1, action: a, priority: P1 (high)}]", "did you mean `P1`?"),
        ("followups: [{id: F1, action: a, priority: P1/P2}]", "only one of them can stand here"),
        ("timeline: [{at: '09:00', kind: 'detected, acknowledged', event: a}]", "only one of them can stand here"),
        ("detection: {by: an alert of the queue}", "did you mean `alert`?"),
        ("detection: {by: customer complaint}", "did you mean `user-report`?"),
        ("detection: {by: the pager or a customer}", WHO_NOTICED),
        ("detection: {by: no customer}", WHO_NOTICED),
        ("state: resolved (was ongoing for days)", "did you mean `resolved`?"),
        ("timeline: [{at: '09:00', kind: acked, event: a}]", "did you mean `acknowledged`?"),
        ("state: resolved or mitigated", "only one of them can stand here"),
        ("detection: [alert]", 'write `{by: "alert"}`'),
        ("impact: [10 users]", 'write `{description: "10 users"}`'),
        ("impact: [{users: 10}]", KEYS_AS_ITEMS),
        ("impact:\n- users: 10\n- scope: EU", KEYS_AS_ITEMS),
        ("root_cause: [{trigger: a}]", KEYS_AS_ITEMS),
        ("detection: [{by: alert}, {gaps: []}]", KEYS_AS_ITEMS),
        ("detection: [alert, operator]", "only one of them can stand here, behind `by:`"),
        ("detection: [alert, slow]", "write `description: |` above it, and indent both below `detection:`"),
        ("impact: []", "leave the key out until there is something to say"),
        ("impact: [{errors: 10}]", "write `description: |` above it, and indent both below `impact:`"),
        ("root_cause: [{text: a}]", IN_A_CHAIN),
        ("followups: [none]", "delete it: `[]` says that there is nothing"),
        ("timeline: [None yet]", "delete it: `[]` says that there is nothing"),
        ("followups: [none of us saw it]", 'write `{id: F1, action: "none of us saw it"}`, with an id of its own'),
        ("impact: none", 'write `{description: "none"}`'),
        ("lint: [{rule: PM401, reason: a}]", "write `ignore:` above it, and indent both below `lint:`"),
        ("timeline: [{at: '09:00', event: a, about: approx}]", "`about: true`, or delete it"),
        ("timeline: [{at: '09:00', event: a, internal: partly}]", "`internal: true`, or delete it"),
        ("impact: {figures: {errors: 10}}", 'write `[{label: "errors", value: "10"}]`'),
        ("references: {url: 'https://a.b'}", "put `[` and `]` round it"),
        (
            "references: {run: 'https://a.b', log: 'https://a.c'}",
            'write `[{url: "https://a.b", title: "run"}, {url: "https://a.c", title: "log"}]`',
        ),
        ("related: see PM-2026-04-13", 'write `[{id: "PM-2026-04-13"}]`'),
        ("related: [like PM-2026-04-13-2.]", 'write `{id: "PM-2026-04-13-2"}`'),
        ("related: [INC-4]", 'write `{id: "INC-4"}`'),
        ("owner: {name: platform}", "write `platform`"),
        ("owner: {name: platform, mail: a}", "put quotes round a text that holds `: `"),
        ("owner:\n  name: platform", "write `platform`, or put quotes round a text that holds `: `"),
        ("owner: {name: }", "put quotes round a text that begins with `{`"),
        ("services: unknown", "leave the key out until there is something to say"),
        ("tags: '#storage #raft'", "write `[storage, raft]`"),
        ("tags: 'issue #4'", 'write `["issue #4"]`'),
        ("lint: PM502", "write `{ignore: [{rule: PM502, reason: …}]}`"),
        ("lint: section-without-text", "write `{ignore: [{rule: section-without-text, reason: …}]}`"),
        ("related: PM-1, PM-2", 'write `[{id: "PM-1"}, {id: "PM-2"}]`'),
        ("impact: {windows: '10:00-10:20'}", 'write `[{start: "10:00", end: "10:20"}]`'),
        ("impact:\n- 10 users\n- 2 hours", "write `description: |` above it, and indent both below `impact:`"),
        ("followups: [{id: F1, action: a, commit: 2f1f9107}]", "it belongs in `done`: `done: {commits: […]}`"),
        ("followups: [{id: F1, action: a, links: ['https://a.b']}]", "it belongs in `done`: `done: {links: […]}`"),
        # What is denied was not meant, and a part of a word is none.
        ("detection: {by: no alert}", WHO_NOTICED),
        ("detection: {by: alert or customer}", "only one of them can stand here: `alert` or `user-report`"),
        ("detection: {by: 'grafana, staff'}", "only one of them can stand here: `monitoring` or `operator`"),
        ("detection: {by: alert and pager}", "did you mean `alert`?"),
        ("detection: {by: alert and our luck}", "did you mean `alert`?"),
        ("visibility: not public yet", "one of `internal`, `public`"),
        ("followups: [{id: F1, action: a, priority: P10}]", "did you mean `P1`?"),
        ("lessons: {where_we_got_lucky: [a]}", "did you mean `lucky`?"),
        ("lessons: {what_went_badly: [a]}", "did you mean `went_wrong`?"),
        ("impact: {windows: [{start: '09:00', end: ongoing}]}", "leave `end` out while it goes on"),
        ("timeline: [{at: '09:00', until: now, event: a}]", "leave `until` out while it goes on"),
        ("title: ''\nx-a: b", "`title: Vault raft leader deadlock`, what a reader calls the incident"),
        ("timeline: [{at: '', event: a}]", "`at: 10:44`, when, as people write it; kept as written"),
        ("tags: ['']", "delete it, or write what belongs there"),
    ],
)
def test_what_was_meant_is_found_in_what_was_written(yaml: str, advice: str) -> None:
    _, (problem,) = decoded(yaml, **({"title": ""} if yaml.startswith("title") else {}))
    assert (problem.help, problem.fix) == (advice, None)


@pytest.mark.parametrize("due", ["TBD", "next week", "ASAP", "n/a", "2026-06"])
def test_a_follow_up_whose_day_nobody_knows_needs_none(due: str) -> None:
    _, (problem,) = decoded(f"followups: [{{id: F1, action: a, due: {due}}}]")
    day = "write the year, the month and the day: `2026-04-22`"
    assert problem.help == f"{day}, or leave the key out: then its priority says by when"
    _, (same,) = decoded(date=due)
    assert same.help == day


@pytest.mark.parametrize(
    ("due", "advice"), [("1.6.2026", "write `2026-06-01`"), ("2026-06-31", "June 2026 has 30 days")]
)
def test_a_follow_up_with_a_day_is_told_that_day(due: str, advice: str) -> None:
    _, (problem,) = decoded(f"followups: [{{id: F1, action: a, due: {due}}}]")
    assert problem.help == advice


def test_what_is_missing_in_one_item_is_told_though_another_key_stands_at_the_margin() -> None:
    assert bad("timeline:\n- at: '10:00'\nowner: a\ndescription: b") == ["PM101 description", "PM108 timeline.0.event"]
    two = "timeline:\n- at: '10:00'\n- at: '10:05'\nevent: a"
    assert bad(two) == ["PM101 event", "PM108 timeline.0.event"]
    assert bad("timeline: [{at: '10:00', event: a, gone, internal}]")[1:] == ["PM108 timeline.0.internal"]


@pytest.mark.parametrize(
    "yaml",
    [
        "timeline:\n- at: '10:00'\n- event: a",
        "timeline:\n- at: '10:00'\n- event: a\n- at: '10:05'\n- event: b",
        "followups:\n- id: F1\n- action: a\n- owner: b\n- priority: P1",
        "revisions:\n- date: 2026-04-23\n- note: a",
        "impact:\n  figures:\n  - label: a\n  - value: b",
    ],
)
def test_a_dash_before_each_key_is_one_mistake(yaml: str) -> None:
    _, (problem,) = decoded(yaml)
    assert (problem.code, problem.at[-1] if isinstance(problem.at, tuple) else None) == ("PM102", 1)
    assert problem.help == "only the first key of an item has a `-`: write a blank instead of the others"


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("timeline:\n- {at: '09:00', event: a}\n- at: '10:00'\n- event: b", [2]),
        ("timeline:\n- at: '10:00'\n- event: b\n- {at: '11:00', event: a}", [1]),
        ("followups:\n- {id: F1, action: a}\n- id: F2\n- action: b\n- owner: c", [2]),
        ("followups:\n- {id: F1, action: a}\n- owner: c\n- {id: F2, action: b}\n- owner: c", [1, 3]),
        ("zeitleiste:\n- {at: '09:00', event: a}\n- at: '10:00'\n- event: b", [2]),
    ],
)
def test_an_item_that_was_parted_is_one_mistake(yaml: str, expected: list[int]) -> None:
    _, problems = decoded(yaml)
    found = [each for each in problems if each.code != "PM101"]
    assert [each.at[-1] for each in found if isinstance(each.at, tuple)] == expected
    assert {(each.code, each.help) for each in found} == {
        ("PM102", "only the first key of an item has a `-`: write a blank instead of the others")
    }


def test_what_else_is_wrong_in_an_item_that_was_parted_is_told_beside_it() -> None:
    assert bad("timeline:\n- {at: '09:00', event: a}\n- at: '25:00'\n- event: b\n- {at: '10:00'}") == [
        "PM106 timeline.1.at",
        "PM108 timeline.3.event",
        "PM102 timeline.2",
    ]


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("timeline: [{at: '10:00'}, {at: '10:05'}]", ["PM108 timeline.0.event", "PM108 timeline.1.event"]),
        ("timeline: [{at: '10:00'}, {at: '10:05', event: a}]", ["PM108 timeline.0.event"]),
        ("timeline: [{at: '10:00'}]", ["PM108 timeline.0.event"]),
        ("timeline: [{at: '10:00'}, {event: a}]", ["PM108 timeline.0.event", "PM108 timeline.1.at"]),
        (
            "timeline:\n- {at: '10:00', event: a}\n- at: '10:05'\n- at: '10:06'",
            [f"PM108 timeline.{n}.event" for n in (1, 2)],
        ),
        ("timeline:\n- {at: '10:00', event: a}\n- {event: b}", ["PM108 timeline.1.at"]),
        ("timeline:\n- {at: '10:00', event: a}\n- event: b", ["PM108 timeline.1.at"]),
        ("followups:\n- {id: F1, action: a}\n- {id: F2, action: b}\n- action: c", ["PM108 followups.2.id"]),
        ("followups: [{id: F1}, {acton: a}]", ["PM108 followups.0.action", "PM101 followups.1.acton"]),
        ("references: [{title: a}, {url: 'https://a.b'}]", ["PM108 references.0.url"]),
    ],
)
def test_items_that_lack_a_key_are_told_each(yaml: str, expected: list[str]) -> None:
    assert [each for each in bad(yaml) if each != "PM108 followups.1.id"] == expected


def test_a_key_that_may_hide_something_is_told_whatever_explains_it() -> None:
    _, problems = decoded("timeline:\nat: '09:00'\nevent: a\ninternal: true")
    assert [each.at for each in problems] == [("at",), ("internal",)]
    _, problems = decoded("related: [{what: a, private: true}]")
    assert {each.at[-1] for each in problems if isinstance(each.at, tuple)} >= {"what", "private"}


@pytest.mark.parametrize(
    ("yaml", "meant"),
    [
        ("Zeitleiste: []\nDienste: [vault]\nZusammenfassung: a", ["timeline", "services", "summary"]),
        ("Résumé: a\nChronologie: []\nCause racine: {trigger: a}", ["summary", "timeline", "root_cause"]),
        ("Causa raíz: {trigger: a}\nResponsable: b", ["root_cause", "owner"]),
        ("timeline:\n- Uhrzeit: '09:00'\n  Ereignis: a", ["at", "event"]),
        ("Dauer: 2h", ["duration"]),
        ("durée: 2h", ["duration"]),
        ("タイムライン: []\n概要: a\nサービス: [vault]", ["timeline", "summary", "services"]),
        ("时间线: []\n摘要: a\n根本原因: {trigger: a}", ["timeline", "summary", "root_cause"]),
        ("타임라인: []\n요약: a\n근본 원인: {trigger: a}", ["timeline", "summary", "root_cause"]),
        ("Dòng thời gian: []\nTóm tắt: a\nDịch vụ: [vault]", ["timeline", "summary", "services"]),
        ("Хронология: []\nПричина: {trigger: a}\nЧасовой пояс: UTC", ["timeline", "root_cause", "timezone"]),
        ("followups:\n- id: F1\n  Maßnahme: a\n  fällig: 2026-05-01", ["action", "due"]),
    ],
)
def test_a_key_in_another_language_is_the_one_that_it_means(yaml: str, meant: list[str]) -> None:
    _, problems = decoded(yaml)
    assert [problem.help for problem in problems] == [f"did you mean `{each}`?" for each in meant]


@pytest.mark.parametrize(
    ("yaml", "at"),
    [
        ("Zeitleiste:\n- {at: '25:00', event: a}", ("Zeitleiste", 0, "at")),
        ("タイムライン:\n- {時刻: '25:00', event: a}", ("タイムライン", 0, "時刻")),
        ("Dienste: vault, dns", ("Dienste",)),
        ("действия:\n- {id: F1, action: a, срок: soon}", ("действия", 0, "срок")),
        ("timelin:\n- {at: '25:00', event: a}", ("timelin", 0, "at")),
        ("action_items:\n- {action: a}", ("action_items", 0, "id")),
        ("action_items:\n- {id: F1, task: a, due: soon}", ("action_items", 0, "due")),
    ],
)
def test_what_is_wrong_below_a_key_by_another_name_is_told_before_it_is_renamed(yaml: str, at: tuple[str]) -> None:
    _, problems = decoded(yaml)
    assert [each.at for each in problems if each.code != "PM101"] == [at]


@pytest.mark.parametrize(
    "yaml",
    [
        "private: true",
        "draft: true",
        "lead: {name: a}\ncommander: {name: b}",  # both may be the owner
        "summary: a\nresumen: {what: a}",
        "labels:",
        "components: vault",
        "tasks: [{name: a, command: b}]",
        "tasks: [deploy the release]",
        "links: {tracker: OPS-1, chat: incident}",
        "links: ['https://example.org/1']",
        "labels: {env: prod}",
        "components: {vault: {version: 1}}",
        "actions: [{uses: a}, {uses: b}]",
        "created: 22.4.2026",
        "notes: [{a: b}]",
    ],
)
def test_nothing_more_is_told_of_a_key_that_may_mean_something_else(yaml: str) -> None:
    _, problems = decoded(yaml)
    assert {each.code for each in problems} == {"PM101"}


def test_a_timeline_by_another_name_is_read_on_the_day_of_the_document() -> None:
    _, (problem,) = decoded("Chronologie:\n- {at: '09:00', kind: started, event: a}\n- {at: T+90m, event: b}")
    assert problem.code == "PM101"


@pytest.mark.parametrize("status", ["Entwurf", "brouillon", "borrador", "下書き", "черновик"])
def test_a_draft_in_another_language_is_asked_whether_it_is_one(status: str) -> None:
    _, (problem,) = decoded(status=status)
    assert problem.help == "did you mean `draft`?"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("date: ‘2026-03-14’", {"date": dt.date(2026, 3, 14)}),
        ("date: “2026-03-14", {"date": dt.date(2026, 3, 14)}),
        ("timezone: “Europe/Sofia”", {"timezone": "Europe/Sofia"}),
        ("duration: „2h 43m“", {"duration": times.parse_duration("2h 43m")}),
    ],
)
def test_the_quotes_of_a_word_processor_are_told_and_do_not_hide_what_is_in_them(
    written: str, read: dict[str, object]
) -> None:
    post_mortem, (problem,) = decoded(written, **({"date": ""} if written.startswith("date") else {}))
    assert problem.code == "PM120"
    assert {key: getattr(post_mortem, key) for key in read} == read


def test_a_time_in_the_quotes_of_a_word_processor_is_on_the_day_and_in_the_zone_of_the_document() -> None:
    quoted = "timezone: “Europe/Sofia”\ntimeline: [{at: “09:00”, event: a, until: “10:00”}]"
    post_mortem, problems = decoded(quoted, date="‘2026-04-22’")
    assert {each.code for each in problems} == {"PM120"}
    assert post_mortem == good(re.sub("[“”]", "", quoted))


def test_a_document_in_another_language_misses_nothing_that_it_has() -> None:
    yaml = "Titel: a\nDatum: 2026-04-22\nSchweregrad: SEV1"
    _, problems = decoded(yaml, title="", date="", severity="")
    assert [problem.help for problem in problems] == [
        f"did you mean `{each}`?" for each in ("title", "date", "severity")
    ]
