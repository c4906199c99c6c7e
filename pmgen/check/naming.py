"""What is wrong with the name of a file."""

from __future__ import annotations

from pmgen.addresses import fault, page_of, printable
from pmgen.check.examining import Examined
from pmgen.diagnostics import Problem
from pmgen.source import Source, Span


def under_its_name(examined: Examined, path: str) -> Examined:
    """A file with what is wrong with its name, if that is such that no page can be made of it."""
    if (reason := _reason(path)) is None:
        return examined
    message = f"the name of the file {reason}, so that no page can have it"
    problem = Problem("PM018", message, Span(0, 0), help="rename the file")
    source = Source(printable(examined.shown), examined.source.text)
    return Examined(source, None, (problem, *examined.problems))


def _reason(path: str) -> str | None:
    if reason := fault(path):
        return reason
    # The ending of a page is longer than that of a document.
    return f"with `.html` {reason}" if (reason := fault(page_of(path))) else None
