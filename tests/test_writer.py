from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pmgen
from pmgen.values import replace
from pmgen.writer import MANIFEST, Difference, Outcome, WriteRefused, compare, disk, glance, manifest, opened
from tests.writing import write

Files = dict[str, bytes]

STAGING = ".pmgen-staging"
OLD: Files = {
    "assets/old.css": b"p{}",
    "index.html": b"<p>old",
    "feed.xml": b"<feed/>",
    "gone/2025/a.html": b"<p>gone",
    "same.html": b"<p>same",
}
NEW: Files = {
    "assets/new.css": b"q{}",
    "index.html": b"<p>new and longer",
    "feed.xml": b"<new_/>",
    "tags/dns.html": b"<p>dns",
    "same.html": b"<p>same",
}
AS_IT_WAS = "the site is as it was"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def build(folder: Path, files: Mapping[str, bytes]) -> Outcome:
    return replace(write(folder, list(files), files.items()), entries={}, made={})


def tree(folder: Path) -> Files:
    """Everything in a folder: the bytes of each file, the target of each link, and each folder as `name/`."""
    found: Files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = bytes(path.readlink())
        elif path.is_dir():
            found[f"{name}/"] = b""
        else:
            found[name] = path.read_bytes()
    return found


def expected(files: Mapping[str, bytes], foreign: Mapping[str, bytes] | None = None) -> Files:
    """The tree of a finished build."""
    listed = manifest((path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items())
    everything = {**files, **(foreign or {}), MANIFEST: listed}
    folders = {f"{above}/": b"" for path in everything for above in Path(path).parents if above.name}
    return {**{name.replace(os.sep, "/"): data for name, data in folders.items()}, **everything}


def rendering(files: Mapping[str, bytes], fail_after: int) -> Iterator[tuple[str, bytes]]:
    """Files that render one after the other, until one does not."""
    for number, item in enumerate(files.items()):
        if number == fail_after:
            break
        yield item
    raise LookupError("a template fails")


def refusal(folder: Path, files: Mapping[str, bytes]) -> WriteRefused:
    """The refusal to build, after a look that it has changed nothing."""
    before = tree(folder)
    with pytest.raises(WriteRefused) as caught:
        build(folder, files)
    assert tree(folder) == before
    return caught.value


# A build that works


def test_a_site_is_written_into_folders_that_do_not_exist_yet(tmp_path: Path) -> None:
    folder = tmp_path / "site" / "docs" / "post-mortems"
    outcome = build(folder, NEW)
    everything = (*sorted([*NEW, MANIFEST]),)
    assert outcome == Outcome(written=everything, unchanged=(), removed=(), foreign=(), added=everything)
    assert tree(folder) == expected(NEW)


def test_a_changed_site_replaces_the_old_one(site: Path) -> None:
    build(site, OLD)
    assert build(site, NEW) == Outcome(
        written=("assets/new.css", "feed.xml", "index.html", "manifest.json", "tags/dns.html"),
        unchanged=("same.html",),
        removed=("assets/old.css", "gone/2025/a.html"),
        foreign=(),
        added=("assets/new.css", "tags/dns.html"),
    )
    assert tree(site) == expected(NEW)


def test_an_unchanged_site_is_not_touched(site: Path) -> None:
    build(site, NEW)
    for path in site.rglob("*"):
        os.utime(path, (1, 1))
    os.utime(site, (1, 1))
    with failing(0, "killed") as asked:
        assert build(site, NEW) == Outcome((), (*sorted([*NEW, MANIFEST]),), (), ())
    assert asked == []
    assert {path.stat().st_mtime for path in [site, *site.rglob("*")]} == {1}


def test_only_what_changed_is_written(site: Path) -> None:
    build(site, NEW)
    os.utime(site / "feed.xml", (1, 1))
    assert build(site, {**NEW, "index.html": b"<p>other"}).written == ("index.html", MANIFEST)
    assert (site / "feed.xml").stat().st_mtime == 1


def test_a_file_changed_or_lost_on_disk_is_written_again(site: Path) -> None:
    build(site, NEW)
    (site / "index.html").write_bytes(NEW["index.html"].swapcase())
    (site / "tags" / "dns.html").unlink()
    assert build(site, NEW).written == ("index.html", "tags/dns.html")
    assert tree(site) == expected(NEW)


def test_an_empty_site_is_a_site(site: Path) -> None:
    build(site, OLD)
    assert build(site, {}).removed == tuple(sorted(OLD))
    assert tree(site) == {MANIFEST: b'{\n  "schema": 1,\n  "files": []\n}\n'}


def test_names_outside_ascii_stay_as_they_are(site: Path) -> None:
    files = {"tags/zoë.html": b"<p>", "2026 été/données.html": b"<p>"}
    build(site, files)
    assert tree(site) == expected(files)
    assert build(site, files).written == ()


def test_modes_follow_the_umask_and_bytes_do_not(site: Path) -> None:
    before = os.umask(0o027)
    try:
        build(site, {"tags/a.html": b"\r\n\n\x00\xff"})
    finally:
        os.umask(before)
    page = site / "tags" / "a.html"
    assert page.read_bytes() == b"\r\n\n\x00\xff"
    assert [path.stat().st_mode & 0o777 for path in (page, site / MANIFEST, site / "tags", site)] == [
        0o640,
        0o640,
        0o750,
        0o750,
    ]


def test_files_are_taken_one_by_one(site: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        for path in paths:
            in_staging = len(list((site / STAGING).iterdir())) if (site / STAGING).exists() else 0
            waiting.append(in_staging)
            yield path, path.encode()

    waiting: list[int] = []
    paths = [f"{number}.html" for number in range(5)]
    write(site, paths, files())
    assert waiting == [0, 1, 2, 3, 4]


# The manifest


def test_the_manifest_has_a_line_for_each_file_but_itself() -> None:
    files = [("tags/été.html", 0, "e3b0"), ("index.html", 12, "a1b2")]
    assert manifest(files).decode() == (
        '{\n  "schema": 1,\n  "files": [\n'
        '    {"path": "index.html", "size": 12, "sha256": "a1b2"},\n'
        '    {"path": "tags/été.html", "size": 0, "sha256": "e3b0"}\n'
        "  ]\n}\n"
    )


def test_the_manifest_names_size_and_digest_of_what_is_on_disk(site: Path) -> None:
    build(site, NEW)
    assert json.loads((site / MANIFEST).read_bytes()) == {
        "schema": 1,
        "files": [
            {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in sorted(NEW.items())
        ],
    }


# Files that the writer did not make


def test_foreign_files_stay_and_are_named(site: Path) -> None:
    build(site, OLD)
    foreign = {".gitkeep": b"", "assets/logo.svg": b"<svg/>", "gone/notes.txt": b"mine", "x/y/z": b""}
    for path, data in foreign.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    assert build(site, NEW).foreign == tuple(foreign)
    assert tree(site) == expected(NEW, foreign)


def test_foreign_links_stay_and_are_not_followed(site: Path, tmp_path: Path) -> None:
    build(site, OLD)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_bytes(b"mine")
    (site / "link").symlink_to(outside)
    (site / "dangling").symlink_to(tmp_path / "nowhere")
    assert build(site, NEW).foreign == ("dangling", "link")
    assert tree(outside) == {"a.html": b"mine"}


def test_a_stale_file_behind_a_link_is_not_removed(site: Path, tmp_path: Path) -> None:
    build(site, OLD)
    (site / "gone").rename(tmp_path / "gone")
    (site / "gone").symlink_to(tmp_path / "gone")
    assert build(site, NEW).removed == ("assets/old.css",)
    assert (tmp_path / "gone" / "2025" / "a.html").read_bytes() == b"<p>gone"


def test_a_foreign_file_with_the_same_bytes_becomes_ours(site: Path) -> None:
    build(site, OLD)
    (site / "tags").mkdir()
    (site / "tags" / "dns.html").write_bytes(NEW["tags/dns.html"])
    assert "tags/dns.html" in build(site, NEW).unchanged
    assert "tags/dns.html" in build(site, OLD).removed


def test_empty_folders_of_others_stay(site: Path) -> None:
    build(site, OLD)
    (site / "empty").mkdir()
    build(site, NEW)
    assert tree(site) == {**expected(NEW), "empty/": b""}


@pytest.mark.parametrize("name", ["notes.txt", ".DS_Store", "docs/notes.txt"])
def test_a_folder_that_holds_something_else_is_refused(site: Path, name: str) -> None:
    (site / name).parent.mkdir(parents=True)
    (site / name).write_bytes(b"mine")
    error = refusal(site, NEW)
    assert str(error) == f"`{site}` holds something else: it has `{name}`, but no `manifest.json` of a site"
    assert (error.path, error.help) == (str(site), "choose another folder, or empty this one")


def test_an_empty_folder_is_accepted(site: Path) -> None:
    (site / "tags").mkdir(parents=True)
    build(site, NEW)
    assert tree(site) == expected(NEW)


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "An app", "icons": []}',
        '{"schema": 2, "files": []}',
        '{"schema": true, "files": []}',
    ],
)
def test_a_manifest_of_something_else_is_refused(site: Path, text: str) -> None:
    site.mkdir()
    (site / MANIFEST).write_text(text)
    assert "its `manifest.json` is not of a site" in str(refusal(site, NEW))


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_a_manifest_of_nothing_is_repaired(site: Path, text: str) -> None:
    build(site, OLD)
    (site / MANIFEST).write_text(text)
    build(site, NEW)
    assert compare(site, NEW.items()).same


