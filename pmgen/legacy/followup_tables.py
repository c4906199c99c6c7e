"""Tables of follow-ups, and of what was done for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pmgen.legacy import lines, words
from pmgen.legacy.actions import followup_of, is_other, matching, plain_action
from pmgen.legacy.draft import Draft
from pmgen.legacy.lines import Block, bare
from pmgen.serialize import plain

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
_SHOUTED = re.compile(r"(?:^|\s)(?:\*\*)?(DONE|TODO|COMPLETED|DEFERRED|WONTFIX)(?:\*\*)?(?:\s|$)")
_SHA = re.compile(r"\b[0-9a-f]{7,40}\b")


def is_plan(table: Block) -> bool:
    """Whether a table outside of such a section is one of follow-ups all the same."""
    head, _ = lines.rows(table)
    columns = _columns(head)
    return "action" in columns and ("status" in columns or "priority" in columns)


def _columns(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, name in enumerate(head):
        for column, pattern in _COLUMNS.items():
            if column not in found and re.match(pattern, bare(name), re.IGNORECASE):
                found[column] = index
                break
    return found


def followups_of(draft: Draft, table: Block, context: str) -> list[dict[str, Any]]:
    """The follow-ups of a table, which leaves the body; `context` is the heading above it."""
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
    entry = followup_of(cells["action"], cells.get("priority", "") or context, cells.get("status", ""), context)
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


def join(draft: Draft, table: Block, found: list[dict[str, Any]]) -> None:
    """Give follow-ups the commits that a table of what was done names for them."""
    head, rows = lines.rows(table)
    columns = _columns(head)
    if "action" not in columns:
        return
    for row in rows:
        action = bare(row[columns["action"]]).casefold()
        match = matching(action, found)
        commits = _SHA.findall(" ".join(row))
        outcome = " ".join(cell for index, cell in enumerate(row) if index != columns["action"])
        if match is None or words.status(row[columns["action"]]) not in (None, "done"):
            continue
        if not commits and words.status(outcome) != "done":
            continue  # neither evidence nor a word that says so
        if is_other(action, plain_action(match)):
            draft.note(
                table, f"`{bare(row[columns['action']])}` may not be `{bare(match['action'])}`, which stays as it was"
            )
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
