from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import decode, document, markdown, render, times, values
from pmgen.addresses import rewriter
from pmgen.config import Severity
from pmgen.model import PostMortem
from pmgen.plan import Manuscript, SitePlan, plan
from pmgen.render.assets import compact
from pmgen.render.charts.axis import axis
from pmgen.render.charts.column import Column, stand
from pmgen.render.charts.drawing import LABELS, Drawing, draw, milestones
from pmgen.render.charts.labels import column, flags
from pmgen.render.charts.phases import as_drawn, course
from pmgen.render.charts.scale import Scale, scale
from pmgen.render.events import TimelineShown, timeline
from pmgen.render.prose import issue_url
from pmgen.source import Source
from tests.planning import planned

Page = Callable[..., str]

ROOT = Path(__file__).parents[1]
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

SEVERITIES = (
    Severity("SEV1", "Critical", "Everybody is affected"),
    Severity("SEV2", "Major", "Many are"),
    Severity("SEV3", "Minor", "Some are"),
    Severity("SEV4", "Low", "Hardly anybody is"),
)

VAULT = """\
title: Vault <leader> & deadlock
date: 2026-04-22
severity: SEV1
severity_reason: The only source of `secrets`
status: published
timezone: Europe/Sofia
services: [vault, ci]
tags: [raft]
authors: [platform]
owner: on-call
summary: {broke: It **hung**., delayed: Nobody looked., fixed: Killed.}
impact:
  description: No secrets.
  users: more than 40 services
  data_loss: unknown
  windows:
    - {start: "09:15", end: "11:03", about: true, level: outage, services: [vault], note: 503}
    - {start: "11:18", level: degraded}
  figures: [{label: Hard resets, value: "4", unit: nodes}]
detection: {by: user-report, gaps: [{gap: No alert, impact: Two hours, fix: See F1}]}
timeline:
  - {at: "Apr 19", kind: introduced, event: Storage moved}
  - {at: "Apr 22 09:00", about: true, kind: started, event: "`vault-2` hangs"}
  - {at: "09:59", kind: detected, event: Somebody notices, source: "https://example.org/log"}
  - {at: "2026-04-22T10:30+02:00", kind: finding, event: Somewhere else}
  - {at: "11:03", until: "11:05", kind: resolved, event: It answers, source: the access log}
root_cause:
  description: A goroutine hung.
  trigger: A slow disk
  chain: [{text: The leader hangs, then: [{text: No election, then: [No secrets, No deployments]}]}]
contributing_factors: [No probe]
followups:
  - {id: F1, action: Alert on a stuck leader, priority: P2, type: Alert, owner: platform, issue: "7"}
  - {id: F2, action: Move it off NFS, priority: P0, type: Migration, due: 2026-05-01}
  - id: F3
    action: Patch the chart
    type: Config
    status: done
    done: {on: 2026-04-23, commits: [2f1f9107f8aabbcc], by: automation, links: ["javascript:alert(1)"]}
  - {id: F4, action: Give up, type: Config, status: wont-do, reason: Not worth it}
lessons: {went_well: [Nothing was lost], learned: [Probe the application]}
related: [{id: PM-2026-04-14, as: recurrence-of}, {id: PM-1999-01-01, as: caused-by}]
references: [{title: Runbook, url: "https://example.org/runbook"}, {title: Trap, url: "javascript:alert(1)"}]
revisions: [{date: 2026-04-25, note: Moved}]
"""
BODY = """
## What the record says

See [the one before](2026-04-14-nfs.md#why).

## What it does not

| a | b |
|---|--:|
| 1 | 2 |
"""
NFS = """\
title: NFS gone
date: 2026-04-14
severity: SEV2
status: published
summary: Nothing mounts. At all.
followups: []
"""
DRAFT = "title: Search is down\ndate: 2026-05-02\nseverity: SEV3\nstatus: draft\n"


