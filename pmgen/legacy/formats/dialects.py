"""Front matter as other tools write it: YAML of any shape, and TOML between `+++`."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

from pmgen import front_matter
from pmgen.front_matter import Mapping, Node, Scalar

_YAML = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+(.*?))?[ \t]*")
_ITEM = re.compile(r"[ \t]*[*+-][ \t]+(\S.*)")
_TICKS = re.compile("`+")
_TOML = re.compile(r"\A\ufeff?\s*\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)


def split(text: str) -> tuple[dict[str, Any] | None, str]:
    """Front matter, and the rest; front matter that cannot be read is part of the rest.

    Returns:
        The keys with texts, lists and mappings; `None` where there is none.
    """
    if found := _TOML.match(text):
        try:
            return _plain_mapping(tomllib.loads(found[1])), text[found.end() :]
        except (ValueError, RecursionError):  # what is no TOML, a number of thousands of digits, brackets in brackets
            return None, text
    if found := _YAML.match(text):
        read, _ = front_matter.read(f"---\n{found[1]}---\n")
        if read is not None:
            return {key: _plain(node) for key, (_, node) in read.root.entries.items()}, text[found.end() :]
        if keys := _line_by_line(found[1]):
            return keys, text[found.end() :]
    return None, text


def as_code(text: str) -> str:
    """A text with the front matter that it begins with, which cannot be read, as a block of code; empty if it has none.

    As it is, it would be a heading below the new front matter, or taken for more of that.
    """
    found = _YAML.match(text)
    if not found or not _KEY.fullmatch(found[1].partition("\n")[0].rstrip("\r")):
        return ""
    fence = "`" * max((3, *(len(run) + 1 for run in _TICKS.findall(found[1]))))
    return f"{fence}yaml\n{found[1]}{fence}\n{text[found.end() :]}"


def keys_of(beside: str) -> dict[str, Any] | None:
    """The keys of a file that is YAML as a whole; `None` where it cannot be read."""
    return split(f"---\n{beside}\n---\n")[0]


def _line_by_line(text: str) -> dict[str, Any]:
    """The keys of front matter that is no valid YAML, mostly for a colon in a text; none where there is more than keys.

    An editor that takes it for Markdown may have made stars of the dashes before the items of a list.
    """
    found: dict[str, Any] = {}
    key = ""
    for row in text.splitlines():
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        if match := _KEY.fullmatch(row):
            key = match[1]
            found[key] = _unquoted(match[2] or "")
        elif key and (item := _ITEM.fullmatch(row)) and isinstance(told := found[key] or [], list):
            found[key] = [*told, _unquoted(item[1])]
        else:
            return {}
    return found


def _unquoted(text: str) -> str:
    return text.strip(" \t\"'")


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return "" if node.null else node.text
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, (_, value) in node.entries.items()}
    return [_plain(item) for item in node.items]


def _plain_mapping(value: dict[str, Any]) -> dict[str, Any]:
    return {str(key): _plain_value(item) for key, item in value.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain_mapping(value)
    if isinstance(value, list):
        return [_plain_value(item) for item in value]
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)
