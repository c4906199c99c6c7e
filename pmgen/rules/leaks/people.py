"""Who is a person, in prose and among those whom a document names, and who is a team or a role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from pmgen.rules.leaks.given_names import GIVEN

_WITHOUT_STROKES: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"}
)
"""Letters whose stroke is a part of them, so that it does not fall off as an accent does."""

_SAINTS: Final = ("San ", "Santa ", "Sao ", "São ", "Saint ", "St. ")
_THINGS: Final = frozenset(
    "agent airport api bay bot city cluster day docker kubernetes node nodes operator package packages pipeline region "
    "release server servers service street team teams town".split()
)
"""What is no last name behind any first one, but may well be behind a program, a place or a day that has one."""

ROLES: Final = frozenset(
    "abuse admin alert alerting alerts billing confluence contact devops dmarc do-not-reply donotreply dpo feedback "
    "git github gitlab hello help helpdesk hostmaster incident incidents info infra jenkins jira legal mailer-daemon "
    "marketing monitoring newsletter no-reply noc noreply notification notifications on-call oncall ops platform "
    "postmaster press privacy root sales security service service-desk servicedesk soc sre status support team "
    "webmaster".split()
)
"""Whose mail is read by whoever is in."""
_OF_ROLES: Final = frozenset(
    "alert alerts billing desk helpdesk incidents noreply notifications oncall support team".split()
)
"""What makes the mail of a role of a name with several parts: `payments-oncall`, and not `jroe-admin`."""

_GROUPS: Final = frozenset(
    "admin admins agent bot call commander crew data database department desk devops devs duty engineer engineering "
    "engineers group guild incident infra infrastructure lead manager network observability office oncall operations "
    "operator ops platform product reliability security service services squad sre staff status storage support team "
    "teams "
    # What stands in the name of a company or a project.
    "ag alto cloud community company consulting corp corporation energy face foundation gmbh group hat inc labs "
    "limited linux llc ltd media micro networks partners project relic software solutions systems technologies telekom "
    "university works".split()
)
"""What stands in the name of a team or a role, and not in that of a person."""
_BETWEEN: Final = frozenset("al bin da de del den der di dos du el la le van von zu".split())
"""What stands between the names of a person, in small letters."""

_MONTH: Final = "Jan"
"""A first name that is a month as often: what is before it, or behind it, tells which."""
_OF_MONTH: Final = re.compile(
    # A day or a year, and not the end of `10:44` or `2026-04-22`; another month; what is said of months.
    r"(?:(?<![:\d-])(?:\d{1,2}(?:st|nd|rd|th)?\.?|(?:19|20)\d\d)|\d[,/–-]"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? ?[,/–-]"
    r"|\b(?:the|our|in|since|until|till|before|after|mid|early|late|last|this|next|every|each|during|start of|end of"
    r"|anfang|mitte|ende|im|début|fin)"
    r"[ -]?)[ \t\n]{0,3}\Z",
    re.IGNORECASE,
)
_MONTHLY: Final = frozenset(
    "audit azure backup backups bill billing budget change costs cutover data deploy deploys deployment export "
    "figures freeze grafana holiday holidays import incident incidents invoice invoices kafka kubernetes launch "
    "load logs maintenance metrics migration month numbers outage patch patches payroll peak postgres redis "
    "release releases report reports review rollout run sale sales schedule sprint statement statements terraform "
    "to totals traffic upgrade update updates vault week weekend feb february mar march apr april may jun june "
    "jul july aug august sep sept september oct october nov november dec december monday tuesday wednesday "
    "thursday friday saturday sunday mon tue wed thu fri sat sun".split()
)
"""What has a month before it."""

_NAME: Final = r"[^\W\d_][^\W\d_'’]{1,20}(?:-[^\W\d_][^\W\d_'’]{1,20})?"
_FIRST: Final = re.compile(rf"(?<![\w.-]){_NAME}")
_BESIDE_A_STROKE: Final = re.compile(r"(?<![^\s(\[|,;:*_>])(?:[^\W_][\w&+-]{1,30}/){1,3}\Z")
"""What is in front of the stroke before a name: a team, a role or somebody else, and no path of a file or address."""
_WHOLE: Final = re.compile(
    rf"({_NAME})[*_]{{0,3}}\s{{1,3}}[*_]{{0,3}}(?:[^\W\d_]\.?\s{{1,3}}){{0,2}}"
    rf"(?:(?:{'|'.join(sorted(_BETWEEN))})\s{{1,3}}){{0,2}}"
    r"([^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){1,30})(?!\w|/(?![^\W\d_]))"
)
# Each begins with one sign, which is looked for ten times as fast as one of two.
_FOLLOWED: Final = tuple(re.compile(rf"{each}(?=[ \t*_]{{0,6}}[^\W\d_])") for each in (":", r"\|"))
_LABEL: Final = re.compile(
    r"(?<![\w-])(?:(?:co-authored|signed-off|reviewed|acked|tested|written)[- ]by|authors?|scribe|commander|ic|assignee"
    r"|incident (?:lead|manager)|(?:comms|communications) lead|on-call engineer|responders?|autor(?:in)?|verfasser"
    r"|auteur|автор)[*_]{0,3}[ \t]{0,60}\Z",
    re.IGNORECASE,
)
"""What is said of persons only, in front of their name."""
_LABELLED: Final = re.compile(
    rf"(?<=[:|])[ \t*_]{{0,6}}({_NAME}(?: [^\W\d_]\.?)?(?: {_NAME}){{1,3}})"
    r"(?=[*_]{0,3}(?:\.(?!\w)|[ \t]{0,60}(?:\r?$|[,;<(/|@])))(?!\s*\|?[ \t]*\r?\n[ \t]*\|?[ \t]*:?-+)",
    re.MULTILINE,
)
_WHOLE_NAME: Final = re.compile(r".+", re.DOTALL)
_TITLES: Final = frozenset(
    "Mr Mrs Ms Dr Herr Herrn Frau Mme Madame Monsieur Señor Señora Signor Signora Senhor Senhora".split()
)
_TITLED: Final = re.compile(
    r"\w+(?:(?<=[DM]r|Ms)\.|(?<=Mrs)\.|(?<!\bDr))[ \u00a0]([^\W\d_][^\W\d_'’-]{1,30}(?:-[^\W\d_]{2,30})?)(?![\w/-])"
)
"""A last name behind a title: `Dr. Chen`."""
_LAST_FIRST: Final = re.compile(rf"(?:\A|[\n|;:])[ \t>*_+-]{{0,20}}({_NAME}), \Z")
_NAME_ENDS: Final = re.compile(r"(?: [^\W\d_]\.)?[*_]{0,3}[ \t]{0,60}(?:[|;(<]|\r?\n|\Z)")
"""What is round a name whose parts have changed places, where it stands alone: `Doe, Jane`."""
_TO_WHOM: Final = re.compile(
    rf"\b(?:by|from|to|with|asked|called|contacted|informed|paged|told)[ \n][*_]{{0,3}}({_NAME}), \Z"
)
_GOES_ON: Final = re.compile(
    r"(?: [^\W\d_]\.)?[*_]{0,3}(?:[.;:)!?](?!\w)|,? (?:at|from|in|on|who)\b| \(|[ \t]{0,60}(?:\r?\n|\Z))"
)
"""The same in a sentence, where most of what has a comma between is a list, or begins with another thing."""
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today tomorrow yesterday then".split()
)
_PERSON: Final = re.compile(r"\w[\w'’-]*(?: \w\.?)?(?: \w[\w'’-]+){1,3}")
_HANDLE: Final = re.compile(r"@\w[\w.-]{0,40}\w")
_BESIDE_A_NAME: Final = re.compile(r"\s*[<(].*", re.DOTALL)
"""What people write behind their name: an address, what they do."""


def persons(text: str) -> Iterator[re.Match[str]]:
    """The places in a text where a first name that is one of many people has another name behind it.

    `Jane Doe`, `Jane M. Doe` and `Zoë van Dyke`; neither `JANE DOE`, which is more often a constant, nor `Jane` alone.
    Where something else says that it is a person (`IC: …`, `Dr. …`), any name will do.
    """
    end = 0
    for first in _FIRST.finditer(text):
        word = first[0]
        if not word.istitle() or first.start() < end or not _is_apart(text, first.start()):
            continue
        if word in _TITLES:
            found = _TITLED.match(text, first.start())
        elif (_is_given(word) or _is_jan(text, first)) and not text.endswith(_SAINTS, 0, first.start()):
            found = _WHOLE.match(text, first.start())
            if not (found and _is_last(found[2])):
                found = _turned(text, first)
        else:
            continue
        if found and _is_last(found[found.lastindex or 0]):
            end = found.end()
            yield found
    yield from _labelled(text)


def _is_apart(text: str, start: int) -> bool:
    """Whether a word at a place in a text is no part of a path or an address."""
    if not text.endswith("/", 0, start):
        return True
    return _BESIDE_A_STROKE.search(text, max(0, start - 100), start) is not None


def _is_jan(text: str, first: re.Match[str]) -> bool:
    """Whether what may be a month is a first name: a last one follows, and no day or preposition is before it."""
    if first[0].partition("-")[0] != _MONTH:
        return False
    whole = _WHOLE.match(text, first.start())
    named = whole is not None and whole[2].lower() not in _MONTHLY
    return named and not _OF_MONTH.search(text, max(0, first.start() - 40), first.start())


def _turned(text: str, first: re.Match[str]) -> re.Match[str] | None:
    """A name that begins with its last part: in a cell, as an item, behind a label, or after `by`."""
    start, before = first.start(), max(0, first.start() - 80)
    if not text.endswith(", ", 0, start):
        return None
    last = _LAST_FIRST.search(text, before, start) if _NAME_ENDS.match(text, first.end()) else None
    if last is None and _GOES_ON.match(text, first.end()):
        last = _TO_WHOM.search(text, before, start)
        if last and (last[1].lower() in _DAYS or _is_given(last[1])):
            return None
    return _WHOLE_NAME.match(text, last.start(1), first.end()) if last and _is_last(last[1]) else None


def _labelled(text: str) -> Iterator[re.Match[str]]:
    """The names of whom something else says that they are persons: `IC: …`."""
    for sign in chain.from_iterable(each.finditer(text) for each in _FOLLOWED):
        found = _LABELLED.match(text, sign.end())
        if found and _LABEL.search(text, max(0, sign.start() - 80), sign.start()) and _is_person(found[1]):
            name = _WHOLE_NAME.match(text, *found.span(1))
            assert name
            yield name


def _is_given(word: str) -> bool:
    name = word.partition("-")[0].lower()
    if name.isascii():
        return name in GIVEN
    plain = unicodedata.normalize("NFKD", name.translate(_WITHOUT_STROKES))
    return "".join(each for each in plain if not unicodedata.combining(each)) in GIVEN


def _is_last(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and word.lower() not in _THINGS


def is_role(name: str) -> bool:
    """Whether a name in front of an `@`, in small letters, is that of a role."""
    if name in ROLES:
        return True
    box = name.partition("+")[0]  # behind it anybody may write what their mail is about
    named = any(map(_may_name, re.split("[-+_.]", name)))
    return not named and not _OF_ROLES.isdisjoint(re.split("[-_.]", box))


def _may_name(part: str) -> bool:
    """Whether a part of a mail address is a first name, or its initial."""
    return _is_given(part) or (len(part) == 1 and part.isalpha())


def known(names: Iterable[str]) -> list[str]:
    """The persons among those whom a document names, by their names and handles."""
    bare = {_BESIDE_A_NAME.sub("", each) for each in names}
    turned = {each: " ".join(reversed(each.split(", "))) for each in bare if each.count(", ") == 1}
    bare |= {each for each in turned.values() if _is_given(each.partition(" ")[0])}
    found = {each for each in bare if _is_person(each)}
    return sorted(found | {each for each, name in turned.items() if name in found})


def _is_person(name: str) -> bool:
    """Whether a name is that of a person: teams and roles have other words, no capitals, or one word."""
    if not _GROUPS.isdisjoint(re.split(r"[\W_]+", name.lower())):
        return False
    if _HANDLE.fullmatch(name):
        return True
    words = [each for each in name.split() if each not in _BETWEEN]
    return bool(_PERSON.fullmatch(name)) and len(words) > 1 and all(map(_is_capitalised, words))


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and (len(word) < 3 or not word.isupper())
