"""One slip is told once: where a value cannot be read, what YAML made of it is no second mistake."""

from __future__ import annotations

import time

import pytest

from pmgen.check import examine
from pmgen.diagnostics import Problem
from tests.test_rules import POLICY
from tests.test_rules_texts import ALONE

TITLED = 'write `{url: "https://example.org/123", title: "PR #123"}`'
HEAD = "---\ntitle: Vault down\ndate: 2026-04-22\nseverity: SEV1\nstatus: draft\n"


def problems(yaml: str) -> tuple[Problem, ...]:
    """What is wrong with some front matter."""
    return examine("a.md", f"{HEAD}{yaml}\n---\n\nIt hung.\n".encode(), "a.md", POLICY, ALONE).problems


@pytest.mark.parametrize(
    ("yaml", "code", "advice"),
    [
        ("references:\n  - PR #123", "PM102", 'write `{url: "…", title: "PR #123"}`'),
        (
            "references:\n  - PR #123 https://example.org/123",
            "PM102",
            "`#123` begins a comment: put quotes round the whole text",
        ),
        ("references:\n  - 'PR #123 https://example.org/123'", "PM102", TITLED),
        ("references:\n  - #123", "PM102", "`#123` begins a comment: put quotes round the whole text"),
        ("timeline:\n  - 10:00 alert #12 fires", "PM102", 'write `{at: "10:00", event: "alert #12 fires"}`'),
        (
            "timeline:\n  - at: 10:00\n    event: #alerts fires",
            "PM108",
            "`#alerts` begins a comment: put quotes round the whole text",
        ),
        # A fix would leave the comment, and nobody would be told of it any more.
        ("tags: raft #storage", "PM102", "`#storage` begins a comment: put quotes round the whole text"),
        (
            "tags:\n  raft\n  - storage",
            "PM102",
            "write `- ` before each item, on a line of its own; inside of `{…}` put `[` and `]` round them",
        ),
    ],
)
def test_a_value_that_yaml_has_cut_or_joined_is_one_mistake(yaml: str, code: str, advice: str) -> None:
    assert [(each.code, each.help, each.fix) for each in problems(yaml)] == [(code, advice, None)]


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        # Another value than the one that is cut, be it on the next line or in the same item.
        ("owner: platform #ops\nid: ../etc", ["PM019", "PM109"]),
        ("timeline:\n  - {at: soon, event: it hung}\n  - at: 10:00\n    event: hung #5", ["PM019", "PM106"]),
        ("services:\n  - vault\n   - ci\nid: ../etc", ["PM024", "PM109"]),
        # Whoever puts quotes round it has mended nothing.
        ("timezone: Vault #1\nid: ../etc", ["PM019", "PM107", "PM109"]),
        ("state: bad #1", ["PM019", "PM103"]),
        # What can be read has the doubt alone.
        ("owner: platform #ops", ["PM019"]),
        ("owner: #ops", ["PM019"]),
        ("services:\n  - vault\n   - ci", ["PM024"]),
        ("tags: raft # of storage", ["PM102"]),
    ],
)
def test_two_mistakes_are_told_both(yaml: str, codes: list[str]) -> None:
    assert sorted(each.code for each in problems(yaml)) == codes


def test_thousands_of_cut_texts_are_compared_in_bounded_time() -> None:
    cut = "references:\n" + "  - PR #1\n" * 20_000 + f"tags: {'a ' * 200_000}#b"
    began = time.process_time()
    assert {each.code for each in problems(cut)} == {"PM102"}
    far = f"state: over\nx-a: {'a ' * 200_000}\nx-l:\n" + "  - b #1\n" * 50_000
    assert {each.code for each in problems(far)} == {"PM103", "PM019"}
    assert time.process_time() - began < 5
