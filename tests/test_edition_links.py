"""No link of a public edition leads to what it is without, and what will be missing is said."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pmgen import edition, markdown, model
from tests.editions import Canaries, everything, planted, write
from tests.running import run as pmgen

__all__ = ["planted"]


def test_nothing_links_to_a_place_that_only_those_inside_have(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    front, body = path.read_text().removeprefix("---\n").split("\n---\n", 1)
    told = yaml.safe_load(front)
    told["followups"] = [
        {"id": "F1", "action": "Say it", "status": "wont-do", "reason": "As [it](#F2) is"},
        {"id": "F2", "action": "Hide it", "status": "wont-do", "reason": "So it is", "internal": True},
    ]
    told["contributing_factors"] = [{"text": "No limit", "internal": True}]
    links = "[a](#F1) [b](#F2) [c](#contributing-factors) [d](#inside) [e](#outside)"
    hidden = "## Inside\n\nSee [f](shown.md#inside)."
    write(path, told, f"{body}\n## Outside\n\n::: internal\n{hidden}\n:::\n\n{links}\n")
    others = links.replace("(#", "(shown.md#")
    write(path.with_name("other.md"), told | {"id": "PM-other", "aliases": []}, f"\n{others}\n")
    assert pmgen("build", "--audience", "public").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    run = pmgen("verify", str(site))
    assert run.exit_code == 0, run.output
    told_before = pmgen("check", "--select", "PM910").output
    parts = [f"{file}#{part}" for file in ("", "shown.md") for part in ("F2", "contributing-factors", "inside")]
    said = "`{}` is internal; in a public edition its words are no link"
    assert [each for each in parts if said.format(each) not in told_before] == []
    # A link that stands in an internal block itself is missed by nobody.
    own = [line for line in told_before.splitlines() if line.startswith("postmortems/shown.md")]
    assert [line.split("`")[1] for line in own if "#inside" in line] == ["#inside"]
    assert [each for each in ("#F1", "#outside", "shown.md#outside") if said.format(each) in told_before] == []
    kept = '<a href="{0}#F1">a</a> b c d <a href="{0}#outside">e</a>'
    assert kept.format("") in (site / "shown.html").read_text()
    assert kept.format("shown.html") in (site / "other.html").read_text()


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("See:\n\n- one\n- [two](#F2)", "See:\n\n- one\n- two"),
        ("[the **first**](#F2 'it') and [this](#F1)", "the **first** and [this](#F1)"),
        ("`[a]` then [b](#F2) `](`, [c [d] e](<#F2>)", "`[a]` then b `](`, c [d] e"),
        ("[![a queue](queue.png)](#F2)", "![a queue](queue.png)"),
        # Of these nobody can say where they begin and end, so nothing is left of the markup round them either.
        ("**So** it is: [a][b]\n\n[b]: #F2", "So it is: a"),
        ("**So** it is: [a`](#F2)`](#F2)", "So it is: a](#F2)"),
        ("**So** it is: [a`[`](#F2)", "So it is: a["),
        ("**So** it is: ![a](#F2)", "So it is: a"),
        # Without its markup a text may look like a link that it was not.
        ("\\[a](#F2) and [b][c]\n\n[c]: #F2", "a and b"),
    ],
)
def test_the_words_of_a_link_that_is_left_out_stay_what_they_were(written: str, left: str) -> None:
    told = model.PostMortem(
        "Queue", dt.date(2026, 4, 22), "SEV2", model.Status.PUBLISHED, summary=model.Summary(model.Markdown(written))
    )
    found = edition.public(told, lambda url: url == "#F2", frozenset(), people=False)
    assert found.summary == model.Summary(model.Markdown(left))


def test_a_list_of_who_was_affected_is_left_without_links_to_what_is_left_out() -> None:
    users = model.Markdown("- all, see [b](#F2)\n- some, see [a](#F1)")
    told = model.PostMortem(
        "Queue", dt.date(2026, 4, 22), "SEV2", model.Status.PUBLISHED, impact=model.Impact(users=users, scope=users)
    )
    left = model.Markdown("- all, see b\n- some, see [a](#F1)")
    found = edition.public(told, lambda url: url == "#F2", frozenset(), people=False)
    assert found.impact == model.Impact(users=left, scope=left)


def test_who_has_done_something_is_told_where_people_are() -> None:
    followup = model.Followup(
        "F1", model.Markdown("Say it"), status=model.FollowupStatus.DONE, done=model.Done(by="sre")
    )
    told = model.PostMortem("Queue", dt.date(2026, 4, 22), "SEV2", model.Status.PUBLISHED, followups=(followup,))
    for people, by in ((True, "sre"), (False, None)):
        (left,) = edition.public(told, lambda _: False, frozenset(), people=people).followup_list
        assert left.done == model.Done(by=by)


def test_what_shows_that_something_was_done_leads_to_nothing_that_is_left_out() -> None:
    done = model.Done(links=("hidden.md", "shown.md", "https://example.org/1"))
    followup = model.Followup("F1", model.Markdown("Say it"), status=model.FollowupStatus.DONE, done=done)
    references = tuple(model.Reference(url) for url in ("shown.md", "hidden.md"))
    told = model.PostMortem(
        "Queue", dt.date(2026, 4, 22), "SEV2", model.Status.PUBLISHED, followups=(followup,), references=references
    )
    found = edition.public(told, lambda url: url == "hidden.md", frozenset(), people=False)
    assert [each.done and each.done.links for each in found.followup_list] == [("shown.md", "https://example.org/1")]
    assert [each.url for each in found.references] == ["shown.md"]


@given(
    st.lists(st.sampled_from([*"[]()!`*<>\\ a\n", "(#F2)", "[a](#F2)", "[a](#F1)", "[b]: #F2\n", "- "])).map("".join)
)
def test_no_link_to_what_is_left_out_is_left_of_any_text(written: str) -> None:
    told = model.PostMortem("Queue", dt.date(2026, 4, 22), "SEV2", model.Status.PUBLISHED, owner=written)
    left = edition.public(told, lambda url: url == "#F2", frozenset(), people=True).owner
    assert left is not None
    assert "#F2" not in [each.url for each in markdown.fragment(left).links]


def test_no_data_hold_an_address_that_no_page_shows(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    front, body = path.read_text().removeprefix("---\n").split("\n---\n", 1)
    hidden = "[spare]: https://canary9zq.example\n[used]: https://again.canary9zq.example"
    told = yaml.safe_load(front) | {
        "summary": f"It *stopped*, see [here][used].\n\n[used]: https://used.example 'So'\n{hidden}\n",
        "revisions": [{"date": "2026-04-24", "note": "[So]: fine"}],
    }
    write(path, told, body)
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "canary9zq" not in everything(tmp_path / "site")
    site = tmp_path / "site/docs/post-mortems"
    data = json.loads((site / "shown.json").read_text())
    assert data["summary"] == {"text": "It *stopped*, see [here][used].\n\n[used]: https://used.example 'So'"}
    assert data["revisions"][0]["note"] == "[So]: fine"
    assert '<a href="https://used.example"' in (site / "shown.html").read_text()


DEFINED_INSIDE = """
See [the *run* book][book] and ![the queue][picture], [Used][]
on both sides[^note]. `[book]` is code, \\[book] is text, [both] is for everybody[^both].

