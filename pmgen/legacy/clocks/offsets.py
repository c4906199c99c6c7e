"""Times of a timeline that are written as how long after the start they were, without a `T`: `+5 min`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence

from pmgen import times
from pmgen.legacy.clocks import moments
from pmgen.legacy.clocks.spelling import readable
from pmgen.legacy.clocks.time_forms import ELAPSED
from pmgen.legacy.lines import HEADING

_BEFORE = r"^(\s*(?:[-*+]\s+|\d{1,3}[.)]\s+|\|\s*)?[*_`]{0,2})"
_OFFSET = re.compile(
    rf"{_BEFORE}(T ?)?([+\u2212-](?:{ELAPSED}|\d{{1,3}}:[0-5]\d(?::[0-5]\d)?(?![\d:])))(?=[\s:*_`|,–—]|$)"
)
_SAYS_START = re.compile(
    r"\bT ?\+? ?0(?![\d:])|\bT ?[+\u2212-] ?\d|\b(?:relative to|since|from|after) (?:the )?(?:start|beginning|T)\b"
    r"|^\s*\|\s*[*_]*(?:offset|elapsed|relative)\b",
    re.IGNORECASE,
)
"""What says that times are counted from one moment: else each may be counted from the one above it."""


def spelled(lines: Sequence[str], is_timeline: Callable[[str], object]) -> tuple[list[str], dict[int, str]]:
    """Lines with `T+5 min` for `+5 min` at their beginnings, in timelines that say from where it is counted.

    Args:
        is_timeline: whether a heading says that a timeline stands below it.

    Returns:
        The lines, and what is not sure of them, by their numbers.
    """
    found, doubts = list(lines), dict[int, str]()
    for numbers in _timelines(lines, is_timeline):
        counted = {number: match for number in numbers if (match := _OFFSET.match(lines[number]))}
        bare = [number for number, match in counted.items() if not match[2]]
        if not bare:
            continue
        written = counted[bare[0]][3]
        lengths = [length for match in counted.values() if (length := _length(match[3])) is not None]
        in_order = len(lengths) == len(counted) and lengths in (sorted(lengths), sorted(lengths, reverse=True))
        if in_order and any(_SAYS_START.search(lines[number]) for number in numbers):
            for number in bare:
                found[number] = _OFFSET.sub(r"\1T\3", lines[number])
            doubts[bare[0]] = f"`{written}` is taken for `T{written}`, counted from the start"
        else:
            doubts[bare[0]] = f"whether `{written}` is counted from the start, or from the time above it, is not sure"
    return found, doubts


def _timelines(lines: Sequence[str], is_timeline: Callable[[str], object]) -> Iterator[list[int]]:
    """The numbers of the lines of each timeline."""
    inside: list[int] | None = None
    for number, line in enumerate(lines):
        if HEADING.fullmatch(line.rstrip()) and moments.leading(line.lstrip(" #")) is None:
            if inside:
                yield inside
            inside = [] if is_timeline(line) else None
        elif inside is not None:
            inside.append(number)
    if inside:
        yield inside


def _length(written: str) -> dt.timedelta | None:
    read = times.parse(readable(f"T{written}")[0])
    return read.elapsed if read else None
