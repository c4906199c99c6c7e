"""A public edition holds nothing internal, in any file, in any form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from tests.editions import PICTURE, Canaries, everything, planted, written
from tests.running import run as pmgen

__all__ = ["planted"]


def test_nothing_internal_is_in_a_public_edition(planted: Canaries, tmp_path: Path) -> None:
    run = pmgen("build", "--audience", "public", "--base-url", "https://example.org")
    assert run.exit_code == 0, run.output
    found = everything(tmp_path / "site")
    assert sorted(word for word in planted.secret if word in found) == []
    assert "pm-secret" not in found
    assert "pm-draft" not in found
    assert sorted(word for word in planted.public if word not in found) == []
    assert len(planted.secret) > 100
    assert len(planted.public) > 30


def test_of_what_is_internal_not_a_byte_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = []
    for inside in (True, False):
        source = tmp_path / str(inside) / "postmortems"
        source.mkdir(parents=True)
        written(source, inside=inside)
        monkeypatch.chdir(source.parent)
        run = pmgen("build", "--audience", "public", "--base-url", "https://example.org/pm")
        assert run.exit_code == 0, run.output
        site = source.parent / "site"
        sites.append({str(each.relative_to(site)): each.read_bytes() for each in site.rglob("*") if each.is_file()})
    assert sorted(sites[0]) == sorted(sites[1])
    assert [path for path in sites[0] if sites[0][path] != sites[1][path]] == []


def test_an_internal_edition_has_it_all_and_a_public_one_takes_its_place(planted: Canaries, tmp_path: Path) -> None:
    assert pmgen("build").exit_code == 0
    found = everything(tmp_path / "site")
    assert sorted(word for word in planted.public if word not in found) == []
    assert "pm-secret" in found
    assert pmgen("build", "--audience", "public").exit_code == 0
    found = everything(tmp_path / "site")
    assert sorted(word for word in planted.secret if word in found) == []


def test_what_may_be_of_those_inside_does_not_stay_beside_a_public_edition(planted: Canaries, tmp_path: Path) -> None:
    assert pmgen("build").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    (site / "manifest.json").write_text("<<<<<<< HEAD\n")
    before = everything(site)
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 2
    assert "`manifest.json` cannot be read: `" in run.output
    assert "may be of an edition for those inside; the site is as it was" in run.output
    assert everything(site) == before
    assert pmgen("build").exit_code == 0


def test_counts_are_those_of_the_public_documents(planted: Canaries, tmp_path: Path) -> None:
    assert pmgen("build", "--audience", "public").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    (only,) = json.loads((site / "postmortems.json").read_text())["postmortems"]
    assert only["id"] == "PM-shown"
    assert len(only["followups"]) == 1
    assert only["related"] == []
    assert (site / "shown/public.png").read_bytes() == b"".join(PICTURE)
    assert "1 incident" in (site / "index.html").read_text()


def test_people_are_named_where_the_config_says_so(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    path.write_text(re.sub(r"^services:\n(?:- .*\n)+", "services: [queue]\n", path.read_text(), flags=re.MULTILINE))
    config = 'public_people = {}\nservices = [{{name = "queue", owner = "the queue team"}}]\n'
    site = tmp_path / "site/docs/post-mortems"
    for named in (False, True):
        (tmp_path / "pmgen.toml").write_text(config.format(str(named).lower()))
        assert pmgen("build", "--audience", "public").exit_code == 0
        data = json.loads((site / "shown.json").read_text())
        assert bool(data.get("authors")) == named
        assert bool(data["followups"][0].get("owner")) == named
        assert ("the queue team" in (site / "services/queue.html").read_text()) == named


def test_where_nothing_is_public_nothing_is_written(planted: Canaries, tmp_path: Path) -> None:
    (tmp_path / "postmortems/shown.md").unlink()
    for path in (tmp_path / "postmortems").glob("*.md"):
        path.write_text(path.read_text().replace("[Back](shown.md)", "Back").replace("related:\n- id: PM-shown\n", ""))
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 2, run.output
    assert "no post-mortem is public" in run.output
    assert not (tmp_path / "site").exists()


def test_what_a_legacy_page_is_about_is_in_no_public_edition_either(planted: Canaries, tmp_path: Path) -> None:
    source = tmp_path / "postmortems"
    (source / "old.html").write_text("<!doctype html><title>Old</title>")
    about = "title: canary9zq\ndate: 2025-05-05\nseverity: SEV2\nstatus: published\nvisibility: public\nservices: [q]\n"
    (source / "old.yml").write_text(about)
    path = source / "shown.md"
    path.write_text(path.read_text() + "\nThe [facts](old.yml) of it.\n")
    assert pmgen("build").exit_code == 0
    assert "canary9zq" in everything(tmp_path / "site")
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "canary9zq" not in everything(tmp_path / "site")
    assert not (tmp_path / "site/docs/post-mortems/old.yml").exists()


def test_no_commit_and_no_issue_links_to_an_internal_host(planted: Canaries, tmp_path: Path) -> None:
    config = tmp_path / "pmgen.toml"
    links = 'commit_url = "https://{0}/c/{{sha}}"\nissue_url = "https://{0}/i/{{id}}"\n'
    config.write_text(links.format("git.example.org"))
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "https://git.example.org/i/canary" in everything(tmp_path / "site")
    config.write_text(links.format("git.canary9zq.corp.internal"))
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "canary9zq" not in everything(tmp_path / "site")
    assert "https://git" not in everything(tmp_path / "site")


def test_no_page_is_at_an_internal_address(planted: Canaries, tmp_path: Path) -> None:
    config = tmp_path / "pmgen.toml"
    config.write_text('base_url = "https://canary9zq.corp.internal/pm/"\n')
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "`base_url` names `canary9zq.corp.internal`" in run.stderr) == (2, True), run.output
    assert not (tmp_path / "site").exists()
    assert pmgen("build", "--audience", "public", "--base-url", "https://example.org/pm/").exit_code == 0
    assert "canary9zq" not in everything(tmp_path / "site")
    look = looking.first(locating.search(tmp_path)[0])
    everybody = rebuilding.built(look, audience="public").content
    assert everybody is not None
    assert b"canary9zq" not in (everybody("index.html") or b"") + (everybody("feed.xml") or b"canary9zq")
    config.write_text(config.read_text() + 'allowed_addresses = ["canary9zq.*"]\n')
    assert pmgen("build", "--audience", "public").exit_code == 0


@pytest.mark.parametrize(
    ("key", "config"),
    [
        ("title", 'title = "Post-mortems of vault.corp.internal"'),
        ("severities", '[[severities]]\nname = "SEV1"\nmeaning = "pages jane.roe@mail.test"'),
    ],
)
def test_no_page_is_headed_by_what_is_internal(key: str, config: str, planted: Canaries, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text(f"{config}\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, f"`{key}` names" in run.stderr) == (2, True), run.output
    assert not (tmp_path / "site").exists()
    preview = rebuilding.built(looking.first(locating.search(tmp_path)[0]), audience="public")
    assert (preview.content, f"`{key}` names" in preview.notices[-1].message) == (None, True)
    allowed = 'allowed_addresses = ["vault.*"]\nallowed_people = ["*@mail.test"]\n'
    (tmp_path / "pmgen.toml").write_text(f"{allowed}{config}\n")
    assert pmgen("build", "--audience", "public").exit_code == 0


def test_nobody_learns_in_which_folder_a_document_is(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    folder = path.parent / "canary9zq"
    folder.mkdir()
    followups = '\nfollowups: [{id: F1, action: Say it, status: wont-do, reason: "So it is"}]\n'
    moved = re.sub(r"\nfollowups:\n(?:[- ].*\n)*", followups, path.read_text())
    moved = moved.replace("PM-shown", "PM-moved").replace("old/shown", "old/moved")
    (folder / "moved.md").write_text(re.sub(r"(secret-canary\d+zq\.md|\w+\.png)", r"../\1", moved))
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    assert "<code>moved.md</code>" in (tmp_path / "site/docs/post-mortems/moved.html").read_text()
    assert "canary9zq" not in everything(tmp_path / "site")
