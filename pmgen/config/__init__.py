"""Settings a person may change, with their defaults; frozen.

`settings` says what there is, `tables` and `values` make settings of TOML, `places` finds where in the text a
key stands, and `read` is all of it.
"""

from __future__ import annotations

import re
from typing import Any

from pmgen import lazily
from pmgen.config.settings import Config, Service, Severity
from pmgen.diagnostics import Problem, Route
from pmgen.source import Span
from pmgen.values import replace

__all__ = ["PYPROJECT", "Config", "Service", "Severity", "is_held", "no_templates", "not_utf8", "read", "second"]

PYPROJECT = "pyproject.toml"
_TABLE: Route = ("tool", "pmgen")
_PLACE = re.compile(r"(?s)(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")
_MAY_HOLD = re.compile(r"""tool["']?[ \t]*(?:\.[ \t]*["']?pmgen|[\]=])""")
"""What every text with a table `tool.pmgen` has: its name, or a table `tool` that may have it."""
_UNCLOSED = "a list that is never closed with `]`"
_NO_VALUE = "no value, or none that TOML knows", "put quotes round a text"
_OTHER_BOOLEAN = re.compile(r"(?:(true|yes|on)|false|no|off)\b", re.IGNORECASE)
_OTHER_QUOTES = frozenset("“”„‘’‚«»")
_EXPLANATIONS: tuple[tuple[str, str, str | None], ...] = (
    ("Cannot overwrite a value", "a key that is there before", "keep one of the two"),
    ("Cannot declare", "a table that is there before", "keep one of the two"),
    ("Cannot mutate immutable", "a key of a table that is closed", "write the whole table in one place"),
    ("Expected '=' after a key", "a key without `=`", "write `key = value`"),
    (
        "Expected newline or end of document",
        "something behind a value that is no part of it",
        "put quotes round a text",
    ),
    ("Invalid statement", "neither a key nor a table nor a comment", "write `key = value`"),
    ("Invalid initial character for a key", "a key that begins with what no key can begin with", None),
    ("Expected ']' at the end", "the header of a table without its `]`", None),
    ("Unclosed array", _UNCLOSED, "is a comma missing?"),
    ("Unclosed inline table", "a table that is not closed with `}` on its line", "is a comma missing?"),
    ("Unescaped '\\' in a string", "a `\\` that means nothing in double quotes", "use single quotes"),
    ("Unterminated string", "a quote that is never closed", None),
    ("Illegal character '\\n'", "a quote that is never closed", None),
    ('Expected "\'"', "a quote that is never closed", None),
    ("Expected \"'''\"", "a quote that is never closed", None),
)


def read(path: str, text: str) -> tuple[Config | None, list[Problem]]:
    """The settings in a `pmgen.toml`, or in `[tool.pmgen]` of a `pyproject.toml`, and what is wrong with them.

    There are settings unless the text is not TOML or a value cannot be read: a key that is not known is only
    reported. A `pyproject.toml` without the table has the defaults. All problems are at spans of the text.
    """
    table, problem = _parse(text)
    if table is None:
        return None, [problem] if problem else []
    from pmgen.config.tables import settings  # a project without any configuration does not need it

    route = _route(path)
    problems: list[Problem] = []
    for length, key in enumerate(route, start=1):
        table = table.get(str(key), {})
        if not isinstance(table, dict):
            problems.append(Problem("PM022", f"`{key}` is not a table", route[:length]))
            break
    config = settings(table, route, problems) if isinstance(table, dict) else None
    return config, _placed(problems, text)


def is_held(text: str) -> bool:
    """Whether a `pyproject.toml` has settings of pmgen; one that is not TOML has them if it looks like it."""
    # Nearly none has: to parse it takes longer than to check a document, and many only depend on pmgen.
    if "pmgen" not in text or not _MAY_HOLD.search(text):
        return False
    table, _ = _parse(text)
    if table is None:
        return "[tool.pmgen" in text
    tool = table.get("tool")
    return isinstance(tool, dict) and "pmgen" in tool


