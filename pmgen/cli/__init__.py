"""The command line: one file per command; each reads options, calls one function per step, prints, exits.

Exit codes everywhere: 0 fine, 1 the content has errors or a check failed, 2 wrong usage or the environment failed, 130
stopped with Ctrl-C, 143 with SIGTERM, 129 with SIGHUP.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from pmgen import __version__, lazily

# Nobody has translated click, and to look for translations takes as long as to read a document.
with (
    lazily.patterns(),
    lazily.modules("tokenize"),
    lazily.instead("gettext", gettext=str, ngettext=lambda one, many, n: one if n == 1 else many),
):
    # What is imported stays: to look it through for garbage again and again is a twentieth of a short command.
    gc.set_threshold(50_000)
    import click

from pmgen.cli import stopping, streams
from pmgen.cli.commands import Commands
from pmgen.cli.terminal import wants_colour

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


_T = TypeVar("_T")

_HELP: tuple[type[click.UsageError], ...] = tuple(
    kind for kind in click.UsageError.__subclasses__() if kind.__name__ == "NoArgsIsHelpError"
)
"""What a newer click raises to show the help."""


def _safely(act: Callable[[], _T]) -> _T:
    """Do something, and show errors without control sequences, which a name, a text or an argument may hold.

    Ctrl-C and its like are an error of their own: its notes say what was left how. Before and after this they end the
    process, as nothing is begun there; click would make something else of them.
    """
    # All that hears of signals is inside of this one frame, so that none comes between it and what catches them.
    try:
        with stopping.heard():
            return act()
    except KeyboardInterrupt as stopped:
        raise _Stopped(stopped) from stopped
    except _HELP:
        raise
    except click.UsageError as error:
        from pmgen.cli.misuse import misuse  # most commands are typed right

        raise misuse(error) from error
    except click.ClickException as error:
        from pmgen.reporters.visible import visible  # most commands end well

        error.__dict__["message"] = visible(error.message)  # click calls it final
        raise
    except OSError as error:
        if failure := _failure(error):
            raise failure from error
        raise


def _failure(error: OSError) -> click.ClickException | None:
    """What the system has refused, and nobody expected, as a failure; `None` where no path says what it was."""
    from pmgen.cli.project import Failure  # nearly every folder outlives the command in it
    from pmgen.reporters.visible import visible
    from pmgen.source import why

    if isinstance(error, FileNotFoundError) and not _is_anywhere():
        return Failure("the working directory is not there any more")
    if error.filename is None:
        return None
    return Failure(f"`{visible(os.fsdecode(error.filename))}` cannot be reached: {why(error)}")


def _is_anywhere() -> bool:
    try:
        os.getcwd()
    except FileNotFoundError:
        return False
    return True


class _Stopped(click.ClickException):
    """Somebody has ended the command, which says nothing of the content."""

    def __init__(self, stopped: KeyboardInterrupt) -> None:
        super().__init__("; ".join(["stopped", *getattr(stopped, "__notes__", ())]))
        self.__dict__["exit_code"] = stopping.exit_code(stopped)  # click has one for each class

    def show(self, file: object = None) -> None:
        # Behind the `^C` of a terminal the line begins anew.
        click.echo(f"{os.linesep if sys.stderr.isatty() else ''}{self.message}", err=True)


class _Commands(Commands):
    lines = _COMMANDS

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        if not wants_colour():
            settings.setdefault("color", False)  # click itself asks only whether there is a terminal
        made = super().make_context
        return _safely(lambda: made(*args, **settings))

    def invoke(self, ctx: click.Context) -> Any:
        invoked = super().invoke
        return _safely(lambda: invoked(ctx))

    def place(self, name: str) -> tuple[str, str]:
        return f"pmgen.cli.{_MODULES.get(name, name)}", "command"


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="pmgen new 'Vault deadlock' --severity SEV1 && pmgen build",
)
@click.version_option(__version__, prog_name="pmgen", message="%(prog)s %(version)s")
def group() -> None:
    """Post-mortems in Markdown, published as a website that people trust."""


def main() -> None:
    """The console script."""
    streams.keep_places()
    sys.stdout = streams.opened(sys.stdout, "<stdout>", 1, lossy=False)
    sys.stderr = streams.opened(sys.stderr, "<stderr>", 2, lossy=True)
    try:
        group(prog_name="pmgen")
    except SystemExit as ended:
        streams.leave(ended)
