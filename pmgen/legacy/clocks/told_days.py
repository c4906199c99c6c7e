"""Days that are told by their distance or by their name: `Day 2`, `the next day`, `Tuesday`, `+1d`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pmgen.legacy.vocabulary.calendar_names import WEEKDAYS, WHOLE_WEEKDAY

_NEXT = r"(?:(?:the )?(?:next|following) (?:day|morning|afternoon|evening))"
_BY = r"\+\d ?d(?:ays?)?"
_LAST = r"(?:(?:the )?previous (?:day|night|evening)|the (?:day|night|evening) before)"
_DAY = rf"(?:on )?(?:{_NEXT}|day \d{{1,2}}|{WHOLE_WEEKDAY}(?: (?:morning|afternoon|evening|night))?)"
_HEADING = re.compile(rf"\W*{_DAY}\W*", re.IGNORECASE)
_TITLED = re.compile(rf"\W*({_DAY})\s*(?:[:(–—,]|-\s)", re.IGNORECASE)
BEHIND = re.compile(
    rf"\s*(?:[(\[](?P<in>{_NEXT}|{_LAST}|{_BY}|\+\d)[)\]]|,? ?(?P<by>{_NEXT}|{_LAST}|{_BY})(?=\s*(?:$|[|:–—]|-\s)))",
    re.IGNORECASE,
)
"""What stands behind a time of day that was not on the day of the incident."""
BEFORE = re.compile(
    rf"[\s*_`]*({_NEXT}|day \d{{1,2}}|{_BY})[.,:]?[*_]{{0,2}}[,:]?\s+(?:at )?(?=[*_]{{0,2}}[~≈]?\d{{1,2}}:\d\d)",
    re.IGNORECASE,
)
"""What stands before one."""
_SOON: Final = 3
"""Days from one day of the week to the next that is named: more may be a timeline that runs backwards."""


def is_heading(text: str) -> bool:
    """Whether a line tells of a day, and of nothing else."""
    return bool(_HEADING.fullmatch(text))


def titled(heading: str) -> str:
    """The day that a heading begins with, and goes on behind it: `Day 2: recovery`; empty for any other."""
    found = _TITLED.match(heading)
    return found[1] if found else ""


def meant(told: str, first: dt.date, today: dt.date | None, before: str, *, is_first: bool) -> dt.date | None:
    """The day that is told; `None` where that is not sure.

    Args:
        first: the day of the incident.
        today: that of the time before; `None` where it is not sure.
        before: how its day was told, if it was told so.
        is_first: no time is before it, so that it may have been before the day of the incident.
    """
    told = told.strip(" *_#:.,()[]").lower().removeprefix("on ")
    if re.fullmatch(_LAST, told):
        return first - dt.timedelta(days=1) if is_first and first > dt.date.min else None
    number = re.fullmatch(r"(day |\+)(\d+).*", told)
    if number:
        ahead = int(number[2]) - (number[1] == "day ")
        return _later(first, ahead) if ahead >= 0 else None
    if today is None:
        return None
    name = told.partition(" ")[0].title()
    if name not in WEEKDAYS:
        return today if before.strip(" *_#:.,()[]").lower() == told else _later(today, 1)
    ahead = (WEEKDAYS.index(name) - today.weekday()) % 7
    if is_first and 7 - ahead <= _SOON:
        ahead -= 7
    return _later(today, ahead) if ahead <= _SOON else None


def _later(day: dt.date, number: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=number)
    except OverflowError:
        return None
