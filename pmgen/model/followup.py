"""What is to be done, how far it is, and what shows that it was done.

The annotations are not put off, as in the rest of the model: see there.
"""

import datetime as dt
from typing import Annotated

from pmgen.model.texts import Doc, Markdown
from pmgen.model.words import FollowupStatus, Priority
from pmgen.values import Value


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
