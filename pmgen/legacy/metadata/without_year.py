"""The day of an incident that a document names without its year, as people do who know it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pmgen import times
from pmgen.legacy.clocks import days
from pmgen.legacy.draft import Draft
from pmgen.legacy.metadata import lone_days
from pmgen.legacy.vocabulary.calendar_names import CAPITAL_MONTH, month_number

_WITHOUT_YEAR = re.compile(
    rf"\b(?:({CAPITAL_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?|(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({CAPITAL_MONTH}))"
    r"\b(?!,? ?\d{4}|:| of \d)"
)
FAR: Final = dt.timedelta(days=31)
"""How long before somebody wrote of it, an incident is not expected to have been."""
_MOST: Final = 9
"""Years within which there is a February 29th."""


def begun(draft: Draft, day: dt.date) -> dt.date | None:
    """The day of the first time of the timeline, if it has one without a year that is on, or shortly before, `day`."""
    first = _first(draft)
    return _shortly_before(day, *first) if first else None


def last_before(draft: Draft, today: dt.date) -> dt.date | None:
    """The last day before another one that the first time of the timeline can mean, if it names one without a year."""
    first = _first(draft)
    found = (times.calendar_day(today.year - ago, *first) for ago in range(_MOST)) if first else ()
    return next((each for each in found if each and each <= today), None)


def _first(draft: Draft) -> tuple[int, int] | None:
    """The month and the day of the first time of the timeline, if it has one without a year."""
    clocked = (each for event in draft.tree.get("timeline", []) if ":" in (each := days.written(event.get("at"))))
    read = times.parse(next(clocked, ""))
    return read.month_day if read else None


def told(draft: Draft, day: dt.date) -> dt.date | None:
    """The first day without a year that the first paragraphs name, if it is on, or shortly before, `day`."""
    texts = [each.text for each in draft.blocks if each.kind == "text" and not lone_days.OF_DOCUMENT.match(each.text)]
    named = [each for text in texts[:3] for each in _WITHOUT_YEAR.finditer(lone_days.without_work(text))]
    found = (_shortly_before(day, month_number(each[1] or each[4]), int(each[2] or each[3])) for each in named)
    return next(filter(None, found), None)


def _shortly_before(day: dt.date, month: int, number: int) -> dt.date | None:
    """The day of a month that is on, or shortly before, another one; `None` where none is."""
    found = (times.calendar_day(year, month, number) for year in (day.year, day.year - 1))
    return next((each for each in found if each and dt.timedelta(0) <= day - each <= FAR), None)
