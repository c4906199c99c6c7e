"""How times are written that cannot be read, and what each of them most likely is."""

from __future__ import annotations

import re
from typing import Final

from pmgen import times
from pmgen.decode.day_advice import year_in_full
from pmgen.times.months_abroad import MONTH_ABROAD, month_abroad

_NUMBER: Final = r"(?<![\d.:])(\d\d?)"
_OCLOCK: Final = r" ?(?:Uhr|o'?clock|hrs?|h)\.?$"
_NEARBY: Final = (
    "ca|circa|gegen|vers|hacia las?|sobre las?|verso le|rond|approx|before|after|shortly (?:before|after)|by|until"
    "|since|[<>]=?"
)
_DOUBT: Final = r"\?|-?ish|\(?(?:approx\.?|about|circa|ca\.?|\?)\)?"
_NOT_KNOWN: Final = (
    r"^(?:tb[acd]|to be (?:added|confirmed|determined)|n/?a|not known|unclear|[?.…-]+|[?xX]{1,2}:[?xX]{2})$"
)
# What people write for a time, and what it then most likely is; said only where that can be read.
_SLIPS: Final = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), written)
    for pattern, written in (
        ("[\"'“”„‘’\u00ad\u200b\u2060\ufeff]", ""),
        ("^[\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+ ?", ""),
        (r"^(\d{4})[年년] ?(\d\d?)[月월] ?(\d\d?)[日일] ?", r"\1-\2-\3 "),
        (r"(?<=\d{4})[‐‑‒–—−](\d\d)[‐‑‒–—−](?=\d\d)", r"-\1-"),
        (r"[.:;,]+$", ""),
        (r"(?<=\d)o|o(?=\d)", "0"),
        (r"(?<=\d)(?:st|nd|rd|th|er)\b", ""),
        (r"(?<=\d) at (?=\d)", " "),
        (r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* (?=\d\d? [a-z]|[a-z]{3,9} {1,2}\d|\d{4}-)", ""),
        (r"\b([a-z]{3,9})\. (?=\d)", r"\1 "),
        (r"^(\d{4}-\d\d-\d\d)[_-](?=\d\d?:)", r"\1 "),
        (r"^(?:um|à|a las?|alle|às|om|@|at) ?(?=\d)", ""),
        (r"^(?:午前|上午)(.*)", r"\1 am"),
        (r"^(?:午後|下午)(.*)", r"\1 pm"),
        (rf"{_NUMBER}[時时点](\d\d)分?", r"\1:\2"),
        (rf"{_NUMBER}[時时点](\d)分", r"\1:0\2"),
        (rf"{_NUMBER}[時时点](?!\d)", r"\1:00"),
        # As web servers and `date` write them.
        (r"^\[?(\d\d)/([a-z]{3})/(\d{4}):(\d\d:\d\d:\d\d(?: [+-]\d{4})?)\]?$", r"\1 \2 \3 \4"),
        (r"^([a-z]{3}) {1,2}(\d\d?) (\d\d:\d\d:\d\d)( UTC)? (\d{4})$", r"\2 \1 \5 \3\4"),
        (r"^(\d\d?)\. (?=[a-z])", r"\1 "),
        (rf"{_NUMBER}[.:;：h](\d\d){_OCLOCK}", r"\1:\2"),
        (rf"{_NUMBER}{_OCLOCK}", r"\1:00"),
        (rf"{_NUMBER} ?(?:[;：h]|Uhr) ?(\d\d)(?!\d)", r"\1:\2"),
        (rf"{_NUMBER}\.(?=1[3-9]$|[2-5]\d$|\d\d ?[ap]\.?m\b)", r"\1:"),
        (r"^\+ ?(?=\d)", "T+"),
        (r"^T ?([+-]) ?(\d+):(\d\d)$", r"T\1\2h \3m"),
        (r"^(T ?[+-] ?\d+ ?h ?\d+)$", r"\1m"),
        (r"(?<=\d-)(\d)(?!\d)", r"0\1"),
        (r"(?<=\d) ?\((UTC|GMT|Z)\)$", r" \1"),
        (r" ?(?:UTC|GMT|Z) ?([+-])(\d)(?::?00)?$", r" \g<1>0\2:00"),
        (r" ?(?:UTC|GMT|Z) ?([+-]\d\d)(?::?00)?$", r" \1:00"),
        (r" ?(?:UTC|GMT|Z) ?([+-]\d\d):?([0-5]\d)$", r" \1:\2"),
        (r"\b((?:1[3-9]|2[0-3]):\d\d) ?p\.?m\.?$|\b(0?0:\d\d) ?a\.?m\.?$", r"\1\2"),
        (r"^(\d{4})[/.](\d\d)[/.](\d\d)(?!\d)|^(20\d\d)(\d\d)(\d\d)(?=[T ]|$)", r"\1\4-\2\5-\3\6"),
        (r"^((?:\d{4}-\d\d-\d\d )?\d\d?) ([0-5]\d)$", r"\1:\2"),
        (r"^((?:\d{4}-\d\d-\d\d )?\d\d?) ([0-5]\d) ([0-5]\d)$", r"\1:\2:\3"),
        (r"(?<=\dT)(\d\d)(\d\d)(\d\d)(?=Z?$)", r"\1:\2:\3"),
        (r"^(\d{4}-\d\d-\d\d) ?/ ?(?=\d)", r"\1 "),
        (r"^(\d\d?:\d\d(?::\d\d)?),? ([a-z]{3,9} \d\d?|\d\d? [a-z]{3,9}|\d{4}-\d\d-\d\d)$", r"\2 \1"),
        (rf"^[~≈]? ?(.*\d) ?(?:{_DOUBT})$", r"~\1"),
        (rf"^(?:{_NEARBY}) ?(?=\d)", "~"),
        (r"^(\d\d?):[?x]{2}$", r"~\1:00"),
        (r"(?:^|(?<= ))([01]\d|2[0-3])([0-5]\d)(?= ?(?:Z|UTC)?$)", r"\1:\2"),
        (r"^([1-9])([0-5]\d)$", r"\1:\2"),
        (r"(?:^|(?<=[~≈ ]))(\d\d?)$", r"\1:00"),
        (r"^(?:at )?noon$", "12:00"),
        (r"^(?:about|around|approx\.?|ca\.?|~) ?noon$", "~12:00"),
        (_NOT_KNOWN, "unknown"),
    )
)
_OWN_MONTH: Final = re.compile(rf"\b(?:{'|'.join(times.MONTHS)})\b", re.IGNORECASE)
_MONTH: Final = re.compile(rf"\b(?:de )?({MONTH_ABROAD})(?!\w)\.?(?: de(?= \d))?")
DOTTED: Final = re.compile(r"(~?) ?(\d\d?)\. ?(\d\d?)\.(?: ?(\d{4})\b|(\d\d)\b(?![.:]))?,? *", re.ASCII)
"""A day that is written with dots; where it is, the day comes before the month."""


