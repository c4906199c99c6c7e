"""The site in a real Chromium: what a reader sees, hears and sends."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pmgen.render.assets import ONE_ONLY
from tests.conftest import NARROW, WIDE, Opened
from tests.running import pmgen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAPER = (680, 1000)
"""What is between the margins of a sheet of A4."""


def kinds(site: Path) -> list[str]:
    """One page of each kind; of the incidents the longest and the shortest."""
    incidents = sorted(site.glob("2026-*.html"), key=lambda path: path.stat().st_size)
    others = [path for path in sorted(site.glob("*.html")) if path not in incidents]
    folders = [min(folder.glob("*.html")) for folder in sorted(site.iterdir()) if any(folder.glob("*.html"))]
    return [path.relative_to(site).as_posix() for path in (*others, incidents[0], incidents[-1], *folders)]


@pytest.fixture
def enlarged(browser: Browser, chromium: str) -> Iterator[Page]:
    """A phone whose reader has asked for letters of twice the size."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--blink-settings=defaultFontSize=32"]
    running = browser.browser_type.launch(executable_path=chromium, args=flags)
    yield running.new_page(viewport={"width": NARROW[0], "height": NARROW[1]})
    running.close()


CONFIG = """\
severities = [
  {name = "Critical-incident", label = "Everything stops for everybody", meaning = "All of it"},
  {name = "Minor", label = "Some of it", meaning = "Some"},
]
"""


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose severities have names of their own."""
    folder = tmp_path_factory.mktemp("called")
    (folder / "pmgen.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "postmortems").mkdir()
    for day, severity in (("01", "Critical-incident"), ("02", "Minor")):
        front = f"title: Something broke\ndate: 2026-01-{day}\nseverity: {severity}\nstatus: draft\nservices: [nfs]"
        (folder / f"postmortems/2026-01-{day}-x.md").write_text(f"---\n{front}\n---\n\nSo.\n", encoding="utf-8")
    run = pmgen(folder, "build")
    assert run.returncode == 0, run.stderr
    return folder / "site/docs/post-mortems"


BLOCKS = "\n\n".join(
    [
        *(f"> [!{kind}]\n> Read `this` [first](#a)." for kind in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")),
        "> [!WARNING]\n> تحذير مهم هنا.",
        "> A quote.",
        "```mermaid\ngraph LR; client --> vault\n```",
        "## A",
    ]
)


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an incident with each kind of block that authors have for emphasis."""
    folder = tmp_path_factory.mktemp("blocks")
    (folder / "postmortems").mkdir()
    text = "|\n    It hung.\n\n    - one\n    - two\n\n    > So they said.\n\n    ### How\n\n    1. like this"
    keys = (f"{key}:\n  {part}: {text}" for key, part in (("summary", "broke"), ("impact", "description")))
    front = "\n".join(["title: Something broke", "date: 2026-01-01", "severity: SEV1", "status: draft", *keys])
    (folder / "postmortems/2026-01-01-x.md").write_text(f"---\n{front}\n---\n\n{BLOCKS}\n", encoding="utf-8")
    run = pmgen(folder, "build")
    assert run.returncode == 0, run.stderr
    return folder / "site/docs/post-mortems/2026-01-01-x.html"


# In the place of what an author wrote, a word that is longer than a line.
LENGTHENED = """given => {
    const written = given ?? "h1, h2, h3, p, li, li a, li span, .facts dd, td, th[scope=row], bdi, .title, code";
    const ours = ".date, .severity, .figures, .terms, .count, .label, .badge, .year > h2, .tallies, .contents, .phases"
        + ", .switch, .kind";
    for (const each of document.querySelectorAll(`:is(main, footer) :is(${written})`)) {
        const text = [...each.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (text && !each.closest(ours)) text.data = "Donaudampfschifffahrt".repeat(5);
    }
}"""


COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that may find something else where nothing but the colours is different."""


@pytest.mark.parametrize(("scheme", "rules"), [("light", {}), ("dark", {"runOnly": COLOURS})], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    site: Path, opened: Opened, scheme: str, rules: Mapping[str, Sequence[str]]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = {}
    for name in kinds(site):
        page = opened(name, color_scheme=scheme, bypass_csp=True)
        result = Axe().run(page, options={"preload": False, "resultTypes": ["violations"], **rules})
        if result.violations_count:
            found[name] = result.generate_report()
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_alerts_and_diagrams(blocks: Path, opened: Opened, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(blocks, color_scheme=scheme, bypass_csp=True)
    result = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]})
    assert result.violations_count == 0, result.generate_report()


def test_each_kind_of_alert_is_told_from_the_others_and_from_a_quote(blocks: Path, opened: Opened) -> None:
    looks = """each => ["borderInlineStart", "backgroundColor"].map(name => getComputedStyle(each)[name]).join()"""
    page = opened(blocks)
    found = [each.evaluate(looks) for each in page.locator("#narrative blockquote").all()]
    assert len(found) == 7
    assert len(set(found)) == 6  # the two warnings look alike


@pytest.mark.parametrize(("part", "heading"), [("#summary .card", "h4"), ("#impact .prose", "h3")])
def test_lists_and_quotes_of_the_front_matter_look_like_those_of_the_narrative(
    blocks: Path, opened: Opened, part: str, heading: str
) -> None:
    def looks(name: str, *properties: str) -> list[str]:
        script = "(each, names) => names.map(name => getComputedStyle(each)[name])"
        found: list[str] = page.locator(f"{part} {name}").first.evaluate(script, properties)
        return found

    page = opened(blocks)
    assert looks("ul", "listStyleType") == ["disc"]
    assert looks("ol", "listStyleType") == ["decimal"]
    assert float(looks("ul", "paddingLeft")[0].removesuffix("px")) > 15
    assert looks("blockquote", "borderLeftWidth") == ["2px"]
    assert looks(heading, "fontSize") == looks("p", "fontSize")
    assert float(looks("ul", "marginTop")[0].removesuffix("px")) > 5


def test_the_word_of_an_alert_stands_where_the_lines_of_its_text_begin(blocks: Path, opened: Opened) -> None:
    beside = """each => [each, ...each.querySelectorAll("p")].map((one, at) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return Math.round((at ? range : each).getBoundingClientRect().right);
    })"""
    page = opened(blocks)
    edge, kind, text = page.locator(".alert-warning").last.evaluate(beside)
    assert kind == text
    assert edge - kind < 30


def test_on_a_phone_a_line_ends_between_two_times_and_not_within_one(site: Path, opened: Opened) -> None:
    lines = """all => all.map(each => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return range.getClientRects().length;
    })"""
    broken = 0
    for path in sorted(site.glob("2026-*.html")):
        when = opened(path.name, NARROW).locator(".lead .facts > div:first-child dd")
        assert set(when.locator("span").evaluate_all(lines)) == {1}, path.name
        broken += when.evaluate("each => each.offsetHeight > 1.5 * parseFloat(getComputedStyle(each).lineHeight)")
    assert broken


def test_a_long_name_that_can_be_opened_stands_beside_its_triangle(opened: Opened) -> None:
    page = opened("followups.html", NARROW)
    page.evaluate(LENGTHENED, ".shares summary b")
    below = "all => all.map(each => each.getBoundingClientRect().top - each.parentNode.getBoundingClientRect().top)"
    assert max(page.locator(".shares summary b").evaluate_all(below)) < 15


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_scrolls_sideways(site: Path, opened: Opened, size: tuple[int, int]) -> None:
    for name in kinds(site):
        page = opened(name, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
        page.evaluate(LENGTHENED)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], f"{name}, with long words"


@pytest.mark.parametrize("name", ["2026-04-22-vault-raft-leader-deadlock.html", "followups.html"])
def test_on_a_phone_each_value_of_a_follow_up_has_its_name_and_none_is_a_dash(opened: Opened, name: str) -> None:
    page = opened(name, NARROW)
    cells = """() => [...document.querySelectorAll(".stacked:not(.levels) td:not(.what, .priority)")]
        .filter(each => each.checkVisibility())
        .map(each => [getComputedStyle(each, "::before").content, each.innerText.trim()])"""
    found = page.evaluate(cells)
    assert found
    assert all('"' in label and text.strip("–") for label, text in found)


def test_letters_twice_as_large_fit_a_phone_and_their_drawings(site: Path, enlarged: Page) -> None:
    over = """() => [...document.querySelectorAll(".jobs *, .followups *, .implementation *, .facts *, .switch *")]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
        .map(each => each.innerText)"""
    heights = "[...document.querySelectorAll('svg text')].map(each => each.getBoundingClientRect().height)"
    for name in kinds(site):
        enlarged.goto((site / name).as_uri())
        assert enlarged.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        assert enlarged.evaluate("document.documentElement.scrollWidth") <= NARROW[0], name
        assert enlarged.evaluate(over) == [], name
        assert max(enlarged.evaluate(heights), default=0) < 17, name


@pytest.mark.parametrize("width", [360, 900, 1280])
def test_no_severity_lies_over_the_title_beside_it(called: Path, opened: Opened, width: int) -> None:
    over = """() => [...document.querySelectorAll(".entry")].map(each => {
        const range = document.createRange();
        range.selectNodeContents(each.querySelector(".severity"));
        const [name, title] = [range, each.querySelector("h3")].map(one => one.getBoundingClientRect());
        return name.right > title.left && name.bottom > title.top;
    })"""
    places = [("index.html", ""), ("index.html", "#q=broke"), ("2026.html", ""), ("services/nfs.html", "")]
    for name, fragment in places:
        page = opened(called / name, (width, 740), fragment)
        page.locator(".entry:visible").first.wait_for()
        found = page.evaluate(over)
        assert found, name + fragment
        assert not any(found), name + fragment


LINE = """const line = element => {
        const foot = document.createElement("span");
        foot.style.display = "inline-block";
        element.prepend(foot);
        const {bottom} = foot.getBoundingClientRect();
        foot.remove();
        return bottom;
    };"""

BASELINES = f"""() => {{
    {LINE}
    const beside = ".entry time, .table-scroll:first-child thead th:not(:has(.hidden)), .lessons h3, .definitions dt";
    return [...document.querySelectorAll(".section:has(> h2)")].flatMap(each => {{
        const other = each.children[1].checkVisibility() && each.querySelector(beside);
        const isFirst = other && other.getBoundingClientRect().top < each.children[1].getBoundingClientRect().top + 20;
        return isFirst ? [Math.abs(line(other) - line(each.querySelector("h2")))] : [];
    }});
}}"""


def test_what_is_beside_a_heading_stands_on_its_line(site: Path, opened: Opened) -> None:
    for name in ("index.html", "followups.html", "insights.html", "2026-04-14-nfs-fsid0-dns-vault-outage.html"):
        apart = opened(name).evaluate(BASELINES)
        assert apart, name
        assert max(apart) < 1.5, name
    page = opened("index.html", WIDE, "#q=nfs")
    page.locator("#found .entry").first.wait_for()
    assert max(page.evaluate(BASELINES)) < 1.5


def test_letters_of_any_size_stand_on_one_line_in_a_row(opened: Opened) -> None:
    apart = opened("followups.html").evaluate(f"""() => {{
        {LINE}
        return [...document.querySelectorAll(".jobs.past tr:has(.evidence > .note:first-child)")]
            .map(row => Math.abs(line(row.querySelector(".note")) - line(row.querySelector(".action"))));
    }}""")
    assert apart
    assert max(apart) < 0.5


def test_no_section_ends_in_a_rule_above_that_of_the_next(site: Path, opened: Opened) -> None:
    rules = """() => {
        const last = ":is(.levels, .jobs, .followups, .implementation, .bars) > tbody > tr:last-child";
        return [...document.querySelectorAll(`${last}, ${last} > *`)]
            .filter(each => each.checkVisibility() && getComputedStyle(each).borderBottomWidth !== "0px").length;
    }"""
    for name in ("followups.html", "insights.html", "2026-04-14-nfs-fsid0-dns-vault-outage.html"):
        for size in (WIDE, NARROW):
            assert opened(name, size).evaluate(rules) == 0, name


def test_what_is_told_of_a_follow_up_has_few_lines_on_a_phone(opened: Opened) -> None:
    lines = """() => [...document.querySelectorAll(":is(.jobs:not(.past), .followups) > tbody > tr")].map(row =>
        new Set([...row.querySelectorAll("td[data-label]")].filter(each => each.checkVisibility())
            .map(each => Math.round(each.getBoundingClientRect().bottom / 4))).size)"""
    for name in ("followups.html", "services/vault.html", "2026-04-14-nfs-fsid0-dns-vault-outage.html"):
        found = opened(name, NARROW).evaluate(lines)
        assert found, name
        assert max(found) <= 3, name


def test_the_titles_of_related_incidents_begin_below_one_another(opened: Opened) -> None:
    page = opened("2026-04-14-nfs-fsid0-dns-vault-outage.html")
    lefts = page.evaluate("[...document.querySelectorAll('.related a')].map(each => each.getBoundingClientRect().left)")
    assert len(lefts) > 1
    assert len(set(lefts)) == 1


def test_the_names_of_months_stand_apart(opened: Opened) -> None:
    apart = """() => {
        const chart = document.querySelector(".chart");
        chart.classList.add("long");
        const months = [...chart.querySelectorAll(".month")];
        const [first, last] = [months[0], months.at(-1)].map(each => each.getBoundingClientRect().left);
        // As close to each other as two years of months are.
        const width = (last - first) / 23;
        const shown = months.map((each, at) => [each, at]).filter(([each]) => each.checkVisibility());
        return shown.slice(1).map(([each, at], before) =>
            (at - shown[before][1]) * width - shown[before][0].getBoundingClientRect().width);
    }"""
    for width in (320, 360, 600, 900, 1280):
        assert min(opened("index.html", (width, 740)).evaluate(apart)) > 1, width


def test_no_count_by_priority_or_severity_is_beyond_the_edge_of_a_phone(
    site: Path, called: Path, opened: Opened
) -> None:
    beyond = """of => [...document.querySelectorAll(`${of} :is(th, td)`)]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth - 23)
        .map(each => each.innerText)"""
    for folder in (site, called):
        for name, table in (("followups.html", ".levels"), ("insights.html", ".bars")):
            assert opened(folder / name, NARROW).evaluate(beyond, table) == [], f"{name} of {folder}"


def test_no_follow_up_is_beyond_the_edge_of_a_phone(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html", NARROW)
    edges = """[...document.querySelectorAll(".followups td, .implementation td")]
        .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect().right)"""
    found = page.evaluate(edges)
    assert found
    assert max(found) <= NARROW[0]


@pytest.mark.parametrize("name", ["followups.html", "2026-04-22-vault-raft-leader-deadlock.html"])
def test_the_status_of_a_follow_up_is_in_sight_on_any_screen(opened: Opened, name: str) -> None:
    over = "each => each.scrollWidth - each.clientWidth"
    page = opened(name)
    table = page.locator(".table-scroll:has(:is(.jobs, .followups))").first
    for width in (*range(320, 1300, 100), 721, 768, 960, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        assert table.evaluate(over) == 0, width


def test_an_owner_with_a_long_name_takes_no_room_from_what_is_to_be_done(opened: Opened) -> None:
    page = opened("followups.html")
    page.evaluate(LENGTHENED, ".jobs [data-label=Owner]")
    assert page.locator(".jobs").first.evaluate("each => each.offsetWidth - each.parentNode.clientWidth") == 0
    page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
    page.emulate_media(media="print")
    assert page.locator(".jobs .what").first.evaluate("each => each.offsetWidth") > PAPER[0] / 3


def test_no_impact_and_no_gap_in_detection_is_beyond_the_edge_of_a_phone(site: Path, opened: Opened) -> None:
    edges = """[...document.querySelectorAll(".windows td, .gaps :is(td, th)")]
        .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect().right)"""
    found = [right for path in site.glob("2026-*.html") for right in opened(path.name, NARROW).evaluate(edges)]
    assert len(found) > 20
    assert max(found) <= NARROW[0]


@pytest.mark.parametrize("table", [".followups", ".implementation"])
def test_a_long_word_pushes_no_column_of_the_follow_ups_out_of_sight(opened: Opened, table: str) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html")
    page.evaluate(f"document.querySelector('{table} .what div').textContent = 'https://example.org/'.repeat(20)")
    assert (
        page.evaluate(f"(each => each.scrollWidth - each.clientWidth)(document.querySelector('{table}').parentNode)")
        == 0
    )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_time_in_many_words_stays_in_its_column(opened: Opened, size: tuple[int, int]) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html", size)
    page.evaluate(
        "document.querySelectorAll('.when time').forEach(each => each.textContent = '25 February 2024 17:11:30')"
    )
    over = "[...document.querySelectorAll('.when')].filter(each => each.scrollWidth > each.clientWidth).length"
    assert page.evaluate("document.querySelectorAll('.when time').length") > 0
    assert page.evaluate(over) == 0


def test_a_time_with_its_date_and_zone_is_in_one_piece(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html")
    page.evaluate(
        "document.querySelectorAll('.when time').forEach(each => each.textContent = '2026-10-25T02:45+02:00')"
    )
    assert (
        page.evaluate("Math.max(...[...document.querySelectorAll('.when time')].map(each => each.offsetHeight))") < 30
    )


@pytest.mark.parametrize("at", ["2026-01-02T10:00:00-05:00", "~2026-01-02T10:00:00+02:00", "25 February 2024 17:11:30"])
def test_a_time_with_its_seconds_and_zone_is_in_one_piece(tmp_path: Path, opened: Opened, at: str) -> None:
    (tmp_path / "postmortems").mkdir()
    front = "title: Down\ndate: 2026-01-02\nseverity: SEV1\nstatus: draft"
    event = f'timeline: [{{at: "{at}", kind: resolved, event: over}}]'
    (tmp_path / "postmortems/x.md").write_text(f"---\n{front}\n{event}\n---\n", encoding="utf-8")
    assert pmgen(tmp_path, "build").returncode == 0
    for width in (WIDE[0], 800, NARROW[0]):
        page = opened(tmp_path / "site/docs/post-mortems/x.html", (width, 740))
        assert page.locator(".when time").inner_text() == at
        assert page.locator(".when time").evaluate("each => each.offsetHeight") < 30, width


def test_the_line_of_a_timeline_runs_on_where_nobody_sees_a_day_begin(tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "postmortems").mkdir()
    front = "title: Down\ndate: 2026-01-02\nseverity: SEV1\nstatus: draft\ntimezone: Europe/Sofia"
    clocks = ("2026-01-02 23:00", "2026-01-03 01:00", "03:00", "2026-01-04 04:00")
    events = ", ".join(f'{{at: "{each}", event: so}}' for each in clocks)
    (tmp_path / "postmortems/x.md").write_text(f"---\n{front}\ntimeline: [{events}]\n---\n", encoding="utf-8")
    assert pmgen(tmp_path, "build").returncode == 0
    page = opened(tmp_path / "site/docs/post-mortems/x.html")
    beyond = """() => [...document.querySelectorAll(".event")].map(each =>
        each.matches(":last-child") && getComputedStyle(each, "::before").bottom < "0")"""
    # By the clocks of Sofia a day begins before the second and the last, by UTC before the third and the last.
    assert page.evaluate(beyond) == [False, True, False, False]
    page.locator("[id='clock.utc']").check()
    assert page.evaluate(beyond) == [True, False, False, False]
    # Of events alone a phone has nothing to draw, and leaves no room for it.
    assert page.locator("#timeline figure").is_visible()
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert not page.locator("#timeline figure").is_visible()


def test_no_number_is_parted_from_what_it_counts_and_no_service_is_in_two_lines(site: Path, opened: Opened) -> None:
    lines = """[...document.querySelectorAll(".counts > :not(.dues), .windows [data-label=Services] *")]
        .map(each => each.getBoundingClientRect().height)"""
    for name in ("insights.html", "followups.html", "2026-04-14-nfs-fsid0-dns-vault-outage.html"):
        page = opened(name)
        for width in range(340, 700, 60):
            page.set_viewport_size({"width": width, "height": 740})
            found = page.evaluate(f"() => {lines}")
            assert found, name
            assert max(found) < 30, f"{name} at {width}"


LONG_NAME = "kubernetes-control-plane-eu-central-1b-primary-and-secondary"


def test_a_label_is_beside_the_first_line_of_a_long_name(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html", NARROW)
    tops = """(each, name) => {
        each.querySelector("dd a").textContent = name;
        return [each.querySelector("dt"), each.querySelector("dd a")].map(one => one.getClientRects()[0].bottom);
    }"""
    label, name = page.locator(".facts > div:has(.names)").first.evaluate(tops, LONG_NAME)
    assert label == pytest.approx(name, abs=8)


def test_how_many_are_open_stays_in_one_piece_behind_a_long_name(opened: Opened) -> None:
    page = opened("followups.html")
    page.evaluate(
        "name => document.querySelectorAll('.shares summary b').forEach(each => each.textContent = name)", LONG_NAME
    )
    lines = "[...document.querySelectorAll('.shares summary .dues')].map(each => each.offsetHeight)"
    for width in range(340, 1300, 60):
        page.set_viewport_size({"width": width, "height": 740})
        assert max(page.evaluate(lines)) < 30, width


def test_the_tables_of_the_insights_fit_a_screen_that_is_no_phone_s(opened: Opened) -> None:
    page = opened("insights.html")
    page.locator("#every-incident summary").click()
    page.evaluate("document.querySelector('.bars:not(.few) tbody a').textContent = 'recommendations'")
    over = "[...document.querySelectorAll('.table-scroll:has(.every, .bars)')].map(e => e.scrollWidth - e.clientWidth)"
    for width in (760, 800, 900, 960, 1024, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(over) == [0, 0, 0], width
        assert page.locator(".bars:not(.few) tbody a").first.evaluate("each => each.getClientRects().length") == 1


def test_no_heading_breaks_within_a_word(site: Path, opened: Opened) -> None:
    broken = """() => [...document.querySelectorAll("h1, h2, h3")].flatMap(each => {
        const [text, found] = [[...each.childNodes].find(node => node.nodeType === Node.TEXT_NODE), []];
        for (const match of (text?.data ?? "").matchAll(/[A-Za-z]+/g)) {
            const range = document.createRange();
            range.setStart(text, match.index);
            range.setEnd(text, match.index + match[0].length);
            if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(match[0]);
        }
        return found;
    })"""
    for name in kinds(site):
        page = opened(name)
        for width, height in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(broken) == [], (name, width)


def test_no_short_name_in_code_is_in_two_lines(site: Path, opened: Opened) -> None:
    torn = """() => [...document.querySelectorAll("code")]
        .filter(each => /^(?=\\S*-)\\S{2,28}$/.test(each.textContent))
        .filter(each => each.checkVisibility() && !each.closest("table"))
        .map(each => {
            const range = document.createRange();
            range.selectNodeContents(each);
            return [each.textContent, new Set([...range.getClientRects()].map(line => line.top)).size];
        })"""
    found = [each for path in site.glob("*.html") for each in opened(path.name, NARROW).evaluate(torn)]
    assert len(found) > 20
    assert [name for name, lines in found if lines > 1] == []


@pytest.mark.parametrize(
    ("name", "texts", "least"),
    [
        ("2026-04-22-vault-raft-leader-deadlock.html", "#summary p, .event bdi, .lessons li", 21),
        ("2026-04-22-vault-raft-leader-deadlock.html", ".what > div, .revisions div, .trigger bdi, .references a", 21),
        ("2026-04-19-registry-orphan-index.html", ".neighbours .title, .figures dt", 2),
        ("followups.html", ".action, .from .title, .note", 21),
    ],
)
def test_a_text_has_the_direction_of_its_language(opened: Opened, name: str, texts: str, least: int) -> None:
    page = opened(name)
    ends = """texts => [...document.querySelectorAll(texts)].map(each => {
        each.textContent = "لم يكن هناك تنبيه.";
        const place = at => {
            const range = document.createRange();
            range.setStart(each.firstChild, at);
            range.setEnd(each.firstChild, at + 1);
            return range.getBoundingClientRect().left;
        };
        return place(each.textContent.length - 1) < place(0);
    })"""
    found = page.evaluate(ends, texts)
    assert len(found) >= least
    assert all(found)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_title_that_a_follow_up_comes_from_takes_one_line(opened: Opened, size: tuple[int, int]) -> None:
    lengthen = """each => {
        const before = each.offsetHeight;
        each.querySelector(".title").textContent = "The queue stops whenever a leader moves. ".repeat(9);
        return each.offsetHeight / before;
    }"""
    page = opened("followups.html", size)
    first = page.locator(".jobs .from").first
    assert first.evaluate(lengthen) == pytest.approx(1, abs=0.1)
    page.emulate_media(media="print")
    assert first.evaluate("each => each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight)") > 2


def test_what_is_left_out_of_the_title_of_a_neighbour_ends_in_sight(opened: Opened) -> None:
    page = opened("2026-04-19-registry-orphan-index.html")
    # A browser puts the dots beyond the end of a line that is set to the right.
    sides = """[...document.querySelectorAll(".neighbours .title")]
        .map(each => [getComputedStyle(each).textAlign, innerWidth - each.getBoundingClientRect().right])"""
    (previous, _), (next_, right) = page.evaluate(sides)
    assert {previous, next_} <= {"start", "left"}
    assert right < 120


def test_the_bars_of_two_years_of_months_stand_apart_on_a_phone(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "postmortems").mkdir()
    days = [f"{year}-{month:02}-{day:02}" for year in (2024, 2025) for month in range(1, 13) for day in range(1, 28, 3)]
    for day in days:
        front = f"title: Something broke\ndate: {day}\nseverity: SEV2\nstatus: draft\n"
        (tmp_path / f"postmortems/{day}-x.md").write_text(f"---\n{front}---\n")
    assert pmgen(tmp_path, "build").returncode == 0
    page = browser.new_page(viewport={"width": NARROW[0], "height": NARROW[1]})
    page.goto((tmp_path / "site/docs/post-mortems/index.html").as_uri())
    gaps = page.evaluate("""() => {
        const bars = [...document.querySelectorAll(".chart.long rect")].map(each => each.getBoundingClientRect());
        return bars.slice(1).map((bar, at) => bar.left - bars[at].right);
    }""")
    page.close()
    assert len(gaps) == 23
    assert min(gaps) > 1


@pytest.mark.parametrize("width", [700, 780, 960, 1200])
def test_no_choice_of_the_search_is_left_to_a_line_of_its_own(opened: Opened, width: int) -> None:
    tops = "[...document.querySelectorAll('.search select')].map(each => each.getBoundingClientRect().top)"
    found = opened("index.html", (width, 900)).evaluate(tops)
    assert len(found) > 3
    assert len(set(found)) == 1


def test_the_figures_of_all_incidents_begin_in_one_place_on_a_phone(opened: Opened) -> None:
    lefts = """[...document.querySelectorAll(".measure .figures")].map(each => [...each.querySelectorAll("dd")]
        .map(one => one.getBoundingClientRect()).map(({left, height}) => [left, Math.round(height)]))"""
    found = [each for each in opened("insights.html", NARROW).evaluate(lefts) if len(each) > 2]
    assert found
    assert {left for each in found for left, _ in each} == {found[0][0][0]}
    assert max(height for each in found for _, height in each) < 50


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_a_title_in_a_list_begins_where_its_sentence_does(opened: Opened, width: int) -> None:
    begins = """each => {
        const range = document.createRange();
        return [...each.querySelectorAll("h3 a, h3 + p")].map(text => {
            text.textContent = "لم يكن هناك تنبيه.";
            range.selectNodeContents(text);
            return range.getBoundingClientRect().right;
        });
    }"""
    title, sentence = opened("index.html", (width, 740)).locator(".entry .about").first.evaluate(begins)
    assert title == pytest.approx(sentence, abs=1)


def test_dots_and_bullets_stand_where_lines_begin(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html")
    sides = """() => [...document.querySelectorAll(".tree, .lessons ul, #contributing-factors ul, .narrative ul")]
        .map(each => getComputedStyle(each).direction)"""
    assert set(page.evaluate(sides)) == {"ltr"}
    page.evaluate("document.querySelectorAll('li, .tree p').forEach(each => each.prepend('لم يكن '))")
    assert set(page.evaluate(sides)) == {"rtl"}
    dots = (
        "[...document.querySelectorAll('.tree li')].map(each => parseFloat(getComputedStyle(each, '::before').right))"
    )
    assert max(page.evaluate(dots)) < 10


def test_colours_that_a_reader_has_chosen_leave_the_signs(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html", forced_colors="active")
    swatches = (
        "[...document.querySelectorAll('.phases li')].map(each => getComputedStyle(each, '::before').backgroundColor)"
    )
    assert len(set(page.evaluate(swatches))) > 1
    page.locator(".term").first.focus()  # its definition lies over what is below, and the ring over both
    assert page.evaluate("getComputedStyle(document.querySelector('.figure .tip')).borderTopWidth") == "1px"
    assert page.evaluate("getComputedStyle(document.activeElement).zIndex") == "2"
    page = opened("index.html", forced_colors="active")
    under = "[...document.querySelectorAll('.pages a')].map(each => getComputedStyle(each).borderBottomColor)"
    here, *elsewhere = page.evaluate(under)
    assert here not in elsewhere
    assert page.evaluate("getComputedStyle(document.querySelector('select')).appearance") == "auto"


def test_a_point_has_the_colour_of_its_severity(opened: Opened) -> None:
    colours = """() => [...document.querySelectorAll(".plot .area a")]
        .map(each => [getComputedStyle(each).color, getComputedStyle(each.parentNode).color])"""
    found = opened("insights.html").evaluate(colours)
    assert found
    assert all(point == severity for point, severity in found)


def test_everything_reads_without_script(site: Path, opened: Opened) -> None:
    for name in kinds(site):
        page = opened(name)
        page.evaluate("document.querySelector('[role=search]')?.remove()")
        with_script = page.locator("main").inner_text().splitlines()
        without = set(opened(name, java_script_enabled=False).locator("main").inner_text().splitlines())
        # What is overdue only the reader's clock can say, and that takes a script.
        assert [line for line in with_script if line not in without and "overdue" not in line] == [], name


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_moves_when_the_script_tells_what_is_overdue(site: Path, opened: Opened, size: tuple[int, int]) -> None:
    places = """() => [...document.querySelectorAll("main section, main tr, main td, main th, main h2, main figure")]
        .map(each => [each, each.getBoundingClientRect()])
        .map(([each, box]) => `${each.tagName} ${each.id} ${box.left} ${box.top} ${box.width} ${box.height}`)"""
    for name in kinds(site):
        if name == "index.html":  # its search form needs the script, and has a test of its own
            continue
        without = opened(name, size, java_script_enabled=False).evaluate(places)
        assert opened(name, size).evaluate(places) == without, name


def test_nothing_on_paper_is_left_half_said(site: Path, opened: Opened) -> None:
    halves = """() => {
        const seen = each => each.checkVisibility();
        const torn = [...document.querySelectorAll("p, li, dd")].filter(
            each => seen(each) && [...each.querySelectorAll("a:not(.on-screen)")].some(link => !seen(link)));
        // What is folded is printed, or its line says something by itself.
        const folded = [...document.querySelectorAll("details:not([open]) > summary")].filter(
            each => seen(each) && !/\\d/.test(each.innerText) && !seen(each.nextElementSibling));
        return [...torn, ...folded].map(each => each.innerText.trim());
    }"""
    for name in kinds(site):
        page = opened(name)
        page.emulate_media(media="print")
        assert page.evaluate(halves) == [], name


def test_the_clocks_of_the_choice_are_those_of_the_list_and_on_paper_those_of_the_document(opened: Opened) -> None:
    page = opened("2026-04-14-nfs-fsid0-dns-vault-outage.html", java_script_enabled=False)
    page.check("[id='clock.utc']")
    first = page.locator(".day:visible").first
    assert first.inner_text() == "Friday 10 April 2026"
    assert page.locator("#timeline .written:visible").count() == 0
    page.emulate_media(media="print")
    assert first.inner_text() == "Saturday 11 April 2026"
    assert page.locator("#timeline .utc:visible").count() == 0


def test_no_cell_is_cut_off_on_paper(site: Path, opened: Opened) -> None:
    over = """() => [...document.querySelectorAll("th, td, pre")]
        .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
        .map(each => each.innerText)"""
    many = """() => document.querySelectorAll(".narrative tr").forEach(row => {
        for (let count = 0; count < 14; count++) row.append(row.lastElementChild.cloneNode(true));
    })"""
    for name in kinds(site):
        page = opened(name, PAPER)
        page.emulate_media(media="print")
        page.evaluate(many)
        assert page.evaluate(over) == [], name
        page.evaluate(LENGTHENED, "p, .action, .from, .details, .evidence, .why, .note, .gaps td, .narrative td")
        assert page.evaluate(over) == [], f"{name}, with long words"


def test_no_sheet_holds_the_foot_of_a_page_alone(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html")
    page.evaluate("document.querySelectorAll('.section:not(#lessons)').forEach(each => each.remove())")
    page.evaluate("document.querySelector('.incident').before(document.createElement('div'))")
    for height in range(240, 450, 30):  # where the foot would come to the end of the first sheet
        page.evaluate("height => { document.querySelector('main > div').style.height = `${height}px`; }", height)
        data = page.pdf(format="A4")
        last = re.findall(rb"/Type /Page\b.*?/Contents (\d+) 0 R", data, re.DOTALL)[-1]
        (drawn,) = re.findall(rb"\n%s 0 obj.*?stream\n(.*?)\nendstream" % last, data, re.DOTALL)
        # The foot itself is eleven pieces of text.
        assert zlib.decompress(drawn).count(b" Tj") > 20, height


def test_no_time_of_a_drawing_is_cut_off_on_paper(site: Path, opened: Opened) -> None:
    beyond = """() => [...document.querySelectorAll(".drawing text")].filter(each => {
        const [it, sheet] = [each, document.querySelector("main")].map(one => one.getBoundingClientRect());
        return it.left < sheet.left || it.right > sheet.right;
    }).map(each => each.textContent)"""
    for path in site.glob("2026-*.html"):
        page = opened(path.name, PAPER)
        page.emulate_media(media="print")
        assert page.locator(".drawing text").count(), path.name
        assert page.evaluate(beyond) == [], path.name


def test_no_length_beside_a_chart_is_cut_off_on_paper(opened: Opened) -> None:
    page = opened("insights.html", PAPER)
    page.emulate_media(media="print")
    lefts = """() => [...document.querySelectorAll(".plot text[text-anchor=end]")].map(each => {
        each.textContent = "≤ 1 min";
        return each.getBoundingClientRect().left;
    })"""
    found = page.evaluate(lefts)
    assert found
    assert min(found) >= 0


def test_no_head_of_a_table_is_parted_from_its_first_row_on_paper(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html")
    # A printed page knows where its links lead, each by sheet.
    page.evaluate("""() => {
        const above = document.createElement("div");
        above.innerHTML = '<a href="#followups">head</a> <a href="#F1">first row</a>';
        above.style.breakBefore = "page";
        document.querySelector("#followups").before(above);
    }""")
    sheets = set()
    for height in range(600, 1000, 20):
        page.evaluate(
            "height => document.querySelector('#followups').previousSibling.style.height = height", f"{height}px"
        )
        places = dict(re.findall(rb"/(followups|F1) \[(\d+) 0 R", page.pdf(format="A4")))
        assert places[b"followups"] == places[b"F1"], f"{height} pixels down"
        sheets.add(places[b"F1"])
    assert len(sheets) > 1


def test_what_is_printed_from_a_dark_screen_is_as_light_as_from_any_other(site: Path, opened: Opened) -> None:
    colours = """() => [...document.querySelectorAll("body *")].map(each => {
        const style = getComputedStyle(each);
        return [each.localName, each.className.baseVal ?? each.className, style.color, style.fill, style.stroke,
            style.backgroundColor, style.borderColor].join(" ");
    })"""
    for name in kinds(site):
        page = opened(name, PAPER)
        page.emulate_media(media="print", color_scheme="light")
        light = page.evaluate(colours)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(colours) == light, name


def test_the_keyboard_reaches_every_link(site: Path, opened: Opened) -> None:
    page = opened("index.html")
    wanted = page.evaluate("[...document.querySelectorAll('main a[href]')].map(a => a.href)")
    reached = set()
    for _ in range(page.locator("a, button, input, select, summary, [tabindex='0']").count() + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.href || ''"))
    assert set(wanted) <= reached


def test_focus_is_visible(opened: Opened) -> None:
    page = opened("index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_the_page_of_an_incident_weighs_under_100_kb_with_all_it_loads(site: Path, opened: Opened) -> None:
    for path in sorted(site.glob("2026-*.html")):
        page = opened(path.name)
        wanted = "link[rel=stylesheet], link[rel=icon], script[src]"
        beside = page.evaluate(f"[...document.querySelectorAll('{wanted}')].map(each => each.href || each.src)")
        files = [path, *(site / "assets" / url.rpartition("/")[2] for url in beside)]
        assert sum(file.stat().st_size for file in files) < 100_000, path.name


# The rules of a style sheet that something on the page would have, but for what is drawn, where names are short.
MEANT = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const rules = some => [...some].flatMap(each => each.selectorText ?? rules(each.cssRules ?? []));
    const plain = selector => selector.replace(/::?(before|after|marker|hover|focus-within|target|dir\\(rtl\\))/g, "");
    return rules(sheet.cssRules).filter(
        each => [...document.querySelectorAll(plain(each))].some(found => !found.closest("svg")));
}"""


