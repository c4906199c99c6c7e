"""How a value should have been written, filled with what was written: advice, made only when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Container

from pmgen import model, times
from pmgen.decode.advice import range_in
from pmgen.diagnostics import Route
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.keys import keys

AS_LIST = "write `- ` before each item, on a line of its own; inside of `{…}` put `[` and `]` round them"
COLON = "put quotes round a text that holds `: `"
_NOTHING = frozenset(("none", "no", "nothing", "n/a", "nil", "-", "0"))
_TO_COME = frozenset(("tbd", "tba", "tbc", "todo", "to do", "pending", "to be added", "to be done", ""))
_LATER = "leave the key out until there is something to say"
_OWN_ID = ", with an id of its own"
_TYPOGRAPHIC = re.compile("[“”„]")
_YES = frozenset(("yes", "true", "on", "y", "x", "done", "✓", "✅"))
# What a text is likely to be, where a mapping of this class should stand.
_MAIN: dict[type, str] = {
    model.Impact: "description",
    model.RootCause: "description",
    model.Detection: "description",
    model.Event: "event",
    model.Window: "start",
    model.Gap: "gap",
    model.Followup: "action",
    model.Related: "id",
    model.Reference: "url",
    model.Revision: "note",
    model.Done: "note",
    model.Ignore: "rule",
}
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
_LONGEST = 200
_FOLLOWUP = re.compile(r"[A-Za-z]{1,8}-?\d{1,6}")
"""An id as follow-ups have it."""
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|:? |, )(?:[-–—] )?(.*)")
_MARKED = re.compile(r"-(?=[^\s-])|(?:[*•·◦‣▪●–—+]|\d{1,3}[.)]) +(?=\S)")


def filled(cls: type, node: Node, route: Route) -> str | None:
    """The mapping that a text stands for."""
    main = _MAIN.get(cls)
    if main is None or not isinstance(node, Scalar) or node.null or len(node.text) > _LONGEST:
        return None
    text = " ".join(node.text.split())
    if is_to_come(text) and not isinstance(route[-1], int):
        return _LATER
    if cls is model.Done and text.casefold() in _YES:
        return "`status: done` says that it is done; `done` holds what shows it: `{on: …, commits: […]}`"
    values = {key.name: _example(key.doc.example) for key in keys(cls) if key.required}
    if cls is model.Followup:
        named = _FOLLOWUP.fullmatch(text)
        values["id"] = text if named else next_id(route)
        return _braced({**values, main: "…" if named else _quoted(text)}) + _OWN_ID * (not named)
    if cls is model.Event:
        at, text = _time_first(text)
        values["at"] = _quoted(at)
    if cls is model.Reference and (link := re.fullmatch(r"\[([^\]]+)\]\((\S+)\)", text)):
        values["title"], text = _quoted(link[1]), link[2]
    elif cls is model.Reference and "/" not in text:
        values["title"], text = _quoted(text), "…"
    if cls is model.Detection and text in set(model.Detector):
        main = "by"
    if cls is model.Window:
        return _filled_window(text)
    if cls is model.Revision and (dated := _DATED.fullmatch(text)):
        values["date"], text = dated[1], dated[2]
        values[main] = _quoted(text) if text else "…"
        return _braced(values)
    if cls is model.Done and (evidence := _evidence(text)):
        return f"write `{{{evidence}}}`"
    values[main] = _quoted(text)
    return _braced(values)


def next_id(route: Route) -> str:
    """An id for a follow-up by its place among them, so that each that needs one is offered another."""
    return f"F{route[-1] + 1}" if isinstance(route[-1], int) else "F1"


def _braced(values: dict[str, str]) -> str:
    return "write `{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}`"


def _filled_window(text: str) -> str:
    if both := range_in(text):
        return f"write `{{start: {_quoted(both[0])}, end: {_quoted(both[2])}}}`"
    if times.parse(text):
        return f"write `{{start: {_quoted(text)}}}`"
    return f"write `{{start: …, note: {_quoted(text)}}}`"


def _evidence(text: str) -> str | None:
    """What a text is that stands for all that shows a follow-up to be done, other than a note."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"on: {text}, commits: […]"
    # With both a letter and a digit: neither a word nor a number.
    if re.fullmatch(r"(?=.*[a-f])(?=.*\d)[0-9a-f]{7,64}", text):
        return f"commits: [{_quoted(text)}]"
    return f"links: [{_quoted(text)}]" if re.match(r"https?://\S+$", text) else None


def _example(example: str) -> str:
    return _quoted(example) if example else "…"


def _time_first(text: str) -> tuple[str, str]:
    """The time that a text begins with, and what happened."""
    words = text.split(" ")
    for count in range(min(3, len(words) - 1), 0, -1):
        if times.parse(" ".join(words[:count])):
            return " ".join(words[:count]), re.sub(r"^[-–—:] ", "", " ".join(words[count:]))
    return ("unknown", text) if not times.parse(text) else (text, "…")


def _quoted(text: str) -> str:
    import json  # most documents need no advice

    return json.dumps(text, ensure_ascii=False)


