"""An event of a timeline: its time, what happened, and whether it is a milestone."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

from pmgen.legacy.clocks import moments, twice, zones
from pmgen.legacy.lines import Block
from pmgen.legacy.vocabulary import milestones
from pmgen.serialize import time
from pmgen.values import replace

ALL_TIMES = re.compile(
    r"^\W*(?:(?:all (?:the )?)?times(?:tamps)?(?: (?:are|shown|given|below|here))*"
    r"|all (?:the )?(?:events|entries) are(?: \w+)?(?= in \[?(?:(?-i:[A-Z]{2,5})|local)\b))"
    rf"(?: in\b| (?=(?:{zones.SHORT})\b))(?:\[[^\[\]\n]{{1,20}}\]\([^()\s]{{1,200}}\)|[^.\n\[\]]){{0,40}}\.?\W*$",
    re.IGNORECASE,
)
"""A sentence that says in which zone all times are."""
_BRACKETS = (("(", ")"), ("[", "]"))
"""Those that may begin before a time and end behind it, the outer first."""


def event_of(cell: str, text: str, said: list[str]) -> dict[str, Any]:
    """An event; the words of a time that cannot be read stay in its text.

    Args:
        said: takes the zone that stands behind the time.
    """
    when = _in_its_zone(moments.leading(cell), text)
    when = twice.by_the_surer(when) if when else None
    text = _tidied(text.lstrip().removeprefix("|").removesuffix("|"))
    if when is None:
        said_of_it = _tidied(cell) if re.search(r"\w", cell) or not text else ""
        return {"at": "unknown", "event": f"{said_of_it}: {text}" if said_of_it else text}
    said += [when.zone] if when.zone else []
    rest = _tidied(when.rest.lstrip().removeprefix("|").removesuffix("|"))
    before = cell[: len(cell) - len(when.rest)]
    event = {
        "at": time(when.at),
        "zone": when.zone,
        "half": when.half,
        "on": when.on,
        "again": when.again,
        "until": time(when.until) if when.until else "",
        "kind": milestones.kind_of(text),
        "event": _reopened(before, f"{rest}{_between(cell, when)}{text}" if rest and text else rest or text),
        "source": when.source,
        "origin": when.zero,
    }
    return {key: value for key, value in event.items() if value or key == "event"}


def _in_its_zone(when: moments.When | None, text: str) -> moments.When | None:
    """A time whose cell holds a zone besides, or the `h` of a clock, and nothing else."""
    if when is None or ":" not in when.at or not text.strip():
        return when
    if when.rest.strip() == "h":
        return replace(when, rest="")
    zone = None if when.zone else zones.IN_A_CELL.fullmatch(when.rest)
    return replace(when, zone=zone[1], rest="") if zone else when


def _between(cell: str, when: moments.When) -> str:
    """What joins the words behind a time to those of the next cell: a dash, if one stands before them as well."""
    return " — " if is_set_off(cell, when) and when.rest.rstrip()[-1] not in ".:;,!?–—-" else " "


def _tidied(text: str) -> str:
    """A text without marks of emphasis that are only half there."""
    text = text.strip()
    return text.replace("**", "") if text.count("**") % 2 else text


def _reopened(before: str, text: str) -> str:
    """What follows a time, with the marks that begin before it and end in there: `[10:05 outage](…)`."""
    for mark, end in reversed(_BRACKETS):
        if before.count(mark) > before.count(end) and _ends(text, mark, end):
            text = f"{mark}{text}"
    for mark in "`_*":
        if before.count(mark) % 2 and text.count(mark) % 2:
            text = f"{mark}{text}"
    return text


def _ends(text: str, mark: str, end: str) -> bool:
    """Whether a bracket ends in a text that does not begin there."""
    depths = accumulate(1 if each == mark else -1 for each in text if each in (mark, end))
    return any(depth < 0 for depth in depths)


def is_time(block: Block) -> bool:
    """Whether the first line of a paragraph or a heading is a time, maybe with its zone, and nothing else."""
    when = moments.leading(block.text.partition("\n")[0]) if block.kind in ("text", "heading") else None
    return when is not None and (not when.rest or bool(ALL_TIMES.match(when.rest) or zones.alone(when.rest)))


def is_timed(block: Block, *, or_day: bool = False, set_off: bool = False) -> bool:
    """Whether a block begins with a time of day and goes on.

    Args:
        or_day: a day will do as well.
        set_off: only if a mark stands between the time and what follows.
    """
    first = block.text.partition("\n")[0]
    when = moments.leading(first)
    if when is None or not when.rest or not (or_day or ":" in when.at):
        return False
    return not set_off or is_set_off(first, when)


def is_set_off(text: str, when: moments.When) -> bool:
    """Whether a mark stands between a time and what happened then."""
    text = text.rstrip()
    return text[: len(text) - len(when.rest)].rstrip().endswith((":", "-", "–", "—", "→", "**"))
