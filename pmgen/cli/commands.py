"""Commands: imported when they are called, each with an example in its help."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import click

from pmgen import lazily
from pmgen.cli.parameters import meant

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["LATER", "Command", "Commands"]

LATER: Final = (
    "base64",
    "copy",
    "ipaddress",
    "json",
    "pmgen.check.once",
    "pmgen.decode.advice",
    "pmgen.decode.dashes",
    "pmgen.decode.examples",
    "pmgen.decode.lists",
    "pmgen.decode.meanings",
    "pmgen.decode.unknown_keys",
    "pmgen.decode.zone_advice",
    "pmgen.edit",
    "pmgen.front_matter.lines",
    "pmgen.front_matter.mistakes",
    "pmgen.markdown.highlight",
    "pmgen.markdown.pieces",
    "pmgen.model.zone_names",
    "pmgen.rules.mentions",
    "pmgen.rules.readings",
    "pmgen.rules.unseen",
)
"""What is imported for the sake of mistakes, of pages, or of functions that libraries have and nobody calls."""

_PART: Final = re.compile(r"&& .+|(?:-\S+ (?=[^-&|>]))?(?:'[^']*'|\S)+")
"""A word, an option with its value, or another command."""


class Command(click.Command):
    """One that ends its help with an example that can be copied, which is its `epilog`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; of an option without its value click does not say in which command it was typed."""
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example, whose lines a shell takes for one command."""
        with formatter.section("Example"):
            for line in _lines(self.epilog or "", formatter.width - formatter.current_indent):
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


class Commands(Command, click.Group):
    """Imports a command only when it is called, so that each starts as fast as it can.

    Args:
        lines: each command, with the line that the help shows.
    """

    lines: Mapping[str, str] = {}

    def place(self, name: str) -> tuple[str, str]:
        """The module of a command, and what it is called there."""
        return f"pmgen.cli.{name}", "command"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(self.lines)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in self.lines:
            return None
        name, attribute = self.place(cmd_name)
        with lazily.patterns(), lazily.modules(*LATER):
            module = importlib.import_module(name)
        command: click.Command = getattr(module, attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of the help, for which no command is imported."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.lines.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a word may become, for which no command is imported either."""
        from click.shell_completion import CompletionItem  # only a shell that completes needs it

        found = [CompletionItem(name, help=line) for name, line in self.lines.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names."""
        if args and args[0] not in self.lines and not args[0].startswith("-"):
            options = [each for option in self.get_params(ctx) for each in option.opts]
            advice = meant(args[0], [*self.lines, *options]) or f"there are {', '.join(self.lines)}"
            raise click.UsageError(f"no command `{args[0]}`; {advice}", ctx)
        return super().resolve_command(ctx, args)


def _lines(example: str, width: int) -> Iterator[str]:
    r"""An example in lines that end in `\` where it goes on; a word that is longer than a line stays whole."""
    line = ""
    for part in _PART.findall(example):
        if line and len(line) + len(part) + 3 > width:
            yield f"{line} \\"
            line = f"  {part}"
        else:
            line = f"{line} {part}" if line else part
    yield line
