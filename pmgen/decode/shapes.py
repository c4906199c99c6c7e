"""What people may write in two ways: a short one and a full one."""

from __future__ import annotations

from typing import Any

from pmgen import model
from pmgen.decode.mappings import list_of, mapping
from pmgen.decode.reading import INVALID, Reading, wrong_type
from pmgen.decode.texts import text
from pmgen.diagnostics import Route
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.values import replace

_AS_TEXT = "write two or three sentences; behind `summary: |` a list may stand in the text"


def summary(node: Node, route: Route, reading: Reading) -> Any:
    """A text, or what broke, what delayed and what fixed it."""
    if isinstance(node, Scalar):
        words = text(node, route, reading)
        return INVALID if words is INVALID else model.Summary(text=model.Markdown(words))
    if isinstance(node, Sequence):
        return wrong_type(node, route, reading, "a text or a mapping of `broke`, `delayed`, `fixed`", help=_AS_TEXT)
    return mapping(model.Summary)(node, route, reading)


def lessons(node: Node, route: Route, reading: Reading) -> Any:
    """A list, or a mapping of lists."""
    if isinstance(node, Mapping):
        return mapping(model.Lessons)(node, route, reading)
    texts = list_of(text)(node, route, reading)
    return INVALID if texts is INVALID else model.Lessons(learned=texts)


def factor(node: Node, route: Route, reading: Reading) -> Any:
    """A text, or a mapping around it."""
    if isinstance(node, Mapping):
        return mapping(model.Factor)(node, route, reading)
    words = text(node, route, reading)
    return INVALID if words is INVALID else model.Factor(model.Markdown(words))


def cause(node: Node, route: Route, reading: Reading) -> Any:
    """A text, or a text and what followed."""
    if isinstance(node, Mapping):
        return mapping(model.Cause)(node, route, reading)
    words = text(node, route, reading)
    return INVALID if words is INVALID else model.Cause(model.Markdown(words))


def followup(node: Node, route: Route, reading: Reading) -> Any:
    """What is to be done, and whether more stands there than could be read."""
    before = len(reading.problems)
    found = mapping(model.Followup)(node, route, reading)
    misnamed = any(each.code == "PM101" for each in reading.problems[before:])
    return replace(found, misnamed=True) if misnamed and found is not INVALID else found


def chain(node: Node, route: Route, reading: Reading) -> Any:
    """A cause, or a list of them."""
    if isinstance(node, Sequence):
        return list_of(cause)(node, route, reading)
    only = cause(node, route, reading)
    return INVALID if only is INVALID else (only,)