def manuscript(name: str, front: str, body: str = "") -> Manuscript:
    read, problems = document.read(Source(f"postmortems/{name}.md", f"---\n{front}---\n{body}"))
    assert read is not None, problems
    post_mortem, problems = decode.decode(
        read.front_matter, severities=[each.name for each in SEVERITIES], timezone="UTC"
    )
    assert post_mortem is not None, problems
    parsed = markdown.parse(read.body)
    html = markdown.to_html(parsed, rewrite=rewriter(f"{name}.md", {"2026-04-14-nfs.md"}))
    headings = markdown.outline(parsed).headings
    return planned(f"postmortems/{name}.md", f"{name}.md", post_mortem, html, headings)


def site(*manuscripts: Manuscript, base_url: str | None = None) -> SitePlan:
    return plan(
        manuscripts,
        title="Post-mortems",
        timezone="UTC",
        severities=SEVERITIES,
        safe_types=("Alert", "Config"),
        due_days={"P0": 7, "P2": 90},
        base_url=base_url,
        commit_url="https://git.example.org/c/{sha}",
        issue_url="https://git.example.org/i/{id}",
    )


@pytest.mark.parametrize(
    ("issue", "address"), [("7", "7"), ("#7", "7"), ("OPS-7", "OPS-7"), ("platform/queue#7", "platform%2Fqueue%237")]
)
def test_an_issue_leads_to_its_address_with_or_without_a_mark(issue: str, address: str) -> None:
    assert issue_url(site(), issue) == f"https://git.example.org/i/{address}"


def post_mortem(*events: str, zone: str = "UTC", **more: str) -> PostMortem:
    lines = ["title: It hung", "date: 2026-04-22", "severity: SEV1", "status: draft", f"timezone: {zone}"]
    lines += [f"{key}: {value}" for key, value in more.items()]
    lines += ["timeline:", *(f"  - {{{event}}}" for event in events)] if events else []
    return manuscript("x", "\n".join(lines) + "\n").account.whole().post_mortem


def drawn(pm: PostMortem) -> tuple[Drawing | None, Column | None]:
    tz = times.zone(pm.timezone or "UTC")
    assert tz is not None
    events = as_drawn(pm.timeline)
    phases = course(events).phases
    named = axis([event.at for event in events], tz, pm.date.year)
    windows = pm.impact.windows if pm.impact else ()
    labelled = milestones(events, named)
    return draw(events, phases, windows, labelled, named), stand(events, phases, labelled)


def share(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


@pytest.fixture(scope="session")
def templates() -> render.Templates:
    return render.read_templates(("templates", ROOT / "templates"))


@pytest.fixture(scope="session")
def files(templates: render.Templates) -> dict[str, str]:
    found = site(
        manuscript("2026-04-22-vault", VAULT, BODY), manuscript("2026-04-14-nfs", NFS), manuscript("draft", DRAFT)
    )
    return {path: content.decode() for path, content in render.render(found, templates)}


@pytest.fixture(scope="session")
def page(templates: render.Templates) -> Page:
    """Makes one page of a site, with templates that are compiled once."""
    made = render.on_demand(templates)

    def file(path: str, *manuscripts: Manuscript, base_url: str | None = None) -> str:
        content = made(site(*manuscripts, base_url=base_url))(path)
        assert content is not None
        return content.decode()

    return file


@pytest.fixture(scope="session")
def vault(files: dict[str, str]) -> str:
    return files["2026-04-22-vault.html"]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, anchor: str) -> str:
    """The section of a page that has an anchor."""
    start = html.index(f'id="{anchor}"')
    return html[start : html.index("</section>", start)]


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


# The drawing


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


def test_relative_times_have_a_relative_axis() -> None:
    along, _ = drawn(post_mortem("at: T+0, kind: started, event: a", "at: T+26h, kind: resolved, event: b"))
    assert along is not None
    assert [tick.label for tick in along.ticks][:3] == ["T+0", "T+3 h", "T+6 h"]
    assert [each.time for each in along.milestones] == ["T+0", "T+26 h"]


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


def listed(pm: PostMortem) -> TimelineShown:
    found = timeline(pm, pm.timezone or "UTC", lambda url: url)
    assert found is not None
    return found


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


# The pages


