"""`pmgen verify`, for a folder and for a site on loopback: what a reader would not get must be seen."""

from __future__ import annotations

import gzip
import hashlib
import http.server
import itertools
import json
import os
import shutil
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pmgen.verify import Built, Finding, Kind, Published, Unusable, Verdict, verify
from pmgen.verify.pages import outline
from pmgen.verify.walk import Seen
from pmgen.writer import MANIFEST, manifest
from tests.running import pmgen
from tests.test_build import document, put
from tests.writing import write

FILES = {
    "assets/style.css": b"@import 'more.css'; p { background: url(dot.svg) }",
    "assets/more.css": b"p {}",
    "assets/dot.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "index.html": b'<link href="assets/style.css"><a href="a%20b.html#why">a</a><a href="https://example.org/">b</a>',
    "a b.html": b'<h2 id="why">Why</h2><a href="./">up</a><a href="#why">here</a><img srcset="assets/dot.svg 2x">',
    "feed.xml": b'<feed><link href="a%20b.html"/></feed>',
}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "built"
    write(folder, list(FILES), FILES.items())
    return folder


def listed_again(folder: Path, **changes: bytes) -> None:
    """Change files, and the manifest with them: as a build with such pages would have done."""
    for name, data in changes.items():
        (folder / f"{name}.html").write_bytes(data)
    entries = [
        (path.relative_to(folder).as_posix(), len(data := path.read_bytes()), hashlib.sha256(data).hexdigest())
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    ]
    (folder / MANIFEST).write_bytes(manifest(entries))


def said(verdict: Verdict) -> list[str]:
    return [f"{each.kind}: {each.path} {each.message}" for each in verdict.findings]


def test_a_site_as_built_is_found_in_order(built: Path) -> None:
    assert verify(Built(built)) == Verdict(findings=(), files=6, links=6, elsewhere=1)


def test_every_change_of_a_byte_is_seen(built: Path) -> None:
    for path in FILES:
        data = bytearray(FILES[path])
        data[len(data) // 2] ^= 1
        (built / path).write_bytes(data)
        assert f"different: {path} does not hold the bytes that are listed" in said(verify(Built(built)))
        (built / path).write_bytes(FILES[path])


def test_missing_cut_and_longer_files_are_named(built: Path) -> None:
    (built / "assets/dot.svg").unlink()
    (built / "index.html").write_bytes(FILES["index.html"][:9])
    (built / "feed.xml").write_bytes(FILES["feed.xml"] + b"\n")
    assert said(verify(Built(built))) == [
        "missing: assets/dot.svg is listed, and is not there",
        "different: feed.xml has more than 38 bytes, and 38 are listed",
        f"different: index.html has 9 bytes, and {len(FILES['index.html'])} are listed",
    ]


def test_what_nobody_listed_is_named_unless_it_may_be_there(built: Path) -> None:
    (built / "old").mkdir()
    (built / "old/page.html").write_bytes(b"")
    (built / ".pmgen-staging").mkdir()
    (built / ".pmgen-staging/0").write_bytes(b"")
    (built / ".pmgen-staging/notes.txt").write_bytes(b"")  # somebody's own: no build removes it
    (built / ".pmgen-staging/1").symlink_to("0")
    (built / "link").symlink_to("index.html")
    assert said(verify(Built(built))) == [
        "unlisted: .pmgen-staging/0 was left by a build that was killed; the next build removes it",
        "unlisted: .pmgen-staging/1 is there, and is not listed",
        "unlisted: .pmgen-staging/notes.txt is there, and is not listed",
        "unlisted: link is there, and is not listed",
        "unlisted: old/page.html is there, and is not listed",
    ]
    assert said(verify(Built(built), ignore=["old/*", "li*", ".pmgen*"])) == []


def test_links_that_lead_nowhere_are_named(built: Path) -> None:
    page = b'<a href="b.html">x</a><a href="a%20b.html#no">x</a><a href="../../etc/passwd">x</a><img src="/x.png">'
    listed_again(built, index=page, broken=b"<a href='http://[x'>x</a>")
    assert sorted(said(verify(Built(built)))) == [
        "dead-link: broken.html links to `http://[x`: that leaves the site",
        "dead-link: index.html links to `../../etc/passwd`: that leaves the site",
        "dead-link: index.html links to `/x.png`: that leaves the site",
        "dead-link: index.html links to `a%20b.html#no`: there is no place `#no` in `a b.html`",
        "dead-link: index.html links to `b.html`: there is no `b.html`",
    ]


def test_what_a_browser_finds_is_no_dead_link(built: Path) -> None:
    listed_again(
        built,
        index=b"""<a href="#top">x</a><a href="a%20b.html#Top">x</a><a href="a%20b.html#:~:text=up">x</a>
            <a href="a%20b.html#why:~:text=up">x</a>
            <img srcset="data:image/png;base64,AAAA 1x,assets/dot.svg 2x, assets/dot.svg?a,b, assets/dot.svg">""",
    )
    assert said(verify(Built(built))) == []
    listed_again(built, index=b'<img srcset="assets/dot.svg 1x, no.png 2x"><a href="a%20b.html#no:~:text=up">x</a>')
    assert said(verify(Built(built))) == [
        "dead-link: index.html links to `a%20b.html#no:~:text=up`: there is no place `#no` in `a b.html`",
        "dead-link: index.html links to `no.png`: there is no `no.png`",
    ]


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ('<p><b><a href="x"><i class="y">z</i></a></b></p>', {"x"}),
        ('<a title="of <b> and </i>" href="x<b>y">z</a>', {"x<b>y"}),
        ("<a href='x</i>y'>z</a>", {"x</i>y"}),
        ('<script>"<b>" + \'<a href="no">\'</script><style>p::after { content: "<a href=no>" }</style>', set()),
        ('<b class="x" data-index="y"><img src=z><br/><p class="a" hidden><a\nhref="b">', {"y", "z", "b"}),
        ("<!-- <p><a href='no'></p> --><title>A</title><A HREF=x>", {"x"}),
    ],
)
def test_no_tag_that_says_nothing_changes_what_others_say(page: str, links: set[str]) -> None:
    assert outline("x.html", page.encode()).links == links


