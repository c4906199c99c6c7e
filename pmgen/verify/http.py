"""A published site, asked for over HTTP.

Only the host that was named is ever asked: a redirect to another one is a finding. Of an answer no more is read than
was asked for, and no longer than the time-out.
"""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from http.client import BadStatusLine, HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from socket import socket
from threading import local
from urllib.parse import quote, unquote, urljoin, urlsplit

from pmgen.verify.findings import Answer, Contents, Kind, Reading
from pmgen.verify.listed import Unusable
from pmgen.verify.origins import SAFE, Origin, address, origin_of, secured

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
"""The answers that may be other ones a moment later."""

_PIECE = 1 << 16


class _Timed(RawIOBase):
    """What comes through a socket, as long as it comes in time: the socket's own limit is for each piece alone."""

    def __init__(self, raw: RawIOBase, socket: socket) -> None:
        super().__init__()
        self._raw, self._socket, self._limit = raw, socket, socket.gettimeout() or 0.0
        self._until = time.monotonic() + self._limit

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]  # of any buffer
        """Read what is there, or wait for it."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        try:
            return self._raw.readinto(buffer)
        finally:
            self._socket.settimeout(self._limit)

    def close(self) -> None:
        """Close it, and what it reads from."""
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    """An answer all of which has the time that a socket gives to a piece."""

    def __init__(self, sock: socket, debuglevel: int = 0, method: str | None = None, url: str | None = None) -> None:
        super().__init__(sock, debuglevel, method, url)
        self.fp = BufferedReader(_Timed(self.fp.detach(), sock))


class Published:
    """A site at an address.

    Args:
        url: of the folder or of its `index.html`; a name and a password in it are sent, and never shown.
        timeout: the seconds that an answer may take, from the question to its last byte.
        pauses: the seconds to wait before each further attempt; as many as there are.

    Raises:
        Unusable: it is no address.
    """

    def __init__(self, url: str, *, timeout: float = 10.0, pauses: Sequence[float] = (0.5, 2.0)) -> None:
        try:
            parts = urlsplit(url)
            origin = origin_of(parts)
        except ValueError as error:
            raise Unusable("it is not an address") from error
        if origin is None or any(ord(char) < 33 for char in url):
            raise Unusable("it is not an address")
        if parts.query or parts.fragment:
            raise Unusable("it has a query or a fragment; leave out what follows `?` or `#`")
        self._origin = origin
        folder, _, name = parts.path.rpartition("/")
        self._folder = quote(folder if name == "index.html" else parts.path, safe=SAFE).rstrip("/") + "/"
        self._headers = {"Accept-Encoding": "identity", "Connection": "keep-alive", "User-Agent": "pmgen"}
        if parts.username is not None:
            known = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
            self._headers["Authorization"] = f"Basic {b64encode(known).decode()}"
        self._timeout, self._pauses = timeout, tuple(pauses)
        self._kept = local()
        self._opened: list[HTTPConnection] = []

    @property
    def url(self) -> str:
        """The address, as it may be shown."""
        return address(self._origin, self._folder)

    def read(self, path: str, most: int, keep: int) -> Answer:
        """What the server answers for a path, redirects followed; one byte more than `most` where there are more.

        Args:
            keep: up to how many bytes they are kept.
        """
        origin, target = self._origin, self._folder + quote(path, safe="/~")
        for _ in range(_MOST_REDIRECTS + 1):
            found = self._patient(origin, target, most, keep)
            if isinstance(found, Answer):
                return found
            try:
                there = urlsplit(urljoin(address(origin, target), found))
                asked = origin_of(there)
            except ValueError:
                return Answer(None, message=f"redirects to what is no address: `{found}`")
            if asked is None or asked not in (origin, secured(origin)):
                return Answer(None, message=f"redirects to another site: `{found}`")
            # Some servers send an address as it is spelled, and http.client hands on each byte as a character.
            moved = quote(there.path, safe=SAFE, encoding="latin-1")
            origin, target = asked, moved + (f"?{quote(there.query, safe=f'{SAFE}?')}" if there.query else "")
        return Answer(None, message=f"redirects more than {_MOST_REDIRECTS} times")

    def present(self) -> Iterator[tuple[str, str]]:
        """Nothing: no server says what else it has."""
        return iter(())

    def close(self) -> None:
        """End all connections; no thread may be reading any more."""
        for connection in self._opened:
            connection.close()

    def _patient(self, origin: Origin, target: str, most: int, keep: int) -> Answer | str:
        """An answer or the address of another, asked for again where that may help."""
        for pause in (*self._pauses, None):
            found = self._once(origin, target, most, keep)
            if pause is None or not isinstance(found, int | OSError | HTTPException):
                break
            time.sleep(pause)
        match found:
            case int():
                return Answer(None, message=f"is answered with {found}")
            case OSError() | HTTPException():
                return Answer(None, message=f"is not answered: {_reason(found)}")
            case _:
                return found

    def _once(self, origin: Origin, target: str, most: int, keep: int) -> Answer | str | int | OSError | HTTPException:
        """One attempt: an answer, the address of another, or a status or an error after which one may try again."""
        connection = self._connection(origin)
        kept = connection.sock is not None
        try:
            connection.request("GET", target, headers=self._headers)
            response = connection.getresponse()
            found = _told(response, most, keep)
        except (OSError, HTTPException) as error:
            connection.close()
            # A server may end a connection that it had kept, and says so only to the next question.
            return self._once(origin, target, most, keep) if kept and isinstance(error, ConnectionError) else error
        except ValueError as error:
            connection.close()
            return Answer(None, message=f"is not answered: {error}")
        if not response.isclosed():
            connection.close()
        return found

    def _connection(self, origin: Origin) -> HTTPConnection:
        """The connection of this thread: each has its own, and keeps it."""
        kept: dict[Origin, HTTPConnection] = self._kept.__dict__.setdefault("by_origin", {})
        if origin not in kept:
            scheme, host, port = origin
            make = HTTPSConnection if scheme == "https" else HTTPConnection
            kept[origin] = make(host, port, timeout=self._timeout)
            kept[origin].response_class = _Response
            self._opened.append(kept[origin])
        return kept[origin]


def _told(response: HTTPResponse, most: int, keep: int) -> Answer | str | int:
    status = response.status
    if status in _REDIRECTS and (target := response.getheader("Location")):
        _body(response, _PIECE, 0)
        return target
    if status in _AGAIN:
        _body(response, _PIECE, 0)
        return status
    if status in (404, 410):
        _body(response, _PIECE, 0)
        return Answer(None, Kind.MISSING, f"is listed, and answered with {status}")
    if status != 200:
        _body(response, _PIECE, 0)
        return Answer(None, message=f"is answered with {status}")
    if response.getheader("Content-Encoding", "identity") != "identity":
        return Answer(None, message=f"is sent as `{response.getheader('Content-Encoding')}`, which nobody asked for")
    type = response.headers.get_content_type() if "Content-Type" in response.headers else ""
    charset = response.headers.get_content_charset("")
    # Of a disposition that it does not know, a browser takes the cautious meaning (RFC 6266, 4.2).
    saved = response.headers.get_content_disposition() not in (None, "inline")
    return Answer(_body(response, most + 1, keep), type=type, charset=charset, saved=saved)


def _body(response: HTTPResponse, most: int, keep: int) -> Contents:
    reading = Reading(keep)
    while most > 0 and (piece := response.read1(min(most, _PIECE))):
        reading.take(piece)
        most -= len(piece)
    if most > 0 and response.length:
        raise ConnectionError("the answer ends before its end")
    if response.length == 0:
        response.close()  # the answer, not the connection, which the next question may have
    return reading.contents()


def _reason(error: OSError | HTTPException) -> str:
    if isinstance(error, TimeoutError):
        return "it takes too long"
    if isinstance(error, BadStatusLine) and not isinstance(error, OSError):
        return "what comes is not HTTP"
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
