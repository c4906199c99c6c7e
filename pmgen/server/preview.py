"""What readers of a preview are shown, and how they learn that it has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Condition

from pmgen.server.notices import Notice, worst_first
from pmgen.values import Value

Content = Callable[[str], bytes | None]
"""From a path to the file there, `None` where there is none; raises `NotMade`."""


class NotMade(Exception):
    """A file that could not be made.

    Args:
        notices: why.
    """

    def __init__(self, *notices: Notice) -> None:
        super().__init__("; ".join(notice.message for notice in notices))
        self.notices = notices


class Built(Value):
    """What a build gave.

    Args:
        content: the files, made when they are asked for; `None` where the build failed.
        notices: what is wrong.
        beside: another one whenever a file has changed that pages show without naming its contents: an image.
    """

    content: Content | None
    notices: tuple[Notice, ...] = ()
    beside: str = ""


class State(Value):
    """What is shown at a moment.

    Args:
        id: another one whenever anything has changed.
        version: another one whenever pages may have changed.
    """

    id: str
    version: str
    notices: tuple[Notice, ...]


class Found(Value):
    """A file of the preview.

    Args:
        version: of the preview, when the file was asked for.
        tag: another one whenever the file, or what it shows, has changed.
    """

    data: bytes
    version: str
    tag: str


class Preview:
    """The last good build and what is wrong since; to be used from any thread.

    A page that cannot be made is shown as it was in the last build all of whose pages could be made.

    Args:
        name: tells this preview from one that was served at the same address before.
        warn: is told why a page could not be made, once for each build.
    """

    def __init__(self, name: str, first: Built, warn: Callable[[Sequence[Notice]], None] | None = None) -> None:
        self._name = name
        self._warn = warn
        self._news = Condition()
        # What several threads make lies scattered over their memory, and little of it becomes free again.
        self._making = ThreadPoolExecutor(1)
        self._good: Built | None = None
        self._sound: Built | None = None
        self._told: tuple[Notice, ...] = ()
        self._failures: tuple[Notice, ...] = ()
        self._version = self._count = 0
        self._closed = False
        self.publish(first)

    def publish(self, built: Built) -> None:
        """Show a new build; one that failed leaves the pages as they are."""
        with self._news:
            if built.content is not None:
                if self._good and not self._failures:
                    self._sound = self._good
                self._good, self._failures = built, ()
                self._version += 1
            self._told = built.notices
            self._tell()

    def state(self) -> State:
        """What is shown now."""
        with self._news:
            notices = worst_first((*self._failures, *self._told))
            return State(f"{self._name}.{self._count}", f"{self._name}.{self._version}", notices)

    def wait(self, seen: str, seconds: float) -> State | None:
        """What is shown as soon as it is something else than what was seen; `None` if nothing has changed.

        Args:
            seen: the id of a state; empty for none.
            seconds: how long to wait at most.
        """
        with self._news:
            changed = self._news.wait_for(lambda: self._closed or self.state().id != seen, seconds)
            return self.state() if changed and not self._closed else None

    def find(self, path: str) -> Found | None:
        """The file at a path; `None` where there is none.

        Raises:
            NotMade: nothing has been built yet, or neither this version nor an older one of the file can be made.
        """
        return self._making.submit(self._find, path).result()

    def _find(self, path: str) -> Found | None:
        with self._news:
            good, sound, version = self._good, self._sound, self.state().version
        if good is None:
            raise NotMade(*self.state().notices)
        try:
            return _found(good, path, version)
        except NotMade as failure:
            self._blame(good, failure)
            older = _found(sound, path, version) if sound else None
            if older is None:
                raise
            return older

    def close(self) -> None:
        """Let everybody go who waits."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self._closed

    def _blame(self, built: Built, failure: NotMade) -> None:
        with self._news:
            new = tuple(notice for notice in failure.notices if notice not in self._failures)
            if built is self._good and new:
                self._failures += new
                self._tell()
                if self._warn:
                    self._warn(new)

    def _tell(self) -> None:
        self._count += 1
        self._news.notify_all()


def _found(built: Built, path: str, version: str) -> Found | None:
    assert built.content is not None
    data = built.content(path)
    if data is None:
        return None
    return Found(data, version, sha256(built.beside.encode() + b"\0" + data).hexdigest()[:20])
