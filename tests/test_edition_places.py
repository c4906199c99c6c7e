"""In a public edition nobody learns in which folders documents and the files beside them lie."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from pmgen.edition.side_by_side import places
from tests.editions import everything
from tests.running import run as pmgen

SITE = Path("site/docs/post-mortems")


LINKING = """\
---
title: {title}
date: 2026-0{number}-01
severity: SEV2
status: published
visibility: public
timezone: UTC
services: [queue]
summary: "It stopped, as in [the other][1].\\n\\n[1]: {to}"
impact: {{users: everybody, data_loss: none, description: "As [here]({to})."}}
detection: {{by: alert}}
timeline:
  - {{at: "09:00", kind: started, event: It began, source: "{to}"}}
  - {{at: "10:00", kind: resolved, event: "It ended, see [it]({to})"}}
root_cause: {{description: "As [it](<{to}#timeline>).", trigger: A release}}
references: [{{title: The other, url: "{to}"}}]
followups:
  - {{id: F1, action: "As [there]({to})", priority: P1, type: Config, status: done, owner: x,
      done: {{on: 2026-04-01, links: ["{to}"]}}}}
---

See [the other]({to}#F1).
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pmgen.toml").write_text("")


def test_no_link_between_documents_says_in_which_folders_they_are(tmp_path: Path) -> None:
    for number, (folder, other) in enumerate((("canary8zq", "canary9zq"), ("canary9zq", "canary8zq")), 1):
        (tmp_path / "postmortems" / folder).mkdir(parents=True)
        text = LINKING.format(title=f"Queue {number}", number=number, to=f"../{other}/queue-{3 - number}.md")
        (tmp_path / f"postmortems/{folder}/queue-{number}.md").write_text(text)
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    assert re.findall(r"canary\dzq", everything(tmp_path / "site")) == []
    page = (tmp_path / "site/docs/post-mortems/queue-1.html").read_text()
    assert page.count('href="queue-2.html') == 9
    told = json.loads((tmp_path / "site/docs/post-mortems/queue-1.json").read_text())
    assert told["references"] == [{"title": "The other", "url": "queue-2.md"}]
    # Where the address of a link stands by itself, its words alone are left.
    assert told["summary"]["text"] == "It stopped, as in the other."
    assert told["root_cause"]["description"] == "As [it](<queue-2.md#timeline>)."
    preview = rebuilding.built(looking.first(locating.search(tmp_path)[0]), audience="public")
    assert preview.content is not None
    assert b'href="queue-2.html#timeline"' in (preview.content("queue-1.html") or b"")


def test_no_way_round_says_in_which_folder_there_is_another(tmp_path: Path) -> None:
    (tmp_path / "postmortems/canary1zq").mkdir(parents=True)
    put("queue.md", "[It](canary1zq/../queue.md).", to="canary1zq/../queue.md")
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "canary1zq" not in everything(tmp_path / "site")


def put(path: str, body: str, to: str = "https://example.org/") -> None:
    """Write a public document."""
    where = Path("postmortems") / path
    where.parent.mkdir(parents=True, exist_ok=True)
    front = LINKING.format(title=f"Queue\nid: PM-{where.stem}", number=1, to=to).rpartition("---\n")[0]
    where.write_text(f"{front}---\n\n{body}\n")


def files() -> dict[str, str]:
    """What lies beside the pages, and what is in it."""
    found = (each for each in SITE.rglob("*.txt"))
    return {each.relative_to(SITE).as_posix(): each.read_text() for each in found}


def test_what_a_document_shows_or_links_to_is_in_a_folder_of_its_name(tmp_path: Path) -> None:
    for name in ("canary1zq/x.txt", "canary2zq/x.txt", "y.txt", "canary3zq/inside.txt", "canary1zq/nobody.txt"):
        (tmp_path / "postmortems" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "postmortems" / name).write_text(name.replace("canary", ""))
    inside = "::: internal\n[It](../canary3zq/inside.txt), [so](../canary3zq/../y.txt).\n:::\n\n"
    body = "[One](x.txt#top), [two](../canary2zq/x.txt), [html](../y.txt).\n\n" + inside
    put("canary1zq/queue.md", body, to="x.txt")
    run = pmgen("build", "--audience", "public", "--base-url", "https://example.org/pm")
    assert run.exit_code == 0, run.output
    assert files() == {"queue/x.txt": "1zq/x.txt", "queue/x-2.txt": "2zq/x.txt", "queue/y.txt": "y.txt"}
    assert re.findall(r"canary\dzq", everything(tmp_path / "site")) == []
    page = (SITE / "queue.html").read_text()
    for address in ("queue/x.txt#top", "queue/x-2.txt", "queue/y.txt"):
        assert f'href="{address}"' in page
    assert "https://example.org/pm/queue/x.txt" in (SITE / "feed.xml").read_text()
    assert pmgen("verify", "site").exit_code == 0
    assert pmgen("build", "--audience", "public", "--base-url", "https://example.org/pm", "--check").exit_code == 0
    preview = rebuilding.built(looking.first(locating.search(tmp_path)[0]), audience="public")
    assert preview.content is not None
    assert (preview.content("queue/x-2.txt"), preview.content("canary2zq/x.txt")) == (b"2zq/x.txt", None)
    assert pmgen("build").exit_code == 0
    assert "canary2zq/x.txt" in files(), "for those inside all is where it was"


def test_a_file_that_two_documents_show_is_beside_each(tmp_path: Path) -> None:
    put("a/one.md", "[It](../img/x.txt).")
    put("b/two.md", "[It](../img/x.txt).")
    (tmp_path / "postmortems/img").mkdir()
    (tmp_path / "postmortems/img/x.txt").write_text("So.")
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    assert files() == {"one/x.txt": "So.", "two/x.txt": "So."}


def test_an_address_of_the_site_for_those_inside_is_the_words_alone(tmp_path: Path) -> None:
    put("queue.md", "[It](https://example.org/pm/canary1zq/x.txt), and [it](canary1zq/x.txt).")
    (tmp_path / "postmortems/canary1zq").mkdir()
    (tmp_path / "postmortems/canary1zq/x.txt").write_text("So.")
    run = pmgen("build", "--audience", "public", "--base-url", "https://example.org/pm")
    assert run.exit_code == 0, run.output
    assert "canary1zq" not in everything(tmp_path / "site")
    assert "<p>It, and <a" in (SITE / "queue.html").read_text()


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        ("a/q.md", ["a/x.png"], ["q/x.png"]),
        ("q.md", ["x.png", "X.png", "x-2.png", "b/x.png"], ["q/x.png", "q/X-2.png", "q/x-2-2.png", "q/x-3.png"]),
        ("q.md", ["a/x.png", "a/x.png", "b/tar"], ["q/x.png", "q/tar"]),
        # One name on a file system that ignores case and the form of accents.
        ("q.md", ["a/caf\u00e9", "b/cafe\u0301"], ["q/caf\u00e9", "q/cafe\u0301-2"]),
        ("q.md", ["straße", "STRASSE"], ["q/straße", "q/STRASSE-2"]),
        # What a site has of its own is in these.
        ("services.md", ["auth.json"], ["files/services/auth.json"]),
        ("Services.md", ["auth.json"], ["files/Services/auth.json"]),
    ],
)
def test_places(path: str, given: list[str], expected: list[str]) -> None:
    assert list(places(path, given).values()) == expected