def test_pages_are_html(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html"):
            html5lib.HTMLParser(strict=True).parse(text)


def test_ids_are_unique_and_anchors_lead_somewhere(files: dict[str, str]) -> None:
    for path, text in files.items():
        ids = Counter(re.findall(r'\sid="([^"]*)"', text))
        assert [name for name, count in ids.items() if count > 1] == [], path
        wanted = re.findall(r'(?:href="|aria-describedby="|for="|url\()#?([^")]*)', text)
        local = [name for name in wanted if f"#{name}" in text and f'href="{name}"' not in text]
        assert set(local) <= set(ids), path


def test_links_are_relative_and_lead_to_files(files: dict[str, str]) -> None:
    for path in ("index.html", "2026-04-22-vault.html", "2026-04-14-nfs.html", "draft.html", "404.html"):
        for url in re.findall(r'(?:href|src)="([^"#]+)', files[path]):
            if not url.startswith(("https://", "data:")) and not url.endswith((".json", ".xml")):
                assert url in files, (path, url)


def test_the_policy_allows_nothing_inline_and_nothing_is(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html"):
            (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            for style in re.findall("<style>(.*?)</style>", text, re.DOTALL):
                assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}';" in policy, path
            inline = r'<style(?!>)|\sstyle=|<script(?! src=| type="application/ld\+json">)|\son[a-z]+='
            assert re.findall(inline, text) == [], path


def test_what_stands_for_a_missing_page_can_be_read_at_any_address(page: Page, files: dict[str, str]) -> None:
    lost = files["404.html"]
    assert re.findall(r'\ssrc=|rel="(?:stylesheet|icon)"[^>]*href="(?!data:)', lost) == []
    assert re.search(r"<style>[^<]*\.lost ", lost)
    published = page("404.html", manuscript("draft", DRAFT), base_url="https://example.org/docs/pm")
    there = "https://example.org/docs/pm/"
    pages = [f"{there}{name}.html" for name in ("index", "followups", "insights", "definitions")]
    links = re.findall(r'<a [^>]*href="([^"]*)"', published)
    assert links == ["#main", pages[0], *pages, pages[0]]
    # Nobody knows where a relative link leads from there, and the page says so.
    advice = "where its links lead to it again, take the last part of the address away"
    assert (advice in lost, advice in published) == (True, False)
    # All other pages work wherever the folder is brought to.
    assert there not in "".join(re.findall("<a [^>]*>", page("index.html", manuscript("draft", DRAFT), base_url=there)))


def test_one_h1_and_headings_in_order(files: dict[str, str]) -> None:
    for path, text in files.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        if path.endswith(".html"):
            assert levels.count(1) == 1, path
            assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_every_heading_of_an_incident_has_a_permalink(vault: str) -> None:
    headings = re.findall(r"<h[2-6].*?</h[2-6]>", vault, re.DOTALL)
    assert len(headings) > 10
    assert [heading for heading in headings if 'class="permalink"' not in heading] == []


def test_tables_have_captions_and_scopes(vault: str) -> None:
    own = vault[: vault.index('id="narrative"')]
    assert own.count("<table") == own.count("<caption>") == 4
    assert re.findall(r"<th(?![^>]*scope=)[ >]", own) == []


def test_the_order_of_the_files_makes_no_difference(page: Page) -> None:
    found = [manuscript("2026-04-22-vault", VAULT, BODY), manuscript("2026-04-14-nfs", NFS)]
    for path in ("index.html", "2026-04-22-vault.html", "2026-04-14-nfs.html"):
        assert page(path, *found) == page(path, *found[::-1])


def test_assets_come_first_and_are_named_after_their_contents(files: dict[str, str]) -> None:
    first = list(files)[:3]
    assert all(re.fullmatch(r"assets/\w+\.[0-9a-f]{10}\.(css|js|svg)", path) for path in first)
    assert next(path for path in files if path.endswith(".html")) == "index.html"


def test_the_top_of_the_page(vault: str) -> None:
    top = words(vault[vault.index("<h1>") : vault.index('id="summary"')])
    assert "Vault &lt;leader&gt; &amp; deadlock" in top
    assert "Published" in top
    assert "22 April 2026, ~09:00 – 11:03" in top
    assert "Europe/Sofia, UTC+03:00" in top
    assert "vault ci" in top
    assert "~ 2 h 3 min" in top
    assert "4 nodes" in top
    assert "Unknown: Time to mitigate" in top
    assert "SEV1" in words(vault)


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ('{label: Duration, value: "2", unit: hours}', False),
        ("{label: Time to detect, value: ~1 h}", False),
        ("{label: MTTD, value: 59 min}", False),
        # What is not one of the figures of the timeline, or says more than a length.
        ("{label: Time to detect, value: 59 min, unit: after the alert}", True),
        ("{label: Time to rebuild, value: 2 h}", True),
        ("{label: Latent, value: 3 d}", False),
        ('{label: Resets, value: "2", unit: hours}', True),
        ("{label: Impact time, value: unknown}", True),
    ],
)
def test_a_figure_that_is_typed_and_follows_from_the_timeline_is_shown_once(
    figure: str, shown: bool, page: Page
) -> None:
    front = VAULT.replace('{label: Hard resets, value: "4", unit: nodes}', figure)
    figures = page("a.html", manuscript("a", front)).partition('<dl class="figures">')[2].partition("</dl>")[0]
    of_timeline = 3
    assert (figures.count("<dt") - of_timeline == 1) is shown, figures


