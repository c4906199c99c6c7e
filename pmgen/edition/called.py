"""What documents that no public edition has are called, for whoever reads the words of a link to one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import Final

from pmgen.addresses import is_legacy, stem_of
from pmgen.rules.outside import Outside
from pmgen.rules.readings import as_read
from pmgen.values import Value

_WORD: Final = re.compile(r"[\u2e80-\U0010ffff]|[^\W_\u2e80-\U0010ffff]+")
"""A word; of scripts without spaces between words each sign, of which three are as much as one word."""
_OF_SCRIPT: Final = "\u2e80"
"""From here on are these scripts."""
_WITHIN: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word goes on in the way of programs: `PayrollDatabase`."""
_ENOUGH: Final = 6
"""So much says what an incident was about: two words, or six signs of such a script."""
_SHORT: Final = 4
"""A word of so many letters that ends in an `s` may well be one of something."""
PLURAL: Final = "s"
_LONGEST: Final = 60
"""How many words of a name are looked for: nobody would link with more."""
SMALL: Final = frozenset("a an and in of on our that the this".split())
"""Words that may stand between those of a name, and before them."""
_SAYING_LITTLE: Final = frozenset(
    "about after again also another back before been both caused cause down during earlier early failed failure first "
    "from full have high incident incidents into issue issues last late later like long many more most much next once "
    "only other outage over part post postmortem previous problem problems same second similar some still such than "
    "that their them then there these they third this those time times today under until very week were what when "
    "where which while with year yesterday".split()
)
"""Words of four letters and more that many a title has, so that one of them and another word name no incident."""


class Called(Value, dict=True):
    """All documents, as the words of a link may call them.

    Args:
        public: those that a public edition has, and `hidden`, all others, by their paths and old addresses.
        services: every name that a service goes by, where there is a catalogue.
    """

    public: tuple[Outside, ...]
    hidden: dict[str, Outside]
    services: tuple[str, ...] = ()

    @classmethod
    def of(cls, seen: Sequence[Outside], services: Iterable[str] = ()) -> Called:
        """These documents."""
        public, hidden = list[Outside](), dict[str, Outside]()
        for each in seen:
            if each.public and not is_legacy(each.path):
                public.append(each)
            else:
                hidden |= dict.fromkeys((each.path, *(alias.lower() for alias in each.aliases)), each)
        return cls(tuple(public), hidden, tuple(services))

    def phrases(self, target: str) -> tuple[Sequence[str], ...]:
        """What the document at a path or an old address is called, in words: by its title, and by its file."""
        document = self.hidden.get(target) or self.hidden.get(target.lower())
        if document is None:
            return ()
        file = _bare([each for each in _words(stem_of(document.path)) if not each.isdigit()])
        return (_bare(_words(document.title))[:_LONGEST], *((file,) if len(file) > 1 else ()))

    def parts(self, target: str) -> Iterator[str]:
        """One of these is in all words that call it so, perhaps with small words between its own."""
        for phrase in self.phrases(target):
            yield from (_joined(phrase), *parts_of(phrase))

    @cached_property
    def shown(self) -> str:
        """The words of what everybody may read: titles, services and tags of public documents, and the catalogue."""
        names = (name for each in self.public for name in (each.title, *each.names["services"], *each.names["tags"]))
        return "\n".join(_joined(_bare(_words(each))) for each in dict.fromkeys(chain(names, self.services)))


def told_by(words: str, phrases: Iterable[Sequence[str]], shown: str) -> str:
    """The words of a link, if they call a document by its name or by a part of that; else nothing.

    Args:
        phrases: what it is called.
        shown: see `Called.shown`: what is a part of that tells nothing.
    """
    read = {_joined(_bare(_words(each))) for each in (words, _WITHIN.sub(" ", words))}
    told = any(
        each not in shown and turned not in shown
        for phrase in phrases
        for one in read
        for each, turned in chain(((each, each) for each in _telling(phrase, one)), _pairs(phrase, one))
    )
    return " ".join(words.split()) if told else ""


def _telling(phrase: Sequence[str], read: str) -> Iterator[str]:
    """What of a name some words hold: one that is a single word only if they are nothing else."""
    whole = _joined(phrase)
    if whole == read or (len(phrase) > 1 and any(map(_weight, phrase)) and whole in read):
        yield whole
    yield from (each for each in parts_of(phrase) if each in read)


def _pairs(phrase: Sequence[str], read: str) -> Iterator[tuple[str, str]]:
    """Two words of a name that stand side by side in other words, in whichever order; each pair in both orders."""
    saying = words_saying_much(phrase)
    for pair in pairwise(read.split()):
        if pair[0] != pair[1] and saying.issuperset(pair):
            yield _joined(pair), _joined(reversed(pair))


def words_saying_much(phrase: Sequence[str]) -> frozenset[str]:
    """The words of a name of which two say what an incident was about, wherever in it they stand."""
    return frozenset(each for each in phrase if each < _OF_SCRIPT and _weight(each))


def parts_of(phrase: Sequence[str]) -> Iterator[str]:
    """The shortest rows of words in a name that say what an incident was about."""
    weights = [_weight(each) for each in phrase]
    for start, weight in enumerate(weights):
        said, end = weight, start + 1
        while weight and said < _ENOUGH and end < len(phrase):
            said += weights[end]
            end += 1
        if weight and said >= _ENOUGH:
            yield _joined(phrase[start:end])


def _weight(word: str) -> int:
    if word >= _OF_SCRIPT:
        return 1
    return 3 * (len(word) > 3 and not word.isdigit() and word not in _SAYING_LITTLE)


def _words(text: str) -> list[str]:
    """The words of a text in small letters, each as if there was one of it: `databases` say what `database` does."""
    return [_single(each) for each in _WORD.findall(as_read(text).lower())]


def _single(word: str) -> str:
    return word[:-1] if len(word) > _SHORT and word.endswith(PLURAL) and not word.endswith(("ss", "us", "is")) else word


def _bare(words: Sequence[str]) -> list[str]:
    return [each for each in words if each not in SMALL] or [*words]


def _joined(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
