"""The command line: one file per command; each reads options, calls one function per step, prints, exits.

Exit codes everywhere: 0 fine, 1 the content has errors or a check failed, 2 wrong usage or the environment failed.
"""

from __future__ import annotations

import importlib
import sys

import click

from pmgen import __version__

_COMMANDS = {
    "build": "Check everything, then write the site.",
    "check": "Name every mistake, with its place.",
    "followups": "What is still to be done: list it, and say what was done.",
    "import": "Turn documents as they are into ones that build.",
    "init": "Begin a new place to write post-mortems.",
    "new": "Begin a post-mortem that already checks clean.",
    "rules": "What is checked, and why.",
    "schema": "The JSON Schema of the front matter, for editors.",
    "serve": "Show the site while it is being written.",
    "verify": "Whether readers get what was built.",
}
"""What there is, with the line that `pmgen --help` shows: a command is imported when it is called."""


_MODULES = {"import": "import_"}
"""Commands whose name no module can have."""


class _Commands(click.Group):
    """Imports a command only when it is called, so that each starts as fast as it can."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"pmgen.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            import difflib  # only a mistake needs it

            close = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            advice = f"; did you mean `{close[0]}`?" if close else f"; there are {', '.join(_COMMANDS)}"
            raise click.UsageError(f"no command `{args[0]}`{advice}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: pmgen new 'Vault raft leader deadlock' --severity SEV1 && pmgen build",
)
@click.version_option(__version__, prog_name="pmgen", message="%(prog)s %(version)s")
def group() -> None:
    """Post-mortems in Markdown, published as a website that people trust."""


def main() -> None:
    """The console script."""
    # A page or a name may hold any character, whatever the terminal's locale is.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    group(prog_name="pmgen")
