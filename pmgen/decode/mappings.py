"""Mappings and lists of any class of the model."""

from __future__ import annotations

import enum
from typing import Any

from pmgen import model
from pmgen.decode import examples, lists, unknown_keys
from pmgen.decode.reading import INVALID, Decoder, Reading, key_names, last_name, wrong_type
from pmgen.decode.texts import line, without_quotes
from pmgen.diagnostics import Problem, RenameKey, Route, SetValue
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.keys import Key
from pmgen.model import closest, fold

_OF_TICKETS = frozenset(("created", "updated", "modified"))
"""Keys that are like some of ours, and mean what no key of ours does."""
_EVIDENCE = ("commits", "links")
"""Keys of `done` that people write beside it, and mean nothing else by."""


def values_of(node: Mapping, cls: type, route: Route, reading: Reading) -> dict[str, Any]:
    """The arguments for a class of the model; `INVALID` stands for each that cannot be read."""
    known, decoders = reading.table(cls)
    values: dict[str, Any] = {}
    if route and isinstance(route[-1], int) and _says_nothing(node, known):
        message = f"an item of `{last_name(route)}` is empty"
        return {"": reading.fail("PM102", message, route, f"{examples.needed(cls, route, reading)}, or delete it")}
    meant = _report_unknown(node, cls, route, reading)
    for name, key in known.items():
        value = node.get(name)
        if value is not None and not _is_empty(value):
            values[key.attribute] = decoders[name](value, (*route, name), reading)
        elif key.required:
            values[key.attribute] = INVALID
            if value is not None or name not in meant:
                state = "is missing" if value is None else "is empty"
                reading.fail("PM108", f"`{name}` {state}", (*route, name), _advice(key, cls, route, reading))
        elif name == "internal" and value is not None:
            # Whoever wrote it may have meant that nobody outside reads this.
            values[key.attribute] = reading.fail(
                "PM108", "`internal` is empty", (*route, name), "`internal: true`, or delete it"
            )
    return values


def _is_empty(value: Node) -> bool:
    """Whether nothing is written for a key, or quotes with nothing in them, as forms have them to be filled in."""
    return isinstance(value, Scalar) and (value.null or not value.text.strip())


def _says_nothing(node: Mapping, known: dict[str, Key]) -> bool:
    """Whether a mapping has no value, where one is needed; all that is missing in it is one thing to say."""
    empty = all(_is_empty(value) for _, value in node.entries.values())
    return empty and node.entries.keys() <= known.keys() and any(key.required for key in known.values())


def _advice(key: Key, cls: type, route: Route, reading: Reading) -> str:
    example = examples.next_id(route, reading) if cls is model.Followup and key.name == "id" else key.doc.example
    if isinstance(key.type, type) and issubclass(key.type, enum.StrEnum):
        example = next(iter(key.type))
    return f"`{key.name}: {example or '…'}`, {key.doc.text}"


def _report_unknown(node: Mapping, cls: type, route: Route, reading: Reading) -> set[str]:
    """Report the keys that are not known; the known keys that they were probably meant to be."""
    known, decoders = reading.table(cls)
    may_be_own = cls is model.PostMortem
    unknown = [name for name in node.entries if name not in known and not (may_be_own and name.startswith("x-"))]
    if not unknown:
        return set()
    told_above = unknown_keys.told_above(node, unknown, route, reading.root)
    unknown = [name for name in unknown if name not in told_above]
    folded = {fold(other): other for other in known}
    guesses = _guesses(node, unknown, folded, cls, route, reading)
    # Of a mapping that needs no key each is told: nobody would have to touch the others before the next run.
    needed = any(key.required for key in known.values())
    if route and needed and unknown_keys.is_something_else(node, guesses):
        guesses = {unknown[0]: (unknown_keys.of_another_list(unknown), [*known])}
    called = {name: [name] for name in known if name in node.entries}
    for name, (_, stands_for) in guesses.items():
        for each in stands_for:
            called.setdefault(each, []).append(name)
    for name, (guess, stands_for) in guesses.items():
        advice, fixed = guess, None
        if advice is None:
            advice = _own(name) if may_be_own else f"known here: {', '.join(f'`{other}`' for other in known)}"
        elif advice.startswith("did you mean") and (rival := _rival(name, called[stands_for[0]])):
            there = "is there already" if rival in known else f"`{rival}` may be, too"
            advice = f"did you mean `{stands_for[0]}`, which {there}? make one key of them"
        elif close := folded.get(fold(name)):
            fixed = RenameKey((*route, name), close)
        if (likely := _certainly(name, node.entries[name][1], cls, advice, stands_for)) in decoders:
            decoders[likely](node.entries[name][1], (*route, name), reading)  # what is wrong in it is told at once
        message, may_be = f"unknown key `{name}`", tuple(stands_for)
        reading.problems.append(Problem("PM101", message, (*route, name), advice, fixed, on_key=True, meant=may_be))
    return {each for _, stands_for in guesses.values() for each in stands_for}


