"""`pmgen followups start`, `block`, `done`, `wont-do` and `reopen`: what is refused, and what is advised."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.following import (
    DNS,
    NFS,
    git,
    text,
    worker,
)
from tests.running import pmgen


def test_done_asks_for_a_commit_that_is_there(repository: Path) -> None:
    sha = git(repository, "rev-parse", "HEAD")
    invented = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--commit", "2f1f9107")
    assert invented.returncode == 2
    assert "there is no commit `2f1f9107` in this repository" in invented.stderr
    assert text(repository, "dns") == DNS
    real = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--commit", sha[:10], "--on", "2026-04-16")
    assert real.returncode == 0, real.stderr
    evidence = "    status: done\r\n    done: {on: 2026-04-16, commits: ["
    assert evidence in text(repository, "dns")
    lines = text(repository, "dns").split("\r\n")
    assert [line for line in lines if "done" not in line] == DNS.split("\r\n")
    again = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--commit", sha[:10], "--on", "2026-04-16")
    assert "already" in again.stdout
    unchecked = pmgen(repository, "followups", "done", "PM-2026-04-15#F2", "--commit", "2f1f9107", "--no-verify")
    assert unchecked.returncode == 0
    assert "unverified: true" in text(repository, "dns")
    more = pmgen(repository, "followups", "done", "PM-2026-04-15#F2", "--commit", sha[:10])
    assert (more.returncode, "unverified: true" in text(repository, "dns")) == (0, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--link", "javascript:alert(1)"], "`javascript:alert(1)` is no address that shows anything"),
        (["--link", "not a url"], "`not a url` is no address"),
        (["--link", "www.example.org/a"], "`www.example.org/a` is no address"),
        (
            ["--commit", "nowhere"],
            "`nowhere` is no commit: 7 to 64 hexadecimal digits name one; `git log --oneline` shows those",
        ),
        (["--commit", "https://a.b/c/2f1f9107"], "hexadecimal digits name one; an address is given as `--link`"),
        (["--note", "x", "--on", "2099-01-01"], "2099-01-01 is still to come"),
        (["--note", ""], "`--note` is empty"),
    ],
)
def test_what_shows_nothing_is_refused_as_evidence(repository: Path, words: list[str], why: str) -> None:
    run = pmgen(repository, "followups", "done", "PM-2026-04-15#F2", *words)
    assert (run.returncode, why in run.stderr) == (2, True), run.stderr
    assert text(repository, "dns") == DNS


@pytest.mark.parametrize("name", ["HEAD", "main", "@", "release/1.0", "v1+build#2", "größer", "later~1"])
def test_a_name_of_a_commit_is_recorded_as_the_commit_that_it_means_now(repository: Path, name: str) -> None:
    sha = git(repository, "rev-parse", "HEAD")[:12]
    git(repository, "branch", "-M", "main")
    for tag in ("release/1.0", "v1+build#2", "größer"):
        git(repository, "tag", "-a", "-m", "it", tag)
    git(repository, "branch", "later", git(repository, "commit-tree", "-p", "HEAD", "-m", "later", "HEAD^{tree}"))
    run = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--commit", name)
    assert (run.returncode, run.stderr) == (0, f"`{name}` is {sha}\n")
    assert re.search(rf"commits: \['?{sha}'?\]", text(repository, "dns"))


@pytest.mark.parametrize("words", [["--commit", "HEAD"], ["--commit", "HEAD", "--no-verify"]])
def test_where_nobody_can_be_asked_what_a_name_means_that_is_said(repository: Path, words: list[str]) -> None:
    (repository / ".git").rename(repository.parent / "away")
    run = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", *words)
    why = "there is no git repository here to look for the commits in"
    advice = "`--no-verify` records the digits of one, which `HEAD` is not"
    assert (run.returncode, run.stderr) == (2, f"error: {why}; {advice}\n")
    assert text(repository, "dns") == DNS


@pytest.mark.parametrize("name", ["HEAD^{tree}", "HEAD:postmortems", ":/fix", "HEAD..HEAD", "-h", "gone", "later"])
def test_what_means_no_commit_or_several_is_refused_as_evidence(repository: Path, name: str) -> None:
    git(repository, "branch", "later", git(repository, "commit-tree", "-p", "HEAD", "-m", "later", "HEAD^{tree}"))
    run = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", f"--commit={name}")
    assert run.returncode == 2, run.stderr
    assert text(repository, "dns") == DNS


@pytest.mark.parametrize(
    ("day", "why"),
    [("2026-04-14", "2026-04-14 is before the incident, which began on 2026-04-15"), ("2026-04-15", "")],
)
def test_nothing_is_done_before_the_incident(repository: Path, day: str, why: str) -> None:
    run = pmgen(repository, "followups", "done", "PM-2026-04-15#F1", "--note", "it rang", "--on", day)
    assert (run.returncode, run.stderr) == ((2, f"error: {why}\n") if why else (0, ""))
    assert ("status: done" in text(repository, "dns")) is not bool(why)


def test_a_file_that_shows_it_is_looked_for_beside_the_document(repository: Path) -> None:
    deep = repository / "postmortems/deep"
    deep.mkdir()
    (deep / "nis.md").write_text(NFS.replace("title: NFS", "id: PM-nis\ntitle: NIS"))
    (deep / "shown.txt").write_text("It holds.")
    refused = pmgen(repository, "followups", "done", "PM-nis#F2", "--link", "deep/shown.txt")
    assert (refused.returncode, "is no address" in refused.stderr) == (2, True)
    assert pmgen(repository, "followups", "done", "PM-nis#F2", "--link", "shown.txt").returncode == 0
    assert "PM504" not in pmgen(repository, "check").stdout


DNS_HAS = "in that post-mortem there are `PM-2026-04-15#F1` and `PM-2026-04-15#F2`"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("PM-2026-04-51#F1", "did you mean `PM-2026-04-15#F1`?"),
        ("PM-2026-04-15#F9", DNS_HAS),
        ("dns.md#F1", "did you mean `PM-2026-04-15#F1`?"),
        ("postmortems/dns.md#f1", "did you mean `PM-2026-04-15#F1`?"),
        ("pm-2026-04-15#f2", "did you mean `PM-2026-04-15#F2`?"),
        ("PM-2026-04-15 F2", "did you mean `PM-2026-04-15#F2`?"),
        ("`PM-2026-04-15#F2`,", "did you mean `PM-2026-04-15#F2`?"),
        ("f2", "did you mean `PM-2026-04-14#F2`, `PM-2026-04-15#F2` or `PM-2026-04-22#F2`?"),
        ("dns.md#F9", DNS_HAS),
        ("F2", "did you mean `PM-2026-04-14#F2`, `PM-2026-04-15#F2` or `PM-2026-04-22#F2`?"),
        ("#F2", "did you mean `PM-2026-04-14#F2`, `PM-2026-04-15#F2` or `PM-2026-04-22#F2`?"),
        ("", "`pmgen followups list --status all` shows their names"),
        ("what\x1b[31m", "`pmgen followups list --status all` shows their names"),
    ],
)
def test_a_typing_error_is_answered_with_what_was_meant(repository: Path, name: str, advice: str) -> None:
    run = pmgen(repository, "followups", "start", name)
    shown = name.replace("\x1b", "␛")
    assert (run.returncode, run.stderr) == (2, f"error: there is no follow-up `{shown}`; {advice}\n")


@pytest.mark.parametrize("name", ["PM-2026-04-15", "PM-2026-04-15#", "`PM-2026-04-15`", "dns.md", "postmortems/dns.md"])
def test_the_name_of_a_post_mortem_is_answered_with_what_is_open_in_it(repository: Path, name: str) -> None:
    def told(command: str = "done", *words: str) -> str:
        run = pmgen(repository, "followups", command, name, *words)
        assert run.returncode == 2
        return run.stderr

    shown = name.strip("`#")
    is_one = f"error: `{shown}` is a post-mortem, of whose follow-ups"
    assert told() == f"{is_one} `PM-2026-04-15#F1` and `PM-2026-04-15#F2` are open\n"
    pmgen(repository, "followups", "wont-do", "PM-2026-04-15#F1", "--reason", "gone")
    assert told("start") == f"{is_one} `PM-2026-04-15#F2` is open\n"
    pmgen(repository, "followups", "wont-do", "PM-2026-04-15#F2", "--reason", "gone")
    assert told("reopen") == f"{is_one} none is open: `PM-2026-04-15#F1` and `PM-2026-04-15#F2`\n"


def test_a_post_mortem_without_a_follow_up_is_said_to_be_one(repository: Path) -> None:
    (repository / "postmortems/nfs.md").write_text(NFS[: NFS.index("followups")] + "---\n")
    run = pmgen(repository, "followups", "done", "PM-2026-04-14")
    assert (run.returncode, run.stderr) == (2, "error: `PM-2026-04-14` is a post-mortem without a follow-up\n")


def test_a_follow_up_of_a_document_that_cannot_be_read_is_not_said_to_be_none(repository: Path) -> None:
    (repository / "postmortems/dns.md").write_bytes(DNS.replace("SEV2", "SEV").encode())
    run = pmgen(repository, "followups", "start", "PM-2026-04-15#F2")
    assert "no follow-up `PM-2026-04-15#F2` in the documents that can be read; `pmgen followups list" in run.stderr
    assert "`postmortems/dns.md` cannot be read, and may hold more; `pmgen check` says why" in run.stderr


def test_what_shares_its_name_is_told_how_to_have_its_own(repository: Path) -> None:
    (repository / "postmortems/twin.md").write_text(NFS)
    run = pmgen(repository, "followups", "start", "PM-2026-04-14#F2")
    assert "is there 2 times, in `postmortems/nfs.md` and `postmortems/twin.md`; an `id` of its own" in run.stderr
    assert text(repository, "nfs") == text(repository, "twin") == NFS


def test_a_reason_that_says_nothing_is_refused(repository: Path) -> None:
    run = pmgen(repository, "followups", "block", "PM-2026-04-15#F2", "--reason", " ")
    assert (run.returncode, run.stderr) == (2, "error: `--reason` is empty\n")


@pytest.mark.parametrize("words", [["start", "PM-2026-04-15#F1"], ["sync"]])
@pytest.mark.parametrize("first", ["true", "git clean -ffdxq", "rm .git/*.lock"])
def test_no_change_is_made_that_a_run_would_undo(repository: Path, words: list[str], first: str) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "Alert\n\nCloses: PM-2026-04-15#F1")
    script = f'{first}; "{sys.executable}" -m pmgen followups {" ".join(words)}; exit 7'
    run = pmgen(repository, "followups", "run", "--limit", "1", *worker(repository, script))
    assert "a `pmgen followups run` is at work here, and would undo this" in run.stderr
    assert text(repository, "dns") == DNS
    assert pmgen(repository, "followups", *words).returncode == 0


def test_changes_at_the_same_time_are_all_made(repository: Path) -> None:
    listed = "".join(f"  - {{id: F{number}, action: Watch it}}\n" for number in range(1, 9))
    (repository / "postmortems/nfs.md").write_text(NFS[: NFS.index("  - ")] + listed + "---\n")
    command = [sys.executable, "-m", "pmgen", "followups", "start"]
    runs = [
        subprocess.Popen([*command, f"PM-2026-04-14#F{number}"], cwd=repository, stdout=subprocess.DEVNULL)
        for number in range(1, 9)
    ]
    assert [run.wait(timeout=60) for run in runs] == [0] * 8
    assert text(repository, "nfs").count("status: in-progress") == 8
