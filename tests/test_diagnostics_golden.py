"""Small documents with one mistake each, and what is said of them.

Beside `tests/golden/diagnostics/NAME.md` stands `NAME.txt`: a line for each diagnostic, none for a document in
which nothing is wrong. `pytest --update-golden` writes what is said today; read the difference before it is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from pmgen import check, rules
from pmgen.check import Examined
from pmgen.rules.policy import Folder, Policy

FOLDER = Path(__file__).parent / "golden" / "diagnostics"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
POLICY = Policy(today=dt.date(2026, 5, 6))
BESIDE = "sound.md"
"""The document that lies beside each of them."""
FILES = {"calls.pdf", "graph.png", "queue.log", "queue.pdf"}
"""What else lies there."""


def examine(name: str) -> Examined:
    documents = frozenset((name, BESIDE))
    return check.examine(name, (FOLDER / name).read_bytes(), name, POLICY, Folder(documents, documents | FILES))


def said(name: str) -> str:
    """The diagnostics of one document, as `pmgen check` begins their lines."""
    examined = [examine(each) for each in {f"{name}.md", BESIDE}]
    found = check.diagnose(examined, whole=True)
    lines = [f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}\n" for each in found]
    return "".join(line for line in lines if line.startswith(f"{name}.md:"))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_of_a_document(name: str, request: pytest.FixtureRequest) -> None:
    expected = FOLDER / f"{name}.txt"
    now = said(name)
    if request.config.getoption("--update-golden"):
        expected.write_bytes(now.encode())
    assert expected.exists(), f"what is expected of {name}.md? `pytest --update-golden` writes down what is said today"
    assert now.splitlines() == expected.read_bytes().decode().splitlines()


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        pytest.skip("what is expected is being written")


@pytest.mark.usefixtures("kept")
def test_each_expectation_has_its_document() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES


@pytest.mark.usefixtures("kept")
def test_the_documents_say_by_their_names_whether_they_are_quiet() -> None:
    quiet = {name for name in NAMES if not (FOLDER / f"{name}.txt").read_bytes()}
    assert quiet == {name for name in NAMES if name.startswith("quiet-") or f"{name}.md" == BESIDE}


_VALUE = re.compile(r"\d{4}-\d\d-\d\d|\d+ (?:min|h|s|days)\b|[A-Z][a-z]+/[A-Z][a-z]+")


@pytest.mark.usefixtures("kept")
def test_days_lengths_and_zones_are_in_backticks() -> None:
    lines = [line for name in NAMES for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()]
    assert [line for line in lines if _VALUE.search(re.sub("`[^`]*`", "", line.partition(": ")[2]))] == []


# Their mistakes are in other documents, in pages of HTML, in the configuration, in a baseline, in the size or the kind
# of a file.
PAGES = {"PM512", "PM513", "PM514", "PM515", "PM516"}
ELSEWHERE = {
    *(
        "PM016",
        "PM017",
        "PM018",
        "PM020",
        "PM021",
        "PM022",
        "PM023",
        "PM025",
        "PM026",
        "PM117",
        "PM522",
        "PM910",
        "PM911",
    ),
    "PM912",
    *("PM411", "PM412", "PM413"),
    *PAGES,
}


@pytest.mark.usefixtures("kept")
def test_each_rule_speaks_somewhere() -> None:
    seen = {line.split()[1] for name in NAMES for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()}
    assert {rule.code for rule in rules.RULES} - seen <= ELSEWHERE
