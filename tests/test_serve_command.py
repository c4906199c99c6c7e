"""`pmgen serve`: what it sees of a change, and what a person sees of it."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmgen.cli import locating
from pmgen.cli.builds import site as steps
from pmgen.cli.documents import examining
from pmgen.cli.previews import looking, rebuilding
from pmgen.cli.previews.look import Look
from pmgen.server import NotMade, Preview
from tests.running import started
from tests.test_build import document, put

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = 60.0
"""Seconds after which something that should happen at once counts as not happening."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text('title = "A small house"\n')
    body = "\n## Why\n\nSee [Vault](2026-04-22-vault.md).\n\n![The queue](queue.png)\n"
    put(
        tmp_path,
        **{
            "2026-04-14-nfs": document("NFS gone", "2026-04-14", body=body),
            "2026-04-22-vault": document("Vault down", "2026-04-22"),
        },
    )
    (tmp_path / "postmortems/queue.png").write_bytes(b"\x89PNG 1")
    return tmp_path


# --- what is looked at again ---------------------------------------------------------------------------------------


class Session:
    """A preview without the watching and the serving."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.look = looking.first(locating.search(folder)[0])
        self.planner = rebuilding.Planner()
        self.preview = Preview("test", rebuilding.built(self.look, planner=self.planner))

    def save(self, name: str, text: str | bytes | None) -> bool:
        """Write or delete a file, and say whether that changed anything."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.again(path)

    def again(self, *named: Path) -> bool:
        newer = looking.again(self.folder, self.look, named)
        changed = newer.number != self.look.number
        if changed:
            self.preview.publish(rebuilding.built(newer, planner=self.planner))
        self.look = newer
        return changed

    def page(self, path: str) -> str:
        found = self.preview.find(path)
        assert found is not None, path
        return found.data.decode("utf-8", "replace")

    @property
    def wrong(self) -> list[str]:
        return [f"{notice.place} {notice.message}".strip() for notice in self.preview.state().notices]


@pytest.fixture
def session(project: Path) -> Session:
    return Session(project)


def test_a_save_changes_the_page(session: Session) -> None:
    assert "Vault down" in session.page("index.html")
    assert session.save("postmortems/2026-04-22-vault.md", document("Vault sealed", "2026-04-22"))
    assert "Vault sealed" in session.page("index.html")
    assert "Vault sealed" in session.page("2026-04-22-vault.html")
    assert "Vault sealed" in session.page("2026-04-22-vault.json")
    assert "Vault sealed" in session.page("postmortems.json")


def test_a_save_that_changes_nothing_is_none(session: Session) -> None:
    path = session.folder / "postmortems/2026-04-22-vault.md"
    assert not session.save("postmortems/2026-04-22-vault.md", path.read_bytes())
    assert not session.again()
    assert not session.save("notes.txt", "not a part of the site")


def test_a_temporary_file_of_an_editor_does_no_harm(session: Session) -> None:
    for name in (".2026-04-22-vault.md.swp", "4913", "2026-04-22-vault.md~", "#2026-04-22-vault.md#"):
        session.save(f"postmortems/{name}", "half a")
        assert (session.wrong, "Vault down" in session.page("index.html")) == ([], True)
        session.save(f"postmortems/{name}", None)
    temporary = session.folder / "postmortems/.new"
    temporary.write_text(document("Vault sealed", "2026-04-22"))
    os.replace(temporary, session.folder / "postmortems/2026-04-22-vault.md")
    assert session.again()
    assert "Vault sealed" in session.page("index.html")


def test_a_mistake_is_told_over_the_last_good_page_until_it_is_mended(session: Session) -> None:
    good = session.page("2026-04-22-vault.html")
    session.save("postmortems/2026-04-22-vault.md", document("Vault sealed", "2026-04-22", "owner: [a, b]"))
    assert session.wrong == ["postmortems/2026-04-22-vault.md:6:8 `owner` is a list, not a text"]
    assert session.page("2026-04-22-vault.html") == good
    session.save("postmortems/2026-04-22-vault.md", document("Vault sealed", "2026-04-22", "owner: platform"))
    assert session.wrong == []
    assert "Vault sealed" in session.page("2026-04-22-vault.html")


def test_a_mistake_that_moves_is_told_at_its_new_place(session: Session) -> None:
    session.save("postmortems/2026-04-22-vault.md", document("Vault sealed", "2026-04-22", "owner: [a, b]"))
    session.save("postmortems/2026-04-22-vault.md", document("Vault", "2026-04-22", "tags: [raft]", "owner: [a, b]"))
    assert session.wrong == ["postmortems/2026-04-22-vault.md:7:8 `owner` is a list, not a text"]