def test_a_typed_figure_is_shown_where_the_timeline_has_none(page: Page) -> None:
    front = f"{NFS}impact: {{figures: [{{label: Duration, value: 2 h}}]}}\n"
    assert ">Duration<" in page("a.html", manuscript("a", front))


def test_figures_have_their_definitions_without_script(vault: str) -> None:
    assert 'aria-describedby="tip.time_to_resolve"' in vault
    assert "Time to resolve From the start" in words(part(vault, "definitions"))


def test_the_three_cards(vault: str) -> None:
    assert words(part(vault, "summary")).endswith(
        "What broke # It hung . Why it took so long # Nobody looked. How it was fixed # Killed."
    )


def test_impact_windows_and_unknown_ends(vault: str) -> None:
    assert "~09:15 ~06:15 ~11:03 ~08:03 ~1 h 48 min outage vault 503" in words(part(vault, "impact"))
    assert "11:18 08:18 unknown degraded" in words(part(vault, "impact"))
    assert "Data loss unknown" in words(part(vault, "impact"))


def test_the_chain_is_a_tree(vault: str) -> None:
    tree = part(vault, "root-cause")
    assert re.findall(r'<li class="(\w+)"><p>([^<]*)', tree) == [
        ("cause", "The leader hangs"),
        ("link", "No election"),
        ("symptom", "No secrets"),
        ("symptom", "No deployments"),
    ]


def test_follow_ups_say_who_may_do_them_and_by_when(vault: str) -> None:
    table = words(part(vault, "followups"))
    assert "F1 Alert on a stuck leader 7 P2 Alert a program may do it platform 21 Jul 2026 to do" in table
    assert "F2 Move it off NFS P0 Migration needs human review – 1 May 2026 to do" in table
    assert "F3 Patch the chart – Config – – done" in table
    assert "F4 Give up Not worth it – Config – – won’t do" in table
    assert '<time class="due" datetime="2026-05-01">' in vault


def test_implementation_tells_what_was_done_and_what_waits(vault: str) -> None:
    table = part(vault, "follow-up-implementation")
    assert '<a href="https://git.example.org/c/2f1f9107f8aabbcc">2f1f9107f8</a>' in table
    assert "23 Apr 2026 F3 Patch the chart" in words(table)
    assert "F2 Move it off NFS P0 Migration – needs human review" in words(table)
    assert "F1" not in words(table)


def test_an_address_that_runs_code_is_only_text(vault: str) -> None:
    assert 'href="javascript:' not in vault
    assert "Trap" in part(vault, "references")


def test_relations_in_both_directions(files: dict[str, str], vault: str) -> None:
    assert "recurrence of 14 April 2026 NFS gone SEV2" in words(part(vault, "related"))
    assert "caused by PM-1999-01-01 not written up" in words(part(vault, "related"))
    assert "recurred on 22 April 2026" in words(part(files["2026-04-14-nfs.html"], "related"))


