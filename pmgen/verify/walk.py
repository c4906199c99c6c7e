"""The walk over a site: each listed file against its bytes, each link against the files, and what nobody listed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from typing import Protocol
from urllib.parse import urlsplit

from pmgen.values import Value
from pmgen.verify import listed, pages
from pmgen.verify.findings import Answer, Contents, Finding, Kind, Verdict
from pmgen.verify.listed import Entry, Unusable
from pmgen.verify.pages import NOTHING, Outline
from pmgen.writer import MANIFEST

_INDEX = "index.html"

_TYPES = {
    ".css": ("text/css",),
    ".html": ("text/html",),
    ".js": ("text/javascript", "application/javascript", "application/x-javascript"),
    ".svg": ("image/svg+xml",),
}
"""What a browser must be told of a file, or it will not show it."""


class Place(Protocol):
    """Where a site is."""

    @property
    def url(self) -> str:
        """The address of its folder, ending in `/`; empty where it has none."""

    def read(self, path: str, most: int, keep: int) -> Answer:
        """The bytes of one file, no more than one more than `most`, and kept where they are no more than `keep`."""

    def present(self) -> Iterator[tuple[str, str]]:
        """What is there, as far as that can be known, and what to say of it if it is not listed."""

    def close(self) -> None:
        """End what was kept open from one file to the next."""


class Seen(Value):
    """What the look at one file gave."""

    path: str
    finding: Finding | None
    outline: Outline


Progress = Callable[[Iterable[Seen], int], Iterable[Seen]]


def verify(
    place: Place,
    *,
    expected: bytes | None = None,
    ignore: Iterable[str] = (),
    jobs: int = 8,
    progress: Progress = lambda items, total: items,
) -> Verdict:
    """Look at a whole site.

    Args:
        expected: the manifest of what was built; without it, the one that the site itself has.
        ignore: patterns of paths that may be there without being listed.
        jobs: how many files to read at a time.
        progress: is handed what has been seen, and how much there is to see.

    Raises:
        Unusable: there is no manifest to go by.
    """
    try:
        manifest, findings = _manifest(place, expected)
        entries, wrong = listed.read(manifest)
        findings += wrong
        outlines: dict[str, Outline] = {}
        with contextlib.closing(_look_at_all(place, entries, jobs)) as looked:
            for seen in progress(looked, len(entries)):
                outlines[seen.path] = seen.outline
                findings += [seen.finding] if seen.finding else []
        base = _base(outlines)
        findings += _misplaced(place, base, entries)
    finally:
        place.close()
    ignored = (*ignore, MANIFEST)
    findings += [
        Finding(path, Kind.UNLISTED, message)
        for path, message in place.present()
        if path not in entries and not any(fnmatch(path, pattern) for pattern in ignored)
    ]
    links, elsewhere, dead = _links(outlines, base)
    return Verdict(tuple(sorted([*findings, *dead])), len(entries), len(links), len(elsewhere))


def manifest_of(place: Place) -> bytes:
    """The manifest that a site has, whatever is in it.

    Raises:
        Unusable: it has none, or one that cannot be read.
    """
    return _read(_answer(place))


def _answer(place: Place) -> Answer:
    return place.read(MANIFEST, listed.LARGEST, listed.LARGEST)


def _read(answer: Answer) -> bytes:
    if answer.body is None:
        raise Unusable(f"its `{MANIFEST}` {_reason(answer)}")
    if answer.body.kept is None:
        raise Unusable(f"its `{MANIFEST}` is larger than {listed.LARGEST >> 20} MiB")
    return answer.body.kept


def _reason(answer: Answer | Finding) -> str:
    return answer.message.removeprefix("is listed, and ")


def _manifest(place: Place, expected: bytes | None) -> tuple[bytes, list[Finding]]:
    """The manifest to go by, and in which way the site has another one or none."""
    answer = _answer(place)
    # That a site is not there is what was asked; that it cannot be reached is no answer.
    if expected is not None and answer.body is None and answer.kind is Kind.MISSING:
        return expected, [Finding(MANIFEST, Kind.MISSING, f"was built, and {_reason(answer)}")]
    own = _read(answer)
    if expected in (None, own):
        return own, []
    return expected, [Finding(MANIFEST, Kind.DIFFERENT, "is not that of the site that was built")]


def _look_at_all(place: Place, entries: dict[str, Entry], jobs: int) -> Generator[Seen, None, None]:
    pool = ThreadPoolExecutor(jobs)
    done = False
    try:
        yield from pool.map(lambda item: _look(place, *item), entries.items())
        done = True
    finally:
        # Whoever stops this does not wait for what a server keeps waiting.
        pool.shutdown(wait=done, cancel_futures=True)


def _look(place: Place, path: str, entry: Entry, at: str | None = None) -> Seen:
    """Compare one file; a changed one is not looked into, since its links are nobody's.

    Args:
        at: where it is asked for; `None` for its own path.
    """
    most = pages.largest(path)
    answer = place.read(path if at is None else at, max(0, entry.size), most if entry.size <= most else 0)
    body = answer.body
    if body is None:
        return Seen(path, Finding(path, answer.kind, answer.message), NOTHING)
    if body.size != entry.size:
        there = f"has {body.size} bytes" if body.size < entry.size else f"has more than {entry.size} bytes"
        return Seen(path, Finding(path, Kind.DIFFERENT, f"{there}, and {entry.size} are listed"), NOTHING)
    if body.digest != entry.digest:
        return Seen(path, Finding(path, Kind.DIFFERENT, "does not hold the bytes that are listed"), NOTHING)
    finding = _mistaken(path, answer)
    if body.kept is None and pages.is_read(path):
        finding = Finding(path, Kind.FAILED, f"is larger than {most >> 20} MiB: its links are not followed")
    return Seen(path, finding, pages.outline(path, body.kept or b""))


def _mistaken(path: str, answer: Answer) -> Finding | None:
    """A file with the right bytes of which a browser is told what it is not."""
    wanted = next((types for ending, types in _TYPES.items() if path.endswith(ending)), ())
    if answer.type is None or not wanted:
        return None
    if answer.type not in wanted:
        sent = f"as `{answer.type}`" if answer.type else "without a type"
        return Finding(path, Kind.FAILED, f"is sent {sent}, and a browser needs `{wanted[0]}`")
    if answer.saved and path.endswith(".html"):
        return Finding(path, Kind.FAILED, "is sent as an attachment, which a browser saves and does not show")
    if answer.charset not in ("", "utf-8", "utf8") and _is_more_than_ascii(answer.body):
        return Finding(path, Kind.FAILED, f"is sent as text in `{answer.charset}`, and is written in `utf-8`")
    return None


def _is_more_than_ascii(body: Contents | None) -> bool:
    """Whether a text is UTF-8 and reads otherwise as anything else; a legacy page may be what it is sent as."""
    try:
        return body is not None and not (body.kept or b"").decode().isascii()
    except UnicodeDecodeError:
        return False


def _base(outlines: dict[str, Outline]) -> str:
    """The address of the folder of the site, ending in `/`, as its index has it; empty where it has none."""
    found = outlines.get(_INDEX, NOTHING).canonical.removesuffix(_INDEX)
    return found if found.endswith("/") and pages.leaves(found) else ""


def _misplaced(place: Place, base: str, entries: dict[str, Entry]) -> Iterator[Finding]:
    """An index that is not where it says that it is, on the same host: on another one, it may be a copy."""
    said, asked = urlsplit(base), urlsplit(place.url)
    if not said.netloc or said.netloc != asked.netloc:
        return
    if said.path != asked.path:
        message = f"says that it is at `{base}`: there the feeds and the sitemap lead, not to `{place.url}`"
        yield Finding(_INDEX, Kind.DEAD_LINK, message)
    elif (seen := _look(place, _INDEX, entries[_INDEX], at="").finding) is not None:
        # Not every host shows the index of a folder to whoever asks for that.
        message = f"is not at `{base}`, where the feeds and the sitemap lead: that {_reason(seen)}"
        yield Finding(_INDEX, seen.kind, message)


def _links(outlines: dict[str, Outline], base: str) -> tuple[set[tuple[str, str]], set[str], list[Finding]]:
    """The different places that pages link to, the addresses of other sites, and the links that lead nowhere."""
    followed: set[tuple[str, str]] = set()
    elsewhere: set[str] = set()
    dead: list[Finding] = []
    for path, outline in outlines.items():
        generated = path.endswith((".xml", ".json")) or path in ("404.html", "followups.csv", "followups.ics")
        for address in outline.links:
            target = pages.target(path, address, base)
            # What an author writes may be of something else that the same host has below the site.
            if target and not generated and pages.leaves(address) and target[0] not in outlines:
                target = None
            if target is None:
                elsewhere.update([address] if pages.leaves(address) else [])
                continue
            followed.add(target)
            if reason := _fault(outlines, *target):
                dead.append(Finding(path, Kind.DEAD_LINK, f"links to `{address}`: {reason}"))
    return followed, elsewhere, dead


def _fault(outlines: dict[str, Outline], file: str, anchor: str) -> str | None:
    if file.startswith(("../", "/")) or file == "..":
        return "that leaves the site"
    if file == MANIFEST:
        return None
    if file not in outlines:
        return f"there is no `{file}`"
    if anchor and file.endswith(".html") and outlines[file] is not NOTHING and anchor not in outlines[file].anchors:
        return f"there is no place `#{anchor}` in `{file}`"
    return None
