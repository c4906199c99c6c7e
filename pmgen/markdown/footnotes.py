"""Footnotes taken out of the text and put in the order in which something refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pmgen.markdown import places
from pmgen.markdown.values import Dropped, Footnote
from pmgen.values import Mutable, field

if TYPE_CHECKING:
    from pmgen.markdown.dialect import Token


class _Definition(Mutable):
    opening: Token
    tokens: list[Token] = field(default_factory=list)
    number: int = 0
    uses: int = 0


def part(tokens: Sequence[Token], lines: places.Lines) -> tuple[list[Token], list[Footnote], list[Dropped]]:
    """Part the footnotes from the rest, and number them; each reference notes its number and use.

    Returns:
        The rest; the footnotes in the order of their first references; the definitions that nothing shows.
    """
    rest, definitions, dropped = _definitions(tokens, lines)
    order: list[_Definition] = []
    _number(rest, definitions, order)
    for definition in order:
        # A footnote may refer to others, which then come behind it.
        _number(definition.tokens, definitions, order)
    for label, definition in definitions.items():
        if not definition.number:
            dropped.append(
                Dropped(f"footnote `{label}`, to which nothing refers,", *places.block(lines, definition.opening))
            )
    return rest, [Footnote(each.number, each.uses, tuple(each.tokens)) for each in order], dropped


def _definitions(
    tokens: Sequence[Token], lines: places.Lines
) -> tuple[list[Token], dict[str, _Definition], list[Dropped]]:
    rest: list[Token] = []
    definitions: dict[str, _Definition] = {}
    dropped: list[Dropped] = []
    inside: list[list[Token]] = [rest]
    for token in tokens:
        if token.type == "footnote_reference_open":
            definition, label = _Definition(token), str(token.meta["label"])
            if definitions.setdefault(label, definition) is not definition:
                dropped.append(Dropped(f"a further footnote `{label}`", *places.block(lines, token)))
            inside.append(definition.tokens)
        elif token.type == "footnote_reference_close":
            inside.pop()
        else:
            inside[-1].append(token)
    return rest, definitions, dropped


def _number(tokens: Iterable[Token], definitions: dict[str, _Definition], order: list[_Definition]) -> None:
    for token in tokens:
        for child in token.children or ():
            if child.type != "footnote_ref":
                continue
            definition = definitions[child.meta["label"]]
            if not definition.number:
                order.append(definition)
                definition.number = len(order)
            definition.uses += 1
            child.meta.update(number=definition.number, use=definition.uses)


def reference_id(number: int, use: int) -> str:
    """The id of a reference: `fnref-1`, the second one to the same footnote `fnref-1-2`."""
    return f"fnref-{number}" if use == 1 else f"fnref-{number}-{use}"


def note_id(number: int) -> str:
    """The id of a footnote."""
    return f"fn-{number}"


def ids(footnotes: Iterable[Footnote]) -> list[str]:
    """Every id that footnotes bring to a page."""
    return [
        name
        for each in footnotes
        for name in (note_id(each.number), *(reference_id(each.number, use) for use in range(1, each.uses + 1)))
    ]