def test_a_planned_path_that_someone_else_uses_is_refused(site: Path) -> None:
    build(site, OLD)
    (site / "tags").mkdir()
    (site / "tags" / "dns.html").write_bytes(b"mine")
    error = refusal(site, NEW)
    assert str(error) == f"`tags/dns.html` is in the way: no build made it, and it holds something else; {AS_IT_WAS}"
    assert error.path == "tags/dns.html"


def test_a_folder_in_the_place_of_a_page_is_refused(site: Path) -> None:
    build(site, OLD)
    (site / "tags" / "dns.html").mkdir(parents=True)
    assert str(refusal(site, NEW)) == "`tags/dns.html` is a folder, where the site needs a file"


def test_a_file_in_the_place_of_a_folder_is_refused(site: Path) -> None:
    build(site, OLD)
    (site / "tags").write_bytes(b"mine")
    assert str(refusal(site, NEW)) == "`tags` is a file, where the site needs a folder"


def test_an_output_folder_that_is_a_file_is_refused(site: Path) -> None:
    site.write_bytes(b"mine")
    with pytest.raises(WriteRefused, match="is not a folder") as caught:
        build(site, NEW)
    assert caught.value.path == str(site)
    assert site.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["tags", "tags/dns.html", "index.html", MANIFEST, STAGING])
