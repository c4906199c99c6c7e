"""The root cause: the cause in words, what set it off, and the chain as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from pmgen.model import Cause, RootCause
from pmgen.render.prose import Linker, apart, block, inline
from pmgen.render.templates import Markup
from pmgen.values import Value


class CauseShown(Value):
    """A link of the chain.

    Args:
        sort: `cause` for a first one, `symptom` for a last one, `link` between them.
    """

    text: Markup | None
    sort: str
    then: tuple[CauseShown, ...]


class Analysis(Value):
    """Why it happened."""

    description: Markup | None
    trigger: Markup | None
    chain: tuple[CauseShown, ...]


def analysis(cause: RootCause | None, link: Linker) -> Analysis | None:
    """The root cause as it is shown; None where nothing is said."""
    if cause is None or not (cause.description or cause.trigger or cause.chain):
        return None
    return Analysis(
        block(cause.description, link),
        apart(cause.trigger, link) if cause.trigger else None,
        _tree(cause.chain, "cause", link),
    )


def _tree(nodes: Sequence[Cause], sort: str, link: Linker) -> tuple[CauseShown, ...]:
    return tuple(
        CauseShown(inline(node.text, link), sort if node.then else "symptom", _tree(node.then, "link", link))
        for node in nodes
    )
