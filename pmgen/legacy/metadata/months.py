"""The month of an incident, where no day of it is stated: `Outages in August 2026`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pmgen import times
from pmgen.legacy.clocks import days
from pmgen.legacy.draft import Draft
from pmgen.legacy.vocabulary.calendar_names import CAPITAL_MONTH, MONTH_ABROAD, month_number

_IN_WORDS = re.compile(rf"(?<!\w)({CAPITAL_MONTH}|{MONTH_ABROAD})\.?,? (?:de |del )?((?:19|20)\d\d)(?!\d)")
_IN_DIGITS = re.compile(r"(?<![.-])(?<![^\W_])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!-?\d)")


def named(texts: Iterable[str]) -> dt.date | None:
    """The first day of the month that some texts name; `None` where they name none, or several."""
    found = set()
    for text in texts:
        found |= {dt.date(int(year), month_number(name), 1) for name, year in _IN_WORDS.findall(text)}
        found |= {dt.date(int(year), int(month), 1) for year, month in _IN_DIGITS.findall(text)}
    return found.pop() if len(found) == 1 else None


def begun(draft: Draft, month: dt.date) -> dt.date | None:
    """The first day of a month that the timeline names without its year."""
    for event in draft.tree.get("timeline", []):
        written = times.parse(days.written(event.get("at")))
        if written and written.month_day and written.month_day[0] == month.month:
            return times.calendar_day(month.year, *written.month_day)
    return None
