"""Who is a person in prose, and what is none, as the rules of disclosure see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmgen.rules.leaks import contacts, people
from pmgen.rules.leaks.secrets import credentials

ORDINARY = Path(__file__).parent / "fixtures/ordinary_prose.md"


def persons(text: str) -> list[str]:
    return [" ".join(each[0].split()) for each in people.persons(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("platform/Maria Muster restarted it", ["Maria Muster"]),
        ("IC/Jan Muster, since 10:00", ["Jan Muster"]),
        ("| on-call/Maria Muster |", ["Maria Muster"]),
        ("(SRE/on-call/Maria Muster)", ["Maria Muster"]),
        ("by Maria Muster/Martin Beispiel", ["Maria Muster", "Martin Beispiel"]),
        ("Maria Muster/platform", ["Maria Muster"]),
        ("platform / Maria Muster", ["Maria Muster"]),
        ("R&D/Maria Muster", ["Maria Muster"]),
    ],
)
def test_a_person_is_known_beside_a_stroke(text: str, expected: list[str]) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "x/Maria Muster",
        "/home/Maria Muster/notes.txt",
        "~/Maria Muster",
        "./Maria Muster",
        "C:/Users/Maria Muster",
        "https://a.example/Maria Then it failed",
        "a.example/Maria Then it failed",
        "see docs.d/Maria Then",
        "team_x@host/Maria Muster",
        "Dec/Jan Sales, Q4/Jan Target, 2025/Jan Muster, Nov/Dec/Jan Load",
        "client/Alex Server, up/Docker Node, in/San Jose",
        "platform/MARIA MUSTER, platform/maria muster, platform/Maria restarted it",
        "Maria Muster/2026, Maria Muster/, Maria Muster/.git",
        "platform/Red Hat, storage/New Relic",
        "Ende Jan Wartung, Anfang Jan Muster, im Jan Muster, fin Jan Muster, début Jan Muster",
    ],
)
def test_a_path_is_no_person_and_no_month_either(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize("text", ["a/" * 300_000 + "Maria Muster", "Maria/" * 150_000, "aa/Maria Muster/" * 40_000])
def test_strokes_are_looked_at_in_linear_time(text: str) -> None:
    assert len(persons(text)) <= 40_000


def test_ordinary_prose_tells_nothing() -> None:
    text = ORDINARY.read_text(encoding="utf-8")
    found = [text[span.start : span.end] for span, _ in credentials(text)]
    assert (found, persons(text), [*contacts.mails(text)], [*contacts.numbers(text)]) == ([], [], [], [])
