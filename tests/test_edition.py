"""Public editions: nothing of what is internal is in them, in any file, in any form."""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import json
import re
import struct
import typing
import zlib
from base64 import b64encode
from copy import copy
from itertools import count
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pmgen import edition, markdown, model, pictures, times, values
from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from pmgen.keys import keys
from tests.running import run as pmgen

PEOPLE = {"authors", "owner", "by"}
FOR_MAINTAINERS = {"attempts", "lint"}
FIXED: dict[tuple[type, str], object] = {
    (model.PostMortem, "severity"): "SEV1",
    (model.PostMortem, "timezone"): "UTC",
    (model.PostMortem, "date"): "2026-04-22",
    (model.PostMortem, "state"): "resolved",
    (model.Window, "start"): "09:00",
    (model.Window, "end"): "10:00",
    (model.Event, "at"): "09:30",
    (model.Event, "until"): "09:40",
    (model.Done, "commits"): ["2f1f9107"],
    (model.Ignore, "rule"): "PM402",
}
LEFT_OUT = {(model.PostMortem, "duration"), (model.PostMortem, "schema"), (model.PostMortem, "related")}


class Canaries:
    """Words that are nowhere else, and which of them nobody outside may read."""

    def __init__(self, first: int) -> None:
        self._numbers = count(first)
        self.secret: set[str] = set()
        self.public: set[str] = set()

    def word(self, secret: bool) -> str:
        word = f"canary{next(self._numbers)}zq"
        (self.secret if secret else self.public).add(word)
        return word

    def of(self, cls: type, *, secret: bool) -> dict[str, Any]:
        """Every key of a class with a value."""
        found = {}
        for key in keys(cls):
            if (cls, key.name) not in LEFT_OUT:
                hidden = secret or key.name in FOR_MAINTAINERS or (key.name in PEOPLE and cls is not model.Detection)
                found[key.name] = copy(FIXED.get((cls, key.name))) or self.value(key.type, key.name, hidden)
        return {name: value for name, value in found.items() if value is not None}

    def value(self, kind: Any, name: str, secret: bool) -> Any:
        options = [each for each in typing.get_args(kind) if each is not NoneType]
        if isinstance(kind, UnionType) or typing.get_origin(kind) is typing.Union:
            return self.value(options[0], name, secret)
        if typing.get_origin(kind) is tuple:
            return self.several(options[0], name, secret)
        if kind is bool:
            return secret if name == "internal" else None
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return str(next(iter(kind)))
        if kind is dt.date:
            return "2026-04-23"
        if kind in (times.Moment, times.Duration) or kind is int:
            raise AssertionError(f"no canary for `{name}`")
        if values.is_value(kind):
            return self.of(kind, secret=secret)
        word = self.word(secret)
        return f"https://{word}.example/" if name in ("url", "links") else word

    def several(self, kind: Any, name: str, secret: bool) -> list[Any]:
        if kind is model.Cause:
            return [{"text": self.word(secret), "then": [self.word(secret)]}]
        if not values.is_value(kind):
            return [self.value(kind, name, secret)]
        found = [self.of(kind, secret=secret)]
        if any(key.name == "internal" for key in keys(kind)) and not secret:
            found.append(self.of(kind, secret=True))
        return found


BODY = """
## {public} heading

Words {public}. [A link {public}](secret-{name}.md) and ![A picture {public}](public.png).

::: internal
Secret {secret} and `{secret}` and [link {secret}](https://{secret}.example) ![{secret}]({picture}.png)

```python
{secret} = "{secret}"
```

> ::: internal
> {secret}
> :::

:::

- An item {public}

  ::: internal
  <b>{secret}</b> <!-- {secret} -->

  | {secret} | b |
  |---|---|
  | 1 | 2 |
  :::
<!-- {secret} -->
"""


def write(path: Path, front_matter: dict[str, Any], body: str) -> None:
    text = yaml.safe_dump(front_matter, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{text}---\n{body}")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURE = (
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
    chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b""),
)
"""What stands before and behind the remarks of an image."""


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Canaries:
    """A project with a public post-mortem full of internal parts, and internal ones full of everything."""
    monkeypatch.chdir(tmp_path)
    catalogue = '[[services]]\nname = "other"\nowner = "canary0zq"\naliases = ["canary1zq"]\n'
    catalogue += 'link = "https://canary2zq.corp.internal/other"\n'
    (tmp_path / "pmgen.toml").write_text(catalogue)
    source = tmp_path / "postmortems"
    source.mkdir()
    canaries = Canaries(100)
    canaries.secret |= {"canary0zq", "canary1zq", "canary2zq"}
    name, picture = canaries.word(True), canaries.word(True)
    shown = canaries.of(model.PostMortem, secret=False)
    shown |= {"status": "published", "visibility": "public", "related": [{"id": "PM-secret"}], "id": "PM-shown"}
    shown |= {"aliases": ["old/shown.html"], "services": ["other"], "x-own": canaries.word(True)}
    shown["references"].append({"url": f"secret-{name}.md", "title": canaries.word(True)})
    shown["lessons"] = [f"See [this]({'secret-' + name}.md)"]
    secret, public = canaries.word(True), canaries.word(False)
    write(source / "shown.md", shown, BODY.format(public=public, secret=secret, name=name, picture=picture))
    (source / "public.png").write_bytes(PICTURE[0] + chunk(b"tEXt", canaries.word(True).encode()) + PICTURE[1])
    (source / f"{picture}.png").write_bytes(b"\x89PNG secret")
    for id, status, visibility in (("PM-secret", "published", "internal"), ("PM-draft", "draft", "public")):
        hidden = canaries.of(model.PostMortem, secret=True)
        hidden |= {"id": id, "status": status, "visibility": visibility, "aliases": [f"old/{canaries.word(True)}.html"]}
        hidden["related"] = [{"id": "PM-shown"}]
        file = f"secret-{name}.md" if id == "PM-secret" else f"{canaries.word(True)}.md"
        write(source / file, hidden, f"\n# {canaries.word(True)}\n\n[Back](shown.md) {canaries.word(True)}\n")
    canaries.public -= {word for word in canaries.public if word not in (source / "shown.md").read_text()}
    return canaries


