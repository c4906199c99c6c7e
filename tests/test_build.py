"""`pmgen build`, from the outside: what a person types, and what is on the disk afterwards."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pmgen.rules.taken import OWN_PAGES
from tests.running import pmgen, started

ZONES = ["UTC", "Europe/Sofia", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe"]


def written(folder: Path) -> dict[str, bytes]:
    root = folder / "site"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def pages(folder: Path) -> dict[str, bytes]:
    return {path.removeprefix("docs/post-mortems/"): data for path, data in written(folder).items()}


def document(title: str, date: str, *more: str, body: str = "") -> str:
    lines = [f"title: {title}", f"date: {date}", "severity: SEV2", "status: draft", *more]
    return "---\n" + "\n".join(lines) + f"\n---\n{body}"


def put(folder: Path, **documents: str) -> None:
    source = folder / "postmortems"
    source.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text('title = "Post-mortems of a small house"\n')
    put(
        tmp_path,
        **{
            "2026-04-14-nfs": document(
                "NFS gone", "2026-04-14", body="\n## Why\n\nSee [Vault](2026-04-22-vault.md).\n"
            ),
            "2026-04-22-vault": document("Vault down", "2026-04-22"),
        },
    )
    return tmp_path


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_sums_up_comes_behind_what_it_sums_up(project: Path, unbuffered: str) -> None:
    put(project, vault=document("Vault again", "2026-04-22", "timeline: [{at: 9 or so, event: It hung}]"))
    told = project / "told"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with told.open("wb") as file:  # as a terminal or the log of a pipeline, which has both streams in one place
        subprocess.run(
            [sys.executable, "-m", "pmgen", "build"],
            cwd=project,
            env=environment,
            stdout=file,
            stderr=file,
            check=False,
        )
    lines = told.read_text().splitlines()
    assert lines[0].startswith("postmortems/vault.md:")
    assert lines[-1] == "nothing was written; the site is as it was"


def test_a_build_counts_what_weighs_little_in_the_words_of_a_check(project: Path) -> None:
    followup = "followups: [{id: F1, action: Do it, priority: P0, type: Config, owner: platform}]"
    put(project, late=document("Late", "2024-01-01", followup))
    assert pmgen(project, "check").stderr == "1 info in 1 of 3 files\n"
    assert " · 1 info (`pmgen check` shows it) · " in pmgen(project, "build").stderr


def test_index_and_json_are_newest_first_by_instant(tmp_path: Path) -> None:
    shuffled = random.Random(7)
    moments = []
    names = [f"{number:03}" for number in range(60)]
    shuffled.shuffle(names)
    for number, name in enumerate(names):
        day = dt.date(2026, 3, 1) + dt.timedelta(days=number // 3)
        zone = ZONES[number % len(ZONES)]
        at = f"{shuffled.randrange(24):02}:{shuffled.randrange(60):02}"
        event = f"timeline: [{{at: '{at}', kind: started, event: It hung}}]"
        put(
            tmp_path, **{name: document(f"Incident {number}", str(day), f"id: PM-{number}", f"timezone: {zone}", event)}
        )
        moments.append(number)
    run = pmgen(tmp_path, "build")
    assert run.returncode == 0, run.stderr
    data = json.loads(written(tmp_path)["docs/post-mortems/postmortems.json"])["postmortems"]
    instants = [(each["started_at"], each["id"]) for each in data]
    assert len(data) == 60
    assert [instant for instant, _ in instants] == sorted((instant for instant, _ in instants), reverse=True)
    page = written(tmp_path)["docs/post-mortems/index.html"].decode()
    shown = re.findall(r'href="(\d{3}\.html)"', page)
    assert list(dict.fromkeys(shown)) == [each["url"] for each in data]


def test_the_same_source_gives_the_same_bytes_anywhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert started(project, "build", "--jobs", "1").returncode == 0
    expected = written(project)
    settings = (
        {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/New_York", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
    )
    for jobs, environment in enumerate(settings, start=2):
        other = tmp_path_factory.mktemp("elsewhere") / "a folder with blanks"
        other.mkdir()
        (other / "pmgen.toml").write_bytes((project / "pmgen.toml").read_bytes())
        source = other / "postmortems"
        source.mkdir()
        for path in sorted((project / "postmortems").iterdir(), reverse=True):
            copy = source / path.name
            copy.write_bytes(path.read_bytes())
            os.utime(copy, (jobs, jobs))
        before = os.umask(0o077 if jobs == 2 else 0o002)
        try:
            run = started(other, "build", "--jobs", str(jobs), **environment)
        finally:
            os.umask(before)
        assert run.returncode == 0, run.stderr
        assert written(other) == expected


def test_errors_leave_the_good_site_as_it_was(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    good = written(project)
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", "sevrity: SEV1", "owner: [a, b]")})
    run = pmgen(project, "build")
    assert run.returncode == 1
    assert "postmortems/2026-05-01-new.md:6:1: PM101 unknown key `sevrity`" in run.stdout
    assert "postmortems/2026-05-01-new.md:7:8: PM102 `owner` is a list, not a text" in run.stdout
    assert "nothing was written" in run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert written(project) == good


def test_check_option_tells_a_current_site_from_another(project: Path) -> None:
    first = pmgen(project, "build", "--check")
    assert (first.returncode, "missing: index.html" in first.stdout) == (1, True)
    assert not (project / "site").exists()
    assert pmgen(project, "build").returncode == 0
    assert pmgen(project, "build", "--check").returncode == 0
    put(project, **{"2026-04-22-vault": document("Vault was down", "2026-04-22")})
    before = written(project)
    changed = pmgen(project, "build", "--check")
    assert changed.returncode == 1
    assert "different: 2026-04-22-vault.html" in changed.stdout.splitlines()
    assert written(project) == before


def test_what_is_gone_from_the_source_goes_from_the_site_and_what_is_foreign_stays(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    folder = project / "site/docs/post-mortems"
    (folder / "CNAME").write_text("status.example.org\n")
    (project / "postmortems/2026-04-14-nfs.md").unlink()
    run = pmgen(project, "build", "--verbose")
    assert run.returncode == 0
    assert not (folder / "2026-04-14-nfs.html").exists()
    assert (folder / "CNAME").read_text() == "status.example.org\n"
    assert "removed site/docs/post-mortems/2026-04-14-nfs.html" in run.stdout
    assert "left alone: site/docs/post-mortems/CNAME, which is no part of the site" in run.stderr


def test_front_matter_in_a_subfolder_leads_where_its_body_does(project: Path) -> None:
    (project / "postmortems/2026/more").mkdir(parents=True)
    for path in ("all.png", "2026/beside.png", "2026/more/below.png", "2026/notes.txt"):
        (project / "postmortems" / path).write_bytes(b"x")
    shown = "![a](../all.png) ![b](beside.png) ![c](more/below.png) [d](notes.txt) [e](../2026-04-14-nfs.md) [f](#top)"
    more = [
        f'summary: "{shown}"',
        f'severity_reason: "{shown}"',
        f'impact: {{description: "{shown}"}}',
        f'root_cause: {{trigger: "{shown}", chain: ["{shown}"]}}',
        f'followups: [{{id: F1, action: "{shown}"}}]',
    ]
    put(project, **{"2026/2026-05-01-new": document("New", "2026-05-01", *more, body=f"\n{shown}\n")})
    assert pmgen(project, "build").returncode == 0
    verified = pmgen(project, "verify", "site")
    assert verified.returncode == 0, verified.stdout
    page = pages(project)["2026-05-01-new.html"].decode()
    for target in ("all.png", "2026/beside.png", "2026/more/below.png", "2026/notes.txt", "2026-04-14-nfs.html"):
        assert len(re.findall(f'(?:src|href)="{target}"', page)) >= 1 + len(more), target


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://Bücher.example:8443/über%20uns", "https://xn--bcher-kva.example:8443/%C3%BCber%20uns"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://Example.ORG/a/~b", "https://Example.ORG/a/~b"),
    ],
)
def test_the_address_of_the_site_is_the_same_on_pages_and_in_feeds(project: Path, address: str, known: str) -> None:
    assert pmgen(project, "build", "--base-url", address).returncode == 0
    found = {path: data.decode() for path, data in pages(project).items() if path.endswith((".html", ".xml", ".ics"))}
    for path in ("index.html", "404.html", "feed.xml", "sitemap.xml"):
        assert f"{known}/" in found[path], path
    assert {path for path, text in found.items() if "ücher" in text or "C3%BCcher" in text} == set()
    assert pmgen(project, "verify", "site").returncode == 0


def test_no_old_part_of_the_search_stays_when_the_manifest_is_damaged(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    (project / "site/docs/post-mortems/manifest.json").write_text("{")
    put(project, **{"2026-04-22-vault": document("Vault was down", "2026-04-22", body="\nquorum\n")})
    run = pmgen(project, "build")
    assert (run.returncode, "left alone" in run.stderr) == (0, False), run.stderr
    assert pmgen(project, "verify", "site").returncode == 0


def test_the_list_of_changes_holds_each_file_that_a_mirror_must_get_or_lose(project: Path) -> None:
    folder, mirror, changes = project / "site/docs/post-mortems", project / "mirror", project / "changes.txt"

    def sync() -> list[str]:
        run = pmgen(project, "build", "--changed-list", "changes.txt")
        assert run.returncode == 0, run.stderr
        lines = changes.read_text().splitlines()
        for status, path in (line.split(" ", 1) for line in lines):
            assert (mirror / path).exists() == (status != "A")
            if status == "D":
                (mirror / path).unlink()
            else:
                (mirror / path).parent.mkdir(parents=True, exist_ok=True)
                (mirror / path).write_bytes((folder / path).read_bytes())
        there = {path.relative_to(mirror): path.read_bytes() for path in mirror.rglob("*") if path.is_file()}
        assert there == {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        return lines

    first = sync()
    assert {line[:2] for line in first} == {"A "}
    assert first[-1] == "A manifest.json"
    assert all("assets/" in line for line in first[: sum("assets/" in line for line in first)])
    assert sync() == []
    put(project, **{"2026-04-22-vault": document("Vault was down", "2026-04-22")})
    (project / "postmortems/2026-04-14-nfs.md").unlink()
    later = sync()
    assert "M 2026-04-22-vault.html" in later
    assert later.index("M manifest.json") < later.index("D 2026-04-14-nfs.html")


def test_the_list_of_changes_holds_what_a_killed_build_had_put_in_place(project: Path) -> None:
    folder = project / "site/docs/post-mortems"
    assert pmgen(project, "build").returncode == 0
    published = pages(project)
    put(project, **{"2026-04-22-vault": document("Vault was down", "2026-04-22")})
    (project / "postmortems/2026-04-14-nfs.md").unlink()
    assert pmgen(project, "build").returncode == 0
    # As if it had been killed at its end: its files are there, and what is stale is gone.
    (folder / ".pmgen-staging").mkdir()
    (folder / ".pmgen-staging/journal.json").write_text(json.dumps({"schema": 1, "paths": [*published]}))
    run = pmgen(project, "build", "--changed-list", "changes.txt")
    assert run.returncode == 0, run.stderr
    lines = (project / "changes.txt").read_text().splitlines()
    assert len(set(lines)) == len(lines)
    now = pages(project)
    changed = {f"M {path}" for path in published.keys() & now.keys() if published[path] != now[path]}
    assert changed | {f"D {path}" for path in published.keys() - now.keys()} <= set(lines)
    assert lines.index("M index.html") < lines.index("M manifest.json") < lines.index("D 2026-04-14-nfs.html")


def test_the_list_of_changes_stands_alone_on_standard_output(project: Path) -> None:
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", body="\n## Why\n")})
    run = started(project, "build", "--verbose", "--changed-list", "-", "--null")
    assert run.returncode == 0
    lines = run.stdout.removesuffix("\0").split("\0")
    assert "A 2026-05-01-new.html" in lines
    assert all(re.fullmatch(r"A [^\s\0]+", line) for line in lines)
    assert "postmortems/2026-05-01-new.md:" in run.stderr
    assert "wrote site/docs/post-mortems/2026-05-01-new.html" in run.stderr


def test_a_build_that_fails_leaves_no_list_to_publish(project: Path) -> None:
    (project / "changes.txt").write_text("A index.html\n")
    put(project, **{"2026-05-01-new": "---\ntitle: New\n---\n"})
    assert pmgen(project, "build", "--changed-list", "changes.txt").returncode == 1
    assert (project / "changes.txt").read_bytes() == b""
    for words in (["--changed-list", "gone/changes.txt"], ["--null"], ["--check", "--changed-list", "-"]):
        assert pmgen(project, "build", *words).returncode == 2
    assert not (project / "site").exists()


def test_the_list_of_changes_is_no_part_of_the_site(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    before = written(project)
    for name in ("docs/post-mortems/changes.txt", "docs/post-mortems/index.html", "changes.txt", "docs/changes.txt"):
        run = pmgen(project, "build", "--changed-list", f"site/{name}")
        assert (run.returncode, "is inside the site" in run.stderr) == (2, True), run.stderr
    assert written(project) == before
    assert sorted(each.name for each in (project / "site").iterdir()) == ["docs"]
    # Nobody publishes the folder of the project.
    assert pmgen(project, "build", "--site", ".", "--changed-list", "changes.txt").returncode == 0


def test_a_folder_that_holds_something_else_is_refused(project: Path) -> None:
    folder = project / "site/docs/post-mortems"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Our hand-made page</h1>")
    run = pmgen(project, "build")
    assert run.returncode == 2
    assert run.stderr.startswith("error: `site/docs/post-mortems` holds something else: it has `index.html`, ")
    told = pmgen(project / "postmortems", "build", "--check").stderr
    assert "cannot be built there: `../site/docs/post-mortems` holds something else" in told
    assert written(project) == {"docs/post-mortems/index.html": b"<h1>Our hand-made page</h1>"}


def test_every_file_of_the_source_is_named_with_its_fate(project: Path) -> None:
    source = project / "postmortems"
    put(project, **{"2026-05-01-queue": document("Queue", "2026-05-01", body="\n![The queue](queue.png)\n")})
    (source / "queue.png").write_bytes(b"\x89PNG\r\n")
    (source / "other.png").write_bytes(b"\x89PNG\r\n")
    (source / "README.md").write_text("How we write these\n")
    (source / ".DS_Store").write_bytes(b"")
    run = pmgen(project, "build", "--verbose")
    assert run.returncode == 0, run.stdout
    lines = run.stdout.splitlines()
    assert "copied postmortems/queue.png" in lines
    assert "skipped postmortems/other.png: no document shows it or links to it" in lines
    assert "skipped postmortems/README.md: a README is for the repository" in lines
    assert "skipped postmortems/.DS_Store: its name begins with `.` or `_`" in lines
    assert "skipped (" not in run.stderr
    assert (project / "site/docs/post-mortems/queue.png").read_bytes() == b"\x89PNG\r\n"


def test_what_no_page_has_is_counted_where_it_is_not_named(project: Path) -> None:
    source = project / "postmortems"
    (source / "README.md").write_text("How we write these\n")
    (source / ".DS_Store").write_bytes(b"")
    assert "skipped" not in pmgen(project, "build").stderr
    (source / "other.png").write_bytes(b"\x89PNG\r\n")
    for _ in range(2):  # also where nothing is left to be done
        assert "· 1 file skipped (`--verbose` says why) ·" in pmgen(project, "build").stderr


def test_warnings_fail_only_a_strict_build(project: Path) -> None:
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", body="\n## Why\n")})
    assert pmgen(project, "build", "--strict").returncode == 1
    assert not (project / "site").exists()
    run = pmgen(project, "build")
    assert run.returncode == 0
    assert "1 warning" in run.stderr


def test_a_folder_without_post_mortems_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    for words in (["build"], ["check"], ["check", "postmortems"]):
        run = pmgen(tmp_path, *words)
        assert run.returncode == 2
        assert "no post-mortem in `postmortems`" in run.stderr
    missing = pmgen(tmp_path, "check", "nowhere.md")
    assert (missing.returncode, "no file or folder `nowhere.md`" in missing.stderr) == (2, True)


def test_links_between_documents_lead_to_pages(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    page = (project / "site/docs/post-mortems/2026-04-14-nfs.html").read_text()
    assert 'href="2026-04-22-vault.html"' in page


def test_a_mistake_in_the_config_has_a_place(project: Path) -> None:
    (project / "pmgen.toml").write_text('titel = "Post-mortems"\ntimezone = "Europe/Sofa"\n')
    run = pmgen(project, "build")
    assert run.returncode == 1
    assert "pmgen.toml:1:1: PM021" in run.stdout
    assert "pmgen.toml:2:12: PM022" in run.stdout
    assert run.stderr == "2 errors in 1 file\n"


def test_a_broken_template_of_the_project_is_named(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    good = written(project)
    (project / "templates").mkdir()
    broken = project / "templates/index.html"
    for text in (b"<title>{{ page.nothing }}</title>", b"{% if %}", b"\xff"):
        broken.write_bytes(text)
        for words in (["build"], ["build", "--check"]):
            run = pmgen(project, *words)
            assert run.returncode == 2
            assert run.stderr.startswith("error: templates/index.html")
            assert written(project) == good


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("incidents.html", "did you mean `incident.html`?"),
        ("tokens.css", "did you mean `style/tokens.css`?"),
        ("styles/tokens.css", "did you mean `style/tokens.css`?"),
        ("incident.html.j2", "did you mean `incident.html`?"),
        ("brand.html", "a template is used if it has the name of a bundled one"),
    ],
)
def test_a_template_that_replaces_nothing_is_named(project: Path, name: str, advice: str) -> None:
    own = project / "theme" / name
    own.parent.mkdir(parents=True)
    own.write_text("<p>\n")
    (project / "pmgen.toml").write_text('templates = "theme"\n')
    said = f"theme/{name}:1:1: PM025 `{name}` replaces no template, and none that is used names it\n"
    built, again, strict = pmgen(project, "build"), pmgen(project, "build"), pmgen(project, "build", "--strict")
    assert [run.returncode for run in (built, again, strict)] == [0, 0, 1]
    for run in (built, again, strict, pmgen(project, "check")):
        assert said in run.stdout
        assert f"= help: {advice}\n" in run.stdout
    assert "PM025" not in pmgen(project, "check", "postmortems").stdout


@pytest.mark.parametrize(
    "files",
    [
        {
            "404.html": "<p>{% include 'ours/logo.html' %}",
            "ours/logo.html": "<p>{% import name %}",
            "style/tokens.css": "",
        },
        {"404.html": '{% extends "base.html" %}{% block x %}{% include "a.html" %}{% endblock %}', "a.html": "<p>"},
        {"404.html": "{% include ['b.html', 'a.html'] %}", "a.html": "<p>", "b.html": "<p>"},
        {"404.html": "{% include page.frame.site ~ '.html' %}", "a.html": "<p>"},
        {"README.md": "ours", ".index.html.swp": "", "_drafts/incidents.html": "", "LICENSE": "ours", "logo.png": ""},
    ],
)
def test_what_a_used_template_names_is_used(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (project / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "templates" / name).write_text(text)
    assert pmgen(project, "check", "--select", "PM025").stdout == ""


def test_a_file_in_the_place_of_the_folder_of_templates_is_named(project: Path) -> None:
    (project / "templates").write_text("<p>\n")
    said = "templates:1:1: PM025 `templates` is a file, and templates are looked for in a folder\n"
    for command in ("check", "build"):
        run = pmgen(project, command)
        assert (run.returncode, said in run.stdout) == (0, True)


def test_the_site_is_no_template_wherever_it_is(project: Path) -> None:
    (project / "pmgen.toml").write_text('templates = "web"\nsite = "web/public"\n')
    (project / "web").mkdir()
    assert pmgen(project, "build").returncode == 0
    assert pmgen(project, "check", "--select", "PM025").stdout == ""


def test_an_old_address_leads_to_the_page(project: Path) -> None:
    put(project, **{"2026-05-01-new": document("New <name>", "2026-05-01", "aliases: [outages/2026/old.html]")})
    run = pmgen(project, "build", "--base-url", "https://status.example.org")
    assert run.returncode == 0, run.stdout
    page = (project / "site/docs/post-mortems/outages/2026/old.html").read_text()
    assert '<a href="../../2026-05-01-new.html" data-moved>New &lt;name&gt;</a>' in page
    assert '<meta http-equiv="refresh" content="0; url=../../2026-05-01-new.html">' in page
    assert "outages" not in (project / "site/docs/post-mortems/sitemap.xml").read_text()
    # Told to go by the new address, and to forget both, a search engine would do either.
    assert '<link rel="canonical" href="https://status.example.org/2026-05-01-new.html">' in page
    assert "noindex" not in page


@pytest.mark.parametrize("alias", ["index.html", "2026.html", "services/vault.html", "2026-04-22-vault.html"])
def test_an_old_address_takes_no_page_away(project: Path, alias: str) -> None:
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", f"aliases: [{alias}]")})
    run = pmgen(project, "build")
    assert (run.returncode, "PM906" in run.stdout) == (1, True)


@pytest.mark.parametrize(
    ("aliases", "told"),
    [
        ("old.html, old.html", "6:21: PM906 `old.html` is there twice"),
        ("old.html, Old.html", "6:21: PM906 `Old.html` is there already, as `old.html`"),
        ("old.html, ./old.html", "6:21: PM906 `./old.html` is there already, as `old.html`"),
        (
            "old/a.html, Old/b.html",
            "6:23: PM906 `Old/b.html` is in the folder `Old`, which another old address has as `old`",
        ),
        ("old/con.html", "6:11: PM208 `old/con.html` has the part `con.html`"),
        ("a%20b.html", "6:11: PM208 `a%20b.html` is written as in an address, and the file of a page is called `a b"),
        ("a%22b.html", '6:11: PM208 `a%22b.html` has the character `"`'),
        ("caf%E9.html", "6:11: PM208 `caf%E9.html` is not UTF-8"),
        ("..%2Fa.html", "6:11: PM208 `..%2Fa.html` leads out of the folder of the site"),
        ("a.htm, A.HTM/b.html", "6:18: PM208 `A.HTM/b.html` lies in a folder with the name of a page"),
        ("a.html, a.html/b.html", "6:19: PM208 `a.html/b.html` lies in a folder with the name of a page"),
        ("'a?b.html'", "6:11: PM208 `a?b.html` has the character `?`"),
    ],
)
def test_an_old_address_at_which_no_page_can_be_is_told_with_its_place(project: Path, aliases: str, told: str) -> None:
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", f"aliases: [{aliases}]")})
    run = pmgen(project, "build")
    assert (run.returncode, run.stdout.partition("new.md:")[2].startswith(told)) == (1, True), run.stdout


@pytest.mark.parametrize(
    ("alias", "fixed"),
    [
        ("a%20b.html", "a b.html"),
        ("old/caf%C3%A9%20-%20down.htm", "old/café - down.htm"),
        ("100%25.html", None),  # a `%` may be the beginning of another one
    ],
)
def test_an_old_address_from_a_browser_is_read_as_one(project: Path, alias: str, fixed: str | None) -> None:
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", f"aliases: [{alias}, b.html]")})
    assert pmgen(project, "check", "--fix").returncode == (0 if fixed else 1)
    assert f"aliases: [{fixed or alias}, b.html]" in (project / "postmortems/2026-05-01-new.md").read_text()
    assert pmgen(project, "build").returncode == (0 if fixed else 1)


def test_old_addresses_may_be_in_folders_and_have_blanks_and_accents(project: Path) -> None:
    aliases = "aliases: [a/b.html, b.html, 'c d.html', é.html, 100%.html, a/c.htm]"
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", aliases)})
    assert pmgen(project, "build").returncode == 0


def test_an_old_address_is_not_the_name_of_a_legacy_page_in_a_folder(project: Path) -> None:
    page = "<!DOCTYPE html><title>Disk full</title><p>Severity: SEV2<p>Date: 2025-01-02"
    put(project, **{"2026-05-01-new": document("New", "2026-05-01", "aliases: [disk.html]")})
    (project / "postmortems/old").mkdir()
    (project / "postmortems/old/disk.html").write_text(page)
    run = pmgen(project, "check")
    assert "PM906 `disk.html` is an address of `old/disk.html`" in run.stdout
    # The page itself may have been there.
    put(project, **{"2026-05-01-new": document("New", "2026-05-01")})
    (project / "postmortems/old/disk.yml").write_text("aliases: [disk.html]\n")
    assert "PM906" not in pmgen(project, "check").stdout


def test_linked_data_is_data_whatever_a_title_says(project: Path) -> None:
    put(project, **{"2026-05-01-new": document("'</script><script>alert(1)</script> & more'", "2026-05-01")})
    assert pmgen(project, "build").returncode == 0
    page = (project / "site/docs/post-mortems/2026-05-01-new.html").read_text()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(data)["headline"] == "</script><script>alert(1)</script> & more"
    assert page.count("<script") == 2


def test_the_settings_say_how_many_known_values_make_a_median(project: Path) -> None:
    def said() -> str:
        assert pmgen(project, "build").returncode == 0
        return (project / "site/docs/post-mortems/definitions.html").read_text(encoding="utf-8")

    assert "from 8 known values on" in said()
    with (project / "pmgen.toml").open("a", encoding="utf-8") as file:
        file.write("enough = 3\n")
    assert "from 3 known values on" in said()


@pytest.mark.parametrize("words", [["build"], ["check"], ["check", "postmortems"], ["followups", "list"]])
def test_settings_that_leave_out_all_documents_are_named(project: Path, words: list[str]) -> None:
    (project / "pmgen.toml").write_text('ignore = ["*"]\n', encoding="utf-8")
    run = pmgen(project, *words)
    told = "error: no post-mortem in `postmortems`: `ignore` in the config leaves out 2 files\n"
    assert (run.returncode, run.stderr) == (2, told)


def test_no_settings_are_blamed_where_there_is_no_document(project: Path) -> None:
    (project / "pmgen.toml").write_text('ignore = ["x*"]\n', encoding="utf-8")
    for path in (project / "postmortems").iterdir():
        path.rename(path.with_name(f"_{path.name}"))
    run = pmgen(project, "build")
    assert run.stderr == "error: no post-mortem in `postmortems`; `pmgen new TITLE` writes one\n"


def test_a_site_that_would_be_among_its_sources_is_named_before_it_is_built(project: Path) -> None:
    told = "the site would be written into the folder of the post-mortems, `site`; `pmgen build` needs `--site`"
    assert told not in pmgen(project, "check").stderr
    assert told not in pmgen(project, "init", "--dry-run").stderr
    (project / "postmortems").rename(project / "site")
    (project / "pmgen.toml").write_text('source = "site"\n', encoding="utf-8")
    run = pmgen(project, "check")
    assert (run.returncode, run.stderr.startswith(f"warning: {told}\n")) == (0, True), run.stderr
    assert f"{told}, in pipelines, too\n" in pmgen(project, "init", "--dry-run").stderr
    assert told not in pmgen(project, "check", "site").stderr
    assert pmgen(project, "build", "--site", "../elsewhere").returncode == 0


def test_a_site_is_not_written_among_its_sources(project: Path) -> None:
    run = pmgen(project, "build", "--site", "postmortems")
    assert run.returncode == 2
    assert "into the folder of the post-mortems, `postmortems`; name another one with `--site`\n" in run.stderr
    assert sorted(path.suffix for path in (project / "postmortems").rglob("*")) == [".md", ".md"]


def test_a_site_without_its_manifest_is_not_said_to_be_mended_by_a_build(project: Path) -> None:
    assert pmgen(project, "build").returncode == 0
    manifest = project / "site/docs/post-mortems/manifest.json"
    manifest.unlink()
    run = pmgen(project, "build", "--check")
    assert (run.returncode, run.stdout) == (1, "missing: manifest.json\n")
    assert run.stderr.splitlines()[-1].endswith("; choose another folder, or empty this one")
    assert pmgen(project, "build").returncode == 2
    for damaged in ("{", "[]"):
        manifest.write_text(damaged)
        assert "run `pmgen build`" in pmgen(project, "build", "--check").stderr
        assert pmgen(project, "build").returncode == 0
        assert pmgen(project, "build", "--check").returncode == 0


def test_templates_that_the_settings_name_are_missed_where_they_are_not(project: Path) -> None:
    (project / "pmgen.toml").write_text('templates = "lok"\n')
    said = "pmgen.toml:1:13: PM022 `lok`, the folder of `templates`, is not there\n"
    checked, built = pmgen(project, "check"), pmgen(project, "build")
    assert [(run.returncode, run.stdout.startswith(said)) for run in (checked, built)] == [(1, True), (1, True)]
    assert not (project / "site").exists()
    (project / "lok").write_text("<p>")
    assert ":1:13: PM022 `lok`, the folder of `templates`, is no folder\n" in pmgen(project, "check").stdout
    (project / "pmgen.toml").unlink()
    (project / "pyproject.toml").write_text('[tool.pmgen]\ntitle = "x"\ntemplates = "lok"\n')
    assert pmgen(project, "check").stdout.startswith("pyproject.toml:3:13: PM022 `lok`")
    (project / "lok").unlink()
    (project / "lok").mkdir()
    (project / "lok" / "404.html").write_text("<p>Ours.")
    assert pmgen(project, "build").returncode == 0
    assert written(project)["docs/post-mortems/404.html"] == b"<p>Ours."


def test_no_document_may_have_the_name_of_a_page_of_the_site(project: Path) -> None:
    (project / "pmgen.toml").write_text('base_url = "https://status.example.org"\n')
    assert pmgen(project, "build").returncode == 0
    documents = {path.stem for path in (project / "postmortems").glob("*.md")}
    paths = {path.removeprefix("docs/post-mortems/") for path in written(project)}
    own = {path for path in paths if path.partition(".")[0] not in documents}
    assert {"index.html", "followups.ics", "404.html", "sitemap.xml"} <= own
    assert {path for path in own if not OWN_PAGES.match(re.sub(r"\.\w+$", ".html", path))} == set()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--site", ""], "it is empty"),
        (["--base-url", "https://x.y?q=1"], "`--base-url https://x.y?q=1` has a query or a fragment"),
        (["--base-url", "https://x.y/#top"], "`--base-url https://x.y/#top` has a query or a fragment"),
        (["--base-url", "https://ci:pass@x.y"], "`--base-url …@x.y` has a user name or a password in it"),
        (["--base-url", ""], "error: `--base-url` is empty"),
        (["--base-url", "https://x y"], "is not the address of a website"),
        (["--base-url", "ftp://x.y"], "is not the address of a website; it begins with `https://` or `http://`"),
    ],
)
def test_options_that_would_give_a_broken_site_are_refused(project: Path, words: list[str], says: str) -> None:
    run = pmgen(project, "build", *words)
    assert (run.returncode, says in run.stderr) == (2, True), run.stderr
    assert sorted(path.name for path in project.iterdir()) == ["pmgen.toml", "postmortems"]


def test_all_names_of_a_service_in_the_catalogue_lead_to_one_history(tmp_path: Path) -> None:
    named = {"2026-04-01": "NFS", "2026-04-02": "nfs", "2026-04-03": "nas"}
    put(tmp_path, **{day: document(f"Of {name}", day, f"services: [{name}]") for day, name in named.items()})
    pages = tmp_path / "site/docs/post-mortems"
    assert pmgen(tmp_path, "build").returncode == 0
    assert len(list((pages / "services").glob("*.html"))) == 3

    (tmp_path / "pmgen.toml").write_text('services = [{name = "nfs", aliases = ["nas"]}]\n')
    assert pmgen(tmp_path, "build").returncode == 0
    assert [each.name for each in (pages / "services").glob("*.html")] == ["nfs.html"]
    told = (pages / "services/nfs.html").read_text()
    assert all(f"Of {name}" in told for name in named.values())
    assert json.loads((pages / "2026-04-03.json").read_text())["services"] == ["nfs"]


def test_an_incident_leads_to_the_histories_of_its_services_and_tags(tmp_path: Path) -> None:
    one = document("One", "2026-04-01", "services: [NFS]", "tags: [storage]")
    others = {"2026-04-02": document("Two", "2026-04-02"), "2026-04-03": document("Three", "2026-04-03")}
    put(tmp_path, **{"2026-04-01": one}, **others)
    page = tmp_path / "site/docs/post-mortems/2026-04-01.html"
    assert pmgen(tmp_path, "build").returncode == 0
    assert '<a href="services/nfs.html">NFS</a>' in page.read_text()
    assert '<a href="tags/storage.html">storage</a>' in page.read_text()

    # A service of an older incident takes the address: the page is elsewhere now, and so is the link to it.
    put(tmp_path, **{"2026-04-03": document("Three", "2026-03-03", "services: [nfs]")})
    assert pmgen(tmp_path, "build").returncode == 0
    (link,) = re.findall(r'<a href="(services/nfs-\w+\.html)">NFS</a>', page.read_text())
    assert "One" in (page.parent / link).read_text()


def test_the_words_that_a_browser_is_to_show_stay_in_a_link(tmp_path: Path) -> None:
    body = "[a](2026-04-01.md#:~:text=one%20word,two) [b](2026-04-01.md#why:~:text=one) [c](#:~:text=c)\n"
    one = document("One", "2026-04-01", body="## Why\n\nIt was one word of two.\n")
    put(tmp_path, **{"2026-04-01": one, "2026-04-02": document("Two", "2026-04-02", body=body)})
    assert pmgen(tmp_path, "build").returncode == 0
    page = (tmp_path / "site/docs/post-mortems/2026-04-02.html").read_text()
    for fragment in ("2026-04-01.html#:~:text=one%20word,two", "2026-04-01.html#why:~:text=one", "#:~:text=c"):
        assert f'href="{fragment}"' in page
    assert pmgen(tmp_path, "verify", "site").returncode == 0
