"""What a new place to write post-mortems begins with: settings, an example, pipelines, and what editors should know."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from pmgen import serialize
from pmgen.config import Config
from pmgen.starter.hosting import Home, home
from pmgen.values import Value

__all__ = ["AT_THE_ROOT", "HOSTS", "Home", "Place", "files", "home"]

_EVERYWHERE = {
    "pmgen.toml": "pmgen.toml",
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
_ADDRESSES = {"github": "PAGES_URL", "gitlab": "CI_PAGES_URL"}
"""The variable in which a host says where all that is published will be; it may be empty."""
AT_THE_ROOT = frozenset({".pre-commit-config.yaml", *(path for paths in HOSTS.values() for path in paths)})
"""The files that are read at the root of a repository and nowhere else."""

_SOMEWHERE = Home("none", "", "https://git.example.org/infra/commit/{sha}", "https://git.example.org/infra/issues/{id}")
"""What shows the form of the addresses where nobody knows them."""

_YAML_LINE = re.compile(r"(\s*(?:- )?(?:[a-z_-]+: )?)(.*)", re.DOTALL)
_HARMLESS = re.compile(r"[\w./\\+-]+")
"""What means the same to YAML wherever it stands in a text."""
_SPECIAL = re.compile(r"[*?\[{}\\]")
_SPECIAL_AT_GITHUB = re.compile(r"[*?\[+!\\]")
"""What stands for other letters in a pattern of paths, and for itself behind a `\\`."""


class Place(Value):
    """What is known of the place.

    Args:
        day: of the example.
        version: of pmgen, which the pipelines pin.
        config: its settings.
        settings: the file that holds them.
        severity: of the example, as front matter has it.
        home: where its repository is hosted, if that is known; the settings propose its addresses, and take none.
    """

    day: dt.date
    version: str
    config: Config = Config()
    settings: str = "pmgen.toml"
    severity: str = "SEV4"
    home: Home | None = None


def files(host: str, place: Place) -> dict[str, str]:
    """The files of a new place, by their paths.

    Args:
        host: one of `HOSTS`.
    """
    folder = Path(__file__).parent / "files"
    config, words = place.config, _words(place) | {"build": _build(place.config, _ADDRESSES.get(host))}
    found = {}
    for path, name in {**_EVERYWHERE, example(place): "example.md", **HOSTS[host]}.items():
        fill = _filled_yaml if path.endswith((".yml", ".yaml")) else _filled
        special = _SPECIAL_AT_GITHUB if path.startswith(".github/") else _SPECIAL
        inside = {
            "in_source": _inside(config.source, special),
            "in_templates": _inside(config.templates, special),
        }
        found[path] = fill((folder / name).read_text(encoding="utf-8"), words | inside)
    return found


def example(place: Place) -> str:
    """The path of the example."""
    name = f"{place.day}-example.md"
    return name if place.config.source == "." else f"{place.config.source}/{name}"


def _words(place: Place) -> dict[str, str]:
    config, home = place.config, place.home or _SOMEWHERE
    return {
        "commit_url": home.commit_url,
        "issue_url": home.issue_url,
        "day": str(place.day),
        "version": place.version,
        "settings": place.settings,
        "settings_pattern": re.escape(place.settings),
        "severity": place.severity,
        "source": config.source,
        "in_source_pattern": "" if config.source == "." else f"{re.escape(config.source)}/",
        "site": config.site,
        "folder": shlex.quote(config.site),
        "pages": shlex.quote(posixpath.normpath(f"{config.site}/{config.path}")),
        "missing": shlex.quote(posixpath.normpath(f"{config.site}/404.html")),
        "below": _below(config),
    }


def _build(config: Config, variable: str | None) -> str:
    """The command that builds, with what the host says of the address, unless the settings say it."""
    if variable is None or config.base_url is not None:
        return "pmgen build"
    index = f"${variable}/{_below(config)}".rstrip("/")
    return f'pmgen build ${{{variable}:+--base-url "{index}"}}'


def _below(config: Config) -> str:
    """What leads from all that is published to the index."""
    return "" if posixpath.normpath(config.path) == "." else f"{quote(posixpath.normpath(config.path))}/"


def _inside(folder: str, special: re.Pattern[str]) -> str:
    """How the paths of a folder begin, as a pattern; empty for the folder that all are in."""
    return "" if folder == "." else special.sub(r"\\\g<0>", folder) + "/"


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _filled_yaml(text: str, words: Mapping[str, str]) -> str:
    """A text of YAML with words in it, in quotes where a name holds what YAML would take for a mark of its own."""
    return "".join(_filled_line(line, words) for line in text.splitlines(keepends=True))


def _filled_line(line: str, words: Mapping[str, str]) -> str:
    used = [word for name, word in words.items() if f"{{{name}}}" in line]
    match = _YAML_LINE.fullmatch(line.rstrip("\n"))
    if not used or not match or match[2].startswith("#"):
        return _filled(line, words)
    value = _filled(match[2], words)
    if value not in used and all(map(_HARMLESS.fullmatch, used)):
        return _filled(line, words)
    return f"{match[1]}{serialize.word(value)}\n"
