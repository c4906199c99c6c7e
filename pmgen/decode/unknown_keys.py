"""What was meant by a key that is not known: by its value, and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from pmgen import model, times
from pmgen.decode.examples import COLON, FOLLOWUP, LONGEST, OWN_ID, next_id, quoted, time_first
from pmgen.diagnostics import Route
from pmgen.front_matter import Mapping, Scalar
from pmgen.keys import keys

# The keys of the front matter below which keys stand, and those that hold a list of such.
_INNER: dict[str, type] = {
    "impact": model.Impact,
    "detection": model.Detection,
    "root_cause": model.RootCause,
    "summary": model.Summary,
    "lessons": model.Lessons,
    "lint": model.Lint,
    "timeline": model.Event,
    "followups": model.Followup,
    "related": model.Related,
    "references": model.Reference,
    "revisions": model.Revision,
}
_LISTS = frozenset(("timeline", "followups", "related", "references", "revisions"))
_SECTIONS = frozenset((*_INNER, "contributing_factors"))


def joined(node: Mapping, name: str, known: Container[str]) -> str | None:
    """The known key that a key in `{…}` begins with, where no blank keeps it from its value."""
    key = name.partition(":")[0]
    value = node.get(name)
    return key if key != name and key in known and isinstance(value, Scalar) and value.null else None


def pair(cls: type, node: Mapping, name: str, route: Route) -> str | None:
    """How to write what stands as one key and its text, where a mapping of this class should.

    Args:
        name: the key, which is not known.
    """
    (key, value), *more = node.entries.values()
    if key.text != name or not isinstance(value, Scalar) or value.null or len(value.text) > LONGEST:
        return None
    if more:
        named = cls is model.Followup and FOLLOWUP.fullmatch(key.text) and not {"id", "action"} & node.entries.keys()
        both = f"`id: {key.text}` and `action: {_on_one_line(value)}`"
        return f"two keys instead of it: {both}" if named else None
    if shape := of_pair(cls, key, value, route):
        own = OWN_ID if cls is model.Followup and not FOLLOWUP.fullmatch(key.text) else ""
        return f"write `{shape}`{own}"
    return COLON if cls in (model.Cause, model.Factor) else None


def is_all_of(node: Mapping, name: str) -> bool:
    """Whether a mapping has only this key: what is missing beside it is probably in it."""
    return [*node.entries] == [name]


def of_pair(cls: type, key: Scalar, value: Scalar, route: Route) -> str | None:
    """The mapping of this class that one key and its text stand for."""
    if value.null or len(value.text) > LONGEST:
        return None
    name, text = quoted(key.text), _on_one_line(value)
    if cls is model.Followup and FOLLOWUP.fullmatch(key.text):
        return f"{{id: {key.text}, action: {text}}}"
    if cls is model.Followup and " " in key.text:
        return f"{{id: {next_id(route or ('',))}, action: {quoted(f'{key.text}: {value.text}')}}}"
    if cls is model.Event:
        return _of_event(key, value)
    if cls is model.Revision and re.fullmatch(r"\d{4}-\d\d-\d\d", key.text):
        return f"{{date: {key.text}, note: {text}}}"
    if cls is model.ImpactFigure:
        return f"{{label: {name}, value: {text}}}"
    if cls is model.Reference and "/" in text:
        return f"{{url: {text}, title: {name}}}"
    return None


def _of_event(key: Scalar, value: Scalar) -> str | None:
    """The event of which the key is the time, or begins with it."""
    if times.parse(key.text):
        return f"{{at: {quoted(key.text)}, event: {_on_one_line(value)}}}"
    timed = time_first(key.text)
    return f"{{at: {quoted(timed[0])}, event: {quoted(f'{timed[1]}: {value.text}')}}}" if timed else None


def _on_one_line(value: Scalar) -> str:
    return quoted(" ".join(value.text.split()))


def _bare_keys(node: Mapping, name: str) -> str | None:
    """How to write a text in `{…}` that a comma has cut; `None` where the key is something else."""
    before: Scalar | None = None
    for key, value in node.entries.values():
        bare = isinstance(value, Scalar) and value.null and value.span.start == key.span.end
        if key.text == name:
            return f"put quotes round the text of `{before.text}`: a `,` ends it" if bare and before else None
        if not bare:
            before = key if isinstance(value, Scalar) and value.plain and not value.null else None
    return None


def _owner_of(root: Mapping, name: str) -> str | None:
    """Where a key at the outer margin belongs, if it is a key of the mapping or list before it."""
    last = None
    for key in root.entries:
        if key == name:
            break
        last = key if key in _INNER else last
    if last is not None and name in _keys_in(last):
        if last in _LISTS:
            return f"it belongs in an item of `{last}`: indent it as the keys there"
        return f"it belongs in `{last}`: indent it by two blanks, as all keys there"
    return None


def _is_section(node: Mapping, name: str, root: Mapping) -> bool:
    """Whether a key that is not known in a mapping is one of the front matter's that was indented by mistake."""
    if name not in _SECTIONS or name in root.entries:
        return False
    value = node.entries[name][1]
    return not isinstance(value, Scalar) or value.null


def below_indented(node: Mapping, unknown: Iterable[str], root: Mapping) -> frozenset[str]:
    """The unknown keys that belong to another one, which stands above them and was indented as they are."""
    found: set[str] = set()
    inside: frozenset[str] = frozenset()
    for name in unknown:
        if name in _INNER and _is_section(node, name, root):
            inside = _keys_in(name)
        elif name in inside:
            found.add(name)
    return frozenset(found)


def _keys_in(name: str) -> frozenset[str]:
    return frozenset(key.name for key in keys(_INNER[name]))


def advice_for_unknown(node: Mapping, route: Route, name: str, root: Mapping) -> str | None:
    """What to do about an unknown key, by where it stands."""
    if bare := _bare_keys(node, name):
        return bare
    if not route:
        return _owner_of(node, name)
    return "it belongs to the document: begin it at the margin" if _is_section(node, name, root) else None
