"""The command line: one file per command; each reads options, calls one function per step, prints, exits.

Exit codes everywhere: 0 fine, 1 the content has errors or a check failed, 2 wrong usage or the environment failed, 130
stopped with Ctrl-C.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

from pmgen import __version__, lazily

try:
    # Nobody has translated click, and to look for translations takes as long as to read a document.
    with (
        lazily.patterns(),
        lazily.modules("tokenize"),
        lazily.instead("gettext", gettext=str, ngettext=lambda one, many, n: one if n == 1 else many),
    ):
        # What is imported stays: to look it through for garbage again and again is a twentieth of a short command.
        gc.set_threshold(50_000)
        import click

    from pmgen.cli.commands import Commands
    from pmgen.cli.terminal import wants_colour
except KeyboardInterrupt:  # most of the time before anything begins goes by here
    raise SystemExit(128 + signal.SIGINT) from None

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


_HELP: tuple[type[click.UsageError], ...] = tuple(
    kind for kind in click.UsageError.__subclasses__() if kind.__name__ == "NoArgsIsHelpError"
)
"""What a newer click raises to show the help."""


@contextlib.contextmanager
def _shown_safely() -> Iterator[None]:
    """Show errors without control sequences, which a file name, a text or an argument may hold that they quote.

    Ctrl-C is an error of its own: its notes say what was left how.
    """
    try:
        yield
    except KeyboardInterrupt as stopped:
        raise _Stopped("; ".join(["stopped", *getattr(stopped, "__notes__", ())])) from stopped
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
    """Somebody has pressed Ctrl-C, which says nothing of the content."""

    exit_code = 128 + signal.SIGINT

    def show(self, file: object = None) -> None:
        # Behind the `^C` of a terminal the line begins anew.
        click.echo(f"{os.linesep if sys.stderr.isatty() else ''}{self.message}", err=True)


class _Commands(Commands):
    lines = _COMMANDS

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        if not wants_colour():
            settings.setdefault("color", False)  # click itself asks only whether there is a terminal
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
    epilog="pmgen new 'Vault deadlock' --severity SEV1 && pmgen build",
)
@click.version_option(__version__, prog_name="pmgen", message="%(prog)s %(version)s")
def group() -> None:
    """Post-mortems in Markdown, published as a website that people trust."""


class _Output(io.RawIOBase):
    """A standard stream that may refuse what is written to it: its disk is full, or it was closed.

    Args:
        name: as Python calls the stream.
        under: what it writes to.
        lossy: go on without what cannot be written, rather than fail: on stderr there is nobody left to tell.
    """

    def __init__(self, name: str, under: io.RawIOBase, *, lossy: bool) -> None:
        self.name = name
        self._under = under
        self._lossy = lossy

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._under.fileno()

    def isatty(self) -> bool:
        return self._under.isatty()

    def write(self, data: Any) -> int | None:
        try:
            return self._under.write(data)
        except OSError as error:
            if not self._lossy:
                self._fail(error)
            return len(data)

    def _fail(self, error: OSError) -> NoReturn:
        if error.errno == errno.EPIPE:
            raise error  # whoever read has seen enough, which click knows
        self._lossy = True  # what is still buffered will be written once more, and that once is enough to say so
        from pmgen.cli.project import Failure  # few outputs fail
        from pmgen.source import why

        reason = "it is closed" if error.errno == errno.EBADF else why(error)
        raise Failure(f"the output cannot be written: {reason}") from error


def _keep_standard_places() -> None:
    """Occupy the numbers of standard streams that were closed: a file opened there would get what is printed."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (place := os.open(os.devnull, os.O_RDONLY)) < 3:
            pass
        os.close(place)


def _opened(stream: TextIO | None, name: str, place: int, *, lossy: bool) -> TextIO:
    """A standard stream for any character, whatever the terminal's locale is: a page or a name may hold it."""
    under: Any = stream.buffer if stream else io.FileIO(place, "w", closefd=False)
    output = io.BufferedWriter(_Output(name, getattr(under, "raw", under), lossy=lossy))
    buffered = stream is not None and not stream.line_buffering
    return io.TextIOWrapper(output, encoding="utf-8", errors="backslashreplace", line_buffering=not buffered)


def main() -> None:
    """The console script."""
    _keep_standard_places()
    sys.stdout = _opened(sys.stdout, "<stdout>", 1, lossy=False)
    sys.stderr = _opened(sys.stderr, "<stderr>", 2, lossy=True)
    try:
        group(prog_name="pmgen")
    except SystemExit as ended:
        _leave(ended)


def _leave(ended: SystemExit) -> NoReturn:
    """End at once: freeing object by object what the system takes back as a whole is a tenth of a check."""
    code = ended.code
    try:
        sys.stdout.flush()
    except click.ClickException as failure:
        failure.show()
        code = failure.exit_code
    except (OSError, ValueError):
        raise ended from None  # Python says what it thinks of a stream that was closed.
    sys.stderr.flush()
    if code is not None and not isinstance(code, int):
        raise ended
    os._exit(code or 0)