def test_no_page_goes_without_the_style_of_what_is_on_it(site: Path, opened: Opened) -> None:
    styles = Path(__file__).parents[1] / "templates/style"
    for name in kinds(site):
        page = opened(name)
        if page.locator("article.incident").count():
            continue
        for part in sorted(ONE_ONLY):
            missing = page.evaluate(MEANT, (styles / part).read_text(encoding="utf-8"))
            assert missing == [], f"{part} on {name}"


@pytest.mark.parametrize("name", ["index.html", "followups.html", "services/vault.html"])
def test_no_line_of_the_counts_ends_in_a_dot_on_a_phone(opened: Opened, name: str) -> None:
    dots = """() => [...document.querySelectorAll(".lead.index .counts > *")]
        .map(each => getComputedStyle(each, "::after").content)"""
    assert set(opened(name, NARROW).evaluate(dots)) == {"none"}
    assert '" ·"' in opened(name, WIDE).evaluate(dots)


def test_many_tags_take_the_width_of_the_page(tmp_path: Path, opened: Opened) -> None:
    tags = ", ".join(f"tag-number-{number}-of-many" for number in range(40))
    front = f"title: X\ndate: 2026-01-01\nseverity: SEV1\nstatus: draft\ntags: [{tags}]"
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/x.md").write_text(f"---\n{front}\n---\n", encoding="utf-8")
    assert pmgen(tmp_path, "build").returncode == 0
    page = opened(tmp_path / "site/docs/post-mortems/x.html")
    lines = "each => each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight)"
    assert page.locator(".facts .names").first.evaluate(lines) < 5  # of twelve; the others are behind a click
    page = opened(tmp_path / "site/docs/post-mortems/x.html", PAPER)
    page.emulate_media(media="print")
    assert page.locator(".facts dd").first.evaluate(lines) < 16


