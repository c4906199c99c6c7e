"""Follow-ups, in whatever shape: tables, checkboxes, bullets; open or done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from textwrap import dedent
from typing import Any

from pmgen.legacy import cards, lines, words
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.serialize import plain
from pmgen.values import replace

_HEADING = re.compile(
    r"^\W*(?!follow[\s-]?ups? incident)(?:"
    r"action (?:items?|plan|points?)\b|actions?(?: taken)?$|follow[\s-]?ups?\b|next steps?\b|to[\s-]?dos?\b|tasks\b"
    r"|(?:future )?prevention(?: plan)?\b|mitigations$"
    r"|prevent(?:i|ati)(?:ve|on) |remediation\b|corrective\b|improvements?\b|recommendations?\b"
    r"|immediate actions?\b|(?:short|long|medium)[\s-]term\b|mitigation items\b|planned (?:actions|work|changes)\b"
    r"|what we(?:'re| are|'ll| will)\b.*\b(?:do|doing|change|changing)\b|what will we change\b"
    r")",
    re.IGNORECASE,
)
_IMPLEMENTATION = re.compile(r"follow[\s-]?up implementation", re.IGNORECASE)
_COLUMNS = {
    "action": r"^(?:actions?(?: items?)?|tasks?|items?|what|to[\s-]?dos?|follow[\s-]?ups?|improvement|change"
    r"|remediation|description|step)$",
    "priority": r"^(?:priority|prio|pri|p)$",
    "type": r"^(?:type|category|kind)$",
    "owner": r"^(?:owner|assignee|who|responsible|assigned(?: to)?|dri|by)$",
    "status": r"^(?:status|state|outcome|result|done\??|progress|completed?\??)$",
    "due": r"^(?:due(?: date)?|deadline|eta|target(?: date)?|by when)$",
    "details": r"^(?:details?|notes?|comments?|why|reason|rationale|description|goal|effect)$",
    "commit": r"^(?:commits?|sha|evidence|pr|pull request|link|ticket|issues?|bugs?|references?)$",
}
_SAYS_HOW_FAR = re.compile(r"\*\*[^*\n]{2,60}\*\*:?|[A-Z][^.\n]{2,60}:")
_CHECK = re.compile(r"^\[([ xX✓✔])\]\s*")
_LED = re.compile(
    r"^(?:(✅|✔️?|☑️?|❌|⏳|🚧|☐|🔲)\s*"
    r"|\*{0,2}[(\[](done|todo|wip|in progress|completed?|pending|deferred)[)\]]\*{0,2}:?\s*"
    r"|\*{0,2}(DONE|TODO|COMPLETED|DEFERRED|IMPLEMENTED|SUGGESTED|PLANNED)\*{0,2}\s*[:–—-]\s*)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\s*[(\[]?(?:(?-i:\b(DONE|DEFERRED|TODO|COMPLETED|IN PROGRESS|WONTFIX)\b)"
    r"|(?<=[(\[])(done|deferred|todo|completed?|pending|in progress)\b[^()\[\]]*"
    r"|(✅|✔️?|☑️?))[)\]]?\s*$"
    r"|\s[–—-]+\s+(done|completed?|in progress|pending|todo|deferred|not started)\.?\s*$",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\[(?:[^\]\n]*\()?(done|todo|completed|merged)\)?\]\(", re.IGNORECASE)
_NOTHING = re.compile(r"\W*(?:n/?a|none|nothing|tbd|\.\.\.)?\W*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]$")
_WHEN = re.compile(r"\[(?:(?:short|medium|mid|long)[\s-]?term|immediate|phase \d)\]\s*", re.IGNORECASE)
_STATED = re.compile(r"\s*(?:[(\[](?P<inside>[^()\[\]]{2,90})[)\]]|\s[–—-]+\s(?P<behind>[^–—()\[\]]{2,90}))\s*\.?$")
_PART = re.compile(
    r"(?:(?P<owner>owner|assignee|assigned to|dri|responsible)|(?P<due>due(?: date| by)?|deadline|eta|target)"
    r"|(?P<priority>prio(?:rity)?)|(?P<status>status|state))\s*[:=]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_STATEABLE = ("owner", "due", "priority", "status")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHOUTED = re.compile(r"(?:^|\s)(?:\*\*)?(DONE|TODO|COMPLETED|DEFERRED|WONTFIX)(?:\*\*)?(?:\s|$)")
_GROUP = re.compile(
    r"(?:immediate|short|medium|mid|long|near)(?:[\s-]term)?(?: (?:actions?|fix(?:es)?|items?))?|phase \d\b.*|p\d|done"
    r"|completed?|open|to[\s-]?do|in progress|pending|deferred|(?:high|medium|low) priority",
    re.IGNORECASE,
)
_NESTED = re.compile(r"\s*(?:[-*+]|\d+[.)])\s|\s*(?:```|~~~)")
_SHA = re.compile(r"\b[0-9a-f]{7,40}\b")


def read(draft: Draft) -> None:
    """Enter the follow-ups, and let them leave the body."""
    found: list[dict[str, Any]] = []
    later: list[Block] = []
    for place, block in enumerate(draft.blocks):
        if block.kind == "heading" and is_heading(lines.name_of(block)):
            _section(draft, block, draft.section(place), found)
        elif block.kind == "heading" and _IMPLEMENTATION.search(block.text):
            later += [each for each in draft.section(place) if each.kind == "table"]
    for block in draft.blocks:
        if block.kind == "table" and block.start not in draft.taken and block not in later and _is_list(block):
            found += _table(draft, block, "")
        elif block.kind == "item" and block.start not in draft.taken:
            found += _listed(draft, block)
    for table in later:
        _join(draft, table, found)
    if found:
        for number, each in enumerate(found, start=1):
            each["id"] = f"F{number}"
        draft.tree["followups"] = [{"id": each["id"], **each} for each in found]


def is_heading(title: str) -> bool:
    """Whether follow-ups stand below a heading of this text."""
    return bool(_HEADING.search(title)) and not _IMPLEMENTATION.search(title)


def _section(draft: Draft, heading: Block, section: Sequence[Block], found: list[dict[str, Any]]) -> None:
    context = heading.text
    for card in cards.read([each for each in section if each.kind != "blank"]):
        found.append(_card(card, context))
        for block in card.blocks:
            draft.take(block)
    for block in section:
        if block.start in draft.taken:
            continue
        if block.kind == "heading" and (headed := _headed(draft, block)):
            found.append(headed)
        elif block.kind == "heading" or (block.kind == "text" and _SAYS_HOW_FAR.fullmatch(block.text.strip())):
            context = block.text
        elif block.kind == "table":
            found += _table(draft, block, context)
        elif block.kind == "item":
            found += [each for each in _items(block, context) if not _NOTHING.fullmatch(each["action"])]
            draft.take(block)
        elif block.kind == "text" and all(map(_LED.match, block.text.split("\n"))):
            found += [_item(replace(block, text=line), context) for line in block.text.split("\n")]
            draft.take(block)


def _headed(draft: Draft, heading: Block) -> dict[str, Any] | None:
    """The follow-up that a heading names and says how far it is, if no list or table stands below it."""
    place = draft.blocks.index(heading)
    told = list(takewhile(lambda each: each.kind != "heading", draft.blocks[place + 1 :]))
    title = lines.name_of(heading)
    marked = _IN_BRACKETS.search(title)
    if marked is None or not words.is_status(marked[1]) or any(each.kind in ("item", "table") for each in told):
        return None
    for each in (heading, *told):
        draft.take(each)
    details = "\n".join(draft.lines[heading.end : told[-1].end]).strip() if told else ""
    entry = _entry(title[: marked.start()], title, marked[1], title)
    return entry | ({"details": details} if details else {})


def _card(card: cards.Card, context: str) -> dict[str, Any]:
    priority = next(filter(words.priority, card.facts), "")
    entry = _entry(card.action, priority or context, card.said, context)
    others = [each for each in card.facts if each not in (priority, card.said)]
    return entry | ({"details": " — ".join(others)} if others else {})


def _is_list(table: Block) -> bool:
    """Whether a table outside of such a section is one of follow-ups all the same."""
    head, _ = lines.rows(table)
    columns = _columns(head)
    return "action" in columns and ("status" in columns or "priority" in columns)


def _listed(draft: Draft, block: Block) -> list[dict[str, Any]]:
    """The follow-ups of an item that is a heading for the list below it: `- **Action items:**`."""
    first, nested = _without_nested(block.text)
    inside = [each for each in lines.blocks(nested.split("\n")) if each.kind != "blank"]
    if not (inside and is_heading(bare(first)) and all(each.kind == "item" for each in inside)):
        return []
    if not re.search(r"[:*_]\W*$", first.strip()):
        return []
    draft.take(block, first)
    return [_item(each, bare(first)) for each in inside]


def _columns(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, name in enumerate(head):
        for column, pattern in _COLUMNS.items():
            if column not in found and re.match(pattern, bare(name), re.IGNORECASE):
                found[column] = index
                break
    return found


def _table(draft: Draft, table: Block, context: str) -> list[dict[str, Any]]:
    head, rows = lines.rows(table)
    columns = _columns(head)
    if "action" not in columns:
        columns["action"] = next((index for index in range(len(head)) if index not in columns.values()), 0)
        if columns.get("commit") == 0 and all(len(row[0].split()) > 3 for row in rows):
            # A column of tickets that says what each is about.
            columns["action"] = columns.pop("commit")
    found = [_row(row, columns, context) for row in rows if row[columns["action"]].strip()]
    draft.take(table, *head)
    return found


def _row(row: Sequence[str], columns: dict[str, int], context: str) -> dict[str, Any]:
    cells = {name: row[index].strip() for name, index in columns.items() if row[index].strip()}
    others = [
        cell.strip()
        for index, cell in enumerate(row)
        if index not in columns.values() and cell.strip() and not cell.strip().isdigit()
    ]
    if re.fullmatch(r"(?:yes|no|y|n)", bare(cells.get("status", "")), re.IGNORECASE):
        cells["status"] = "done" if bare(cells["status"]).lower().startswith("y") else "todo"
    # Columns that were filled in one place too far to the left: the owner is a status.
    if "owner" in cells and words.is_status(cells["owner"]):
        others += [cells.pop("status")] if "status" in cells else []
        cells["status"] = cells.pop("owner")
    if "status" not in cells and (shouted := _SHOUTED.search(cells.get("commit", ""))):
        # Where the column is that of the ticket, it may say in capitals what became of it.
        cells["status"] = shouted[1]
    entry = _entry(cells["action"], cells.get("priority", "") or context, cells.get("status", ""), context)
    if (kind := cells.get("type")) is not None:
        entry["type"] = kind
    if (owner := bare(cells.get("owner", ""))) and owner not in ("-", "–", "—", "TBD"):
        entry["owner"] = owner
    if (due := words.days(cells.get("due", ""))) and str(due[0]) == cells["due"].strip():
        entry["due"] = plain(str(due[0]))
    elif "due" in cells:
        others.append(cells["due"])
    said = cells.get("status", "")
    if said and not words.is_status(said):
        others.insert(0, said)
    if entry.get("status") == "done" and (evidence := _evidence(said)):
        entry["done"] = evidence
    if details := " — ".join(filter(None, [cells.get("details", ""), *others, cells.get("commit", "")])):
        entry["details"] = details
    return entry


def _evidence(said: str) -> dict[str, Any]:
    """What a status says of when and by which commits something was done."""
    done: dict[str, Any] = {}
    if day := words.days(said):
        done["on"] = plain(str(day[0]))
    if commits := [each for each in re.findall(r"`([0-9a-f]{7,40})`", said) if not each.isdigit()]:
        done["commits"] = [plain(f"'{sha}'") for sha in dict.fromkeys(commits)]
    return done


def _items(block: Block, context: str) -> list[dict[str, Any]]:
    """The follow-up of an item, or those of the list below one that only says when."""
    first, nested = _without_nested(block.text)
    inside = lines.blocks(nested.split("\n"))
    if _GROUP.fullmatch(bare(first)) and inside and all(each.kind in ("item", "blank") for each in inside):
        return [_item(each, first) for each in inside if each.kind == "item"]
    return [_item(block, context)]


def _item(block: Block, context: str) -> dict[str, Any]:
    first, nested = _without_nested(block.text)
    text, stated = _without_stated(" ".join(first.split()))
    when = match[0] if (match := _WHEN.match(text)) else ""
    text, said = text[len(when) :], context
    if check := _CHECK.match(text):
        said = "todo" if check[1] == " " else "done"
        text = text[check.end() :]
    elif marked := _MARKED.search(text):
        said = next(each for each in marked.groups() if each)
    elif led := _LED.match(text):
        said = led[1] or led[2] or led[3]
        text = text[led.end() :] or text
    elif linked := _LINKED.match(text):
        said = linked[1]
    elif struck := re.fullmatch(r"~~(.*)~~", text.strip(), re.DOTALL):
        said, text = "done", struck[1]
    about = stated.pop("priority", f"{text[:12]} {text[-6:]} {context}")
    entry = _entry(when + text, about, stated.pop("status", said), context) | stated
    if nested:
        entry["details"] = nested
    return entry


def _without_stated(text: str) -> tuple[str, dict[str, Any]]:
    """An item without what stands at its end of who does it by when: `(owner: platform, due: 2026-05-01)`."""
    tail = _STATED.search(text)
    said = (tail["inside"] or tail["behind"]).strip() if tail else ""
    if tail and re.fullmatch(r"@[\w-]+", said):
        return text[: tail.start()], {"owner": said}
    parts = [_PART.fullmatch(part) for part in re.split(r"[,;]\s*", said)]
    found: dict[str, Any] = {
        name: match["value"].strip() for match in parts if match for name in _STATEABLE if match[name]
    }
    due = found.get("due", "")
    if tail is None or None in parts or (due and not _DAY.fullmatch(due)):
        return text, {}
    return text[: tail.start()], found | ({"due": plain(due)} if due else {})


def _without_nested(text: str) -> tuple[str, str]:
    """The first paragraph of an item, and what follows it: more paragraphs, a list."""
    rows = text.split("\n")
    end = next((i for i in range(1, len(rows)) if not rows[i].strip() or _NESTED.match(rows[i])), len(rows))
    return "\n".join(rows[:end]), dedent("\n".join(rows[end:])).strip()


def _entry(action: str, about: str, said: str, context: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"action": action.strip()}
    if priority := words.priority(about):
        entry["priority"] = priority
    status = words.status(said) or words.status(context) or ("done" if words.is_past(action) else None)
    if status in ("wont-do", "blocked"):
        entry |= {"status": status, "reason": said.strip() or context}
    elif status and status != "todo":
        entry["status"] = status
    return entry


def _join(draft: Draft, table: Block, found: list[dict[str, Any]]) -> None:
    """Give follow-ups the commits that a table of what was done names for them."""
    head, rows = lines.rows(table)
    columns = _columns(head)
    if "action" not in columns:
        return
    for row in rows:
        action = bare(row[columns["action"]]).casefold()
        match = next((each for each in found if _alike(action, bare(each["action"]).casefold())), None)
        commits = _SHA.findall(" ".join(row))
        outcome = " ".join(cell for index, cell in enumerate(row) if index != columns["action"])
        if match is None or not action or (not commits and words.status(outcome) == "todo"):
            continue
        match["status"] = "done"
        match.pop("reason", None)
        done: dict[str, Any] = {}
        if day := words.days(" ".join(row)):
            done["on"] = plain(str(day[0]))
        if commits:
            done["commits"] = [plain(f"'{sha}'") for sha in dict.fromkeys(commits)]
        if done:
            match["done"] = done


def _alike(one: str, other: str) -> bool:
    """Whether two texts tell of the same: one begins as the other does, or most of their words are the same."""
    if one and (one == other or one.startswith(other[:40]) or other.startswith(one[:40])):
        return True
    mine, theirs = (set(re.findall(r"\w{3,}", text)) for text in (one, other))
    shared = len(mine & theirs)
    return shared > 3 and shared >= 0.7 * min(len(mine), len(theirs))
