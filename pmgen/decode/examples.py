"""How a value should have been written, filled with what was written: advice, made only when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from pmgen import model, times
from pmgen.decode.advice import range_in
from pmgen.decode.reading import Reading
from pmgen.diagnostics import Route
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.keys import keys

COLON = "put quotes round a text that holds `: `"
_TO_COME = frozenset(("tbd", "tba", "tbc", "todo", "to do", "pending", "to be added", "to be done", ""))
LATER = "leave the key out until there is something to say"
OWN_ID = ", with an id of its own"
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
    model.ImpactFigure: "value",
}
LONGEST = 200
FOLLOWUP = re.compile(r"[A-Za-z]{1,8}-?\d{1,6}")
"""An id as follow-ups have it."""
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|:? |, )(?:[-–—] )?(.*)")
_LINK = re.compile(r"\[(?P<title>[^\]]+)\]\((?P<url>\S+)\)")
_SLACK_LINK = re.compile(r"<(?P<url>https?://[^\s|<>]+)(?:\|(?P<title>[^<>]+))?>")
_TITLED = re.compile(r"(?P<title>[^\s:/][^:/]*?):? (?:[-–—] )?<?(?P<url>https?://[^\s<>]+)>?")
# A key whose `:` is another mark, or missing before a text in quotes.
_KEYED = re.compile(r"(at|event|until|kind)(?: ?= ?| (?=[\"']))(.+)")
_ID = re.compile(r"\bPM-\d{4}-\d\d-\d\d(?:-[\w-]*\w)?", re.ASCII)
_AT = re.compile(r"^at (?=[\d~])", re.IGNORECASE)
_RULE = re.compile(r"PM\d{3}|[a-z]+(?:-[a-z]+)+", re.ASCII)
_EXCUSED = frozenset(("ignore", "off", "disable", "disabled", "false", "no", "skip"))
_COUNTED = re.compile(r"([~≈<>]?\d\S*) (\D+)")


def filled(cls: type, node: Node, route: Route, reading: Reading | None = None) -> str | None:
    """The mapping that a text stands for.

    Args:
        reading: of the front matter, some of whose follow-ups have ids.
    """
    if cls is model.Lint and isinstance(node, Scalar) and node.text in _EXCUSED:
        return "write `{ignore: [{rule: …, reason: …}]}`: each rule is excused by itself"
    if cls is model.Lint and isinstance(node, Scalar) and _RULE.fullmatch(node.text):
        return f"write `{{ignore: [{{rule: {node.text}, reason: …}}]}}`"
    if cls not in _MAIN or not isinstance(node, Scalar) or node.null or len(node.text) > LONGEST:
        return None
    text = " ".join(node.text.split())
    if is_to_come(text):
        return "delete it until there is something to say" if isinstance(route[-1], int) else LATER
    if cls is model.Followup:
        return _followup(text, route, reading)
    advice = _OF_TEXT[cls](text) if cls in _OF_TEXT else None
    return advice or _braced({**_needed(cls), _MAIN[cls]: quoted(text)})


def needed(cls: type, route: Route, reading: Reading) -> str:
    """What an item holds at least."""
    own = {"id": next_id(route, reading)} if cls is model.Followup else {}
    return _braced({**_needed(cls), **own})


def _needed(cls: type) -> dict[str, str]:
    return {key.name: quoted(key.doc.example) if key.doc.example else "…" for key in keys(cls) if key.required}


def _done(text: str) -> str | None:
    if text.casefold() in _YES:
        return "`status: done` says that it is done; `done` holds what shows it: `{on: …, commits: […]}`"
    evidence = _evidence(text)
    return f"write `{{{evidence}}}`" if evidence else None


def _followup(text: str, route: Route, reading: Reading | None) -> str:
    if FOLLOWUP.fullmatch(text):
        return _braced({"id": text, "action": "…"})
    id, _, action = text.partition(": ")
    if FOLLOWUP.fullmatch(id) and action:
        return _braced({"id": id, "action": quoted(action)})
    return _braced({"id": next_id(route, reading), "action": quoted(text)}) + OWN_ID


def _event(text: str) -> str:
    if keyed := _KEYED.fullmatch(text):
        return f"write `{keyed[1]}: {keyed[2]}`"
    text = _AT.sub("", text)
    at, event = time_first(text) or (("unknown", text) if not times.parse(text) else (text, "…"))
    return _braced({"at": quoted(at), "event": quoted(event)})


def _reference(text: str) -> str:
    if link := _LINK.fullmatch(text) or _SLACK_LINK.fullmatch(text) or _TITLED.fullmatch(text):
        title, url = link["title"] or "", link["url"]
    else:
        title, url = ("", text) if "/" in text else (text, "…")
    return _braced({**_needed(model.Reference), **({"title": quoted(title)} if title else {}), "url": quoted(url)})


def _detection(text: str) -> str | None:
    return _braced({"by": quoted(text)}) if text in set(model.Detector) else None


def _window(text: str) -> str:
    if both := range_in(text):
        return _braced({"start": quoted(both[0]), "end": quoted(both[2])})
    return _braced({"start": quoted(text)} if times.parse(text) else {"start": "…", "note": quoted(text)})


def _figure(text: str) -> str | None:
    counted = _COUNTED.fullmatch(text)
    return _braced({"label": quoted(counted[2]), "value": quoted(counted[1])}) if counted else None


def _revision(text: str) -> str | None:
    dated = _DATED.fullmatch(text)
    return _braced({"date": dated[1], "note": quoted(dated[2]) if dated[2] else "…"}) if dated else None


def next_id(route: Route, reading: Reading | None = None) -> str:
    """An id for a follow-up by its place among them, so that each that needs one is offered another.

    Args:
        reading: as for `filled`.
    """
    if not isinstance(route[-1], int):
        return "F1"
    number = route[-1] + 1
    while reading and f"F{number}" in reading.taken:
        number += reading.followups  # which is that of no other item, either
    return f"F{number}"


def _braced(values: dict[str, str]) -> str:
    return "write `{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}`"


def _related(text: str) -> str | None:
    """The only id in a text, as post-mortems have it by themselves."""
    ids = _ID.findall(text)
    return _braced({"id": quoted(ids[0])}) if len(ids) == 1 else None


def _evidence(text: str) -> str | None:
    """What a text is that stands for all that shows a follow-up to be done, other than a note."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f"on: {text}, commits: […]"
    # With both a letter and a digit: neither a word nor a number.
    if re.fullmatch(r"(?=.*[a-f])(?=.*\d)[0-9a-f]{7,64}", text):
        return f"commits: [{quoted(text)}]"
    return f"links: [{quoted(text)}]" if re.match(r"https?://\S+$", text) else None