| [book] | b |
|---|---|
| x[^note] | [again][used] |

::: internal
Here [out] and [^out] are used, [book], too[^note].

[book]: https://canary90zq.example "canary91zq"
[picture]: canary92zq.png
[both]: https://canary93zq.example
[^both]: canary94zq

> ::: internal
> [used]: https://canary95zq.example
> :::

[^note]: canary96zq
:::

[out]: https://canary97zq.example "canary98zq"
[both]: https://both.example
[^out]: canary99zq
[^both]: For everybody.
"""


def test_what_an_internal_block_defines_is_missing_outside_of_it(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    path.write_text(path.read_text() + DEFINED_INSIDE)
    path.with_name("canary92zq.png").write_bytes(b"\x89PNG")
    said = re.findall(r"PM604 an internal block (?:says where|holds) (.*);", pmgen("check", "--select", "PM604").output)
    assert said == [
        *("`[the *run* book][book]` leads", "the image `![the queue][picture]` is", "`[Used][]` leads"),
        *("the footnote `[^note]`", "`[book]` leads", "the footnote `[^note]`", "`[again][used]` leads"),
    ]
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    assert re.findall(r"canary9\dzq", everything(tmp_path / "site")) == []
    page = (tmp_path / "site/docs/post-mortems/shown.html").read_text()
    assert (
        "<p>See the <em>run</em> book and the queue, Used\non both sides. <code>[book]</code> is code, [book] is"
        in page
    )
    assert '<a href="https://both.example" rel="noreferrer noopener">both</a> is for everybody<sup' in page
    assert re.findall(r"<t[hd][^>]*>(.*)</t[hd]>", page[page.index("is for everybody") :])[:4] == [
        "book",
        "b",
        "x",
        "again",
    ]


@pytest.mark.parametrize(
    ("visibility", "body"),
    [
        ("internal", "[a][b] x[^c]\n\n::: internal\n[b]: https://b.example\n[^c]: d\n:::\n"),
        ("public", "[a][b] x[^c]\n\n[b]: https://b.example\n[^c]: d\n\n::: internal\n[a][b] x[^c]\n:::\n"),
        ("public", "[a][b] x[^c]\n\n[b]: https://b.example\n[^c]: d\n\n::: internal\n[b]: b\n[^c]: e\n:::\n"),
        ("public", "::: internal\n[a][b] x[^c]\n\n[b]: https://b.example\n[^c]: d\n:::\n"),
        ("public", "::: internal\n[a][b] x[^c]\n:::\n\n[b]: https://b.example\n[^c]: d\n"),
        ("public", "`[a][b]` and `[^c]`\n\n::: internal\n[b]: https://b.example\n[^c]: d\n:::\n"),
        ("public", "[a](https://b.example) [x]\n\n::: internal\n[b]: https://b.example\n:::\n"),
        ("public", "\\[a]\\[b] x\\[^c]\n\n::: internal\n[b]: https://b.example\n[^c]: d\n:::\n"),
    ],
)
def test_what_both_sides_have_is_missed_by_nobody(
    planted: Canaries, tmp_path: Path, visibility: str, body: str
) -> None:
    path = tmp_path / "postmortems/shown.md"
    path.write_text(path.read_text().replace("visibility: public", f"visibility: {visibility}") + "\n" + body)
    assert "PM604" not in pmgen("check", "--select", "PM604").output


def test_what_will_be_missing_is_said(planted: Canaries) -> None:
    run = pmgen("check", "--select", "PM910")
    assert "`PM-secret` is internal; a public edition says nothing of it" in run.output
    assert "in a public edition its words are no link" in run.output


def test_what_is_missing_with_its_words_is_not_said_to_be_missing(planted: Canaries, tmp_path: Path) -> None:
    source = tmp_path / "postmortems"
    (source / "zq-hidden.md").write_text("---\ntitle: T\ndate: 2026-04-01\nseverity: SEV1\nstatus: draft\n---\n")
    link = "[x](zq-hidden.md)"
    told = """---
