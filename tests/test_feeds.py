from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import html5lib
import icalendar
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import check, decode, feeds, front_matter, markdown
from pmgen.addresses import by_likeness, rewriter, slug, slugs
from pmgen.feeds import sitemap
from pmgen.feeds.entries import LIMIT
from pmgen.feeds.followups_ics import _folded
from pmgen.feeds.values import readable
from pmgen.model import Followup, Markdown, PostMortem, Status, Summary
from pmgen.plan import Page, SitePlan, plan
from pmgen.rules.policy import Folder, Policy
from pmgen.values import replace
from tests.planning import planned

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://status.example.org/pm"

VAULT = """\
title: Vault stops & <hangs>
date: 2026-04-22
severity: SEV1
status: published
timezone: Europe/Sofia
services: [vault, C++]
tags: [raft]
authors: [somebody by name]
summary: {broke: "The **leader** hung, as [before](2026-04-13.md#timeline).", fixed: "Killed, see [F1](#F1)."}
impact: {description: "No [secrets](https://example.org/?a=1&b=2). ![chart](load.svg)"}
timeline: [{at: 09:00, kind: started, event: It hangs}]
followups:
  - {id: F1, action: "Alert on a **stuck** leader, soon; now", priority: P0, type: alert, owner: platform}
  - {id: F2, action: Move it, status: done, due: 2026-05-01, done: {on: 2026-06-01, commits: [2f1f9107, 3a]}}
  - {id: F3, action: Some day}
revisions: [{date: 2026-04-25, note: Moved}, {date: 2026-04-23, note: First}]
"""
NFS = """\
title: NFS stops
date: 2026-04-13
severity: SEV2
status: review
services: [nfs, vault]
followups:
  - {id: F1, action: Alert, priority: P0, status: blocked}
  - {id: F2, action: Pin it, priority: P1}
"""

LEAST = "title: No more\ndate: 2026-04-01\nseverity: SEV2\nstatus: published\n"


def site(*texts: str, **settings: Any) -> SitePlan:
    return of(*(_decoded(text) for text in texts), **settings)


def of(*post_mortems: PostMortem, **settings: Any) -> SitePlan:
    chosen: dict[str, Any] = {"title": "Post-mortems", "base_url": BASE, **settings}
    return plan(
        [planned(f"postmortems/{pm.date}.md", f"{pm.date}.md", pm, "", ()) for pm in post_mortems],
        timezone="UTC",
        severities=(),
        safe_types=("Alert",),
        due_days={"P0": 7, "P1": 30},
        **chosen,
    )


def _decoded(text: str) -> PostMortem:
    read, problems = front_matter.read(f"---\n{text}---\n")
    assert read is not None, problems
    pm, problems = decode.decode(read, severities=("SEV1", "SEV2"), timezone="UTC")
    assert pm is not None, problems
    return pm


def pm(**keys: Any) -> PostMortem:
    usual = {"title": "It broke", "date": dt.date(2026, 4, 22), "severity": "SEV1", "status": Status.PUBLISHED}
    return PostMortem(**{"id": "PM-1", **usual, **keys})


@pytest.fixture(scope="module")
def real() -> SitePlan:
    """The post-mortems that the project carries."""
    paths = sorted((Path(__file__).parents[1] / "postmortems").glob("*.md"))
    names = frozenset(path.name for path in paths)
    policy = Policy()
    manuscripts = []
    for path in paths:
        shown = f"postmortems/{path.name}"
        examined = check.examine(
            shown, path.read_bytes(), path.name, policy, Folder(names, names), rewriter(path.name, names)
        )
        assert examined.subject is not None
        manuscripts.append(planned(shown, path.name, examined.subject.post_mortem, examined.body, ()))
    return plan(
        manuscripts,
        title="Post-mortems",
        base_url=BASE,
        timezone=policy.timezone,
        severities=(),
        safe_types=policy.safe_types,
        due_days=policy.due_days,
    )


def made(plan_: SitePlan) -> dict[str, bytes]:
    return dict(feeds.files(plan_))


def atom_paths(plan_: SitePlan) -> list[str]:
    return [path for path in feeds.paths(plan_) if path.endswith(".xml") and path != "sitemap.xml"]


