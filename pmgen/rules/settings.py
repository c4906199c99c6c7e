"""PM020 to PM023, PM025, PM026: configuration, baseline and templates. What finds them is the reading itself."""

from __future__ import annotations

from pmgen.diagnostics import Level, found_elsewhere

RULES = (
    found_elsewhere(
        "PM020",
        "config-syntax",
        """
        The configuration is not TOML.

        Bad:

        ```toml
        title = Post-mortems
        ```

        Good:

        ```toml
        title = "Post-mortems"
        ```
        """,
    ),
    found_elsewhere(
        "PM021",
        "unknown-config-key",
        """
        The configuration holds a key that pmgen does not know.

        A setting that is spelled wrong has no effect, and nothing would say so.

        Bad:

        ```toml
        timezome = "Europe/Sofia"
        ```

        Good:

        ```toml
        timezone = "Europe/Sofia"
        ```
        """,
    ),
    found_elsewhere(
        "PM022",
        "config-value",
        """
        The configuration holds a value that its key cannot have.

        Bad:

        ```toml
        timezone = "Europe/Sofa"
        ```

        Good:

        ```toml
        timezone = "Europe/Sofia"
        ```
        """,
    ),
    found_elsewhere(
        "PM023",
        "damaged-baseline",
        """
        A baseline cannot be read.

        It is a file of pmgen's own, so a merge has probably damaged it. Write it anew with
        `pmgen check --write-baseline`, and look at the difference.
        """,
    ),
    found_elsewhere(
        "PM025",
        "unused-template",
        """
        A file in the folder of templates, or in its place, has no effect.

        A template of a project takes the place of the bundled one that has the same name, folder and all
        (`incident.html`, `style/tokens.css`), or is extended, included or imported by one that does. The name of any
        other is probably misspelled, and the pages look as if it were not there.
        """,
        Level.WARNING,
    ),
    found_elsewhere(
        "PM026",
        "second-config",
        """
        A folder has settings in two files.

        Those in `pmgen.toml` count, and `[tool.pmgen]` in the `pyproject.toml` beside it has no effect. Whoever changes
        a setting there waits in vain for what it should do.
        """,
    ),
)