def not_utf8(at: int) -> Problem:
    """The problem of a file whose characters are garbled from an offset on."""
    return Problem("PM020", "not UTF-8 from here on", Span(at, at + 1), help="save the file as UTF-8")


def second(text: str, first: str) -> Problem:
    """The problem of a `pyproject.toml` whose settings have no effect.

    Args:
        first: the file whose settings have.
    """
    advice = f"move what is to hold into `{first}`, and take the table away"
    problem = Problem("PM026", f"`[tool.pmgen]` has no effect beside `{first}`", _TABLE, advice, on_key=True)
    (placed,) = _placed([problem], text)
    return placed


def no_templates(path: str, text: str, problem: str) -> Problem:
    """What is wrong with the folder that `templates` names, in the text of a config that is otherwise right.

    Args:
        path: of the config, as for `read`.
    """
    advice = "leave the key out where no template replaces a bundled one"
    (placed,) = _placed([Problem("PM022", problem, (*_route(path), "templates"), advice)], text)
    return placed


def _route(path: str) -> Route:
    """Where the settings are in a config of this path."""
    return _TABLE if path.rpartition("/")[2] == PYPROJECT else ()


def _placed(problems: list[Problem], text: str) -> list[Problem]:
    if not problems:
        return []
    from pmgen.config.places import locate, nearest  # only a mistake needs it

    places = locate(text)
    found = [
        replace(each, at=nearest(places, each.at, on_key=each.on_key))
        for each in problems
        if isinstance(each.at, tuple)
    ]
    return sorted(found, key=lambda each: each.at)


def _parse(text: str) -> tuple[dict[str, Any] | None, Problem | None]:
    with lazily.patterns():
        import tomllib  # a project without any configuration does not need it

    try:
        # A byte order mark is no TOML, but editors write it, and it does no harm.
        return tomllib.loads(text.removeprefix("\ufeff")), None
    except tomllib.TOMLDecodeError as error:
        return None, _syntax_problem(str(error), text)
    except RecursionError:
        return None, Problem("PM020", "lists or tables nested too deep", Span(0, 0))
    except ValueError:
        # Python refuses to read thousands of digits.
        return None, Problem("PM020", "a number that is too long to be read", Span(0, 0))


def _syntax_problem(message: str, text: str) -> Problem:
    match = _PLACE.fullmatch(message)
    says, line, column = match.groups() if match else (message, None, None)
    at = _offset(text, int(line), int(column)) if line and column else len(text)
    if says.startswith("Unescaped"):
        at = max(text.rfind("\\", 0, at), 0)  # it is counted from behind the character that follows
    for words, explanation, advice in (("Invalid value", *_invalid_value(text, at)), *_EXPLANATIONS):
        if says.startswith(words):
            return Problem("PM020", explanation, _pointed(text, at, whole=words.startswith("Cannot")), advice)
    return Problem("PM020", f"not TOML: {says[:1].lower()}{says[1:]}", _pointed(text, at))


def _invalid_value(text: str, at: int) -> tuple[str, str]:
    """What is wrong where a value should be, and what to do about it."""
    if not text[at:].strip() and text[:at].rstrip().endswith((",", "[")):
        return _UNCLOSED, "put the `]` behind its last item"
    if found := _OTHER_BOOLEAN.match(text, at):
        return _NO_VALUE[0], f"write `{'true' if found[1] else 'false'}`"
    if text[at : at + 1] in _OTHER_QUOTES:
        return _NO_VALUE[0], 'the quotes of TOML are straight: `"`'
    return _NO_VALUE


def _offset(text: str, line: int, column: int) -> int:
    """Where a line and column are, as the reader of TOML counts: lines end at a line feed only."""
    start = int(text.startswith("\ufeff"))
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _pointed(text: str, at: int, *, whole: bool = False) -> Span:
    """The character at an offset, or the last one before it that can be seen; or the whole line."""
    if whole:
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        line = text[begin : None if end < 0 else end].rstrip()
        return Span(begin + len(line) - len(line.lstrip("\ufeff \t")), begin + len(line))
    end = len(text[: at + 1].rstrip())
    return Span(max(end - 1, 0), end)
