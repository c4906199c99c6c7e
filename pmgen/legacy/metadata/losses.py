"""Whether data was lost, where a field, an item of the impact or a section of its own says so in a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.metadata import fields
from pmgen.legacy.vocabulary import headings
from pmgen.model import DataLoss

_FIELD = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?[*_]{0,2}data[ -]loss[*_]{0,2}:[*_]{0,2}[ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE
)
_WORDS = (
    (DataLoss.NONE, re.compile(r"(?:none|no|no data (?:was |has been )?lost|no data loss)(?=\W*$|\s*[.;,:(–—]|\s-\s)")),
    (DataLoss.SUSPECTED, re.compile(r"(?:suspected|possible|possibly|likely)(?=\W*$)")),
    (DataLoss.CONFIRMED, re.compile(r"(?:yes|confirmed)(?=\W*$|\s*[.;,:(–—]|\s-\s)")),
    (DataLoss.UNKNOWN, re.compile(r"(?:unknown|not (?:yet )?known)(?=\W*$)")),
)
_DOUBTS = re.compile(
    r"\b(?:but|except|however|though|although|yet|unless|until|if|may|might|could|possib\w+|suspect\w*|unverified"
    r"|so far|unknown|unclear|not|los[et]|some|partial\w*|believe\w*|think|assum\w*|apparently|probably)\b|n['’]t\b|\?"
)
"""What makes a word for it doubtful."""


def enter(draft: Draft) -> None:
    """Enter whether data was lost, if the document says one thing of it; what it says besides stays where it is."""
    found = {read(value) for value in _stated(draft)}
    loss = found.pop() if len(found) == 1 else None
    if loss is not None:
        draft.tree.setdefault("impact", {})["data_loss"] = str(loss)


def read(text: str) -> DataLoss | None:
    """What a text says of lost data; `None` where it is more than a word, or leaves a doubt."""
    said = lines.bare(text).lower()
    for loss, pattern in _WORDS:
        if word := pattern.match(said):
            return None if _DOUBTS.search(said, word.end()) else loss
    return None


def _stated(draft: Draft) -> Iterator[str]:
    """The values of fields of that name, at the top and below *Impact*, and sections of it."""
    blocks = fields.top(draft)
    for place, block in draft.headings():
        name = lines.name_of(block)
        section = lines.not_blank(draft.section(place))
        if headings.IMPACT.match(name):
            blocks += section
        elif headings.LOSS.match(name) and section:
            yield section[0].text if len(section) == 1 else ""
    for each in blocks:
        yield from (value for label, value in fields.pairs(each) if each.kind == "table" and headings.LOSS.match(label))
        yield from _FIELD.findall(each.text if each.kind in ("text", "item") else "")
