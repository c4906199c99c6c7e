"""A site in a folder."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pmgen.source import why
from pmgen.values import Value
from pmgen.verify.findings import Answer, Contents, Kind, Reading
from pmgen.writer.ledger import STAGING, is_staged

_ABSENT = (errno.ENOENT, errno.ENOTDIR)


class Built(Value):
    """The folder that holds a site."""

    folder: Path

    @property
    def url(self) -> str:
        """Empty: a folder has no address."""
        return ""

    def read(self, path: str, most: int, keep: int) -> Answer:
        """The bytes of a file, kept as far as `keep`; one more than `most` where it has more."""
        place = self.folder / path
        try:
            # Looked at before it is opened: a pipe would keep the one who opens it waiting.
            if not stat.S_ISREG(place.lstat().st_mode):
                return Answer(None, message="is not a regular file")
            with place.open("rb", buffering=0) as file:
                return Answer(_first(file.fileno(), most + 1, keep))
        except OSError as error:
            if error.errno in _ABSENT:
                return Answer(None, Kind.MISSING, "is listed, and is not there")
            return Answer(None, message=f"cannot be read: {why(error)}")

    def present(self) -> Iterator[tuple[str, str]]:
        """The path of everything in the folder that is no folder, and what to say of it if it is not listed."""
        pending = [""]
        while pending:
            prefix = pending.pop()
            try:
                with os.scandir(self.folder / prefix) as entries:
                    found = list(entries)
            except OSError as error:
                yield prefix, f"cannot be read: {why(error)}"
                continue
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{prefix}{entry.name}/")
                elif prefix == f"{STAGING}/" and is_staged(entry.name) and entry.is_file(follow_symlinks=False):
                    yield f"{prefix}{entry.name}", "was left by a build that was killed; the next build removes it"
                else:
                    yield f"{prefix}{entry.name}", "is there, and is not listed"

    def close(self) -> None:
        """Nothing: no file is kept open."""


def _first(descriptor: int, most: int, keep: int) -> Contents:
    """The first bytes of a file, which may grow while it is read."""
    reading = Reading(keep)
    while most > 0 and (piece := os.read(descriptor, min(most, 1 << 20))):
        reading.take(piece)
        most -= len(piece)
    return reading.contents()