def test_a_warning_is_told_beside_the_new_page(session: Session) -> None:
    session.save("postmortems/2026-04-22-vault.md", document("Vault sealed", "2026-04-22", body="\n## Why\n"))
    assert len(session.wrong) == 1
    assert "Vault sealed" in session.page("index.html")


def test_a_mistake_in_one_document_does_not_make_another_look_wrong(session: Session) -> None:
    excused = ("related: [{id: PM-1, as: see-also}]", "lint: {ignore: [{rule: PM902, reason: never written up}]}")
    session.save("postmortems/2026-04-14-nfs.md", document("NFS gone", "2026-04-14", *excused))
    assert session.wrong == []
    session.save("postmortems/2026-04-22-vault.md", document("Vault down", "2026-04-22", "owner: [a, b]"))
    assert session.wrong == ["postmortems/2026-04-22-vault.md:6:8 `owner` is a list, not a text"]
    session.save("postmortems/2026-04-22-vault.md", document("Vault down", "2026-04-22"))
    assert session.wrong == []


def test_documents_come_and_go_with_the_links_to_them(session: Session) -> None:
    session.save("postmortems/2026-05-01-dns.md", document("DNS gone", "2026-05-01", body="\n[Q](2026-05-02-q.md)\n"))
    assert session.wrong == ["postmortems/2026-05-01-dns.md:8:5 no file `2026-05-02-q.md` in the source folder"]
    session.save("postmortems/2026-05-02-q.md", document("Queue", "2026-05-02"))
    assert session.wrong == []
    assert 'href="2026-05-02-q.html"' in session.page("2026-05-01-dns.html")
    session.save("postmortems/2026-05-01-dns.md", None)
    assert session.preview.find("2026-05-01-dns.html") is None
    session.save("postmortems/2026-04-22-vault.md", None)
    assert session.wrong == ["postmortems/2026-04-14-nfs.md:10:13 no file `2026-04-22-vault.md` in the source folder"]


def test_all_documents_know_of_the_same_files(session: Session) -> None:
    session.save("postmortems/2026-05-02-q.md", document("Queue", "2026-05-02"))
    known = {each.subject.folder for each in session.look.examined.values() if each.subject}
    assert known == {session.look.listing.folder}


def test_a_picture_is_shown_and_a_new_one_makes_another_page(session: Session) -> None:
    assert session.page("queue.png").endswith("PNG 1")
    before = session.preview.find("2026-04-14-nfs.html")
    session.save("postmortems/queue.png", b"\x89PNG 2")
    after = session.preview.find("2026-04-14-nfs.html")
    assert before
    assert after
    assert (before.data, before.tag != after.tag) == (after.data, True)
    assert session.page("queue.png").endswith("PNG 2")


def test_only_what_belongs_to_the_site_can_be_asked_for(session: Session) -> None:
    session.save("postmortems/secret.txt", "nobody links to it")
    for path in ("secret.txt", "2026-04-14-nfs.md", "pmgen.toml", "../pmgen.toml", "/etc/passwd", ""):
        assert session.preview.find(path) is None


def test_a_config_counts_at_once(session: Session) -> None:
    session.save(
        "pmgen.toml", 'title = "Another house"\nseverities = [{name = "S1", label = "bad", meaning = "bad"}]\n'
    )
    assert session.wrong[0].startswith("postmortems/2026-04-14-nfs.md:4:11 ")
    session.save("pmgen.toml", 'title = "Another house"\n')
    assert session.wrong == []
    assert "Another house" in session.page("index.html")


def test_a_mistake_in_the_config_leaves_everything_else_as_it_was(session: Session) -> None:
    session.save("pmgen.toml", 'titel = "Another house"\n')
    assert session.wrong[0].startswith("pmgen.toml:1:1 ")
    assert not session.again()
    assert "A small house" in session.page("index.html")
    session.save("pmgen.toml", 'title = "A small house"\n')
    assert session.wrong == []


def test_a_broken_template_is_told_over_the_last_good_page(session: Session) -> None:
    good = session.page("404.html")
    session.save("templates/404.html", "\n<title>{{ page.nothing }}</title>")
    assert session.page("404.html") == good
    assert len(session.wrong) == 1
    assert session.wrong[0].startswith("templates/404.html")
    session.save("templates/404.html", "\n<title>{% if %}</title>")
    assert session.page("404.html") == good
    assert session.wrong[0].startswith("templates/404.html:2 ")
    session.save("templates/404.html", "<title>Lost</title>")
    assert (session.page("404.html"), session.wrong) == ("<title>Lost</title>", [])
    session.save("templates/404.html", None)
    assert session.page("404.html") == good


