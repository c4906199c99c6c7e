"""The made-up post-mortems that pmgen is measured with, and the measuring."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from types import ModuleType
from xml.etree import ElementTree

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
CORPUS = BENCHMARKS / "corpus.py"
TOOLS = ("pmgen", "hugo", "eleventy", "mkdocs", "pelican")


def corpus(folder: Path, **options: object) -> dict[str, str]:
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    subprocess.run([sys.executable, CORPUS, "--to", folder, *words], check=True, stdout=subprocess.DEVNULL)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pmgen", "check", "--strict", "--ignore", "followup-overdue"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(("seed", "size"), [(1, 6000), (2, 2500), (3, 12000)])
def test_made_up_post_mortems_check_clean(tmp_path: Path, seed: int, size: int) -> None:
    corpus(tmp_path, count=40, seed=seed, size=size)
    done = check(tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, again = (corpus(tmp_path / name, count=15, seed=4) for name in ("first", "again"))
    assert first == again
    assert corpus(tmp_path / "other", count=15, seed=5).keys() != first.keys()


def test_documents_have_the_size_that_was_asked_for(tmp_path: Path) -> None:
    files = corpus(tmp_path, count=150, size=6000)
    sizes = [len(text.encode()) for path, text in files.items() if path.endswith(".md")]
    assert median(sizes) == pytest.approx(6000, rel=0.15)
    assert max(sizes) > 2 * min(sizes)


def test_a_corpus_holds_what_makes_real_ones_hard(tmp_path: Path) -> None:
    texts = list(corpus(tmp_path, count=150, seed=1).values())
    whole = "\n".join(texts)
    days = Counter(re.findall(r"^date: (.*)$", whole, re.MULTILINE))
    assert max(days.values()) >= 4, "many incidents on one day"
    assert re.search(r"^id: PM-\d{4}-\d\d-\d\d-3$", whole, re.MULTILINE)
    services = Counter(re.findall(r"^services: \[([\w-]+)", whole, re.MULTILINE))
    assert services.most_common(1)[0][1] > 4 * median(services.values()), "hot services"
    assert len(set(re.findall(r"^timezone: (.*)$", whole, re.MULTILINE))) > 4
    for form in (
        r"at: \"\d\d:\d\d\"",
        r"at: \"~\d",
        r"at: T\+\d+m",
        r"at: \"\w{3} \d+ \d\d",
        r"at: \"2.*T.*[+-]\d",
    ):
        assert re.search(form, whole), form
    for part in ("```bash", "```yaml", "```python", "```text", "|:--|", "[^1]: ", "- [x] ", "](20", "then:", "as: "):
        assert part in whole, part
    assert set(re.findall(r"^    status: (.*)$", whole, re.MULTILINE)) == {
        *("todo", "in-progress", "blocked", "done", "wont-do"),
    }


def test_every_tool_gets_the_same_incidents(tmp_path: Path) -> None:
    files = {tool: corpus(tmp_path / tool, **{"count": 12, "for": tool}) for tool in TOOLS}
    documents = {
        tool: {Path(path).name: text for path, text in texts.items() if Path(path).name.startswith("2")}
        for tool, texts in files.items()
    }
    for tool in TOOLS:
        assert documents[tool].keys() == documents["pmgen"].keys()
    for name, text in documents["pmgen"].items():
        told = set(re.findall(r"`[\w-]+`|^#.*", text, re.MULTILINE))
        assert len(told) > 20
        for tool in TOOLS:
            assert not {part for part in told if part not in documents[tool][name]}, f"{tool} {name}"


def test_links_between_documents_are_written_for_each_tool(tmp_path: Path) -> None:
    links = {"hugo": r"\]\(20[\w-]+\.md", "eleventy": r"\]\(20[\w-]+\.html", "pelican": r"\]\(\{filename\}20[\w-]+\.md"}
    for tool, link in links.items():
        whole = "".join(corpus(tmp_path / tool, **{"count": 12, "for": tool}).values())
        assert re.search(link, whole)
        assert tool == "hugo" or not re.search(links["hugo"], whole)


def module(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module(name)


MEMORY = """
import subprocess, sys, time
ours = bytearray(40_000_000)
if len(sys.argv) > 1:
    time.sleep(0.5)
else:
    subprocess.run([sys.executable, __file__, "child"], check=True)
"""


def test_memory_is_that_of_all_processes_and_time_that_of_the_whole_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = module("measure", monkeypatch)
    program = tmp_path / "memory.py"
    program.write_text(MEMORY, encoding="utf-8")
    figures = measure.run([sys.executable, str(program)], tmp_path, {})
    # Just forked, a process still counts with what it has of its parent: here of a runner of tests, which is large.
    assert 80e6 < figures.memory < 2e9 or not Path("/proc/self/statm").exists()
    assert figures.wall >= 0.5
    assert 0 < figures.cpu < figures.wall


FORKED = """
import os, time
ours = bytearray(b"x") * 400_000_000
child = os.fork()
if child:
    os.waitpid(child, 0)
