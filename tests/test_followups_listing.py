"""`pmgen followups list` and `next`: what is still to be done, and which names and words are known."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.following import (
    DNS,
    NFS,
    TOKEN,
    git,
)
from tests.running import pmgen


def test_the_list_keeps_to_the_lines_of_a_terminal(repository: Path) -> None:
    path = repository / "postmortems/nfs.md"
    action = "Find out why, and watch what nobody had watched before"
    path.write_text(path.read_text().replace("Find out why,", f"'{action}', owner: {'platform-' * 9}team,"))
    told = pmgen(repository, "followups", "list", COLUMNS="80").stdout.splitlines()
    assert max(map(len, told)) <= 80
    assert told[:3] == [
        f"PM-2026-04-14#F1  P0  {action}",
        "  todo · due 2026-04-21 ! · Investigation · for a person",
        "  platform-platform-platf…",
    ]
    narrow = pmgen(repository, "followups", "list", COLUMNS="40").stdout.splitlines()
    assert max(map(len, narrow)) <= 40
    assert narrow[:6] == [
        "PM-2026-04-14#F1  P0",
        "  Find out why, and watch what nobody",
        "  had watched before",
        "  todo · due 2026-04-21 !",
        "  Investigation · for a person",
        "  platform-platform-platf…",
    ]
    wide = pmgen(repository, "followups", "list", COLUMNS="150").stdout
    assert re.search(rf"^PM-2026-04-14#F1 .* Investigation .* platform-platform-platf…  {action}$", wide, re.MULTILINE)


def test_a_text_without_blanks_keeps_to_the_lines_of_a_terminal_and_an_address_stays_whole(repository: Path) -> None:
    path, address = repository / "postmortems/nfs.md", f"https://example.org/{'a' * 80}"
    action = "".join("警告を出す" for _ in range(8))
    path.write_text(path.read_text().replace("Find out why,", f"'{action} {address} `{'x' * 50}`',"))
    told = pmgen(repository, "followups", "list", COLUMNS="42").stdout.splitlines()
    assert told[1:5] == [f"  {action[:20]}", f"  {action[20:]}", f"  {address}", f"  {'x' * 50}"]


def test_a_name_without_end_moves_no_other(repository: Path) -> None:
    path = repository / "postmortems/nfs.md"
    path.write_text(path.read_text().replace("id: F1", f"id: {'F' * 70}1"))
    told = pmgen(repository, "followups", "list", COLUMNS="80").stdout.splitlines()
    assert "PM-2026-04-15#F1  P1  Alert on it" in told


def test_actions_are_below_each_other_whoever_owns_them_and_whatever_is_left_open(repository: Path) -> None:
    path = repository / "postmortems/nfs.md"
    path.write_text(
        path.read_text().replace("Find out why,", "Find out why, owner: on-call –,").replace("priority: P0, ", "")
    )
    told = pmgen(repository, "followups", "list", COLUMNS="80").stdout.splitlines()
    first = next(index for index, line in enumerate(told) if line.startswith("PM-2026-04-14#F1"))
    assert told[first : first + 2] == [
        "PM-2026-04-14#F1  –   Find out why",
        "  todo · Investigation · for a person · on-call –",
    ]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["--type", "Alrt"], "no follow-up has the type `Alrt`; did you mean `Alert`?"),
        (["--owner", "on-cal"], "no follow-up has the owner `on-cal`; did you mean `on-call`?"),
        (["--service", "dsn"], "no follow-up has the service `dsn`; did you mean `dns`?"),
        (["--owner", "ON-CALL", "--owner", "on-caII"], "no follow-up has the owner `on-caII`; did you mean `on-call`?"),
        (["--owner", "ON-CALL"], ""),
        (["--owner", ""], ""),
        (["--owner", "somebody new"], ""),
        (["--type", "monitor", "--service", "DNS"], ""),
        (["--type", "Alert", "--priority", "P3"], ""),
    ],
)
def test_a_slip_of_the_pen_does_not_look_like_work_that_is_done(repository: Path, words: list[str], asked: str) -> None:
    path = repository / "postmortems/nfs.md"
    path.write_text(NFS.replace("Remove it,", "Remove it, owner: on-call,"))
    run = pmgen(repository, "followups", "list", *words)
    assert run.returncode == (2 if asked else 0)
    assert (f"error: {asked}\n" == run.stderr) is bool(asked), run.stderr
    (repository / "postmortems/more.md").write_text("")
    unsure = pmgen(repository, "followups", "list", *words)
    assert unsure.returncode == 1
    assert (f"warning: {asked}\n" in unsure.stderr) is bool(asked)


@pytest.mark.parametrize("words", [["--service", "dns-2"], ["--service", "zones-2"], ["--owner", "on-call-2"]])
def test_what_the_catalogue_names_is_no_slip_of_the_pen(repository: Path, words: list[str]) -> None:
    path = repository / "postmortems/nfs.md"
    path.write_text(NFS.replace("Remove it,", "Remove it, owner: on-call,"))
    (repository / "pmgen.toml").write_text(
        'services = [{name = "zones"}, {name = "dns-2", aliases = ["zones-2"], owner = "on-call-2"}]\n'
    )
    run = pmgen(repository, "followups", "list", *words)
    assert (run.returncode, run.stderr) == (0, "0 of 6 follow-ups\n")


def test_no_document_hides_another(repository: Path) -> None:
    run = pmgen(repository, "followups", "list", "--format", "json")
    assert run.returncode == 0, run.stderr
    listed = json.loads(run.stdout)
    assert [each["name"] for each in listed] == [
        "PM-2026-04-14#F1",
        "PM-2026-04-14#F2",
        "PM-2026-04-22#F1",
        "PM-2026-04-15#F1",
        "PM-2026-04-15#F2",
        "PM-2026-04-22#F2",
    ]
    assert [each["safe"] for each in listed] == [False, False, True, True, True, False]
    assert "PM-2026-04-22#F1" in pmgen(repository, "followups", "next").stdout
    human = pmgen(repository, "followups", "list", "--human", "--format", "csv").stdout
    assert [line.split(",")[0] for line in human.splitlines()[1:]] == [
        "PM-2026-04-14#F1",
        "PM-2026-04-14#F2",
        "PM-2026-04-22#F2",
    ]


@pytest.mark.parametrize("owner", ["=1+1", "＝1+1", "platform;=1+1"])
def test_no_cell_is_a_formula_as_on_the_site(repository: Path, owner: str) -> None:
    (repository / "postmortems/nfs.md").write_text(
        NFS.replace("action: Remove it", f'action: Remove it, owner: "{owner}"')
    )
    printed = pmgen(repository, "followups", "list", "--format", "csv", "--status", "open").stdout
    pmgen(repository, "build")
    built = (repository / "site/docs/post-mortems/followups.csv").read_text(encoding="utf-8")
    rows = [list(csv.DictReader(each.splitlines())) for each in (printed, built)]
    listed, there = ({row["owner"] for row in each} - {""} for each in rows)
    assert listed == there != {owner}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--priority", "p1"], ["PM-2026-04-15#F1"]),
        (["--type", "monitor"], ["PM-2026-04-15#F2"]),
        (["--service", "dns"], ["PM-2026-04-15#F1", "PM-2026-04-15#F2"]),
        (["--status", "done"], []),
        (["--safe", "--priority", "P0"], ["PM-2026-04-22#F1"]),
        (["--owner", "nobody"], []),
    ],
)
def test_the_list_is_filtered(repository: Path, words: list[str], names: list[str]) -> None:
    run = pmgen(repository, "followups", "list", "--format", "json", *words)
    assert [each["name"] for each in json.loads(run.stdout)] == names


def test_the_help_writes_priorities_as_documents_do(repository: Path) -> None:
    assert "[P0|P1|P2|P3]" in pmgen(repository, "followups", "list", "--help").stdout


def test_a_service_is_asked_for_by_any_of_its_names(repository: Path) -> None:
    (repository / "pmgen.toml").write_text('services = [{name = "names", aliases = ["dns", "resolver"]}]\n')
    for name in ("names", "dns", "Resolver"):
        run = pmgen(repository, "followups", "list", "--format", "json", "--service", name)
        assert [each["name"] for each in json.loads(run.stdout)] == ["PM-2026-04-15#F1", "PM-2026-04-15#F2"]


def test_a_job_is_told_of_overdue_ones_by_the_exit_code(repository: Path) -> None:
    assert pmgen(repository, "followups", "list", "--overdue", "--exit-code").returncode == 1
    assert pmgen(repository, "followups", "list", "--status", "done", "--exit-code").returncode == 0


def test_nobody_is_reminded_of_what_a_withdrawn_post_mortem_left_open(repository: Path) -> None:
    words = ["followups", "list", "--overdue", "--service", "dns", "--exit-code"]
    assert pmgen(repository, *words).returncode == 1
    path = repository / "postmortems/dns.md"
    path.write_bytes(path.read_bytes().replace(b"status: draft", b"status: withdrawn"))
    run = pmgen(repository, *words)
    assert (run.returncode, run.stdout) == (0, "")
    assert "PM402" not in pmgen(repository, "check", "postmortems/dns.md").stdout


def test_a_document_that_cannot_be_read_hides_no_other(repository: Path) -> None:
    (repository / "postmortems/broken.md").write_text("---\ntitle: [\n---\n")
    run = pmgen(repository, "followups", "list")
    assert run.returncode == 1
    assert "PM-2026-04-22#F1" in run.stdout
    assert "`postmortems/broken.md` cannot be read" in run.stderr


@pytest.mark.parametrize("words", [["list"], ["list", "--format", "json"], ["list", "--format", "csv"], ["next"]])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("action: Alert on it", f"action: Alert when {TOKEN} is used"),
        ("action: Alert on it", f"action: Alert on it\r\n    owner: whoever has {TOKEN}"),
        ("type: Monitor", f"type: Monitor {TOKEN}"),
    ],
)
def test_no_form_of_the_queue_tells_a_credential(repository: Path, words: list[str], old: str, new: str) -> None:
    path = repository / "postmortems/dns.md"
    path.write_bytes(DNS.replace(old, new).encode())
    git(repository, "rm", "-q", "postmortems/vault.md")
    run = pmgen(repository, "followups", *words, COLUMNS="160")  # wide enough for the types
    assert (TOKEN[:12] in run.stdout, run.returncode) == (False, 0)
    assert ("•••" in run.stdout) is (words != ["next"] or "Monitor" not in old)


def test_an_owner_or_a_type_with_no_credential_is_told_as_it_is(repository: Path) -> None:
    words = ("platform", "on-call", "Team `A` & *B*", "on-call@example.org", "2026-04-22", "key: management")
    listed = "".join(
        f"  - {{id: F{at}, action: Do it, owner: {word!r}, type: {word!r}}}\n" for at, word in enumerate(words)
    )
    (repository / "postmortems/nfs.md").write_text(NFS[: NFS.index("  - ")] + listed + "---\n")
    rows = json.loads(pmgen(repository, "followups", "list", "--format", "json").stdout)
    told = {(row["owner"], row["type"]) for row in rows if row["name"].startswith("PM-2026-04-14")}
    assert told == {(word, word) for word in words}


def test_what_a_withdrawn_post_mortem_left_open_is_no_work_in_the_list(repository: Path) -> None:
    path = repository / "postmortems/dns.md"
    path.write_bytes(path.read_bytes().replace(b"status: draft", b"status: withdrawn"))
    for words in ([], ["--overdue"], ["--human"], ["--status", "todo"]):
        run = pmgen(repository, "followups", "list", "--format", "csv", *words)
        assert "PM-2026-04-15#" not in run.stdout, words
        assert run.stdout.count("\n") > 1, words
    every = json.loads(pmgen(repository, "followups", "list", "--status", "all", "--format", "json").stdout)
    assert {each["overdue"] for each in every if each["name"].startswith("PM-2026-04-15#")} == {False}


def test_what_a_withdrawn_post_mortem_left_open_waits_for_nobody(repository: Path) -> None:
    (repository / "postmortems/nfs.md").write_text(NFS.replace("draft", "withdrawn"))
    git(repository, "commit", "-qam", "Withdraw it")
    every = pmgen(repository, "followups", "list", "--status", "all")
    hands = {line.split()[0]: line.split()[-4:] for line in every.stdout.splitlines()}
    assert "–" in hands["PM-2026-04-14#F1"]
    assert "1 needs human review" in every.stderr
    run = pmgen(repository, "followups", "run", "--dry-run", "--", "true")
    assert run.stderr.splitlines()[-1] == "needs human review: PM-2026-04-22#F2"


def test_of_what_is_closed_nobody_is_asked_to_do_it(repository: Path) -> None:
    pmgen(repository, "followups", "done", "PM-2026-04-14#F1", "--note", "found")
    pmgen(repository, "followups", "wont-do", "PM-2026-04-15#F1", "--reason", "gone")
    told = pmgen(repository, "followups", "list", "--status", "done", "--status", "wont-do").stdout
    assert not {"person", "program"} & set(told.split())
    assert {"person", "program"} <= set(pmgen(repository, "followups", "list").stdout.split())
