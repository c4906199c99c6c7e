"""`pmgen check`, `pmgen rules` and `pmgen schema`, from the outside."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from pmgen.cli import group
from pmgen.cli.progress import progress
from pmgen.rules import RULES
from tests.running import pmgen
from tests.test_build import document, put


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text("")
    put(
        tmp_path,
        good=document("Good", "2026-04-20"),
        bad=document("Bad", "2026-04-22", "followup: []", body="\n## Empty\n").replace("SEV2", "sev-2"),
    )
    return tmp_path


def codes(output: str) -> list[str]:
    return [each["code"] for each in json.loads(output)]


def test_text_shows_the_line_and_points_at_the_place(project: Path) -> None:
    run = pmgen(project, "check")
    assert run.returncode == 1
    assert "postmortems/bad.md:6:1: PM101 unknown key `followup`" in run.stdout
    assert "6 | followup: []" in run.stdout
    assert "^^^^^^^^" in run.stdout
    assert "help: did you mean `followups`?" in run.stdout
    assert "\x1b" not in run.stdout


def test_json_has_every_key_that_programs_rely_on(project: Path) -> None:
    run = pmgen(project, "check", "--format", "json")
    first = json.loads(run.stdout)[0]
    assert list(first) == ("code name level message help path line column end_line end_column fixable".split())
    assert codes(run.stdout) == ["PM104", "PM101", "PM502"]


@pytest.mark.parametrize("name", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_every_format_fails_for_errors_and_says_so_on_stderr(project: Path, name: str) -> None:
    run = pmgen(project, "check", "--format", name)
    assert run.returncode == 1
    assert "1 error" in run.stderr
    assert run.stdout


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_hosts_are_told_paths_from_the_root_of_the_repository(tmp_path: Path, name: str) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    place = tmp_path / "ops" / "incidents"
    put(place, bad=document("Bad", "2026-04-22", "followup: []"))
    (place / "pmgen.toml").write_text("")
    for folder in (place, place / "postmortems"):
        told = pmgen(folder, "check", "--format", name).stdout
        assert set(re.findall(r'[^"=\s]*postmortems/bad\.md', told)) == {"ops/incidents/postmortems/bad.md"}
    assert json.loads(pmgen(place, "check", "--format", "json").stdout)[0]["path"] == "postmortems/bad.md"


def test_select_and_ignore_take_codes_beginnings_and_names(project: Path) -> None:
    assert codes(pmgen(project, "check", "--format", "json", "--select", "PM5").stdout) == ["PM502"]
    assert codes(pmgen(project, "check", "--format", "json", "--select", "empty-section").stdout) == ["PM502"]
    run = pmgen(project, "check", "--format", "json", "--ignore", "PM101", "--ignore", "pm104")
    assert (codes(run.stdout), run.returncode) == (["PM502"], 0)
    assert codes(pmgen(project, "check", "--format", "json", "--select", " PM5 ").stdout) == ["PM502"]
    unknown = pmgen(project, "check", "--select", "PM777")
    assert (unknown.returncode, "no rule is called `PM777`" in unknown.stderr) == (2, True)


def test_fix_mends_what_is_safe_and_leaves_all_else(project: Path) -> None:
    path = project / "postmortems/bad.md"
    before = path.read_text()
    run = pmgen(project, "check", "--fix")
    assert "1 fixed" in run.stderr
    assert path.read_text() == before.replace("sev-2", "SEV2")
    again = pmgen(project, "check", "--fix")
    assert "nothing to fix" in again.stderr


def test_fix_makes_a_file_readable_whatever_can_be_seen_in_it_then(project: Path) -> None:
    path = project / "postmortems/bad.md"
    path.write_text(document("Bad", "2026-4-22", body="\nFÃ¼r \u202eimmer\n"))
    assert "2 fixed" in pmgen(project, "check", "--fix").stderr
    assert path.read_text() == document("Bad", "2026-04-22", body="\nFür \u202eimmer\n")


def test_fix_keeps_line_endings_and_a_missing_last_newline(project: Path) -> None:
    path = project / "postmortems/bad.md"
    text = b"---\r\ntitle: 'x'   # a comment\r\ndate: 2026-4-2\r\nseverity: \"Sev 2\"\r\nstatus: Draft\r\n---\r\nend"
    path.write_bytes(text)
    pmgen(project, "check", "--fix")
    expected = text.replace(b"2026-4-2", b"2026-04-02").replace(b'"Sev 2"', b"SEV2").replace(b"Draft", b"draft")
    assert path.read_bytes() == expected


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--baseline", "gone.json"], "the baseline `gone.json` cannot be read: no such file or directory"),
        (["--write-baseline", "gone/it.json"], "`gone/it.json` cannot be written: no such file or directory"),
        (["--write-baseline", "postmortems"], "`postmortems` cannot be written: is a directory"),
    ],
)
def test_what_the_system_refuses_is_said_in_lower_case(project: Path, words: list[str], message: str) -> None:
    run = pmgen(project, "check", *words)
    assert (run.returncode, run.stderr) == (2, f"error: {message}\n")


def test_baseline_reports_only_what_is_new(project: Path) -> None:
    assert pmgen(project, "check", "--write-baseline", "known.json").returncode == 0
    assert pmgen(project, "check", "--baseline", "known.json").returncode == 0
    path = project / "postmortems/bad.md"
    path.write_text(path.read_text().replace("---\n\n", "ownr: platform\n---\n\n").replace("title", "\n\ntitle", 1))
    run = pmgen(project, "check", "--baseline", "known.json", "--format", "json")
    assert run.returncode == 1
    assert codes(run.stdout) == ["PM101"]
    assert "3 known" in run.stderr


def test_one_file_is_checked_by_itself(project: Path) -> None:
    put(project, lonely=document("Lonely", "2026-05-01", "related: [{id: PM-2026-01-01}]"))
    assert pmgen(project, "check", "postmortems/lonely.md").returncode == 0
    assert "PM902" in pmgen(project, "check").stdout


def test_nobody_is_asked_whether_an_incident_is_related_to_itself(project: Path) -> None:
    put(project, lonely=document("Lonely", "2026-05-01", "related: [{id: PM-2026-05-02}]"))
    run = pmgen(project, "check", "--select", "PM902", "--format", "json")
    assert [each["help"] for each in json.loads(run.stdout)] == [None]


@pytest.mark.parametrize("written", ["good", "good.md", "good.html", "pm-2026-04-20"])
def test_who_names_a_related_incident_by_its_file_or_in_other_capitals_is_told_its_id(
    project: Path, written: str
) -> None:
    put(project, lonely=document("Lonely", "2026-05-01", f"related: [{{id: {written}}}]"))
    run = pmgen(project, "check", "--select", "PM902", "--format", "json")
    assert [each["help"] for each in json.loads(run.stdout)] == ["did you mean `PM-2026-04-20`?"]


@pytest.mark.parametrize("way", ["postmortems/../postmortems/deep/bad.md", "elsewhere/postmortems/deep/bad.md"])
def test_a_file_is_the_same_whatever_the_way_to_it(project: Path, way: str) -> None:
    (project / "postmortems/deep").mkdir()
    (project / "postmortems/bad.md").rename(project / "postmortems/deep/bad.md")
    with (project / "postmortems/deep/bad.md").open("a") as file:
        file.write("\nAs [before](../good.md).\n")
    (project / "elsewhere").symlink_to(project, target_is_directory=True)
    plain = pmgen(project, "check", "postmortems/deep/bad.md")
    assert "postmortems/deep/bad.md:6:1: PM101" in plain.stdout
    assert pmgen(project, "check", way, "postmortems/deep/bad.md").stdout == plain.stdout


@pytest.mark.parametrize("where", ["postmortems", "postmortems/deep", "."])
def test_a_folder_holds_what_a_build_takes_from_it(project: Path, where: str) -> None:
    (project / "pmgen.toml").write_text('ignore = ["draft-*"]\n')
    source = project / "postmortems"
    (source / "bad.md").unlink()
    (source / "deep").mkdir()
    wrong = document("Wrong", "2026-04-20").replace("SEV2", "SEV9")
    for name in ("x.markdown", "Y.MD"):
        (source / "deep" / name).write_text(wrong)
    for name in ("draft-a.md", "README.md", "_template.md", "deep/draft-b.md"):
        (source / name).write_text("no post-mortem\n")
    run = pmgen(project, "check", "--format", "json", where)
    found = {each["path"] for each in json.loads(run.stdout) if "draft" not in each["path"] or where != "."}
    assert (run.returncode, found) == (1, {"postmortems/deep/x.markdown", "postmortems/deep/Y.MD"}), run.stderr


@pytest.mark.parametrize("where", [".", "../project", "postmortems/.."])
def test_a_folder_round_the_source_folder_stands_for_it(tmp_path: Path, where: str) -> None:
    project = tmp_path / "project"
    put(project, good=document("Good", "2026-04-20"), same=document("Same", "2026-04-20"))
    (project / "pmgen.toml").write_text("")
    (project / "NOTES.md").write_text("# Notes\n")
    assert pmgen(project, "build", "--site", "public").returncode == 1
    assert "PM901" in pmgen(project, "check", where).stdout
    put(project, same=document("Same", "2026-04-21"))
    assert pmgen(project, "build", "--site", "public").returncode == 0
    run = pmgen(project, "check", where)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "2 files, nothing to report\n")


def test_a_file_that_a_build_leaves_out_is_skipped_and_named(project: Path) -> None:
    (project / "pmgen.toml").write_text('ignore = ["draft-*"]\n')
    for name in ("README.md", "_template.md", "draft-a.md"):
        (project / "postmortems" / name).write_text("no post-mortem\n")
        run = pmgen(project, "check", f"postmortems/{name}", "postmortems/good.md")
        assert (run.returncode, f"skipped `postmortems/{name}`: " in run.stderr) == (0, True), run.stdout
        assert pmgen(project, "check", f"postmortems/{name}").returncode == 0


def test_warnings_that_fail_a_check_fail_its_tests(project: Path) -> None:
    (project / "postmortems/bad.md").write_text(document("Bad", "2026-04-22", body="\n## Empty\n"))
    assert 'failures="0"' in pmgen(project, "check", "--format", "junit").stdout
    run = pmgen(project, "check", "--format", "junit", "--strict")
    assert (run.returncode, 'failures="1"' in run.stdout) == (1, True)


def test_paths_are_shown_from_where_one_stands(project: Path) -> None:
    run = pmgen(project / "postmortems", "check", "bad.md")
    assert "../postmortems/bad.md:6:1:" in run.stdout or "bad.md:6:1:" in run.stdout
    assert run.returncode == 1


def test_rules_explains_one_and_lists_all(project: Path) -> None:
    one = pmgen(project, "rules", "followup-without-owner")
    assert one.stdout.startswith("PM401 followup-without-owner (warning)\n\nAn open follow-up has no owner.")
    assert "Bad:" in one.stdout
    everything = pmgen(project, "rules")
    assert len(everything.stdout.splitlines()) > 50
    assert json.loads(pmgen(project, "rules", "--format", "json").stdout)[0]["code"] == "PM001"
    wrong = pmgen(project, "rules", "followup-without-ownr")
    assert (wrong.returncode, "did you mean `followup-without-owner`?" in wrong.stderr) == (2, True)


def test_rules_takes_the_beginning_of_codes_as_check_does(project: Path) -> None:
    listed = pmgen(project, "rules", "pm40").stdout.splitlines()
    assert [line[:5] for line in listed] == [f"PM40{number}" for number in range(1, 10)]
    unknown = pmgen(project, "rules", "owners")
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "error: no rule is called `owners`; `pmgen rules` lists them all\n",
    )


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_rules_are_told_in_lines_that_can_be_read(project: Path, columns: int) -> None:
    for rule in RULES:
        told = CliRunner(env={"COLUMNS": str(columns)}).invoke(group, ["rules", rule.code]).output
        prose, _, examples = told.partition("\n\nBad:\n")
        assert [line for line in prose.splitlines()[1:] if len(line) > min(columns, 80)] == []
        assert prose.split()[3:] == rule.doc.partition("\n\nBad:\n")[0].split()
        assert examples.rstrip("\n") == rule.doc.partition("\n\nBad:\n")[2]
    # What is piped to `grep` has a line for each.
    assert len(pmgen(project, "rules", COLUMNS=str(columns)).stdout.splitlines()) == len(RULES)


def test_the_list_of_rules_keeps_its_columns_on_a_narrow_terminal(project: Path) -> None:
    lines = on_terminal(project, "rules", "PM40", NO_COLOR="1").splitlines()
    assert lines[2:4] == [
        "PM403  warning  done-without-evidence      A follow-up is done, and nothing",
        "                                           shows it.",
    ]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("words", [["rules", "PM401"], ["rules"], ["rules", "PM777"], ["check"]], ids=" ".join)
@pytest.mark.parametrize(
    ("more", "wanted"), [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_has_colour_where_it_is_wanted(
    project: Path, more: dict[str, str], wanted: bool, words: list[str]
) -> None:
    assert ("\x1b" in on_terminal(project, *words, **{"TERM": "xterm", **more})) is wanted


def test_a_terminal_that_knows_characters_only_is_told_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def shown(term: str) -> str:
        monkeypatch.setenv("TERM", term)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(time, "monotonic", itertools.count(step=2.0).__next__)
        assert [*progress(range(3), 3, "building")] == [0, 1, 2]
        return terminal.getvalue()

    assert "building 2 of 3" in shown("xterm")
    assert shown("dumb") == ""


def on_terminal(folder: Path, *words: str, **more: str) -> str:
    """What a command shows on a terminal of 80 columns."""
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "pmgen", *words]
    environment |= {"COLUMNS": "80", **more}
    running = subprocess.Popen(command, cwd=folder, env=environment, stdout=terminal, stderr=terminal)
    os.close(terminal)
    told = b""
    with contextlib.suppress(OSError):  # so it ends on Linux, once nobody can write to it any more
        while piece := os.read(main, 10_000):
            told += piece
    os.close(main)
    running.wait()
    return told.decode().replace("\r\n", "\n")


def test_schema_names_the_configured_levels(project: Path) -> None:
    (project / "pmgen.toml").write_text('severities = ["minor", "major"]\n')
    schema = json.loads(pmgen(project, "schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/draft/2020-12/")
    assert "major" in json.dumps(schema["properties"]["severity"])


def test_wrong_usage_is_told_from_wrong_content(project: Path) -> None:
    run = pmgen(project, "chek")
    assert (run.returncode, "did you mean `check`?" in run.stderr) == (2, True)
    assert pmgen(project, "check", "--format", "xml").returncode == 2
    assert pmgen(project, "--help").returncode == 0


def test_links_in_the_front_matter_are_checked_where_they_stand(project: Path) -> None:
    more = 'summary: "See [that](nowhere.md), [this](#nope) and [what happened](#summary)"'
    put(project, linked=document("Linked", "2026-05-01", more))
    run = pmgen(project, "check", "--select", "PM5", "--format", "json")
    found = [(each["code"], each["line"]) for each in json.loads(run.stdout) if each["path"].endswith("linked.md")]
    assert found == [("PM504", 6), ("PM505", 6)]


def test_a_section_that_no_page_has_is_no_place_to_link_to(project: Path) -> None:
    links = "\nSee [why](#root-cause), [what](#timeline) and [what next](#followups).\n"
    other = "\nAs [there](linked.md#lessons), [or here](linked.md#timeline).\n"
    events = ("timezone: UTC", 'timeline: [{at: "09:00", event: a}]', "followups: []")
    put(
        project,
        linked=document("Linked", "2026-05-01", *events, body=links),
        other=document("Other", "2026-05-02", body=other),
    )
    run = pmgen(project, "check", "--select", "PM505", "--select", "PM907", "--format", "json")
    assert [(each["code"], each["message"], each["help"]) for each in json.loads(run.stdout)] == [
        (
            "PM505",
            "nothing in this document has the anchor `#root-cause`",
            "a page has it only with `root_cause` in its front matter",
        ),
        (
            "PM907",
            "nothing in `linked.md` has the anchor `#lessons`",
            "a page has it only with `lessons` in its front matter",
        ),
    ]


@pytest.mark.parametrize("name", ["json", "github", "gitlab", "sarif", "junit"])
def test_a_mistake_in_the_config_comes_out_in_the_format_that_was_asked_for(project: Path, name: str) -> None:
    (project / "pmgen.toml").write_text('titel = "x"\n')
    run = pmgen(project / "postmortems", "check", "--format", name)
    assert (run.returncode, run.stderr) == (1, "1 error in 1 file\n")
    assert "../pmgen.toml" in run.stdout
    if name == "junit":
        assert ElementTree.fromstring(run.stdout).attrib["failures"] == "1"
    elif name == "github":
        assert run.stdout.startswith("::error ")
    else:
        assert "PM021" in json.dumps(json.loads(run.stdout))


def test_a_config_in_other_characters_has_its_place_like_any_other_mistake(project: Path) -> None:
    (project / "pmgen.toml").write_bytes(b'title = "x"\n# caf\xe9\n')
    run = pmgen(project, "check", "--format", "json")
    (found,) = json.loads(run.stdout)
    assert (run.returncode, found["path"], found["code"]) == (1, "pmgen.toml", "PM020")
    assert (found["line"], found["column"], found["message"]) == (2, 6, "not UTF-8 from here on")


def test_a_config_that_leads_nowhere_is_not_left_out(project: Path) -> None:
    (project / "pmgen.toml").unlink()
    (project / "pmgen.toml").symlink_to("settings.toml")
    run = pmgen(project, "check")
    assert (run.returncode, run.stderr) == (2, "error: pmgen.toml cannot be read: no such file or directory\n")


def test_a_pyproject_is_read_however_its_table_is_written(project: Path) -> None:
    (project / "pmgen.toml").unlink()
    (project / "pyproject.toml").write_text('[tool]\npmgen = {titel = "Incidents"}\n')
    assert pmgen(project, "check").stdout.startswith("pyproject.toml:2:10: PM021 unknown key `titel`")


def test_settings_without_effect_are_named(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.pmgen]\ntitle = "Incidents"\n')
    said = "pyproject.toml:4:7: PM026 `[tool.pmgen]` has no effect beside `pmgen.toml`\n"
    for command in ("check", "build"):
        run = pmgen(project, command)
        assert (run.returncode, run.stdout.startswith(said)) == (1, True)
    assert f"../{said}" in pmgen(project / "postmortems", "followups", "list").stderr
    for text in ('[project]\nname = "pmgen"\n', "# [tool.pmgen]\n", '[tool.x]\ny = "pmgen"\n'):
        (project / "pyproject.toml").write_text(text)
        assert "PM026" not in pmgen(project, "check").stdout


def test_a_baseline_that_cannot_be_read_is_a_diagnostic_like_any_other(project: Path) -> None:
    (project / "known.json").write_text("[")
    run = pmgen(project, "check", "--baseline", "known.json", "--format", "json")
    assert (run.returncode, run.stderr) == (1, "1 error in 1 file\n")
    assert [(each["code"], each["path"]) for each in json.loads(run.stdout)] == [("PM023", "known.json")]


@pytest.mark.parametrize("words", ["schema", "followups list --format json", "import --stdout postmortems", "new T"])
def test_a_mistake_in_the_config_is_no_data(project: Path, words: str) -> None:
    (project / "pmgen.toml").write_text('titel = "x"\n')
    run = pmgen(project, *words.split())
    assert (run.returncode, run.stdout) == (1, "")
    assert "pmgen.toml:1:1: PM021 unknown key `titel`" in run.stderr
    assert "help: did you mean `title`?" in run.stderr


@pytest.mark.parametrize(
    ("written", "mended", "fixed"),
    [
        ("Tags: x", "tags: [x]", 2),
        ("Owner: x\nTimezone: europe/sofia", "owner: x\ntimezone: Europe/Sofia", 3),
        ("Owner: x\nTimezone: nowhere", "owner: x\ntimezone: nowhere", 2),
        ("State: Resolved\nTags: a\nauthors: b", "state: resolved\ntags: [a]\nauthors: [b]", 5),
        (
            "Owner: y\nFollowups: [{Id: F1, Action: Look, Owner: x, Due: 2099-4-2, Status: Todo}]",
            "owner: y\nfollowups: [{id: F1, action: Look, owner: x, due: 2099-04-02, status: todo}]",
            9,
        ),
        ("owner: x\nOwner: y\nTags: z", "owner: x\nOwner: y\ntags: [z]", 2),
        ("tags: [a\nOwner: x", "tags: [a\nOwner: x", 0),
    ],
)
def test_each_fix_is_made_whatever_else_is_wrong(project: Path, written: str, mended: str, fixed: int) -> None:
    path = project / "postmortems/bad.md"
    path.write_text(document("Bad", "2026-04-22", written))
    run = pmgen(project, "check", "--fix")
    assert path.read_text() == document("Bad", "2026-04-22", mended)
    says, summary = run.stderr.splitlines()
    assert says == (f"{fixed} fixed" if fixed else "nothing to fix")
    assert "fixable" not in summary
    assert "makes the change" not in run.stdout


def test_each_link_of_a_value_is_pointed_at_by_itself(project: Path) -> None:
    more = (
        'summary: "[a](gone.md), [b](gone.md), ![c](gone.png)"',
        "impact:",
        "  description: |",
        "    Nothing at first, then",
        "    [d](gone.md), [e](#nope) and ![f](https://example.org/x.png).",
        'lessons: ["[g](gone.md)", "\\x5bh](gone.md)"]',
    )
    put(project, bad=document("Linked", "2026-05-01", *more))
    rows = document("Linked", "2026-05-01", *more).split("\n")
    run = pmgen(project, "check", "--select", "PM5", "--format", "json")
    found = [(each["code"], each["line"], each["column"], each["end_column"]) for each in json.loads(run.stdout)]
    assert [(code, line, column, rows[line - 1][column - 1 : end - 1]) for code, line, column, end in found] == [
        ("PM504", 6, 15, "gone.md"),
        ("PM504", 6, 29, "gone.md"),
        ("PM506", 6, 44, "gone.png"),
        ("PM504", 10, 9, "gone.md"),
        ("PM505", 10, 23, "#nope"),
        ("PM507", 10, 39, "https://example.org/x.png"),
        ("PM504", 11, 16, "gone.md"),
        ("PM504", 11, 35, "gone.md"),
    ]


def test_addresses_in_the_front_matter_are_checked_as_links_are(project: Path) -> None:
    more = (
        'references: [{title: a, url: www.example.org}, {title: b, url: "not a url at all"}, {title: c, url: "#nope"},',
        '  {title: d, url: "https://example.org"}, {title: e, url: good.md}, {title: f, url: "//example.org/x"}]',
        "followups:",
        "  - {id: F1, action: Look, status: done, owner: x, priority: P1, type: Alert, done: {links: [gone.pdf]}}",
    )
    put(project, bad=document("Linked", "2026-05-01", *more))
    run = pmgen(project, "check", "--select", "PM5", "--format", "json")
    found = [(each["code"], each["line"], each["message"], each["help"]) for each in json.loads(run.stdout)]
    assert found == [
        ("PM504", 6, "no file `www.example.org` in the source folder", "did you mean `https://www.example.org`?"),
        ("PM504", 6, "no file `not a url at all` in the source folder", None),
        ("PM505", 6, "nothing in this document has the anchor `#nope`", None),
        ("PM504", 9, "no file `gone.pdf` in the source folder", None),
    ]


def test_a_full_address_of_a_source_leads_to_no_page_of_the_site(project: Path) -> None:
    (project / "pmgen.toml").write_text('base_url = "https://example.org/pm/"\n')
    (project / "postmortems/old.html").write_text("<title>Old</title>")
    (project / "postmortems/old.yml").write_text("title: Old\ndate: 2026-04-01\nseverity: SEV1\nstatus: published\n")
    base = "https://example.org/pm"
    there = ("good.html", "good.json", "good", "", "index.html", "old.html", "runbook.md", "elsewhere/good.md")
    body = "\n".join(f"[x]({base}/{each})" for each in there)
    body += f"\n[x](https://example.org/good.md) <https://git.example.org/pm/good.md> `{base}/good.md` [x](good.md)"
    dead = f"\n[a]({base}/good.md#why) <http://example.org/pm/x/../good.md>"
    put(project, bad=document("Linked", "2026-05-01", "summary: So.", body=f"\n{body}\n{dead}\n"))
    run = pmgen(project, "check", "--select", "PM504", "--format", "json")
    named = (f"{base}/good.md#why", "http://example.org/pm/x/../good.md")
    assert [(each["message"], each["help"]) for each in json.loads(run.stdout)] == [
        (f"`{each}` is not on the site, which has the page of `good.md`", "did you mean `good.md`?") for each in named
    ]


@pytest.mark.parametrize(
    ("settings", "url", "shown"),
    [
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/good.md", "good.md"),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/release/1.0/ops/postmortems/a/good.md#summary", "a/good.md#summary"),
        ("/acme/pm/-/commit/{sha}", "/acme/pm/-/blob/main/postmortems/go%6Fd.md?ref_type=heads", "good.md"),
        ("/acme/pm/commit/{sha}", "/acme/pm/src/branch/main/postmortems/good.md", "good.md"),
        ("/acme/pm/commits/{sha}", "/acme/pm/src/main/postmortems/good.md", "good.md"),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/a/so%20it%20is.md", "a/so%20it%20is.md"),
        # One state of it, or some lines, or this very document.
        ("/acme/pm/commit/{sha}", f"/acme/pm/blob/{'2f1f9107' * 5}/postmortems/good.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/src/commit/2f1f9107/postmortems/good.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/good.md#L7", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/bad.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/good.md?plain=1#L7-L9", None),
        # Something else of the repository, or what has no page.
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/README.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/README.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/_template.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/gone.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/good.mdx", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blob/main/postmortems/graph.png", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/commits/main/postmortems/good.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/blame/main/postmortems/good.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm/edit/main/postmortems/good.md", None),
        ("/acme/pm/commit/{sha}", "/acme/pm", None),
        # Another repository, or nobody knows which.
        ("/acme/pm/commit/{sha}", "/acme/pm-tools/blob/main/postmortems/good.md", None),
        ("/{sha}", "/acme/pm/blob/main/postmortems/good.md", None),
        ("", "/acme/pm/blob/main/postmortems/good.md", None),
        ('/acme/pm/commit/{sha}"\nsource = ".', "/acme/pm/blob/main/postmortems/good.md", None),
    ],
)
def test_a_link_to_a_document_at_its_host_is_told_where_its_page_is(
    settings: str, url: str, shown: str | None, project: Path
) -> None:
    host = "https://git.example.org"
    (project / "pmgen.toml").write_text(f'commit_url = "{host}{settings}"\n' if settings else "")
    (project / "postmortems/a").mkdir()
    for number, name in enumerate(("a/good.md", "a/so it is.md", "README.md", "_template.md"), 1):
        (project / "postmortems" / name).write_text(document("Another", f"2026-03-0{number}"))
    body = f"\n[x]({host}{url}) `{host}{url}`\n"
    put(project, bad=document("Linked", "2026-05-01", body=body))
    run = pmgen(project, "check", "--select", "PM522", "--format", "json")
    found = [(each["message"].partition("leads to ")[2], each["help"]) for each in json.loads(run.stdout)]
    path = unquote(shown or "").partition("#")[0]
    assert found == ([(f"the source of `{path}`, not to its page", f"write `{shown}`")] if shown else [])


def test_a_link_to_what_is_left_out_says_why_it_is(project: Path) -> None:
    (project / "pmgen.toml").write_text('ignore = ["*.pdf", "notes"]\n')
    (project / "postmortems/notes").mkdir()
    for name in ("run.pdf", "notes/a.md", "_draft.md", "drafts.md"):
        (project / "postmortems" / name).write_text("")
    body = "\n[a](run.pdf) [b](notes/a.md) [c](_draft.md) [d](gone.md) ![e](run.pdf)\n"
    put(project, bad=document("Linked", "2026-05-01", body=body))
    run = pmgen(project, "check", "postmortems/bad.md", "--select", "PM5", "--format", "json")
    assert [(each["code"], each["message"], each["help"]) for each in json.loads(run.stdout)] == [
        ("PM504", "`run.pdf` is not on the site: `ignore` in the config says `*.pdf`", None),
        ("PM504", "`notes/a.md` is not on the site: `ignore` in the config says `notes`", None),
        ("PM504", "`_draft.md` is not on the site: its name begins with `.` or `_`", None),
        ("PM504", "no file `gone.md` in the source folder", None),
        ("PM506", "`run.pdf` is not on the site: `ignore` in the config says `*.pdf`", None),
    ]


def test_a_file_that_only_the_front_matter_links_to_is_on_the_site(project: Path) -> None:
    (project / "postmortems/graph.png").write_bytes(b"png")
    put(
        project,
        bad=document("Linked", "2026-05-01", "references: [{title: a, url: graph.png}, {title: b, url: good.md}]"),
    )
    assert pmgen(project, "build").returncode == 0
    assert (project / "site/docs/post-mortems/graph.png").read_bytes() == b"png"
    verified = pmgen(project, "verify", "site")
    assert verified.returncode == 0, verified.stdout


def test_a_baseline_takes_what_is_selected(project: Path) -> None:
    pmgen(project, "check", "--select", "PM101", "--write-baseline", "known.json")
    assert json.loads((project / "known.json").read_text())["diagnostics"] == {"postmortems/bad.md": {"PM101": 1}}
    pmgen(project, "check", "--ignore", "PM5", "--write-baseline", "known.json")
    held = json.loads((project / "known.json").read_text())["diagnostics"]
    assert held == {"postmortems/bad.md": {"PM101": 1, "PM104": 1}}


def held(path: Path) -> dict[str, dict[str, int]]:
    """What a baseline holds."""
    found: dict[str, dict[str, int]] = json.loads(path.read_text())["diagnostics"]
    return found


def test_a_baseline_keeps_what_was_not_looked_at(project: Path) -> None:
    put(project, twin=document("Twin", "2026-04-20"))  # its id is that of another, which shows only across files
    pmgen(project, "check", "--write-baseline", "known.json")
    before = held(project / "known.json")
    assert before.keys() == {"postmortems/bad.md", "postmortems/twin.md"}
    put(project, more=document("More", "2026-05-01", "followup: []"))
    run = pmgen(project, "check", "postmortems/more.md", "postmortems/twin.md", "--write-baseline", "known.json")
    assert run.stderr == "1 diagnostic is known from now on, in `known.json`, beside 4 that it held\n"
    assert held(project / "known.json") == {**before, "postmortems/more.md": {"PM101": 1}}
    (project / "postmortems/bad.md").write_text(document("Bad", "2026-04-22"))
    pmgen(project, "check", "--select", "PM101", "--write-baseline", "known.json")
    left = {name: {code: n for code, n in counts.items() if code != "PM101"} for name, counts in before.items()}
    assert held(project / "known.json") == {**left, "postmortems/more.md": {"PM101": 1}}
    pmgen(project, "check", "--write-baseline", "known.json")
    assert held(project / "known.json").keys() == {"postmortems/more.md", "postmortems/twin.md"}


def test_of_what_shows_across_files_nothing_is_gone_from_one_of_them(project: Path) -> None:
    put(project, twin=document("Twin", "2026-04-20"))
    pmgen(project, "check", "--write-baseline", "known.json")
    assert "gone" not in pmgen(project, "check", "postmortems/twin.md", "--baseline", "known.json").stderr


def test_a_damaged_baseline_is_written_anew_by_a_look_at_everything_alone(project: Path) -> None:
    (project / "known.json").write_text("<<<<<<< mine\n")
    one = pmgen(project, "check", "postmortems/bad.md", "--write-baseline", "known.json")
    assert (one.returncode, "PM023" in one.stdout) == (1, True)
    assert (project / "known.json").read_text() == "<<<<<<< mine\n"
    assert pmgen(project, "check", "--write-baseline", "known.json").returncode == 0
    assert held(project / "known.json").keys() == {"postmortems/bad.md"}


@pytest.mark.parametrize(
    "text", ["---\ntitle: T\n---\n", '{"name": "site", "version": "1"}', "[tool]\n", "# Notes\n", "[]"]
)
def test_no_baseline_is_written_over_something_else(project: Path, text: str) -> None:
    path = project / "postmortems/other.md"
    path.write_text(text)
    for looked_at in ([], ["postmortems/good.md"]):
        run = pmgen(project, "check", *looked_at, "--write-baseline", "postmortems/other.md")
        assert (run.returncode, path.read_text()) == (2, text)
        assert "`postmortems/other.md` holds something else than a baseline, which would be lost" in run.stderr


def test_no_baseline_is_written_over_settings_that_say_nothing_yet(project: Path) -> None:
    assert pmgen(project, "check", "--write-baseline", "pmgen.toml").returncode == 2
    assert (project / "pmgen.toml").read_text() == ""


def test_a_baseline_that_is_none_is_refused_before_anything_is_mended(project: Path) -> None:
    path = project / "postmortems/bad.md"
    before = path.read_text()
    for words in (["--baseline", "gone.json"], ["--write-baseline", "pmgen.toml"]):
        (project / "pmgen.toml").write_text("title = 'P'\n")
        assert pmgen(project, "check", "--fix", *words).returncode == 2
        assert path.read_text() == before


@pytest.mark.parametrize("text", ["", "{}\n", "\ufeff{}", '{"schema": 1, "diagnostics": {', "<<<<<<< mine\n{"])
def test_a_damaged_baseline_or_none_yet_is_written_over(project: Path, text: str) -> None:
    (project / "known.json").write_text(text)
    assert pmgen(project, "check", "--write-baseline", "known.json").returncode == 0
    assert held(project / "known.json").keys() == {"postmortems/bad.md"}


def test_a_folder_that_is_gone_is_told_of(tmp_path: Path) -> None:
    here = tmp_path / "gone"
    here.mkdir()
    command = f"cd {here} && rmdir {here} && exec {sys.executable} -P -m pmgen check"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (2, "error: the working directory is not there any more\n")


def test_a_baseline_is_replaced_whole(project: Path) -> None:
    (project / "real").mkdir()
    (project / "real/known.json").write_text("{}")
    (project / "real/known.json").chmod(0o640)
    (project / "known.json").symlink_to("real/known.json")
    with (project / "known.json").open() as reader:  # whoever reads it goes on with what was there
        assert pmgen(project, "check", "--write-baseline", "known.json").returncode == 0
        assert reader.read() == "{}"
    assert (project / "known.json").is_symlink()
    assert held(project / "real/known.json").keys() == {"postmortems/bad.md"}
    assert (project / "real/known.json").stat().st_mode & 0o777 == 0o640
    assert [each.name for each in (project / "real").iterdir()] == ["known.json"]


def test_a_device_takes_a_baseline_and_stays_what_it_is(project: Path) -> None:
    os.mkfifo(project / "pipe")
    reader = os.open(project / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert pmgen(project, "check", "--write-baseline", "pipe").returncode == 0
    assert json.loads(os.read(reader, 10_000))["schema"] == 1
    os.close(reader)
    assert (project / "pipe").is_fifo()


def test_no_baseline_is_read_and_written_at_once(project: Path) -> None:
    run = pmgen(project, "check", "--baseline", "known.json", "--write-baseline", "new.json")
    assert (run.returncode, (project / "new.json").exists()) == (2, False)
    assert "`--baseline` leaves out what is known" in run.stderr


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("example.com", "https://example.com"),
        ("wiki.example.internal/x?y=1#z", "https://wiki.example.internal/x?y=1#z"),
        ("example.com:8443/x", "https://example.com:8443/x"),
        ("localhost:8080/x", "http://localhost:8080/x"),
        ("10.0.0.1:8080", "http://10.0.0.1:8080"),
        ("http//example.com", "http://example.com"),
        ("https:/example.com", "https://example.com"),
        ("https:example.com", None),
        ("htps://example.com", "https://example.com"),
        ("htpp://example.com", "http://example.com"),
        ("ttps://example.com", "https://example.com"),
        ("<https://example.com>", "https://example.com"),
        ("on-call@example.com", "mailto:on-call@example.com"),
        # None of these looks like an address of the web.
        ("notes.txt", None),
        ("deploy.sh", None),
        ("v1.2/notes.md", None),
        ("ftp://example.com", None),
        ("see the wiki", None),
    ],
)
def test_an_address_without_its_beginning_is_offered_with_it(project: Path, url: str, meant: str | None) -> None:
    put(project, bad=document("Linked", "2026-05-01", f'references: [{{title: a, url: "{url}"}}]'))
    (found,) = json.loads(pmgen(project, "check", "--select", "PM5", "--format", "json").stdout)
    offered = (found["help"] or "").startswith("did you mean")
    assert (offered, found["help"] if offered else None) == (bool(meant), meant and f"did you mean `{meant}`?")


@pytest.mark.parametrize("url", ["https://example.com", "HTTPS://example.com", "http://x", "mailto:a@example.com"])
def test_an_address_with_its_beginning_is_fine(project: Path, url: str) -> None:
    put(project, bad=document("Linked", "2026-05-01", f'references: [{{title: a, url: "{url}"}}]'))
    assert pmgen(project, "check", "--select", "PM5", "--format", "json").stdout == "[]\n"


def test_a_mistyped_address_in_markdown_is_offered_as_it_was_meant(project: Path) -> None:
    lead = 'summary: "see [a](htps://example.com/a), or [b](https:/example.com/b)"'
    body = "See [c](htpp://example.com/c), or [d](https:/example.com/d).\n"
    put(project, bad=document("Linked", "2026-05-01", lead, body=body))
    found = json.loads(pmgen(project, "check", "--select", "PM5", "--format", "json").stdout)
    assert sorted(each["help"] for each in found) == [
        "did you mean `http://example.com/c`?",
        "did you mean `https://example.com/a`?",
        "did you mean `https://example.com/b`?",
        "did you mean `https://example.com/d`?",
    ]


def test_a_level_is_known_by_what_the_settings_call_it(project: Path) -> None:
    (project / "pmgen.toml").write_text('severities = [{name = "S1", label = "all hands"}, "S2"]\n')
    text = document("Vault down", "2026-04-22").replace("SEV2", "All Hands")
    put(project, **{"2026-04-22-vault": text})
    told = json.loads(pmgen(project, "check", "--format", "json", "--select", "PM103").stdout)
    assert [each["help"] for each in told if "vault" in each["path"]] == ["did you mean `S1`?"]
