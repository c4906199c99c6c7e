"""PM101 to PM109 and PM116: the fields of the front matter. What finds them is `decode`."""

from __future__ import annotations

from pmgen.diagnostics import Level, found_elsewhere

RULES = (
    found_elsewhere(
        "PM101",
        "unknown-key",
        """
        A key is not one that pmgen knows.

        What stands under it would appear nowhere. Keys of your own begin with `x-`.

        Bad:

        ```yaml
        followup: []
        ```

        Good:

        ```yaml
        followups: []
        x-ticket: OPS-42
        ```
        """,
    ),
    found_elsewhere(
        "PM102",
        "wrong-type",
        """
        A value has another shape than its key: a list for a text, a text for a list.

        Bad:

        ```yaml
        services: vault
        ```

        Good:

        ```yaml
        services: [vault]
        ```
        """,
    ),
    found_elsewhere(
        "PM103",
        "unknown-word",
        """
        A word is not one of those that its key can have.

        The words are few so that incidents can be counted and compared; `pmgen schema` lists them all.

        Bad:

        ```yaml
        status: finished
        ```

        Good:

        ```yaml
        status: draft
        ```
        """,
    ),
    found_elsewhere(
        "PM104",
        "other-spelling",
        """
        A word is spelled in another way than everywhere else.

        `SEV-1`, `sev1` and `Sev 1` are understood; `pmgen check --fix` writes them as `SEV1`, and a search finds all.

        Bad:

        ```yaml
        severity: sev-1
        ```

        Good:

        ```yaml
        severity: SEV1
        ```
        """,
        Level.WARNING,
    ),
    found_elsewhere(
        "PM105",
        "unreadable-date",
        """
        A day is not written as `YYYY-MM-DD`, or is not in the calendar.

        `04/05/2026` is two different days on the two sides of an ocean.

        Bad:

        ```yaml
        date: 22.4.2026
        ```

        Good:

        ```yaml
        date: 2026-04-22
        ```
        """,
    ),
    found_elsewhere(
        "PM106",
        "unreadable-time",
        """
        A time or a length of time cannot be read.

        Many forms can, and all are kept as written: `09:00`, `~09:00`, `Apr 16 16:23:32`, `2026-04-16 16:23`,
        `2026-04-16T16:23:32+03:00`, `T+90m`, `2026-04-16`, and `unknown` for what nobody knows.

        Bad:

        ```yaml
        timeline: [{at: early afternoon, event: It hung}]
        ```

        Good:

        ```yaml
        timeline: [{at: "~14:00", event: It hung}]
        ```
        """,
    ),
    found_elsewhere(
        "PM107",
        "unknown-timezone",
        """
        A time zone is not in the IANA database.

        Abbreviations are hardly ever zones: `IST` is three of them, and `EST`, which is one, has no summer.

        Bad:

        ```yaml
        timezone: Europe/Sofa
        ```

        Good:

        ```yaml
        timezone: Europe/Sofia
        ```
        """,
    ),
    found_elsewhere(
        "PM108",
        "missing-key",
        """
        A key that is always needed is missing or empty, or nothing says whether something is `internal`.

        A key that is not needed may be there and say nothing, be it with quotes: a form need not be filled in. Only
        `internal` may not, as whoever wrote it may have meant that nobody outside reads this.

        Bad:

        ```yaml
        title:
        ```

        Good:

        ```yaml
        title: Vault raft leader deadlock
        ```
        """,
    ),
    found_elsewhere(
        "PM109",
        "unusable-id",
        """
        An id holds characters that a link, a commit message or a file name cannot.

        Bad:

        ```yaml
        id: PM 2026/04/22
        ```

        Good:

        ```yaml
        id: PM-2026-04-22
        ```
        """,
    ),
    found_elsewhere(
        "PM116",
        "newer-schema",
        """
        A document is written for a newer pmgen.

        Reading it as if it were older could lose what the newer version added.

        Bad:

        ```yaml
        schema: 2
        ```

        Good:

        ```yaml
        schema: 1
        ```
        """,
    ),
)
