from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import decode, front_matter, measures, times
from pmgen.model import Followup, Kind, Markdown, PostMortem, Priority, State, Status
from pmgen.values import replace

DUE_DAYS = {"P0": 7, "P1": 30}
SAFE_TYPES = ("Alert", "Config", "Monitor")


def read(rest: str, date: str = "2026-04-22") -> PostMortem:
    text = f"---\ntitle: Vault stops\ndate: {date}\nseverity: SEV1\nstatus: draft\n{rest}\n---\n"
    found, problems = front_matter.read(text)
    assert found is not None, problems
    pm, problems = decode.decode(found, severities=("SEV1",), timezone="UTC")
    assert pm is not None, problems
    return pm


def timeline(*events: str) -> str:
    """YAML of events such as `started 09:00`."""
    split = [event.partition(" ") for event in events]
    return "\n".join(["timeline:", *(f'- {{at: "{at}", kind: {kind}, event: so}}' for kind, _, at in split)])


def windows(*stretches: str) -> str:
    """YAML of stretches such as `09:00 to 10:00`; `09:00 to ` has no end."""
    split = [stretch.partition(" to ") for stretch in stretches]
    ends = [f', end: "{end}"' if end else "" for _, _, end in split]
    lines = [f'  - {{start: "{start}"{end}}}' for (start, _, _), end in zip(split, ends, strict=True)]
    return "\n".join(["impact:", "  windows:", *lines])


def shown(pm: PostMortem) -> dict[str, str]:
    """Each figure as a reader sees it, or the reason why there is none."""
    return {figure.key: figure.missing or spelled(figure.value) for figure in measures.figures(pm)}


def spelled(length: times.Duration | None) -> str:
    assert length is not None
    return ("~" if length.about else "") + times.spell(length.length)


def followup(type_: str | None = None, priority: Priority | None = None, due: dt.date | None = None) -> Followup:
    return Followup("F1", Markdown("Alert on it"), priority, type_, due=due)


def test_the_figures_of_a_whole_timeline() -> None:
    events = [
        "introduced 2026-04-20 09:00",
        "started 2026-04-22 09:00",
        "detected 09:12",
        "acknowledged 09:15",
        "mitigated 10:30",
        "resolved 11:43:28",
    ]
    assert shown(read(timeline(*events))) == {
        "time_to_detect": "12 min",
        "time_to_mitigate": "1 h 30 min",
        "time_to_resolve": "2 h 43 min",
        "latent": "2 d",
        "impact_time": "1 h 30 min",
    }


@pytest.mark.parametrize("rest", ["", timeline("started 09:00", "detected 09:12", "resolved 10:00")])
def test_a_figure_has_a_definition_and_either_a_value_or_a_reason(rest: str) -> None:
    for figure in measures.figures(read(rest)):
        assert figure.definition.endswith(".")
        assert "." not in figure.definition[:-1]
        assert (figure.value is None) != (figure.missing is None)


@pytest.mark.parametrize(
    ("events", "key", "expected"),
    [
        # Whoever notices first has detected it; the last all-clear has resolved it.
        (["started 09:00", "detected 09:05", "detected 09:30"], "time_to_detect", "5 min"),
        (["started 09:00", "resolved 10:00", "resolved 11:00"], "time_to_resolve", "2 h"),
        (["started 09:00", "resolved 10:00", "reopened 10:30", "resolved 12:00"], "time_to_resolve", "3 h"),
        (["started 09:00", "mitigated 10:00", "reopened 10:30"], "time_to_mitigate", "1 h"),
        # An unknown time does not hide a known one.
        (["started unknown", "started 09:00", "detected 09:05"], "time_to_detect", "5 min"),
        (["started 09:00", "resolved 10:00", "resolved unknown"], "time_to_resolve", "1 h"),
        # Other events have no part in it.
        (["note 08:00", "started 09:00", "finding 09:02", "detected 09:05"], "time_to_detect", "5 min"),
        # At once is an answer.
        (["started 09:00", "detected 09:00"], "time_to_detect", "0 min"),
        # Elapsed time is what counts, past midnight and in the night when the clocks change.
        (["started 23:50", "detected 2026-04-23 00:10"], "time_to_detect", "20 min"),
        (["started 2026-03-28 12:00 +02:00", "detected 2026-03-29 12:00 +03:00"], "time_to_detect", "23 h"),
    ],
)
def test_a_figure_is_measured_between_its_milestones(events: list[str], key: str, expected: str) -> None:
    assert shown(read(timeline(*events)))[key] == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["started 09:00", "mitigated 10:00"], "1 h"),
        (["started ~09:00", "mitigated 10:00"], "~1 h"),
        (["started 09:00", "mitigated about 10:00"], "~1 h"),
        (["started 2026-04-20", "mitigated 2026-04-22 09:00"], "~2 d"),
        (["started 2026-04-19", "mitigated 2026-04-22 04:52"], "~3 d"),
        # Counted from the same moment, two times are as exact as they are written, whatever that moment is.
        (["started T+10m", "mitigated T+2h"], "1 h 50 min"),
        (["started T+10m", "mitigated ~T+2h"], "~1 h 50 min"),
        (["started 2026-04-20", "mitigated T+2h"], "~2 h"),
    ],
)
def test_a_figure_is_approximate_where_an_end_of_it_is(events: list[str], expected: str) -> None:
    assert shown(read(timeline(*events)))["time_to_mitigate"] == expected


