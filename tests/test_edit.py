from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import document, edit, serialize
from pmgen.diagnostics import RenameKey, Route, SetValue
from pmgen.document import Document
from pmgen.front_matter import Mapping, Node, Scalar
from pmgen.source import Edit, Source, Span, apply

TEXT = """\
---
# How bad it was is still being discussed.
title:   'Vault: it''s down'   # and up
severity: "sev-1"	# a tab before this
services: [vault,dns , "b c"]
empty:
nothing: ~
followups:
  - id: F1   # the first
    action: >-
      Alert when
      it hangs
    status:  todo
  - {id: F2, action: "Pin", status: todo}
  - id: F3
    action: plain text
      over two lines
x-block: |
  text
---

Body: `severity: "sev-1"`, status:  todo
"""


def read(text: str) -> Document:
    found, problems = document.read(Source("a.md", text))
    assert found is not None, problems
    return found


def after(text: str, change: Edit) -> str:
    return apply(text, [change])


ENDINGS = {
    "as it is": TEXT,
    "crlf": TEXT.replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + TEXT,
    "no final line break": TEXT.rstrip("\n"),
    "no body": TEXT.partition("\n---\n\n")[0] + "\n---",
}


@pytest.mark.parametrize("text", ENDINGS.values(), ids=ENDINGS)
@pytest.mark.parametrize(
    ("route", "value", "before", "now"),
    [
        (("severity",), "SEV1", '"sev-1"	#', "SEV1	#"),
        (("title",), "Vault", "'Vault: it''s down'   #", "Vault   #"),
        (("followups", 0, "status"), "done", "status:  todo", "status:  done"),
        (("followups", 1, "status"), "in-progress", '"Pin", status: todo}', '"Pin", status: in-progress}'),
        (("followups", 1, "action"), "'Pin: it'", 'action: "Pin",', "action: 'Pin: it',"),
        (("services", 1), "nfs", ",dns ,", ",nfs ,"),
        (("nothing",), "something", "nothing: ~", "nothing: something"),
        (("services",), "[vault]", '[vault,dns , "b c"]', "[vault]"),
        (("followups", 0, "action"), "Alert", ">-\n      Alert when\n      it hangs", "Alert"),
        (("followups", 2, "action"), "'a: b'", "plain text\n      over two lines", "'a: b'"),
        (("x-block",), "x", "|\n  text", "x"),
    ],
)
def test_one_value_changes_and_no_other_character(text: str, route: Route, value: str, before: str, now: str) -> None:
    changed = after(text, edit.set_value(read(text), route, value))
    before = before.replace("\n", "\r\n" if "\r\n" in text else "\n")
    assert changed == text.replace(before, now, 1)
    assert changed != text


@pytest.mark.parametrize("text", ENDINGS.values(), ids=ENDINGS)
def test_a_key_is_renamed_where_it_stands(text: str) -> None:
    found = read(text)
    assert after(text, edit.rename_key(found, ("x-block",), "x-text")) == text.replace("x-block", "x-text")
    changed = after(text, edit.rename_key(found, ("followups", 1, "action"), "what"))
    assert changed == text.replace('action: "Pin"', 'what: "Pin"')


@pytest.mark.parametrize(
    "route",
    [
        ("tags",),
        ("empty",),
        ("title", "broke"),
        ("services", 7),
        ("services", "dns"),
        ("followups", 0, "owner"),
        ("followups", 0),
        ("followups",),
        (),
    ],
)
def test_what_it_cannot_leave_intact_it_refuses(route: Route) -> None:
    with pytest.raises(edit.Unsupported):
        edit.set_value(read(TEXT), route, "new")
    with pytest.raises(edit.Unsupported):
        edit.set_value(read(ENDINGS["crlf"]), route, "new")


def test_a_text_of_several_lines_goes_with_its_header_and_no_comment_goes_with_it() -> None:
    text = "---\nseverity: >-\n\n  sev1\n\n# how bad\nstatus: |\n  Draft\n---\n"
    assert after(text, edit.set_value(read(text), ("severity",), "SEV1")) == (
        "---\nseverity: SEV1\n\n# how bad\nstatus: |\n  Draft\n---\n"
    )
    with pytest.raises(edit.Unsupported):
        edit.set_value(read(text.replace("|", "| # why")), ("status",), "draft")


@pytest.mark.parametrize("quote", "'\"")
def test_a_hash_within_quotes_is_no_comment(quote: str) -> None:
    note = f"{quote}see #12{quote}"
    text = f"---\nid: F1\ndone: {{on: 2026-04-23, note: {note}}}\nlast: 1\n---\n"
    assert after(text, edit.drop(read(text), ("done",))) == "---\nid: F1\nlast: 1\n---\n"
    commented = text.replace("}\n", "} # why\n")
    with pytest.raises(edit.Unsupported):
        edit.drop(read(commented), ("done",))


@pytest.mark.parametrize("route", [("tags",), ("services", 0), ("title", "a"), ("followups", 0), ()])
def test_what_is_no_key_is_not_renamed(route: Route) -> None:
    with pytest.raises(edit.Unsupported):
        edit.rename_key(read(TEXT), route, "new")


def test_a_fix_is_an_edit_in_other_words() -> None:
    found = read(TEXT)
    assert edit.edit_for(found, SetValue(("severity",), "SEV1")) == edit.set_value(found, ("severity",), "SEV1")
    assert edit.edit_for(found, RenameKey(("empty",), "tags")) == edit.rename_key(found, ("empty",), "tags")
    removed = Edit(Span(0, 1), "")
    assert edit.edit_for(found, removed) is removed


# ------------------------------------------------------------------------------------------------- any document


def scalars(node: Node, route: Route = ()) -> list[Route]:
    """The routes to all texts."""
    if isinstance(node, Scalar):
        return [route]
    if isinstance(node, Mapping):
        return [each for key, (_, value) in node.entries.items() for each in scalars(value, (*route, key))]
    return [each for index, item in enumerate(node.items) for each in scalars(item, (*route, index))]


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    return [plain(item) for item in node.items]


def with_value(tree: Any, route: Route, value: str) -> Any:
    if not route:
        return value
    first, rest = route[0], route[1:]
    if isinstance(tree, dict):
        return {key: with_value(held, rest, value) if key == first else held for key, held in tree.items()}
    return [with_value(held, rest, value) if index == first else held for index, held in enumerate(tree)]


@given(st.data(), st.sampled_from(list(ENDINGS.values())))
def test_after_an_edit_the_tree_differs_in_that_value_only(data: st.DataObject, text: str) -> None:
    found = read(text)
    route = data.draw(st.sampled_from(scalars(found.front_matter.root)))
    value = data.draw(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")))
    try:
        change = edit.set_value(found, route, serialize.word(value))
    except edit.Unsupported:
        return
    changed = read(after(text, change))
    assert plain(changed.front_matter.root) == with_value(plain(found.front_matter.root), route, value)
    assert changed.body == found.body
