"""What stands behind the name of a password: it tells what cannot be there before a pattern is compiled."""

from __future__ import annotations

from typing import Final

_AS_FAR: Final = 180
"""How far behind a name such a sign may be: a quote, or a word of 80 letters of which the last is a digit."""
_TO_END: Final = 24
"""And how far the end of the line in which nothing stands behind it but a verb."""
_WORDS: Final = 24
"""And how many words: `(` and `)` may hold as many, in the 40 signs that a form has between these."""


def signs_behind(text: str, stop: int) -> frozenset[str]:
    """The signs behind a name, as far as they tell which forms a value may have there.

    That is `0` for any digit, and a break for one that ends the line of the name.

    In most documents that speak of passwords and tokens there is none, and not one form has to be compiled.
    """
    if text[stop : stop + 1].isalnum():
        return frozenset()  # it is a part of another word
    signs = {*"".join(text[stop : stop + _AS_FAR].split()[:_WORDS]), text[stop : stop + 1]}
    if any(map(str.isdigit, signs)):
        signs.add("0")
    if "\n" in text[stop : stop + _TO_END]:
        signs.add("\n")
    return frozenset(signs)