@pytest.mark.parametrize(
    ("events", "key", "reason"),
    [
        (["started 09:00"], "time_to_detect", "no `detected` is told"),
        (["detected 09:00"], "time_to_detect", "no `started` is told"),
        (["note 09:00"], "latent", "no `introduced` is told"),
        (["started unknown", "detected 09:05"], "time_to_detect", "`started` has no known time"),
        (["started 09:00", "detected unknown"], "time_to_detect", "`detected` has no known time"),
        (["started 09:00", "detected 08:00"], "time_to_detect", "`detected` is before `started`"),
        (["started 2026-04-22", "detected 2026-04-21"], "time_to_detect", "`detected` is before `started`"),
        (["started 2026-04-22 00:10", "detected 2026-04-21"], "time_to_detect", "`detected` is before `started`"),
        (["introduced 10:00", "started 09:00"], "latent", "`started` is before `introduced`"),
        # What was written does not say which of the two came first.
        (["started 09:00", "detected 2026-04-22"], "time_to_detect", "an end of it is known to the day only"),
        (["started 2026-04-22", "detected 2026-04-22"], "time_to_detect", "an end of it is known to the day only"),
        (["started 09:00:30", "detected 09:00"], "time_to_detect", "an end of it is known to the minute only"),
        (["started 09:00"], "time_to_mitigate", "the incident is ongoing"),
        (["started 09:00"], "time_to_resolve", "the incident is ongoing"),
        (["started 09:00", "resolved 10:00", "reopened 11:00"], "time_to_resolve", "the incident is ongoing"),
        (["started 09:00", "resolved 10:00", "reopened unknown"], "time_to_resolve", "the incident is ongoing"),
        (["started 09:00", "resolved 10:00"], "time_to_mitigate", "no `mitigated` is told"),
        (["started 09:00", "mitigated 10:00"], "time_to_resolve", "no `resolved` is told"),
        (
            ["started 09:00", "resolved 10:00", "reopened 11:00", "resolved unknown"],
            "time_to_resolve",
            "`resolved` has no known time",
        ),
        (
            ["started 09:00", "resolved 10:00", "reopened 11:00", "mitigated 12:00"],
            "time_to_resolve",
            "no `resolved` after `reopened` is told",
        ),
    ],
)
def test_a_figure_that_is_not_known_says_why(events: list[str], key: str, reason: str) -> None:
    assert shown(read(timeline(*events)))[key] == reason


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        (["09:00 to 10:00"], "1 h"),
        (["09:00 to 10:00", "11:00 to 11:30"], "1 h 30 min"),
        (["09:00 to 10:00", "09:30 to 10:30"], "1 h 30 min"),
        (["09:30 to 10:30", "09:00 to 10:00"], "1 h 30 min"),
        (["09:00 to 12:00", "10:00 to 11:00"], "3 h"),
        (["09:00 to 10:00", "10:00 to 11:00"], "2 h"),
        (["09:00 to 12:00", "10:00 to 10:30", "11:30 to 12:30"], "3 h 30 min"),
        (["~09:00 to 10:00", "11:00 to 11:30"], "~1 h 30 min"),
        # How exactly a window is known that lies inside another does not matter.
        (["09:00 to 12:00", "~10:00 to ~11:00"], "3 h"),
        (["09:00 to ", "09:00 to 10:00"], "an impact window has no end"),
        (["09:00 to unknown"], "an impact window has no known end"),
        (["09:00 to 10:00", "unknown to 12:00"], "an impact window has no known start"),
        (["09:00 to 12:00", "11:00 to 10:00"], "an impact window ends before it starts"),
    ],
)
def test_the_impact_time_is_that_of_the_windows_with_overlaps_counted_once(stretches: list[str], expected: str) -> None:
    assert shown(read(windows(*stretches)))["impact_time"] == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["started 09:00", "mitigated 10:00", "resolved 12:00"], "1 h"),
        (["started 09:00", "resolved 12:00"], "3 h"),
        (["started 09:00", "resolved 11:00", "resolved 12:00"], "3 h"),
        (["started 09:00", "mitigated unknown", "resolved 12:00"], "`mitigated` has no known time"),
        (["started 09:00"], "the incident is ongoing"),
        (["mitigated 10:00"], "no `started` is told"),
        (["started unknown", "mitigated 10:00"], "`started` has no known time"),
        # While it was thought to be over, nobody was affected.
        (["started 09:00", "mitigated 10:00", "reopened 11:00", "resolved 11:30"], "1 h 30 min"),
        (["started 09:00", "resolved 10:00", "reopened 11:00", "mitigated 11:15", "resolved 12:00"], "1 h 15 min"),
        (["started 09:00", "reopened 09:30", "mitigated 10:00"], "1 h"),
        (["started 09:00", "mitigated 10:00", "reopened ~11:00", "resolved 11:30"], "~1 h 30 min"),
        (["started 09:00", "mitigated 10:00", "reopened 11:00"], "the incident is ongoing"),
        (["started 09:00", "mitigated 10:00", "reopened unknown", "resolved 12:00"], "`reopened` has no known time"),
    ],
)
def test_the_impact_time_without_windows_is_that_of_the_timeline(events: list[str], expected: str) -> None:
    assert shown(read(timeline(*events)))["impact_time"] == expected


