"""Bad days of the machine: at any instant every page is whole, old or new, and the next build repairs the rest."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import pmgen as package
from tests.running import pmgen, started
from tests.test_build import document, put, written
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
            run = started(project, "build", "--jobs", jobs)
            assert run.returncode in (0, 1, 2)
            assert "Traceback" not in run.stderr
            verified = started(project, "verify", "site")
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


# --- outputs that cannot be written --------------------------------------------------------------------------------

FULL = Path("/dev/full")
COMMANDS = [
    "rules",
    "schema",
    "check --format json",
    "build -v",
    "followups list",
    "--help",
    "import --stdout old",
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text("")
    todo = (
        "followups: [{id: F1, action: Look, type: Alert, priority: P1, status: todo, owner: platform, due: 2026-05-01}]"
    )
    put(tmp_path, one=document("One", "2026-04-14", todo))
    (tmp_path / "old").mkdir()
    (tmp_path / "old/queue.md").write_text("# The queue was full\n")
    return tmp_path


def redirected(folder: Path, words: str, redirection: str) -> subprocess.CompletedProcess[str]:
    command = f"exec '{sys.executable}' -m pmgen {words} {redirection}"
    return subprocess.run(["/bin/sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize("words", COMMANDS)
def test_an_output_that_cannot_be_written_is_one_line_and_2(small: Path, words: str) -> None:
    assert redirected(small, words, "").returncode == 0
    for redirection, reason in ((">/dev/full", "no space left on device"), (">&-", "it is closed")):
        run = redirected(small, words, redirection)
        assert (run.returncode, run.stderr) == (2, f"error: the output cannot be written: {reason}\n")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
def test_what_cannot_be_told_does_not_change_the_exit_code(small: Path, redirection: str) -> None:
    found = [
        redirected(small, words, redirection).returncode for words in ("build", "check nosuch", "--nosuch", "check")
    ]
    assert found == [0, 2, 2, 0]
    put(small, bad=document("Bad", "2026-04-22", "followup: []", "severity: what"))
    assert redirected(small, "check", redirection).returncode == 1


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /bin/sh")
def test_no_file_takes_the_place_of_an_output_that_was_closed(small: Path) -> None:
    assert redirected(small, "build", "<&- >&- 2>&-").returncode == 0
    assert pmgen(small, "build", "--check", "--no-cache").returncode == 0
    assert pmgen(small, "verify", "site").returncode == 0


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is always full")
def test_a_list_of_changes_that_cannot_be_written_fails(small: Path) -> None:
    run = redirected(small, "build --changed-list -", ">/dev/full")
    assert (run.returncode, "the output cannot be written" in run.stderr) == (2, True)
    shutil.rmtree(small / "site")
    run = pmgen(small, "build", "--changed-list", str(FULL))
    assert (run.returncode, run.stderr.splitlines()[-1]) == (
        2,
        "error: the site is written, but not `/dev/full`: no space left on device",
    )


# --- folders that cannot be read -----------------------------------------------------------------------------------

SETPRIV = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""What makes root a person who may not read everything."""


@pytest.fixture
def closed(small: Path) -> Iterator[Path]:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may read every folder")
    yield small
    for folder in small.rglob("*/"):
        folder.chmod(0o755)


def humbly(folder: Path, *words: str) -> tuple[int, str]:
    command = [*(SETPRIV if os.geteuid() == 0 else ()), sys.executable, "-m", "pmgen", *words]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return run.returncode, run.stderr


def test_a_cache_that_cannot_be_read_is_done_without(closed: Path) -> None:
    assert pmgen(closed, "build").returncode == 0
    for path, mode in ((closed / ".pmgen-cache", 0), (closed / ".pmgen-cache/builds.sqlite", 0)):
        path.chmod(mode)
        put(closed, more=document(f"More {path.name}", "2026-04-15"))
        assert humbly(closed, "build")[0] == 0
        assert humbly(closed, "build", "--check")[0] == 0
        path.chmod(0o755)


def test_templates_that_cannot_be_read_are_named(closed: Path) -> None:
    folder = closed / "templates"
    (folder / "sub").mkdir(parents=True)
    (folder / "prose.css").write_text("")
    (folder / "notes.txt").write_text("")
    for path, named, commands in (
        (folder, "templates", (["build"], ["build", "--no-cache"], ["build", "--check"])),
        (folder / "sub", "templates", (["build"],)),
        (folder / "prose.css", "templates/prose.css", (["build"], ["build", "--no-cache"])),
    ):
        mode = path.stat().st_mode
        path.chmod(0)
        for words in commands:
            assert humbly(closed, *words) == (2, f"error: {named}: cannot be read: permission denied\n")
        path.chmod(mode)
    (folder / "notes.txt").chmod(0)
    assert humbly(closed, "build")[0] == 0
    folder.chmod(0)
    assert humbly(closed, "check")[0] == 0