def test_a_template_under_no_known_name_is_told(session: Session) -> None:
    session.save("templates/incidents.html", "<p>Ours.")
    assert session.wrong[0].startswith("templates/incidents.html:1:1 ")
    session.save("templates/incidents.html", None)
    assert session.wrong == []


def test_what_stands_for_a_missing_page_leads_back_into_the_preview(session: Session) -> None:
    session.save("pmgen.toml", 'base_url = "https://example.org/docs/pm"\n')
    links = re.findall(r'<a [^>]*href="([^"]*)"', session.page("404.html"))
    assert {"/index.html", "/followups.html"} <= set(links)
    assert [link for link in links if not link.startswith(("/", "#"))] == []
    assert "https://example.org/docs/pm/" in session.page("index.html")


def test_templates_that_cannot_be_read_are_told(session: Session) -> None:
    session.save("templates/index.html", b"\xff")
    assert session.wrong == ["templates/index.html: the file is not UTF-8"]
    assert "Vault down" in session.page("index.html")


def test_a_path_that_the_system_tells_nothing_of_is_no_defect(session: Session) -> None:
    # As one in a folder that nobody may enter any more.
    assert not session.again(session.folder / "postmortems" / ("x" * 300))
    assert session.wrong == []


def test_a_source_folder_that_vanishes_may_come_back(session: Session) -> None:
    source, away = session.folder / "postmortems", session.folder / "away"
    source.rename(away)
    assert session.again()
    assert ("there is no folder" in session.wrong[0], "Vault down" in session.page("index.html")) == (True, True)
    source.mkdir()
    assert session.again()
    assert session.wrong == ["no post-mortem in `postmortems`; `pmgen new TITLE` writes one"]
    source.rmdir()
    away.rename(source)
    assert session.again()
    assert session.wrong == []


def test_a_first_build_that_fails_says_why_and_is_mended(project: Path) -> None:
    put(project, **{"2026-04-22-vault": document("Vault down", "2026-04-22", "owner: [a, b]")})
    session = Session(project)
    with pytest.raises(NotMade, match="`owner` is a list, not a text"):
        session.page("index.html")
    session.save("postmortems/2026-04-22-vault.md", document("Vault down", "2026-04-22"))
    assert "Vault down" in session.page("index.html")


def test_a_defect_is_told_and_the_preview_goes_on(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **more: object) -> None:
        raise KeyError("nobody thought of this")

    with monkeypatch.context() as patched:
        patched.setattr(examining, "survey", fail)
        session.save("postmortems/2026-04-22-vault.md", document("Vault sealed", "2026-04-22"))
    assert session.wrong[0].startswith(
        "pmgen itself failed: KeyError: 'nobody thought of this' (test_serve_command.py:"
    )
    session.again()
    assert (session.wrong, "Vault sealed" in session.page("index.html")) == ([], True)


NAMES = ("a.md", "b.md", "c.md", "sub/d.md", "queue.png", "notes.txt")
TEXTS = st.builds(
    lambda number, link, more: document(f"Incident {number}", "2026-04-22", f"id: PM-{number}", *more, body=link),
    st.integers(1, 4),
    st.sampled_from(
        ["", *(f"\n[Other]({name})\n" for name in NAMES), "\n![Q](queue.png)\n", "\n## Why\n", "\n[A](b.md#why)\n"]
    ),
    st.sampled_from(
        [
            (),
            ("owner: [a]",),
            ("services: [vault, nfs]", "tags: [raft]"),
            ("related: [{id: PM-1, as: recurrence-of}]",),
            ("lint: {ignore: [{rule: dangling-reference, reason: never written up}]}",),
            (": :",),
        ]
    ),
)
CHANGES = st.one_of(
    st.tuples(st.sampled_from(NAMES), TEXTS),
    st.tuples(st.sampled_from(NAMES), st.none()),
    st.tuples(
        st.just("../pmgen.toml"), st.sampled_from(["", 'title = "T"', 'timezone = "Europe/Sofia"', "raw_html = false"])
    ),
)


def shown(look: Look, planner: rebuilding.Planner) -> tuple[object, ...]:
    """What decides everything that a reader sees."""
    copied = steps.copied(steps.linked(look.examined.values()), look.listing)
    site_plan = planner.plan(look.project, list(look.manuscripts.values()))
    return look.obstacles, look.diagnostics, copied, site_plan, look.templates


TAGGED = [
    (f"{name}.md", document("One", "2026-04-22", f"id: PM-{name}", "services: [vault, nfs]", "tags: [raft]"))
    for name in ("a", "b")
]
EMPTY = [("a.md", document("One", "2026-04-22", body="\n## Why\n"))]
REMOVED = [("a.md", document("One", "2026-04-22")), ("b.md", document("Two", "2026-04-23"))]


