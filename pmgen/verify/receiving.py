"""One answer of a server: what it says, read within bounds.

Of an answer no more is read than was asked for, no longer than the time-out, and unpacked no further than that.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from http.client import BadStatusLine, HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from socket import socket
from typing import Final

from pmgen.values import Value
from pmgen.verify.findings import Answer, Contents, Kind, Reading
from pmgen.verify.patience import asked_for

_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
"""The answers that may be other ones a moment later."""

PACKED: Final = "gzip"
"""How an answer may be packed."""

_PACKED = {(): False, (PACKED,): True, (f"x-{PACKED}",): True}
"""By what an answer says, whether it is packed: the old name means the same (RFC 9110, 8.4.1.3)."""

_WINDOW = 31
"""What zlib calls that form, be it packed with the largest window."""

_PIECE = 1 << 16


class Later(Value):
    """An answer after which one may ask again.

    Args:
        status: its number.
        seconds: how long it wants one to wait; 0 where it does not say so.
    """

    status: int
    seconds: float


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


class Response(HTTPResponse):
    """An answer all of which has the time that a socket gives to a piece."""

    def __init__(self, sock: socket, debuglevel: int = 0, method: str | None = None, url: str | None = None) -> None:
        super().__init__(sock, debuglevel, method, url)
        self.fp = BufferedReader(_Timed(self.fp.detach(), sock))


def told(response: HTTPResponse, most: int, keep: int) -> Answer | str | Later:
    """What an answer says: the bytes or why there are none, another address, or that one may ask again.

    Args:
        most: one byte more than these is read, where there are more.
        keep: up to how many bytes they are kept.

    Raises:
        ConnectionError: it ends before its end.
    """
    status = response.status
    if status in _REDIRECTS and (target := response.getheader("Location")):
        _body(response, _PIECE, 0)
        return target
    if status in _AGAIN:
        _body(response, _PIECE, 0)
        wish, date = (response.getheader(each, "") for each in ("Retry-After", "Date"))
        return Later(status, asked_for(wish, date))
    if status in (404, 410):
        _body(response, _PIECE, 0)
        return Answer(None, Kind.MISSING, f"is listed, and is answered with {status}")
    if status != 200:
        _body(response, _PIECE, 0)
        return Answer(None, message=f"is answered with {status}")
    packing = response.getheader("Content-Encoding", "").lower()
    packed = _PACKED.get(tuple(each for each in packing.replace(",", " ").split() if each != "identity"))
    if packed is None:
        return Answer(None, message=f"is sent as `{packing}`, which nobody asked for")
    type = response.headers.get_content_type() if "Content-Type" in response.headers else ""
    charset = response.headers.get_content_charset("")
    # Of a disposition that it does not know, a browser takes the cautious meaning (RFC 6266, 4.2).
    saved = response.headers.get_content_disposition() not in (None, "inline")
    try:
        body = _body(response, most + 1, keep, packed=packed)
    except zlib.error:
        return Answer(None, message=f"is sent as `{packing}`, and is not")
    return Answer(body, type=type, charset=charset, saved=saved)


def _body(response: HTTPResponse, most: int, keep: int, *, packed: bool = False) -> Contents:
    reading, left = Reading(keep), most
    unpacking = zlib.decompressobj(_WINDOW) if packed else None
    while left > 0 and (piece := response.read1(_PIECE if packed else min(left, _PIECE))):
        for part in _unpacked(unpacking, piece, left) if unpacking else (piece,):
            reading.take(part)
            left -= len(part)
    if left > 0 and (response.length or (unpacking and not unpacking.eof)):
        raise ConnectionError("the answer ends before its end")
    if response.length == 0:
        response.close()  # the answer, not the connection, which the next question may have
    return reading.contents()


def _unpacked(unpacking: zlib._Decompress, piece: bytes, most: int) -> Iterator[bytes]:
    """What a piece of something packed holds, no more than was asked for at a time and in all."""
    while most > 0 and not unpacking.eof:
        limit = min(most, _PIECE)
        part = unpacking.decompress(piece, limit)
        yield part
        most -= len(part)
        piece = unpacking.unconsumed_tail
        if not piece and len(part) < limit:
            return


def reason(error: OSError | HTTPException) -> str:
    """Why there is no answer, in words."""
    if isinstance(error, TimeoutError):
        return "it takes too long"
    if isinstance(error, BadStatusLine) and not isinstance(error, OSError):
        return "what comes is not HTTP"
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
