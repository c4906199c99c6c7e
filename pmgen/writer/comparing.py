"""How a site on disk differs from what would be written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pmgen.values import Value
from pmgen.writer import ledger
from pmgen.writer.build import Entries, enter, manifest_of
from pmgen.writer.ledger import MANIFEST, STAGING, WriteRefused
from pmgen.writer.survey import Before, look, refuse_blocked, refuse_other_folder, same


class Difference(Value):
    """How a site on disk differs from what would be written; posix paths relative to the folder, sorted.

    `refused` says why it could not be written there, with advice; it is empty where it could.
    """

    missing: tuple[str, ...]
    different: tuple[str, ...]
    stale: tuple[str, ...]
    foreign: tuple[str, ...]
    refused: str = ""

    @property
    def same(self) -> bool:
        """Whether a build would change nothing; foreign files are no difference."""
        return not (self.missing or self.different or self.stale)


def compare(folder: Path, files: Iterable[tuple[str, bytes]]) -> Difference:
    """Compare the site in `folder` with `files`, its manifest included, and write nothing.

    What a killed build left counts as stale. Raises WriteRefused where a file cannot be read or a path is not
    allowed, RuntimeError where `files` gives a path twice, and whatever `files` raises.
    """
    before = look(folder, {})
    there = before.found.files | before.found.folders | before.found.others
    missing: list[str] = []
    different: list[str] = []
    entries: Entries = {}
    for path, data in files:
        enter(entries, path, (len(data), hashlib.sha256(data).hexdigest()))
        if path not in there:
            missing.append(path)
        elif path not in before.found.files or not same(before, path, data):
            different.append(path)
    ledger.spellings(list(entries))
    if MANIFEST not in there:
        missing.append(MANIFEST)
    elif before.manifest != manifest_of(entries):
        different.append(MANIFEST)
    stale = (before.ours & before.found.files) - entries.keys()
    stale |= {f"{STAGING}/{name}" for name in before.found.staged}
    return Difference(
        tuple(sorted(missing)),
        tuple(sorted(different)),
        tuple(sorted(stale)),
        before.foreign(entries),
        _refused(before, frozenset(entries)),
    )


def _refused(before: Before, planned: frozenset[str]) -> str:
    try:
        refuse_other_folder(before)
        refuse_blocked(before, planned)
    except WriteRefused as refused:
        return str(refused) + (f"; {refused.help}" if refused.help else "")
    return ""
