from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import baseline
from pmgen.baseline import Gone
from pmgen.diagnostics import Diagnostic, Level
from pmgen.source import Span

A, B = "postmortems/2026-04-14-nfs.md", "postmortems/2026-04-22-vault.md"


def diagnostic(path: str, code: str, line: int, column: int = 1) -> Diagnostic:
    return Diagnostic(path, code, "x", Level.ERROR, "message", None, line, column, line, column + 1, "text")


def known(text: str) -> baseline.Baseline:
    read, problems = baseline.read(text)
    assert problems == []
    assert read is not None
    return read


FOUND = [
    diagnostic(B, "PM401", 3),
    diagnostic(A, "PM401", 10),
    diagnostic(A, "PM401", 20),
    diagnostic(A, "PM005", 1),
    diagnostic(A, "PM401", 30),
]


def test_the_file_is_sorted_and_names_no_lines() -> None:
    expected = """{
  "schema": 1,
  "diagnostics": {
    "postmortems/2026-04-14-nfs.md": {
      "PM005": 1,
      "PM401": 3
    },
    "postmortems/2026-04-22-vault.md": {
      "PM401": 1
    }
  }
}
"""
    assert baseline.write(FOUND) == baseline.write(FOUND[::-1]) == expected


def test_what_was_there_is_not_new() -> None:
    left = baseline.subtract(known(baseline.write(FOUND)), FOUND)
    assert (left.new, left.known, left.gone) == ((), 5, ())


def test_lines_may_move() -> None:
    moved = [diagnostic(each.path, each.code, each.line + 40) for each in FOUND]
    assert baseline.subtract(known(baseline.write(FOUND)), moved).new == ()


def test_of_more_than_before_the_last_ones_by_line_are_new() -> None:
    more = [diagnostic(A, "PM401", 90), *FOUND, diagnostic(A, "PM401", 15), diagnostic(A, "PM401", 90, column=5)]
    left = baseline.subtract(known(baseline.write(FOUND)), more)
    assert sorted((each.line, each.column) for each in left.new) == [(30, 1), (90, 1), (90, 5)]
    assert (left.known, left.gone) == (5, ())


@pytest.mark.parametrize(
    "new", [diagnostic(A, "PM402", 10), diagnostic(B, "PM005", 1), diagnostic("postmortems/new.md", "PM401", 3)]
)
def test_another_rule_or_another_file_is_new(new: Diagnostic) -> None:
    assert baseline.subtract(known(baseline.write(FOUND)), [*FOUND, new]).new == (new,)


def test_what_is_gone_is_told_by_file_and_rule() -> None:
    left = baseline.subtract(known(baseline.write(FOUND)), FOUND[2:4])
    assert left.new == ()
    assert left.gone == (Gone(A, "PM401", 2), Gone(B, "PM401", 1))


def test_one_gone_does_not_make_room_for_one_of_another_rule() -> None:
    left = baseline.subtract(known(baseline.write(FOUND)), [*FOUND[1:], diagnostic(B, "PM402", 3)])
    assert (left.new, left.gone) == ((diagnostic(B, "PM402", 3),), (Gone(B, "PM401", 1),))


def test_nothing_is_gone_from_a_file_that_was_not_looked_at() -> None:
    left = baseline.subtract(known(baseline.write(FOUND)), [], looked_for=lambda path, _: path == B)
    assert left.gone == (Gone(B, "PM401", 1),)


def test_the_order_of_what_is_new_is_that_of_the_diagnostics() -> None:
    assert baseline.subtract({}, FOUND).new == tuple(FOUND)


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ([Gone(A, "PM401", 1)], "the baseline holds 1 diagnostic that is gone, in 1 file; write it anew to tighten it"),
        (
            [Gone(A, "PM401", 2), Gone(A, "PM005", 1), Gone(B, "PM401", 1)],
            "the baseline holds 4 diagnostics that are gone, in 2 files; write it anew to tighten it",
        ),
    ],
)
def test_advice(gone: list[Gone], expected: str) -> None:
    assert baseline.advice(gone) == expected