@pytest.mark.parametrize("size", [WIDE, (700, 900), NARROW])
def test_no_number_of_a_figure_is_in_two_lines(tmp_path: Path, opened: Opened, size: tuple[int, int]) -> None:
    values = ("4", "52,138", "1,234,567", "1234567890123", "9,007,199,254,740,993", "two of ten", "12 345 678 901 234")
    figures = "\n".join(f"    - {{label: Failed requests, value: '{value}'}}" for value in values)
    front = f"title: X\ndate: 2026-01-01\nseverity: SEV1\nstatus: draft\nimpact:\n  figures:\n{figures}"
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/x.md").write_text(f"---\n{front}\n---\n", encoding="utf-8")
    assert pmgen(tmp_path, "build").returncode == 0
    page = opened(tmp_path / "site/docs/post-mortems/x.html", size)
    lines = "[...document.querySelectorAll('.figures b')].map(each => each.getClientRects().length)"
    assert page.evaluate(lines)[:-1] == [1] * 6


def test_a_very_long_title_takes_a_few_lines_of_a_list_on_a_phone(opened: Opened) -> None:
    lengthen = """each => {
        each.querySelector("a").textContent = "The queue stops whenever a leader moves. ".repeat(13);
        return each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight);
    }"""
    page = opened("index.html", NARROW)
    assert page.locator(".entry h3").first.evaluate(lengthen) == pytest.approx(6, abs=0.1)
    page.emulate_media(media="print")
    assert page.locator(".entry h3").first.evaluate(lengthen) > 7


