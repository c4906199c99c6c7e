"""What is said of many incidents together: every number can be worked out again from the exported data."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import statistics
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import exports, measures
from pmgen.addresses import stem_of
from pmgen.plan import Manuscript, SitePlan
from pmgen.render.charts.dates import dates, together
from pmgen.render.charts.lengths import lengths
from pmgen.times import Duration, spell
from tests.test_listings import Pages, manuscript, pages, parsed, section, site, text

__all__ = ["pages"]

ROOT = Path(__file__).parents[1]
KEYS = ("time_to_detect", "time_to_mitigate", "time_to_resolve", "latent", "impact_time")
MILESTONES = ("introduced", "started", "detected", "mitigated", "resolved")
ONGOING = "ongoing, and so without it yet"
DETECTORS = ("alert", "monitoring", "user-report", "operator", "unknown")


def real() -> list[Manuscript]:
    """The post-mortems of this project."""
    found = []
    for path in sorted((ROOT / "postmortems").glob("*.md")):
        front = path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n")
        found.append(manuscript(stem_of(path.name), *front.replace("SEV3", "SEV2").split("\n")))
    return found


def made_up(count: int, seed: int, years: int = 3) -> list[Manuscript]:
    """Post-mortems of which sometimes this is missing and sometimes that."""
    rng = random.Random(seed)
    return [
        _made_up(rng, number, dt.date(2024, 1, 1) + dt.timedelta(days=rng.randrange(365 * years)))
        for number in range(count)
    ]


def _made_up(rng: random.Random, number: int, day: dt.date) -> Manuscript:
    at, events = rng.randrange(60), []
    for kind in MILESTONES:
        written = f"{day} {at // 60 % 24:02}:{at % 60:02}" if at < 1440 else f"{day + dt.timedelta(days=at // 1440)}"
        if rng.random() < 0.85:
            written = "unknown" if rng.random() < 0.1 else written
            events.append(f"{{at: '{written}', kind: {kind}, event: so}}")
        at += rng.choice((0, 3, 20, 100, 700, 5000))
    followups = []
    for index in range(rng.randrange(4)):
        status = rng.choice(("todo", "done", "wont-do"))
        on = f"on: {day + dt.timedelta(days=rng.randrange(-5, 90))}, " if rng.random() < 0.8 else ""
        done = f", done: {{{on}note: so}}" if status == "done" else ""
        followups.append(f"{{id: F{index}, action: Do, status: {status}{done}}}")
    related = f"related: [{{id: PM-n{number - 1}, as: same-cause}}]" if number and rng.random() < 0.2 else "related: []"
    return manuscript(
        f"n{number}",
        f"date: {day}",
        f"severity: {rng.choice(('SEV1', 'SEV2'))}",
        f"status: {rng.choice(('published', 'published', 'withdrawn'))}",
        f"services: [{rng.choice(('nfs', 'vault', 'dns'))}]",
        f"detection: {{by: {rng.choice(DETECTORS)}}}" if rng.random() < 0.8 else "tags: []",
        f"timeline: [{', '.join(events)}]",
        f"followups: [{', '.join(followups)}]",
        related,
    )


def data(found: SitePlan) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(exports.postmortems(found))["postmortems"]
    return listed


def terms(part: Element) -> dict[str, str]:
    """The definition lists of a part of a page."""
    return {text(each.find("dt")): text(each.find("dd")) for each in part.iter("div") if each.find("dt") is not None}


def reasons(part: Element) -> Counter[str]:
    lists = [each for each in part.iter("ul") if each.get("class") == "reasons"]
    split = [re.split(r" (?:incidents?: )?", text(item), maxsplit=1) for each in lists for item in each.iter("li")]
    return Counter({re.sub(ONGOING, "the incident is ongoing", why): int(count) for count, why in split})


def spelled(seconds: float) -> str:
    return spell(dt.timedelta(seconds=seconds))


CORPORA = {"real": real(), "few": made_up(5, 1), "some": made_up(40, 2), "many": made_up(120, 3)}


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest, pages: Pages) -> tuple[list[dict[str, Any]], str]:
    found = site(*CORPORA[request.param])
    return data(found), pages(found)["insights.html"]


Corpus = tuple[list[dict[str, Any]], str]


@pytest.mark.parametrize("key", KEYS)
def test_medians_and_quartiles_follow_from_the_data(corpus: Corpus, key: str) -> None:
    every, html = corpus
    stands = [each for each in every if each["status"] != "withdrawn"]
    known = sorted(each[f"{key}_s"] for each in stands if each[f"{key}_s"] is not None)
    shown = terms(section(html, key))
    assert shown["Known"] == f"{len(known)} of {len(stands)} incident{'s' * (len(stands) != 1)}"
    about = "~" if any(f"{key}_s" in each["approximate"] for each in stands) else ""
    if len(known) > 1:
        assert shown["Median"].replace("~ ", "~") == about + spelled(statistics.median(known))
        least, most = spelled(known[0]), spelled(known[-1])
        assert shown["All"].replace("~", "") == (least if least == most else f"{least} to {most}")
    if len(known) >= 4:
        lower, _, upper = statistics.quantiles(known, n=4, method="inclusive")
        ends = dict.fromkeys((about + spelled(lower), about + spelled(upper)))
        assert shown["Middle half"] == " to ".join(ends)
    else:
        assert "Middle half" not in shown


@pytest.mark.parametrize("key", KEYS)
def test_why_the_others_do_not_have_a_figure_is_counted(corpus: Corpus, key: str) -> None:
    every, html = corpus
    stands = [each for each in every if each["status"] != "withdrawn"]
    missing = Counter(each["missing"][f"{key}_s"].replace("`", "") for each in stands if each[f"{key}_s"] is None)
    assert reasons(section(html, key)) == missing


@pytest.mark.parametrize("key", KEYS)
def test_each_incident_that_has_a_figure_is_a_point(corpus: Corpus, key: str) -> None:
    every, html = corpus
    stands = [each for each in every if each["status"] != "withdrawn" and each[f"{key}_s"] is not None]
    points = [use for group in section(html, key).iter("g") for use in group.iter("use")]
    later = sorted(float(each.get("x", "").rstrip("%")) for each in points)
    longer = sorted(-float(each.get("y", "")) for each in points)
    assert follows(later, sorted(each["date"] for each in stands))
    if stands:
        scale = lengths([dt.timedelta(seconds=each[f"{key}_s"]) for each in stands])
        assert longer == sorted(-scale.at(dt.timedelta(seconds=each[f"{key}_s"])) for each in stands)


def follows(places: list[float], values: list[Any]) -> bool:
    """Whether there is a place for each value, the same for the same, and never in another order."""
    pairs = list(pairwise(zip(places, values, strict=True)))
    return all((before[0] == after[0]) == (before[1] == after[1]) for before, after in pairs)


@pytest.mark.parametrize("key", KEYS)
def test_a_year_has_a_median_only_where_enough_is_known(corpus: Corpus, key: str) -> None:
    every, html = corpus
    stands = [each for each in every if each["status"] != "withdrawn"]
    table = section(html, key).find(".//table")
    if table is None:
        assert all(each[f"{key}_s"] is None for each in stands)
        return
    enough = 0
    for row in [[text(cell) for cell in row] for row in table.iter("tr")][1:]:
        of_year = [each for each in stands if each["date"].startswith(row[0])]
        known = [each[f"{key}_s"] for each in of_year if each[f"{key}_s"] is not None]
        assert row[1:3] == [str(len(known)), str(len(of_year))]
        enough += len(known) >= 8
        about = "~" if any(f"{key}_s" in each["approximate"] for each in of_year) else ""
        assert row[3:] == (
            [about + each for each in _quartiles(known)] if len(known) >= 8 else ["fewer than 8 are known"]
        )
    assert len([each for each in section(html, key).iter("line") if each.get("class") == "of-year"]) == enough


def _quartiles(known: list[int]) -> list[str]:
    lower, middle, upper = statistics.quantiles(known, n=4, method="inclusive")
    return [spelled(lower), spelled(middle), spelled(upper)]


def test_who_noticed_follows_from_the_data(corpus: Corpus) -> None:
    every, html = corpus
    by = Counter(each["detected_by"] or "unknown" for each in every if each["status"] != "withdrawn")
    totals = [int(text(each)) for each in section(html, "detection").iter("p") if each.get("class") == "total"]
    assert totals == [by["alert"] + by["monitoring"], by["user-report"] + by["operator"], by["unknown"]]
    rows = [[text(cell) for cell in row] for row in section(html, "detection").iter("tr")][1:]
    assert [sum(int(row[place]) for row in rows) for place in range(1, 6)] == [by[each] for each in DETECTORS]


def test_follow_ups_over_time_follow_from_the_data(corpus: Corpus) -> None:
    every, html = corpus
    over = ("done", "wont-do")
    followups = [
        followup
        for each in every
        for followup in each["followups"]
        if followup["status"] in over or each["status"] != "withdrawn"
    ]
    closed = [each for each in followups if each["status"] == "done" and each["done_on"]]
    open_ = [each for each in followups if each["status"] not in over]
    shown = section(html, "followups")
    key = next(text(each) for each in shown.iter("p") if each.get("class") == "key")
    assert key == f"opened {len(open_) + len(closed)} still open {len(open_)} closed {len(closed)}"
    undated = len(followups) - len(open_) - len(closed)
    assert (f"{undated} {'is' if undated == 1 else 'are'} closed without a day" in text(shown)) == bool(undated)
    rows = [[text(cell) for cell in row] for row in shown.iter("tr")][1:]
    assert rows[0][3] == str(len(open_))
    assert sum(int(row[1]) for row in rows) == len(open_) + len(closed)
    assert sum(int(row[2]) for row in rows) == len(closed)


def test_services_and_severities_follow_from_the_data(corpus: Corpus) -> None:
    every, html = corpus
    services = Counter(name for each in every for name in each["services"])
    rows = [[text(cell) for cell in row] for row in section(html, "services").iter("tr")][1:]
    assert {row[0]: int(row[1]) for row in rows} == services
    severities = [[text(cell) for cell in row] for row in section(html, "severities").iter("tr")][1:]
    assert [int(row[1]) for row in severities] == [
        sum(each["severity"] == name for each in every) for name in ("SEV1", "SEV2")
    ]


def test_every_value_is_in_a_table(corpus: Corpus) -> None:
    every, html = corpus
    rows = [[text(cell) for cell in row] for row in section(html, "every-incident").iter("tr")][1:]
    expected = [
        [each["date"], each["title"], each["severity"], *(_cell(each, key) for key in KEYS)]
        for each in every
        if each["status"] != "withdrawn" and any(each[f"{key}_s"] is not None for key in KEYS)
    ]
    assert rows == expected


def _cell(each: dict[str, Any], key: str) -> str:
    seconds = each[f"{key}_s"]
    if f"{key}_s" not in each["approximate"]:
        return "–" if seconds is None else spelled(seconds)
    # Days alone are known in days.
    return f"~{seconds // 86_400} d" if seconds % 86_400 == 0 else f"~{spelled(seconds)}"


def test_every_chart_has_a_name_and_its_data_as_a_table(corpus: Corpus) -> None:
    _, html = corpus
    figures = list(parsed(html).iter("figure"))
    assert len(figures) >= 4
    for figure in figures:
        assert figure.get("aria-label")
        assert figure.find(".//figcaption//details//table/caption") is not None
    for drawing in parsed(html).iter("svg"):
        assert "use" in {each.tag for each in drawing.iter()} or drawing.get("aria-hidden") or drawing.get("viewBox")


def test_points_are_explained_where_there_are_some(pages: Pages) -> None:
    known = "timeline: [{at: '09:00', kind: started, event: so}, {at: '10:00', kind: resolved, event: so}]"
    for line, said in (("tags: []", False), (known, True)):
        shown = text(parsed(pages(site(manuscript("2026-04-22-a", line)))["insights.html"]))
        assert ("Each point is an incident" in shown) is said
        assert ("No incident has a figure yet" in shown) is not said


def test_where_no_incident_has_a_figure_one_section_says_why(pages: Pages) -> None:
    ongoing = manuscript("2026-04-23-b", "state: ongoing", begun("09:00"))
    html = pages(site(manuscript("2026-04-22-a"), ongoing))["insights.html"]
    assert [text(each) for each in parsed(html).iter("h2")][:2] == ["Figures #", "Detection #"]
    why = text(section(html, "figures"))
    assert "Time to resolve 1 incident: ongoing, and so without it yet 1 incident: no started is told" in why
    assert "Latent 2 incidents: no introduced is told" in why
    assert set(KEYS) <= set(ids(html))
    one = pages(site(manuscript("2026-04-22-a"), manuscript("2026-04-23-b", detected())))["insights.html"]
    assert "figures" not in ids(one)
    assert "0 of 2 incidents" in text(section(one, "latent"))


def detected() -> str:
    return "timeline: [{at: 09:00, kind: started, event: so}, {at: T+1m, kind: detected, event: so}]"


def test_a_trend_needs_enough_values_and_how_many_is_a_choice(pages: Pages) -> None:
    eight = [
        manuscript(
            f"2026-01-0{day}-x",
            f"timeline: [{{at: 09:00, kind: started, event: so}}, {{at: T+{day}m, kind: resolved, event: so}}]",
        )
        for day in range(2, 10)
    ]

    def trends(enough: int) -> int:
        html = pages(site(*eight, enough=enough))["insights.html"]
        return len([each for each in section(html, "time_to_resolve").iter("line") if each.get("class") == "of-year"])

    assert (trends(8), trends(9)) == (1, 0)


def of_day(number: int, day: dt.date) -> Manuscript:
    at = [
        f"{{at: '{day} 09:00', kind: started, event: so}}",
        f"{{at: '{day} 09:{number + 10}', kind: resolved, event: so}}",
    ]
    followups = f"followups: [{{id: F1, action: Do, status: done, done: {{on: {day}, note: so}}}}]"
    return manuscript(f"n{number}", f"date: {day}", "detection: {by: alert}", f"timeline: [{', '.join(at)}]", followups)


@pytest.mark.parametrize("mistyped", [dt.date(2062, 3, 1), dt.date(1926, 3, 1)], ids=["ahead", "back"])
def test_one_mistyped_year_leaves_the_charts_to_the_others_and_is_told_of(pages: Pages, mistyped: dt.date) -> None:
    days = [dt.date(2025, month, 1) for month in range(1, 13)]
    html = pages(site(*(of_day(number, day) for number, day in enumerate([*days, mistyped]))))["insights.html"]
    assert "1 incident is counted and not drawn: years away from all others." in text(parsed(html))
    part = section(html, "time_to_resolve")
    assert terms(part)["Known"] == "13 of 13 incidents"
    left = sorted(float(use.get("x", "")[:-1]) for use in part.iter("use") if use.get("x", "").endswith("%"))
    assert len(left) == 12
    assert left[-1] - left[0] > 80
    assert "13 incidents of which it is known" in text(section(html, "detection"))
    assert "opened 13" in text(section(html, "followups"))
    rows = [text(row) for row in section(html, "followups").iter("tr")]
    assert rows[-1] == "January 2025 1 1 0"


@pytest.mark.parametrize(
    "days",
    [
        ["2026-01-01"],
        ["2001-01-01", "2026-01-01"],  # neither of two stands apart from the other
        ["2020-01-01", "2026-02-01", "2026-02-01", "2020-01-01"],
        ["2021-06-01", "2026-01-01", "2026-02-01", "2026-03-01"],  # less than five years without any
        ["2005-01-01", "2015-01-01", "2026-01-01"],  # too few to say which
        [*(f"{year}-01-01" for year in range(2010, 2020)), "2026-01-01"],
    ],
)
def test_no_day_is_taken_for_mistyped_that_need_not_be(days: list[str]) -> None:
    found = [dt.date.fromisoformat(day) for day in days]
    assert together(found) == (min(found), max(found))


def test_some_of_one_mistyped_year_stand_apart_together_and_so_do_both_ends() -> None:
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=20 * number) for number in range(30)]
    wrong = [dt.date(2062, 1, 1), dt.date(2062, 5, 1), dt.date(1970, 1, 1)]
    assert together([*wrong, *days]) == (days[0], days[-1])


def test_what_recurs_is_one_chain_however_it_is_said(pages: Pages) -> None:
    found = site(
        manuscript("2026-01-01-a", "id: A"),
        manuscript("2026-02-01-b", "id: B", "related: [{id: A, as: recurrence-of}]"),
        manuscript("2026-03-01-c", "id: C", "related: [{id: B, as: same-cause}, {id: Z, as: same-cause}]"),
        manuscript("2026-03-02-d", "id: D", "related: [{id: C, as: see-also}]"),
        manuscript("2026-03-03-e", "id: E", "related: [{id: E, as: same-cause}]"),
    )
    chains = section(pages(found)["insights.html"], "recurrences")
    assert text(next(each for each in chains.iter("p") if each.get("class") == "times")) == "3 incidents in 60 days"
    named = [text(each) for each in chains.iter("a")][1:]
    assert named == ["2026-03-01-c", "2026-02-01-b", "2026-01-01-a", "2026-03-01-c"]
    assert "same cause as Z , which has no post-mortem here" in text(chains)


@pytest.mark.parametrize(("count", "between"), [(6, 0), (7, 1), (9, 3)])
def test_a_long_chain_shows_what_it_began_with(pages: Pages, count: int, between: int) -> None:
    first, *others = (f"2026-0{month}-01-x" for month in range(1, count + 1))
    again = (manuscript(name, "related: [{id: A, as: recurrence-of}]") for name in others)
    chain = section(pages(site(manuscript(first, "id: A"), *again))["insights.html"], "recurrences")
    named = [text(each) for each in chain.iter("a")][1:]
    assert named == [*others[::-1][: 5 if between else count], first]
    assert (f"{between} more, and the first" in text(chain)) is bool(between)


def test_too_many_points_become_squares_and_the_page_says_so(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmgen.render.insights.MOST_POINTS", 100)
    found = site(*made_up(120, 3))
    html = pages(found)["insights.html"]
    assert "There are too many incidents to draw each by itself." in text(parsed(html).find(".//main"))
    for key in KEYS:
        known = sum(each[f"{key}_s"] is not None for each in data(found) if each["status"] != "withdrawn")
        table = next(each for each in section(html, key).iter("table") if each.get("class") == "numbers")
        cells = [text(cell) for cell in table.iter("td")]
        assert sum(int(cell) for cell in cells if cell) == known
        squares = [each for each in section(html, key).iter("use") if each.get("class") == "square"]
        assert len(squares) == sum(bool(cell) for cell in cells)
        assert {each.get("href", "").removeprefix("#") for each in squares} <= set(ids(html))


def ids(html: str) -> list[str]:
    return [each.get("id", "") for each in parsed(html).iter()]


def test_the_insights_of_many_incidents_are_light(pages: Pages) -> None:
    html = pages(site(*made_up(700, 4, years=8)))["insights.html"]
    assert len(html.encode()) < 300_000


def test_a_point_leads_to_its_incident_while_there_are_few(pages: Pages) -> None:
    html = pages(site(*real()))["insights.html"]
    linked = [each for each in section(html, "time_to_resolve").iter("a") if each.find("title") is not None]
    assert len(linked) == 4
    assert all(each.get("tabindex") == "-1" for each in linked)
    assert "Vault raft leader deadlock: ~2 h 43 min" in [text(each.find("title")) for each in linked]


def test_the_scale_of_lengths_is_logarithmic_and_names_round_ones() -> None:
    scale = lengths([dt.timedelta(minutes=2), dt.timedelta(days=2)])
    assert [tick.label for tick in scale.ticks] == ["1 min", "10 min", "1 h", "6 h", "1 d", "7 d"]
    assert scale.at(dt.timedelta(hours=6)) == scale.ticks[3].y
    ten, hundred, thousand = (scale.at(dt.timedelta(minutes=minutes)) for minutes in (10, 100, 1000))
    assert ten - hundred == pytest.approx(hundred - thousand, abs=0.2)
    assert 0 < scale.at(dt.timedelta(days=7)) < scale.at(dt.timedelta(minutes=1)) < scale.height


def test_what_takes_less_than_a_minute_stands_at_the_bottom_which_says_so() -> None:
    scale = lengths([dt.timedelta(0), dt.timedelta(minutes=5)])
    assert scale.ticks[0].label == "≤ 1 min"
    assert scale.at(dt.timedelta(0)) == scale.at(dt.timedelta(minutes=1)) == scale.ticks[0].y


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=50))
def test_a_spread_is_in_order_and_within_its_values(seconds: list[int]) -> None:
    found = measures.spread(Duration(False, dt.timedelta(seconds=each), dt.timedelta(seconds=1)) for each in seconds)
    assert found is not None
    assert found.count == len(seconds)
    values = [each.length for each in (found.least, found.lower, found.median, found.upper, found.most)]
    assert values == sorted(values)
    assert (values[0], values[-1]) == (dt.timedelta(seconds=min(seconds)), dt.timedelta(seconds=max(seconds)))


def test_a_spread_is_approximate_where_one_of_its_values_is() -> None:
    minutes = [(1, False), (5, True), (9, False)]
    found = measures.spread(
        Duration(about, dt.timedelta(minutes=each), dt.timedelta(minutes=1)) for each, about in minutes
    )
    assert found is not None
    assert [each.about for each in (found.least, found.lower, found.median, found.upper, found.most)] == [
        *(False, True, True, True, False)
    ]


def test_the_one_value_says_that_it_is_approximate(pages: Pages) -> None:
    events = "{at: 2026-04-19, kind: introduced, event: so}, {at: 2026-04-22 09:00, kind: started, event: so}"
    html = pages(site(manuscript("2026-04-22-x", f"timeline: [{events}]")))["insights.html"]
    assert terms(section(html, "latent"))["The one value"] == "~ 3 d"


def test_lengths_in_days_stay_in_days(pages: Pages) -> None:
    def latent(day: str, first: str, start: str) -> Manuscript:
        events = f"{{at: {first}, kind: introduced, event: so}}, {{at: {start}, kind: started, event: so}}"
        return manuscript(f"{day}-x", f"timeline: [{events}]")

    days = latent("2026-04-22", "2026-04-21", "2026-04-22"), latent("2026-05-22", "2026-05-21", "2026-05-22 12:00")
    told = terms(section(pages(site(*days))["insights.html"], "latent"))
    assert (told["Median"], told["All"]) == ("~ 1 d", "~1 d")
    assert "Middle half" not in told
    four = terms(section(pages(site(*days, *days))["insights.html"], "latent"))
    assert (four["Middle half"], four["All"]) == ("~1 d", "~1 d")
    exact = latent("2026-06-22", "2026-06-20 09:00", "2026-06-22 10:30")
    assert terms(section(pages(site(*days, exact))["insights.html"], "latent"))["All"] == "~1 d to 2 d 2 h"


def test_reasons_are_sentences(pages: Pages) -> None:
    html = pages(site(manuscript("2026-04-22-x"), manuscript("2026-04-23-x")))["insights.html"]
    assert "2 incidents: no introduced is told" in text(section(html, "latent"))


def test_a_withdrawn_post_mortem_is_not_ongoing_and_leaves_nothing_to_do(pages: Pages) -> None:
    timeline = "timeline: [{at: 09:00, kind: started, event: so}]"
    told = (timeline, "services: [nfs]", "followups: [{id: F1, action: Do, priority: P0, type: Alert}]")
    made = pages(site(manuscript("2026-04-22-x", *told, "status: withdrawn"), manuscript("2026-04-23-x", *told)))
    for path in ("index.html", "2026.html", "services/nfs.html"):
        lead = text(next(each for each in parsed(made[path]).iter("p") if each.get("class") == "counts"))
        assert "1 ongoing" in lead, path
        assert "1 open follow-up" in lead, path
    assert "1 ongoing" in text(parsed(made["insights.html"]))
    assert "opened 1 still open 1 closed 0" in text(section(made["insights.html"], "followups"))
    assert "1 open follow-up" in text(parsed(made["followups.html"]))
    assert "PM-2026-04-22-x#F1" not in text(parsed(made["followups.html"]))
    assert [row[4] for row in cells(made["insights.html"], "services")[1:]] == ["1"]
    assert made["index.html"].count('data-dues="2026-04-30"') == made["index.html"].count("data-dues=")


def cells(html: str, anchor: str) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in section(html, anchor).iter("tr")]


def test_a_site_of_withdrawn_post_mortems_is_not_called_empty(pages: Pages) -> None:
    html = pages(site(manuscript("2026-01-01-a", "status: withdrawn", "services: [nfs]")))["insights.html"]
    said = text(parsed(html).find(".//main"))
    assert "Every post-mortem here is withdrawn, and in no figure." in said
    assert "Nothing has been written up yet" not in said
    assert "services/nfs.html" in [each.get("href") for each in section(html, "services").iter("a")]


def test_no_values_have_no_spread() -> None:
    assert measures.spread([]) is None


def test_what_is_done_before_its_incident_is_never_open_less_than_nothing() -> None:
    early = manuscript(
        "2026-05-01-x",
        "followups: [{id: F1, action: Do, status: done, done: {on: 2026-04-01, note: so}}, {id: F2, action: Do}]",
    )
    assert measures.flow([early.brief]).days == ((dt.date(2026, 5, 1), 2, 1),)


def test_what_recurred_of_something_unwritten_is_named(pages: Pages) -> None:
    known = manuscript("2026-01-01-first")
    again = manuscript("2026-02-01-again", "related: [{id: PM-2025-12-24, as: recurrence-of}, {id: PM-2026-01-01}]")
    said = text(section(pages(site(known, again))["insights.html"], "recurrences"))
    assert "recurrence of PM-2025-12-24 , which has no post-mortem here" in said
    assert "2026-02-01-again" in said
    assert "None is on record" not in said
    assert "None is on record" in text(section(pages(site(known))["insights.html"], "recurrences"))


def test_a_chain_that_crosses_the_date_line_is_as_long_as_its_days(pages: Pages) -> None:
    found = site(
        manuscript("2026-01-02-east", "id: A", "timezone: Pacific/Kiritimati", begun("2026-01-02 00:30")),
        manuscript("2026-01-01-utc", "id: B", begun("2026-01-01 23:00"), "related: [{id: A, as: recurrence-of}]"),
    )
    assert "2 incidents in 2 days" in text(section(pages(found)["insights.html"], "recurrences"))


def begun(at: str) -> str:
    return f"timeline: [{{at: '{at}', kind: started, event: so}}]"


def test_no_recurrence_of_something_that_is_in_no_chain_is_left_out_unsaid(pages: Pages) -> None:
    again = [
        manuscript(f"2026-02-{day:02}-again", f"related: [{{id: PM-{day}, as: recurrence-of}}]") for day in range(1, 16)
    ]
    many = section(pages(site(*again))["insights.html"], "recurrences")
    assert text(many).count("which has no post-mortem here") == 12
    assert text(many).endswith("3 more are not named here.")
    withdrawn = manuscript("2026-01-01-wrong", "id: A", "status: withdrawn")
    after = manuscript("2026-01-02-b", "related: [{id: A, as: same-cause}]")
    said = text(section(pages(site(withdrawn, after))["insights.html"], "recurrences"))
    assert "same cause as A , whose post-mortem is withdrawn" in said
    assert "2026-01-02-b" in said


@pytest.mark.parametrize(
    "days",
    [
        ["9999-12-31"],
        ["9990-01-01", "9999-10-05"],
        ["9000-01-01", "9999-12-31"],
        ["0001-01-01", "0001-02-01"],
        ["0001-01-01", "9999-12-31"],
    ],
)
def test_the_scale_of_days_has_room_for_the_ends_of_the_calendar(days: list[str]) -> None:
    told = [dt.date.fromisoformat(day) for day in days]
    on = dates(told)
    last = on.periods[-1]
    assert all(on.holds(day) and 0 < on.at(day) < 1 for day in told)
    assert last.left + last.width == pytest.approx(1)
    assert on.period(told[-1]) < len(on.periods)


@pytest.mark.parametrize(("last", "below"), [("2040-01-31", True), ("2040-12-31", True), ("2049-12-31", False)])
def test_a_year_at_the_end_of_the_scale_stands_before_its_line(last: str, below: bool) -> None:
    days = [dt.date(1999, 12, 31), dt.date.fromisoformat(last)]
    assert [tick.last for tick in dates(days).ticks] == [False, False, False, False, below]


@pytest.mark.parametrize(
    ("first", "last", "late", "near"),
    [
        ("2024-02-15", "2026-01-15", ["Jan"], ["Apr", "Oct"] * 2),  # each quarter
        ("2025-02-15", "2026-01-15", ["Jan"], ["Mar", "Jul", "Nov"]),
        ("2024-03-15", "2026-05-15", [], []),
        ("1996-05-15", "2026-01-15", ["2025"], ["2000", "2010", "2020"]),
        ("2025-12-31", "2026-01-01", [], []),
        ("2026-01-01", "2026-01-31", [], []),
    ],
)
def test_on_a_phone_every_other_name_gives_way_where_the_last_one_has_no_room(
    first: str, last: str, late: list[str], near: list[str]
) -> None:
    ticks = dates([dt.date.fromisoformat(first), dt.date.fromisoformat(last)]).ticks
    assert [each.label for each in ticks if each.late] == late
    assert [each.label for each in ticks if each.near] == near
