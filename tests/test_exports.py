from __future__ import annotations

import datetime as dt
import enum
import json
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import pytest

from pmgen import decode, exports, front_matter, model, schema, times, values
from pmgen.config import Severity
from pmgen.keys import keys
from pmgen.plan import Held, Manuscript, SitePlan, Whole, plan
from pmgen.values import replace
from tests.planning import planned

SEVERITIES = (Severity("SEV1", "critical", "Everybody is affected"), Severity("SEV2", "major", ""))

VAULT = """\
title: Vault stops & <hangs>
date: 2026-04-22
severity: SEV1
status: published
timezone: Europe/Sofia
services: [vault]
tags: [raft]
summary: {broke: "The **leader** hung.", fixed: "[Killed](https://example.org)."}
timeline:
  - {at: 09:00, about: true, kind: started, event: It `hangs`}
  - {at: unknown, kind: detected, event: Somebody notices}
  - {at: 10:44, until: 11:04, kind: mitigated, event: Killed}
  - {at: "2026-04-22T11:43:28Z", kind: resolved, event: Two voters, internal: true}
root_cause:
  chain: [{text: one, then: two}]
contributing_factors: [No gate]
followups:
  - {id: F1, action: "Alert on a **stuck** leader", priority: P0, type: alert, owner: platform}
  - {id: F2, action: Move it, status: done, type: "Alert, Config", due: 2026-05-01, done: {commits: [2f1f9107]}}
lessons: [Kill it sooner]
related: [{id: PM-2026-04-13, as: recurrence-of}, {id: PM-2020-01-01}]
duration: 2h 43m
x-pager: {number: 7, empty: null}
"""
NFS = """\
title: NFS stops
date: 2026-04-13
severity: SEV2
status: draft
timeline: [{at: 2026-04-13, kind: started, event: so}]
followups: []
"""
LEAST = "title: No more\ndate: 2026-04-01\nseverity: SEV2\nstatus: draft\n"


def site(*texts: str) -> SitePlan:
    return plan(
        [_manuscript(text) for text in texts],
        title="Post-mortems",
        timezone="UTC",
        severities=SEVERITIES,
        safe_types=("Alert",),
        due_days={"P0": 7},
    )


def _manuscript(text: str) -> Manuscript:
    read, problems = front_matter.read(f"---\n{text}---\n")
    assert read is not None, problems
    pm, problems = decode.decode(read, severities=("SEV1", "SEV2"), timezone="UTC")
    assert pm is not None, problems
    return planned(f"postmortems/{pm.date}.md", f"{pm.date}.md", pm, "", ())


def incident(found: SitePlan) -> bytes:
    return exports.incident(found.incidents[0], found)


def one(text: str) -> Any:
    return json.loads(incident(site(text)))


def in_short(text: str) -> Any:
    (found,) = json.loads(exports.postmortems(site(text)))["postmortems"]
    return found


def test_all_incidents_in_short() -> None:
    assert exports.postmortems(site(NFS, VAULT)).decode() == (
        "{\n"
        '  "schema": 1,\n'
        '  "postmortems": [\n'
        '    {"id": "PM-2026-04-22", "title": "Vault stops \\u0026 \\u003changs\\u003e", "date": "2026-04-22", '
        '"severity": "SEV1", "status": "published", "state": "resolved", "url": "2026-04-22.html", '
        '"services": ["vault"], "tags": ["raft"], "summary": "The leader hung. Killed.", '
        '"started_at": "2026-04-22T06:00:00Z", "detected_at": null, "mitigated_at": "2026-04-22T07:44:00Z", '
        '"resolved_at": "2026-04-22T11:43:28Z", "time_to_detect_s": null, "time_to_mitigate_s": 6240, '
        '"time_to_resolve_s": 20608, "latent_s": null, "impact_time_s": 6240, '
        '"approximate": ["started_at", "time_to_mitigate_s", "time_to_resolve_s", "impact_time_s"], '
        '"missing": {"time_to_detect_s": "`detected` has no known time", '
        '"latent_s": "no `introduced` is told"}, "legacy": false, "detected_by": null, '
        '"related": [{"id": "PM-2026-04-13", "as": "recurrence-of"}, {"id": "PM-2020-01-01", "as": "see-also"}], '
        '"followups": [{"id": "F1", "action": "Alert on a stuck leader", "priority": "P0", "type": "alert", '
        '"owner": "platform", "due": "2026-04-29", "status": "todo", "safe": true, "commits": [], "done_on": null}, '
        '{"id": "F2", "action": "Move it", "priority": null, "type": "Alert, Config", "owner": null, '
        '"due": "2026-05-01", "status": "done", "safe": false, "commits": ["2f1f9107"], "done_on": null}]},\n'
        '    {"id": "PM-2026-04-13", "title": "NFS stops", "date": "2026-04-13", "severity": "SEV2", '
        '"status": "draft", "state": "ongoing", "url": "2026-04-13.html", "services": [], "tags": [], '
        '"summary": null, "started_at": "2026-04-13T00:00:00Z", "detected_at": null, "mitigated_at": null, '
        '"resolved_at": null, "time_to_detect_s": null, "time_to_mitigate_s": null, "time_to_resolve_s": null, '
        '"latent_s": null, "impact_time_s": null, "approximate": ["started_at"], '
        '"missing": {"time_to_detect_s": "no `detected` is told", '
        '"time_to_mitigate_s": "the incident is ongoing", "time_to_resolve_s": "the incident is ongoing", '
        '"latent_s": "no `introduced` is told", "impact_time_s": "the incident is ongoing"}, '
        '"legacy": false, "detected_by": null, "related": [], "followups": []}\n'
        "  ]\n"
        "}\n"
    )