def everything(folder: Path) -> str:
    """All names and contents of a folder, as one text."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join(f"{path.relative_to(folder)}\n{path.read_bytes().decode('latin-1')}" for path in files).lower()


def test_nothing_internal_is_in_a_public_edition(planted: Canaries, tmp_path: Path) -> None:
    run = pmgen("build", "--audience", "public", "--base-url", "https://example.org")
    assert run.exit_code == 0, run.output
    found = everything(tmp_path / "site")
    assert sorted(word for word in planted.secret if word in found) == []
    assert "pm-secret" not in found
    assert "pm-draft" not in found
    assert sorted(word for word in planted.public if word not in found) == []
    assert len(planted.secret) > 100
    assert len(planted.public) > 30


SHOWN = """
severity: SEV2
status: published
visibility: public
timezone: UTC
services: [queue]
tags: [full]
summary: So.
impact: {description: d, users: u, data_loss: none}
detection: {by: alert}
root_cause: {description: r}
timeline: [{at: "09:00", kind: started, event: g}, {at: "11:00", kind: resolved, event: h}]
followups: [{id: F1, action: a, priority: P1, type: Alert, owner: p}]
contributing_factors: [{text: i}]
references: [{url: "https://t.example"}]
related: []
"""
UNSEEN = """
timeline: [{at: "10:05", event: e, source: "https://s.example"}, {at: "10:30", event: f}]
followups: [{id: F2, action: b, priority: P0, owner: o, due: 2026-05-02}]
contributing_factors: [{text: c}]
references: [{url: "https://r.example"}]
"""


def written(folder: Path, *, inside: bool) -> None:
    """A project with what is internal, or the same without it."""
    block = "::: internal\n## Deploy\n\nIt [is][b].\n\n[b]: https://b.example\n:::\n" * inside
    lines, word = ("<!-- Words -->\n" * inside, " <!-- words -->" * inside)
    items = (
        "- One\n\n" + "  <!-- One -->\n" * inside + "\n- Two\n" + lines + "- Three\n\n" + "  <!-- Three -->\n" * inside
    )
    lines = f"{items}\n{lines}"
    body = f"\n## Deploy{word}\n\nWords{word} [x](#deploy).{word}\n\n{lines}{block}\n## Deploy\n\n{lines}\nMore.\n"
    for number in range(1, 8):
        front = yaml.load(SHOWN, yaml.BaseLoader) | {"title": f"T{number}", "date": f"2026-04-0{number}"}
        front |= {"id": f"PM-{number}", "related": [{"id": "PM-1"}][: number > 1]}
        if inside:
            front |= {"authors": ["n"], "owner": "m", "x-own": "l"}
            front["related"].append({"id": "PM-hidden"})
            for key, items in yaml.load(UNSEEN, yaml.BaseLoader).items():
                front[key][1:1] = [each | {"internal": True} for each in items]
        write(folder / f"t{number}.md", front, body)
    for name, changed in (("hidden", {"visibility": "internal"}), ("draft", {"status": "review"})) if inside else ():
        front |= {"id": f"PM-{name}", "services": ["queue", "s"], "tags": ["full", "t"], "related": [{"id": "PM-1"}]}
        write(folder / f"{name}.md", front | changed, body)


def test_of_what_is_internal_not_a_byte_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = []
    for inside in (True, False):
        source = tmp_path / str(inside) / "postmortems"
        source.mkdir(parents=True)
        written(source, inside=inside)
        monkeypatch.chdir(source.parent)
        run = pmgen("build", "--audience", "public", "--base-url", "https://example.org/pm")
        assert run.exit_code == 0, run.output
        site = source.parent / "site"
        sites.append({str(each.relative_to(site)): each.read_bytes() for each in site.rglob("*") if each.is_file()})
    assert sorted(sites[0]) == sorted(sites[1])
    assert [path for path in sites[0] if sites[0][path] != sites[1][path]] == []


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


@pytest.mark.parametrize("internal", [True, False])
def test_no_public_edition_says_that_there_was_nothing_to_be_done(
    internal: bool, planted: Canaries, tmp_path: Path
) -> None:
    path = tmp_path / "postmortems/shown.md"
    told = yaml.safe_load(path.read_text().split("---\n")[1])
    item = {"id": "F1", "action": "Hide it", "status": "wont-do", "reason": "So it is", "internal": True}
    write(path, told | {"followups": [item] if internal else []}, "\nWords.\n")
    assert pmgen("build", "--audience", "public").exit_code == 0
    page = (tmp_path / "site/docs/post-mortems/shown.html").read_text()
    assert "nothing to be done" not in page
    pages = sorted((tmp_path / "site/docs/post-mortems").rglob("*.html"))
    assert [each.name for each in pages if "0 open" in each.read_text() or ">Complete<" in each.read_text()] == []
    assert 'id="followups"' not in page
    assert '"followups"' not in (tmp_path / "site/docs/post-mortems/shown.json").read_text()
    assert '"followups": []' in (tmp_path / "site/docs/post-mortems/postmortems.json").read_text()
    write(path, told | {"followups": []}, "\nWords.\n")
    assert pmgen("build").exit_code == 0
    assert "nothing to be done" in (tmp_path / "site/docs/post-mortems/shown.html").read_text()
    assert 'status-complete">Complete<' in (tmp_path / "site/docs/post-mortems/shown.html").read_text()
    assert '"complete": true' in (tmp_path / "site/docs/post-mortems/shown.json").read_text()


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


def test_a_file_that_nobody_can_look_into_is_named_where_everybody_gets_it(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    for name in ("a.PDF", "b.mp4", "c.log", "d.pdf", "e.pdf"):
        path.with_name(name).write_bytes(b"of the queue")
    links = "[it](a.PDF), [it](b.mp4), [it](c.log), [it](https://e.example/f.pdf), [it](gone.pdf)"
    inside = "\n\n::: internal\n[it](d.pdf)\n:::\n"
    text = path.read_text()
    path.write_text(f"{text}{links}{inside}")
    assert re.findall(r"PM606.* `(.*)`", pmgen("check", "--select", "PM606").output) == ["a.PDF", "b.mp4"]
    path.write_text(f"{text.replace('visibility: public', 'visibility: internal')}{links}{inside}")
    assert "PM606" not in pmgen("check", "--select", "PM606").output


def test_an_internal_edition_has_it_all_and_a_public_one_takes_its_place(planted: Canaries, tmp_path: Path) -> None:
    assert pmgen("build").exit_code == 0
    found = everything(tmp_path / "site")
    assert sorted(word for word in planted.public if word not in found) == []
    assert "pm-secret" in found
    assert pmgen("build", "--audience", "public").exit_code == 0
    found = everything(tmp_path / "site")
    assert sorted(word for word in planted.secret if word in found) == []


def test_what_may_be_of_those_inside_does_not_stay_beside_a_public_edition(planted: Canaries, tmp_path: Path) -> None:
    assert pmgen("build").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    (site / "manifest.json").write_text("<<<<<<< HEAD\n")
    before = everything(site)
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 2
    assert "`manifest.json` cannot be read: `" in run.output
    assert "may be of an edition for those inside; the site is as it was" in run.output
    assert everything(site) == before
    assert pmgen("build").exit_code == 0


def test_counts_are_those_of_the_public_documents(planted: Canaries, tmp_path: Path) -> None:
    assert pmgen("build", "--audience", "public").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    (only,) = json.loads((site / "postmortems.json").read_text())["postmortems"]
    assert only["id"] == "PM-shown"
    assert len(only["followups"]) == 1
    assert only["related"] == []
    assert (site / "public.png").read_bytes() == b"".join(PICTURE)
    assert "1 incident" in (site / "index.html").read_text()


def test_people_are_named_where_the_config_says_so(planted: Canaries, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text("public_people = true\n")
    assert pmgen("build", "--audience", "public").exit_code == 0
    data = json.loads((tmp_path / "site/docs/post-mortems/shown.json").read_text())
    assert data["authors"]
    assert data["followups"][0]["owner"]


def test_where_nothing_is_public_nothing_is_written(planted: Canaries, tmp_path: Path) -> None:
    (tmp_path / "postmortems/shown.md").unlink()
    for path in (tmp_path / "postmortems").glob("*.md"):
        path.write_text(path.read_text().replace("[Back](shown.md)", "Back").replace("related:\n- id: PM-shown\n", ""))
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 2, run.output
    assert "no post-mortem is public" in run.output
    assert not (tmp_path / "site").exists()


def test_what_a_legacy_page_is_about_is_in_no_public_edition_either(planted: Canaries, tmp_path: Path) -> None:
    source = tmp_path / "postmortems"
    (source / "old.html").write_text("<!doctype html><title>Old</title>")
    about = "title: canary9zq\ndate: 2025-05-05\nseverity: SEV2\nstatus: published\nvisibility: public\nservices: [q]\n"
    (source / "old.yml").write_text(about)
    path = source / "shown.md"
    path.write_text(path.read_text() + "\nThe [facts](old.yml) of it.\n")
    assert pmgen("build").exit_code == 0
    assert "canary9zq" in everything(tmp_path / "site")
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "canary9zq" not in everything(tmp_path / "site")
    assert not (tmp_path / "site/docs/post-mortems/old.yml").exists()


def test_no_commit_and_no_issue_links_to_an_internal_host(planted: Canaries, tmp_path: Path) -> None:
    config = tmp_path / "pmgen.toml"
    links = 'commit_url = "https://{0}/c/{{sha}}"\nissue_url = "https://{0}/i/{{id}}"\n'
    config.write_text(links.format("git.example.org"))
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "https://git.example.org/i/canary" in everything(tmp_path / "site")
    config.write_text(links.format("git.canary9zq.corp.internal"))
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert "canary9zq" not in everything(tmp_path / "site")
    assert "https://git" not in everything(tmp_path / "site")


def test_no_page_is_at_an_internal_address(planted: Canaries, tmp_path: Path) -> None:
    config = tmp_path / "pmgen.toml"
    config.write_text('base_url = "https://canary9zq.corp.internal/pm/"\n')
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "`base_url` names `canary9zq.corp.internal`" in run.stderr) == (2, True), run.output
    assert not (tmp_path / "site").exists()
    assert pmgen("build", "--audience", "public", "--base-url", "https://example.org/pm/").exit_code == 0
    assert "canary9zq" not in everything(tmp_path / "site")
    look = looking.first(locating.search(tmp_path)[0])
    everybody = rebuilding.built(look, audience="public").content
    assert everybody is not None
    assert b"canary9zq" not in (everybody("index.html") or b"") + (everybody("feed.xml") or b"canary9zq")
    config.write_text(config.read_text() + 'allowed_addresses = ["canary9zq.*"]\n')
    assert pmgen("build", "--audience", "public").exit_code == 0


@pytest.mark.parametrize(
    ("key", "config"),
    [
        ("title", 'title = "Post-mortems of vault.corp.internal"'),
        ("severities", '[[severities]]\nname = "SEV1"\nmeaning = "pages jane.roe@mail.test"'),
    ],
)
def test_no_page_is_headed_by_what_is_internal(key: str, config: str, planted: Canaries, tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text(f"{config}\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, f"`{key}` names" in run.stderr) == (2, True), run.output
    assert not (tmp_path / "site").exists()
    preview = rebuilding.built(looking.first(locating.search(tmp_path)[0]), audience="public")
    assert (preview.content, f"`{key}` names" in preview.notices[-1].message) == (None, True)
    allowed = 'allowed_addresses = ["vault.*"]\nallowed_people = ["*@mail.test"]\n'
    (tmp_path / "pmgen.toml").write_text(f"{allowed}{config}\n")
    assert pmgen("build", "--audience", "public").exit_code == 0


def test_what_is_resolved_is_not_said_to_go_on_for_an_internal_milestone(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    front, body = path.read_text().removeprefix("---\n").split("\n---\n", 1)
    told = yaml.safe_load(front)
    del told["state"]
    told["timeline"] = [
        {"at": "09:00", "kind": "started", "event": "It began"},
        {"at": "10:17", "kind": "resolved", "event": "It was over", "internal": True},
    ]
    write(path, told, body)
    assert pmgen("build", "--audience", "public").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    (only,) = json.loads((site / "postmortems.json").read_text())["postmortems"]
    assert (only["state"], only["resolved_at"], only["time_to_resolve_s"]) == ("resolved", None, None)
    assert "ngoing" not in (site / "shown.html").read_text()
    assert "10:17" not in everything(tmp_path / "site")


@pytest.mark.parametrize(
    ("internal", "figure", "known"),
    [
        ("10:30 reopened", "impact_time_s", {"time_to_mitigate_s": 3600, "time_to_resolve_s": 10800}),
        ("10:00 mitigated", "impact_time_s", {"time_to_detect_s": 600, "time_to_resolve_s": 10800}),
        ("09:10 detected", "time_to_detect_s", {"time_to_resolve_s": 10800}),
        ("12:00 resolved", "time_to_resolve_s", {"time_to_detect_s": 600}),
    ],
)
def test_an_internal_milestone_makes_no_figure_wrong(
    internal: str, figure: str, known: dict[str, int], planted: Canaries, tmp_path: Path
) -> None:
    path = tmp_path / "postmortems/shown.md"
    front, body = path.read_text().removeprefix("---\n").split("\n---\n", 1)
    told = yaml.safe_load(front)
    del told["impact"]["windows"]
    events = (
        "09:00 started, 09:10 detected, 09:30 detected, 10:00 mitigated, 10:15 resolved, 10:30 reopened, 12:00 resolved"
    )
    told["timeline"] = [
        {"at": each[:5], "kind": each[6:], "event": "So it was", "internal": each == internal}
        for each in events.split(", ")
    ]
    write(path, told, body)
    assert pmgen("build", "--audience", "public").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    (only,) = json.loads((site / "postmortems.json").read_text())["postmortems"]
    assert only[figure] is None
    assert {key: only[key] for key in known} == known
    page = (site / "shown.html").read_text()
    assert '<ul class="phases">' not in page
    assert "09:00 – 10:15" not in page


def test_no_time_is_told_by_those_that_count_from_an_internal_start(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    front, body = path.read_text().removeprefix("---\n").split("\n---\n", 1)
    told = yaml.safe_load(front)
    told["impact"]["windows"] = [{"start": "T+5m", "end": "T+90m"}]
    told["timeline"] = [
        {"at": "09:07", "kind": "started", "event": "It began", "internal": True},
        {"at": "T+10m", "kind": "detected", "event": "It was seen", "until": "T+12m"},
        {"at": "11:00", "kind": "resolved", "event": "It was over"},
    ]
    site = tmp_path / "site/docs/post-mortems"
    for internal in (False, True):
        told["timeline"][0]["internal"] = internal
        write(path, told, body)
        assert pmgen("build", "--audience", "public").exit_code == 0
        found = everything(site)
        times = [each in found for each in ("09:07", "09:12", "09:17", "09:19", "10:37")]
        assert times == [not internal] * 5
        assert "t+10m" in found
        (only,) = json.loads((site / "postmortems.json").read_text())["postmortems"]
        assert (only["impact_time_s"], bool(only["detected_at"])) == (85 * 60, not internal)


@pytest.mark.parametrize(
    ("events", "began"),
    [
        ("09:07 started!, 09:30 detected, 11:00 resolved", "T00:00:00Z"),
        ("09:07 note!, 09:30 detected, 11:00 resolved", "T00:00:00Z"),
        ("09:07 started!, 09:30 started, 11:00 resolved", "T00:00:00Z"),
        ("08:00 introduced!, 09:07 started, 11:00 resolved!", "T09:07:00Z"),
        ("09:07 detected, 09:30 note!, 11:00 resolved", "T09:07:00Z"),
    ],
)
def test_no_later_time_is_given_for_that_of_an_internal_beginning(
    events: str, began: str, planted: Canaries, tmp_path: Path
) -> None:
    path = tmp_path / "postmortems/shown.md"
    front, body = path.read_text().removeprefix("---\n").split("\n---\n", 1)
    told = yaml.safe_load(front)
    told["timeline"] = [
        {"at": each[:5], "kind": each[6:].rstrip("!"), "event": "So it was", "internal": each.endswith("!")}
        for each in events.split(", ")
    ]
    told["revisions"] = []
    write(path, told, body)
    assert pmgen("build", "--audience", "public").exit_code == 0
    site = tmp_path / "site/docs/post-mortems"
    assert json.loads((site / "shown.json").read_text())["began"] == f"{told['date']}{began}"
    assert f"<published>{told['date']}{began}</published>" in (site / "feed.xml").read_text()


@pytest.mark.parametrize(
    ("key", "stops"),
    [
        *((key, True) for key in ("Internal: true", "intrenal: true", "private: true", "public: false", "internal:")),
        *((key, False) for key in ("ticket: OPS-1", "internal: true", "internal: false", "note: x")),
    ],
)
def test_what_may_be_meant_to_be_hidden_is_not_shown(planted: Canaries, tmp_path: Path, key: str, stops: bool) -> None:
    path = tmp_path / "postmortems/shown.md"
    factors = f"contributing_factors:\n- text: canary9zq\n  {key}\n"
    text = re.sub(r"(?m)^contributing_factors:\n(?:[- ].*\n)*", factors, path.read_text())
    # No document can ask for it to be shown by asking not to be told of it.
    text = re.sub(r"(?m)^lint:\n(?:[- ].*\n)*", "lint: {ignore: [{rule: PM101, reason: Own keys.}]}\n", text)
    path.write_text(text)
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, bool(re.search(r"shown.md:\d+:\d+: PM10[18]", run.output))) == (int(stops), stops)
    hidden = stops or key == "internal: true"
    assert ("canary9zq" in (everything(tmp_path / "site") if not stops else "")) is not hidden


def test_nobody_learns_in_which_folder_a_document_is(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    folder = path.parent / "canary9zq"
    folder.mkdir()
    followups = '\nfollowups: [{id: F1, action: Say it, status: wont-do, reason: "So it is"}]\n'
    moved = re.sub(r"\nfollowups:\n(?:[- ].*\n)*", followups, path.read_text())
    moved = moved.replace("PM-shown", "PM-moved").replace("old/shown", "old/moved")
    (folder / "moved.md").write_text(re.sub(r"(secret-canary\d+zq\.md|\w+\.png)", r"../\1", moved))
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    assert "<code>moved.md</code>" in (tmp_path / "site/docs/post-mortems/moved.html").read_text()
    assert "canary9zq" not in everything(tmp_path / "site")


@pytest.mark.parametrize("name", ["x.dng", "x.CR2", "x.ai", "x.eps", "x.tiff", "x.psd"])
def test_an_image_of_a_kind_that_nobody_can_look_into_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="nobody here can look into its kind"):
        pictures.bare(name, b"MM\0*")


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
    )
    kept = [
        f"{base}/{page}"
        for page in ("old/other.html", "services/queue.html", "tags/other", "2026.html", "old/other", "?a=b", "#top")
    ]
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
        + "".join(f' <a href="{each}">b</a>' for each in (*kept, "https://status.example.org/pm2/qz.html"))
    )
    assert "zq" not in everything(tmp_path / "site")


def with_an_internal_one(folder: Path, told: dict[str, Any], body: str, config: str = "") -> None:
    """A public post-mortem, and one in a folder of its own that nobody outside may know of."""
    (folder / "pmgen.toml").write_text(f'base_url = "https://status.example.org/pm/"\n{config}')
    source = folder / "postmortems"
    (source / "deep").mkdir(parents=True, exist_ok=True)
    front = yaml.load(SHOWN, yaml.BaseLoader)
    write(source / "told.md", front | {"id": "PM-told", "date": "2026-04-20", "title": "Told"} | told, f"\n{body}\n")
    inside = {"visibility": "internal", "date": "2026-04-21", "title": "Kept"}
    for number, stem in enumerate(("2026-zq-secret", "Zq Plan", "queue", "2026 Zq Plan B", "The Leader")):
        own = {"id": f"PM-{number}", "services": ["zqvault"], "aliases": [f"old/{number}q.html"]}
        write(source / "deep" / f"{stem}.md", front | inside | own, "")


NAMING = [
    ("See <https://status.example.org/pm/2026-zq-secret.html>.", "2026-zq-secret.html"),
    ("See [2026-zq-secret.md](deep/2026-zq-secret.md)", "2026-zq-secret.md"),
    ("See https://status.example.org/pm/2026-zq-secret today", "2026-zq-secret"),
    ("See [it](https://git.example.org/pm/blob/main/2026-ZQ-Secret.md)", "2026-ZQ-Secret.md"),
    ("See [it](https://git.example.org/pm/2026%2Dzq%2Dsecret.md)", "2026-zq-secret.md"),
    ("It is told in `deep/2026-zq-secret.md`", "2026-zq-secret.md"),
    ("It is *as in 2026-zq-secret*", "2026-zq-secret"),
    ("It is as in 2026\\-zq&#45;secret", "2026-zq-secret"),
    ("It is as in 2026-**zq**-secret", "2026-zq-secret"),
    ("It is told in queue.md, too", "queue.md"),
    ("It is told in Zq Plan.md", "zq plan"),
    ("It is told as 2026 ZQ Plan B", "2026 zq plan b"),
    ("障害は2026-zq-secretと同じだった", "2026-zq-secret"),
    ("It was mended with PM-0#F2", "pm-0"),
    ("The leader filled the queue, and so said the plan", None),
    (
        "See <https://status.example.org/p%6d/services/zqvault.html>",
        "https://status.example.org/p%6d/services/zqvault.html",
    ),
    ("See [it](https://status.example.org/pm/services/zqvault.html)", None),
    ("See [it](deep/2026-zq-secret.md), [it](<deep/Zq Plan.md>) and [it](deep/queue.md#summary)", None),
    ("See [it](https://status.example.org/p%6d/2026-zq-secret.html)", None),
    ("See [it](https://status.example.org/PM/2026-ZQ-SECRET.html)", None),
    ("See [it](https://status.example.org/x/../pm/Zq%20Plan.html)", None),
    ("See [it](https://status.example.org/pm/OLD/2Q.html)", None),
    ("The queue filled on 2026-04-21, in queue.py, in 2026-qz-secrets and told.md", None),
    ("See <https://status.example.org/pm/told.html>, <https://status.example.org/pm/tags/full.html>", None),
    ("See <https://git.example.org/queue/old/3q.html>", None),
    ("It filled as in PM-told and PM-07, after PM-12, and in rPM-0", None),
    ("障害は2026-qz-secretsとPM-toldと同じだった", None),
]
"""What a public document says, and what of it names an internal one."""


def test_all_that_names_internal_documents_is_told_in_one_go_with_its_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inside = "::: internal\nAs in 2026-zq-secret.\n:::"
    body = f"As in 2026-zq-secret and Zq Plan.md.\n\n{inside}\n\nSo in 2026-zq-secret, and 2026\\-zq-secret.\n"
    events = [
        {"at": "09:00", "kind": "started", "event": "As in queue.md"},
        {"at": "09:10", "internal": True, "event": "As in 2026-zq-secret"},
    ]
    with_an_internal_one(tmp_path, {"timeline": events, "summary": "As in queue.md."}, body)
    other = tmp_path / "postmortems/other.md"
    text = (tmp_path / "postmortems/told.md").read_text()
    other.write_text(text.replace("PM-told", "PM-other").replace("Told", "Other").partition("\n\n")[0] + "\n\nSo.\n")
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 1
    said = re.findall(r"^postmortems/(\w+\.md):(\d+):\d+: PM912 names `([^`]*)`", run.stdout, re.MULTILINE)
    lines = {name: (tmp_path / "postmortems" / name).read_text().split("\n") for name in ("told.md", "other.md")}
    assert [(name, word) for name, _, word in said] == [
        *[("other.md", "queue.md")] * 2,
        *[("told.md", "queue.md")] * 2,
        *[("told.md", word) for word in ("2026-zq-secret", "Zq Plan", "2026-zq-secret")],
    ]
    assert all(word in lines[name][int(line) - 1] for name, line, word in said)
    assert not any("internal" in lines[name][int(line) - 2] for name, line, _ in said)
    assert run.stdout.count("which no public edition has") == len(said)
    told = pmgen("check")
    assert told.exit_code == 0
    places = [f"{name}:{line}" for name, line, _ in said]
    assert re.findall(r"^postmortems/(\w+\.md:\d+):\d+: PM912 ", told.stdout, re.MULTILINE) == places, "and beforehand"


def test_no_place_is_told_that_nobody_outside_would_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    unread = {
        "related": [{"id": "PM-0", "as": "see-also"}],
        "timeline": [{"at": "09:00", "kind": "started", "event": "It filled", "source": "see PM-0"}],
        "lint": {"ignore": [{"rule": "PM910", "reason": "PM-0 is meant"}]},
        "x-note": "as PM-0",
    }
    with_an_internal_one(tmp_path, unread, "As in PM-0.")
    said = re.findall(r"^postmortems/told\.md:(\d+):(\d+): PM912 ", pmgen("check").stdout, re.MULTILINE)
    lines = (tmp_path / "postmortems/told.md").read_text().split("\n")
    assert [lines[int(line) - 1][int(column) - 7 :] for line, column in said] == ["As in PM-0."]


@pytest.mark.parametrize("status", ["draft", "review", "published", "withdrawn"])
def test_what_waits_to_be_published_is_told_which_of_its_words_will_not_pass(
    status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = "Named told.md, other.md and 2026-zq-secret."
    with_an_internal_one(tmp_path, {"status": status}, body)
    other = tmp_path / "postmortems/other.md"
    other.write_text((tmp_path / "postmortems/told.md").read_text().replace("PM-told", "PM-o").replace(body, "told.md"))
    said = [word for line in pmgen("check").stdout.split("\n") for word in re.findall(r"PM912 names `(.*?)`", line)]
    assert said == ([] if status == "withdrawn" else ["2026-zq-secret"]), "both will be there"


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_document_may_not_ask_for_what_its_words_name_and_is_believed_that_it_knows(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ignored = {"lint": {"ignore": [{"rule": "PM912", "reason": "everybody knows"}]}}
    with_an_internal_one(tmp_path, ignored, "As in 2026-zq-secret.")
    run = pmgen(command)
    assert (run.exit_code, "PM912" in run.stdout) == (0, False), run.output
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "PM912" in run.stdout) == (1, True), run.output


def test_a_document_by_itself_says_nothing_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with_an_internal_one(tmp_path, {}, "As in 2026-zq-secret.")
    assert "PM912" not in pmgen("check", "postmortems/told.md").stdout
    assert "PM912" in pmgen("check", "postmortems").stdout
    assert "PM912" not in pmgen("build").stdout, "this edition has them all"


@pytest.mark.parametrize("place", ["body", "event", "title"])
@pytest.mark.parametrize(("text", "named"), NAMING)
def test_what_names_an_internal_document_stops_a_public_edition(
    text: str, named: str | None, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told: dict[str, Any] = {"title": text} if place == "title" else {}
    if place == "event":
        told["timeline"] = [{"at": "09:00", "kind": "started", "event": text}]
    if place == "title" and "](" in text:
        return  # a title has no links
    with_an_internal_one(tmp_path, told, text if place == "body" else "So.")
    run = pmgen("build", "--audience", "public")
    beforehand = pmgen("check").stdout
    assert ("PM912" in beforehand) == (named is not None), beforehand
    if named is None:
        assert run.exit_code == 0, run.output
        assert re.findall(r"zq.?(?:secret|plan|vault)|old/2q", everything(tmp_path / "site")) == []
        return
    assert (run.exit_code, run.stdout.count("PM912")) == (1, 1), run.output
    told_of = re.search(
        r"^postmortems/told\.md:\d+:\d+: PM912 names `([^`]*)`, which no public", run.stdout, re.MULTILINE
    )
    assert told_of, run.stdout
    assert told_of[1].lower().replace("%6d", "m") == named.lower().replace("%6d", "m")
    assert not (tmp_path / "site").exists()
    preview = rebuilding.built(looking.first(locating.search(tmp_path)[0]), audience="public")
    assert (preview.content, "which no public edition has" in preview.notices[-1].message) == (None, True)
    with_an_internal_one(
        tmp_path, told, text if place == "body" else "So.", 'allowed_addresses = ["*zq*", "queue.*", "PM-?"]\n'
    )
    assert pmgen("build", "--audience", "public").exit_code == 0
    with_an_internal_one(tmp_path, told | {"visibility": "internal"}, text)
    assert pmgen("build").exit_code == 0


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("2026-zq-secret", True),
        ("see 2026-zq-secret.md", True),
        ("see 2026-zq-secret, at noon", True),
        ("QUEUE", True),
        ("Zq Plan", True),
        ("the log of Zq Plan.md", True),
        ("PM-3", True),
        ("see PM-0, at noon", True),
        ("the log of the queue, 2026-04-21", False),
        ("#queue, at noon", False),
        ("told", False),
        ("see told.md and 2026-told-secret", False),
    ],
)
def test_a_source_that_names_an_internal_document_is_left_out(
    source: str, left_out: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    event = {"at": "09:00", "kind": "started", "event": "It filled", "source": source}
    with_an_internal_one(tmp_path, {"timeline": [event]}, "So.")
    said = re.findall(r"PM910 (.*)", pmgen("check", "--select", "PM910").output)
    assert said == [f"`{source}` is internal; a public edition is without it"] * left_out
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    page = (tmp_path / "site/docs/post-mortems/told.html").read_text()
    assert (f"{source}<" in page) is not left_out
    assert re.findall(r"zq.?(?:secret|plan)", everything(tmp_path / "site")) == []


def segment(marker: int, data: bytes) -> bytes:
    """A part of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


