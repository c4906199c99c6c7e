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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a heading `x abcdef…`, and more", "a heading `x ••••••…`, and more"),
        ("`abc…` and `cde…`", "`•••…` and `•••…`"),
        ("`abcabc…`", "`abc•••…`"),
        ("`abcdefgh…` holds one, and begins one", "`••••••••…` holds one, and begins one"),
        ("a beginning that tells nothing: `ab…`", "a beginning that tells nothing: `ab…`"),
        ("nothing is cut: `abc`, `abc.…`, …abc", "nothing is cut: `abc`, `abc.…`, …abc"),
    ],
)
def test_dots_stand_in_the_place_of_the_beginning_of_one_that_was_cut_in_two(text: str, shown: str) -> None:
    assert redactor({"abcdefg", "efghij", "cdefgi"})(text) == shown


def test_many_beginnings_in_one_text_take_time_that_grows_with_it() -> None:
    text = Read("abcabc…" * 2_000 + "abc" * 20_000 + "…")
    assert redactor({"abcabcabcx"})(text).count("•") == 2_000 * 6 + 9
    assert text.read < 20 * len(text)


def test_a_text_without_credentials_stays_as_it_is() -> None:
    assert redactor([])("password") == "password"


def test_a_line_is_not_looked_at_for_each_of_thousands_of_credentials_nor_for_each_problem_in_it() -> None:
    told = [f"{number:04}xY7tr0ub4dor" for number in range(5_000)]
    line = Read(" ".join(told))
    redact = redactor(told)
    assert {redact(line) for _ in range(200)} == {" ".join("•" * len(each) for each in told)}
    assert line.read < 20 * len(line)