def test_a_folder_of_documents_that_cannot_be_read_takes_no_page_from_the_site(closed: Path) -> None:
    folder, page = closed / "postmortems/old", closed / "site/docs/post-mortems/2020-01-01-old.html"
    folder.mkdir()
    (folder / "2020-01-01-old.md").write_text(document("Old", "2020-01-01"))
    assert pmgen(closed, "build").returncode == 0
    folder.chmod(0)
    for words in (["build"], ["check"], ["build", "--check"]):
        told = "error: the folder `postmortems/old` of post-mortems cannot be read: permission denied\n"
        assert humbly(closed, *words) == (2, told)
    assert page.is_file()


def test_a_folder_that_cannot_be_read_stops_nobody_who_names_a_file_elsewhere(closed: Path) -> None:
    folder = closed / "postmortems/old"
    folder.mkdir()
    (folder / "2020-01-01-old.md").write_text(document("Old", "2020-01-01"))
    followup = "followups: [{id: F1, action: Look, owner: platform, priority: P1}]"
    put(closed, one=document("One", "2026-04-15", followup, body="\n[old](old/2020-01-01-old.md)\n"))
    folder.chmod(0)
    told = "warning: the folder `postmortems/old` of post-mortems cannot be read: permission denied\n"
    status, said = humbly(closed, "check", "postmortems/one.md")
    assert (status, said.startswith(told)) == (1, True), said  # nobody knows what is there to link to
    related = "related: [{id: PM-2020-01-01, as: see-also}]"  # which is no mistake, though none that can be read has it
    put(closed, one=document("One", "2026-04-15", followup, related))
    assert humbly(closed, "check", "postmortems/one.md") == (0, f"{told}1 info in 1 file\n")
    assert humbly(closed, "new", "Another one")[1].startswith(f"{told}next: ")
    unsure = "warning: `postmortems/old/` cannot be read, and may hold more; `pmgen check` says why\n"
    assert humbly(closed, "followups", "start", "PM-2026-04-15#F1") == (0, unsure)
    status, said = humbly(closed, "followups", "list")
    assert (status, said.startswith(unsure)) == (1, True), said


@pytest.mark.parametrize(
    "words",
    ["check postmortems", "check .", "followups sync", "followups run -- true", "build"],
)
def test_a_folder_that_cannot_be_read_stops_whoever_asks_for_all(closed: Path, words: str) -> None:
    (closed / "postmortems/old").mkdir(mode=0)
    told = "error: the folder `postmortems/old` of post-mortems cannot be read: permission denied\n"
    assert humbly(closed, *words.split()) == (2, told)


@pytest.mark.parametrize("pattern", ["lost+found", "lost+found/*", "lost*"])
def test_a_folder_that_cannot_be_read_may_be_left_out(closed: Path, pattern: str) -> None:
    folder = closed / "postmortems/lost+found"
    folder.mkdir(mode=0)
    (closed / "pmgen.toml").write_text(f'ignore = ["{pattern}"]\n')
    assert humbly(closed, "build")[0] == 0
    assert humbly(closed, "check")[0] == 0


@pytest.mark.parametrize("to", ["nowhere", "docs", "round"])
def test_a_link_that_leads_nowhere_is_named(small: Path, to: str) -> None:
    (small / "site").mkdir()
    (small / "site/docs").symlink_to(to)
    (small / "site/round").symlink_to("docs")
    told = "error: `site/docs` is a link that leads nowhere; the site is as it was\n"
    assert (run := pmgen(small, "build")).returncode == 2
    assert run.stderr == told
    assert pmgen(small, "build", "--check").returncode == 1
    assert pmgen(small, "verify", "site").returncode == 2


def test_a_file_system_that_is_mounted_inside_of_the_site_is_named(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moved(source: str, target: str) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), source)

    monkeypatch.setattr("pmgen.writer.disk.move", moved)
    run = pmgen(small, "build")
    assert run.returncode == 2
    assert ": its folder is another file system, mounted inside of the site; mount that around" in run.stderr


# --- Ctrl-C --------------------------------------------------------------------------------------------------------

STOPPED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pmgen import check, render
setattr(*{"reading": (check, "examine"), "rendering": (render, "on_demand")}[sys.argv.pop(1)],
    lambda *given, **named: signal.raise_signal(signal.SIGINT))
from pmgen.cli import main
main()
"""


@pytest.mark.parametrize(
    ("when", "words", "says"),
    [
        ("reading", "build --jobs 1", "stopped; the site is as it was\n"),
        ("rendering", "build --jobs 1", "stopped; the site is as it was\n"),
        ("reading", "check", "stopped\n"),
        ("reading", "followups list", "stopped\n"),
    ],
)
def test_ctrl_c_says_nothing_of_the_content(small: Path, when: str, words: str, says: str) -> None:
    assert pmgen(small, "build").returncode == 0
    before = written(small)
    put(small, one=document("Other", "2026-04-14"), two=document("Two", "2026-04-15"))
    command = [sys.executable, "-c", STOPPED, when, *words.split()]
    run = subprocess.run(command, cwd=small, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", says)
    assert written(small) == before


STOPPED_EARLY = """
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Stopping:
    def find_spec(self, name, *rest):
        if name == sys.argv[1]:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Stopping())
