"""What a document says of all times of a timeline at once: that none of them is exact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pmgen.legacy.clocks import days
from pmgen.legacy.lines import Block
from pmgen.serialize import time

_ROUGH = r"(?:approx(?:imat(?:e(?:d|ly)?|ions?))?|estimate[sd]?|ungefähre?|circa|ca)\b"
_ALL = re.compile(
    r"(?:(?:^|[(:;]|[.!?]\s)[\s*_>-]{0,4}|(?<!\bat )\b(?=all|these|the))"
    r"(?:(?:all|these|the) )?(?:event )?times(?:tamps)?\b"
    r"(?:[ (),]|\b(?:are|all|only|in|shown|given|below|here|and|utc|gmt|local|[a-z]{2,3}t)\b){0,16}"
    r"(?:(?:approximate|approximations?|estimate[sd]?)\b|(?:approximate(?:d|ly)|approx|ungefähr|circa|ca)\b(?!\.? \w))",
    re.IGNORECASE,
)
"""`All times are UTC, and approximate`; those of `Response times approximately doubled` are other ones."""
_NAMED = re.compile(
    rf"^\W*{_ROUGH} (?:incident )?timeline"
    rf"|[(,:–—-] ?{_ROUGH}\.?(?: (?:times|zeit(?:en|angaben)))?(?:[,;/] ?[\w+:]{{1,9}})?\)?$",
    re.IGNORECASE,
)
"""A heading: `Approximate timeline`, `Timeline (approximate)`."""


def is_said(heading: Block, section: Iterable[Block]) -> bool:
    """Whether the heading of a timeline, or a paragraph below it, says that none of its times is exact."""
    named = _NAMED.search(heading.text) or _ALL.search(heading.text)
    return bool(named) or any(each.kind == "text" and _ALL.search(each.text) for each in section)


def put(events: Iterable[dict[str, Any]]) -> None:
    """Make the times of events such ones; a day alone is as exact as it is."""
    for event in events:
        for key in ("at", "until"):
            written = days.written(event.get(key, ""))
            if ":" in written and "~" not in written:
                event[key] = time(f"~{written}")