def atom(plan_: SitePlan, path: str = "feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring(made(plan_)[path])


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return [each.text or "" for each in root.findall("/".join(f"{ATOM}{step}" for step in path.split("/")))]


def json_feed(plan_: SitePlan, path: str = "feed.json") -> Any:
    return json.loads(made(plan_)[path])


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def table(plan_: SitePlan) -> list[dict[str, str]]:
    text = made(plan_)["followups.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


# The whole


def test_the_files_of_a_site() -> None:
    both = site(NFS, VAULT)
    assert feeds.paths(both) == (
        "feed.xml",
        "feed.json",
        "services/c.xml",
        "services/c.json",
        "services/nfs.xml",
        "services/nfs.json",
        "services/vault.xml",
        "services/vault.json",
        "sitemap.xml",
        "followups.ics",
        "followups.csv",
        "followups.json",
        "followups.prom",
    )


@pytest.mark.parametrize("base_url", [BASE, None])
def test_the_paths_are_those_of_the_files(real: SitePlan, base_url: str | None) -> None:
    for each in (replace(real, base_url=base_url), site(base_url=base_url)):
        assert feeds.paths(each) == tuple(path for path, _ in feeds.files(each))
        assert ("sitemap.xml" in feeds.paths(each)) is bool(base_url)


def test_the_order_of_the_documents_makes_no_difference() -> None:
    assert made(site(NFS, VAULT)) == made(site(VAULT, NFS))


def test_every_file_ends_with_a_line_end(real: SitePlan) -> None:
    assert [path for path, data in feeds.files(real) if not data.endswith(b"\n") or data.endswith(b"\n\n")] == []


def identities(plan_: SitePlan) -> list[set[str]]:
    files = made(plan_)
    return [
        set(texts(atom(plan_), "id")) | set(texts(atom(plan_), "entry/id")),
        set(texts(atom(plan_, "services/vault.xml"), "id")),
        {each["id"] for each in json_feed(plan_)["items"]},
        {str(each["UID"]) for each in events(files["followups.ics"])},
    ]


def test_ids_outlive_titles_and_addresses(real: SitePlan) -> None:
    first = identities(real)
    assert first[:2] == [
        {"urn:pmgen:feed", *(f"urn:pmgen:{each.stem}" for each in real.incidents)},
        {"urn:pmgen:service:vault"},
    ]
    assert "2026-04-22-vault-raft-leader-deadlock#F3@pmgen" in first[3]
    renamed = [replace(each, brief=replace(each.brief, title="Another")) for each in real.incidents]
    for other in (
        replace(real, base_url=None),
        replace(real, base_url="https://elsewhere.example"),
        replace(real, title="Outages", incidents=tuple(renamed)),
    ):
        assert identities(other) == first


def test_an_entry_and_an_event_outlive_a_date_that_is_put_right(real: SitePlan) -> None:
    moved = [
        replace(each, brief=replace(each.brief, id=f"PM-2020-01-{number:02}", date=dt.date(2020, 1, number)))
        for number, each in enumerate(real.incidents, start=1)
    ]
    corrected = replace(real, incidents=tuple(moved))
    assert identities(corrected) == identities(real)


def test_an_entry_and_an_event_outlive_the_names_of_a_file(real: SitePlan) -> None:
    renamed = [
        replace(each, stem=f"new-{each.stem}", brief=replace(each.brief, aliases=(f"./{each.stem}.html", "later.html")))
        for each in real.incidents
    ]
    assert identities(replace(real, incidents=tuple(renamed))) == identities(real)


@pytest.mark.parametrize("alias", ["disk.htm", "../x", "disk.html.md"])
def test_what_was_no_page_of_ours_is_no_name(alias: str) -> None:
    plan_ = site(LEAST + f"aliases: [{alias}]\n")
    assert [each["id"] for each in json_feed(plan_)["items"]] == ["urn:pmgen:2026-04-01"]


def test_every_time_is_told_by_a_document() -> None:
    files = made(site(VAULT, NFS))
    told = {
        "2026-04-22T06:00:00Z",  # when it began
        "2026-04-25T00:00:01Z",  # when it was revised, and is published
        "2026-04-13T00:00:00Z",
    }
    for path in ("feed.xml", "feed.json", "services/vault.xml", "sitemap.xml"):
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<\"]*", files[path].decode())) <= told
    stamps = set(re.findall(r"DTSTAMP:(.*)\r\n", files["followups.ics"].decode()))
    assert stamps == {"20260425T000001Z", "20260413T000000Z"}


# Atom


def test_the_feed_in_atom() -> None:
    assert made(site(VAULT))["feed.xml"].decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "  <id>urn:pmgen:feed</id>\n"
        "  <title>Post-mortems</title>\n"
        "  <updated>2026-04-25T00:00:01Z</updated>\n"
        "  <author><name>Post-mortems</name></author>\n"
        "  <generator>pmgen</generator>\n"
        '  <link rel="alternate" type="text/html" href="https://status.example.org/pm/"/>\n'
        '  <link rel="self" type="application/atom+xml" href="https://status.example.org/pm/feed.xml"/>\n'
        "  <entry>\n"
        "    <id>urn:pmgen:2026-04-22</id>\n"
        "    <title>SEV1 · Vault stops &amp; &lt;hangs&gt;</title>\n"
        '    <link rel="alternate" type="text/html" href="https://status.example.org/pm/2026-04-22.html"/>\n'
        "    <published>2026-04-22T06:00:00Z</published>\n"
        "    <updated>2026-04-25T00:00:01Z</updated>\n"
        '    <category term="SEV1" scheme="urn:pmgen:severity"/>\n'
        '    <category term="vault" scheme="urn:pmgen:service"/>\n'
        '    <category term="C++" scheme="urn:pmgen:service"/>\n'
        '    <category term="raft" scheme="urn:pmgen:tag"/>\n'
        "    <summary>The leader hung, as before. Killed, see F1.</summary>\n"
        '    <content type="html">&lt;h3&gt;What broke&lt;/h3&gt;\n'
        "&lt;p&gt;The &lt;strong&gt;leader&lt;/strong&gt; hung, as &lt;a "
        'href="https://status.example.org/pm/2026-04-13.md#timeline"&gt;before&lt;/a&gt;.&lt;/p&gt;\n'
        "&lt;h3&gt;How it was fixed&lt;/h3&gt;\n"
        '&lt;p&gt;Killed, see &lt;a href="https://status.example.org/pm/2026-04-22.html#F1"&gt;F1&lt;/a&gt;.'
        "&lt;/p&gt;\n"
        "&lt;h3&gt;Impact&lt;/h3&gt;\n"
        '&lt;p&gt;No &lt;a href="https://example.org/?a=1&amp;amp;b=2" rel="noreferrer noopener"&gt;secrets'
        "&lt;/a&gt;. chart&lt;/p&gt;</content>\n"
        "  </entry>\n"
        "</feed>\n"
    )


