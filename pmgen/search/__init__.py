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
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pmgen.plan import Incident, SitePlan
from pmgen.search import coding, terms
from pmgen.search.choices import choices
from pmgen.search.lists import Former, Lists, forget, lists, words_of
from pmgen.search.rows import row
from pmgen.values import Value

__all__ = ["FOLDER", "Former", "Lists", "Search", "forget", "search", "words_of"]

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
        same: the paths of more of them, which a former build has written.
    """

    path: str
    files: Mapping[str, bytes]
    same: frozenset[str]


def search(site: SitePlan, former: Former | None = None, *, aliases: bool = False) -> tuple[Search, Lists]:
    """What the search needs to know of a site, and what the next build need not find out again.

    Args:
        former: what a build before this one has listed.
        aliases: services are found by the other names that the catalogue has for them, too.
    """
    incidents = site.incidents[::-1]
    owners, text = lists(incidents, former)
    words = list(_words(text, former))
    shown = list(_shown(incidents, site, former))
    first = {
        "incidents": len(incidents),
        "rows": _ROWS,
        "shown": [path for _, path, _ in shown],
        "words": [[word, path] for word, path, _ in words],
        "choices": choices(incidents),
        "aliases": {"severity": _labels(site), "service": _aliases(site) if aliases else {}},
        "digits": [coding.LAST, coding.MORE, coding.BITS],
        "longest": terms.LONGEST,
        "enough": terms.ENOUGH,
        "separators": terms.SEPARATORS,
        "marks": terms.MARKS,
        "letters": terms.LETTERS,
        "single": terms.SINGLE,
    }
    index = _file("index", first)
    pairs: list[tuple[str, bytes | None]] = [index, *((path, content) for _, path, content in (*words, *shown))]
    files = {f"{FOLDER}/{path}": content for path, content in pairs}
    # A name holds the digest of what is in the file.
    there = former.paths if former else ()
    made = {path: content for path, content in files.items() if content is not None and path not in there}
    found = Search(f"{FOLDER}/{index[0]}", made, frozenset(files.keys() - made.keys()))
    return found, Lists(owners, text, tuple(path for _, path, _ in words), tuple((key, path) for key, path, _ in shown))


def _labels(site: SitePlan) -> Mapping[str, Sequence[str]]:
    """The word for each severity, by its name."""
    return {each.name: [each.label] for each in site.severities if each.label not in ("", each.name)}


def _aliases(site: SitePlan) -> Mapping[str, Sequence[str]]:
    """The other names of each service, by the one that documents have."""
    catalogued = ((each.name, each.info) for each in site.by_service if each.info)
    found = {name: [other for other in (info.name, *info.aliases) if other != name] for name, info in catalogued}
    return {name: others for name, others in found.items() if others}


def _shown(
    incidents: Sequence[Incident], site: SitePlan, former: Former | None
) -> Iterator[tuple[str, str, bytes | None]]:
    """What the list says of some incidents at a time: a key, the name of the file, and what it holds if that is new."""
    known = former.lists.rows if former else ()
    for number, start in enumerate(range(0, len(incidents), _ROWS)):
        some = incidents[start : start + _ROWS]
        # All that is said of an incident is in its front matter.
        facts = [each.facts for each in some]
        key = hashlib.sha256("".join(facts).encode()).hexdigest() if all(facts) else ""
        before, path = known[number] if number < len(known) else ("", "")
        if key and before == key and _is_there(path, former):
            yield key, path, None
        else:
            yield key, *_file(f"incidents-{number}", [row(each, site) for each in some])


def _words(text: str, former: Former | None) -> Iterator[tuple[str, str, bytes | None]]:
    """The files of words: the first word of each, its name, and what it holds if that is new."""
    before = zip(_shelves(former.lists.text), former.lists.words, strict=False) if former else iter(())
    for number, shelf in enumerate(_shelves(text)):
        same, path = next(before, ("", ""))
        first = shelf.partition(" ")[0]
        if shelf == same and _is_there(path, former):
            yield first, path, None
        else:
            yield first, *_file(f"words-{number}", shelf.replace("\n", " "))


def _is_there(path: str, former: Former | None) -> bool:
    return former is not None and f"{FOLDER}/{path}" in former.paths


def _shelves(text: str) -> Iterator[str]:
    """Lines of words, as many as one file holds."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _WORDS_SIZE - 1)
        end = len(text) - 1 if end < 0 else end
        yield text[start:end]
        start = end + 1


def _file(name: str, data: object) -> tuple[str, bytes]:
    """A script that hands over data, and its name, which changes with it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    content = f"foundForSearch({json.dumps(name)},{text});\n".encode()
    return f"{name}.{hashlib.sha256(content).hexdigest()[:10]}.js", content