TIFF = struct.pack("<2sHIHHHIIHHII", b"II", 42, 8, 2, 0x0112, 3, 1, 6, 0x010F, 2, 7, 38) + b"Canon zq"
TURNED = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
FRAME, SCAN = segment(0xC0, b"frame"), segment(0xDA, b"scan") + b"\x12\xff\x00\x34\xff\xd0\x56"
GIF = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
IMAGE = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}<title>Metadata: 3 &lt; 4</title></svg>'
REMARK = PICTURE[0] + chunk(b"tEXt", b"zq") + PICTURE[1]


@pytest.mark.parametrize(
    ("name", "full", "bare"),
    [
        (
            "a.jpg",
            b"\xff\xd8"
            + segment(0xE1, b"Exif\0\0" + TIFF)
            + segment(0xFE, b"remark zq")
            + segment(0xED, b"Photoshop zq")
            + (FRAME + SCAN + segment(0xFE, b"zq") + SCAN)
            + b"\xff\xd9behind zq",
            b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + TURNED) + FRAME + SCAN + SCAN + b"\xff\xd9",
        ),
        ("a.gif", GIF + b"\x21\xfe\x02zq\x00" + IMAGE + b";zq", GIF + IMAGE + b";"),
        (
            "a.webp",
            b"RIFF" + struct.pack("<I", 40) + b"WEBPVP8X\x0a\0\0\0\x0c" + bytes(9) + b"EXIF\2\0\0\0zqVP8 \0\0\0\0",
            b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X\x0a\0\0\0\0" + bytes(9) + b"VP8 \0\0\0\0",
        ),
        (
            "a.webp",
            b"RIFF"
            + struct.pack("<I", 48)
            + b"WEBPANMF"
            + struct.pack("<I", 34)
            + bytes(16)
            + b"zqzq\2\0\0\0zqVP8 \0\0\0\0",
            b"RIFF" + struct.pack("<I", 36) + b"WEBPANMF" + struct.pack("<I", 24) + bytes(16) + b"VP8 \0\0\0\0",
        ),
        (
            "a.jpg",
            b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\1\1zqz") + FRAME + SCAN + b"\xff\xd9",
            b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0") + FRAME + SCAN + b"\xff\xd9",
        ),
        (
            "a.svg",
            SVG.format(
                ' xmlns:draw="zq" draw:docname="zq" content="zq" data-source="zq"',
                "<!-- zq --><metadata><a>zq</a></metadata><?zq zq?><draw:view>zq<g/></draw:view>"
                f"<image href='data:image/png;base64,{b64encode(REMARK).decode()}'/>",
            ).encode(),
            SVG.format(
                "", f'<image href="data:image/png;base64,{b64encode(b"".join(PICTURE)).decode()}"></image>'
            ).encode(),
        ),
        ("a.txt", b"\x89 zq", b"\x89 zq"),
        (
            "a.svg",
            SVG.format(
                ' onload="zq"',
                "<desc>zq</desc><script>zq</script><style>/* zq */rect { fill: red }</style><g display='none'>zq</g>"
                "<text style='fill: red; visibility: hidden'>zq</text><text opacity='0.0'>zq</text>"
                "<a href='http://zq.example'><path stop-opacity='0' opacity='0.5'/></a><use href='#a'/>",
            ).encode(),
            SVG.format(
                "",
                "<style>rect { fill: red }</style>"
                '<a><path stop-opacity="0" opacity="0.5"></path></a><use href="#a"></use>',
            ).encode(),
        ),
        (
            "a.svg",
            SVG.format(
                "",
                "<notes>zq</notes><g xmlns='urn:zq'><text>zq</text></g><image href='zq.png'/>"
                "<style>@import 'zq.css'; rect { fill: url(zq.svg) }</style><path style='fill: url( http://zq/ )'/>"
                "<a><animate attributeName='xlink:href' values='zq'/><path fill='url(#a)'/></a>",
            ).encode(),
            SVG.format(
                "",
                "<image></image><style> rect { fill: none }</style>"
                '<path style="fill: none"></path><a><path fill="url(#a)"></path></a>',
            ).encode(),
        ),
    ],
)
def test_of_an_image_the_picture_is_left(name: str, full: bytes, bare: bytes) -> None:
    assert pictures.bare(name, full) == bare
    assert pictures.bare(name, bare) == bare


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        ("<g id='zq' class='zq' data='zq' aria-label='zq' role='zq' name='zq' xml:lang='zq'/>", "<g></g>"),
        (
            "<g id='a' class='b zq'/><use href='#a'/><style>.b {}</style>",
            '<g id="a" class="b"></g><use href="#a"></use>',
        ),
        ("<g id='a'/><set begin='a.end'/>", '<g id="a"></g><set begin="a.end"></set>'),
        ("<text fill-opacity='0'>zq</text>", '<text fill-opacity="0"></text>'),
        ("<text font-size='0px'><tspan>zq</tspan></text>", '<text font-size="0px"><tspan></tspan></text>'),
        ("<text fill='none'>zq</text>", '<text fill="none"></text>'),
        ("<text style='fill: transparent'>zq</text>", '<text style="fill: transparent"></text>'),
        ("<g style='fill: rgba(0, 0, 0, 0)'><text>zq</text></g>", None),
        ("zq<g>zq</g><a>zq</a><rect>zq</rect>", "<g></g><a></a><rect></rect>"),
        ("<defs><linearGradient><title>zq</title></linearGradient></defs>", None),
        ("<text fill='none' stroke='red'>So</text>", '<text fill="none" stroke="red">So</text>'),
        ("<g fill='none'><text fill='red'>So</text></g>", '<g fill="none"><text fill="red">So</text></g>'),
        ("<g fill='none'><text style='fill: red'>So</text></g>", None),
        ("<g fill='none' class='b'><text>So</text></g><style>.b {}</style>", None),
        ("<rect fill='none'/><text fill-opacity='0.5' font-size='0.8em'>So</text>", None),
        ("<text><a>So</a> <tspan>it</tspan> <textPath>is</textPath></text><title>So</title>", None),
        (
            "<defs><style>rect {}</style> <path d='M0'/></defs>",
            '<defs><style>rect {}</style> <path d="M0"></path></defs>',
        ),
    ],
)
def test_of_a_drawing_nothing_is_left_that_nobody_sees(full: str, bare: str | None) -> None:
    found = pictures.bare("a.svg", f"<svg>{full}</svg>".encode()).decode()
    assert "zq" not in found
    assert found.count("So") == full.count("So")
    if bare is not None:
        assert found.split("<style>.b")[0].removesuffix("</svg>").removeprefix("<svg>") == bare


