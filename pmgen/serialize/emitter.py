"""Tree to YAML that people like to read: quotes, brackets and blocks only where they serve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pmgen.values import Value

_WIDTH: Final = 100
"""How wide a list or a mapping on one line may be."""

_WORD: Final = 30
"""How long an item may be for its list to count as one of words."""

_OWN_KEYS: Final = frozenset(("on",))
"""Keys of the model that YAML 1.1 takes for a truth value, and that everybody writes without quotes."""

_LONGEST_KEY: Final = 1000
"""YAML wants `? ` before a key of more than 1024 characters."""

# What YAML 1.1 or 1.2 takes for a number, a time, a day, a truth value, nothing or a merge.
_AMBIGUOUS: Final = re.compile(
    r"[-+]?[.\d][\d_.,:]*(?:e[-+]?\d+)? | [-+]?0[xob][\da-f_]+ | [-+]?\.inf | \.nan | \d{4}-\d\d?-\d\d?(?:[t\ ].*)?"
    r" | y|n|yes|no|on|off|true|false|null|~ | <<|=",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_FIRST: Final = frozenset("-?:,[]{}#&*!|>'\"%@`“„‘‚")  # the last four are quotes to people, and would be reported
_LAST: Final = frozenset(" ”")
_INSIDE: Final = re.compile(r":[ \t]|[ \t]#|:$")
_INSIDE_FLOW: Final = frozenset(",[]{}:?")
# What cannot stand in a text as it is, or does not come back as it was.
_SPECIAL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SPECIAL_IN_BLOCK: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Yaml(Value):
    """A scalar that is YAML already."""

    text: str


Tree = Any  # str | Yaml | list[Tree] | dict[str, Tree]; a recursive alias would need casts at every step


def sections(tree: dict[str, Tree]) -> str:
    """The YAML of a whole front matter."""
    text = ""
    wide = False
    for key, value in tree.items():
        section = "\n".join(_entry(*_key(key, 0), value, 0, top=True)) + "\n"
        # A blank line sets off what takes several lines; behind a text that ends in one it would belong to the text.
        if text and (wide or section.count("\n") > 1) and not text.endswith("\n\n"):
            text += "\n"
        wide = section.count("\n") > 1
        text += section
    return text


def _entry(lead: list[str], head: str, value: Tree, column: int, *, top: bool = False) -> list[str]:
    """The lines of a value behind its key or dash.

    Args:
        lead: lines that come before the one of `head`.
        head: what the value stands behind: `key:`, `-` or `:`, indented.
        column: of the first character of `head`.
        top: whether this is a key of the whole front matter, whose mappings are never on one line.
    """
    inline = None if top and isinstance(value, dict) and value else _on_one_line(value, _WIDTH - len(head) - 1)
    if inline is not None:
        return [*lead, f"{head} {inline}"]
    inner = column + 2
    if isinstance(value, str):
        first, *rest = _block(value)
        return [*lead, f"{head} {first}", *(" " * inner + line if line else "" for line in rest)]
    if isinstance(value, list):
        lines = [line for item in value for line in _entry([], " " * inner + "-", item, inner)]
    else:
        lines = [line for key, item in value.items() for line in _entry(*_key(key, inner), item, inner)]
    if len(head) == column + 1:  # a dash: what follows begins on its line
        return [*lead, f"{head} {lines[0][inner:]}", *lines[1:]]
    return [*lead, head, *lines]


def _key(key: str, column: int) -> tuple[list[str], str]:
    text = key if key in _OWN_KEYS else scalar(key)
    if len(text) > _LONGEST_KEY:
        return [" " * column + "? " + text], " " * column + ":"
    return [], " " * column + text + ":"


def _on_one_line(value: Tree, width: int) -> str | None:
    """A value as it stands on one line; `None` if it is too wide, or better read on several."""
    if isinstance(value, Yaml):
        return value.text
    if isinstance(value, str):
        return None if _can_be_block(value) else scalar(value)
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    text = "".join(_flow(value))
    return text if text and len(text) <= width else None


def _flow(value: list[Tree] | dict[str, Tree]) -> Iterator[str]:
    items: list[Tree] = value if isinstance(value, list) else list(value.values())
    if not all(isinstance(item, Yaml) or (isinstance(item, str) and "\n" not in item) for item in items):
        return
    texts = [item.text if isinstance(item, Yaml) else scalar(item, flow=True) for item in items]
    if isinstance(value, dict):
        names = [key if key in _OWN_KEYS else scalar(key, flow=True) for key in value]
        pairs = (f"{name}: {text}" for name, text in zip(names, texts, strict=True))
        yield "{" + ", ".join(pairs) + "}"
    elif all(len(text) <= _WORD for text in texts):
        yield "[" + ", ".join(texts) + "]"


def flow(value: Tree) -> str:
    """A value on one line, however long that may be."""
    if isinstance(value, Yaml):
        return value.text
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    names = (key if key in _OWN_KEYS else scalar(key, flow=True) for key in value)
    return "{" + ", ".join(f"{name}: {flow(item)}" for name, item in zip(names, value.values(), strict=True)) + "}"


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as a scalar on one line."""
    plain = (
        text
        and text[0] not in _FIRST
        and text[-1] not in _LAST
        and text == text.strip()
        and not _SPECIAL.search(text)
        and not _INSIDE.search(text)
        and not _AMBIGUOUS.fullmatch(text)
        and not (flow and not _INSIDE_FLOW.isdisjoint(text))
    )
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A text in quotes: single ones, unless double ones read better or are needed."""
    if not _SPECIAL.search(text):
        if "'" not in text:
            return f"'{text}'"
        if '"' not in text and "\\" not in text:
            return f'"{text}"'
        return "'" + text.replace("'", "''") + "'"
    return '"' + re.sub(f'["\\\\]|{_SPECIAL.pattern}', lambda found: _escaped(found[0]), text) + '"'


def _escaped(character: str) -> str:
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _can_be_block(text: str) -> bool:
    """Whether a text of several lines comes back the same from a literal block."""
    last = text.rstrip("\n").rpartition("\n")[2]
    return "\n" in text and bool(last.strip()) and not _SPECIAL_IN_BLOCK.search(text)


def _block(text: str) -> list[str]:
    """A literal block: its header and its lines, not yet indented."""
    words = text.rstrip("\n")
    ends = len(text) - len(words)
    # Where the text itself begins with a blank, YAML has to be told how far it is indented.
    indent = "2" if words.lstrip("\n")[0] in " \t" else ""
    header = "|" + indent + ("-" if ends == 0 else "" if ends == 1 else "+")
    return [header, *words.split("\n"), *[""] * (ends - 1)]
