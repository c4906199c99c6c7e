"""The days by which follow-ups are due: those without a year are on the first such day from the incident on.

One that would be nearly a year later is a slip of the pen, or was before: in which year, nobody can say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

from pmgen import times
from pmgen.legacy.clocks.spelling import readable
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import bare
from pmgen.legacy.vocabulary import words
from pmgen.serialize import plain
from pmgen.values import Value

_FAR: Final = dt.timedelta(days=300)


_BY: Final = re.compile(
    r"(?:^|[(\[:–—]|\s-)\s*(?:all )?(?:due|by|until|deadline)(?: by| on)?:?\s+([^()\[\]]{4,30}?)\s*[)\]]?$",
    re.IGNORECASE,
)
"""What says at the end of a heading by when the tasks below it are to be done."""
_ITS_OWN: Final = re.compile(r"\b(?:due|by|until|before|deadline)\b.{0,20}\d", re.IGNORECASE)


class WithoutYear(Value):
    """A day that is written without its year.

    Args:
        text: as it is written.
        month_day: the numbers of its month and of the day, from 1.
    """

    text: str
    month_day: tuple[int, int]


def read(text: str) -> Any:
    """The day that is all a text says, for the tree of a draft, or a `WithoutYear`; `None` where that is not all."""
    if day := words.day_alone(text):
        return plain(str(day))
    at, _ = readable(text.strip(" .*_`"))
    written = times.parse(at)
    if written is None or written.month_day is None or written.time or written.about:
        return None
    return WithoutYear(text.strip(), written.month_day)


def of_heading(text: str) -> Any:
    """The day by which all below a heading is due, as `read` has it: `Prevent (by 2026-04-01)`; `None` for none."""
    found = _BY.search(bare(text))
    return read(found[1]) if found else None


def put(due: Any, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Follow-ups with the day by which all of them are due, but for those that may have one of their own."""
    return [{**each, "due": due} if due and not _may_have_own(each) else each for each in items]


def _may_have_own(followup: dict[str, Any]) -> bool:
    return bool(followup.keys() & {"due", "doubts"}) or _ITS_OWN.search(followup["action"]) is not None


def settle(draft: Draft, day: dt.date | None) -> None:
    """Give days their years, now that the day of the incident is known; where it is not, their words are details.

    Args:
        day: of the incident, as it is stated; `None` where it is not.
    """
    taken: list[tuple[str, str, str]] = []
    for each in draft.tree.get("followups", []):
        written = each.get("due")
        if not isinstance(written, WithoutYear):
            continue
        if due := _first(written.month_day, day) if day else None:
            each["due"] = plain(str(due))
            taken.append((each["action"], written.text, str(due)))
        else:
            del each["due"]
            each["details"] = "\n\n".join(filter(None, [f"due {written.text}", each.get("details", "")]))
    _note(draft, taken)


def _first(month_day: tuple[int, int], day: dt.date) -> dt.date | None:
    """The first such day that is not before another one; `None` for one that only leap years have, or far behind it."""
    found = (times.calendar_day(year, *month_day) for year in (day.year, day.year + 1))
    return next((each for each in found if each and day <= each <= day + _FAR), None)


def _note(draft: Draft, taken: list[tuple[str, str, str]]) -> None:
    """Say which year was taken, at the first follow-up that has none."""
    if not taken:
        return
    action, text, due = taken[0]
    (line,) = draft.lines_of([action], -1)
    more = len(taken) - 1
    besides = f"; so for {more} more" if more else ""
    said = f"`{text}` has no year; it is taken for the first such day from the incident on, {due}{besides}"
    draft.note_at(max(line, 0), said)
