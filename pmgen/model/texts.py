"""What the keys of the model are made of besides values: texts of authors, and what a key means."""

from __future__ import annotations

from typing import NewType

from pmgen.values import Value

Markdown = NewType("Markdown", str)
"""Text in the Markdown dialect of `pmgen.markdown`."""


class Doc(Value):
    """What a key means, for the schema and for messages."""

    text: str
    example: str = ""
