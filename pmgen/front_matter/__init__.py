"""YAML as a tree that remembers places.

The raw text of a scalar is kept and never resolved: YAML 1.1 would read `10:44` as 644 and `no` as false.
What front matter has no use for is refused with its place, before it can cost time or memory: aliases (an
"alias bomb" is nine lines), tags, several documents, nesting beyond `DEEPEST`.
"""

from __future__ import annotations

from pmgen.front_matter.reading import BOTH_SIDES, KEEP_ONE, read, split
from pmgen.front_matter.tree import DEEPEST, FrontMatter, Mapping, Node, Scalar, Sequence

__all__ = [
    "BOTH_SIDES",
    "DEEPEST",
    "KEEP_ONE",
    "FrontMatter",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "read",
    "split",
]
