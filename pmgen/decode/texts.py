"""Texts, words and numbers."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pmgen.decode import examples
from pmgen.decode.reading import EMPTY_ITEM, INVALID, Decoder, Invalid, Reading, last_name, wrong_type
from pmgen.diagnostics import Problem, Route, SetValue
from pmgen.front_matter import Node, Scalar, Sequence
from pmgen.model import ID, fold, meant

_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[A-Za-z][\w-]*(?: \w[\w-]*)*", re.IGNORECASE)
# A level by its number alone, or behind a word of the same meaning.
_NUMBER = re.compile(r"(?:s|sev|severity|level)?[ :-]?(\d{1,2})", re.ASCII | re.IGNORECASE)
# What stands between two levels of which one is meant, or both.
_BETWEEN = r"[^\w(]*(?:\b(?:or|and|to|bis|oder|und|ou|et|o|y)\b)?[^\w(]*"
_ID = re.compile(ID)
_DENIED = re.compile(r"\b(?:no|not|never|without)\b", re.IGNORECASE)
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
    fix = SetValue(route, _quoted(inner.strip())) if inner and inner.strip() else None
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


def _bare(node: Node, route: Route, reading: Reading) -> str | Invalid:
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
    return wrong_type(node, route, reading, "a whole number")


def word(words: type[enum.StrEnum]) -> Decoder:
    """What reads one word of a fixed set, however it is spelled."""
    folded = {fold(known): known for known in words}

    def decode_word(node: Node, route: Route, reading: Reading) -> Any:
        written = _bare(node, route, reading)
        if written is INVALID:
            return INVALID
        known = folded.get(fold(written))
        if known is None:
            advice = _which(written, words)
            return reading.fail("PM103", f"`{last_name(route)}` cannot be `{written}`", route, advice)
        _report_spelling(written, known, route, reading)
        return known

    return decode_word


def _which(written: str, words: type[enum.StrEnum]) -> str:
    """Which of a fixed set of words to write for another one, or for several words."""
    from pmgen.decode.synonyms import word_for  # only a mistake needs it

    if likely := word_for(written, words):
        return f"did you mean `{likely}`?"
    named = _named(written.partition(" (")[0], words) or _named(written, words)
    if len(named) > 1:
        return "only one of them can stand here"
    if _DENIED.search(written):
        return _one_of(words)
    others = (word_for(each, words) for each in re.findall(r"\w+", written[:_SHOWN]))
    named = named or [*{each for each in others if each}]
    if len(named) == 1:
        return f"did you mean `{named[0]}`?"
    return meant(written, words) or _one_of(words)


def _named(written: str, words: Iterable[str]) -> list[str]:
    """The words that a text has in it."""
    shown = written[:_SHOWN]
    return [each for each in words if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", shown, re.IGNORECASE)]


def severity(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """One of the configured levels."""
    written = _bare(node, route, reading)
    if written is INVALID:
        return INVALID
    levels = {fold(level): level for level in reading.severities}
    if level := levels.get(fold(written)):
        _report_spelling(written, level, route, reading)
        return level
    return reading.fail("PM103", f"`severity` cannot be `{written}`", route, _which_level(written, levels, reading))


def _which_level(written: str, levels: Mapping[str, str], reading: Reading) -> str:
    """Which level to write for another text.

    Args:
        levels: by how they are written.
    """
    called = {fold(label): level for label, level in zip(reading.labels, reading.severities, strict=False)}
    if level := called.get(fold(written)):
        return f"did you mean `{level}`?"
    if _names_two(written, reading.severities):
        return "only one of them can stand here; the reason goes in `severity_reason`"
    begins = re.match(r"\w+([ -]?\d)?", written)
    named = [] if _DENIED.search(written) else _named(written, reading.severities)
    level = levels.get(fold(begins[0])) if begins else None
    if level := level or (named[0] if len(named) == 1 else None):
        return f"write `{level}`; the reason goes in `severity_reason`"
    number = _NUMBER.fullmatch(written)
    near = [each for each in reading.severities if number and _ends(each, number[1])]
    return f"did you mean `{near[0]}`?" if len(near) == 1 else _one_of(reading.severities)


def _names_two(written: str, levels: Iterable[str]) -> bool:
    """Whether two levels stand side by side, the second perhaps as a number: `SEV1 or SEV2`, `sev 1/2`."""
    each = "|".join(re.sub(r"(?<=[^\W\d])(?=\d)", "[ _-]?", re.escape(level)) for level in levels)
    two = rf"(?<![\w-])(?:{each})(?!\w){_BETWEEN}(?:(?:{each})(?![\w-])|(?<=\W)\d{{1,2}}$)"
    return re.search(two, written[:_SHOWN], re.IGNORECASE) is not None


def _one_of(words: Iterable[str]) -> str:
    return "one of " + ", ".join(f"`{each}`" for each in words)


def _ends(level: str, number: str) -> bool:
    """Whether a level is called by some name and this number."""
    return level.endswith(number) and not level[: -len(number)].endswith(tuple("0123456789"))


def _report_spelling(written: str, known: str, route: Route, reading: Reading) -> None:
    if written != known:
        message = f"`{written}` is spelled `{known}`"
        reading.problems.append(Problem("PM104", message, route, fix=SetValue(route, _quoted(known))))


def _quoted(word: str) -> str:
    """A word as YAML: a configured level may be called anything."""
    return word if _PLAIN.fullmatch(word) else "'" + word.replace("'", "''") + "'"


def id_(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """A name that others refer to."""
    written = _bare(node, route, reading)
    if written is INVALID or _ID.fullmatch(written):
        return written
    advice = "letters, digits, `.`, `_` and `-`, beginning with a letter or a digit"
    return reading.fail("PM109", f"`{written}` cannot be an id", route, advice)
