"""`pmgen followups`: what is still to be done, and what was."""

from __future__ import annotations

import click

from pmgen.cli.commands import Commands

_COMMANDS = {
    "list": "All follow-ups of all documents.",
    "next": "The first one that a program may do.",
    "start": "Say that somebody has begun.",
    "block": "Say that it cannot go on.",
    "done": "Say that it was done, and what shows it.",
    "wont-do": "Say that it will not be done, and why.",
    "reopen": "Say that it is to be done after all.",
    "sync": "Take from the history what commits say they have done.",
    "run": "Let a program do those that are safe.",
}
_MODULES = {"list": "listing", "next": "listing", "sync": "sync", "run": "run"}


class _Commands(Commands):
    lines = _COMMANDS

    def place(self, name: str) -> tuple[str, str]:
        return f"pmgen.cli.followups.{_MODULES.get(name, 'changes')}", f"{name.replace('-', '_')}_command"


@click.command("followups", cls=_Commands, epilog="pmgen followups list --overdue --owner platform")
def command() -> None:
    """What is still to be done, over all documents, and what was done."""
