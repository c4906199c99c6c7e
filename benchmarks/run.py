"""How fast pmgen is, beside other tools with the same documents: `make bench`, `python benchmarks/run.py --quick`.

Each round runs every case once, in turn, so that a machine whose speed drifts drifts for all of them; what is compared
is the figures of one round.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import measure
import peers
import plot
import report
from measure import Failed, Figures
from peers import Tool

_STARTS = 30
"""How often each start is measured: what is over in a moment is measured least surely."""

_PYTHON = "python -c pass"
_PICTURE = "results.svg"


@dataclass(frozen=True, slots=True)
class Case:
    """Something to be measured.

    Args:
        prepare: what is done before each run and not measured; it is given the number of the run.
        site: the folder that is left then, whose size is of interest.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    prepare: Callable[[int], None]
    site: Path | None = None


def build_cases(tool: Tool, others: Sequence[Tool], cache: Path, options: argparse.Namespace, count: int) -> list[Case]:
    """Whole builds of so many documents."""
    folder = peers.project(tool, cache, count, options.seed, options.size)
    site, page = folder / tool.output, peers.documents(tool, folder)[count // 2]
    original = page.read_text(encoding="utf-8")

    def forget(_: int) -> None:
        shutil.rmtree(site, ignore_errors=True)
        shutil.rmtree(folder / "cache", ignore_errors=True)
        shutil.rmtree(folder / ".pmgen-cache", ignore_errors=True)

    def leave(_: int) -> None:
        pass

    def edit(number: int) -> None:
        page.write_text(f"{original}\nAdded in run {number}.\n", encoding="utf-8")

    check = (*tool.command[:-1], "check")
    return [
        Case("pmgen build --jobs 1", (*tool.command, "--jobs", "1"), folder, forget, site),
        *(_cold(other, peers.project(other, cache, count, options.seed, options.size)) for other in others),
        Case("pmgen build", tool.command, folder, forget, site),
        Case("pmgen build, nothing changed", tool.command, folder, leave),
        Case("pmgen build, one document changed", tool.command, folder, edit),
        Case("pmgen check", check, folder, leave),
    ]


def start_cases(tool: Tool, cache: Path, options: argparse.Namespace) -> list[Case]:
    """Programs that are over in a moment; the first is what they are compared with."""
    folder = peers.project(tool, cache, max(options.count), options.seed, options.size)
    page = str(peers.documents(tool, folder)[0].relative_to(folder))
    program = tool.command[:-1]
    commands = {
        _PYTHON: (sys.executable, "-c", "pass"),
        "pmgen --help": (*program, "--help"),
        "pmgen --version": (*program, "--version"),
        "pmgen check FILE": (*program, "check", page),
    }
    return [Case(name, command, folder, lambda _: None) for name, command in commands.items()]


def _cold(tool: Tool, folder: Path) -> Case:
    site = folder / tool.output
    return Case(tool.name, tool.command, folder, lambda _: shutil.rmtree(site, ignore_errors=True), site)


def rounds(cases: Sequence[Case], runs: int) -> dict[str, list[Figures]]:
    """So many rounds, after one that does not count; a case that fails is named and left out."""
    found: dict[str, list[Figures]] = {case.name: [] for case in cases}
    for number in range(runs + 1):
        for case in cases:
            if case.name not in found:
                continue
            case.prepare(number)
            try:
                figures = measure.run(case.command, case.folder, {"XDG_CACHE_HOME": str(case.folder / "cache")})
            except Failed as failed:
                _tell(f"left out: {failed}")
                del found[case.name]
                continue
            if number:
                found[case.name].append(figures)
        _tell(f"  round {number} of {runs}")
    return found


def available(names: Sequence[str], cache: Path) -> list[Tool]:
    """The peers that can be had here."""
    found = []
    for name in names:
        _tell(f"looking for {name} in {cache / name}; it is installed there, and nowhere else, when it is missing")
        try:
            found.append(peers.install(name, cache))
        except peers.Unavailable as error:
            _tell(f"{error}; it goes on without {name}")
    return found


def results(options: argparse.Namespace) -> tuple[str, str]:
    """Measure everything that was asked for; the section "Results" as Markdown, and its picture."""
    tool, others = peers.pmgen(), available(options.peers, options.cache)
    versions = ", ".join(f"{each.name} {peers.short_version(each)}" for each in (tool, *others))
    runs = f"Medians of {options.runs} runs" if options.runs > 1 else "One run of each"
    medians = f"{runs}, with the least and the most beside; each start is the median of {_STARTS}."
    lines = [
        f"{options.date}, {report.machine()}. {versions}. {medians}",
        "",
        f"![Seconds of each build]({_PICTURE})",
        "",
    ]
    measured: dict[int, report.Runs] = {}
    for count in options.count:
        _tell(f"{count} documents")
        beside = [each for each in others if each.name == "hugo" or not options.all_to or count <= options.all_to]
        cases = build_cases(tool, beside, options.cache, options, count)
        measured[count] = found = rounds(cases, options.runs)
        sizes = {case.name: measure.size_of(case.site) for case in cases if case.site and case.site.is_dir()}
        against = next((each.name for each in beside if each.name in found), "pmgen build --jobs 1")
        lines += report.builds(f"{count:,} documents", found, sizes, against)
    lines += report.growth(measured, "pmgen build")
    _tell("starts")
    found = rounds(start_cases(tool, options.cache, options), _STARTS)
    lines += report.starts("Starts", found, _PYTHON)
    groups = [(f"{count:,} documents", report.seconds(found)) for count, found in measured.items()]
    return "\n".join(lines), plot.svg(f"Seconds of each build, {options.date}", groups)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast pmgen is, beside other tools.")
    parser.add_argument("--count", type=int, nargs="+", default=[200, 1000], metavar="N", help="how many documents")
    parser.add_argument("--size", type=int, default=6000, metavar="BYTES", help="the median size of a document")
    parser.add_argument("--seed", type=int, default=1, help="of the made-up documents")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how many runs count, after one that does not")
    parser.add_argument("--peers", nargs="*", choices=tuple(peers.PEERS), default=["hugo"], help="other tools")
    parser.add_argument("--all-to", type=int, metavar="N", help="beyond so many documents with Hugo alone")
    parser.add_argument("--quick", action="store_true", help="200 documents, two runs, Hugo only")
    parser.add_argument("--cache", type=Path, default=_default_cache(), metavar="DIR", help="for tools and corpora")
    parser.add_argument("--write", action="store_true", help='write the section "Results" of the README')
    parser.add_argument("--date", default=str(dt.date.today()), metavar="DAY", help="the day that stands in it")
    options = parser.parse_args()
    if options.quick:
        options.count, options.runs, options.peers = [200], 2, ["hugo"]
    options.cache = options.cache.absolute()
    text, picture = results(options)
    print(text)
    if options.write:
        readme = peers.HERE / "README.md"
        readme.write_text(report.replace_results(readme.read_text(encoding="utf-8"), text), encoding="utf-8")
        (peers.HERE / _PICTURE).write_text(picture, encoding="utf-8")


def _default_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pmgen-benchmarks"


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
