"""What is said of the commits that show that a follow-up was done: rebased, reverted, unknown, not looked for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.following import (
    DNS,
    GOOD,
    git,
    run_once,
    text,
)
from tests.running import pmgen


def test_a_commit_that_was_not_looked_for_counts_once_it_is_found(repository: Path) -> None:
    sha, words = git(repository, "rev-parse", "HEAD"), ("followups", "done", "PM-2026-04-15#F1", "--commit")
    assert pmgen(repository, *words, sha[:10], "--no-verify").returncode == 0
    assert "unverified: true" in text(repository, "dns")
    found = pmgen(repository, *words, sha[:12])
    assert (found.returncode, "unverified" in text(repository, "dns")) == (0, False), found.stderr


def test_a_commit_that_a_rebase_removed_is_reported_with_its_successor(repository: Path) -> None:
    (repository / "base").write_text("fixed")
    git(repository, "commit", "-qam", "Fix the base")
    old = git(repository, "rev-parse", "HEAD")
    assert pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--commit", old[:12]).returncode == 0
    assert "PM411" not in pmgen(repository, "check").stdout
    git(repository, "commit", "--quiet", "-am", "Say so")
    git(repository, "reset", "--quiet", "--hard", "HEAD~2")
    (repository / "base").write_text("fixed otherwise")
    git(repository, "commit", "-qam", "Fix the base")
    (repository / "postmortems/dns.md").write_bytes(
        DNS.replace("type: Alert", f"type: Alert\r\n    status: done\r\n    done: {{commits: ['{old[:12]}']}}").encode()
    )
    run = pmgen(repository, "check")
    assert "PM411" in run.stdout
    assert git(repository, "rev-parse", "HEAD")[:12] in run.stdout
    git(repository, "commit", "-qam", "Say so again")
    shallow = repository.parent / "shallow"
    git(repository.parent, "clone", "--quiet", "--depth=1", repository.as_uri(), str(shallow))
    assert "PM411" not in pmgen(shallow, "check").stdout
    refused = pmgen(shallow, "followups", "done", "PM-2026-04-15#F2", "--commit", old[:12])
    assert "the clone is shallow" in refused.stderr


def names(sha: str, more: str = "") -> bytes:
    """A document of which a commit is all the evidence."""
    done = f"status: done\r\n    done: {{commits: ['{sha}']{more}}}"
    return DNS.replace("type: Alert", f"type: Alert\r\n    {done}").encode()


def test_evidence_that_was_reverted_is_refused_and_reported(repository: Path) -> None:
    (repository / "base").write_text("changed")
    git(repository, "commit", "-qam", "Alert on it")
    sha = git(repository, "rev-parse", "HEAD")[:12]
    path = repository / "postmortems/dns.md"
    for written in (sha, sha.upper()):
        path.write_bytes(names(written))
        assert "PM41" not in pmgen(repository, "check").stdout
    path.write_bytes(DNS.encode())
    git(repository, "revert", "--no-edit", "HEAD")
    refused = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--commit", sha)
    assert refused.returncode == 2
    assert f"a later commit says that it reverts `{sha}`; name the one that did it again" in refused.stderr
    assert text(repository, "dns") == DNS
    path.write_bytes(names(sha))
    run = pmgen(repository, "check")
    assert f"PM413 a later commit says that it reverts `{sha}`, the evidence of follow-up `F1`" in run.stdout
    path.write_bytes(names(sha, ", unverified: true"))
    assert "PM413" not in pmgen(repository, "check").stdout
    path.write_bytes(DNS.encode())
    git(repository, "revert", "--no-edit", "HEAD")
    assert pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--commit", sha).returncode == 0
    assert "PM41" not in pmgen(repository, "check").stdout


def test_evidence_is_not_passed_over_where_it_is_all_unknown(repository: Path) -> None:
    path = repository / "postmortems/dns.md"
    path.write_bytes(names("deadbeef"))
    git(repository, "commit", "-qam", "Say so")
    run = pmgen(repository, "check")
    assert "PM412 commit `deadbeef`, the only one that this document names as evidence" in run.stdout
    assert (run.returncode, "PM411" in run.stdout) == (0, False)
    assert "`pmgen build` does not count 1 of these (PM412)\n" in run.stderr
    assert "does not count" not in pmgen(repository, "check", "--ignore", "PM412").stderr
    shallow = repository.parent / "shallow"
    (repository / "base").write_text("changed")
    git(repository, "commit", "-qam", "Go on")
    git(repository.parent, "clone", "--quiet", "--depth=1", repository.as_uri(), str(shallow))
    assert "PM412" not in pmgen(shallow, "check").stdout
    path.write_bytes(names("deadbeef", ", unverified: true"))
    assert "PM412" not in pmgen(repository, "check").stdout
    path.write_bytes(names("deadbeef', '" + git(repository, "rev-parse", "HEAD")[:12]))
    mixed = pmgen(repository, "check").stdout
    assert ("PM411 commit `deadbeef`" in mixed, "PM412" in mixed) == (True, False)


NOT_LOOKED = "warning: the commits that are named as evidence were not looked for: "


@pytest.mark.parametrize(
    ("script", "variables", "why"),
    [
        ("", {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}, "since it belongs to another user; `git config --global --add"),
        ("", {"PATH": ""}, "there is no program `git`"),
        ("echo > .git/HEAD", {}, "/.git` (not a git repository "),
        ("rm -r .git; git init -q .", {}, "the repository has no commit yet"),
        ("git rev-parse HEAD > .git/shallow", {}, "the clone is shallow; `git fetch --unshallow` gets the rest"),
    ],
    ids=["another owner", "no git", "damaged", "no commit", "shallow"],
)
def test_evidence_that_nobody_has_looked_for_is_not_passed_over(
    repository: Path, script: str, variables: dict[str, str], why: str
) -> None:
    (repository / "postmortems/dns.md").write_bytes(names("deadbeef"))
    subprocess.run(["sh", "-ec", script], cwd=repository, check=True)
    selected = ("--select", "PM411", "--format", "json")
    for words in ((), ("postmortems/dns.md",), selected, ("--fix",)):
        run = pmgen(repository, "check", *words, **variables)
        assert (run.returncode, "PM41" in run.stdout) == (2 if words == selected else 0, False)
        told = [line for line in run.stderr.splitlines() if line.startswith(NOT_LOOKED)]
        assert len(told) == 1, run.stderr
        assert why in told[0]


@pytest.mark.parametrize(
    ("script", "words", "more"),
    [
        ("", (), ""),
        ("rm -r .git", (), ""),
        ("echo > .git/HEAD", (), ", unverified: true"),
        ("echo > .git/HEAD", ("postmortems/nfs.md",), ""),
        ("echo > .git/HEAD", ("--ignore", "PM41"), ""),
        ("echo > .git/HEAD", ("--select", "PM1"), ""),
    ],
)
def test_nobody_is_told_of_evidence_who_has_not_asked(
    repository: Path, script: str, words: tuple[str, ...], more: str
) -> None:
    (repository / "postmortems/dns.md").write_bytes(names("deadbeef", more))
    subprocess.run(["sh", "-ec", script], cwd=repository, check=True)
    assert "evidence were not looked for" not in pmgen(repository, "check", *words).stderr


@pytest.mark.parametrize(
    "said",
    ["Post-mortem: PM-2026-04-22#F2", "Closes: PM-2026-04-22#F1, PM-2026-04-22#F2", "Closes: OPS-7", "Closes: #OPS-7"],
)
def test_no_program_says_of_what_it_was_not_given_that_it_is_done(repository: Path, said: str) -> None:
    run = run_once(repository, f"echo x > x; git add x; git commit -qm 'Do it' -m '{said}'")
    other = "PM-2026-04-15#F2" if "OPS" in said else "PM-2026-04-22#F2"
    assert (run.returncode, f"its commits say that `{other}` is done, which it was not given" in run.stderr) == (
        1,
        True,
    )
    assert "done `" not in pmgen(repository, "followups", "sync", "--dry-run").stdout


@pytest.mark.parametrize("said", ["PM-2026-12-31#F1", "pm-payroll#1", "INC-7#F1"])
def test_no_program_says_that_something_is_done_that_may_be_asked_for_one_day(repository: Path, said: str) -> None:
    run = run_once(repository, f"echo x > x; git add x; git commit -qm 'Do it' -m 'Closes: {said}'")
    assert (run.returncode, f"its commits say that `{said}` is done" in run.stderr) == (1, True), run.stderr


OTHERS = """
echo a > a; git add a; git commit -qm "Of others" -m "Closes: PM-2026-04-22#F2"
"""


@pytest.mark.parametrize(
    "way",
    [
        "echo \"$(git rev-parse HEAD)\t\tbranch 'main' of https://git.example.org/x\" > .git/FETCH_HEAD",
        "git fetch -q . HEAD",
        "git update-ref refs/remotes/origin/main HEAD",
    ],
)
def test_no_program_says_it_in_what_it_calls_the_work_of_others(repository: Path, way: str) -> None:
    run = run_once(repository, f"{OTHERS}{way}\n{GOOD}")
    told = "its commits say that `PM-2026-04-22#F2` is done, which it was not given"
    assert (run.returncode, told in run.stderr) == (1, True), run.stderr
    assert "done `" not in pmgen(repository, "followups", "sync", "--dry-run").stdout


def test_what_others_had_said_before_may_be_merged(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    subprocess.run(["sh", "-ec", OTHERS], cwd=repository, check=True)
    git(repository, "checkout", "-q", "main")
    run = run_once(repository, f"git merge -q --no-edit side\n{GOOD}")
    assert "\ndone `PM-2026-04-22#F1`" in run.stderr, run.stderr


@pytest.mark.parametrize(
    "said",
    [
        "Post-mortem: PM-2026-04-22#F1",
        "Post-mortem: PM-2026-04-22",
        "Closes: #12",
        "Closes: queue#12, platform/pm-tools#12, OPS-12",
        "Refs: PM-2026-04-22#F2",
        "It has nothing to do with PM-2026-04-22#F2, nor with OPS-7.",
        "Post-mortem: see PM-2026-04-22#F2, which is not done by this",
        "Signed-off-by: platform <platform@example.org>",
    ],
)
def test_a_program_may_name_what_it_has_done_and_mention_the_rest(repository: Path, said: str) -> None:
    run = run_once(repository, f"echo x > x; git add x; git commit -qm 'Do it' -m '{said}'")
    assert "\ndone `PM-2026-04-22#F1`" in run.stderr, run.stderr
