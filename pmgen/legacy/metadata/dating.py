"""The day on which an incident began: from fields, the heading, the name of the file, the timeline, an address."""

from __future__ import annotations

import datetime as dt
import re

from pmgen.legacy.clocks import days, year_last
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.metadata import fields, lone_days, months, without_year
from pmgen.legacy.metadata.lone_days import OF_DOCUMENT
from pmgen.legacy.vocabulary import words
from pmgen.serialize import plain
from pmgen.values import Value

_A_WEEK = dt.timedelta(days=7)
_NEAR = dt.timedelta(days=1)
"""How far the day of a document may be from those of its timeline: another zone, a night between."""


class Stated(Value):
    """Where a document may say when it happened.

    Args:
        field: one that says so: the surest place.
        heading: the first of the document.
        title: of its front matter.
        written: the date in its front matter, which may be that of the incident or that of the document.
        url: the address of the original.
        stem: the name of the file, without its ending.
    """

    field: str
    heading: str
    title: str
    written: str
    url: str
    stem: str


def enter(draft: Draft, stated: Stated, today: dt.date) -> tuple[dt.date | None, dt.date]:
    """Enter the day; in its place the first one of the month, if that is stated, that of the document or of the import.

    Args:
        today: the day of the import.

    Returns:
        The day that is stated, `None` where none is; and the one that is entered.
    """
    day = _read(draft, stated, today)
    month = months.named((stated.field, stated.heading, stated.title, stated.stem)) if day is None else None
    day = day or (months.begun(draft, month) if month else None)
    near, said = (day, "") if day else _instead(draft, month, today)
    if said:
        draft.notes.append(Note(1, f"{said}, {near}, stands in for it"))
    draft.tree["date"] = plain(str(near))
    return day, near


def _instead(draft: Draft, month: dt.date | None, today: dt.date) -> tuple[dt.date, str]:
    """The day that stands in for one that is not stated, and what there is to say of it."""
    if month:
        return month, "only its month is stated; its first day"
    written_on = _of_document(draft)
    if written_on and written_on <= today:
        return written_on, "no date is stated but that of the document; that day"
    if day := without_year.last_before(draft, today):
        return day, "no year is stated; the last such day before the import"
    return today, "no date is stated; the day of the import"


def _read(draft: Draft, stated: Stated, today: dt.date) -> dt.date | None:
    """The day; `None` where none is stated.

    A day in a heading, in the front matter or in the name of the file is that on which somebody wrote, where nothing
    in the timeline happened on it, or about it.
    """
    field, written, stem = year_last.year_first([stated.field, stated.written, stated.stem], draft.month_first)
    happened = _happened(draft)
    if day := _day_of([field, *_spelled(field)]):
        day = _of_letter(draft, day)
        _compare(draft, day, max(words.days(field), default=day), happened)
        return day
    named = (stated.heading, *_spelled(stated.heading), stated.title, written, stem, *_spelled(stem))
    likely = [day for each in named for day in words.days(each)[:1]]
    found = _likely(draft, likely, happened) or next(iter(_named(draft)), None)
    return found or _from_text(draft, stated.url, stem, today)


def _of_letter(draft: Draft, day: dt.date) -> dt.date:
    """The day that a letter is about: that in its subject, else the day on which it was sent, which is said.

    Args:
        day: the one that its fields state; of what is no letter, that day is the answer.
    """
    subject = fields.subject(draft)
    if subject is None:
        return day
    if told := next((each for each in words.days(subject) if each <= day), None):
        return told
    _note(draft, day, f"`{day}` is the day of the letter; the incident may have begun before it")
    return day


def _likely(draft: Draft, likely: list[dt.date], happened: list[dt.date]) -> dt.date | None:
    """The day that a heading, the front matter or the name of the file states, unless the timeline has another one."""
    if not likely:
        return None
    stated = likely[0]
    near = [day for day in likely if any(abs(day - each) <= _NEAR for each in happened)]
    if likely[:2] == [stated, stated] and happened and abs(happened[0] - stated) > without_year.FAR:
        happened = []  # two places agree, and the timeline may have a slip of the pen
    day = (near or happened or likely)[0]
    if day != stated:
        _note(draft, stated, f"`{stated}` is taken for the day of the document; by the timeline it was `{day}`")
    elif not happened:
        _compare(draft, stated, stated, _whole_days(draft))
    return day


def _from_text(draft: Draft, url: str, stem: str, today: dt.date) -> dt.date | None:
    """The day that the text names; one without a year where it is near the day of the document."""
    day = _elsewhere(draft, url, stem) or _either(draft, today) or lone_days.only(draft, today)
    written_on = day or _of_document(draft)
    begun = without_year.begun(draft, written_on) if written_on else None
    told = without_year.told(draft, written_on) if written_on and not (day or begun) else None
    if (happened_on := begun or told) and happened_on != day:
        where = "timeline" if begun else "text"
        _note(
            draft,
            written_on,
            f"`{written_on}` is taken for the day of the document; by the {where} it was `{happened_on}`",
        )
    return happened_on or day


