"""The output folder as a build finds it: what is ours, what is foreign, and what is reason to refuse."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pmgen.values import Value, decoder, encoded
from pmgen.writer import disk, ledger
from pmgen.writer.disk import UNTOUCHED, Found
from pmgen.writer.ledger import JOURNAL, MANIFEST, STAGING, Kind, WriteRefused, shown


class Before(Value):
    """What a folder holds before a build, and what of it a former build made."""

    folder: Path
    found: Found
    kind: Kind
    manifest: bytes | None
    ours: frozenset[str]  # by the manifest, and by the journal of a killed build
    interrupted: bool  # a killed build left a journal

    def at(self, path: str) -> str:
        """Where a path of the site lies."""
        return f"{self.folder}/{path}"

    def staged(self, name: str) -> str:
        """Where a file of the staging folder lies."""
        return f"{self.folder}/{STAGING}/{name}"

    def foreign(self, planned: Collection[str]) -> tuple[str, ...]:
        """Files that no build made or makes; a link or a device is never ours."""
        others = self.found.files - self.ours | self.found.others
        return tuple(sorted(others.difference(planned, [MANIFEST])))


def glance(folder: Path) -> bytes:
    """What is in a folder that may be absent, for `look` to know it by; empty where that cannot be said."""
    try:
        return encoded(disk.scan(folder, {}))
    except (OSError, UnicodeEncodeError):
        return b""


def _glanced(folder: Path, seen: bytes, spellings: Mapping[str, str]) -> Found | None:
    """What was glanced at, unless a build has been at work there since, or something is not spelled as planned."""
    if not seen:
        return None
    found: Found = decoder(Found)(seen)
    # A build that changes a file replaces the manifest. It does not where it puts right what somebody has done to a
    # file; and that file, of which the glance says that it is not as it was left, is made and compared in any case.
    if STAGING in found.folders or disk.exists(folder / STAGING):
        return None
    if (mark := found.stamps.get(MANIFEST)) is None or disk.stamp_of(folder / MANIFEST) != mark:
        return None
    unplanned = (found.files | found.folders | found.others).difference(spellings.values())
    return found if all(spellings.get(ledger.fold(path), path) == path for path in unplanned) else None


def look(folder: Path, spellings: Mapping[str, str], seen: bytes = b"") -> Before:
    """Look at a folder, which may be absent.

    Args:
        spellings: as for `disk.scan`.
        seen: what `glance` has seen there a moment ago.
    """
    try:
        disk.check_folder(folder)
        found = _glanced(folder, seen, spellings) or disk.scan(folder, spellings)
        manifest = disk.read(folder / MANIFEST) if MANIFEST in found.files else None
        journal = disk.read(folder / STAGING / JOURNAL) if JOURNAL in found.staged else None
        kind, ours = Kind.ABSENT, frozenset[str]()
        if manifest is not None:
            kind, ours = ledger.read_manifest(manifest, set(spellings.values()))
            if kind is Kind.DAMAGED:
                ours = frozenset(_recognised(folder, found.files, ledger.legible(manifest)))
    except OSError as error:
        # A folder or a file somewhere in it.
        place = Path(error.filename or folder)
        path = place.relative_to(folder).as_posix() if place != folder and place.is_relative_to(folder) else str(folder)
        raise disk.refusal(f"read {shown(path)}", path, error, UNTOUCHED) from error
    noted = None if journal is None else ledger.read_journal(journal)
    ours |= noted or frozenset()
    ours |= {planned for on_disk, planned in found.renamed.items() if on_disk in ours}
    return Before(folder, found, kind, manifest, ours, noted is not None)


def _recognised(folder: Path, files: Collection[str], listed: Mapping[str, Collection[str]]) -> Iterator[str]:
    """The files of a site with a damaged manifest that show by what they hold that a build has made them.

    Args:
        listed: what of the manifest can be read.
    """
    for path in files:
        digests, start = listed.get(path, ()), ledger.named_after(path)
        if digests or start:
            digest = hashlib.sha256(disk.read(folder / path)).hexdigest()
            if digest in digests or (start and digest.startswith(start)):
                yield path


def same(before: Before, path: str, data: bytes) -> bool:
    """Whether the file at `path`, which is there, holds exactly `data`."""
    try:
        return disk.same(before.at(path), data)
    except OSError as error:
        raise disk.refusal(f"read {shown(path)}", path, error, UNTOUCHED) from error


def refuse_other_folder(before: Before) -> None:
    """Refuse a folder in which there is something, but no site of ours."""
    where, advice = shown(before.folder), "choose another folder, or empty this one"
    if before.kind is Kind.OTHER:
        raise WriteRefused(
            f"{where} holds something else: its `{MANIFEST}` is not of a site this version can read",
            MANIFEST,
            advice,
        )
    contents = before.found.files | before.found.others
    blocked = MANIFEST in before.found.folders | before.found.others  # which `refuse_blocked` explains
    if contents and before.kind is Kind.ABSENT and not before.interrupted and not blocked:
        raise WriteRefused(
            f"{where} holds something else: it has {shown(min(contents))}, but no `{MANIFEST}` of a site",
            str(before.folder),
            advice,
        )


def refuse_unknown(before: Before, planned: frozenset[str]) -> None:
    """Refuse files that a build may have made, and that no manifest can be asked for any more."""
    others = before.foreign(planned)
    if others and before.kind is Kind.DAMAGED:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise WriteRefused(
            f"`{MANIFEST}` cannot be read: {shown(others[0])}{more} may be of an edition for those inside; {UNTOUCHED}",
            MANIFEST,
            "move what is yours elsewhere, empty the folder, and build again",
        )


def refuse_blocked(before: Before, planned: frozenset[str]) -> None:
    """Refuse planned paths that lead through a link, and those a folder or a file of another kind blocks."""
    above = ledger.folders(planned) | {STAGING}
    targets = planned | {MANIFEST}
    found = before.found
    reasons = (
        ((above | targets) & found.others, "is a link or a special file, where the site needs its own"),
        (above & found.files, "is a file, where the site needs a folder"),
        (targets & found.folders, "is a folder, where the site needs a file"),
    )
    for blocked, reason in reasons:
        if blocked:
            raise WriteRefused(f"{shown(min(blocked))} {reason}", min(blocked), "remove it and build again")


def refuse_unwritable(before: Before, changing: Collection[str]) -> None:
    """Refuse while nothing has changed yet, where a folder would not let its files be replaced."""
    for folder in sorted({path.rpartition("/")[0] for path in changing} & (before.found.folders | {""})):
        if not disk.writable(before.at(folder)):
            where = folder or str(before.folder)
            raise WriteRefused(f"cannot write in {shown(where)}: permission denied; {UNTOUCHED}", where)
