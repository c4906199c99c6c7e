"""A `-` before several keys of one item, which makes several items of it."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.decode.lists import are_keys
from pmgen.decode.reading import Reading, last_name
from pmgen.diagnostics import Route
from pmgen.front_matter import Mapping, Node, Sequence
from pmgen.keys import keys

_ONE_DASH = "only the first key of an item has a `-`: write a blank instead of the others"


def tell(node: Sequence, cls: type, route: Route, reading: Reading, before: int) -> None:
    """Put one problem in the place of what is missing in items that are one: there is a `-` before several of its keys.

    Args:
        cls: of the items.
        before: how many problems there were before those of the items.
    """
    required = [key.name for key in keys(cls) if key.required]
    if len(required) < 2 or len(node.items) < 2:
        return
    if are_keys(node, cls) and _tell_of_all(node, route, reading, before):
        return
    found = [*_parted(node, cls)]
    parts = {(*route, index, name) for first, last in found for index in range(first, last + 1) for name in required}
    if parts:
        reading.problems[before:] = [
            each for each in reading.problems[before:] if each.code != "PM108" or each.at not in parts
        ]
    for first, _ in found:
        key = next(iter(node.items[first + 1].entries))  # type: ignore[union-attr]  # each of them is a mapping
        message = f"`{key}` begins an item of `{last_name(route)}`, and belongs to the one above"
        reading.fail("PM102", message, (*route, first + 1), _ONE_DASH)


def _tell_of_all(node: Sequence, route: Route, reading: Reading, before: int) -> bool:
    """Put one problem in the place of all, if each item is a single key; whether that is so."""
    found = [[key for key, _ in each.entries.values()] for each in node.items if isinstance(each, Mapping)]
    if any(len(each) != 1 for each in found):
        return False
    first, second = found[0][0], found[1][0]
    if first.text == second.text or second.span.start != node.items[1].span.start:
        return False
    del reading.problems[before:]
    reading.fail("PM102", f"each item of `{last_name(route)}` is only one key", (*route, 1), _ONE_DASH)
    return True


def _parted(node: Sequence, cls: type) -> Iterator[tuple[int, int]]:
    """The first and the last of items that are one: each but the first is a single key, which those above it lack."""
    required = {key.name for key in keys(cls) if key.required}
    known = {key.name for key in keys(cls)}
    first, held = 0, set[str]()
    for index, item in enumerate((*node.items, None)):
        names = set(item.entries) if isinstance(item, Mapping) else set()
        if len(names) == 1 and held and names <= known - held and not required <= names and _is_dashed(item):
            held |= names
            continue
        if index - first > 1:
            yield first, index - 1
        first, held = index, names


def _is_dashed(item: Node | None) -> bool:
    """Whether a mapping is without brackets, so that its first key stands right behind the `-`."""
    key = next(iter(item.entries.values()))[0] if isinstance(item, Mapping) and item.entries else None
    return key is not None and item is not None and key.span.start == item.span.start
