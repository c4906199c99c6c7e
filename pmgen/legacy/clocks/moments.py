"""Times at the beginning of a line or in a cell, as people write them."""

from __future__ import annotations

import re
from functools import lru_cache

from pmgen import times
from pmgen.legacy.clocks import one_order, told_days, zone_words, zones
from pmgen.legacy.clocks.spelling import END_OF_DAY, readable
from pmgen.legacy.clocks.time_forms import CLOCK, DAY, MONTH, RANGE, TIME, ZERO
from pmgen.legacy.vocabulary.abroad import AT_ABROAD
from pmgen.legacy.vocabulary.calendar_names import CAPITAL_WEEKDAY, whole_weekday
from pmgen.values import Value, replace

_LEADING = re.compile(
    rf"[\s*_`\[(]*@?(?P<at>(?P<since>(?=[~≈]?\s?T))?{TIME})(?:{RANGE}(?P<until>(?(since)(?=[~≈]?\s?T)|(?![~≈]?\s?T)){TIME}))?"
    rf"(?P<end>(?:\*{{1,3}}|_{{1,3}})?(?:(?<!\s)(?:\*\*|__|`)|\s|\]|\))*)"
)
# Not the colon of `:fire:`, a picture as chats write it.
_SEPARATOR = re.compile(
    r"^[\s]*(?:(?:\*\*|__|`)(?=[\s:–—|,→=-]|$))?[\s]*"
    r"(?:(?![–-]\d|:[a-z][\w+-]{1,30}:(?:\s|$))(?:[-=]>|[:–—|,→-]|/(?=\s+\D|\s*$))+[\s]*(?:(?:\*+|__?|`)\s+)?)?(?=\S|$)"
)
"""What stands between a time and what happened then; a dash before a digit may be a minus, a stroke begin a path."""
_MARKS_ALONE = re.compile(r"^\s*(?:\*{1,3}|_{1,3})\s*$")
"""What is left of emphasis that ends behind the mark: `**2026-01-30:**`."""
_PICTURE = re.compile(
    "^([\\s*_`]*)(?![❌✗✘☐⬜🚫])[\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]* ?(?=[*_`\\[(~≈]*\\d)"
)
"""What may stand before a time, and takes nothing back."""
_SPOKEN = re.compile(
    rf"[\s*_]*(?:(?P<exactly>at|by|{AT_ABROAD}|ore)|around|about|approx(?:imately|\.)?|roughly|circa|ca\.?|gegen|vers"
    r"|environ|(?:около|примерно)(?: в)?|(?:hacia|sobre|alrededor de) las|por volta das)\s+(?=[~\d*]|noon\b)"
    r"|[\s*_]*約\s*(?=\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"[\s*_]*(?:[Bb]etween|[Ff]rom)\s+(?P<at>{TIME})\s+(?:and|to|until)\s+(?=[~≈]?(?:{DAY}|{CLOCK}))"
)
"""Before the end of a range in words: `Between 10:00 and 10:30: …`."""
_SET_OFF = (":", "-", "–", "—", "*")
_FOOTNOTE = re.compile(r"^(\[\^\w+\])(?=\W)")
_NOT_EXACTLY = re.compile(
    r"^-?ish\b|^or so\b|^\s?(?:頃|ごろ|ころ)"
    r"|^\s*(?:\+/[\u2212-]|±) ?\d+ ?(?:m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|s(?:ec(?:ond)?s?)?)\b"
    r"|^\s*(?:\?|\(\?\))(?=[\s:])"
    r"|^[\s*_`]*\((?:approx(?:imate(?:ly)?)?\.?|ca\.?|about|est(?:imated)?\.?)\)"
    r"|^\s*approx(?:imate(?:ly)?|\.)?(?=\s*(?:$|[:,;–—]|-\s))",
    re.IGNORECASE,
)
_OTHER = rf"{TIME}(?:{RANGE}{TIME})?(?: ?(?:{zones.SEVERAL}))?"
_AGAIN = re.compile(
    rf"\s*(?:[/=]\s*(?P<bare>{_OTHER})|[(\[]=?\s*(?P<inside>{_OTHER})[)\]])"
    r"(?=\s*(?:$|[*_`:|,–—→]|-\s)|\s)"
)
"""Behind a time: the same one by the clock of another zone."""
_LINK = re.compile(r"(?<=\])\((https?://[^\s()<>]+)\)")
_IN_ANY = re.compile(rf"(?P<at>.*\d.*?) ?(?P<zone>{zones.SEVERAL})")
_ONWARDS = re.compile(r"(?<=\S)\+(?=[\s:*_`]|$)")
"""Behind a time: then, or later."""
OF_DAY = re.compile(r"~?\d{1,2}:\d\d")
"""A time of day, in the way of the model."""
_WEEKDAY_ALONE = re.compile(rf"^[\s*_`]*({CAPITAL_WEEKDAY})[.,]?[*_]{{0,2}},?\s+(?=[*_]{{0,2}}[~≈]?\d{{1,2}}:\d\d)")
"""A day of the week before a time of day."""
_MONTH_ALONE = re.compile(
    rf"[\s*_`]*(?:\d{{4}}-(?:0\d|1[0-2])|{MONTH} \d{{4}}|{MONTH} \d{{1,2}}[-–]\d{{1,2}}(?![\d:]))"
    r"(?:[*_`]*:|:[*_`]+|\s*[–—]) ?(?=\S)"
)
_DURATION = re.compile(
    r"[\s*_`~≈]*+\d{1,2}:\d\d(?::\d\d)? ?(?:h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?|uur)\.? "
    r"(?:of|later|long|lang|(?<!\d\d:\d\d h )(?<!\d\d:\d\dh )(?:after|before)|downtime)\b"
)
"""How long something took, at a beginning: `2:30 hours of downtime`; `12:30 h after the deploy` is a time of day."""
_OPEN = re.compile(r"\?|MM|mm|DD|[xX]")
_ZERO = re.compile(
    rf"^([\s*_`\[(]*)({ZERO})[*_`]*\s*(?:(?:[–—:/@-]|->|→)\s*[*_`]*|\((?=[^()]*\)))\s*"
    rf"(?=[~≈]?(?:{DAY}[T, ]+(?:at )?)?{CLOCK})"
)
"""`T0` before the time that it was, `T0 — 13:45`, """
_ZERO_BEHIND = re.compile(rf"^\s*(?:[(\[]({ZERO})[)\]]|[/=]\s*({ZERO}))")
"""or behind it: `13:45 (T0)`."""
_HALF = re.compile(r"[AaPp]\.?[Mm]\b|[Nn]oon\b")
_ENDING_OFFSET = re.compile(r"(?<=\d)(?: ?(?:Z|UTC)| [+-]\d\d:?\d\d|\+\d\d:?\d\d)$")


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
        zero: `T0`, as it is written, where that is said to be this time; empty where it is not.
    """

    at: str
    until: str
    zone: str
    rest: str
    on: str = ""
    half: bool = False
    again: str = ""
    source: str = ""
    zero: str = ""


@lru_cache(maxsize=4096)  # the same line is asked by whoever may have to do with it
def leading(text: str) -> When | None:
    """The time that a text begins with, and the rest of it; `None` where it begins with none."""
    if _DURATION.match(text):
        return None
    text = one_order.put(text if text.isascii() else _PICTURE.sub(r"\1", text, count=1))
    if (named := _WEEKDAY_ALONE.match(text)) and (when := leading(text[named.end() :])):
        return replace(when, on=when.on or whole_weekday(named[1]))
    if (told := told_days.BEFORE.match(text)) and (when := leading(text[told.end() :])):
        return replace(when, on=when.on or told[1])
    if (zero := _ZERO.match(text)) and (when := leading(f"{zero[1]}{text[zero.end() :]}")):
        return replace(when, zero=zero[2], rest=when.rest.removeprefix(")").lstrip(" :–—-"))
    if found := _LEADING.match(text):
        return _read(text, found)
    return When("unknown", "", "", text.strip()) if _MONTH_ALONE.match(text) else _spoken(text)


def _spoken(text: str) -> When | None:
    """The time behind words that lead to it: `At about 10:44, …`; or the two that it was between."""
    if between := _BETWEEN.match(text):
        span = leading(f"{between['at']} – {text[between.end() :]}")
        before = text[: len(text) - len(span.rest)] if span else ""
        # A sentence that goes on from there tells of the whole.
        return span if span and span.until and (not span.rest or before.rstrip().endswith(_SET_OFF)) else None
    spoken = _SPOKEN.match(text)
    when = leading(text[spoken.end() :]) if spoken else None
    if when is None or spoken is None or ":" not in when.at:
        return None
    at = when.at if spoken["exactly"] else _about(when.at)
    return replace(when, at=at, rest=when.rest.lstrip(", "))


def _read(text: str, found: re.Match[str]) -> When | None:
    """The time that was found at the beginning, with what is said of it behind it; `None` where it is none."""
    written = times.with_half(found["at"], found["until"] or "")
    at, zone = readable(written)
    until, other = readable(found["until"]) if found["until"] else ("", "")
    if not at and _OPEN.search(found["at"]) and not found["until"]:
        # Written as a time whose day nobody knew: an event, and its words say all that is known of it.
        return When("unknown", "", "", text.strip())
    if not at or (found["until"] and not until):
        return None
    at, until, zone = _in_one_zone(at, until, zone, other)
    onwards, linked = _ONWARDS.match(text, found.end()), _LINK.match(text, found.end())
    rest = _FOOTNOTE.sub(r" \1", text[(linked or onwards or found).end() :])
    zone, rest = _zone_behind(zone, rest) if ":" in at else (zone, rest)
    about = _NOT_EXACTLY.match(rest)
    at, rest = _about(at) if onwards or about else at, rest[about.end() :] if about else rest
    on, rest = _day_behind(at, rest)
    behind = _ZERO_BEHIND.match(rest) if ":" in at else None
    zero, rest = (behind[1] or behind[2], rest[behind.end() :]) if behind else ("", rest)
    again, rest = _again(rest, f"{at} {zone}") if ":" in at else ("", rest)
    rest = _MARKS_ALONE.sub("", _SEPARATOR.sub("", rest, count=1) if found["end"] or rest else rest)
    on = on or ("next day" if END_OF_DAY.match(written) else "")
    half, source = bool(_HALF.search(written)), linked[1] if linked else ""
    return When(at, until, zone, rest.strip(), on, half, again, source, zero)


def _about(at: str) -> str:
    """A time that is said to be not exact."""
    return f"~{at.lstrip('~ ')}"


def _zone_behind(zone: str, rest: str) -> tuple[str, str]:
    """The zone of a time, which may stand behind it in words, and what follows."""
    zone, rest = zones.with_both(zone, rest)
    if not zone and (doubtful := zones.DOUBTFUL.match(rest)):
        zone, rest = doubtful[1], rest[doubtful.end() :]
    if spoken := zone_words.IN_WORDS.match(rest):
        zone, rest = zone or spoken[0].strip(" ,"), rest[spoken.end() :]
    return zone, rest


def _day_behind(at: str, rest: str) -> tuple[str, str]:
    """How the day of a time is told behind it, and what follows; empty where it is not."""
    told = told_days.BEHIND.match(rest) if OF_DAY.match(at) else None
    return (told["in"] or told["by"], rest[told.end() :]) if told else ("", rest)


def _again(rest: str, before: str) -> tuple[str, str]:
    """The time that stands behind one and is in another zone, and what follows it; empty for none."""
    found = _AGAIN.match(rest)
    written = (found["bare"] or found["inside"]) if found else ""
    other = clock(written)
    zone = other.zone or "".join(_ENDING_OFFSET.findall(other.at)) if other else ""
    return (written, rest[found.end() :]) if found and zone and not before.endswith(zone) else ("", rest)


def clock(text: str) -> When | None:
    """The time of day that a whole text is; its zone may be one of several."""
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
