"""Count the instructions of a fixed build, a figure that a busy machine does not change: `instructions.py --record`.

Without `--record` it compares with the record, and fails when the build costs over 5 % more. A change that is worth
more records its own count, and says so in CHANGELOG.md, in a line under "Unreleased" that holds
`build cost: 4210 million instructions`, with that count.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
RECORD = HERE / "instructions.json"
CHANGELOG = HERE.parent / "CHANGELOG.md"
DOCUMENTS, ALLOWED = 12, 1.05
_LIBRARIES = ("jinja2", "markdown-it-py", "mdit-py-plugins", "msgspec", "nh3", "pygments", "pyyaml", "click")


def surroundings() -> dict[str, str]:
    """What else changes the count: a record made with anything else says nothing about a change here."""
    said = subprocess.run(["valgrind", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    own = {"machine": platform.machine(), "libc": " ".join(platform.libc_ver()), "valgrind": said}
    return {**own, "python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def count() -> int:
    """The instructions of one build in one process, in user mode, without a cache."""
    with tempfile.TemporaryDirectory() as name:
        corpus = (sys.executable, HERE / "corpus.py", "--count", str(DOCUMENTS), "--seed", "1", "--to", name)
        subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
        valgrind = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
        build = (sys.executable, "-m", "pmgen", "build", "--jobs", "1", "--no-cache")
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(HERE.parent), "NO_COLOR": "1"}
        # Whether and where modules are compiled is the machine's affair, and not to be counted.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = f"{name}/compiled"
        # The first run leaves the compiled modules behind.
        subprocess.run(build, cwd=name, env=environment, check=True, capture_output=True)
        shutil.rmtree(Path(name) / "site")
        done = subprocess.run(
            (*valgrind, *build), cwd=name, env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(f"the build failed:\n{done.stdout}{done.stderr}")
    return int(re.findall(r"I\s+refs:\s+([\d,]+)", done.stderr)[-1].replace(",", ""))


def verdict(now: int, recorded: int) -> tuple[bool, str]:
    """Whether the count may stand beside the record, and what to say of it."""
    ratio = now / recorded
    said = f"{now / 1e6:.0f} million instructions, {ratio:.3f} of the record"
    if ratio <= ALLOWED:
        return True, said
    line = f"build cost: {now / 1e6:.0f} million instructions"
    return False, f"{said}: make it cheaper, or record it and write a line with `{line}` in CHANGELOG.md"


def explained(recorded: int, before: int | None, changelog: str) -> bool:
    """Whether a record that allows over 5 % more than the one before has its line in the changelog."""
    unreleased = changelog.partition("## [Unreleased]")[2].partition("\n## [")[0]
    line = f"build cost: {recorded / 1e6:.0f} million instructions"
    return before is None or recorded <= before * ALLOWED or line in unreleased


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the instructions of a fixed build.")
    parser.add_argument("--record", action="store_true", help="keep the count in instructions.json")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("skipped: there is no valgrind here")
        return
    around = surroundings()
    kept = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else None
    if options.record:
        before = kept["instructions"] if kept and kept["with"] == around else None
        record = {"instructions": count(), "before": before, "documents": DOCUMENTS, "with": around}
        RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        print(f"recorded: {record['instructions'] / 1e6:.0f} million instructions")
        return
    if kept is None:
        print("skipped: nothing is recorded; `benchmarks/instructions.py --record` does")
        return
    if not explained(kept["instructions"], kept["before"], CHANGELOG.read_text(encoding="utf-8")):
        raise SystemExit(
            "the record grew by over 5 %, and CHANGELOG.md has no line `build cost: … million instructions`"
        )
    other = [
        f"{key} {around.get(key)}, recorded {kept['with'].get(key)}"
        for key in around
        if around[key] != kept["with"].get(key)
    ]
    if other:
        print(f"skipped: the record was made elsewhere ({'; '.join(other)})")
        return
    fine, said = verdict(count(), kept["instructions"])
    print(said)
    sys.exit(not fine)


if __name__ == "__main__":
    main()
