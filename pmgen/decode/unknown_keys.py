"""What was meant by a key that is not known: by its value, and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from pmgen import model, times
from pmgen.decode.examples import COLON, FOLLOWUP, LONGEST, OWN_ID, next_id, quoted, time_first
from pmgen.diagnostics import Route
from pmgen.front_matter import Mapping, Node, Scalar
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
_MILESTONES = {
    kind: frozenset(f"{word}{end}" for word in words.split() for end in ("", "at", "time", "on"))
    for kind, words in {
        "started": "start started begin began",
        "detected": "detected detection",
        "acknowledged": "acknowledged",
        "mitigated": "mitigated",
        "resolved": "resolved end ended fixed recovered",
    }.items()
}
"""What tickets call the times of milestones, folded."""
_LISTS = frozenset(("timeline", "followups", "related", "references", "revisions"))
_DOCUMENT = frozenset(key.name for key in keys(model.PostMortem))
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


def _cut_again(node: Mapping) -> frozenset[str]:
    """The parts of a text in `{…}` behind the first one that a comma has cut off."""
    found, text, cut = set(), False, False
    for key, value in node.entries.values():
        bare = isinstance(value, Scalar) and value.null and value.span.start == key.span.end and ":" not in key.text
        if bare and cut:
            found.add(key.text)
        cut = bare and (text or cut)
        text = isinstance(value, Scalar) and value.plain and not value.null
    return frozenset(found)


def as_milestone(name: str, value: Node) -> str | None:
    """Where it is said when something was, that a key at the outer margin names: in an event."""
    kind = next((kind for kind, words in _MILESTONES.items() if model.fold(name) in words), None)
    if kind is None:
        return None
    at = quoted(value.text) if isinstance(value, Scalar) and times.parse(value.text) else "…"
    return f"an event of `timeline` says it: `{{at: {at}, kind: {kind}, event: …}}`"


def owners(root: Mapping) -> dict[str, str]:
    """The unknown keys at the outer margin that belong in the mapping or list before them, each with that."""
    found: dict[str, str] = {}
    last, inside = "", frozenset[str]()
    for name in root.entries:
        if name in _INNER:
            last, inside = name, _keys_in(name)
        elif name in inside and name not in _DOCUMENT:
            found[name] = last
    return found


def _indented(root: Mapping, name: str) -> str | None:
    """How to write a key at the outer margin that belongs in another one, with those that do as well."""
    found = owners(root)
    owner = found.get(name)
    more = [f"`{each}`" for each, its in found.items() if its == owner and each != name]
    as_do = f", as {'do' if len(more) > 1 else 'does'} {', '.join(more)}" if more else ""
    if owner in _LISTS:
        return f"it belongs in an item of `{owner}`{as_do}: indent it as the keys there"
    return f"it belongs in `{owner}`{as_do}: indent it by two blanks, as all keys there" if owner else None


def _is_section(node: Mapping, name: str, root: Mapping) -> bool:
    """Whether a key that is not known in a mapping is one of the front matter's that was indented by mistake."""
    if name not in _SECTIONS or name in root.entries:
        return False
    value = node.entries[name][1]
    return not isinstance(value, Scalar) or value.null


def is_something_else(node: Mapping, guesses: dict[str, tuple[str | None, list[str]]]) -> bool:
    """Whether nothing in a mapping is, or could be, what belongs there: that is one mistake."""
    whole = 1 < len(guesses) == len(node.entries)
    return whole and not any(stands_for or _hides(name) for name, (_, stands_for) in guesses.items())


def of_another_list(names: Iterable[str]) -> str | None:
    """What is missing above an item all of whose keys are those of another list."""
    found = next((each for each in _INNER if each in _LISTS and _keys_in(each).issuperset(names)), None)
    return f"these are keys of `{found}`: is that line missing above?" if found else None


def told_above(node: Mapping, unknown: Iterable[str], route: Route, root: Mapping) -> frozenset[str]:
    """The unknown keys of a mapping that are explained by what is said of one above them."""
    found = (_below_indented(node, unknown, root) if route else _after_first(node)) | _cut_again(node)
    return frozenset(name for name in found if not _hides(name))


def _hides(name: str) -> bool:
    """Whether a key is told in any case: somebody may have meant that not everybody is to read something."""
    from pmgen.decode.synonyms import hides  # only a mistake needs it

    return hides(name)


def _after_first(root: Mapping) -> frozenset[str]:
    """The keys at the outer margin that belong in the same one as an unknown key before them."""
    found = owners(root)
    firsts = {owner: name for name, owner in reversed(found.items())}
    return frozenset(name for name, owner in found.items() if firsts[owner] != name)


def _below_indented(node: Mapping, unknown: Iterable[str], root: Mapping) -> frozenset[str]:
    """The keys that belong in another one, which stands above them and was indented as they are."""
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
        return _indented(node, name)
    return "it belongs to the document: begin it at the margin" if _is_section(node, name, root) else None