@pytest.mark.parametrize(
    "text",
    [
        "<svg",
        "<svg><defs><text id='a'>zq</text></defs></svg>",
        "<svg><symbol id='a'><g><text>zq</text></g></symbol><use href='#a'/></svg>",
        "<svg><style>.a{font-size:0}</style><text class='a'>zq</text></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'zq'>]><svg>&a;</svg>",
        "<svg><image href='data:image/svg+xml,%3Csvg/%3E'/></svg>",
        "<svg><style>.st0 { display : none }</style><g class='st0'><text>zq</text></g></svg>",
        "<svg><style>.st0{fill:red;opacity:0}</style><text class='st0'>zq</text></svg>",
        "<svg><style>rect { fill: url( 'data:image/png;base64,zq') }</style></svg>",
        "<svg><image href='data:image/avif;base64,YWI='/></svg>",
        "<svg><a href='data:application/pdf;base64,YWI='/></svg>",
        "<other:svg/>",
    ],
)
def test_a_drawing_that_cannot_be_looked_into_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="it"):
        pictures.bare("a.svg", text.encode())


def test_a_large_image_takes_no_longer_than_its_size() -> None:
    length = 20_000
    scan = segment(0xDA, b"scan") + b"\x12\xff\x00" * length * 50
    data = b"\xff\xd8" + FRAME + scan + b"\xff\xd9"
    assert pictures.bare("a.jpg", data) == data
    assert pictures.bare("a.svg", f"<svg>{'<!-- -->' * length}</svg>".encode()) == b"<svg></svg>"
    with pytest.raises(ValueError, match="not XML"):
        pictures.bare("a.svg", f"<svg>{'<!--' * length}".encode())


