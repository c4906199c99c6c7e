"""What is put off at an import: whoever has imported something leaves `re` and the modules as they were."""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pmgen import lazily
from pmgen.cli.commands import LATER

_GOOD = """\
---
title: The queue was full
date: 2026-05-02
status: draft
severity: SEV3
services: [queue]
---

Messages waited for **ten** minutes.
"""


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


def test_a_module_is_imported_when_it_is_asked_for_anything() -> None:
    sys.modules.pop("this", None)
    with lazily.modules("this"):
        later = importlib.import_module("this")
    assert "this" not in sys.modules
    assert later.s.startswith("Gur Mra")
    assert vars(sys.modules["this"])["s"] is later.s


def test_a_module_that_is_there_already_is_imported_as_it_is() -> None:
    with lazily.modules("re"):
        assert importlib.import_module("re") is re
    assert sys.modules["re"] is re


def test_a_module_that_is_asked_for_something_while_others_are_put_off_is_the_whole_one() -> None:
    sys.modules.pop("this", None)
    with lazily.modules("this"):
        assert importlib.import_module("this").s
        assert importlib.util.find_spec("this")
    assert importlib.import_module("this") is sys.modules["this"]


def test_another_module_stands_in_only_while_a_library_is_imported() -> None:
    sys.modules.pop("this", None)
    with lazily.instead("this", s="words"):
        other = importlib.import_module("this")
        assert other.s == "words"
    assert other.d
    assert importlib.import_module("this").s != "words"


def test_a_logger_that_nobody_hears_is_told_anything() -> None:
    logger = lazily.Unheard("markdown_it")
    assert logger.debug("begins: %s", 1) is logger.warning("odd", exc_info=True) is None


def test_what_a_good_document_does_not_need_is_not_imported(tmp_path: Path) -> None:
    file = tmp_path / "2026-05-02-queue-full.md"
    file.write_text(_GOOD, encoding="utf-8")
    program = (
        "import os, sys; from pmgen import cli; end = os._exit\n"
        "os._exit = lambda code: (print(*sys.modules, flush=True), end(code))\n"
        "cli.main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, "check", file.name], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    imported = {*result.stdout.split()}
    assert (result.returncode, result.stderr) == (0, "1 file, nothing to report\n")
    assert "markdown_it.rules_block" in imported
    assert not imported & {"locale", "logging", *LATER}


def test_what_is_imported_later_is_there() -> None:
    assert all(map(importlib.util.find_spec, LATER))
