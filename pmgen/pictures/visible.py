"""Whether what a drawing says can be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

HIDDEN: Final = re.compile(r"display:none|visibility:(?:hidden|collapse)|(?<![\w-])opacity:0*(?:\.0*)?%?(?:;|$)")
"""What is in the file and not in the picture, in a style without blanks."""

_PAINTS: Final = ("fill", "stroke")
_INHERITED: Final = frozenset(("fill", "stroke", "fill-opacity", "stroke-opacity", "font-size"))
_NO_PAINT: Final = re.compile(r"none|transparent|(?:rgba|hsla?|rgb)\(.*[,/]0*(?:\.0*)?%?\)")
_ZERO: Final = re.compile(r"[+-]?(?=\.?0)0*(?:\.0*)?(?:[a-z]+|%)?")

Look = Mapping[str, str]
"""Of what an element hands on to those in it, that by which a text can be seen."""

PLAIN: Final[Look] = {"fill": "black", "stroke": "none"}


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is in no picture: what it says is for whoever reads the file."""
    said = [f"{name}:{attributes[name]}" for name in ("display", "visibility", "opacity") if name in attributes]
    return any(HIDDEN.search("".join(style.lower().split())) for style in (*said, attributes.get("style", "")))


def inherited(look: Look, attributes: Mapping[str, str]) -> Look:
    """How an element looks inside of another; its style is stronger than its attributes."""
    own = {name: value for name, value in attributes.items() if name in _INHERITED}
    for each in attributes.get("style", "").split(";"):
        name, _, value = each.partition(":")
        if name.strip().lower() in _INHERITED:
            own[name.strip().lower()] = value.partition("!")[0]
    found = {name: "".join(value.lower().split()) for name, value in own.items()}
    return {**look, **{name: value for name, value in found.items() if value != "inherit"}} if found else look


def shows_text(look: Look) -> bool:
    """Whether one can see a text that looks like this."""
    if _ZERO.fullmatch(look.get("font-size", "1")):
        return False
    return any(
        not _NO_PAINT.fullmatch(look[paint]) and not _ZERO.fullmatch(look.get(f"{paint}-opacity", "1"))
        for paint in _PAINTS
    )
