"""The sections of a document: the name of each, and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.formats import shells
from pmgen.legacy.lines import Block
from pmgen.legacy.vocabulary import tongues

_CALLS = re.compile(r"[\W_]*[A-Z][\w/'’-]*(?: [\w/'’&-]+){0,4}[:*_]*")
"""A line of a few words that end no sentence."""
_PICTURE = re.compile(r"(?<=\w)[\s\ufe0f\u200d]+[\u2600-\u2bff\U0001f000-\U0001faff][\s\ufe0f\u200d]*$")
"""Behind a name: `What went well ✅`."""


def read(draft: Draft) -> Iterator[tuple[str, list[Block]]]:
    """The title of each heading, and what stands below it."""
    for place, block in enumerate(draft.blocks):
        if block.kind == "heading":
            section = shells.inside(lines.not_blank(draft.section(place)))
            marked = draft.lines[block.start].lstrip().startswith("#") or block.end - block.start > 1
            yield (
                tongues.english(_PICTURE.sub("", lines.label_of(block))),
                section if marked else _up_to_a_name(section),
            )


def _up_to_a_name(section: Sequence[Block]) -> list[Block]:
    """What stands below a name without a mark, up to the next line that may be one: right below a name stands none."""
    at = 1 if section and not section[0].text.rstrip().endswith((":", "*", "_")) else 0
    return [*section[:at], *takewhile(_tells, section[at:])]


def _tells(block: Block) -> bool:
    """Whether a block is no line of a few words, which may name what stands below it, where names have no marks."""
    return block.kind != "text" or not _CALLS.fullmatch(block.text)
