"""What keeps a site from being made or written, as the command says it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from pmgen import render, writer
from pmgen.cli.builds import telling
from pmgen.cli.project import Failure, Project


@contextlib.contextmanager
def refusals(project: Project) -> Iterator[None]:
    """Inside this context, whatever keeps the site from being made or written fails the command."""
    try:
        yield
    except writer.WriteRefused as refused:
        message = telling.near(project, str(refused))
        raise Failure(message + (f"; {refused.help}" if refused.help else "")) from refused
    except render.TemplateFailure as failure:
        raise Failure(str(failure)) from failure


@contextlib.contextmanager
def untouched() -> Iterator[None]:
    """Inside this context nothing of the site is changed, and whoever presses Ctrl-C is told so."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        stopped.add_note("the site is as it was")
        raise
