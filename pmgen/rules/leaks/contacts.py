"""Where a person can be reached: mail addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pmgen.rules.leaks import people

_MAIL: Final = re.compile(
    r"(?:(?<=mailto:)|(?<![\w.+/:-]))[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w-])"
)
_DOT: Final = r"(?: ?[(\[{]dot[)\]}] ?| dot )"
_AT: Final = r" ?[(\[{](?:at|@)[)\]}] ?"
_SPELLED: Final = re.compile(
    rf"(?<![\w.+/:-])[a-z0-9](?:[\w+-]|\.(?=\w)|{_DOT}(?=\w)){{0,63}}(?:{_AT}(?:[a-z0-9-]{{1,63}}(?:\.|{_DOT})){{1,6}}"
    rf"| at (?!(?:an?|each|every|one|that|the|this) )(?:[a-z0-9-]{{1,63}}\.){{0,4}}"
    rf"[a-z0-9-]{{1,63}}{_DOT}(?:[a-z0-9-]{{1,63}}(?:\.|{_DOT})){{0,4}}(?![a-z]{{7}}))[a-z]{{2,24}}(?![\w-])",
    re.IGNORECASE,
)
"""An address that is written so that no program takes it for one."""
_SIGNS: Final = ("(at)", "{at}", "(@)", "{@}", " dot ", "(dot)", "{dot}")
_WRITTEN: Final = ((re.compile(_AT + "| at ", re.IGNORECASE), "@"), (re.compile(_DOT, re.IGNORECASE), "."))
_NO_DOMAINS: Final = frozenset("service timer socket slice mount js".split())
"""What a systemd unit or a package ends in: `getty@tty1.service` is no address."""
_OF_EXAMPLES: Final = re.compile(r"(?:^|\.)example(?:\.(?:com|org|net|edu))?$")

_END: Final = r"(?![\w-]|[.:,]\d)"
_ABROAD: Final = re.compile(rf"(?<![\w+.:/-])\+[1-9](?:[ \u00a0\u202f./()-]{{0,2}}\d){{8,14}}{_END}")
_HERE: Final = re.compile(rf"(?<![\w)-])\((?!8)\d{{3}}\) ?\d{{3}}-\d{{4}}{_END}")
_CALLED: Final = re.compile(
    r"(?<![\w-])(?:tele(?:fon|phone)|tel|phone|mobile|mobil|handy|fax|téléphone|whatsapp)\.?(?: (?:number|no|nr)\.?)?"
    rf"[*_]{{0,3}}[ \t]{{0,4}}:[*_]{{0,3}}[ \t]{{0,4}}(?!\d{{4}}-\d\d-)"
    rf"(?P<number>[+(]?\d(?:[ ./()-]{{0,2}}\d){{6,14}}{_END})",
    re.IGNORECASE,
)
_CALLS: Final = ("tel", "phone", "mobil", "handy", "fax", "whatsapp")
_NUMBER: Final = re.compile(r".+")
_UNIT: Final = re.compile(r"\s?(?:[kKMGT]i?B|B|bytes?|rows?|requests?|messages?|events?|records?|[munµ]?s|%)(?!\w)")
_TWO: Final = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 "
    "91 92 93 94 95 98".split()
)
"""The countries with a code of two digits; `1` and `7` have one, all others three."""
_SHORT: Final = frozenset("32 36 43 45 46 47 49 51 53 60 64 65 66".split())
"""Those of them where a number may be ten digits in all, which much else has, too."""
_FREE: Final = ("800", "0800")
"""What follows the code of the country in a number that belongs to nobody."""


def mails(text: str) -> Iterator[re.Match[str]]:
    """The mail addresses of persons in a text, those among them that are spelled out."""
    yield from filter(_is_of_person, _MAIL.finditer(text))
    lowered = text.lower()
    if any(each in lowered for each in _SIGNS):
        yield from filter(_is_of_person, _SPELLED.finditer(text))


def address(written: str) -> str:
    """A mail address as programs write it."""
    for form, sign in _WRITTEN:
        written = form.sub(sign, written)
    return written


def numbers(text: str) -> Iterator[re.Match[str]]:
    """The telephone numbers in a text: with the code of a country, as in North America, or called so."""
    if "+" in text:
        yield from filter(_is_number, _ABROAD.finditer(text))
    if "(" in text:
        yield from _HERE.finditer(text)
    lowered = text.lower()
    if any(each in lowered for each in _CALLS):
        for match in _CALLED.finditer(text):
            number = _NUMBER.match(text, *match.span("number"))
            assert number
            yield number


def _is_of_person(mail: re.Match[str]) -> bool:
    name, _, domain = address(mail[0]).lower().partition("@")
    ending = domain.rpartition(".")[2]
    return not people.is_role(name) and not _OF_EXAMPLES.search(domain) and ending not in _NO_DOMAINS


def _is_number(match: re.Match[str]) -> bool:
    """Whether what begins with a plus is a telephone number rather than by how much something grew."""
    groups = re.findall(r"\d+", match[0])
    digits = "".join(groups)
    code = 1 if digits[0] in "17" else 2 if digits[:2] in _TWO else 3
    if digits.startswith(_FREE, code) or len(groups[0]) < code or _UNIT.match(match.string, match.end()):
        return False
    if code == 1:
        # There all have eleven digits, which are told apart behind the fourth.
        return len(digits) == 11 and (len(groups[0]) in (4, 11) or [len(each) for each in groups[:2]] == [1, 3])
    if digits.endswith("000"):
        return len(digits) > 10 and len(groups) == 1
    grown = match.string.endswith("by ", 0, match.start())
    return len(groups) > 1 or len(digits) > 10 or (digits[:2] in _SHORT and len(digits) == 10 and not grown)
