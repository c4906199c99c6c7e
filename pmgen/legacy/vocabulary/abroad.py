"""Days and times as people write them in other languages, and how English has them."""

from __future__ import annotations

import re
from typing import Final

from pmgen.legacy.vocabulary.calendar_names import CAPITAL_MONTH, MONTH_ABROAD, month_number
from pmgen.times import MONTHS

_WEEKDAY = (
    r"(?i:(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:lune|marte|mercole|giove|vener)d[iì]|sabato|domenica"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
    r"[.,]? (?:den |le |el )?)?"
)
AT_ABROAD: Final = r"à|às|um|a las|alle(?: ore)?|om|в"
"""What stands before a time of day, as part of an expression."""
_DAY = (
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:"
    rf"(?:\.|er|º)? (?:de )?(?P<abroad>{MONTH_ABROAD})\b\.?|\. (?P<month>{CAPITAL_MONTH})\b\.?)"
    r"(?:(?:,| del?)? (?P<year>\d{4})(?!\d)(?: г(?:\.|ода)?(?!\w))?|(?=\s*(?:$|[:;,*_`|()\[\]–—\d-]|"
    rf"(?:{AT_ABROAD})\s)))"
)
_SIGNS = r"(?:(?P<in>\d{4}) ?年 ?)?(?P<number>\d{1,2}) ?月 ?(?P<on>\d{1,2}) ?日(?: ?[(（][月火水木金土日][)）])?"
_NAMES = re.compile(r"\?P<[^>]*>")
_FORM = f"{_DAY}|{_SIGNS}"
DAY_ABROAD: Final = _NAMES.sub("?:", _FORM)
"""A day, as part of an expression."""
CLOCK_ABROAD: Final = (
    r"\d{1,2} ?[時时] ?(?:\d{1,2} ?分)?|\d{1,2}(?:\.\d\d)? Uhr\b|\d{1,2} ?h ?\d\d(?=\s*(?:$|[:*_`|,–—]|-\s))"
)
"""A time of day, which other languages write with words or signs for the hour."""
_BEGINS = re.compile(rf"^(~?\s?)(?:{_FORM})")
_AT = re.compile(rf"(?<=\S) (?:{AT_ABROAD}) (?=~?\d)")
_HOUR = re.compile(r"(?<![\d:.])(\d{1,2})(?: ?[時时] ?(?:(\d{1,2}) ?分)?| ?h ?(\d\d)$|(?:\.(\d\d))? Uhr\b)")


def in_english(written: str) -> str:
    """A day and a time as English writes them: `22. April 2026 10.44 Uhr` is `22 April 2026 10:44`."""
    return _HOUR.sub(_clock, _AT.sub(" ", _BEGINS.sub(_day, written, count=1)))


def _day(found: re.Match[str]) -> str:
    if found["number"]:
        number, day, year = int(found["number"]), found["on"], found["in"]
    else:
        number, day, year = month_number(found["abroad"] or found["month"]), found["day"], found["year"]
    if not 1 <= number <= len(MONTHS):
        return found[0]
    return f"{found[1]}{day} {MONTHS[number - 1]}{f' {year}' if year else ''}"


def _clock(found: re.Match[str]) -> str:
    return f"{int(found[1]):02}:{int(found[2] or found[3] or found[4] or 0):02}"
