"""What to write instead of a time, a day or a length that cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pmgen import times
from pmgen.decode.day_advice import AS_DAY, off_the_calendar, short_days
from pmgen.decode.slips import DOTTED, nearly
from pmgen.decode.zone_advice import no_offset, without_zone

_FORMS: Final = (
    "`10:44`, `2026-04-22 10:44`, `Apr 16 16:23`, `T+90m`, `2026-04-22` or `unknown`; `~` before it means about"
)
_BETWEEN: Final = "-|–|—|→|->|/|to|until|till|and|bis"
# With blanks round it the first of these parts two times; without, as in a day, only the last can.
_RANGES: Final = tuple(
    re.compile(rf"(?:(?:from|between|von|de) )?{pattern}", re.IGNORECASE)
    for pattern in (rf"(.*?[\dm]) ({_BETWEEN}) (\d.*)", rf"(.*[\dm]) ?({_BETWEEN}) ?(\d.*)")
)
_MOMENTS: Final = re.compile(r"([^,;&+]*\d) ?([,;&]|\+(?= )|\bor\b|\band\b) ?(~?\d.*)", re.IGNORECASE)
_LONGEST: Final = 80
_LENGTHS: Final = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), written)
    for pattern, written in (
        (r"^(\d{1,4}):(\d\d)$", r"\1h \2m"),
        (r"^(\d{1,4}):(\d\d):(\d\d)$", r"\1h \2m \3s"),
        (r"(?<=\d),(?=\d)", "."),
        (r"(?<=\d)( ?h ?\d+)$", r"\1m"),
        (r"^an? (?=[a-z])", "1 "),
    )
)
_DOTTED_CLOCK: Final = re.compile(
    r"([~≈]? ?\d\d?)\.([0-5]\d)\.([0-5]\d)((?: ?[a-z+-][\w:+-]*)?)", re.ASCII | re.IGNORECASE
)
_ISO: Final = re.compile(r"\d{4}-\d\d?-\d\d?", re.ASCII)
_ISO_DAYS: Final = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])", re.ASCII)
_LATER: Final = re.compile(r" (?:later|after(?:wards?)?)$", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?<![\d:])(\d\d?):(\d\d?)(?::(\d\d))?(?![\d:])", re.ASCII)
_NEXT_DAY: Final = re.compile(
    r"(\d\d?:\d\d) ?[,(]? ?(?:\+ ?1 ?d?(?:ay)?|(?:the )?(?:next|following) day|(?:the )?day after)\)?", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    r"(?:\+ ?1 ?d?(?:ay)?|(?:the )?(?:next|following|same) day|d(?:ay)? ?\+? ?\d|yesterday|today|tomorrow),? (?:at )?"
    r"([~≈]? ?\d\d?:\d\d.*)",
    re.IGNORECASE | re.ASCII,
)
_DAY_ALONE: Final = re.compile(
    r"(?:the )?(?:next|following|same) day|the day after|d(?:ay)? ?\+? ?\d|yesterday|today|tomorrow",
    re.IGNORECASE | re.ASCII,
)
_LOCAL: Final = re.compile(r"(.*\d) (?:local|lt)(?: time)?", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?:at )?([~≈]? ?\d\d?:\d\d.*)", re.IGNORECASE | re.ASCII
)
_CLOCK_FIRST: Final = re.compile(
    r"(\d\d?:\d\d(?::\d\d)?),? (\d\d?\. ?\d\d?\.(?: ?\d{4}|\d\d)?|\d\d?/\d\d?/\d{4}|\d{4}/\d\d?/\d\d?"
    r"|[a-z]{3,9}\.? \d\d?,? \d{4}|\d\d?\.? [a-z]{3,9},? \d{4})",
    re.IGNORECASE | re.ASCII,
)
_DOTTED_PAIR: Final = re.compile(r"(\d\d?)\.(\d\d?)( \d\d?:\d\d.*)?", re.ASCII)
_DASHED_PAIR: Final = re.compile(r"(\d\d?)[-/](\d\d?) (\d\d?:\d\d.*)", re.ASCII)
_EPOCH: Final = re.compile(r"@?(1\d{9})(?:\d{3}|\.\d{1,9})?", re.ASCII)
_UNITLESS: Final = re.compile(r"T ?[+-] ?\d+|\+ ?\d+", re.ASCII)
_GOES_ON: Final = re.compile(r"(?:still )?(?:ongoing|open|active|running)|now|today|present", re.IGNORECASE)
_ENDS: Final = {"at": "until", "start": "end"}


def for_time(text: str, key: str) -> str:
    """What to write for a time, the value of this key, that cannot be read."""
    if len(text) > _LONGEST:
        return _FORMS
    if key in _ENDS.values() and _GOES_ON.fullmatch(text):
        return f"leave `{key}` out while it goes on"
    two = _two_moments(text, key) or _two_times(text, key) if key in _ENDS else None
    text = _CLOCK_FIRST.sub(r"\2 \1", text)
    why = (
        two
        or _dotted_clock(text)
        or off_the_calendar(text)
        or _meant(text)
        or without_zone(text)
        or no_offset(text)
        or _off_the_clock(text)
    )
    return why or _without_date(text) or _in_numbers(text) or _FORMS


def for_date(text: str, key: str = "date") -> str:
    """What to write for a day, the value of this key, that cannot be read."""
    text = text[:_LONGEST]
    written = times.parse(text) or times.parse(nearly(text) or "")
    if written and written.date:
        return f"write `{written.date}`"
    days = [*dict.fromkeys(filter(times.parse, _ISO_DAYS.findall(text)))]
    if days:
        return f"write `{days[0]}`" if len(days) == 1 else "only one day can stand here"
    why = off_the_calendar(text) or AS_DAY
    if why == AS_DAY and key == "due":
        return f"{AS_DAY}, or leave the key out: then its priority says by when"
    return why if "`" in why or _ISO.fullmatch(text) else f"{why}; {AS_DAY}"


def for_duration(text: str) -> str:
    """What to write for a length of time that cannot be read."""
    for pattern, written in _LENGTHS if len(text) <= _LONGEST else ():
        changed = pattern.sub(written, text)
        if changed != text and times.parse_duration(changed):
            return f"did you mean `{changed}`?"
    if text.isascii() and text.isdecimal():
        return f"a length has its unit: `{text[:9]}m`, `{text[:9]}h`"
    return "`2h 43m`, `44 h`, `3d 4h`; `~` before it means about"


def range_in(text: str) -> tuple[str, str, str] | None:
    """The two times of a range, with what stands between them."""
    for pattern in _RANGES if len(text) <= _LONGEST else ():
        if (found := pattern.fullmatch(text)) and (first := times.parse(found[1])) and (last := times.parse(found[3])):
            # Of a day and a time behind it these are one: `2026-04-22-14:00`.
            one = first.time is None and first.date and not last.date
            return None if one else (times.with_half(found[1], found[3]), found[2], found[3])
    return None


def _two_times(text: str, key: str) -> str | None:
    found = range_in(text)
    if found is None:
        return None
    first, between, last = found
    advice = f"two times are two keys: `{key}: {first}`, `{_ENDS[key]}: {last}`"
    offset = f"{first} -{last}"
    return f"{advice}; an offset is `{offset}`" if between == "-" and times.parse(offset) else advice


def _two_moments(text: str, key: str) -> str | None:
    """What to write for two times between which nothing lasted, or of which only one is right."""
    found = _MOMENTS.fullmatch(text) if len(text) <= _LONGEST else None
    first, last = (times.parse(found[1]), times.parse(found[3])) if found else (None, None)
    if not found or not first or not last or (first.time is None) != (last.time is None):  # a day, and its time
        return None
    if found[2].casefold() == "or":
        return f"write the likelier one, with `~` for about: `{key}: ~{found[1].lstrip('~')}`"
    return "two times are two events" if key == "at" else "only one time can stand here"


def _meant(text: str) -> str | None:
    changed = text if times.parse(text) else nearly(text)
    return f"did you mean `{changed}`?" if changed else None


def _dotted_clock(text: str) -> str | None:
    """What is meant by a time of day with dots in it, which with them may be a day as well."""
    if not (found := _DOTTED_CLOCK.fullmatch(text)) or (DOTTED.match(text) and nearly(text)):
        return None
    likely = [":".join(found.group(1, 2, 3)) + found[4], *(short_days(text) or ())]
    readable = dict.fromkeys(f"`{each}`" for each in likely if times.parse(each))
    return f"did you mean {' or '.join(readable)}?" if readable else None


def _off_the_clock(text: str) -> str | None:
    """Why there is no such time of day, or what is missing beside one."""
    if found := _CLOCK.search(text):
        hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
        if len(found[2]) < 2:
            likely = dict.fromkeys((f"`{found[1]}:0{found[2]}`", f"`{found[1]}:{found[2]}0`"))
            return f"minutes have two digits: {' or '.join(likely)}"
        if hour < 24 and minute < 60 <= second:
            return f"the last second of a minute is `{found[1]}:{found[2]}:59`, a leap second as well"
        if minute > 59 or second > 59:
            return "an hour has 60 minutes, 00 to 59"
        if hour > 23:
            return _past_midnight(hour % 24, minute) if hour < 48 else "a day has 24 hours, 00 to 23"
    if text.casefold() == "midnight":
        return _past_midnight(0, 0)
    text = _LATER.sub("", text)
    if length := times.parse_duration(text):
        counted = f"`T+{text}` is as long after `started`"
        return (
            f"a length is no time: write when{f'; {counted}' if times.parse(f'T+{text}') and not length.about else ''}"
        )
    return "a length has its unit: `T+90m`, `T+2h`" if _UNITLESS.fullmatch(text) else None


def _without_date(text: str) -> str | None:
    """What is missing where a day is told by its distance, or by its name in the week."""
    if next_day := _NEXT_DAY.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return f"write its day before it, as in `2026-04-22 {next_day[1]}`"
    if _DAY_ALONE.fullmatch(text):
        return "write the day: `2026-04-22`"
    if (found := _LOCAL.fullmatch(text)) and times.parse(found[1]):
        return f"a time with no zone is local: write `{found[1]}`"
    if (found := _WEEKDAY.fullmatch(text)) and times.parse(found[1]):
        return f"a day of the week is no date: write one, as in `2026-04-22 {found[1]}`"
    return None


def _in_numbers(text: str) -> str | None:
    """What numbers may mean that need not be a time: a day and a month, or seconds since 1970."""
    if found := _EPOCH.fullmatch(text):
        moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=int(found[1]))
        return f"did you mean `{moment.isoformat()}Z`?"
    if found := _DOTTED_PAIR.fullmatch(text):
        clock = found[3] or ""
        first, second = int(found[1]), int(found[2])
        days = [f"{day}{clock}" for day in _named(second, first) or _named(first, second)]
        likely = days if clock else [f"{found[1]}:{found[2]}", *days]
    elif found := _DASHED_PAIR.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        likely = [f"{day} {found[3]}" for day in (*_named(first, second), *_named(second, first))]
    else:
        return None
    readable = dict.fromkeys(f"`{each}`" for each in likely if times.parse(each))
    return f"did you mean {' or '.join(readable)}?" if readable else None


def _named(month: int, day: int) -> tuple[str, ...]:
    return (f"{times.MONTHS[month - 1][:3]} {day}",) if 1 <= month <= 12 else ()


def _past_midnight(hour: int, minute: int) -> str:
    return f"the last minute of a day is `23:59`; `{hour:02}:{minute:02}` is on the day that begins"
