"""Times at the beginning of a line or in a cell, as people write them."""

from __future__ import annotations

import re

from pmgen import times
from pmgen.legacy import told_days, zones
from pmgen.legacy.calendar_names import CAPITAL_MONTH, CAPITAL_WEEKDAY, WHOLE_CAPITAL_WEEKDAY, whole_weekday
from pmgen.values import Value, replace

_MONTH = rf"{CAPITAL_MONTH}\.?"
_WEEKDAY = rf"(?:{CAPITAL_WEEKDAY}\.?,? )?"
_DAY = (
    rf"{_WEEKDAY}(?:\d{{4}}-\d\d?-(?:\d\d?|\?\?|DD|XX|xx)|\d{{4}}-MM-DD|\d{{4}}/\d\d?/\d\d?"
    rf"|{_MONTH} \d{{1,2}}(?!\d|[-–]\d{{1,2}}(?![\d:]))(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
    rf"(?:,? \(?{WHOLE_CAPITAL_WEEKDAY}\)?(?!\w))?"
)
_CLOCK = (
    r"(?:\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?|h\b| ?(?:hrs|hours|Uhr)\b)?"
    r"|12 [Nn]oon\b|[Nn]oon(?=\s*(?:$|[*_`)\]|:,–—]|-\s))|\d{1,2} ?[AaPp][Mm]"
    r"|\d\dh\d\d\b|\d\d:(?:\d?[xX?]{1,2}|MM|mm)|HH:(?:mm|MM))"
)
# `09:00-10:15` is a range, and so no offset.
_ZONE = (
    rf"(?: ?{zones.OFFSET}"
    rf"| ?(?:Z|{zones.SHORT})\b(?!-[A-Za-z])"
    r"| ?\+\d\d:?\d\d\b|(?: |(?<=:\d\d:\d\d))-\d\d:?\d\d\b)?"
)
_TIME = (
    rf"[~≈]?\s?(?:{_DAY}(?:(?:[T, ]+(?:at )?| ?[/–-] ?)[~≈]?{_CLOCK}{_ZONE})?|{_CLOCK}{_ZONE}"
    r"|T[+\u2212-]\d+\s?(?:h(?:(?:ou)?rs?)?(?:\s?\d+(?:m(?:in)?)?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)\b"
    r"|T[+\u2212-]\d{1,3}:[0-5]\d(?::[0-5]\d)?(?![\d:])|T\+?0(?!\d))"
)
_RANGE = r"\s*(?:–|—|-|→|->|to|until)\s*"
_LEADING = re.compile(
    rf"[\s*_`\[(]*(?P<at>{_TIME})(?:{_RANGE}(?P<until>{_TIME}))?(?P<end>(?:\*{{1,2}}|_{{1,2}})?(?:(?<!\s)(?:\*\*|__|`)|\s|\]|\))*)"
)
_SEPARATOR = re.compile(
    r"^[\s]*(?:(?:\*\*|__|`)(?=[\s:–—|,→=-]|$))?[\s]*(?:(?![–-]\d)(?:[-=]>|[:–—|,→-]|/(?=\s+\D|\s*$))+[\s]*(?:(?:\*+|__?|`)\s+)?)?(?=\S|$)"
)
"""What stands between a time and what happened then; a dash before a digit may be a minus, a stroke begin a path."""
_SPOKEN = re.compile(
    r"[\s*_]*(at|by|around|about|approx(?:imately|\.)?|roughly|circa|ca\.?)\s+(?=[~\d*]|noon\b)", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"^(\[\^\w+\])(?=\W)")
