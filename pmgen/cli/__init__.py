"""The command line: one file per command; each reads options, calls one function per step, prints, exits.

Exit codes everywhere: 0 fine, 1 the content has errors or a check failed, 2 wrong usage or the environment failed.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

from pmgen import __version__, lazily

with lazily.patterns():
    import click

from pmgen.cli.parameters import Commands

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


@contextlib.contextmanager
def _shown_safely() -> Iterator[None]:
    """Make sure that no error can make a terminal obey: it may quote a name of a file, a text or an argument."""
    try:
        yield
    except click.ClickException as error:
        from pmgen.reporters.visible import visible  # most commands end well

        # Only usage has lines of its own; elsewhere a line break can but be part of a name.
        parts = error.message.split("\n") if isinstance(error, click.UsageError) else [error.message]
        error.__dict__["message"] = "\n".join(map(visible, parts))  # click calls it final
        raise


class _Commands(Commands):
    lines = _COMMANDS

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        with _shown_safely():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        with _shown_safely():
            return super().invoke(ctx)

    def place(self, name: str) -> tuple[str, str]:
        return f"pmgen.cli.{_MODULES.get(name, name)}", "command"


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
    # What is imported stays: to look it through for garbage again and again is a twentieth of a short command.
    gc.set_threshold(50_000)
    # A page or a name may hold any character, whatever the terminal's locale is.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        group(prog_name="pmgen")
    except SystemExit as ended:
        _leave(ended)


def _leave(ended: SystemExit) -> NoReturn:
    """End at once: to take apart object by object what the system takes back as a whole is a tenth of a check."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        raise ended from None  # Python says what it thinks of a stream that was closed.
    if ended.code is not None and not isinstance(ended.code, int):
        raise ended
    os._exit(ended.code or 0)
