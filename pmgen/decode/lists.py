"""How to write as a list what is none, and as a mapping what is a list."""

from __future__ import annotations

import re

from pmgen import model, times
from pmgen.decode.examples import FOLLOWUP, LATER, LONGEST, filled, is_to_come, quoted
from pmgen.decode.reading import Reading, last_name
from pmgen.decode.unknown_keys import of_pair
from pmgen.diagnostics import Route
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.keys import keys

AS_LIST = "write `- ` before each item, on a line of its own; inside of `{…}` put `[` and `]` round them"
_UNQUOTED = "remove the `|`, the `>` or the quote before it"
_NOTHING = frozenset(("none", "none yet", "no", "nothing", "nothing yet", "n/a", "nil", "-", "0"))
_TYPOGRAPHIC = re.compile("[“”„]")
# What a list is, where one of these mappings should stand.
_ABOVE = {model.Impact: "description: |", model.Detection: "description: |", model.Lint: "ignore:"}
_COMMAS = re.compile(r"[,;]")
_HASHES = re.compile(r"#\w[\w-]*(?: +#\w[\w-]*)*")
_SEVERAL = re.compile(rf"{model.ID}(?:[,;] ?{model.ID})+")
_WORDS_BETWEEN = re.compile(r"(?<=\S) +(?:and|und|et|y|[&+/|]) +(?=\S)", re.IGNORECASE)
_MARKED = re.compile(r"-(?=[^\s-])|(?:[*•·◦‣▪●–—+]|\d{1,3}[.)]) +(?=\S)")


def as_list(node: Node, cls: type | None, *, words: bool) -> str:
    """How to write as a list what is none.

    Args:
        cls: of its items, where these are mappings.
        words: whether they are texts of one line.
    """
    if isinstance(node, Mapping):
        return _mapping_as_list(node, cls)
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if advice := _by_its_beginning(text):
        return advice
    if cls and (shape := _as_mappings(node, cls, text)):
        return shape
    if words and (marked := _HASHES.fullmatch(text)):
        return f"write `[{', '.join(marked[0].replace('#', ' ').split())}]`"
    if words and (several := _as_several(text)):
        return several
    if words and isinstance(node, Scalar) and not node.plain and "\n" not in text:
        return f"write `[{quoted(text)}]`"
    if "\n" in text and isinstance(node, Scalar) and not node.plain:
        return f"{_UNQUOTED}, and write `- ` before each item"
    return AS_LIST


def _as_mappings(node: Node, cls: type, text: str) -> str | None:
    """How to write as a list of mappings a text that stands for one of them, or for several."""
    if text.startswith("|") and text.endswith("|"):
        needed = ", ".join(f"{key.name}: …" for key in keys(cls) if key.required)
        return f"write each row of the table as an item: `- {{{needed}}}`"
    if cls is model.Related and _SEVERAL.fullmatch(text):
        return f"write `[{', '.join(f'{{id: {quoted(each.strip())}}}' for each in _COMMAS.split(text))}]`"
    if not isinstance(node, Scalar) or folded(node) or "\n" in text:
        return None
    shape = filled(cls, node, ("", 0))
    return re.sub(r"^write `(\{.*\})`", r"write `[\1]`", shape) if shape else None


def names_several(text: str) -> bool:
    """Whether a text may be the names of several things: which of them are one, only its author knows."""
    return bool(_COMMAS.search(text) or _WORDS_BETWEEN.search(text))


def _as_several(text: str) -> str | None:
    """How to write as a list what names several things, or has one bracket too few."""
    inner = _TYPOGRAPHIC.sub("", text.strip("[]() "))
    if set(inner) & set('[]{}:#\n`"') or not (names_several(inner) or inner != text):
        return None
    parts = [each.strip() for part in _COMMAS.split(inner) for each in _WORDS_BETWEEN.split(part)]
    advice = f"write `[{', '.join(filter(None, parts))}]`"
    return advice if _COMMAS.search(inner) or len(parts) == 1 else f"{advice}, or `[{quoted(inner)}]` if that is one"


def _by_its_beginning(text: str) -> str | None:
    if is_nothing(text):
        return "write `[]`"
    if is_unsaid(text):
        return LATER
    if text.startswith("- "):
        return f"{_UNQUOTED}, which makes a text of the list"
    item = item_of(text)
    return _with_dash(text, item.split()[0]) if item else None


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return text.casefold() in _NOTHING


def is_unsaid(text: str) -> bool:
    """Whether a text says that nothing is known yet."""
    return is_to_come(text) or text.casefold() == "unknown"


