"""The pages of services, tags, years and definitions, and what all pages have in common."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pytest

from pmgen import decode, document, exports, feeds, render
from pmgen.config import Service, Severity
from pmgen.plan import Manuscript, SitePlan, plan
from pmgen.source import Source
from pmgen.values import replace
from tests.planning import planned

ROOT = Path(__file__).parents[1]
SEVERITIES = (Severity("SEV1", "Critical", "Everybody"), Severity("SEV2", "Major", "Many"))
CATALOGUE = (Service("vault", ("secrets",), "platform", "https://wiki.example.org/vault"),)

Pages = Callable[[SitePlan], dict[str, str]]


def manuscript(name: str, *lines: str) -> Manuscript:
    """A post-mortem of the day that its name begins with, unless a line says otherwise."""
    said = {line.partition(":")[0] for line in lines}
    default = {"title": name, "date": name[:10], "severity": "SEV1", "status": "published", "id": f"PM-{name}"}
    front = [f"{key}: {value}" for key, value in default.items() if key not in said]
    text = "\n".join(["---", *front, *lines, "---", ""])
    read, problems = document.read(Source(f"postmortems/{name}.md", text))
    assert read is not None, problems
    post_mortem, problems = decode.decode(read.front_matter, severities=("SEV1", "SEV2"), timezone="UTC")
    assert post_mortem is not None, problems
    return planned(f"postmortems/{name}.md", f"{name}.md", post_mortem, "", ())


def site(*manuscripts: Manuscript, enough: int = 8, severities: tuple[Severity, ...] = SEVERITIES) -> SitePlan:
    return plan(
        manuscripts,
        title="Post-mortems",
        timezone="UTC",
        severities=severities,
        safe_types=("Alert", "Config"),
        due_days={"P0": 7, "P1": 30},
        services=CATALOGUE,
        enough=enough,
    )


@pytest.fixture(scope="session")
def pages() -> Pages:
    """Makes every page of a site, with templates that are compiled once."""
    templates = render.read_templates(("templates", ROOT / "templates"), bundled=True)

    def all_of(found: SitePlan) -> dict[str, str]:
        return {path: content.decode() for path, content in render.render(found, templates) if path.endswith(".html")}

    return all_of


@cache
def parsed(html: str) -> Element:
    """A page as a browser reads it, with plain names in drawings, too; fails where a browser would have to guess."""
    found: Element = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(html)
    for element in found.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    return found


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join(" ".join(element.itertext()).split())


def section(html: str, anchor: str) -> Element:
    return next(each for each in parsed(html).iter() if each.get("id") == anchor)


def links(html: str) -> Iterator[str]:
    for element in parsed(html).iter():
        for name in ("href", "src"):
            if name in element.attrib:
                yield element.attrib[name]


def dangling(found: dict[str, str], others: Iterable[str]) -> list[tuple[str, str]]:
    """Links of pages that lead nowhere, each with its page."""
    anchors = {path: set(re.findall(r'\bid="([^"]*)"', html)) for path, html in found.items()}
    lost = []
    for path, html in found.items():
        for url in links(html):
            address, _, anchor = url.partition("#")
            if re.match(r"[a-z]+:", address):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address))) if address else path
            known = target in found or target in others
            if not known or (anchor and unquote(anchor) not in anchors[target]):
                lost.append((path, url))
    return lost


VAULT = manuscript(
    "2026-04-22-vault",
    "title: Vault <hangs>",
    "services: [vault, nfs]",
    "tags: [raft]",
    "summary: The leader hung. Then more.",
    "timeline: [{at: 09:00, kind: started, event: so}, {at: 11:00, kind: resolved, event: so}]",
    "followups:",
    '  - {id: F1, action: "See [the other](2026-04-14-nfs.md) and [below](#F2)", priority: P0, type: Alert}',
    "  - {id: F2, action: Decide, priority: P1, type: Architecture, owner: platform}",
)
NFS = manuscript("2026-04-14-nfs", "services: [nfs]", "severity: SEV2", "related: [{id: PM-2026-04-22-vault}]")
OLD = manuscript("2024-02-29-disk", "services: [Secrets]", "tags: [raft, 'C++', 'C--']", "status: draft")


def test_every_link_leads_somewhere_from_every_folder(pages: Pages) -> None:
    found = site(VAULT, NFS, OLD)
    assets = [path for path in render.paths(found, templates()) if not path.endswith(".html")]
    others = {*assets, *exports.paths(found), *feeds.paths(found)}
    made = pages(found)
    assert {"services/nfs.html", "tags/raft.html", "2024.html", "followups.html", "insights.html"} <= set(made)
    assert dangling(made, others) == []


def templates() -> render.Templates:
    return render.read_templates(("templates", ROOT / "templates"), bundled=True)


def test_every_page_is_sound(pages: Pages) -> None:
    for path, html in pages(site(VAULT, NFS, OLD)).items():
        tree = parsed(html)
        ids = [each.get("id") for each in tree.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), path
        levels = [int(each.tag[1]) for each in tree.iter() if re.fullmatch("h[1-6]", str(each.tag))]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert "style" not in {name for each in tree.iter() for name in each.attrib}, path
        assert "<hangs>" not in html, path


def test_the_number_of_open_follow_ups_leads_to_them(pages: Pages) -> None:
    made = pages(site(VAULT))
    open_ = re.compile(r'data-dues="[^"]*"><a href="([^"]+)">\d+ open follow-ups?</a>')
    assert open_.findall(made["index.html"]) == ["followups.html"]
    assert open_.findall(made["services/vault.html"]) == ["#followups"]
    assert open_.findall(made["2026.html"]) == []
    assert open_.findall(pages(site(OLD))["index.html"]) == []


def test_every_page_says_where_it_is(pages: Pages) -> None:
    made = pages(site(VAULT))
    current = {
        path: [text(each) for each in parsed(html).iter("a") if each.get("aria-current") == "page"]
        for path, html in made.items()
    }
    assert current["index.html"] == ["Index"]
    assert current["followups.html"] == ["Follow-ups"]
    assert current["insights.html"] == ["Insights"]
    assert current["definitions.html"] == ["Definitions"]
    assert current["services/vault.html"] == []
    assert [url for url in links(made["services/vault.html"]) if url.endswith("insights.html")] == ["../insights.html"]


def titles(html: str) -> list[str]:
    return [text(each) for each in parsed(html).iter("h3")]


def test_a_service_has_its_incidents_newest_first_and_no_others(pages: Pages) -> None:
    made = pages(site(NFS, OLD, VAULT))
    assert titles(made["services/nfs.html"]) == ["Vault <hangs>", "2026-04-14-nfs"]
    assert titles(made["tags/raft.html"]) == ["Vault <hangs>", "2024-02-29-disk Draft"]
    assert text(parsed(made["services/nfs.html"]).find(".//h1")) == "Service nfs"
    assert text(parsed(made["tags/raft.html"]).find(".//h1")) == "Tag raft"


def test_what_the_config_says_of_a_service_is_shown_by_any_of_its_names(pages: Pages) -> None:
    made = pages(site(VAULT, NFS, OLD))
    for name in ("vault", "secrets"):
        assert "platform" in text(parsed(made[f"services/{name}.html"]).find(".//dl"))
        assert "https://wiki.example.org/vault" in links(made[f"services/{name}.html"])
    assert "https://wiki.example.org/vault" not in links(made["services/nfs.html"])


def test_all_and_a_service_have_feeds_to_click_on_and_a_tag_has_none(pages: Pages) -> None:
    made = pages(replace(site(VAULT), base_url="https://status.example.org"))
    on_page = [each.get("href") for each in parsed(made["index.html"]).iter("a")]
    assert {"feed.xml", "feed.json"} <= set(on_page)
    assert {"vault.xml", "vault.json"} <= set(links(made["services/vault.html"]))
    assert not [url for url in links(made["tags/raft.html"]) if url.endswith(".xml")]


def test_nobody_is_led_to_a_feed_whose_entries_lead_nowhere(pages: Pages) -> None:
    made = pages(site(VAULT))
    assert {"index.html", "services/vault.html", "2026-04-22-vault.html"} <= set(made)
    for path, html in made.items():
        assert not [url for url in links(html) if re.search(r"(?:feed|services/\w+|^vault)\.json$", url)], path
    assert "feed.xml" in links(made["index.html"])
    assert "vault.xml" in links(made["services/vault.html"])


def test_many_services_hide_neither_the_next_incident_nor_the_answer(pages: Pages) -> None:
    few, some, many = ([f"svc-{number}" for number in range(count)] for count in (8, 13, 20))
    made = pages(
        site(
            manuscript("2026-01-02-few", f"services: [{', '.join(few)}]"),
            manuscript("2026-01-01-many", f"services: [{', '.join(many)}]"),
            manuscript("2025-01-01-some", f"services: [{', '.join(some)}]"),
        )
    )
    lists = [text(each) for each in parsed(made["index.html"]).iter("ul") if each.get("class") == "names"]
    assert lists[:2] == [" ".join(few), f"{' '.join(few)} and 12 more"]
    facts = parsed(made["2026-01-01-many.html"]).find(".//dl")
    assert facts is not None
    assert [len(each.findall("li")) for each in facts.iter("ul")] == [12, 8]
    assert text(facts.find(".//details/summary")) == "8 more services"
    for name in ("2026-01-02-few", "2025-01-01-some"):
        assert parsed(made[f"{name}.html"]).find(".//dl//details") is None


def test_names_that_differ_in_signs_only_have_pages_of_their_own(pages: Pages) -> None:
    made = pages(site(OLD))
    names = [text(parsed(html).find(".//h1")) for path, html in made.items() if path.startswith("tags/c")]
    assert sorted(names) == ["Tag C++", "Tag C--"]


def test_a_name_stays_inside_of_its_folder(pages: Pages) -> None:
    made = pages(site(manuscript("2026-01-01-x", "services: ['../../etc', '<i>', 'index', '.']", "tags: [..]")))
    assert len([path for path in made if re.fullmatch(r"services/[a-z0-9-]+\.html", path)]) == 4
    assert len([path for path in made if re.fullmatch(r"tags/[a-z0-9-]+\.html", path)]) == 1


def lasting(day: str, minutes: int) -> Manuscript:
    events = ("{at: 09:00, kind: started, event: so}", f"{{at: T+{minutes}m, kind: resolved, event: so}}")
    return manuscript(f"{day}-{minutes}", "services: [vault]", f"timeline: [{', '.join(events)}]")


def test_a_service_has_medians_only_where_enough_is_known(pages: Pages) -> None:
    seven = [lasting("2026-01-01", minutes) for minutes in (1, 5, 10, 20, 40, 80, 160)]
    assert 'id="figures"' not in pages(site(*seven))["services/vault.html"]
    eight = [*seven, lasting("2026-01-02", 30)]
    html = pages(site(*eight))["services/vault.html"]
    medians = text(section(html, "figures"))
    # Of 1, 5, 10, 20, 30, 40, 80 and 160 minutes.
    assert "Time to resolve 25 min" in medians
    assert "middle half 8 min 45 s to 50 min known of 8 of 8" in medians
    assert "Time to detect" not in medians
    assert "../definitions.html#time_to_resolve" in links(html)


def test_an_old_incident_of_a_service_with_many_keeps_its_link(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pmgen.plan.histories", "pmgen.render.histories"):
        monkeypatch.setattr(f"{module}.MOST_TOLD", 2)
    found = site(*(lasting(day, 1) for day in ("2026-01-01", "2026-01-02", "2025-01-01", "2024-01-01", "2024-01-02")))
    made = pages(found)
    assert titles(made["services/vault.html"]) == ["2026-01-02-1", "2026-01-01-1"]
    older = section(made["services/vault.html"], "older")
    assert [text(each) for each in older.iter("li")] == ["2025 1", "2024 2"]
    assert titles(made["services/vault/2024.html"]) == ["2024-01-02-1", "2024-01-01-1"]
    assert text(parsed(made["services/vault/2024.html"]).find(".//h1")) == "Service vault 2024"
    assert "../../services/vault/2025.html" in links(made["services/vault/2024.html"])
    assert dangling(made, {*render.paths(found, templates()), *exports.paths(found), *feeds.paths(found)}) == []


def test_a_new_incident_changes_no_page_of_an_older_year(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pmgen.plan.histories", "pmgen.render.histories"):
        monkeypatch.setattr(f"{module}.MOST_TOLD", 2)
    old = [lasting(day, 1) for day in ("2024-01-01", "2025-01-01", "2025-01-02", "2026-01-01")]
    before, after = pages(site(*old)), pages(site(*old, lasting("2026-02-01", 1)))
    assert before["services/vault/2024.html"] == after["services/vault/2024.html"]


def months_of(html: str) -> tuple[list[str], list[str]]:
    """The rows of the chart of the index as a table, and what is said below it."""
    chart = next(each for each in parsed(html).iter("section") if each.get("aria-label") == "Incidents per month")
    rows = [text(row) for row in chart.iter("tr")]
    return rows[1:], [text(each) for each in chart.iter("p")]


def test_a_mistyped_year_does_not_empty_the_chart_which_says_what_it_leaves_out(pages: Pages) -> None:
    names = ["2023-02-01-a", "2025-03-01-b", "2025-04-01-c", "2025-04-02-d", "2062-04-01-e"]
    rows, said = months_of(pages(site(*map(manuscript, names)))["index.html"])
    assert rows == ["April 2025 2 0", "March 2025 1 0"]
    assert said == ["Not shown: 1 incident before May 2023, 1 incident after April 2025"]


@pytest.mark.parametrize(
    ("days", "newest"),
    [
        (["2025-03-01", "2025-04-01"], "April 2025"),
        (["2025-04-01"], "April 2025"),
        (["2020-03-01", "2025-04-01"], "April 2025"),  # each is alone
        (["2023-05-01", "2025-04-01"], "April 2025"),  # two years show both
        (["2023-05-01", "2023-05-02", "2026-01-01", "2026-01-02"], "January 2026"),
    ],
)
def test_the_chart_ends_with_the_newest_incident(pages: Pages, days: list[str], newest: str) -> None:
    rows, said = months_of(pages(site(*(manuscript(f"{day}-x") for day in days)))["index.html"])
    assert rows[0].startswith(newest)
    assert not any("after" in each for each in said)


def test_a_year_of_very_many_incidents_has_a_line_for_each(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmgen.render.histories.MOST_ENTRIES", 2)
    made = pages(site(*(lasting("2026-01-01", minutes) for minutes in range(4))))
    assert len([url for url in links(made["2026.html"]) if url.startswith("2026-01-01")]) == 4
    assert titles(made["2026.html"]) == []


def test_a_year_holds_all_of_its_incidents_by_month(pages: Pages) -> None:
    made = pages(site(VAULT, NFS, OLD, manuscript("2026-01-31-disk")))
    year = parsed(made["2026.html"])
    assert [text(each).partition(" #")[0] for each in year.iter("h2")] == ["April", "January"]
    assert titles(made["2026.html"]) == ["Vault <hangs>", "2026-04-14-nfs", "2026-01-31-disk"]
    assert titles(made["2024.html"]) == ["2024-02-29-disk Draft"]


def test_years_lead_to_the_nearest_that_has_incidents(pages: Pages) -> None:
    made = pages(site(VAULT, OLD))
    assert "2024.html" in links(made["2026.html"])
    assert "2026.html" in links(made["2024.html"])
    assert "2025.html" not in made


def test_each_figure_severity_and_priority_is_defined(pages: Pages) -> None:
    html = pages(site(VAULT))["definitions.html"]
    for key in ("time_to_detect", "time_to_mitigate", "time_to_resolve", "latent", "impact_time"):
        assert len(text(section(html, key))) > 40
    assert "SEV2 Major. Many" in text(section(html, "severities"))
    follow_ups = text(section(html, "followups"))
    assert "Due 7 days after the incident" in follow_ups
    assert "Alert, Config" in follow_ups
    assert follow_ups.count("after the incident") == 2


def test_what_is_unknown_has_one_word_on_every_page(pages: Pages) -> None:
    started = "{at: '09:00', kind: started, event: a}"
    timeline = f"timeline: [{started}, {{at: '09:30', event: c}}, {{at: unknown, kind: resolved, event: b}}]"
    mitigated = f"timeline: [{started}, {{at: '10:00', kind: mitigated, event: b}}]"
    impact = "impact: {data_loss: unknown, windows: [{start: '09:00'}]}"
    told = manuscript("2026-04-22-a", timeline, impact, "detection: {by: unknown}", "state: resolved")
    found = pages(site(told, manuscript("2026-04-21-b", mitigated)))
    assert [path for path, html in found.items() if re.search("not[ -]known", html, re.IGNORECASE)] == []
    said = text(parsed(found["2026-04-22-a.html"]))
    for each in ("Data loss unknown", "Unknown: Time to detect", "the time is unknown", "noticed first is unknown"):
        assert each in said
    assert "unknown when noticed" in found["2026-04-21-b.html"]


def test_five_severities_have_five_shapes(pages: Pages) -> None:
    named = tuple(Severity(f"SEV{level}", "", "") for level in range(1, 7))
    found = pages(site(VAULT, severities=named))
    for name, anchor in (("index.html", "main"), ("insights.html", "severities")):
        tallies = [each for each in section(found[name], anchor).iter() if each.get("class", "").startswith("shape")]
        shapes = [each.get("href") or "" for tally in tallies for each in tally.iter("use")][:6]
        assert shapes == ["#sev.1", "#sev.2", "#sev.3", "#sev.4", "#sev.5", "#sev.5"], name
    drawn = set(re.findall(r'<symbol id="([^"]*)"', found["insights.html"]))
    assert {"sev.0", "sev.1", "sev.2", "sev.3", "sev.4", "sev.5"} == drawn
    style = (ROOT / "templates/style/parts.css").read_text(encoding="utf-8")
    assert all(f".sev-{shape} {{" in style for shape in range(6))


def test_a_site_without_incidents_has_its_pages(pages: Pages) -> None:
    made = pages(site())
    assert {"followups.html", "insights.html", "definitions.html"} <= set(made)
    assert dangling(made, {*render.paths(site(), templates()), *exports.paths(site()), *feeds.paths(site())}) == []
