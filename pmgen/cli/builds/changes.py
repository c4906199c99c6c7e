"""The list of what a build changed, for programs that publish or purge it."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen.writer import MANIFEST, Outcome


def listed(outcome: Outcome, *, null: bool) -> bytes:
    """A line for each file: `A` (added), `M` (modified) or `D` (removed), a blank, the path in the folder of the site.

    They stand in an order in which a site may be brought up to date while people read it: first what pages load, then
    the pages, then the manifest, and only then what is gone. What a killed build may have changed or removed is listed,
    too: its own list is empty, and whoever publishes has none of it.

    Args:
        null: whether NUL ends a line instead of a newline.
    """
    added = frozenset(outcome.added)
    there = [path for path in outcome.unsure if path in outcome.entries]
    gone = [path for path in outcome.unsure if path not in outcome.entries]
    lines = [f"{'A' if path in added else 'M'} {path}" for path in _in_order([*outcome.written, *there])]
    lines += [f"D {path}" for path in sorted([*outcome.removed, *gone])]
    return "".join(line + ("\0" if null else "\n") for line in lines).encode("utf-8", "surrogateescape")


def _in_order(paths: Sequence[str]) -> list[str]:
    return sorted(paths, key=lambda path: (path == MANIFEST, not path.startswith("assets/"), path))
