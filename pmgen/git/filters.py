"""What git makes of a file that it takes in or puts out, by programs that the settings name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pmgen.git.asking import asked, listed

_FILTERS = r"^filter\..*\.(clean|smudge|process|required)$"

_NONE = ("unspecified", "unset", "set")
"""What is said of a file that has no filter."""


def without_filters(root: Path) -> tuple[str, ...]:
    """Settings, each as `key=value`, by which git makes nothing of a file, and refuses none.

    A filter that fails, or a line ending that is not to be lost, ends git in the middle of its work.
    """
    said = asked(root, "config", "--null", "--name-only", "--get-regexp", _FILTERS) or ""
    filters = (f"{each}={'false' if each.endswith('.required') else ''}" for each in said.split("\0") if each)
    return (*filters, "core.safecrlf=false")


def filtered(top: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of some files, relative to the top of a work tree, for which it names a filter."""
    words = listed(top, "check-attr", "-z", "--stdin", "filter", given="\0".join(paths)) or ()
    return tuple(path for path, name in zip(words[::3], words[2::3], strict=False) if name not in _NONE)
