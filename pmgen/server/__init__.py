"""Serves the built site on loopback and rebuilds on change; what builds it is handed in."""

from __future__ import annotations

from pmgen.server.loopback import PortTaken, Server, listen
from pmgen.server.notices import Notice, notice_of
from pmgen.server.preview import Built, NotMade, Preview
from pmgen.server.watching import Watched, changes

__all__ = [
    "Built",
    "NotMade",
    "Notice",
    "PortTaken",
    "Preview",
    "Server",
    "Watched",
    "changes",
    "listen",
    "notice_of",
]
