"""`pmgen rules`: what is checked, and why."""

from __future__ import annotations

import json

import click

from pmgen import check
from pmgen import rules as all_rules
from pmgen.cli.parameters import OneOf
from pmgen.cli.project import Failure
from pmgen.diagnostics import Rule


@click.command("rules", epilog="Example: pmgen rules PM401")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--format", "format_", type=OneOf(("text", "json")), default="text", help="How to print them.")
def command(rule: str | None, format_: str) -> None:
    """What is checked, and why, with a bad and a good example.

    RULE is a code or a name; without it all are listed.
    """
    found = all_rules.RULES if rule is None else (_named(rule),)
    if format_ == "json":
        rows = [{"code": r.code, "name": r.name, "level": r.level, "summary": r.summary, "doc": r.doc} for r in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif rule is not None:
        only = found[0]
        click.echo(f"{click.style(only.code, bold=True)} {only.name} ({only.level})\n\n{only.doc}")
    else:
        widest = max(len(each.name) for each in found)
        for each in found:
            click.echo(f"{click.style(each.code, bold=True)}  {each.level:7}  {each.name:{widest}}  {each.summary}")


def _named(word: str) -> Rule:
    found = check.rule_of(word)
    if found is None:
        import difflib  # only a mistake needs it

        names = [*all_rules.BY_CODE, *all_rules.BY_NAME]
        close = difflib.get_close_matches(word, names, n=1)
        raise Failure(f"no rule is called `{word}`" + (f"; did you mean `{close[0]}`?" if close else ""))
    return found
