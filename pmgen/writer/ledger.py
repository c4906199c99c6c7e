"""Names and records of a site: which paths it may have, its manifest, its journal, the order of its files."""

from __future__ import annotations

import contextlib
import enum
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from pmgen import addresses
from pmgen.values import DecodeError, as_json, of_json

MANIFEST = "manifest.json"
STAGING = ".pmgen-staging"
JOURNAL = "journal.json"
NEW_JOURNAL = f"{JOURNAL}.new"
SCHEMA = 1

_STAGED = re.compile(rf"[0-9]+|{re.escape(JOURNAL)}|{re.escape(NEW_JOURNAL)}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ENTRY = re.compile(rb'\{"path": ("(?:[^"\\]|\\.)*"), "size": [0-9]+, "sha256": "([0-9a-f]{64})"\}')
_HASHED = re.compile(r"assets/(?:search/)?[a-z0-9-]+\.([0-9a-f]{10})\.(?:css|js|svg)")


class WriteRefused(Exception):
    """A site that cannot or must not be written.

    The message says what is wrong and in which state the site is. `path` is what it is about: relative to the
    output folder, or the output folder itself. `help`, where there is some, is advice.
    """

    def __init__(self, message: str, path: str, help: str | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.help = help

    def __reduce__(self) -> tuple[type[WriteRefused], tuple[str, str, str | None]]:
        """How it comes from one process to another."""
        return type(self), (str(self), self.path, self.help)


def is_staged(name: str) -> bool:
    """Whether a file in the staging folder is the writer's own, by its name."""
    return _STAGED.fullmatch(name) is not None


class Kind(enum.StrEnum):
    """What a file in the manifest's place is."""

    ABSENT = "absent"
    OURS = "ours"
    DAMAGED = "damaged"
    OTHER = "other"


def shown(path: str | Path) -> str:
    """A path as a message may carry it: in backticks, control characters escaped."""
    escaped = _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), str(path))
    return f"`{escaped}`"


def fold(path: str) -> str:
    """What a file system that ignores case and normalisation would compare."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def parents(path: str) -> Iterator[str]:
    """The folders a path lies in, innermost first, without the output folder."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def folders(paths: Iterable[str]) -> set[str]:
    """Every folder that one of the paths lies in, without the output folder; most of them lie in the same."""
    innermost = {path.rpartition("/")[0] for path in paths} - {""}
    return innermost.union(*map(parents, innermost))


def fault(path: str) -> str | None:
    """Why a site may not have a file at `path`, or None; the same answer on every system."""
    if addresses.is_plain(path):
        return "is kept for the writer" if path.lower() == MANIFEST else None
    if path.startswith("/"):
        return "is absolute"
    if fold(path) == MANIFEST or fold(path.partition("/")[0]) == STAGING:
        return "is kept for the writer"
    return addresses.fault(path)


def spellings(paths: Sequence[str]) -> dict[str, str]:
    """Check planned paths, alone and against each other.

    Returns each path and each folder above one, by its folded form. Raises WriteRefused where a path is not
    allowed, or where two could not exist beside each other on every system.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        if reason := fault(path):
            raise WriteRefused(f"the planned path {shown(path)} {reason}", path)
        folded = fold(path)
        if folded in files:
            raise _collision(files[folded], path)
        files[folded] = path
        for folder in parents(path) if "/" in path else ():
            if folders.setdefault(fold(folder), folder) != folder:
                raise _collision(folders[fold(folder)], folder)
    for folded in sorted(files.keys() & folders.keys()):
        raise WriteRefused(
            f"{shown(files[folded])} is planned both as a file and as the folder {shown(folders[folded])}",
            files[folded],
        )
    return files | folders


def _collision(first: str, second: str) -> WriteRefused:
    if first == second:
        return WriteRefused(f"{shown(first)} is planned twice", first)
    return WriteRefused(
        f"the planned paths {shown(first)} and {shown(second)} are one and the same on some systems",
        second,
        "let them differ in more than upper and lower case or the form of an accent",
    )


def rank(path: str) -> tuple[int, str]:
    """Sort key of the order in which files go into place: what a page needs is there before the page."""
    if path == MANIFEST:
        return 4, path
    if path == "index.html":
        return 3, path
    if path.startswith("assets/"):
        return 0, path
    return (2 if path.endswith(".html") else 1), path


def manifest(files: Iterable[tuple[str, int, str]]) -> bytes:
    """The manifest of a site, from the path, size in bytes and SHA-256 (hex) of each file but itself.

    One file a line, sorted by path, so that a change of one page is a change of one line.
    """
    lines = ",\n    ".join(
        [f'{{"path": {_quoted(path)}, "size": {size}, "sha256": "{digest}"}}' for path, size, digest in sorted(files)]
    )
    listed = f"[\n    {lines}\n  ]" if lines else "[]"
    return f'{{\n  "schema": {SCHEMA},\n  "files": {listed}\n}}\n'.encode()


def _quoted(path: str) -> str:
    """A path as JSON, in which nothing of most has to be escaped."""
    return f'"{path}"' if addresses.is_plain(path) else as_json(path).decode()


def read_manifest(data: bytes, checked: Collection[str] = ()) -> tuple[Kind, frozenset[str]]:
    """What the file in the manifest's place is, and which paths of the site it lists.

    `checked` are paths that a site may have.
    Entries that no site of ours could have (`../x`, an absolute path, a wrong type) are left out.
    """
    try:
        value = of_json(data)
    except DecodeError:
        return Kind.DAMAGED, frozenset()
    match value:
        case {"schema": int(schema), "files": list(entries)} if schema == SCHEMA and schema is not True:
            return Kind.OURS, _allowed([entry.get("path") for entry in entries if isinstance(entry, dict)], checked)
        case dict():
            return Kind.OTHER, frozenset()
        case _:  # which is the manifest of nothing
            return Kind.DAMAGED, frozenset()


def legible(data: bytes) -> dict[str, set[str]]:
    """The SHA-256 of files by their paths, as far as a damaged manifest still tells; a conflict has two of some."""
    found: dict[str, set[str]] = {}
    for path, digest in _ENTRY.findall(data):
        with contextlib.suppress(DecodeError):
            found.setdefault(of_json(path), set()).add(digest.decode())
    return found


def named_after(path: str) -> str | None:
    """With what the SHA-256 of a file begins that the site names after its content; `None` for any other."""
    match = _HASHED.fullmatch(path)
    return match[1] if match else None


def journal(paths: Iterable[str]) -> bytes:
    """The journal of a build: every path that belongs to the site before, during and after it."""
    return as_json({"schema": SCHEMA, "paths": sorted(paths)})


def read_journal(data: bytes) -> frozenset[str] | None:
    """The paths in a journal without those no site of ours could have, or None where it cannot be read."""
    try:
        value = of_json(data)
    except DecodeError:
        return None
    match value:
        case {"schema": int(schema), "paths": list(paths)} if schema == SCHEMA and schema is not True:
            return _allowed(paths)
        case _:
            return None


def _allowed(paths: Iterable[object], checked: Collection[str] = ()) -> frozenset[str]:
    texts = frozenset(path for path in paths if isinstance(path, str))
    return texts.difference(path for path in texts.difference(checked) if fault(path) is not None)
