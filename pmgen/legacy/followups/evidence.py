"""What the words of a follow-up name: the day, the commits and pull requests that show that it was done, its issue."""

from __future__ import annotations

import re
from typing import Any, Final

from pmgen.legacy.lines import bare
from pmgen.legacy.vocabulary import words
from pmgen.serialize import plain

_SHA: Final = r"(?<![\w/.#-])[0-9a-f]{7,40}(?![\w-])"
_COMMIT = re.compile(
    rf"\b(?:commits?|sha):? [`\[(]*({_SHA})|`((?!\d+`){_SHA})`|((?=[0-9]*[a-f])(?=[a-f]*[0-9]){_SHA})"
    r"|/commits?/([0-9a-f]{7,40})\b",
    re.IGNORECASE,
)
"""A commit: called one, in the marks of code, in digits and letters, or in an address."""
_REQUEST = re.compile(r"https?://[^\s()<>\[\]]+/(?:pull|merge_requests)/\d+")
_ISSUE = re.compile(r"\[(?P<linked>[^\[\]\s]+)\]\([^()\s]+\)|(?P<alone>\S+)")
_ID = re.compile(r"[A-Za-z][\w.]*-\d+|(?:[\w.-]+(?:/[\w.-]+)*)?#\d+|[A-Z]{2,}\d{3,}|\d{1,9}")
"""What trackers call an issue: `OPS-12`, `#12`, `platform/queue#12`, `INC0012345`, `12`."""
_ADDRESS = re.compile(r"<?https?://[^\s<>?#]+/(?P<id>[A-Z][A-Z0-9_]+-\d+)/?>?")
"""The address of an issue in a tracker that has its id at the end."""
_BEHIND = re.compile(
    r"\bcommits?:? [`\[(]*[0-9a-f]{7}.*"
    r"|(?:\b(?:in|via|with)\s|\s[–—-]+\s|[(\[])[(\[`]{0,3}(?:(?:pr|mr|see|commits?) )?(?:[0-9a-f]{7,40}\b|[#!]\d|https?://)\S*$",
    re.IGNORECASE | re.DOTALL,
)
"""The words that say with what something was done. In the middle of an action, a name may be what that was done to."""


def of_status(said: str) -> dict[str, Any]:
    """The evidence in what says how far a follow-up is, or in a cell for its commit; empty for none."""
    found: dict[str, Any] = {}
    if day := words.days(said):
        found["on"] = plain(str(day[0]))
    if commits := commits_in(said):
        found["commits"] = [plain(f"'{sha}'") for sha in commits]
    if requests := _REQUEST.findall(said):
        found["links"] = list(dict.fromkeys(requests))
    return found


def of_action(action: str) -> dict[str, Any]:
    """The evidence that stands behind what was done, or is called a commit there; empty for none."""
    behind = _BEHIND.search(action)
    return of_status(behind[0]) if behind else {}


def issue_in(cell: str) -> str:
    """The id in the tracker that is all that a cell says, be it a link or an address; empty for anything else."""
    if address := _ADDRESS.fullmatch(cell.strip()):
        return address["id"]
    found = _ISSUE.fullmatch(bare(cell))
    name = bare(found["linked"] or found["alone"]) if found else ""
    return name if _ID.fullmatch(name) else ""


def commits_in(text: str) -> list[str]:
    """The commits that a text names, each once: a name and its beginning are one."""
    found: list[str] = []
    for match in _COMMIT.finditer(text):
        sha = next(filter(None, match.groups()))
        if not any(sha.startswith(each) or each.startswith(sha) for each in found):
            found.append(sha)
    return found
