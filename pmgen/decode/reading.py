"""What is known while one front matter is read, and how a value that cannot be read is reported."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

from pmgen import times
from pmgen.diagnostics import Fix, Problem, Route
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.keys import Key, keys
from pmgen.values import Mutable, field


class Invalid(enum.Enum):
    """The type of `INVALID`."""

    INVALID = enum.auto()


EMPTY_ITEM: Final = "delete it, or write what belongs there"
INVALID: Final = Invalid.INVALID
"""Stands for a value that cannot be read and has been reported."""


class Reading(Mutable, dict=True):
    """One front matter while it is read.

    Args:
        severities: the names of the levels.
        zone: the zone of times without an offset.
        day: the day of times without one.
        origin: what `T+…` counts from.
        table: the keys of a class and what reads each of them.
        root: all of it.
        labels: what the levels are called, in their order.
    """

    severities: tuple[str, ...]
    zone: str
    day: dt.date | None
    origin: times.Moment | None
    table: Callable[[type], tuple[dict[str, Key], dict[str, Decoder]]]
    root: Mapping
    labels: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def followups(self) -> int:
        """How many follow-ups there are."""
        node = self.root.get("followups")
        return len(node.items) if isinstance(node, Sequence) else 0

    @cached_property
    def taken(self) -> frozenset[str]:
        """The ids that follow-ups have, and the texts that stand for one."""
        node = self.root.get("followups")
        items = node.items if isinstance(node, Sequence) else ()
        ids = (each.get("id") if isinstance(each, Mapping) else each for each in items)
        return frozenset(each.text.strip() for each in ids if isinstance(each, Scalar))

    def fail(self, code: str, message: str, at: Route, help: str | None = None, fix: Fix | None = None) -> Invalid:
        """Report a value that cannot be read."""
        self.problems.append(Problem(code, message, at, help, fix))
        return INVALID


Decoder = Callable[[Node, Route, Reading], Any]


def wrong_type(
    node: Node, route: Route, reading: Reading, wanted: str, fix: Fix | None = None, help: str | None = None
) -> Invalid:
    """Report a value of another shape than the wanted one."""
    kinds = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}
    what = f"an item of `{last_name(route)}`" if isinstance(route[-1], int) else f"`{last_name(route)}`"
    if isinstance(node, Scalar) and node.null and isinstance(route[-1], int):
        return reading.fail("PM102", f"{what} is empty", route, EMPTY_ITEM)
    found = "nothing" if isinstance(node, Scalar) and node.null else kinds[type(node)]
    if found == "a text" and not wanted.startswith(("a list", "a mapping", "a text")):
        found = f"`{node.text}`"  # type: ignore[union-attr]  # only a Scalar is "a text"
    return reading.fail("PM102", f"{what} is {found}, not {wanted}", route, help, fix)


def last_name(route: Route) -> str:
    """The last key of a route, past the numbers of list items."""
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def key_names(cls: type) -> str:
    """The keys of a class, for a message."""
    return ", ".join(f"`{key.name}`" for key in keys(cls))


def is_empty(value: Node) -> bool:
    """Whether nothing is written for a key, or quotes with nothing in them, as forms have them to be filled in."""
    return isinstance(value, Scalar) and (value.null or not value.text.strip())
