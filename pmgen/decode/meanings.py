"""What a key that is not known was probably meant to be."""

from __future__ import annotations

from pmgen import model
from pmgen.decode import unknown_keys
from pmgen.decode.reading import Reading, is_empty
from pmgen.diagnostics import Problem, Route
from pmgen.front_matter import Mapping, Node, Scalar
from pmgen.model import closest, fold

_OF_TICKETS = frozenset(("created", "updated", "modified"))
"""Keys that are like some of ours, and mean what no key of ours does."""
_EVIDENCE = ("commits", "links")
"""Keys of `done` that people write beside it, and mean nothing else by."""


def of(
    node: Mapping, unknown: list[str], folded: dict[str, str], cls: type, route: Route, reading: Reading
) -> dict[str, tuple[str | None, list[str]]]:
    """What was probably meant by each unknown key, as `_guess` has it.

    Args:
        folded: the known keys, by what is left of them without case and marks.
    """
    known, _ = reading.table(cls)
    absent = [name for name, key in known.items() if key.required and name not in node.entries]
    lone = absent[0] if len(absent) == len(unknown) == 1 and cls is not model.PostMortem else None
    found: dict[str, tuple[str | None, list[str]]] = {}
    for number, name in enumerate(unknown):
        if close := folded.get(fold(name)):
            found[name] = f"did you mean `{close}`?", [close]
        else:
            found[name] = _guess(node, name, cls, route, reading, lone) if number < model.GUESSES else (None, [])
    return found


def likely(name: str, value: Node, cls: type, advice: str, stands_for: list[str]) -> str:
    """The known key that another one stands for, where what it holds can hardly be anything else; else nothing.

    A single word is that only where the key differs in its case or its language: `private: true` is no `visibility`.
    """
    asked = f"did you mean `{stands_for[0]}`" if len(stands_for) == 1 and not is_empty(value) else ""
    if not asked or advice not in (f"{asked}?", f"{asked}, which is missing?"):
        return ""
    if is_same(name, cls, stands_for[0]):
        return stands_for[0]
    return stands_for[0] if advice == f"{asked}?" and not isinstance(value, Scalar) else ""


def is_same(name: str, cls: type, known: str) -> bool:
    """Whether a key is a known one but for its case or its language, so that it is no other of the author's own."""
    from pmgen.decode.synonyms import is_abroad  # only a mistake needs it

    return fold(name) == fold(known) or is_abroad(name, cls, known)


def is_of_another_shape(problem: Problem) -> bool:
    """Whether what stands below a key is hardly what is below the known one: `tasks: [{name: a, command: b}]`."""
    return problem.code == "PM102" or (problem.code == "PM101" and not problem.meant)


def rival(name: str, called: list[str]) -> str | None:
    """Another key that is, or may be, the one that is meant: a mapping cannot hold both of them."""
    return next((each for each in called if each != name), None)


def own(name: str) -> str:
    """How to write a key that is the author's own."""
    begun = name[:1] in "xX" and name[1:2] in ("-", "_", " ") and name[2:]
    return f"did you mean `x-{begun}`?" if begun else "keys of your own begin with `x-`"


def _guess(
    node: Mapping, name: str, cls: type, route: Route, reading: Reading, lone: str | None
) -> tuple[str | None, list[str]]:
    """What was probably meant by an unknown key, and the known keys for which it stands.

    Args:
        lone: the one key that is missing here, where this is the one key that is not known.
    """
    known, _ = reading.table(cls)
    if joined := unknown_keys.joined(node, name, known):
        return f"a blank is missing behind the `:`: write `{joined}: {name[len(joined) + 1 :]}`", [joined]
    if advice := unknown_keys.advice_for_unknown(node, route, name, reading.root):
        return advice, [] if route else [*filter(None, [unknown_keys.owners(node).get(name)])]
    if not route and (advice := unknown_keys.as_milestone(name, node.entries[name][1])):
        return advice, []
    close = None if not route and fold(name) in _OF_TICKETS else closest(name, known)
    if close:
        return f"did you mean `{close}`?", [close]
    if advice := unknown_keys.pair(cls, node, name, route):
        return advice, [*known]
    if lone:
        return f"did you mean `{lone}`, which is missing?", [lone]
    nothing = None, [*known] if route and unknown_keys.is_all_of(node, name) else []
    return _by_other_name(node, name, cls) or nothing


def _by_other_name(node: Mapping, name: str, cls: type) -> tuple[str, list[str]] | None:
    """What is meant by a key that is called by another word."""
    from pmgen.decode.synonyms import known_as  # only a mistake needs it

    if word := known_as(name, cls, node.entries):
        return f"did you mean `{word}`?", [word]
    part = name if name in _EVIDENCE else known_as(name, model.Done, {})
    if cls is model.Followup and part in _EVIDENCE:
        return f"it belongs in `done`: `done: {{{part}: […]}}`", ["done"]
    return None