def test_no_link_leads_the_writer_outside(site: Path, tmp_path: Path, name: str) -> None:
    build(site, OLD)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page").write_bytes(b"mine")
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).unlink(missing_ok=True)
    (site / name).symlink_to(outside / "page" if "." in Path(name).suffix else outside)
    error = refusal(site, NEW)
    assert error.path == name
    assert "is a link" in str(error)
    assert tree(outside) == {"page": b"mine"}


def test_the_output_folder_itself_may_be_a_link(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.symlink_to(tmp_path / "elsewhere")
    build(site, NEW)
    assert tree(tmp_path / "elsewhere") == expected(NEW)


# Planned paths


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "is empty"),
        ("/etc/passwd", "is absolute"),
        ("../x.html", "has the part `..`"),
        ("a/../../x.html", "has the part `..`"),
        ("./x.html", "has the part `.`"),
        ("a//x.html", "has an empty part"),
        ("a/", "has an empty part"),
        ("a\\x.html", "has a backslash"),
        ("c:/x.html", "has the character `:`, which Windows reserves"),
        ("what?.html", "has the character `?`, which Windows reserves"),
        ("a\nb.html", "has a control character"),
        ("a\x00", "has a control character"),
        ("a\ud800.html", "is not UTF-8"),
        ("con", "has the part `con`, which Windows reserves"),
        ("tags/NUL.html", "has the part `NUL.html`, which Windows reserves"),
        ("lpt1.tar.gz/x", "has the part `lpt1.tar.gz`, which Windows reserves"),
        ("a./x.html", "has a part that ends in a dot or a space"),
        ("x.html ", "has a part that ends in a dot or a space"),
        ("é" * 128, "has a part of more than 255 bytes"),
        ("manifest.json", "is kept for the writer"),
        ("Manifest.JSON", "is kept for the writer"),
        (".pmgen-staging/x.html", "is kept for the writer"),
        (".PMGEN-staging", "is kept for the writer"),
    ],
)
def test_a_path_that_not_every_system_has_is_refused(site: Path, path: str, reason: str) -> None:
    with pytest.raises(WriteRefused) as caught:
        build(site, {path: b""})
    assert str(caught.value).endswith(reason)
    assert "\n" not in str(caught.value)
    assert caught.value.path == path
    assert not site.exists()


@pytest.mark.parametrize(
    "path",
    [
        "tags/manifest.json",
        "console.html",
        "com.html",
        "con-air.html",
        ".well-known/x",
        "a..b",
        " a",
        "x/.pmgen-staging",
    ],
)
def test_a_path_that_only_looks_wrong_is_fine(site: Path, path: str) -> None:
    build(site, {path: b"x"})
    assert (site / path).read_bytes() == b"x"


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("a.html", "A.html", "the planned paths `a.html` and `A.html` are one and the same on some systems"),
        (
            "é.html",
            "e\u0301.html",
            "the planned paths `é.html` and `e\u0301.html` are one and the same on some",
        ),
        ("STRASSE/x", "straße/x", "the planned paths `STRASSE/x` and `straße/x` are one and the same"),
        (
            "Tags/a.html",
            "tags/b.html",
            "the planned paths `Tags` and `tags` are one and the same on some systems",
        ),
        ("a.html", "a.html", "`a.html` is planned twice"),
        ("a", "a/b.html", "`a` is planned both as a file and as the folder `a`"),
        ("a/b/c.html", "a/B", "`a/B` is planned both as a file and as the folder `a/b`"),
    ],
)
def test_two_paths_that_cannot_be_beside_each_other_are_refused(
    site: Path, first: str, second: str, message: str
) -> None:
    with pytest.raises(WriteRefused) as caught:
        write(site, [first, second], [(first, b""), (second, b"")])
    assert str(caught.value).startswith(message)
    assert not site.exists()


def test_a_system_that_ignores_case_does_not_lose_a_page_that_is_spelled_anew(site: Path) -> None:
    # Such a system shows one file under both names; here, two names lead to one file.
    build(site, {"NFS.html": b"<p>", "index.html": b"<p>"})
    (site / "nfs.html").hardlink_to(site / "NFS.html")
    outcome = build(site, {"nfs.html": b"<p>new", "index.html": b"<p>"})
    assert outcome.removed == ()
    assert (site / "nfs.html").read_bytes() == b"<p>new"


