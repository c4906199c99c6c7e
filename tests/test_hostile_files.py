"""Files that nobody should have put there: each ends in bounded time and memory, with a diagnostic and no traceback."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import pmgen
from tests.test_build import document, put, written

BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
from pmgen.cli import main
main()
"""
"""Runs pmgen with an end: a machine under load is slow, and an endless loop is slower."""

NARROWER = 128 << 10


def bounded(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[1])
    run = subprocess.run(
        [sys.executable, "-c", BOUNDED, *words],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1, 2), run.stderr[-2000:]
    assert "Traceback" not in run.stderr
    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text("")
    put(tmp_path, fine=document("Fine", "2026-04-14"))
    return tmp_path


def test_what_is_no_readable_file_of_the_folder_is_named_and_not_opened(project: Path) -> None:
    source = project / "postmortems"
    with (source / "big.md").open("wb") as big:
        big.truncate(200 << 20)
    os.mkfifo(source / "pipe.md")
    (source / "folder.md").mkdir()
    for name, target in {
        "device.md": "/dev/zero",
        "outside.md": "../pmgen.toml",
        "gone.md": "nowhere.md",
        "loop.md": "loop.md",
        "round": ".",
    }.items():
        (source / name).symlink_to(target)
    (source / "esc\x1b[2J.md").write_text("")
    (source / os.fsdecode(b"caf\xe9.md")).write_text("")
    (source / "gpj.\u202eabc.md").write_text("")
    (source / f"{'n' * 252}.md").write_text("")
    run = bounded(project, "check")
    assert [line for line in run.stdout.splitlines() if line.startswith("postmortems")] == [
        "postmortems/big.md:1:1: PM016 more than the 1 MiB that a document may have",
        "postmortems/caf\\xe9.md:1:1: PM001 no front matter",
        "postmortems/caf\\xe9.md:1:1: PM018 the name of the file is not UTF-8, so that no page can have it",
        "postmortems/device.md:1:1: PM017 cannot be read: a link that leads out of `postmortems`",
        "postmortems/esc␛[2J.md:1:1: PM001 no front matter",
        "postmortems/esc␛[2J.md:1:1: PM018 the name of the file has a control character, so that no page can have it",
        "postmortems/gone.md:1:1: PM017 cannot be read: no such file or directory",
        "postmortems/gpj.<U+202E>abc.md:1:1: PM001 no front matter",
        "postmortems/gpj.<U+202E>abc.md:1:1: PM018 the name of the file has a character that turns the direction of "
        "its letters, and that nobody sees, so that no page can have it",
        "postmortems/loop.md:1:1: PM017 cannot be read: too many levels of symbolic links",
        f"postmortems/{'n' * 252}.md:1:1: PM001 no front matter",
        f"postmortems/{'n' * 252}.md:1:1: PM018 the name of the file with `.html` has a part of more than 255 bytes, "
        "so that no page can have it",
        "postmortems/outside.md:1:1: PM017 cannot be read: a link that leads out of `postmortems`",
        "postmortems/pipe.md:1:1: PM017 cannot be read: not a regular file",
    ]
    assert "\x1b" not in run.stdout + run.stderr
    assert bounded(project, "check", "postmortems/loop.md").returncode == 1
    assert bounded(project, "build").returncode == 1


def test_what_has_the_name_of_a_manifest_and_no_end_is_not_read(project: Path) -> None:
    (project / "postmortems/deep").mkdir()
    (project / "postmortems/deep/manifest.json").symlink_to("/dev/zero")
    run = bounded(project, "check")
    assert (run.returncode, run.stderr) == (0, "1 file, nothing to report\n")


def test_a_page_with_a_section_that_nobody_knows_is_checked_as_any(project: Path) -> None:
    (project / "postmortems/2026-05-02-queue.html").write_text("<h1>Queue full</h1><![x]><p>It was.")
    run = bounded(project, "check")
    assert run.stdout.startswith("postmortems/2026-05-02-queue.html:1:1: PM512 the page does not say its severity\n")


