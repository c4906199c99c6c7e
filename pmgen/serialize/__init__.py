"""Model to source text, the inverse of `decode`.

The YAML is written for people: keys in the order of the model, defaults left out, quotes only where some
reader of YAML, old or new, would take a text for something else.
"""

from __future__ import annotations

import re

from pmgen import model
from pmgen.serialize.emitter import Tree, Yaml, flow, scalar, sections
from pmgen.serialize.trees import time, tree_of, tree_of_value

__all__ = ["document", "front_matter", "on_one_line", "plain", "text_of_tree", "time", "word"]


def front_matter(post_mortem: model.PostMortem) -> str:
    """The front matter of a post-mortem as YAML, without the `---` around it.

    A post-mortem that `decode` gave comes back equal when the text is read and decoded.
    """
    return sections(tree_of(post_mortem))


def document(post_mortem: model.PostMortem, body: str, *, comments: str = "") -> str:
    """A whole file.

    Args:
        body: the Markdown; blank lines at its beginning and end are not kept.
        comments: lines of YAML comments that follow the keys.
    """
    return _file(front_matter(post_mortem), re.sub(r"\A\s*\n", "", body).rstrip(), comments)


def word(text: str) -> str:
    """A text as a YAML scalar that may stand anywhere on a line, in brackets, too."""
    return scalar(text, flow=True)


def on_one_line(value: object) -> str:
    """Any value of the model as YAML on one line, which may stand in brackets, too."""
    return flow(tree_of_value(value))


def plain(text: str) -> Tree:
    """A scalar that is YAML already, such as a date or a truth value."""
    return Yaml(text)


def text_of_tree(tree: dict[str, Tree], body: str, *, comments: str = "") -> str:
    """A whole file of a tree of texts, lists and mappings; see `document`."""
    return _file(sections(tree), body.strip("\n") if body.strip() else "", comments)


def _file(yaml: str, body: str, comments: str) -> str:
    noted = f"\n{comments.strip()}\n" if comments.strip() else ""
    return f"---\n{yaml}{noted}---\n" + (f"\n{body}\n" if body else "")