title: Told
date: 2026-05-03
severity: SEV2
status: published
visibility: public
timezone: UTC
services: [queue]
summary: It stood.
impact: {description: d, users: u, data_loss: none}
detection: {by: alert, gaps: [{gap: "[x](zq-hidden.md)", impact: x, fix: y, internal: true}]}
timeline:
  - {at: "09:00", kind: started, event: It stood}
  - {at: "09:10", event: "[x](zq-hidden.md)", internal: true, source: zq-hidden.md}
  - {at: "09:20", event: It moved, source: zq-hidden.md}
  - {at: "09:30", kind: resolved, event: It ran, source: "#ops, at noon"}
root_cause: {description: r}
followups: []
references: [{title: R, url: zq-hidden.md, internal: true}, {title: S, url: zq-hidden.md}]
---
"""
    blocks = ["::: internal", link, ":::", "", link, "", "::: internal", link, ":::", ""]
    (source / "told.md").write_text(told + "\n".join(blocks))
    said = re.findall(r"told.md:(\d+):\d+: PM910 (.*)", pmgen("check", "--select", "PM910").output)
    shown = [str(number) for number, line in enumerate(told.split("\n"), 1) if "It moved" in line or "title: S" in line]
    without = "`zq-hidden.md` is internal; a public edition is without it"
    unlinked = "`zq-hidden.md` is internal; in a public edition its words are no link"
    assert said == [*((line, without) for line in shown), (str(told.count("\n") + 5), unlinked)]
    assert pmgen("build", "--audience", "public").exit_code == 0
    files = [each for each in (tmp_path / "site").rglob("*") if each.is_file()]
    assert [each.name for each in files if b"zq-hidden" in each.read_bytes()] == []
    assert "#ops, at noon" in (tmp_path / "site/docs/post-mortems/told.html").read_text()


def test_a_full_address_of_what_is_internal_is_no_link_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "postmortems"
    source.mkdir()
    base = "https://status.example.org/pm"
    (tmp_path / "pmgen.toml").write_text(f'base_url = "{base}/"\n')
    others = (
        "https://status.example.org:443/pm/zq.html",
        "http://Status.example.org/pm/zq.json",
        f"{base[6:]}/zq.html",
        *(f"{base}/{page}" for page in ("zq", "/zq/", "old/zq.html", "services/zq.xml", "tags/zq/2026.html")),
        *(f"{base}/{page}" for page in ("old/zq", "../pm/zq.html", "%7aq.html", "x/../zq.html#narrative")),
        "https://status.example.org/x/../%70m/zq.html?a=b",
        *(f"{base}/{asked}" for asked in ("#tag=zq", "?service=zq", "index.html#q=a&t%61g=z%71", "?a=b#service=Zq")),
    )
    kept = [
        f"{base}/{page}"
        for page in ("old/other.html", "services/queue.html", "tags/other", "2026.html", "old/other", "?a=b", "#top")
    ]
    kept += [f"{base}/{asked}" for asked in ("#tag=other", "?service=queue#top", "#q=z&tag=z", "#severity=SEV3&tag=")]
    kept += ["https://status.example.org", "https://status.example.org/pm/../other.html"]
    links = " ".join(f"[a]({base}/{page})" for page in ("zq.html", "other.html#narrative", "followups.html"))
    links += "".join(f" [b]({url})" for url in (*others, *kept, "https://status.example.org/pm2/qz.html"))
    for name, visibility, body in (("told", "public", links), ("other", "public", "So."), ("zq", "internal", "So.")):
        front: dict[str, Any] = {
            "title": name,
            "date": "2026-04-22",
            "id": f"PM-{name}",
            "severity": "SEV3",
            "status": "published",
        }
        front |= {"services": ["queue", name], "tags": [name], "aliases": [f"old/{name}.html"]}
        front |= {"visibility": visibility, "summary": "So.", "root_cause": {"description": "r"}}
        front |= {"impact": {"description": "d", "users": "u", "data_loss": "none"}, "detection": {"by": "alert"}}
        front |= {"timeline": [{"at": "09:00", "kind": "started", "event": "e"}], "followups": []}
        if name == "told":
            sources = (*others, f"{base}/zq.html", "zq.html", "zq.json")
            front["timeline"] += [{"at": "09:00", "event": "e", "source": each} for each in (*sources, *kept)]
        write(source / f"{name}.md", front, f"\n{body}\n")
    said = re.findall(r"PM9\d\d (.*)", pmgen("check", "--select", "PM9").output)
    assert said == [
        *(f"`{each}` is internal; a public edition is without it" for each in sources),
        *(f"`{each}` is internal; in a public edition its words are no link" for each in (f"{base}/zq.html", *others)),
    ]
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    page = (tmp_path / "site/docs/post-mortems/told.html").read_text()
    body = page[page.index("<p>a <a") :].partition("</p>")[0]
    assert re.sub(" rel=[^>]*", "", body) == (
        f'<p>a <a href="{base}/other.html#narrative">a</a> <a href="{base}/followups.html">a</a>{" b" * len(others)}'
        + "".join(f' <a href="{escape(each)}">b</a>' for each in (*kept, "https://status.example.org/pm2/qz.html"))
    )
    assert "zq" not in everything(tmp_path / "site")
