"""What builds remember: the site is never another one for it, and whatever happens to the memory, the build goes on."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pmgen import check
from pmgen.cache import Cache
from pmgen.cli import group
from pmgen.cli.builds import building, outputs
from pmgen.cli.builds import site as steps
from pmgen.cli.documents import caching, examining, files, knowing, shelf
from pmgen.plan import Incident, SitePlan
from pmgen.render.incident import incident_page
from pmgen.search import coding, rows
from pmgen.writer import marks
from tests.test_build import document

Build = Callable[..., Result]
CACHE = ".pmgen-cache/builds.sqlite"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """`pmgen build` in a project of three documents."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmgen.toml").write_text('title = "A small house"\n')
    source = tmp_path / "postmortems"
    source.mkdir()
    (source / "dns.md").write_text(document("DNS gone", "2026-04-14", "services: [dns]", body="\nSee [it](nfs.md).\n"))
    (source / "nfs.md").write_text(document("NFS gone", "2026-04-15", "services: [nfs, dns]", "tags: [disk]"))
    (source / "vault.md").write_text(document("Vault gone", "2025-02-01", "related: [{id: PM-2026-04-14}]"))

    def run(*words: str) -> Result:
        result = CliRunner().invoke(group, ["build", *words])
        assert result.exit_code == 0, result.output
        return result

    return run


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built_anew(build: Build, folder: Path) -> dict[str, bytes]:
    build("--no-cache", "--jobs", "1", "--site", str(folder / "anew"))
    found = written(folder / "anew")
    shutil.rmtree(folder / "anew")
    return found


def test_a_second_build_writes_nothing_and_says_the_same(build: Build) -> None:
    first = build()
    second = build()
    assert "0 files written" in second.output
    assert first.output.partition(" · ")[0] == second.output.partition(" · ")[0]


def test_what_is_remembered_stays_out_of_the_repository(build: Build, tmp_path: Path) -> None:
    build()
    assert (tmp_path / ".pmgen-cache/.gitignore").read_text() == "*\n"
    build("--no-cache", "--site", "other")
    assert not [path for path in (tmp_path / "other").rglob("*") if "cache" in path.name]


@pytest.mark.parametrize("there", [None, ""])
def test_git_is_told_to_ignore_a_folder_that_a_full_disk_has_left_half_made(tmp_path: Path, there: str | None) -> None:
    folder = tmp_path / ".pmgen-cache"
    folder.mkdir()
    if there is not None:
        (folder / ".gitignore").write_text(there)
    Cache(folder).write({b"key": b"data"})
    assert (folder / ".gitignore").read_text() == "*\n"


def test_what_somebody_has_written_for_git_stays(tmp_path: Path) -> None:
    folder = tmp_path / ".pmgen-cache"
    folder.mkdir()
    (folder / ".gitignore").write_text("# kept by us\n")
    Cache(folder).write({b"key": b"data"})
    assert (folder / ".gitignore").read_text() == "# kept by us\n"


def test_no_cache_remembers_nothing(build: Build, tmp_path: Path) -> None:
    build("--no-cache")
    assert not (tmp_path / ".pmgen-cache").exists()


def edit(path: Path, chance: random.Random) -> None:
    path.write_text(path.read_text() + f"\nWord {chance.randrange(9)}, and [another]({chance.choice('abc')}.md).\n")


def mend(path: Path, chance: random.Random) -> None:
    path.write_text(path.read_text().partition("\nWord")[0].partition("\nLike")[0].replace("related", "x-related"))


def retitle(path: Path, chance: random.Random) -> None:
    path.write_text(path.read_text().replace("title: ", f"title: {chance.choice('XYZ')} "))


def add(path: Path, chance: random.Random) -> None:
    name, day = chance.choice("abc"), f"2026-0{chance.randrange(1, 9)}-03"
    text = document(f"New {name}", day, f"id: PM-{name}", body=f"\nLike [this]({path.name}).\n")
    path.with_stem(name).write_text(text)


def rename(path: Path, chance: random.Random) -> None:
    path.rename(path.with_stem(f"{path.stem[:8]}{chance.randrange(9)}"))


def delete(path: Path, chance: random.Random) -> None:
    if len(list(path.parent.iterdir())) > 2:
        path.unlink()


def touch(path: Path, chance: random.Random) -> None:
    path.write_text(path.read_text())


def settings(path: Path, chance: random.Random) -> None:
    (path.parents[1] / "pmgen.toml").write_text(f'title = "House {chance.randrange(3)}"\n')


