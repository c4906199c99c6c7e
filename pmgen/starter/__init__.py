"""What a new place to write post-mortems begins with: settings, an example, pipelines, and what editors should know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

__all__ = ["HOSTS", "files"]

_EVERYWHERE = {
    "pmgen.toml": "pmgen.toml",
    "postmortems/{day}-example.md": "example.md",
    ".editorconfig": "editorconfig",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/tasks.json": "vscode-tasks.json",
}
HOSTS: Mapping[str, Mapping[str, str]] = {
    "github": {
        ".github/workflows/post-mortems.yml": "github-post-mortems.yml",
        ".github/workflows/follow-ups.yml": "github-follow-ups.yml",
    },
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "woodpecker": {
        ".woodpecker/post-mortems.yaml": "woodpecker-post-mortems.yaml",
        ".woodpecker/follow-ups.yaml": "woodpecker-follow-ups.yaml",
    },
    "none": {},
}
"""The hosts whose pipelines are known, and the files that these are."""


def files(host: str, *, day: dt.date, version: str) -> dict[str, str]:
    """The files of a new place, by their paths.

    Args:
        host: one of `HOSTS`.
        day: of the example.
        version: of pmgen, which the pipelines pin.
    """
    folder = Path(__file__).parent / "files"
    found = {}
    for path, name in {**_EVERYWHERE, **HOSTS[host]}.items():
        text = (folder / name).read_text(encoding="utf-8")
        found[path.replace("{day}", str(day))] = text.replace("{version}", version).replace("{day}", str(day))
    return found