@pytest.mark.parametrize(
    "odd",
    ["<![x]>", "<![if IE]>", "<![]>", "<![CDATA[<a href=no>]]>", "<!x>", "<?x>", "</>", "</ x>", "<1>", "<!-- > -->"],
)
def test_what_nobody_writes_hides_no_link(odd: str) -> None:
    assert outline("x.html", f"<a href=x>{odd}<a href=y>".encode()).links == {"x", "y"}


@pytest.mark.parametrize("cut", ["<a ", '<b class="x" ', "<b class='", "<!--", "<![CDATA[", "</"])
def test_a_page_that_ends_within_many_tags_is_read_in_no_time(cut: str) -> None:
    began = time.process_time()
    assert outline("x.html", f"<a href=x>{cut * 20_000}".encode()).links == {"x"}
    assert time.process_time() - began < 5


def test_only_an_address_of_another_site_counts_as_one(built: Path) -> None:
    listed_again(
        built, index=b'<a href="//example.org/">x</a><a href="mailto:a@example.org">x</a><img src="data:image/png,x">'
    )
    assert verify(Built(built)).elsewhere == 1


def test_the_own_addresses_of_a_site_are_followed(built: Path) -> None:
    there = "https://example.org/pm/"
    page = f'<link rel="canonical" href="{there}"><a href="{there}a%20b.html#why">x</a><a href="{there}app/">x</a>'
    feed, lost = '<feed><link href="{0}a%20b.html"/></feed>', '<a href="{0}">x</a><a href="{0}index.html">x</a>'
    places = "<urlset>\n <url><loc>{0}</loc></url>\n <url><loc>{0}a%20b.html</loc></url>\n</urlset>"
    version = '"version": "https://jsonfeed.org/version/1.1"'
    items = f'{{{{{version}, "feed_url": "{{0}}", "items": [{{{{"url": "{{0}}a%20b.html"}}}}]}}}}'
    files = {"feed.xml": feed, "feed.json": items, "404.html": lost, "sitemap.xml": places}
    files["followups.json"] = '{{"followups": [{{"action": "\\"url\\": \\"x\\"", "url": "{0}a%20b.html"}}]}}'
    files["postmortems.json"] = '{{"postmortems": [{{"title": "a", "url": "{0}a%20b.html", "tags": []}}]}}'
    files["followups.csv"] = 'id,action,url\r\nF1,"a,\r\nb",{0}a%20b.html\r\n'
    files["followups.ics"] = "DESCRIPTION:URL:x\r\nURL:{0}a%20b.h\r\n tml\r\n"
    for path, text in files.items():
        (built / path).write_text(text.format(there))
    listed_again(built, index=page.encode())
    verdict = verify(Built(built))
    # Beside the site, the host may have something else.
    assert (said(verdict), verdict.elsewhere) == ([], 1)
    for path, text in files.items():
        (built / path).write_text(text.format(there).replace("a%20b", "c").replace("index", "c"))
        listed_again(built)
        assert said(verify(Built(built))) == [f"dead-link: {path} links to `{there}c.html`: there is no `c.html`"]
        (built / path).write_text(text.format(there))
    listed_again(built, index=page.replace("#why", "#no").encode())
    (dead,) = said(verify(Built(built)))
    assert dead.endswith("there is no place `#no` in `a b.html`")
    listed_again(built, index=page.replace("canonical", "alternate").encode())
    assert verify(Built(built)).elsewhere == 5, "nobody knows where it is"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("followups.json", b'"url": "\xff", "url": "\\x", "url": "\n", "url": "'),
        ("followups.csv", b'\xef\xbb\xbfurl,url\r\n"\x00\xff'),
        ("followups.ics", b"URL:\xff\nURL:\r\n \r\n"),
        ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": 1}, 2]}'),
        ("feed.json", b'"https://jsonfeed.org/version/1.1' + b"[" * 100_000),
    ],
)
def test_what_is_no_list_of_ours_ends_nothing(built: Path, path: str, data: bytes) -> None:
    (built / path).write_bytes(data)
    listed_again(built)
    assert [each.path for each in verify(Built(built)).findings if each.path != path] == []


