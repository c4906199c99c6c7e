"""Mappings and lists of any class of the model."""

from __future__ import annotations

import enum
from typing import Any

from pmgen import model
from pmgen.decode import dashes, examples, lists, meanings, unknown_keys
from pmgen.decode.reading import INVALID, Decoder, Reading, is_empty, key_names, last_name, wrong_type
from pmgen.decode.texts import line, without_quotes
from pmgen.diagnostics import Problem, RenameKey, Route, SetValue
from pmgen.front_matter import Mapping, Node, Scalar, Sequence
from pmgen.keys import Key
from pmgen.model import fold


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
        if value is not None and not is_empty(value):
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


def _says_nothing(node: Mapping, known: dict[str, Key]) -> bool:
    """Whether a mapping has no value, where one is needed; all that is missing in it is one thing to say."""
    empty = all(is_empty(value) for _, value in node.entries.values())
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
    guesses = meanings.of(node, unknown, folded, cls, route, reading)
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
            advice = meanings.own(name) if may_be_own else f"known here: {', '.join(f'`{other}`' for other in known)}"
        elif advice.startswith("did you mean") and (rival := meanings.rival(name, called[stands_for[0]])):
            there = "is there already" if rival in known else f"`{rival}` may be, too"
            advice = f"did you mean `{stands_for[0]}`, which {there}? make one key of them"
        elif close := folded.get(fold(name)):
            fixed = RenameKey((*route, name), close)
        likely = meanings.likely(name, node.entries[name][1], cls, advice, stands_for)
        if likely in decoders:
            _read_as(likely, node.entries[name][1], cls, (*route, name), reading)
        message, may_be = f"unknown key `{name}`", tuple(stands_for)
        reading.problems.append(Problem("PM101", message, (*route, name), advice, fixed, on_key=True, meant=may_be))
    return {each for _, stands_for in guesses.values() for each in stands_for}


def _read_as(known: str, value: Node, cls: type, route: Route, reading: Reading) -> None:
    """Tell at once what is wrong below a key that stands for a known one, unless it holds something else."""
    _, decoders = reading.table(cls)
    before = len(reading.problems)
    decoders[known](value, route, reading)
    if meanings.is_same(last_name(route), cls, known):
        return
    if any(map(meanings.is_of_another_shape, reading.problems[before:])):
        del reading.problems[before:]


def without_moved(reading: Reading) -> list[Problem]:
    """The problems, without those of keys that the last item of a list lacks because they stand at the margin below.

    Of such a key that is told; of one that an item above lacks, too, nothing else is.
    """
    moved: set[Route] = set()
    for name, owner in unknown_keys.owners(reading.root).items():
        if isinstance(node := reading.root.get(owner), Sequence):
            moved.add((owner, len(node.items) - 1, name))
    return [each for each in reading.problems if each.code != "PM108" or each.at not in moved]


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
            dashes.tell(node, cls, route, reading, before)
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
