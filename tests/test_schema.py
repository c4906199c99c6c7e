from __future__ import annotations

import datetime as dt
import enum
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from pmgen import check, decode, front_matter, model, schema, values
from pmgen.diagnostics import Level, Problem
from pmgen.rules.policy import Folder, Policy

SEVERITIES = ("SEV1", "SEV2", "SEV3", "SEV4")
SCHEMA = schema.schema(SEVERITIES)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
POST_MORTEMS = sorted((Path(__file__).parent.parent / "postmortems").glob("*.md"))

LEAST = """\
title: Vault raft leader deadlock
date: 2026-04-22
severity: SEV1
status: draft
"""
ALL = """\
title: Vault raft leader deadlock
date: 2026-04-22
severity: SEV1
status: published
id: PM-2026-04-22
severity_reason: Nobody could log in
timezone: Europe/Sofia
state: resolved
services: [vault, nfs]
tags: [raft, 2026]
authors: [platform]
owner: platform
summary: {text: All of it., broke: Logins failed., delayed: No alert., fixed: A restart.}
impact:
  description: Logins failed
  users: 40
  scope: one cluster
  data_loss: none
  windows:
    - {start: 09:15, end: ~11:03, about: true, level: outage, services: [vault], note: 503s}
    - {start: "11:18"}
  figures:
    - {label: nodes rebooted, value: 3, unit: nodes}
detection:
  by: user-report
  description: Somebody called
  gaps: [{gap: No alert, impact: An hour, fix: F1, internal: true}]
timeline:
  - {at: 09:00, about: true, kind: started, event: It hung}
  - {at: 10:44:05, until: 11:04, kind: action, event: Moved, source: https://example.org, internal: false}
  - {at: T+2h, event: Noted}
  - {at: 2026-04-23T10:00:00Z, event: Later}
  - {at: unknown, kind: ruled-out, event: Never}
root_cause:
  description: A stuck goroutine
  trigger: An update
  chain: [one, {text: two, then: [three, {text: four, then: five}]}]
contributing_factors: [No gate, {text: No limit, internal: true}]
followups:
  - id: F1
    action: Alert on it
    priority: P1
    type: Alert
    owner: platform
    due: 2026-05-06
    status: done
    details: See above
    reason: It waited for F2
    issue: 17
    internal: true
    done: {on: 2026-04-23, commits: [2f1f9107, 12345678], links: [https://example.org], note: Seen, by: platform}
lessons: {went_well: [a], went_wrong: [b], lucky: [c], learned: [d]}
related: [{id: PM-2026-04-13, as: recurrence-of}, {id: PM-2026-04-14}]
references: [{url: https://example.org/runbook, title: Runbook, internal: true}]
revisions: [{date: 2026-05-01, note: Added F2}]
visibility: public
aliases: [old.html]
duration: 2h 43m
schema: 1
lint: {ignore: [{rule: PM401, reason: No owner yet}]}
x-pager: {number: 7, list: [1, two]}
"""


