"""Changes to one follow-up of a document, which leave every other byte of it alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from pmgen import decode, document, edit, rules
from pmgen.diagnostics import Level, Problem, Route
from pmgen.document import Document
from pmgen.model import Attempt, Done, Followup, FollowupStatus, Markdown, PostMortem
from pmgen.resolver.steps import edit_of, steps
from pmgen.source import Source, apply
from pmgen.values import replace

_FIELDS = ("status", "reason", "done", "attempts")
"""What may change, in the order in which it is written."""


class Refused(Exception):
    """A change that cannot be made safely; the message says why."""


Wish = Callable[[Followup], Followup]
"""From a follow-up to what it should be.

Raises:
    Refused: when it must not be changed so.
"""


def started(followup: Followup) -> Followup:
    """Somebody has begun."""
    _refuse_closed(followup)
    return replace(followup, status=FollowupStatus.IN_PROGRESS, reason=None)


def blocked(reason: str | None) -> Wish:
    """It cannot go on."""

    def wish(followup: Followup) -> Followup:
        _refuse_closed(followup)
        return replace(followup, status=FollowupStatus.BLOCKED, reason=reason or followup.reason)

    return wish


def done(evidence: Done, day: dt.date | None = None) -> Wish:
    """It was done; what is known of that already stays.

    Args:
        day: when, where neither the evidence nor the document says so.
    """

    def wish(followup: Followup) -> Followup:
        if followup.status is FollowupStatus.WONT_DO:
            raise Refused("it will not be done, says the document; `pmgen followups reopen` comes first")
        old = followup.done or Done()
        commits = list(old.commits)
        unchecked = any(not among(each, evidence.commits) for each in commits)
        added = [each for each in evidence.commits if not among(each, commits)]
        commits += [each for place, each in enumerate(added) if not among(each, added[:place])]
        together = Done(
            evidence.on or old.on or day,
            tuple(commits),
            tuple(dict.fromkeys((*old.links, *evidence.links))),
            _both(old.note, evidence.note),
            evidence.by or old.by,
            (evidence.unverified and (old.unverified or bool(added))) or (old.unverified and unchecked),
        )
        if not (together.commits or together.links or together.note):
            raise Refused("nothing shows that it was done; give `--commit`, `--link` or `--note`")
        return replace(followup, status=FollowupStatus.DONE, reason=None, done=together)

    return wish


def _both(old: Markdown | None, new: Markdown | None) -> Markdown | None:
    """A note with what is added to it."""
    if not old or not new or new in old:
        return old or new
    if "\n" in old:
        return Markdown(f"{old}\n\n{new}")
    return Markdown(f"{old}{'' if old.endswith(('.', '!', '?')) else ';'} {new}")


def among(commit: str, others: Iterable[str]) -> bool:
    """Whether a commit may be one of some others, of all of which only the beginning of the hash may be known."""
    return any(commit.startswith(each) or each.startswith(commit) for each in others)


def wont_do(reason: str) -> Wish:
    """It will not be done."""

    def wish(followup: Followup) -> Followup:
        if followup.status is FollowupStatus.DONE:
            raise Refused("it was done, says the document; `pmgen followups reopen` comes first")
        return replace(followup, status=FollowupStatus.WONT_DO, reason=reason)

    return wish


def reopened(followup: Followup) -> Followup:
    """It is to be done after all, or again."""
    if followup.status in (FollowupStatus.TODO, FollowupStatus.IN_PROGRESS):
        return followup
    return replace(followup, status=FollowupStatus.TODO, reason=None, done=None)


def opened_again(on: dt.date, commits: Sequence[str]) -> Wish:
    """It is to be done after all, or again, though there are commits that say they have done it.

    Args:
        on: the day.
        commits: what they are; the document then says that they are not to be believed.
    """

    def wish(followup: Followup) -> Followup:
        new = reopened(followup)
        denied = [sha for each in followup.attempts for sha in each.commits]
        more = tuple(each for each in commits if not among(each, denied))
        if new == followup or not more:
            return new
        return replace(new, attempts=(*followup.attempts, Attempt(on, "opened again", more)))

    return wish


def attempted(on: dt.date, why: str) -> Wish:
    """A program has tried in vain.

    Args:
        why: on one line of the document, where blanks beside each other are one.
    """
    tried = Attempt(on, " ".join(why.split()))
    return lambda followup: replace(followup, attempts=(*followup.attempts, tried))


def _refuse_closed(followup: Followup) -> None:
    if not followup.open:
        raise Refused(f"it is `{followup.status}`; `pmgen followups reopen` comes first")


def change(source: Source, id: str, wish: Wish, severities: Sequence[str], timezone: str) -> str:
    """The text of a document after a change to one of its follow-ups; the same text if nothing is to be changed.

    Args:
        id: of the follow-up, in the document.
        severities: and `timezone`: as for `decode`.

    Raises:
        Refused: when the document cannot be read, has no such follow-up or more than one, or is written in a way
            that the change would not leave intact.
    """
    read, before = _decoded(source, severities, timezone)
    places = [index for index, each in enumerate(before.followup_list) if each.id == id]
    if len(places) != 1:
        raise Refused(f"there are {len(places)} follow-ups `{id}` in it" if places else f"it has no follow-up `{id}`")
    route, old = ("followups", places[0]), before.followup_list[places[0]]
    new = wish(old)
    text = source.text
    for field in _FIELDS:
        for place, value in steps(read, (*route, field), getattr(old, field), getattr(new, field)):
            text = _with(read, place, value)
            read, _ = _decoded(Source(source.path, text), severities, timezone)
    _, after = _decoded(Source(source.path, text), severities, timezone)
    expected = (*before.followup_list[: places[0]], new, *before.followup_list[places[0] + 1 :])
    if after != replace(before, followups=expected):
        raise Refused("it is written in a way that this change would not leave intact; change it by hand")
    return text


def commits_of(source: Source, id: str, severities: Sequence[str], timezone: str) -> tuple[str, ...]:
    """The commits by which a follow-up is done in a text of its document; none where that cannot be read.

    Args:
        id: and all others: as for `change`.
    """
    try:
        _, found = _decoded(source, severities, timezone)
    except Refused:
        return ()
    return tuple(sha for each in found.followup_list if each.id == id and each.done for sha in each.done.commits)


def _with(read: Document, route: Route, value: object) -> str:
    try:
        return apply(read.source.text, [edit_of(read, route, value)])
    except edit.Unsupported as unsupported:
        raise Refused(f"{unsupported}; change it by hand") from unsupported


def _decoded(source: Source, severities: Sequence[str], timezone: str) -> tuple[Document, PostMortem]:
    read, problems = document.read(source)
    if read is not None:
        post_mortem, problems = decode.decode(read.front_matter, severities=severities, timezone=timezone)
        if post_mortem is not None:
            return read, post_mortem
    raise Refused(f"the document cannot be read: {min(problems, key=_weight).message}")


def _weight(problem: Problem) -> int:
    """What keeps a document from being read comes first; an unknown key does that only where it should be another."""
    if rules.BY_CODE[problem.code].level is not Level.ERROR:
        return 2
    return int(problem.code == "PM101")
