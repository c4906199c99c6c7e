"""`pmgen check` of what cannot be read: why not is told whatever is selected, ignored or known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmgen import check, rules
from pmgen.diagnostics import Level
from tests.running import Run, pmgen
from tests.test_build import document, put
from tests.test_diagnostics_golden import NAMES, examine

SOUND = document("Sound", "2026-04-20")
UNREADABLE = {
    "PM001": b"# Vault was down\n",
    "PM003": SOUND.encode().replace(b"Sound", b"caf\xe9"),
    "PM004": SOUND.encode().replace(b"Sound", b"a\x1b[31m"),
    "PM005": SOUND.encode().replace(b"Sound", b"a: b: c"),
    "PM007": SOUND.encode().replace(b"severity:", b"title: twice\nseverity:"),
    "PM016": b"---\n" + b"a" * (1 << 20),
    "PM028": SOUND.encode().replace(b"severity:", b"<<<<<<< HEAD\nseverity:"),
    "PM103": SOUND.encode().replace(b"SEV2", b"awful"),
    "PM105": SOUND.encode().replace(b"2026-04-20", b"2026-13-45"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text("")
    put(tmp_path, good=document("Good", "2026-04-22"))
    return tmp_path


def codes(run: Run) -> list[str]:
    return [each["code"] for each in json.loads(run.stdout)]


def unreadable(project: Path, code: str) -> None:
    (project / "postmortems/bad.md").write_bytes(UNREADABLE[code])


@pytest.mark.parametrize("code", UNREADABLE)
@pytest.mark.parametrize("words", [["--select", "PM9"], ["--select", "followup-without-owner"], ["--ignore", "PM"]])
@pytest.mark.parametrize("path", [[], ["postmortems/bad.md"]])
def test_why_no_rule_was_asked_is_told_whatever_is_selected(
    project: Path, code: str, words: list[str], path: list[str]
) -> None:
    unreadable(project, code)
    run = pmgen(project, "check", *path, *words, "--format", "json")
    assert (codes(run), run.returncode) == ([code], 1)


def test_a_folder_with_the_name_of_a_document_is_not_left_out(project: Path) -> None:
    (project / "postmortems/link.md").symlink_to("gone.md")
    run = pmgen(project, "check", "--select", "PM9", "--format", "json")
    assert (codes(run), run.returncode) == (["PM017"], 1)


def test_the_file_beside_a_legacy_page_is_read_like_any_other(project: Path) -> None:
    (project / "postmortems/old.html").write_text("<!doctype html><title>Old</title>")
    (project / "postmortems/old.yml").write_text("title: a: b\n")
    run = pmgen(project, "check", "--select", "PM9", "--format", "json")
    assert (codes(run), run.returncode) == (["PM005"], 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SOUND.replace("severity:", "ownr: platform\nseverity:"), ["--select", "PM9"]),  # all else is read
        (SOUND.replace("severity:", "timezone: Vulcan\nseverity:"), ["--select", "PM9"]),
        (SOUND + "\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n", ["--ignore", "PM028"]),  # in the body it hinders nobody
        (SOUND.replace("SEV2", "Sev 2"), ["--select", "PM9"]),
        ("\ufeff" + SOUND, ["--select", "PM9"]),
        (SOUND, ["--select", "PM9"]),
    ],
)
def test_what_leaves_the_rest_to_be_read_is_left_out_as_asked(project: Path, text: str, words: list[str]) -> None:
    put(project, other=text)
    run = pmgen(project, "check", *words, "--format", "json")
    assert (codes(run), run.returncode) == ([], 0)


def test_a_page_that_is_no_post_mortem_is_left_out_as_asked(project: Path) -> None:
    (project / "postmortems/old.html").write_text("<!doctype html><title>Old</title>")
    assert codes(pmgen(project, "check", "--format", "json")) == ["PM512"]
    run = pmgen(project, "check", "--ignore", "PM512", "--format", "json")
    assert (codes(run), run.returncode) == ([], 0)


def test_no_baseline_knows_a_file_that_nobody_can_read(project: Path) -> None:
    put(project, other=document("Other", "2026-05-01", "followup: []"))
    unreadable(project, "PM005")
    written = pmgen(project, "check", "--write-baseline", "known.json", "--format", "json")
    assert (codes(written), written.returncode) == (["PM005"], 1)
    held = json.loads((project / "known.json").read_text())["diagnostics"]
    assert held == {"postmortems/other.md": {"PM101": 1}}
    run = pmgen(project, "check", "--baseline", "known.json", "--format", "json")
    assert (codes(run), run.returncode) == (["PM005"], 1)
    held["postmortems/bad.md"] = {"PM005": 1}  # as former versions took it for known
    (project / "known.json").write_text(json.dumps({"schema": 1, "diagnostics": held}))
    run = pmgen(project, "check", "--baseline", "known.json", "--format", "json")
    assert (codes(run), run.returncode) == (["PM005"], 1)


def test_a_baseline_keeps_what_it_knows_of_a_file_while_nobody_can_read_it(project: Path) -> None:
    (project / "postmortems/bad.md").write_text(SOUND.replace("severity:", "ownr: platform\nseverity:"))
    assert pmgen(project, "check", "--write-baseline", "known.json").returncode == 0
    before = (project / "known.json").read_text()
    unreadable(project, "PM005")
    assert "gone" not in pmgen(project, "check", "--baseline", "known.json").stderr
    assert pmgen(project, "check", "--write-baseline", "known.json").returncode == 1
    assert (project / "known.json").read_text() == before


def test_a_baseline_of_what_can_be_read_is_written_without_a_word_on_stdout(project: Path) -> None:
    put(project, other=document("Other", "2026-05-01", "followup: []"))
    run = pmgen(project, "check", "--write-baseline", "known.json")
    assert (run.stdout, run.returncode) == ("", 0)


def test_who_selects_what_shows_across_files_of_one_is_told_that_nobody_looked(project: Path) -> None:
    put(project, sound=SOUND)
    run = pmgen(project, "check", "postmortems/good.md", "--select", "PM901")
    assert "warning: PM901: looked for only where all documents are checked\n" in run.stderr
    run = pmgen(project, "check", "postmortems/good.md", "--select", "PM9", "--ignore", "PM91")
    assert "warning: PM901, PM902, PM903, PM906, PM907: looked for" in run.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--select", "PM901"],
        ["postmortems", "--select", "PM901"],
        ["postmortems/good.md"],
        ["postmortems/good.md", "--ignore", "PM901"],
        ["postmortems/good.md", "--select", "PM4"],
        ["postmortems/good.md", "--select", "PM908"],
    ],
)
def test_otherwise_nobody_is_told_so(project: Path, words: list[str]) -> None:
    put(project, sound=SOUND)
    assert "warning" not in pmgen(project, "check", *words).stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--select", "PM9", "--ignore", "PM9"],
        ["--ignore", "PM"],
        ["--select", "PM401", "--ignore", "followup-without-owner", "--write-baseline", "known.json"],
        ["postmortems/good.md", "--select", "PM901"],
    ],
)
def test_a_look_at_nothing_is_no_success(project: Path, words: list[str]) -> None:
    put(project, sound=SOUND)
    run = pmgen(project, "check", *words)
    assert (run.stdout, run.returncode) == ("", 2)
    assert run.stderr.endswith(
        "error: nothing was looked for: `--select` and `--ignore` leave no rule that could be asked\n"
    )
    assert not (project / "known.json").exists()


@pytest.mark.parametrize("words", [["--select", "PM9", "--ignore", "PM901"], ["--ignore", "PM9"], ["--fix"]])
def test_a_look_that_finds_nothing_is_one(project: Path, words: list[str]) -> None:
    assert pmgen(project, "check", *words).returncode == 0


@pytest.mark.parametrize("name", NAMES)
def test_of_each_file_that_cannot_be_read_something_is_told(name: str) -> None:
    examined = examine(f"{name}.md")
    found = check.diagnose([examined], whole=False)
    hindering = [each for each in found if check.hinders(each, check.unread([examined]))]
    assert bool(hindering) == (examined.subject is None)


def test_what_hinders_is_an_error() -> None:
    assert {rules.BY_CODE[code].level for code in rules.HINDERING} == {Level.ERROR}
