"""Documents with something internal at every place that a model has, and what is built of them."""

from __future__ import annotations

import datetime as dt
import enum
import struct
import typing
import zlib
from copy import copy
from itertools import count
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

import pytest
import yaml

from pmgen import model, times, values
from pmgen.keys import keys

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
