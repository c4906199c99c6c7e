"""What git makes of a file that it takes in or puts out, by programs that the settings name."""

from __future__ import annotations

from pathlib import Path

from pmgen.git.asking import asked

_FILTERS = r"^filter\..*\.(clean|smudge|process|required)$"


def without_filters(root: Path) -> tuple[str, ...]:
    """Settings, each as `key=value`, by which git makes nothing of a file, and refuses none.

    A filter that fails, or a line ending that is not to be lost, ends git in the middle of its work.
    """
    said = asked(root, "config", "--null", "--name-only", "--get-regexp", _FILTERS) or ""
    filters = (f"{each}={'false' if each.endswith('.required') else ''}" for each in said.split("\0") if each)
    return (*filters, "core.safecrlf=false")
