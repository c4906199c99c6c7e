"""From the bytes of a document to a draft, with everything that can be found in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from pmgen.legacy import followups, lines, metadata, prose, several, timeline
from pmgen.legacy.clocks import days, epochs, offsets, short_days, year_last, zone_doubts, zones
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.formats import (
    conversion,
    dialects,
    encodings,
    escapes,
    mediawiki,
    others,
    pages,
    raw_tables,
    references,
    sublists,
    tabbed,
    wiki,
)
from pmgen.legacy.metadata import dating, fields, losses, own_keys, severities, titles
from pmgen.legacy.prose import ending
from pmgen.legacy.timeline import day_lines
from pmgen.legacy.vocabulary import headings

_ENDING = re.compile(r"\.(?:md|mdx|markdown|x?html?|txt|(?:media)?wiki|wikitext)$", re.IGNORECASE)
_SHOWN = 6
"""Words."""
_HYPHENS = {0x2010: "-", 0x2011: "-"}
"""Those that look like the one of a keyboard; at U+2011 no line breaks, and many a `2026‑05‑20` is written with it."""


def drafted(
    name: str, data: bytes, levels: Sequence[str], today: dt.date, beside: str
) -> tuple[Draft, str, dt.date | None, str]:
    """The draft of a document, its text as Markdown, and its date and severity as they are stated."""
    text, page, besides, notes = _markdown(name, data)
    keys, rest = dialects.split(text)
    if beside:
        keys = {**(keys or {}), **(dialects.keys_of(beside) or {})}
    draft = _unread(name, rest.split("\n"), text.count("\n") - rest.count("\n"), today)
    draft.page, draft.notes = page, [*notes, *draft.notes]
    draft.labels += besides
    return draft, text, *_read(draft, keys or {}, name, list(levels), today)


def _markdown(name: str, data: bytes) -> tuple[str, str, list[str], list[Note]]:
    """A document as Markdown; what that was made of, empty where it is Markdown itself; and what that says besides."""
    text, notes = encodings.decoded(data)
    page = text if pages.is_page(name, text) else ""
    besides: list[str] = []
    if page:
        text, titled, whole = pages.to_markdown(page)
        besides += [f"Title of the page: {titled}"] if titled else []
        if not whole:
            notes.append(Note(1, "the page is too odd to be converted; its words are here without their markup"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for markup in (wiki, mediawiki) if not page else ():
        if markup.is_wiki(text):
            made = markup.to_markdown(text)
            if lost := conversion.lost(text, made):
                besides.append(f"Words of the wiki: {' '.join(lost)}")
                told = f"`{' '.join(lost[:_SHOWN])}{' …' * (len(lost) > _SHOWN)}`"
                notes.append(Note(1, f"{told} of the wiki has no place in Markdown, and stands in a comment"))
            return made, text, besides, notes
    if not page and (said := others.told(text)):
        notes.append(Note(1, said))
    return text, page, besides, notes


def _unread(name: str, body: list[str], first: int, today: dt.date) -> Draft:
    """The draft of a document with all of it still in the body, and with what is not sure of how its times are spelled.

    Args:
        first: the number of the first line of the body in the file, from 0.
    """
    month = year_last.month_first([*body, name], today)
    # What is entered is read in the usual way; what stays in the body stays as it was typed.
    plain = [line.translate(_HYPHENS) for line in escapes.without_need(body)]
    plain = days.with_colons(year_last.year_first(plain, month), headings.names_timeline)
    plain, counted = epochs.spelled(plain, headings.names_timeline)
    plain, since = offsets.spelled(plain, headings.names_timeline)
    plain, either = short_days.spelled(plain, month)
    links = references.defined(body)
    plain = [references.inlined(line, links) for line in plain] if links else plain
    blocks = tabbed.as_tables(raw_tables.as_tables(lines.blocks(plain), plain), plain)
    blocks = sublists.joined(references.aside(blocks, links), plain)
    draft = Draft(body, first, blocks, month_first=month, links=links)
    for number, said in (*counted.items(), *since.items(), *either.items()):
        draft.note_at(number, said)
    if month is not None and (found := year_last.first(body)) and not year_last.explained([*body, name]):
        number, written = found
        day = year_last.year_first([written], month)[0]
        draft.note_at(number, f"`{written}` could be two days; `{day}` is taken")
    return draft


def _read(
    draft: Draft, keys: dict[str, Any], name: str, levels: list[str], today: dt.date
) -> tuple[dt.date | None, str]:
    """Everything that can be found, into the tree of the draft; the date and the severity as they were stated."""
    own, stem = own_keys.known(keys), _stem(name)
    named = (each.text for each in draft.blocks if each.kind == "heading" and not day_lines.is_clock(each))
    heading = next(named, "")
    draft.tree["title"] = titles.read(draft, own.get("title", ""), own_keys.title(stem, keys, draft))
    stated = fields.read(draft)
    told: list[list[dict[str, Any]]] = []
    if apart := several.incidents(draft):
        several.note(draft, apart)
        heading = apart[0].named
    else:
        told = _timeline(draft, stated.get("timezone", ""), keys)
        followups.read(draft)
        prose.read(draft, own.get("summary", ""))
        prose.state(draft, stated)
        losses.enter(draft)
        ending.read(draft)
    day, near = dating.enter(
        draft,
        dating.Stated(
            field=stated.get("date", "") or own_keys.began(keys) or stated.get("duration", ""),
            heading=heading,
            title=own.get("title", ""),
            written=own.get("date", "") or own.get("published", ""),
            url=own.get("url", ""),
            stem=stem,
        ),
        today,
    )
    timeline.settle(draft, told, near, stated=day is not None)
    followups.settle(draft, day)
    severity = stated.get("severity") or own.get("severity", "")
    severity = severities.enter(draft, severity, levels, stated.get("priority", ""))
    listed = own_keys.listed(keys, "services")
    metadata.put_services(draft, stated.get("services") or ("" if listed else own.get("services", "")), listed)
    metadata.put_state(draft, stated.get("status") or own.get("status", ""))
    metadata.put_owner(draft, stated.get("owner") or own.get("owner", ""))
    metadata.put_names(draft, "authors", keys.get("authors") or keys.get("author") or stated.get("authors", ""))
    metadata.put_names(draft, "tags", keys.get("tags") or keys.get("keywords") or stated.get("tags", ""))
    own_keys.keep(draft, keys)
    return day, severity


def _stem(name: str) -> str:
    """The name of a file without its ending; of the folder for a `README` or an `index`."""
    parts = _ENDING.sub("", name).split("/")
    return parts[-2] if len(parts) > 1 and parts[-1].upper() in ("README", "INDEX") else parts[-1]


def _timeline(draft: Draft, stated: str, keys: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The events of each timeline; `stated` is what a field says of their zone, `keys` are those of front matter."""
    if zone := zones.named(stated):
        draft.tree["timezone"] = zone
    told = timeline.read(draft, fields.timed(draft), keys)
    if "timezone" not in draft.tree and (word := zones.unsure(stated)):
        metadata.note(draft, "timezone", zone_doubts.told(word))
    return told
