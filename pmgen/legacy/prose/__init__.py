"""Sections that the model has a place for as they are: impact, root cause, factors, gaps, lessons by kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise, takewhile
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.formats import references
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.prose import chains, detection, sections
from pmgen.legacy.vocabulary import headings, labels

_LONGEST_SUMMARY = 1_500
_UNWRITTEN = re.compile(
    r"\W*(?:(?:tb[acd]|todo|wip|n/?a|_?no response_?"
    r"|to be (?:added|completed|decided|determined|done|filled in|written))\W*)?",
    re.IGNORECASE,
)
"""What holds the place of a text that nobody wrote."""
_NONE = re.compile(r"\W*(?:none|nothing)(?: (?:yet|so far))?\W*", re.IGNORECASE)
_LED = re.compile(r"^(?P<label>\*\*[^*\n]+\*\*:?|[A-Z][^:*\n]{2,30}:)\s+(?P<rest>\S.*)$")
_HAS_LIST = re.compile(r"\n\s*(?:[-*+]|\d+[.)]) ")
_LABELLED = re.compile(r"\W*[A-Z][^:\n]{2,30}:[*_]*(?:\W*|\s.*)")
"""A line of a list of fields."""
_A_TEXT = 3
"""Words."""
_ENOUGH = 2
"""Lines of a chain that is drawn, with the one that closes it."""
_ARROWED = re.compile(r"[→↓▼⇓]|->|─>")


def read(draft: Draft, summary: str = "") -> None:
    """Enter what these sections say, and let it leave the body.

    Args:
        summary: one that the document states elsewhere; empty if it does not.
    """
    _summary_and_lessons(draft, summary)
    whys = [bool(headings.WHYS.match(title)) for title, _ in sections.read(draft) if headings.CAUSE.match(title)]
    for title, section in sections.read(draft):
        if headings.CAUSE.match(title) and "root_cause" in draft.tree and sorted(whys) == [False, True]:
            _added(draft, title, section)
        elif headings.IMPACT.match(title) or headings.CAUSE.match(title):
            _described(draft, str(headings.key_of(title)), section)
        if not _is_unwritten(section) and not _is_taken(draft, section):
            _lessons(draft, title, section)
            _chain_factors_gaps(draft, title, section)
    for section in detection.sections(draft):
        _described(draft, "detection", section)
    _trigger(draft)


def _is_taken(draft: Draft, section: Sequence[Block]) -> bool:
    return any(each.start in draft.taken for each in section)


def _chain_factors_gaps(draft: Draft, title: str, section: Sequence[Block]) -> None:
    """Enter what a section tells in a shape that the model has, too: a chain that is drawn, a list, a table of gaps."""
    if headings.CHAIN.match(title) and section[0].kind == "code" and (chain := chains.read(section[0].text)):
        if "root_cause" not in draft.tree:
            draft.tree["root_cause"] = {"chain": chain}
            draft.take(section[0])
    elif headings.FACTORS.match(title) and "contributing_factors" not in draft.tree and _is_list(section):
        draft.tree["contributing_factors"] = [each.text for each in section]
        for each in section:
            draft.take(each)
    elif headings.GAPS.match(title) and "detection" not in draft.tree and (gaps := detection.gaps(draft, section)):
        draft.tree["detection"] = {"gaps": gaps}


def state(draft: Draft, fields: Mapping[str, str]) -> None:
    """Enter summary, impact, cause and trigger that fields state (`**Summary:** …`), where no section tells them."""
    stated = {key: value for key in labels.TOLD if (value := fields.get(key, "").strip()) and _is_text(value)}
    if "summary" in stated and len(stated["summary"]) <= _LONGEST_SUMMARY:
        draft.tree.setdefault("summary", stated["summary"])
    for key in ("impact", "root_cause"):
        if key in stated:
            draft.tree.setdefault(key, {}).setdefault("description", stated[key])
    if "trigger" in stated:
        draft.tree.setdefault("root_cause", {}).setdefault("trigger", stated["trigger"])


def _is_text(value: str) -> bool:
    """Whether a field tells something: `Impact: High` says how bad it was, in one word."""
    return len(value.split()) >= _A_TEXT and not _UNWRITTEN.fullmatch(bare(value)) and not lines.is_tied(value)


def _described(draft: Draft, key: str, section: Sequence[Block]) -> None:
    """Enter what a section tells of the impact or the cause, as far as that is one text."""
    if key in draft.tree or _is_unwritten(section):
        return
    if key == "root_cause" and (cause := _with_chain(draft, section)):
        draft.tree[key] = cause
    elif told := _told(draft, section):
        draft.tree[key] = {"description": _whole(draft, told)}


def _added(draft: Draft, title: str, section: Sequence[Block]) -> None:
    """Enter behind what tells of the cause what the other section tells: five whys are asked of the same one."""
    told = _told(draft, section) if not _is_unwritten(section) else []
    if told and len(told) == len(section) and (before := draft.tree["root_cause"].get("description")):
        draft.tree["root_cause"]["description"] = f"{before}\n\n**{title}**\n\n{_whole(draft, told)}"


def _told(draft: Draft, section: Sequence[Block]) -> list[Block]:
    """The blocks of a section, with its own headings, up to one below which something else than prose stands."""
    found: list[Block] = []
    starts = [place for place, each in enumerate(section) if each.kind == "heading"]
    for start, end in pairwise([*([] if starts[:1] == [0] else [0]), *starts, len(section)]):
        part = section[start:end]
        headed = part[0].kind == "heading"
        told = part[headed:]
        other = headed and headings.key_of(lines.name_of(part[0])) is not None
        if other or _is_unwritten(told) or not _is_plain(told) or _is_taken(draft, part):
            break
        found += part
    leads_on = len(found) < len(section) and found[-1:] and found[-1].text.rstrip().endswith(":")
    return [] if leads_on else found


def _trigger(draft: Draft) -> None:
    """Enter what set it off, beside the cause that another section tells."""
    for place, block in draft.headings():
        section = lines.not_blank(draft.section(place))
        if not headings.TRIGGER.match(lines.name_of(block)) or _is_unwritten(section) or not _is_plain(section):
            continue
        cause = draft.tree.setdefault("root_cause", {})
        if "trigger" not in cause and not _is_taken(draft, section):
            cause["trigger"] = _whole(draft, section)


def _summary_and_lessons(draft: Draft, summary: str) -> None:
    """Summary and lessons, where they are nothing but paragraphs, or a list."""
    if summary:
        draft.tree["summary"] = summary.strip()
    for title, whole in sections.read(draft):
        section = [each for each in whole if each.start not in draft.taken]
        if headings.SUMMARY.match(title):
            section = list(takewhile(lambda each: each.kind != "heading", section))
        if _is_unwritten(section) or not _is_plain(section):
            continue
        if headings.SUMMARY.match(title) and "summary" not in draft.tree:
            text = "\n\n".join(each.text for each in section)
            if len(text) <= _LONGEST_SUMMARY and all(each.kind == "text" for each in section) and not _is_fields(text):
                draft.tree["summary"] = text
                for each in section:
                    draft.take(each)
        elif headings.LESSONS.match(title) and "lessons" not in draft.tree and not _leads_on(section):
            _enter_lessons(draft, section)


def _is_fields(text: str) -> bool:
    """Whether a text is a list of fields, each in a line of its own, and one of them says how long it was, or when."""
    rows = [each for each in text.split("\n") if each.strip()]
    named = {labels.field(each.partition(":")[0].strip(" *_-")) for each in rows}
    return all(map(_LABELLED.fullmatch, rows)) and not named.isdisjoint(("date", "duration", "severity"))


def _enter_lessons(draft: Draft, section: Sequence[Block]) -> None:
    """Enter lessons; by their kind where each begins with it (`**Went well**: …`)."""
    told = list(map(_without_box, section))
    texts = [each if _HAS_LIST.search(each) else " ".join(each.split()) for each in told]
    led = [match for text in texts if (match := _LED.match(text)) and _kind_of(match["label"])]
    if len(led) == len(texts):
        kinds: dict[str, list[str]] = {}
        for match in led:
            kinds.setdefault(str(_kind_of(match["label"])), []).append(match["rest"])
        draft.tree["lessons"] = kinds
        draft.labels += [match["label"] for match in led]
    else:
        draft.tree["lessons"] = texts
    for each in section:
        draft.take(each)


def _without_box(lesson: Block) -> str:
    """The text of a lesson without a box that nobody ticked: a ticked one says something."""
    return lesson.text.removeprefix("[ ] ")


def _kind_of(label: str) -> str | None:
    return next((kind for kind, pattern in headings.KINDS_OF_LESSONS if pattern.match(bare(label))), None)


def _leads_on(section: Sequence[Block]) -> bool:
    """Whether a block is no lesson: a paragraph that only introduces a list, `None`, or no word at all."""
    said = all(re.search(r"\w", each.text) and not _NONE.fullmatch(bare(each.text)) for each in section)
    return not said or any(each.kind == "text" and each.text.rstrip().endswith(":") for each in section)


def _lessons(draft: Draft, title: str, section: Sequence[Block]) -> None:
    """Enter a list of lessons of one kind, if that is what stands below a heading."""
    kind = _kind_of(title)
    said = _is_list(section) or (_is_plain(section) and not _leads_on(section))
    if kind and said and isinstance(draft.tree.get("lessons", {}), dict):
        draft.tree.setdefault("lessons", {}).setdefault(kind, []).extend(map(_without_box, section))
        for each in section:
            draft.take(each)


def _is_unwritten(section: Sequence[Block]) -> bool:
    """Whether a section holds nothing but placeholders."""
    return all(_UNWRITTEN.fullmatch(bare(each.text)) for each in section)


def _is_plain(section: Sequence[Block]) -> bool:
    return all(each.kind in ("text", "item") and not lines.is_tied(each.text) for each in section)


def _is_list(section: Sequence[Block]) -> bool:
    said = all(re.search(r"\w", each.text) and not _NONE.fullmatch(bare(each.text)) for each in section)
    return said and all(each.kind == "item" and not lines.is_tied(each.text) for each in section)


def _whole(draft: Draft, section: Sequence[Block]) -> str:
    """The text of a section as it was written, lists and all; a heading of its own is a line in bold."""
    texts = []
    for headed, group in groupby(section, lambda each: each.kind == "heading"):
        blocks = list(group)
        told = "\n".join(draft.lines[blocks[0].start : blocks[-1].end]).strip()
        texts += [f"**{bare(each.text)}**" for each in blocks] if headed else [references.inlined(told, draft.links)]
    for each in section:
        draft.take(each)
    return "\n\n".join(texts)


def _with_chain(draft: Draft, section: Sequence[Block]) -> dict[str, Any]:
    """A cause that is told, and drawn as a chain besides; empty where it is anything else."""
    drawn = [each for each in section if each.kind == "code"]
    told = [each for each in section if each.kind != "code"]
    if len(drawn) != 1 or not told or not _is_plain(told):
        return {}
    fence, *rows = drawn[0].text.split("\n")
    # Without an arrow it may be the listing of a folder; on one line, or in a language, it may be code.
    likely = fence.strip("`~ ") in ("", "text", "txt") and sum(map(bool, map(str.strip, rows))) > _ENOUGH
    chain = chains.read(drawn[0].text) if likely and _ARROWED.search(drawn[0].text) else []
    if not chain:
        return {}
    draft.take(drawn[0])
    groups = groupby(section, lambda each: each.kind == "code")
    texts = [_whole(draft, list(group)) for code, group in groups if not code]
    return {"description": "\n\n".join(texts), "chain": chain}
