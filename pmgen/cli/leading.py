"""Where paths lead, whatever links are on the way."""

from __future__ import annotations

import os
from pathlib import Path


def to(path: Path) -> Path:
    """Where a path leads, absolute, as far as its links lead anywhere.

    One in a circle is as good as one that leads nowhere: `Path.resolve` raises there.
    """
    return Path(os.path.realpath(path))