def test_neither_a_pipe_nor_a_link_is_opened(built: Path) -> None:
    (built / "index.html").unlink()
    os.mkfifo(built / "index.html")
    (built / "feed.xml").unlink()
    (built / "feed.xml").symlink_to("/dev/zero")
    assert said(verify(Built(built))) == [
        "failed: feed.xml is not a regular file",
        "failed: index.html is not a regular file",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("film.mp4", []),
        ("measured.json", []),
        ("page.html", ["failed: page.html is larger than 32 MiB: its links are not followed"]),
        ("feed.json", ["failed: feed.json is larger than 32 MiB: its links are not followed"]),
        ("followups.csv", ["failed: followups.csv is larger than 128 MiB: its links are not followed"]),
    ],
)
def test_a_file_may_be_larger_than_what_memory_is_taken_for(built: Path, name: str, told: list[str]) -> None:
    with (built / name).open("wb") as file:
        file.truncate((128 << 20) + 1)
    listed_again(built)
    tracemalloc.start()
    try:
        assert said(verify(Built(built))) == told
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()


def test_a_hostile_manifest_leads_nowhere(built: Path) -> None:
    entries: list[object] = [
        {"path": "../secret", "size": 1, "sha256": "0" * 64},
        {"path": "a", "size": 1, "sha256": "0"},
        {"path": "index.html", "size": -1, "sha256": "0" * 64},
        {"path": "index.html", "size": 10**12, "sha256": "0" * 64},
        7,
    ]
    (built / MANIFEST).write_text(json.dumps({"schema": 1, "files": entries}))
    found = said(verify(Built(built), ignore=["*"]))
    assert "manifest: manifest.json lists `../secret`, which has the part `..`" in found
    assert "manifest: manifest.json lists `index.html`, which is listed twice" in found
    assert [each for each in found if "number" in each] == [
        "manifest: manifest.json has a file without path, size or SHA-256: number 2",
        "manifest: manifest.json has a file without path, size or SHA-256: number 5",
    ]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"schema": 2, "files": []}', '{"schema": 1, "files": []}', "[" * 100_000]
)
def test_without_a_manifest_of_ours_nothing_can_be_said(built: Path, text: str) -> None:
    (built / MANIFEST).write_text(text)
    with pytest.raises(Unusable):
        verify(Built(built))


# A published site

Answering = Callable[["Handler"], bool]


class Handler(http.server.SimpleHTTPRequestHandler):
    """A plain static server, which can be told to answer otherwise."""

    protocol_version = "HTTP/1.1"
    otherwise: dict[str, Answering]
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        answer = self.otherwise.get(self.path.rpartition("/")[2])
        if answer is None or not answer(self):
            super().do_GET()

    def say(self, status: int, body: bytes = b"", **headers: str) -> bool:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        return True

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture
def published(built: Path) -> Iterator[tuple[str, dict[str, Answering], list[str]]]:
    otherwise: dict[str, Answering] = {}
    asked: list[str] = []
    handler = type("Told", (Handler,), {"otherwise": otherwise, "asked": asked})
    root = built.parent / "root"
    shutil.copytree(built, root / "docs")
    with Quiet(("127.0.0.1", 0), partial(handler, directory=str(root))) as server:
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/docs", otherwise, asked
        server.shutdown()
        thread.join()


