"""Where the YAML parser stopped, and the lines around it."""

from __future__ import annotations

import re

from pmgen.diagnostics import Problem
from pmgen.source import Span
from pmgen.values import Value

_MARKERS = re.compile(r"[ ]*(?:-[ ]+)*")


class Stumble(Value):
    """What stopped the parser.

    Args:
        text: of the whole file.
        first: where in it the YAML begins.
        at: where it stopped.
        began: where that began in which it stopped, such as a list; `at` where it does not say.
        quoted: the last text in quotes before it, with its quotes.
    """

    text: str
    first: int
    at: int
    began: int
    quoted: Span | None

    @property
    def here(self) -> str:
        """The character at which it stopped; empty at the end."""
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return self.text[line_start(self.text, self.at) : self.at].rstrip()

    def problem(self, message: str, help: str, at: int | None = None) -> Problem:
        """What is wrong, at one character."""
        at = self.at if at is None else at
        return Problem("PM005", message, Span(at, at + (self.text[at : at + 1] not in ("", "\r", "\n"))), help)


def line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Where the line of a place ends."""
    found = re.compile(r"[\r\n]|\Z").search(text, at)
    return found.start() if found else len(text)


def content_start(text: str, start: int) -> int:
    """Where the content of a line begins, behind its blanks and the `-` of list items."""
    found = _MARKERS.match(text, start)
    return found.end() if found else start


def indent(text: str, start: int) -> int:
    """How many blanks a line begins with."""
    return len(text[start : line_end(text, start)]) - len(text[start : line_end(text, start)].lstrip(" "))
