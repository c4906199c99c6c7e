"""PM005 to PM008, PM012 and PM013: front matter that cannot be read. What finds them is its reading."""

from __future__ import annotations

from pmgen.diagnostics import found_elsewhere

RULES = (
    found_elsewhere(
        "PM005",
        "yaml-syntax",
        """
        The front matter is not YAML.

        The most frequent causes: a text that holds a colon and a space needs quotes, a quote or a bracket is not
        closed, a line is indented too far.

        Bad:

        ```yaml
        summary: Vault: the leader hung
        ```

        Good:

        ```yaml
        summary: "Vault: the leader hung"
        ```
        """,
    ),
    found_elsewhere(
        "PM006",
        "tab-in-yaml",
        """
        A tab indents front matter.

        YAML allows only spaces there, because a tab is as wide as the reader's editor likes.

        Bad:

        ```text
        ---
        title: Vault was down
        services:
        \\t- vault
        ---
        ```

        Good:

        ```yaml
        services:
          - vault
        ```
        """,
    ),
    found_elsewhere(
        "PM007",
        "duplicate-key",
        """
        A key stands twice in one mapping.

        YAML readers keep one of the two and drop the other in silence; which one depends on the reader.

        Bad:

        ```yaml
        severity: SEV1
        severity: SEV2
        ```

        Good:

        ```yaml
        severity: SEV1
        ```
        """,
    ),
    found_elsewhere(
        "PM008",
        "second-yaml-document",
        """
        The front matter holds more than one YAML document.

        Everything behind the first would be lost, and keys behind a line of dashes too many would be words of the
        narrative.

        Bad:

        ```text
        ---
        title: Vault was down
        --- # the second
        severity: SEV1
        ---
        ```

        Good:

        ```yaml
        severity: SEV1
        ```
        """,
    ),
    found_elsewhere(
        "PM012",
        "front-matter-not-a-mapping",
        """
        Front matter is a list or a text, not keys and values.

        Bad:

        ```text
        ---
        - Vault was down
        ---
        ```

        Good:

        ```yaml
        title: Vault was down
        ```
        """,
    ),
    found_elsewhere(
        "PM013",
        "key-not-a-text",
        """
        A key is a list or a mapping.

        YAML allows it; nothing in a post-mortem is called that.

        Bad:

        ```yaml
        ? [a, b]
        : c
        ```

        Good:

        ```yaml
        x-a: c
        ```
        """,
    ),
)
