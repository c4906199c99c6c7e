"""From a draft to the text of a file: what cannot be read back stays in the body, and no word is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pmgen import decode, document, serialize
from pmgen.legacy import metadata, several
from pmgen.legacy.clocks import impossible
from pmgen.legacy.draft import Draft, Note, missing
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.formats import dialects, raw_tables, shells
from pmgen.legacy.prose import unsure
from pmgen.model import PostMortem
from pmgen.source import Source

_FROM_BODY = frozenset(
    ("timeline", "followups", "summary", "lessons", "impact", "root_cause", "contributing_factors", "detection")
)


def finish(
    draft: Draft,
    name: str,
    today: dt.date,
    by: str,
    status: str,
    id: str,
    aliases: Sequence[str],
    ignore: Sequence[str],
) -> None:
    """Enter what the document says of itself, and put its keys into the order in which people read them."""
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


def written(draft: Draft, levels: Sequence[str], timezone: str, text: str) -> str:
    """The new file: what cannot be read back is taken out again, and what would be lost is kept beside it."""
    while (post_mortem := _drop_unreadable(draft, levels, timezone)) and impossible.leave_out(draft, post_mortem):
        pass  # what is left may be doubtful, too
    metadata.leave_out(draft)
    tags = shells.take_empty(draft)
    if not several.incidents(draft):
        unsure.note(draft)
    body = draft.body()
    if code := dialects.as_code(body):
        draft.notes.append(Note(1, "the front matter cannot be read; it stays in the body, as code"))
    body = code or body
    made = serialize.text_of_tree(draft.tree, body)
    said = frozenset(words_of(made))
    labels = [each for each in dict.fromkeys(draft.labels) if not said.issuperset(words_of(each))]
    if labels:
        labels = [f"#   {' '.join(each.split())}" for each in labels]
    told = raw_tables.without_marks(text, draft.blocks, draft.first)
    gone = missing(told, words_of("\n".join([made, *labels, *tags])))
    comment = "\n".join(["# In the source, besides:", *labels, *_wrapped(gone)]) if labels or gone else ""
    return serialize.text_of_tree(draft.tree, body, comments=comment) if comment else made


def _wrapped(gone: Sequence[str]) -> list[str]:
    return ["#   " + " ".join(gone[start : start + 16]) for start in range(0, len(gone), 16)]


def _drop_unreadable(draft: Draft, levels: Sequence[str], timezone: str) -> PostMortem | None:
    """Give back to the body what the model refuses; the post-mortem of what is left."""
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
