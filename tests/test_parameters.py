"""What people type at the command line: what was meant where they mistyped, and what a shell makes of a beginning."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pmgen.cli import _COMMANDS, group
from tests.following import humble, run_humbly

_TOO_LONG = "a" * 300


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_an_example_can_be_copied(columns: int) -> None:
    run = CliRunner()
    deeper = re.findall(r"^  ([a-z-]+)  +[A-Z]", run.invoke(group, ["followups", "--help"]).output, re.MULTILINE)
    assert "wont-do" in deeper
    for words in ([], *([name] for name in _COMMANDS), *(["followups", name] for name in deeper)):
        shown = run.invoke(group, [*words, "--help"], terminal_width=columns).output
        assert max(len(line) for line in shown.splitlines() if not line.startswith("  --")) <= columns, words
        example = shown.partition("\nExample:\n")[2].replace("\\\n", "")
        command = group if not words else group.get_command(click.Context(group), words[0])
        if isinstance(command, click.Group) and words[1:]:
            command = command.get_command(click.Context(command), words[1])
        # A shell reads the lines as one command, whose words nothing has torn.
        assert command is not None
        assert shlex.split(example) == shlex.split(command.epilog or ""), words
        assert shlex.split(example)[0] == "pmgen", words


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("chekc", "no command `chekc`; did you mean `check`?"),
        ("nwe", "no command `nwe`; did you mean `new`?"),
        ("frobnicate", f"no command `frobnicate`; there are {', '.join(_COMMANDS)}"),
        ("help", "no command `help`; did you mean `--help`?"),
        ("version", "no command `version`; did you mean `--version`?"),
        ("followups help", "no command `help`; did you mean `--help`?"),
        ("followups nxt", "no command `nxt`; did you mean `next`?"),
        ("followups wontdo", "no command `wontdo`; did you mean `wont-do`?"),
        ("followups list --status opn", "unknown value `opn`; did you mean `open`?"),
        ("check --format jsn", "unknown value `jsn`; did you mean `json`?"),
        ("check --format yaml", "`yaml` is not one of text, json, github, gitlab, sarif, junit"),
        ("build --audience Public", "unknown value `Public`; did you mean `public`?"),
        ("serve --audience Public", "unknown value `Public`; did you mean `public`?"),
        (
            "rules FOLLOWUP_WITHOUT_OWNER",
            "no rule is called `FOLLOWUP_WITHOUT_OWNER`; did you mean `followup-without-owner`?",
        ),
        ("check --select Unknown-Key", "no rule is called `Unknown-Key`; did you mean `unknown-key`?"),
        ("check --ignore PM409x", "no rule is called `PM409x`; did you mean `PM409`?"),
        ("rules PM4O", "no rule is called `PM4O`; did you mean `PM40`?"),
        ("rules pm1o2", "no rule is called `pm1o2`; did you mean `PM102`?"),
        ("rules 401", "no rule is called `401`; did you mean `PM401`?"),
        ("rules PM499", "no rule is called `PM499`; `pmgen rules PM4` lists those that begin so"),
        ("rules PM777", "no rule is called `PM777`; `pmgen rules` lists them all"),
        ("check --select PM4Ol", "no rule is called `PM4Ol`; did you mean `PM401`?"),
        ("check --select PM401,PM402", "no rule is called `PM401,PM402`; name each by itself"),
        ("init --ci gitea", "`gitea` is not one of github, gitlab, woodpecker, none"),
        ("new T --date 22.4.2026", "`22.4.2026` cannot be read as a day; write `2026-04-22`"),
        ("new T --date 2026-02-30", "`2026-02-30` cannot be read as a day; February 2026 has 28 days"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    words: str, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(group, shlex.split(words))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"{answer}\n")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("check ''", "`PATH`: it is empty; the working directory is `.`"),
        ("check --baseline ''", "`--baseline`: it is empty; the working directory is `.`"),
        ("verify ''", "`SITE`: it is empty; the working directory is `.`"),
        ("check --select ''", "the name of a rule is empty; `pmgen rules` lists them all"),
        ("check --ignore ''", "the name of a rule is empty; `pmgen rules` lists them all"),
        ("import ''", "`SOURCE`: it is empty; the working directory is `.`"),
        ("init ''", "`FOLDER`: it is empty; the working directory is `.`"),
    ],
)
def test_an_empty_variable_of_a_script_is_no_word(
    words: str, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/2026-04-22-a.md").write_text("# no front matter\n")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(group, shlex.split(words))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"{answer}\n")


@pytest.mark.parametrize(
    "words", ["check", "import", "init", "verify", "import postmortems --to", "check --write-baseline", "build --site"]
)
@pytest.mark.parametrize("path", [_TOO_LONG, f"{_TOO_LONG}/x.md", "a/" * 3000])
def test_a_path_that_the_system_does_not_take_is_named(words: str, path: str) -> None:
    result = CliRunner().invoke(group, [*words.split(), path])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"`{path}` cannot be reached: file name too long\n"), result.exception


@pytest.mark.parametrize("words", ["init", "new Outage", "check", "build"])
def test_a_path_in_the_settings_that_the_system_does_not_take_is_named(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pmgen.toml").write_text(f'source = "{_TOO_LONG}"\n')
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(group, words.split())
    assert result.exit_code == 2, result.exception
    assert _TOO_LONG in result.stderr
    assert result.stderr.endswith(": file name too long\n")


@humble
@pytest.mark.parametrize("words", ["check", "import", "verify", "init --dry-run"])
def test_a_path_into_a_folder_that_is_closed_is_named(words: str, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    run = run_humbly(tmp_path, *words.split(), "closed/x")
    assert (run.returncode, run.stderr.endswith("`closed/x` cannot be reached: permission denied\n")) == (2, True), run


def test_an_address_is_no_path() -> None:
    result = CliRunner().invoke(group, ["verify", f"https://127.0.0.1:1/{_TOO_LONG}/", "--retries", "0"])
    assert "cannot be reached: file name" not in result.stderr


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("check --formt json", "no option `--formt`; did you mean `--format`?"),
        ("--frobnicate", "no option `--frobnicate`"),
        ("check --format", "the value of `--format` is missing; one of text, json, github, gitlab, sarif, junit"),
        ("build --site", "the value of `--site` is missing"),
        ("check --format yaml", "`--format`: `yaml` is not one of text, json, github, gitlab, sarif, junit"),
        ("check --fix=yes", "`--fix` takes no value"),
        ("new", "`TITLE` is missing"),
        ("import", "`SOURCE` is missing"),
        ("verify site x", "too many words: `x`"),
        ("verify site --jobs 100", "`--jobs`: `100` is not from 1 to 64"),
        ("verify https://127.0.0.1:1/ --timeout inf", "`--timeout`: `inf` is not from 0.1 to 3600"),
        ("verify site --timeout soon", "`--timeout`: `soon` is not a number"),
        ("build --jobs 0", "`--jobs`: `0` is not from 1 to 1024"),
        ("serve --port 70000", "`--port`: `70000` is not from 0 to 65535"),
        ("followups run --limit 0 -- true", "`--limit`: `0` is not from 1 to 1000000"),
        ("verify site --jobs many", "`--jobs`: `many` is not a whole number"),
        ("verify site --timeout long", "`--timeout`: `long` is not a number"),
        ("verify site --jobs it\x1b's", "`--jobs`: "),
        ("build --null", "`--null` says how `--changed-list` is written, which is missing"),
        ("build --changed-list gone/x", "`gone/x` cannot be written: no such file or directory"),
        ("followups done", "`PM-…#F3` is missing"),
        ("check --baseline a --write-baseline b", "takes all as known: choose one"),
    ],
)
def test_wrong_usage_is_said_as_everything_else_is(
    words: str, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(group, words.split(" "), prog_name="pmgen")
    assert (result.exit_code, result.stdout) == (2, "")
    *usage, last = result.stderr.splitlines()
    assert last.startswith("error: ")
    assert answer in last
    assert [line for line in usage if not line.startswith(("usage: pmgen", " "))] == []
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("words", ["check --format", "check --fix=yes", "check --formt json", "check --format yaml"])
def test_whatever_is_wrong_with_an_option_the_usage_is_shown(words: str) -> None:
    result = CliRunner().invoke(group, words.split(" "), prog_name="pmgen")
    assert result.stderr.splitlines()[0] == "usage: pmgen check [OPTIONS] [PATH…]"


def test_without_a_command_the_help_is_shown() -> None:
    assert "Commands:" in CliRunner().invoke(group, []).output
    assert "Commands:" in CliRunner().invoke(group, ["followups"]).output


def test_where_nothing_is_the_newcomer_is_told_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(group, ["check"])
    assert result.exit_code == 2
    assert result.stderr == (
        "error: there is no folder `postmortems` for post-mortems; `pmgen init` begins a place to write them\n"
    )


def test_a_source_folder_that_cannot_be_read_is_named_by_its_way_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pmgen.toml").write_text('source = "docs/incidents"\n')
    (tmp_path / "docs").mkdir()
    for here, shown in ((tmp_path, "docs/incidents"), (tmp_path / "docs", "incidents")):
        monkeypatch.chdir(here)
        assert f"no folder `{shown}` for post-mortems" in CliRunner().invoke(group, ["check"]).stderr
    (tmp_path / "docs/incidents").write_text("")
    stderr = CliRunner().invoke(group, ["check"]).stderr
    assert "the folder `incidents` of post-mortems cannot be read: not a dir" in stderr


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pmgen ", list(_COMMANDS)),
        ("pmgen ver", ["verify"]),
        ("pmgen followups re", ["reopen"]),
        ("pmgen check --format s", ["sarif"]),
        ("pmgen init --d", ["--dry-run"]),
    ],
)
def test_a_shell_completes_what_was_begun(words: str, found: list[str], tmp_path: Path) -> None:
    assert [line.partition(",")[2] for line in complete(words, tmp_path).stdout.splitlines()] == found


def test_completing_a_command_imports_none(tmp_path: Path) -> None:
    imported = {line.rpartition("|")[2].strip() for line in complete("pmgen ", tmp_path).stderr.splitlines()}
    assert "pmgen.cli.parameters" in imported
    assert not imported & {f"pmgen.cli.{name}" for name in _COMMANDS}


def complete(words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Do what bash does when somebody presses the tab key."""
    # The last word is what has been typed of it, which may be nothing.
    typed = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1), "_PMGEN_COMPLETE": "bash_complete"}
    python = [sys.executable, "-X", "importtime", "-m", "pmgen"]
    return subprocess.run(python, env={**os.environ, **typed}, cwd=folder, capture_output=True, text=True, check=False)
