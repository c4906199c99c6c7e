"""Four numbers that are the version of something, though they could be an address."""

from __future__ import annotations

import re

_MARKS = r"[\"'`*_]{0,3}"
_VERSION = re.compile(
    r"(?i:\b(?:versions?|versi[oó]n(?:es)?|ver\.|firmware|build)|バージョン)"
    rf"{_MARKS}[ \t]?[:=]?[ \t]{{0,3}}{_MARKS}"
    rf"(?:(?P<begins>\d{{1,3}}\.\d{{1,3}}\.)\d{{1,3}}\.\d{{1,3}}{_MARKS}"
    rf"(?:[ \t](?P<other>to|or|→|->)|,?[ \t](?:and|und|et|y|&)|,)[ \t]{_MARKS}){{0,8}}\Z"
)
"""What stands before four numbers that are no address: `version 10.2.3.4`, perhaps with others between."""
_LONGEST = 200
_CALLED = ("versi", "ver.", "firmware", "build", "バージョン")
"""Letters of which some are in each of these names: nearly all addresses have none before them."""


def is_version(match: re.Match[str]) -> bool:
    """Whether four numbers are called a version, and have neither a port nor a network behind them."""
    text, start = match.string, match.start()
    if text.startswith((":", "/"), match.end()):
        return False
    first = max(0, start - _LONGEST)
    near = text[first:start].lower()
    before = _VERSION.search(text, first, start) if any(each in near for each in _CALLED) else None
    if before is None or before["begins"] is None:
        return before is not None
    # Behind `and` it may be something else that hung: it is a version if it begins as the one before it does.
    return before.end("other") > before.end("begins") or match[0].startswith(before["begins"])
