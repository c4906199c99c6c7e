"""The door to HTTP: listens on this machine's own address and nowhere else."""

from __future__ import annotations

import select
import socketserver
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from pmgen.server.answers import Answer, Request, answer
from pmgen.server.notices import message
from pmgen.server.preview import Preview

ADDRESS = "127.0.0.1"
"""Not `localhost`, which is what somebody's hosts file says it is."""

_REST = 0.1
"""Seconds to wait where a connection cannot be taken, as too many files are open: it stays ready to be taken."""

_LOOK_AFTER = 0.5
"""Seconds after which a connection that waits for events looks whether anybody is still there."""


class PortTaken(Exception):
    """No port could be had; the message says why."""


class Server(ThreadingHTTPServer):
    """Answers requests for a preview, each connection in a thread of its own.

    The preview may come later than the first request, which then waits for it.
    """

    daemon_threads = True
    # All open pages ask again at the same moment.
    request_queue_size = 128
    # On Windows the option would let a second program take the same port.
    allow_reuse_address = sys.platform != "win32"

    preview: Preview

    def server_bind(self) -> None:
        """Bind, without the question to a name server that `http.server` asks."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def get_request(self) -> tuple[Any, Any]:
        """Take a connection; where that cannot be, not again at once."""
        try:
            return super().get_request()
        except OSError:
            time.sleep(_REST)
            raise

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader who went away in the middle of an answer, or of one who came too late."""
        if not isinstance(sys.exc_info()[1], OSError) and not self.preview.closed:
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """Where the preview is read."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @contextmanager
    def serving(self, preview: Preview) -> Iterator[None]:
        """Answer requests until the block ends."""
        self.preview = preview
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            preview.close()
            self.shutdown()
            self.server_close()
            thread.join()


def listen(ports: range) -> Server:
    """Listen on the first port of several that is free; 0 is any that is.

    Raises:
        PortTaken: none of them is.
    """
    reason = ""
    for port in ports:
        try:
            return Server((ADDRESS, port), _Handler)
        except OSError as error:
            reason = error.strerror or str(error)
    named = f"port {ports[0]} is" if len(ports) == 1 else f"the ports {ports[0]} to {ports[-1]} are"
    raise PortTaken(f"{named} not to be had: {reason[:1].lower()}{reason[1:]}")


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    server: Server

    def _answer(self) -> None:
        request = Request(
            self.command,
            self.path,
            tuple(self.headers.get_all("Host", [])),
            self.headers.get("Sec-Fetch-Site", ""),
            self.headers.get("Sec-Fetch-Mode", ""),
            self.headers.get("If-None-Match", ""),
        )
        found = answer(request, self.server.preview)
        if request.method not in ("GET", "HEAD"):
            self.close_connection = True  # whatever it came with has not been read
        self._send_head(found)
        if found.follow:
            self._follow()
        elif self.command != "HEAD":
            self.wfile.write(found.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer  # noqa: N815  as http.server asks

    def _send_head(self, found: Answer) -> None:
        self.send_response(found.status)
        self.send_header("Content-Type", found.kind)
        for name, value in found.headers.items():
            self.send_header(name, value)
        if found.follow or self.close_connection:
            self.close_connection = True
            self.send_header("Connection", "close")
        if not found.follow and found.status != 304:
            self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()

    def _follow(self) -> None:
        """Send what is shown now, and again whenever that has changed, until nobody listens."""
        preview, seen = self.server.preview, ""
        while not preview.closed:
            if state := preview.wait(seen, _LOOK_AFTER):
                seen = state.id
                told = message(state.id, state.version, state.notices)
                self.wfile.write(f"retry: 1000\ndata: {told}\n\n".encode())
            elif self._left():
                return

    def _left(self) -> bool:
        """Whether the other side has closed the connection: it has nothing more to say, so anything is the end."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable)

    def version_string(self) -> str:
        """The name of the server, without versions."""
        return "pmgen"

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for diagnostics."""
