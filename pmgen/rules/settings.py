"""PM020 to PM023: the configuration and the baseline. What finds them is the reading itself (`config`, `baseline`)."""

from __future__ import annotations

from pmgen.diagnostics import found_elsewhere

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
)
