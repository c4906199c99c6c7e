"""Words of a fixed set, and the levels of severity."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pmgen.decode.reading import INVALID, Decoder, Invalid, Reading, last_name
from pmgen.decode.texts import as_yaml, bare
from pmgen.diagnostics import Problem, Route, SetValue
from pmgen.front_matter import Node
from pmgen.model import fold, meant

# A level by its number alone, or behind a word of the same meaning.
_NUMBER = re.compile(r"(?:s|sev|severity|level)?[ :-]?(\d{1,2})", re.ASCII | re.IGNORECASE)
# What stands between two levels of which one is meant, or both.
_BETWEEN = r"[^\w(]*(?:\b(?:or|and|to|bis|oder|und|ou|et|o|y)\b)?[^\w(]*"
_PARTED = re.compile(r" ?[,;/&+] ?| (?:and|or|und|oder|et|ou|y|o) ")
_DENIED = re.compile(r"\b(?:no|not|never|without)\b", re.IGNORECASE)
_SHOWN = 80


def word(words: type[enum.StrEnum]) -> Decoder:
    """What reads one word of a fixed set, however it is spelled."""
    folded = {fold(known): known for known in words}

    def decode_word(node: Node, route: Route, reading: Reading) -> Any:
        written = bare(node, route, reading)
        if written is INVALID:
            return INVALID
        known = folded.get(fold(written))
        if known is None:
            advice = _which(written, words)
            return reading.fail("PM103", f"`{last_name(route)}` cannot be `{written}`", route, advice)
        _report_spelling(written, known, route, reading)
        return known

    return decode_word


def _which(written: str, words: type[enum.StrEnum]) -> str:
    """Which of a fixed set of words to write for another one, or for several words."""
    from pmgen.decode.synonyms import word_for  # only a mistake needs it

    if likely := word_for(written, words):
        return f"did you mean `{likely}`?"
    if several := _several(written, words):
        return f"only one of them can stand here: {' or '.join(f'`{each}`' for each in several)}"
    named = _named(written.partition(" (")[0], words) or _named(written, words)
    if len(named) > 1:
        return "only one of them can stand here"
    if _DENIED.search(written):
        return _one_of(words)
    others = (word_for(each, words) for each in re.findall(r"\w+", written[:_SHOWN]))
    named = named or [*{each for each in others if each}]
    if len(named) == 1:
        return f"did you mean `{named[0]}`?"
    return meant(written, words) or _one_of(words)


def _several(written: str, words: type[enum.StrEnum]) -> list[str]:
    """The words that a text is a list of, where it is nothing else and at least one goes by another name."""
    from pmgen.decode.synonyms import word_for  # only a mistake needs it

    folded = {fold(known): known for known in words}
    parts = _PARTED.split(written) if len(written) <= _SHOWN else []
    found = [folded.get(fold(each)) or word_for(each, words) for each in parts]
    several = [*dict.fromkeys(each for each in found if each)]
    named = all(fold(each) in folded for each in parts)
    return several if len(several) > 1 and None not in found and not named else []


def _named(written: str, words: Iterable[str]) -> list[str]:
    """The words that a text has in it."""
    shown = written[:_SHOWN]
    return [each for each in words if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", shown, re.IGNORECASE)]


def severity(node: Node, route: Route, reading: Reading) -> str | Invalid:
    """One of the configured levels."""
    written = bare(node, route, reading)
    if written is INVALID:
        return INVALID
    levels = {fold(level): level for level in reading.severities}
    if level := levels.get(fold(written)):
        _report_spelling(written, level, route, reading)
        return level
    return reading.fail("PM103", f"`severity` cannot be `{written}`", route, _which_level(written, levels, reading))


def _which_level(written: str, levels: Mapping[str, str], reading: Reading) -> str:
    """Which level to write for another text.

    Args:
        levels: by how they are written.
    """
    called = {fold(label): level for label, level in zip(reading.labels, reading.severities, strict=False)}
    if level := called.get(fold(written)):
        return f"did you mean `{level}`?"
    if _names_two(written, reading.severities):
        return "only one of them can stand here; the reason goes in `severity_reason`"
    begins = re.match(r"\w+([ -]?\d)?", written)
    named = [] if _DENIED.search(written) else _named(written, reading.severities)
    level = levels.get(fold(begins[0])) if begins else None
    if level := level or (named[0] if len(named) == 1 else None):
        return f"write `{level}`; the reason goes in `severity_reason`"
    number = _NUMBER.fullmatch(written)
    near = [each for each in reading.severities if number and _ends(each, str(int(number[1])))]
    return f"did you mean `{near[0]}`?" if len(near) == 1 else _one_of(reading.severities)


def _names_two(written: str, levels: Iterable[str]) -> bool:
    """Whether two levels stand side by side, the second perhaps as a number: `SEV1 or SEV2`, `sev 1/2`."""
    each = "|".join(re.sub(r"(?<=[^\W\d])(?=\d)", "[ _-]?", re.escape(level)) for level in levels)
    two = rf"(?<![\w-])(?:{each})(?!\w){_BETWEEN}(?:(?:{each})(?![\w-])|(?<=\W)\d{{1,2}}$)"
    return re.search(two, written[:_SHOWN], re.IGNORECASE) is not None


def _one_of(words: Iterable[str]) -> str:
    return "one of " + ", ".join(f"`{each}`" for each in words)


def _ends(level: str, number: str) -> bool:
    """Whether a level is called by some name and this number."""
    return level.endswith(number) and not level[: -len(number)].endswith(tuple("0123456789"))


def _report_spelling(written: str, known: str, route: Route, reading: Reading) -> None:
    if written != known:
        message = f"`{written}` is spelled `{known}`"
        reading.problems.append(Problem("PM104", message, route, fix=SetValue(route, as_yaml(known))))
