"""The preview's server: who may ask, what they get, and how they learn of a change."""

from __future__ import annotations

import errno
import http.client
import json
import os
import re
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest
import watchfiles

from pmgen import feeds, plan
from pmgen.diagnostics import Diagnostic, Level
from pmgen.server import (
    Built,
    Notice,
    NotMade,
    PortTaken,
    Preview,
    Server,
    Watched,
    changes,
    listen,
    notice_of,
    watching,
)
from pmgen.server.answers import Answer, Request, answer
from pmgen.server.notices import message
from pmgen.server.page import policy_for_preview

LONG = 30.0
"""Seconds after which something that should happen at once counts as not happening."""

PAGE = b"<!DOCTYPE html>\n<html><head><title>Vault down</title></head><body><h1>Vault down</h1></body></html>\n"
SCRIPT = rb'<script src="/\.pmgen/preview\.js\?\w+" data-version="test\.1" data-tag="\w+" defer></script>\n'
ERROR = Notice(Level.ERROR, "`owner` is a list, not a text", "postmortems/vault.md:7:8", "PM102")
WARNING = Notice(Level.WARNING, "the body is empty", "postmortems/nfs.md:1:1", "PM502")


class Site:
    """Files by path, and the paths that were asked for."""

    def __init__(self, **files: bytes) -> None:
        self.files = {"index.html": PAGE} | {name.replace("__", "."): data for name, data in files.items()}
        self.asked: list[str] = []

    def __call__(self, path: str) -> bytes | None:
        self.asked.append(path)
        return self.files.get(path)


def preview_of(content: Callable[[str], bytes | None] | None, *notices: Notice) -> Preview:
    return Preview("test", Built(content, notices))


def get(preview: Preview, target: str = "/", *hosts: str, method: str = "GET", **more: str) -> Answer:
    return answer(Request(method, target, hosts or ("localhost:8023",), **more), preview)


# --- who may ask ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8023", "LOCALHOST:1", "127.0.0.1:8023", "[::1]:8023", "[::1]"]
)
def test_this_machine_is_answered_under_each_of_its_names(host: str) -> None:
    assert get(preview_of(Site()), "/", host).status == 200


@pytest.mark.parametrize(
    "hosts",
    [
        ("evil.example",),
        ("evil.example:8023",),
        ("localhost.evil.example",),
        ("127.0.0.1.evil.example",),
        ("127.0.0.1:8023@evil.example",),
        ("192.168.1.7:8023",),
        ("localhost:",),
        ("",),
        (),
        ("localhost", "evil.example"),
    ],
)
@pytest.mark.parametrize("target", ["/", "/.pmgen/events", "/.pmgen/preview.js"])
def test_a_foreign_host_is_refused(hosts: tuple[str, ...], target: str) -> None:
    site = Site()
    found = answer(Request("GET", target, hosts), preview_of(site))
    assert (found.status, found.follow, site.asked) == (421, False, [])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_a_preview_can_only_be_read(method: str) -> None:
    found = get(preview_of(Site()), method=method)
    assert (found.status, found.headers["Allow"]) == (405, "GET, HEAD")


def test_another_site_may_link_to_a_page_but_not_fetch_it() -> None:
    preview = preview_of(Site())
    assert get(preview, site="cross-site", mode="navigate").status == 200
    assert get(preview, site="cross-site", mode="no-cors").status == 403
    assert get(preview, site="same-site", mode="cors").status == 403
    assert get(preview, site="same-origin", mode="cors").status == 200


@pytest.mark.parametrize(
    "target",
    [
        "/../pmgen.toml",
        "/%2e%2e/pmgen.toml",
        "/..%2fpmgen.toml",
        "/a/../../pmgen.toml",
        "/./index.html",
        "/..\\pmgen.toml",
        "/index.html%00.png",
        "/%ff",
        "http://localhost/index.html",
        "index.html",
        "*",
    ],
)
def test_what_is_no_path_of_a_site_is_never_looked_up(target: str) -> None:
    site = Site()
    assert get(preview_of(site), target).status == 400
    assert site.asked == []


# --- what they get -------------------------------------------------------------------------------------------------


def test_a_folder_is_its_index_and_what_is_missing_is_the_404_page() -> None:
    site = Site(**{"services/index__html": PAGE, "404__html": b"<title>No such page</title>"})
    preview = preview_of(site)
    assert get(preview, "/services/").status == 200
    missing = get(preview, "/nowhere.html?q=1")
    assert (missing.status, missing.kind) == (404, "text/html; charset=utf-8")
    assert missing.body.startswith(b"<title>No such page</title>")


