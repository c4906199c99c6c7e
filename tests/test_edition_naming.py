"""What names an internal document stops a public edition, and is told with its places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from tests.editions import SHOWN, everything, write
from tests.running import run as pmgen


def with_an_internal_one(folder: Path, told: dict[str, Any], body: str, config: str = "") -> None:
    """A public post-mortem, and one in a folder of its own that nobody outside may know of."""
    (folder / "pmgen.toml").write_text(f'base_url = "https://status.example.org/pm/"\n{config}')
    source = folder / "postmortems"
    (source / "deep").mkdir(parents=True, exist_ok=True)
    front = yaml.load(SHOWN, yaml.BaseLoader)
    write(source / "told.md", front | {"id": "PM-told", "date": "2026-04-20", "title": "Told"} | told, f"\n{body}\n")
    inside = {"visibility": "internal", "date": "2026-04-21", "title": "Kept"}
    for number, stem in enumerate(("2026-zq-secret", "Zq Plan", "queue", "2026 Zq Plan B", "The Leader")):
        own = {"id": f"PM-{number}", "services": ["zqvault"], "aliases": [f"old/{number}q.html"]}
        write(source / "deep" / f"{stem}.md", front | inside | own, "")


NAMING = [
    ("See <https://status.example.org/pm/2026-zq-secret.html>.", "2026-zq-secret.html"),
    ("See [2026-zq-secret.md](deep/2026-zq-secret.md)", "2026-zq-secret.md"),
    ("See https://status.example.org/pm/2026-zq-secret today", "2026-zq-secret"),
    ("See [it](https://git.example.org/pm/blob/main/2026-ZQ-Secret.md)", "2026-ZQ-Secret.md"),
    ("See [it](https://git.example.org/pm/2026%2Dzq%2Dsecret.md)", "2026-zq-secret.md"),
    ("It is told in `deep/2026-zq-secret.md`", "2026-zq-secret.md"),
    ("It is *as in 2026-zq-secret*", "2026-zq-secret"),
    ("It is as in 2026\\-zq&#45;secret", "2026-zq-secret"),
    ("It is as in 2026-**zq**-secret", "2026-zq-secret"),
    ("It is told in queue.md, too", "queue.md"),
    ("It is told in Zq Plan.md", "zq plan"),
    ("It is told as 2026 ZQ Plan B", "2026 zq plan b"),
    ("障害は2026-zq-secretと同じだった", "2026-zq-secret"),
    ("It was mended with PM-0#F2", "pm-0"),
    ("The leader filled the queue, and so said the plan", None),
    (
        "See <https://status.example.org/p%6d/services/zqvault.html>",
        "https://status.example.org/p%6d/services/zqvault.html",
    ),
    ("See [it](https://status.example.org/pm/services/zqvault.html)", None),
    ("See [it](deep/2026-zq-secret.md), [it](<deep/Zq Plan.md>) and [it](deep/queue.md#summary)", None),
    ("See [it](https://status.example.org/p%6d/2026-zq-secret.html)", None),
    ("See [it](https://status.example.org/PM/2026-ZQ-SECRET.html)", None),
    ("See [it](https://status.example.org/x/../pm/Zq%20Plan.html)", None),
    ("See [it](https://status.example.org/pm/OLD/2Q.html)", None),
    ("The queue filled on 2026-04-21, in queue.py, in 2026-qz-secrets and told.md", None),
    ("See <https://status.example.org/pm/told.html>, <https://status.example.org/pm/tags/full.html>", None),
    ("See <https://git.example.org/queue/old/3q.html>", None),
    ("It filled as in PM-told and PM-07, after PM-12, and in rPM-0", None),
    ("障害は2026-qz-secretsとPM-toldと同じだった", None),
]
"""What a public document says, and what of it names an internal one."""


def test_all_that_names_internal_documents_is_told_in_one_go_with_its_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inside = "::: internal\nAs in 2026-zq-secret.\n:::"
    body = f"As in 2026-zq-secret and Zq Plan.md.\n\n{inside}\n\nSo in 2026-zq-secret, and 2026\\-zq-secret.\n"
    events = [
        {"at": "09:00", "kind": "started", "event": "As in queue.md"},
        {"at": "09:10", "internal": True, "event": "As in 2026-zq-secret"},
    ]
    with_an_internal_one(tmp_path, {"timeline": events, "summary": "As in queue.md."}, body)
    other = tmp_path / "postmortems/other.md"
    text = (tmp_path / "postmortems/told.md").read_text()
    other.write_text(text.replace("PM-told", "PM-other").replace("Told", "Other").partition("\n\n")[0] + "\n\nSo.\n")
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 1
    said = re.findall(r"^postmortems/(\w+\.md):(\d+):\d+: PM912 names `([^`]*)`", run.stdout, re.MULTILINE)
    lines = {name: (tmp_path / "postmortems" / name).read_text().split("\n") for name in ("told.md", "other.md")}
    assert [(name, word) for name, _, word in said] == [
        *[("other.md", "queue.md")] * 2,
        *[("told.md", "queue.md")] * 2,
        *[("told.md", word) for word in ("2026-zq-secret", "Zq Plan", "2026-zq-secret")],
    ]
    assert all(word in lines[name][int(line) - 1] for name, line, word in said)
    assert not any("internal" in lines[name][int(line) - 2] for name, line, _ in said)
    assert run.stdout.count("which no public edition has") == len(said)
    told = pmgen("check")
    assert told.exit_code == 0
    places = [f"{name}:{line}" for name, line, _ in said]
    assert re.findall(r"^postmortems/(\w+\.md:\d+):\d+: PM912 ", told.stdout, re.MULTILINE) == places, "and beforehand"


def test_of_very_many_places_forty_are_told_and_how_many_more_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for count, more in ((40, []), (45, ["5"])):
        with_an_internal_one(tmp_path, {}, "As in 2026-zq-secret.\n\n" * count)
        said = pmgen("build", "--audience", "public").stdout
        assert said.count("PM912 names `2026-zq-secret`, which no public edition has\n") == 40
        assert re.findall(r"PM912 names such ones in (\d+) more places from here on\n", said) == more


def test_no_place_is_told_that_nobody_outside_would_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    unread = {
        "related": [{"id": "PM-0", "as": "see-also"}],
        "timeline": [{"at": "09:00", "kind": "started", "event": "It filled", "source": "see PM-0"}],
        "lint": {"ignore": [{"rule": "PM910", "reason": "PM-0 is meant"}]},
        "x-note": "as PM-0",
    }
    with_an_internal_one(tmp_path, unread, "As in PM-0.")
    said = re.findall(r"^postmortems/told\.md:(\d+):(\d+): PM912 ", pmgen("check").stdout, re.MULTILINE)
    lines = (tmp_path / "postmortems/told.md").read_text().split("\n")
    assert [lines[int(line) - 1][int(column) - 7 :] for line, column in said] == ["As in PM-0."]


@pytest.mark.parametrize("status", ["draft", "review", "published", "withdrawn"])
def test_what_waits_to_be_published_is_told_which_of_its_words_will_not_pass(
    status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = "Named told.md, other.md and 2026-zq-secret."
    with_an_internal_one(tmp_path, {"status": status}, body)
    other = tmp_path / "postmortems/other.md"
    other.write_text((tmp_path / "postmortems/told.md").read_text().replace("PM-told", "PM-o").replace(body, "told.md"))
    said = [word for line in pmgen("check").stdout.split("\n") for word in re.findall(r"PM912 names `(.*?)`", line)]
    assert said == ([] if status == "withdrawn" else ["2026-zq-secret"]), "both will be there"


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_document_may_not_ask_for_what_its_words_name_and_is_believed_that_it_knows(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ignored = {"lint": {"ignore": [{"rule": "PM912", "reason": "everybody knows"}]}}
    with_an_internal_one(tmp_path, ignored, "As in 2026-zq-secret.")
    run = pmgen(command)
    assert (run.exit_code, "PM912" in run.stdout) == (0, False), run.output
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "PM912" in run.stdout) == (1, True), run.output


def test_a_document_by_itself_says_nothing_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with_an_internal_one(tmp_path, {}, "As in 2026-zq-secret.")
    assert "PM912" not in pmgen("check", "postmortems/told.md").stdout
    assert "PM912" in pmgen("check", "postmortems").stdout
    assert "PM912" not in pmgen("build").stdout, "this edition has them all"


@pytest.mark.parametrize("place", ["body", "event", "title"])
@pytest.mark.parametrize(("text", "named"), NAMING)
def test_what_names_an_internal_document_stops_a_public_edition(
    text: str, named: str | None, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told: dict[str, Any] = {"title": text} if place == "title" else {}
    if place == "event":
        told["timeline"] = [{"at": "09:00", "kind": "started", "event": text}]
    if place == "title" and "](" in text:
        return  # a title has no links
    with_an_internal_one(tmp_path, told, text if place == "body" else "So.")
    run = pmgen("build", "--audience", "public")
    beforehand = pmgen("check").stdout
    assert ("PM912" in beforehand) == (named is not None), beforehand
    if named is None:
        assert run.exit_code == 0, run.output
        assert re.findall(r"zq.?(?:secret|plan|vault)|old/2q", everything(tmp_path / "site")) == []
        return
    assert (run.exit_code, run.stdout.count("PM912")) == (1, 1), run.output
    told_of = re.search(
        r"^postmortems/told\.md:\d+:\d+: PM912 names `([^`]*)`, which no public", run.stdout, re.MULTILINE
    )
    assert told_of, run.stdout
    assert told_of[1].lower().replace("%6d", "m") == named.lower().replace("%6d", "m")
    assert not (tmp_path / "site").exists()
    preview = rebuilding.built(looking.first(locating.search(tmp_path)[0]), audience="public")
    assert (preview.content, "which no public edition has" in preview.notices[-1].message) == (None, True)
    with_an_internal_one(
        tmp_path, told, text if place == "body" else "So.", 'allowed_addresses = ["*zq*", "queue.*", "PM-?"]\n'
    )
    assert pmgen("build", "--audience", "public").exit_code == 0
    with_an_internal_one(tmp_path, told | {"visibility": "internal"}, text)
    assert pmgen("build").exit_code == 0


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("2026-zq-secret", True),
        ("see 2026-zq-secret.md", True),
        ("see 2026-zq-secret, at noon", True),
        ("QUEUE", True),
        ("Zq Plan", True),
        ("the log of Zq Plan.md", True),
        ("PM-3", True),
        ("see PM-0, at noon", True),
        ("the log of the queue, 2026-04-21", False),
        ("#queue, at noon", False),
        ("told", False),
        ("see told.md and 2026-told-secret", False),
    ],
)
def test_a_source_that_names_an_internal_document_is_left_out(
    source: str, left_out: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    event = {"at": "09:00", "kind": "started", "event": "It filled", "source": source}
    with_an_internal_one(tmp_path, {"timeline": [event]}, "So.")
    said = re.findall(r"PM910 (.*)", pmgen("check", "--select", "PM910").output)
    assert said == [f"`{source}` is internal; a public edition is without it"] * left_out
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    page = (tmp_path / "site/docs/post-mortems/told.html").read_text()
    assert (f"{source}<" in page) is not left_out
    assert re.findall(r"zq.?(?:secret|plan)", everything(tmp_path / "site")) == []