@settings(max_examples=25)
@example([REMOVED, [REMOVED[0], ("b.md", None)]]).via("one is saved and another removed")
@example([TAGGED, [("a.md", f"{TAGGED[0][1]}\nMore.\n")], []]).via("a body is saved")
@example([TAGGED, [("a.md", TAGGED[0][1].replace("nfs", "dns"))], []]).via("a service is saved")
@example([EMPTY, [(name, f"{text}\nBecause.\n") for name, text in EMPTY]]).via("what was wrong with a body is mended")
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), max_size=6))
def test_whatever_changes_the_preview_is_what_a_new_one_would_be(batches: list[list[tuple[str, str | None]]]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "pmgen.toml").write_text("")
        (folder / "postmortems/sub").mkdir(parents=True)
        (folder / "postmortems/always.md").write_text(document("Always", "2026-01-01"))
        look, planner = looking.first(locating.search(folder)[0]), rebuilding.Planner()
        for batch in batches:
            shown(look, planner)
            for name, text in batch:
                path = folder / "postmortems" / name
                if text is None:
                    path.unlink(missing_ok=True)
                else:
                    path.write_text(text)
            # By their stamps alone, files that are saved twice within a moment may look alike.
            look = looking.again(folder, look, [folder / "postmortems" / name for name, _ in batch])
        assert shown(look, planner) == shown(looking.first(locating.search(folder)[0]), rebuilding.Planner())
    finally:
        shutil.rmtree(folder)


# --- from the outside ----------------------------------------------------------------------------------------------


# Where the tests run in the background, Ctrl-C may be switched off for all that they start.
RUN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from pmgen.cli import main; main()"


