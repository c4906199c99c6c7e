"""The site plan as what the search on the index loads, piece by piece, and only when somebody searches.

A page that was opened from a folder cannot read other files, but it can run scripts: so each of these files is a
script that hands its data to a function of the page.

| path | what | loaded |
|---|---|---|
| `assets/search/index.<hash>.js` | what else there is; which incidents have which severity, service, tag … | first |
| `assets/search/words-<n>.<hash>.js` | some of the words, and which incidents have them | when one of them is typed |
| `assets/search/incidents-<n>.<hash>.js` | what the list says of some incidents | when one of them is found |

Incidents are numbers, from the oldest, so that a new one changes no other's; `coding` says how lists of them are
written, `terms` what a word is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Final

from pmgen.plan import SitePlan
from pmgen.search import coding, terms
from pmgen.search.choices import choices
from pmgen.search.lists import Former, Lists, lists, words_of
from pmgen.search.rows import row
from pmgen.values import Value

__all__ = ["FOLDER", "Former", "Lists", "Search", "search", "words_of"]

FOLDER: Final = "assets/search"

_WORDS_SIZE: Final = 48_000
"""Characters of a file of words: what one word more may cost the reader."""

_ROWS: Final = 64
"""How many incidents are in a file: few, since those that are found may be anywhere."""

_ESCAPES: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


class Search(Value):
    """The files that the search loads.

    Args:
        path: of the first of them, which names the others.
        files: their contents by path; paths are relative to the folder of the site.
        lists: what the next build need not find out again.
    """

    path: str
    files: Mapping[str, bytes]
    lists: Lists


def search(site: SitePlan, former: Former | None = None) -> Search:
    """What the search needs to know of a site.

    Args:
        former: what a build before this one has listed.
    """
    incidents = site.incidents[::-1]
    listed = lists(incidents, former)
    shelves = enumerate(_shelves(listed.text))
    words = [(shelf.partition(" ")[0], *_file(f"words-{number}", shelf)) for number, shelf in shelves]
    starts = range(0, len(incidents), _ROWS)
    shown = [
        _file(f"incidents-{at // _ROWS}", [row(each, site) for each in incidents[at : at + _ROWS]]) for at in starts
    ]
    first = {
        "incidents": len(incidents),
        "rows": _ROWS,
        "shown": [path for path, _ in shown],
        "words": [[word, path] for word, path, _ in words],
        "choices": choices(incidents),
        "digits": [coding.LAST, coding.MORE, coding.BITS],
        "longest": terms.LONGEST,
        "separators": terms.SEPARATORS,
        "marks": terms.MARKS,
        "single": terms.SINGLE,
    }
    index = _file("index", first)
    files = (index, *((path, content) for _, path, content in words), *shown)
    return Search(f"{FOLDER}/{index[0]}", {f"{FOLDER}/{path}": content for path, content in files}, listed)


def _shelves(listed: str) -> Iterator[str]:
    """Words, each followed by its lists, as many as one file holds."""
    start = 0
    while start < len(listed):
        least = start + _WORDS_SIZE - 1
        end = listed.find(" ", least)
        if end >= 0 and not listed.count(" ", start, least) % 2:
            end = listed.find(" ", end + 1)  # that was a word, and its lists are behind it
        end = len(listed) if end < 0 else end
        yield listed[start:end]
        start = end + 1


def _file(name: str, data: object) -> tuple[str, bytes]:
    """A script that hands over data, and its name, which changes with it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    content = f"foundForSearch({json.dumps(name)},{text});\n".encode()
    return f"{name}.{hashlib.sha256(content).hexdigest()[:10]}.js", content