On = tuple[str, dict[str, Answering], list[str]]


def look(url: str, pauses: tuple[float, ...] = (), timeout: float = 5.0, expected: bytes | None = None) -> Verdict:
    return verify(Published(url, timeout=timeout, pauses=pauses), expected=expected)


@pytest.mark.parametrize("ending", ["", "/", "/index.html"])
def test_a_published_site_as_built_is_found_in_order(published: On, ending: str) -> None:
    assert look(published[0] + ending) == Verdict(findings=(), files=6, links=6, elsewhere=1)
    assert sorted(published[2]) == sorted(f"/docs/{path.replace(' ', '%20')}" for path in [*FILES, MANIFEST])


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (lambda to: to.say(404), "missing: feed.xml is listed, and is answered with 404"),
        (lambda to: to.say(403), "failed: feed.xml is answered with 403"),
        (lambda to: to.say(500), "failed: feed.xml is answered with 500"),
        (lambda to: to.say(200), "different: feed.xml has 0 bytes, and 38 are listed"),
        (
            lambda to: to.say(200, FILES["feed.xml"].upper()),
            "different: feed.xml does not hold the bytes that are listed",
        ),
        (
            lambda to: to.say(200, b"x" * 39, Content_Encoding="br"),
            "failed: feed.xml is sent as `br`, which nobody asked for",
        ),
        (lambda to: to.say(200, b"x" * 39, Content_Encoding="gzip"), "failed: feed.xml is sent as `gzip`, and is not"),
        (
            lambda to: to.say(200, gzip.compress(b"old"), Content_Encoding="gzip"),
            "different: feed.xml has 3 bytes, and 38 are listed",
        ),
        (
            lambda to: to.say(200, gzip.compress(FILES["feed.xml"])[:-9], Content_Encoding="gzip"),
            "failed: feed.xml is not answered: the answer ends before its end",
        ),
        (
            lambda to: to.say(200, gzip.compress(bytes(10**8)), Content_Encoding="gzip"),
            "different: feed.xml has more than 38 bytes, and 38 are listed",
        ),
        (
            lambda to: to.say(302, Location="http://other.invalid/"),
            "failed: feed.xml redirects to another site: `http://other.invalid/`",
        ),
        (lambda to: to.say(302, Location="feed.xml"), "failed: feed.xml redirects more than 5 times"),
        (
            lambda to: to.say(302, Location="http://[x"),
            "failed: feed.xml redirects to what is no address: `http://[x`",
        ),
        (
            lambda to: to.say(302, Location="http://127.0.0.1:x/"),
            "failed: feed.xml redirects to what is no address: `http://127.0.0.1:x/`",
        ),
        (lambda to: to.wfile.write(b"hello\r\n\r\n") > 0, "failed: feed.xml is not answered: what comes is not HTTP"),
        (lambda to: to.say(302, Location="nowhere"), "missing: feed.xml is listed, and is answered with 404"),
        (
            lambda to: (
                to.say(200, b"short", Content_Length="38", Connection="close") and to.connection.shutdown(1) is None
            ),
            "failed: feed.xml is not answered: the answer ends before its end",
        ),
    ],
)
def test_what_a_reader_would_not_get_is_named(published: On, answer: Answering, finding: str) -> None:
    published[1]["feed.xml"] = answer
    assert said(look(published[0])) == [finding]


def test_a_redirect_within_the_site_that_ends_in_the_right_bytes_is_fine(published: On) -> None:
    published[1]["index.html"] = lambda to: to.say(301, Location="/docs/")
    assert look(published[0]).findings == ()


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("words", [b"", b"<p>one", bytes(300_000)], ids=["none", "few", "many"])
def test_what_is_sent_packed_is_what_it_holds(published: On, built: Path, words: bytes, chunked: bool) -> None:
    listed_again(built.parent / "root/docs", index=words)

    def packed(to: Handler) -> bool:
        assert "gzip" in to.headers["Accept-Encoding"]
        data = gzip.compress(words)
        if not chunked:
            return to.say(200, data, Content_Type="text/html", Content_Encoding="gzip")
        to.send_response(200)
        for name, value in (
            ("Content-Type", "text/html"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
        ):
            to.send_header(name, value)
        to.end_headers()
        to.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data))
        return True

    published[1]["index.html"] = packed
    assert said(look(published[0])) == []


