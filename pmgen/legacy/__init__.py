"""Documents as people wrote them before pmgen: a second front end to the same model.

What leaves no doubt moves into front matter; everything else stays in the body, in its order. No word is lost: where
values do not hold every word of what they came from, the words stand beside them in a comment, or the text stays.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from pmgen import decode, document, serialize
from pmgen.front_matter.composing import CONTROL
from pmgen.legacy import (
    dating,
    days,
    dialects,
    ending,
    escapes,
    followups,
    headings,
    impossible,
    lines,
    losses,
    metadata,
    own_keys,
    pages,
    prose,
    severities,
    timeline,
    titles,
    unsure,
    year_last,
    zones,
)
from pmgen.legacy.draft import Draft, Note, missing
from pmgen.legacy.draft import words as words_of
from pmgen.model import PostMortem
from pmgen.source import Source
from pmgen.values import Value, replace

__all__ = ["Imported", "Note", "import_document", "name_of"]

_FROM_BODY = frozenset(
    ("timeline", "followups", "summary", "lessons", "impact", "root_cause", "contributing_factors", "detection")
)


class Imported(Value):
    """A document that was imported.

    Args:
        text: of the new file.
        title: and `date`: as they were found; the date is `None` where there is none.
        severity: as it was stated; empty if it was not. `level` is which one that is.
        events: how many there are; likewise `followups`, of which some are `open`.
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
    draft, text, day, severity = _drafted(name, data, levels, today, beside)
    if beside:
        own_keys.put(draft, beside)
    _finish(draft, name, today, by, status, id, aliases, ignore)
    result = _written(draft, levels, timezone, text)
    if draft.page:
        draft.notes = [replace(each, line=pages.line_of(text, each.line, draft.page)) for each in draft.notes]
    events, listed = draft.tree.get("timeline", []), draft.tree.get("followups", [])
    closed = sum(each.get("status") in ("done", "wont-do") for each in listed)
    title = str(draft.tree["title"])
    level = str(getattr(draft.tree["severity"], "text", draft.tree["severity"])) if severity else ""
    return Imported(
        result, title, day, severity, level, len(events), len(listed), len(listed) - closed, _in_order(draft.notes)
    )


