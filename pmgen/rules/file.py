"""PM001 to PM004, PM014 to PM018 and PM027: the file as such. The reading itself (`document`, `check`) finds most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pmgen.diagnostics import Level, Problem, found_elsewhere, rule
from pmgen.rules.subject import Subject
from pmgen.source import Span

_LINE_ENDS: Final = "\n\r\u2029"
_TURNS: Final = "\u202a\u202b\u202d\u202e"
_TURNED_BACK, _ISOLATED, _JOINED = "\u202c", "\u2066\u2067\u2068", "\u2069"
_DIRECTIONS: Final = re.compile(f"[{_LINE_ENDS}{_TURNS}{_TURNED_BACK}{_ISOLATED}{_JOINED}]")


@rule("PM027", "unended-direction", Level.WARNING)
def unended_direction(subject: Subject) -> Iterator[Problem]:
    r"""A character that turns the direction of text is not ended in its line.

    It cannot be seen, and what stands behind it is shown in another order than it was written: who copies a command
    copies another one than was read. Languages that are written from the right need none of these: marks (U+200E,
    U+200F) and isolates (U+2066 to U+2069) reach no further than they should.

    Bad:

    ```text
    ---
    title: Vault raft leader deadlock
    date: 2026-04-22
    severity: SEV1
    status: draft
    ---

    Run `mv /tmp/\xe2\x80\xaefed.txt` first.
    ```

    Good:

    ```markdown
    Run `mv /tmp/txt.def` first.
    ```
    """
    for at in _unended(subject.text):
        message = (
            f"U+{ord(subject.text[at]):04X} turns the direction of what stands behind it, and is not ended in its line"
        )
        help = "delete it, or end it with U+202C; nobody sees either"
        yield unended_direction.problem(Span(at, at + 1), message, help=help)


def _unended(text: str) -> Iterator[int]:
    """Where embeddings and overrides are that neither their own end nor that of an isolate round them ends (UAX #9)."""
    if text.isascii():
        return
    open_: list[int] = []
    for found in _DIRECTIONS.finditer(text + "\n"):
        mark = found[0]
        if mark in _TURNS or mark in _ISOLATED:
            open_.append(found.start())
        elif mark == _TURNED_BACK and open_ and text[open_[-1]] in _TURNS:
            open_.pop()
        elif mark == _JOINED and any(text[at] in _ISOLATED for at in open_):
            while text[open_.pop()] in _TURNS:
                pass
        elif mark in _LINE_ENDS:
            yield from (at for at in open_ if text[at] in _TURNS)
            open_.clear()


RULES = (
    unended_direction,
    found_elsewhere(
        "PM001",
        "no-front-matter",
        """
        A document has no front matter.

        Without it nothing is known of the incident that a program could use: no day, no severity, no follow-ups. The
        file would be missing from the index, and nobody would notice.

        Bad:

        ```text
        # Vault was down
        ```

        Good:

        ```yaml
        severity: SEV1
        ```
        """,
    ),
    found_elsewhere(
        "PM002",
        "unclosed-front-matter",
        """
        The front matter begins and never ends.

        A line of three dashes ends it; without that line nobody can tell where the narrative begins.

        Bad:

        ```text
        ---
        title: Vault was down
        ```

        Good:

        ```yaml
        title: Vault was down
        ```
        """,
    ),
    found_elsewhere(
        "PM003",
        "not-utf8",
        """
        A file is not encoded in UTF-8.

        Any other encoding has to be guessed, and a wrong guess changes names and numbers without a sound.

        Bad:

        ```text
        ---
        title: The caf\\xe9 till
        ---
        ```

        Good:

        ```yaml
        title: The café till
        ```
        """,
    ),
    found_elsewhere(
        "PM004",
        "control-character",
        """
        A file holds a control character.

        Such characters are never meant: they come with a paste from a terminal, cannot stand in a page or a feed, and
        can make a diff show something else than what is there.

        Bad:

        ```text
        ---
        title: Vault \\x1b[31mwas down
        ---
        ```

        Good:

        ```yaml
        title: Vault was down
        ```
        """,
    ),
    found_elsewhere(
        "PM014",
        "byte-order-mark",
        """
        A file begins with a byte order mark.

        UTF-8 has no byte order; the mark is three invisible bytes that tools without patience take for text.

        Bad:

        ```text
        \\xef\\xbb\\xbf---
        title: Vault raft leader deadlock
        date: 2026-04-22
        severity: SEV1
        status: draft
        ---
        ```

        Good:

        ```yaml
        severity: SEV1
        ```
        """,
        Level.WARNING,
    ),
    found_elsewhere(
        "PM015",
        "carriage-return",
        """
        The lines of a file end in carriage returns.

        The file is read as it is, and edits keep its line endings. In a repository that is shared across systems,
        `* text=auto` in `.gitattributes` saves a reviewer from diffs in which every line has changed.

        Bad:

        ```text
        ---\\r
        title: Vault raft leader deadlock\\r
        date: 2026-04-22\\r
        severity: SEV1\\r
        status: draft\\r
        ---\\r
        ```

        Good:

        ```yaml
        severity: SEV1
        ```
        """,
        Level.INFO,
    ),
    found_elsewhere(
        "PM016",
        "too-large",
        """
        A file is larger than any post-mortem.

        The limit is 1 MiB. A log of that size belongs beside the document, with a link to it.
        """,
    ),
    found_elsewhere(
        "PM017",
        "unreadable-file",
        """
        A file cannot be read.

        It is a directory with the name of a document, a device, a link to nowhere or out of the source folder, or the
        system does not allow it. A document that is there and cannot be read would otherwise be missing from the index.
        """,
    ),
    found_elsewhere(
        "PM018",
        "unusable-file-name",
        """
        No page can have the name of a file.

        A page is called as its document. A name that is not UTF-8 or too long, that holds what nobody sees, or that a
        system reserves (`10:44.md`, `con.md`) could not be linked to or trusted, or not be copied to every host.
        """,
    ),
)
