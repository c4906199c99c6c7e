"""All follow-ups for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pmgen.feeds.followups import Listed, columns
from pmgen.feeds.json_text import json_text

_VERSION: Final = 1
"""Of the file; another one when a key goes or begins to mean something else, not when one is added."""


def followups_json(followups: Iterable[Listed]) -> bytes:
    """The whole file."""
    return json_text({"schema": _VERSION, "followups": [columns(each) for each in followups]})
