"""What is put off at an import: whoever has imported something leaves `re` and the modules as they were."""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys

import pytest

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


def test_a_module_that_a_library_can_do_without_is_there_for_all_others() -> None:
    sys.modules.pop("this", None)
    with lazily.without("this"), pytest.raises(ImportError):
        importlib.import_module("this")
    assert importlib.util.find_spec("this")


def test_a_module_that_is_there_already_stays() -> None:
    with lazily.without("re"):
        assert importlib.import_module("re") is re
    assert sys.modules["re"] is re


def test_no_command_waits_for_the_extensions_of_typing() -> None:
    program = "import sys; from pmgen import values; sys.exit('typing_extensions' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
