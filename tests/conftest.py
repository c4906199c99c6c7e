"""What holds for every test, and what those share that look at pages in a browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.following import begun

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
WIDE, NARROW = (1280, 900), (360, 740)
Opened = Callable[..., "Page"]
Listeners = dict[str, Callable[[Any], None]]

# Where Python is told to keep no compiled code, each process that a test starts compiles all of pmgen anew, and each
# build all templates: twice the work of all tests. What is kept lies beside the code, as anywhere else.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell has what it runs beside itself ignore Ctrl-C, `nohup` the end of a terminal: here somebody is to hear them.
for each, heard in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(each) is signal.SIG_IGN:
        signal.signal(each, heard)

# A property test looks elsewhere each time it runs at a desk; under CI it gives the same answer each time.
# There is no deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("pmgen", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("pmgen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is said today as what is expected")


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
    command = [sys.executable, "-m", "pmgen", "build", "--site", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "docs/post-mortems"


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    """The window of each set of options; a new one takes twice as long as the page that is opened in it."""
    kept: dict[str, Page] = {}

    def window(**options: Any) -> Page:
        key = repr(sorted(options.items()))
        if key not in kept:
            kept[key] = browser.new_context(**options).new_page()
        return kept[key]

    yield window
    for page in kept.values():
        page.context.close()


@pytest.fixture
def opened(windows: Callable[..., Page], site: Path) -> Iterator[Opened]:
    """Opens a page of the site, or any other from its path, and fails if it complains or asks for anything elsewhere.

    With the same options it is opened in the place of the one before.
    """
    complaints: list[str] = []
    pages: dict[Page, Listeners] = {}
    homes = ["data:", site.as_uri()]

    def listeners(page: Page) -> Listeners:
        def complain(what: str) -> None:
            complaints.append(f"{page.url}: {what}")

        return {
            "console": lambda message: complain(f"console: {message.text}"),
            "pageerror": lambda error: complain(f"error: {error}"),
            "dialog": lambda dialog: complain(f"dialog: {dialog.message}"),
            "request": lambda asked: None if asked.url.startswith(tuple(homes)) else complain(f"request: {asked.url}"),
        }

    def open_(name: str | Path, size: tuple[int, int] = WIDE, fragment: str = "", **options: Any) -> Page:
        page = windows(**options)
        if page not in pages:
            pages[page] = listeners(page)
            for event, heard in pages[page].items():
                page.on(event, heard)  # type: ignore[call-overload]  # each event has an overload of its own
        homes.extend([name.parent.as_uri()] if isinstance(name, Path) else [])
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="null")
        page.goto((site / name).as_uri() + fragment)
        return page

    yield open_
    for page, heard in pages.items():
        for event, listener in heard.items():
            page.remove_listener(event, listener)
        page.mouse.move(0, 0)
        page.goto("about:blank")
    assert complaints == []


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with follow-ups, of somebody who has no settings of git but those that make it quick."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return begun(tmp_path, monkeypatch)