class Editor(yaml.SafeLoader):
    """YAML as editors resolve it: by the core schema of YAML 1.2, which knows neither dates nor base 60."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), list(first))


def without(text: str, key: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{key}:"))


def with_(text: str) -> str:
    """The smallest front matter, with these keys put into it."""
    own = re.findall(r"^([\w-]+):", text, re.MULTILINE)
    kept = LEAST
    for key in own:
        kept = without(kept, key)
    return f"{kept}{text}\n"


def refused(text: str) -> list[str]:
    """What an editor underlines."""
    found = VALIDATOR.iter_errors(yaml.load(text, Editor))
    return [f"{error.json_path}: {error.message}" for error in found]


def problems(text: str) -> list[Problem]:
    """What pmgen cannot read."""
    read, found = front_matter.read(f"---\n{text}---\n")
    assert read is not None, found
    return decode.decode(read, severities=SEVERITIES, timezone="UTC")[1]


def classes() -> list[type]:
    members = [each for each in vars(model).values() if isinstance(each, type)]
    return [each for each in members if values.is_value(each) and each.__module__ == model.__name__]


def subschemas(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from subschemas(each)


def test_it_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("cls", [each for each in classes() if each is not model.Doc])
def test_every_field_of_the_model_is_in_it_with_its_meaning(cls: type) -> None:
    described = SCHEMA if cls is model.PostMortem else SCHEMA["$defs"][cls.__name__]
    fields = {name.rstrip("_") for name in values.names(cls)} - {"extra", "untold", "misnamed"}
    assert set(described["properties"]) == fields
    assert all(each["description"] for each in described["properties"].values())
    assert described["additionalProperties"] is False


def test_every_word_of_a_fixed_set_has_a_meaning() -> None:
    described = [each["oneOf"] for each in subschemas(SCHEMA) if "oneOf" in each]
    meanings = {tuple(word["const"] for word in words): [word["description"] for word in words] for words in described}
    sets = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, enum.StrEnum)]
    for words in sets:
        assert all(meanings[tuple(words)])


def test_every_example_is_one() -> None:
    examples = [(each, example) for each in subschemas(SCHEMA) for example in each.get("examples", ())]
    assert len(examples) > 10
    for described, example in examples:
        VALIDATOR.evolve(schema=described).validate(example)


def test_it_describes_the_version_that_is_read() -> None:
    assert SCHEMA["properties"]["schema"]["const"] == decode.SCHEMA


def test_the_complete_example_has_every_key() -> None:
    written = yaml.load(ALL, Editor)
    assert set(SCHEMA["properties"]) == set(written) - {"x-pager"}


@pytest.mark.parametrize("text", [LEAST, ALL], ids=["least", "all"])
def test_an_example_is_accepted(text: str) -> None:
    assert (refused(text), problems(text)) == ([], [])


@pytest.mark.parametrize("path", POST_MORTEMS, ids=lambda path: path.stem)
def test_the_post_mortems_of_the_project_are_accepted(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n")[1]
    assert (refused(text), problems(text)) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "title: 404",
        "summary: Logins failed.",
        "summary: {broke: Logins failed.}",
        "lessons: [one, two]",
        "lessons: {lucky: [one]}",
        "root_cause: {chain: only this}",
        "root_cause: {chain: {text: one, then: two}}",
        "root_cause: {chain: [one, {text: two}]}",
        "contributing_factors: [one]",
        "followups: []",
        "followups: [{id: 7, action: Alert on it}]",
        "impact: {users: 40}",
        "impact: {users: about 40}",
        "timeline: [{at: 10:44, event: so}]",
        "timeline: [{at: ~10:44, event: so}]",
        "timeline: [{at: '2026-04-22 10:44', event: so}]",
        "related: [{id: PM-2026-04-13}]",
        "x-anything: [1, {two: null}]",
        "x-: 1",
        "date: '2026-04-22'",
    ],
)
def test_what_pmgen_reads_is_accepted(text: str) -> None:
    assert (refused(with_(text)), problems(with_(text))) == ([], [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("titel: Vault", "$"),
        ("pager-x-number: 7", "$"),
        ("status: finished", "$.status"),
        ("severity: SEV9", "$.severity"),
        ("severity: SEV-1", "$.severity"),
        ("date: 22.04.2026", "$.date"),
        ("date: 2026-4-22", "$.date"),
        ("title: ''", "$.title"),
        ("title:", "$.title"),
        ("id: PM 2026", "$.id"),
        ("services: vault", "$.services"),
        ("tags: {raft: true}", "$.tags"),
        ("summary: [one, two]", "$.summary"),
        ("summary: {brake: Logins}", "$.summary"),
        ("impact: Logins failed", "$.impact"),
        ("impact: {data_loss: maybe}", "$.impact.data_loss"),
        ("impact: {windows: [{end: 10:00}]}", "$.impact.windows[0]"),
        ("timeline: [{at: 10:44}]", "$.timeline[0]"),
        ("timeline: [{event: so}]", "$.timeline[0]"),
        ("timeline: [{at: 10:44, event: so, kind: begun}]", "$.timeline[0].kind"),
        ("timeline: [{at: 10:44, event: so, about: perhaps}]", "$.timeline[0].about"),
        ("timeline: [{at: 10:44, event: so, x-own: 1}]", "$.timeline[0]"),
        ("timeline: {10:44: so}", "$.timeline"),
        ("followups: [{action: Alert on it}]", "$.followups[0]"),
        ("followups: [Alert on it]", "$.followups[0]"),
        ("followups: [{id: F1, action: Alert on it, priority: high}]", "$.followups[0].priority"),
        ("followups: [{id: F1, action: Alert on it, due: tomorrow}]", "$.followups[0].due"),
        ("followups: [{id: F1, action: Alert on it, done: true}]", "$.followups[0].done"),
        ("followups: [{id: F1, action: Alert on it, done: {commits: 2f1f9107}}]", "$.followups[0].done.commits"),
        ("root_cause: {chain: [{then: two}]}", "$.root_cause.chain"),
        ("related: [PM-2026-04-13]", "$.related[0]"),
        ("related: [{id: PM 2026}]", "$.related[0].id"),
        ("related: [{id: PM-2026-04-13, as: copy}]", "$.related[0].as"),
        ("lint: {ignore: [{rule: PM401}]}", "$.lint.ignore[0]"),
        ("lint: {ignore: [PM401]}", "$.lint.ignore[0]"),
        ("schema: 2", "$.schema"),
        ("visibility: private", "$.visibility"),
    ],
)
def test_a_mistake_is_refused_where_it_is(text: str, place: str) -> None:
    (found,) = refused(with_(text))
    assert found.startswith(f"{place}: ")
    assert problems(with_(text)) != []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: '  '", "$.title"),
        ("contributing_factors: [' ']", "$.contributing_factors[0]"),
        (
            "followups: [{id: F1, action: Pin it, status: done, done: {commits: [main]}}]",
            "$.followups[0].done.commits[0]",
        ),
        (
            "followups: [{id: F1, action: Pin it, status: done, done: {commits: [2f1f]}}]",
            "$.followups[0].done.commits[0]",
        ),
        ("aliases: [/old.html]", "$.aliases[0]"),
        ("aliases: [../old.html]", "$.aliases[0]"),
        ("aliases: [old]", "$.aliases[0]"),
        ("aliases: ['https://example.org/old.html']", "$.aliases[0]"),
        ("aliases: [old.html, 2025:old.html]", "$.aliases[1]"),
        ("aliases: ['old.html?p=12.html']", "$.aliases[0]"),
    ],
)
def test_a_form_that_a_rule_asks_for_is_asked_for(text: str, place: str) -> None:
    (found,) = refused(with_(text))
    assert found.startswith(f"{place}: ")
    assert checked(with_(text)) != []


@pytest.mark.parametrize("text", ["owner:", "owner: ''", "services: ''", "duration: ' '", "impact: {scope: ''}"])
def test_an_editor_shows_what_is_still_to_be_filled_in_and_check_takes_it(text: str) -> None:
    assert (len(refused(with_(text))), checked(with_(text))) == (1, [])


@pytest.mark.parametrize(
    "text",
    [
        "followups: [{id: F1, action: Pin it, status: done, done: {commits: [2F1F9107, 1234567, 12345e7]}}]",
        "aliases: [old.html, outages/2025/old.htm, ./old/a.html, 'old page.html', ..old.html]",
    ],
)
def test_a_form_that_no_rule_minds_is_accepted(text: str) -> None:
    assert (refused(with_(text)), checked(with_(text))) == ([], [])


def checked(text: str) -> list[str]:
    """The codes of what is wrong with a document."""
    policy = Policy(SEVERITIES, today=dt.date(2026, 5, 1))
    data = f"---\n{text}---\n\nIt hung.\n".encode()
    examined = check.examine("vault.md", data, "vault.md", policy, Folder(frozenset(), frozenset()))
    return [each.code for each in check.diagnose([examined], whole=False) if each.level is Level.ERROR]


def test_a_time_that_yaml_1_1_has_made_a_number_of_is_accepted() -> None:
    written = yaml.load("timeline: [{at: 10:44, until: 11:04, event: so}]", yaml.SafeLoader)
    assert written["timeline"][0]["at"] == 644
    assert VALIDATOR.is_valid(yaml.load(LEAST, Editor) | written)


@pytest.mark.parametrize("key", ["title", "date", "severity", "status"])
def test_what_a_draft_needs_is_required(key: str) -> None:
    assert refused(without(LEAST, key)) == [f"$: '{key}' is a required property"]


@pytest.mark.parametrize(
    ("status", "needed"),
    [
        ("draft", []),
        ("review", ["services", "summary", "impact", "detection", "timeline"]),
        ("published", ["services", "summary", "impact", "detection", "timeline", "root_cause", "followups"]),
        ("withdrawn", []),
    ],
)
def test_what_a_later_status_needs_is_required_as_the_rule_does(status: str, needed: list[str]) -> None:
    text = LEAST.replace("status: draft", f"status: {status}")
    assert refused(text) == [f"$: '{key}' is a required property" for key in needed]
    assert checked(text).count("PM110") == len(needed)


def test_what_will_not_be_done_needs_a_reason() -> None:
    text = f"{LEAST}followups: [{{id: F1, action: Alert, status: wont-do}}]\n"
    assert refused(text) == ["$.followups[0]: 'reason' is a required property"]
    assert refused(text.replace("wont-do", "wont-do, reason: Too dear")) == []


def test_severities_are_those_of_the_configuration() -> None:
    plain = schema.schema(["major", "minor"])["properties"]["severity"]
    assert plain["enum"] == ["major", "minor"]
    explained = schema.schema(["major", "minor"], meanings={"major": "all users"})["properties"]["severity"]
    assert explained["oneOf"] == [{"const": "major", "description": "all users"}, {"const": "minor"}]
    assert SCHEMA["properties"]["severity"]["enum"] == list(SEVERITIES)


def test_an_editor_is_told_what_holds_by_default() -> None:
    event = SCHEMA["$defs"]["Event"]["properties"]
    assert (event["kind"]["default"], event["about"]["default"]) == ("note", False)


def test_as_a_file_it_is_the_same_every_time() -> None:
    data = schema.text(SEVERITIES, meanings={"SEV1": "всички"})
    assert json.loads(data) == schema.schema(SEVERITIES, meanings={"SEV1": "всички"})
    assert data.endswith(b"}\n")
    assert "всички" in data.decode()
    assert data == schema.text(SEVERITIES, meanings={"SEV1": "всички"})
