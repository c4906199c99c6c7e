r"""Which documents may name one that no public edition has: a look at their sources proves of most that they do not.

To make a document as an edition has it takes many times as long. A name that somebody reads stands in the source letter
by letter, with nothing between two letters or digits but other signs (`2026-**zq**-leak`, `2026\-zq-leak`) or what
`_REMOVED` takes out. What else may stand between them, or for one, is in `_UNSURE` and `_ESCAPE`: of a source with
any of that nothing is proved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final
from unicodedata import normalize

from pmgen.addresses import is_legacy, is_relative, stem_of
from pmgen.check import Examined
from pmgen.edition.called import PLURAL, SMALL, Called, words_saying_much
from pmgen.rules.mentions import spellings
from pmgen.rules.outside import Outside
from pmgen.rules.unseen import unseen
from pmgen.values import Value

_ELEMENT: Final = (
    r"</?(?:b|br|code|dd|details|div|dl|dt|em|h[1-6]|hr|i|kbd|li|ol|p|small|strong|sub|summary|sup|ul)\s*/?>"
)
_UNSURE: Final = re.compile(
    r"&[#\w]+;|%[0-9A-Fa-f]{2}|xn--"
    rf"|<(?=[A-Za-z/!?])(?!{_ELEMENT[1:]}|https?://[^\s<>]*>)"  # attributes, elements without their words, comments
    r"|\]\((?![^()\s\\<>]*\))"  # links with a title, or with an address that is not what it seems
    r"|\n[ \t>*+\-\d.)]*\[(?!\^)(?:[^\]\n]+|[^\]\[]{1,999})\]:"  # addresses by their labels, in items, too
    r"|\[\^[^\]\s]{99}"  # notes with long ones
)
_ESCAPE: Final = re.compile(r"\\[A-Za-z0-9\r\n]")
"""In double quotes of YAML."""
_REMOVED: Final = re.compile(
    rf"{_ELEMENT}|\]\([^()\s]*\)|\]\[[^\]]*\]|\[\^[^\]\s]{{1,99}}\]|\n[ \t>]*\d{{1,9}}[.)][ \t]"
)
_APART: Final = re.compile(r"</?(?:br|dd|div|dt|h[1-6]|li|p|summary)\s*/?>")
"""Elements on whose sides words end; in others they may go on."""
_BLANK_LINE: Final = re.compile(r"\n[ \t>\r]*(?=\n)")
_KEPT: Final = re.compile(r"[]()<>[]|\d[.)] ")
"""In a title, what may be there as it is though it looks like what is removed."""
_GENERATED: Final = re.compile(r"fn(?:ref)?-[\d-]+")
_OTHER: Final = re.compile(r"[^\w\s]+|_+")
_SIGNS: Final = {code: None for code in range(128) if not chr(code).isalnum() and not chr(code).isspace()}
_END: Final = 5
"""How many letters of a name are looked up at once."""


class Sieve(Value):
    """What is left of names in each text that holds one.

    Args:
        words: the names of one word, by their last letters; `short`, those that can only be tried one by one.
        titles: those of several, by one of their inner words: all of these, and the whole.
        hidden: the paths and the ids of the documents, and `names`, all that is one word.
        called: the documents, as the words of a link may call them.
        always: nothing can be proved of any text.
    """

    words: Mapping[str, tuple[str, ...]]
    short: tuple[str, ...]
    titles: Mapping[str, tuple[tuple[frozenset[str], str], ...]]
    hidden: frozenset[str]
    names: frozenset[str]
    called: Called
    always: bool


def sieve(seen: Sequence[Outside], services: Collection[str] = ()) -> Sieve:
    """What to look for, so that nobody is told of some of these documents; for the services see `unseen`."""
    names = unseen(seen, services).names
    phrases = frozenset(names.titles)
    words: dict[str, list[str]] = {}
    titles: dict[str, list[tuple[frozenset[str], str]]] = {}
    short: list[str] = []
    for name in spellings(names):
        trace, inner = _left_of(name)
        if inner:
            titles.setdefault(max(inner, key=len), []).append((inner, trace))
        elif " " in name or name in phrases or len(trace) < _END + 2:
            short.append(trace)
        else:
            words.setdefault(trace[-_END:], []).append(trace)
    return Sieve(
        {end: tuple(found) for end, found in words.items()},
        tuple(short),
        {word: tuple(found) for word, found in titles.items()},
        _hidden(seen),
        names.words,
        Called.of(seen, services),
        any(map(_GENERATED.fullmatch, names.words)),
    )


def _left_of(name: str) -> tuple[str, frozenset[str]]:
    """What is left of a name where a text holds it, and those of its words that have others on both sides."""
    folded = _folded(name)
    inner = folded.split()[1:-1]
    if _KEPT.search(name):  # a part of it may be removed from the text
        return "", frozenset(each for each in inner if each.isalnum())
    return _joined(folded), frozenset(map(_joined, inner)) - {""}


def _hidden(seen: Sequence[Outside]) -> frozenset[str]:
    """The paths and the ids of the documents that no public edition has, and that none of the others has."""
    shown, named = set[str](), set[str]()
    for each in seen:
        if each.public and not is_legacy(each.path):
            shown.add(each.id)
        else:
            named |= {each.path, each.id}
    return frozenset(named - shown)


def may_name(seen: Outside, examined: Examined, sought: Sieve) -> bool:
    """Whether a document may name what is sought, or a page of the site: true unless it is sure that it does not.

    Args:
        seen: the document as others see it.
    """
    subject, text = examined.subject, examined.source.text
    assert subject is not None
    if sought.always or _UNSURE.search(text) or ("\\" in text and _ESCAPE.search(text, 0, subject.body)):
        return True
    pm = subject.post_mortem
    # What these are, the source does not say by itself.
    told = "\n".join((text, pm.id, pm.severity, *pm.services, *pm.tags, *subject.outline.anchors))
    told = _APART.sub(" ", told) if "<" in told else told
    told = _folded("\n".join((_REMOVED.sub("", told), *_REMOVED.findall(told))))
    whole = _joined(told)
    if (host := _host(subject.policy.base_url)) is None or (host and host in whole):
        return True
    return (
        any(each in whole for each in sought.short)
        or _holds_title(told, whole, sought)
        or _links_by_name(seen, text[: subject.body], text[subject.body :], sought)
        or _holds_word(told, sought, _accounted(seen, examined, sought))
    )


@cache
def _host(base_url: str | None) -> str | None:
    """What is left of the host of a site; `None` where that can be written in several ways."""
    host = (base_url or "").partition("//")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return None if "xn--" in host or not host.isascii() else _joined(_folded(host))


def _holds_title(told: str, whole: str, sought: Sieve) -> bool:
    if not sought.titles:
        return False
    words = set(_plain(told.replace("+", " ")).split())
    found = (each for word in words & sought.titles.keys() for each in sought.titles[word])
    return any(inner <= words and trace in whole for inner, trace in found)


def _links_by_name(seen: Outside, front: str, body: str, sought: Sieve) -> bool:
    """Whether a document may call by its name what it links to and no edition has."""
    targets = {target for _, target, _ in seen.targets}
    names = {name for target in targets for name in sought.called.parts(target)}
    if not names:
        return False
    linked = "\n".join(part for text in (front, *_BLANK_LINE.split(body)) for part in _linked(text))
    whole = _joined(_folded(_REMOVED.sub("", linked)))
    small = rf"{PLURAL}?(?:{'|'.join(sorted(SMALL))})*"
    traces = (small.join(re.escape(_joined(_folded(word))) for word in name.split()) for name in names)
    return any(re.search(trace, whole) for trace in traces) or any(
        sum(_joined(_folded(word)) in whole for word in words_saying_much(phrase)) > 1
        for target in targets
        for phrase in sought.called.phrases(target)
    )


def _linked(text: str) -> Iterator[str]:
    """What of a paragraph may be the words of links, and what is between these."""
    first, last = text.find("["), text.rfind("](")
    if -1 < first < last:
        yield text[first:last]


def _holds_word(told: str, sought: Sieve, accounted: Callable[[], str]) -> bool:
    """Whether a name of one word, which has one of three signs, is there more often than can be accounted for."""
    trace = _plain(" ".join([each for each in told.split() if "-" in each or "_" in each or "." in each]))
    ends = {trace[start : start + _END] for start in range(len(trace) - _END + 1)}
    found = (each for end in ends & sought.words.keys() for each in sought.words[end])
    return any(trace.count(each) > accounted().count(each) for each in found)


def _accounted(seen: Outside, examined: Examined, sought: Sieve) -> Callable[[], str]:
    """What of a source looks like a name and is none: where links lead, relations, its own id.

    Where these are called like what is sought, no edition has them; else they may be a name with more behind it.
    """

    @cache
    def trace() -> str:
        pm = examined.post_mortem
        assert pm is not None
        own = [pm.id] if pm.id == f"PM-{pm.date}" else [pm.id, pm.id]  # by default no source has it
        ids = (each for each in (*own, *(each.id for each in seen.related)) if _is_none(each, each, sought))
        urls = (
            each.link.url
            for each, target, _ in seen.targets
            if target and is_relative(each.link.url) and _is_none(target, stem_of(target), sought)
        )
        return " ".join(_joined(_folded(each)) for each in (*ids, *urls))

    return trace


def _is_none(what: str, name: str, sought: Sieve) -> bool:
    return what in sought.hidden or name.lower() not in sought.names


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else normalize("NFKD", text).casefold()


def _plain(folded: str) -> str:
    """A text with its letters, digits and blanks alone."""
    return folded.translate(_SIGNS) if folded.isascii() else _OTHER.sub("", folded)


def _joined(folded: str) -> str:
    """A text with its letters and digits alone."""
    return "".join(_plain(folded).split())