def _compare(draft: Draft, day: dt.date, last: dt.date, happened: list[dt.date]) -> None:
    """Note where nothing in the timeline happened on the day that a field states, or up to the `last` one, if any."""
    if happened and not any(day - each <= _NEAR and each - last <= _NEAR for each in happened):
        _note(draft, day, f"`{day}` is the day that is stated; by the timeline it was `{happened[0]}`")


def _day_of(texts: list[str]) -> dt.date | None:
    """The first date in some texts."""
    return next((day for text in texts for day in words.days(text)), None)


def _either(draft: Draft, today: dt.date) -> dt.date | None:
    """The day of a date that can be read in two ways: with the month first where it would else be still to come."""
    for number, line in enumerate(draft.lines):
        if (found := words.either_day(line)) and not lone_days.OF_WORK.match(line):
            written, day_first, month_first = found
            day = month_first if draft.month_first or day_first > today >= month_first else day_first
            if day_first != month_first and draft.month_first is None:
                draft.note_at(number, f"`{written}` could be two days; `{day}` is taken")
            return day
    return None


def _listed(draft: Draft) -> frozenset[int]:
    """The first lines of the items at the top, unless the days in them are far apart: it may be a list of incidents."""
    items = [each for each in fields.top(draft) if each.kind == "item" and not OF_DOCUMENT.match(each.text)]
    named = [day for each in items for day in words.days(lone_days.without_work(each.text))]
    near = bool(named) and max(named) - min(named) <= _A_WEEK
    return frozenset(each.start for each in items) if near else frozenset()


def _of_document(draft: Draft) -> dt.date | None:
    """The first day of a paragraph that tells of the document: `Posted 2026-05-04`."""
    return _day_of([each.text for each in draft.blocks if each.kind == "text" and OF_DOCUMENT.match(each.text)])


def _named(draft: Draft) -> list[dt.date]:
    """The days that the timeline names in any way."""
    return [day for each in draft.tree.get("timeline", []) for day in words.days(days.written(each.get("at")))[:1]]


def _whole_days(draft: Draft) -> list[dt.date]:
    """The days of a timeline that has no time of day; none of any other, in which one may be that of the review."""
    clocked = any(":" in days.written(each.get("at")) for each in draft.tree.get("timeline", []))
    return [] if clocked else _named(draft)


def _note(draft: Draft, day: dt.date | None, message: str) -> None:
    """Say what is not sure, at the first line that has the day."""
    number = next((number for number, line in enumerate(draft.lines) if day in words.days(line)), -draft.first)
    draft.note_at(number, message)


def _happened(draft: Draft) -> list[dt.date]:
    """The days that the timeline names with times of day, in its order; none where the first of these has no day.

    A day alone may be that of the review, or of something long before.
    """
    times = [days.written(each.get("at")) for each in draft.tree.get("timeline", [])]
    clocked = [each for each in times if ":" in each]
    found = [day for each in clocked for day in words.days(each)[:1]]
    return found if found and words.days(clocked[0]) else []


def _spelled(heading: str) -> list[str]:
    """The day in a heading that is written without marks between its parts: `20260422`."""
    return [
        f"{year}-{month}-{day}" for year, month, day in re.findall(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)", heading)
    ]


def _elsewhere(draft: Draft, url: str, stem: str) -> dt.date | None:
    """The first day in the first paragraphs, that of a section, or in the address of the original; or with the year of
    the file's name.
    """
    listed = _listed(draft)
    told = [each for each in draft.blocks if each.kind == "text" or each.start in listed]
    blocks = [each for each in told if not OF_DOCUMENT.match(each.text)][:3]
    for block in blocks:
        if found := _day_of([lone_days.without_work(block.text)]):
            if without_year.begun(draft, found) in (None, found):
                draft.note(block, f"the day is the first one that the text names: `{found}`")
            return found
    if day := lone_days.headed(draft):
        return day
    year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", stem)
    events = draft.tree.get("timeline", [])
    first = [days.written(each.get("at")) for each in events][:1] or [each.text for each in blocks[:1]]
    of_year = (f"{each}, {year[1]}" for each in first if year)
    return _day_of([url, _in_words(url), *of_year]) or (_slip(draft, year[1]) if year else None)


def _in_words(url: str) -> str:
    """An address with blanks between its parts, and names of months as people write them."""
    spoken = re.sub(r"[-_/]+", " ", url)
    return re.sub(r"\b([a-z])([a-z]{2,8})(?= \d{1,2} \d{4}\b)", lambda each: each[1].upper() + each[2], spoken)


def _slip(draft: Draft, year: str) -> dt.date | None:
    """A day whose year has a digit too many: it could be one of several, unless the name of the file says which."""
    slip = re.search(rf"(?<!\d){year}\d-(\d\d-\d\d)(?!\d)", "\n".join(draft.lines))
    day = _day_of([f"{year}-{slip[1]}"]) if slip else None
    if slip and day:
        draft.note_first(slip[0], f"`{slip[0]}` has a digit too many; `{day}` takes the year of the file name")
    return day