def test_neighbours_the_source_and_the_data(vault: str) -> None:
    assert 'rel="prev" href="2026-04-14-nfs.html"' in vault
    assert 'rel="next" href="draft.html"' in vault
    assert "<code>postmortems/2026-04-22-vault.md</code>" in vault
    assert 'href="2026-04-22-vault.json"' in vault


def test_the_narrative_has_a_table_of_its_headings(vault: str) -> None:
    assert '<a href="#what-the-record-says">What the record says</a>' in part(vault, "narrative")
    assert 'href="2026-04-14-nfs.html#why"' in part(vault, "narrative")


def test_a_bare_draft_is_marked_and_has_no_empty_section(files: dict[str, str]) -> None:
    draft = files["draft.html"]
    assert "Draft" in words(draft[draft.index("<h1>") :])
    assert '<section class="section"' not in draft
    assert "None" not in draft


def test_no_follow_ups_is_said_and_not_just_left_out(files: dict[str, str]) -> None:
    assert "nothing to be done" in words(part(files["2026-04-14-nfs.html"], "followups"))


@pytest.mark.parametrize(
    ("front", "section"),
    [
        ("impact: {users: %s}", "impact"),
        ("impact: {scope: %s}", "impact"),
        ("impact: {windows: [{start: '09:00', end: '10:00', note: %s}]}", "impact"),
        ("timeline: [{at: '09:00', kind: action, event: %s, source: on-call}]", "timeline"),
        ("followups: [{id: F1, action: %s, issue: OPS-1}]", "followups"),
        ("followups: [{id: F1, action: %s}]", "follow-up-implementation"),
        ("followups: [{id: F1, action: Alert, status: done, done: {note: %s}}]", "follow-up-implementation"),
        ("revisions: [{date: 2026-05-03, note: %s}]", "revisions"),
    ],
)
def test_a_list_and_a_table_are_shown_as_such_wherever_they_can_be_written(
    page: Page, front: str, section: str
) -> None:
    def shown(text: str) -> str:
        written = f"{DRAFT}timezone: UTC\n{front % json.dumps(text)}\n"
        return part(page("draft.html", manuscript("draft", written)), section)

    blocks = shown("Both pools:\n\n- one [a](https://example.org)\n- two\n\n| pool |\n|--|\n| blue |")
    assert "<p>Both pools:</p>" in blocks
    assert '<li>one <a href="https://example.org" rel="noreferrer noopener">a</a></li>' in blocks
    assert "<td>blue</td>" in blocks
    # One line is a line, and what is in it stands among the other words.
    line = shown("- *both* pools | one")
    assert "- <em>both</em> pools | one" in line
    assert 'class="prose"' not in line


def test_what_was_tried_in_vain_is_told_with_the_commits_that_are_not_believed(page: Page) -> None:
    tried = "[{on: 2026-05-03, why: no disk}, {on: 2026-05-04, why: opened again, commits: [2f1f91071234, ab1f9107]}]"
    front = f"{DRAFT}followups:\n  - {{id: F1, action: Alert on it, attempts: {tried}}}\n"
    table = part(page("draft.html", manuscript("draft", front)), "followups")
    assert "Tried by a program on 3 May 2026 : no disk" in words(table)
    assert "Tried in vain on 4 May 2026 : opened again after 2f1f910712 , ab1f9107" in words(table)
    assert 'after <a href="https://git.example.org/c/2f1f91071234">2f1f910712</a>' in table


@pytest.mark.parametrize(
    ("line", "word"),
    [("status: withdrawn", "Withdrawn."), ("status: review", "In review."), ("state: ongoing", "Ongoing.")],
)
def test_what_a_reader_must_know_first(page: Page, line: str, word: str) -> None:
    front = NFS.replace("status: published", line) if line.startswith("status") else NFS + line + "\n"
    assert f"<b>{word}</b>" in page("a.html", manuscript("a", front))


