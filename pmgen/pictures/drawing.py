"""SVG: elements, attributes and texts are written anew; what is not of SVG is not, nor are remarks.

Sources: SVG 2 (W3C), 5.11 for metadata; RFC 2397 for images inside of it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_OURS: Final = frozenset(("", "xml", "xlink"))
"""Prefixes of names that a browser draws by; programs that draw leave their own: paths, names, whole documents."""

_SPACES: Final = frozenset(("xmlns", "xmlns:xlink"))
_GONE: Final = ("metadata", "content", "data-")  # elements, and attributes in which a whole source may stand
_NEVER_DRAWN: Final = frozenset(("desc", "script", "foreignObject", "handler"))
_HIDDEN: Final = re.compile(r"display:none|visibility:(?:hidden|collapse)|(?<![\w-])opacity:0*(?:\.0*)?%?(?:;|$)")
"""What is in the file and not in the picture, in a style without blanks."""

_ELSEWHERE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_REMARK: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_IMAGE: Final = re.compile(r"\s*data:image/([\w.-]+)(?:\+xml)?;base64,(.*)", re.DOTALL | re.IGNORECASE)
_INSIDE: Final = re.compile(r"^\s*data:|url\(\s*['\"]?\s*data:", re.IGNORECASE)


class _Writer:
    """Writes what the parser reads."""

    def __init__(self, clean: Callable[[str, bytes], bytes]) -> None:
        self.parts: list[str] = []
        self.clean = clean
        self.hidden = 0

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins; `attributes` are names and values in turn."""
        pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if self.hidden or not _is_ours(name) or name.rpartition(":")[2] in _NEVER_DRAWN or _is_hidden(pairs):
            self.hidden += 1
            return
        kept = ((key, value) for key, value in pairs.items() if _is_ours(key) and not _leads_away(key, value))
        shown = "".join(f" {key}={quoteattr(self.value(value))}" for key, value in kept)
        self.parts.append(f"<{name}{shown}>")

    def end(self, name: str) -> None:
        """An element ends."""
        if self.hidden:
            self.hidden -= 1
        else:
            self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        """A text, or a part of one."""
        if not self.hidden:
            text = _REMARK.sub("", text) if "/*" in text else text
            self.parts.append(escape(text if "url(" not in text else _without_files(text)))

    def value(self, value: str) -> str:
        """The value of an attribute; an image in it is cleaned, too."""
        if (image := _IMAGE.fullmatch(value)) is None:
            return _without_files(value)
        try:
            inside = self.clean(f"inside.{image[1]}", base64.b64decode("".join(image[2].split()), validate=True))
        except binascii.Error as error:
            raise ValueError("an image inside of it cannot be read") from error
        return value[: image.start(2)] + base64.b64encode(inside).decode()

    def refuse(self, *declared: object) -> None:
        """A declaration could hold or repeat anything."""
        raise ValueError("it begins with a declaration of its own language")


def _is_ours(name: str) -> bool:
    prefix, _, local = name.rpartition(":")
    return name in _SPACES or (prefix in _OURS and not local.startswith(_GONE))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is in no picture: what it says is for whoever reads the file."""
    said = [f"{name}:{attributes[name]}" for name in ("display", "visibility", "opacity") if name in attributes]
    return any(_HIDDEN.search("".join(style.lower().split())) for style in (*said, attributes.get("style", "")))


def _leads_away(name: str, value: str) -> bool:
    """A script, or an address of something that is not in the file; an image that is inside is none."""
    local = name.rpartition(":")[2]
    return local.startswith("on") or (local == "href" and bool(_ELSEWHERE.match(value)) and not _INSIDE.search(value))


def _without_files(text: str) -> str:
    if _INSIDE.search(text):
        raise ValueError("it holds another file that nobody here can look into")
    return text


def bare(data: bytes, clean: Callable[[str, bytes], bytes]) -> bytes:
    """A drawing without what it carries.

    Args:
        clean: does the same for an image inside of it.

    Raises:
        ValueError: when it cannot be read, or may hold what nobody here can look into.
    """
    writer = _Writer(clean)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.EntityDeclHandler = writer.refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(f"it is not XML: {error}") from error
    if not writer.parts:
        raise ValueError("nothing of it is drawn")
    return "".join(writer.parts).encode()
