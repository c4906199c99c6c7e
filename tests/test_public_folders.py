"""The folder of a file beside a public post-mortem is told of beforehand, if nothing public is called so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.editions import SHOWN
from tests.running import run as pmgen


def told(folder: Path, front: str = "", visibility: str = "public", body: str = "See [it]({}/x.txt).") -> list[str]:
    """What is said of a post-mortem that leads to a file in a folder."""
    source = Path("postmortems")
    (source / folder).mkdir(parents=True)
    (source / folder / "x.txt").write_text("So.")
    shown = SHOWN.strip().replace("visibility: public", f"visibility: {visibility}")
    text = f"---\ntitle: Edge cache full\ndate: 2026-04-20\n{front}{shown}\n---\n\n{body.format(folder)}\n"
    (source / "2026-04-20-told.md").write_text(text)
    Path("pmgen.toml").write_text("")
    found = json.loads(pmgen("check", "--format", "json", "--select", "PM913").stdout)
    assert all(each["line"] > 3 for each in found)
    return [each["message"] for each in found]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("folder", ["zq-corp", "images/zqcorp", "2026/Zqcorp", "edge-cache-zqcorp", "顧客名簿"])
def test_a_folder_with_a_name_of_its_own_is_told_of_once(folder: str) -> None:
    body = "See [it]({0}/x.txt), and [this](<{0}/x.txt>)."
    assert told(Path(folder), body=body) == [
        f"the folder `{folder}` is in the address of `{folder}/x.txt`, and nowhere else in a public edition"
    ]
    assert pmgen("check").exit_code == 0


@pytest.mark.parametrize(
    "folder",
    [
        *(
            "images",
            "assets/img",
            "2026",
            "2026/04",
            "2026-04-20",
            "2026-04-20-told",
            "April 2026",
            "sev1",
            "q3",
            "Bilder",
        ),
        *("edge-cache", "Edge", "queue", "queue-2", "post-mortem-files", "v2", "zq", "old-one", "full"),
    ],
)
def test_folders_of_files_and_what_everybody_reads_are_not_told_of(folder: str) -> None:
    front = "aliases: [old-one.html]\n"
    body = "See [it]({}/x.txt)." if " " not in folder else "See [it](<{}/x.txt>)."
    assert told(Path(folder), front, body=body) == []


@pytest.mark.parametrize(
    ("visibility", "body"),
    [
        ("internal", "See [it]({}/x.txt)."),
        ("public", "See `{0}/x.txt`, [that](https://a.example/{0}/x.txt) and [this](#so)."),
        ("public", "::: internal\nSee [it]({}/x.txt).\n:::"),
    ],
)
def test_what_no_public_edition_has_is_not_told_of(visibility: str, body: str) -> None:
    assert told(Path("zq-corp"), visibility=visibility, body=body) == []


def test_a_page_is_in_no_folder() -> None:
    assert told(Path("zq-corp"), body="So.") == []
    source = Path("postmortems")
    other = (source / "2026-04-20-told.md").read_text().replace("So.", "See [it](2026-04-20-told.md) and [x](x.txt).")
    (source / "zq-corp/2026-04-20-other.md").write_text(other.replace("date:", "id: PM-other\ndate:"))
    found = pmgen("check", "--select", "PM913").stdout
    assert found.count("PM913") == 1, "for the file beside it"
