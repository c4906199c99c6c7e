"""What a post-mortem is: plain frozen values, and the documentation of every key.

The annotations are the contract. `decode` reads front matter by them and `schema` describes it by them, so
that a key is written down once. A key is the name of its attribute, less a trailing `_`.

They are not put off (`from __future__ import annotations`): to compile each where it is asked for takes longer than all
else that `decode` does with one document.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, NewType

from pmgen.model.words import (
    COMMIT,
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

Markdown = NewType("Markdown", str)
"""Text in the Markdown dialect of `pmgen.markdown`."""


class Doc(Value):
    """What a key means, for the schema and for messages."""

    text: str
    example: str = ""


class Summary(Value):
    """Two or three sentences for someone who reads nothing else."""

    text: Annotated[Markdown | None, Doc("the whole, as one text")] = None
    broke: Annotated[Markdown | None, Doc("what broke")] = None
    delayed: Annotated[Markdown | None, Doc("why it took so long")] = None
    fixed: Annotated[Markdown | None, Doc("how it was fixed")] = None

    @property
    def lead(self) -> Markdown | None:
        """The part that says the most about the whole."""
        return self.text or self.broke or self.fixed

    @property
    def parts(self) -> tuple[Markdown, ...]:
        """All that it says, in the order in which it is read."""
        return tuple(filter(None, (self.text, self.broke, self.delayed, self.fixed)))


class Window(Value):
    """A stretch of time in which users were affected."""

    start: Annotated[Moment, Doc("when the impact began, as times are written in the timeline", "09:15")]
    end: Annotated[Moment | None, Doc("when it ended; left out while it lasts")] = None
    about: Annotated[bool, Doc("the times are approximate")] = False
    level: Annotated[str | None, Doc("how bad it was", "outage")] = None
    services: Annotated[tuple[str, ...], Doc("which services, where not all of them")] = ()
    note: Annotated[Markdown | None, Doc("anything else worth knowing of it")] = None


class ImpactFigure(Value):
    """A number that this incident wants shown."""

    label: Annotated[str, Doc("what was counted", "nodes rebooted")]
    value: Annotated[str, Doc("how many, as it should be shown", "3")]
    unit: Annotated[str | None, Doc("of what", "nodes")] = None


class Impact(Value):
    """What it meant for others."""

    description: Annotated[Markdown | None, Doc("what users saw")] = None
    users: Annotated[str | None, Doc("how many or which users; unknown is not zero")] = None
    scope: Annotated[str | None, Doc("how far it reached")] = None
    data_loss: Annotated[DataLoss | None, Doc("whether data was lost")] = None
    windows: Annotated[tuple[Window, ...], Doc("when users were affected, each stretch by itself")] = ()
    figures: Annotated[tuple[ImpactFigure, ...], Doc("numbers of this incident's own")] = ()


class Gap(Value):
    """Something that should have noticed and did not."""

    gap: Annotated[Markdown, Doc("what was not watched")]
    impact: Annotated[Markdown | None, Doc("what that cost")] = None
    fix: Annotated[Markdown | None, Doc("what closes it")] = None
    internal: Annotated[bool, Doc("left out of a public edition")] = False


class Detection(Value):
    """How it was noticed."""

    by: Annotated[Detector | None, Doc("who or what noticed first")] = None
    description: Annotated[Markdown | None, Doc("how it was noticed")] = None
    gaps: Annotated[tuple[Gap, ...], Doc("what should have noticed earlier")] = ()


class Event(Value):
    """Something that happened."""

    at: Annotated[Moment, Doc("when, as people write it; kept as written", "10:44")]
    event: Annotated[Markdown, Doc("what happened")]
    until: Annotated[Moment | None, Doc("when it ended, for what lasted", "11:04")] = None
    about: Annotated[bool, Doc("the time is approximate; a leading `~` means the same")] = False
    kind: Annotated[Kind, Doc("milestones are what the figures are measured from and to")] = Kind.NOTE
    source: Annotated[str | None, Doc("how it is known: a link or a few words")] = None
    internal: Annotated[bool, Doc("left out of a public edition")] = False


class Cause(Value):
    """A link of the causal chain, and what followed from it."""

    text: Annotated[Markdown, Doc("what was the case")]
    then: Annotated[tuple["Cause", ...], Doc("what followed from it")] = ()


class RootCause(Value):
    """Why it happened."""

    description: Annotated[Markdown | None, Doc("the cause in a paragraph")] = None
    trigger: Annotated[Markdown | None, Doc("what set it off that day")] = None
    chain: Annotated[tuple["Cause", ...], Doc("from cause to symptom, as a tree")] = ()


class Factor(Value):
    """Something that made it possible, likelier or worse."""

    text: Annotated[Markdown, Doc("what it was")]
    internal: Annotated[bool, Doc("left out of a public edition")] = False


class Done(Value):
    """The evidence that a follow-up was done."""

    on: Annotated[dt.date | None, Doc("the day", "2026-04-23")] = None
    commits: Annotated[tuple[str, ...], Doc("the commits that did it", "2f1f9107")] = ()
    links: Annotated[tuple[str, ...], Doc("pull requests, dashboards, runbooks")] = ()
    note: Annotated[Markdown | None, Doc("what shows it, where there is no commit or link")] = None
    by: Annotated[str | None, Doc("who did it", "platform")] = None
    unverified: Annotated[bool, Doc("nobody checked that the commits exist")] = False


class Attempt(Value):
    """What was to do a follow-up, and did not: the run of a program, or commits that say they have done it."""

    on: Annotated[dt.date, Doc("the day", "2026-04-23")]
    why: Annotated[str, Doc("why it is not done", "timed out after 30 minutes")]
    commits: Annotated[tuple[str, ...], Doc("the commits that are not to be believed", "2f1f9107")] = ()


class Followup(Value):
    """Something to be done so that it does not happen again, or hurts less."""

    id: Annotated[str, Doc("stable within the document: never renumbered, never used again", "F1")]
    action: Annotated[Markdown, Doc("what is to be done")]
    priority: Annotated[
        Priority | None,
        Doc("P0 prevent this exact failure, P1 reduce its reach, P2 detect it faster, P3 resilience"),
    ] = None
    type: Annotated[str | None, Doc("what kind of work; the config says which kinds a program may do", "Alert")] = None
    owner: Annotated[str | None, Doc("who sees to it", "platform")] = None
    due: Annotated[dt.date | None, Doc("by when; by default so many days after the incident")] = None
    status: Annotated[FollowupStatus, Doc("how far it is")] = FollowupStatus.TODO
    details: Annotated[Markdown | None, Doc("what the one who does it should know")] = None
    reason: Annotated[Markdown | None, Doc("why it is blocked or will not be done")] = None
    issue: Annotated[str | None, Doc("its id in the issue tracker")] = None
    internal: Annotated[bool, Doc("left out of a public edition")] = False
    done: Annotated[Done | None, Doc("the evidence")] = None
    attempts: Annotated[tuple[Attempt, ...], Doc("when it was tried in vain, and why")] = ()
    # A key in it is none that is known, so that what it says is not all here.
    misnamed: bool = False

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.status.open


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
