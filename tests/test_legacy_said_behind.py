"""How far follow-ups are that say it behind what is to be done, in whatever language."""

from __future__ import annotations

import pytest

from tests.test_legacy_shapes import followups, imported


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("Alarm auf den Pool – erledigt", "done"),
        ("Alarm auf den Pool: Erledigt.", "done"),
        ("Alarm auf den Pool (umgesetzt)", "done"),
        ("Alarm auf den Pool - in Arbeit", "in-progress"),
        ("Alarm auf den Pool – verworfen", "wont-do"),
        ("アラート：完了", "done"),
        ("アラート（対応済み）", "done"),
        ("手順書：対応中", "in-progress"),
        ("Alerte sur le pool : fait", "done"),
        ("Agrandir le pool – terminé", "done"),
        ("Alerta del pool: hecho", "done"),
        ("Raise the limit: done", "done"),
    ],
)
def test_a_word_behind_a_mark_says_how_far_it_is(item: str, status: str) -> None:
    text = f"# Lag\n\n## Action items\n\n- {item}\n"
    assert followups(text) == [(item, status)]
    assert not [each for each in imported(text).notes if "open" in each.message]


@pytest.mark.parametrize(
    "item",
    [
        "Runbook schreiben – offen",
        "手順書を書く：未完了",
        "Escribir el runbook – pendiente",
        "Nachricht an alle: Störung behoben",
        "Alarm, bevor die Platte fertig ist",
        "Prüfen: läuft der Cron?",
        "Nächster Schritt: Fertigung prüfen",
        "erledigt",
        "Alarm umgesetzt",
        "Write on the status page: all is done",
        "Fait-il la queue : vérifier",
        "Change the state to `done`",
    ],
)
def test_what_else_is_said_leaves_it_open(item: str) -> None:
    text = f"# Lag\n\n## Action items\n\n- {item}\n- Alert on the queue\n"
    assert ("Alert on the queue", "todo") in followups(text)
    assert "done" not in {status for _, status in followups(text)}
    assert not [each for each in imported(text).notes if "left open" in each.message]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("Alarm – erledigt am 14.04.2026", "erledigt am 14.04.2026"),
        ("Alarm (erledigt zum Teil)", "erledigt zum Teil"),
        ("Alerte : fait en partie", "fait en partie"),
    ],
)
def test_what_says_more_than_that_is_named_and_left_open(item: str, said: str) -> None:
    text = f"# Lag\n\n## Action items\n\n- {item}\n"
    assert followups(text) == [(item, "todo")]
    assert (5, f"`{item}` ends in `{said}`, which may say how far it is; it is left open") in [
        (each.line, each.message) for each in imported(text).notes
    ]


@pytest.mark.parametrize("said", ["(OPS-12, done)", "(pods, in progress)"])
def test_a_state_beside_what_is_not_understood_is_named_and_left_open(said: str) -> None:
    text = f"# Lag\n\n## Action items\n\n- Alert on the pool {said}\n"
    assert followups(text) == [(f"Alert on the pool {said}", "todo")]
    assert f"`{said}` is not all understood, and stays in the action" in [each.message for each in imported(text).notes]


@pytest.mark.parametrize("said", ["(pods, open)", "(new, in English)", "(OPS-12)", "(mail, web)"])
def test_what_says_no_more_than_that_it_is_open_is_not_named(said: str) -> None:
    text = f"# Lag\n\n## Action items\n\n- Restart what there is {said}\n"
    assert followups(text) == [(f"Restart what there is {said}", "todo")]
    assert not [each for each in imported(text).notes if "understood" in each.message]


def test_a_state_beside_an_owner_is_understood() -> None:
    assert followups("# Lag\n\n## Action items\n\n- Alert on the pool (@net, done)\n") == [
        ("Alert on the pool", "done")
    ]


def test_a_box_that_is_not_ticked_is_believed() -> None:
    assert followups("# Lag\n\n## Action items\n\n- [ ] Alarm – erledigt\n") == [("Alarm – erledigt", "todo")]
