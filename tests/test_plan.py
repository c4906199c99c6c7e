from __future__ import annotations

import random

import pytest

from pmgen import decode, front_matter
from pmgen.plan import Manuscript, SitePlan, pages, plan
from tests.planning import planned


def manuscript(name: str, *lines: str) -> Manuscript:
    text = "\n".join(["---", f"title: {name}", "severity: SEV1", "status: draft", *lines, "---", ""])
    parsed, problems = front_matter.read(text)
    assert parsed is not None
    assert problems == []
    post_mortem, problems = decode.decode(parsed, severities=["SEV1"], timezone="UTC")
    assert post_mortem is not None, problems
    return planned(f"postmortems/{name}.md", f"{name}.md", post_mortem, "", ())


def site(*manuscripts: Manuscript) -> SitePlan:
    return plan(manuscripts, title="Site", timezone="UTC", severities=(), safe_types=(), due_days={})


def stems(plan: SitePlan) -> list[str]:
    return [each.stem for each in plan.incidents]


def related(plan: SitePlan, stem: str) -> list[tuple[str, str, bool]]:
    incident = next(each for each in plan.incidents if each.stem == stem)
    return [(each.id, each.relation.value, each.derived) for each in incident.related]


def test_newest_first_by_instant_and_not_by_what_the_clocks_showed() -> None:
    sofia = manuscript(
        "sofia", "date: 2026-03-29", "timezone: Europe/Sofia", "timeline: [{at: '10:00', kind: started, event: a}]"
    )
    london = manuscript(
        "london", "date: 2026-03-29", "timezone: Europe/London", "timeline: [{at: '09:00', kind: started, event: a}]"
    )
    assert stems(site(sofia, london)) == ["london", "sofia"]


@pytest.mark.parametrize("key", ["services", "tags"])
def test_the_page_of_a_name_stays_where_it_is_when_one_like_it_is_named(key: str) -> None:
    def paths(*manuscripts: Manuscript) -> dict[str, str]:
        found = site(*manuscripts)
        return dict(found.service_paths if key == "services" else found.tag_paths)

    old = manuscript("old", "date: 2026-03-16", f"{key}: [a b, c]")
    new = manuscript("new", "date: 2026-03-17", f"{key}: [a/b, a-b, A B]")
    assert paths(old) == {"a b": f"{key}/a-b.html", "c": f"{key}/c.html"}
    assert {name: path for name, path in paths(new, old).items() if name in paths(old)} == paths(old)
    assert len(set(paths(new, old).values())) == 5


def test_of_names_alike_in_one_document_the_one_that_is_spelled_like_its_address_has_it() -> None:
    found = site(manuscript("one", "date: 2026-03-16", "services: [A B, a-b, a/b]"))
    assert found.service_paths["a-b"] == "services/a-b.html"


def test_the_same_instant_is_ordered_by_id_whatever_the_order_of_the_files() -> None:
    written = [manuscript(f"n{number}", "date: 2026-03-16", f"id: PM-{number}") for number in range(5)]
    for seed in range(4):
        shuffled = list(written)
        random.Random(seed).shuffle(shuffled)
        assert stems(site(*shuffled)) == ["n0", "n1", "n2", "n3", "n4"]


def test_previous_is_older_and_next_is_newer() -> None:
    plan = site(*(manuscript(f"d{day}", f"date: 2026-03-0{day}") for day in (1, 2, 3)))
    newest, middle, oldest = plan.incidents
    assert middle.previous is not None
    assert middle.next is not None
    assert (middle.previous.url, middle.next.url) == ("d1.html", "d3.html")
    assert newest.next is None
    assert oldest.previous is None


def test_years_are_those_of_the_dates() -> None:
    eve = manuscript(
        "eve", "date: 2025-12-31", "timezone: America/New_York", "timeline: [{at: '23:00', kind: started, event: a}]"
    )
    day = manuscript("day", "date: 2026-01-01")
    plan = site(eve, day)
    assert stems(plan) == ["eve", "day"]
    assert [(each.year, [i.stem for i in each.incidents]) for each in plan.years] == [(2026, ["day"]), (2025, ["eve"])]


def test_the_other_incident_links_back() -> None:
    plan = site(
        manuscript("first", "date: 2026-03-01"),
        manuscript("again", "date: 2026-04-01", "related: [{id: PM-2026-03-01, as: recurrence-of}]"),
    )
    assert related(plan, "again") == [("PM-2026-03-01", "recurrence-of", False)]
    assert related(plan, "first") == [("PM-2026-04-01", "recurrence-of", True)]
    back = plan.incidents[1].related[0].incident
    assert back is not None
    assert (back.title, back.url) == ("again", "again.html")


@pytest.mark.parametrize("relation", ["see-also", "same-cause"])
def test_what_both_say_of_each_other_is_said_once(relation: str) -> None:
    plan = site(
        manuscript("a", "date: 2026-03-01", f"related: [{{id: PM-2026-03-02, as: {relation}}}]"),
        manuscript("b", "date: 2026-03-02", f"related: [{{id: PM-2026-03-01, as: {relation}}}]"),
    )
    assert related(plan, "a") == [("PM-2026-03-02", relation, False)]
    assert related(plan, "b") == [("PM-2026-03-01", relation, False)]


def test_two_that_cause_each_other_are_both_told() -> None:
    plan = site(
        manuscript("a", "date: 2026-03-01", "related: [{id: PM-2026-03-02, as: caused-by}]"),
        manuscript("b", "date: 2026-03-02", "related: [{id: PM-2026-03-01, as: caused-by}]"),
    )
    assert related(plan, "a") == [("PM-2026-03-02", "caused-by", False), ("PM-2026-03-02", "caused-by", True)]


def test_a_link_back_that_says_less_is_left_out() -> None:
    plan = site(
        manuscript("a", "date: 2026-03-01", "related: [{id: PM-2026-03-02}]"),
        manuscript("b", "date: 2026-03-02", "related: [{id: PM-2026-03-01, as: recurrence-of}]"),
    )
    assert related(plan, "b") == [("PM-2026-03-01", "recurrence-of", False)]
    assert related(plan, "a") == [("PM-2026-03-02", "see-also", False), ("PM-2026-03-02", "recurrence-of", True)]


def test_what_nobody_wrote_up_has_no_page_and_an_incident_is_not_its_own_relative() -> None:
    written = manuscript("a", "date: 2026-03-01", "related: [{id: PM-1999-01-01}, {id: PM-2026-03-01}]")
    incident = site(written).incidents[0]
    assert [(each.id, each.incident) for each in incident.related] == [("PM-1999-01-01", None)]


def test_addresses_are_quoted_and_file_names_are_not() -> None:
    plan = site(manuscript("what now?", "date: 2026-03-01"))
    assert plan.incidents[0].url == "what%20now%3F.html"
    assert "what now?.html" in [page.path for page in pages(plan)]


def test_an_empty_site_still_has_an_index() -> None:
    paths = [page.path for page in pages(site())]
    assert paths[0] == "index.html"
    assert paths[-1] == "404.html"
