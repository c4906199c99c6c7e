"""The timeline of an incident: its drawing, wide and narrow, and the list of its events."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pmgen import values
from pmgen.render.charts.drawing import LABELS
from tests.rendering import DRAFT, Page, drawn, listed, manuscript, page, post_mortem, templates

__all__ = ["page", "templates"]


# The drawing


def share(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


def test_one_event_is_no_drawing() -> None:
    assert drawn(post_mortem("at: '09:00', kind: started, event: a")) == (None, None)
    assert drawn(post_mortem("at: '09:00', kind: started, event: a", "at: '09:00', kind: resolved, event: a")) == (
        None,
        None,
    )
    assert drawn(post_mortem("at: unknown, kind: started, event: a", "at: '09:00', event: b")) == (None, None)


def test_events_alone_are_drawn_along_a_line_and_not_from_top_to_bottom() -> None:
    along, down = drawn(post_mortem("at: '09:00', event: a", "at: '10:00', event: b"))
    assert along is not None
    assert down is None
    one = "at: '09:00', event: a", "at: '10:00', kind: acknowledged, event: b"
    along, down = drawn(post_mortem(*one))
    assert along is not None
    assert down is None  # a name beside nothing
    _, down = drawn(post_mortem(*one, "at: '11:00', kind: identified, event: c"))
    assert down is not None
    assert [label.name for label in down.labels] == ["acknowledged", "identified"]


def test_the_page_of_events_alone_has_the_drawing_that_a_phone_does_not_show(page: Page) -> None:
    events = "timeline: [{at: '09:00', event: a}, {at: '10:00', event: b}]\n"
    text = page("draft.html", manuscript("draft", f"{DRAFT}timezone: UTC\n{events}"))
    assert '<svg class="drawing"' in text
    assert '<svg class="column"' not in text


def test_what_lasted_for_minutes_in_a_timeline_of_days_is_seen_as_a_point() -> None:
    along, _ = drawn(
        post_mortem(
            "at: '09:00', kind: started, event: a",
            "at: '2026-04-23 09:00', until: '2026-04-23 09:04', kind: action, event: b",
            "at: '2026-04-23 12:00', until: '2026-04-23 18:00', kind: action, event: c",
            "at: '2026-04-24 09:00', kind: resolved, event: d",
        )
    )
    assert along is not None
    assert [bool(mark.width) for mark in along.marks] == [False, True]


def test_no_words_of_a_phase_run_across_the_pole_of_a_milestone() -> None:
    def label(start: str, end: str, *between: str) -> tuple[str, float]:
        times = (f"{start} started", "09:00 detected", *between, f"{end} resolved")
        events = (f"at: '{at}', kind: {kind}, event: so" for at, kind in map(str.split, times))
        along, _ = drawn(post_mortem(*events))
        assert along is not None
        return next((bar.label, float(bar.label_x[:-1])) for bar in along.phases if bar.kind == "detected")

    words, middle = label("08:59", "13:00")
    assert words == "detected 4 h"
    words, left = label("08:59", "13:00", "11:10 identified")
    assert words == "detected 4 h"
    assert left < middle - 10
    assert label("06:00", "10:00")[0] == "detected 1 h"
    assert label("06:00", "10:00", "09:20 acknowledged", "09:40 identified")[0] == ""


def test_a_drawing_in_words() -> None:
    along, down = drawn(
        post_mortem(
            "at: '09:00', about: true, kind: started, event: a",
            "at: '10:00', kind: detected, event: b",
            "at: '10:20', until: '10:40', kind: action, event: c",
            "at: '10:50', event: d",
            "at: '11:00', kind: resolved, event: e",
            impact="{windows: [{start: '09:15', end: '11:00', level: outage, services: [vault]}]}",
        )
    )
    assert along is not None
    assert [(each.name, each.time) for each in along.milestones] == [
        ("started", "~09:00"),
        ("detected", "10:00"),
        ("resolved", "11:00"),
    ]
    assert [(bar.kind, bar.label, bool(bar.fade)) for bar in along.phases] == [
        ("undetected", "undetected ~1 h", True),
        ("detected", "detected 1 h", False),
    ]
    assert [(bar.kind, bar.label) for bar in along.windows] == [("outage", "outage, vault")]
    assert [bool(mark.width) for mark in along.marks] == [True, False]
    assert [tick.label for tick in along.ticks] == ["09:00", "09:15", "09:30", "09:45", *HOUR_TO_ELEVEN]
    assert [tick.day for tick in along.ticks if tick.day] == ["22 Apr"]
    assert down is not None
    assert [(each.name, each.time) for each in down.labels] == [
        ("started", "~09:00"),
        ("detected", "10:00"),
        ("resolved", "11:00"),
    ]


HOUR_TO_ELEVEN = ["10:00", "10:15", "10:30", "10:45", "11:00"]


def test_a_cut_says_how_long_it_is_and_both_sides_name_their_day() -> None:
    along, down = drawn(
        post_mortem(
            "at: 'Apr 19 09:00', kind: introduced, event: a",
            "at: 'Apr 22 09:00', kind: started, event: b",
            "at: '09:40', kind: resolved, event: c",
        )
    )
    assert along is not None
    assert down is not None
    assert [cut.label for cut in along.cuts] == ["3 d"]
    assert [each.time for each in along.milestones] == ["19 Apr 09:00", "22 Apr 09:00", "09:40"]
    assert ("", "3 d") in [(each.name, each.time) for each in down.labels]


def test_a_time_known_by_its_day_is_drawn_as_a_day_and_no_hours_are_told_of_it() -> None:
    read = post_mortem(
        "at: 'Apr 20', kind: introduced, event: a",
        "at: 'Apr 22 04:00', kind: started, event: b",
        "at: '16:00', kind: resolved, event: c",
    )
    along, down = drawn(read)
    assert along is not None
    assert down is not None
    assert [cut.label for cut in along.cuts] == ["~2 d"]
    assert ("", "~2 d") in [(each.name, each.time) for each in down.labels]
    along, _ = drawn(values.replace(read, timeline=read.timeline[:2]))
    assert along is not None
    day, whole = share(along.phases[0].width) * 24 / 52, share(along.phases[0].width)
    (_, (certain, _), *_) = along.fades[0].stops
    assert float(certain) * whole >= day * 0.9


def test_what_is_known_by_its_day_is_not_drawn_before_what_stands_above_it_on_that_day() -> None:
    along, down = drawn(
        post_mortem(
            "at: '09:00', kind: started, event: a",
            "at: '10:00', kind: detected, event: b",
            "at: '11:10', event: c",
            "at: 2026-04-22, kind: resolved, event: d",
        )
    )
    assert along is not None
    assert down is not None
    assert [each.name for each in along.milestones] == ["started", "detected", "resolved"]
    assert [each.name for each in down.labels] == ["started", "detected", "resolved"]
    # It is over, and nobody knows how long it took.
    assert [bar.label for bar in along.phases] == ["undetected 1 h", "detected"]
    assert along.phases[1].x == along.milestones[1].x
    assert share(along.phases[1].x) + share(along.phases[1].width) < 99.9


def test_what_goes_on_fades_towards_the_edge() -> None:
    along, _ = drawn(post_mortem("at: '09:00', kind: started, event: a", "at: '10:00', kind: detected, event: b"))
    assert along is not None
    last = along.phases[-1]
    assert share(last.x) + share(last.width) == pytest.approx(100)
    assert [opacity for _, opacity in along.fades[-1].stops] == [1, 1, 1, 0]


def test_windows_on_the_clock_have_no_place_beside_times_that_count_from_an_unknown_one() -> None:
    events = "at: T+0, kind: started, event: a", "at: T+40m, kind: resolved, event: b"
    along, _ = drawn(
        post_mortem(*events, impact="{windows: [{start: '09:00', end: '10:00'}, {start: T+10m, end: T+20m}]}")
    )
    assert along is not None
    assert (len(along.windows), along.ticks[-1].label) == (1, "T+40 min")
    events = "at: '08:00', kind: started, event: a", "at: T+40m, kind: resolved, event: b"
    along, _ = drawn(
        post_mortem(*events, impact="{windows: [{start: '09:00', end: '10:00'}, {start: T+10m, end: T+20m}]}")
    )
    assert along is not None
    assert len(along.windows) == 2


def test_two_hundred_events_are_drawn_and_only_so_many_labels() -> None:
    kinds = ["started", "note", "detected", "mitigated", "reopened", "resolved"]
    events = [
        f"at: '{9 + minute // 60:02}:{minute % 60:02}', kind: {kinds[minute % 6]}, event: n" for minute in range(200)
    ]
    along, down = drawn(post_mortem(*events))
    assert along is not None
    assert down is not None
    assert 0 < len(along.milestones) <= LABELS
    assert along.milestones[-1].time == "12:18"
    xs = [each.x for each in along.milestones] + [each.x for each in along.marks] + [each.x for each in along.ticks]
    assert all(0 <= share(x) <= 100 for x in xs)
    assert all(after.y - before.y >= 24 for before, after in pairwise(down.labels))


def test_each_of_too_many_milestones_is_labelled_once() -> None:
    kinds = "started detected acknowledged identified mitigated resolved".split()
    ends = [f"at: '{9 + index}:00', kind: {kind}, event: n" for index, kind in enumerate(kinds)]
    again = [
        f"at: '16:{minute}', kind: {'reopened' if minute % 2 else 'resolved'}, event: n" for minute in range(11, 21)
    ]
    shown = listed(post_mortem(*ends, *again))
    assert shown.drawing is not None
    labels = [(each.name, each.time) for each in shown.drawing.milestones]
    assert labels[-1] == ("resolved", "16:20")
    assert len(labels) == len(set(labels))


def test_milestones_of_one_instant_have_a_line_each_on_a_narrow_screen() -> None:
    kinds = "started detected acknowledged identified".split()
    shown = listed(
        post_mortem(
            *(f"at: '09:00', kind: {kind}, event: n" for kind in kinds), "at: '10:00', kind: resolved, event: n"
        )
    )
    assert shown.drawing is not None
    assert shown.column is not None
    assert shown.drawing.milestones[0].name == "started · detected · acknowledged · identified"
    assert [(each.name, each.time) for each in shown.column.labels] == [
        *((kind, "09:00") for kind in kinds),
        ("resolved", "10:00"),
    ]


def test_instants_out_of_order_are_drawn_in_order() -> None:
    along, _ = drawn(
        post_mortem(
            "at: '11:00', kind: resolved, event: c",
            "at: '09:00', kind: started, event: a",
        )
    )
    assert along is not None
    assert [each.name for each in along.milestones] == ["started", "resolved"]


# The list of events


def test_a_time_is_shown_as_written_and_in_utc() -> None:
    shown = listed(
        post_mortem(
            "at: 'Apr 22 ~01:30', kind: started, event: a",
            "at: '2026-04-22T08:00:05Z', event: b",
            "at: 'Apr 23', event: c",
            "at: unknown, event: d",
            zone="Europe/Sofia",
        )
    )
    (first,), (second,), (third, unknown) = (day.events for day in shown.days)
    times_of = [(t.written, t.iso, t.utc) for event in (first, second, third, unknown) for t in event.times]
    assert times_of == [
        ("Apr 22 ~01:30", "2026-04-21T22:30:00Z", "~22:30"),
        ("2026-04-22T08:00:05Z", "2026-04-22T08:00:05Z", ""),
        ("Apr 23", "2026-04-23", ""),
        ("unknown", "", ""),
    ]
    assert [day.name for day in shown.days] == ["Wednesday 22 April 2026", "", "Thursday 23 April 2026"]
    assert [day.utc for day in shown.days] == ["Tuesday 21 April 2026", *WEDNESDAY_AND_THURSDAY]
    assert shown.zone == "Europe/Sofia, UTC+03:00"
    assert shown.switch


WEDNESDAY_AND_THURSDAY = ["Wednesday 22 April 2026", "Thursday 23 April 2026"]


def test_distances_from_a_mere_day_are_no_clock_times() -> None:
    shown = listed(
        post_mortem(
            "at: 'T+0', about: true, kind: started, event: a",
            "at: 'T+26h', until: 'T+27h', kind: resolved, event: b",
            zone="Europe/Sofia",
        )
    )
    assert [(t.written, t.iso, t.utc, t.known) for event in shown.days[0].events for t in event.times] == [
        ("~T+0", "2026-04-22", "", True),
        ("T+26h", "", "", True),
        ("T+27h", "", "", True),
    ]
    assert not shown.switch
    assert shown.zone == "counted from T+0 on 22 April 2026"


def test_distances_from_a_known_time_are_clock_times() -> None:
    shown = listed(post_mortem("at: '09:00', kind: started, event: a", "at: 'T+2h', event: b", zone="Europe/Sofia"))
    assert [(t.iso, t.utc) for event in shown.days[0].events for t in event.times] == [
        ("2026-04-22T06:00:00Z", "06:00"),
        ("2026-04-22T08:00:00Z", "08:00"),
    ]
    assert shown.switch
    assert shown.zone == "Europe/Sofia, UTC+03:00"


@pytest.mark.parametrize(
    ("zone", "at", "words"),
    [
        ("Europe/Berlin", ("2026-03-29T01:00", "2026-03-29T05:00"), "UTC+01:00, from 29 Mar 03:00 UTC+02:00"),
        ("Europe/Berlin", ("2026-10-25T00:00", "2026-10-25T05:00"), "UTC+02:00, from 25 Oct 02:00 UTC+01:00"),
        ("Europe/Berlin", ("2025-07-01T09:00", "2026-01-10T05:00"), "UTC+02:00 and UTC+01:00"),
        ("Europe/Berlin", ("2025-07-01", "2026-01-10T05:00"), "UTC+01:00"),
        ("America/New_York", ("2026-01-10T05:00", "2026-01-10T06:00"), "UTC−05:00"),
    ],
)
def test_a_zone_names_each_offset_that_its_clocks_had(zone: str, at: tuple[str, str], words: str) -> None:
    shown = listed(post_mortem(*(f"at: '{each}', event: a" for each in at), zone=zone))
    assert shown.zone == f"{zone}, {words}"


def test_the_list_has_days_by_both_clocks_and_the_drawing_says_which_it_goes_by(page: Page) -> None:
    events = "".join(f"  - {{at: '{at}', event: so}}\n" for at in ("Apr 21 23:00", "Apr 22 02:00", "03:00"))
    text = page("draft.html", manuscript("draft", f"{DRAFT}timezone: Europe/Sofia\ntimeline:\n{events}"))
    assert re.findall(r'<p class="day(.*?)">(.*?)</p>', text) == [
        ("", "Tuesday 21 April 2026"),
        (" written", "Wednesday 22 April 2026"),
        (" utc", "Wednesday 22 April 2026"),
    ]
    assert "Drawn by the clocks of Europe/Sofia, UTC+03:00" in text


def test_a_year_is_named_where_it_is_not_that_of_the_incident() -> None:
    shown = listed(
        post_mortem(
            "at: '2022-03-01', kind: introduced, event: a",
            "at: '2026-04-22T10:00', kind: started, event: b",
            "at: '10:30', kind: resolved, event: c",
        )
    )
    assert shown.drawing is not None
    assert [each.time for each in shown.drawing.milestones] == ["1 Mar 2022", "22 Apr 10:00", "10:30"]
    assert shown.phases[0].span == "1 Mar 2022 – 22 Apr 10:00"


def test_days_of_another_year_have_room_on_the_axis() -> None:
    shown = listed(post_mortem("at: '2022-03-01', event: a", "at: '2023-01-01', event: b"))
    assert shown.drawing is not None
    xs = [share(tick.x) * 6.6 for tick in shown.drawing.ticks]
    assert len(xs) > 2
    assert all(after - before >= len("28 Mar 2022") * 6.2 for before, after in pairwise(xs))


def test_about_is_said_once() -> None:
    shown = listed(
        post_mortem(
            "at: '09:00', about: true, event: a",
            "at: '~09:10', event: b",
            "at: 'about 9:20', event: c",
            "at: '09:30', event: d",
        )
    )
    assert [event.times[0].written for event in shown.days[0].events] == ["~09:00", "~09:10", "about 9:20", "09:30"]


def test_there_is_no_switch_where_all_is_in_utc() -> None:
    assert not listed(post_mortem("at: '09:00', event: a", "at: '10:00', event: b")).switch


def test_only_an_address_is_a_link_to_a_source() -> None:
    shown = listed(post_mortem("at: '09:00', event: a, source: 'https://x.org'", "at: '09:01', event: b, source: age"))
    assert [event.source_url for event in shown.days[0].events] == ["https://x.org", None]
