"""`pmgen rules`: what is checked, and why."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

import click

from pmgen import rules as all_rules
from pmgen.cli import showing
from pmgen.cli.commands import Command
from pmgen.cli.parameters import OneOf, rules_called
from pmgen.diagnostics import Rule

_PROSE = 80
"""Columns beyond which prose is hard to read."""
_LEAST = 24
"""Columns that a summary has even on a narrow terminal."""


@click.command("rules", cls=Command, epilog="pmgen rules PM401")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--format", "format_", type=OneOf(("text", "json")), default="text", help="How to print them.")
def command(rule: str | None, format_: str) -> None:
    """What is checked, and why, with a bad and a good example.

    RULE is a code, the beginning of codes (PM4) or a name; without it all are listed.
    """
    found = all_rules.RULES if rule is None else rules_called(rule)
    if format_ == "json":
        rows = [{"code": r.code, "name": r.name, "level": r.level, "summary": r.summary, "doc": r.doc} for r in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif rule is not None and len(found) == 1:
        only = found[0]
        click.echo(f"{click.style(only.code, bold=True)} {only.name} ({only.level})\n\n{_filled(only.doc)}")
    else:
        click.echo(_listed(found), nl=False)


def _listed(found: Sequence[Rule]) -> str:
    """A line for each rule; on a terminal a summary goes on below itself, elsewhere a line stays one."""
    widest = max(len(each.name) for each in found)
    lines = []
    for each in found:
        head = f"{each.code}  {each.level:7}  {each.name:{widest}}  "
        room = max(_LEAST, showing.width() - len(head)) if sys.stdout.isatty() else len(each.summary)
        text = _wrapped(each.summary, room, f"\n{' ' * len(head)}")
        lines.append(f"{click.style(each.code, bold=True)}{head.removeprefix(each.code)}{text}\n")
    return "".join(lines)


def _filled(doc: str) -> str:
    """A documentation as wide as the terminal, and never too wide to be read; examples stay as they are."""
    room = min(_PROSE, showing.width())
    marked: list[tuple[bool, str]] = []
    example = False
    for line in doc.splitlines():
        fence = line.startswith("```")
        marked.append((bool(line) and not fence and not example, line))
        example ^= fence
    pieces: list[str] = []
    for prose, group in groupby(marked, key=itemgetter(0)):
        lines = [line for _, line in group]
        pieces += [_wrapped(" ".join(lines), room, "\n")] if prose else lines
    return "\n".join(pieces)


def _wrapped(text: str, room: int, between: str) -> str:
    return between.join(textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False))