def test_an_old_page_is_seen_that_only_browsers_would_get(published: On) -> None:
    old = gzip.compress(b"<p>of yesterday")
    published[1]["index.html"] = lambda to: (
        "gzip" in to.headers["Accept-Encoding"] and to.say(200, old, Content_Type="text/html", Content_Encoding="gzip")
    )
    assert [each.kind for each in look(published[0]).findings] == [Kind.DIFFERENT]


def test_a_site_that_was_built_for_another_folder_is_named(published: On, built: Path) -> None:
    served, url = built.parent / "root/docs", f"{published[0]}/"
    elsewhere = f"{url.removesuffix('docs/')}pm/"
    message = f"dead-link: index.html says that it is at `{elsewhere}`: there the feeds and the sitemap lead, not to "
    for there, told in ((url, []), ("https://example.org/", []), (elsewhere, [f"{message}`{url}`"])):
        listed_again(served, index=f'<link rel="canonical" href="{there}">'.encode())
        assert said(look(url)) == told
        assert said(verify(Built(served))) == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda to: to.say(404), "missing: {}is answered with 404"),
        (lambda to: to.say(403), "failed: {}is answered with 403"),
        (lambda to: to.say(200, b"<p>a list", Content_Type="text/html"), "different: {}has 9 bytes, and 61 are listed"),
        (lambda _: False, ""),
    ],
)
@pytest.mark.parametrize("ending", ["/", "/index.html"])
def test_a_host_that_shows_no_index_for_its_folder_is_named_where_links_lead_there(
    published: On, built: Path, answer: Answering, reason: str, ending: str
) -> None:
    served, url = built.parent / "root/docs", f"{published[0]}/"
    published[1][""] = answer
    assert look(published[0] + ending).findings == ()
    listed_again(served, index=f'<link rel="canonical" href="{url}">'.ljust(61).encode())
    told = f"index.html is not at `{url}`, where the feeds and the sitemap lead: that "
    assert said(look(published[0] + ending)) == ([reason.format(told)] if reason else [])


def test_the_same_host_may_be_spelled_otherwise(published: On) -> None:
    url = published[0].replace("127.0.0.1", "localhost")
    published[1]["index.html"] = lambda to: to.say(301, Location=url.replace("localhost", "LOCALHOST") + "/")
    published[1]["feed.xml"] = lambda to: to.say(301, Location="a b.html")
    assert said(look(url)) == ["different: feed.xml has more than 38 bytes, and 38 are listed"]


def test_a_page_that_a_browser_would_not_show_is_named(published: On) -> None:
    published[1]["index.html"] = lambda to: to.say(200, FILES["index.html"], Content_Type="text/plain")
    assert said(look(published[0])) == ["failed: index.html is sent as `text/plain`, and a browser needs `text/html`"]
    published[1]["index.html"] = lambda to: to.say(200, FILES["index.html"])
    assert said(look(published[0])) == ["failed: index.html is sent without a type, and a browser needs `text/html`"]


def test_a_page_that_a_browser_would_save_is_named(published: On) -> None:
    shown, saved = 'inline; filename="attachment"', 'Attachment; filename="x.html"'
    published[1]["index.html"] = lambda to: to.say(
        200, FILES["index.html"], Content_Type="text/html", Content_Disposition=shown
    )
    published[1]["feed.xml"] = lambda to: to.say(200, FILES["feed.xml"], Content_Disposition=saved)
    assert look(published[0]).findings == ()
    published[1]["index.html"] = lambda to: to.say(
        200, FILES["index.html"], Content_Type="text/html", Content_Disposition=saved
    )
    assert said(look(published[0])) == [
        "failed: index.html is sent as an attachment, which a browser saves and does not show"
    ]


def test_a_page_whose_letters_a_browser_would_garble_is_named(published: On, built: Path) -> None:
    words = "<p>Zürich</p>".encode()
    listed_again(built, index=words)
    published[1].update({MANIFEST: lambda to: to.say(200, (built / MANIFEST).read_bytes())})
    latin, right = "text/html; charset=ISO-8859-1", "text/html; charset=UTF-8"
    published[1].update({"index.html": lambda to: to.say(200, words, Content_Type=right)})
    published[1].update({"a b.html": lambda to: to.say(200, FILES["a b.html"], Content_Type=latin)})
    assert look(published[0]).findings == ()
    published[1].update({"index.html": lambda to: to.say(200, words, Content_Type=latin)})
    assert said(look(published[0])) == ["failed: index.html is sent as text in `iso-8859-1`, and is written in `utf-8`"]


