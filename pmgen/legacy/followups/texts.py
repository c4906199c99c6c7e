"""Follow-ups in items, paragraphs, headings and cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from textwrap import dedent
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.followups import cards, evidence, groups, progress, said_behind, stated
from pmgen.legacy.followups.actions import asks_nothing, followup_of
from pmgen.legacy.formats import references
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.vocabulary import words
from pmgen.values import replace

BOX = re.compile(r"\[([ xX✓✔~/>-])\]\s*")
_STRUCK = re.compile(r"\s*~~(?:(?!~~).)+~~[\s.]*", re.DOTALL)
_LED = re.compile(
    r"^(?:(✅|✔️?|☑️?|❌|⏳|🚧|☐|🔲|⬜️?|:white_check_mark:|:heavy_check_mark:|:x:)\s*"
    r"|\*{0,2}[(\[](done|todo|wip|in progress|completed?|pending|deferred)[)\]]\*{0,2}:?\s*"
    r"|\*{0,2}(DONE|TODO|COMPLETED|DEFERRED|IMPLEMENTED|SUGGESTED|PLANNED|WON['’]?T (?:DO|FIX))"
    r"(?:\*{0,2}\s*[:–—-]\*{0,2}|\*\*(?=\s))\s*)",
    re.IGNORECASE,
)
_KIND = r"(?:(?:prs?|mrs?|pull request|merge request|commit|issue|ticket) )"
_WITH = rf"(?: (?:in|via|with) (?:{_KIND}[#!]?\d+|[\w./-]*[#!]\d+|{_KIND}?`?[0-9a-f]{{7,40}}`?))"
"""With what something was done, behind a word for that."""
_MARKED = re.compile(
    r"\s*\*{0,2}[(\[]?(?:(?-i:\b(DONE|DEFERRED|TODO|COMPLETED|IN PROGRESS|WONTFIX)\b)"
    rf"(?:\*{{0,2}}{_WITH})?"
    r"|(?<=[(\[])(done|deferred|todo|completed?|pending|in progress|wip|blocked|on hold|not started)\b"
    r"(?=\s*(?:[)\]]|[,:;–—-]|in\b|on\b|by\b|via\b|with\b|see\b|as\b|since\b|after\b|until\b|to\b|\d))[^()\[\]]*"
    r"|(✅|✔️?|☑️?)(?:\s+(?:[(\[][^()\[\]]*|\d{4}-\d\d-\d\d))?)[)\]]?\*{0,2}\s*$"
    r"|\s[–—-]+\s+(done|completed?|in progress|pending|todo|deferred|not started)"
    rf"(?:{_WITH}|(?: (?:(?:in|by|with|via|on) )?\S+)?)\.?\s*$",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\[(?:[^\]\n]*\()?(done|todo|completed|merged)\)?\]\(", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?<!\s)\s*[(\[]([^()\[\]]+)[)\]]$")
_NUMBERED = re.compile(r"\W*\d{1,2}[.)]\s")
_SURE = re.compile(r"(?:action items?|actions|follow[\s-]?ups?|next steps|to[\s-]?dos?)", re.IGNORECASE)
_ASKING = re.compile(rf"(?:{words.TO_DO}) \w", re.IGNORECASE)
_ORDERS = re.compile(
    r"(?!(?:after|all|and|as|at|because|before|both|but|by|during|for|from|half|if|in|is|of|on|once|or|since|so|some|than"
    r"|that|then|though|to|under|until|was|what|when|where|while|who|with|without|\w+ly)\b)"
    r"[a-z]{2,20} (?:the|an?|all|each|every|our|more|another) \w",
    re.IGNORECASE,
)
"""What asks for something beside lines that do: a word, which may be any verb, and what it is to be done to."""
_NAMED = re.compile(r"[^.:]{2,80}:\s")
_WANTED = re.compile(
    r"\b(?:(?:should|must|could)(?!\s+(?:not\s+)?have\s+(?!an?\b|the\b|more\b|some\b))(?!\s+(?:not|see)\b)"
    r"|needs? to|would be useful|(?<!not )going to)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\[(?:(?:short|medium|mid|long)[\s-]?term|immediate|phase \d)\]\s*", re.IGNORECASE)
_NESTED = re.compile(r"\s*(?:[-*+]|\d+[.)])\s|\s*(?:```|~~~)")


def of_paragraph(block: Block, heading: Block, context: str) -> list[dict[str, Any]]:
    """The follow-ups of a paragraph: of each of its lines that says how far it is, or of one that asks for something.

    Args:
        heading: of the section; under some of them a wish is a task.
        context: the last heading, or what does as one does.
    """
    rows = block.text.split("\n")
    if not re.search(r"\w", block.text):
        return []
    own = [row for row in rows if _ASKING.match(row) and row[0].isupper()]
    if own and len({row.rstrip().endswith(".") for row in rows}) == 1:
        own = [row for row in rows if row in own or (row[0].isupper() and _ORDERS.match(row))]
    if all(map(_LED.match, rows)) or (len(rows) > 1 and own == rows):
        return [of_item(replace(block, text=row), context) for row in rows]
    if sum(map(bool, map(_NAMED.match, own))) > 1:
        return []  # each line is one, but for those that ask for nothing
    wished = _SURE.fullmatch(lines.name_of(heading)) and _WANTED.search(block.text)
    asked = (_ASKING.match(block.text) or wished) and not block.text.rstrip().endswith(":")
    return [of_item(block, context)] if asked else []


def of_heading(draft: Draft, heading: Block) -> dict[str, Any] | None:
    """The follow-up that a heading names, by a number or by how far it is, if no list or table stands below it."""
    following = lines.behind(draft.blocks, draft.place(heading))
    told = list(takewhile(lambda each: each.kind != "heading", following))
    details = "\n".join(draft.lines[heading.end : told[-1].end]).strip() if told else ""
    said_of_it, details = stated.take(references.inlined(details, draft.links))
    title, status = _without_status(heading)
    lists = [each for each in told if each.kind in ("item", "table")]
    if not (status or said_of_it or _NUMBERED.match(heading.text)) or not all(map(_is_stated, lists)):
        return None
    if not lines.not_blank(told) and not status:
        return None
    for each in (heading, *told):
        draft.take(each)
    said = said_of_it.pop("status", "") or status or ("done" if words.is_past(details) else "")
    followup = followup_of(title, said_of_it.pop("priority", "") or lines.name_of(heading), said, "") | said_of_it
    return followup | ({"details": details} if details else {})


def _without_status(heading: Block) -> tuple[str, str]:
    """What is to be done by a heading, and what it says of how far that is; empty if nothing does."""
    title = lines.name_of(heading)
    marked = _IN_BRACKETS.search(title)
    if marked and progress.status(marked[1]):
        return title[: marked.start()], marked[1]
    behind = _MARKED.search(title)
    is_one = _NUMBERED.match(heading.text) or (behind and behind[3])  # else a heading for those below it
    if behind and is_one and title[: behind.start()].strip():
        return title[: behind.start()], behind[0].strip(" –—-")
    led = _LED.match(bare(heading.text))
    return title, led[1] if led and led[1] and not progress.is_plain(title) else ""


def _is_stated(block: Block) -> bool:
    """Whether an item only states who does a follow-up, by when, or how far it is."""
    return block.kind == "item" and stated.is_field(block.text)


def of_card(card: cards.Card, context: str) -> dict[str, Any]:
    """The follow-up of a card below some heading."""
    priority = next(filter(words.priority_of_cell, card.facts), "")
    followup = followup_of(card.action, words.priority_of_cell(priority) or context, card.said, context)
    others = [each for each in card.facts if each not in (priority, card.said)]
    return followup | ({"details": " — ".join(others)} if others else {})


def of_items(block: Block, context: str) -> list[dict[str, Any]]:
    """The follow-up of an item, or those of the list below one that only says when; none where it asks for nothing."""
    first, nested = without_nested(block.text)
    inside = lines.blocks(nested.split("\n"))
    listed = [each for each in inside if each.kind == "item"]
    if _groups(first, listed) and all(each.kind in ("item", "blank") for each in inside):
        items = [of_item(each, first) for each in listed]
        return items if groups.says_nothing_else(bare(first)) else groups.below(bare(first), items)
    found = of_item(block, context)
    return [] if asks_nothing(found["action"]) else [found]


def _groups(first: str, listed: Sequence[Block]) -> bool:
    """Whether a line only says when those of a list are to be done, or calls them tasks; none of these is a field."""
    named = groups.names_tasks(bare(first)) and re.search(r":[*_]*$", first.strip())
    return bool(listed) and bool(groups.says_when(bare(first)) or (named and not any(map(_is_stated, listed))))


def of_item(block: Block, context: str) -> dict[str, Any]:
    """The follow-up of an item or a paragraph below some heading."""
    first, nested = without_nested(block.text)
    below, nested = stated.take(nested)
    behind, text = stated.take_at_end(" ".join(first.split()))
    own = below | behind
    when = match[0] if (match := _WHEN.match(text)) else ""
    box = BOX.match(text, len(when))
    text, said, doubt = _how_far(text[len(when) :])
    before, text = stated.take_before(text)
    own |= before
    about = own.pop("priority", "") or (text if words.priority(text) else context)
    if "status" in own:
        said, doubt = _as_stated(own.pop("status"), box[1] if box else "")
    day, others = own.pop("day", None), own.pop("others", "")
    doubts = list(filter(None, [own.pop("doubt", ""), f"`{bare(text)}` {doubt}" if doubt else ""]))
    followup = followup_of(when + text, about, said, context) | own
    if followup.get("status") == "done" and (shown := evidence.of_status(said) or evidence.of_action(text)):
        followup["done"] = shown
    if day and followup.get("status") in ("done", "wont-do"):
        others = f"{others} — {day.text}".removeprefix(" — ")
    elif day:
        followup.setdefault("due", day)
    if others:
        doubts.insert(0, f"what `{others}` is to `{bare(text)}` is not said; it is in the details")
    if details := "\n\n".join(filter(None, [others, nested])):
        followup["details"] = details
    return followup | ({"doubts": doubts} if doubts else {})


def _how_far(text: str) -> tuple[str, str, str]:
    """What is to be done, how far that is in the words of the source, and why this is not sure; empty if it is."""
    box = BOX.match(text)
    if box is None:
        doubt = "is struck out; it is taken as done" if _STRUCK.fullmatch(text) else said_behind.doubt(text)
        return *_marked(text), doubt
    text = text[box.end() :]
    if box[1] in "~/>-":
        return text, "todo", f"has the mark `[{box[1]}]`, which can mean several things; it is left open"
    if _STRUCK.fullmatch(text):
        return (text, "todo", "is struck out and not ticked; it is left open") if box[1] == " " else (text, "done", "")
    _, said = _marked(text)
    status = progress.status(said)
    if box[1] != " ":
        # A tick is the end of it, and the words may say which.
        return text, said if status in ("done", "wont-do") else "done", ""
    if status == "done":
        return text, "todo", "is said to be done and not ticked; it is left open"
    return text, said if status else "todo", ""


def _as_stated(said: str, box: str) -> tuple[str, str]:
    """How far a follow-up is by its words, and why that is not sure; empty where its box does not contradict."""
    status = progress.status(said)
    if box == " " and status == "done":
        return "todo", "is said to be done and not ticked; it is left open"
    if box and box not in " ~/>-" and status not in ("done", "wont-do"):
        return said, f"is ticked and said to be `{said}`; it is left open"
    return said, ""


def _marked(text: str) -> tuple[str, str]:
    """What is to be done, and what is written before or behind it of how far that is; empty if nothing is."""
    if marked := _MARKED.search(text):
        return text, marked[0].strip().lstrip("–—-").strip()  # with all that is said beside the word
    if (inside := _IN_BRACKETS.search(text)) and progress.status(inside[1]) == "wont-do":
        return text, inside[1]
    if led := _LED.match(text):
        return text[led.end() :] or text, led[1] or led[2] or led[3]
    if linked := _LINKED.match(text):
        return text, linked[1]
    if (struck := re.match(r"~~(.+?)~~[\s,:–—-]+(?=\S)", text)) and progress.status(text[struck.end() :]):
        return text, text[struck.end() :]
    if struck := re.fullmatch(r"~~(.*)~~", text.strip(), re.DOTALL):
        return struck[1], "done"
    return text, said_behind.status(text)


def without_nested(text: str) -> tuple[str, str]:
    """The first paragraph of an item, and what follows it: more paragraphs, a list."""
    rows = text.split("\n")
    end = next((i for i in range(1, len(rows)) if not rows[i].strip() or _NESTED.match(rows[i])), len(rows))
    return "\n".join(rows[:end]), dedent("\n".join(rows[end:])).strip()
