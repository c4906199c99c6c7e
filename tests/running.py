"""Commands, as a test gives them in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmgen.cli import group

Run = subprocess.CompletedProcess[str]


def pmgen(folder: Path, *words: str, **environment: str) -> Run:
    """Run a command in this process: an interpreter of its own takes longer than most of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        env = _environment(environment)
        result = CliRunner().invoke(group, words, env=env, prog_name="pmgen", catch_exceptions=False)
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)


def run(*words: str) -> Result:
    """Run a command in this process, in the folder and the environment that the test has."""
    return CliRunner().invoke(group, list(words))


def started(folder: Path, *words: str, **environment: str) -> Run:
    """Run a command in a process of its own: for tests of what only such a one does, or may harm."""
    command = [sys.executable, "-m", "pmgen", *words]
    environment = {**os.environ, **_environment(environment)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"NO_COLOR": "1", "COLUMNS": "120", **more}
