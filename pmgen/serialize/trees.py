"""Model to tree: what stands under which key, with what has its default left out.

A tree is a text, a list of trees, a mapping of trees, or a scalar that is YAML already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from pmgen import model, times
from pmgen.keys import keys
from pmgen.serialize.emitter import Tree, Yaml, quoted
from pmgen.values import defaults


def tree_of(post_mortem: model.PostMortem) -> dict[str, Tree]:
    """The front matter of a post-mortem, in the order in which it is written."""
    tree = _mapping(post_mortem)
    if post_mortem.id == f"PM-{post_mortem.date}":
        tree.pop("id", None)
    return tree | {key: _plain(value) for key, value in post_mortem.extra.items()}


# As people tell it; a class of values has to begin with what is always needed.
_ORDER: Final[Mapping[type, tuple[str, ...]]] = {model.Event: ("at", "until", "about", "kind", "event")}


def _mapping(value: Any) -> dict[str, Tree]:
    """A value of the model under its keys, without those that have their default."""
    cls: type = type(value)
    tree: dict[str, Tree] = {}
    usual = defaults(cls)
    for key in keys(cls):
        held = getattr(value, key.attribute)
        if key.name == "about":
            held = _about_unsaid(value)
        if held is not None and (key.required or held != usual.get(key.attribute)):
            tree[key.name] = tree_of_value(held)
    first = {name: tree[name] for name in _ORDER.get(cls, ()) if name in tree}
    return first | tree


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


def time(text: str) -> Tree:
    """A time as people write it: in quotes, unless it is a word."""
    return text if text.isalpha() else Yaml(quoted(text))


def tree_of_value(value: Any) -> Tree:
    """Any value that a post-mortem holds."""
    match value:
        case bool():
            return Yaml(str(value).lower())
        case int() | dt.date():
            return Yaml(str(value))
        case str():
            return str(value)
        case times.Moment():
            return time(value.text)
        case times.Duration():
            return _duration(value)
        case tuple():
            causes = len(value) == 1 and isinstance(value[0], model.Cause)
            return tree_of_value(value[0]) if causes else [tree_of_value(item) for item in value]
    return _short_form(value, _mapping(value))


def _short_form(value: Any, tree: dict[str, Tree]) -> Tree:
    """A mapping, or what may be written instead of it."""
    if isinstance(value, model.Lessons) and not tree.keys() - {"learned"}:
        return tree.get("learned", [])
    if isinstance(value, (model.Summary, model.Factor, model.Cause)) and tree.keys() == {"text"}:
        return tree["text"]
    return tree


def _plain(value: object) -> Tree:
    """What an author keeps under a key of their own."""
    if value is None:
        return Yaml("null")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else tree_of_value(value)


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