else:
    time.sleep(0.5)
"""


MEASURED = """
import sys
from pathlib import Path
import measure
print(measure.run([sys.executable, sys.argv[1]], Path(), {}).memory)
"""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not say what is shared")
def test_what_processes_share_counts_once(tmp_path: Path) -> None:
    program = tmp_path / "forked.py"
    program.write_text(FORKED, encoding="utf-8")
    # Measured from a process that is small itself; see above.
    command = [sys.executable, "-c", MEASURED, str(program)]
    done = subprocess.run(command, cwd=BENCHMARKS, check=True, capture_output=True, text=True)
    assert 400e6 < int(done.stdout) < 700e6


def test_a_program_that_fails_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = module("measure", monkeypatch)
    with pytest.raises(measure.Failed, match="ended with 3:\nno luck"):
        measure.run([sys.executable, "-c", "print('no luck'); raise SystemExit(3)"], tmp_path, {})


def test_ratios_are_those_of_the_same_round(monkeypatch: pytest.MonkeyPatch) -> None:
    figures, report = module("measure", monkeypatch).Figures, module("report", monkeypatch)
    ours = [figures(2.0, 1.0, 10_000_000), figures(20.0, 10.0, 10_000_000), figures(6.0, 3.0, 10_000_000)]
    theirs = [figures(1.0, 1.0, 40_000_000), figures(10.0, 10.0, 40_000_000), figures(2.0, 2.0, 40_000_000)]
    lines = list(report.builds("3 documents", {"pmgen": ours, "hugo": theirs}, {"pmgen": (4, 2_500_000)}, "hugo"))
    assert lines[-3:] == [
        "| pmgen | 6.00 (2.00–20.00) | 3.00 (1.00–10.00) | 10 | 2.00 | 1.00 | 0.25 | 2.5 MB, 4 files |",
        "| hugo | 2.00 (1.00–10.00) | 2.00 (1.00–10.00) | 40 | 1.00 | 1.00 | 1.00 |  |",
        "",
    ]


def test_growth_compares_each_number_of_documents_with_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    figures, report = module("measure", monkeypatch).Figures, module("report", monkeypatch)
    found = {count: {"pmgen build": [figures(wall, 1.0, 5_000_000)]} for count, wall in ((1000, 4.0), (4000, 17.0))}
    assert list(report.growth(found, "pmgen build"))[-3:] == [
        "| 1,000 | 4.00 | 5 |  |  |",
        "| 4,000 | 17.00 | 5 | 4.0 | 4.25 |",
        "",
    ]
    assert list(report.growth({1000: found[1000]}, "pmgen build")) == []


def test_the_picture_draws_the_slowest_longest_and_names_every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    plot = module("plot", monkeypatch)
    root = ElementTree.fromstring(plot.svg("Builds", [("10 documents", {"slow & old": 8.0, "pmgen build": 2.0})]))
    space = "{http://www.w3.org/2000/svg}"
    bars = [(bar.get("class"), float(bar.attrib["width"])) for bar in root.iter(f"{space}rect")]
    assert bars == [("own", 100.0), (None, 400.0)]
    assert [text.text for text in root.iter(f"{space}text")] == [
        *("10 documents", "pmgen build", "2.00 s"),
        *("slow & old", "8.00 s"),
    ]


@pytest.mark.parametrize("before", ["# Title\n\n## Results\n", "# Title\n\n## Results\n\nold\n\n### older\n"])
@pytest.mark.parametrize("after", ["", "\n## More\n\ntext\n"])
def test_results_take_the_place_of_older_ones(before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = module("report", monkeypatch)
    assert report.replace_results(before + after, "new\n") == "# Title\n\n## Results\n\nnew\n" + after


def test_a_build_may_cost_a_little_more_than_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    instructions = module("instructions", monkeypatch)
    assert instructions.verdict(1_050_000_000, 1_000_000_000) == (
        True,
        "1050 million instructions, 1.050 of the record",
    )
    fine, said = instructions.verdict(1_060_000_000, 1_000_000_000)
    assert not fine
    assert "`build cost: 1060 million instructions`" in said


@pytest.mark.parametrize(
    ("before", "changelog", "fine"),
    [
        (None, "", True),
        (1_000_000_000, "", True),
        (900_000_000, "## [Unreleased]\n\n- build cost: 1000 million instructions\n\n## [0.1]\n", True),
        (900_000_000, "## [Unreleased]\n\n## [0.1]\n\n- build cost: 1000 million instructions\n", False),
        (900_000_000, "## [Unreleased]\n\n- build cost: 950 million instructions\n", False),
    ],
)
def test_a_record_that_grows_needs_its_line(
    before: int | None, changelog: str, fine: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module("instructions", monkeypatch).explained(1_000_000_000, before, changelog) == fine