def nearly(text: str) -> str | None:
    """What can be read and is nearly the same."""
    if (found := DOTTED.match(text)) and 1 <= int(found[3]) <= 12:
        return _undotted(found, text[found.end() :])
    english = in_english(text)
    if english != text and times.parse(english):
        return english
    text = english
    for pattern, written in _SLIPS:
        changed = pattern.sub(written, text).strip()
        if changed != text and times.parse(changed):
            return changed
    changed = text
    for pattern, written in _SLIPS:  # more than one of them
        changed = pattern.sub(written, changed).strip()
        if changed != text and times.parse(changed):
            return changed
    return None


def in_english(text: str) -> str:
    """A text in which a month has its English name: `8 mars`, `9 de marzo de 2026`, `22. März`."""
    if _OWN_MONTH.search(text):
        return text
    return _MONTH.sub(lambda found: times.MONTHS[month_abroad(found[1]) - 1][:3], text)


def _undotted(found: re.Match[str], clock: str) -> str | None:
    about, day, month = found[1], int(found[2]), int(found[3])
    year = found[4] or (year_in_full(found[5]) if found[5] else "")
    written = f"{year}-{month:02}-{day:02}" if year else f"{times.MONTHS[month - 1][:3]} {day}"
    likely = (f"{about}{written} {each}".strip() for each in (clock, nearly(clock) or clock))
    return next((each for each in likely if times.parse(each)), None)
