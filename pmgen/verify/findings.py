"""What a look at a site finds."""

from __future__ import annotations

import enum

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


class Answer(Value):
    """What came back for one path.

    Args:
        body: the bytes, as far as they were asked for; `None` where there are none.
        kind: what is wrong where there are none.
        message: the same in words.
        type: the media type that a server names, empty for none; `None` where there is no server.
        charset: what a server says that the text is written in; empty where it does not say.
    """

    body: bytes | None
    kind: Kind = Kind.FAILED
    message: str = ""
    type: str | None = None
    charset: str = ""


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
