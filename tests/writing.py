"""A site in one step, for tests that have its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pmgen.writer import Outcome, opened


def write(folder: Path, paths: Sequence[str], files: Iterable[tuple[str, bytes]]) -> Outcome:
    """Write it into a folder."""
    with opened(folder, paths) as site:
        return site.write(files)
