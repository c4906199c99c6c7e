"""`pmgen followups`: what is still to be done, and what was."""

from __future__ import annotations

import importlib

import click

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


class _Commands(click.Group):
    """Imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"pmgen.cli.followups_{_MODULES.get(cmd_name, 'changes')}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command("followups", cls=_Commands, epilog="Example: pmgen followups list --overdue --owner platform")
def command() -> None:
    """What is still to be done, over all documents, and what was done."""