def test_windows_that_count_from_an_unknown_start_are_as_long_as_they_are() -> None:
    pm = read(timeline("started unknown", "detected T+5m") + "\n" + windows("T+10m to T+70m", "T+1h to T+90m"))
    told = shown(pm)
    assert (told["impact_time"], told["time_to_detect"]) == ("1 h 20 min", "`started` has no known time")
    endless = read(timeline("started 09:00") + "\n" + windows("T+1h to T+999999999d", "10:30 to 11:00"))
    assert shown(endless)["impact_time"] == "an impact window has no known end"
    mixed = read(timeline("started unknown") + "\n" + windows("T+10m to T+70m", "09:00 to 10:00"))
    assert shown(mixed)["impact_time"] == "an impact window has no known start"


def test_windows_are_believed_before_the_timeline() -> None:
    rest = timeline("started 09:00", "resolved 12:00") + "\n" + windows("10:00 to 10:30")
    assert shown(read(rest))["impact_time"] == "30 min"


def test_an_open_window_of_an_ongoing_incident_needs_no_end() -> None:
    rest = timeline("started 09:00") + "\n" + windows("09:00 to ")
    assert shown(read(rest))["impact_time"] == "the incident is ongoing"


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda each: each[0] < each[1]), min_size=1))
def test_the_impact_time_counts_each_hour_once(stretches: list[tuple[int, int]]) -> None:
    pm = read(windows(*(f"{start:02}:00 to {end:02}:00" for start, end in stretches)))
    (impact,) = (figure.value for figure in measures.figures(pm) if figure.key == "impact_time")
    assert impact is not None
    hours = {hour for start, end in stretches for hour in range(start, end)}
    assert impact.length == dt.timedelta(hours=len(hours))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], None),
        (["note 09:00", "detected 09:05"], None),
        (["started 09:00"], State.ONGOING),
        (["started 09:00", "mitigated 10:00"], State.MITIGATED),
        (["started 09:00", "mitigated 10:00", "resolved 11:00", "note 12:00"], State.RESOLVED),
        (["started 09:00", "resolved 11:00", "reopened 12:00"], State.ONGOING),
        (["started 09:00", "resolved unknown"], State.RESOLVED),
    ],
)
def test_the_state_is_that_after_the_last_event_that_changed_it(events: list[str], expected: State | None) -> None:
    assert measures.state(read(timeline(*events) if events else "")) is expected


def test_a_state_that_is_stated_is_believed() -> None:
    ongoing = read("state: ongoing\n" + timeline("started 09:00", "resolved 11:00"))
    assert measures.state(ongoing) is State.ONGOING
    assert shown(ongoing)["time_to_resolve"] == "the incident is ongoing"
    assert measures.milestone(ongoing, Kind.RESOLVED) is None
    resolved = read("state: resolved\n" + timeline("started 09:00"))
    assert measures.state(resolved) is State.RESOLVED
    assert shown(resolved)["time_to_resolve"] == "no `resolved` is told"
    assert shown(resolved)["impact_time"] == "neither `mitigated` nor `resolved` is told"