paths = st.sampled_from([A, B, "störung.md", 'a"b\\c.md', "\udcff.md"]) | st.text(min_size=1)
diagnostics = st.lists(st.builds(diagnostic, paths, st.sampled_from(["PM001", "PM401"]), st.integers(1, 9)))


@given(diagnostics)
def test_what_is_written_is_read_and_takes_all_away(found: list[Diagnostic]) -> None:
    text = baseline.write(found)
    text.encode()
    left = baseline.subtract(known(text), found)
    assert (left.new, left.known, left.gone) == ((), len(found), ())


@given(diagnostics, diagnostics)
def test_nothing_is_lost_between_new_known_and_gone(before: list[Diagnostic], now: list[Diagnostic]) -> None:
    left = baseline.subtract(known(baseline.write(before)), now)
    assert len(left.new) + left.known == len(now)
    assert left.known + sum(each.count for each in left.gone) == len(before)


# ---- damaged


@pytest.mark.parametrize(
    ("text", "pointed", "message"),
    [
        ("", "", "the baseline is not JSON: expecting value"),
        ('{"schema": 1,', "", "the baseline is not JSON: expecting property name enclosed in double quotes"),
        (
            '{"schema": 1,\n<<<<<<< ours\n"diagnostics": {}}',
            "<",
            "the baseline is not JSON: expecting property name enclosed in double quotes",
        ),
        ("[]", "", "the baseline is not one that pmgen has written"),
        ("{}", "", "the baseline is not one that pmgen has written"),
        ('{"schema": 1}', "", "the baseline is not one that pmgen has written"),
        ('{"schema": 1, "diagnostics": []}', '"diagnostics"', "the baseline is not one that pmgen has written"),
        ('{"schema": 2}', '"schema"', "the baseline is not of schema 1, which this pmgen reads"),
        (
            '{"schema": true, "diagnostics": {}}',
            '"schema"',
            "the baseline is not of schema 1, which this pmgen reads",
        ),
        ('{"schema": 1, "diagnostics": {"a": 3}}', '"a"', "`a` has no counts in the baseline"),
        ('{"schema": 1, "diagnostics": {"a": {"PM1": 0}}}', '"a"', "`PM1` of `a` has no count in the baseline"),
        ('{"schema": 1, "diagnostics": {"a": {"PM1": true}}}', '"a"', "`PM1` of `a` has no count in the baseline"),
        ('{"schema": 1, "diagnostics": {"a": {"PM1": 1.5}}}', '"a"', "`PM1` of `a` has no count in the baseline"),
        ('{"schema": 1, "diagnostics": {"a": {}, "a": {}}}', '"a"', "`a` is there twice in the baseline"),
        ("[" * 100_000, "", "the baseline is not one that pmgen has written"),
        ("9" * 5000, "", "the baseline is not one that pmgen has written"),
    ],
)
def test_a_damaged_file_is_a_problem(text: str, pointed: str, message: str) -> None:
    read, (problem,) = baseline.read(text)
    assert read is None
    assert (problem.code, problem.message) == ("PM023", message)
    assert isinstance(problem.at, Span)
    assert text[problem.at.start : problem.at.end] == pointed


def test_an_editor_may_leave_its_mark() -> None:
    assert known("\ufeff" + baseline.write(FOUND).replace("\n", "\r\n")) == known(baseline.write(FOUND))


scalars = st.none() | st.booleans() | st.integers(-1, 2) | st.floats() | st.text(max_size=3)
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner), max_leaves=5
)


@given(
    st.text()
    | values.map(json.dumps)
    | st.builds(lambda files: json.dumps({"schema": 1, "diagnostics": files}), values)
)
def test_reading_never_raises(text: str) -> None:
    read, problems = baseline.read(text)
    assert (read is None) == bool(problems)
