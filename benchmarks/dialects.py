"""The same incident as the file that each of the tools reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml_text
from incident import Front, Incident

FOLDERS = {
    "pmgen": "postmortems",
    "hugo": "content",
    "eleventy": "content",
    "mkdocs": "docs",
    "pelican": "content",
}
"""Where each tool looks for its documents."""

_LINK = re.compile(r"\]\(([\w-]+)\.md")
_LINKS = {"eleventy": r"](\1.html", "pelican": r"]({filename}\1.md"}


def text(incident: Incident, tool: str) -> str:
    """The file for a tool.

    pmgen and Hugo render the front matter by their templates. The others get it as Markdown, so that it is on their
    pages as well.
    """
    front, stem = incident.front, incident.identity.stem
    if tool == "pmgen":
        return f"---\n{yaml_text.dump(front)}---\n\n{incident.body}"
    if tool == "hugo":
        params = {key: value for key, value in front.items() if key not in ("title", "date")}
        head = {"title": front["title"], "date": front["date"], "params": params}
        return f"---\n{yaml_text.dump(head)}---\n\n{incident.body}"
    body = _LINK.sub(_LINKS.get(tool, r"](\1.md"), "\n\n".join([*_sections(front), incident.body]))
    if tool == "pelican":
        return f"Title: {front['title']}\nDate: {front['date']}\nSlug: {stem}\n\n{body}"
    head = {"title": front["title"], "date": front["date"]}
    if tool == "eleventy":
        head |= {
            "layout": "incident.njk",
            "tags": ["incident"],
            "permalink": f"{stem}.html",
            "severity": front["severity"],
        }
        body = f"[[toc]]\n\n{body}"
    return f"---\n{yaml_text.dump(head)}---\n\n{body}"


def extra_files(incidents: list[Incident], tool: str) -> Iterator[tuple[str, str]]:
    """What else lies beside the documents: paths and texts."""
    if tool == "pmgen":
        yield "pmgen.toml", 'title = "Post-mortems"\ncommit_url = "https://git.example.org/infra/commit/{sha}"\n'
    if tool == "mkdocs":
        rows = (
            f"- {each.identity.day} **{each.front['severity']}** [{each.identity.title}]({each.identity.stem}.md)"
            for each in reversed(incidents)
        )
        yield "docs/index.md", "# Post-mortems\n\n" + "\n".join(rows) + "\n"


def _sections(front: Front) -> Iterator[str]:
    """The front matter as Markdown, in the order in which pmgen shows it."""
    facts = ("severity", "status", "timezone", "owner", "services", "tags", "authors")
    yield "\n".join(f"- **{key.capitalize()}:** {_words(front[key])}" for key in facts)
    yield "## Summary"
    summary = front["summary"]
    yield "\n\n".join(summary.values()) if isinstance(summary, Mapping) else summary
    impact = front["impact"]
    yield f"## Impact\n\n{impact['description']}\n\nUsers: {impact['users']}, data loss: {impact['data_loss']}"
    yield _table(impact["windows"], "start end level services")
    if "figures" in impact:
        yield _table(impact["figures"], "label value unit")
    yield f"## Detection\n\nBy: {front['detection']['by']}"
    if "gaps" in front["detection"]:
        yield _table(front["detection"]["gaps"], "gap impact fix")
    yield "## Timeline"
    yield _table(front["timeline"], "at kind event source")
    cause = front["root_cause"]
    yield f"## Root cause\n\n{cause['description']}\n\n{cause['trigger']}"
    yield "\n".join(_tree(cause["chain"], ""))
    yield "## Contributing factors\n\n" + _list(front["contributing_factors"])
    yield "## Follow-ups"
    yield _table(front["followups"], "id action priority type owner due status details reason done")
    yield from _links(front)


def _links(front: Front) -> Iterator[str]:
    lessons = front["lessons"]
    for name, items in (lessons if isinstance(lessons, Mapping) else {"learned": lessons}).items():
        yield f"## Lessons: {name.replace('_', ' ')}\n\n" + _list(items)
    if "related" in front:
        yield "## Related\n\n" + _list([f"{each['as']}: {each['id']}" for each in front["related"]])
    if "references" in front:
        yield "## References\n\n" + _list([f"[{each['title']}]({each['url']})" for each in front["references"]])
    if "revisions" in front:
        yield "## Revisions\n\n" + _list([f"{each['date']}: {each['note']}" for each in front["revisions"]])


def _table(rows: list[Front], columns: str) -> str:
    names = columns.split()
    head = ["| " + " | ".join(name.capitalize() for name in names) + " |", "|" + "---|" * len(names)]
    return "\n".join(head + ["| " + " | ".join(_words(row.get(name, "")) for name in names) + " |" for row in rows])


def _list(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _tree(node: Any, indent: str) -> Iterator[str]:
    if isinstance(node, str):
        yield f"{indent}- {node}"
        return
    yield f"{indent}- {node['text']}"
    for child in node["then"]:
        yield from _tree(child, f"{indent}    ")


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_words(each)}" for key, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
