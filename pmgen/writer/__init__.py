"""Pages to files: whole, in order, only what changed, stale ones removed, nothing outside the folder.

`ledger` knows names and records (allowed paths, manifest, journal) and never looks at the disk; `disk` is
the only room that does, and that changes it. Above them, `survey` tells ours from foreign and refuses,
`staging` moves files into place, and `build` says what is done when; `comparing` writes nothing.
"""

from __future__ import annotations

from pmgen.writer.build import Made, Outcome, Site, Stager, opened
from pmgen.writer.comparing import Difference, compare
from pmgen.writer.ledger import MANIFEST, WriteRefused, manifest
from pmgen.writer.survey import glance

__all__ = [
    "MANIFEST",
    "Difference",
    "Made",
    "Outcome",
    "Site",
    "Stager",
    "WriteRefused",
    "compare",
    "glance",
    "manifest",
    "opened",
]
