"""What stands at the end of many documents: who took part, and what else to read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.vocabulary import headings

_LINK = re.compile(
    r"\[(?P<label>[^\[\]]*)\]\((?P<url>https?://[^\s()<>]+)\)|[<`]?(?P<bare>https?://[^\s()<>`]+[^\s()<>`.,;:])[>`]?"
)
_NESTED = re.compile(r"\n[ \t]*\n|\n[ \t]*[-*+] ")
_NAME = re.compile(r"@?[^\W\d_][\w.'’@/ -]{0,38}(?: \([^()]{1,30}\))?")
_LONGEST = 200


def read(draft: Draft) -> None:
    """Enter what these sections hold, if they are lists and nothing else, and let them leave the body."""
    for place, block in enumerate(draft.blocks):
        if block.kind != "heading":
            continue
        section = lines.not_blank(draft.section(place))
        if not section or any(each.start in draft.taken for each in section):
            continue
        title = lines.name_of(block)
        if headings.SOURCES.match(title) and "references" not in draft.tree and (found := _references(section)):
            draft.tree["references"] = found
        elif headings.PEOPLE.match(title) and "authors" not in draft.tree and (names := _names(section)):
            draft.tree["authors"] = names
        else:
            continue
        for each in section:
            draft.take(each)


def _references(section: Sequence[Block]) -> list[dict[str, str]]:
    """Each item's link, with what is said of it as its title; none where an item is not one link."""
    found = []
    for block in section:
        links = list(_LINK.finditer(block.text))
        if block.kind != "item" or len(links) != 1:
            return []
        link = links[0]
        rest = f"{block.text[: link.start()]}{link['label'] or ''}{block.text[link.end() :]}"
        title = " ".join(bare(rest.replace("`", "")).split()).strip(" –—-:")
        if lines.is_tied(rest) or _NESTED.search(rest) or len(title) > _LONGEST:
            return []
        url = link["url"] or link["bare"]
        found.append({"url": url, "title": title} if title and title != url else {"url": url})
    return found


def _names(section: Sequence[Block]) -> list[str]:
    """Names, one or several to an item or a line; none where something is more than a name."""
    if any(block.kind not in ("item", "text") or block.text.rstrip().endswith((".", ":")) for block in section):
        return []
    texts = [text for block in section for text in re.split(r"[,;\n]| and ", block.text)]
    names = [name for text in texts if (name := bare(text))]
    sure = all(_NAME.fullmatch(name) and len(name.split()) <= 5 for name in names)
    return list(dict.fromkeys(names)) if sure else []
