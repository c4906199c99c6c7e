from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pmgen import document, front_matter
from pmgen.front_matter import FrontMatter, Mapping, Node, Scalar, Sequence
from pmgen.source import Source, Span, decode_bytes

RICH = """\
---
# A comment
title: "Vault: the \\"leader\\" hung"   # another
date: 2026-04-22
'severity': SEV1
services: [vault, 'dns, too', {a: b}]
summary:
  broke: >-
    Vault's raft leader stopped answering
    while its port stayed open.

  fixed: |+
    A reset.

timeline:
  - {at: "09:00", kind: started, event: It hung}
  - at: 10:44
    event: an event
      over two lines
  -
    - nested
    - []
    - {}
? owner
: platform
x-empty:
---

## What happened

--- not the end
"""

# ---------------------------------------------------------------------------------------------------------- trees


def parsed(text: str) -> FrontMatter:
    found, problems = front_matter.read(text)
    assert found is not None, problems
    return found


def inside(text: str) -> FrontMatter:
    return parsed(f"---\n{text}\n---\n")


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def everything(node: Node) -> Iterator[tuple[Node, tuple[Scalar | Node, ...]]]:
    """Each collection with what is directly inside of it."""
    if isinstance(node, Scalar):
        return
    held = [part for entry in node.entries.values() for part in entry] if isinstance(node, Mapping) else node.items
    yield node, tuple(held)
    for part in held:
        yield from everything(part)


def test_texts_are_never_resolved() -> None:
    words = ["10:44", "no", "2026-13-45", "0o17", "1_000", "1e3", "<<", "="]
    assert plain(inside("on:\n" + "".join(f"- {word}\n" for word in words)).root) == {"on": words}


def test_nothing_is_what_is_not_quoted() -> None:
    tree = inside("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: nothing")
    assert [key for key, (_, node) in tree.root.entries.items() if isinstance(node, Scalar) and node.null] == list(
        "abc"
    )


def test_everything_in_a_rich_document_is_where_its_span_says() -> None:
    tree = parsed(RICH)

    def shown(*route: str | int) -> str:
        span = tree.value_span(route)
        assert span is not None
        return RICH[span.start : span.end]

    assert shown("title") == '"Vault: the \\"leader\\" hung"'
    assert shown("services") == "[vault, 'dns, too', {a: b}]"
    assert shown("services", 1) == "'dns, too'"
    assert shown("services", 2, "a") == "b"
    assert shown("summary", "broke") == (
        ">-\n    Vault's raft leader stopped answering\n    while its port stayed open."
    )
    assert shown("summary", "fixed") == "|+\n    A reset."
    assert shown("timeline", 0) == '{at: "09:00", kind: started, event: It hung}'
    assert shown("timeline", 1, "event") == "an event\n      over two lines"
    assert shown("timeline", 1) == "at: 10:44\n    event: an event\n      over two lines"
    assert shown("timeline", 2, 1) == "[]"
    assert shown("owner") == "platform"
    assert shown("x-empty") == ""
    assert RICH[tree.body :] == "\n## What happened\n\n--- not the end\n"


def test_keys_have_their_own_places() -> None:
    tree = parsed(RICH)

    def shown(*route: str | int) -> str | None:
        span = tree.key_span(route)
        return RICH[span.start : span.end] if span else None

    assert shown("severity") == "'severity'"
    assert shown("owner") == "owner"
    assert shown("timeline", 1, "at") == "at"
    assert shown("timeline", 1) is None
    assert shown("tags") is None
    assert shown("title", "a") is None
    assert shown() is None


@pytest.mark.parametrize(
    ("route", "shown"),
    [
        (("tags",), "---"),
        ((), "---"),
        (("summary", "delayed"), "summary"),
        (("timeline", 1, "kind"), "at"),
        (("timeline", 0, "source"), "at"),
        (("timeline", 9), "timeline"),
        (("timeline", 2, 7, "a"), "nested"),
        (("services", 0, "x"), "vault"),
        (("title", 0, "x"), "title"),
    ],
)
def test_what_is_missing_is_shown_at_the_nearest_place_that_exists(route: tuple[str | int, ...], shown: str) -> None:
    tree = parsed(RICH)
    span = tree.nearest_span(route)
    assert RICH[span.start : span.end] == shown


PRINTABLE = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
DATA = st.recursive(
    st.text(st.sampled_from("ab \n\t#:-'\"[]{},&*!|>%@`?~\\é😀\u2028\x85") | PRINTABLE, max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab -#:'é", max_size=4), inner, max_size=4),
    max_leaves=12,
)
STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "default_flow_style": st.sampled_from([True, False, None]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([8, 30, 1000]),
        "indent": st.sampled_from([2, 3, 7]),
    }
)


@given(st.dictionaries(st.text("ab", min_size=1, max_size=3), DATA, min_size=1, max_size=4), STYLES, st.booleans())
def test_every_place_in_any_document_is_exact(data: dict[str, Any], style: dict[str, Any], crlf: bool) -> None:
    dumped = yaml.dump(data, Dumper=Text, sort_keys=False, **style)
    text = f"---\n{dumped}---\n"
    if crlf:
        text = text.replace("\n", "\r\n")
    found = parsed(text)
    for parent, held in everything(found.root):
        at = parent.span.start
        for part in held:
            assert at <= part.span.start <= part.span.end <= parent.span.end
            at = part.span.end
            if isinstance(part, Scalar):
                assert_reads_as(text[part.span.start : part.span.end], part)


