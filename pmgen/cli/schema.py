"""`pmgen schema`: the JSON Schema of the front matter."""

from __future__ import annotations

import sys

import click

from pmgen import schema
from pmgen.cli import locating
from pmgen.cli.commands import Command


@click.command("schema", cls=Command, epilog="pmgen schema > post-mortem.schema.json")
def command() -> None:
    """The JSON Schema of the front matter, for editors and other programs."""
    meanings = {each.name: each.meaning or each.label for each in locating.find().config.severities}
    sys.stdout.write(schema.text(list(meanings), meanings=meanings).decode())
