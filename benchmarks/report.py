"""Measured figures as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from measure import Figures

Runs = Mapping[str, Sequence[Figures]]
"""What each case took, run by run; runs of the same place were made right after each other."""


def builds(title: str, runs: Runs, sizes: Mapping[str, tuple[int, int]], against: str) -> Iterable[str]:
    """The table of whole builds.

    Args:
        sizes: of the cases that leave a site, how many files and bytes it has.
        against: the case that the ratios are to.
    """
    yield f"### {title}"
    yield ""
    yield f"| | wall, s | CPU, s | memory, MB | wall ÷ {against} | CPU ÷ {against} | memory ÷ {against} | site |"
    yield "|:--|--:|--:|--:|--:|--:|--:|--:|"
    base = runs.get(against, ())
    for name, own in runs.items():
        ratios = (_ratio(own, base, get) for get in (_wall, _cpu, _memory))
        files, size = sizes.get(name, (0, 0))
        site = f"{size / 1e6:.1f} MB, {files} files" if files else ""
        figures = (_spread(own, _wall), _spread(own, _cpu), f"{median(map(_memory, own)) / 1e6:.0f}")
        yield f"| {' | '.join([name, *figures, *ratios, site])} |"
    yield ""


def starts(title: str, runs: Runs, against: str) -> Iterable[str]:
    """The table of programs that are over in a moment."""
    yield f"### {title}"
    yield ""
    yield f"| | wall, ms | CPU, ms | wall ÷ {against} | CPU ÷ {against} |"
    yield "|:--|--:|--:|--:|--:|"
    for name, own in runs.items():
        figures = (f"{median(map(get, own)) * 1000:.0f}" for get in (_wall, _cpu))
        ratios = (_ratio(own, runs[against], get) for get in (_wall, _cpu))
        yield f"| {' | '.join([name, *figures, *ratios])} |"
    yield ""


def growth(found: Mapping[int, Runs], case: str) -> Iterable[str]:
    """What more documents cost: how many times as many there are, and how many times as long they take.

    Args:
        found: what each case took, by the number of documents.
        case: the one that is of interest.
    """
    rows = [(count, median(map(_wall, runs[case])), median(map(_memory, runs[case]))) for count, runs in found.items()]
    if len(rows) < 2:
        return
    yield f"### Growth of `{case}`"
    yield ""
    yield "| documents | wall, s | memory, MB | times the documents | times the wall |"
    yield "|--:|--:|--:|--:|--:|"
    for (fewer, before, _), (count, wall, memory) in pairwise([(0, 0.0, 0.0), *rows]):
        times = (f"{count / fewer:.1f}", f"{wall / before:.2f}") if fewer else ("", "")
        yield f"| {' | '.join([f'{count:,}', f'{wall:.2f}', f'{memory / 1e6:.0f}', *times])} |"
    yield ""


def seconds(runs: Runs) -> dict[str, float]:
    """The median wall time of each case."""
    return {name: median(map(_wall, own)) for name, own in runs.items() if own}


def machine() -> str:
    """What it was measured on: cores, memory, processor, system and Python, and no name of any machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    where = f"{cores} cores{_processor()}, {memory:.0f} GB of memory, {platform.system()} {platform.machine()}"
    return f"{where}, Python {platform.python_version()}"


def replace_results(readme: str, results: str) -> str:
    """The text of a README with its section "Results" written anew."""
    head, heading, tail = readme.partition("\n## Results\n")
    _, following, rest = tail.partition("\n## ")
    return "".join([head, heading or "\n## Results\n", "\n", results.strip(), "\n", following, rest])


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f" ({model})" if model else ""


def _wall(figures: Figures) -> float:
    return figures.wall


def _cpu(figures: Figures) -> float:
    return figures.cpu


def _memory(figures: Figures) -> float:
    return figures.memory


def _spread(runs: Sequence[Figures], get: Callable[[Figures], float]) -> str:
    values = [get(each) for each in runs]
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _ratio(runs: Sequence[Figures], base: Sequence[Figures], get: Callable[[Figures], float]) -> str:
    pairs = [get(own) / get(other) for own, other in zip(runs, base, strict=False)]
    return f"{median(pairs):.2f}" if pairs else ""
