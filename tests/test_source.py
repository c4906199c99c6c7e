from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen.source import Edit, OverlappingEdits, Source, Span, apply, decode_bytes

LINES = st.lists(st.text("ab\u2028\x0c\x85é😀", max_size=3))
TEXTS = st.text("ab é😀\n\r\u2028\x85\x0c", max_size=40)


def at(text: str, sought: str) -> tuple[int, int]:
    return Source("a.md", text).position(text.index(sought))


# ------------------------------------------------------------------------------------------------------ positions


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_editors_count_them(end: str) -> None:
    assert at(end.join(["one", "two", "", "X"]), "X") == (4, 1)


def test_a_column_is_a_character_not_a_byte() -> None:
    assert at("é😀 X", "X") == (1, 4)


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_what_only_unicode_calls_a_line_break_is_not_one(character: str) -> None:
    assert at(f"a{character}X", "X") == (1, 3)


def test_a_byte_order_mark_takes_no_column() -> None:
    assert at("\ufeffX", "X") == (1, 1)
    assert at("\ufeff--X", "X") == (1, 3)
    assert at("\ufeff\nX", "X") == (2, 1)
    assert Source("a.md", "\ufeffab\ncd").line_text(1) == "ab"


def test_the_end_of_the_file_has_a_place() -> None:
    assert Source("a.md", "ab\n").position(3) == (2, 1)
    assert Source("a.md", "ab").position(99) == (1, 3)
    assert Source("a.md", "").position(0) == (1, 1)
    assert Source("a.md", "ab\n").line_text(2) == ""


@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_is_where_its_line_says(text: str, end: str) -> None:
    text = re.sub(r"\r\n|\r|\n", end, text)
    source = Source("a.md", text)
    for offset, character in enumerate(text):
        line, column = source.position(offset)
        if character not in "\r\n":
            assert source.line_text(line)[column - 1] == character


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_lines_are_the_lines(lines: list[str], end: str) -> None:
    source = Source("a.md", end.join(lines))
    assert [source.line_text(number) for number in range(1, len(lines) + 1)] == lines


def test_a_long_file_is_searched_not_counted() -> None:
    source = Source("a.md", "x\n" * 200_000)
    assert [source.position(offset)[0] for offset in range(0, 400_000, 2)] == list(range(1, 200_001))


# ---------------------------------------------------------------------------------------------------------- edits


def test_edits_are_made_in_any_order() -> None:
    edits = [Edit(Span(4, 5), "D"), Edit(Span(0, 1), ""), Edit(Span(2, 2), "++")]
    assert apply("abcde", edits) == "b++cdD"


def test_what_touches_does_not_overlap() -> None:
    assert apply("abcd", [Edit(Span(0, 2), "x"), Edit(Span(2, 4), "y")]) == "xy"
    assert apply("abcd", [Edit(Span(2, 2), "x"), Edit(Span(2, 4), "y")]) == "abxy"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")],
        [Edit(Span(0, 4), "x"), Edit(Span(1, 2), "y")],
        [Edit(Span(1, 1), "x"), Edit(Span(1, 1), "y")],
        [Edit(Span(0, 2), "x"), Edit(Span(1, 1), "y")],
    ],
)
def test_two_minds_about_one_place_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(OverlappingEdits):
        apply("abcd", edits)


@given(st.lists(st.tuples(st.text("ab\r\n", max_size=3), st.text("ab", min_size=1, max_size=3)), max_size=6))
def test_nothing_but_the_spans_changes(parts: list[tuple[str, str]]) -> None:
    text, edits = "", []
    for kept, replaced in parts:
        text += kept
        edits.append(Edit(Span(len(text), len(text) + len(replaced)), f"<{replaced}>"))
        text += replaced
    assert apply(text, reversed(edits)) == "".join(f"{kept}<{replaced}>" for kept, replaced in parts)


# ---------------------------------------------------------------------------------------------------------- bytes


@given(TEXTS)
def test_a_text_comes_out_of_its_bytes_as_it_went_in(text: str) -> None:
    source, bad = decode_bytes("a.md", text.encode())
    assert (source.text, bad) == (text, None)
    assert source.text.encode() == text.encode()


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff\xfea", 1, 1),
        ("é\n😀 caf".encode() + b"\xe9!", 2, 6),
        (b"abc\xc3", 1, 4),
        (b"a\n\xed\xa0\x80", 2, 1),
    ],
)
def test_the_first_byte_that_is_not_utf8_has_a_place(data: bytes, line: int, column: int) -> None:
    source, bad = decode_bytes("a.md", data)
    assert bad is not None
    assert source.position(bad) == (line, column)


@given(st.binary(max_size=60))
def test_no_bytes_are_too_bad_to_be_pointed_at(data: bytes) -> None:
    source, bad = decode_bytes("a.md", data)
    if bad is not None:
        assert source.text[bad] == "\ufffd"
        source.position(bad)
