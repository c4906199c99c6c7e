"""What follows from post-mortems and is never typed: of one its figures and its state, of many how they spread."""

from __future__ import annotations

from pmgen.measures.figures import Figure, figures
from pmgen.measures.followups import due, is_safe
from pmgen.measures.milestones import began, milestone, state

__all__ = ["Figure", "began", "due", "figures", "is_safe", "milestone", "state"]