def test_one_incident() -> None:
    assert one(VAULT) == {
        "schema": 1,
        "title": "Vault stops & <hangs>",
        "date": "2026-04-22",
        "severity": "SEV1",
        "status": "published",
        "id": "PM-2026-04-22",
        "timezone": "Europe/Sofia",
        "services": ["vault"],
        "tags": ["raft"],
        "summary": {"broke": "The **leader** hung.", "fixed": "[Killed](https://example.org)."},
        "timeline": [
            {
                "at": _at("09:00", "2026-04-22T06:00:00Z", "minute", about=True),
                "event": "It `hangs`",
                "about": True,
                "kind": "started",
            },
            {"at": _at("unknown", None, None), "event": "Somebody notices", "kind": "detected"},
            {
                "at": _at("10:44", "2026-04-22T07:44:00Z", "minute"),
                "event": "Killed",
                "until": _at("11:04", "2026-04-22T08:04:00Z", "minute"),
                "kind": "mitigated",
            },
            {
                "at": _at("2026-04-22T11:43:28Z", "2026-04-22T11:43:28Z", "second", zone="UTC"),
                "event": "Two voters",
                "kind": "resolved",
                "internal": True,
            },
        ],
        "root_cause": {"chain": [{"text": "one", "then": [{"text": "two"}]}]},
        "contributing_factors": [{"text": "No gate"}],
        "followups": [
            {
                "id": "F1",
                "action": "Alert on a **stuck** leader",
                "priority": "P0",
                "type": "alert",
                "owner": "platform",
                "status": "todo",
            },
            {
                "id": "F2",
                "action": "Move it",
                "type": "Alert, Config",
                "due": "2026-05-01",
                "status": "done",
                "done": {"commits": ["2f1f9107"]},
            },
        ],
        "lessons": {"learned": ["Kill it sooner"]},
        "visibility": "internal",
        "duration": {"seconds": 9780, "about": False},
        "x-pager": {"number": "7", "empty": None},
        "state": "resolved",
        "began": "2026-04-22T06:00:00Z",
        "url": "2026-04-22.html",
        "figures": [
            _figure("time_to_detect", missing="`detected` has no known time"),
            _figure("time_to_mitigate", 6240),
            _figure("time_to_resolve", 20608),
            _figure("latent", missing="no `introduced` is told"),
            _figure("impact_time", 6240),
        ],
        "related": [
            _related("PM-2026-04-13", "recurrence-of"),
            _related("PM-2020-01-01", "see-also"),
        ],
    }


def _at(
    written: str, instant: str | None, precision: str | None, *, zone: str = "Europe/Sofia", about: bool = False
) -> Any:
    return {"written": written, "instant": instant, "precision": precision, "zone": zone, "about": about}


def _figure(key: str, seconds: int | None = None, missing: str | None = None) -> Any:
    return {"key": key, "seconds": seconds, "approximate": seconds is not None, "missing": missing}


