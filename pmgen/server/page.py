"""What the preview puts into pages, which the built site does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape, unescape
from importlib import resources

from pmgen.server.notices import Notice, text

RESERVED = ".pmgen/"
"""Below this path lies what belongs to the preview and not to the site."""

EVENTS = f"{RESERVED}events"
_SCRIPT, _WORKER, _STYLE = (f"{RESERVED}{name}" for name in ("preview.js", "events.js", "preview.css"))

_META = re.compile(rb"""<meta\s[^>]*http-equiv=["']?content-security-policy[^>]*>""", re.IGNORECASE)
_CONTENT = re.compile(rb'(\scontent=")([^"]*)', re.IGNORECASE)
_NEEDED = ("script-src", "style-src", "connect-src", "worker-src")


@cache
def own_files() -> Mapping[str, bytes]:
    """The preview's own files by their paths."""
    folder = resources.files("pmgen.server")
    return {path: (folder / path.removeprefix(RESERVED)).read_bytes() for path in (_SCRIPT, _WORKER, _STYLE)}


@cache
def _edition() -> str:
    """Changes with the preview's own files, so that browsers may keep them."""
    return sha256(b"\0".join(own_files().values())).hexdigest()[:10]


def with_script(html: bytes, version: str, tag: str) -> bytes:
    """A page with the script that keeps it up to date.

    Args:
        version: of the preview.
        tag: that of the page.
    """
    data = f'data-version="{escape(version)}" data-tag="{escape(tag)}"'
    script = f'<script src="/{_SCRIPT}?{_edition()}" {data} defer></script>\n'
    end = html.find(b"</head>")
    place = end if end >= 0 else len(html)
    head = _META.sub(lambda meta: _CONTENT.sub(_allowing, meta[0]), html[:place])
    return head + script.encode() + html[place:]


def waiting(notices: Sequence[Notice]) -> bytes:
    """The page that stands where nothing could be built yet."""
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Nothing could be built yet</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/{_STYLE}?{_edition()}">
</head>
<body class="waiting">
<main>
<h1>Nothing could be built yet</h1>
<p>The page appears as soon as the errors are mended.</p>
<noscript><pre>{escape(text(notices))}</pre></noscript>
</main>
</body>
</html>
""".encode()


def policy_for_preview(policy: str) -> str:
    """A Content-Security-Policy that allows what the preview needs, and else what it allowed before.

    The preview's script, its style and its events come from the same origin as the page. What a policy does not
    restrict at all stays as it is.
    """
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    for name in _NEEDED:
        fallbacks = (name, "script-src", "default-src") if name == "worker-src" else (name, "default-src")
        governing = next((each for each in fallbacks if each in directives), None)
        if governing and "'self'" not in directives[governing]:
            directives[name] = [*(each for each in directives[governing] if each.lower() != "'none'"), "'self'"]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _allowing(match: re.Match[bytes]) -> bytes:
    policy = policy_for_preview(unescape(match[2].decode()))
    return match[1] + escape(policy, quote=False).replace('"', "&quot;").encode()
