"""Documents as people wrote them, beside what becomes of each: `source.md` and `expected.md` in a folder of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pmgen import decode, document, legacy, serialize
from pmgen.cli import group
from pmgen.legacy.followups import progress
from pmgen.legacy.prose import chains
from pmgen.model import PostMortem
from pmgen.source import Source

GOLDEN = Path(__file__).parent / "golden" / "legacy"
LEVELS = ["SEV1", "SEV2", "SEV3", "SEV4"]
DAY = dt.date(2026, 11, 25)


def imported(text: str, name: str = "source.md") -> str:
    return legacy.import_document(name, text.encode(), levels=LEVELS, today=DAY, by="pmgen 1.2.3").text


def read(text: str) -> PostMortem:
    found, problems = document.read(Source("a.md", text))
    assert found is not None, problems
    post_mortem, problems = decode.decode(found.front_matter, severities=LEVELS, timezone="UTC")
    assert post_mortem is not None, problems
    return post_mortem


@pytest.mark.parametrize("folder", sorted(GOLDEN.iterdir()), ids=lambda folder: folder.name)
def test_what_becomes_of_a_document(folder: Path) -> None:
    made = imported((folder / "source.md").read_text("utf-8"))
    assert made == (folder / "expected.md").read_text("utf-8")


@pytest.mark.parametrize("folder", sorted(GOLDEN.iterdir()), ids=lambda folder: folder.name)
def test_what_was_imported_is_written_and_read_back_the_same(folder: Path) -> None:
    post_mortem = read((folder / "expected.md").read_text("utf-8"))
    assert read(serialize.document(post_mortem, "")) == post_mortem


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Done", "done"),
        ("✅", "done"),
        ("Not done", "todo"),
        ("not yet implemented", "todo"),
        ("not started", "todo"),
        ("Needs human review", None),
        ("in progress", "in-progress"),
        ("DEFERRED", "blocked"),
        ("won't fix", "wont-do"),
        ("by the window", None),
    ],
)
def test_how_far_a_followup_is(written: str, status: str | None) -> None:
    assert progress.status(written) == status


def test_a_record_without_a_date_has_that_of_its_address() -> None:
    record = "---\ncompany: Example\nurl: https://example.org/outage-of-may-27-2014\n---\n\nIt broke.\n"
    assert str(read(imported(record)).date) == "2014-05-27"


def test_a_slip_in_the_year_is_mended_only_where_the_name_says_how() -> None:
    text = "# Mail\n\n## Timeline\n\n| Time | Event |\n|-|-|\n| 20202-01-16 12:00 | it broke |\n"
    assert str(read(imported(text, "PM2020-003.md")).date) == "2020-01-16"
    assert read(imported(text, "mail.md")).date == DAY


def test_a_badge_is_a_severity() -> None:
    page = "<html><body><div><span>SEV 1</span></div><h1>Lights out</h1><p>On 2022-07-01.</p></body></html>"
    assert read(imported(page, "a.html")).severity == "SEV1"


@given(st.text(alphabet="ab │├└─>|`\n", max_size=120))
def test_any_drawing_is_read_without_failing(drawing: str) -> None:
    chains.read(drawing)


def test_what_is_left_out_of_a_folder_is_named_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmgen.toml").touch()
    old = tmp_path / "old"
    old.mkdir()
    for name in ("README.md", "photo.png", "mail.md"):
        (old / name).write_text("# Mail late\n\nOn 2024-05-12.\n", "utf-8")
    result = CliRunner().invoke(group, ["import", "old"])
    assert result.exit_code == 0, result.output
    said = sorted(line for line in result.stderr.splitlines() if line.startswith("skipped"))
    assert said == [
        "skipped old/README.md: its name is not that of a post-mortem; name the file itself to import it",
        "skipped old/photo.png: neither Markdown nor HTML",
    ]
