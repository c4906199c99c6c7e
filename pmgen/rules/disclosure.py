"""PM6xx: what a document tells that it should not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Final

from pmgen import markdown
from pmgen.addresses import stem_of
from pmgen.diagnostics import Level, Problem, Quote, Route, quotes, rule
from pmgen.model import Visibility
from pmgen.rules.leaks import hosts, spelled
from pmgen.rules.leaks.redaction import told_in
from pmgen.rules.policy import matches
from pmgen.rules.subject import Subject
from pmgen.source import Span
from pmgen.values import Value, names

_EMPHASIS = re.compile("[*_]+")

_NAME: Final = Span(0, 0)
"""Where what stands in the name of a document is reported."""

_NAMING: Final = frozenset({"authors", "owner", "by"})
"""The keys that name people."""

_IN_NONE: Final = frozenset({"lint", "extra", "attempts"})
"""The keys that an edition leaves out by itself."""


@rule("PM601", "credential", Level.WARNING)
def credential(subject: Subject) -> Iterator[Problem]:
    """A document holds a key, a token or a password.

    Whoever can read the document, or the history of its repository, has it; deleting it does not take it back. It stops
    a public edition, wherever in the document it is.

    Bad:

    ```markdown
    The job ran with `password=tr0ub4dor7-horse`.
    ```

    Good:

    ```markdown
    The job ran with `password=$DB_PASSWORD`.
    ```
    """
    advice = "revoke it, then take it out; what only looks like one goes into `allowed_secrets` in the config"
    seen: set[str] = set()
    for span, word, kind in told_in(subject.text):
        if not matches(word, subject.policy.allowed_secrets):
            seen.add(word)
            yield credential.problem(span, f"this looks like {kind}", help=advice)
    if plain := spelled.read(subject.text):
        for span, word, kind in told_in(plain.text):
            if word not in seen and not matches(word, subject.policy.allowed_secrets):
                place = Span(*plain.place(span.start, span.end))
                yield credential.problem(place, f"this is read as what looks like {kind}", help=advice)


@rule("PM602", "internal-address", Level.WARNING)
def internal_address(subject: Subject) -> Iterator[Problem]:
    """A public document names a private address or an internal host.

    It tells an attacker how the network is laid out, and other readers nothing. It stops a public edition. What every
    network has tells nothing: `10.0.0.0/8` as a whole, `169.254.169.254`, `host.docker.internal`. What is in no public
    edition anyway is not looked at: `internal: true`, `::: internal`, an HTML comment on lines of its own.

    Bad:

    ```yaml
    visibility: public
    severity_reason: The leader on 10.0.20.7 hung
    ```

    Good:

    ```yaml
    visibility: public
    severity_reason: The leader hung
    ```
    """
    advice = "say what it is instead, mark the part `internal`, or put it into `allowed_addresses` in the config"
    for at, match, quote in _shown(subject, partial(hosts.internal, subject.policy)):
        what = "an internal host name" if match.lastgroup in ("host", "named") else "a private address"
        message = f"`{match[0]}` is {what}, in {_where(at)}"
        yield internal_address.problem(at, message, help=advice, quoting=quote)


@rule("PM603", "personal-data", Level.WARNING)
def personal_data(subject: Subject) -> Iterator[Problem]:
    """A public document names a person, or holds a mail address or a telephone number.

    A post-mortem is about what happened, not about who it happened to. Persons are known by `authors`, `owner` and
    `by`, where one of these says a first and a last name or a handle (`@jroe`), and elsewhere by a first name that
    many people have, in front of another name, by a title (`Dr. Roe`), and behind what is said of persons only
    (`Incident commander: …`). A first name alone is found by nobody but a reader. The mail of a role (`support@…`,
    `payments-oncall@…`) is that of no person. It stops a public edition.

    Bad:

    ```yaml
    visibility: public
    severity_reason: Reported by jane.roe@mail.test
    ```

    Good:

    ```yaml
    visibility: public
    severity_reason: Reported by a customer
    ```
    """
    if subject.post_mortem.visibility is not Visibility.PUBLIC:
        return  # nor does anybody have to find out whom it names
    from pmgen.rules.leaks import contacts

    advice = "name the role instead, or put it into `allowed_people` in the config"
    allowed = subject.policy.allowed_people
    for find, what in ((contacts.mails, "a mail address"), (contacts.numbers, "a telephone number")):
        for at, match, quote in _shown(subject, find):
            if not matches(contacts.address(match[0]), allowed):
                message = f"`{match[0]}` is {what}, in {_where(at)}"
                yield personal_data.problem(at, message, help=advice, quoting=quote)
    for at, match, quote in _shown(subject, partial(_persons, _people(subject)), naming=False):
        name = " ".join(_EMPHASIS.sub("", match[0]).split())
        if not matches(name, allowed):
            what = "the handle of a person" if name.startswith("@") else "a person"
            message = f"`{name}` is {what}, named in a public document"
            yield personal_data.problem(at, message, help=advice, quoting=quote)


def _persons(known: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    """Where a text names a person: one of those that are known to be some, or somebody with a name as people have."""
    from pmgen.rules.leaks import people

    seen: set[int] = set()
    if known:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)
        for match in pattern.finditer(text):
            seen.add(match.start())
            yield match
    yield from (match for match in people.persons(text) if match.start() not in seen)


def _people(subject: Subject) -> list[str]:
    """The persons that the document itself says are some, by their names and handles."""
    from pmgen.rules.leaks import people  # most documents are for those inside

    post_mortem = subject.post_mortem
    named = [*post_mortem.authors, post_mortem.owner]
    for each in post_mortem.followup_list:
        named += [each.owner, each.done.by if each.done else None]
    return people.known(each for each in named if each)


def _shown(
    subject: Subject, find: Callable[[str], Iterable[re.Match[str]]], *, naming: bool = True
) -> Iterator[tuple[Route | Span, re.Match[str], Quote]]:
    """What is found in the parts of a public document that a public edition shows; each text once.

    Args:
        naming: whether that is looked for where people are named, too, if the edition names them.
    """
    if subject.post_mortem.visibility is not Visibility.PUBLIC:
        return
    seen: set[str] = set()
    # The page is called as the file is.
    named: tuple[Route | Span, str] = (_NAME, stem_of(subject.path))
    unseen = _IN_NONE if naming and subject.policy.public_people else _IN_NONE | _NAMING
    for at, text in (named, *_texts(subject.post_mortem, (), unseen)):
        places: dict[str, tuple[re.Match[str], tuple[int, int]]] = {}
        for match, place in _found(text, find):
            if match[0] not in seen:
                places.setdefault(match[0], (match, place))
        seen |= places.keys()
        quoted = quotes(text, (place for _, place in places.values()))
        yield from ((at, match, quote) for (match, _), quote in zip(places.values(), quoted, strict=True))
    body, left = subject.text[subject.body :], _left(subject)
    public = {match[0]: match for match, _ in _found(left, find) if match[0] not in seen}
    if not public:
        return
    is_left = _lines_left(body, left)
    first: dict[str, tuple[int, int]] = {}
    for match, place in sorted(_found(body, find), key=lambda each: not is_left(each[1][0])):
        first.setdefault(match[0], place)
    for word, match in public.items():
        yield subject.span(*first.get(word, (0, 0))), match, Quote()


def _found(
    text: str, find: Callable[[str], Iterable[re.Match[str]]]
) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """What is found in a text as it is written and as it is read, each with its place in the first."""
    yield from ((match, match.span()) for match in find(text))
    if plain := spelled.read(text):
        yield from ((match, plain.place(*match.span())) for match in find(plain.text))


def _lines_left(body: str, left: str) -> Callable[[int], bool]:
    """Whether the line at a place of a body is left in a public edition: what is internal may hold the same words."""
    if left == body:
        return lambda at: True
    kept, lines = frozenset(left.split("\n")), body.split("\n")
    starts, shown = [*accumulate((len(each) + 1 for each in lines), initial=0)], [each in kept for each in lines]
    return lambda at: shown[bisect_right(starts, at) - 1]


def _left(subject: Subject) -> str:
    """What of a body reaches a public edition, and what is not known not to."""
    shown = subject.shown
    return markdown.without_comments(shown, raw_html=subject.policy.raw_html) if "<!--" in shown else shown


def _where(at: Route | Span) -> str:
    return "the name of a public document" if at == _NAME else "a public document"


def _texts(value: object, route: Route, unseen: frozenset[str]) -> Iterator[tuple[Route, str]]:
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if not getattr(item, "internal", False):
                yield from _texts(item, (*route, index), unseen)
    elif isinstance(value, Value):
        for name in names(type(value)):
            if name not in unseen:
                yield from _texts(getattr(value, name), (*route, name.rstrip("_")), unseen)


RULES = (credential, internal_address, personal_data)
