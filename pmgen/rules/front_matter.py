"""PM005 to PM013, PM019, PM024: the YAML of the front matter. What finds them is its reading (`front_matter`)."""

from __future__ import annotations

from pmgen.diagnostics import Level, found_elsewhere

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
        "PM009",
        "yaml-alias",
        """
        Front matter uses an anchor or an alias.

        Nine lines of them can stand for billions of values, and a reader of the source has to look elsewhere for what
        is meant. A post-mortem has no need of them: write the value out.

        Bad:

        ```yaml
        owner: &team platform
        authors: [*team]
        ```

        Good:

        ```yaml
        owner: platform
        authors: [platform]
        ```
        """,
    ),
    found_elsewhere(
        "PM010",
        "yaml-tag",
        """
        Front matter uses a YAML tag.

        Each key has one type, which pmgen knows; a tag can only contradict it.

        Bad:

        ```yaml
        owner: !!binary cGxhdGZvcm0=
        ```

        Good:

        ```yaml
        owner: platform
        ```
        """,
    ),
    found_elsewhere(
        "PM011",
        "deep-nesting",
        """
        Front matter is nested deeper than any post-mortem needs.

        The limit is sixty levels; the deepest causal chain that we know has eight.

        Bad:

        ```yaml
        x-deep:
          [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
          [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
          ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
          ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
        ```

        Good:

        ```yaml
        x-shallow: [[1, 2], [3, 4]]
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
    found_elsewhere(
        "PM019",
        "comment-cuts-text",
        """
        A text without quotes ends at a ` #` that was hardly meant as a comment.

        To YAML a `#` behind a blank begins a comment, so that the rest of the line would be missing on the page, and
        nobody would notice. A comment with a blank behind its `#` is taken for what it is.

        Bad:

        ```yaml
        owner: platform, see issue #123
        ```

        Good:

        ```yaml
        owner: "platform, see issue #123"
        tags: [vault] # a comment
        ```
        """,
        Level.WARNING,
    ),
    found_elsewhere(
        "PM024",
        "item-in-text",
        """
        A list item is indented too far, and goes on with the text above it.

        To YAML it is one text of two lines. The item would be missing from its list, and the one above it would be
        called by both of their names.

        Bad:

        ```yaml
        services:
          - vault
            - dns
        ```

        Good:

        ```yaml
        services:
          - vault
          - dns
        ```
        """,
        Level.WARNING,
    ),
)
