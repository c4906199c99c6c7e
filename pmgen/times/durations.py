"""Lengths of time as people write them (`~2h 43m`) and as pmgen writes them (`2 h 43 min`)."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from pmgen.values import Value

_DAY: Final = dt.timedelta(days=1)
_MICROSECOND: Final = dt.timedelta(microseconds=1)
_SECOND: Final = 1_000_000  # microseconds: decimals are then whole numbers and nothing is rounded
_SIZES: Final = {
    name: size
    for size, names in (
        (86_400 * _SECOND, "d day days"),
        (3_600 * _SECOND, "h hr hrs hour hours"),
        (60 * _SECOND, "m min mins minute minutes"),
        (_SECOND, "s sec secs second seconds"),
    )
    for name in names.split()
}
_ABOUT: Final = re.compile(r"[~≈] ?|(?:c|ca)\. ?|(?:about|around|approx\.?|circa) ", re.IGNORECASE | re.ASCII)
_PART: Final = re.compile(r"(\d{1,9})(?:\.(\d{1,6}))? ?([a-z]{1,7})(?:,? (?:and )?|(?=\d)|$)", re.IGNORECASE | re.ASCII)


class Duration(Value):
    """A length of time and how exactly it is known."""

    about: bool  # said to be approximate
    length: dt.timedelta
    unit: dt.timedelta  # the smallest unit written: the length is known to this much

    @property
    def words(self) -> str:
        """How it is written for readers: `~2 h 43 min`."""
        return ("~" if self.about else "") + " ".join(each for part in self.parts for each in part)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The numbers of it, each with its unit: in days alone if it is known in days, else as in `spell`."""
        if self.unit >= _DAY and self.length >= dt.timedelta(0) and not self.length % _DAY:
            return ((str(self.length // _DAY), "d"),)
        tokens = spell(self.length).split()
        return tuple(zip(tokens[::2], tokens[1::2], strict=True))


def parse_duration(text: str) -> Duration | None:
    """Read a length such as `~2h 43m`, `26 hours`, `1d 3h` or `1.5h`; None for anything else.

    Units run from days to seconds, largest first, each at most once. The last may have decimals, and then
    `unit` is the worth of the last decimal place: `1.5h` is 15 tenths of an hour, so its unit is 6 minutes,
    as the unit of `90m` is a minute.
    """
    about, words = split_about(text)
    found = read_length(words)
    return Duration(about, *found) if found else None


def split_about(text: str) -> tuple[bool, str]:
    """Take `~`, `ca.`, `about` … off the start: whether it was there, and the rest with single spaces."""
    words = " ".join(text.split())
    if words[:1].isdigit():
        return False, words
    match = _ABOUT.match(words)
    return (True, words[match.end() :]) if match else (False, words)


def read_length(words: str) -> tuple[dt.timedelta, dt.timedelta] | None:
    """Read `1h 30m` (single spaces only) as its length and its unit; None if it is not such a text."""
    total, unit, at = 0, 0, 0
    while at < len(words):
        part = _PART.match(words, at)
        if part is None:
            return None
        whole, decimals, name = part.group(1), part.group(2) or "", part.group(3)
        at = part.end()
        size = _SIZES.get(name.lower())
        if size is None or (unit and size >= unit) or (decimals and at < len(words)):
            return None
        unit = size // 10 ** len(decimals)
        total += int(whole + decimals) * unit
    try:
        return (dt.timedelta(microseconds=total), dt.timedelta(microseconds=unit)) if unit else None
    except OverflowError:
        return None


@lru_cache(maxsize=4096)  # a figure is written on its own page, in lists, and in the data
def spell(length: dt.timedelta) -> str:
    """Write a length in two units at most: `5 min 30 s`, `44 h 5 min`, or `3 d 4 h` from 48 hours on.

    What is smaller than the second of the two is rounded, halves away from zero. The minus sign is U+2212.
    """
    exact = abs(length) // _MICROSECOND
    seconds, minutes, hours = (_rounded(exact, size * _SECOND) for size in (1, 60, 3600))
    if seconds < 3600:
        parts = _units(seconds, 60, "min", "s")
    elif minutes < 48 * 60:
        parts = _units(minutes, 60, "h", "min")
    else:
        parts = _units(hours, 24, "d", "h")
    sign = "\u2212" if seconds and length < dt.timedelta(0) else ""
    return sign + (parts or "0 min")


def _rounded(amount: int, step: int) -> int:
    return (amount + step // 2) // step


def _units(amount: int, step: int, large: str, small: str) -> str:
    counts = zip(divmod(amount, step), (large, small), strict=True)
    return " ".join(f"{count} {unit}" for count, unit in counts if count)
