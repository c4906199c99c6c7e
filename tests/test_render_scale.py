"""Phases between milestones, the scale and the axis of a drawing, and where labels find room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen.render.charts.drawing import LABELS
from pmgen.render.charts.labels import column, flags
from pmgen.render.charts.phases import course
from pmgen.render.charts.scale import Scale, scale
from tests.rendering import drawn, listed, post_mortem

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


# The course of an incident


def passed(*events: str) -> list[tuple[str, str, str]]:
    found = course(post_mortem(*events).timeline).phases
    return [
        (
            phase.kind.value,
            phase.start.at.text if phase.start.at else "?",
            ("?" if phase.end.at is None else phase.end.at.text) if phase.end else "…",
        )
        for phase in found
    ]


def test_phases_lie_between_the_milestones() -> None:
    assert passed(
        "at: '08:00', kind: introduced, event: a",
        "at: '09:00', kind: started, event: b",
        "at: '09:30', kind: detected, event: c",
        "at: '09:40', kind: acknowledged, event: d",
        "at: '10:00', kind: mitigated, event: e",
        "at: '11:00', kind: resolved, event: f",
    ) == [
        ("latent", "08:00", "09:00"),
        ("undetected", "09:00", "09:30"),
        ("detected", "09:30", "10:00"),
        ("mitigated", "10:00", "11:00"),
    ]


def test_what_is_reopened_is_known_and_what_goes_on_has_no_end() -> None:
    assert passed(
        "at: '09:00', kind: started, event: a",
        "at: '09:10', kind: detected, event: a",
        "at: '10:00', kind: resolved, event: b",
        "at: '11:00', kind: reopened, event: c",
    ) == [("undetected", "09:00", "09:10"), ("detected", "09:10", "10:00"), ("detected", "11:00", "…")]


def test_milestones_count_in_the_order_of_their_instants() -> None:
    assert passed(
        "at: '11:00', kind: resolved, event: c",
        "at: '09:00', kind: started, event: a",
        "at: '10:00', kind: identified, event: b",
    ) == [("unrecorded", "09:00", "10:00"), ("detected", "10:00", "11:00")]


def test_what_was_noticed_before_it_started_is_never_undetected() -> None:
    assert passed("at: '08:59', kind: detected, event: a", "at: '09:00', kind: started, event: b") == [
        ("detected", "09:00", "…")
    ]


def test_what_nobody_wrote_down_is_not_called_undetected() -> None:
    events = ("at: '09:00', kind: started, event: a", "at: '11:00', kind: mitigated, event: b")
    pm = post_mortem(*events, "at: '12:00', kind: resolved, event: c")
    assert passed(*events) == [("unrecorded", "09:00", "11:00"), ("mitigated", "11:00", "…")]
    assert [phase.name for phase in listed(pm).phases] == ["unknown when noticed", "mitigated"]
    late = "at: '11:30', kind: detected, event: d"
    assert passed(*events, late) == [("undetected", "09:00", "11:00"), ("mitigated", "11:00", "…")]


def test_a_phase_of_several_days_names_both_of_them() -> None:
    pm = post_mortem(
        "at: '2026-04-22 09:00', kind: started, event: a",
        "at: '10:00', kind: detected, event: b",
        "at: '2026-04-24 11:00', kind: mitigated, event: c",
        "at: '12:00', kind: resolved, event: d",
    )
    assert [phase.span for phase in listed(pm).phases] == [
        "22 Apr 09:00 – 10:00",
        "22 Apr 10:00 – 24 Apr 11:00",
        "11:00 – 12:00",
    ]


def test_a_milestone_without_a_known_time_lies_between_its_neighbours() -> None:
    pm = post_mortem(
        "at: '09:00', kind: started, event: a",
        "at: '09:15', event: b",
        "at: unknown, kind: detected, event: c",
        "at: '09:59', event: d",
        "at: '11:00', kind: resolved, event: e",
    )
    undetected, detected = course(pm.timeline).phases
    assert undetected.end is not None
    assert undetected.end.at is None
    assert (undetected.end.earliest.text, undetected.end.latest.text) == ("09:15", "09:59")
    assert detected.start == undetected.end
    assert undetected.length is None
    assert [kind.value if kind else "" for kind in course(pm.timeline).after] == [
        "undetected",
        "undetected",
        "detected",
        "detected",
        "",
    ]


def test_milestones_of_one_instant_leave_no_empty_phase() -> None:
    assert (
        passed(
            "at: '09:00', kind: started, event: a",
            "at: '09:00', kind: detected, event: b",
            "at: '09:00', kind: resolved, event: c",
        )
        == []
    )


# The scale


def laid(*instants: float, core: tuple[float, float] = (float("-inf"), float("inf"))) -> Scale:
    on = scale(instants, core=core, left=0, right=1000, cut=70)
    assert on is not None
    return on


def test_distances_are_to_scale() -> None:
    on = laid(0, 10 * MINUTE, 40 * MINUTE, 100 * MINUTE)
    assert [on.at(each * MINUTE) for each in (0, 10, 40, 100)] == pytest.approx([0, 100, 400, 1000])
    assert on.cuts == ()


def test_three_days_are_cut_so_that_forty_minutes_can_be_read() -> None:
    on = laid(0, 3 * DAY, 3 * DAY + 10 * MINUTE, 3 * DAY + 40 * MINUTE)
    (cut,) = on.cuts
    assert (cut.left, cut.right) == (0, 70)
    assert on.at(3 * DAY + 40 * MINUTE) == 1000
    assert on.at(3 * DAY + 10 * MINUTE) == pytest.approx(70 + 930 / 4)


def test_several_nights_are_cut_at_once() -> None:
    on = laid(0, HOUR, 32 * HOUR, 33 * HOUR, 56 * HOUR, 74 * HOUR, 75 * HOUR)
    assert [(cut.start / HOUR, cut.end / HOUR) for cut in on.cuts] == [(1, 32), (33, 56), (56, 74)]


def test_nothing_is_cut_where_the_rest_is_no_shorter() -> None:
    assert laid(0, 17 * HOUR, 20 * HOUR, 21 * HOUR, 27 * HOUR, 46 * HOUR).cuts == ()


def test_an_hour_is_never_cut() -> None:
    assert laid(0, 1.9 * HOUR, 1.9 * HOUR + 15 * MINUTE).cuts == ()


def test_nothing_is_cut_for_the_sake_of_a_moment() -> None:
    assert laid(0, 6 * HOUR, 6 * HOUR + 30).cuts == ()


def test_what_lies_outside_of_the_incident_is_cut_sooner() -> None:
    hours = [0, 5, 6, 8, 10]
    assert laid(*(hour * HOUR for hour in hours)).cuts == ()
    assert len(laid(*(hour * HOUR for hour in hours), core=(5 * HOUR, 10 * HOUR)).cuts) == 1


@pytest.mark.parametrize("instants", [[], [5.0], [5.0, 5.0, 5.0]])
def test_no_scale_without_two_different_instants(instants: list[float]) -> None:
    assert scale(instants, core=(0, 9), left=0, right=1000, cut=70) is None


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=200, unique=True))
def test_a_scale_keeps_the_order_and_the_edges(instants: list[int]) -> None:
    on = scale(instants, core=(-1, 10**9), left=10, right=990, cut=70)
    assert on is not None
    places = [on.at(each) for each in sorted(instants)]
    assert places[0] == pytest.approx(10)
    assert places[-1] == pytest.approx(990)
    assert all(before <= after for before, after in pairwise(places))


# The labels


@given(st.lists(st.tuples(st.one_of(st.floats(0, 660), st.floats(480, 520)), st.floats(20, 200)), max_size=LABELS))
def test_labels_never_touch(wanted: list[tuple[float, float]]) -> None:
    placed = flags(wanted, 660)
    assert [(flag.at, flag.width) for flag in placed] == wanted
    texts = [(f.row, f.at - f.width if f.leftward else f.at, f.at if f.leftward else f.at + f.width) for f in placed]
    for index, (row, start, end) in enumerate(texts):
        for other, flag in enumerate(placed):
            if other != index and flag.row == row:
                assert texts[other][2] < start or end < texts[other][1]
            elif flag.row > row:
                assert not start < flag.at < end


def test_labels_stay_inside_where_they_can() -> None:
    left, right = flags([(10, 100), (650, 100)], 660)
    assert (left.leftward, right.leftward) == (False, True)
    assert left.row == right.row == 0


def test_labels_at_one_place_stand_above_each_other() -> None:
    assert sorted(flag.row for flag in flags([(300, 80)] * 5, 660)) == [0, 1, 2, 3, 4]


def test_labels_in_a_column_keep_their_distance_and_stay_near() -> None:
    assert column([0, 1, 2, 100], 20) == (0, 20, 40, 100)


# The axis


def test_relative_times_have_a_relative_axis() -> None:
    along, _ = drawn(post_mortem("at: T+0, kind: started, event: a", "at: T+26h, kind: resolved, event: b"))
    assert along is not None
    assert [tick.label for tick in along.ticks][:3] == ["T+0", "T+3 h", "T+6 h"]
    assert [each.time for each in along.milestones] == ["T+0", "T+26 h"]


def test_the_axis_follows_the_clocks_when_they_are_put_back() -> None:
    along, _ = drawn(
        post_mortem(
            "at: '2026-10-25T00:00', kind: started, event: a",
            "at: '2026-10-25T08:00', kind: resolved, event: b",
            zone="Europe/Sofia",
        )
    )
    assert along is not None
    labels = [tick.label for tick in along.ticks]
    assert labels[0] == "00:00"
    assert labels[-1] == "08:00"
    assert len(labels) == len(set(labels))


def test_the_axis_reaches_its_end_when_the_clocks_are_put_forward() -> None:
    shown = listed(
        post_mortem(
            "at: '2026-03-29T01:00', kind: started, event: a",
            "at: '2026-03-29T05:00', kind: resolved, event: b",
            zone="Europe/Berlin",
        )
    )
    assert shown.drawing is not None
    assert [tick.label for tick in shown.drawing.ticks] == ["01:00", "01:30", *THREE_TO_FIVE]


THREE_TO_FIVE = ["03:00", "03:30", "04:00", "04:30", "05:00"]