@pytest.mark.parametrize("base_url", [BASE, None])
def test_feeds_are_atom_to_an_independent_reader(real: SitePlan, base_url: str | None) -> None:
    files = made(replace(real, base_url=base_url))
    for path in atom_paths(replace(real, base_url=base_url)):
        found = feedparser.parse(
            files[path], response_headers={"content-type": "application/atom+xml", "content-location": f"{BASE}/{path}"}
        )
        assert not found.bozo, found.bozo_exception
        assert found.version == "atom10"
        assert found.feed.author == "Post-mortems"
        assert found.feed.updated == max(entry.updated for entry in found.entries)
        pages = {f"{BASE}/{each.url}" for each in real.incidents}
        assert {entry.link for entry in found.entries} <= pages
        if path == "feed.xml":
            assert {entry.link for entry in found.entries} == pages
            assert {entry.id for entry in found.entries} == {f"urn:pmgen:{x.stem}" for x in real.incidents}


@pytest.mark.parametrize("base_url", [BASE, None])
def test_feeds_keep_the_rules_of_rfc_4287(real: SitePlan, base_url: str | None) -> None:
    plan_ = replace(real, base_url=base_url)
    for path in atom_paths(plan_):
        root = atom(plan_, path)
        ids = texts(root, "entry/id")
        assert len(set(ids)) == len(ids)
        for element in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, name
            links = [(each.get("rel"), each.get("type")) for each in element.findall(f"{ATOM}link")]
            assert ("alternate", "text/html") in links
            assert len(set(links)) == len(links)
        assert texts(root, "author/name") == ["Post-mortems"]
        instants = texts(root, "updated") + texts(root, "entry/updated") + texts(root, "entry/published")
        assert all(dt.datetime.fromisoformat(each).tzinfo for each in instants)


def test_content_is_html_of_which_no_address_is_relative(real: SitePlan) -> None:
    for base_url in (BASE, None):
        for plan_ in (replace(real, base_url=base_url), site(VAULT, NFS, base_url=base_url)):
            for content in texts(atom(plan_), "entry/content"):
                fragment = html5lib.HTMLParser(strict=True).parseFragment(content)
                links = [each.attrib["href"] for each in fragment.iter() if "href" in each.attrib]
                assert all(re.match("https?://", link) for link in links), links
                assert not any("src" in each.attrib for each in fragment.iter())


def test_without_a_base_url_addresses_are_relative_to_the_feed() -> None:
    plan_ = site(VAULT, NFS, base_url=None)
    links = {path: [each.get("href") for each in atom(plan_, path).iter(f"{ATOM}link")] for path in atom_paths(plan_)}
    assert links["feed.xml"] == ["index.html", "2026-04-22.html", "2026-04-13.html"]
    assert links["services/vault.xml"] == ["../services/vault.html", "../2026-04-22.html", "../2026-04-13.html"]
    content = texts(atom(plan_), "entry/content")[0]
    assert "hung, as before." in content
    assert "see F1." in content


def test_a_link_to_another_document_leads_to_its_page() -> None:
    content = texts(atom(site(VAULT, NFS)), "entry/content")[0]
    assert '<a href="https://status.example.org/pm/2026-04-13.html#timeline">before</a>' in content


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("[a](//example.org/x)", '<a href="https://example.org/x" rel="noreferrer noopener">a</a>'),
        ("[a](mailto:on-call@example.org)", '<a href="mailto:on-call@example.org">a</a>'),
        ("[a](javascript:alert)", "a"),
        ("[*a* <b>](./javascript:x)", f'<a href="{BASE}/javascript%3Ax"><em>a</em> &lt;b&gt;</a>'),
        ("[![a](x.png)](2026.md)", f'<a href="{BASE}/2026.md">a</a>'),
        ("[a](../../etc)", '<a href="https://status.example.org/etc">a</a>'),
        ("![a](https://example.org/x.png)", '<a href="https://example.org/x.png" rel="noreferrer noopener">a</a>'),
        ('`<a href="x">y</a>`', '<code>&lt;a href="x"&gt;y&lt;/a&gt;</code>'),
    ],
)
def test_what_becomes_of_links(written: str, html: str) -> None:
    plan_ = of(pm(summary=Summary(text=Markdown(written))))
    assert texts(atom(plan_), "entry/content") == [f"<p>{html}</p>"]


