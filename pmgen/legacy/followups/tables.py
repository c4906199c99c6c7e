"""Tables of follow-ups, and of what was done for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pmgen.legacy import lines
from pmgen.legacy.draft import Draft
from pmgen.legacy.followups import dues, evidence, progress
from pmgen.legacy.followups.actions import asks_nothing, followup_of, is_other, matching, plain_action
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.vocabulary import tongues, words

_COLUMNS = {
    "action": r"^(?:actions?(?: items?)?|tasks?|items?|what|to[\s-]?dos?|follow[\s-]?ups?|improvement|change"
    r"|remediation|description|step)$",
    "priority": r"^(?:priority|prio|pri|p)$",
    "type": r"^(?:type|category|kind)$",
    "owner": r"^(?:owner|assignee|who|responsible|assigned(?: to)?|dri|by)$",
    "status": r"^(?:status|state|outcome|result|done\??|progress|completed?\??|finished\??|[✓✔☑✅]\ufe0f?)$",
    "due": r"^(?:due(?: (?:date|by|on))?|deadline|eta|target(?: date)?|by when"
    r"|(?:target|expected|planned) (?:completion(?: date)?|date|finish)|complete by)$",
    "details": r"^(?:details?|notes?|comments?|why|reason|rationale|description|goal|effect)$",
    "issue": r"^(?:(?:tracking )?(?:ticket|issue|bug)s?(?: ?(?:id|no\.?|number|link|key|#))?"
    r"|jira(?: (?:ticket|issue|key))?|key)$",
    "commit": r"^(?:commits?|sha|evidence|pr|pull request|link|references?)$",
}
_TITLE = re.compile(r"title|summary|subject", re.IGNORECASE)
_DESCRIPTION = re.compile(r"description", re.IGNORECASE)
_SHOUTED = re.compile(r"(?:^|\s)(?:\*\*)?(DONE|TODO|COMPLETED|DEFERRED|WONTFIX)(?:\*\*)?(?:\s|$)")
_ASKS = re.compile(r"(?:done|completed?|finished)\??|[✓✔☑✅]\ufe0f?", re.IGNORECASE)
"""The head of a column that is answered with yes or no."""
_YES = re.compile(r"\[[xX✓✔]\]|[✓✔☑✅]\ufe0f?|y|yes", re.IGNORECASE)
_NO = re.compile(r"\[ ?\]|n|no", re.IGNORECASE)
_ALL = re.compile(r"100 ?%")
_MEASURED = re.compile(r"outcome|result", re.IGNORECASE)
"""The head of a column in which a number need not say how far something is."""
_NONE = frozenset(("", "-", "–", "—"))
_SHORT = 60
_DONE_BY = re.compile(r"(?:implemented|done|completed|fixed) by", re.IGNORECASE)
_LONGEST_NAME = 40


def is_plan(table: Block) -> bool:
    """Whether a table is one of follow-ups, though no heading says so."""
    head, _ = lines.rows(table)
    columns = _columns(head)
    return "action" in columns and ("status" in columns or "priority" in columns)


def _columns(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, name in enumerate(head):
        for column, pattern in _COLUMNS.items():
            if column not in found and re.match(pattern, tongues.english(bare(name)), re.IGNORECASE):
                found[column] = index
                break
    return found


def followups_of(draft: Draft, table: Block, context: str) -> list[dict[str, Any]]:
    """The follow-ups of a table, which leaves the body if it has any; one that is `held` is to get no type.

    Args:
        context: the heading above it.
    """
    head, rows = lines.rows(table)
    columns = _settled(_columns(head), head, rows)
    asked = bare(head[columns["status"]]) if "status" in columns else ""
    found: list[dict[str, Any]] = []
    none: list[tuple[int, str]] = []
    for line, row in zip(lines.numbers(table), rows, strict=True):
        action = row[columns["action"]]
        if not bare(action):
            continue
        if asks_nothing(action):
            none.append((line, f"`{bare(action)}` asks for nothing, and is no follow-up"))
            continue
        if "status" in columns:
            row[columns["status"]] = _answered(row[columns["status"]], asked)
        followup = _row(row, columns, context)
        if why := _for_a_person(followup, row[columns["status"]] if "status" in columns else ""):
            without = ", without its type" if "type" in columns and row[columns["type"]].strip() else ""
            draft.note_at(line, f"`{bare(action)}` is left to a person{without}: {why}")
            followup["held"] = True
        found.append(followup)
    if found:
        for line, message in none:
            draft.note_at(line, message)
        draft.take(table, *head)
    return found


def _settled(columns: dict[str, int], head: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """The columns of a table of follow-ups, after one was found that says what is to be done."""
    _move_titles(columns, head)
    if "action" not in columns:
        columns["action"] = next((index for index in range(len(head)) if index not in columns.values()), 0)
        first = next((name for name in ("issue", "commit") if columns.get(name) == 0), "")
        if first and all(len(row[0].split()) > 3 for row in rows):
            # A column of tickets that says what each is about.
            columns["action"] = columns.pop(first)
    _move_owners(columns, rows)
    return columns


def _move_titles(columns: dict[str, int], head: Sequence[str]) -> None:
    """Take a column of titles for that of what is to be done, if there is none, or one that describes it."""
    title = next((index for index, name in enumerate(head) if _TITLE.fullmatch(bare(name))), None)
    described = "action" in columns and _DESCRIPTION.fullmatch(bare(head[columns["action"]])) is not None
    if title is not None and ("action" not in columns or described):
        if described:
            columns.setdefault("details", columns["action"])
        columns["action"] = title


def _move_owners(columns: dict[str, int], rows: Sequence[Sequence[str]]) -> None:
    """Take a column of owners for that of the status, where it was filled in one place too far to the left.

    The head of a column says what is in it, unless nothing but statuses is, and none is where they should be.
    """
    if "owner" in columns:
        owners = [row[columns["owner"]] for row in rows if row[columns["owner"]].strip()]
        stated = "status" in columns and any(progress.is_plain(row[columns["status"]]) for row in rows)
        if owners and not stated and all(map(progress.is_plain, owners)):
            columns["status"] = columns.pop("owner")


def _answered(cell: str, asked: str) -> str:
    """A cell that says how far something is; a tick and all of it count as a word, and so may none.

    Args:
        asked: the head of its column, which may ask for a tick.
    """
    plain, asks = bare(cell), _ASKS.fullmatch(asked) is not None
    whole = _ALL.fullmatch(plain) and not _MEASURED.fullmatch(asked)
    if whole or _YES.fullmatch(plain) or (asks and plain.lower() == "x"):
        return "done"
    if _NO.fullmatch(plain):
        return "todo"
    return cell.strip() if plain not in _NONE else "todo" if asks else ""


def _for_a_person(followup: dict[str, Any], said: str) -> str:
    """Why no program may take up a follow-up, whatever its type; empty if nothing forbids it.

    Args:
        said: how far it is, in the words of the source.
    """
    if said and not progress.is_sure(said):
        return f"`{said if len(said) <= _SHORT else f'{said[:_SHORT]}…'}` does not surely say how far it is"
    return "it waits for something" if followup.get("status") == "blocked" else ""


def _cells(row: Sequence[str], columns: dict[str, int]) -> tuple[dict[str, str], list[str]]:
    """The cells of a row by what their columns are, and the others; neither has empty ones."""
    cells = {name: row[index].strip() for name, index in columns.items() if bare(row[index]) not in _NONE}
    if "status" not in cells and (shouted := _SHOUTED.search(_shown(cells))):
        # Where the column is that of the ticket, it may say in capitals what became of it.
        cells["status"] = shouted[1]
    others = (cell.strip() for index, cell in enumerate(row) if index not in columns.values())
    return cells, [cell for cell in others if bare(cell) not in _NONE and not cell.isdigit()]


def _shown(cells: Mapping[str, str]) -> str:
    """What the cells for a ticket and a commit say."""
    return " ".join(cells[name] for name in ("issue", "commit") if name in cells)


def _row(row: Sequence[str], columns: dict[str, int], context: str) -> dict[str, Any]:
    cells, others = _cells(row, columns)
    said = cells.get("status", "")
    followup = followup_of(cells["action"], words.priority_of_cell(cells.get("priority", "")) or context, said, context)
    if (kind := cells.get("type")) is not None:
        if _for_a_person(followup, said):  # without a type no program takes it up
            others.append(f"type: {kind}")
        else:
            followup["type"] = kind
    if not words.is_nobody(owner := bare(cells.get("owner", ""))):
        followup["owner"] = owner
    if due := dues.read(cells.get("due", "")):
        followup["due"] = due
    elif "due" in cells:
        others.append(cells["due"])
    if said and not progress.is_plain(said) and "reason" not in followup:
        others.insert(0, said)
    if followup.get("status") == "done" and (shown := evidence.of_status(f"{said} {_shown(cells)}")):
        followup["done"] = shown
        cells = {name: cell for name, cell in cells.items() if bare(cell) not in evidence.commits_in(_shown(cells))}
    if issue := evidence.issue_in(ticket := cells.get("issue", "")):
        followup["issue"] = issue
        ticket = "" if bare(ticket) == issue else ticket  # an address has its place in the details
    if details := " — ".join(filter(None, [cells.get("details", ""), *others, ticket, cells.get("commit", "")])):
        followup["details"] = details
    return followup


def join(draft: Draft, table: Block, found: list[dict[str, Any]]) -> None:
    """Give follow-ups the evidence that a table of what was done holds for them, and their types."""
    head, rows = lines.rows(table)
    columns = _columns(head)
    if "action" not in columns:
        return
    for line, row in zip(lines.numbers(table), rows, strict=True):
        action = bare(row[columns["action"]]).casefold()
        match = matching(action, found)
        others = [cell for index, cell in enumerate(row) if index != columns["action"]]
        if match is not None and not is_other(action, plain_action(match)):
            _put_type(match, {name: row[index].strip() for name, index in columns.items()})
        shown = evidence.of_status(" ".join(others))
        is_done = "commits" in shown or "done" in map(progress.status, others)
        if not action or progress.is_undone(action) or not is_done:
            continue  # neither evidence nor a word that says so
        said = f"`{bare(row[columns['action']])}`"
        if match is None:
            draft.note_at(line, f"which follow-up was done by {said} is not sure; none is marked")
            continue
        if is_other(action, plain_action(match)):
            draft.note_at(line, f"{said} may not be `{bare(match['action'])}`, which stays as it was")
            continue
        match["status"] = "done"
        match.pop("reason", None)
        who = next((bare(cell) for name, cell in zip(head, row, strict=True) if _DONE_BY.fullmatch(bare(name))), "")
        shown |= {} if words.is_nobody(who) or len(who) > _LONGEST_NAME else {"by": who}
        if shown:
            match["done"] = shown


def _put_type(followup: dict[str, Any], cells: dict[str, str]) -> None:
    """Enter the type that a row states for a follow-up without one, unless what is said of it leaves it to a person."""
    kind, said = cells.get("type", ""), cells.get("status", "")
    waits = _for_a_person(followup, said) or progress.status(said) == "blocked" or "held" in followup
    if not waits and "type" not in followup and not words.is_nobody(kind):
        followup["type"] = kind
