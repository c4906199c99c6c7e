"""What is advised of events that stand below later ones."""

from __future__ import annotations

import pytest

from pmgen import check
from pmgen.rules.policy import Folder
from tests.test_rules import POLICY, whole_file


@pytest.mark.parametrize(
    ("first", "second", "advice"),
    [
        ("23:50", "00:15", "past midnight? write the day: `2026-04-23 00:15`"),
        ("Apr 22 10:44", "10:40", None),
        ("18:00", "12:00", None),
        ("23:50", "2026-04-22 00:15", None),
    ],
)
def test_the_next_day_is_advised_only_where_the_clock_goes_back_over_a_night(
    first: str, second: str, advice: str | None
) -> None:
    events = f'timeline: [{{at: "{first}", event: One}}, {{at: "{second}", event: Another}}]'
    name = "2026-04-22-vault.md"
    data = whole_file("yaml", events).encode()
    examined = check.examine(name, data, name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
    found = check.diagnose([examined], whole=True)
    assert [(each.code, each.help) for each in found] == [("PM301", advice)]


@pytest.mark.parametrize(
    ("event", "far"),
    [
        ("{at: 2025-04-22 09:00, event: One}", True),
        ("{at: 2027-04-21 09:00, event: One}", True),
        ("{at: 2025-04-23 09:00, until: 2026-04-22 10:00, event: One}", True),
        ("{at: 2025-06-01 09:00, event: A certificate is ordered}", False),
        ("{at: 2027-03-01 09:00, event: Somebody finds out}", False),
        ("{at: 2024-04-22, kind: introduced, event: One}", False),
        ("{at: unknown, event: One}", False),
    ],
)
def test_an_event_of_the_same_days_in_another_year_is_far_away(event: str, far: bool) -> None:
    name = "2026-04-22-vault.md"
    data = whole_file("yaml", f"timeline: [{event}]").encode()
    examined = check.examine(name, data, name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
    assert ["PM307"] * far == [each.code for each in check.diagnose([examined], whole=True) if each.code == "PM307"]