runpy.run_module("pmgen", run_name="__main__")
"""


@pytest.mark.parametrize("module", ["pmgen.cli", "click", "pmgen.cli.commands"])
def test_ctrl_c_before_anything_has_begun_is_no_traceback(module: str) -> None:
    command = [sys.executable, "-c", STOPPED_EARLY, module, "--version"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (-signal.SIGINT, "", "")


STOPPED_BESIDE = """
import signal, sys
import click
from pmgen.__main__ import main
where, name = sys.argv.pop(1).split(".")
real = getattr(getattr(click, where), name)
def stopping(*given, **more):
    signal.raise_signal(signal.SIGTERM)
    return real(*given, **more)
setattr(getattr(click, where), name, stopping)
main()
"""


@pytest.mark.parametrize("place", ["Command.main", "Context.close", "Context.exit"])
def test_what_is_cancelled_where_nothing_is_begun_any_more_says_nothing(place: str) -> None:
    command = [sys.executable, "-c", STOPPED_BESIDE, place, "rules", "PM401"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (-signal.SIGTERM, "")


def test_whoever_insists_ends_the_first_process_of_a_container_too() -> None:
    apart = ["unshare", "--pid", "--fork"]
    if not shutil.which(apart[0]) or subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nobody may begin a container here")
    run = subprocess.run([*apart, sys.executable, "-c", INSISTED], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (143, "")


# --- a job that is cancelled ---------------------------------------------------------------------------------------

CANCELLED = """
import os, signal, sys
from pmgen.writer import build, staging
when, number, times = sys.argv.pop(1), int(sys.argv.pop(1)), int(sys.argv.pop(1))
module, name = {"staging": (build, "stage"), "placing": (build, "put_in_place")}[when]
real, made = getattr(module, name), []
def stopped(*given):
    done = real(*given)
    made.append(done)
    if len(made) == (5 if when == "staging" else 1):
        for _ in range(times):
            os.kill(os.getpid(), number)
    return done
setattr(module, name, stopped)
from pmgen.cli import main
main()
"""
IGNORING = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{CANCELLED}"


def cancelled(
    folder: Path, when: str, number: signal.Signals, times: int = 1, code: str = CANCELLED
) -> subprocess.CompletedProcess[str]:
    words = [when, str(int(number)), str(times), "build", "--jobs", "1", "--no-cache"]
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("times", [1, 2])
def test_a_build_that_is_cancelled_leaves_nothing_and_says_how_the_site_is(
    small: Path, number: signal.Signals, times: int
) -> None:
    assert pmgen(small, "build").returncode == 0
    before = written(small)
    put(small, two=document("Two", "2026-04-15"))
    run = cancelled(small, "staging", number, times)
    assert (run.returncode, run.stdout, run.stderr) == (128 + number, "", "stopped; the site is as it was\n")
    assert written(small) == before


def test_a_build_that_is_cancelled_while_files_are_put_in_place_says_so(small: Path) -> None:
    run = cancelled(small, "placing", signal.SIGTERM)
    assert run.returncode == 143
    assert "each file is whole, and the next build repairs the site" in run.stderr


def test_all_processes_of_a_build_may_be_told_that_it_is_cancelled(small: Path) -> None:
    for day in range(10, 28):
        put(small, **{f"on-{day}": document(f"On {day}", f"2026-05-{day}")})
    command = [sys.executable, "-m", "pmgen", "build", "--jobs", "2", "--no-cache"]
    with subprocess.Popen(command, cwd=small, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        staging = small / "site/docs/post-mortems/.pmgen-staging"
        while not staging.exists() and run.poll() is None:
            pass  # a build says nothing of how far it is
        os.killpg(run.pid, signal.SIGTERM)
        _, told = run.communicate(timeout=30)
    assert (run.returncode, told) == (143, "stopped; the site is as it was\n")
    assert not (small / "site").exists()


def test_what_is_told_to_ignore_the_end_of_its_terminal_goes_on(small: Path) -> None:
    run = cancelled(small, "staging", signal.SIGHUP, code=IGNORING)
    assert run.returncode == 0, run.stderr


INSISTED = """
import signal, time
from pmgen.cli import stopping
stopping._PATIENCE = 0.0
with stopping.heard():
    try:
        signal.raise_signal(signal.SIGTERM)
    finally:
        time.sleep(0.01)
        signal.raise_signal(signal.SIGTERM)
"""


def test_whoever_insists_ends_what_does_not_come_to_its_end() -> None:
    run = subprocess.run([sys.executable, "-c", INSISTED], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (-signal.SIGTERM, "")