def test_an_answer_without_end_ends(published: On) -> None:
    def endless(to: Handler) -> bool:
        to.say(200, Content_Length=str(10**9))
        while True:
            to.wfile.write(b"x" * 65536)

    published[1]["feed.xml"] = endless
    assert said(look(published[0])) == ["different: feed.xml has more than 38 bytes, and 38 are listed"]


def test_an_answer_that_does_not_come_is_named_in_time(published: On) -> None:
    held = threading.Event()
    published[1]["feed.xml"] = lambda to: held.wait(20)
    began = time.monotonic()
    verdict = look(published[0], timeout=0.2)
    assert said(verdict) == ["failed: feed.xml is not answered: it takes too long"]
    assert time.monotonic() - began < 10
    held.set()


@pytest.mark.parametrize(
    ("begin", "drop"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    ],
    ids=["interim answers", "a header", "the size of a chunk"],
)
def test_an_answer_that_comes_drop_by_drop_has_no_longer(published: On, begin: bytes, drop: bytes) -> None:
    dropped: list[bytes] = []

    def slow(to: Handler) -> bool:
        to.wfile.write(begin)
        while len(dropped) < 100 and not threading.Event().wait(0.05):
            to.wfile.write(drop)
            dropped.append(drop)
        return True

    published[1]["feed.xml"] = slow
    assert "failed: feed.xml is not answered: it takes too long" in said(look(published[0], timeout=0.5))
    assert len(dropped) < 50


def test_a_server_that_stumbles_is_asked_again(published: On) -> None:
    answers = iter([503, 429])
    published[1]["feed.xml"] = lambda to: (status := next(answers, 0)) != 0 and to.say(status)
    assert look(published[0], pauses=(0, 0)).findings == ()
    assert published[2].count("/docs/feed.xml") == 3


def test_a_server_is_left_alone_for_as_long_as_it_asks(published: On) -> None:
    asked: list[float] = []
    wishes = iter([0, 2])

    def busy(to: Handler) -> bool:
        asked.append(time.monotonic())
        if (wish := next(wishes, None)) is None:
            return False
        return to.say(429, Retry_After=to.date_time_string(time.time() + wish) if wish else "1")

    published[1]["feed.xml"] = busy
    assert look(published[0], pauses=(0, 0)).findings == ()
    assert [later - before >= 0.9 for before, later in itertools.pairwise(asked)] == [True, True]


def test_all_who_ask_a_server_leave_it_alone(published: On) -> None:
    asked: list[float] = []
    refused = threading.Event()

    def busy(to: Handler) -> bool:
        asked.append(time.monotonic())
        if refused.is_set():
            return False
        refused.set()
        return to.say(503, Retry_After="1")

    published[1].update(dict.fromkeys(FILES, busy))
    assert verify(Published(published[0], pauses=(0,)), jobs=1).findings == ()
    first, *others = asked
    assert min(others) - first >= 1


def test_a_server_that_answers_may_have_one_wait_again(published: On) -> None:
    """As one does that answers so many questions a minute, and no more."""
    known: set[str] = set()

    def busy(to: Handler) -> bool:
        if to.path in known:
            return False
        known.add(to.path)
        return to.say(429, Retry_After="1")

    published[1].update(dict.fromkeys(("style.css", "more.css", "dot.svg"), busy))
    assert verify(Published(published[0], pauses=(0,), patience=1.5), jobs=1).findings == ()


@pytest.mark.parametrize(("wish", "told"), [("1", "1 second"), ("3600", "3,600 seconds")])
def test_how_long_a_server_wants_to_be_left_alone_is_told_in_words(published: On, wish: str, told: str) -> None:
    published[1]["feed.xml"] = lambda to: to.say(503, Retry_After=wish)
    found = verify(Published(published[0], pauses=(), patience=0), jobs=1).findings
    assert [each.message for each in found] == [f"is answered with 503, and wants to be asked again in {told}"]


@pytest.mark.parametrize("wish", ["3600", "99999999999", "Fri, 29 Nov 2126 11:00:00 GMT"])
def test_nobody_waits_longer_than_there_is_patience_for(published: On, wish: str) -> None:
    published[1]["feed.xml"] = lambda to: to.say(429, Retry_After=wish)
    began = time.monotonic()
    (finding,) = said(look(published[0], pauses=(0, 0)))
    assert finding.startswith("failed: feed.xml is answered with 429, and wants to be asked again in ")
    assert published[2].count("/docs/feed.xml") == 1
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("wish", ["", "soon", "-5", "1.5", "²", "Sun, 29 Nov 2026", "Thu, 29 Nov 1990 09:00:00 GMT"])
def test_what_nobody_can_wait_for_is_asked_again_as_without_it(published: On, wish: str) -> None:
    published[1]["feed.xml"] = lambda to: to.say(429, Retry_After=wish)
    assert said(look(published[0], pauses=(0, 0))) == ["failed: feed.xml is answered with 429"]
    assert published[2].count("/docs/feed.xml") == 3