def _related(id_: str, relation: str) -> Any:
    nothing = {"title": None, "date": None, "severity": None, "url": None}
    return {"id": id_, "as": relation, "derived": False, **nothing}


@pytest.mark.parametrize(
    ("lines", "complete"),
    [
        ("status: published\nfollowups: []", True),
        (
            "status: published\nfollowups: [{id: F1, action: a, status: done}, {id: F2, action: b, status: wont-do}]",
            True,
        ),
        ("status: published\nfollowups: [{id: F1, action: a, status: done}, {id: F2, action: b}]", False),
        ("status: published\nfollowups: [{id: F1, action: a, status: blocked}]", False),
        ("status: published", False),
        ("status: review\nfollowups: []", False),
        ("status: withdrawn\nfollowups: [{id: F1, action: a, status: done}]", False),
    ],
)
def test_an_incident_is_complete_when_it_is_published_and_nothing_is_left_to_do(lines: str, complete: bool) -> None:
    found = site(f"title: A\ndate: 2026-04-22\nseverity: SEV1\n{lines}\n")
    assert json.loads(incident(found)).get("complete", False) is complete
    assert "complete" not in json.loads(incident(replace(found, whole=False)))


def test_incidents_know_each_other_both_ways() -> None:
    both = site(NFS, VAULT)
    vault, nfs = both.incidents
    there = {"title": "NFS stops", "date": "2026-04-13", "severity": "SEV2", "url": "2026-04-13.html"}
    back = {"title": "Vault stops & <hangs>", "date": "2026-04-22", "severity": "SEV1", "url": "2026-04-22.html"}
    assert json.loads(exports.incident(vault, both))["related"][0] == {
        "id": "PM-2026-04-13",
        "as": "recurrence-of",
        "derived": False,
        **there,
    }
    assert json.loads(exports.incident(nfs, both))["related"] == [
        {"id": "PM-2026-04-22", "as": "recurrence-of", "derived": True, **back}
    ]


def test_each_key_of_an_incident_has_a_line_and_each_item_of_a_list_below_it() -> None:
    lines = incident(site(VAULT)).decode().splitlines()
    assert lines[0] == "{"
    assert lines[1:4] == [
        '  "schema": 1,',
        '  "title": "Vault stops \\u0026 \\u003changs\\u003e",',
        '  "date": "2026-04-22",',
    ]
    assert '    {"id": "F2", "action": "Move it", "type": "Alert, Config",' in "\n".join(lines)
    assert lines[-1] == "}"


def test_an_incident_of_which_little_is_known_says_little() -> None:
    assert list(one(LEAST)) == (
        "schema title date severity status id visibility state began url figures related".split()
    )
    assert one(LEAST)["state"] is None
    assert in_short(LEAST)["followups"] == []


def test_the_order_of_keys_is_the_same_where_more_is_written() -> None:
    assert list(one(f"{LEAST}state: resolved\nschema: 1\nrelated: [{{id: PM-1}}]\n")) == list(one(LEAST))


def test_no_followups_are_told_from_unknown_ones() -> None:
    assert one(NFS)["followups"] == []
    assert "followups" not in one(LEAST)


@pytest.mark.parametrize(
    ("events", "approximate"),
    [
        (["{at: 09:00, kind: started, event: so}", "{at: 09:10, kind: detected, event: so}"], []),
        (
            ["{at: 09:00, kind: started, event: so}", "{at: ~09:10, kind: detected, event: so}"],
            ["detected_at", "time_to_detect_s"],
        ),
        (
            ["{at: 2026-04-20, kind: introduced, event: so}", "{at: 2026-04-22 09:00, kind: started, event: so}"],
            ["latent_s"],
        ),
        (["{at: 09:00, kind: started, event: so}", "{at: unknown, kind: detected, event: so}"], []),
        (["{at: 2026-04-22, kind: started, event: so}"], ["started_at"]),
    ],
)
def test_what_is_approximate_is_named(events: list[str], approximate: list[str]) -> None:
    text = f"{LEAST}timeline: [{', '.join(events)}]\n"
    assert in_short(text)["approximate"] == approximate
    figures = one(text)["figures"]
    assert [f"{each['key']}_s" for each in figures if each["approximate"]] == [
        key for key in approximate if key.endswith("_s")
    ]