@pytest.mark.parametrize("command", ["check", "import"])
def test_what_is_no_file_is_refused_for_what_it_is(project: Path, command: str) -> None:
    os.mkfifo(project / "pipe")
    with socket.socket(socket.AF_UNIX) as held, contextlib.chdir(project):
        held.bind("socket")
    for name, kind in (("pipe", "a pipe"), ("socket", "a socket"), ("/dev/null", "a device")):
        run = bounded(project, command, name)
        why = f"error: `{name}` is {kind}, and no file; save what comes from there, and name that\n"
        assert (run.stdout, run.stderr, run.returncode) == ("", why, 2)


def test_a_link_outside_of_the_source_folder_leads_out_of_its_own(project: Path) -> None:
    (project / "notes").mkdir()
    (project / "notes/link.md").symlink_to("../pmgen.toml")
    out = "cannot be read: a link that leads out of `notes`"
    assert out in bounded(project, "check", "notes/link.md").stdout
    assert out in bounded(project, "import", "notes/link.md").stderr


def test_no_name_makes_a_terminal_obey(project: Path) -> None:
    assert bounded(project, "build").returncode == 0
    hostile = "x\x1b[2J\u202e"
    (project / "site/docs/post-mortems" / f"{hostile}.html").write_text("")
    (project / "old").mkdir()
    (project / "old" / f"{hostile}.md").write_text("# Lag\n\n## Timeline \u202ex\n\n![x](x)\n")
    (project / "old" / os.fsdecode(b"caf\xe9.md")).write_text("# Lag")
    for words in (
        ("build", "--verbose"),
        ("build", "--check"),
        ("import", "old", "--to", "new"),
        ("followups", "start", hostile),
        ("check", f"{hostile}.md"),
        ("build", "--audience", hostile),
        (hostile,),
    ):
        run = bounded(project, *words)
        assert "Traceback" not in run.stderr
        assert not {"\x1b", "\u202e"} & set(run.stdout + run.stderr), words


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_of_others_in_the_site_may_be_closed_but_for_its_names(project: Path) -> None:
    pmgen(project, "build")
    closed = project / "site/docs/post-mortems/private"
    closed.mkdir()
    (closed / "mine").write_text("mine")
    closed.chmod(0o444)
    put(project, one=document("Changed", "2026-04-15"))
    run = pmgen(project, "build")
    closed.chmod(0o755)
    assert run.returncode == 0, run.stderr
    assert "left alone: site/docs/post-mortems/private/mine" in run.stdout + run.stderr


@pytest.mark.parametrize("target", ["../secret.png", "%2e%2e/secret.png", "a/../../secret.png", "/etc/hostname"])
def test_no_link_brings_a_file_from_outside_onto_the_site(project: Path, target: str) -> None:
    (project / "secret.png").write_text("canary")
    (project / "postmortems/link.png").symlink_to("../secret.png")
    body = f"\nSee [it]({target}) and ![the picture]({target}) and ![a link](link.png).\n"
    put(project, links=document("Links", "2026-04-15", body=body))
    run = pmgen(project, "build")
    assert run.returncode in (1, 2)
    assert not any(b"canary" in data for data in written(project).values())


@pytest.mark.parametrize(("kind", "says"), [("pipe", "not a regular file"), ("link", "a link that leads out of")])
def test_an_image_that_cannot_be_read_is_an_error_that_names_it(project: Path, kind: str, says: str) -> None:
    image = project / "postmortems/x.png"
    os.mkfifo(image) if kind == "pipe" else image.symlink_to("/etc/hostname")
    put(project, shows=document("Shows", "2026-04-15", body="\n![a picture](x.png)\n"))
    run = pmgen(project, "build")
    assert run.returncode == 2
    assert f"`x.png` in the source folder cannot be read: {says}" in run.stderr


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("caf\u00e9", "cafe\u0301"), ("stra\u00dfe", "strasse")])
def test_names_that_are_one_on_some_systems_are_refused(project: Path, one: str, other: str) -> None:
    put(project, **{one: document("One", "2026-04-15"), other: document("Two", "2026-04-16")})
    if len(list((project / "postmortems").iterdir())) < 3:
        pytest.skip("this file system takes the two names for one")
    for command in ("check", "build"):
        run = pmgen(project, command)
        assert run.returncode == 1
        assert "PM903" in run.stdout
    assert not (project / "site").exists()


