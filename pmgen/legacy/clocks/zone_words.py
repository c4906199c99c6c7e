"""Zones in words: `Pacific time`, `heure de Paris`, `北京时间`."""

from __future__ import annotations

import re
from typing import Final

_TIMES_BEFORE: Final = r"(?:\b(?:timeline|chronology|times?|timestamps?|when|date|hour|[ap]m)|:\d\d)[*_` ]{0,3}"
"""Before a place in brackets: it says whose clock showed what is there, and not where something was."""
_WORDS: Final = tuple(
    (
        re.compile(
            rf"\b(?:{words}) times?\b|^\W*(?:{words})\W*$|{_TIMES_BEFORE}[(\[](?:{words})[)\]]"
            rf"|\b(?:all times|times are)(?: are)?(?: in)? (?:{words})(?=\W*$)",
            re.IGNORECASE,
        ),
        zone,
    )
    for words, zone in (
        ("japan(?:ese)?(?: standard)?|tokyo", "Asia/Tokyo"),
        ("(?:US )?pacific(?: standard| daylight)?", "America/Los_Angeles"),
        ("(?:US )?eastern(?: standard| daylight)?|new york", "America/New_York"),
        ("(?:US )?mountain(?: standard| daylight)?", "America/Denver"),
        ("US central(?: standard| daylight)?|chicago", "America/Chicago"),
        ("central european(?: summer)?|berlin", "Europe/Berlin"),
        ("london|UK|british(?: summer)?", "Europe/London"),
        ("india(?:n)?(?: standard)?", "Asia/Kolkata"),
        ("irish(?: standard)?|ireland", "Europe/Dublin"),
        ("israel(?: standard| daylight)?", "Asia/Jerusalem"),
        ("china(?: standard)?|beijing", "Asia/Shanghai"),
        ("singapore(?: standard)?", "Asia/Singapore"),
        ("moscow(?: standard)?", "Europe/Moscow"),
    )
)
_ABROAD: Final = tuple(
    (re.compile(words, re.IGNORECASE), zone)
    for words, zone in (
        (r"\bdeutsche[rn]? (?:orts)?zeit\b", "Europe/Berlin"),
        (r"\bheure (?:de paris|française)\b", "Europe/Paris"),
        (r"\bhora (?:de madrid|peninsular)\b", "Europe/Madrid"),
        (r"\b(?:horário|hora) de brasília\b", "America/Sao_Paulo"),
        (r"\b(?:horário|hora) de lisboa\b", "Europe/Lisbon"),
        (r"\b(?:мск|московское время|по москве)\b", "Europe/Moscow"),
        (r"日本(?:標準時|時間)", "Asia/Tokyo"),
        (r"北京时间|北京時間|中国标准时间", "Asia/Shanghai"),
    )
)
"""The same in other languages."""
IN_TEXT: Final = (*_WORDS, *_ABROAD)
"""What names a zone, each with the zone."""
IN_WORDS: Final = re.compile(
    r",? ?\(?(?:(?:US )?(?:Pacific|Eastern|Mountain|Central European|London|Japan|India|China|Singapore)"
    r"(?: Standard| Daylight| Summer)?(?: [Tt]ime)?)\)?(?=\s*[:*|–—-]|$)"
)
"""A zone in words behind a time."""
