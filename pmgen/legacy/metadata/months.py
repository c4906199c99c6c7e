"""The month of an incident, where no day of it is stated: `Outages in August 2026`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from pmgen import times
from pmgen.legacy.clocks import days
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.vocabulary.calendar_names import CAPITAL_MONTH, MONTH_ABROAD, month_number

_IN_WORDS = re.compile(rf"(?<!\w)({CAPITAL_MONTH}|{MONTH_ABROAD})\.?,? (?:de |del )?((?:19|20)\d\d)(?!\d)")
_IN_DIGITS = re.compile(r"(?<![.-])(?<![^\W_])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!-?\d)")
_HALF_A_YEAR = dt.timedelta(days=183)


def named(texts: Iterable[str]) -> dt.date | None:
    """The first day of the month that some texts name; `None` where they name none, or several."""
    found = set()
    for text in texts:
        found |= {dt.date(int(year), month_number(name), 1) for name, year in _IN_WORDS.findall(text)}
        found |= {dt.date(int(year), int(month), 1) for year, month in _IN_DIGITS.findall(text)}
    return found.pop() if len(found) == 1 else None


def begun(draft: Draft, month: dt.date) -> dt.date | None:
    """The first day of a month that the timeline names without its year; that of another month where it names none.

    What was taken for a month may be that of a release, or a number: `Incident 2024-11`.
    """
    told = [written.month_day for written in _times(draft) if written.month_day]
    first = next((each for each in told if each[0] == month.month), next(iter(told), None))
    day = times.calendar_day(month.year, *first) if first else None
    if day and day - month > _HALF_A_YEAR:
        day = times.calendar_day(month.year - 1, day.month, day.day)
    if day and day.month != month.month:
        draft.notes.append(Note(1, f"`{month:%Y-%m}` is the month that is stated; by the timeline it was `{day}`"))
    return day


def _times(draft: Draft) -> Iterator[times.Written]:
    """When the events of the timeline were, as far as that can be read."""
    for event in draft.tree.get("timeline", []):
        if written := times.parse(days.written(event.get("at"))):
            yield written
