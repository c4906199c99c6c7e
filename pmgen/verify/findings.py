"""What a look at a site finds."""

from __future__ import annotations

import enum
import hashlib

from pmgen.values import Value


class Kind(enum.StrEnum):
    """In which way a site is not what was built."""

    MISSING = "missing"
    DIFFERENT = "different"
    UNLISTED = "unlisted"
    FAILED = "failed"
    DEAD_LINK = "dead-link"
    MANIFEST = "manifest"


class Finding(Value, order=True):
    """One thing that is not as it should be.

    Args:
        kind: in which way.
        path: the file of the site that it is about, relative to the site.
        message: what is wrong, after the path.
    """

    path: str
    kind: Kind
    message: str


class Contents(Value):
    """The bytes of a file, as far as they were asked for.

    Args:
        size: how many these are.
        digest: their SHA-256.
        kept: they themselves; `None` where they are more than can be kept.
    """

    size: int
    digest: str
    kept: bytes | None


class Reading:
    """Bytes on their way, of which no more are held at once than can be kept."""

    def __init__(self, keep: int) -> None:
        self._keep, self._size = keep, 0
        self._pieces: list[bytes] = []
        self._digest = hashlib.sha256()

    def take(self, piece: bytes) -> None:
        """Add what came next."""
        self._size += len(piece)
        self._digest.update(piece)
        if self._size <= self._keep:
            self._pieces.append(piece)
        else:
            self._pieces.clear()

    def contents(self) -> Contents:
        """What has come."""
        kept = b"".join(self._pieces) if self._size <= self._keep else None
        return Contents(self._size, self._digest.hexdigest(), kept)


class Answer(Value):
    """What came back for one path.

    Args:
        body: the bytes; `None` where there are none.
        kind: what is wrong where there are none.
        message: the same in words.
        type: the media type that a server names, empty for none; `None` where there is no server.
        charset: what a server says that the text is written in; empty where it does not say.
        saved: a browser is told to save it, not to show it.
    """

    body: Contents | None
    kind: Kind = Kind.FAILED
    message: str = ""
    type: str | None = None
    charset: str = ""
    saved: bool = False


class Verdict(Value):
    """The result of a look at a whole site.

    Args:
        findings: what is wrong, in order; empty where all is well.
        files: how many files were compared.
        links: how many different links and assets were followed.
        elsewhere: how many different links lead to other sites, and were not followed.
    """

    findings: tuple[Finding, ...]
    files: int
    links: int
    elsewhere: int
