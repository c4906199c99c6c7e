"""A small site, and its pages, for the tests of what is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pmgen import decode, document, markdown, render, times
from pmgen.addresses import rewriter
from pmgen.config import Severity
from pmgen.model import PostMortem
from pmgen.plan import Manuscript, SitePlan, plan
from pmgen.render.charts.axis import axis
from pmgen.render.charts.column import Column, stand
from pmgen.render.charts.drawing import Drawing, draw, milestones
from pmgen.render.charts.phases import as_drawn, course
from pmgen.render.events import TimelineShown, timeline
from pmgen.source import Source
from tests.planning import planned

Page = Callable[..., str]
ROOT = Path(__file__).parents[1]
SEVERITIES = (
    Severity("SEV1", "Critical", "Everybody is affected"),
    Severity("SEV2", "Major", "Many are"),
    Severity("SEV3", "Minor", "Some are"),
    Severity("SEV4", "Low", "Hardly anybody is"),
)
VAULT = """\
title: Vault <leader> & deadlock
date: 2026-04-22
severity: SEV1
severity_reason: The only source of `secrets`
status: published
timezone: Europe/Sofia
services: [vault, ci]
tags: [raft]
authors: [platform]
owner: on-call
summary: {broke: It **hung**., delayed: Nobody looked., fixed: Killed.}
impact:
  description: No secrets.
  users: more than 40 services
  data_loss: unknown
  windows:
    - {start: "09:15", end: "11:03", about: true, level: outage, services: [vault], note: 503}
    - {start: "11:18", level: degraded}
  figures: [{label: Hard resets, value: "4", unit: nodes}]
detection: {by: user-report, gaps: [{gap: No alert, impact: Two hours, fix: See F1}]}
timeline:
  - {at: "Apr 19", kind: introduced, event: Storage moved}
  - {at: "Apr 22 09:00", about: true, kind: started, event: "`vault-2` hangs"}
  - {at: "09:59", kind: detected, event: Somebody notices, source: "https://example.org/log"}
  - {at: "2026-04-22T10:30+02:00", kind: finding, event: Somewhere else}
  - {at: "11:03", until: "11:05", kind: resolved, event: It answers, source: the access log}
root_cause:
  description: A goroutine hung.
  trigger: A slow disk
  chain: [{text: The leader hangs, then: [{text: No election, then: [No secrets, No deployments]}]}]
contributing_factors: [No probe]
followups:
  - {id: F1, action: Alert on a stuck leader, priority: P2, type: Alert, owner: platform, issue: "7"}
  - {id: F2, action: Move it off NFS, priority: P0, type: Migration, due: 2026-05-01}
  - id: F3
    action: Patch the chart
    type: Config
    status: done
    done: {on: 2026-04-23, commits: [2f1f9107f8aabbcc], by: automation, links: ["javascript:alert(1)"]}
  - {id: F4, action: Give up, type: Config, status: wont-do, reason: Not worth it}
lessons: {went_well: [Nothing was lost], learned: [Probe the application]}
related: [{id: PM-2026-04-14, as: recurrence-of}, {id: PM-1999-01-01, as: caused-by}]
references: [{title: Runbook, url: "https://example.org/runbook"}, {title: Trap, url: "javascript:alert(1)"}]
revisions: [{date: 2026-04-25, note: Moved}]
"""
BODY = """
## What the record says

See [the one before](2026-04-14-nfs.md#why).

## What it does not

| a | b |
|---|--:|
| 1 | 2 |
"""
NFS = """\
title: NFS gone
date: 2026-04-14
severity: SEV2
status: published
summary: Nothing mounts. At all.
followups: []
"""
DRAFT = "title: Search is down\ndate: 2026-05-02\nseverity: SEV3\nstatus: draft\n"


def manuscript(name: str, front: str, body: str = "") -> Manuscript:
    read, problems = document.read(Source(f"postmortems/{name}.md", f"---\n{front}---\n{body}"))
    assert read is not None, problems
    post_mortem, problems = decode.decode(
        read.front_matter, severities=[each.name for each in SEVERITIES], timezone="UTC"
    )
    assert post_mortem is not None, problems
    parsed = markdown.parse(read.body)
    html = markdown.to_html(parsed, rewrite=rewriter(f"{name}.md", {"2026-04-14-nfs.md"}))
    headings = markdown.outline(parsed).headings
    return planned(f"postmortems/{name}.md", f"{name}.md", post_mortem, html, headings)


def site(*manuscripts: Manuscript, base_url: str | None = None) -> SitePlan:
    return plan(
        manuscripts,
        title="Post-mortems",
        timezone="UTC",
        severities=SEVERITIES,
        safe_types=("Alert", "Config"),
        due_days={"P0": 7, "P2": 90},
        base_url=base_url,
        commit_url="https://git.example.org/c/{sha}",
        issue_url="https://git.example.org/i/{id}",
    )


def post_mortem(*events: str, zone: str = "UTC", **more: str) -> PostMortem:
    lines = ["title: It hung", "date: 2026-04-22", "severity: SEV1", "status: draft", f"timezone: {zone}"]
    lines += [f"{key}: {value}" for key, value in more.items()]
    lines += ["timeline:", *(f"  - {{{event}}}" for event in events)] if events else []
    return manuscript("x", "\n".join(lines) + "\n").account.whole().post_mortem


def drawn(pm: PostMortem) -> tuple[Drawing | None, Column | None]:
    tz = times.zone(pm.timezone or "UTC")
    assert tz is not None
    events = as_drawn(pm.timeline)
    phases = course(events).phases
    named = axis([event.at for event in events], tz, pm.date.year)
    windows = pm.impact.windows if pm.impact else ()
    labelled = milestones(events, named)
    return draw(events, phases, windows, labelled, named), stand(events, phases, labelled)


@pytest.fixture(scope="session")
def templates() -> render.Templates:
    return render.read_templates(("templates", ROOT / "templates"), bundled=True)


@pytest.fixture(scope="session")
def files(templates: render.Templates) -> dict[str, str]:
    found = site(
        manuscript("2026-04-22-vault", VAULT, BODY), manuscript("2026-04-14-nfs", NFS), manuscript("draft", DRAFT)
    )
    return {path: content.decode() for path, content in render.render(found, templates)}


@pytest.fixture(scope="session")
def page(templates: render.Templates) -> Page:
    """Makes one page of a site, with templates that are compiled once."""
    made = render.on_demand(templates)

    def file(path: str, *manuscripts: Manuscript, base_url: str | None = None) -> str:
        content = made(site(*manuscripts, base_url=base_url))(path)
        assert content is not None
        return content.decode()

    return file


@pytest.fixture(scope="session")
def vault(files: dict[str, str]) -> str:
    return files["2026-04-22-vault.html"]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def listed(pm: PostMortem) -> TimelineShown:
    found = timeline(pm, pm.timezone or "UTC", lambda url: url)
    assert found is not None
    return found
