"""What the words of a public document name that no public edition has: all of it in one go, with its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmgen.check import Examined
from pmgen.diagnostics import Problem
from pmgen.edition.placing import placed
from pmgen.edition.post_mortems import told
from pmgen.rules.mentions import Names, mentioned
from pmgen.rules.policy import Policy, matches
from pmgen.rules.public_names import words_name_internal
from pmgen.rules.readings import APART, of_html, of_markdown, urls

_MOST = 40
"""How many places of one document are told: nobody would read more of them in one go."""

_OTHERWISE = "; it is written otherwise than it is read"
_ADVICE = "take it out, or allow it with `allowed_addresses` in the config"


def naming(
    examined: Examined, found: Examined, policy: Policy, names: Names, left_out: Callable[[str], bool]
) -> Iterator[Problem]:
    """Why a document cannot be in the edition: the words of a link stay, and so does whatever else is no link.

    Args:
        found: what of the document the edition would have.
        names: of the documents that it has not.
        left_out: whether an address leads to one of them.
    """
    words = dict.fromkeys(_words(found, names, left_out))
    if not (words := dict.fromkeys(each for each in words if not matches(each, policy.allowed_addresses))):
        return
    told_of = placed(examined, words, names, left_out)
    for each in told_of[:_MOST]:
        message = f"names `{each.word}`, which no public edition has{'' if each.as_read else _OTHERWISE}"
        yield words_name_internal.problem(each.span, message, help=_ADVICE)
    if len(told_of) > _MOST:
        message = f"names such ones in {len(told_of) - _MOST} more places from here on"
        yield words_name_internal.problem(told_of[_MOST].span, message)


def _words(found: Examined, names: Names, left_out: Callable[[str], bool]) -> Iterator[str]:
    texts = [each for text in told(found.post_mortem) for each in of_markdown(text)]
    for text in (APART.join(texts), *of_html(found.body)):
        named = [*mentioned(text, names)]
        yield from named
        # An address that holds the name of a document is told by that.
        yield from (each for each in urls(text) if left_out(each) and not any(word in each for word in named))