def template(path: Path, chance: random.Random) -> None:
    (path.parents[1] / "templates").mkdir(exist_ok=True)
    (path.parents[1] / "templates/404.html").write_text(f"<p>{chance.randrange(3)}</p>")


def spoil(path: Path, chance: random.Random) -> None:
    pages = sorted((path.parents[1] / "site").rglob("*.html"))
    chance.choice(pages).write_text("another hand was here")


CHANGES = [edit, edit, mend, mend, retitle, add, add, rename, delete, touch, settings, template, spoil]


def said(result: Result) -> list[str]:
    """What a build says, without how much it did and how long that took."""
    return [line for line in result.output.splitlines() if " · " not in line]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every project is taken for one of thousands of documents, of which two processes do the work."""
    monkeypatch.setattr(building, "_LARGE", 1)
    monkeypatch.setattr(examining, "_WORTH_IT", 1)
    monkeypatch.setattr(knowing, "_ENOUGH", 1)
    monkeypatch.setattr(examining, "processes", lambda jobs: jobs or 2)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that this process has looked at."""
    found: list[str] = []
    one = examining._examine_one

    def examine(*what: Any) -> Any:
        found.append(what[-1])
        return one(*what)

    monkeypatch.setattr(examining, "_examine_one", examine)
    return found


def test_random_changes_give_the_site_that_a_build_without_memory_gives(build: Build, tmp_path: Path) -> None:
    compare_after_random_changes(build, tmp_path)


@pytest.mark.usefixtures("large")
def test_random_changes_of_a_large_site_give_that_site_too(build: Build, tmp_path: Path) -> None:
    compare_after_random_changes(build, tmp_path)


def compare_after_random_changes(build: Build, tmp_path: Path) -> None:
    chance = random.Random(20260422)
    build()
    good = 0
    for _ in range(40):
        path = chance.choice(sorted((tmp_path / "postmortems").iterdir()))
        change = chance.choice(CHANGES)
        change(path, chance)
        remembering = CliRunner().invoke(group, ["build"])
        anew = CliRunner().invoke(group, ["build", "--no-cache", "--jobs", "1", "--site", "anew"])
        assert (remembering.exit_code, said(remembering)) == (anew.exit_code, said(anew)), change
        if anew.exit_code == 0:
            good += 1
            assert written(tmp_path / "site") == written(tmp_path / "anew"), change
    assert good > 10


def test_one_changed_document_is_the_only_one_that_is_looked_at_again(build: Build, tmp_path: Path) -> None:
    build()
    before = written(tmp_path / "site")
    path = tmp_path / "postmortems/vault.md"
    path.write_text(path.read_text() + "\nMore words.\n")
    build()
    after = written(tmp_path / "site")
    changed = {name.rpartition("/")[2] for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in changed if name.endswith(".html")} == {"vault.html", "index.html"}


def test_no_page_is_made_anew_but_those_that_tell_of_what_has_changed(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(incident: Incident, *what: Any) -> Any:
        made.append(incident.path)
        return incident_page(incident, *what)

    made: list[str] = []
    for number in range(1, 8):
        text = document(f"Number {number}", f"2026-05-0{number}", f"id: PM-{number}")
        (tmp_path / f"postmortems/n{number}.md").write_text(text)
    build()
    with monkeypatch.context() as patch:
        patch.setattr("pmgen.render.incident.incident_page", page)
        (tmp_path / "postmortems/new.md").write_text(document("New", "2026-05-04", "id: PM-new"))
        build()
        assert sorted(made) == ["n3.md", "n4.md", "new.md"]
        patch.setattr("pmgen.render.insights.insights_page", lambda *_: made.append("insights.html"))
        path = tmp_path / "postmortems/n7.md"
        path.write_text(path.read_text() + "\nAs in [another](new.md).\n")
        build()
        assert made[3:] == ["n7.md"], "what is told of all is told by front matter"
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


def test_where_something_of_another_document_leads_changes_with_what_is_there(build: Build, tmp_path: Path) -> None:
    front = (
        "services: [dns]\nlint: {ignore: [{rule: PM504, reason: it will come}]}\n"
        "followups: [{id: F1, action: 'As in [it](new.md)'}]"
    )
    (tmp_path / "postmortems/told.md").write_text(document("Told", "2026-05-01", f"id: PM-told\n{front}"))
    for _ in range(2):
        build()
        assert written(tmp_path / "site") == built_anew(build, tmp_path)
        (tmp_path / "postmortems/new.md").write_text(document("New", "2026-04-01", "id: PM-new"))


def test_a_large_memory_keeps_what_one_build_needs_and_no_more(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> int:
        with contextlib.closing(sqlite3.connect(tmp_path / CACHE)) as connection:
            return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])

    def examine(*what: Any) -> Any:
        looked.append(what[-1])
        return one(*what)

    looked: list[str] = []
    one = examining._examine_one
    monkeypatch.setattr(examining, "_examine_one", examine)
    build()
    number = rows()
    build("--base-url", "https://example.org")
    assert rows() > number
    monkeypatch.setattr("pmgen.cache._LARGE", 1_000)
    path = tmp_path / "postmortems/nfs.md"
    for word in ("more", "and more"):
        looked.clear()
        path.write_text(path.read_text() + word)
        build()
        assert looked == ["nfs.md"]
        assert rows() == number