def when(html: str) -> str:
    """What the top of a page says of when it was; a line may end between the spans alone."""
    return re.sub("</?span>", "", re.findall(r"<dt>When</dt><dd>(.*?)</dd>", html)[0])


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("10:00 mitigated, 11:00 resolved", "09:00 – 11:00"),
        ("10:00 mitigated, unknown resolved", "09:00 – mitigated 10:00"),
        ("10:00 mitigated", "09:00 – mitigated 10:00"),
        ("10:00 resolved, 11:00 reopened, 12:00 mitigated, unknown resolved", "09:00 – mitigated 12:00"),
        ("10:00 resolved, 11:00 reopened, unknown resolved", "09:00 – end unknown"),
        ("unknown resolved", "09:00 – end unknown"),
        ("10:00 detected", "09:00 – ongoing"),
        ("09:00 resolved", "09:00"),
    ],
)
def test_an_end_that_is_unknown_is_called_so(page: Page, ends: str, told: str) -> None:
    events = "".join(
        f"  - {{at: '{at}', kind: {kind}, event: so}}\n"
        for at, kind in (each.split() for each in ("09:00 started", *ends.split(", ")))
    )
    text = page("draft.html", manuscript("draft", f"{DRAFT}timezone: UTC\ntimeline:\n{events}"))
    assert when(text) == f"2 May 2026, {told}"


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-05-02", "11:00", "2 May 2026, time unknown – 11:00"),
        ("~2026-05-02", "~11:00", "~2 May 2026, time unknown – ~11:00"),
        ("2026-05-02", "2026-05-03 11:00", "2 May 2026 – 3 May 2026, 11:00"),
        ("2026-05-02", "2026-05-04", "2 May 2026 – 4 May 2026"),
        ("2026-05-02", "2026-05-02", "2 May 2026"),
        ("09:00", "2026-05-02", "2 May 2026, 09:00 – later that day"),
    ],
)
def test_both_ends_of_when_are_told_as_far_as_they_are_known(page: Page, start: str, end: str, told: str) -> None:
    ends = ((start, "started"), (end, "resolved"))
    timeline = "".join(f"  - {{at: '{at}', kind: {kind}, event: so}}\n" for at, kind in ends)
    text = page("draft.html", manuscript("draft", f"{DRAFT}timezone: UTC\ntimeline:\n{timeline}"))
    assert when(text) == told


def test_a_title_of_many_lines_is_in_smaller_letters_than_others(page: Page) -> None:
    assert "<h1>Nothing answered" in page("a.html", manuscript("a", NFS.replace("NFS gone", "Nothing answered " * 5)))
    assert '<h1 class="long">' in page("a.html", manuscript("a", NFS.replace("NFS gone", "Nothing answered " * 30)))


def test_what_was_withdrawn_is_not_told_where_its_page_is_shared(page: Page) -> None:
    front = NFS.replace("status: published", "status: withdrawn")
    head = page("a.html", manuscript("a", front)).partition("</head>")[0]
    assert "Nothing mounts" in page("a.html", manuscript("a", NFS)).partition("</head>")[0]
    assert "Nothing mounts" not in head
    assert head.count("Withdrawn: no longer stands as it was written.") == 3
    assert '"creativeWorkStatus": "Withdrawn"' in head


def test_the_index_lists_the_newest_first_by_year(files: dict[str, str]) -> None:
    index = files["index.html"]
    listed = re.findall(r'<h3[^>]*><a href="([^"]+)', index)
    assert listed == ["draft.html", "2026-04-22-vault.html", "2026-04-14-nfs.html"]
    text = words(index)
    assert "3 incidents" in text
    assert "2 open follow-ups" in text
    assert "Nothing mounts." in text
    assert 'data-dues="2026-05-01 2026-07-21"' in index


def test_an_empty_site_has_an_index(page: Page) -> None:
    assert "Nothing has been written up yet" in page("index.html")


def test_full_addresses_only_where_the_site_has_one(page: Page, vault: str) -> None:
    assert "canonical" not in vault
    found = page("a.html", manuscript("a", NFS), base_url="https://example.org/pm/")
    assert '<link rel="canonical" href="https://example.org/pm/a.html">' in found


# Templates


