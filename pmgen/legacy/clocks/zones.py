"""Zones as people write them: names, abbreviations, offsets, words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from pmgen import times
from pmgen.legacy.clocks import zone_words

_HOURS: Final = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "HKT": 8, "SGT": 8,
    "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "PST": -8, "PDT": -7,
    "MST": -7, "MDT": -6, "CDT": -5, "EST": -5, "EDT": -4, "MEZ": 1, "MESZ": 2, "WAT": 1, "SAST": 2, "EAT": 3,
}  # fmt: skip
"""Abbreviations that mean one offset, in hours."""
_BY_DAY: Final = ("MSK", "МСК")
"""Those of one zone whose offset was another one in other years."""
OFFSET: Final = r"(?:UTC|GMT)(?:[+\u2212-]\d{1,2}(?!\d|:\d)|[+\u2212-]0\d:?\d\d|\+1[0-4]:?\d\d)(?!\d)"
"""An offset as it stands behind a time; `UTC-12:00` there is the end of a range."""

_THE_WEST = r"WEST(?:-| (?i:coast|region|side|cluster|office|us|data ?cent(?:er|re))\b)"
"""Of something, and no zone."""
_SHORT = "|".join(
    (*_HOURS, *_BY_DAY, r"(?:ET|CT|MT|PT)(?=\s*(?:[:)\]*|–—→]|-[\s>]|=>|$))", r"(?<=\d)(?:ET|CT|MT|PT)(?=\s)")
)
SHORT: Final = f"(?!{_THE_WEST})(?:{_SHORT})"
"""Abbreviations that may stand behind a time; others mean several offsets, or are words, unless no blank is between."""

SEVERAL: Final = "IST|CST|AST|ADT|ART|BRT|BRST|GST|HST|ICT|PKT|SST|WIB|ACST|AWST"
DOUBTFUL: Final = re.compile(
    rf" ?[(\[]?((?:{SEVERAL})|local(?: time)?)[)\]]?(?:(?<=[)\]])|(?=\s*[:*|–—→]|\s+-[\s>]|\s*=>)|(?<=IST)(?=\s))"
)
"""Behind a time, with a mark behind it: a zone that is more than one, or that nobody here knows."""
IN_A_CELL: Final = re.compile(
    r"[(\[]?((?!START|ALERT|EVENT|RESET|LAST|TEST)[A-Z]{2,4}T|[A-Z]{3}|local(?: time)?)[)\]]?"
)
"""All that a cell holds behind a time, where it can be nothing but a zone."""

_IANA = re.compile(r"\b([A-Z][a-z]+/[A-Z][A-Za-z_]+)\b")
_ABBREVIATION = re.compile(
    rf"\b(?!(?<=-)WEST|{_THE_WEST})({'|'.join((*_HOURS, *_BY_DAY))})\b",
    re.ASCII,  # `時刻はJSTで`
)
"""As words."""
_OFFSET = re.compile(r"\b(?:UTC|GMT) ?([+\u2212-])(\d{1,2})(?::?(\d\d))?(?!\d)")
_NAMED: Final = {
    "Z": "UTC", "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "WAT": "Africa/Lagos", "SAST": "Africa/Johannesburg",
    "EAT": "Africa/Nairobi", "MSK": "Europe/Moscow", "МСК": "Europe/Moscow",
}  # fmt: skip
_IN_BRACKETS = re.compile(r"(?<=[(\[,\s])(ET|CT|MT|PT)\s*(?:[)\].,;]|$|(?=unless\b))")
_UNSURE = re.compile(rf"[(\[]\s*({SEVERAL}|local(?: time)?)\s*[)\]]|\b(IST|CST)\b|^\W*({SEVERAL}|local(?: time)?)\W*$")
_ANY: Final = rf"{'|'.join(_HOURS)}|ET|CT|MT|PT|{SEVERAL}"
_HARDLY_ELSE: Final = ("IST", "CST", "local time")
"""Those of which nobody can be sure, though they are zones: `AST` is what a parser makes, too."""
_EITHER = re.compile(rf"\b(?:{_ANY}) or (?:{_ANY}|local(?: time)?)\b")
_PAIRS: Final = (
    ("EST ?/ ?EDT|EDT ?/ ?EST", "America/New_York"),
    ("CST ?/ ?CDT|CDT ?/ ?CST", "America/Chicago"),
    ("MST ?/ ?MDT|MDT ?/ ?MST", "America/Denver"),
    ("PST ?/ ?PDT|PDT ?/ ?PST", "America/Los_Angeles"),
    ("GMT ?/ ?BST|BST ?/ ?GMT", "Europe/London"),
    ("CET ?/ ?CEST|CEST ?/ ?CET", "CET"),
    ("EET ?/ ?EEST|EEST ?/ ?EET", "EET"),
)
"""Both abbreviations of a zone, which has the one in winter and the other in summer."""
PAIR: Final = "|".join(short for short, _ in _PAIRS)
_WITH_SUMMER: Final = tuple((re.compile(rf"\b(?:{short})\b"), zone) for short, zone in _PAIRS)
_OTHER_SEASON: Final = re.compile(r" ?/ ?([A-Z]{3,4})\b")
_WINTER: Final = {
    "EST": ("EDT", "America/New_York"), "MST": ("MDT", "America/Denver"), "PST": ("PDT", "America/Los_Angeles"),
    "AKST": ("AKDT", "America/Anchorage"), "WET": ("WEST", "Europe/Lisbon"), "CET": ("CEST", "Europe/Berlin"),
    "MEZ": ("MESZ", "Europe/Berlin"),
    "EET": ("EEST", "Europe/Helsinki"),
}  # fmt: skip
"""Abbreviations of a zone in winter, each with the one in summer and a place."""
_WINTERLY: Final = re.compile(rf"\b(?:{'|'.join(_WINTER)})\b|(?<=\d)(?:{'|'.join(_WINTER)})\b")
_OF_HOURS: Final = {5.5: "Asia/Kolkata", 9.5: "Australia/Darwin"}


def named(text: str) -> str:
    """The zone that a text names first in the surest way; empty where it names none."""
    return _named(text)[1]


def with_both(zone: str, rest: str) -> tuple[str, str]:
    """A zone with the abbreviation that follows it, where the two are of one zone: `EST` and `/EDT …`; and the rest."""
    other = _OTHER_SEASON.match(rest)
    pair = f"{zone}/{other[1]}" if other else ""
    if other and any(pattern.fullmatch(pair) for pattern, _ in _WITH_SUMMER):
        return pair, rest[other.end() :]
    return zone, rest


def word_in(text: str) -> str:
    """What a text says of a zone, whether one can be sure which it is or not; empty for nothing."""
    return _named(text)[0] or unsure(text)


def alone(text: str) -> str:
    """The words for a zone that are all of a text, maybe in brackets; empty where it says more, or may name no zone."""
    word = text.strip("()[] ")
    return word if word in _HARDLY_ELSE or (named(word) and word_in(word) == word) else ""


def _named(text: str) -> tuple[str, str]:
    """The words for the zone that a text names first in the surest way, and the zone."""
    if _EITHER.search(text):
        return "", ""
    if name := next((each for each in _IANA.findall(text) if each in times.zone_names()), ""):
        return name, name
    if found := _OFFSET.search(text):
        return found[0], _of_offset(found)
    both = ((pattern.search(text), zone) for pattern, zone in _WITH_SUMMER)
    if pair := next(((found[0], zone) for found, zone in both if found), None):
        return pair
    if found := _ABBREVIATION.search(text):
        return found[1], of_abbreviation(found[1])
    if text in _NAMED:
        return text, _NAMED[text]
    if found := _IN_BRACKETS.search(text):
        return found[1], _NAMED[found[1]]
    in_words = ((pattern.search(text), zone) for pattern, zone in zone_words.IN_TEXT)
    return next(((found[0], zone) for found, zone in in_words if found), ("", ""))


def unsure(text: str) -> str:
    """What a text says of a zone that may be more than one, or that nobody knows; empty for nothing of the kind."""
    if either := _EITHER.search(text):
        return either[0]
    found = _UNSURE.search(text)
    return next(filter(None, found.groups())) if found and not named(text) else ""


def out_of_season(lines: Sequence[str], zones: frozenset[str], day: dt.date) -> tuple[int, str] | None:
    """The line and the message for an abbreviation of winter that stands on a day in summer; `None` for none.

    Args:
        lines: what may hold it.
        zones: those that the times were read in.

    Returns:
        The number of the first line that holds it, from 0, and what is to be said.
    """
    first: dict[str, int] = {}
    for number, line in enumerate(lines):
        for found in _WINTERLY.finditer(line):
            first.setdefault(found[0], number)
    for short, number in first.items():
        summer, place = _WINTER[short]
        told = any(re.search(rf"\b{summer}\b|\d{summer}\b", line) for line in lines)
        offset = _as_offset(dt.timedelta(hours=_HOURS[short]))
        if not told and {of_abbreviation(short), offset} & zones and _on_the_day("12:00", place, day) != offset:
            said = (
                f"`{short}` is read as {offset}, and on {day} most clocks there showed `{summer}`, which may be meant"
            )
            return number, said
    return None


def of_abbreviation(short: str) -> str:
    """The zone that an abbreviation means; empty where it means none, or more than one."""
    if short in _NAMED:
        return _NAMED[short]
    return _fixed(_HOURS[short]) if short in _HOURS else named(short)


def with_offset(at: str, short: str, day: dt.date | None = None) -> str:
    """A time with the offset that the words for its zone mean; unchanged where they mean none.

    Args:
        day: of a time without one; a zone with summer time has its offset by the day.
    """
    if short in _HOURS:
        offset = _as_offset(dt.timedelta(hours=_HOURS[short]))
    else:
        offset = _on_the_day(at, of_abbreviation(short), day)
    timed = f"{at} {offset}"
    return timed if offset and ":" in at and times.parse(timed) is not None else at


def _on_the_day(at: str, name: str, day: dt.date | None) -> str:
    """The offset of a zone at a time; empty where the clocks skip or repeat that."""
    written = times.parse(at)
    day = (written.date if written else None) or day or (dt.date.min if name.startswith("Etc/") else None)
    if not name or written is None or day is None:
        return ""
    (moment,) = times.place([written], day=day, zone_name=name, origin=None)
    if moment.instant is None or moment.local is None or moment.clock is not times.Clock.PLAIN:
        return ""
    return _as_offset(moment.local - moment.instant.replace(tzinfo=None))


def _as_offset(ahead: dt.timedelta) -> str:
    minutes = abs(ahead) // dt.timedelta(minutes=1)
    sign = "-" if ahead < dt.timedelta(0) else "+"
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"


def spelled(text: str) -> str:
    """A time whose offset is written as `UTC+3` with that offset as front matter has it."""
    return _OFFSET.sub(lambda found: f"{_sign(found)}{int(found[2]):02}:{found[3] or '00'}", text)


def _of_offset(found: re.Match[str]) -> str:
    hours = int(found[2]) + int(found[3] or 0) / 60
    return _fixed(-hours if _sign(found) == "-" else hours)


def _sign(found: re.Match[str]) -> str:
    return "+" if found[1] == "+" else "-"


def _fixed(hours: float) -> str:
    """A zone of a fixed offset; names of this kind have the sign the other way round."""
    if hours in _OF_HOURS or hours != int(hours) or not -12 <= hours <= 14:
        return _OF_HOURS.get(hours, "")
    return f"Etc/GMT{int(-hours):+}" if hours else "UTC"