def test_a_page_gets_the_script_and_nothing_else() -> None:
    found = get(preview_of(Site()))
    script = re.search(SCRIPT, found.body)
    assert script
    assert found.body.replace(script[0], b"") == PAGE
    assert found.body.index(script[0]) < found.body.index(b"</head>")


def test_what_is_no_page_is_served_as_it_is() -> None:
    site = Site(feed__xml=b"<head></head>", queue__svg=b"<svg/>", page__js=b"1")
    preview = preview_of(site)
    assert get(preview, "/feed.xml").body == b"<head></head>"
    assert "sandbox" in get(preview, "/queue.svg").headers["Content-Security-Policy"]
    assert {get(preview, f"/{path}").headers["X-Content-Type-Options"] for path in site.files} == {"nosniff"}


def test_every_file_that_a_build_writes_is_sent_as_what_it_is() -> None:
    empty = plan.plan([], title="T", base_url=None, timezone="UTC", severities=(), safe_types=(), due_days={})
    written = (f".{path.rpartition('.')[2]}" for path in feeds.paths(empty))
    endings = (*written, ".html", ".css", ".js", ".svg")
    preview = preview_of(Site(**{f"file{ending.replace('.', '__')}": b"1" for ending in endings}))
    kinds = {ending: get(preview, f"/file{ending}").kind for ending in endings}
    assert [ending for ending, kind in kinds.items() if kind == "application/octet-stream"] == []
    assert kinds[".prom"] == "text/plain; version=0.0.4; charset=utf-8"


def test_a_browser_that_has_a_picture_does_not_get_it_again() -> None:
    preview = preview_of(Site(queue__png=b"\x89PNG"))
    tag = get(preview, "/queue.png").headers["ETag"]
    assert get(preview, "/queue.png", known=tag).status == 304
    assert get(preview, "/queue.png", known='"other"').body == b"\x89PNG"


def test_the_tag_of_a_page_tells_whether_it_shows_something_else() -> None:
    site = Site(other__html=PAGE)
    preview = preview_of(site)
    before = get(preview, method="HEAD").headers["ETag"]
    preview.publish(Built(site))
    assert get(preview).headers["ETag"] == before
    preview.publish(Built(site, beside="another picture"))
    picture = get(preview).headers["ETag"]
    preview.publish(Built(Site(index__html=PAGE.replace(b"down", b"up"))))
    assert len({before, picture, get(preview).headers["ETag"]}) == 3


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("script-src 'none'; style-src https://a.example", "script-src 'self'; style-src https://a.example 'self'"),
        ("script-src 'self'; worker-src 'none'", "script-src 'self'; worker-src 'self'"),
        ("default-src 'self'; img-src data:", "default-src 'self'; img-src data:"),
        ("connect-src 'none'; connect-src *", "connect-src 'self'"),
        ("img-src 'self'", "img-src 'self'"),
        ("", ""),
    ],
)
def test_a_policy_is_widened_by_what_the_preview_needs_and_no_more(policy: str, expected: str) -> None:
    assert policy_for_preview(policy) == expected
    assert policy_for_preview(expected) == expected


