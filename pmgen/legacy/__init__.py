"""Documents as people wrote them before pmgen: a second front end to the same model.

What leaves no doubt moves into front matter; everything else stays in the body, in its order. No word is lost: where
values do not hold every word of what they came from, the words stand beside them in a comment, or the text stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from pmgen.legacy.clocks import days
from pmgen.legacy.draft import Note
from pmgen.legacy.drafting import drafted
from pmgen.legacy.formats import pages
from pmgen.legacy.metadata import own_keys
from pmgen.legacy.writing import finish, written
from pmgen.values import Value, replace

__all__ = ["Imported", "Note", "import_document", "name_of"]

_SHOWS: Final = frozenset(("commits", "links", "note"))
"""What of the evidence of a follow-up a reader can see for themselves."""


class Imported(Value):
    """A document that was imported.

    Args:
        text: of the new file.
        title: and `date`: as they were found; the date is `None` where there is none.
        severity: as it was stated; empty if it was not. `level` is which one that is.
        events: how many there are; likewise `followups`, of which some are `open`, and some `unshown`: said to be done,
            with nothing that shows it.
        notes: what was not sure, with the lines of the source.
    """

    text: str
    title: str
    date: dt.date | None
    severity: str
    level: str
    events: int
    followups: int
    open: int
    unshown: int
    notes: tuple[Note, ...]


def import_document(
    name: str,
    data: bytes,
    *,
    levels: Sequence[str],
    today: dt.date,
    by: str,
    status: str = "draft",
    id: str = "",
    aliases: Sequence[str] = (),
    ignore: Sequence[str] = (),
    beside: str = "",
    timezone: str = "UTC",
) -> Imported:
    """Turn a document into one with front matter. Never raises, whatever the bytes.

    Args:
        name: of the file, or its path.
        levels: the names of the severities, worst first.
        today: the day of the import.
        by: the program and its version.
        id: of the post-mortem; empty for the one of its day.
        aliases: old addresses.
        ignore: the rules that the document is to be excused from.
        beside: YAML that says what a page is about.
        timezone: the zone of times in a document that names none.
    """
    draft, text, day, severity = drafted(name, data, levels, today, beside)
    if beside:
        own_keys.put(draft, beside)
    finish(draft, name, today, by, status, id, aliases, ignore)
    result = written(draft, levels, timezone, text)
    if draft.page:
        draft.notes = [replace(each, line=pages.line_of(text, each.line, draft.page)) for each in draft.notes]
    events, listed = draft.tree.get("timeline", []), draft.tree.get("followups", [])
    unshown = sum(each.get("status") == "done" and not _SHOWS & each.get("done", {}).keys() for each in listed)
    closed = sum(each.get("status") in ("done", "wont-do") for each in listed)
    title = str(draft.tree["title"])
    level = str(getattr(draft.tree["severity"], "text", draft.tree["severity"])) if severity else ""
    counts = (len(events), len(listed), len(listed) - closed, unshown)
    return Imported(result, title, day, severity, level, *counts, _in_order(draft.notes))


def _in_order(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes as somebody reads them beside the source, those on the whole document first."""
    return tuple(sorted(notes, key=lambda each: each.line))


def name_of(
    name: str, data: bytes, *, levels: Sequence[str], today: dt.date, beside: str = ""
) -> tuple[dt.date | None, str]:
    """The date that `import_document` would enter, `None` where that is the day of the import, and the title."""
    draft, _, day, _ = drafted(name, data, levels, today, beside)
    entered = dt.date.fromisoformat(days.written(draft.tree["date"]))
    return day or (None if entered == today else entered), str(draft.tree["title"])
