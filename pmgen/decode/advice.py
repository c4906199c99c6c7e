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
_IN_A_ZONE: Final = re.compile(r"(.*[\dmM.]) ?[(\[]?((?![AP]M\b)[A-Z]{2,5}|[A-Z][a-z]+/[\w/+-]+)[)\]]?", re.ASCII)
_OFFSET: Final = re.compile(r"(?:Etc/)?(?:UTC|GMT)? ?([+-])(\d\d?)(?::?([0-5]\d))?", re.ASCII)
_LONGEST: Final = 80
# What people write for a time, and what it then most likely is; said only where that can be read.
_SLIPS: Final = (
    (re.compile("[\"'“”„‘’]"), ""),
    (re.compile(r"(?<!\d)(\d\d?)(?:h|\.(?=1[3-9]|[2-5]))(\d\d)$", re.ASCII), r"\1:\2"),
    (re.compile(r"^\+ ?(?=\d)", re.ASCII), "T+"),
    (re.compile(r"^T ?([+-]) ?(\d+):(\d\d)$", re.ASCII), r"T\1\2h \3m"),
    (re.compile(r"(?<=\d-)(\d)(?!\d)", re.ASCII), r"0\1"),
    (re.compile(r"(?<=\d) ?\((UTC|GMT|Z)\)$", re.ASCII), r" \1"),
    (re.compile(r" ?(?:UTC|GMT) ?([+-])(\d)(?::?00)?$", re.ASCII), r" \g<1>0\2:00"),
    (re.compile(r" ?(?:UTC|GMT) ?([+-]\d\d)(?::?([0-5]\d))?$", re.ASCII), r" \1\2"),
    (re.compile(r"\b((?:1[3-9]|2[0-3]):\d\d) ?p\.?m\.?$|\b(0?0:\d\d) ?a\.?m\.?$", re.ASCII | re.IGNORECASE), r"\1\2"),
    (re.compile(r"^(\d{4})/(\d\d)/(\d\d)(?!\d)", re.ASCII), r"\1-\2-\3"),
    (re.compile(r"^(.*\d)(?: ?\?| ?ish)$", re.ASCII), r"~\1"),
    (re.compile(r"^(\d\d?) ?h$", re.ASCII), r"\1:00"),
    (re.compile(r"^(T ?[+-] ?\d+ ?h ?\d+)$", re.ASCII), r"\1m"),
    (re.compile(r"(?:^|(?<= ))([01]\d|2[0-3])([0-5]\d)(?= ?(?:Z|UTC)?$)", re.ASCII), r"\1:\2"),
)
# Where days are written with dots, the day comes before the month.
_DOTTED: Final = re.compile(r"(~?) ?(\d\d?)\. ?(\d\d?)\.(?: ?(\d{4})\b)?,? *", re.ASCII)
_CLOCK: Final = re.compile(r"(?<![\d:])(\d\d?):(\d\d?)(?::(\d\d))?(?![\d:])", re.ASCII)
_LATE_DAY: Final = re.compile(r"(?<![\d:])(?:29|30|31)(?![\d:])", re.ASCII)
_UNITLESS: Final = re.compile(r"T ?[+-] ?\d+", re.ASCII)
_ENDS: Final = {"at": "until", "start": "end"}


def for_time(text: str, key: str) -> str:
    """What to write for a time, the value of this key, that cannot be read."""
    if len(text) > _LONGEST:
        return _FORMS
    two = _two_times(text, key) if key in _ENDS else None
    return two or _meant(text) or _without_zone(text) or _off_the_clock(text) or _FORMS


def range_in(text: str) -> tuple[str, str, str] | None:
    """The two times of a range, with what stands between them."""
    found = _RANGE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or not times.parse(found[1]) or not times.parse(found[3]):
        return None
    return times.with_half(found[1], found[3]), found[2], found[3]


def _two_times(text: str, key: str) -> str | None:
    found = range_in(text)
    if found is None:
        return None
    first, between, last = found
    advice = f"two times are two keys: `{key}: {first}`, `{_ENDS[key]}: {last}`"
    offset = f"{first} -{last}"
    return f"{advice}; an offset is `{offset}`" if between == "-" and times.parse(offset) else advice


def _meant(text: str) -> str | None:
    changed = nearly(text)
    return f"did you mean `{changed}`?" if changed else None


def nearly(text: str) -> str | None:
    """What can be read and is nearly the same."""
    if (found := _DOTTED.match(text)) and 1 <= int(found[3]) <= 12:
        about, day, month, year = found[1], int(found[2]), int(found[3]), found[4]
        changed = f"{year}-{month:02}-{day:02}" if year else f"{times.MONTHS[month - 1][:3]} {day}"
        changed = f"{about}{changed} {text[found.end() :]}".strip()
        return changed if times.parse(changed) else None
    for pattern, written in _SLIPS:
        changed = pattern.sub(written, text).strip()
        if changed != text and times.parse(changed):
            return changed
    return None


def _off_the_clock(text: str) -> str | None:
    """What is written as a time, and is none that a clock shows or none of the calendar."""
    if found := _CLOCK.search(text):
        if len(found[2]) < 2:
            likely = dict.fromkeys((f"`{found[1]}:0{found[2]}`", f"`{found[1]}:{found[2]}0`"))
            return f"minutes have two digits: {' or '.join(likely)}"
        if int(found[1]) < 24 and int(found[2]) < 60 <= int(found[3] or 0):
            return f"the last second of a minute is `{found[1]}:{found[2]}:59`, a leap second as well"
        if int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
            return "the last minute of a day is `23:59`; midnight is `00:00`, on the day that begins"
    if times.parse(_LATE_DAY.sub("28", text, count=1)):
        return "the month has no such day"
    return "a length has its unit: `T+90m`, `T+2h`" if _UNITLESS.fullmatch(text) else None


def _without_zone(text: str) -> str | None:
    found = _IN_A_ZONE.fullmatch(text)
    timed = times.parse(found[1]) if found else None
    if found is None or timed is None or timed.time is None or timed.offset is not None:
        return None
    own = (found[2],) if times.zone(found[2]) and "/" in found[2] else times.places(found[2])
    if not own:
        return f"leave out `{found[2]}` and name its place in `timezone`, or write its offset, `+hh:mm`"
    if len(own) == 1:
        return f"leave out `{found[2]}` and write `timezone: {own[0]}`, or write its offset, `+hh:mm`"
    return f"{_several(found[2], own)}; leave it out and name which in `timezone`, or write its offset, `+hh:mm`"


def _several(short: str, own: tuple[str, ...]) -> str:
    names = [f"`{each}`" for each in own]
    return f"`{short}` can be {', '.join(names[:-1])} or {names[-1]}"


def for_zone(text: str) -> str:
    """What to write for a time zone that does not exist."""
    if (offset := _OFFSET.fullmatch(text)) and not text.startswith("Etc/GMT"):
        return _for_offset(offset)
    close = close_zone(text)
    own = times.places(text.upper())
    if not own and (close is None or close.casefold() != text.casefold()):
        own = times.zones_of(text)
    if len(own) > 1:
        return f"{_several(text, own)}: write the one that is meant"
    close = own[0] if own else close
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
