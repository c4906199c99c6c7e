"""Which files `pmgen import` takes, and what is known of them from before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote

from pmgen import document
from pmgen.addresses import is_legacy, sidecar_of
from pmgen.cli import leading
from pmgen.cli.documents import files
from pmgen.cli.project import Failure, Project
from pmgen.decode import decode
from pmgen.front_matter import FrontMatter, Node, Scalar
from pmgen.front_matter import Mapping as Keys
from pmgen.front_matter import Sequence as Items
from pmgen.reporters.visible import visible
from pmgen.source import decode_bytes
from pmgen.values import Value

ENDINGS = (
    *("", ".md", ".markdown", ".mdown", ".mdx", ".txt", ".html", ".htm", ".xhtml"),
    *(".wiki", ".mediawiki", ".wikitext"),
)
LARGEST = 4 << 20
"""Bytes."""

_NO_TEXT = "neither Markdown nor HTML"
_PANDOC = "pandoc -s {} -o {}.html"
_CONVERTED = {
    ".rst": ("reStructuredText", _PANDOC),
    ".org": ("Org", _PANDOC),
    ".textile": ("Textile", _PANDOC),
    ".docx": ("a document of Word", _PANDOC),
    ".odt": ("a document of a word processor", _PANDOC),
    ".rtf": ("a document of a word processor", _PANDOC),
    ".adoc": ("AsciiDoc", "asciidoctor {}"),
    ".asciidoc": ("AsciiDoc", "asciidoctor {}"),
}
"""What the ending of a file says that it is, and the command that makes a page of it, which can be imported."""
_DATED = re.compile(r"\d{4}-?\d\d(?:-?\d\d)?")
_OURS = frozenset(("title", "date", "severity", "status"))
"""The keys that each document of pmgen has, and some of other tools."""


class Taken(Value):
    """A file to import.

    Args:
        inside: its path in the folder that was named; the name alone where it was named itself.
        beside: what a file beside it says of it; empty for none.
    """

    path: Path
    inside: str
    beside: str = ""


class Before(Value):
    """What is in the folder that documents are imported into.

    Args:
        sources: the names of documents by the files that they were imported from; some files are called alike.
        aliases: the old addresses that documents have.
    """

    sources: Mapping[str, Sequence[str]]
    aliases: frozenset[str]


def take(
    sources: Sequence[Path], project: Project, folder: Path, skipped: list[tuple[Path, str]]
) -> tuple[list[Taken], Before]:
    """The files to import, and what was imported before.

    Args:
        folder: what they are imported into; it is no source of itself.
        skipped: takes the other files, each with the reason.
    """
    before = _before(folder)
    found = []
    for path, inside in _files(sources, {leading.to(folder), leading.to(project.output)}, skipped):
        if path.suffix.lower() in (".md", ".markdown") and _is_ours(path, project):
            skipped.append((path, "it is a document of pmgen already"))
        else:
            found.append(Taken(path, inside, _beside(path)))
    return found, before


def known(before: Before, inside: str, day: dt.date | None, slug: str) -> str:
    """The document that a file was imported as before; empty if it was not.

    Args:
        inside: as in `Taken`.
        day: that the file is of, and `slug` of its title: other files are called alike.
    """
    form = re.compile(f"{day or '[0-9-]{10}'}-{re.escape(slug)}(?:-[0-9]+)?")
    return next((name for name in before.sources.get(inside, ()) if form.fullmatch(Path(name).stem)), "")


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        Failure: when it cannot be read, or is too large.
    """
    data = files.read(path, path.parent, most=LARGEST + 1)
    if isinstance(data, str):
        raise Failure(f"`{path}` cannot be read: {data}")
    if len(data) > LARGEST:
        raise Failure(f"`{path}` is larger than {LARGEST >> 20} MiB")
    return data


def _files(sources: Sequence[Path], never: set[Path], skipped: list[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    for source in sources:
        if source.is_dir():
            # What lies in the folder that somebody names is asked for: legacy pages, for one.
            within = {leading.to(source), *leading.to(source).parents}
            for path in sorted(source.rglob("*")):
                inside = path.relative_to(source)
                hidden = any(part.startswith((".", "_")) for part in inside.parts)
                if hidden or not path.is_file() or not (never - within).isdisjoint(leading.to(path).parents):
                    continue
                if path.suffix.lower() not in ENDINGS:
                    skipped.append((path, _why_not(path)))
                elif _is_no_document(inside):
                    skipped.append((path, "its name is not that of a post-mortem; name the file itself to import it"))
                else:
                    yield path, inside.as_posix()
        elif source.is_file() and source.suffix.lower() not in ENDINGS:
            skipped.append((source, _why_not(source)))
        elif source.is_file():
            yield source, source.name
        else:
            files.require_file(source)
            raise Failure(f"no file or folder `{source}`")


def _why_not(path: Path) -> str:
    """Why a file is not imported, and what makes a page of it, where its ending says that something does."""
    name, command = _CONVERTED.get(path.suffix.lower(), ("", ""))
    shown, stem = (quote(visible(each)) for each in (str(path), str(path.with_suffix(""))))
    return f"{_NO_TEXT}, but {name}; `{command.format(shown, stem)}` makes a page of it" if name else _NO_TEXT


def _is_no_document(inside: Path) -> bool:
    """Whether a name is that of a file that tells of its folder, and the folder is not that of one incident."""
    named = inside.stem.upper() in ("README", "LICENSE", "LICENCE", "CONTRIBUTING", "CHANGELOG", "INDEX")
    return named and not (len(inside.parts) > 1 and _DATED.match(inside.parts[-2]))


def _beside(path: Path) -> str:
    """What a file of YAML beside a legacy page says of it."""
    if not is_legacy(path.name):
        return ""
    named = sidecar_of(path.name, [each.name for each in path.parent.glob("*.y*ml") if each.is_file()])
    return decode_bytes(named, read(path.with_name(named)))[0].text if named else ""


def _before(folder: Path) -> Before:
    sources: dict[str, list[str]] = {}
    aliases: set[str] = set()
    for path in sorted(folder.glob("**/*.md")) if folder.is_dir() else ():
        keys = _keys(path, b"x-imported:", b"aliases:")
        if isinstance(origin := keys.get("x-imported"), Keys) and "from" in origin.entries:
            name = origin.entries["from"][1]
            named = name.text if isinstance(name, Scalar) else ""
            sources.setdefault(named, []).append(path.relative_to(folder).as_posix())
        if isinstance(old := keys.get("aliases"), Items):
            aliases.update(each.text for each in old.items if isinstance(each, Scalar))
    return Before(sources, frozenset(aliases))


def _is_ours(path: Path, project: Project) -> bool:
    """Whether a file is a document of pmgen already: it says so, or can be read as one; only few files do say so."""
    found = _front_matter(path, b"severity:")
    if found is None or not found.root.entries.keys() >= _OURS:
        return False
    levels = [each.name for each in project.config.severities]
    return "schema" in found.root.entries or decode(found, severities=levels, timezone="UTC")[0] is not None


def _keys(path: Path, *of_interest: bytes) -> dict[str, Node]:
    """The front matter of a file that has one of some keys; empty where it has none, or cannot be read."""
    found = _front_matter(path, *of_interest)
    return {key: node for key, (_, node) in found.root.entries.items()} if found else {}


def _front_matter(path: Path, *of_interest: bytes) -> FrontMatter | None:
    data = files.read(path, path.parent, most=LARGEST)
    if isinstance(data, str) or not any(each in data for each in of_interest):
        return None
    found, _ = document.read(decode_bytes(str(path), data)[0])
    return found.front_matter if found else None
