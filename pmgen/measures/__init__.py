"""What follows from post-mortems and is never typed: of one its figures and its state, of many how they spread."""

from __future__ import annotations

from pmgen.measures.across import Across, Spread, across, spread
from pmgen.measures.figures import Definition, Figure, definitions, figures
from pmgen.measures.followups import Flow, Queued, due, flow, is_complete, is_safe, urgency, waits
from pmgen.measures.milestones import began, is_distance, milestone, state
from pmgen.measures.partial import PHASES, untold
from pmgen.measures.recurrences import AGAIN, recurrences
from pmgen.measures.typed import Typed, agree, typed

__all__ = [
    "AGAIN",
    "PHASES",
    "Across",
    "Definition",
    "Figure",
    "Flow",
    "Queued",
    "Spread",
    "Typed",
    "across",
    "agree",
    "began",
    "definitions",
    "due",
    "figures",
    "flow",
    "is_complete",
    "is_distance",
    "is_safe",
    "milestone",
    "recurrences",
    "spread",
    "state",
    "typed",
    "untold",
    "urgency",
    "waits",
]