def without_moved(reading: Reading) -> list[Problem]:
    """The problems, without those of keys that the last item of a list lacks because they stand at the margin below.

    Of such a key that is told; of one that an item above lacks, too, nothing else is.
    """
    moved: set[Route] = set()
    for name, owner in unknown_keys.owners(reading.root).items():
        if isinstance(node := reading.root.get(owner), Sequence):
            moved.add((owner, len(node.items) - 1, name))
    return [each for each in reading.problems if each.code != "PM108" or each.at not in moved]


def _guesses(
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


def _certainly(name: str, value: Node, cls: type, advice: str, stands_for: list[str]) -> str:
    """The known key that another one stands for, where what it holds can hardly be anything else; else nothing.

    A single word is that only where the key differs in its case or its language: `private: true` is no `visibility`.
    """
    from pmgen.decode.synonyms import is_abroad  # only a mistake needs it

    asked = f"did you mean `{stands_for[0]}`" if len(stands_for) == 1 and not _is_empty(value) else ""
    if not asked or advice not in (f"{asked}?", f"{asked}, which is missing?"):
        return ""
    if fold(name) == fold(stands_for[0]) or is_abroad(name, cls, stands_for[0]):
        return stands_for[0]
    return stands_for[0] if advice == f"{asked}?" and not isinstance(value, Scalar) else ""


def _rival(name: str, called: list[str]) -> str | None:
    """Another key that is, or may be, the one that is meant: a mapping cannot hold both of them."""
    return next((each for each in called if each != name), None)


def _own(name: str) -> str:
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


def mapping(cls: type) -> Decoder:
    """What reads a class of the model."""

    def decode_mapping(node: Node, route: Route, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            return wrong_type(
                node,
                route,
                reading,
                "a mapping of " + key_names(cls),
                help=lists.as_mapping(cls, node, route, reading),
            )
        values = values_of(node, cls, route, reading)
        return INVALID if INVALID in values.values() else cls(**values)

    return decode_mapping


def list_of(item: Decoder, cls: type | None = None) -> Decoder:
    """What reads a list whose items `item` reads.

    Args:
        cls: of the items, where these are mappings.
    """

    def decode_list(node: Node, route: Route, reading: Reading) -> Any:
        if not isinstance(node, Sequence):
            fix = _in_brackets(node, route) if item is line else None
            return wrong_type(
                node, route, reading, "a list", fix, None if fix else lists.as_list(node, cls, words=item is line)
            )
        before = len(reading.problems)
        values = [item(each, (*route, index), reading) for index, each in enumerate(node.items)]
        if INVALID not in values:
            return tuple(values)
        if cls:
            lists.tell_of_dashes(node, cls, route, reading, before)
        return INVALID

    return decode_list


def _in_brackets(node: Node, route: Route) -> SetValue | None:
    """Make a list of a single word."""
    if not isinstance(node, Scalar) or not node.plain or node.null or set(node.text) & set(",[]{}:#\n"):
        return None
    if lists.is_nothing(node.text) or lists.is_unsaid(node.text):
        return None
    if lists.item_of(node.text) or lists.folded(node) or lists.names_several(node.text):
        return None
    return SetValue(route, f"[{without_quotes(node.text)}]")
