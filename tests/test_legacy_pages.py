"""Pages of HTML that stay as they stand: listed in their place, marked, and unable to do anything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen.legacy.formats import containment
from tests import running
from tests.test_legacy_shapes import imported

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAIN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The old queue</title><style>td { border: 1px solid }</style></head>
<body><h1>The old queue</h1><p>The zebra queue was full. <img src="queue.png" alt="its length"></p>
<p><a href="#why">Why</a>, <a href="2026-04-22-vault.html">later</a>, <a href="index.html">all</a>.</p>
<h2 id="why">Why</h2></body></html>
"""
BESIDE = """title: The old queue
date: 2025-05-05
severity: SEV2
status: published
services: [queue]
summary: The queue was full.
"""
SPEAKING = """<!doctype html><title>Post-Mortem: Lost leases</title><h1>Post-Mortem: Lost leases</h1>
<table><tr><th>Date</th><td>2025-06-07</td></tr><tr><th>Severity</th><td>SEV 3</td></tr></table>
"""
BUSY = """<!doctype html><html><head><title>Busy</title>
<link href="https://fonts.example.org/x.css" rel="stylesheet">
<script>document.title = "ran"</script></head>
<body onload="document.title = 'ran'"><p>Busy</p><img src="https://example.org/pixel.gif" alt="">
<a id="js" href="java&#115;cript:document.title='ran'">x</a></body></html>
"""
VAULT = "---\ntitle: Vault\ndate: 2026-04-22\nseverity: SEV1\nstatus: draft\n---\n\nAs [then](2025-05-05-queue.html).\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    source = tmp_path / "postmortems"
    source.mkdir()
    (source / "2025-05-05-queue.html").write_text(PLAIN)
    (source / "2025-05-05-queue.yml").write_text(BESIDE)
    (source / "2025-06-07-leases.html").write_text(SPEAKING)
    (source / "2026-04-22-vault.md").write_text(VAULT)
    (source / "queue.png").write_bytes(b"\x89PNG")
    return tmp_path


def pmgen(project: Path, *arguments: str, code: int = 0) -> str:
    run = running.pmgen(project, *arguments)
    assert run.returncode == code, run.stdout + run.stderr
    return run.stdout + run.stderr


def listed(project: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site(project) / "postmortems.json").read_text())["postmortems"]
    return found


def site(project: Path) -> Path:
    return project / "site/docs/post-mortems"


def test_it_is_listed_in_its_place_and_served_as_it_stands(project: Path) -> None:
    pmgen(project, "build", "--strict")
    shown = [(each["title"], each["severity"], each["url"], each["legacy"]) for each in listed(project)]
    assert shown == [
        ("Vault", "SEV1", "2026-04-22-vault.html", False),
        ("Lost leases", "SEV3", "2025-06-07-leases.html", True),
        ("The old queue", "SEV2", "2025-05-05-queue.html", True),
    ]
    assert (site(project) / "2025-05-05-queue.html").read_text() == PLAIN
    assert (site(project) / "2025-06-07-leases.html").read_text() == SPEAKING
    assert (site(project) / "queue.png").exists()
    index = (site(project) / "index.html").read_text()
    shown_at_first = re.sub(r"<template>.*?</template>", "", index, flags=re.DOTALL)
    assert shown_at_first.count('<span class="badge status-legacy">Legacy page</span>') == 2
    assert "Legacy page · SEV2 · The old queue" in (site(project) / "feed.xml").read_text()
    words = "".join(path.read_text() for path in (site(project) / "assets/search").glob("words-*.js"))
    assert "zebra" in words
    pmgen(project, "verify", "site/docs/post-mortems")
    pmgen(project, "build", "--check", "--no-cache", "--jobs", "1")


def test_the_top_is_in_every_page_and_the_data_of_the_site_beside_it(project: Path) -> None:
    page = project / "postmortems/2025-05-05-queue.html"
    links = '<p><a href="#top">Up</a>, <a href="feed.xml">feed</a>, <a href="followups.ics">days</a></p>'
    page.write_text(PLAIN.replace("</body>", f"{links}</body>"))
    pmgen(project, "build", "--strict")
    pmgen(project, "verify", "site")


