"""Four numbers that are the version of something, though they could be an address."""

from __future__ import annotations

import re

_VERSION = re.compile(
    r"(?i:\b(?:versions?|versi[oó]n(?:es)?|ver\.|firmware|build)|バージョン)[\"'`*_]{0,3}"
    r"[ \t]?[:=]?[ \t]{0,3}[\"'`*_]{0,3}"
    r"(?:\d{1,3}(?:\.\d{1,3}){3}[\"'`*_]{0,3}[ \t](?:to|or|→|->)[ \t][\"'`*_]{0,3})?\Z"
)
"""What stands before four numbers that are no address: `version 10.2.3.4`."""


def is_version(match: re.Match[str]) -> bool:
    """Whether four numbers are called a version, and have neither a port nor a network behind them."""
    text, start = match.string, match.start()
    return not text.startswith((":", "/"), match.end()) and bool(_VERSION.search(text, max(0, start - 60), start))