@pytest.mark.parametrize("made_up", [None, b"\xc0", b"\x90", b"\x91\xc0"])
def test_many_documents_are_known_by_what_is_kept_of_some_together(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looked: list[str], made_up: bytes | None
) -> None:
    groups: dict[bytes, list[bytes]] = {}
    find = knowing._groups

    def grouped(places: Any) -> dict[bytes, list[bytes]]:
        found = find(places)
        groups.update(found)
        return found

    monkeypatch.setattr(knowing, "_ENOUGH", 1)
    monkeypatch.setattr(knowing, "_groups", grouped)
    build()
    with sqlite3.connect(tmp_path / CACHE) as rows:
        rows.executemany("DELETE FROM kept WHERE key = ?", ((key,) for some in groups.values() for key in some))
        for key in groups if made_up is not None else ():
            assert made_up is not None
            row = hashlib.sha256(key + made_up).digest(), made_up, key
            rows.execute("UPDATE kept SET digest = ?, data = ? WHERE key = ?", row)
    rows.close()
    looked.clear()
    (tmp_path / "postmortems/new.md").write_text(document("New", "2026-05-01"))
    build()
    if made_up is None:
        assert "new.md" in looked
        assert len(looked) < 3  # another one may happen to be in its group
    else:
        assert sorted(looked) == ["dns.md", "new.md", "nfs.md", "vault.md"]
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