_ABOUT = re.compile(
    r"^-?ish\b|^or so\b"
    r"|^\s*(?:\+/[\u2212-]|±) ?\d+ ?(?:m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|s(?:ec(?:ond)?s?)?)\b"
    r"|^\s*(?:\?|\(\?\))(?=[\s:])"
    r"|^[\s*_`]*\((?:approx(?:imately)?\.?|ca\.?|about|est(?:imated)?\.?)\)",
    re.IGNORECASE,
)
_OTHER = rf"{_TIME}(?:{_RANGE}{_TIME})?(?: ?(?:{zones.SEVERAL}))?"
_AGAIN = re.compile(
    rf"\s*(?:[/=]\s*(?P<bare>{_OTHER})|[(\[]=?\s*(?P<inside>{_OTHER})[)\]])"
    r"(?=\s*(?:$|[*_`:|,–—→]|-\s)|\s)"
)
"""Behind a time: the same one by the clock of another zone."""
_LINK = re.compile(r"(?<=\])\((https?://[^\s()<>]+)\)")
_IN_ANY = re.compile(rf"(?P<at>.*\d.*?) ?(?P<zone>{zones.SEVERAL})")
_ONWARDS = re.compile(r"(?<=\S)\+(?=[\s:*_`]|$)")
"""Behind a time: then, or later."""
_OF_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_IN_BRACKETS = re.compile(
    rf"^([\s*_`]*[~≈]?(?:{_DAY}[T, ]+(?:at )?)?{_OF_CLOCK}(?:{_RANGE}{_OF_CLOCK})?) ?"
    rf"\(({zones.OFFSET}|{zones.SHORT})\)(?=(\s+[^\W\d])?)"
)
_DAY_BEHIND = re.compile(
    rf"^([\s*_`]*)([~≈]?{_CLOCK}{_ZONE}(?:{_RANGE}{_CLOCK}{_ZONE})?)"
    rf"(?:,? ?\(({_DAY})\)|,? on ({_DAY})(?=\W|$)|, ({_DAY})(?=\s*(?:$|[|:–—]|-\s)))"
)
"""A time of day and its day behind it."""
_MARKED_DAY = re.compile(rf"^(\s*)([*_]{{1,2}})({_DAY}),?\2(?:,| ?[–—-])?\s+([*_]{{0,2}})(?=[~≈]?\d{{1,2}}:\d\d)")
OF_DAY = re.compile(r"~?\d{1,2}:\d\d")
"""A time of day, in the way of the model."""
_WEEKDAY_ALONE = re.compile(rf"^[\s*_`]*({CAPITAL_WEEKDAY})[.,]?[*_]{{0,2}},?\s+(?=[*_]{{0,2}}[~≈]?\d{{1,2}}:\d\d)")
"""A day of the week before a time of day."""
_DAY_AND_CLOCK = re.compile(rf"^(~?\s?{_DAY}) ?[/–-] ?(?=\d{{1,2}}:\d\d)")
_AROUND = re.compile(rf"^(~?\s?){_WEEKDAY}|,? \(?{WHOLE_CAPITAL_WEEKDAY}\)?")
_MONTH_ALONE = re.compile(
    rf"[\s*_`]*(?:\d{{4}}-(?:0\d|1[0-2])|{_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}[-–]\d{{1,2}}(?![\d:]))"
    r"(?:[*_`]*:|:[*_`]+|\s*[–—]) ?(?=\S)"
)
_ELAPSED = re.compile(r"T(?P<sign>[+\u2212-])(?P<number>\d+)\s?(?P<unit>[hms])[a-z]*\s?(?P<minutes>\d*)[a-z]*")
_ELAPSED_CLOCK = re.compile(r"(T[+\u2212-])0*(\d+):(\d\d)(?::(\d\d))?")
_END_OF_DAY = re.compile(r"^([~≈]?\s?)24:00(?::00)?(?![\d:])")
_OPEN = re.compile(r"\?|MM|mm|DD|[xX]")
_NOON = re.compile(r"\b(?:12 )?[Nn]oon$")
_AMPM = re.compile(r"(?<![\d:])(\d{1,2})((?::\d\d){0,2}(?:[.,]\d+)?) ?([AaPp])\.?[Mm]\.?")
_HALF = re.compile(r"[AaPp]\.?[Mm]\b|[Nn]oon\b")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_ENDING_OFFSET = re.compile(r"(?<=\d)(?: ?(?:Z|UTC)| [+-]\d\d:?\d\d|\+\d\d:?\d\d)$")
_TRAILING_ZONE = re.compile(rf"(?:\s|\b|(?<=\d))(Z|{zones.SHORT})$")


class When(Value):
    """A time as front matter can hold it.

    Args:
        at: for `at`; `unknown` where it cannot be read.
        until: for `until`; empty for none.
        zone: the abbreviation behind it, or behind the end of the range; empty for none.
        rest: what follows it.
        on: how its day is told, as in `told_days`; empty where it is not.
        half: whether it says AM or PM.
        source: the address that it links to; empty for none.
        again: the time that stands behind it, by the clock of another zone; empty for none.
    """

    at: str
    until: str
    zone: str
    rest: str
    on: str = ""
    half: bool = False
    again: str = ""
    source: str = ""


