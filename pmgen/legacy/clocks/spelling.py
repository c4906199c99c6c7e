"""Times as people wrote them, spelled as the model reads them."""

from __future__ import annotations

import re

from pmgen import times
from pmgen.legacy.clocks import zones
from pmgen.legacy.clocks.time_forms import DAY, WEEKDAY
from pmgen.legacy.vocabulary.abroad import in_english
from pmgen.legacy.vocabulary.calendar_names import WHOLE_CAPITAL_WEEKDAY

_DAY_AND_CLOCK = re.compile(rf"^(~?\s?{DAY}) ?[/–-] ?(?=\d{{1,2}}:\d\d)")
_AROUND = re.compile(rf"^(~?\s?){WEEKDAY}|,? \(?{WHOLE_CAPITAL_WEEKDAY}\)?")
_ELAPSED = re.compile(
    r"T ?(?P<sign>[+\u2212-]) ?(?P<number>\d+)\s?(?P<unit>[dhms])[a-z]*\s?(?P<minutes>\d*)(?:m[a-z]*)?"
)
_ZERO = re.compile(r"^T ?[\u2212-] ?0$")
_ELAPSED_CLOCK = re.compile(r"(T[+\u2212-])0*(\d+):(\d\d)(?::(\d\d))?")
END_OF_DAY = re.compile(r"^([~≈]?\s?)24:00(?::00)?(?![\d:])")
_NOON = re.compile(r"\b(?:12 )?[Nn]oon$")
_AMPM = re.compile(r"(?<![\d:])(\d{1,2})((?::\d\d){0,2}(?:[.,]\d+)?) ?([AaPp])\.?[Mm]\.?")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_TRAILING_ZONE = re.compile(rf"(?:\s|\b|(?<=\d))(Z|{zones.SHORT})$")


def readable(written: str) -> tuple[str, str]:
    """A time in a way that the model reads, and its zone; empty where there is none."""
    text = _DAY_AND_CLOCK.sub(r"\1 ", in_english(" ".join(written.split())))
    text = (
        _ORDINAL.sub("", _AROUND.sub(lambda found: found[1] or "", text))
        .replace("≈", "~")
        .replace("/", "-")
        .strip(" ,")
    )
    text = zones.spelled(_NOON.sub("12:00", text))
    text = _ELAPSED_CLOCK.sub(_spelled_out, END_OF_DAY.sub(r"\g<1>00:00", _ZERO.sub("T0", text)))
    if elapsed := _ELAPSED.fullmatch(text):
        minutes = f"{elapsed['minutes']}m" if elapsed["minutes"] else ""
        text = f"T{elapsed['sign']}{elapsed['number']}{elapsed['unit'][0]}{minutes}"
    zone = ""
    if (found := _TRAILING_ZONE.search(text)) and found[1] != "Z":
        zone, text = found[1], text[: found.start()].rstrip()
    text = re.sub(r"(:\d\d) ?(?:h(?:(?:ou)?rs)?|Uhr|uur)\b", r"\1", text)
    text = re.sub(r"\b(\d\d)h(\d\d)$", r"\1:\2", _AMPM.sub(_to_24, text))
    for candidate in (text, text.replace(",", ""), text.replace(" at ", " ")):
        parsed = times.parse(candidate)
        if parsed is not None:
            return candidate, zone
    return "", zone


def _spelled_out(found: re.Match[str]) -> str:
    """Hours and minutes since the start, as the model reads them."""
    seconds = f"{int(found[4])}s" if found[4] else ""
    return f"{found[1]}{found[2]}h{int(found[3])}m{seconds}"


def _to_24(found: re.Match[str]) -> str:
    late = found[3] in "pP"
    if int(found[1]) > 12 and not late:
        return found[0]  # 14:05 AM is neither that nor 2:05
    return f"{int(found[1]) % 12 + 12 * late:02}{found[2] or ':00'}"