class Served:
    """A `pmgen serve` that runs."""

    def __init__(self, folder: Path, *words: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", "--port", "0", *words],
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        self.port = int(self.url.rpartition(":")[2].strip("/"))

    def get(self, target: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        connection.request("GET", target)
        try:
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def events(self) -> Iterator[dict[str, object]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        connection.request("GET", "/.pmgen/events")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=LONG)
        return self.process.returncode, errors


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    running = Served(project)
    yield running
    running.process.kill()
    running.process.communicate()


def save(path: Path, text: str | bytes) -> None:
    """Save as editors do: at no instant is the file a part of itself, which a busy machine would give time to see."""
    whole = path.parents[1] / "saved"
    whole.write_bytes(text if isinstance(text, bytes) else text.encode())
    whole.replace(path)


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_reader_sees_a_save_a_mistake_and_its_mending(served: Served, project: Path) -> None:
    before = everything(project)
    assert served.url == f"http://127.0.0.1:{served.port}/"
    assert "Vault down" in served.get("/")
    told = served.events()
    first = next(told)
    path = project / "postmortems/2026-04-22-vault.md"

    save(path, document("Vault sealed", "2026-04-22"))
    saved = next(each for each in told if each["version"] != first["version"])
    assert saved["notices"] == []
    assert "Vault sealed" in served.get("/2026-04-22-vault.html")

    save(path, document("Vault lost", "2026-04-22", "owner: [a, b]"))
    broken = next(each for each in told if each["failed"])
    assert (broken["version"], broken["heading"]) == (saved["version"], "1 error")
    assert "Vault sealed" in served.get("/2026-04-22-vault.html")

    save(path, before["postmortems/2026-04-22-vault.md"])
    assert next(each for each in told if not each["failed"])["notices"] == []
    assert "Vault down" in served.get("/2026-04-22-vault.html")

    code, errors = served.end()
    assert (code, "Traceback" in errors) == (0, False)
    assert "postmortems/2026-04-22-vault.md:6:8: PM102 `owner` is a list, not a text" in errors
    assert everything(project) == before


@pytest.mark.browser
def test_the_preview_promises_a_page_only_where_there_is_one_and_says_so_in_lines(
    project: Path, browser: Browser
) -> None:
    path = project / "postmortems/2026-04-22-vault.md"
    sound, broken = path.read_text("utf-8"), document("Vault lost", "2026-04-22", "owner: [a, b]")
    save(path, broken)
    running = Served(project)
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(running.url)
    page.get_by_role("heading", name="1 error").wait_for()
    assert page.locator(".standing").inner_text() == ""
    save(path, sound)
    page.get_by_role("heading", name="A small house").wait_for()
    save(path, broken)
    page.get_by_role("heading", name="1 error").wait_for()
    standing = page.locator(".standing")
    assert standing.inner_text() == "The page shows the last version without errors."
    assert standing.evaluate("each => each.offsetHeight") < 60
    page.close()
    assert running.end()[0] == 0


def test_a_mistake_in_the_config_is_told_with_what_to_do_about_it(served: Served, project: Path) -> None:
    told = served.events()
    for title in ("titel", "title"):
        (project / "pmgen.toml").write_text(f'{title} = "A house"\n')
        assert next(each for each in told if each["failed"] == (title == "titel"))
    _, errors = served.end()
    shown = ["  |", '1 | titel = "A house"', "  | ^^^^^ error", "  = help: did you mean `title`?"]
    assert "\n".join(["pmgen.toml:1:1: PM021 unknown key `titel`", *shown]) in errors


def test_a_template_that_makes_no_page_is_told_on_the_terminal_too(served: Served, project: Path) -> None:
    told = served.events()
    version = next(told)["version"]
    (project / "templates").mkdir()
    save(project / "templates/404.html", "\n<title>{% if %}</title>")
    next(each for each in told if each["version"] != version)
    for _ in range(2):
        served.get("/404.html")
    _, errors = served.end()
    assert re.findall("^templates/404.html:2: .+", errors, re.MULTILINE) == [
        "templates/404.html:2: Expected an expression, got 'end of statement block'"
    ]


def test_what_the_world_lacks_for_a_build_is_told_in_the_page_and_on_the_terminal(
    served: Served, project: Path
) -> None:
    told = served.events()
    assert not next(told)["failed"]
    (project / "pmgen.toml").write_text('history = "git"\n')
    notice = '`history = "git"` in the config, and no git repository here that can be read'
    wanted = f"'message': '{notice}'"
    assert wanted in str(next(each for each in told if each["failed"])["notices"])
    (project / "pmgen.toml").write_text("")
    next(each for each in told if not each["failed"])
    _, errors = served.end()
    lines = errors.splitlines()
    assert lines[lines.index(notice) + 1] == "not built; the pages stay as they were"


def test_the_terminal_says_what_the_readers_of_a_public_edition_see(project: Path) -> None:
    (project / "postmortems/2026-04-14-nfs.md").unlink()
    whole = (
        "visibility: public",
        "services: [vault]",
        "summary: The disk of 10.0.3.7 was full.",
        "impact: {description: Nothing moved., data_loss: none}",
        "detection: {by: alert}",
        'timeline: [{at: "09:00", kind: started, event: it stops}]',
        "root_cause: {description: No limit.}",
        "followups: []",
    )
    text = document("Vault down", "2026-04-22", *whole).replace("status: draft", "status: published")
    put(project, **{"2026-04-22-vault": text})
    running = Served(project, "--audience", "public")
    told = running.events()
    assert "is a private address, in a public document" in str(next(told)["notices"])
    put(project, **{"2026-04-22-vault": document("Vault down", "2026-04-22")})
    nothing = "no post-mortem is public: none is `status: published` and `visibility: public`"
    assert next(each for each in told if nothing in str(each["notices"]))["failed"]
    put(project, **{"2026-04-22-vault": text})
    next(each for each in told if nothing not in str(each["notices"]))
    _, errors = running.end()
    assert "^ error\n" in errors
    assert f"{nothing}\nnot built; the pages stay as they were\n" in errors


def test_the_browser_is_opened_when_asked_for(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(LONG)
        browser = tmp_path_factory.mktemp("bin") / "browser"
        lines = (
            f"#!{sys.executable}",
            "import socket, sys",
            f"socket.create_connection({listening.getsockname()!r}).sendall(sys.argv[1].encode())",
        )
        browser.write_text("\n".join(lines) + "\n")
        browser.chmod(0o755)
        running = Served(project, "--open", BROWSER=str(browser))
        connection, _ = listening.accept()
        with connection:
            assert connection.makefile().read() == running.url
    assert running.end()[0] == 0


def test_a_port_in_use_is_an_error_only_when_it_was_asked_for(served: Served, project: Path) -> None:
    run = started(project, "serve", "--port", str(served.port))
    assert run.returncode == 2
    assert f"error: port {served.port} is not to be had: address already in use" in run.stderr
    assert run.stdout == ""


def test_nothing_to_show_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    run = started(tmp_path, "serve", "--port", "0")
    assert run.returncode == 2
    assert "no post-mortem in `postmortems`" in run.stderr
    (tmp_path / "pmgen.toml").write_text("titel = 1\n")
    run = started(tmp_path, "serve", "--port", "0")
    assert run.returncode == 1
    assert "pmgen.toml:1:1: PM021" in run.stderr