@pytest.mark.parametrize("harm", ["garbage", "empty", "a bit", "foreign", "a folder", "cut"])
def test_a_damaged_memory_is_noticed(build: Build, tmp_path: Path, harm: str) -> None:
    build()
    cache = tmp_path / CACHE
    data = cache.read_bytes()
    if harm == "garbage":
        cache.write_bytes(b"not a database " * 999)
    elif harm == "empty":
        cache.write_bytes(b"")
    elif harm == "cut":
        cache.write_bytes(data[: len(data) // 2])
    elif harm == "a bit":
        place = data.index(b"Vault gone")
        cache.write_bytes(data[:place] + b"F" + data[place + 1 :])
    elif harm == "a folder":
        cache.unlink()
        cache.mkdir()
    else:
        cache.unlink()
        with sqlite3.connect(cache) as other:
            other.execute("CREATE TABLE kept (a, b)")
    path = tmp_path / "postmortems/dns.md"
    path.write_text(path.read_text() + "\nMore words.\n")
    build()
    assert written(tmp_path / "site") == built_anew(build, tmp_path)
    assert "Fault gone" not in "".join(map(str, written(tmp_path / "site").values()))


@pytest.mark.parametrize("gone", ["words", "whole"])
@pytest.mark.parametrize("made_up", [None, b"\xc0", b"\x93\x01\x02\x03"])
def test_what_a_page_needs_may_be_gone_or_made_up(
    build: Build, tmp_path: Path, gone: str, made_up: bytes | None
) -> None:
    build()
    with sqlite3.connect(tmp_path / CACHE) as rows:
        some = [key for (key,) in rows.execute("SELECT key FROM kept") if gone.encode() in (key[:5], key[-5:])]
        assert len(some) == 3
        for key in some:
            rows.execute("DELETE FROM kept WHERE key = ?", (key,))
            if made_up is not None:
                digest = hashlib.sha256(key + made_up).digest()
                rows.execute("INSERT INTO kept VALUES (?, ?, ?)", (key, digest, made_up))
    rows.close()
    template(tmp_path / "postmortems/dns.md", random.Random(1))
    build()
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


def test_a_document_that_changes_under_the_build_stops_it(build: Build, tmp_path: Path) -> None:
    build()
    good = written(tmp_path / "site")
    with sqlite3.connect(tmp_path / CACHE) as rows:
        rows.execute("DELETE FROM kept WHERE length(key) > 32")
    rows.close()
    (tmp_path / "postmortems/new.md").write_text(document("New", "2026-05-01"))
    changed = document("NFS back", "2026-04-15").encode()
    before = files.read

    def read(path: Path, *words: object, **more: object) -> bytes | str:
        return changed if path.name == "nfs.md" else before(path, *words, **more)  # type: ignore[arg-type]  # as it was

    with pytest.MonkeyPatch.context() as patch:
        # Whether the build looks into a file that it knows depends on how soon it follows the one before.
        patch.setattr(caching, "is_settled", lambda *_: True)
        patch.setattr(files, "read", read)
        result = CliRunner().invoke(group, ["build"])
    assert result.exit_code == 2
    assert result.output == "error: `nfs.md` was changed while the site was built; build it again\n"
    assert written(tmp_path / "site") == good


def test_what_is_too_much_for_the_memory_goes_to_a_disk(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = built_anew(build, tmp_path)
    monkeypatch.setattr(shelf, "_IN_MEMORY", 0)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "postmortems"))
    for words in (["--no-cache", "--jobs", "1"], ["--no-cache", "--jobs", "2"], ["--jobs", "2"]):
        build(*words, "--site", "another")
        assert written(tmp_path / "another") == good
        shutil.rmtree(tmp_path / "another")
    assert sorted(path.name for path in (tmp_path / "postmortems").iterdir()) == ["dns.md", "nfs.md", "vault.md"]


@pytest.mark.parametrize(("words", "advice"), [([], "`--no-cache`"), (["--no-cache"], "`TMPDIR`")])
def test_a_full_disk_is_said_and_the_site_stays(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], advice: str
) -> None:
    build()
    good = written(tmp_path / "site")
    edit(tmp_path / "postmortems/dns.md", random.Random(1))

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shelf, "_IN_MEMORY", 0)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    result = CliRunner().invoke(group, ["build", *words])
    assert (result.exit_code, advice in result.output) == (2, True), result.output
    assert "no room for what was read of the documents: no space left on device" in result.output
    assert written(tmp_path / "site") == good


