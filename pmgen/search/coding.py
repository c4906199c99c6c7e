"""Sorted numbers as few characters, none of which means anything in JSON, JavaScript or HTML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

LAST: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+*"
"""The digits at the end of a number, for 0 to 63."""

MORE: Final = "!#$%()-./:;=?@[]^_{|}~"
"""The digits before that, for 1 to 22, the most significant first."""

BITS: Final = "`"
"""Begins a list of bits instead: six to a character, of which each is one of `LAST`."""

_SIX: Final = {bytes(value >> bit & 1 for bit in range(6)): digit for value, digit in enumerate(LAST)}

_WORTH: Final = {digit: value for value, digit in enumerate(LAST)} | {
    digit: -value for value, digit in enumerate(MORE, 1)
}
"""What a digit is worth; one of those that come before the last is worth less than nothing."""


def coded(numbers: Sequence[int]) -> str:
    """Different numbers, in order: how many are left out before each, or a bit for each, whichever is shorter.

    Returns:
        Characters of ASCII without quotes, backslash, `<`, `>`, `&`, comma and blank.
    """
    if len(numbers) == 1:
        return _number(numbers[0])
    if len(numbers) > numbers[-1] // 6 + 2:
        return _bits(numbers)
    first = _number(numbers[0])
    gaps = first + "".join([_number(number - before - 1) for before, number in pairwise(numbers)])
    return gaps if len(gaps) <= numbers[-1] // 6 + 2 else _bits(numbers)


def decoded(text: str) -> list[int]:
    """The numbers of a list that `coded` has written."""
    if text.startswith(BITS):
        return [at * 6 + bit for at, digit in enumerate(text[1:]) for bit in range(6) if _WORTH[digit] >> bit & 1]
    found, before, number = [], 0, -1
    for digit in text:
        worth = _WORTH[digit]
        if worth < 0:
            before = before * len(MORE) - worth
        else:
            number += before * len(LAST) + worth + 1
            before = 0
            found.append(number)
    return found


def _bits(numbers: Sequence[int]) -> str:
    flags = bytearray(numbers[-1] // 6 * 6 + 6)
    for number in numbers:
        flags[number] = 1
    six = bytes(flags)
    return BITS + "".join([_SIX[six[at : at + 6]] for at in range(0, len(six), 6)])


@cache
def _number(number: int) -> str:
    rest, last = divmod(number, len(LAST))
    before = ""
    while rest:
        rest, digit = divmod(rest - 1, len(MORE))
        before = MORE[digit] + before
    return before + LAST[last]