def test_drafts_are_in_no_feed_and_others_say_what_they_are() -> None:
    said = Summary(text=Markdown("The disk was full."))
    named = [(day, status) for day, status in enumerate(Status, 1)]
    plan_ = of(
        *(
            pm(
                id=f"PM-{day}",
                date=dt.date(2026, 4, day),
                title=status.value,
                status=status,
                summary=said,
                services=(status,),
            )
            for day, status in named
        )
    )
    assert texts(atom(plan_), "entry/title") == [
        "Withdrawn · SEV1 · withdrawn",
        "SEV1 · published",
        "In review · SEV1 · review",
    ]
    assert texts(atom(plan_), "entry/summary") == [
        "Withdrawn: no longer stands as it was written.",
        "The disk was full.",
        "The disk was full.",
    ]
    assert texts(atom(plan_), "entry/content") == [
        "<p>Withdrawn: no longer stands as it was written.</p>",
        "<p>The disk was full.</p>",
        "<p>In review: not agreed on yet; details may change.</p>\n<p>The disk was full.</p>",
    ]
    assert [each["title"] for each in json_feed(plan_)["items"]] == texts(atom(plan_), "entry/title")
    empty = atom(plan_, "services/draft.xml")
    assert (texts(empty, "entry"), texts(empty, "updated")) == ([], ["1970-01-01T00:00:00Z"])


def test_a_feed_begins_with_what_was_updated_last_and_has_an_end() -> None:
    first = dt.date(2024, 1, 1)
    many = [pm(id=f"PM-{n:03}", date=first + dt.timedelta(days=n), services=("all",)) for n in range(LIMIT + 5)]
    revised = dt.date(2026, 1, 1)
    many[0] = replace(many[0], revisions=_decoded(f"{LEAST}revisions: [{{date: {revised}, note: so}}]\n").revisions)
    plan_ = of(*many)
    ids = texts(atom(plan_), "entry/id")
    assert (len(ids), ids[0], ids[1], ids[-1]) == (
        LIMIT,
        "urn:pmgen:2024-01-01",
        f"urn:pmgen:{first + dt.timedelta(days=LIMIT + 4)}",
        "urn:pmgen:2024-01-07",
    )
    assert texts(atom(plan_), "updated") == ["2026-01-01T00:00:01Z"]
    for path in ("feed.json", "services/all.json"):
        assert [each["id"] for each in json_feed(plan_, path)["items"]] == ids


@pytest.mark.parametrize(
    ("more", "updated"),
    [
        ("", "2026-04-01T00:00:01Z"),
        ("timeline: [{at: 09:30, kind: started, event: so}]\n", "2026-04-01T09:30:01Z"),
        ("revisions: [{date: 2026-05-02, note: so}, {date: 2026-04-30, note: so}]\n", "2026-05-02T00:00:01Z"),
        # A feed in which something is updated before it was published makes readers doubt both.
        (
            "timeline: [{at: 09:30, kind: started, event: so}]\nrevisions: [{date: 2026-04-01, note: so}]\n",
            "2026-04-01T09:30:01Z",
        ),
        ("followups: [{id: F1, action: so, status: done, done: {on: 2026-06-01}}]\n", "2026-04-01T00:00:01Z"),
    ],
)
def test_when_a_post_mortem_was_updated(more: str, updated: str) -> None:
    plan_ = site(LEAST + more)
    assert texts(atom(plan_), "entry/updated") == [updated]
    assert json_feed(plan_)["items"][0]["date_modified"] == updated
    assert f"<lastmod>{updated}</lastmod>" in made(plan_)["sitemap.xml"].decode()


@pytest.mark.parametrize("more", ["", "revisions: [{date: 2026-04-01, note: so}]\n"])
def test_what_is_published_or_withdrawn_is_shown_anew(more: str) -> None:
    stages = [LEAST.replace("published", stage) for stage in ("review", "published", "withdrawn")]
    updated = [texts(atom(site(text + more)), "entry/updated")[0] for text in stages]
    modified = [json_feed(site(text + more))["items"][0]["date_modified"] for text in stages]
    assert updated == modified == ["2026-04-01T00:00:00Z", "2026-04-01T00:00:01Z", "2026-04-01T00:00:02Z"]


def test_the_last_second_of_all_is_updated_too() -> None:
    text = "title: x\ndate: 9999-12-31\nseverity: SEV1\nstatus: withdrawn\n"
    plan_ = site(f"{text}timeline: [{{at: '23:59:59', kind: started, event: x}}]\n")
    assert texts(atom(plan_), "entry/updated") == ["9999-12-31T23:59:59Z"]


def test_a_service_has_a_feed_of_its_own() -> None:
    plan_ = site(VAULT, NFS)
    root = atom(plan_, "services/nfs.xml")
    assert texts(root, "title") == ["Post-mortems · nfs"]
    assert texts(root, "entry/id") == ["urn:pmgen:2026-04-13"]
    assert [each.get("href") for each in root.findall(f"{ATOM}link")] == [
        f"{BASE}/services/nfs.html",
        f"{BASE}/services/nfs.xml",
    ]
    assert texts(atom(plan_, "services/c.xml"), "id") == ["urn:pmgen:service:C%2B%2B"]
    assert len(texts(atom(plan_, "services/vault.xml"), "entry/id")) == 2