@pytest.mark.parametrize("named", ["", "identity", " ", ",", "x-gzip", "GZIP", "identity, gzip"])
def test_what_means_the_same_is_read_the_same(published: On, built: Path, named: str) -> None:
    words = b"<p>one"
    listed_again(built.parent / "root/docs", index=words)
    data = gzip.compress(words) if "gzip" in named.lower() else words
    published[1]["index.html"] = lambda to: to.say(200, data, Content_Type="text/html", Content_Encoding=named)
    assert said(look(published[0])) == []


def test_whoever_stops_it_does_not_wait_for_a_server(published: On) -> None:
    def stopped(items: Iterable[Seen], _total: int) -> Iterator[Seen]:
        yield from itertools.islice(items, 1)
        raise KeyboardInterrupt

    published[1].update(dict.fromkeys(FILES, lambda to: to.say(429, Retry_After="40")))
    published[1].pop(next(iter(FILES)))
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        verify(Published(published[0]), progress=stopped)
    assert time.monotonic() - began < 20


def test_a_connection_that_the_server_has_ended_is_opened_anew(published: On) -> None:
    def last(to: Handler) -> bool:
        to.close_connection = True
        return False

    published[1].update(dict.fromkeys([*FILES, MANIFEST], last))
    assert look(published[0]).findings == ()


def test_a_connection_is_kept(published: On) -> None:
    ports: set[int] = set()

    def note(to: Handler) -> bool:
        ports.add(to.client_address[1])
        return False

    published[1].update(dict.fromkeys([*FILES, MANIFEST], note))
    verify(Published(published[0]), jobs=1)
    assert len(ports) == 2  # the manifest is read before the others, in a thread of its own


def test_an_old_site_is_seen_by_what_was_built(published: On, built: Path) -> None:
    listed_again(built, index=b"<p>new")
    found = said(look(published[0], expected=(built / MANIFEST).read_bytes()))
    assert found == [
        "different: index.html has more than 6 bytes, and 6 are listed",
        "different: manifest.json is not that of the site that was built",
    ]