def test_the_policy_in_a_page_is_the_one_that_is_widened() -> None:
    meta = b"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'">"""
    body = b"<p>http-equiv=Content-Security-Policy</p>" + meta
    found = get(preview_of(Site(index__html=b"<head>" + meta + b"</head>" + body))).body
    head, _, rest = found.partition(b"</head>")
    assert b"default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'" in head
    assert rest == body


# --- what is wrong -------------------------------------------------------------------------------------------------


def diagnostic(text: str, excerpt: str, start: int, end: int) -> Diagnostic:
    place = (7, start, 7, end)
    return Diagnostic("postmortems/vault.md", "PM102", "wrong-type", Level.ERROR, text, "a text", *place, excerpt)


def told(preview: Preview) -> dict[str, object]:
    state = preview.state()
    found: dict[str, object] = json.loads(message(state.id, state.version, state.notices))
    return found


def test_a_diagnostic_is_told_with_its_place_and_its_line() -> None:
    preview = preview_of(Site(), WARNING, notice_of(diagnostic("`owner` is a list", "owner: [a, b]", 8, 14)))
    expected = {
        "level": "error",
        "message": "`owner` is a list",
        "place": "postmortems/vault.md:7:8",
        "code": "PM102",
        "help": "a text",
        "excerpt": ["owner: ", "[a, b]", ""],
    }
    found = told(preview)
    assert isinstance(found["notices"], list)
    assert (found["heading"], found["failed"], found["notices"][0]) == ("1 error, 1 warning", True, expected)


def test_hostile_text_stays_text() -> None:
    hostile = "\u202e<script>\x1b[31m\n\ndata: {}</script>"
    notice = notice_of(diagnostic(hostile, hostile, 2, 9))
    sent = message("1", "1", [notice])
    assert "\n" not in sent
    assert json.loads(sent)["notices"][0]["message"] == "<U+202E><script>␛[31m␊␊data: {}</script>"
    page = get(preview_of(None, notice)).body
    assert b"<script>" not in page
    assert b"&lt;script&gt;" in page


def test_a_long_line_is_cut_round_its_place() -> None:
    notice = notice_of(diagnostic("long", "a" * 5000 + "HERE" + "b" * 5000, 5001, 5005))
    before, marked, behind = notice.excerpt
    assert (before[0], marked, behind[-1]) == ("…", "HERE", "…")
    assert len(before + marked + behind) < 200


def test_a_flood_of_diagnostics_is_cut_and_counted() -> None:
    found = told(preview_of(Site(), *[WARNING] * 400, ERROR))
    assert isinstance(found["notices"], list)
    assert (len(found["notices"]), found["more"]) == (50, 351)
    assert found["notices"][0]["level"] == "error"


def test_the_last_good_page_stands_while_there_are_errors_and_they_vanish_when_mended() -> None:
    preview = preview_of(Site())
    good = get(preview).body
    preview.publish(Built(None, (ERROR,)))
    assert get(preview).body == good
    assert preview.state().version == "test.1"
    assert told(preview)["heading"] == "1 error"
    preview.publish(Built(Site()))
    assert told(preview)["notices"] == []
    assert get(preview).headers["ETag"].strip('"').encode() in good


def test_before_anything_could_be_built_the_page_says_why() -> None:
    preview = preview_of(None, ERROR)
    found = get(preview)
    assert found.status == 503
    assert b"postmortems/vault.md:7:8: PM102 `owner` is a list, not a text" in found.body
    assert b'data-tag=""' in found.body
    preview.publish(Built(Site()))
    assert get(preview).status == 200


def test_a_page_that_cannot_be_made_is_shown_as_it_was() -> None:
    def broken(path: str) -> bytes | None:
        if path == "index.html":
            raise NotMade(Notice(Level.ERROR, "`page.nothing` is undefined", "templates/index.html:3"))
        return PAGE

    preview = preview_of(Site())
    good = get(preview).headers["ETag"]
    for _ in range(2):
        preview.publish(Built(broken))
        assert told(preview)["notices"] == []
        assert get(preview).headers["ETag"] == good
        assert told(preview)["heading"] == "1 error"
        seen = preview.state()
        assert get(preview, "/other.html").status == 200
        assert preview.state() == seen
    preview.publish(Built(Site()))
    assert told(preview)["notices"] == []


def test_a_page_that_could_never_be_made_says_why() -> None:
    def broken(path: str) -> bytes | None:
        raise NotMade(ERROR)

    assert b"`owner` is a list" in get(preview_of(broken)).body


# --- how they learn of it ------------------------------------------------------------------------------------------


def test_who_waits_is_woken_by_a_change_and_by_the_end() -> None:
    preview = preview_of(Site())
    seen = preview.state()
    assert preview.wait("", 0) == seen
    assert preview.wait(seen.id, 0) is None
    found: Queue[object] = Queue()
    waiting = threading.Thread(target=lambda: found.put(preview.wait(seen.id, LONG)))
    waiting.start()
    preview.publish(Built(None, (ERROR,)))
    assert found.get(timeout=LONG) == preview.state()
    waiting.join(LONG)
    preview.close()
    assert preview.wait(preview.state().id, LONG) is None


@contextmanager
def serving(preview: Preview) -> Iterator[Server]:
    server = listen(range(1))
    with server.serving(preview):
        yield server


def events(server: Server) -> tuple[http.client.HTTPConnection, Iterator[dict[str, object]]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
    connection.request("GET", "/.pmgen/events")
    response = connection.getresponse()
    assert response.getheader("Content-Type") == "text/event-stream"
    return connection, (json.loads(line[6:]) for line in response if line.startswith(b"data: "))


def fetched(server: Server, target: str, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
    connection.request("GET", target, headers=headers)
    response = connection.getresponse()
    try:
        return response.status, response.read()
    finally:
        connection.close()


def test_only_this_machine_can_reach_it() -> None:
    with serving(preview_of(Site())) as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"
        assert server.url == f"http://127.0.0.1:{server.server_port}/"
        assert fetched(server, "/")[0] == 200
        assert fetched(server, "/", Host="evil.example") == (421, b"this preview answers to localhost only\n")


def test_its_own_files_are_there_and_no_others() -> None:
    with serving(preview_of(Site())) as server:
        for name in ("preview.js", "events.js", "preview.css"):
            assert fetched(server, f"/.pmgen/{name}")[0] == 200
        for name in ("", "page.py", "__init__.py", "nothing.js"):
            assert fetched(server, f"/.pmgen/{name}")[0] == 404


def test_a_connection_serves_one_request_after_the_other() -> None:
    with serving(preview_of(Site())) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
        for method, length in (("GET", True), ("HEAD", False), ("GET", True)):
            connection.request(method, "/")
            response = connection.getresponse()
            assert (response.status, bool(response.read())) == (200, length)
        connection.request("POST", "/", body=b"GET / HTTP/1.1\r\n\r\n")
        assert connection.getresponse().status == 405
        connection.close()


def test_what_is_not_http_ends_the_connection_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(preview_of(Site())) as server:
        for rubbish in (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/1.1\r\nHost"):
            with socket.create_connection(("127.0.0.1", server.server_port), timeout=LONG) as connection:
                connection.sendall(rubbish)
                connection.shutdown(socket.SHUT_WR)
                received = connection.makefile("rb").read()
            assert b"Vault" not in received
        assert fetched(server, "/")[0] == 200
    assert capsys.readouterr() == ("", "")


def test_an_event_follows_each_change() -> None:
    preview = preview_of(Site())
    with serving(preview) as server:
        connection, told_ = events(server)
        assert next(told_)["version"] == "test.1"
        preview.publish(Built(None, (ERROR,)))
        broken = next(told_)
        assert (broken["version"], broken["heading"]) == ("test.1", "1 error")
        preview.publish(Built(Site()))
        mended = next(told_)
        assert (mended["version"], mended["notices"]) == ("test.2", [])
        connection.close()


def test_readers_who_leave_take_their_threads_with_them() -> None:
    preview = preview_of(Site())
    with serving(preview) as server:
        before = set(threading.enumerate())
        for _ in range(10):
            readers = [events(server) for _ in range(5)]
            for _, told_ in readers:
                next(told_)
            preview.publish(Built(Site()))
            for connection, told_ in readers:
                next(told_)
                connection.close()
        left = set(threading.enumerate()) - before
        del readers, connection, told_
        for thread in left:
            thread.join(LONG)
            assert not thread.is_alive()


def test_a_server_that_ends_lets_its_readers_go() -> None:
    with serving(preview_of(Site())) as server:
        _, told_ = events(server)
        next(told_)
    assert list(told_) == []


def test_a_port_in_use_is_refused_or_passed_over() -> None:
    first = listen(range(1))
    try:
        port = first.server_port
        with pytest.raises(PortTaken, match=f"port {port} is not to be had: address already in use"):
            listen(range(port, port + 1))
        with listen(range(port, min(port + 20, 65536))) as second:
            assert second.server_port > port
    finally:
        first.server_close()


# --- when to look again --------------------------------------------------------------------------------------------


class Watch:
    """The changes below a folder, seen from a thread."""

    def __init__(self, folder: Path) -> None:
        self.stop = threading.Event()
        self.seen: Queue[frozenset[Path]] = Queue()
        self.watched = Watched((folder / "postmortems", folder / "templates"), (folder / "pmgen.toml",))
        self.thread = threading.Thread(target=self.follow)

    def follow(self) -> None:
        for found in changes(lambda: self.watched, self.stop):
            self.seen.put(found)

    def until(self, wanted: Callable[[frozenset[Path]], bool]) -> None:
        while not wanted(self.seen.get(timeout=LONG)):
            pass

    def until_named(self, path: Path) -> None:
        self.until(lambda found: path in found)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "postmortems").mkdir()
    watch = Watch(tmp_path)
    watch.thread.start()
    assert watch.seen.get(timeout=LONG) == frozenset()
    yield watch
    watch.stop.set()
    watch.thread.join(LONG)
    assert not watch.thread.is_alive()


def test_saves_of_every_kind_are_seen(watch: Watch, tmp_path: Path) -> None:
    document = tmp_path / "postmortems/vault.md"
    document.write_text("one")
    watch.until_named(document)
    temporary = tmp_path / "postmortems/.vault.md.swp"
    temporary.write_text("two")
    os.replace(temporary, document)
    watch.until_named(document)
    document.unlink()
    watch.until_named(document)
    (tmp_path / "postmortems/2026").mkdir()
    watch.until_named(tmp_path / "postmortems/2026")
    inside = tmp_path / "postmortems/2026/nfs.md"
    inside.write_text("three")
    watch.until_named(inside)


@pytest.fixture
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells of no change: it watches as many folders as it can already."""

    def refused(*_: object, force_polling: bool | None = None, **named: object) -> object:
        if not force_polling:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return watch_(*_, force_polling=force_polling, **named)

    watch_: Callable[..., object] = watchfiles.watch
    monkeypatch.setattr(watchfiles, "watch", refused)