class Text(yaml.CSafeDumper):
    """Writes no tags and no aliases, which front matter does not have."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def assert_reads_as(written: str, scalar: Scalar) -> None:
    """Read a scalar again, by itself."""
    if written[:1] in ("|", ">"):
        if any(character.isdigit() for character in written.split("\n", 1)[0]):
            return  # counts its indentation from the collection around it
        # The line breaks at its end belong to it or not, but never to its span.
        assert reread(written + "\n").rstrip("\r\n") == scalar.text.rstrip("\r\n")
    else:
        assert reread(written) == scalar.text


def reread(written: str) -> str:
    node = inside(f"x: {written}").root.get("x")
    assert isinstance(node, Scalar)
    return node.text


# ------------------------------------------------------------------------------------------------ where it begins


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: b\n---\n", ""),
        ("---\na: b\n---", ""),
        ("---\na: b\n---\nBody", "\nBody"),
        ("---\na: b\n---\n\n\nBody", "\nBody"),
        ("---\r\na: b\r\n---\r\n\r\nBody\r\n", "\nBody\r\n"),
        ("\n\n---\na: b\n---\nBody", "\nBody"),
        ("\ufeff---\na: b\n---\nBody", "\nBody"),
        ("-----\na: b\n----- \nBody\n---\nmore", "\nBody\n---\nmore"),
        ("---\na: |\n  ---\n---\n    code", "\n    code"),
    ],
)
def test_front_matter_ends_at_the_first_line_of_dashes(text: str, body: str) -> None:
    assert text[parsed(text).body :] == body


def test_an_empty_front_matter_is_a_mapping_of_nothing() -> None:
    assert plain(parsed("---\n---\n").root) == {}
    assert plain(parsed("---\n# only a comment\n---\n").root) == {}


# --------------------------------------------------------------------------------------------------- what is wrong

BOMB = "x-0: &a [x]\n" + "".join(f"x-{n}: &b{n} [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 PM001 no front matter"),
        ("# A title\n", "1:1 PM001 no front matter"),
        ("-- -\na: b\n---\n", "1:1 PM001 no front matter"),
        ("---", "1:1 PM002 the front matter is never closed"),
        ("\n---\na: b\n", "2:1 PM002 the front matter is never closed"),
        ("---\na: b\n ---\n", "1:1 PM002 the front matter is never closed"),
        ("---\na: b\x00\n---\n", "2:5 PM004 control character U+0000"),
        ("---\na: b\n---\nBody \x1b[31m", "4:6 PM004 control character U+001B"),
        ('---\na: "b\\x1b[31m"\n---\n', "2:4 PM004 control character U+001B"),
        ("---\na: 'b\n---\n", "2:4 PM005 a quote that is never closed"),
        ('---\na: "b\n---\n', "2:4 PM005 a quote that is never closed"),
        ("---\na: [b, c\nd: e\n---\n", "2:4 PM005 a list that is never closed with `]`"),
        ("---\na: {b: c\n---\n", "2:4 PM005 a mapping that is never closed with `}`"),
        ("---\na: b: c\n---\n", "2:5 PM005 a second `: ` on one line"),
        ("---\na: `b`\n---\n", "2:4 PM005 a value cannot begin with a backtick"),
        ("---\na: @b\n---\n", "2:4 PM005 a value cannot begin with `@`"),
        ("---\na: %b\n---\n", "2:4 PM005 a value cannot begin with `%`"),
        ("---\na\nb: c\n---\n", "2:1 PM005 a key without `:`"),
        ("---\na: b\nc d\n---\n", "3:1 PM005 a key without `:`"),
        ("---\na: b\u2028c\n---\n", "2:5 PM005 U+2028, which ends a line of YAML"),
        ('---\na: "\\q"\n---\n', "2:5 PM005 a `\\` that means nothing in double quotes"),
        ('---\na: "\\ud800"\n---\n', "PM005"),
        ("---\na: b\n...\nc: d\n---\n", "4:1 PM005"),
        ("---\n\ta: b\n---\n", "2:1 PM006 a tab, where YAML wants spaces"),
        ("---\na:\n\t- b\n---\n", "3:1 PM006 a tab, where YAML wants spaces"),
        ("---\na: b\nc: d\na: e\n---\n", "4:1 PM007 key `a` is there twice; the first is on line 2"),
        ("---\na: {b: 1, 'b': 2}\n---\n", "2:11 PM007 key `b` is there twice; the first is on line 2"),
        # A `- ` that was forgotten is one mistake, however many keys its item has.
        ("---\na:\n- b: c\n  d: e\n  b: f\n  d: g\n---\n", "5:3 PM007 key `b` is there twice; the first is on line 3"),
        # The end of the front matter is missing where the body begins, be there a line of dashes in that or none.
        ("---\na: b\n\n## What happened\n\nIt hung", "4:1 PM002 the front matter is never closed"),
        ("---\na: b\n\nThe leader hung.\n\n- a\n", "4:1 PM002 the front matter is never closed"),
        (
            "---\na: b\n\n## What happened\n\nIt hung\n---\n",
            "4:1 PM005 the body begins here, inside of the front matter",
        ),
        ("---\na: b\n\nThe leader hung.\n\n---\n", "4:1 PM005 the body begins here, inside of the front matter"),
        ("---\na: b\n\n# Vault\n\n## What happened\nIt hung.\n---\n", "4:1 PM005 the body begins here"),
        # Not at a comment, which is no heading of a text.
        ('---\na:\n- "b"\n\n# The second phase\n- "c\n---\n', "6:3 PM005 a quote that is never closed"),
        ("---\na: {b: c\n\n# All below is optional\n# d: [e]\n---\n", "2:4 PM005 a mapping that is never closed"),
        ("---\na: @b\n\n# To be filled in later\n---\n", "2:4 PM005 a value cannot begin with `@`"),
        ("---\na: b\n\n# Which ones\n\nservices [vault]\n---\n", "6:1 PM005 a key without `:`"),
        # Not where keys follow, below what `pmgen new` has put there as comments, or of a word or two.
        ("---\na: b\n\n## What happened\n\nc\nd: e\n---\n", "6:1 PM005 a key without `:`"),
        ("---\na: b\n\n## Before `status: published`:\n\nc\n---\n", "6:1 PM005 a key without `:`"),
        ("---\na: b\n\nThe leader\n---\n", "4:1 PM005 a key without `:`"),
        ("---\na: b\n\n## Before `status: published`:\n\n", "1:1 PM002 the front matter is never closed"),
        ("---\n**title:** b\nc: d\n---\n", "2:1 PM005 a key between `**`"),
        ("---\na: b\n**Root cause**: c\n---\n", "3:1 PM005 a key between `**`"),
        ("---\n- **title:** b\n- **date:** c\n---\n", "2:3 PM005 a key between `**`"),
        ("---\na:\n- b\n- **timing:** c\n---\n", "4:3 PM005 a value cannot begin with `*`"),
        ("---\na:\n  - **timing:** c\n---\n", "3:5 PM005 a value cannot begin with `*`"),
        ("---\na: **b:** c\n---\n", "2:4 PM005 a value cannot begin with `*`"),
        ('---\na: "\\ud83d\\ude00"\n---\n', "2:7 PM005 a `\\u` that is no character"),
        ("---\na: b\n--- # more\nc: d\n---\n", "3:1 PM008 a second YAML document begins"),
        (f"---\n{BOMB}---\n", "2:6 PM009 anchor `&a`"),
        ("---\na: *b\n---\n", "2:4 PM009 alias `*b`"),
        ("---\na: &a [*a]\n---\n", "2:4 PM009 anchor `&a`"),
        ("---\na: &a\n  b: *a\n---\n", "2:4 PM009 anchor `&a`"),
        ("---\na: !!python/object/apply:os.system [ls]\n---\n", "2:4 PM010 tag `!!python/object/apply:os.system`"),
        ("---\na: !b c\n---\n", "2:4 PM010 tag `!b`"),
        ("---\na: " + "[" * 3000 + "]" * 3000 + "\n---\n", "2:63 PM011 nested deeper than 60 levels"),
        ("---\na: " + "[" * 3000 + "\n---\n", "2:63 PM011 nested deeper than 60 levels"),
        ("---\na: " + "{b: " * 3000 + "\n---\n", "PM011 nested deeper than 60 levels"),
        ("---\na:\n  " + "- " * 3000 + "b\n---\n", "3:121 PM011 nested deeper than 60 levels"),
        (
            "---\n" + "".join(" " * n + "a:\n" for n in range(1500)) + "---\n",
            "62:61 PM011 nested deeper than 60 levels",
        ),
        ("---\n- a\n---\n", "2:3 PM012 the front matter is a list"),
        ("---\na\n---\n", "2:1 PM012 the front matter is a text"),
        ("---\n? [a, b]\n: c\n---\n", "2:4 PM013 a key that is not a text"),
        ("---\n{a: b}: c\n---\n", "2:2 PM013 a key that is not a text"),
        ("---\na: {[b]: c}\n---\n", "2:6 PM013 a key that is not a text"),
        ("---\n" + "a" * 100_000 + ": b\n---\n", "2:100001 PM005 a key where none can stand"),
        ("---\ra: b\r---\r", "1:1 PM001 no front matter"),
    ],
)
def test_each_mistake_has_its_place(text: str, expected: str) -> None:
    found, problems = front_matter.read(text)
    assert found is None
    assert len(problems) == 1
    assert isinstance(problems[0].at, Span)
    line, column = Source("a.md", text).position(problems[0].at.start)
    assert f"{line}:{column} {problems[0].code} {problems[0].message}".find(expected) in (0, len(f"{line}:{column} "))


@pytest.mark.parametrize("text", ["a: b\nc: d\na: e\nc: f\n", "x:\n  a: b\n  c: d\n  a: e\n  c: f\n"])
def test_keys_that_are_there_twice_and_in_no_item_are_a_mistake_each(text: str) -> None:
    _, problems = front_matter.read(f"---\n{text}---\n")
    assert [each.message[:8] for each in problems] == ["key `a` ", "key `c` "]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("\n# Vault\n\n---\ntitle: Vault\n---\n", "nothing can stand above the `---` that begins it, on line 4"),
        ("```yaml\n---\r\ntitle: Vault\n---\n```\n", "nothing can stand above the `---` that begins it, on line 2"),
        # A line, and what is underlined.
        ("# Vault\n\n---\nWhat: it hung\n\n---\n", "begin the file with `---`"),
        ("# Vault\n\ntitle\n---\n", "begin the file with `---`"),
        ("", "`pmgen new` writes such a file"),
    ],
)
def test_what_stands_above_the_front_matter_is_said_to(text: str, advice: str) -> None:
    _, (problem,) = front_matter.read(text)
    assert problem.code == "PM001"
    assert advice in (problem.help or "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\na: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> c\n---\n", "3:1"),
        ("---\na:\n  - {b: c}\n<<<<<<< HEAD\n  - {b: d}\n=======\n  - {b: e}\n>>>>>>> c\n---\n", "4:1"),
        ("<<<<<<< HEAD\n---\na: b\n=======\n---\na: c\n>>>>>>> c\n---\n", "1:1"),
        ("---\na: b\n<<<<<<< HEAD\n---\n=======\nc: e\n---\n>>>>>>> c\n", "3:1"),
    ],
)
def test_a_conflict_is_named_before_all_that_it_breaks(text: str, place: str) -> None:
    _, (problem,) = front_matter.read(text)
    assert isinstance(problem.at, Span)
    line, column = Source("a.md", text).position(problem.at.start)
    assert (problem.code, f"{line}:{column}") == ("PM028", place)


BLANK_COLON = "no blank behind the `:` of a key"
BLANK_DASH = "no blank behind the `-` of a list item"
INDENTED = "put two blanks more before each line of the text than before `a:`"
BEHIND_QUOTE = "text behind a closing quote"


@pytest.mark.parametrize(
    ("yaml_text", "expected", "advice"),
    [
        # The line that is wrong, not the one on which the parser notices.
        ("a: b\nowner:bob\ntags: [c]", f"2:1 {BLANK_COLON}", "write `owner: bob`"),
        ("a: b\nowner:bob", f"2:1 {BLANK_COLON}", "write `owner: bob`"),
        ("owner:bob\ntags: [c]", f"1:1 {BLANK_COLON}", "write `owner: bob`"),
        ("a: b\nowner:\u00a0bob\ntags: [c]", "2:7 U+00A0 behind the `:` of a key", "type the blank anew: `owner: bob`"),
        ("owner:\u00a0bob\nteam:\u00a0ops\ntags: [c]", "1:7 U+00A0 behind the `:` of a key", "`owner: bob`"),
        ("a:\n  - at:10:00\n    event: b", f"2:5 {BLANK_COLON}", "write `at: 10:00`"),
        ("a: b\nowner bob\ntags: [c]", "2:1 a key without `:`", "write `key: value`, or indent"),
        ("a: b\nsee http://c\ntags: [c]", "2:1 a key without `:`", "write `key: value`, or indent"),
        ("summary: foo\nbar baz\ntags: [c]", "2:1 a key without `:`", "indent a text of several lines"),
        ("a:\n-nfs\n-ci\nb: c", f"2:1 {BLANK_DASH}", "write `- nfs`"),
        ("a:\n  - nfs\n  -ci\nb: c", f"3:3 {BLANK_DASH}", "write `- ci`"),
        ("a: b\n  c: d", "2:4 a key where none can stand", "indent it as the key"),
        # What is indented otherwise than what it belongs to.
        ("  a: b\n c: d", "2:2 a key in another column than those above it", "indent it as they are"),
        ("a:\n  - b: c\n   d: e", "3:4 a key in another column than those above it", "indent it as they are"),
        ("a:\n- b: c\n - b: d", "3:2 a list item that belongs to no list", "begin it in the column of the item above"),
        ("a:\n  b: c\n  - d", "3:3 a list item that belongs to no list", "or below the key of its list"),
        # A shape that its list does not have, either.
        ("references:\n- [b](https://c)", "2:6 text behind", "write `{title: 'b', url: 'https://c'}`"),
        ("references:\r\n- [b](https://c)\r\n", "2:6 text behind", "write `{title: 'b', url: 'https://c'}`"),
        ('timeline:\r\n- "10:00" it hangs\r\n', "2:11 text behind", "write `{at: '10:00', event: 'it hangs'}`"),
        ('timeline:\n- "10:00" – it\'s down', "2:11 text behind", """write `{at: '10:00', event: "it's down"}`"""),
        # A text between brackets that needs quotes.
        ('a:\n- {at: "10:00", event: alert: disk}', "2:29 a second `: ` in one value", "put quotes round"),
        ('a:\n- {at: "10:00",\n   event: alert: disk}', "3:16 a second `: ` in one value", "put quotes round"),
        ("a: {b: it's [bad]}", "1:13 `[` inside a text between brackets", "put quotes round a text that holds `[`"),
        ("a: {b: it is bad], c: d}", "1:17 `]` inside a text between brackets", "put quotes round"),
        ('a: {b: "x" y}', f"1:12 {BEHIND_QUOTE}", 'inside double quotes a `"` is written `\\"`'),
        ('a: {b: "x" c: y}', "1:12 a `,` is missing before this", "put a `,` between the two"),
        ("a: {b: fixed in #12}\nc: d", "1:17 a comment begins here, and the closing `}` is in it", "put quotes round"),
        ("a:\n- {b: c, #d}\ne: f", "2:10 a comment begins here, and the closing `}` is in it", "put quotes round"),
        ("a:\n- {b: c, #d}\n- {b: f}", "2:10 a comment begins here, and the closing `}` is in it", "put quotes round"),
        ("a: [b, #c]\n", "1:8 a comment begins here, and the closing `]` is in it", "put quotes round"),
        ('a:\n- {b: "c, #d"}\n- [,]', "3:4 a value is missing here", "is there a `,` too many?"),
        ("a:\n- {b: it's, #d}\n- [,]", "2:13 a comment begins here", "put quotes round a text that holds ` #`"),
        ("a:\n- {b: c, # [1]\n   d: e}\n- [,]", "4:4 a value is missing here", "is there a `,` too many?"),
        ("a:\n- {b: c}}", "2:9 a `}` too many", "delete it"),
        ("a: [b]]", "1:7 a `]` too many", "delete it"),
        ("a:\n- {b: c\n- {b: d}", "2:3 a mapping that is never closed with `}`", "put the `}` behind its end"),
        # A quote that was forgotten, and one too many.
        ('a:\n- at: "14:00\n  b: c\n- at: "14:05"', "2:7 the quote that opens here is closed on line 4", "close it"),
        ('a:\n- {at: "14:00}\n- {at: "14:05"}', "2:8 the quote that opens here is closed on line 3", "close it"),
        ('a: "b”\nc: d', "1:4 a quote that is never closed", '`”` does not close it: write `"`'),
        ('a: "b”\nc: "d"', "1:4 the quote that opens here is closed on line 2", '`”` does not close it: write `"`'),
        ("a: 'b’\nc: d", "1:4 a quote that is never closed", "`’` does not close it: write `'`"),
        ('a: "it’s\nc: d', "1:4 a quote that is never closed", "close it where its text ends"),
        # What looks like what was meant.
        ("a:\n\u00a0\u00a0- b\nc: d", "2:1 U+00A0 at the beginning of a line", "type the blanks anew"),
        ("a:\n\u00a0\u00a0b: c\n\u00a0\u00a0d: e", "2:1 U+00A0 at the beginning of a line", "type the blanks anew"),
        ("a:\n  - b\n  -\u00a0\u00a0- c\n", "3:4 U+00A0 behind the `-`", "type the blanks anew"),
        ("a:\n  -\u00a0b\n", "2:4 U+00A0 behind the `-` of a list item", "type the blanks anew"),
        ("a:\n  - \u00a0b: c\n    d: e", "2:5 U+00A0 at", "type the blanks anew"),
        ("a: “b: c”", "1:6 a second `: ` on one line", "`'` or `\"`; `“` is none to YAML"),
        ("a:\n• nfs\n• ci", "2:1 a list item begins with `-`, not with `•`", "write `- nfs`"),
        ("a:\n– nfs\nb: c", "2:1 a list item begins with `-`, not with `–`", "write `- nfs`"),
        ("a:\n  - {b: c}\n  – {b: d}\n", "3:3 a list item begins with `-`, not with `–`", "write `- {b: d}`"),
        ("a:\n  - {b: c}\n  {b: d}\n", "3:3 an item of a list without `-`", "write `- {b: d}`"),
        ("a:\n  - {b: c}\n  -{b: d}\n", f"3:3 {BLANK_DASH}", "write `- {b: d}`"),
        ('a:\n  - {b: "c"}\n\u00a0\u00a0- {b: "d"}\n', "3:1 U+00A0 at the beginning of a line", "type the blanks anew"),
        ("a: b\nowner：bob\nc: d", "2:1 a key without `:`", "write `owner: bob`, or"),
        ("a: b\nowner = bob\nc: d", "2:1 a key without `:`", "write `owner: bob`, or"),
        ('a: "mounts" fail', f"1:13 {BEHIND_QUOTE}", """round the whole text: `'"mounts" fail'`"""),
        ("a: 'mounts' fail", f"1:13 {BEHIND_QUOTE}", """round the whole text: `"'mounts' fail"`"""),
        ("a: 'it's bad'", f"1:8 {BEHIND_QUOTE}", """round the whole text: `"it's bad"`"""),
        ("a: 'it's bad", f"1:8 {BEHIND_QUOTE}", "inside single quotes a `'` is written `''`"),
        ('a:\n- "bob" smith', f"2:9 {BEHIND_QUOTE}", """round the whole text: `'"bob" smith'`"""),
        ("a: {b: [c](d)}", "1:11 text behind a closing `]`", "put quotes round the whole text"),
        ("a: [[b] [c]]", "1:9 a `,` is missing before this", "put a `,` between the two"),
        ('a: b\n"owner":"bob"', f"2:1 {BLANK_COLON}", 'write `owner: "bob"`'),
        ("a: [b](c)", "1:7 text behind a closing `]`", "put quotes round the whole text"),
        (
            "a: see #123, it\n  was down",
            "1:8 a comment begins here, and the text ends",
            "put quotes round the whole text",
        ),
        ("title = b\nowner = bob", "1:1 the front matter is a text", "write `title: b`"),
        # A `- ` that was forgotten, and a brace that begins a text.
        ("a:\n- b: c\n  b: d", "3:3 key `b` is there twice", "keep one of the two, or begin a further item with `- `"),
        ("a: {{b}} c", "1:6 a key that is not a text", "put quotes round a text that begins with `{`"),
        # What a text cannot begin with.
        ("a: [#b, c]", "1:5 a comment begins here, and the closing `]` is in it", "put quotes round a text"),
        ("a:\n1. nfs\n2. ci\nb: c", "2:1 a list item begins with `-`, not with `1.`", "write `- nfs`"),
        ("a:\n1) nfs\n2) ci", "2:1 a list item begins with `-`, not with `1)`", "write `- nfs`"),
        # The same in a text that has lost its indentation.
        ("a: |\n1. b\n2. c", "2:1 an item that is not indented as the text of `a`", INDENTED),
        ("a: >-\n* b\n* c", "2:1 an item that is not indented as the text of `a`", INDENTED),
        ("a: |\n- b\n- c", "2:1 an item that is not indented as the text of `a`", INDENTED),
        ("x:\n- a: |\n    1. b\n2. c", "4:1 an item that is not indented as the text of `a`", INDENTED),
        ("a: |\n  b\n- c: d", "3:1 a list item that belongs to no list", "begin it in the column of the item"),
        ("x:\n- a: |\n    b\n* c: d", "4:1 a list item begins with `-`, not with `*`", "write `- c: d`"),
        ("a: |\n  b\nc:\n1. d", "4:1 a list item begins with `-`, not with `1.`", "write `- d`"),
        ("a: |\n  b\nc\nd: e", "3:1 a key without `:`", "write `key: value`, or indent"),
        ("a: b |\n1. c", "2:1 a list item begins with `-`, not with `1.`", "write `- c`"),
        ("a:\n2026. It hung\nb: c", "2:1 a key without `:`", "write `key: value`, or indent"),
        ("a:\n- {at: 10:00 event: b}", "2:14 a `,` is missing before `event`", "put a `,` between the two"),
        ("a:\n- {at: 10:00 at night: b}", "2:22 a second `: ` in one value", "put quotes round a text"),
        ("a: [#b, c]\nd: e", "1:5 a comment begins here, and the closing `]` is in it", "put quotes round a text"),
        ("a: ]b", "1:4 a value cannot begin with `]`", "put quotes round the whole text"),
        ("a: [b,,c]", "1:7 a value is missing here", "is there a `,` too many?"),
        ("a: > b", "1:4 a text on the line of its `>`", "round the whole text, or begin it on the next line"),
        # What Markdown has for lists.
        ("followups:\n- [ ] Add it", "2:7 text behind a closing `]`", "write `{id: …, action: 'Add it'}`"),
        ("followups:\n- [x] Add it", "2:7 text behind", "write `{id: …, action: 'Add it', status: done}`"),
        ("lessons:\n- [x] Add it", "2:7 text behind a closing `]`", "put quotes round the whole text"),
        ("a: []\n  - b: c", "2:3 a list item below an empty list", "delete the `[]` behind `a:`"),
        ("a: [b]\n  - c: d", "2:3 a list item that belongs to no list", "begin it in the column of the item"),
        ("a:\n  -b: c\n   d: e", "2:3 no blank behind the `-` of a list item", "write `- b: c`"),
        ("a:\n  b: c\n   d: e", "3:5 a key where none can stand", "indent it as the key that it belongs to"),
        ("a:\n  -b: c\n    d: e", "3:6 a key where none can stand", "indent it as the key that it belongs to"),
        ("timeline:\n- [09:15] a", "2:11 text behind a closing `]`", "write `{at: '09:15', event: 'a'}`"),
        ("timeline:\n- [09:15 UTC] a: b", "2:4 a key that is not", "write `{at: '09:15 UTC', event: 'a: b'}`"),
        ("timeline:\n- '09:15' - a", "2:11 text behind a closing quote", "write `{at: '09:15', event: 'a'}`"),
        ("timeline:\n- [09:15 a] b", "2:13 text behind a closing `]`", "put quotes round the whole text"),
        ("timeline:\n- [a] b: c", "2:4 a key that is not a text", "put quotes round a text that begins with `[`"),
        ("lessons:\n- [09:15] a: b", "2:4 a key that is not a text", "put quotes round a text that begins with `[`"),
        ("a: b - c\nd: - e", "2:4 a list item where none can stand", "begin a list on its own line"),
        ("followups:\n- [INC-1] Add it", "2:11 text behind a closing `]`", "put quotes round the whole text"),
        (
            "timeline:\n  | time | event |\n  |---|---|\n  | 09:00 | a |",
            "2:3 a table of Markdown, where YAML wants a list",
            "write each of its rows as an item: `- {at: …, event: …}`",
        ),
        ("a:\n  | b | c |", "2:3 a text on the line of its `|`", "put quotes round the whole text"),
        ("timeline:\n  | b", "2:3 a text on the line of its `|`", "put quotes round the whole text"),
        ("a: |b", "1:4 a text on the line of its `|`", "round the whole text, or begin it on the next line"),
        ("a: ? b", "1:4 a value cannot begin with `?`", "put quotes round the whole text"),
        ("a:\n  * nfs\n  * ci", "2:3 a list item begins with `-`, not with `*`", "write `- nfs`"),
        ("a: **b** c", "1:4 a value cannot begin with `*`", "put quotes round the whole text"),
        ("a: !! b", "1:4 a value cannot begin with `!`", "put quotes round the whole text"),
        ("a: & b", "1:4 a value cannot begin with `&`", "put quotes round the whole text"),
        ("a: @b", "1:4 a value cannot begin with `@`", "put quotes round the whole text"),
    ],
)
def test_a_mistake_is_shown_where_it_was_made_with_what_mends_it(yaml_text: str, expected: str, advice: str) -> None:
    source = Source("a.yml", yaml_text)
    _, (problem,) = front_matter.read(yaml_text, fenced=False)
    assert isinstance(problem.at, Span)
    line, column = source.position(problem.at.start)
    assert f"{line}:{column} {problem.message}".startswith(expected)
    assert advice in (problem.help or "")


@pytest.mark.parametrize(
    ("text", "expected", "advice"),
    [
        (
            "———\na: b\n———\n",
            "1:1 no front matter",
            "`———` does not begin it: write `---`, three hyphens, there and below",
        ),
        ("-–\na: b\n-–\n", "1:1 no front matter", "`-–` does not begin it"),
        ("--\r\na: b\r\n--\r\n", "1:1 no front matter", "`--` does not begin it"),
        ("---\na: b\n—\n\nText.\n", "3:1 the front matter is never closed", "`—` does not end it: write `---`"),
        (
            "---\na: b\n-\n– Text.\n",
            "1:1 the front matter is never closed",
            "put a line with `---` behind the last key",
        ),
        ("– A text\n", "1:1 no front matter", "begin the file with `---`"),
    ],
)
def test_dashes_that_are_no_three_hyphens_are_told_apart(text: str, expected: str, advice: str) -> None:
    _, (problem,) = front_matter.read(text)
    assert isinstance(problem.at, Span)
    line, column = Source("a.md", text).position(problem.at.start)
    assert f"{line}:{column} {problem.message}" == expected
    assert (problem.help or "").startswith(advice)


@pytest.mark.parametrize(
    ("yaml_text", "expected"),
    [
        ("a: see issue #123, down", ["1:14 PM019 `#123,` begins a comment, and the text ends"]),
        ("owner: #ops", ["1:8 PM019 `#ops` is a comment, and the value is empty"]),
        ("a: [b #c\n ]\nd:\n- #e", ["1:7 PM019 `#c` begins", "4:3 PM019 `#e` is a comment"]),
        ("a:\n  - nfs\n    - ci", ["3:5 PM024 `- ci` is no list item here"]),
        ("a: b\n\n  - c\n  - d", ["3:3 PM024 `- c` is no list item here"]),
        ("a: b # c #d\ne:  # f\n'g': 'h' #i\nj:\n  #k\nl: m#n", []),
        ("a: |\n  b #c\n  - d\ne: 'f #g\n  - h'\ni: j - k\n  l - m\nn:\n- o", []),
        ("a:\n  -nfs\n  - ci", []),
        ("a: |\n  b\n  \u00a0\u00a0- c\nd:\n  \u00a0e\nf: g\n  \u00a0h\ni: [\u00a0j]", []),
    ],
)
def test_what_is_yaml_but_not_meant_is_doubted(yaml_text: str, expected: list[str]) -> None:
    found, problems = front_matter.read(yaml_text, fenced=False)
    assert found is not None
    assert len(problems) == len(expected)
    for problem, begins in zip(problems, expected, strict=True):
        assert isinstance(problem.at, Span)
        line, column = Source("a.yml", yaml_text).position(problem.at.start)
        assert f"{line}:{column} {problem.code} {problem.message}".startswith(begins)


@pytest.mark.parametrize(
    ("rest", "line"),
    [
        ("owner: bob\n---\nText.\n", 3),
        ("services:\n- nfs\n\n# why\nimpact:\n  users: none\n---\n", 3),
        ("owner: bob\r\n---\r\n", 3),
        ("---\nowner: bob\n---\n", 3),
        ("\n---\nowner: bob\nservices: [nfs]\n---\nText.\n", 3),
        ("owner: bob\nservices: [nfs]\n\nText.\n", 3),
        # What a body may begin with.
        ("\nowner: bob\n---\n", None),
        ("Impact: none\n---\n", None),
        ("owner: bob\n\nText.\n\n---\n", None),
        ("owner: bob\n", None),
        ("\nowner: bob\nservices: [nfs]\n\nText.\n", None),
        ("summary: it hung\nSee below.\n\n---\n", None),
        ("Owner: bob\nServices: nfs\n", None),
        ("owner: bob\nhost: nfs-2\n", None),
        ("title: it hung\nowner: bob\n", None),  # there is a title
        ("note: it hung\nowner: bob\n", None),
        ("summary: it hung\nnote: twice\n", None),
        ("---\n\nText.\n\n---\n", None),
        ("---\n---\nowner: bob\n---\n", None),
        ("---\n", None),
        ("", None),
    ],
)
def test_keys_behind_the_end_of_the_front_matter_are_not_lost(rest: str, line: int | None) -> None:
    source = Source("a.md", f"---\ntitle: a\n---\n{rest}")
    read, problems = document.read(source)
    found = [each.at for each in problems if each.code == "PM008"]
    assert [source.position(at.start) for at in found if isinstance(at, Span)] == ([(line, 1)] if line else [])
    assert (read is None) == bool(line)
    assert document.read(Source("a.yml", "title: a\nx-a: |\n  ---\nowner: bob\n"))[0]


@pytest.mark.parametrize("value", ["*all users*", "&foo", "!important", "&foo bar"])
def test_a_text_that_yaml_takes_for_a_reference_or_a_tag_needs_quotes(value: str) -> None:
    _, (problem,) = front_matter.read(f"a: {value}", fenced=False)
    assert problem.help == "put quotes round a text that begins so; else write the value out"
    assert front_matter.read(f"a: '{value}'", fenced=False)[1] == []


@pytest.mark.parametrize(
    ("yaml", "advice"),
    [
        ("- title: a\n- date: b", "write its keys without `-` or `[…]`"),
        ("[{title: a}, {date: b}]", "write its keys without `-` or `[…]`"),
        ("- a\n- title: b", None),
        ("[]", None),
    ],
)
def test_a_list_of_keys_is_front_matter_with_a_dash_too_many_in_each_line(yaml: str, advice: str | None) -> None:
    _, (problem,) = front_matter.read(f"---\n{yaml}\n---\n")
    assert (problem.code, problem.help) == ("PM012", advice)


@pytest.mark.parametrize(
    ("line", "sample"),
    [
        ("**Title:** Queue", "title: Queue"),
        ("**Date:** 2026-04-22", "date: 2026-04-22"),
        ("**Tags:** [a, b]", "tags: [a, b]"),
        ("**Title:** 'the: queue'", "title: 'the: queue'"),
        ("**Link:** https://example.org/a#b", "link: https://example.org/a#b"),
        ("**Services:**", "services:"),
        ("**Title:** **Queue** isn't up", "title: '**Queue** isn''t up'"),
        ("**Title:** queue: full", "title: 'queue: full'"),
        ("**Title:** queue #3", "title: 'queue #3'"),
        ("**Owner:** @platform", "owner: '@platform'"),
    ],
)
def test_a_bold_key_is_advised_to_be_one_that_can_be_read(line: str, sample: str) -> None:
    _, (problem,) = front_matter.read(f"---\n{line}\n---\n")
    assert problem.help == f"write `{sample}`"
    assert front_matter.read(f"---\n{sample}\n---\n")[1] == []


@pytest.mark.parametrize(
    ("character", "advice"),
    [("\x9d", "type the word anew: it was read as another encoding"), ("\x1b", "delete it"), ("\x7f", "delete it")],
)
def test_a_control_character_of_a_damaged_word_is_not_all_that_is_wrong_in_it(character: str, advice: str) -> None:
    _, (problem,) = front_matter.read(f"---\na: b\n---\n\nIt â€œhungâ€{character}.\n")
    assert (problem.code, problem.help) == ("PM004", advice)


def test_all_duplicates_are_named_in_one_run() -> None:
    _, problems = front_matter.read("---\na: 1\na: 2\nb: {c: 1, c: 2}\nb: 3\n---\n")
    assert [problem.message.split("`")[1] for problem in problems] == ["a", "c", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "---\na: b\ta\n---\n",
        "---\na:\tb\n---\n",
        "---\na: b # 'c\n---\n",
        "---\na: it's\n---\n",
        "---\na: b&c *d !e\n---\n",
        "---\na: C:\\temp\n---\n",
        "---\na: https://example.org/?b=c#d\n---\n",
        "---\na: \u00a0b\u2028  c\n---\n",
        "---\na: 😀\n---\n",
        "---\n? " + "a" * 100_000 + "\n: b\n---\n",
        "---\na: " + "[" * 59 + "]" * 59 + "\n---\n",
        "---\n{a: b, c: d}\n---\n",
        "---\n'a': b\n\"c\": d\n1: e\n---\n",
        "---\na: b\n---\n" + "---\n" * 50,
    ],
)
def test_what_is_only_unusual_is_read(text: str) -> None:
    assert front_matter.read(text)[1] == []


def test_a_byte_order_mark_and_carriage_returns_are_problems_of_the_file() -> None:
    read, problems = document.read(Source("a.md", "\ufeff---\r\na: b\r\n---\r\n"))
    assert read is not None
    assert [problem.code for problem in problems] == ["PM014", "PM015"]


# ------------------------------------------------------------------------------------------------- whatever comes

SPECIALS = st.sampled_from(
    [
        *"\n\r\t :-#'\"[]{},&*!|>%@`?~\\\x00\ufeff\x85\u2028é😀",
        "---",
        "---\n",
        "\n---\n",
        "...",
        "? ",
        "- ",
        ": ",
        "<<: ",
    ]
)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A rich document after some slips of the hand."""
    text = RICH
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)) | st.integers(start, len(text)))
        text = text[:start] + draw(st.just("") | SPECIALS | st.text(max_size=3)) + text[end:]
    return text