@pytest.mark.parametrize(
    "data", [b"", b"GIF", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0", b"\xff\xd8\xff\xda\0\2\xff"]
)
def test_what_is_called_an_image_and_is_none_stops_a_public_edition(data: bytes, planted: Canaries) -> None:
    Path("postmortems/public.png").write_bytes(data)
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 2
    assert "`public.png` may hold more than its picture" in run.stderr
    assert pmgen("build").exit_code == 0


@pytest.mark.parametrize(
    "word", ["10.0.20.7", "10.0.<tspan>20</tspan>.7", "jane.roe@mail.test", "password=tr0ub4dor7-horse"]
)
@pytest.mark.parametrize("name", ["public.svg", "public.txt"])
def test_a_file_that_tells_what_a_document_must_not_stops_a_public_edition(
    word: str, name: str, planted: Canaries
) -> None:
    Path("postmortems", name).write_text(f"<svg><text>{word}</text></svg>")
    document = Path("postmortems/shown.md")
    document.write_text(document.read_text() + f"\n[See]({name})\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, f"`{name}` holds" in run.stderr) == (2, True), run.output
    assert pmgen("build").exit_code == 0


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Public\n::: internal\nHidden\n:::\n", True),
        ("> :::: Internal\n> Hidden\n", True),
        ("：：： internal\nHidden\n：：：\n", True),
        ("std::internal, a:::internal\n:: internal\n::: internals\n", False),
    ],
)
def test_what_hides_nothing_in_a_text_beside_a_document_stops_a_public_edition(
    text: str, stops: bool, planted: Canaries
) -> None:
    Path("postmortems/notes.txt").write_text(text)
    document = Path("postmortems/shown.md")
    document.write_text(document.read_text() + "\n[See](notes.txt)\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "`notes.txt` holds `" in run.stderr) == (2 * stops, stops), run.output


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_whatever_it_is_written(encoding: str, planted: Canaries) -> None:
    Path("postmortems/café.log").write_bytes("Café: password=tr0ub4dor7-horse\n".encode(encoding))
    document = Path("postmortems/shown.md")
    document.write_text(document.read_text() + "\n[See](café.log)\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, "`café.log` holds a password" in run.stderr) == (2, True), run.output
    assert "tr0ub4dor7" not in run.output


@given(st.sampled_from([*"GRI", "\x89PNG\r\n\x1a\n", "\xff\xd8", "GIF89a", "RIFF"]), st.binary(max_size=200))
def test_whatever_an_image_holds_it_is_read_or_refused(start: str, data: bytes) -> None:
    with contextlib.suppress(ValueError):
        pictures.bare("a.png", start.encode("latin-1") + data)
