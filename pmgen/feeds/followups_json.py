"""All follow-ups for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pmgen.json_text import json_text

_VERSION: Final = 1
"""Of the file; another one when a key goes or begins to mean something else, not when one is added."""


def followups_json(rows: Iterator[Mapping[str, object]]) -> bytes:
    """The whole file; each row is what `columns` makes."""
    return json_text({"schema": _VERSION, "followups": rows})
