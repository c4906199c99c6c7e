"""The files beside the pages, under names that change with their contents."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from pmgen.render.templates import Templates
from pmgen.values import Value

STYLES = (
    "tokens.css",
    "base.css",
    "parts.css",
    "facts.css",
    "incident.css",
    "narrative.css",
    "timeline.css",
    "index.css",
    "search.css",
    "pages.css",
    "lost.css",
    "charts.css",
    "code.css",
    "print.css",
)
"""The parts of all style sheets, in their order."""

ELSEWHERE = frozenset(("index.css", "search.css", "pages.css", "lost.css", "charts.css"))
"""The parts that no page of one incident needs: it is read on a phone, on a bad line, during the next incident."""

ONE_ONLY = frozenset(("incident.css", "narrative.css", "timeline.css", "code.css"))
"""The parts that no other page needs: the index comes before it, on the same line."""

LOST = ("tokens.css", "base.css", "parts.css", "lost.css", "print.css")
"""The parts that `404.html` needs. It has them in itself: it is shown at any address, and none but its own is sure."""

SEARCH = ("words.js", "together.js", "load.js", "slips.js", "find.js", "entry.js", "notices.js", "asked.js", "page.js")
"""The script of the search, likewise."""

_TEXT_OR_COMMENT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/""", re.DOTALL)
_ENDS = ("{", "}", ";", ",")


class Asset(Value):
    """A file beside the pages; `path` is relative to them."""

    path: str
    content: bytes


class Assets(Value):
    """All files beside the pages, and `lost`, the style sheet of the page that has it in itself."""

    style: Asset
    incident: Asset
    script: Asset
    icon: Asset
    search: Asset
    lost: str


def assets(templates: Templates) -> Assets:
    """Name the files beside the pages."""
    styles = {name: compact(templates.text(f"style/{name}")) for name in STYLES}
    style = (text for name, text in styles.items() if name not in ONE_ONLY)
    incident = (text for name, text in styles.items() if name not in ELSEWHERE)
    return Assets(
        _asset("style", "css", "\n".join(style)),
        _asset("incident", "css", "\n".join(incident)),
        _asset("page", "js", compact_script(templates.text("page.js"))),
        _asset("icon", "svg", templates.text("icon.svg")),
        _asset("search", "js", "\n".join(compact_script(templates.text(f"search/{name}")) for name in SEARCH)),
        "\n".join(styles[name] for name in LOST),
    )


@lru_cache(maxsize=len(STYLES))  # a build asks for the names of its files, and then for what is in them
def compact(style: str) -> str:
    """A style sheet without comments and blanks that only its authors need, one rule a line."""
    plain = _TEXT_OR_COMMENT.sub(lambda match: match[1] or "", style)
    lines = (_closed_up(line.strip()) for line in plain.splitlines())
    joined = "".join(line if line.endswith(_ENDS) else f"{line} " for line in lines if line)
    return joined.replace(";}", "}").replace("}", "}\n").rstrip()


@lru_cache(maxsize=len(SEARCH) + 1)
def compact_script(script: str) -> str:
    """A script without comments of their own lines and blanks before others; as it is where a text may span lines."""
    lines = [line.strip() for line in script.splitlines()]
    if any(line.count("`") % 2 or line.endswith("\\") for line in lines):
        return script
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _closed_up(line: str) -> str:
    """A line without the blank behind the name of a property, and that before a block."""
    name, _, value = line.partition(": ")
    if value and name.replace("-", "").isalnum():
        line = f"{name}:{value}"
    return f"{line[:-2]}{{" if line.endswith(" {") else line


def _asset(name: str, ending: str, text: str) -> Asset:
    content = text.encode()
    return Asset(f"assets/{name}.{hashlib.sha256(content).hexdigest()[:10]}.{ending}", content)