def leading(text: str) -> When | None:
    """The time that a text begins with, and the rest of it; `None` where it begins with none."""
    text = _IN_BRACKETS.sub(lambda found: f"{found[1]} {found[2]}{':' if found[3] else ''}", text, count=1)
    text = _MARKED_DAY.sub(r"\1\4\3 ", text, count=1) if text.lstrip()[:1] in "*_" else text
    text = _DAY_BEHIND.sub(lambda found: f"{found[1]}{found[3] or found[4] or found[5]} {found[2]}", text, count=1)
    if (named := _WEEKDAY_ALONE.match(text)) and (when := leading(text[named.end() :])):
        return replace(when, on=when.on or whole_weekday(named[1]))
    if (told := told_days.BEFORE.match(text)) and (when := leading(text[told.end() :])):
        return replace(when, on=when.on or told[1])
    found = _LEADING.match(text)
    if found is None and _MONTH_ALONE.match(text):
        return When("unknown", "", "", text.strip())
    if found is None:
        spoken = _SPOKEN.match(text)
        when = leading(text[spoken.end() :]) if spoken else None
        if when is None or spoken is None or ":" not in when.at:
            return None
        near = "" if spoken[1].lower() in ("at", "by") else "~"
        return replace(when, at=f"{near}{when.at.lstrip('~ ') if near else when.at}", rest=when.rest.lstrip(", "))
    written = times.with_half(found["at"], found["until"] or "")
    at, zone = _readable(written)
    until, other = _readable(found["until"]) if found["until"] else ("", "")
    if not at and _OPEN.search(found["at"]) and not found["until"]:
        # Written as a time whose day nobody knew: an event, and its words say all that is known of it.
        return When("unknown", "", "", text.strip())
    if not at or (found["until"] and not until):
        return None
    at, until, zone = _in_one_zone(at, until, zone, other)
    onwards = _ONWARDS.match(text, found.end())
    at = f"~{at.lstrip('~ ')}" if onwards else at
    linked = _LINK.match(text, found.end())
    rest = _FOOTNOTE.sub(r" \1", text[(linked or onwards or found).end() :])
    if ":" in at and not zone and (doubtful := zones.DOUBTFUL.match(rest)):
        zone, rest = doubtful[1], rest[doubtful.end() :]
    if ":" in at and (spoken := zones.IN_WORDS.match(rest)):
        zone, rest = zone or spoken[0].strip(" ,"), rest[spoken.end() :]
    if about := _ABOUT.match(rest):
        at, rest = f"~{at.lstrip('~ ')}", rest[about.end() :]
    on = "next day" if _END_OF_DAY.match(written) else ""
    if OF_DAY.match(at) and (told := told_days.BEHIND.match(rest)):
        on, rest = told["in"] or told["by"], rest[told.end() :]
    again, rest = _again(rest, f"{at} {zone}") if ":" in at else ("", rest)
    rest = _SEPARATOR.sub("", rest, count=1) if found["end"] or rest else rest
    return When(at, until, zone, rest.strip(), on, bool(_HALF.search(written)), again, linked[1] if linked else "")


def _again(rest: str, before: str) -> tuple[str, str]:
    """The time that stands behind one and is in another zone, and what follows it; empty for none."""
    found = _AGAIN.match(rest)
    written = (found["bare"] or found["inside"]) if found else ""
    other = clock(written)
    zone = other.zone or "".join(_ENDING_OFFSET.findall(other.at)) if other else ""
    return (written, rest[found.end() :]) if found and zone and not before.endswith(zone) else ("", rest)


def clock(text: str) -> When | None:
    """The time of day that is all a text says, in a zone that may be several ones, too."""
    found = _IN_ANY.fullmatch(text)
    when = leading(found["at"] if found else text)
    if when is None or when.rest or ":" not in when.at:
        return None
    return replace(when, zone=found["zone"]) if found else when


def _in_one_zone(at: str, until: str, zone: str, other: str) -> tuple[str, str, str]:
    """The ends of a range and their zone: what stands behind one of them holds for both."""
    if zone and other and zone != other:
        until = zones.with_offset(until, other)
    elif not zone and not other:
        offsets = [match[0] if (match := _ENDING_OFFSET.search(each)) else "" for each in (at, until)]
        if ":" in at and ":" in until and any(offsets) and not all(offsets):
            at, until = f"{at}{offsets[1]}", f"{until}{offsets[0]}"
    return at, until, zone or other


def _readable(written: str) -> tuple[str, str]:
    """A time in a way that the model reads, and its zone; empty where there is none."""
    text = _DAY_AND_CLOCK.sub(r"\1 ", " ".join(written.split()))
    text = (
        _ORDINAL.sub("", _AROUND.sub(lambda found: found[1] or "", text))
        .replace("≈", "~")
        .replace("/", "-")
        .strip(" ,")
    )
    text = zones.spelled(_NOON.sub("12:00", text))
    text = _ELAPSED_CLOCK.sub(_spelled_out, _END_OF_DAY.sub(r"\g<1>00:00", text))
    if elapsed := _ELAPSED.fullmatch(text):
        minutes = f"{elapsed['minutes']}m" if elapsed["minutes"] else ""
        text = f"T{elapsed['sign']}{elapsed['number']}{elapsed['unit'][0]}{minutes}"
    zone = ""
    if (found := _TRAILING_ZONE.search(text)) and found[1] != "Z":
        zone, text = found[1], text[: found.start()].rstrip()
    text = re.sub(r"(:\d\d) ?(?:h(?:(?:ou)?rs)?|Uhr)\b", r"\1", text)
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