def test_nothing_goes_on_after_a_build_that_failed(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    for number in range(50):
        path = tmp_path / f"postmortems/n{number}.md"
        path.write_text(document(f"Number {number}", "2026-04-14", f"id: PM-{number}"))
    program = (
        "import sys, tempfile; from pmgen.cli import main; from pmgen.cli.documents import shelf; "
        "shelf._IN_MEMORY = 0; "
        "tempfile.TemporaryFile = lambda **_: open('/dev/full', 'wb', buffering=0); main()"
    )
    command = [sys.executable, "-c", program, "build", "--no-cache", "--jobs", "2"]
    # Whoever still runs holds the pipe open.
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2
    assert "no room for what was read of the documents" in run.stderr


@pytest.mark.usefixtures("large")
def test_a_file_that_is_spoilt_while_a_large_site_is_planned_is_put_right_by_the_next_build(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "_TICK", 0)  # so little time passes here that nothing would be believed
    build()
    page, plan_site = tmp_path / "site/docs/post-mortems/nfs.html", steps.plan_site

    def meanwhile(*args: Any) -> SitePlan:
        page.write_bytes(page.read_bytes().replace(b"NFS", b"DNS"))  # as long as before
        return plan_site(*args)

    @contextlib.contextmanager
    def at_once(work: Callable[[], Any], jobs: int) -> Iterator[Callable[[], Any]]:
        # Whoever works apart is as fast as can be: the glance is over before the page is spoilt.
        found = work()
        yield lambda: found

    with monkeypatch.context() as patch:
        patch.setattr(steps, "plan_site", meanwhile)
        patch.setattr(building, "apart", at_once)
        document = tmp_path / "postmortems/vault.md"
        document.write_text(document.read_text() + "\nMore words.\n")
        build()
    good = built_anew(build, tmp_path)
    build()
    assert written(tmp_path / "site") == good


def test_lists_that_another_pmgen_has_written_are_not_mended(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    lists = importlib.import_module("pmgen.search.lists")  # a function of this name is in front of it
    monkeypatch.setattr(lists, "coded", lambda numbers: f"{coding.coded(numbers)}A")
    monkeypatch.setattr("pmgen.cli.documents.caching._code", lambda: "another one")
    build()
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


def test_a_row_that_no_build_has_written_is_no_traceback(build: Build, tmp_path: Path) -> None:
    build()
    forged = 0
    with sqlite3.connect(tmp_path / CACHE) as rows:
        for key, row in rows.execute("SELECT key, data FROM kept WHERE length(key) = 32").fetchall():
            data = row
            for name in (b"\xadfollowup_list", b"\xa5terms\xd9\x40"):
                at = data.find(name) + len(name)
                if at >= len(name):
                    data = data[:at] + b"\xc1" + data[at + 1 :]
                    forged += 1
            digest = hashlib.sha256(key + data).digest()
            rows.execute("UPDATE kept SET digest = ?, data = ? WHERE key = ?", (digest, data, key))
    rows.close()
    assert forged >= 3
    path = tmp_path / "postmortems/dns.md"
    path.write_text(path.read_text() + "\nMore words.\n")
    result = CliRunner().invoke(group, ["build"])
    assert result.exit_code in (0, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception


def test_a_changed_page_is_put_right_without_making_the_others(build: Build, tmp_path: Path) -> None:
    build()
    page = tmp_path / "site/docs/post-mortems/vault.html"
    whole = page.read_bytes()
    for _ in range(2):
        page.write_bytes(whole.replace(b"Vault", b"Fault"))
        assert "1 file written" in build().output
        assert page.read_bytes() == whole
        assert "0 files written" in build().output  # which remembers what it had to read


@pytest.mark.parametrize("kind", ["incidents", "words", "index"])
@pytest.mark.parametrize("gone", [False, True])
def test_a_file_of_the_search_is_put_right_while_others_change(
    build: Build, tmp_path: Path, kind: str, gone: bool
) -> None:
    build()
    (path,) = (tmp_path / "site/docs/post-mortems/assets/search").glob(f"{kind}*.js")
    if gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"0", b"1"))
    changed = tmp_path / "postmortems/dns.md"
    changed.write_text(changed.read_text() + "\nMore and other words.\n")
    build()
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


@pytest.mark.parametrize("name", ["feed.json", "feed.xml", "services/dns.json", "services/dns.xml", "followups.csv"])
def test_any_one_file_that_is_gone_is_put_right(build: Build, tmp_path: Path, name: str) -> None:
    build()
    (tmp_path / "site/docs/post-mortems" / name).unlink()
    assert "1 file written" in build().output
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


def test_a_build_with_another_config_while_one_reads_changes_nothing_there(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "postmortems/dns.md"
    path.write_text(
        document("DNS gone", "2026-04-14", "services: [dns]", "followups: [{id: F1, action: Do it, priority: P1}]")
    )
    build()
    path.write_text(path.read_text() + "\nMore words.\n")
    weigh, config = check.weigh, tmp_path / "pmgen.toml"

    def meanwhile(*args: Any) -> Any:
        monkeypatch.setattr(check, "weigh", weigh)
        before = config.read_text()
        config.write_text(before + "[due_days]\nP0 = 1\nP1 = 2\nP2 = 3\nP3 = 4\n")
        build()
        config.write_text(before)
        return weigh(*args)

    monkeypatch.setattr(check, "weigh", meanwhile)
    build()
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


def test_what_the_list_says_is_not_said_again_for_a_change_of_others(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(100):
        text = document(f"Number {number}", f"2026-05-{number % 28 + 1:02}", f"id: PM-{number}")
        (tmp_path / f"postmortems/n{number:03}.md").write_text(text)
    build()
    said: list[str] = []

    def row(incident: Incident, site: SitePlan) -> tuple[object, ...]:
        said.append(incident.path)
        return rows.row(incident, site)

    monkeypatch.setattr("pmgen.search.row", row)
    path = tmp_path / "postmortems/vault.md"  # the oldest
    path.write_text(path.read_text() + "\nMore words.\n")
    build()
    assert not said
    path.write_text(path.read_text().replace("Vault", "Fault"))
    build()
    assert len(said) == 64
    assert written(tmp_path / "site") == built_anew(build, tmp_path)


@pytest.mark.parametrize("again", [False, True])
def test_what_is_changed_before_a_build_has_remembered_it_is_put_right(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    if again:
        build()
        path = tmp_path / "postmortems/vault.md"
        path.write_text(path.read_text().replace("Vault", "Fault"))
    pages = [tmp_path / "site/docs/post-mortems" / name for name in ("vault.html", "dns.html")]
    record, whole = outputs.record, []

    def meddled(*args: Any) -> dict[bytes, bytes]:
        for page in pages:
            whole.append(page.read_bytes())
            page.write_bytes(whole[-1].replace(b"gone", b"done"))
        return record(*args)

    monkeypatch.setattr(marks, "_TICK", 0)  # so little time passes here that nothing would be believed
    monkeypatch.setattr(outputs, "record", meddled)
    build()
    monkeypatch.setattr(outputs, "record", record)
    assert [page.read_bytes() for page in pages] != whole
    build()
    assert [page.read_bytes() for page in pages] == whole


def test_a_file_of_somebody_else_is_named_though_nothing_has_changed(build: Build, tmp_path: Path) -> None:
    build()
    (tmp_path / "site/docs/post-mortems/notes.txt").write_text("mine")
    assert "left alone: site/docs/post-mortems/notes.txt" in build().output


def test_warnings_are_told_again(build: Build, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/dns.md"
    path.write_text(path.read_text() + "\n## Empty\n\n## Words\n\nSome.\n")
    first, second = build(), build()
    assert "PM5" in first.output
    assert said(first) == said(second)


def test_two_audiences_of_one_project_do_not_share_a_site(build: Build, tmp_path: Path) -> None:
    build()
    build("--site", "elsewhere", "--base-url", "https://example.org")
    assert (tmp_path / "elsewhere/docs/post-mortems/sitemap.xml").is_file()
    assert "0 files written" in build().output


def test_a_check_says_the_same_whether_it_remembers_or_not(build: Build, tmp_path: Path) -> None:
    for number in range(45):
        more = ["followups:", "  - {id: F1, action: a, priority: P0}", "  - {id: F2, action: b, done: {note: x}}"]
        text = document(f"Incident {number}", "2025-05-05", f"id: PM-{number}", *more, body="\n## Empty\n")
        (tmp_path / f"postmortems/many-{number}.md").write_text(text)
    first = CliRunner().invoke(group, ["check", "--format", "json"])
    assert (tmp_path / CACHE).is_file()
    second = CliRunner().invoke(group, ["check", "--format", "json"])
    (tmp_path / "postmortems/many-1.md").write_text(document("Another", "2025-05-05", "id: PM-1"))
    third = CliRunner().invoke(group, ["check", "--format", "json"])
    assert "PM402" in first.stdout
    assert first.stdout == second.stdout
    assert len(third.stdout) < len(first.stdout)
    (tmp_path / CACHE).unlink()
    assert CliRunner().invoke(group, ["check", "--format", "json"]).stdout == third.stdout


@pytest.mark.parametrize("made_up", [None, b"\xc0", b"\x91\xc0"])
def test_a_second_check_finds_no_place_again_but_those_of_fixes_and_of_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build: Build, made_up: bytes | None
) -> None:
    for number in range(45):
        text = document(f"Incident {number}", "2025-05-05", f"id: PM-{number}", body="\n## Empty\n")
        text = text.replace("SEV2", "sev2") if number == 7 else text
        (tmp_path / f"postmortems/many-{number:02}.md").write_text(text)
    placed: list[str] = []
    place = check.at_their_places

    def at_their_places(examined: Any, problems: Any) -> Any:
        placed.append(examined.shown.rpartition("/")[2])
        return place(examined, problems)

    monkeypatch.setattr(check, "at_their_places", at_their_places)
    before = CliRunner().invoke(group, ["check"])
    assert len(placed) >= 45
    changed = tmp_path / "postmortems/many-03.md"
    changed.write_text(changed.read_text().replace("status:", "tags: [disk]\nstatus:"))
    if made_up is not None:
        with sqlite3.connect(tmp_path / CACHE) as rows:
            for (key,) in rows.execute("SELECT key FROM kept WHERE length(data) < 600").fetchall():
                row = hashlib.sha256(key + made_up).digest(), made_up, key
                rows.execute("UPDATE kept SET digest = ?, data = ? WHERE key = ?", row)
        rows.close()
    placed.clear()
    after = CliRunner().invoke(group, ["check"])
    if made_up is None:
        assert placed == ["many-03.md", "many-07.md"]
    (tmp_path / CACHE).unlink()
    assert after.output == CliRunner().invoke(group, ["check"]).output != before.output