def test_nobody_is_named() -> None:
    files = made(site(VAULT))
    assert [path for path, data in files.items() if b"somebody by name" in data] == []


# JSON Feed

_TEXT = {"type": "string", "minLength": 1}
_ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
_INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_AUTHORS = {"type": "array", "items": {"type": "object", "minProperties": 1, "properties": {"name": _TEXT}}}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT,
        "home_page_url": _ADDRESS,
        "feed_url": _ADDRESS,
        "authors": _AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    "id": _TEXT,
                    "url": _ADDRESS,
                    "title": _TEXT,
                    "content_html": _TEXT,
                    "content_text": _TEXT,
                    "summary": _TEXT,
                    "date_published": _INSTANT,
                    "date_modified": _INSTANT,
                    "tags": {"type": "array", "items": _TEXT, "uniqueItems": True},
                },
            },
        },
    },
}
"""What https://www.jsonfeed.org/version/1.1/ asks for, of the keys that are used."""


def test_the_feed_in_json() -> None:
    assert json_feed(site(VAULT)) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post-mortems",
        "home_page_url": "https://status.example.org/pm/",
        "feed_url": "https://status.example.org/pm/feed.json",
        "authors": [{"name": "Post-mortems"}],
        "items": [
            {
                "id": "urn:pmgen:2026-04-22",
                "url": "https://status.example.org/pm/2026-04-22.html",
                "title": "SEV1 · Vault stops & <hangs>",
                "content_html": texts(atom(site(VAULT)), "entry/content")[0],
                "summary": "The leader hung, as before. Killed, see F1.",
                "date_published": "2026-04-22T06:00:00Z",
                "date_modified": "2026-04-25T00:00:01Z",
                "tags": ["SEV1", "vault", "C++", "raft"],
            }
        ],
    }


@pytest.mark.parametrize("base_url", [BASE, None])
def test_json_feeds_keep_the_rules(real: SitePlan, base_url: str | None) -> None:
    jsonschema.Draft202012Validator.check_schema(JSON_FEED)
    for plan_ in (replace(real, base_url=base_url), site(LEAST, base_url=base_url), site(base_url=base_url)):
        for path, data in feeds.files(plan_):
            if path.endswith(".json") and path != "followups.json":
                jsonschema.validate(json.loads(data), JSON_FEED)


def test_without_a_base_url_json_has_no_addresses() -> None:
    assert "url" not in made(site(NFS, base_url=None))["feed.json"].decode()


def test_a_post_mortem_without_a_summary_has_its_title() -> None:
    (item,) = json_feed(site(LEAST))["items"]
    assert (item["content_text"], "summary" in item, "content_html" in item) == ("SEV2 · No more", False, False)
    assert texts(atom(site(LEAST)), "entry/summary") == texts(atom(site(LEAST)), "entry/content") == []


# Sitemap


def test_the_sitemap() -> None:
    plan_ = site(VAULT, NFS, base_url="https://example.org/a&b/")
    root = ElementTree.fromstring(made(plan_)["sitemap.xml"])
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {each.findtext(f"{space}loc"): each.findtext(f"{space}lastmod") for each in root.findall(f"{space}url")}
    published = ("", "2026-04-22.html", "2026.html", "services/c.html", "services/vault.html", "tags/raft.html")
    in_review = ("2026-04-13.html", "services/nfs.html")
    assert found == {
        **{f"https://example.org/a&b/{path}": "2026-04-25T00:00:01Z" for path in published},
        **{f"https://example.org/a&b/{path}": "2026-04-13T00:00:00Z" for path in in_review},
        **{f"https://example.org/a&b/{name}.html": None for name in ("followups", "insights", "definitions")},
    }


def test_what_is_no_page_of_its_own_is_not_in_the_sitemap() -> None:
    plan_ = site(NFS)
    (incident,) = plan_.incidents
    leads_on = Page("old.html", "moved.html", incident)
    missing = Page("404.html", "404.html")
    ((_, data),) = sitemap.sitemaps(
        plan_, [Page(f"{incident.stem}.html", "incident.html", incident), leads_on, missing]
    )
    found = data.decode()
    assert re.findall("<loc>(.*)</loc>", found) == [f"{BASE}/2026-04-13.html"]


def test_a_sitemap_with_more_than_it_may_hold_is_a_list_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    plan_ = site(VAULT, NFS)
    whole = located(made(plan_)["sitemap.xml"])
    monkeypatch.setattr(sitemap, "MOST", len(whole) - 1)
    parts = ["sitemap-1.xml", "sitemap-2.xml"]
    assert [path for path in feeds.paths(plan_) if path.startswith("sitemap")] == ["sitemap.xml", *parts]
    found = {path: located(data) for path, data in feeds.files(plan_, wanted=())}
    assert found == {
        "sitemap.xml": [f"{BASE}/{part}" for part in parts],
        "sitemap-1.xml": whole[:-1],
        "sitemap-2.xml": whole[-1:],
    }


def located(data: bytes) -> list[str]:
    return re.findall("<loc>(.*)</loc>", data.decode())


# Calendar


