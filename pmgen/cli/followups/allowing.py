"""Git may keep, or remove, what a program lets nobody read or write."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

READ: Final = stat.S_IRUSR
WRITE: Final = stat.S_IWUSR
ENTER: Final = stat.S_IXUSR
"""What whoever owns a file or a folder may be allowed."""


def in_folders(top: Path, needed: int) -> bool:
    """Let git keep or remove what is in folders that a program lets nobody read, or write into, as some caches are.

    Args:
        needed: what whoever owns a folder is to be allowed.

    Returns:
        Whether any of them is open that was not.
    """
    opened = False
    for folder, names, _ in os.walk(top):
        names[:] = [name for name in names if name != ".git" and not os.path.islink(os.path.join(folder, name))]
        for path in (os.path.join(folder, name) for name in names):
            opened = at(Path(path), needed) or opened
    return opened


def at(path: Path, needed: int) -> bool:
    """Allow whoever owns a file or folder something; whether that was to be done, and possible."""
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & needed != needed:
            path.chmod(mode | needed)
            return True
    return False
