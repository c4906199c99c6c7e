"""Sources to post-mortems and diagnostics; the only place where routes become spans."""

from __future__ import annotations

from pmgen.check.diagnosing import (
    Across,
    across_in,
    all_read,
    blocking,
    corpus,
    diagnose,
    gathered,
    in_order,
    rule_of,
    selected,
    weigh,
    worst,
)
from pmgen.check.examining import Examined, examine, misnamed, rewritten, unreadable
from pmgen.check.placing import place, placed

__all__ = [
    "Across",
    "Examined",
    "across_in",
    "all_read",
    "blocking",
    "corpus",
    "diagnose",
    "examine",
    "gathered",
    "in_order",
    "misnamed",
    "place",
    "placed",
    "rewritten",
    "rule_of",
    "selected",
    "unreadable",
    "weigh",
    "worst",
]