def test_the_calendar() -> None:
    data = made(site(VAULT, NFS))["followups.ics"].decode()
    assert data.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//pmgen//pmgen//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Post-mortems · follow-ups",
        "X-WR-CALNAME:Post-mortems · follow-ups",
        "BEGIN:VEVENT",
        "UID:2026-04-13#F1@pmgen",
        "DTSTAMP:20260413T000000Z",
        "DTSTART;VALUE=DATE:20260420",
        "SUMMARY:P0 · Alert",
        r"DESCRIPTION:PM-2026-04-13#F1\nSEV2 · NFS stops\nStatus: blocked"
        r"\nhttps://status.example.org/pm/2026-04-13.html#F1",
        "CATEGORIES:nfs,vault",
        "URL:https://status.example.org/pm/2026-04-13.html#F1",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2026-04-22#F1@pmgen",
        "DTSTAMP:20260425T000001Z",
        "DTSTART;VALUE=DATE:20260429",
        r"SUMMARY:P0 · Alert on a stuck leader\, soon\; now",
        r"DESCRIPTION:PM-2026-04-22#F1\nSEV1 · Vault stops & <hangs>\nOwner: platform\nType: alert\nStatus: todo"
        r"\nhttps://status.example.org/pm/2026-04-22.html#F1",
        "CATEGORIES:vault,C++",
        "URL:https://status.example.org/pm/2026-04-22.html#F1",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2026-04-13#F2@pmgen",
        "DTSTAMP:20260413T000000Z",
        "DTSTART;VALUE=DATE:20260513",
        "SUMMARY:P1 · Pin it",
        r"DESCRIPTION:PM-2026-04-13#F2\nSEV2 · NFS stops\nStatus: todo"
        r"\nhttps://status.example.org/pm/2026-04-13.html#F2",
        "CATEGORIES:nfs,vault",
        "URL:https://status.example.org/pm/2026-04-13.html#F2",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_calendar_is_one_to_an_independent_reader(real: SitePlan) -> None:
    data = made(real)["followups.ics"]
    found = {str(each["UID"]): each for each in events(data)}
    open_ = [row for row in table(real) if row["status"] not in ("done", "wont-do") and row["due"]]
    uids = {row["url"].rpartition("/")[2].replace(".html#", "#") + "@pmgen": row for row in open_}
    assert uids.keys() == found.keys()
    for uid, row in uids.items():
        event = found[uid]
        assert not event.errors
        assert event["DTSTART"].dt.isoformat() == row["due"]
        assert str(event["SUMMARY"]) == f"{row['priority']} · {row['action']}"
        assert str(event["URL"]) == row["url"]
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_without_a_base_url_the_calendar_has_no_addresses() -> None:
    assert b"URL" not in made(site(VAULT, base_url=None))["followups.ics"]
    assert b".html" not in made(site(VAULT, base_url=None))["followups.ics"]


def test_a_calendar_without_events_is_still_one() -> None:
    withdrawn = VAULT.replace("status: published", "status: withdrawn", 1)
    for plan_ in (site(), site(LEAST), site(withdrawn)):
        calendar = icalendar.Calendar.from_ical(made(plan_)["followups.ics"])
        assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE"]


def test_what_means_something_to_a_calendar_is_escaped() -> None:
    followup = Followup("F1", Markdown(r"Look at `C:\new, C:\Users; \N`"), due=dt.date(2026, 5, 1))
    data = made(of(pm(followups=(followup,))))["followups.ics"]
    assert rb"SUMMARY:Look at C:\\new\, C:\\Users\; \\N" in data
    assert str(events(data)[0]["SUMMARY"]) == r"Look at C:\new, C:\Users; \N"


def test_a_service_is_one_category_however_often_and_in_whatever_case_it_is_written() -> None:
    named = VAULT.replace("services: [", "services: [VAULT, vault, ")
    assert named != VAULT
    assert re.findall(r"CATEGORIES:(.*)\r\n", made(site(named))["followups.ics"].decode()) == ["VAULT,C++"]


@pytest.mark.parametrize("ascii_before", range(70, 80))
def test_lines_are_folded_between_characters(ascii_before: int) -> None:
    for character in "aж…😀":
        line = "a" * ascii_before + character * 200
        first, *others = _folded(line).split(b"\r\n")
        assert len(first) > 70
        assert all(each.startswith(b" ") for each in others)
        assert max(map(len, (first, *others))) <= 75
        assert "".join([first.decode(), *(each[1:].decode() for each in others)]) == line


# Follow-ups as data


def test_followups_in_the_order_in_which_they_are_to_be_done() -> None:
    old = "title: Old\ndate: 2026-01-01\nseverity: SEV2\nstatus: draft\n"
    old += "followups: [{id: F1, action: a, priority: P1, due: 2026-05-13}, {id: F2, action: b, status: wont-do}]\n"
    assert [f"{row['id']} {row['priority']} {row['due']} {row['status']}" for row in table(site(VAULT, NFS, old))] == [
        "PM-2026-04-13#F1 P0 2026-04-20 blocked",
        "PM-2026-04-22#F1 P0 2026-04-29 todo",
        "PM-2026-01-01#F1 P1 2026-05-13 todo",
        "PM-2026-04-13#F2 P1 2026-05-13 todo",
        "PM-2026-04-22#F3   todo",
        "PM-2026-04-22#F2  2026-05-01 done",
        "PM-2026-01-01#F2   wont-do",
    ]


