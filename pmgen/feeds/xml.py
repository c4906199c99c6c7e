"""Texts in XML. What the standard library has for this imports all that speaks HTTP with it."""

from __future__ import annotations

from html import escape as _escape


def escape(text: str) -> str:
    """A text between tags."""
    return _escape(text, quote=False)


def quoteattr(text: str) -> str:
    """A text as the value of an attribute, in quotation marks."""
    return f'"{escape(text).replace(chr(34), "&quot;").translate(_SPACES)}"'


_SPACES = {ord("\n"): "&#10;", ord("\r"): "&#13;", ord("\t"): "&#9;"}
"""What a reader of XML would turn into blanks."""
