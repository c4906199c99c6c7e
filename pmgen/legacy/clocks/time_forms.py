"""What days and times look like where people write them, as parts of expressions."""

from __future__ import annotations

from pmgen.legacy.clocks import zones
from pmgen.legacy.vocabulary.abroad import AT_ABROAD, CLOCK_ABROAD, DAY_ABROAD
from pmgen.legacy.vocabulary.calendar_names import CAPITAL_MONTH, CAPITAL_WEEKDAY, WHOLE_CAPITAL_WEEKDAY

MONTH = rf"{CAPITAL_MONTH}\.?"
WEEKDAY = rf"(?:{CAPITAL_WEEKDAY}\.?,? )?"
DAY = (
    rf"(?:{WEEKDAY}(?:\d{{4}}-\d\d?-(?:\d\d?|\?\?|DD|XX|xx)|\d{{4}}-MM-DD|\d{{4}}/\d\d?/\d\d?"
    rf"|{MONTH} \d{{1,2}}(?!\d|[-–]\d{{1,2}}(?![\d:]))(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?)"
    rf"(?:,? \(?{WHOLE_CAPITAL_WEEKDAY}\)?(?!\w))?|{DAY_ABROAD})"
)
_H = r"(?:h\b|(?<=\b\d\d:\d\d) h(?=\s+(?:\w|-\s|$)|\s*[:–—*(,]))"
"""Behind a blank it needs all four digits, and what happened behind it: `2:30 h` is how long something took."""
CLOCK = (
    rf"(?:{CLOCK_ABROAD}"
    rf"|\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?|{_H}| ?(?:hrs|hours|Uhr|uur)\b)?"
    r"|12 [Nn]oon\b|[Nn]oon(?=\s*(?:$|[*_`)\]|:,–—]|-\s))|\d{1,2} ?[AaPp][Mm]"
    r"|\d\dh\d\d\b|\d\d:(?:\d?[xX?]{1,2}|MM|mm)|HH:(?:mm|MM))"
)
# `09:00-10:15` is a range, and so no offset.
ZONE = (
    rf"(?: ?{zones.OFFSET}"
    rf"| ?(?:Z|{zones.SHORT})\b(?!-[A-Za-z])"
    r"| ?\+\d\d:?\d\d\b|(?: |(?<=:\d\d:\d\d))-\d\d:?\d\d\b)?"
)
_MINUTES, _SECONDS = r"m(?:in(?:ute)?s?)?", r"s(?:ec(?:ond)?s?)?"
# Behind a blank a number needs its unit: `T+1h 5 nodes failed`.
ELAPSED = (
    rf"\d+\s?(?:d(?:ays?)?(?:,?\s?\d+\s?h(?:(?:ou)?rs?)?)?(?!\s?\d+\s?[hms])|h(?:(?:ou)?rs?)?(?:\d+(?:{_MINUTES})?|\s\d+\s?{_MINUTES})?|{_MINUTES}|{_SECONDS})"
    rf"(?:\s?\d+\s?{_SECONDS})?\b"
)
ZERO = r"T ?[+\u2212-]? ?0(?!\d|:\d)"
TIME = (
    rf"[~≈]?\s?(?:{DAY}(?:(?:[T, ]+(?:(?:at|{AT_ABROAD}) )?| ?[/–-] ?)[~≈]?{CLOCK}{ZONE})?|{CLOCK}{ZONE}"
    rf"|T ?[+\u2212-] ?{ELAPSED}|T[+\u2212-]\d{{1,3}}:[0-5]\d(?::[0-5]\d)?(?![\d:])|{ZERO})"
)
RANGE = r"\s*(?:–|—|-|→|->|to|until)\s*"