def test_the_table_of_followups() -> None:
    assert made(site(VAULT))["followups.csv"].decode() == (
        "id,title,action,priority,type,owner,due,status,safe,commits,url,document,document_status\r\n"
        'PM-2026-04-22#F1,Vault stops & <hangs>,"Alert on a stuck leader, soon; now",P0,alert,platform,2026-04-29,todo,'
        "true,,https://status.example.org/pm/2026-04-22.html#F1,postmortems/2026-04-22.md,published\r\n"
        "PM-2026-04-22#F3,Vault stops & <hangs>,Some day,,,,,todo,false,,"
        "https://status.example.org/pm/2026-04-22.html#F3,postmortems/2026-04-22.md,published\r\n"
        "PM-2026-04-22#F2,Vault stops & <hangs>,Move it,,,,2026-05-01,done,false,2f1f9107 3a,"
        "https://status.example.org/pm/2026-04-22.html#F2,postmortems/2026-04-22.md,published\r\n"
    )


def test_followups_for_programs() -> None:
    found = json.loads(made(site(VAULT, base_url=None))["followups.json"])
    assert found["schema"] == 1
    assert found["followups"][0] == {
        "id": "PM-2026-04-22#F1",
        "title": "Vault stops & <hangs>",
        "action": "Alert on a stuck leader, soon; now",
        "priority": "P0",
        "type": "alert",
        "owner": "platform",
        "due": "2026-04-29",
        "status": "todo",
        "safe": True,
        "commits": [],
        "url": "2026-04-22.html#F1",
        "document": "postmortems/2026-04-22.md",
        "document_status": "published",
    }
    assert found["followups"][2]["commits"] == ["2f1f9107", "3a"]


def test_no_followup_of_a_withdrawn_post_mortem_is_said_to_be_safe() -> None:
    withdrawn = site(VAULT.replace("status: published", "status: withdrawn"))
    assert [row["safe"] for row in table(withdrawn)] == ["false"] * 3
    assert [row["document_status"] for row in table(withdrawn)] == ["withdrawn"] * 3


def test_the_table_and_the_data_say_the_same(real: SitePlan) -> None:
    data = json.loads(made(real)["followups.json"])["followups"]
    assert [{key: _cell(value) for key, value in each.items()} for each in data] == table(real)
    assert len(data) == sum(len(each.brief.followup_list) for each in real.incidents)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("a; =1", "a;' =1"),  # where `;` is the end of a cell
        ("a\n=1", "a\n'=1"),
        ('="a"', '\'="a"'),
        # What no spreadsheet would run stays as it is.
        ("a=1", "a=1"),
        ("on-call", "on-call"),
        ("a - b", "a - b"),
        ("mail a@example.org; now", "mail a@example.org; now"),
        ("'quoted'", "'quoted'"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(written: str, cell: str) -> None:
    followup = Followup("F1", Markdown("do"), owner=written)
    (row,) = table(of(pm(followups=(followup,))))
    assert row["owner"] == cell


# Hostile texts

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("\r\n\t ;,\\\"'<>&]=+-@:"),
        st.sampled_from("\x00\x0b\x1c\x7f\x85\u2028\u2029\u202e\ufffeаж😀"),
        st.sampled_from(string.ascii_letters),
    ),
    min_size=1,
    max_size=60,
)


HEAD = "BEGIN VERSION PRODID CALSCALE NAME X-WR-CALNAME BEGIN".split()


USUAL = "UID DTSTAMP DTSTART SUMMARY DESCRIPTION CATEGORIES URL TRANSP".split()


@given(HOSTILE, HOSTILE, HOSTILE)
def test_texts_stay_texts(title: str, action: str, word: str) -> None:
    followup = Followup("F1", Markdown(action), owner=word, type=word, due=dt.date(2026, 5, 1))
    said = Summary(text=Markdown(action))
    plan_ = of(pm(title=title, services=(word,), tags=(word,), summary=said, followups=(followup,)), title=f"x{title}")
    files = made(plan_)
    for path in (path for path in files if path.endswith(".xml")):
        ElementTree.fromstring(files[path])
    (entry,) = atom(plan_).findall(f"{ATOM}entry")
    # A parser of XML makes `\n` of every end of a line, and a blank of one in an attribute unless it is escaped.
    assert entry.findtext(f"{ATOM}title") == re.sub("\r\n?", "\n", f"SEV1 · {readable(title)}")
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ["SEV1", readable(word), readable(word)]
    (item,) = json_feed(plan_)["items"]
    assert item["title"] == f"SEV1 · {readable(title)}"
    (row,) = json.loads(files["followups.json"])["followups"]
    assert (row["title"], row["owner"]) == (readable(title), readable(word))
    assert len(table(plan_)) == 1
    (event,) = events(files["followups.ics"])
    assert not event.errors
    assert str(event["SUMMARY"]) == readable(markdown.plain(action))
    assert set(event) == set(USUAL)