def item_of(text: str) -> str | None:
    """What follows the mark of a list item, of one without its blank or of another kind of list."""
    found = _MARKED.match(text)
    return text[found.end() :] if found else None


def _with_dash(text: str, item: str) -> str:
    wrong = "a blank is missing behind each `-`" if text.startswith("-") else "a list item begins with `- `"
    return f"{wrong}: write `- {item}`"


def folded(node: Scalar) -> bool:
    """Whether a plain text goes on over line breaks, each of which became a blank."""
    return node.plain and node.span.end - node.span.start != len(node.text)


def _mapping_as_list(node: Mapping, cls: type | None) -> str:
    if not node.entries:
        return "write `[]`"
    first, value = next(iter(node.entries.values()))
    if node.span.start < first.span.start:
        return _braces_as_list([*node.entries.values()], cls)
    if item := item_of(first.text):
        return _with_dash(first.text, item)
    if cls and (shape := _item_instead(cls, first, value)):
        return f"write each as an item of a list: `- {shape}`"
    if cls is None:
        return f"write each as an item of a list: `- {first.text}`"
    more = ", and two blanks more before the keys below it" if len(node.entries) > 1 else ""
    return f"write `- ` before `{first.text}`{more}"


def _braces_as_list(entries: list[tuple[Scalar, Node]], cls: type | None) -> str:
    if cls is None:
        advice = "write `[` and `]` instead of `{` and `}`"
        alone = all(isinstance(value, Scalar) and value.null for _, value in entries)
        return advice if alone else f"{advice}, and quotes round each key with its value"
    shapes = [_item_instead(cls, *entry) or "" for entry in entries]
    whole = ", ".join(shapes)
    are_items = all(each.startswith("{") for each in shapes)
    return f"write `[{whole}]`" if are_items and len(whole) <= LONGEST else "put `[` and `]` round it"


def _item_instead(cls: type, key: Scalar, value: Node) -> str | None:
    """The item that a key and its value stand for, where the key is what the item is called by."""
    if any(key.text == known.name for known in keys(cls)):
        return None
    if isinstance(value, Scalar):
        return of_pair(cls, key, value, ())
    if cls is model.Followup and FOLLOWUP.fullmatch(key.text):
        return f"id: {key.text}` with its keys below `id"
    if cls is model.Event and times.parse(key.text):
        return f"at: {quoted(key.text)}` with its keys below `at"
    return None


def as_mapping(cls: type, node: Node, route: Route, reading: Reading | None = None) -> str | None:
    """How to write as a mapping of this class what is none; for `reading` see `filled`."""
    if isinstance(route[-1], int):
        advice = _item_as_mapping(cls, node)
    else:
        advice = _list_as_mapping(cls, node, route, reading) if isinstance(node, Sequence) else None
    return advice or filled(cls, node, route, reading)


def _item_as_mapping(cls: type, node: Node) -> str | None:
    if isinstance(node, Scalar) and is_nothing(node.text):
        return "delete it: `[]` says that there is nothing"
    items = node.items if isinstance(node, Sequence) else ()
    if len(items) == 1 and isinstance(items[0], Mapping):
        return "a `-` too many: delete one of the two"
    texts = [each.text.strip() for each in items if isinstance(each, Scalar)]
    if cls is model.Event and len(texts) == len(items) == 2 and times.parse(texts[0]):
        return f"write `{{at: {quoted(texts[0])}, event: {quoted(texts[1])}}}`"
    return None


def _list_as_mapping(cls: type, node: Sequence, route: Route, reading: Reading | None) -> str | None:
    if not node.items:
        return LATER
    texts = [each.text.strip() for each in node.items if isinstance(each, Scalar)]
    if len(texts) == len(node.items) == 1:
        return filled(cls, node.items[0], route, reading)
    if are_keys(node, cls):
        return "these are its keys: write them without `-` or `[…]`"
    if cls is model.Detection and len(texts) == len(node.items) and {*texts} <= {*model.Detector}:
        return "only one of them can stand here, behind `by:`"
    if cls is model.RootCause:
        return "a list is the `chain` of causes: write `chain:` above it, and indent both below `root_cause:`"
    return f"write `{_ABOVE[cls]}` above it, and indent both below `{last_name(route)}:`" if cls in _ABOVE else None


def are_keys(node: Sequence, cls: type) -> bool:
    """Whether the items of a list are the keys that a mapping of this class has."""
    known = {key.name for key in keys(cls)}
    return all(isinstance(each, Mapping) and each.entries.keys() <= known for each in node.items)
