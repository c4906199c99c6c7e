"""What may name the zone of a timeline, without anybody being sure which, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmgen import times
from pmgen.legacy.clocks import zones

_LOCAL = (
    r"(?:Ortszeit|[Ll]okale Zeit|(?:[Ll]okale|[Pp]laatselijke) tijd|[Hh]eure locale|[Hh]ora local|[Hh]orário local"
    r"|[Oo]ra locale|[Мм]естное время|(?:当地|本地|現地|台北|香港)(?:时间|時間))"
)
_OF_A_PLACE = (
    r"(?!(?:Real|Relative|Response|Recovery|Elapsed|Incident|Event|Wall|Down|Up|Run|Full|Part|Local)\b)"
    r"[^\W\d_a-z][^\W\d_A-Z]+(?:[ -][^\W\d_a-z][^\W\d_A-Z]+)? [Tt]ime"
    r"|[А-Яа-яёії]+(?:ое время|ий час)|по [А-ЯІЇ][а-яёії]+"
)
_SHORT = (
    r"(?!(?:LAST|TEST|EDIT|CHAT|NEXT|PART|TEXT|BEST|HOST|EXIT|UNIT|BOT|GIT|SHOT|ROOT|POST|LIST|LEFT|EAST|FAST)\b)"
    r"[A-Z]{2,3}T|[А-ЯЁІЇ]{3,4}"
)
_IN_BRACKETS = re.compile(
    rf"[(\[（]\s*(?:(?:all )?times(?: are)?(?: in)? )?({_SHORT}|{_OF_A_PLACE}|{_LOCAL})\s*[)\]）]\W*$"
)
"""What a name may have behind it: `Timeline (XYT)`."""


def word(said: Sequence[str]) -> str:
    """The first word for a zone of which nobody can be sure; empty where there is none.

    Args:
        said: sentences and names that may say in which zone the times are.
    """
    return next(filter(None, (*map(zones.unsure, said), *map(_in_brackets, said))), "")


def told(word: str) -> str:
    """The message for such a word: which zones it means, where that is known."""
    names = [f"`{each}`" for each in times.places(word) or times.zones_of(re.sub(" [Tt]ime$", "", word))]
    if names:
        which = f"can be {' or '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"
    else:
        odd = _in_brackets(f"({word})") and not re.fullmatch(_LOCAL, word)
        which = "is a zone that nobody here knows" if odd else "can be more than one zone"
    return f"`{word}` {which}; the times are in none, until `timezone` says which"


def _in_brackets(name: str) -> str:
    found = _IN_BRACKETS.search(name)
    return found[1] if found and not zones.word_in(name) else ""