def test_nobody_injects_lines_into_a_calendar() -> None:
    for line_end in ("\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x1e"):
        evil = f"x{line_end}END:VEVENT{line_end}BEGIN:VALARM{line_end}ACTION:PROCEDURE"
        followup = Followup("F1", Markdown("do"), owner=evil, type=evil, due=dt.date(2026, 5, 1))
        plan_ = of(pm(title=evil, services=(evil,), followups=(followup,)), title=evil, base_url=f"{BASE}/{evil}")
        data = made(plan_)["followups.ics"]
        (event,) = events(data)
        assert set(event) == set(USUAL)
        names = [re.split("[:;]", line)[0] for line in data.decode().replace("\r\n ", "").splitlines()]
        assert names == [*HEAD, *USUAL, "END", "END"]


def test_markup_in_a_title_stays_text() -> None:
    title = "<script>alert(1)</script> ]]> <!-- &amp; %s \x07"
    plan_ = of(pm(title=title), title=title)
    found = feedparser.parse(made(plan_)["feed.xml"])
    assert not found.bozo
    assert found.entries[0].title_detail.type == "text/plain"
    assert texts(atom(plan_), "entry/title") == ["SEV1 · <script>alert(1)</script> ]]> <!-- &amp; %s \ufffd"]
    assert texts(atom(plan_), "title") == [title.replace("\x07", "\ufffd")]
    data = made(plan_)["feed.json"]
    assert not set(b"<>&") & set(data)


# Slugs


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("vault", "vault"),
        ("Single Sign-On", "single-sign-on"),
        ("  node.js / npm  ", "node-js-npm"),
        ("C++", "c"),
        ("Straße", "strasse"),
        ("Øre & Æsir", "ore-aesir"),
        ("Café №5", "cafe-no5"),
        ("İstanbul", "istanbul"),
        ("../../etc/passwd", "etc-passwd"),
        # What a name cannot say is told by a part of the word's SHA-256.
        ("услуга", "3e823bba"),
        ("база 2", "2-d9677246"),
        ("🔥", "ed8d8305"),
        ("CON", "con-a3dbc4b6"),
        ("index", "index-1bc04b52"),
    ],
)
def test_slug(word: str, name: str) -> None:
    assert slug(word) == name


@given(st.text(st.characters(), max_size=200))
def test_a_slug_can_be_the_name_of_a_file(word: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug(word))
    assert len(slug(word)) < 100


def test_words_that_look_alike_have_slugs_of_their_own() -> None:
    assert slugs(["c", "C++", "vault", "C#"]) == {"c": "c", "C++": "c-f1deb75f", "vault": "vault", "C#": "c-04022884"}
    assert slugs(["C#", "C++", "c"]) == {"C#": "c", "C++": "c-f1deb75f", "c": "c-2e7d2c03"}
    assert slugs([]) == {}


def test_a_slug_that_looks_like_a_mended_one_is_no_trap() -> None:
    words = ["C", "c", slugs(["c", "C"])["C"]]
    for order in itertools.permutations(words):
        assert len(set(slugs(order).values())) == 3
        assert slugs(by_likeness(order)) == {"c": "c", "C": slugs(by_likeness(words))["C"], words[2]: words[2]}


def near() -> Iterator[str]:
    yield from ("c", "C", "c+", "C++", "c ", "č", "ц", "Ц", "", "-", "index", "INDEX", "c-f1deb75f")


@given(st.lists(st.sampled_from(list(near())) | st.text(max_size=4)), st.randoms())
def test_slugs_are_never_the_same_and_stay_whatever_comes_later(words: list[str], shuffled: Any) -> None:
    found = slugs(words)
    assert list(found) == list(dict.fromkeys(words))
    assert len(set(found.values())) == len(found)
    half = words[: len(words) // 2]
    assert slugs(half) == {word: found[word] for word in half}
    others = list(words)
    shuffled.shuffle(others)
    assert by_likeness(others) == by_likeness(words)


# -------------------------------------------------------------------------------------------------------- Prometheus


def test_metrics_are_read_by_the_parser_of_prometheus() -> None:
    from prometheus_client.parser import text_string_to_metric_families

    hostile = LEAST.replace("2026-04-22", "2026-03-01") if "2026-04-22" in LEAST else LEAST
    text = f"{hostile}services: ['a \"b\" \\c', dns]\n" + (
        "followups:\n"
        "  - {id: F1, action: a, priority: P1, due: 2026-05-01}\n"
        "  - {id: F2, action: b, priority: P1, due: 2026-04-25}\n"
        "  - {id: F3, action: c}\n"
        "  - {id: F4, action: d, status: done}\n"
    )
    families = list(text_string_to_metric_families(made(site(text))["followups.prom"].decode()))
    found = {
        (
            sample.name.removeprefix("pmgen_followups_"),
            sample.labels["priority"],
            sample.labels["service"],
        ): sample.value
        for family in families
        for sample in family.samples
    }
    assert {family.type for family in families} == {"gauge"}
    assert found["open", "P1", 'a "b" \\c'] == found["open", "P1", "dns"] == 2
    assert found["open", "none", "dns"] == 1
    assert found["due_timestamp_seconds", "P1", "dns"] == dt.datetime(2026, 4, 25, tzinfo=dt.UTC).timestamp()
    assert ("due_timestamp_seconds", "none", "dns") not in found
