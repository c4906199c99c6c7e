"""`pmgen init`: a place that builds at once, and pipelines that their hosts understand."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import pmgen
from pmgen import starter
from pmgen.config import Config
from tests.running import run

ROOT = Path(__file__).parents[1]
SCHEMAS = {
    ".github/workflows/post-mortems.yml": "vendor.github-workflows",
    ".github/workflows/follow-ups.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".woodpecker/post-mortems.yaml": "vendor.woodpecker-ci",
    ".woodpecker/follow-ups.yaml": "vendor.woodpecker-ci",
}


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("host", starter.HOSTS)
def test_a_new_place_checks_clean_and_builds(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--ci", host).exit_code == 0
    written = files(tmp_path)
    assert set(starter.HOSTS[host]) <= set(written)
    assert run("check", "--strict").exit_code == 0
    assert run("build").exit_code == 0
    assert (tmp_path / "site/docs/post-mortems/index.html").is_file()


def test_what_is_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitlab-ci.yml").write_text("mine")
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/a.md").write_text("mine, too")
    (tmp_path / "pyproject.toml").write_text("[tool.pmgen]\n")
    result = run("init")
    assert "kept    .gitlab-ci.yml: is there already" in result.output
    found = files(tmp_path)
    assert found[".gitlab-ci.yml"] == "mine"
    assert "pmgen.toml" not in found
    assert [name for name in found if name.startswith("postmortems/")] == ["postmortems/a.md"]
    before = files(tmp_path)
    assert run("init").exit_code == 0
    assert files(tmp_path) == before


@pytest.mark.parametrize("host", starter.HOSTS)
@pytest.mark.parametrize("name", ["pmgen.toml", "pyproject.toml"])
def test_where_there_are_settings_the_files_fit_them(
    name: str, host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(
        ("[tool.pmgen]\n" if name == "pyproject.toml" else "")
        + 'source = "docs/incidents"\ntemplates = "look"\nsite = "out"\npath = "i"\nseverities = ["High", "Low"]\n'
    )
    (tmp_path / "docs/incidents").mkdir(parents=True)
    (tmp_path / "look").mkdir()
    (tmp_path / "docs/incidents/README.md").write_text("What belongs here.\n")
    result = run("init", "--ci", host)
    assert result.exit_code == 0
    assert "open out/i/index.html" in result.stderr
    told = "".join(text for path, text in files(tmp_path).items() if "README" not in path and path != name)
    usual = {"postmortems/", "templates/", "site/", "path: site", ({"pmgen.toml", "pyproject.toml"} - {name}).pop()}
    assert [word for word in usual if word in told] == []
    assert run("check", "--strict").exit_code == 0
    assert run("build").exit_code == 0
    assert (tmp_path / "out/i/index.html").is_file()


@pytest.mark.parametrize("host", starter.HOSTS)
@pytest.mark.parametrize("name", ["docs: pm", "a #b", "it's", "&a", "- x", "*", "%", "123", "null", "a, [b]", "c++"])
def test_names_with_marks_of_yaml_are_names_in_a_pipeline(name: str, host: str, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text(f'source = "in/{name}"\ntemplates = "{name}"\nsite = "{name}"\npath = "x"\n')
    (tmp_path / name).mkdir()
    assert run("init", "--ci", host, str(tmp_path)).exit_code == 0
    read = {each.name: yaml.safe_load(each.read_text()) for each in tmp_path.rglob("*.y*ml")}
    hook = read[".pre-commit-config.yaml"]["repos"][0]["hooks"][0]
    assert re.search(hook["files"], f"in/{name}/a.md")
    verify = f"pmgen verify {shlex.quote(f'{name}/x')}"
    # In a pattern of paths these stand for other letters.
    anywhere, here = (re.sub(each, r"\\\g<0>", name) for each in ("[*?[{}]", "[*?[+!]"))
    pattern = here if host == "github" else anywhere
    assert f"[in/{anywhere}/**.md]" in files(tmp_path)[".editorconfig"]
    if host == "github":
        workflow = read["post-mortems.yml"]
        assert workflow[True]["push"]["paths"][:2] == [f"in/{pattern}/**", f"{pattern}/**"]
        steps = workflow["jobs"]["build"]["steps"]
        assert verify in [each.get("run") for each in steps]
        assert steps[-1]["with"]["path"] == name
    if host == "gitlab":
        assert read[".gitlab-ci.yml"]["check-post-mortems"]["rules"][1]["changes"][:2] == [
            f"in/{pattern}/**/*",
            f"{pattern}/**/*",
        ]
        assert read[".gitlab-ci.yml"]["pages"]["pages"]["publish"] == name
        assert verify in read[".gitlab-ci.yml"]["check-post-mortems"]["script"]
    if host == "woodpecker":
        assert read["post-mortems.yaml"]["when"][0]["path"]["include"][:2] == [
            f"in/{pattern}/**",
            f"{pattern}/**",
        ]
        assert verify in read["post-mortems.yaml"]["steps"][0]["commands"]


@pytest.mark.parametrize(
    ("host", "settings", "told"),
    [
        ("gitlab", "title = 'P'\n", True),
        ("woodpecker", "ci_skip = '[SKIP CI]'\n", True),
        ("gitlab", "ci_skip = ''\n", False),
        ("gitlab", None, False),
        ("github", "title = 'P'\n", False),
    ],
)
def test_settings_that_keep_what_was_done_from_the_site_are_named(
    host: str, settings: str | None, told: bool, tmp_path: Path
) -> None:
    if settings is not None:
        (tmp_path / "pmgen.toml").write_text(settings)
    said = run("init", "--ci", host, str(tmp_path)).stderr
    assert ('with `ci_skip = ""` in `pmgen.toml` it does' in said) is told


def test_where_all_of_the_repository_is_the_source_any_change_starts_a_pipeline(tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text('source = "."\n')
    for host in starter.HOSTS:
        assert run("init", "--ci", host, str(tmp_path)).exit_code == 0
    read = {each.name: yaml.safe_load(each.read_text()) for each in tmp_path.rglob("*.y*ml")}
    assert read["post-mortems.yml"][True]["push"]["paths"][0] == "**"
    assert read["post-mortems.yaml"]["when"][0]["path"]["include"][0] == "**"
    assert read[".gitlab-ci.yml"]["check-post-mortems"]["rules"][1]["changes"][0] == "**/*"
    hooks = read[".pre-commit-config.yaml"]["repos"][0]["hooks"]
    assert all(re.search(each["files"], "2026-04-22-disk.md") for each in hooks)
    assert "[**.md]" in files(tmp_path)[".editorconfig"]


@pytest.mark.parametrize(
    ("host", "line"), [("gitlab", "- pmgen verify public\n"), ("github", "run: pmgen verify public\n")]
)
def test_pages_right_in_the_folder_of_the_site_are_told_the_short_way(tmp_path: Path, host: str, line: str) -> None:
    (tmp_path / "pmgen.toml").write_text('site = "public"\npath = "."\n')
    result = run("init", "--ci", host, str(tmp_path))
    assert result.stderr.endswith("and open public/index.html\n")
    assert line in "".join(files(tmp_path).values())


def test_what_is_wrong_in_the_settings_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text("source = 3\n")
    result = run("init", str(tmp_path))
    assert (result.exit_code, list(files(tmp_path))) == (1, ["pmgen.toml"])
    assert "pmgen.toml:1:10: PM022 `source` is a number, not a text" in result.stderr


def test_a_place_elsewhere_is_told_where(tmp_path: Path) -> None:
    assert f"next: in `{tmp_path / 'new'}`, `pmgen build`" in run("init", str(tmp_path / "new")).stderr


def test_below_the_root_of_a_repository_nobody_is_promised_a_pipeline(tmp_path: Path) -> None:
    command(tmp_path, "git", "init", "--quiet")
    told = "where alone `.pre-commit-config.yaml`, `.gitlab-ci.yml` would be read: "
    advice = 'write `source = "ops/incidents/postmortems"` into a `pmgen.toml` there, and run `pmgen init` there'
    result = run("init", "--ci", "gitlab", str(tmp_path / "ops/incidents"))
    assert f"`ops/incidents` is not the root of its repository, {told}{advice}" in result.stderr
    assert "the root of its repository" in run("init", str(tmp_path / "ops/incidents")).stderr
    # The advice holds.
    (tmp_path / "pmgen.toml").write_text('source = "ops/incidents/postmortems"\n')
    result = run("init", "--ci", "gitlab", str(tmp_path))
    assert "the root of its repository" not in result.stderr
    assert "- ops/incidents/postmortems/**/*" in (tmp_path / ".gitlab-ci.yml").read_text()


def test_where_there_is_no_repository_no_root_is_missed(tmp_path: Path) -> None:
    assert "repository" not in run("init", "--ci", "gitlab", str(tmp_path / "new/place")).stderr


@pytest.mark.parametrize(
    ("address", "host", "url"),
    [
        ("git@github.com:acme/ops.git", "github", "https://github.com/acme/ops"),
        ("https://somebody:{secret}@github.com/acme/ops", "github", "https://github.com/acme/ops"),
        ("ssh://git@gitlab.com:22/acme/teams/ops.git/", "gitlab", "https://gitlab.com/acme/teams/ops"),
        ("https://GitLab.com/acme/ops.js.git", "gitlab", "https://gitlab.com/acme/ops.js"),
        ("ssh://git@ssh.github.com:443/acme/ops.git", "github", "https://github.com/acme/ops"),
        ("git@altssh.gitlab.com:acme/ops.git", "gitlab", "https://gitlab.com/acme/ops"),
        ("https://www.github.com/acme/.github", "github", "https://github.com/acme/.github"),
    ],
)
def test_where_the_repository_is_hosted_is_proposed(address: str, host: str, url: str, tmp_path: Path) -> None:
    command(tmp_path, "git", "init", "--quiet")
    command(tmp_path, "git", "remote", "add", "origin", address.format(secret="canary"))
    result = run("init", str(tmp_path))
    assert set(starter.HOSTS[host]) <= set(files(tmp_path))
    assert f"`origin` is at {url}, whose pipelines these are; `--ci none` writes none\n" in result.stderr
    assert f"`commit_url` and `issue_url` of {url} go into `pmgen.toml`, each behind a `#`\n" in result.stderr
    assert "canary" not in result.output
    before = "/-" if host == "gitlab" else ""
    settings = (tmp_path / "pmgen.toml").read_text()
    assert f'\n# commit_url = "{url}{before}/commit/{{sha}}"\n' in settings
    assert f'\n# issue_url = "{url}{before}/issues/{{id}}"\n' in settings
    (tmp_path / "pmgen.toml").write_text(re.sub("# (?=(?:commit|issue)_url)", "", settings))
    assert run("check", str(tmp_path / "postmortems")).exit_code == 0


@pytest.mark.parametrize(
    "address",
    [
        None,
        "https://git.example.org/acme/ops.git",
        "https://github.com.example.org/acme/ops",
        "https://example.org/github.com/acme",
        "https://github.com",
        "../github.com/acme/ops",
        'https://github.com/acme/o"p',
        "git@github.com:acme/.git",
        "https://github.com/acme/..",
        "https://gitlab.com/acme/./ops",
        "https://sshgithub.com/acme/ops",
        "https://ssh.www.github.com/acme/ops",
        "https://gist.github.com/acme/ops",
    ],
)
def test_of_any_other_place_nothing_is_said(address: str | None, tmp_path: Path) -> None:
    command(tmp_path, "git", "init", "--quiet")
    if address is not None:
        command(tmp_path, "git", "remote", "add", "origin", address)
    result = run("init", str(tmp_path))
    assert "no pipeline: " in result.stderr
    assert "`origin`" not in result.stderr
    assert "commit_url" not in result.stderr
    assert "github" not in (tmp_path / "pmgen.toml").read_text()


@pytest.mark.parametrize(
    ("words", "there"), [(["--ci", "none"], ""), (["--ci", "gitlab"], ""), ([], ".woodpecker"), ([], "below the root")]
)
def test_pipelines_are_proposed_only_where_nobody_has_chosen(words: list[str], there: str, tmp_path: Path) -> None:
    command(tmp_path, "git", "init", "--quiet")
    command(tmp_path, "git", "remote", "add", "origin", "git@github.com:acme/ops.git")
    place = tmp_path / "ops" if there == "below the root" else tmp_path
    (tmp_path / (there or "nothing")).mkdir()
    result = run("init", *words, str(place))
    assert not (place / ".github").exists()
    assert "`commit_url` and `issue_url` of https://github.com/acme/ops go into `pmgen.toml`" in result.stderr


def test_where_there_are_settings_none_are_proposed(tmp_path: Path) -> None:
    command(tmp_path, "git", "init", "--quiet")
    command(tmp_path, "git", "remote", "add", "origin", "git@github.com:acme/ops.git")
    (tmp_path / "pmgen.toml").write_text("title = 'P'\n")
    assert "commit_url" not in run("init", str(tmp_path)).stderr
    assert (tmp_path / "pmgen.toml").read_text() == "title = 'P'\n"


def test_a_dry_run_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "would write pmgen.toml" in run("init", "--ci", "github", "--dry-run").output
    assert files(tmp_path) == {}


@pytest.mark.parametrize(("path", "schema"), SCHEMAS.items(), ids=str)
def test_pipelines_are_what_their_hosts_read(path: str, schema: str, tmp_path: Path) -> None:
    host = next(host for host, paths in starter.HOSTS.items() if path in paths)
    text = starter.files(host, starter.Place(dt.date(2026, 4, 22), pmgen.__version__))[path]
    assert "HEAD~" not in text
    assert f"pmgen=={pmgen.__version__}" in text
    file = tmp_path / Path(path).name
    file.write_text(text)
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    # GitLab has its own word for what an anchor is used for.
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    result = subprocess.run([*check, *transform, str(file)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_action_is_what_github_reads() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    result = subprocess.run([*check, str(ROOT / "action.yml")], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_action_builds_and_says_where_the_site_is(tmp_path: Path) -> None:
    assert run("init", str(tmp_path)).exit_code == 0
    (tmp_path / "pmgen.toml").write_text('site = "public"\n')
    (tmp_path / "click.py").write_text("raise SystemExit('a file of the repository was run')\n")
    (build,) = (step for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if "id" in step)
    asked = {"AUDIENCE": "internal", "BASE_URL": "https://example.org/pm", "STRICT": "true"}
    result = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", build["run"]],  # as its host does
        cwd=tmp_path,
        env={
            **os.environ,
            **asked,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(tmp_path / "output"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "output").read_text() == f"site={(tmp_path / 'public').resolve()}\n"
    assert (tmp_path / "public/docs/post-mortems/sitemap.xml").is_file()


def test_actions_of_others_are_pinned_to_what_no_tag_can_move() -> None:
    texts = [
        (ROOT / "action.yml").read_text(),
        *starter.files("github", starter.Place(dt.date(2026, 4, 22), "1")).values(),
    ]
    used = [line.partition("uses: ")[2] for text in texts for line in text.splitlines() if "uses: " in line]
    assert len(used) > 5
    assert [each for each in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


def test_what_only_builds_holds_no_key_to_the_repository() -> None:
    workflow = pipeline("github", ".github/workflows/post-mortems.yml")
    assert workflow["permissions"] == {"contents": "read", "pages": "read"}
    assert workflow["jobs"]["build"]["steps"][0]["with"]["persist-credentials"] is False


def test_gitlab_is_told_the_folder_of_the_pages_in_the_words_of_today() -> None:
    pages = pipeline("gitlab", ".gitlab-ci.yml")["pages"]
    assert (pages["pages"], "publish" in pages) == ({"publish": "site"}, False)


def test_a_push_to_a_request_starts_one_pipeline() -> None:
    never = '$CI_PIPELINE_SOURCE == "push" && $CI_OPEN_MERGE_REQUESTS && $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH'
    rules = pipeline("gitlab", ".gitlab-ci.yml")["workflow"]["rules"]
    assert rules == [{"if": never, "when": "never"}, {"when": "always"}]


def pipeline(host: str, path: str) -> Any:
    return yaml.safe_load(starter.files(host, starter.Place(dt.date(2026, 4, 22), "1"))[path])


def test_the_hooks_are_what_pre_commit_reads(tmp_path: Path) -> None:
    manifest = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    result = subprocess.run(manifest, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    config = tmp_path / "config.yaml"
    text = starter.files("none", starter.Place(dt.date(2026, 4, 22), "1"))[".pre-commit-config.yaml"]
    config.write_text(text)
    check = [sys.executable, "-m", "pre_commit", "validate-config", str(config)]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_pre_commit_runs_the_hooks_of_a_clone(tmp_path: Path) -> None:
    hooks, place = tmp_path / "hooks", tmp_path / "place"
    for folder in (hooks, place):
        folder.mkdir()
        command(folder, "git", "init", "--quiet")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    commit(hooks)
    revision = command(hooks, "git", "rev-parse", "HEAD").stdout.strip()
    # What pre-commit would install is what these tests run with.
    of_here = "language: system"
    (place / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n"
        f"      - {{id: pmgen-check-files, {of_here}}}\n      - {{id: pmgen-check, {of_here}}}\n"
    )
    (place / "postmortems").mkdir()
    good = "---\ntitle: Disk full\ndate: 2026-04-22\nseverity: SEV3\nstatus: draft\n---\n\nIt was full.\n"
    (place / "postmortems/disk.md").write_text(good)
    commit(place)
    run_hooks = (sys.executable, "-m", "pre_commit", "run", "--all-files")
    passed = command(place, *run_hooks)
    assert (passed.returncode, passed.stdout.count("Passed")) == (0, 2), passed.stdout
    (place / "postmortems/disk.md").write_text(good.replace("title", "titel"))
    failed = command(place, *run_hooks)
    assert (failed.returncode, failed.stdout.count("Failed")) == (1, 2), failed.stdout
    assert "postmortems/disk.md:2:1: PM101 unknown key `titel`" in failed.stdout


def commit(folder: Path) -> None:
    command(folder, "git", "add", "--all")
    someone = ("-c", "user.name=on-call", "-c", "user.email=on-call@example.org")
    assert command(folder, "git", *someone, "commit", "--quiet", "--message", "all of it").returncode == 0


def command(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**kept, "PATH": here, "PRE_COMMIT_HOME": str(folder.parent / "cache"), "COLUMNS": "80", **more}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


LATE = """\
---
title: Disk full
date: 2024-04-22
severity: SEV3
status: draft
followups:
  - {id: F1, action: Alert on it, priority: P1, type: Alert, owner: platform}
  - {id: F2, action: Raise the limit, priority: P1, type: Config, owner: platform}
