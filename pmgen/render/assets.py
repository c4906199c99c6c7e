"""The files beside the pages, under names that change with their contents."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from pmgen.render.templates import Templates

STYLES = (
    "tokens.css",
    "base.css",
    "parts.css",
    "incident.css",
    "timeline.css",
    "index.css",
    "pages.css",
    "charts.css",
    "code.css",
    "print.css",
)
"""The style sheet, in the order of its parts."""

_TEXT_OR_COMMENT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/""", re.DOTALL)
_ENDS = ("{", "}", ";", ",")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file beside the pages; `path` is relative to them."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Assets:
    """All files beside the pages."""

    style: Asset
    script: Asset
    icon: Asset


def assets(templates: Templates) -> Assets:
    """Name the files beside the pages."""
    style = "\n".join(compact(templates.text(f"style/{name}")) for name in STYLES)
    return Assets(
        _asset("style", "css", style),
        _asset("page", "js", templates.text("page.js")),
        _asset("icon", "svg", templates.text("icon.svg")),
    )


def compact(style: str) -> str:
    """A style sheet without comments and indentation, one rule a line."""
    plain = _TEXT_OR_COMMENT.sub(lambda match: match[1] or "", style)
    lines = (line.strip() for line in plain.splitlines())
    joined = "".join(line if line.endswith(_ENDS) else f"{line} " for line in lines if line)
    return joined.replace("}", "}\n").rstrip()


def _asset(name: str, ending: str, text: str) -> Asset:
    content = text.encode()
    return Asset(f"assets/{name}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}", content)
