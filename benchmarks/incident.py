"""One made-up incident: what its front matter and its body say."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import clocks
import narrative
from phrases import (
    ACTIONS,
    EVENTS,
    FACTORS,
    FAILURES,
    GAPS,
    LESSONS,
    SENTENCES,
    TAGS,
    TEAMS,
    ZONES,
    Failure,
    Scene,
    hot,
)

Front = dict[str, Any]
"""Front matter as plain values: texts, numbers, lists and mappings, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What others need to know of an incident to refer to it."""

    number: int
    day: dt.date
    id: str
    stem: str
    title: str
    services: tuple[str, ...]
    failure: Failure


@dataclass(frozen=True, slots=True)
class Incident:
    """A post-mortem, not yet written down for any particular tool."""

    identity: Identity
    front: Front
    body: str


def identify(rng: random.Random, number: int, day: dt.date, nth: int) -> Identity:
    """Who an incident is.

    Args:
        nth: which one of its day it is, from 1.
    """
    failure = rng.choice(FAILURES)
    services = tuple(dict.fromkeys(hot(rng) for _ in range(rng.choice((1, 1, 2, 2, 3)))))
    title = Scene(rng, services[0], services).fill(failure.title)
    id = f"PM-{day}" + (f"-{nth}" if nth > 1 else "")
    words = [word for word in title.lower().split() if word.isalpha()]  # no number: that stands for `nth` alone
    stem = "-".join([str(day), *words[:6]]) + (f"-{nth}" if nth > 1 else "")
    return Identity(number, day, id, stem, title, services, failure)


def write(rng: random.Random, own: Identity, earlier: Sequence[Identity], last: dt.date, size: int) -> Incident:
    """Everything that a post-mortem says.

    Args:
        earlier: incidents that it may refer to.
        last: the last day of the corpus; what happened shortly before it may not be over.
        size: about how many bytes its file should have.
    """
    others = tuple(hot(rng) for _ in range(4))
    scene = Scene(rng, own.services[0], others)
    zone = rng.choice(ZONES)
    fresh = last - own.day < dt.timedelta(days=21)
    status = rng.choice(("draft", "review", "review")) if fresh else rng.choices(_STATUSES, _STATUS_WEIGHTS)[0]
    when = clocks.moments(rng, own.day, zone, max(5, min(25, round(size / 520 * rng.uniform(0.6, 1.5)))))
    front: Front = {
        **_head(rng, own, zone, status),
        "summary": _summary(scene, own.failure),
        "impact": _impact(scene, when),
        "detection": _detection(scene),
        "timeline": _timeline(scene, when, over=not fresh),
        "root_cause": _root_cause(scene, own.failure),
        "contributing_factors": scene.some(FACTORS, rng.randint(1, 3)),
        "followups": _followups(scene, own.day, fresh=fresh, count=rng.randint(1, max(2, round(size / 1200)))),
        "lessons": _lessons(scene),
        **_links(scene, own, earlier),
    }
    if status == "withdrawn" and not front["revisions"]:
        front["revisions"] = [{"date": own.day + dt.timedelta(days=30), "note": "Withdrawn: it was written up twice"}]
    front = {key: value for key, value in front.items() if value}
    body = narrative.write(scene, [other.stem for other in earlier], size - len(str(front)))
    return Incident(own, front, body)


_STATUSES = ("published", "review", "draft", "withdrawn")
_STATUS_WEIGHTS = (85, 8, 5, 2)


def _head(rng: random.Random, own: Identity, zone: str, status: str) -> Front:
    return {
        "id": own.id if own.id.count("-") > 3 or rng.random() < 0.3 else "",
        "title": own.title,
        "date": own.day,
        "timezone": zone,
        "severity": rng.choices(("SEV1", "SEV2", "SEV3", "SEV4"), (8, 27, 45, 20))[0],
        "status": status,
        "owner": rng.choice(TEAMS),
        "authors": rng.sample(TEAMS, rng.randint(1, 2)),
        "services": list(own.services),
        "tags": rng.sample(TAGS, rng.randint(1, 4)),
    }


def _summary(scene: Scene, failure: Failure) -> str | Front:
    broke = scene.fill(failure.broke)
    if scene.rng.random() < 0.5:
        return " ".join([broke, *scene.some(SENTENCES, 2)])
    delayed, fixed = scene.some(SENTENCES, 2)
    return {"broke": broke, "delayed": delayed, "fixed": fixed}


def _impact(scene: Scene, when: clocks.Moments) -> Front:
    rng = scene.rng
    middle, end = len(when.instants) // 2, len(when.instants) - 1
    windows = []
    for first, last, level in ((0, middle, "outage"), (middle, end, "degraded"))[: rng.randint(1, 2)]:
        start, finish = clocks.span(when, first, last)
        windows.append({"start": start, "end": finish, "level": level, "services": [scene.service]})
    figures = [
        {"label": label, "value": str(rng.randint(2, 4000)), "unit": unit}
        for label, unit in (("Failed requests", "requests"), ("Pods restarted", "pods"))[: rng.randint(0, 2)]
    ]
    return {
        "description": " ".join(scene.some(SENTENCES, 1)),
        "users": scene.fill("about {big} users"),
        "data_loss": rng.choice(("none", "none", "none", "suspected", "unknown")),
        "windows": windows,
        **({"figures": figures} if figures else {}),
    }


def _detection(scene: Scene) -> Front:
    gaps = [
        {"gap": gap, "impact": scene.fill("{n} minutes passed without a page"), "fix": scene.some(ACTIONS, 1)[0]}
        for gap in scene.some(GAPS, scene.rng.randint(0, 2))
    ]
    by = scene.rng.choice(("alert", "monitoring", "user-report", "operator"))
    return {"by": by, "gaps": gaps} if gaps else {"by": by}


def _timeline(scene: Scene, when: clocks.Moments, *, over: bool) -> list[Front]:
    rng, count = scene.rng, len(when.instants)
    milestones = ["detected", "acknowledged", "identified", "mitigated", "resolved"]
    places = sorted(rng.sample(range(1, count), min(len(milestones), count - 1)))
    kinds = dict(zip(places, milestones if over else milestones[:3], strict=False)) | {0: "started"}
    others = ("action", "action", "finding", "change", "ruled-out", "communication", None, None)
    events: list[Front] = []
    for index, (at, event) in enumerate(zip(clocks.written(rng, when), scene.some(EVENTS, count), strict=True)):
        told: Front = {"at": at, "kind": kinds.get(index) or rng.choice(others), "event": event}
        if rng.random() < 0.12:
            told["source"] = scene.fill(rng.choice(("{url}", "log of `{pod}`", "commit {hex}")))
        events.append({key: value for key, value in told.items() if value})
    if rng.random() < 0.25:
        before = when.day - dt.timedelta(days=rng.randint(2, 90))
        change = scene.fill("`{setting}` is set to {n} on `{host}`")
        events.insert(0, {"at": f"{before} {rng.randint(8, 18):02}:30", "kind": "introduced", "event": change})
        events[1]["at"] = f"{when.local(0):%Y-%m-%d %H:%M}"
    return events


def _root_cause(scene: Scene, failure: Failure) -> Front:
    *texts, last = (scene.fill(each) for each in failure.chain)
    node: str | Front = last
    for text in reversed(texts):
        side = scene.some(FACTORS, 1) if scene.rng.random() < 0.3 else []
        node = {"text": text, "then": [node, *side]}
    return {"description": scene.fill(failure.cause), "trigger": scene.fill(failure.trigger), "chain": node}


def _followups(scene: Scene, day: dt.date, *, fresh: bool, count: int) -> list[Front]:
    return [
        _followup(scene, day, f"F{number}", action, fresh=fresh)
        for number, action in enumerate(scene.some(ACTIONS, count), start=1)
    ]


def _followup(scene: Scene, day: dt.date, id: str, action: str, *, fresh: bool) -> Front:
    rng = scene.rng
    weights = (60, 20, 5, 15, 0) if fresh else (5, 3, 2, 80, 10)
    status = rng.choices(("todo", "in-progress", "blocked", "done", "wont-do"), weights)[0]
    followup: Front = {
        "id": id,
        "action": action,
        "priority": rng.choice(("P0", "P1", "P1", "P2", "P2", "P3")),
        "type": rng.choice(("Alert", "Config", "Monitor", "Architecture", "Investigation", "Runbook", "Migration")),
        "owner": rng.choice(TEAMS),
        "status": status,
    }
    if rng.random() < 0.2:
        followup["due"] = day + dt.timedelta(days=rng.randint(7, 120))
    if rng.random() < 0.25:
        followup["details"] = scene.some(SENTENCES, 1)[0]
    if status in ("blocked", "wont-do"):
        followup["reason"] = scene.fill("`{service}` {version} does it already, or will within {n} days")
    if status == "done":
        evidence = (
            {"commits": [scene.fill("{hex}")]} if rng.random() < 0.8 else {"note": scene.fill("seen on `{host}`")}
        )
        followup["done"] = {"on": day + dt.timedelta(days=rng.randint(0, 50)), **evidence, "by": rng.choice(TEAMS)}
    return followup


def _lessons(scene: Scene) -> list[str] | Front:
    if scene.rng.random() < 0.4:
        return scene.some(LESSONS, scene.rng.randint(1, 3))
    keys = scene.rng.sample(("went_well", "went_wrong", "lucky", "learned"), scene.rng.randint(1, 3))
    return {key: scene.some(LESSONS, 1) for key in sorted(keys)}


def _links(scene: Scene, own: Identity, earlier: Sequence[Identity]) -> Front:
    rng = scene.rng
    near = [other for other in earlier if set(other.services) & set(own.services)] or earlier
    others = rng.sample(near, min(len(near), rng.choice((0, 0, 1, 1, 2, 3))))
    kinds = ("recurrence-of", "same-cause", "follow-on", "see-also", "see-also")
    references = [
        {"title": scene.fill(title), "url": scene.fill("{url}")}
        for title in ("Dashboard of {service}", "Ticket {n}-{hex}", "Runbook for {error}")[: rng.randint(0, 3)]
    ]
    revisions = [
        {"date": own.day + dt.timedelta(days=rng.randint(1, 50)), "note": scene.fill("numbers of `{host}` put right")}
        for _ in range(rng.choice((0, 0, 0, 1, 2)))
    ]
    return {
        "related": [{"id": other.id, "as": rng.choice(kinds)} for other in others],
        "references": references,
        "revisions": sorted(revisions, key=lambda revision: str(revision["date"])),
    }
