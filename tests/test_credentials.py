"""Passwords and keys are known by what stands round them, in what people paste as in what they write."""

from __future__ import annotations

from pmgen.rules.leaks.secrets import credentials
from pmgen.rules.leaks.told_words import pattern


def test_who_speaks_of_secrets_alone_does_not_wait_for_patterns_of_values() -> None:
    said = "It was degraded: {} rotation paused, and with it\nwhat each {} needs. Nobody has told why, ${{why}}"
    counts = []
    for word in ("leader", "secret", "token"):
        pattern.cache_clear()
        assert not credentials(said.format(word, word))
        counts.append(pattern.cache_info().currsize)
    assert counts == [counts[0]] * 3
