"""Where a text names a document: by its file, its page, its data, its id or its title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from pmgen.addresses import stem_of
from pmgen.model import spelled_alike
from pmgen.rules.ordinary import has_year, is_ordinary
from pmgen.rules.readings import CODE, as_read, folded, readings, spaced
from pmgen.source import Span
from pmgen.values import Value

_WORD = re.compile(r"[\w.-]+")
_IN_OTHER_LETTERS = re.compile(r"[\w.-]+", re.ASCII)
"""A word that languages without spaces have between two others: `障害は2026-04-13-diskと同じ`."""
_SLUG_PART = re.compile(r"[a-z0-9]+")
_AT_ITS_ENDS = "._-"
_ENDINGS = ("md", "html", "htm", "json")

_PARTS = re.compile(r"[-_ ]")
_NUMBER = re.compile(r"[-_ ]\d{1,3}\Z")
_ENOUGH = 4
"""Letters of a word that says something, and such words of a title that nobody would write by chance; of the name of a
file one less."""
_IN_CODE = 2
"""So many parts a word has that people make a piece of code of, be it a name of some document or not: `blue-green`."""
_ID = "pm"
"""How the id of a post-mortem begins: `PM-payroll`."""
_OF_SCRIPT = "\u2e80"
"""From here on are the scripts that have no spaces between words."""
_BEFORE, _BEHIND = r"(?<![^\W\u2e80-\U0010ffff])", r"(?![^\W\u2e80-\U0010ffff])"


class Names(Value):
    """What documents are called, by their ids and by their files without the endings, in small letters.

    Args:
        words: those that are one word, and `others`, all others.
        titles: those that say what nobody would write by chance, as they are written, without the marks of code.
        ordinary: those of all names that something else has, too, so that they count with the ending of a file alone.
    """

    words: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    ordinary: frozenset[str] = frozenset()

    def is_telling(self, name: str) -> bool:
        """Whether nobody would write a name and mean anything else."""
        return name not in self.ordinary and _is_telling(name)

    def may_be_in_code(self, name: str) -> bool:
        """Whether nobody would make a piece of code of it and mean anything else: it has three parts, or a digit."""
        if name in self.ordinary or not any(map(str.isalpha, name)):
            return False
        return _is_telling(name) or len([each for each in _PARTS.split(name) if each]) > _IN_CODE


def names(
    paths: Iterable[str],
    ids: Iterable[str] = (),
    titles: Iterable[str] = (),
    *,
    taken: Collection[str] = (),
    things: Iterable[str] = (),
) -> Names:
    """What documents at some paths, with some ids, or of some titles are called.

    Args:
        taken: what other documents are called.
        things: what services and the like are called, of which there may be several: `vault`, and `vault-2`.
    """
    telling = sorted(each for each in {spaced(title).rstrip(".!?") for title in titles} if _says_enough(each))
    called = {folded(each).strip(_AT_ITS_ENDS) for each in (*map(stem_of, paths), *ids)}
    called |= {_slug(each) for each in telling}.difference(map(folded, taken))
    called -= {""}
    words = frozenset(each for each in called if _WORD.fullmatch(each))
    alike = frozenset(map(spelled_alike, things))
    ordinary = {each for each in called if is_ordinary(each) or not alike.isdisjoint(_things(each))}
    ordinary |= called.intersection(map(folded, taken))
    return Names(words, tuple(sorted(called - words)), tuple(telling), frozenset(ordinary))


def _slug(title: str) -> str:
    """A title as addresses have it; nothing for one of which they have not every letter."""
    return "-".join(_SLUG_PART.findall(title.lower())) if title.isascii() else ""


def _things(name: str) -> tuple[str, ...]:
    """Things that may be called so: one of this name, and one of several."""
    return () if has_year(name) else (spelled_alike(name), spelled_alike(_NUMBER.sub("", name)))


def mentioned(text: str, known: Names) -> Iterator[str]:
    """The words of a text that name documents, as they are read there.

    A word that people may use for something else, `vault`, `2026-04-22` or `split-brain`, is one only with the ending
    of a file; of three parts, `dns-ttl-low`, also where it is all that stands in a piece of code. A title counts as it
    is written, or as titles are.
    """
    for read in readings(text):
        others = () if read.isascii() else _IN_OTHER_LETTERS.findall(read)
        words = dict.fromkeys(each.strip(_AT_ITS_ENDS) for each in (*_WORD.findall(read), *others))
        yield from (each for each in words if _is_name(each.lower(), known))
        yield from (each for each in dict.fromkeys(CODE.findall(read)) if _is_in_code(each.lower(), known))
        single = spaced(read) if known.others or known.titles else ""
        small = single.lower()
        for name in known.others:
            if name in small and (found := _other(name, known).search(single)):
                yield found[0]
        likely = (each for each in known.titles if each.lower() in small)
        yield from (each for each in likely if any(_titles(each, single)))


def only(known: Names, words: Iterable[str]) -> Names:
    """Those names that some words are, as `mentioned` has found them."""
    read = {folded(each) for each in words}
    read |= {each.replace("_", "-") for each in read}
    stems = {each.rpartition(".")[0] for each in read}
    return Names(
        known.words & (read | stems),
        tuple(each for each in known.others if each in read),
        tuple(each for each in known.titles if folded(each) in read),
        known.ordinary,
    )


def is_mentioned(text: str, known: Names) -> bool:
    """Whether a text names a document, or is nothing but the name of one."""
    whole = folded(text.strip())
    return whole in known.words or whole in known.others or any(True for _ in mentioned(text, known))


def places(text: str, known: Names) -> Iterator[Span]:
    """Where in a source it names documents; what is written otherwise than it is read has no place of its own."""
    for pattern in (_WORD,) if text.isascii() else (_WORD, _IN_OTHER_LETTERS):
        for found in pattern.finditer(text):
            word = found[0].strip(_AT_ITS_ENDS)
            if _is_name(folded(word), known):
                start = found.start() + len(found[0]) - len(found[0].lstrip(_AT_ITS_ENDS))
                yield Span(start, start + len(word))
    yield from (Span(*each.span(1)) for each in CODE.finditer(text) if _is_in_code(folded(each[1]), known))
    yield from (Span(*found.span()) for each in known.others for found in _other(each, known).finditer(text))
    yield from (Span(*found.span()) for each in known.titles for found in _titles(each, text))


def spellings(known: Names) -> Iterator[str]:
    """One of these stands, letter by letter, in any text that names a document."""
    for name in (*known.words, *known.others):
        alone = known.is_telling(name) or (name in known.words and known.may_be_in_code(name))
        yield from (name,) if alone else (f"{name}.{ending}" for ending in _ENDINGS)
    yield from known.titles


def _is_name(word: str, known: Names) -> bool:
    if "_" in word and _is_name(word.replace("_", "-"), known):
        return True
    stem, _, ending = word.rpartition(".")
    if stem in known.words and (ending in _ENDINGS or known.is_telling(stem)):
        return True
    return word in known.words and known.is_telling(word)


def _is_in_code(word: str, known: Names) -> bool:
    return word in known.words and known.may_be_in_code(word)


def _is_telling(stem: str) -> bool:
    """Whether nobody would write it and mean anything else: it is made of parts, and has letters and digits.

    Without a digit it is, like `payroll-data-leak`, made of three parts that say something, or begins as ids do.
    """
    parts = _PARTS.split(stem)
    if len(parts) == 1 or not any(map(str.isalpha, stem)):
        return False
    if parts[0] == _ID or any(map(str.isdigit, stem)):
        return True
    return sum(_says_something(each) for each in parts) >= _ENOUGH - 1


def _says_enough(title: str) -> bool:
    words = title.split()
    unspaced = sum(each >= _OF_SCRIPT for each in title) // 3
    return sum(map(_says_something, words)) + unspaced >= _ENOUGH


def _says_something(word: str) -> bool:
    """Whether a word is no article and the like, nor a short name of something that each document has."""
    return sum(each.isalnum() and each < _OF_SCRIPT for each in word) >= _ENOUGH


def _other(name: str, known: Names) -> re.Pattern[str]:
    """Where the name of a file that is several words stands: by itself if nobody would write it by chance."""
    ending = "" if known.is_telling(name) else rf"(?=\.(?:{'|'.join(_ENDINGS)})\b)"
    return re.compile(_lines(name) + ending, re.IGNORECASE)


def _titles(title: str, text: str) -> Iterator[re.Match[str]]:
    """Where a title stands: in its own capitals, or with one at each word that says something, as titles have them."""
    for found in re.compile(_lines(title), re.IGNORECASE).finditer(text):
        words = _WORD.findall(as_read(found[0]))
        if words == _WORD.findall(title) or not any(each[0].islower() for each in words if _says_something(each)):
            yield found


def _lines(words: str) -> str:
    """A pattern for some words, be they on several lines, of a quote or not."""
    return _BEFORE + r"[\s>]+".join(map(re.escape, words.split(" "))) + _BEHIND