def test_a_change_beside_it_is_seen_by_the_next_build(project: Path) -> None:
    pmgen(project, "build")
    (project / "postmortems/2025-05-05-queue.yml").write_text(BESIDE.replace("The old queue", "Another title"))
    pmgen(project, "build")
    assert listed(project)[2]["title"] == "Another title"
    (project / "postmortems/2025-05-05-queue.html").write_text(PLAIN.replace("zebra", "okapi"))
    pmgen(project, "build")
    assert "okapi" in (site(project) / "2025-05-05-queue.html").read_text()
    (project / "postmortems/2025-05-05-queue.yml").unlink()
    said = pmgen(project, "build")
    assert [each["title"] for each in listed(project)] == ["Vault", "Lost leases"]
    assert "2025-05-05-queue.html:1:1: PM512 the page does not say its severity" in said
    assert "`pmgen import postmortems/2025-05-05-queue.html` makes a document of it" in " ".join(said.split())
    assert not (site(project) / "2025-05-05-queue.html").exists()


def test_a_page_alone_is_no_post_mortem(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/report.html").write_text("<p>x</p>")
    said = pmgen(tmp_path, "build", code=2)
    assert "PM512" in said
    assert "no post-mortem in `postmortems`" in said


@pytest.mark.parametrize("written", ["**SEV1** Critical", "SEV1\nvisibility: public", "SEV1: # all", "{", "&a SEV1"])
def test_what_a_page_says_of_its_severity_is_a_word_and_nothing_else(project: Path, written: str) -> None:
    page = project / "postmortems/2025-06-07-leases.html"
    page.write_text(f'<meta name="date" content="2025-06-07"><meta name="severity" content="{written}"><h1>Leases</h1>')
    said = pmgen(project, "check")
    assert "leases.html:1:1: PM512 the page does not say its day and its severity in words that are known" in said
    pmgen(project, "build")
    assert "2025-06-07-leases.html" not in [each["url"] for each in listed(project)]


def test_a_page_in_a_folder_stays_there(project: Path) -> None:
    folder = project / "postmortems/2024"
    folder.mkdir()
    (folder / "2024-01-02-old.html").write_text(
        '<h1>Old</h1><p>See <a href="../2026-04-22-vault.html">later</a>.</p>\n'
    )
    (folder / "2024-01-02-old.yml").write_text("title: Old\ndate: 2024-01-02\nseverity: SEV3\nstatus: published\n")
    pmgen(project, "build", "--strict")
    assert listed(project)[-1]["url"] == "2024/2024-01-02-old.html"
    assert (site(project) / "2024/2024-01-02-old.html").exists()
    pmgen(project, "verify", "site/docs/post-mortems")
    (folder / "2024-01-02-old.yml").rename(project / "postmortems/2024-01-02-old.yml")
    (folder / "2024-01-02-old.html").rename(project / "postmortems/2024-01-02-old.html")
    (project / "postmortems/2024-01-02-old.md").write_text(VAULT)
    assert "PM903 `2024-01-02-old.html` would have the same page" in pmgen(project, "build", code=1)


def test_a_mistake_beside_it_has_its_place(project: Path) -> None:
    (project / "postmortems/2025-05-05-queue.yml").write_text(BESIDE.replace("SEV2", "SEV9"))
    for name in ("2025-05-05-queue.yml", "2025-05-05-queue.html"):
        said = pmgen(project, "check", f"postmortems/{name}", code=1)
        assert said.startswith("postmortems/2025-05-05-queue.yml:3:11: PM103 ")
    assert "nothing was written" in pmgen(project, "build", code=1)


def test_no_public_edition_has_it(project: Path) -> None:
    (project / "postmortems/2025-05-05-queue.yml").write_text(BESIDE + "visibility: public\n")
    public = "---\ntitle: Vault\ndate: 2026-04-22\nseverity: SEV1\nstatus: published\nvisibility: public\n"
    rest = "services: [vault]\nsummary: It hung.\nimpact: {description: Logins failed., data_loss: none}\n"
    last = "detection: {by: alert}\ntimezone: UTC\ntimeline: [{at: '09:00', kind: started, event: It hung}]\n"
    done = "root_cause: {description: A bug.}\nfollowups: []\n---\n"
    (project / "postmortems/2026-04-22-vault.md").write_text(public + rest + last + done)
    said = pmgen(project, "build", "--audience", "public")
    assert "PM516 a legacy page is in no public edition" in said
    files = [path for path in site(project).rglob("*") if path.is_file()]
    assert not [path for path in files if "queue" in path.name or "zebra" in path.read_text(errors="replace")]


def test_a_follow_up_beside_it_can_be_done(project: Path) -> None:
    beside = project / "postmortems/2025-05-05-queue.yml"
    beside.write_text(
        BESIDE + "followups:  # what is left\n  - {id: F1, action: Alert on its length, owner: platform}\n"
    )
    pmgen(project, "followups", "done", "PM-2025-05-05#F1", "--note", "in the dashboard", "--on", "2026-01-02")
    assert "followups:  # what is left\n" in beside.read_text()
    assert "done:" in beside.read_text()
    pmgen(project, "build")
    assert '"url": "2025-05-05-queue.html"' in (site(project) / "followups.json").read_text()


def test_what_would_run_or_load_does_not(project: Path, browser: Browser) -> None:
    (project / "postmortems/2025-05-05-queue.html").write_text(BUSY)
    said = pmgen(project, "build")
    assert "queue.html:2:1: PM513 the page runs or loads something: `<link`, `<script`, `onload=`, `src=`" in said
    built = (project / "site/docs/post-mortems/2025-05-05-queue.html").read_text()
    policy = built[len("<!doctype html>") : -len(BUSY) + len("<!doctype html>")]
    assert built == BUSY.replace("<html>", policy + "<html>")
    assert containment.POLICY in policy
    asked: list[str] = []
    refused: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: refused.append(request.url) if request.failure == "csp" else None)
    page.goto((project / "site/docs/post-mortems/2025-05-05-queue.html").as_uri())
    page.click("#js")
    assert page.title() == "Busy"
    assert sorted(each for each in asked if not each.startswith("file:")) == sorted(refused)