def time_first(text: str) -> tuple[str, str] | None:
    """The time that a text begins with, and what happened."""
    words = text.split(" ")
    for count in range(min(3, len(words) - 1), 0, -1):
        time = _round(" ".join(words[:count]))
        if times.parse(time):
            return time, re.sub(r"^[-–—:|→] ", "", " ".join(words[count:]))
    return None


def _round(time: str) -> str:
    """A time without what stands round it where people write a list of events."""
    return re.sub(r"^[(\[]|[)\]:,]+$", "", time)


def quoted(text: str) -> str:
    """A text as YAML, whatever is in it."""
    import json  # most documents need no advice

    return json.dumps(text, ensure_ascii=False)


def as_text(node: Node) -> str | None:
    """How to write as a text what is none."""
    if isinstance(node, Mapping):
        first = next(iter(node.entries.values()), None)
        braced = first is not None and node.span.start < first[0].span.start
        named = node.get("name") if len(node.entries) == 1 else None
        if isinstance(named, Scalar) and named.text:
            return f"write `{named.text}`" if braced else f"write `{named.text}`, or {COLON}"
        for key, value in node.entries.values():
            if isinstance(value, Scalar) and value.null:
                return "put quotes round a text that begins with `{`" if braced else f"delete the `:` of `{key.text}:`"
        return COLON if node.entries else None
    words = [each.text.strip() for each in node.items if isinstance(each, Scalar)] if isinstance(node, Sequence) else []
    if len(words) == 2 and all(map(times.parse, words)):
        return "two times are two keys, `at` and `until`"
    together = ", ".join(words)
    whole = words and isinstance(node, Sequence) and len(words) == len(node.items) and len(together) <= LONGEST
    return f"write `{together}`" if whole and re.fullmatch(r"\w[\w ,./+-]*", together) else None


def is_to_come(text: str) -> bool:
    """Whether a text says that there will be something."""
    return text.casefold().strip(".…:!? ") in _TO_COME


_OF_TEXT: dict[type, Callable[[str], str | None]] = {
    model.Detection: _detection,
    model.Done: _done,
    model.Event: _event,
    model.ImpactFigure: _figure,
    model.Reference: _reference,
    model.Related: _related,
    model.Revision: _revision,
    model.Window: _window,
}
