"""What to write instead of a time or a zone that cannot be read."""

from __future__ import annotations

import re
from typing import Final

from pmgen import times
from pmgen.model import closest

_FORMS: Final = (
    "`10:44`, `2026-04-22 10:44`, `Apr 16 16:23`, `T+90m`, `2026-04-22` or `unknown`; `~` before it means about"
)
_NAMES: Final = "an IANA name, such as `Europe/Sofia` or `UTC`"
_RANGE: Final = re.compile(r"(.*[\dm]) ?(-|–|—|to|until) ?(\d.*)", re.IGNORECASE)
_ABBREVIATED: Final = re.compile(r"(.*[\dmM]) ?\(?([A-Z]{2,5})\)?", re.ASCII)
_OFFSET: Final = re.compile(r"(?:Etc/)?(?:UTC|GMT)? ?([+-])(\d\d?)(?::?([0-5]\d))?", re.ASCII)
_ENDS: Final = {"at": "until", "start": "end"}


def for_time(text: str, key: str) -> str:
    """What to write for a time, the value of this key, that cannot be read."""
    return (_two_times(text, key) if key in _ENDS else None) or _without_abbreviation(text) or _FORMS


def _two_times(text: str, key: str) -> str | None:
    found = _RANGE.fullmatch(text) if len(text) < 80 else None
    if found is None or not (times.parse(found[1]) and times.parse(found[3])):
        return None
    advice = f"two times are two keys: `{key}: {found[1]}`, `{_ENDS[key]}: {found[3]}`"
    offset = f"{found[1]} -{found[3]}"
    return f"{advice}; an offset is `{offset}`" if found[2] == "-" and times.parse(offset) else advice


def _without_abbreviation(text: str) -> str | None:
    found = _ABBREVIATED.fullmatch(text) if len(text) < 80 else None
    timed = times.parse(found[1]) if found else None
    if found is None or timed is None or timed.time is None or timed.offset is not None:
        return None
    return f"leave out `{found[2]}` and name its place in `timezone`, or write the offset, as in `10:44 +02:00`"


def for_zone(text: str) -> str:
    """What to write for a time zone that does not exist."""
    if (offset := _OFFSET.fullmatch(text)) and not text.startswith("Etc/GMT"):
        return _for_offset(offset)
    close = close_zone(text)
    return f"did you mean `{close}`?" if close else _NAMES


def close_zone(text: str) -> str | None:
    """The zone that was probably meant: a short name is too close to that of another zone to tell."""
    close = closest(text, times.zone_names())
    if close is None or close.casefold() == text.casefold():
        return close
    return close if "/" in close and not re.search(r"\d", close) else None


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
