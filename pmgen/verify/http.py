"""A published site, asked for over HTTP.

Only the host that was named is ever asked: a redirect to another one is a finding. It is asked as browsers ask, which
take an answer packed: what a host or a CDN has packed before may not be what it has now, and only they would get it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import local
from urllib.parse import quote, unquote, urljoin, urlsplit

from pmgen.verify.findings import Answer
from pmgen.verify.listed import Unusable
from pmgen.verify.origins import SAFE, Origin, address, origin_of, secured
from pmgen.verify.patience import Patience
from pmgen.verify.receiving import PACKED, Later, Response, reason, told

_MOST_REDIRECTS = 5

_PATIENCE = 60.0
"""Seconds for which a server may have a whole look at it wait; see `Patience`."""


class Published:
    """A site at an address.

    Args:
        url: of the folder or of its `index.html`; a name and a password in it are sent, and never shown.
        timeout: the seconds that an answer may take, from the question to its last byte.
        pauses: the seconds to wait before each further attempt; as many as there are.
        patience: the seconds for which the server may have all of them wait until it answers, if it asks for that.

    Raises:
        Unusable: it is no address.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 10.0,
        pauses: Sequence[float] = (0.5, 2.0),
        patience: float = _PATIENCE,
    ) -> None:
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
        self._headers = {"Accept-Encoding": PACKED, "Connection": "keep-alive", "User-Agent": "pmgen"}
        if parts.username is not None:
            known = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
            self._headers["Authorization"] = f"Basic {b64encode(known).decode()}"
        self._timeout, self._pauses, self._patience = timeout, tuple(pauses), Patience(patience)
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
        """End all connections; whoever is still reading gets nothing more."""
        self._patience.end()
        for connection in self._opened:
            connection.close()

    def _patient(self, origin: Origin, target: str, most: int, keep: int) -> Answer | str:
        """An answer or the address of another, asked for again where that may help."""
        found: Answer | str | Later | OSError | HTTPException = Answer(None, message="was not asked for")
        for pause in (0.0, *self._pauses):
            if not self._patience.wait(pause):
                break
            found = self._once(origin, target, most, keep)
            if not isinstance(found, Later | OSError | HTTPException):
                self._patience.earn()
                break
            if isinstance(found, Later) and not self._patience.put_off(found.seconds):
                break
        match found:
            case Later():
                unit = "second" if found.seconds == 1 else "seconds"
                wish = f", and wants to be asked again in {found.seconds:,.0f} {unit}" if found.seconds else ""
                return Answer(None, message=f"is answered with {found.status}{wish}")
            case OSError() | HTTPException():
                return Answer(None, message=f"is not answered: {reason(found)}")
            case _:
                return found

    def _once(
        self, origin: Origin, target: str, most: int, keep: int
    ) -> Answer | str | Later | OSError | HTTPException:
        """One attempt: an answer, the address of another, or what came after which one may try again."""
        connection = self._connection(origin)
        kept = connection.sock is not None
        try:
            connection.request("GET", target, headers=self._headers)
            response = connection.getresponse()
            found = told(response, most, keep)
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
            kept[origin].response_class = Response
            self._opened.append(kept[origin])
        return kept[origin]