def read_anything(text: str) -> None:
    read, problems = document.read(Source("a.md", text))
    assert read is not None or problems
    for problem in problems:
        assert isinstance(problem.at, Span)
        assert 0 <= problem.at.start <= problem.at.end <= len(text)


@given(spoiled())
def test_no_slip_makes_reading_fail(text: str) -> None:
    read_anything(text)


@given(st.lists(SPECIALS | st.characters(codec="utf-8"), max_size=60).map("".join))
@example("\ud800")
def test_no_front_matter_makes_reading_fail(text: str) -> None:
    read_anything(f"---\n{text}\n---\n")
    read_anything(text)


@given(st.binary(max_size=80))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    read_anything(decode_bytes("a.md", b"---\na: " + data + b"\n---\n")[0].text)


# What is slow for a file of this size would be quadratic; a linear reader is far below.
SECONDS = 5.0


@pytest.mark.parametrize(
    "yaml_text",
    [
        "\n".join(f"x-{number}: a" for number in range(100_000)),
        "\n".join("a: b" for _ in range(50_000)),
        "a: " + "b " * 500_000,
        "a: '" + "b\n\n " * 200_000 + "'",
        "a: |\n" + "  b\n" * 250_000,
        "a: [" + "b, " * 50_000 + "]",
        "a: " + "-" * 1_000_000,
        "a:" + " " * 1_000_000 + "b",
        "a: b\n" + "\n" * 500_000 + "c: d",
        "a: b\n" + "--- x\n" * 100_000,
        "# a\n" * 200_000,
    ],
    ids=[
        "keys",
        "duplicates",
        "words",
        "quoted",
        "block",
        "list",
        "dashes",
        "blanks",
        "lines",
        "documents",
        "comments",
    ],
)
def test_a_large_front_matter_takes_bounded_time(yaml_text: str) -> None:
    began = time.process_time()
    front_matter.read(f"---\n{yaml_text}\n---\n")
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("path", [r"D:\backups", r"C:\xampp", r"C:\users", r"C:\disk"])
def test_a_path_that_double_quotes_make_unreadable_is_told_of_single_ones(path: str) -> None:
    _, (problem,) = front_matter.read(f'---\ntitle: "{path}"\n---\n')
    assert "single quotes" in (problem.help or "")


