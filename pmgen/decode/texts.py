"""Texts, numbers and names."""

from __future__ import annotations

import re

from pmgen.decode import examples
from pmgen.decode.reading import EMPTY_ITEM, INVALID, Invalid, Reading, last_name, wrong_type
from pmgen.diagnostics import Problem, Route, SetValue
from pmgen.front_matter import Node, Scalar, Sequence
from pmgen.model import ID

_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[A-Za-z][\w-]*(?: \w[\w-]*)*", re.IGNORECASE)
_WHOLE = re.compile(r"v?(\d{1,9})(?:\.0+)*", re.ASCII)
_ID = re.compile(ID)
# What an escape of double quotes stands for, and how it is written.
_UNSEEN = {"\n": "n", "\t": "t", "\r": "r", "\x85": "N", "\u2028": "L", "\u2029": "P", "\xa0": "_"}
_NAMED = {r"\t": "a tab", r"\_": "a blank", r"\r": "a carriage return"}
_BREAK = f"[{''.join(_UNSEEN)}]"
_IN_LINE = re.compile(rf"{_BREAK}(?=\w)")
# Behind a drive it was the `\` of a path, in prose, too; there only these are never written on purpose.
_DRIVE = re.compile(rf"\b[A-Za-z]:{_BREAK}\w")
_NEVER = frozenset((r"\N", r"\L", r"\P"))
_SHOWN = 80
_MARKS = "“”„‘’‚"
# What nobody sees at the beginning or the end of a text: it makes two services of one that was pasted.
_EDGES = " \t\r\n\xa0\xad\u200b\u202f\u2060\u3000\ufeff"
# A text between the quotes of a word processor, or one that a comma has cut in two.
_TYPOGRAPHIC = re.compile("[“„]([^“”„]+)[“”]|[‘‚]([^‘’‚]+)[‘’]|[“„][^“”„]*|[^“”„]*”")


def trimmed(text: str) -> str:
    """A text of one line without what nobody sees at its beginning and its end."""
    words = text.strip()
    return words if words.isascii() else words.strip(_EDGES)


def text(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """A text, which may have several lines."""
    return _read(node, route, reading, lines=True)


def _read(node: Node, route: Route, reading: Reading, *, lines: bool) -> str | Invalid:
    """A text; what an escape has put into it is reported where that was hardly meant.

    Args:
        lines: whether it may have several.
    """
    if not isinstance(node, Scalar) or node.null:
        return wrong_type(node, route, reading, "a text", help=examples.as_text(node))
    words = node.text.strip() if lines else trimmed(node.text)
    if node.escape and (_DRIVE.search(words) or (node.escape in _NEVER if lines else _IN_LINE.search(words))):
        message = f"`{node.escape}` in double quotes is {_NAMED.get(node.escape, 'a line break')}"
        typed = None if lines else _as_typed(node)
        advice = "in single quotes a `\\` stays one" + (f": `{typed}`" if typed and len(typed) < _SHOWN else "")
        fix = SetValue(route, typed) if typed and _DRIVE.search(words) else None
        reading.problems.append(Problem("PM119", message, route, advice, fix))
    if not words and isinstance(route[-1], int):
        return reading.fail("PM102", f"an item of `{last_name(route)}` is empty", route, EMPTY_ITEM)
    return words or reading.fail("PM108", f"`{last_name(route)}` is empty", route, "say something, or delete it")


def _as_typed(node: Scalar) -> str | None:
    """A text of double quotes as it was typed, in single ones; `None` where more is escaped, or it is folded."""
    typed = re.sub(_BREAK, lambda found: "\\" + _UNSEEN[found[0]], node.text)
    exact = len(typed) + sum(map(node.text.count, '"\\')) + 2 == node.span.end - node.span.start
    return f"'{typed}'" if exact and "'" not in typed else None


def line(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """A text on one line."""
    words = _read(node, route, reading, lines=False)
    if words is INVALID:
        return INVALID
    words = " ".join(words.split())
    if isinstance(node, Scalar) and node.plain and (found := _in_typographic(words)):
        _report_typographic(found, route, reading)
    return words


def _in_typographic(words: str) -> re.Match[str] | None:
    return None if words.isascii() else _TYPOGRAPHIC.fullmatch(words)


def _report_typographic(found: re.Match[str], route: Route, reading: Reading) -> None:
    mark = found[0][0] if found[0][0] in "“„‘‚" else found[0][-1]
    message = f"`{mark}` is no quote of YAML, but part of the text"
    inner = found[1] or found[2]
    fix = SetValue(route, as_yaml(inner.strip())) if inner and inner.strip() else None
    advice = "delete the quotes, or write `'…'` or `\"…\"`"
    reading.problems.append(Problem("PM120", message, route, None if fix else advice, fix))


def without_marks(words: str) -> str:
    """A text without the quotes of a word processor at its ends, be there one of them only."""
    return words.strip(_MARKS).strip() if _in_typographic(words) else words


def without_quotes(words: str) -> str:
    """A text without the quotes of a word processor round it."""
    found = _in_typographic(words)
    inner = found[1] or found[2] if found else None
    return inner.strip() or words if inner else words


def bare(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """A text on one line, without the quotes of a word processor, which are reported."""
    if isinstance(node, Sequence) and len(node.items) > 1:
        return wrong_type(node, route, reading, "a text", help="only one of them can stand here")
    written = line(node, route, reading)
    return INVALID if written is INVALID else without_quotes(written)


def boolean(node: Node, route: Route, reading: Reading) -> bool | Invalid:
    """Yes or no."""
    word = node.text.lower() if isinstance(node, Scalar) else ""
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    return wrong_type(node, route, reading, "`true` or `false`", help=f"`{last_name(route)}: true`, or delete it")


def integer(node: Node, route: Route, reading: Reading) -> int | Invalid:
    """A whole number."""
    if isinstance(node, Scalar) and node.text.isascii() and node.text.isdecimal() and len(node.text) < 10:
        return int(node.text)
    whole = _WHOLE.fullmatch(node.text) if isinstance(node, Scalar) else None
    return wrong_type(node, route, reading, "a whole number", help=f"write `{whole[1]}`" if whole else None)


def id_(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """A name that others refer to."""
    written = bare(node, route, reading)
    if written is INVALID or _ID.fullmatch(written):
        return written
    advice = "letters, digits, `.`, `_` and `-`, beginning with a letter or a digit"
    return reading.fail("PM109", f"`{written}` cannot be an id", route, advice)


def as_yaml(word: str) -> str:
    """A word as YAML: a configured level may be called anything."""
    return word if _PLAIN.fullmatch(word) else "'" + word.replace("'", "''") + "'"
