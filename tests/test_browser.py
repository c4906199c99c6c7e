"""The site in a real Chromium: what a reader sees, hears and sends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_build import pmgen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[1]
WIDE, NARROW = (1280, 900), (360, 740)
Opened = Callable[..., "Page"]


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium, and under CI the browser tests must run")
        pytest.skip("there is no Chromium; set CHROMIUM to the path of one")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's own site, as it builds now."""
    folder = tmp_path_factory.mktemp("site")
    run = pmgen(ROOT, "build", "--site", str(folder))
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "docs/post-mortems"


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Opened]:
    """Opens a page from its file, and fails if it says anything or asks for anything outside of its folder."""
    complaints: list[str] = []
    contexts = []

    def open_(name: str, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{name}: console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{name}: error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"{name}: dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((site.as_uri(), "data:"))
                else complaints.append(f"{name}: request: {request.url}")
            ),
        )
        page.goto((site / name).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def kinds(site: Path) -> list[str]:
    """One page of each kind; of the incidents the longest and the shortest."""
    incidents = sorted(site.glob("2026-*.html"), key=lambda path: path.stat().st_size)
    others = [path for path in sorted(site.glob("*.html")) if path not in incidents]
    folders = [sorted(folder.glob("*.html"))[0] for folder in sorted(site.iterdir()) if any(folder.glob("*.html"))]
    return [path.relative_to(site).as_posix() for path in (*others, incidents[0], incidents[-1], *folders)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(site: Path, opened: Opened, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = {}
    for name in kinds(site):
        page = opened(name, color_scheme=scheme, bypass_csp=True)
        result = Axe().run(page, options={"preload": False})
        if result.violations_count:
            found[name] = result.generate_report()
    assert found == {}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_scrolls_sideways(site: Path, opened: Opened, size: tuple[int, int]) -> None:
    for name in kinds(site):
        page = opened(name, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name


def test_everything_reads_without_script(site: Path, opened: Opened) -> None:
    for name in kinds(site):
        with_script = opened(name).locator("main").inner_text().splitlines()
        without = set(opened(name, java_script_enabled=False).locator("main").inner_text().splitlines())
        # What is overdue only the reader's clock can say, and that takes a script.
        assert [line for line in with_script if line not in without and "overdue" not in line] == [], name


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
        beside = page.evaluate(
            "[...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')].map(e => e.href || e.src)"
        )
        files = [path, *(site / "assets" / url.rpartition("/")[2] for url in beside)]
        assert sum(file.stat().st_size for file in files) < 100_000, path.name
