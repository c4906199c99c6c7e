"""Which time zone people mean by a name that is none."""

from __future__ import annotations

import re
from typing import Final

from pmgen import times
from pmgen.model.words import closest

_OF_AMERICA: Final = re.compile(
    r"(?:US )?([AECMP])(?:tlantic|astern|entral|ountain|acific)(?: standard| daylight)?(?: time)?",
    re.ASCII | re.IGNORECASE,
)


def meant_zone(text: str) -> str | None:
    """The question which zone was meant; `None` where that cannot be told."""
    close = close_zone(text)
    american = _OF_AMERICA.fullmatch(text)
    own = times.places(f"{american[1]}T".upper() if american else text.upper())
    if not own and (close is None or close.casefold() != text.casefold()):
        own = times.zones_of(text)
    if len(own) > 1:
        return f"{one_of_several(text, own)}: write the one that is meant"
    close = own[0] if own else close
    return f"did you mean `{close}`?" if close else None


def one_of_several(short: str, own: tuple[str, ...]) -> str:
    """That a short name has several meanings, and which."""
    names = [f"`{each}`" for each in own]
    return f"`{short}` can be {', '.join(names[:-1])} or {names[-1]}"


def close_zone(text: str) -> str | None:
    """The zone that was probably meant: a short name is too close to that of another zone to tell."""
    close = closest(text, times.zone_names())
    if close is None or close.casefold() == text.casefold():
        return close
    return close if "/" in close and not re.search(r"\d", close) else None
