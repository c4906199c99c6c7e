"""Patterns that are compiled when they are used: whoever has imported something leaves `re` as it was."""

from __future__ import annotations

import re

from pmgen import lazily


def test_two_threads_that_import_at_once_leave_re_as_it_was() -> None:
    before, one, other = re.compile, lazily.patterns(), lazily.patterns()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    assert re.compile is not before
    other.__exit__(None, None, None)
    assert re.compile is before


def test_a_pattern_that_is_compiled_later_finds_the_same() -> None:
    with lazily.patterns():
        pattern = re.compile("(N)FS", re.IGNORECASE)
    found = pattern.search("the nfs is gone")
    assert found
    assert (found.group(1), pattern.pattern) == ("n", "(N)FS")
