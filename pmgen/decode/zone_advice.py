"""What to write instead of a time zone that cannot be read."""

from __future__ import annotations

import re
from typing import Final

from pmgen import times
from pmgen.model.zone_names import meant_zone, one_of_several

_NAMES: Final = "an IANA name, such as `Europe/Sofia` or `UTC`"
_IN_A_ZONE: Final = re.compile(r"(.*?[\dmM.]) ?[(\[]?((?![AP]M\b)[A-Z]{2,5}|[A-Z][a-z]+/[\w/+-]+)[)\]]?", re.ASCII)
_OFFSET_BEHIND: Final = re.compile(r"(.*\d) ?([+-]\d\d:?\d\d)", re.ASCII)
_OFFSET: Final = re.compile(r"(?:Etc/)?(?:UTC|GMT)? ?([+-])(\d\d?)(?::?([0-5]\d))?", re.ASCII)


def without_zone(text: str) -> str | None:
    """What to write for a time behind which the short name of a zone stands; `None` where none does."""
    found = _IN_A_ZONE.fullmatch(text)
    timed = times.parse(found[1]) if found else None
    if found is None or timed is None or timed.time is None or timed.offset is not None:
        return None
    own = (found[2],) if times.zone(found[2]) and "/" in found[2] else times.places(found[2])
    if not own:
        return f"leave out `{found[2]}` and name its place in `timezone`, or write its offset, `+hh:mm`"
    if len(own) == 1:
        return f"leave out `{found[2]}` and write `timezone: {own[0]}`, or write its offset, `+hh:mm`"
    return f"{one_of_several(found[2], own)}; leave it out and name which in `timezone`, or write its offset, `+hh:mm`"


def no_offset(text: str) -> str | None:
    """Why a time with an offset cannot be read that can be without it; `None` where that is not so."""
    found = _OFFSET_BEHIND.fullmatch(text)
    timed = times.parse(found[1]) if found else None
    if found is None or timed is None or timed.time is None or timed.offset is not None:
        return None
    return f"no clock is `{found[2]}` from UTC: from -12:00 to +14:00, by quarters of an hour"


def for_zone(text: str) -> str:
    """What to write for a time zone that does not exist."""
    if (offset := _OFFSET.fullmatch(text)) and not text.startswith("Etc/GMT"):
        return _for_offset(offset)
    if text in ("Z", "z"):
        return "did you mean `UTC`?"
    return meant_zone(text) or _NAMES


def _for_offset(found: re.Match[str]) -> str:
    sign, hours, minutes = found[1], int(found[2]), int(found[3] or 0)
    offset = f"{sign}{hours:02}:{minutes:02}"
    if not times.parse(f"10:44 {offset}"):
        return _NAMES
    if not hours and not minutes:
        return "write `UTC`"
    each = f"an offset goes with each time: `10:44 {offset}`"
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    if minutes or times.zone(name) is None:
        return f"a zone has the name of a place, such as `Europe/Sofia`; {each}"
    return f"`{name}` is always {offset} (in its name the sign is turned round); a place has its summer time; {each}"
