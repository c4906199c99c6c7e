"""What the environment says of the terminal."""

from __future__ import annotations

import os


def is_dumb() -> bool:
    """Whether it understands nothing but characters, as a buffer of an editor does."""
    return os.environ.get("TERM") == "dumb"


def wants_colour() -> bool:
    """Whether it wants colour: `NO_COLOR` says that it does not, unless it is empty; see https://no-color.org."""
    return not (os.environ.get("NO_COLOR") or is_dumb())