@pytest.mark.parametrize(
    ("events", "kind", "expected"),
    [
        (["detected unknown", "detected 09:05", "detected 09:10"], Kind.DETECTED, "09:05"),
        (["resolved 10:00", "resolved 11:00"], Kind.RESOLVED, "11:00"),
        (["resolved 10:00", "reopened 10:30", "resolved 11:00"], Kind.RESOLVED, "11:00"),
        (["resolved 10:00", "reopened 10:30"], Kind.RESOLVED, None),
        (["detected unknown"], Kind.DETECTED, None),
        (["started 09:00"], Kind.DETECTED, None),
    ],
)
def test_milestones(events: list[str], kind: Kind, expected: str | None) -> None:
    found = measures.milestone(read(timeline(*events)), kind)
    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (timeline("note 08:00", "started 09:00"), "2026-04-22T09:00:00+00:00"),
        (timeline("introduced 2026-01-01", "note unknown", "note 2026-04-22 08:00"), "2026-04-22T08:00:00+00:00"),
        (timeline("started unknown", "detected 09:05"), "2026-04-22T09:05:00+00:00"),
        (timeline("started 2026-04-22"), "2026-04-22T00:00:00+00:00"),
        # What was first known on another day than the incident began says nothing of that day.
        (timeline("started unknown", "detected 2026-04-24 09:05"), "2026-04-22T04:00:00+00:00"),
        ("timezone: UTC\n" + timeline("note 2026-04-23"), "2026-04-22T00:00:00+00:00"),
        ("timezone: Europe/Sofia\n" + timeline("note 2026-04-23 00:00"), "2026-04-21T21:00:00+00:00"),
        ("timezone: Europe/Sofia\n" + timeline("note 23:59"), "2026-04-22T20:59:00+00:00"),
        (timeline("note 2026-04-21 23:00"), "2026-04-21T23:00:00+00:00"),
        (timeline("started 2026-04-24 09:00", "note 2026-04-24 10:00"), "2026-04-24T09:00:00+00:00"),
        ("timezone: Europe/Sofia\n" + timeline("started 09:00"), "2026-04-22T06:00:00+00:00"),
        ("", "2026-04-22T04:00:00+00:00"),
        (timeline("introduced 2026-01-01"), "2026-04-22T04:00:00+00:00"),
        ("timezone: Europe/Sofia", "2026-04-21T21:00:00+00:00"),
    ],
)
def test_when_an_incident_began(rest: str, expected: str) -> None:
    assert measures.began(read(rest), "America/New_York").isoformat() == expected


@pytest.mark.parametrize(
    ("date", "zone", "expected"),
    [
        ("0001-01-01", "Europe/Sofia", "0001-01-01T00:00:00+00:00"),
        ("9999-12-31", "UTC", "9999-12-31T00:00:00+00:00"),
        ("9999-12-31", "No/Where", "9999-12-31T00:00:00+00:00"),
    ],
)
def test_an_incident_at_the_end_of_the_calendar_began_all_the_same(date: str, zone: str, expected: str) -> None:
    assert measures.began(read("", date), zone).isoformat() == expected
    known = measures.began(read(timeline(f"note {date} 12:00"), date), zone).isoformat()
    assert known in {expected, expected.replace("T00", "T12")}


@pytest.mark.parametrize(
    ("written", "priority", "expected"),
    [
        (None, Priority.P0, dt.date(2026, 4, 29)),
        (None, Priority.P1, dt.date(2026, 5, 22)),
        (None, Priority.P2, None),
        (None, None, None),
        (dt.date(2026, 6, 1), Priority.P0, dt.date(2026, 6, 1)),
        (dt.date(2026, 6, 1), None, dt.date(2026, 6, 1)),
    ],
)
def test_when_a_followup_is_due(written: dt.date | None, priority: Priority | None, expected: dt.date | None) -> None:
    assert measures.due(followup(priority=priority, due=written), read(""), DUE_DAYS) == expected


def test_nothing_is_due_after_the_end_of_the_calendar() -> None:
    assert measures.due(followup(priority=Priority.P0), read("", "9999-12-31"), DUE_DAYS) is None


@pytest.mark.parametrize("type_", ["Alert", "alert", "CONFIG", "Monitor"])
def test_a_program_may_do_what_is_of_a_safe_type(type_: str) -> None:
    assert measures.is_safe(followup(type_), read(""), SAFE_TYPES)


@pytest.mark.parametrize(
    "type_",
    [
        None,
        "",
        "Architecture",
        "Ale",
        "Alerts",
        "Alert, Config",
        "Alert + Config",
        "Alert/Config",
        "Alert and Migration",
        "Alert (see runbook)",
        "unknown",
    ],
)
def test_everything_else_is_for_a_person(type_: str | None) -> None:
    assert not measures.is_safe(followup(type_), read(""), SAFE_TYPES)
    assert not measures.is_safe(followup(type_), read(""), ())
    assert not measures.is_safe(followup(type_), read(""), ("",))


def test_what_a_withdrawn_post_mortem_asks_for_is_for_a_person() -> None:
    withdrawn = replace(read(""), status=Status.WITHDRAWN)
    assert not measures.is_safe(followup("Alert"), withdrawn, SAFE_TYPES)
