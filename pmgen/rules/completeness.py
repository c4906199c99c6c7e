"""PM110, PM111 and PM121: what a document has to say, by its status."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, Route, rule, shortened
from pmgen.model import NEEDED, PostMortem, Status
from pmgen.rules.subject import Subject
from pmgen.source import Span

_MEANINGS = {
    "services": "what was affected",
    "summary": "two or three sentences",
    "impact": "what it meant for others",
    "detection": "how it was noticed",
    "timeline": "what happened, in order",
    "root_cause": "why it happened",
    "followups": "what is to be done; `[]` says that there is nothing",
}

_ROUND = " \t\r\n.…?!:_<>[](){}*-"
_TO_COME = re.compile(
    r"tb[acd]|todo|fixme|xxx|to be (?:added|confirmed|determined|done|filled in|written)|work in progress|coming soon"
    r"|fill (?:me )?in|lorem ipsum[\s\S]*",
    re.IGNORECASE,
)
"""What people write where a text is still to come; `unknown`, `none` and `n/a` are answers."""
_TO_DO = re.compile(r"(?:todo|fixme):", re.IGNORECASE)
"""What they write before what the text is to hold; before an action it says no more than that there is one."""


@rule("PM110", "missing-for-status", Level.ERROR)
def missing_for_status(subject: Subject) -> Iterator[Problem]:
    """A document lacks what its status promises.

    A draft needs a title, a day, a severity and a status. In review it says what was affected and what happened; when
    it is published, also why, and what will change. So an author can begin an hour after the incident, and a reader
    knows what to expect.

    Bad:

    ```yaml
    status: published
    services: [vault]
    summary: The leader hung.
    impact: {description: Logins failed.}
    detection: {by: alert}
    timeline: [{at: "09:00", kind: started, event: It hung}]
    followups: []
    root_cause:
    ```

    Good:

    ```yaml
    status: published
    services: [vault]
    summary: The leader hung.
    impact: {description: Logins failed.}
    detection: {by: alert}
    timeline: [{at: "09:00", kind: started, event: It hung}]
    followups: []
    root_cause: {description: A stuck goroutine.}
    ```
    """
    if subject.legacy:  # the page says it in its own words
        return
    status = subject.post_mortem.status
    for key, meaning in missing(subject.post_mortem, status).items():
        if subject.misnames((), key):
            continue
        message = f"`{key}` is missing, which `status: {status}` asks for"
        yield missing_for_status.problem((key,), message, help=f"`{key}: …`, {meaning}")


def missing(post_mortem: PostMortem, status: Status) -> dict[str, str]:
    """What a post-mortem does not say, and would have to with some status: keys, each with what it means."""
    needed = (key for key, states in NEEDED.items() if status in states)
    return {key: _MEANINGS[key] for key in needed if not _says(post_mortem, key)}


def _says(post_mortem: PostMortem, key: str) -> bool:
    value = getattr(post_mortem, key)
    return value is not None if key == "followups" else bool(value)


@rule("PM111", "unstated-timezone", Level.WARNING)
def unstated_timezone(subject: Subject) -> Iterator[Problem]:
    """Times stand without an offset, in a document without a time zone.

    They are read in the zone of the config, which another reader of the file does not see. While the document is a
    draft the rule keeps quiet.

    Bad:

    ```yaml
    status: review
    timezone:
    ```

    Good:

    ```yaml
    status: review
    timezone: Europe/Sofia
    ```
    """
    post_mortem = subject.post_mortem
    if post_mortem.status is Status.DRAFT or post_mortem.timezone is not None or subject.misnames((), "timezone"):
        return
    for index, event in enumerate(post_mortem.timeline):
        written = event.at.written
        if written and event.at.local is not None and not event.at.relative and written.offset is None:
            message = f"`{event.at.text}` has no offset, and the document has no `timezone`"
            advice = f"`timezone: {subject.policy.timezone}` is what it was read in"
            yield unstated_timezone.problem(("timeline", index, "at"), message, help=advice)
            return


@rule("PM121", "placeholder-text", Level.WARNING)
def placeholder(subject: Subject) -> Iterator[Problem]:
    """A text of the front matter, or all of a section, only says that there will be one.

    A reader of a published post-mortem who finds `TODO` in the place of the cause takes all of it for a draft. What is
    not known, and will not be, is worth a sentence. While the document is a draft the rule keeps quiet.

    Bad:

    ```yaml
    status: review
    summary: TBD
    ```

    Good:

    ```yaml
    status: review
    summary: Logins failed; why, the logs of that day no longer tell.
    ```
    """
    status = subject.post_mortem.status
    if status is Status.DRAFT:
        return
    if _is_to_come(subject.post_mortem.title, is_action=True):
        yield placeholder.problem(("title",), _to_come(subject.post_mortem.title, status), help="say what broke")
    names = dict(_names(subject))
    for route, text in (*names.items(), *subject.prose):
        if _is_to_come(text, is_action=route[-1] in ("action", "owner") or route in names):
            help = "write it, say that it is not known, or leave the key out"
            yield placeholder.problem(route, _to_come(text, status), help=help)
    for span in _sections(subject):
        text = subject.text[span.start : span.end]
        # Before further lines it may be a remark on them.
        if _is_to_come(text, is_action="\n" in text):
            help = "write it, say that it is not known, or leave the section out"
            yield placeholder.problem(span, _to_come(text, status), help=help)


def _names(subject: Subject) -> Iterator[tuple[Route, str]]:
    """Who and what is named in the front matter; what a catalogue has is a service, and `todo` may be one."""
    post_mortem, known = subject.post_mortem, {*subject.policy.services, "todo"}
    if post_mortem.owner:
        yield ("owner",), post_mortem.owner
    yield from ((("authors", index), name) for index, name in enumerate(post_mortem.authors))
    services = enumerate(post_mortem.services)
    yield from ((("services", index), name) for index, name in services if name.casefold() not in known)


def _to_come(text: str, status: Status) -> str:
    shown = shortened(" ".join(text.split()))
    return f"`{shown}` stands for a text that is still to come, and the document is `{status}`"


def _sections(subject: Subject) -> Iterator[Span]:
    """What is said before the first heading of the body, and below each up to the next, where anything is."""
    headings, end = subject.outline.headings, len(subject.text) - subject.body
    starts, ends = (0, *(each.end for each in headings)), (*(each.start for each in headings), end)
    for start, stop in zip(starts, ends, strict=True):
        text = subject.text[subject.body + start : subject.body + stop]
        # A comment says nothing, and code is no sentence.
        if (said := text.strip()) and not text.lstrip("\r\n").startswith(("<!--", "    ", "\t")):
            first = start + text.index(said[0])
            yield subject.span(first, first + len(said))


def _is_to_come(text: str, *, is_action: bool) -> bool:
    if core := text.strip(_ROUND):
        return bool(_TO_COME.fullmatch(core) or (not is_action and _TO_DO.match(core)))
    return any(mark in text for mark in ("..", "…", "?"))


RULES = (
    missing_for_status,
    unstated_timezone,
    placeholder,
)
