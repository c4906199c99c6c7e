"""What is left of an incident in a public edition stays true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.editions import Canaries, everything, planted, write
from tests.running import run as pmgen

__all__ = ["planted"]


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


def test_no_public_edition_counts_nothing_among_the_follow_ups_of_a_month(planted: Canaries, tmp_path: Path) -> None:
    path = tmp_path / "postmortems/shown.md"
    told = yaml.safe_load(path.read_text().split("---\n")[1])
    item = {"id": "F1", "action": "Do it", "priority": "P1", "type": "Config", "owner": "platform", "status": "todo"}
    write(path, told | {"followups": [item]}, "\nWords.\n")
    insights = tmp_path / "site/docs/post-mortems/insights.html"
    for audience, none in (("internal", "0"), ("public", "–")):
        assert pmgen("build", "--audience", audience).exit_code == 0
        found = insights.read_text()
        assert f"closed <b>{none}</b>" in found
        assert re.search(rf"</th><td>\d</td><td>{none}</td><td>\d</td></tr>", found)


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
