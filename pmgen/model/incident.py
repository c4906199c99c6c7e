"""What happened: what it meant for others, how it was noticed, event by event, and why.

The annotations are not put off, as in the rest of the model: see there.
"""

from typing import Annotated

from pmgen.model.texts import Doc, Markdown
from pmgen.model.words import DataLoss, Detector, Kind
from pmgen.times import Moment
from pmgen.values import Value


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
    users: Annotated[Markdown | None, Doc("how many or which users; unknown is not zero")] = None
    scope: Annotated[Markdown | None, Doc("how far it reached")] = None
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
