"""Bad days of the machine: at any instant every page is whole, old or new, and the next build repairs the rest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import pmgen as package
from tests.test_build import document, pmgen, put, written
from tests.test_writer import expected, tree
from tests.writing import write

ONE = {f"{number}.html": bytes([65 + number]) * 20_000 for number in range(20)} | {"old.html": b"old"}
TWO = {f"{number}.html": bytes([97 + number]) * 30_000 for number in range(20)} | {"new.html": b"new"}

ENDLESS = """
import sys
from pathlib import Path
from tests.test_faults import ONE, TWO
from tests.writing import write
print(flush=True)
while True:
    for files in (TWO, ONE):
        write(Path(sys.argv[1]), list(files), files.items())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_every_page_is_whole_while_builds_are_killed_at_any_instant(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, list(ONE), ONE.items())
    for reads in range(10, 250, 23):
        command = [sys.executable, "-c", ENDLESS, str(site)]
        environment = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout
            child.stdout.readline()
            for read in range(reads):
                name = f"{read % 20}.html"
                assert (site / name).read_bytes() in (ONE[name], TWO[name])
            child.kill()
        for path in site.glob("*.html"):
            assert path.read_bytes() in (ONE.get(path.name), TWO.get(path.name)), path.name
        write(site, list(ONE), ONE.items())
        assert tree(site) == expected(ONE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text("")
    put(tmp_path, **{f"d{number}": text(number, "first") for number in range(12)})
    for number in range(12):
        (tmp_path / f"postmortems/i{number}.png").write_bytes(b"first")
    return tmp_path


def text(number: int, word: str) -> str:
    body = f"\n## {word}\n\n![{word}](i{number}.png) {word * 500}\n"
    return document(f"{word} {number}", "2026-04-14", f"id: PM-{number}", body=body)


def test_a_source_that_changes_and_vanishes_meanwhile_never_makes_half_a_site(project: Path) -> None:
    source, done = project / "postmortems", threading.Event()
    assert pmgen(project, "build").returncode == 0

    def change() -> None:
        turn = 0
        while not done.is_set():
            turn += 1
            number = turn % 12
            put(project, **{f"d{number}": text(number, f"turn{turn}")})
            (source / f"i{number}.png").unlink()
            (source / f"i{number}.png").write_bytes(os.urandom(turn % 7 * 50_000))

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for jobs in ("1", "2", "1", "2"):
            run = pmgen(project, "build", "--jobs", jobs)
            assert run.returncode in (0, 1, 2)
            assert "Traceback" not in run.stderr
            verified = pmgen(project, "verify", "site")
            assert verified.returncode == 0, verified.stdout
    finally:
        done.set()
        thread.join()
    assert pmgen(project, "build").returncode == 0
    assert pmgen(project, "build", "--check").returncode == 0


def test_a_clock_that_goes_back_hides_no_change(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    page = project / "postmortems/d3.md"
    before = page.stat()
    page.write_text(page.read_text().replace("first", "other"))
    for path in (page, project / "postmortems", project / "site"):
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns - 10**15))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert pmgen(project, "build").returncode == 0
    assert b"other" in written(project)["docs/post-mortems/d3.html"]


def test_builds_at_once_leave_one_whole_site(project: Path) -> None:
    command = [sys.executable, "-m", "pmgen", "build"]
    running = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for each in running:
        _, errors = each.communicate()
        assert each.returncode == 0 or "another build is writing to `" in errors
        assert "Traceback" not in errors
    assert 0 in [each.returncode for each in running]
    assert pmgen(project, "build", "--check").returncode == 0
    assert pmgen(project, "verify", "site").returncode == 0
