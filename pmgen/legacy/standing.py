"""Pages of HTML that stay as they stand: what each is about, and what it would do on the site."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from pmgen import check, decode, document, search, serialize
from pmgen.addresses import NEVER_PUBLISHED, is_outside, is_relative, page_of, stem_of, target_of
from pmgen.check import Examined
from pmgen.diagnostics import Problem, shortened
from pmgen.legacy import import_document
from pmgen.legacy.formats import containment, pages
from pmgen.markdown import Link, Outline
from pmgen.model import PostMortem, Status, Visibility
from pmgen.rules import disclosure
from pmgen.rules.outside import Linked
from pmgen.rules.policy import Folder, Policy
from pmgen.rules.subject import Subject
from pmgen.rules.taken import OWN_FILES
from pmgen.source import Source, Span, decode_bytes
from pmgen.values import Value, replace

LARGEST = 4 << 20
"""How many bytes a legacy page may have: some hold their pictures."""

_LISTS = {"services": "services", "tags": "tags", "keywords": "tags", "author": "authors"}


class Metadata(Value):
    """The file beside a page: its path as diagnostics show it, and its bytes."""

    shown: str
    data: bytes


def examine(shown: str, data: bytes, path: str, beside: Metadata | None, policy: Policy, folder: Folder) -> Examined:
    """Look at a legacy page, and at what is said of it.

    Args:
        shown: the path of the page in diagnostics, relative to the root of the project.
        path: of the page, relative to the source folder.
        beside: the file that says what it is about; without one the page has to.
        folder: what else is in the source folder.
    """
    if len(data) > LARGEST:
        return check.unreadable(shown, "PM016", f"more than the {LARGEST >> 20} MiB that a legacy page may have")
    page, bad = decode_bytes(shown, data)
    if bad is not None:
        problem = Problem("PM003", "not UTF-8 from here on", Span(bad, bad + 1), help="save the file as UTF-8")
        return Examined(page, None, (problem,))
    reader = _read(page.text)
    if beside:
        examined = check.examine(beside.shown, beside.data, path, policy, folder)
    else:
        examined = _by_itself(page, path, reader, policy, folder)
    subject = examined.subject
    if subject is None:
        return examined
    links = (*subject.links, *reader.links)
    subject = replace(subject, links=links, outline=Outline(anchors=frozenset(reader.anchors)))
    found = (replace(each, in_page=True) for each in _problems(page, subject, reader))
    words = search.words_of(subject.post_mortem, pages.shown(page.text), path)
    return replace(examined, subject=subject, problems=(*examined.problems, *found), words=words, page=page)


def _by_itself(page: Source, path: str, reader: _Reader, policy: Policy, folder: Folder) -> Examined:
    """A page that says itself what it is about, or does not."""
    found = _found(page, path, reader, policy)
    if isinstance(found, PostMortem):
        return Examined(page, Subject(path, found, Outline(), 0, policy, folder), ())
    advice = f"`pmgen import {page.path}` makes a document of it; or say it in `{stem_of(path)}.yml` beside it"
    return Examined(page, None, (Problem("PM512", f"the page does not say {found}", Span(0, 0), help=advice),))


def _found(page: Source, path: str, reader: _Reader, policy: Policy) -> PostMortem | str:
    """What a page says of itself, or what is missing of the little that the index shows."""
    said = reader.said
    read = import_document(path, page.text.encode(), levels=policy.severities, today=dt.date.min, by="")
    day, severity = said.get("date", "") or read.date, said.get("severity") or read.severity
    missing = [name for name, value in (("its day", day), ("its severity", severity)) if not value]
    if missing:
        return " and ".join(missing)
    name = re.sub(r"^\d{4}-\d\d-\d\d-?", "", stem_of(path))
    tree: dict[str, object] = {
        "title": said.get("title") or read.title,
        "date": str(day)[:10],
        "severity": severity,
        "status": str(Status.PUBLISHED),
        # Pages of one day are told apart by their names: they cannot say an id.
        "id": f"PM-{str(day)[:10]}-{re.sub(r'[^A-Za-z0-9-]+', '-', name).strip('-')}".rstrip("-"),
    }
    for key, value in _LISTS.items():
        if names := [each.strip() for each in said.get(key, "").split(",") if each.strip()]:
            tree[value] = names
    written, _ = document.read(Source("", serialize.text_of_tree(tree, "")))
    assert written is not None
    post_mortem, _ = decode.decode(written.front_matter, severities=policy.severities, timezone=policy.timezone)
    return policy.as_catalogued(post_mortem) if post_mortem else "its day and its severity in words that are known"


def _problems(page: Source, subject: Subject, reader: _Reader) -> Iterator[Problem]:
    if containment.leaves(page.text):
        line = re.search("http-equiv", page.text, re.IGNORECASE)
        span = Span(*line.span()) if line else Span(0, 0)
        yield Problem("PM515", "the page may send its reader elsewhere unasked", span, help="take the line out")
    elif found := list(containment.active(page.text)):
        at, first = found[0]
        kinds = dict.fromkeys(word.lower() for _, word in found if word != "\\") or ("an escape",)
        words = ", ".join(f"`{each}`" for each in list(kinds)[:5])
        advice = "nothing of it happens on the site; if the page is nothing without it, `pmgen import` reads the words"
        yield Problem("PM513", f"the page runs or loads something: {words}", Span(at, at + len(first)), help=advice)
    yield from _dead(subject, reader)
    if subject.post_mortem.visibility is Visibility.PUBLIC:
        message = "a legacy page is in no public edition"
        yield Problem("PM516", message, Span(0, 0), help="`pmgen import` makes a document of it")
    seen = replace(subject, text=page.text, body=0)
    assert disclosure.credential.find is not None
    yield from disclosure.credential.find(seen)


def _dead(subject: Subject, reader: _Reader) -> Iterator[Problem]:
    """Links that lead nowhere from where the page will be."""
    built = {page_of(each) for each in subject.folder.documents}
    for linked in reader.links:
        url = linked.link.url
        target, anchor = target_of(page_of(subject.path), url) if is_relative(url) else ("", "")
        known = anchor in reader.anchors or anchor.lower() == "top"  # which every page has
        if not target and anchor and not linked.link.image and is_relative(url) and not known:
            yield Problem("PM514", f"nothing in this page has the anchor `#{shortened(anchor)}`", linked.at)
        if not target or target == "." or target in built or OWN_FILES.match(target):
            continue
        there = target in subject.folder.files and not target.lower().endswith(NEVER_PUBLISHED)
        if is_outside(target) or not there:
            yield Problem("PM514", f"`{shortened(target)}` is not on the site", linked.at)


class _Reader(HTMLParser):
    """Takes from a page where it leads, what it shows, and what it says of itself."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Linked] = []
        self.anchors: set[str] = set()
        self.said: dict[str, str] = {}
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over a section as browsers do: one that nobody knows would be an error."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.anchors.update(filter(None, (found.get("id"), found.get("name") if tag == "a" else None)))
        url = found.get({"a": "href", "img": "src", "link": "href"}.get(tag, ""), "").strip()
        if url and (tag != "link" or found.get("rel") == "stylesheet"):
            line, column = self.getpos()
            start = self._lines[line - 1] + column
            end = start + len(self.get_starttag_text() or "")
            at = Span(start, end)
            self.links.append(Linked(at, Link(url, start, end, tag == "img", found.get("alt", ""))))
        if tag == "meta" and found.get("name"):
            self.said.setdefault(found["name"].lower(), found.get("content", "").strip())


def _read(text: str) -> _Reader:
    reader = _Reader(text)
    # A tag that the end cuts off is none to browsers, and `close` would look from each of them to the end.
    reader.feed(text)
    return reader
