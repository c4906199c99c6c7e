"""The manifest of a site that nobody vouches for."""

from __future__ import annotations

import json
import re

from pmgen.values import Value
from pmgen.verify.findings import Finding, Kind
from pmgen.writer import MANIFEST
from pmgen.writer.ledger import SCHEMA, fault

LARGEST = 256 << 20
"""The most bytes that a manifest may have: a line for each of a million files."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Unusable(Exception):
    """A site that cannot be looked at; the message says why."""


class Entry(Value):
    """What the manifest says of one file."""

    size: int
    digest: str


def read(data: bytes) -> tuple[dict[str, Entry], list[Finding]]:
    """The files that a manifest lists, and what is wrong with the list.

    Raises:
        Unusable: it is no manifest.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable(f"its `{MANIFEST}` is not JSON") from error
    match value:
        case {"schema": int(schema), "files": []} if schema == SCHEMA:
            raise Unusable(f"its `{MANIFEST}` lists no file")
        case {"schema": int(schema), "files": list(items)} if schema == SCHEMA:
            return _entries(items)
        case _:
            raise Unusable(f"its `{MANIFEST}` is not one of pmgen's")


def _entries(items: list[object]) -> tuple[dict[str, Entry], list[Finding]]:
    entries: dict[str, Entry] = {}
    wrong: list[Finding] = []
    for number, item in enumerate(items, start=1):
        match item:
            case {"path": str(path), "size": int(size), "sha256": str(digest)} if _DIGEST.fullmatch(digest):
                reason = fault(path) or ("is listed twice" if path in entries else None)
                if reason is None:
                    entries[path] = Entry(size, digest)
                else:
                    wrong.append(Finding(MANIFEST, Kind.MANIFEST, f"lists `{path}`, which {reason}"))
            case _:
                wrong.append(
                    Finding(MANIFEST, Kind.MANIFEST, f"has a file without path, size or SHA-256: number {number}")
                )
    return entries, wrong
