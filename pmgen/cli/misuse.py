"""Wrong usage, as click finds it, reworded like every other message."""

from __future__ import annotations

import re

import click

from pmgen.cli.project import Failure
from pmgen.reporters.visible import visible

_QUOTED = re.compile(r"(?<![\w`])'([^'\n]*)'(?!\w)")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_REASON = re.compile(r"(?<=`: )[A-Z](?=[a-z])")
"""Where the words of the system begin, behind the name of a file."""


class Misuse(Failure):
    """A command that was typed wrong.

    Args:
        usage: how it is typed; empty where that is not known.
    """

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage

    def show(self, file: object = None) -> None:
        """Print how the command is typed, and what was wrong."""
        if self.usage:
            click.echo(self.usage, err=True)
        super().show(file)


def misuse(error: click.UsageError) -> Misuse:
    """A message of click's, reworded, and without the control sequences that a quoted argument may hold."""
    usage = error.ctx.get_usage().replace("Usage: ", "usage: ", 1) if error.ctx else ""
    return Misuse(visible(_message(error)), "\n".join(map(visible, usage.split("\n"))))


def _message(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        likely = " or ".join(f"`{each}`" for each in error.possibilities or ())
        return f"no option `{error.option_name}`" + (f"; did you mean {likely}?" if likely else "")
    if isinstance(error, click.BadOptionUsage):
        return _of_value(error)
    name = _name(error) if isinstance(error, click.BadParameter) else ""
    if isinstance(error, click.MissingParameter):
        return f"{name or 'a word'} is missing"
    if found := _EXTRA.fullmatch(error.message):
        return f"too many words: `{found[1]}`"
    said = _ours(error.message)
    return f"{name}: {said}" if name else said


def _of_value(error: click.BadOptionUsage) -> str:
    """An option without its value, or one with a value that takes none."""
    if "requires" not in error.message:
        return f"`{error.option_name}` takes no value"
    options = error.ctx.command.params if error.ctx else ()
    kinds = [each.type for each in options if error.option_name in each.opts]
    words = [", ".join(map(str, each.choices)) for each in kinds if isinstance(each, click.Choice)]
    return f"the value of `{error.option_name}` is missing" + "".join(f"; one of {each}" for each in words)


def _name(error: click.BadParameter) -> str:
    """What the usage and the help call what was typed wrong."""
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return f"`{error.param.opts[-1]}`"
    return f"`{error.param.human_readable_name.strip('[]…')}`"


def _ours(message: str) -> str:
    """A message in the style of pmgen's; only click's own begin with a capital or a quote."""
    if message[:1] == "'" or message[:1].isupper():
        quoted = _QUOTED.sub(r"`\1`", message)
        return _lower(_REASON.sub(lambda match: match[0].lower(), quoted)).rstrip(".")
    return message.rstrip(".")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
