"""Credentials in what is printed: dots in their place, whatever else they stand in."""

from __future__ import annotations

from typing import Any

import pytest

from pmgen.rules.leaks.redaction import redactor


class Read(str):
    """A text that knows how much of it was looked at, in characters."""

    read = 0

    def __getitem__(self, key: Any) -> str:
        part = super().__getitem__(key)
        self.read += len(part)
        return part

    def replace(self, *args: Any) -> str:
        self.read += len(self)
        return super().replace(*args)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it said abcd, twice: abcd", "it said ••••, twice: ••••"),
        ("abcdefg", "•••••••"),  # the longer one, which holds the shorter
        ("xabcd", "x••••"),
        ("the ends of two: cdefgh abcdefgh", "the ends of two: •••••• ••••••••"),  # one lies across another
        ("nothing of the kind: ab", "nothing of the kind: ab"),
        ("", ""),
    ],
)
def test_dots_stand_in_the_place_of_each_credential(text: str, shown: str) -> None:
    assert redactor({"abcd", "abcdefg", "cdefgh"})(text) == shown


def test_a_text_without_credentials_stays_as_it_is() -> None:
    assert redactor([])("password") == "password"


def test_a_line_is_not_looked_at_for_each_of_thousands_of_credentials_nor_for_each_problem_in_it() -> None:
    told = [f"{number:04}xY7tr0ub4dor" for number in range(5_000)]
    line = Read(" ".join(told))
    redact = redactor(told)
    assert {redact(line) for _ in range(200)} == {" ".join("•" * len(each) for each in told)}
    assert line.read < 20 * len(line)
