"""Where an address on the web is asked for."""

from __future__ import annotations

from urllib.parse import SplitResult

SAFE = "/%:@!$&'()*+,;=~"
"""What a path may hold as it is."""

_PORTS = {"http": 80, "https": 443}

Origin = tuple[str, str, int]
"""Scheme, host and port, as they are where an address leaves the port out."""


def origin_of(parts: SplitResult) -> Origin | None:
    """Where an address is asked for; `None` for one that is not of the web.

    Raises:
        ValueError: its port is none, or its host has no name that one could ask for.
    """
    port = parts.port
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    parts.hostname.encode("idna")
    return parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port


def secured(origin: Origin) -> Origin:
    """The same host where nobody listens in, as far as there is one."""
    scheme, host, _ = origin
    return ("https", host, _PORTS["https"]) if scheme == "http" else origin


def address(origin: Origin, path: str) -> str:
    """The address of a path there."""
    scheme, host, port = origin
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}{'' if port == _PORTS[scheme] else f':{port}'}{path}"