@pytest.mark.parametrize(
    "html",
    [
        "<SCRIPT>x</SCRIPT>", "<img src=x onerror=alert(1)>", "<img src=x\nonerror\n=alert(1)>", "<svg/onload=x>",
        "<a href='jav&#x09;ascript:x'>", "<a href=' java\nscript:x'>", "<iframe srcdoc=x>", "<base href=//e>",
        "<img src=//e/x>", "<img src='https://e/x'>", "<img srcset=x>", "<style>@import 'x'</style>",
        "<p style='background:url(x)'>", "<p style='background:u\\72l(x)'>", "<form action=x>", "<video src=x>",
        "<a ping=x>", "<input formaction=x>", "<math href=x>", "<object data=x>", "<link rel=prefetch href=x>",
        "<body background=x>", "<!--><script>x</script>-->", "<img src=&#47;&#47;e>", "<img src=\\\\e\\x>",
    ],
)  # fmt: skip
def test_anything_active_brings_the_policy(html: str) -> None:
    page = f"<!DOCTYPE html><p>{html}"
    assert containment.contained(page) == f"<!DOCTYPE html>{policy()}<p>{html}"


def policy() -> str:
    return containment.contained("<script>")[: -len("<script>")]


@pytest.mark.parametrize(
    "html",
    [PLAIN, SPEAKING, '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>On call: 1</p>',
     '<a href="https://example.org/?a=1&amp;b=2">x</a><img src="a/b-1.png" alt="">'],
)  # fmt: skip
def test_what_can_do_nothing_stays_byte_by_byte(html: str) -> None:
    assert containment.contained(html) == html


@pytest.mark.parametrize("name", ["refresh", "Refresh", "&#114;efresh", "set-cookie", '"re\nfresh"', ""])
def test_a_page_that_leads_away_is_refused(name: str) -> None:
    assert containment.leaves(f"<meta http-equiv={name} content='0;url=//e'>")


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_policy_stands_before_everything(before: str, behind: str) -> None:
    page = f"{before}<script>{behind}"
    contained = containment.contained(page)
    start = contained.index(policy())
    assert contained.replace(policy(), "", 1) == page
    assert contained[:start].lstrip("\ufeff").strip() == "" or contained[:start].lower().lstrip().startswith(
        ("<!doctype", "\ufeff")
    )


@pytest.mark.parametrize(
    "control",
    [
        "<button>🌙 Toggle dark mode</button>",
        "<button onclick='print()'>Print / Save as PDF</button>",
        "<a href='javascript:print()'>Save as PDF</a>",
        "<span role=button>Expand all</span>",
    ],
)
def test_what_does_something_to_a_page_is_no_word_of_its_document(control: str) -> None:
    found = imported(f"<!DOCTYPE html><h1>Mail is down</h1>{control}<p>It is full.</p>", "mail.html")
    assert found.text.endswith("---\n\nIt is full.\n")


@pytest.mark.parametrize(
    "heading", ["<button>Print queue is full</button>", "<h2><button>Root causes</button></h2>", "<button>🌙</button>"]
)
def test_a_button_may_be_a_heading(heading: str) -> None:
    found = imported(f"<!DOCTYPE html><h1>Mail is down</h1>{heading}<p>It is full.</p>", "mail.html")
    assert re.sub(r"<[^<>]+>", "", heading) in found.text
