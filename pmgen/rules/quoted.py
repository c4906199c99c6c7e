"""PM119 and PM120: what the quotes round a text make of it. What finds them is `decode`."""

from __future__ import annotations

from pmgen.diagnostics import Level, found_elsewhere

RULES = (
    found_elsewhere(
        "PM119",
        "unmeant-escape",
        """
        A `\\` in double quotes makes a line break or a tab of the letter behind it.

        There `\\n`, `\\t`, `\\r`, `\\N`, `\\L`, `\\P` and `\\_` stand for characters that nobody sees, so that
        a path of Windows loses letters on the page. In single quotes, and without quotes, a `\\` is a `\\`. A text
        of several lines may break them with `\\n`; a title or a name may not.

        Bad:

        ```yaml
        title: "C:\\new\\temp was full"
        ```

        Good:

        ```yaml
        title: 'C:\\new\\temp was full'
        ```
        """,
        Level.WARNING,
    ),
    found_elsewhere(
        "PM120",
        "typographic-quotes",
        """
        A text stands in the quotes of a word processor, which are none to YAML.

        They would be part of the text: a service would be called `“vault”`, beside another one called `vault`. Where
        they are meant, put quotes of YAML round them.

        Bad:

        ```yaml
        services: [“vault”]
        ```

        Good:

        ```yaml
        services: [vault]
        title: '“It is always the DNS”'
        ```
        """,
        Level.WARNING,
    ),
)
