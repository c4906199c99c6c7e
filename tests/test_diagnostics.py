"""What a rule points at within a value."""

from __future__ import annotations

from pmgen.diagnostics import Quote, quotes
from pmgen.markdown import Dropped, Outline
from pmgen.rules.subject import Fragment


class Counted(str):
    """A text that knows how often something was counted in it."""

    counts = 0

    def count(self, *args: object) -> int:
        self.counts += 1
        return super().count(*args)  # type: ignore[arg-type]  # as above


def test_words_are_told_from_the_same_ones_before_them_and_end_with_their_line() -> None:
    assert [*quotes("a b a\nc", [(0, 1), (4, 7), (3, 3)])] == [Quote("a"), Quote("a", 1), Quote()]


def test_a_text_is_not_counted_from_its_beginning_for_each_of_thousands_of_parts() -> None:
    marks = [f"[^{number}]" for number in range(5_000)]
    text = Counted("".join(marks))
    starts = [text.index(mark) for mark in marks]
    parts = tuple(Dropped("a footnote", at, at + len(mark)) for at, mark in zip(starts, marks, strict=True))
    quoted = [quoting for _, quoting in Fragment(("summary",), text, Outline()).quoted(parts)]
    assert (len(quoted), quoted[199], quoted[200]) == (5_000, Quote("[^199]"), Quote())
    assert text.counts == 200