def test_an_address_that_a_text_leads_to_is_on_paper(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html", PAPER)
    page.emulate_media(media="print")
    added = """texts => texts.map(text => {
        const link = document.createElement("a");
        link.href = "https://example.org/x";
        document.querySelector(text).append(link);
        return getComputedStyle(link, "::after").content;
    })"""
    texts = [".narrative p", ".event .what", ".card p", "#impact .prose", ".trigger", ".tree p", ".points li"]
    assert page.evaluate(added, [*texts, ".followups .what"]) == ['" (https://example.org/x)"'] * 8
    # What names its own address, and a commit in its narrow column, need none.
    assert page.evaluate(added, [".commits", ".implementation .what", ".colophon p"]) == ["none"] * 3


def test_many_columns_stand_apart_on_paper(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html", PAPER)
    page.emulate_media(media="print")
    found = page.evaluate("""() => ["narrative", "prose"].map(name => {
        const cells = '<td class="align-right">123456</td><td>begins</td>'.repeat(6);
        const table = document.createElement("div");
        table.className = name;
        table.innerHTML = `<table><thead><tr>${"<th>name</th>".repeat(12)}</tr></thead><tr>${cells}</tr></table>`;
        document.querySelector("main").append(table);
        const range = document.createRange();
        const [right, left] = [...table.querySelectorAll("td")].map(cell => {
            range.selectNodeContents(cell);
            return range.getBoundingClientRect();
        });
        return [left.left - right.right, table.scrollWidth - table.clientWidth];
    })""")
    assert all(apart >= 6 and over <= 0 for apart, over in found), found


def test_the_label_of_a_fact_stands_beside_the_first_of_its_lines(opened: Opened) -> None:
    page = opened("2026-04-22-vault-raft-leader-deadlock.html", NARROW)
    below = """() => [...document.querySelectorAll(".facts > div")].map((fact) => {
      const [label, value] = [fact.querySelector("dt"), fact.querySelector("dd > span")];
      if (!value) return 0;
      value.textContent = "platform".repeat(20);
      return label.getBoundingClientRect().top - value.getBoundingClientRect().top;
    })"""
    found = page.evaluate(below)
    assert any(found), "there is one"
    assert max(found) < 8, "where the two have one base line"


SPANS = [
    ("2024-02", 24),
    ("2024-03", 24),
    ("2024-04", 24),
    ("2025-02", 12),
    ("2025-01", 12),
    ("2024-12", 12),
    ("2024-12", 24),
    ("2024-11", 24),
    ("2026-01", 1),
    ("1996-05", 357),
]
"""The months that charts may begin with, and how many there are: the last ones are hard to name."""


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A site for each of these."""
    folders = []
    for first, count in SPANS:
        folder = tmp_path_factory.mktemp("charted")
        (folder / "postmortems").mkdir()
        start = int(first[:4]) * 12 + int(first[5:]) - 1
        for month in {*range(start, start + count, max(1, count // 24)), start + count - 1}:
            name = f"{month // 12}-{month % 12 + 1:02}-15"
            times = '[{at: "09:00", kind: started, event: a}, {at: "09:30", kind: detected, event: b}]'
            told = f"timezone: UTC\ntimeline: {times}"
            front = f"title: Something broke\ndate: {name}\nseverity: SEV{month % 4 + 1}\nstatus: draft\n{told}"
            (folder / f"postmortems/{name}.md").write_text(f"---\n{front}\n---\n\nSo.\n", encoding="utf-8")
        run = pmgen(folder, "build")
        assert run.returncode == 0, run.stderr
        folders.append(folder / "site/docs/post-mortems")
    return folders


AMISS = """() => {
  const frame = document.querySelector("main"), style = getComputedStyle(frame), box = frame.getBoundingClientRect();
  const left = box.left + parseFloat(style.paddingLeft) - 0.5, right = box.right - parseFloat(style.paddingRight) + 0.5;
  const amiss = [];
  for (const drawn of document.querySelectorAll("figure svg")) {
    const seen = [...drawn.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()])
      .filter(([, place]) => place.width);
    seen.forEach(([name, place], index) => {
      if (place.left < left || place.right > right) amiss.push(`${name} is outside`);
      for (const [other, there] of seen.slice(0, index)) {
        const over = Math.min(place.right, there.right) > Math.max(place.left, there.left);
        if (over && Math.abs(place.y - there.y) < 8) amiss.push(`${name} is on ${other}`);
      }
    });
  }
  return [...new Set(amiss)];
}"""


@pytest.mark.parametrize("name", ["index.html", "insights.html"])
def test_the_names_of_months_and_years_are_in_the_column_and_apart(
    opened: Opened, charted: list[Path], name: str
) -> None:
    amiss = {}
    for span, folder in zip(SPANS, charted, strict=True):
        page = opened(folder / name)
        assert page.locator("figure svg text").count()
        for width in (320, 360, 680, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            amiss[span, width] = page.evaluate(AMISS)
    assert not any(amiss.values()), amiss
