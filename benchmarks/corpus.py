"""Writes made-up post-mortems: `python benchmarks/corpus.py --count 1000 --seed 1 --to DIR`.

The same options give the same bytes. For another tool than pmgen (`--for hugo`) the same incidents are written as
that tool reads them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import dialects
import incident
from incident import Identity, Incident

LAST_DAY = dt.date(2026, 3, 31)
_FEWEST_DAYS, _MOST_DAYS = 120, 3000


def identities(count: int, seed: int) -> list[Identity]:
    """Who the incidents are, oldest first; several begin on one day, and on a bad day many."""
    rng = random.Random(f"calendar {seed}")
    ordinals = range(LAST_DAY.toordinal() - max(_FEWEST_DAYS, min(count, _MOST_DAYS)), LAST_DAY.toordinal() + 1)
    bad_days = rng.sample(ordinals, max(1, count // 100))
    days = sorted(rng.choice(bad_days if rng.random() < 0.1 else ordinals) for _ in range(count))
    of_day: Counter[int] = Counter()
    found: list[Identity] = []
    for number, ordinal in enumerate(days):
        of_day[ordinal] += 1
        own = random.Random(f"identity {seed} {number}")
        found.append(incident.identify(own, number, dt.date.fromordinal(ordinal), of_day[ordinal]))
    return found


def incidents(count: int, seed: int, size: int) -> Iterator[Incident]:
    """Made-up post-mortems, oldest first.

    Args:
        size: the median of the sizes of pmgen's files, in bytes.
    """
    everyone = identities(count, seed)
    for own in everyone:
        rng = random.Random(f"incident {seed} {own.number}")
        earlier = everyone[max(0, own.number - 400) : own.number]
        yield incident.write(rng, own, earlier, LAST_DAY, round(size * min(4.0, rng.lognormvariate(0, 0.4))))


def write(folder: Path, tool: str, count: int, seed: int, size: int) -> int:
    """Write a corpus for one of the tools; the size of its documents in bytes."""
    source = folder / dialects.FOLDERS[tool]
    source.mkdir(parents=True, exist_ok=True)
    total = 0
    everything = list(incidents(count, seed, size))
    for each in everything:
        data = dialects.text(each, tool).encode()
        total += len(data)
        (source / f"{each.identity.stem}.md").write_bytes(data)
    for path, text in dialects.extra_files(everything, tool):
        (folder / path).write_text(text, encoding="utf-8")
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description="Write made-up post-mortems.")
    parser.add_argument("--count", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes")
    parser.add_argument("--size", type=int, default=6000, help="the median size of a document, in bytes")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder of the project")
    parser.add_argument("--for", dest="tool", choices=tuple(dialects.FOLDERS), default="pmgen", help="which tool")
    options = parser.parse_args()
    total = write(options.to, options.tool, options.count, options.seed, options.size)
    print(f"{options.count} documents for {options.tool}, {total / 1e6:.1f} MB, in {options.to}")


if __name__ == "__main__":
    main()