def _in_order(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes as somebody reads them beside the source, those on the whole document first."""
    return tuple(sorted(notes, key=lambda each: each.line))


def name_of(
    name: str, data: bytes, *, levels: Sequence[str], today: dt.date, beside: str = ""
) -> tuple[dt.date | None, str]:
    """The date and the title that `import_document` would find."""
    draft, _, day, _ = _drafted(name, data, levels, today, beside)
    return day, str(draft.tree["title"])


def _drafted(
    name: str, data: bytes, levels: Sequence[str], today: dt.date, beside: str
) -> tuple[Draft, str, dt.date | None, str]:
    """What was found, the text that it was found in, the date and the severity."""
    text, notes = _text(data)
    page = text if pages.is_page(name, text) else ""
    if page:
        text, whole = pages.to_markdown(page)
        if not whole:
            notes.append(Note(1, "the page is too odd to be converted; its words are here without their markup"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    keys, rest = dialects.split(text)
    if beside:
        keys = {**(keys or {}), **(dialects.keys_of(beside) or {})}
    body = rest.split("\n")
    month = year_last.month_first([*body, name], today)
    # What is entered is read in the usual way; what stays in the body stays as it was typed.
    plain = year_last.year_first(escapes.without_need(body), month)
    blocks = lines.blocks(days.with_colons(plain, headings.TIMELINE.search))
    draft = Draft(body, text.count("\n") - rest.count("\n"), blocks, notes=notes, page=page, month_first=month)
    if month is not None and (found := year_last.first(body)) and not year_last.explained([*body, name]):
        number, written = found
        day = year_last.year_first([written], month)[0]
        draft.notes.append(Note(draft.first + number + 1, f"`{written}` could be two days; `{day}` is taken"))
    return draft, text, *_read(draft, keys or {}, name, list(levels), today)


def _text(data: bytes) -> tuple[str, list[Note]]:
    notes = []
    try:
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        notes.append(Note(1, "not UTF-8; read as Windows-1252"))
    return CONTROL.sub(" ", text), notes


def _read(
    draft: Draft, keys: dict[str, Any], name: str, levels: list[str], today: dt.date
) -> tuple[dt.date | None, str]:
    """Everything that can be found, into the tree of the draft; the date and the severity as they were stated."""
    own, stem = own_keys.known(keys), _stem(name)
    heading = next((each.text for each in draft.blocks if each.kind == "heading"), "")
    draft.tree["title"] = titles.read(draft, own.get("title", ""), own_keys.title(stem, keys, draft))
    fields = metadata.read_fields(draft)
    told = _timeline(draft, fields.get("timezone", ""))
    followups.read(draft)
    prose.read(draft, own.get("summary", ""))
    prose.state(draft, fields)
    losses.enter(draft)
    ending.read(draft)
    day = dating.enter(
        draft,
        dating.Stated(
            field=fields.get("date", "") or own_keys.began(keys),
            heading=heading,
            title=own.get("title", ""),
            written=own.get("date", "") or own.get("published", ""),
            url=own.get("url", ""),
            stem=stem,
        ),
        today,
    )
    timeline.settle(draft, told, day or today)
    stated = fields.get("severity") or own.get("severity", "")
    severity = severities.enter(draft, stated, levels, fields.get("priority", ""))
    metadata.put_services(draft, fields.get("services") or own.get("services", ""))
    metadata.put_state(draft, fields.get("status") or own.get("status", ""))
    metadata.put_owner(draft, fields.get("owner") or own.get("owner", ""))
    metadata.put_names(draft, "authors", keys.get("authors") or keys.get("author") or fields.get("authors", ""))
    metadata.put_names(draft, "tags", keys.get("tags") or keys.get("keywords") or fields.get("tags", ""))
    own_keys.keep(draft, keys)
    return day, severity


def _stem(name: str) -> str:
    """What a file is called; one that tells of its folder is called as that is."""
    parts = re.sub(r"\.(?:md|mdx|markdown|x?html?|txt)$", "", name, flags=re.IGNORECASE).split("/")
    return parts[-2] if len(parts) > 1 and parts[-1].upper() in ("README", "INDEX") else parts[-1]


def _timeline(draft: Draft, stated: str) -> list[list[dict[str, Any]]]:
    """The events of each timeline; `stated` is what a field says of their zone."""
    if zone := zones.named(stated):
        draft.tree["timezone"] = zone
    told = timeline.read(draft)
    if "timezone" not in draft.tree and (word := zones.unsure(stated)):
        metadata.note(draft, "timezone", zones.doubt(word))
    return told


def _finish(
    draft: Draft,
    name: str,
    today: dt.date,
    by: str,
    status: str,
    id: str,
    aliases: Sequence[str],
    ignore: Sequence[str],
) -> None:
    """What the document says of itself, in the order in which people read it."""
    tree = draft.tree
    tree["status"] = status
    if id:
        tree.setdefault("id", id)
    if old := [*dict.fromkeys([*tree.get("aliases", []), *aliases])]:
        tree["aliases"] = old
    tree["schema"] = serialize.plain("1")
    tree["x-imported"] = {"from": name, "on": serialize.plain(str(today)), "by": by}
    if ignore:
        reason = "imported as it was; to be put right when somebody works on the document"
        tree["lint"] = {"ignore": [{"rule": code, "reason": reason} for code in ignore]}
    first = ("title", "date", "severity", "severity_reason", "status", "id", "timezone", "state", "services", "tags")
    last = ("schema", "lint", "x-imported")
    order = [*first, *(key for key in tree if key not in (*first, *last)), *last]
    draft.tree = {key: tree[key] for key in order if key in tree}


def _written(draft: Draft, levels: Sequence[str], timezone: str, text: str) -> str:
    """The new file: what cannot be read back is taken out again, and what would be lost is kept beside it."""
    while (post_mortem := _drop_unreadable(draft, levels, timezone)) and impossible.leave_out(draft, post_mortem):
        pass  # what is left may be doubtful, too
    metadata.leave_out(draft)
    unsure.note(draft)
    body = draft.body()
    made = serialize.text_of_tree(draft.tree, body)
    said = frozenset(words_of(made))
    labels = [each for each in dict.fromkeys(draft.labels) if not said.issuperset(words_of(each))]
    if labels:
        labels = [f"#   {' '.join(each.split())}" for each in labels]
    gone = missing(text, words_of("\n".join([made, *labels])))
    comment = "\n".join(["# In the source, besides:", *labels, *_wrapped(gone)]) if labels or gone else ""
    return serialize.text_of_tree(draft.tree, body, comments=comment) if comment else made


def _wrapped(gone: Sequence[str]) -> list[str]:
    return ["#   " + " ".join(gone[start : start + 16]) for start in range(0, len(gone), 16)]


def _drop_unreadable(draft: Draft, levels: Sequence[str], timezone: str) -> PostMortem | None:
    """Give back to the body what the model will not have; the post-mortem of the rest."""
    for _ in range(len(draft.tree)):
        read, problems = document.read(Source("", serialize.text_of_tree(draft.tree, "")))
        if read is not None:
            post_mortem, found = decode.decode(read.front_matter, severities=levels, timezone=timezone)
            if post_mortem is not None:
                return post_mortem
            problems = found
        key = next((str(each.at[0]) for each in problems if isinstance(each.at, tuple) and each.at), "")
        if key not in draft.tree or key in ("title", "date", "severity", "status"):
            return None
        draft.notes.append(Note(1, f"`{key}` cannot be read: {problems[0].message}; it stays in the body"))
        value = draft.tree.pop(key)
        if key in _FROM_BODY:
            draft.taken.clear()
        else:
            draft.tree[f"x-{key}"] = value
    return None
