"""PM0xx: the file and its YAML. What finds them is the reading itself (`document`, `front_matter`, `check`)."""

from __future__ import annotations

from pmgen.diagnostics import Level, Rule, dedent


def _reading(code: str, name: str, doc: str, level: Level = Level.ERROR) -> Rule:
    return Rule(code, name, level, dedent(doc))


RULES = (
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
        "PM008",
        "second-yaml-document",
        """
        The front matter holds more than one YAML document.

        Everything behind the first would be lost.

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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
        "PM016",
        "too-large",
        """
        A file is larger than any post-mortem.

        The limit is 1 MiB. A log of that size belongs beside the document, with a link to it.
        """,
    ),
    _reading(
        "PM017",
        "unreadable-file",
        """
        A file cannot be read.

        It is a directory with the name of a document, a device, a link to nowhere or out of the source folder, or the
        system does not allow it. A document that is there and cannot be read would otherwise be missing from the index.
        """,
    ),
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
        "PM023",
        "damaged-baseline",
        """
        A baseline cannot be read.

        It is a file of pmgen's own, so a merge has probably damaged it. Write it anew with
        `pmgen check --write-baseline`, and look at the difference.
        """,
    ),
)
