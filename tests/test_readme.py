"""What the README promises is what there is."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from pmgen import check, config
from pmgen.cli import _COMMANDS, _MODULES
from pmgen.config import Config
from pmgen.rules.policy import Folder, Policy
from pmgen.values import names

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_it_opens_with_the_two_commands() -> None:
    assert blocks("console")[0].splitlines() == ["$ make site", "$ make test"]
    assert README.index("$ make site") < 100


@pytest.mark.parametrize("text", [each for each in blocks("markdown") if each.startswith("---\n")])
def test_its_examples_check_clean(text: str) -> None:
    policy = Policy(today=dt.date(2026, 4, 23))
    examined = check.examine("example.md", text.encode(), "example.md", policy, Folder(frozenset(), frozenset()))
    assert check.diagnose([examined], whole=True) == []


def test_it_names_every_command_and_only_options_that_exist() -> None:
    table = README.partition("## Commands\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `pmgen (\w+)[^`]*` \| (.*) \|$", table, re.MULTILINE)
    assert list(dict(rows)) == list(_COMMANDS)
    for name, text in rows:
        command: click.Command = importlib.import_module(f"pmgen.cli.{_MODULES.get(name, name)}").command
        options = {option for parameter in command.params for option in parameter.opts}
        if isinstance(command, click.Group):
            context = click.Context(command)
            below = [command.get_command(context, each) for each in command.list_commands(context)]
            options |= {option for each in below if each for parameter in each.params for option in parameter.opts}
        assert set(re.findall(r"`(--[\w-]+)", text)) <= options, name


def test_every_setting_is_in_its_table_with_its_default() -> None:
    table = README.partition("## Configuration\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \| (?:`(.*?)`)?.* \|", table, re.MULTILINE)
    named = {key: default for row, default in rows for key in re.findall(r"`(\w+)`", row)}
    assert sorted(named) == sorted(names(Config))
    del named["severities"]  # a range, in words
    said = "".join(f"{key} = {default}\n" for key, default in named.items() if default)
    assert config.read("pmgen.toml", said) == (Config(), [])
    assert not any(getattr(Config(), key) for key, default in named.items() if not default)


def test_its_json_is_json() -> None:
    for text in blocks("json"):
        json.loads(text)


def test_every_path_it_links_to_is_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (ROOT / target).exists(), f"{name}: {target}"


@pytest.mark.skipif(shutil.which("jq") is None, reason="the commands for a purge need jq")
def test_the_commands_for_a_purge_name_each_address_that_readers_ask_for(tmp_path: Path) -> None:
    text = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
    (commands,) = re.findall(r"^### A purge$.*?^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    changes = "A new.html\nA a/index.html\nM index.html\nM old-index.html\nM a+b ü#1%20.html\nD tags/gone.html\n"
    (tmp_path / "changes.txt").write_text(changes, encoding="utf-8")
    # The last but one of what `curl` is given is the body.
    script = f"curl() {{ shift 4; printf '%s\\n' \"$1\"; }}\n{commands}"
    ended = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    base = "https://status.example.org/post-mortems"
    assert json.loads(ended.stdout) == {
        "files": [
            f"{base}/index.html",
            f"{base}/",
            f"{base}/old-index.html",
            f"{base}/a%2Bb%20%C3%BC%231%2520.html",
            f"{base}/tags/gone.html",
        ]
    }


def test_it_says_how_to_begin_with_post_mortems_of_ones_own() -> None:
    begins = README.partition("\n## ")[0]
    assert "`pip install .`" in begins
    assert {"init", "new", "serve"} <= set(re.findall(r"`pmgen (\w+)", begins)) <= set(_COMMANDS)
