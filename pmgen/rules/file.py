"""PM001 to PM004 and PM014 to PM018: the file as such. What finds them is the reading itself (`document`, `check`)."""

from __future__ import annotations

from pmgen.diagnostics import Level, found_elsewhere

RULES = (
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

        A page is called as its document. A name that is not UTF-8, that holds a control character, or that some system
        reserves (`10:44.md`, `con.md`) could not be linked to, or not be copied to every host.
        """,
    ),
)
