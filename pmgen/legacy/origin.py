"""What `T+…` counts from, where a line of the timeline says it: `T0 = 13:45 UTC`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from pmgen import times
from pmgen.legacy import days, moments
from pmgen.legacy.draft import Draft
from pmgen.legacy.events import event_of
from pmgen.legacy.lines import Block

_SAID = re.compile(
    r"[*_`]*+(?:(?:all )?times (?:are )?(?:given |shown )?(?:relative to|counted from|since|from|after) )?[*_`]*+"
    r"(?P<named>(?-i:T)[+ ]?0?)[*_`]*+(?:\s*+[=:(]|\s++(?:is|was|means)\s)[*_`]*+\s*+(?:at )?(?P<at>[^\n]{4,60})",
    re.IGNORECASE,
)
_ELAPSED = re.compile(r"T ?[+\u2212-] ?[\d:]*[1-9]")
_START = re.compile(r"(?:the )?(?:incident |outage |impact )?(?:start(?:s|ed)?|beg[iau]ns?|beginning)", re.IGNORECASE)
"""What the line may say of that time besides."""


def is_counted_from(blocks: Iterable[Block]) -> bool:
    """Whether a time in some blocks is counted from the start."""
    return any(_ELAPSED.search(each.text) for each in blocks)


def event(draft: Draft, block: Block, said: list[str]) -> list[dict[str, Any]]:
    """The event that a paragraph or an item is which says when `T0` was, and nothing else; it leaves the body.

    Args:
        said: takes the zone that stands behind the time.
    """
    found = _SAID.fullmatch(block.text.strip()) if block.kind in ("text", "item") else None
    when = moments.leading(found["at"]) if found else None
    if found is None or when is None or ":" not in when.at:
        return []
    besides = when.rest.strip(" .,;:()*_`–—-")
    if besides and not _START.fullmatch(besides):
        return []
    draft.take(block, block.text)
    at = found["at"].rstrip()
    told = event_of(at[: len(at) - len(when.rest)].rstrip(" .()"), found["named"].upper(), said)
    return [{**told, "origin": True}]


def put(draft: Draft, events: list[dict[str, Any]]) -> None:
    """Take such an event for the start of the incident, unless another one is, or what happened then is not."""
    said = [each for each in events if each.pop("origin", False)]
    if not said:
        return
    told = said[0]
    zero = [each for each in events if _is_zero(each)]
    then = next((each for each in zero if each.get("kind") == "started"), told)
    elsewhere = any(each.get("kind") == "started" for each in events if each is not then)
    if len(said) > 1 or elsewhere or any(each.get("kind", "started") != "started" for each in zero):
        message = f"whether `{told['event']}` is the start is not sure; `T+…` counts from the event that is `started`"
        draft.note_at(told["line"], message)
        return
    draft.note_at(told["line"], f"`{told['event']}` is taken for the start of the incident")
    own: dict[str, Any] = {key: told[key] for key in ("at", "zone", "half") if key in told}
    events[events.index(then)] = {**own, "kind": "started", **{key: then[key] for key in then if key not in own}}
    if then is not told:
        events.remove(told)


def _is_zero(event: dict[str, Any]) -> bool:
    read = times.parse(days.written(event["at"]))
    return read is not None and read.elapsed == dt.timedelta(0)