def test_a_second_key_behind_a_quoted_value_is_not_told_to_become_part_of_it() -> None:
    _, (problem,) = front_matter.read('---\ntimeline:\n  - at: "09:00" kind: started event: it hung\n---\n')
    assert (problem.message, "new line" in (problem.help or "")) == ("a second key on one line", True)


@pytest.mark.parametrize(
    "line",
    [
        "at: 10:55 event: it hung",
        "at: 10:55, event: it hung",
        "at: 2026-04-22 ~10:55 event: it hung",
        "date: 2026-04-22 status: x",
    ],
)
def test_a_second_key_behind_a_time_is_not_told_to_become_part_of_it(line: str) -> None:
    _, (problem,) = front_matter.read(f"---\ntimeline:\n  - {line}\n---\n")
    assert (problem.message, "new line" in (problem.help or "")) == ("a second key on one line", True)


@pytest.mark.parametrize(
    "line", ["event: the cause: a leader", "event: 10 users said: no", "event: v1.2 is out: at last"]
)
def test_a_text_with_a_colon_is_told_to_have_quotes(line: str) -> None:
    _, (problem,) = front_matter.read(f"---\ntimeline:\n  - {line}\n---\n")
    assert problem.help == "put quotes round a text that holds `: `"


@pytest.mark.parametrize(
    "line",
    [
        *("# " + "a" * 300_000 + ":", "Aa bb cc" + " d" * 300_000 + ":", "# a" + " " * 300_000 + ":"),
        *("# a\n\n" * 60_000, "\n" * 300_000, " " * 300_000),
    ],
)
def test_where_a_body_begins_is_looked_for_in_time_that_grows_with_its_length(line: str) -> None:
    began = time.process_time()
    front_matter.read(f"---\na: b\n\n{line}")
    assert time.process_time() - began < 2
