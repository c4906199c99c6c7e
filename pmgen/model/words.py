"""The words that front matter may use where it has to choose one."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from typing import Final


class Status(enum.StrEnum):
    """The state of the document."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


NEEDED: Final[Mapping[str, frozenset[Status]]] = {
    **dict.fromkeys(
        ("services", "summary", "impact", "detection", "timeline"), frozenset({Status.REVIEW, Status.PUBLISHED})
    ),
    **dict.fromkeys(("root_cause", "followups"), frozenset({Status.PUBLISHED})),
}
"""The keys that not every document needs, with the states of the document in which it does."""


class State(enum.StrEnum):
    """The state of the incident."""

    ONGOING = "ongoing"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


class DataLoss(enum.StrEnum):
    """Whether data was lost; unknown is not none."""

    NONE = "none"
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"


class Detector(enum.StrEnum):
    """Who or what noticed."""

    ALERT = "alert"
    MONITORING = "monitoring"
    USER_REPORT = "user-report"
    OPERATOR = "operator"
    UNKNOWN = "unknown"


class Kind(enum.StrEnum):
    """What an event of the timeline is; the first eight are milestones."""

    INTRODUCED = "introduced"
    STARTED = "started"
    DETECTED = "detected"
    ACKNOWLEDGED = "acknowledged"
    IDENTIFIED = "identified"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CHANGE = "change"
    ACTION = "action"
    FINDING = "finding"
    RULED_OUT = "ruled-out"
    COMMUNICATION = "communication"
    NOTE = "note"

    @property
    def milestone(self) -> bool:
        """Whether the figures are measured from or to it."""
        return self in _MILESTONES


_MILESTONES = frozenset(list(Kind)[:8])


class Priority(enum.StrEnum):
    """What a follow-up is for."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class FollowupStatus(enum.StrEnum):
    """How far a follow-up is."""

    TODO = "todo"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    WONT_DO = "wont-do"

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self not in (FollowupStatus.DONE, FollowupStatus.WONT_DO)


class Relation(enum.StrEnum):
    """What another incident is to this one."""

    RECURRENCE_OF = "recurrence-of"
    CAUSED_BY = "caused-by"
    SAME_CAUSE = "same-cause"
    FOLLOW_ON = "follow-on"
    SEE_ALSO = "see-also"


class Visibility(enum.StrEnum):
    """Which editions of the site may hold the document."""

    INTERNAL = "internal"
    PUBLIC = "public"


ID: Final = "[A-Za-z0-9][A-Za-z0-9._-]*"
"""What an id is, as an expression."""
COMMIT: Final = "[0-9a-fA-F]{7,64}"
"""What names a commit, likewise: the beginning of its hash, or all of it."""


def spelled_alike(name: str) -> str:
    """What the name of a service or tag has in common with its other spellings: `NFS CSI` is `nfs-csi`."""
    return name.casefold().replace("\u00ad", "").replace(" ", "-").replace("_", "-")


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names of services or tags, without other spellings of one before them."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(spelled_alike(name), name)
    return tuple(found.values())


def fold(word: str) -> str:
    """A word without what people vary in it: case, blanks, `-` and `_`."""
    return re.sub(r"[\s_-]", "", word).casefold()


_JOINTS = re.compile(r"[,;/+&]|\band\b", re.IGNORECASE)


def is_compound(type_: str) -> bool:
    """Whether the type of a follow-up names more than one kind of work, so that no policy makes it safe."""
    return _JOINTS.search(type_) is not None


GUESSES: Final = 20
"""For how many slips of one kind it is said what was probably meant: each guess looks at all that there is."""


def closest(word: str, words: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The known word that was probably meant.

    Args:
        cutoff: how like the two must be, up to 1.
    """
    if len(word) > 80:
        return None
    import difflib  # only a mistake needs it

    folded = {fold(known): known for known in words}
    found = difflib.get_close_matches(fold(word), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def meant(word: str, words: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The question whether a known word was meant; see `closest`."""
    close = closest(word, words, cutoff)
    return f"did you mean `{close}`?" if close else None