@pytest.mark.parametrize(
    ("url", "folder"), [("/a/index.html", "/a/"), ("/a/old-index.html", "/a/old-index.html/"), ("/index.html", "/")]
)
def test_only_the_name_of_the_index_stands_for_its_folder(url: str, folder: str) -> None:
    assert Published(f"https://example.org{url}").url == f"https://example.org{folder}"


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[",
        "http://a b/",
        "ftp://a/",
        "http://a:b/",
        "http://a\n/",
        "http://a..b/",
        f"http://{64 * 'x'}.test/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Unusable):
        Published(url)


# The command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pmgen.toml").write_text("")
    put(tmp_path, **{"2026-04-14-nfs": document("NFS gone", "2026-04-14")})
    assert pmgen(tmp_path, "build").returncode == 0
    return tmp_path


def test_the_command_says_that_all_is_well(project: Path) -> None:
    run = pmgen(project, "verify", "site")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.startswith("`site/docs/post-mortems`: ")
    assert "as built" in run.stderr


def test_the_folder_of_the_pages_may_be_called_like_the_manifest(project: Path) -> None:
    (project / "pmgen.toml").write_text('path = "manifest.json"\n')
    assert pmgen(project, "build", "--site", "other").returncode == 0
    run = pmgen(project, "verify", "other", "--against", "other")
    assert (run.returncode, run.stdout) == (0, ""), run.stderr


def test_the_command_fails_for_what_it_names(project: Path) -> None:
    (project / "site/docs/post-mortems/followups.csv").unlink()
    (project / "site/docs/post-mortems/a\x1b[2J.txt").write_text("")
    run = pmgen(project, "verify", "site/docs/post-mortems")
    assert run.returncode == 1
    assert "missing: `followups.csv` is listed, and is not there" in run.stdout
    assert "unlisted: `a␛[2J.txt` is there, and is not listed" in run.stdout
    assert "\x1b" not in run.stdout + run.stderr
    assert "problems" in run.stderr
    listed = json.loads(pmgen(project, "verify", "site", "--format", "json").stdout)
    assert {"kind": "missing", "path": "followups.csv", "message": "is listed, and is not there"} in listed


def test_the_command_says_what_cannot_be_verified_and_no_password(project: Path) -> None:
    run = pmgen(project, "verify", "postmortems")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "error: `postmortems` cannot be verified: its `manifest.json` is not there\n"
    run = pmgen(project, "verify", "http://me:secret@127.0.0.1:1/x", "--retries", "0")
    assert run.returncode == 2
    assert "`http://127.0.0.1:1/x/` cannot be verified: its `manifest.json` is not answered: " in run.stderr
    assert "secret" not in run.stderr


@pytest.mark.parametrize(
    ("site", "told"),
    [
        ("nowhere", "there is no such folder; an address begins with `https://` or `http://`"),
        ("pmgen.toml", "it is no folder"),
        ("http://me:sec/ret@a.example/", "it is not an address"),
        ("http://a.example/?key=secret", "it has a query or a fragment; leave out what follows `?` or `#`"),
    ],
)
def test_the_command_says_what_is_no_site(project: Path, site: str, told: str) -> None:
    run = pmgen(project, "verify", site, "--retries", "0")
    shown = "http://a.example/" if "://" in site else site
    assert (run.returncode, run.stderr) == (2, f"error: `{shown}` cannot be verified: {told}\n")


def test_the_command_blames_what_it_compares_with(project: Path) -> None:
    (project / "built").mkdir()
    (project / "built" / MANIFEST).write_text("{")
    run = pmgen(project, "verify", "site", "--against", "built")
    assert run.stderr == "error: `built` is no site to compare with: its `manifest.json` is not JSON\n"


@pytest.mark.parametrize("words", [["verify", "odd"], ["verify", "site", "--against", "odd"]])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("inside", ["", "docs/post-mortems/"])
def test_the_command_says_what_a_manifest_is_that_is_no_file(
    project: Path, words: list[str], make: Callable[[Path], None], inside: str
) -> None:
    odd = project / "odd" / inside
    odd.mkdir(parents=True)
    make(odd / MANIFEST)
    run = pmgen(project, *words)
    told = "cannot be verified" if words == ["verify", "odd"] else "is no site to compare with"
    shown = f"odd/{inside}".rstrip("/")
    assert run.stderr == f"error: `{shown}` {told}: its `manifest.json` is not a regular file\n"


def test_the_command_compares_a_published_site_with_what_was_built(project: Path, published: On) -> None:
    run = pmgen(project, "verify", published[0], "--against", "site", "--retries", "0")
    assert run.returncode == 1
    assert "different: `manifest.json` is not that of the site that was built" in run.stdout


def test_a_site_that_is_not_there_fails_the_check_and_one_that_cannot_be_asked_does_not(
    project: Path, published: On
) -> None:
    run = pmgen(project, "verify", f"{published[0]}/nowhere", "--against", "site", "--retries", "0")
    assert run.returncode == 1
    assert "missing: `manifest.json` was built, and is answered with 404" in run.stdout
    assert "missing: `index.html` is listed, and is answered with 404" in run.stdout
    run = pmgen(project, "verify", "http://127.0.0.1:1/", "--against", "site", "--retries", "0")
    assert (run.returncode, run.stdout) == (2, "")
    assert pmgen(project, "verify", f"{published[0]}/nowhere", "--retries", "0").returncode == 2


def test_findings_have_an_order() -> None:
    findings = [Finding("b", Kind.MISSING, ""), Finding("a", Kind.UNLISTED, ""), Finding("a", Kind.FAILED, "")]
    assert [f"{each.path} {each.kind}" for each in sorted(findings)] == ["a failed", "a unlisted", "b missing"]


def test_of_a_site_that_is_not_there_not_every_file_is_printed(project: Path) -> None:
    folder, empty = project / "site/docs/post-mortems", project / "empty"
    for number in range(70):
        (folder / f"0{number:02}.txt").write_bytes(b"")
    listed_again(folder)
    empty.mkdir()
    (empty / "own.txt").write_bytes(b"")
    whole = json.loads(pmgen(project, "verify", "empty", "--against", "site", "--format", "json").stdout)
    lines = pmgen(project, "verify", "empty", "--against", "site").stdout.splitlines()
    missing = sum(each["kind"] == "missing" for each in whole)
    assert missing > 70
    assert lines[0] == "missing: `manifest.json` was built, and is not there"
    assert "unlisted: `own.txt` is there, and is not listed" in lines
    assert [line for line in lines if "more" in line] == [f"missing: {missing - 50} more, which `--format json` names"]
    assert len(lines) == 50 + 1 + 1