def replaced(templates: render.Templates, name: str, text: str) -> render.Templates:
    return render.Templates({**templates.texts, name: text}, {**templates.paths, name: f"mine/{name}"})


def failure(templates: render.Templates) -> render.TemplateFailure:
    with pytest.raises(render.TemplateFailure) as caught:
        render.on_demand(templates)(site())("404.html")
    return caught.value


def test_a_project_replaces_a_template_by_name(tmp_path: Path, templates: render.Templates) -> None:
    (tmp_path / "404.html").write_text("<!DOCTYPE html><title>{{ page.frame.site }}</title>mine\n")
    own = render.read_templates(("mine", tmp_path), ("templates", ROOT / "templates"))
    assert render.on_demand(own)(site())("404.html") == b"<!DOCTYPE html><title>Post-mortems</title>mine\n"
    assert own.text("index.html") == templates.text("index.html")
    assert render.read_templates(("none", tmp_path / "none"), ("templates", ROOT / "templates")) == templates


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("<p>\n\n{{ page.nonsense }}", 3, "nonsense"),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ('\n{% include "gone.html" %}', 2, "gone.html"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
    ],
)
def test_a_template_that_fails_says_where(templates: render.Templates, text: str, line: int, reason: str) -> None:
    error = failure(replaced(templates, "404.html", text))
    assert (error.path, error.line) == ("mine/404.html", line)
    assert reason in error.reason


def test_a_template_that_is_not_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"\xff\xfe")
    with pytest.raises(render.TemplateFailure, match=r"mine/index\.html: .*UTF-8"):
        render.read_templates(("mine", tmp_path))


def test_values_are_escaped_in_any_template(templates: render.Templates) -> None:
    own = replaced(templates, "incident.html", "{{ page.title }}")
    found = site(manuscript("a", NFS.replace("NFS gone", "<b>")))
    assert render.on_demand(own)(found)("a.html") == b"&lt;b&gt;"


@pytest.mark.parametrize(
    ("style", "compacted"),
    [
        ("/* a\n b */\na {\n  b: c;\n}\n", "a{b:c}"),
        ('a::after {\n  content: "/* no */ {";\n}\n', 'a::after{content:"/* no */ {"}'),
        ("@media (a: b) {\n  a:is(b, c) > d {\n    --e-1: f;\n  }\n}\n", "@media (a: b){a:is(b, c) > d{--e-1:f}\n}"),
        ("a,\nb\nc {\n  d: e\n    f;\n}\n", "a,b c{d:e f}"),
    ],
)
def test_a_style_sheet_without_what_browsers_skip(style: str, compacted: str) -> None:
    assert compact(style) == compacted


def test_dates_need_no_locale() -> None:
    from pmgen.render import words as names

    assert names.full_date(dt.date(2026, 4, 14)) == "Tuesday 14 April 2026"
    assert names.count(1, "incident", "incidents") == "1 incident"
    assert names.count(10_000, "incident", "incidents") == "10,000 incidents"


def test_a_block_in_a_point_is_one_and_a_line_stays_a_line(page: Page) -> None:
    alert = "> [!WARNING]\n  > The pool is small."
    table = "Sizes:\n\n  | Pool | Size |\n  |--|--|\n  | a | 10 |"
    front = (
        f"{DRAFT}contributing_factors:\n- No probe\n- |\n  {alert}\n- |\n  {table}\n- 1. of many\n- |\n  - one\n"
        "  - two\n"
        "lessons: [No probe]\nroot_cause:\n  trigger: |\n    A deploy.\n\n    ```\n    kubectl apply\n    ```\n"
    )
    html = page("2026-05-02-search.html", manuscript("2026-05-02-search", front))
    factors = part(html, "contributing-factors")
    assert "<li>No probe</li>" in factors
    assert "<li>1. of many</li>" in factors
    assert '<p class="alert-kind" dir="ltr">Warning</p>\n<p>The pool is small.</p>' in factors
    assert '<th scope="col">Pool</th>' in factors
    assert "<li>one</li>\n<li>two</li>" in factors
    assert "<li>No probe</li>" in part(html, "lessons")
    assert "<code>kubectl apply\n</code></pre>" in part(html, "root-cause")
