"""Examined documents: what all pages need is in memory, the rest on disk until somebody needs it.

Ten thousand of them in memory are half a gigabyte, three times over with the processes that make the pages.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import weakref
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from pmgen import check, kept, plan, search
from pmgen.cache import Cache, make_folder
from pmgen.check import Examined, Gist
from pmgen.cli.project import Failure
from pmgen.plan import Brief, Whole
from pmgen.rules.policy import Folder, Policy
from pmgen.rules.subject import Subject
from pmgen.source import Span, why
from pmgen.values import DecodeError, Value, decoder, encoded

T = TypeVar("T")

_ADVICE: Final = "make some in the folder of the project, or build with `--no-cache`, for which `TMPDIR` names a folder"
_ADVICE_WITHOUT_CACHE: Final = "make some, or name another folder in `TMPDIR`"

_IN_MEMORY: Final = 1 << 20
"""Bytes beyond which documents go to a disk: a small site needs no file for them."""


class Short(Value):
    """An examined document in short: all that is asked of all documents together.

    Args:
        name: its path relative to the source folder.
        shown: its path in diagnostics.
        seen: its gist as bytes, which nobody but the rules across files asks for, often in a process of their own.
        targets: the paths of what it links to, relative to the source folder, in order.
        brief: `None` where it cannot be read.
        facts: another one whenever its front matter says something else, or leads elsewhere.
        terms: another one whenever the search finds it by other words.
        legacy: it is a legacy page.
        key: another one whenever anything of it may be; empty if nobody knows.
    """

    name: str
    shown: str
    seen: bytes
    targets: tuple[str, ...]
    brief: Brief | None
    facts: str
    terms: str
    legacy: bool
    key: str = ""

    @property
    def gist(self) -> Gist:
        """What is asked of all files together, read anew each time."""
        found: Gist = decoder(Gist)(self.seen)
        return found


class Parts(Value):
    """The rest of it, as bytes."""

    words: bytes
    whole: bytes


def rest(short: Short, key: bytes) -> tuple[bytes, bytes]:
    """The keys of the rest of a document in the cache: its words by their digest, all else by its own key."""
    return _place_of_words(short.terms), key + b"whole"


def _place_of_words(terms: str) -> bytes:
    """Under which key the cache has some words."""
    return b"words" + bytes.fromhex(terms)


def words_of(data: bytes) -> tuple[str, ...]:
    """The words of a document.

    Raises:
        DecodeError: when the bytes are something else.
    """
    found: tuple[str, ...] = decoder(tuple[str, ...])(data)
    return found


def known_words(cache: Cache, terms: str) -> tuple[str, ...] | None:
    """The words with a digest; `None` where the cache does not have them."""
    found = cache.one(_place_of_words(terms))
    return words_of(found) if found and sha256(found).hexdigest() == terms else None


def in_short(examined: Examined, name: str, parts: Parts) -> Short:
    """An examined document in short."""
    subject, shown, told, facts, targets = examined.subject, examined.shown, None, "", set[str]()
    if subject is not None:
        pm = subject.post_mortem
        told = plan.brief(pm, subject.policy.timezone)
        facts = sha256(encoded((name, shown, pm, _to_pages(subject)))).hexdigest()
        targets = {target for _, target, _ in subject.targets} - {""}
    seen, terms = encoded(check.gist(examined)), sha256(parts.words).hexdigest()
    return Short(name, shown, seen, tuple(sorted(targets)), told, facts, terms, examined.page is not None)


def _to_pages(subject: Subject) -> list[str]:
    """The documents to which front matter links: these addresses lead to pages, and others to what lies there."""
    named = (target for each, target, _ in subject.targets if not isinstance(each.at, Span))
    return sorted(subject.folder.documents.intersection(named))


def in_parts(examined: Examined) -> Parts:
    """The rest of it."""
    return Parts(encoded(found_by(examined)), kept.to_bytes(examined))


def found_by(examined: Examined) -> tuple[str, ...]:
    """What the search finds a document by."""
    if examined.words is not None:
        return examined.words
    subject = examined.subject
    return search.words_of(subject.post_mortem, examined.body, subject.path) if subject else ()


class Shelf:
    """Where the documents of a build are.

    Args:
        cache: where those are that a former build has examined; `None` where nobody is to remember.
        folder: where a file may be that is gone when the build is; `None` for the system's own.
        again: examines a document that should be in the cache, and is not there any more.
    """

    def __init__(
        self,
        policy: Policy,
        listed: Folder,
        cache: Cache | None = None,
        folder: Path | None = None,
        again: Callable[[str], Parts] | None = None,
    ) -> None:
        self._policy, self._listed, self._cache, self._folder, self._again = policy, listed, cache, folder, again
        self._known: dict[str, tuple[bytes, bytes]] = {}
        self._held: dict[str, Parts] = {}
        self._room = _IN_MEMORY
        self._file: BinaryIO | None = None
        self._end = 0
        self._places: dict[str, tuple[int, int, int]] = {}
        self._last: tuple[str, Whole] | None = None

    def know(self, name: str, words: bytes, whole: bytes) -> None:
        """A document is in the cache, its parts under some keys."""
        self._known[name] = (words, whole)

    def put(self, name: str, parts: Parts) -> None:
        """Keep a document.

        Raises:
            Failure: when there is no room.
        """
        sizes = len(parts.words), len(parts.whole)
        if self._room >= sum(sizes):
            self._held[name] = parts
            self._room -= sum(sizes)
            return
        try:
            if self._file is None:
                self._file = _unnamed(self._folder)
                weakref.finalize(self, self._file.close)
            self._file.seek(self._end)
            self._file.write(parts.words + parts.whole)
            self._file.flush()
        except OSError as error:
            reason = f"there is no room for what was read of the documents: {why(error)}"
            raise Failure(f"{reason}; {_ADVICE if self._folder else _ADVICE_WITHOUT_CACHE}") from error
        self._places[name] = (self._end, *sizes)
        self._end += sum(sizes)

    def of(self, shorts: Iterable[Short]) -> Callable[[Gist], Examined]:
        """From the gist of each of some documents to the document as it was examined."""
        names = {each.shown: each.name for each in shorts}
        return lambda gist: self.examined(names[gist.shown])

    def examined(self, name: str) -> Examined:
        """A document as it was examined."""
        return self._read(name, 1, lambda data: kept.of_bytes(data, self._policy, self._listed))

    def whole(self, name: str) -> Whole:
        """What the page of a document is made of; that of the last one is at hand, since its data follow its page."""
        if self._last is None or self._last[0] != name:
            self._last = name, Whole(*self._read(name, 1, kept.page_of_bytes))
        return self._last[1]

    def words(self, name: str) -> tuple[str, ...]:
        """What the search finds a document by."""
        return self._read(name, 0, words_of)

    def _read(self, name: str, part: int, read: Callable[[bytes], T]) -> T:
        if (keys := self._known.get(name)) is not None:
            found = self._cache.one(keys[part]) if self._cache else None
            if found is not None and (part or _place_of_words(sha256(found).hexdigest()) == keys[part]):
                with contextlib.suppress(DecodeError):
                    return read(found)
            # Another build has made room in the cache, or it is damaged.
            del self._known[name]
            assert self._again is not None
            self._held[name] = self._again(name)
        if parts := self._held.get(name):
            return read((parts.words, parts.whole)[part])
        start, words, whole = self._places[name]
        return read(self._at((start, start + words)[part], (words, whole)[part]))

    def _at(self, start: int, size: int) -> bytes:
        assert self._file is not None
        if hasattr(os, "pread"):
            # Processes that were forked share one position, which this leaves alone.
            return os.pread(self._file.fileno(), size, start)
        self._file.seek(start)
        return self._file.read(size)


def _unnamed(folder: Path | None) -> BinaryIO:
    """A file without a name, which is gone with the process, however that ends."""
    if folder is not None:
        with contextlib.suppress(OSError):
            make_folder(folder)
            return tempfile.TemporaryFile(dir=folder)
    return tempfile.TemporaryFile()


class Account(Value):
    """An incident on a shelf; see `plan.Account`."""

    shelf: Shelf
    name: str

    def whole(self) -> Whole:
        """All of it."""
        return self.shelf.whole(self.name)

    def words(self) -> tuple[str, ...]:
        """What the search finds it by."""
        return self.shelf.words(self.name)
