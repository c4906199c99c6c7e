"""Documents as editors export them, with marks escaped that need no escape."""

from __future__ import annotations

import datetime as dt

import pytest

from pmgen import legacy
from pmgen.legacy.formats import escapes
from pmgen.model import FollowupStatus
from tests.test_legacy_shapes import DAY, LEVELS, imported, read

EXPORTED = r"""# **Postmortem: Search lags**

**Date:** 2026\-04\-02

**Severity:** SEV\-3

## **Timeline**

| Time | What happened |
| :---- | :---- |
| 10:00–10:15 | Lag grows |
| 10:15 \- 10:40 | On\-call scales the indexers |
| \~10:45 | Lag is back to normal |

## **Action items**

1. \[ \] Alert on lag \> 5 min (owner: search, due: 2026\-04\-16)
2. \[x\] Scale `queue\-1`, see \#412\!
"""


def test_an_export_is_read_as_if_nothing_were_escaped() -> None:
    found = imported(EXPORTED)
    post_mortem = read(found)
    assert (post_mortem.date, post_mortem.severity, found.notes) == (dt.date(2026, 4, 2), "SEV3", ())
    assert [(each.at.text, each.until and each.until.text, each.event) for each in post_mortem.timeline] == [
        ("10:00", "10:15", "Lag grows"),
        ("10:15", "10:40", "On-call scales the indexers"),
        ("~10:45", None, "Lag is back to normal"),
    ]
    assert [(each.action, each.owner, str(each.due), each.status) for each in post_mortem.followup_list] == [
        ("Alert on lag > 5 min", "search", "2026-04-16", FollowupStatus.TODO),
        (r"Scale `queue\-1`, see #412!", None, "None", FollowupStatus.DONE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        r"\- no item",
        r"- \- no item in one",
        r"1\. no number",
        r"\# no heading",
        r"\> no quotation",
        r"a \*star\* and \_this\_",
        r"\[no link\](https://example.org)",
        r"no image \![queue](queue.png)",
        r"a \~struck\~ word",
        r"`sed s/\-/\./` as it is",
        r"C:\\temp\\-old, and \\. behind one",
        "",
    ],
)
def test_what_would_mean_something_without_its_stroke_keeps_it(line: str) -> None:
    assert escapes.without_need([line, r"a\-b"]) == [line, "a-b"]


def test_code_keeps_its_strokes() -> None:
    block = ["```", r"grep a\-b c\.d", "~~~", r"x \> y", "```"]
    assert escapes.without_need([*block, r"x \> y"]) == [*block, "x > y"]


def test_words_that_another_encoding_damaged_are_mended_and_told() -> None:
    code = "```\n# donâ€™t\n```\n\n    echo donâ€™t\n\nSo."
    found = imported(f"# Spike â€” 2024-01-15\n\nWe donâ€™t compact, MÃ¼ller said.\n\n## Notes\n\n{code}\n")
    pm = read(found)
    assert (pm.title, str(pm.date)) == ("Spike", "2024-01-15")
    assert "We don’t compact, Müller said." in found.text
    assert code in found.text
    said = "`â€”` was UTF-8, and read as Windows-1252; it is mended, and so are 2 more"
    assert [(note.line, note.message) for note in found.notes if "Windows" in note.message] == [(1, said)]


@pytest.mark.parametrize(
    "text",
    [
        "Guests saw MÃ¼ller, not Müller, for a day.",
        "MÃ¼ller stood where a name should be: the charset was gone.",
        "Names became MÃ¼ller.\n\nThe driver took UTF-8 for Latin-1.",
        "Mojibake: “MÃ¼ller”, MÃ¼ller",
    ],
)
def test_damaged_words_stay_where_they_are_what_a_document_tells_of(text: str) -> None:
    found = imported(f"# Names\n\n{text}\n")
    assert text in found.text
    assert not [note for note in found.notes if "Windows" in note.message]


def test_utf_16_that_is_cut_short_is_read_as_far_as_it_goes() -> None:
    data = "# Lag\n\nMüller saw it.\n".encode("utf-16")[:-1]
    found = legacy.import_document("lag.md", data, levels=LEVELS, today=DAY, by="pmgen")
    assert "\nMüller saw it.\N{REPLACEMENT CHARACTER}" in found.text
    assert "not whole UTF-16; what cannot be read is `\N{REPLACEMENT CHARACTER}`" in [
        each.message for each in found.notes
    ]


@pytest.mark.parametrize("beside", ["Müller came later.", "We decoded it, and coded on."])
def test_words_of_other_lines_keep_no_damaged_one(beside: str) -> None:
    assert "Then Müller said so." in imported(f"# Names\n\nThen MÃ¼ller said so.\n\n{beside}\n").text


@pytest.mark.parametrize("text", ["Âge d’or", "CAFÉ, «Ö»", "naïve Ærø", "¿Qué? Ã"])
def test_words_that_only_look_damaged_stay(text: str) -> None:
    assert text in imported(f"# Lag\n\n{text} so.\n").text


def test_an_emoji_that_windows_1254_damaged_is_mended() -> None:
    found = imported("# Lag\n\n## ğŸ“„ Summary\n\nThe queue was slow.\n\n## Not\n\nDağ, Şişli: ağır bir gün.\n")
    summary = read(found).summary
    assert summary is not None
    assert summary.text == "The queue was slow."
    assert "Dağ, Şişli: ağır bir gün." in found.text
    said = "`ğŸ“„` was UTF-8, and read as Windows-1254; it is mended"
    assert [(each.line, each.message) for each in found.notes if "Windows" in each.message] == [(3, said)]
