"""Times as most are written, with their day before them and their zone behind, in whatever order they were."""

from __future__ import annotations

import re

from pmgen.legacy.clocks import zones
from pmgen.legacy.clocks.time_forms import CLOCK, DAY, RANGE, ZONE

_OF_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_IN_BRACKETS = re.compile(
    rf"^([\s*_`]*[~≈]?(?:{DAY}[T, ]+(?:at )?)?{_OF_CLOCK}(?:{RANGE}{_OF_CLOCK})?(?: Uhr)?) ?"
    rf"\(({zones.OFFSET}|{zones.PAIR}|{zones.SHORT})\)(?=(\s+[^\W\d])?)"
)
_BEHIND_MARKS = re.compile(
    rf"^(\s*)(\*\*|__|[*_`])([~≈]?(?:{DAY}[T, ]+(?:at )?)?{_OF_CLOCK}(?:{RANGE}{_OF_CLOCK})?)\2"
    rf" ((?P<open>\()?(?:{zones.OFFSET}|{zones.SHORT})(?(open)\)|(?=[\s:,–—|-]|$)))"
)
"""A zone behind the marks of emphasis around a time: `**10:44** UTC`."""
_MARKED_ENDS = re.compile(rf"^(\s*)(\*\*|__|`)([~≈]?(?:{DAY}[T, ]+)?{_OF_CLOCK})\2({RANGE})\2(?=[~≈]?{_OF_CLOCK}\2)")
"""A range of which each end has its own marks of emphasis."""
_DAY_BEHIND = re.compile(
    rf"^([\s*_`]*)([~≈]?{CLOCK}{ZONE}(?:{RANGE}{CLOCK}{ZONE})?)"
    rf"(?:,? ?\(({DAY})\)|,? on ({DAY})(?=\W|$)|,? ({DAY})(?=\s*(?:$|[|:–—]|-\s)))"
)
"""A time of day and its day behind it."""
_MARKED_DAY = re.compile(rf"^(\s*)([*_]{{1,2}})({DAY}),?\2(?:,| ?[–—-])?\s+([*_]{{0,2}})(?=[~≈]?\d{{1,2}}:\d\d)")
_ARROW = re.compile(rf"^([\s*_`\[(]*+{DAY}) ?(?:→|->) ?(?=\d{{1,2}}:\d\d)")
"""Between a day and a time on it: `April 2, 2026 → 13:00`."""
_WITHOUT_MARKS = re.compile(r"^([\s*_`\[(]*+)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-]\d\d):?(\d\d))?(?!\w)")
"""A day and a time in the short form of ISO 8601: `20260403T140000Z`."""
_BLANKS = re.compile(r"^([\s*_`\[(]*)(\d{4}) (0\d|1[0-2]) ([0-2]\d|3[01])(?=[T, ]+\d{1,2}:\d\d)")
"""A day with blanks between its parts, before a time: `2026 03 26 11:00`."""
_NUMBERED_DAY = re.compile(rf"^([\s*_]*)(?:Day|Tag|Jour|D[ií]a) ?\d{{1,3}}\s*[:,(–—-]+\s*(?={DAY})")
"""Before a day: which one it is of those that it took."""
_UNFILLED = re.compile(
    r"^([\s*_`\[(]*\d{4}-\d\d-\d\d)[T, ]+(?:HH:?MM|XX:?XX|\?\?:\?\?|--:--)(?::(?:SS|XX|\?\?))?Z?(?!\w|:[\w?-])",
    re.IGNORECASE,
)
"""A day and the place of a time in a form, where nobody knew it."""
_WITHOUT_SECONDS = re.compile(r"^([\s*_`\[(~≈]*(?:\d{4}-\d\d-\d\d[T ])?\d\d?:\d\d):(?:xx|XX|\?\?)(?![xX?]|\w*\d)")
"""A time of which nobody knew the seconds."""

_TEN_MINUTES = re.compile(
    r"^([\s*_`\[(]*)[~≈]?((?:\d{4}-\d\d-\d\d[T ])?)((?:[01]\d|2[0-3]):[0-5])[xX?](Z?)"
    r"(?![\w?]|:\d|\s?[–—-]\s?\d\d?:)"
)
"""A time of which nobody knew the last minute: `06:2xZ`."""


def put(text: str) -> str:
    """A text whose first time is written as most are: its day before it, its zone behind it without brackets."""
    text = _ARROW.sub(r"\1 ", text, count=1) if "→" in text or "->" in text else text
    text = _BLANKS.sub(r"\1\2-\3-\4", _NUMBERED_DAY.sub(r"\1", text, count=1), count=1)
    text = _UNFILLED.sub(r"\1", _WITHOUT_MARKS.sub(_with_marks, text, count=1), count=1)
    text = _WITHOUT_SECONDS.sub(r"\1", text, count=1)
    text = _TEN_MINUTES.sub(r"\1~\2\g<3>0\4 – \g<3>9\4", text, count=1)
    text = _MARKED_ENDS.sub(r"\1\2\3\4", text, count=1)
    text = _BEHIND_MARKS.sub(r"\1\2\3 \4\2", text, count=1)
    text = _IN_BRACKETS.sub(lambda found: f"{found[1]} {found[2]}{':' if found[3] else ''}", text, count=1)
    text = _MARKED_DAY.sub(r"\1\4\3 ", text, count=1) if text.lstrip()[:1] in "*_" else text
    return _DAY_BEHIND.sub(lambda found: f"{found[1]}{found[3] or found[4] or found[5]} {found[2]}", text, count=1)


def _with_marks(found: re.Match[str]) -> str:
    seconds = f":{found[7]}" if found[7] else ""
    offset = f"{found[9]}:{found[10]}" if found[9] else found[8] or ""
    return f"{found[1]}{found[2]}-{found[3]}-{found[4]}T{found[5]}:{found[6]}{seconds}{offset}"
