"""Sources to post-mortems and diagnostics; the only place where routes become spans."""

from __future__ import annotations

from pmgen.check.diagnosing import (
    Across,
    Found,
    across_in,
    blocking,
    corpus,
    diagnose,
    diagnose_all,
    gathered,
    hinders,
    in_order,
    is_selected,
    rule_of,
    selected,
    unread,
    weigh,
)
from pmgen.check.examining import Examined, Gist, examine, gist, rewritten, unreadable
from pmgen.check.naming import under_its_name
from pmgen.check.placing import at_their_places, placed, placed_in

__all__ = [
    "Across",
    "Examined",
    "Found",
    "Gist",
    "across_in",
    "at_their_places",
    "blocking",
    "corpus",
    "diagnose",
    "diagnose_all",
    "examine",
    "gathered",
    "gist",
    "hinders",
    "in_order",
    "is_selected",
    "placed",
    "placed_in",
    "rewritten",
    "rule_of",
    "selected",
    "under_its_name",
    "unread",
    "unreadable",
    "weigh",
]