---

It was full.
"""
WORKER = """\
#!/bin/sh
[ "$PMGEN_ID" = F1 ] || exit 1
echo alert > alert && git add alert && git commit --quiet --message "alert on a full disk"
"""


SPY = """\
#!/bin/sh
{ env; git config --list; } > ../seen; exit 1
"""


KILLER = """\
#!/bin/sh
[ "$PMGEN_ID" = F1 ] || kill -9 $PPID
echo "$PMGEN_ID" > alert && git add alert && git commit --quiet --message "alert on a full disk"
"""


@pytest.mark.parametrize("host", ["github", "gitlab", "woodpecker"])
def test_one_that_fails_keeps_no_other_from_being_pushed(host: str, tmp_path: Path) -> None:
    ended, pushed = followed_up(host, tmp_path, WORKER)
    assert ended.returncode == 1, ended.stderr
    assert "nothing is pushed" not in ended.stdout
    assert pushed[2:] == ["alert on a full disk", "all of it"], ended.stderr
    # What was done is to be seen on the site: the pipeline that publishes is not told to stay away.
    assert "skip" not in pushed[0]
    if host == "github":
        assert (tmp_path / "started").read_text() == "workflow run post-mortems.yml --ref main\n"
    told = command(tmp_path / "host/infra.git", "git", "show", "main:postmortems/2024-04-22-example.md").stdout
    assert "attempts: [{on: " in told
    assert "PM-2024-04-22#F2" in ended.stdout


@pytest.mark.parametrize("host", ["github", "gitlab", "woodpecker"])
def test_what_a_run_that_was_killed_has_left_is_not_pushed(host: str, tmp_path: Path) -> None:
    ended, pushed = followed_up(host, tmp_path, KILLER)
    assert ended.returncode != 0
    assert "nothing is pushed, nor what sync has found: " in ended.stdout
    assert pushed == ["all of it"], ended.stderr
    assert "PM-2024-04-22#F2" in ended.stdout  # who is late is told all the same


@pytest.mark.parametrize("host", ["github", "gitlab", "woodpecker"])
def test_no_program_is_handed_what_may_push(host: str, tmp_path: Path) -> None:
    ended, pushed = followed_up(host, tmp_path, SPY)
    assert (ended.returncode, len(pushed)) == (1, 3), ended.stderr
    seen = (tmp_path / "seen").read_text().replace("follow-ups:token@", "").replace("x-access-token:token@", "")
    assert ("PMGEN_ID=F" in seen, "token" in seen) == (True, False)


def test_no_clone_keeps_the_key_to_the_repository_for_a_program() -> None:
    workflow = pipeline("github", ".github/workflows/follow-ups.yml")
    assert workflow["jobs"]["run"]["steps"][0]["with"]["persist-credentials"] is False


@pytest.mark.parametrize("host", ["github", "gitlab", "woodpecker"])
def test_no_file_of_the_repository_is_taken_for_what_installs_pmgen(host: str) -> None:
    files = starter.files(host, starter.Place(dt.date(2024, 4, 22), "1")).values()
    installing = [line for text in files for line in text.splitlines() if "pip install" in line]
    assert installing
    assert [line for line in installing if "python -P -m pip install" not in line] == []


def followed_up(host: str, tmp_path: Path, worker: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """How the pipeline of a host ends that gives follow-ups to a program, and what it has pushed, newest first."""
    place, origin = tmp_path / "place", tmp_path / "host" / "infra.git"
    origin.mkdir(parents=True)
    command(origin, "git", "init", "--quiet", "--bare")
    for path, text in starter.files(host, starter.Place(dt.date(2024, 4, 22), "1")).items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text)
    (place / "postmortems/2024-04-22-example.md").write_text(LATE)
    (place / "bin").mkdir()
    (place / "bin/do-followup").write_text(worker)
    (place / "bin/do-followup").chmod(0o755)
    command(place, "git", "init", "--quiet", "--initial-branch", "main")
    commit(place)
    command(place, "git", "remote", "add", "origin", str(origin))
    command(place, "git", "push", "--quiet", "--set-upstream", "origin", "main")
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/gh").write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(tmp_path / "started"))}\n')
    (tmp_path / "tools/gh").chmod(0o755)
    environment = {
        "PATH": os.pathsep.join([str(tmp_path / "tools"), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "GITHUB_SHA": command(place, "git", "rev-parse", "HEAD").stdout.strip(),
        "GITHUB_REF_NAME": "main",
        "CI_COMMIT_BRANCH": "main",
        "CI_SERVER_HOST": "git.example.org",
        "CI_PROJECT_PATH": "infra",
        "CI_REPO_CLONE_URL": "https://git.example.org/infra.git",
        **({} if host == "github" else {"FOLLOWUPS_TOKEN": "token"}),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_SERVER_URL": "https://git.example.org",
        "GITHUB_REPOSITORY": "infra",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": f"url.{origin.parent}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://follow-ups:token@git.example.org/",
        "GIT_CONFIG_KEY_1": f"url.{origin.parent}/.insteadOf",
        "GIT_CONFIG_VALUE_1": "https://x-access-token:token@git.example.org/",
    }
    ended = command(place, "bash", "-c", script_of_followups(host, place), **environment)
    return ended, command(origin, "git", "log", "--format=%s", "main").stdout.splitlines()


@pytest.mark.parametrize("host", starter.HOSTS)
def test_a_pipeline_says_which_secrets_somebody_has_to_set(host: str) -> None:
    for path, text in starter.files(host, starter.Place(dt.date(2024, 4, 22), "1")).items():
        comments = "\n".join(line for line in text.splitlines() if line.strip().startswith("#"))
        for secret in re.findall(r"from_secret: (\w+)", text):
            assert f"`{secret}`, " in comments, path


@pytest.mark.parametrize("token", ["", "token"])
def test_woodpecker_publishes_to_a_branch_once_it_may(token: str, tmp_path: Path) -> None:
    place, origin = tmp_path / "place", tmp_path / "host" / "infra.git"
    origin.mkdir(parents=True)
    command(origin, "git", "init", "--quiet", "--bare")
    (place / "our site/docs/post-mortems").mkdir(parents=True)
    for path in ("index.html", "docs/post-mortems/manifest.json", "docs/post-mortems/404.html"):
        (place / "our site" / path).write_text(path)
    text = starter.files("woodpecker", starter.Place(dt.date(2024, 4, 22), "1", Config(site="our site")))
    pipeline = text[".woodpecker/post-mortems.yaml"]
    asks = ("environment:", "  PAGES_TOKEN:", "    from_secret: pages_token")
    for line in asks if token else ():
        assert f"    # {line}\n" in pipeline
        pipeline = pipeline.replace(f"    # {line}\n", f"    {line}\n")
    step = yaml.safe_load(pipeline)["steps"][1]
    assert step.get("environment") == ({"PAGES_TOKEN": {"from_secret": "pages_token"}} if token else None)
    lines = [line for line in step["commands"] if not line.startswith("apt-get")]
    environment = {
        "CI_COMMIT_SHA": "1234567",
        "CI_REPO_CLONE_URL": "https://git.example.org/infra.git",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{origin.parent}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://post-mortems:token@git.example.org/",
        **({"PAGES_TOKEN": token} if token else {}),
    }
    script = "set -e\n" + "\n".join(lines).replace("$${", "${")
    for _ in range(2):
        ended = command(place, "sh", "-c", script, **environment)
        assert ended.returncode == 0, ended.stderr
    published = command(origin, "git", "ls-tree", "-r", "--name-only", "pages").stdout.splitlines()
    if token:
        # The host looks for `404.html` at the root.
        pages = ["docs/post-mortems/404.html", "docs/post-mortems/manifest.json"]
        assert published == ["404.html", *pages, "index.html"]
        assert command(origin, "git", "log", "--format=%s", "pages").stdout == "the site as of 1234567\n"
    else:
        assert published == []
        assert ended.stdout == "nothing is published: .woodpecker/post-mortems.yaml says how\n"


@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize("address", ["https://infra.example.org/pm", ""])
@pytest.mark.parametrize("path", ["docs/post-mortems", "an index", "."])
def test_the_site_knows_the_address_that_its_host_tells(host: str, address: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text(f'path = "{path}"\n')
    built = built_by(host, tmp_path, address)
    below = "" if path == "." else f"/{path.replace(' ', '%20')}"
    assert ("sitemap.xml" in built) is (path == "." and bool(address))
    missing = built["404.html"]
    assert missing == built[f"{path}/404.html".removeprefix("./")]
    assert (f'href="{address}{below}/index.html"' in missing) is bool(address)
    if host == "github":
        url = pipeline_in(tmp_path)["jobs"]["publish"]["environment"]["url"]
        assert url == "${{ steps.deployment.outputs.page_url }}" + f"{below}/"[1:]


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_settings_know_the_address_better_than_the_host(host: str, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text('base_url = "https://status.example.org/pm"\n')
    built = built_by(host, tmp_path, "https://infra.example.org")
    assert "https://status.example.org/pm/feed.xml" in built["docs/post-mortems/feed.xml"]
    assert "infra.example.org" not in built["404.html"]


def test_a_page_of_ones_own_for_what_is_missing_stays(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/404.html").write_text("mine")
    assert built_by("gitlab", tmp_path, "")["404.html"] == "mine"


def built_by(host: str, place: Path, address: str) -> dict[str, str]:
    """All that a pipeline publishes, where the host says that it will be at this address."""
    assert run("init", "--ci", host, str(place)).exit_code == 0
    read = pipeline_in(place)
    if host == "github":
        lines = [each["run"] for each in read["jobs"]["build"]["steps"] if "run" in each and "pip" not in each["run"]]
        shells = ["bash"]
    else:
        lines = [*read["check-post-mortems"]["script"], *read["pages"]["script"]]
        shells = ["bash", "sh"]  # the one that an image has
    for shell in shells:
        ended = command(place, shell, "-e", "-c", "\n".join(lines), PAGES_URL=address, CI_PAGES_URL=address)
        assert ended.returncode == 0, ended.stderr
    return files(place / "site")


def pipeline_in(place: Path) -> Any:
    (path,) = (*place.glob(".github/workflows/post-mortems.yml"), *place.glob(".gitlab-ci.yml"))
    return yaml.safe_load(path.read_text())


CONFIGURED = 'git config user.name "follow-ups"'


def script_of_followups(host: str, place: Path) -> str:
    """What a host does with its file, from where pmgen is installed on."""
    path = next(path for path in starter.HOSTS[host] if "follow-ups" in path or "gitlab" in path)
    pipeline = yaml.safe_load((place / path).read_text())
    if host == "github":
        return github_script(pipeline["jobs"]["run"]["steps"])
    lines = pipeline["follow-ups"]["script"] if host == "gitlab" else pipeline["steps"][0]["commands"]
    # Woodpecker writes `$$` where the shell gets `$`.
    return "set -eo pipefail\n" + "\n".join(lines[-1 - lines[::-1].index(CONFIGURED) :]).replace("$${", "${")


def github_script(steps: list[dict[str, Any]]) -> str:
    """The steps of a job, each in a shell of its own; after one has failed only those that say so run."""
    words = [
        f"if {asked(step.get('if', ''))}; "
        f"then {keys(step)} bash -e -c {shlex.quote(step['run'])} || {step.get('id', '_')}=1 failed=1; fi"
        for step in steps
        if "run" in step and "pip install" not in step["run"]
    ]
    return "\n".join(["failed=0", *words, "exit $failed"])


def keys(step: dict[str, Any]) -> str:
    """What a step alone has in its environment."""
    return "GH_TOKEN=token" if step.get("env", {}).get("GH_TOKEN") == "${{ github.token }}" else ""


def asked(condition: str) -> str:
    whatever = "always()" in condition or "!cancelled()" in condition
    there = "[ -e bin/do-followup ]" if "hashFiles('bin/do-followup') != ''" in condition else "true"
    sound = '{ [ -z "$run" ] || [ -s "$GITHUB_OUTPUT" ]; }' if "steps.run.outputs.back" in condition else "true"
    return f"{'true' if whatever else '[ $failed = 0 ]'} && {there} && {sound}"


def test_a_file_that_cannot_be_written_whole_is_not_begun(tmp_path: Path) -> None:
    limited = ["sh", "-c", 'ulimit -f 0; exec "$0" -m pmgen init', sys.executable]
    ended = subprocess.run(limited, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (2, "error: `pmgen.toml` cannot be written: file too large\n")
    assert files(tmp_path) == {}
