"""The one Markdown dialect: what is in a text, and safe HTML of it.

`parse` reads a body once; `outline` says what is in it, with offsets for diagnostics; `to_html` renders it. `inline`
and `block` are for the Markdown of the front matter, `plain` and `first_sentence` for what is not HTML. The dialect is
CommonMark with GitHub's tables, strikethrough and task lists, and footnotes. Nothing here raises, whatever the text.
"""

from __future__ import annotations

from pmgen.markdown.damaged import damaged_words, mended, without_unseen
from pmgen.markdown.fragments import block, blocks_in, inline
from pmgen.markdown.public import (
    as_without_comments,
    internal,
    without,
    without_comments,
    without_links,
    without_unused,
)
from pmgen.markdown.reading import parse
from pmgen.markdown.render import to_html
from pmgen.markdown.sentences import first_sentence, plain
from pmgen.markdown.values import Dropped, Heading, Hidden, Link, Outline, Parsed, Rewrite, Slip

__all__ = [
    "Dropped",
    "Heading",
    "Hidden",
    "Link",
    "Outline",
    "Parsed",
    "Rewrite",
    "Slip",
    "as_without_comments",
    "block",
    "blocks_in",
    "damaged_words",
    "first_sentence",
    "fragment",
    "inline",
    "internal",
    "mended",
    "outline",
    "parse",
    "plain",
    "to_html",
    "without",
    "without_comments",
    "without_links",
    "without_unseen",
    "without_unused",
]


def outline(parsed: Parsed) -> Outline:
    """What a body holds."""
    return parsed.outline


def fragment(text: str) -> Outline:
    """What a Markdown text of the front matter holds, where HTML is text and there are no footnotes."""
    return parse(text, raw_html=False, footnoted=False).outline
