"""Many readers at once, as far as a test may take: `benchmarks/load.py` does the same for longer."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("load")


def test_two_hundred_readers_at_once_get_every_page(site: Path, load: ModuleType) -> None:
    taken, errors = load.read_site(site, readers=200, seconds=60, most=4)
    assert errors == []
    assert len(taken) == 800


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory and threads are read from /proc")
def test_the_preview_does_not_grow_with_saves(tmp_path: Path, load: ModuleType) -> None:
    shutil.copytree(ROOT / "postmortems", tmp_path / "postmortems")
    (tmp_path / "pmgen.toml").write_text("")
    seen = load.save(tmp_path, previews=50, saves=25)
    (first, *threads_and_files), (last, *then) = seen[0], seen[-1]
    assert threads_and_files == then
    assert last - first < 4_000  # KiB; twenty builds of anything kept would be more
