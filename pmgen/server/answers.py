"""From a request to its answer: who may ask, for what, and what they get."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

from pmgen.server import page
from pmgen.server.preview import NotMade, Preview
from pmgen.values import Value, field

_LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)
"""The names by which this machine calls itself. A page of another site that has its name point to 127.0.0.1 (DNS
rebinding) still sends that name."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".prom": "text/plain; version=0.0.4; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
"""By the ending of a path, the same on every machine."""

_ALWAYS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FOR_EVER = "max-age=31536000, immutable"
"""For files whose address changes with their contents."""

_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For a picture that may hold script, when somebody opens it by itself."""


class Request(Value):
    """What somebody asks for.

    Args:
        target: path and query, as they were sent.
        hosts: every `Host` that was sent.
        site: where the browser says that the request comes from (`Sec-Fetch-Site`); empty if it does not say.
        mode: whether that is to show the page or to get at its contents (`Sec-Fetch-Mode`).
        known: the tags of what the browser has already (`If-None-Match`).
    """

    method: str
    target: str
    hosts: tuple[str, ...]
    site: str = ""
    mode: str = ""
    known: str = ""


class Answer(Value):
    """What is sent back; `follow` if what comes is not a body but events without end."""

    status: int
    kind: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    follow: bool = False


def answer(request: Request, preview: Preview) -> Answer:
    """What a request gets."""
    if refused := _refused(request):
        return refused
    path = _path(request.target)
    if path is None:
        return Answer(400, body=b"not the address of a page\n", headers=_ALWAYS)
    if path == page.EVENTS:
        headers = {**_ALWAYS, "Cache-Control": "no-store"}
        return Answer(200, "text/event-stream", headers=headers, follow=request.method == "GET")
    if path.startswith(page.RESERVED):
        return _own(path)
    return _shown(path, request, preview)


def _refused(request: Request) -> Answer | None:
    """A refusal, where the request is not one of this machine's own readers."""
    if len(request.hosts) != 1 or not _LOOPBACK.fullmatch(request.hosts[0].strip()):
        return Answer(421, body=b"this preview answers to localhost only\n", headers=_ALWAYS)
    if request.method not in ("GET", "HEAD"):
        return Answer(405, body=b"a preview can only be read\n", headers={**_ALWAYS, "Allow": "GET, HEAD"})
    if request.site not in ("", "same-origin", "none") and request.mode != "navigate":
        return Answer(403, body=b"this preview is not for other sites\n", headers=_ALWAYS)
    return None


def _path(target: str) -> str | None:
    """The path that is asked for, relative to the site; `None` where it is none."""
    if not target.startswith("/"):
        return None
    try:
        path = unquote(urlsplit("//localhost" + target).path, errors="strict")
    except ValueError:
        return None
    if "\\" in path or "\0" in path or any(part in (".", "..") for part in path.split("/")):
        return None
    path = path.removeprefix("/")
    return path + "index.html" if path.endswith("/") or not path else path


def _own(path: str) -> Answer:
    data = page.own_files().get(path)
    if data is None:
        return Answer(404, body=b"there is no such file\n", headers=_ALWAYS)
    # The policy is for the script that runs as a worker: a worker obeys that of its own file.
    policy = {"Content-Security-Policy": "default-src 'none'; connect-src 'self'"}
    return Answer(200, _kind(path), data, {**_ALWAYS, **policy, "Cache-Control": _FOR_EVER})


def _shown(path: str, request: Request, preview: Preview) -> Answer:
    """A file of the site."""
    try:
        found, status = preview.find(path), 200
        if found is None:
            path, status = "404.html", 404
            found = preview.find(path)
    except NotMade as failure:
        html = page.with_script(page.waiting(failure.notices), preview.state().version, "")
        return Answer(503, _TYPES[".html"], html, {**_ALWAYS, "Cache-Control": "no-store"})
    if found is None:
        return Answer(404, body=b"there is no such page\n", headers=_ALWAYS)
    kind, data = _kind(path), found.data
    headers = {**_ALWAYS, "ETag": f'"{found.tag}"'}
    if status == 200 and kind != _TYPES[".html"] and f'"{found.tag}"' in request.known.split(", "):
        return Answer(304, kind, headers=headers)
    if kind == _TYPES[".html"]:
        # A page holds the version that it was read in: a copy of it is of no use later on.
        headers["Cache-Control"] = "no-store"
        data = page.with_script(data, found.version, found.tag)
    elif path.startswith("assets/"):
        headers["Cache-Control"] = _FOR_EVER
    elif kind == _TYPES[".svg"]:
        headers["Content-Security-Policy"] = _PICTURE
    return Answer(status, kind, data, headers)


def _kind(path: str) -> str:
    return _TYPES.get(posixpath.splitext(path)[1].lower(), "application/octet-stream")
