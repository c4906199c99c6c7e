"""What former builds found out, in one file beside the project; the only door to SQLite.

Nothing in it is needed. A row that is not what was written, a file that is damaged, locked or somebody else's, a disk
that is full: whatever is wrong, the answer is that nothing is known, and the work is done again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FILE = "builds.sqlite"
_OURS = 0x706D6765  # `pmge`, as the application's id in the head of the file
_VERSION = 1
_AT_ONCE = 500
"""How many rows one query asks for: fewer than the variables that SQLite takes."""

_ROOM = 3
"""How many times the rows of one build may be kept: for the other branches that share the file."""

_SPARE = 200
_MARKS = {".gitignore": "*\n", "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"}
"""For git, and for what makes copies of a disk: nothing in the folder is worth keeping."""

_LARGE = 1 << 30
"""Bytes beyond which the file keeps the rows of one build alone; of fifty thousand documents these have more."""


class Cache:
    """The cache of a project.

    Args:
        folder: where it is, or will be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE
        self._reading: dict[int, sqlite3.Connection | None] = {}

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is known under some keys; what is not known, or cannot be trusted, is left out."""
        found: dict[bytes, bytes] = {}
        wanted = list(dict.fromkeys(keys))
        if not wanted or not os.path.isfile(self._file):  # a path object raises where it may not look
            return found
        try:
            with self._opened() as connection:
                for start in range(0, len(wanted), _AT_ONCE):
                    some = wanted[start : start + _AT_ONCE]
                    marks = ",".join("?" * len(some))
                    query = f"SELECT key, digest, data FROM kept WHERE key IN ({marks})"  # noqa: S608  # question marks
                    found.update(
                        (key, data)
                        for key, digest, data in connection.execute(query, some)
                        if isinstance(data, bytes) and digest == _digest(key, data)
                    )
        except (sqlite3.Error, OSError):
            return {}
        return found

    def one(self, key: bytes) -> bytes | None:
        """What is known under a key; for many questions, one after the other, by several processes."""
        with contextlib.suppress(sqlite3.Error, OSError):
            if connection := self._connection():
                for digest, data in connection.execute("SELECT digest, data FROM kept WHERE key = ?", (key,)):
                    return data if isinstance(data, bytes) and digest == _digest(key, data) else None
        return None

    def _connection(self) -> sqlite3.Connection | None:
        """The connection of this process, opened once: what was inherited from another must not be used."""
        process = os.getpid()
        if process not in self._reading:
            there = self._file.is_file()
            self._reading[process] = sqlite3.connect(self._file, timeout=0.2, isolation_level=None) if there else None
        return self._reading[process]

    def write(self, rows: Mapping[bytes, bytes], used: Iterable[bytes] | None = None) -> None:
        """Remember what was found out; where that cannot be done, nothing is remembered.

        Args:
            used: the keys of all else that this build needs, once it has come to its end; what others need may go.
        """
        try:
            self._write(rows, None if used is None else frozenset(used))
        except sqlite3.OperationalError:
            return  # locked by another build, or the disk is full
        except (sqlite3.DatabaseError, OSError):
            self._begin_anew(rows)

    def _write(self, rows: Mapping[bytes, bytes], used: frozenset[bytes] | None) -> None:
        make_folder(self._folder)
        with self._opened() as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, digest BLOB, data BLOB)")
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", _entered(rows))
            if used is not None:
                _forget(connection, used | rows.keys(), large=self._file.stat().st_size > _LARGE)

    def _begin_anew(self, rows: Mapping[bytes, bytes]) -> None:
        with contextlib.suppress(sqlite3.Error, OSError):
            self._file.unlink(missing_ok=True)
            self._write(rows, None)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._file, timeout=0.2, isolation_level=None)
        try:
            # A killed build leaves the file as it was. What a power failure may take is missed by nobody.
            connection.execute("PRAGMA synchronous = OFF")
            ((ours,),) = connection.execute("PRAGMA application_id")
            ((version,),) = connection.execute("PRAGMA user_version")
            ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
            if tables and (ours, version) != (_OURS, _VERSION):
                raise sqlite3.DatabaseError("not of this version")
            if not tables:
                connection.execute("PRAGMA auto_vacuum = FULL")
                connection.execute(f"PRAGMA application_id = {_OURS}")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()


def make_folder(folder: Path) -> None:
    """Make the folder of a cache, and what belongs into it, as far as it is not there.

    Raises:
        OSError: when that is not possible.
    """
    folder.mkdir(exist_ok=True)
    for name, text in _MARKS.items():
        path = folder / name
        if not path.is_file() or not path.stat().st_size:  # on a full disk there was room for its name alone
            path.write_text(text)


def _forget(connection: sqlite3.Connection, used: frozenset[bytes], *, large: bool) -> None:
    """Remove what the present build does not need, if that is most of what is there, or the file is large."""
    ((number,),) = connection.execute("SELECT count(*) FROM kept")
    if number > (len(used) if large else _ROOM * len(used) + _SPARE):
        connection.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
        connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
        connection.execute("DELETE FROM kept WHERE key NOT IN (SELECT key FROM used)")


def _entered(rows: Mapping[bytes, bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    return ((key, _digest(key, data), data) for key, data in rows.items())


def _digest(key: bytes, data: bytes) -> bytes:
    found = hashlib.sha256(key)
    found.update(data)  # which may be large: it is not copied
    return found.digest()