@pytest.mark.usefixtures("untold")
def test_where_nothing_is_told_each_of_two_saves_within_a_second_is_seen(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    document, moment = tmp_path / "postmortems/vault.md", 1_776_800_000 * 10**9
    document.write_text("zero")
    os.utime(document, ns=(moment, moment))
    watch = Watch(tmp_path)
    watch.thread.start()
    try:
        watch.until(lambda found: not found)
        for save in (1, 2):
            os.utime(document, ns=(moment, moment + save))
            watch.until_named(document)
        document.unlink()
        watch.until_named(document)
    finally:
        watch.stop.set()
        watch.thread.join(LONG)


def test_after_a_burst_it_looks_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, stop = tmp_path / "vault.md", threading.Event()

    def told(*_: object, **__: object) -> Iterator[set[Path]]:
        yield from (set(), set(), {document}, {document}, set(), set(), set())
        stop.set()

    monkeypatch.setattr(watching, "_watch", told)
    nothing, named = frozenset[Path](), frozenset((document,))
    assert list(changes(lambda: Watched((tmp_path,), ()), stop)) == [nothing, named, named, nothing]


def test_a_file_that_is_emptied_and_then_written_is_looked_at_once_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, other, stop = tmp_path / "vault.md", tmp_path / "nfs.md", threading.Event()
    looked: list[str] = []

    def told(*_: object, **__: object) -> Iterator[set[Path]]:
        yield set()
        other.write_text("another")
        document.write_text("")
        yield {document, other}
        document.write_text("all of it")
        yield {document}
        yield set()
        document.write_text("")
        yield {document}
        yield set()  # nobody has written it: it is empty
        stop.set()

    monkeypatch.setattr(watching, "_watch", told)
    for found in changes(lambda: Watched((tmp_path,), ()), stop):
        if document in found:
            assert (other in found) == (not looked)
            looked.append(document.read_text())
    assert looked == ["all of it", ""]


def test_a_folder_that_the_system_tells_nothing_of_is_none_yet(tmp_path: Path) -> None:
    # As one in a folder that nobody may enter any more.
    stop = threading.Event()
    found = changes(lambda: Watched((tmp_path / ("x" * 300),), ()), stop)
    assert next(found) == frozenset()
    stop.set()
    assert list(found) == []


def test_a_config_and_a_folder_may_come_and_go(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text("")
    watch.seen.get(timeout=LONG)
    (tmp_path / "pmgen.toml").unlink()
    watch.seen.get(timeout=LONG)
    (tmp_path / "templates").mkdir()
    watch.seen.get(timeout=LONG)
    watch.until(lambda found: not found)  # from now on the new folder is watched
    template = tmp_path / "templates/base.html"
    template.write_text("<title></title>")
    watch.until_named(template)
    (tmp_path / "postmortems").rmdir()
    watch.until(lambda found: not found)
    assert watch.thread.is_alive()


def test_a_connection_that_cannot_be_taken_keeps_no_processor_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def refused(_server: socketserver.TCPServer) -> None:
        asked.append(time.monotonic())
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(socketserver.TCPServer, "get_request", refused)
    with (
        listen(range(1)) as server,
        server.serving(preview_of(None)),
        socket.create_connection(("127.0.0.1", server.server_port)),
    ):
        time.sleep(0.4)
    assert 1 <= len(asked) < 10
