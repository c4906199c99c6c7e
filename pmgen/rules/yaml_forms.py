"""PM009 to PM011, PM019 and PM024: forms of YAML that say something else than what is seen."""

from __future__ import annotations

from pmgen.diagnostics import Level, found_elsewhere

RULES = (
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
