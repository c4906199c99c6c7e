"""Regular expressions that are compiled when they are used, and modules that are imported then, or not at all.

Libraries and rooms make some two hundred patterns while they are imported, and most commands use a few of them;
compiling the rest takes longer than checking a document. Breezy and Mercurial do the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any

_compile = re.compile
_counting = Lock()
_entered = 0


@contextmanager
def patterns() -> Iterator[None]:
    """While this is entered `re.compile` returns something that compiles when it is asked for anything.

    It is for `import` statements alone: not for code that passes a pattern to a function of `re`. What is imported, and
    another thread, may do the same; who leaves last puts `re.compile` back.
    """
    global _entered  # noqa: PLW0603  # as `re.compile` is one for the whole process
    with _counting:
        _entered += 1
        re.compile = _Pattern  # type: ignore[assignment]  # that is the purpose
    try:
        yield
    finally:
        with _counting:
            _entered -= 1
            if not _entered:
                re.compile = _compile


@contextmanager
def without(module: str) -> Iterator[None]:
    """While this is entered a module cannot be imported: for libraries that can do without, and import slowly with it.

    It is for `import` statements alone, like `patterns`. A module that is there already stays.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # so Python marks what cannot be imported
    try:
        yield
    finally:
        del sys.modules[module]


@contextmanager
def instead(module: str, **holds: Any) -> Iterator[None]:
    """While this is entered a module holds what is given, and is imported when it is asked for anything else.

    It is for `import` statements alone, like `patterns`: of libraries that do with it what nobody needs here. A module
    that is there already stays.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = other = _Module(module)
    vars(other).update(holds, __path__=[])  # which `from … import …` asks for
    try:
        yield
    finally:
        _forget(other)


class Unheard:
    """A logger whom nobody hears, to stand in for others."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> Callable[..., None]:
        return _ignore


def _ignore(*told: object, **named: object) -> None: ...


@contextmanager
def modules(*names: str) -> Iterator[None]:
    """While this is entered `import name` gives something that imports the module when it is asked for anything.

    It is for `import` statements alone, like `patterns`: of modules whose names are looked up in functions that most
    runs do not call. A module that is there already stays, and who imports one afterwards gets it whole.
    """
    later = [_Module(name) for name in names if name not in sys.modules]
    sys.modules.update((each.__name__, each) for each in later)
    try:
        yield
    finally:
        for each in later:
            _forget(each)


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        _forget(self)
        module = import_module(self.__name__)
        # From now on what it holds is found at once.
        self.__dict__.update(vars(module))
        return getattr(module, name)


def _forget(module: ModuleType) -> None:
    with _counting:
        if sys.modules.get(module.__name__) is module:
            del sys.modules[module.__name__]


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
