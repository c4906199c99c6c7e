"""Model to source text, the inverse of `decode`.

The YAML is written for people, by an emitter of its own: keys in the order of the model, defaults left out,
quotes only where some reader of YAML, old or new, would take a text for something else.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pmgen import model, times
from pmgen.keys import keys

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
_FIRST: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_INSIDE: Final = re.compile(r":[ \t]|[ \t]#|:$")
_INSIDE_FLOW: Final = frozenset(",[]{}:?")
# What cannot stand in a text as it is, or does not come back as it was.
_SPECIAL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SPECIAL_IN_BLOCK: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class _Yaml:
    """A scalar that is YAML already."""

    text: str


_Tree = Any  # str | _Yaml | list[_Tree] | dict[str, _Tree]; a recursive alias would need casts at every step


def front_matter(post_mortem: model.PostMortem) -> str:
    """The front matter of a post-mortem as YAML, without the `---` around it.

    A post-mortem that `decode` gave comes back equal when the text is read and decoded.
    """
    text = ""
    wide = False
    for key, value in _post_mortem(post_mortem).items():
        section = "\n".join(_entry(*_key(key, 0), value, 0, top=True)) + "\n"
        # A blank line sets off what takes several lines; behind a text that ends in one it would belong to the text.
        if text and (wide or section.count("\n") > 1) and not text.endswith("\n\n"):
            text += "\n"
        wide = section.count("\n") > 1
        text += section
    return text


def document(post_mortem: model.PostMortem, body: str, *, comments: str = "") -> str:
    """A whole file.

    Args:
        body: the Markdown; blank lines at its beginning and end are not kept.
        comments: lines of YAML comments that follow the keys.
    """
    body = re.sub(r"\A\s*\n", "", body).rstrip()
    noted = f"\n{comments.strip()}\n" if comments.strip() else ""
    return f"---\n{front_matter(post_mortem)}{noted}---\n" + (f"\n{body}\n" if body else "")


# ------------------------------------------------------------------------------------------ from model to tree


def _post_mortem(post_mortem: model.PostMortem) -> dict[str, _Tree]:
    tree = _mapping(post_mortem)
    if post_mortem.id == f"PM-{post_mortem.date}":
        tree.pop("id", None)
    return tree | {key: _plain(value) for key, value in post_mortem.extra.items()}


# As people tell it; a dataclass has to begin with what is always needed.
_ORDER: Final[Mapping[type, tuple[str, ...]]] = {model.Event: ("at", "until", "about", "kind", "event")}


def _mapping(value: Any) -> dict[str, _Tree]:
    """A value of the model under its keys, without those that have their default."""
    cls: type = type(value)
    tree: dict[str, _Tree] = {}
    defaults = _defaults(cls)
    for key in keys(cls):
        held = getattr(value, key.attribute)
        if key.name == "about":
            held = _about_unsaid(value)
        if held is not None and (key.required or held != defaults.get(key.attribute)):
            tree[key.name] = _tree(held)
    first = {name: tree[name] for name in _ORDER.get(cls, ()) if name in tree}
    return first | tree


@cache
def _defaults(cls: type) -> dict[str, Any]:
    return {each.name: each.default for each in dataclasses.fields(cls)}


def _about_unsaid(value: model.Event | model.Window) -> bool:
    """Whether `about` has to be said because a time does not say it itself."""
    ends = (value.at, value.until) if isinstance(value, model.Event) else (value.start, value.end)
    for moment in ends:
        written = times.parse(moment.text) if moment else None
        # A relative time is as uncertain as the one it counts from; what was said of it alone is in `written`.
        stated = moment and (moment.written or moment).about
        if stated and not (written and written.about):
            return True
    return False


def _tree(value: Any) -> _Tree:
    match value:
        case bool():
            return _Yaml(str(value).lower())
        case int() | dt.date():
            return _Yaml(str(value))
        case str():
            return str(value)
        case times.Moment():
            return value.text if value.text.isalpha() else _Yaml(_quoted(value.text))
        case times.Duration():
            return _duration(value)
        case tuple():
            causes = len(value) == 1 and isinstance(value[0], model.Cause)
            return _tree(value[0]) if causes else [_tree(item) for item in value]
    return _short_form(value, _mapping(value))


def _short_form(value: Any, tree: dict[str, _Tree]) -> _Tree:
    """A mapping, or what may be written instead of it."""
    if isinstance(value, model.Lessons) and not tree.keys() - {"learned"}:
        return tree.get("learned", [])
    if isinstance(value, (model.Summary, model.Factor, model.Cause)) and tree.keys() == {"text"}:
        return tree["text"]
    return tree


def _plain(value: object) -> _Tree:
    """What an author keeps under a key of their own."""
    if value is None:
        return _Yaml("null")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else _tree(value)


_UNITS: Final = tuple(
    (dt.timedelta(seconds=size), name) for name, size in (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))
)


def _duration(value: times.Duration) -> str:
    """A length that reads back the same: down to the unit that it is known to, however small the rest."""
    places, last = next(
        (places, index)
        for places in range(7)
        for index, (size, _) in enumerate(_UNITS)
        if size == value.unit * 10**places
    )
    left = value.length
    parts = []
    for size, name in _UNITS[:last]:
        # Up to two days people count in hours.
        if left >= (size * 2 if name == "d" else size):
            parts.append(f"{left // size}{name}")
            left %= size
    size, name = _UNITS[last]
    count, tenths = divmod(left // value.unit, 10**places)
    parts.append(f"{count}.{tenths:0{places}}{name}" if places else f"{count}{name}")
    return ("~" if value.about else "") + " ".join(parts)


# ------------------------------------------------------------------------------------------ from tree to text


def _entry(lead: list[str], head: str, value: _Tree, column: int, *, top: bool = False) -> list[str]:
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
    text = key if key in _OWN_KEYS else _scalar(key)
    if len(text) > _LONGEST_KEY:
        return [" " * column + "? " + text], " " * column + ":"
    return [], " " * column + text + ":"


def _on_one_line(value: _Tree, width: int) -> str | None:
    """A value as it stands on one line; `None` if it is too wide, or better read on several."""
    if isinstance(value, _Yaml):
        return value.text
    if isinstance(value, str):
        return None if _can_be_block(value) else _scalar(value)
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    text = "".join(_flow(value))
    return text if text and len(text) <= width else None


def _flow(value: list[_Tree] | dict[str, _Tree]) -> Iterator[str]:
    items: list[_Tree] = value if isinstance(value, list) else list(value.values())
    if not all(isinstance(item, _Yaml) or (isinstance(item, str) and "\n" not in item) for item in items):
        return
    texts = [item.text if isinstance(item, _Yaml) else _scalar(item, flow=True) for item in items]
    if isinstance(value, dict):
        names = [key if key in _OWN_KEYS else _scalar(key, flow=True) for key in value]
        pairs = (f"{name}: {text}" for name, text in zip(names, texts, strict=True))
        yield "{" + ", ".join(pairs) + "}"
    elif all(len(text) <= _WORD for text in texts):
        yield "[" + ", ".join(texts) + "]"


def _scalar(text: str, *, flow: bool = False) -> str:
    """A text as a scalar on one line."""
    plain = (
        text
        and text[0] not in _FIRST
        and text == text.strip()
        and not _SPECIAL.search(text)
        and not _INSIDE.search(text)
        and not _AMBIGUOUS.fullmatch(text)
        and not (flow and not _INSIDE_FLOW.isdisjoint(text))
    )
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
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