def as_list(node: Node, cls: type | None, *, words: bool) -> str:
    """How to write as a list what is none.

    Args:
        cls: of its items, where these are mappings.
        words: whether they are texts of one line.
    """
    if isinstance(node, Mapping):
        return _mapping_as_list(node, cls)
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if is_nothing(text):
        return "write `[]`"
    if is_to_come(text):
        return _LATER
    if item := item_of(text):
        return _with_dash(text, item.split()[0])
    if words and "," in text and not set(text) & set("[]{}:#\n`"):
        return f"write `[{_TYPOGRAPHIC.sub('', text)}]`"
    return AS_LIST


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return text.casefold() in _NOTHING


def is_to_come(text: str) -> bool:
    """Whether a text says that there will be something."""
    return text.casefold().strip(".…:!? ") in _TO_COME


def item_of(text: str) -> str | None:
    """What follows the mark of a list item, of one without its blank or of another kind of list."""
    found = _MARKED.match(text)
    return text[found.end() :] if found else None


def _with_dash(text: str, item: str) -> str:
    wrong = "a blank is missing behind each `-`" if text.startswith("-") else "a list item begins with `- `"
    return f"{wrong}: write `- {item}`"


def folded(node: Scalar) -> bool:
    """Whether a plain text goes on over line breaks, each of which became a blank."""
    return node.span.end - node.span.start != len(node.text)


def _mapping_as_list(node: Mapping, cls: type | None) -> str:
    if not node.entries:
        return "write `[]`"
    first, value = next(iter(node.entries.values()))
    if node.span.start < first.span.start:
        return "put `[` and `]` round it"
    if item := item_of(first.text):
        return _with_dash(first.text, item)
    if cls and (shape := _item_instead(cls, first, value)):
        return f"write each as an item of a list: `- {shape}`"
    more = ", and two blanks more before the keys below it" if len(node.entries) > 1 else ""
    return f"write `- ` before `{first.text}`{more}"


def _item_instead(cls: type, key: Scalar, value: Node) -> str | None:
    """The item that a key and its value stand for, where the key is what the item is called by."""
    if isinstance(value, Scalar):
        return _of_pair(cls, key, value, ())
    if cls is model.Followup and _FOLLOWUP.fullmatch(key.text):
        return f"id: {key.text}` with its keys below `id"
    if cls is model.Event and times.parse(key.text):
        return f"at: {_quoted(key.text)}` with its keys below `at"
    return None


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
    if key.text != name or not isinstance(value, Scalar) or value.null or len(value.text) > _LONGEST:
        return None
    if more:
        named = cls is model.Followup and _FOLLOWUP.fullmatch(key.text) and not {"id", "action"} & node.entries.keys()
        both = f"`id: {key.text}` and `action: {_on_one_line(value)}`"
        return f"two keys instead of it: {both}" if named else None
    if shape := _of_pair(cls, key, value, route):
        own = _OWN_ID if cls is model.Followup and not _FOLLOWUP.fullmatch(key.text) else ""
        return f"write `{shape}`{own}"
    return COLON if cls in (model.Cause, model.Factor) else None


def _of_pair(cls: type, key: Scalar, value: Scalar, route: Route) -> str | None:
    """The mapping of this class that one key and its text stand for."""
    if value.null or len(value.text) > _LONGEST:
        return None
    name, text = _quoted(key.text), _on_one_line(value)
    if cls is model.Followup and _FOLLOWUP.fullmatch(key.text):
        return f"{{id: {key.text}, action: {text}}}"
    if cls is model.Followup and " " in key.text:
        return f"{{id: {next_id(route or ('',))}, action: {_quoted(f'{key.text}: {value.text}')}}}"
    if cls is model.Event and times.parse(key.text):
        return f"{{at: {name}, event: {text}}}"
    if cls is model.Revision and re.fullmatch(r"\d{4}-\d\d-\d\d", key.text):
        return f"{{date: {key.text}, note: {text}}}"
    if cls is model.Reference and "/" in text:
        return f"{{url: {text}, title: {name}}}"
    return None


def _on_one_line(value: Scalar) -> str:
    return _quoted(" ".join(value.text.split()))


def as_text(node: Node) -> str | None:
    """How to write as a text what is none."""
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            if isinstance(value, Scalar) and value.null:
                braced = node.span.start < key.span.start
                return "put quotes round a text that begins with `{`" if braced else f"delete the `:` of `{key.text}:`"
        return COLON if node.entries else None
    words = [each.text.strip() for each in node.items if isinstance(each, Scalar)] if isinstance(node, Sequence) else []
    together = ", ".join(words)
    whole = words and isinstance(node, Sequence) and len(words) == len(node.items) and len(together) <= _LONGEST
    return f"write `{together}`" if whole and re.fullmatch(r"\w[\w ,./+-]*", together) else None


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


def _keys_in(name: str) -> frozenset[str]:
    return frozenset(key.name for key in keys(_INNER[name]))


def advice_for_unknown(node: Mapping, route: Route, name: str) -> str | None:
    """What to do about an unknown key, by where it stands."""
    return _bare_keys(node, name) or (None if route else _owner_of(node, name))