# What `files` must keep


@pytest.mark.parametrize(
    ("paths", "files", "message"),
    [
        (["a"], [("a", b"new"), ("b", b"")], "`b` was rendered, but not planned"),
        (["a", "b"], [("a", b"new"), ("a", b"new")], "`a` was rendered twice"),
        (["a", "b"], [("a", b"new")], "`b` was planned, but not rendered"),
    ],
)
def test_files_that_are_not_as_planned_are_an_internal_error(
    site: Path, paths: list[str], files: list[tuple[str, bytes]], message: str
) -> None:
    build(site, {"a": b"old"})
    with pytest.raises(RuntimeError, match=message):
        write(site, paths, files)
    assert tree(site) == expected({"a": b"old"})


# A build that fails


@pytest.mark.parametrize("fail_after", range(len(NEW) + 1))
def test_a_build_that_fails_in_rendering_leaves_the_old_site(site: Path, fail_after: int) -> None:
    build(site, OLD)
    with pytest.raises(LookupError, match="a template fails"):
        write(site, list(NEW), rendering(NEW, fail_after))
    assert tree(site) == expected(OLD)


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        write(tmp_path / "site" / "docs", list(NEW), rendering(NEW, 2))
    assert tree(tmp_path) == {}


def test_an_error_of_the_system_in_rendering_goes_on_as_it_is(site: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a", (site / "missing template").read_bytes()

    with pytest.raises(FileNotFoundError, match="missing template"):
        write(site, ["a"], files())


def test_an_interrupt_leaves_the_old_site(site: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"<p>new"
        raise KeyboardInterrupt

    build(site, OLD)
    with pytest.raises(KeyboardInterrupt) as stopped:
        write(site, ["index.html", "b.html"], files())
    assert stopped.value.__notes__ == ["the site is as it was"]
    assert tree(site) == expected(OLD)


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interrupt_while_files_are_renamed_is_repaired(
    site: Path, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(source: str, target: str) -> None:
        if not target.endswith("/index.html"):
            return moved(source, target)
        if when == "after":
            moved(source, target)
        raise KeyboardInterrupt

    moved = disk.move
    build(site, OLD)
    with monkeypatch.context() as patched:
        patched.setattr(disk, "move", move)
        with pytest.raises(KeyboardInterrupt) as stopped:
            build(site, NEW)
    assert stopped.value.__notes__[0].endswith("and the next build repairs the site")
    build(site, NEW)
    assert tree(site) == expected(NEW)


def test_a_second_build_at_the_same_time_is_refused(site: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        with pytest.raises(WriteRefused) as caught:
            build(site, NEW)
        assert str(caught.value) == f"another build is writing to `{site}`"
        assert caught.value.path == str(site)
        yield from NEW.items()

    pytest.importorskip("fcntl")
    build(site, OLD)
    write(site, list(NEW), files())
    assert tree(site) == expected(NEW)
    assert build(site, OLD).removed


def test_a_system_without_locks_can_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    build(site, NEW)
    assert tree(site) == expected(NEW)


def test_a_folder_that_cannot_be_written_is_found_before_anything_moves(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, OLD)
    monkeypatch.setattr(disk, "writable", lambda folder: not folder.endswith("/assets"))
    error = refusal(site, NEW)
    assert str(error) == f"cannot write in `assets`: permission denied; {AS_IT_WAS}"
    assert error.path == "assets"


# Every single change of the disk fails in turn

Mode = Literal["once", "for good", "killed"]
CHANGES = ("put", "move", "remove", "make_folder", "remove_folder")


class Killed(BaseException):
    """Stands for the end of the process: no clean-up gets to change the disk after it."""


@contextlib.contextmanager
def failing(at: int, mode: Mode) -> Iterator[list[tuple[str, Path]]]:
    """Let the change number `at` of the disk fail, a file half written; the changes asked for."""
    asked: list[tuple[str, Path]] = []

    def step(name: str, real: Callable[..., None]) -> Callable[..., None]:
        def change(*arguments: Path | str | bytes) -> None:
            number = len(asked)
            target = arguments[1 if name == "move" else 0]
            assert not isinstance(target, bytes)
            asked.append((name, Path(target)))
            if number < at or (number > at and mode == "once"):
                real(*arguments)
                return
            if number == at and name == "put" and isinstance(data := arguments[1], bytes):
                real(target, data[: len(data) // 2])
            if mode == "killed":
                raise Killed
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

        return change

    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            patch.setattr(disk, name, step(name, getattr(disk, name)))
        yield asked


def every_failure(mode: Mode, folder_of: Callable[[int], Path], files: Files) -> Iterator[tuple[Path, str]]:
    """A folder for each change that can fail, after it has failed, and the message."""
    for at in range(100):
        folder = folder_of(at)
        with failing(at, mode) as asked:
            try:
                build(folder, files)
            except WriteRefused as error:
                message = str(error)
            except Killed:
                message = ""
            else:
                assert len(asked) == at, "a failure went unnoticed"
                return
        yield folder, message
    raise AssertionError("no end")


def assert_whole(folder: Path, *states: Mapping[str, bytes]) -> None:
    for path, data in tree(folder).items():
        if not path.endswith("/") and not path.startswith(STAGING):
            assert data in [state.get(path) for state in states], path


@pytest.fixture
def old_site(tmp_path: Path) -> Callable[[int], Path]:
    def make(number: int) -> Path:
        folder = tmp_path / str(number)
        build(folder, OLD)
        (folder / "notes.txt").write_bytes(b"mine")
        return folder

    return make


FOREIGN = {"notes.txt": b"mine"}


def test_a_failure_leaves_whole_files_and_says_truly_how_the_site_is(
    old_site: Callable[[int], Path],
) -> None:
    untouched = mixed = done = 0
    for folder, message in every_failure("once", old_site, NEW):
        found = tree(folder)
        assert_whole(folder, expected(OLD, FOREIGN), expected(NEW, FOREIGN))
        assert [path for path in found if path.startswith(f"{STAGING}/")] in (
            [],
            [f"{STAGING}/"],
            [f"{STAGING}/", f"{STAGING}/journal.json"],
        )
        if AS_IT_WAS in message:
            untouched += 1
            assert "no space left on device" in message
            assert found == expected(OLD, FOREIGN)
        elif "changed files are in place" in message:
            mixed += 1
            assert found[MANIFEST] == expected(OLD)[MANIFEST]
        else:
            done += 1
            assert "the new site is in place" in message
            assert {path: found.get(path) for path in NEW} == NEW
            assert found[MANIFEST] == expected(NEW)[MANIFEST]
    # Staging and its folder, the journal and its rename, two folders, the first rename; five renames in all.
    assert (untouched, mixed, done) == (10, 4, 6)


@pytest.mark.parametrize("mode", ["for good", "killed"])
def test_a_build_that_cannot_even_clean_up_leaves_whole_files(old_site: Callable[[int], Path], mode: Mode) -> None:
    for folder, message in every_failure(mode, old_site, NEW):
        assert_whole(folder, expected(OLD, FOREIGN), expected(NEW, FOREIGN))
        if AS_IT_WAS in message:
            assert {path: tree(folder).get(path) for path in expected(OLD, FOREIGN)} == expected(OLD, FOREIGN)


@pytest.mark.parametrize("mode", ["once", "killed"])
@pytest.mark.parametrize("wanted", [OLD, NEW], ids=["old", "new"])
def test_the_next_build_repairs_what_a_failure_left(old_site: Callable[[int], Path], mode: Mode, wanted: Files) -> None:
    for folder, _ in every_failure(mode, old_site, NEW):
        assert build(folder, wanted).foreign == ("notes.txt",)
        assert tree(folder) == expected(wanted, FOREIGN)
        assert build(folder, wanted).written == ()


@pytest.mark.parametrize("mode", ["once", "for good", "killed"])
def test_a_first_build_that_failed_can_be_repeated(tmp_path: Path, mode: Mode) -> None:
    for folder, _ in every_failure(mode, lambda number: tmp_path / str(number) / "site", NEW):
        build(folder, OLD)
        assert tree(folder) == expected(OLD)


def test_a_repair_that_fails_in_rendering_can_be_repeated(old_site: Callable[[int], Path]) -> None:
    for folder, _ in every_failure("killed", old_site, NEW):
        before = {path: data for path, data in tree(folder).items() if not path.startswith(STAGING)}
        with pytest.raises(LookupError):
            write(folder, list(OLD), rendering(OLD, 4))
        assert {p: data for p, data in tree(folder).items() if not p.startswith(STAGING)} == before
        assert build(folder, {"tags/dns.html": b"<p>third"}).foreign == ("notes.txt",)
        assert tree(folder) == expected({"tags/dns.html": b"<p>third"}, FOREIGN)


@pytest.mark.parametrize("first", range(1, 14, 2))
def test_a_repair_that_is_killed_can_be_repeated(tmp_path: Path, first: int) -> None:
    def killed_site(number: int) -> Path:
        folder = tmp_path / str(number)
        build(folder, states[0])
        with failing(first, "killed"), pytest.raises(Killed):
            build(folder, states[1])
        return folder

    states = ({"a.html": b"1", "b/c.html": b"1"}, {"a.html": b"2", "d/e.html": b"2"}, {"f/g.html": b"3"})
    for folder, _ in every_failure("killed", killed_site, states[2]):
        assert_whole(folder, *map(expected, states))
        assert build(folder, {}).foreign == ()
        assert tree(folder) == expected({})


def test_files_go_into_place_so_that_a_page_comes_after_what_it_needs(
    old_site: Callable[[int], Path],
) -> None:
    folder = old_site(0)
    with failing(1000, "once") as asked:
        build(folder, {**NEW, "2026.html": b"<p>", "index.json": b"{}", "a/index.html": b"<p>"})
    steps = [(name, path.relative_to(folder).as_posix()) for name, path in asked]
    start = steps.index(("move", "assets/new.css"))
    assert all(path.startswith(STAGING) or name == "make_folder" for name, path in steps[:start])
    assert steps[start:] == [
        ("move", "assets/new.css"),
        ("move", "feed.xml"),
        ("move", "index.json"),
        ("move", "2026.html"),
        ("move", "a/index.html"),
        ("move", "tags/dns.html"),
        ("move", "index.html"),
        ("move", "manifest.json"),
        ("remove", "assets/old.css"),
        ("remove", "gone/2025/a.html"),
        ("remove_folder", "gone/2025"),
        ("remove_folder", "gone"),
        ("remove", ".pmgen-staging/journal.json"),
        ("remove_folder", ".pmgen-staging"),
    ]


KILLED_CHILD = """
import os, signal, sys
from pathlib import Path
from pmgen.writer import disk
from tests.writing import write

moves, real = 0, disk.move

def move(source, target):
    global moves
    moves += 1
    if moves == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)

disk.move = move
write(Path(sys.argv[1]), ["index.html", "new.html"], [("index.html", b"<p>new"), ("new.html", b"<p>new")])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_process_that_is_killed_leaves_a_site_that_the_next_build_repairs(site: Path) -> None:
    old = {"index.html": b"<p>old"}
    build(site, old)
    child = subprocess.run(
        [sys.executable, "-c", KILLED_CHILD, str(site), "3"],
        env={**os.environ, "PYTHONPATH": str(Path(pmgen.__file__).parents[1])},
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    found = tree(site)
    assert (found["index.html"], found["new.html"]) == (b"<p>old", b"<p>new")
    assert f"{STAGING}/journal.json" in found
    repaired = Outcome((), ("index.html", MANIFEST), ("new.html",), (), unsure=("index.html", MANIFEST))
    assert build(site, old) == repaired
    assert tree(site) == expected(old)


# Damaged and hostile records


def entry(path: object) -> dict[str, object]:
    return {"path": path, "size": 1, "sha256": "00"}


HOSTILE: list[object] = [
    "../outside.txt",
    "/etc/hostname",
    "a/../../outside.txt",
    "..",
    "",
    None,
    7,
    ["a"],
    {},
]


def test_hostile_entries_of_a_manifest_and_a_journal_are_ignored(site: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_bytes(b"mine")
    build(site, OLD)
    entries = [entry(path) for path in [*HOSTILE, "feed.xml", ".pmgen-staging/9"]]
    (site / MANIFEST).write_text(json.dumps({"schema": 1, "files": [*entries, "feed.xml", None]}))
    (site / STAGING).mkdir()
    (site / STAGING / "journal.json").write_text(json.dumps({"schema": 1, "paths": [*HOSTILE, "same.html"]}))
    outcome = build(site, {"a.html": b"<p>"})
    assert outcome.removed == ("feed.xml", "same.html")
    assert outcome.foreign == ("assets/old.css", "gone/2025/a.html", "index.html")
    assert (tmp_path / "outside.txt").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n",
        '{"schema": 1, "files": [',
        "\0" * 40,
        "[" * 100_000,
    ],
    ids=["empty", "conflict", "cut", "zeros", "deep"],
)
def test_a_manifest_that_is_no_json_removes_nothing_and_is_written_anew(site: Path, text: str) -> None:
    build(site, OLD)
    (site / MANIFEST).write_text(text)
    outcome = build(site, NEW)
    assert outcome.removed == ()
    assert outcome.foreign == ("assets/old.css", "gone/2025/a.html")
    assert tree(site) == expected(NEW, {path: OLD[path] for path in outcome.foreign})


def test_what_a_conflict_in_the_manifest_still_lists_is_removed_where_it_is_as_it_was(site: Path) -> None:
    build(site, {**OLD, "gone/changed.html": b"<p>built"})
    lines = (site / MANIFEST).read_text().splitlines()
    (site / MANIFEST).write_text("\n".join([*lines[:3], "<<<<<<< ours", *lines[3:], "=======", ">>>>>>> theirs"]))
    (site / "gone/changed.html").write_bytes(b"<p>mine")
    assert {"assets/old.css", "gone/2025/a.html"} <= set(compare(site, NEW.items()).stale)
    outcome = build(site, NEW)
    assert outcome.removed == ("assets/old.css", "gone/2025/a.html")
    assert outcome.foreign == ("gone/changed.html",)
    assert tree(site) == expected(NEW, {"gone/changed.html": b"<p>mine"})


@pytest.mark.parametrize("text", ["", "{"])
def test_files_that_are_named_after_what_they_hold_are_known_without_a_manifest(site: Path, text: str) -> None:
    held = {f"assets/search/words-{each}.{{}}.js": b"found(%d);" % each for each in range(2)}
    made = {path.format(hashlib.sha256(data).hexdigest()[:10]): data for path, data in held.items()}
    build(site, {**OLD, **made})
    (site / MANIFEST).write_text(text)
    first, second = sorted(made)
    (site / second).write_bytes(b"mine")
    outcome = build(site, NEW)
    assert outcome.removed == (first,)
    assert second in outcome.foreign


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"schema": 1, "paths": {}}', '{"schema": 9, "paths": ["index.html"]}']
)
def test_a_damaged_journal_makes_nothing_ours(site: Path, text: str) -> None:
    (site / STAGING).mkdir(parents=True)
    (site / STAGING / "journal.json").write_text(text)
    (site / "index.html").write_bytes(b"mine")
    assert "holds something else" in str(refusal(site, NEW))


def test_a_staging_folder_that_a_killed_build_left_is_removed(site: Path) -> None:
    build(site, NEW)
    (site / STAGING).mkdir()
    for name in ("0", "17", "journal.json", "journal.json.new"):
        (site / STAGING / name).write_bytes(b"{")
    assert build(site, NEW) == Outcome((), (*sorted([*NEW, MANIFEST]),), (), ())
    assert tree(site) == expected(NEW)


def test_a_file_of_others_in_the_staging_folder_stays(site: Path) -> None:
    build(site, OLD)
    foreign = {f"{STAGING}/1/0": b"mine", f"{STAGING}/deep/0": b"mine", f"{STAGING}/notes.txt": b"mine"}
    for folder in ("1", "deep"):
        (site / STAGING / folder).mkdir(parents=True)
    for path, data in foreign.items():
        (site / path).write_bytes(data)
    assert build(site, NEW).foreign == tuple(foreign)
    assert tree(site) == expected(NEW, foreign)


# Compare


def test_a_site_as_built_is_the_same(site: Path) -> None:
    build(site, NEW)
    (site / "notes.txt").write_bytes(b"mine")
    difference = compare(site, NEW.items())
    assert difference == Difference((), (), (), ("notes.txt",))
    assert difference.same


def test_compare_names_each_difference(site: Path) -> None:
    build(site, OLD)
    difference = compare(site, NEW.items())
    assert difference == Difference(
        missing=("assets/new.css", "tags/dns.html"),
        different=("feed.xml", "index.html", "manifest.json"),
        stale=("assets/old.css", "gone/2025/a.html"),
        foreign=(),
    )
    assert not difference.same


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (lambda site: (site / MANIFEST).unlink(), Difference((MANIFEST,), (), (), ())),
        (lambda site: (site / MANIFEST).write_bytes(b"{"), Difference((), (MANIFEST,), (), ())),
        (lambda site: (site / "feed.xml").unlink(), Difference(("feed.xml",), (), (), ())),
        (lambda site: (site / "feed.xml").write_bytes(b"<NEW_/>"), Difference((), ("feed.xml",), (), ())),
        (
            lambda site: ((site / "feed.xml").unlink(), (site / "feed.xml").symlink_to("index.html")),
            Difference((), ("feed.xml",), (), ()),
        ),
    ],
    ids=["no manifest", "damaged manifest", "lost", "same size", "link"],
)
def test_compare_sees_a_change_of_any_file(
    site: Path, change: Callable[[Path], object], difference: Difference
) -> None:
    build(site, NEW)
    change(site)
    found = compare(site, NEW.items())
    assert replace(found, refused="") == difference
    # What is said of a site that no build would mend is what the build would say.
    if found.refused:
        assert found.refused.startswith(str(refusal(site, NEW)))
    else:
        build(site, NEW)


def test_compare_with_nothing_misses_everything(site: Path) -> None:
    assert compare(site, NEW.items()).missing == tuple(sorted([*NEW, MANIFEST]))
    assert not site.exists()


def test_compare_takes_what_a_killed_build_left_for_stale(site: Path) -> None:
    build(site, NEW)
    (site / STAGING).mkdir()
    (site / STAGING / "0").write_bytes(b"<p>")
    assert compare(site, NEW.items()) == Difference((), (), (f"{STAGING}/0",), ())


def test_compare_writes_nothing_and_reads_each_file_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, str]] = []

    def spy(path: Path | str, mode: str, buffering: int) -> object:
        opened.append((Path(path).relative_to(site).as_posix(), mode))
        return open(path, mode, buffering)

    build(site, OLD)
    before = tree(site)
    monkeypatch.setattr(disk, "open", spy, raising=False)
    with failing(0, "killed") as asked:
        compare(site, NEW.items())
    monkeypatch.undo()
    assert asked == []
    assert sorted(opened) == [(path, "rb") for path in ("feed.xml", "index.html", "manifest.json", "same.html")]
    assert tree(site) == before


def test_compare_refuses_what_cannot_be_a_site(site: Path) -> None:
    with pytest.raises(WriteRefused, match=r"has the part `\.\.`"):
        compare(site, [("../x", b"")])
    with pytest.raises(RuntimeError, match="`x` was rendered twice"):
        compare(site, [("x", b""), ("x", b"")])
    site.write_bytes(b"mine")
    with pytest.raises(WriteRefused, match="is not a folder"):
        compare(site, NEW.items())


def test_a_file_that_cannot_be_read_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(path: str, data: bytes) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    build(site, NEW)
    monkeypatch.setattr(disk, "same", unreadable)
    for attempt in (build, lambda folder, files: compare(folder, files.items())):
        with pytest.raises(WriteRefused, match=r"^cannot read `assets/new\.css`: permission denied") as caught:
            attempt(site, NEW)
        assert caught.value.path == "assets/new.css"


@pytest.mark.parametrize("inside", ["assets", "."])
def test_a_folder_that_cannot_be_read_is_named(site: Path, inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build(site, NEW)
    scandir = os.scandir

    def some(path: Path) -> object:
        if path == site / inside:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", some)
    error = refusal(site, NEW)
    named = str(site) if inside == "." else inside
    assert (str(error), error.path) == (f"cannot read `{named}`: permission denied; {AS_IT_WAS}", named)


# Any sequence of builds, good, failing and killed

PATHS = ["index.html", "a.html", "assets/a.css", "tags/a.html", "tags/deep/er/b.html", "feed.json", "été/x"]
SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([b"", b"one", b"two", b"three"]))
BUILDS = st.tuples(st.sampled_from(["good", "fails", "once", "for good", "killed"]), SITES, st.integers(0, 30))


@given(st.lists(BUILDS, max_size=5), SITES)
def test_any_history_ends_in_the_site_of_the_last_build(
    tmp_path_factory: pytest.TempPathFactory, history: Iterable[tuple[str, Files, int]], last: Files
) -> None:
    folder = tmp_path_factory.mktemp("site")
    build(folder, {})
    foreign = {"tags/notes.txt": b"mine", ".gitkeep": b""}
    (folder / "tags").mkdir()
    for path, data in foreign.items():
        (folder / path).write_bytes(data)
    states = [expected({}, foreign)]
    for kind, files, at in history:
        states.append(expected(files, foreign))
        if kind == "good":
            build(folder, files)
            assert tree(folder) == states[-1]
            states = states[-1:]
        elif kind == "fails":
            before = {path: data for path, data in tree(folder).items() if not path.startswith(STAGING)}
            with pytest.raises(LookupError):
                write(folder, list(files), rendering(files, at))
            assert {p: data for p, data in tree(folder).items() if not p.startswith(STAGING)} == before
        else:
            mode: Mode = "once" if kind == "once" else "killed" if kind == "killed" else "for good"
            with failing(at, mode), contextlib.suppress(Killed, WriteRefused):
                build(folder, files)
            assert_whole(folder, *states)
    compared = compare(folder, last.items())
    outcome = build(folder, last)
    assert tree(folder) == expected(last, foreign)
    assert outcome.foreign == compared.foreign == tuple(sorted(foreign))
    assert compared.missing == tuple(path for path in outcome.written if path in compared.missing)
    assert tuple(sorted(compared.missing + compared.different)) == outcome.written
    assert tuple(path for path in compared.stale if not path.startswith(STAGING)) == outcome.removed
    assert compare(folder, last.items()).same


def test_a_glance_is_believed_until_a_build_was_at_work(site: Path) -> None:
    build(site, OLD)
    glanced = glance(site)
    with opened(site, list(OLD), lambda: glanced) as held:
        before = held.stamps
    assert before.keys() == {*OLD, MANIFEST}
    build(site, NEW)
    with opened(site, list(NEW), lambda: glanced) as held:
        assert held.stamps.keys() == {*NEW, MANIFEST}
        assert held.stamps["index.html"] != before["index.html"]


def test_a_glance_is_not_believed_where_a_killed_build_has_left_something(site: Path) -> None:
    build(site, OLD)
    glanced = glance(site)
    (site / STAGING).mkdir()
    (site / STAGING / "journal.json").write_text('{"schema": 1, "paths": ["left.html"]}')
    (site / "left.html").write_text("<p>left")
    with opened(site, list(OLD), lambda: glanced) as held:
        removed = held.write(OLD.items()).removed
    assert removed == ("left.html",)


def test_a_glance_is_not_believed_where_a_page_is_spelled_anew(site: Path) -> None:
    build(site, {"NFS.html": b"<p>old"})
    glanced = glance(site)
    # What a system that ignores case finds under both names.
    (site / "nfs.html").hardlink_to(site / "NFS.html")
    with opened(site, ["nfs.html"], lambda: glanced) as held:
        assert held.stamps.keys() == {"nfs.html", MANIFEST}


def test_a_glance_at_nothing_says_nothing(site: Path) -> None:
    glanced = glance(site)
    write(site, list(OLD), OLD.items())
    with opened(site, list(OLD), lambda: glanced) as held:
        assert held.write(OLD.items()).unchanged == tuple(sorted([*OLD, MANIFEST]))


def test_a_build_that_comes_too_late_does_not_unmake_what_another_has_begun_in(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with disk.hold(site):
        # The moment between the making of the folder and its lock is short; here both have made it.
        monkeypatch.setattr(disk, "_make", lambda folder, made: made.append(folder))
        with pytest.raises(WriteRefused, match="another build is writing"), disk.hold(site):
            pytest.fail("two builds hold one folder")
        assert site.is_dir()
