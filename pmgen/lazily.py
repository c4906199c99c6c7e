"""Regular expressions of libraries, compiled when they are used.

The libraries that every command stands on make some hundred patterns while they are imported, and most commands use a
few of them; compiling the rest takes as long as checking a document. Breezy and Mercurial do the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_compile = re.compile


@contextmanager
def patterns() -> Iterator[None]:
    """While this is entered `re.compile` returns something that compiles when it is asked for anything.

    It is for `import` statements alone: not for code that passes a pattern to a function of `re`, nor for threads.
    """
    re.compile = _Pattern  # type: ignore[assignment]  # that is the purpose
    try:
        yield
    finally:
        re.compile = _compile


class _Pattern:
    def __init__(self, *given: Any, **named: Any) -> None:
        self._given = given, named

    def __getattr__(self, name: str) -> Any:
        given, named = self._given
        pattern = _compile(*given, **named)
        # From now on the methods are found at once.
        for each in ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"):
            setattr(self, each, getattr(pattern, each))
        return getattr(pattern, name)