@pytest.mark.parametrize("stem", ["2026", "index", "followups", "insights"])
def test_a_document_cannot_take_a_page_of_the_sites_own(project: Path, stem: str) -> None:
    put(project, **{stem: document("One", "2026-04-15")})
    run = pmgen(project, "build")
    assert run.returncode == 1
    assert f"PM903 `{stem}.html` is a page of the site's own" in run.stdout


def test_images_whose_names_are_one_on_some_systems_are_refused(project: Path) -> None:
    for name in ("x.png", "X.png"):
        (project / "postmortems" / name).write_text(name)
    put(project, shows=document("Shows", "2026-04-15", body="\n![one](x.png) ![other](X.png)\n"))
    run = pmgen(project, "build")
    assert run.returncode == 2
    assert "`X.png` and `x.png` are one and the same on some systems" in run.stderr


BODIES = {
    "references that repeat a long address": f"[a]: {'x' * 60_000}\n\n" + "[a] " * 15_000,
    "images that repeat a long title": f"[a]: x '{'y' * 60_000}'\n\n" + "![a] " * 12_000,
    "open elements": "a " + "<b>" * 40_000,
    "unknown elements": "<svg>" * 20_000,
    "attributes that are dropped": "<a " + "a='b' " * 20_000 + ">",
    "headings": "# a\n" * 30_000,
    "a table of many rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * 20_000,
    "a table without cells": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|\n" * 20_000,
    "deep quotes": ">" * NARROWER,
    "deep lists": "- " * (NARROWER // 2),
    "brackets": "[" * NARROWER,
    "links in links": "[a](" * (NARROWER // 4),
    "emphasis": "*a **b _" * (NARROWER // 8),
    "backticks": "".join("`" * number + "a" for number in range(500)),
    "definitions": "a\n: b\n\n" * (NARROWER // 8),
    "internal blocks": "::: internal\nx\n:::\n" * 50_000,
    "footnotes": "[^a]: b\n\n" + "[^a] " * (NARROWER // 5),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_ends(project: Path, name: str) -> None:
    put(project, hostile=document("Hostile", "2026-04-15", body=f"\n{BODIES[name]}\n"))
    run = bounded(project, "build", "--no-cache", "--jobs", "1")
    assert len(run.stdout) < 400_000
    assert sum(map(len, written(project).values())) < 30_000_000


def test_a_rule_that_is_broken_thousands_of_times_says_so_once(project: Path) -> None:
    put(project, hostile=document("Hostile", "2026-04-15", body="\n" + "<svg>" * 1_000 + "\n"))
    run = bounded(project, "check")
    assert run.stdout.count("PM508 ") == 201
    assert "PM508 `dropped-html` 800 more times from here on" in run.stdout


@pytest.mark.parametrize(
    "more",
    [
        "x: " + "[" * 100_000,
        "x: " + "- " * 50_000,
        "x: &a [b]\ny: *a",
        "tags: [" + "a, " * 50_000 + "]",
        "timeline:\n" + "- {at: '10:44', what: x}\n" * 5_000,
        "timeline:\n" + "- at: '10:44'\n- event: b\n- {at: '10:45', event: c}\n" * 18_000,
        "followups:\n" + "- {id: F1, action: x}\n" * 5_000,
        "followups:\n" + "".join(f"- {{id: F{each}, action: x, status: done, x: 1}}\n" for each in range(18_000)),
        "\n".join(f"k{number}: x" for number in range(20_000)),
        'x: "' + "\\" * 200_000,
        "\n".join(" " * depth + "a:" for depth in range(500)),
    ],
    ids=[
        "brackets",
        "dashes",
        "alias",
        "tags",
        "timeline",
        "parted",
        "followups",
        "misnamed",
        "keys",
        "backslashes",
        "nested",
    ],
)
def test_hostile_front_matter_ends(project: Path, more: str) -> None:
    put(project, hostile=document("Hostile", "2026-04-15", more))
    run = bounded(project, "check")
    assert len(run.stdout) < 400_000
