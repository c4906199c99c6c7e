"""What a post-mortem is: plain frozen values, and the documentation of every key.

The annotations are the contract. `decode` reads front matter by them and `schema` describes it by them, so
that a key is written down once. A key is the name of its attribute, less a trailing `_`.

They are not put off (`from __future__ import annotations`): to compile each where it is asked for takes longer than all
else that `decode` does with one document.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from pmgen.model.followup import Attempt, Done, Followup
from pmgen.model.incident import (
    Cause,
    Detection,
    Event,
    Factor,
    Gap,
    Impact,
    ImpactFigure,
    RootCause,
    Summary,
    Window,
)
from pmgen.model.texts import Doc, Markdown
from pmgen.model.words import (
    COMMIT,
    GUESSES,
    ID,
    NEEDED,
    DataLoss,
    Detector,
    FollowupStatus,
    Kind,
    Priority,
    Relation,
    State,
    Status,
    Visibility,
    closest,
    each_once,
    fold,
    is_compound,
    meant,
    spelled_alike,
)
from pmgen.times import Duration, Moment
from pmgen.values import Value, field

__all__ = [
    "COMMIT",
    "GUESSES",
    "ID",
    "NEEDED",
    "Attempt",
    "Cause",
    "DataLoss",
    "Detection",
    "Detector",
    "Doc",
    "Done",
    "Event",
    "Factor",
    "Followup",
    "FollowupStatus",
    "Gap",
    "Ignore",
    "Impact",
    "ImpactFigure",
    "Kind",
    "Lessons",
    "Lint",
    "Markdown",
    "PostMortem",
    "Priority",
    "Reference",
    "Related",
    "Relation",
    "Revision",
    "RootCause",
    "State",
    "Status",
    "Summary",
    "Visibility",
    "Window",
    "closest",
    "each_once",
    "fold",
    "is_compound",
    "meant",
    "spelled_alike",
]


class Lessons(Value):
    """What is worth remembering."""

    went_well: Annotated[tuple[Markdown, ...], Doc("what went well")] = ()
    went_wrong: Annotated[tuple[Markdown, ...], Doc("what went wrong")] = ()
    lucky: Annotated[tuple[Markdown, ...], Doc("where we got lucky")] = ()
    learned: Annotated[tuple[Markdown, ...], Doc("what was learned")] = ()


class Related(Value):
    """Another incident, and what it is to this one."""

    id: Annotated[str, Doc("the other post-mortem", "PM-2026-04-13")]
    as_: Annotated[Relation, Doc("what it is to this one")] = Relation.SEE_ALSO


class Reference(Value):
    """Something to read elsewhere."""

    url: Annotated[str, Doc("where", "https://example.org/runbook")]
    title: Annotated[str | None, Doc("what it is called")] = None
    internal: Annotated[bool, Doc("left out of a public edition")] = False


class Revision(Value):
    """A dated change to a document that had been read before."""

    date: Annotated[dt.date, Doc("the day of the change")]
    note: Annotated[Markdown, Doc("what was added or put right")]


class Ignore(Value):
    """A rule that this document is excused from."""

    rule: Annotated[str, Doc("its code or name", "followup-without-owner")]
    reason: Annotated[str, Doc("why")]


class Lint(Value):
    """What this document asks of the checker."""

    ignore: Annotated[tuple[Ignore, ...], Doc("rules that do not apply, each with its reason")] = ()


class PostMortem(Value):
    """The front matter of a post-mortem."""

    title: Annotated[str, Doc("what a reader calls the incident", "Vault raft leader deadlock")]
    date: Annotated[dt.date, Doc("the day the incident began, in `timezone`", "2026-04-22")]
    severity: Annotated[str, Doc("how bad it was; the levels are the config's", "SEV1")]
    status: Annotated[Status, Doc("how far the document is; each status asks for more")]
    id: Annotated[str, Doc("stable name; by default `PM-` and the date", "PM-2026-04-22")] = ""
    severity_reason: Annotated[Markdown | None, Doc("why this severity")] = None
    timezone: Annotated[str | None, Doc("IANA name of the zone of the times as written", "Europe/Sofia")] = None
    state: Annotated[State | None, Doc("how far the incident is; by default what the timeline says")] = None
    services: Annotated[tuple[str, ...], Doc("what was affected")] = ()
    tags: Annotated[tuple[str, ...], Doc("words to find it by")] = ()
    authors: Annotated[tuple[str, ...], Doc("who wrote the document")] = ()
    owner: Annotated[str | None, Doc("who answers for the document")] = None
    summary: Annotated[Summary | None, Doc("two or three sentences; the index shows the first")] = None
    impact: Annotated[Impact | None, Doc("what it meant for others")] = None
    detection: Annotated[Detection | None, Doc("how it was noticed")] = None
    timeline: Annotated[tuple[Event, ...], Doc("what happened, in order")] = ()
    root_cause: Annotated[RootCause | None, Doc("why it happened")] = None
    contributing_factors: Annotated[tuple[Factor, ...], Doc("what made it possible, likelier or worse")] = ()
    followups: Annotated[tuple[Followup, ...] | None, Doc("what is to be done; `[]` says that there is nothing")] = None
    lessons: Annotated[Lessons | None, Doc("what is worth remembering")] = None
    related: Annotated[tuple[Related, ...], Doc("other incidents; they link back by themselves")] = ()
    references: Annotated[tuple[Reference, ...], Doc("what else to read")] = ()
    revisions: Annotated[tuple[Revision, ...], Doc("dated changes to the document")] = ()
    visibility: Annotated[Visibility, Doc("which editions may hold it")] = Visibility.INTERNAL
    aliases: Annotated[tuple[str, ...], Doc("old addresses of the page, the oldest first, which go on working")] = ()
    duration: Annotated[Duration | None, Doc("how long it lasted; only checked against the timeline", "2h 43m")] = None
    schema: Annotated[int | None, Doc("version of this data model", "1")] = None
    lint: Annotated[Lint, Doc("what this document asks of the checker")] = Lint()
    extra: Mapping[str, object] = field(default_factory=dict)
    untold: tuple[str, ...] = ()
    """What would be untrue, were it worked out from this timeline, from which an edition has left out events."""

    def milestone(self, kind: Kind) -> Moment | None:
        """The first time that something of this kind happened, if the timeline says when."""
        return next((e.at for e in self.timeline if e.kind is kind and e.at.instant is not None), None)

    @property
    def public(self) -> bool:
        """Whether a public edition has it at all."""
        return self.visibility is Visibility.PUBLIC and self.status is Status.PUBLISHED

    @property
    def followup_list(self) -> tuple[Followup, ...]:
        """The follow-ups; none where the document does not say."""
        return self.followups or ()
