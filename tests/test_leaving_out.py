"""What in the source folder is no post-mortem, above all where that folder is the whole project."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmgen import starter
from pmgen.cli import leaving_out, locating
from pmgen.cli.previews import looking
from pmgen.config import Config
from tests.following import git
from tests.running import pmgen
from tests.test_build import document

SITE = "site/docs/post-mortems"
PUBLISHED = """\
---
title: Disk full
date: 2026-04-22
severity: SEV3
status: published
visibility: public
services: [vault]
summary: Nothing could be written for an hour.
impact: {description: No backup was made}
detection: {by: alert}
root_cause: {description: Nobody looked}
timeline: [{at: "2026-04-22T09:00Z", kind: resolved, event: More room was made}]
followups: []
---
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository in whose root the post-mortems lie, beside what else lies there."""
    (tmp_path / "pmgen.toml").write_text('source = "."\n')
    (tmp_path / "2026-04-22-disk.md").write_text(PUBLISHED)
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE.md"):
        (tmp_path / name).write_text("# Of the repository\n")
    return tmp_path


@pytest.mark.parametrize("host", starter.HOSTS)
def test_a_place_whose_source_is_its_root_passes_its_own_pipelines(host: str, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text('source = "."\n')
    begun = pmgen(tmp_path, "init", "--ci", host)
    assert (begun.returncode, "needs `--site`" in begun.stderr) == (0, False)
    (example,) = (line.split()[1] for line in begun.stdout.splitlines() if line.endswith("-example.md"))
    assert (example[:2], (tmp_path / example).is_file()) == ("20", True)
    for _ in range(2):  # the second one finds the site of the first
        for words in (("check", "--strict"), ("build",), ("build", "--check"), ("verify", SITE)):
            run = pmgen(tmp_path, *words)
            assert (run.returncode, "needs `--site`" in run.stderr) == (0, False), run.stdout + run.stderr
    again = pmgen(tmp_path, "init", "--ci", host)
    assert f"kept    {example}: is there already" in again.stdout


def test_what_lies_beside_the_post_mortems_of_a_root_is_named_with_its_reason(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/icons.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert pmgen(project, "build").returncode == 0
    run = pmgen(project, "build", "--verbose")
    assert (run.returncode, "1 post-mortem ·" in run.stderr) == (0, True)
    assert [line for line in run.stdout.splitlines() if line.startswith("skipped") and "`." not in line] == [
        "skipped CHANGELOG.md: a CHANGELOG.md is for the repository",
        "skipped CONTRIBUTING.md: a CONTRIBUTING.md is for the repository",
        "skipped LICENSE.md: a LICENSE.md is for the repository",
        "skipped README.md: a README is for the repository",
        "skipped SECURITY.md: a SECURITY.md is for the repository",
        "skipped pmgen.toml: no document shows it or links to it",
        "skipped site/: the site is written there",
        "skipped templates/: the templates are there",
    ]


@pytest.mark.parametrize("pattern", ["docs", "docs/", "docs/*", "doc?"])
def test_all_that_is_in_a_folder_that_the_settings_leave_out_is_left_out(pattern: str, project: Path) -> None:
    (project / "pmgen.toml").write_text(f'source = "."\nignore = ["{pattern}", "deep/docs"]\n')
    for folder in ("docs/api", "deep/docs", "docs2"):
        (project / folder).mkdir(parents=True)
        (project / folder / "2026-04-23-notes.md").write_text("# Notes\n")
    run = pmgen(project, "check")
    assert [line.partition(":")[0] for line in run.stdout.splitlines() if "PM001" in line] == [
        "docs2/2026-04-23-notes.md"
    ]
    assert pmgen(project, "check", "docs").stderr == (
        "error: no post-mortem in `docs`: `ignore` in the config leaves out 1 file\n"
    )
    (project.parent / "away").mkdir(exist_ok=True)
    (project / "src").mkdir()
    for path in ("src", "../away"):
        said = f"error: no post-mortem in `{path}`; `pmgen new TITLE` writes one\n"
        assert pmgen(project, "check", "docs2", path).stderr == said


def test_a_public_edition_does_not_name_what_lies_in_a_folder_that_is_left_out(project: Path) -> None:
    (project / "pmgen.toml").write_text('source = "."\nignore = ["drafts"]\n')
    (project / "drafts").mkdir()
    (project / "drafts/2026-05-01-payroll-breach.md").write_text("# Payroll\n")
    with (project / "2026-04-22-disk.md").open("a") as file:
        file.write("Like 2026-05-01-payroll-breach.\n")
    run = pmgen(project, "build", "--audience", "public")
    assert (run.returncode, "PM912" in run.stdout) == (1, True)


def test_an_edition_elsewhere_among_the_post_mortems_is_none_of_them(project: Path) -> None:
    for _ in range(2):
        assert pmgen(project, "build", "--audience", "public", "--site", "public").returncode == 0
        assert pmgen(project, "build").returncode == 0
    assert "skipped public/docs/post-mortems/: a site is built there" in pmgen(project, "build", "--verbose").stdout
    assert " in 1 file\n" in pmgen(project, "check").stderr


def test_a_site_never_hides_post_mortems_that_were_there_before_it(project: Path) -> None:
    (project / "team").mkdir()
    (project / "team/2026-04-23-dns.md").write_text(document("DNS gone", "2026-04-23", "id: PM-2026-04-23"))
    for _ in range(2):
        assert "2 post-mortems ·" in pmgen(project, "build", "--site", "team").stderr


def test_the_manifest_of_something_else_hides_nothing(project: Path) -> None:
    for name, text in {"app": '{"name": "App"}', "broken": '{"schema": 1,', "odd": "[]"}.items():
        (project / name).mkdir()
        (project / name / "manifest.json").write_text(text)
        (project / name / f"2026-05-01-{name}.md").write_text(document(name, "2026-05-01", f"id: PM-{name}"))
    assert "4 post-mortems ·" in pmgen(project, "build").stderr


def test_a_draft_in_the_root_is_called_by_its_name(project: Path) -> None:
    (project / "deep").mkdir()
    words = ("new", "Disk full again", "--date", "2026-04-23")
    assert pmgen(project, *words).stdout == "2026-04-23-disk-full-again.md\n"
    words = ("new", "No disk", "--date", "2026-04-24")
    assert pmgen(project / "deep", *words).stdout == "../2026-04-24-no-disk.md\n"
    assert pmgen(project, "check").returncode == 0


def test_a_preview_of_a_root_shows_the_post_mortems_alone(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    look = looking.first(locating.search(project)[0])
    assert look.listing.documents == ("2026-04-22-disk.md",)
    assert pmgen(project, "build", "--audience", "public").returncode == 0
    written = frozenset((project / SITE).iterdir())
    assert looking.again(project, look, written).number == look.number


def test_a_hook_that_names_files_beside_the_post_mortems_is_told_why_nothing_is_said(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    run = pmgen(project, "check", f"{SITE}/index.html", "CHANGELOG.md")
    assert run.returncode == 0
    assert f"skipped `{SITE}/index.html`: the site is written there" in run.stderr
    assert "skipped `CHANGELOG.md`: a CHANGELOG.md is for the repository" in run.stderr


@pytest.mark.parametrize("name", ["changelog.md", "2026-security.md", "SECURITY-breach.md", "Support.md", "NOTES.md"])
def test_a_name_that_somebody_may_give_to_a_post_mortem_is_left_out_by_nobody(name: str) -> None:
    assert leaving_out.file_reason(name, name, ()) is None


@pytest.mark.parametrize(
    ("settings", "folders"),
    [
        (Config(), []),
        (Config(source="."), ["site/", "templates/"]),
        (Config(source=".", site=".", templates="a/b"), ["a/b/"]),
        (Config(source="docs", site="docs/site"), ["site/"]),
        (Config(source="docs", site="docs2"), []),
        (Config(source="docs", site="docs"), []),
        (Config(source=".", site="/srv/site"), ["templates/"]),
    ],
)
def test_the_folders_that_hold_something_else(settings: Config, folders: list[str]) -> None:
    assert list(leaving_out.folders_apart(settings)) == folders


@pytest.fixture
def due(project: Path) -> Path:
    """A repository that has its post-mortems in the root, and one follow-up for a program."""
    due = "followups: [{id: F1, action: Say it, priority: P2, type: Config, owner: platform, status: todo}]"
    (project / "2026-04-22-disk.md").write_text(PUBLISHED.replace("followups: []", due))
    (project / "pmgen.toml").write_text('source = "."\nignore = ["docs", "*.json"]\n')
    git(project, "init", "--quiet")
    git(project, "config", "user.name", "on-call")
    git(project, "config", "user.email", "on-call@example.org")
    git(project, "add", ".")
    git(project, "commit", "-qm", "Begin")
    return project


def worked(project: Path, script: str) -> str:
    """What is said of a program that does something and commits it."""
    words = ("followups", "run", "--limit", "1", "--", "sh", "-c", f"{script} && git add -A && git commit -qm Work")
    return pmgen(project, *words).stderr


OURS = '{"schema": 1, "files": []}'
WEB = '{"name": "Status", "display": "standalone"}'


def test_a_follow_up_may_change_what_lies_beside_the_post_mortems_of_a_root(due: Path) -> None:
    assert "it has changed what the post-mortems say" in worked(due, "ln -sf README.md 2026-04-22-disk.md")
    files = "CHANGELOG.md .github/bug_report.md _drafts/x.md docs/runbook.md docs/manifest.json"
    told = worked(due, f"mkdir .github _drafts docs && for each in {files}; do echo more >> $each; done")
    assert "\ndone `PM-2026-04-22#F1`" in told, told


@pytest.mark.parametrize(
    "script",
    [
        f"mkdir deep && echo '{OURS}' > deep/manifest.json",
        f"mkdir deep && echo '{OURS}' > deep/other.json && ln -s other.json deep/manifest.json",
        f"mkdir deep && echo '{WEB}' > deep/other.json && ln -s other.json deep/manifest.json",
        f"echo '{OURS}' > web/manifest.json",
        f"echo '{WEB}' > elsewhere/manifest.json",
        "rm elsewhere/manifest.json",
        "rm -r elsewhere",
        # A clone whose attributes are other ones has it as it is stored.
        "echo 'web/* working-tree-encoding=UTF-16LE' > .gitattributes"
        f" && echo '{OURS}' | iconv -t UTF-16LE > web/manifest.json",
    ],
)
def test_no_follow_up_changes_in_which_folders_a_site_is_built(due: Path, script: str) -> None:
    for folder, text in (("web", WEB), ("elsewhere", OURS)):
        (due / folder).mkdir()
        (due / folder / "manifest.json").write_text(text)
    git(due, "add", "-f", ".")
    git(due, "commit", "-qm", "Have manifests")
    told = worked(due, script)
    assert "done `PM-2026-04-22#F1`: it has changed" in told, told
    assert "what says that a site is built there" in told, told


@pytest.mark.parametrize(
    "script",
    [
        f"mkdir deep && echo '{WEB}' > deep/manifest.json",
        "mkdir deep && echo none > deep/manifest.json",
        "echo '{}' > web/manifest.json",
        "rm web/manifest.json",
        f"mkdir docs && echo '{OURS}' > docs/other.json",
        f"mkdir -p docs && echo '{OURS}' > docs/manifest.json",
    ],
)
def test_a_follow_up_may_change_the_manifest_of_something_else(due: Path, script: str) -> None:
    (due / "web").mkdir()
    (due / "web/manifest.json").write_text(WEB)
    git(due, "add", "-f", ".")
    git(due, "commit", "-qm", "Have a manifest")
    told = worked(due, script)
    assert "\ndone `PM-2026-04-22#F1`" in told, told