def test_a_distance_from_a_mere_day_has_no_instant() -> None:
    events = "{at: T+10m, kind: started, event: so}, {at: T+20m, kind: detected, event: so}"
    text = f"{LEAST}timeline: [{events}]\n"
    found = in_short(text)
    assert (found["started_at"], found["detected_at"], found["time_to_detect_s"]) == (None, None, 600)
    assert [each["at"]["instant"] for each in one(text)["timeline"]] == [None, None]


def test_a_reopened_incident_is_not_resolved() -> None:
    kinds = ("started 09:00", "resolved 10:00", "reopened 11:00")
    events = ", ".join(f"{{at: {at}, kind: {kind}, event: so}}" for kind, at in (each.split() for each in kinds))
    found = in_short(f"{LEAST}timeline: [{events}]\n")
    assert (found["state"], found["resolved_at"], found["time_to_resolve_s"]) == ("ongoing", None, None)


def test_a_file_can_stand_inside_html_and_says_the_same() -> None:
    hostile = "</script><!-- & a\u2028b\u2029c всички 😀"
    text = f'{LEAST}summary: "{hostile}"\nx-own: "{hostile}"\n'
    for data in (incident(site(text)), exports.postmortems(site(text))):
        assert not set("<>&\u2028\u2029") & set(data.decode())
        assert "всички 😀" in data.decode()
    assert (one(text)["summary"], one(text)["x-own"]) == ({"text": hostile}, hostile)


def test_the_files_of_a_site() -> None:
    found = dict(exports.files(site(NFS, VAULT)))
    assert list(found) == ["postmortems.json", "2026-04-22.json", "2026-04-13.json", "schema.json"]
    assert list(found) == list(exports.paths(site(NFS, VAULT)))
    assert found["2026-04-13.json"] == exports.incident(site(NFS, VAULT).incidents[1], site(NFS, VAULT))
    meanings = {"SEV1": "Everybody is affected", "SEV2": "major"}
    assert found["schema.json"] == schema.text(["SEV1", "SEV2"], meanings=meanings)
    assert found == dict(exports.files(site(VAULT, NFS)))


def test_a_site_without_incidents() -> None:
    assert exports.postmortems(site()) == b'{\n  "schema": 1,\n  "postmortems": []\n}\n'


def test_every_field_of_the_model_is_exported() -> None:
    incident = site(LEAST).incidents[0]
    whole = filled(model.PostMortem)
    found = json.loads(exports.incident(values.replace(incident, account=Held(Whole(whole, "", ()), ())), site(NFS)))
    assert {key.name for key in keys(model.PostMortem)} <= set(found)
    exported = {frozenset(each) for each in mappings(found)}
    members = [each for each in vars(model).values() if values.is_value(each)]
    ours = [each for each in members if each.__module__ == model.__name__]
    for cls in set(ours) - {model.Doc, model.PostMortem, model.Related}:  # what is related is shown in full
        assert {key.name for key in keys(cls)} in exported, cls


def filled(cls: type, depth: int = 2) -> Any:
    """A value of a class of the model that leaves no key empty."""
    return cls(**{key.attribute: sample(key.type, depth) for key in keys(cls)})


def sample(kind: Any, depth: int) -> Any:
    moment = times.Moment("09:00", True, times.Precision.MINUTE, None, None, "UTC", times.Clock.PLAIN, False)
    duration = times.Duration(True, dt.timedelta(hours=1), dt.timedelta(hours=1))
    known = {times.Moment: moment, times.Duration: duration, dt.date: dt.date(2026, 4, 22), bool: True, int: 1}
    if get_origin(kind) is tuple:
        return (sample(get_args(kind)[0], depth - 1),) if depth or get_args(kind)[0] is not model.Cause else ()
    if get_args(kind):
        return sample(get_args(kind)[0], depth)
    if kind in known:
        return known[kind]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return list(kind)[-1]
    return filled(kind, depth) if values.is_value(kind) else "text"


def mappings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from mappings(each)


def test_nothing_goes_on_because_a_withdrawn_post_mortem_says_so() -> None:
    text = LEAST + "timeline: [{at: 09:00, kind: started, event: so}]\n"
    assert in_short(text)["state"] == "ongoing"
    assert in_short(text.replace("status: draft", "status: withdrawn"))["state"] is None
