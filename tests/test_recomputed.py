"""Every figure on a page again, from nothing but `postmortems.json`."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

KEYS = ("time_to_detect", "time_to_mitigate", "time_to_resolve", "latent", "impact_time")
UNITS = {"d": 86400, "h": 3600, "min": 60, "s": 1}


def parsed(path: Path) -> Element:
    found: Element = html5lib.HTMLParser(namespaceHTMLElements=False).parse(path.read_text(encoding="utf-8"))
    return found


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def seconds(words: str) -> tuple[int, int]:
    """A length as it is shown, and the last unit of it, which it is rounded to."""
    found = re.findall(r"([\d,]+) (d|h|min|s)\b", words)
    assert found, words
    return sum(int(number.replace(",", "")) * UNITS[unit] for number, unit in found), UNITS[found[-1][1]]


def same(words: str, value: float) -> bool:
    shown, step = seconds(words)
    return abs(shown - value) < step


@pytest.fixture(scope="module")
def postmortems(site: Path) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = json.loads((site / "postmortems.json").read_text(encoding="utf-8"))["postmortems"]
    return held


def derived(page: Element) -> Iterator[tuple[str, str]]:
    """The figures of an incident's page that pmgen works out: key, and length in words."""
    for figure in page.iter("div"):
        term = figure.find("./dt/a")
        if figure.get("class") == "figure" and term is not None:
            yield term.get("href", "").removeprefix("#def."), text(figure.find("./dd"))


def test_the_figures_of_an_incident(site: Path, postmortems: list[dict[str, Any]]) -> None:
    for each in postmortems:
        shown = dict(derived(parsed(site / each["url"])))
        data = {key: each[f"{key}_s"] for key in KEYS if each[f"{key}_s"] is not None}
        assert shown.keys() == data.keys(), each["id"]
        wrong = {key: words for key, words in shown.items() if not same(words, data[key])}
        assert wrong == {}, each["id"]


def test_the_medians_of_the_insights(site: Path, postmortems: list[dict[str, Any]]) -> None:
    page = parsed(site / "insights.html")
    standing = [each for each in postmortems if each["status"] != "withdrawn"]
    for key in KEYS:
        values = [each[f"{key}_s"] for each in standing if each[f"{key}_s"] is not None]
        section = text(page.find(f".//*[@id='{key}']"))
        assert f"{len(values)} of {len(standing)} incidents" in section
        shown = re.search(r"(?:Median|The one value)(?:~ ?)?((?:[\d,]+ (?:d|h|min|s)\b ?)+)", section)
        assert shown
        assert same(shown[1], median(values)), section[:200]


def test_the_counts_of_the_index_and_of_the_board(site: Path, postmortems: list[dict[str, Any]]) -> None:
    statuses = [followup["status"] for each in postmortems for followup in each["followups"]]
    open_ = sum(counted(each) for each in postmortems if each["status"] != "withdrawn")
    index, board = (text(parsed(site / name).find(".//main")) for name in ("index.html", "followups.html"))
    assert f"{len(postmortems)} incidents" in index
    assert f"{open_} open follow-ups" in index
    assert f"{open_} open follow-ups" in board
    assert f"{statuses.count('done')} done" in board


def tables(page: Element) -> dict[str, list[list[str]]]:
    """The rows of each table of a page, by its caption."""
    return {
        text(table.find("caption")): [[text(cell) for cell in row] for row in table.iter("tr")]
        for table in page.iter("table")
    }


def counted(each: dict[str, Any]) -> int:
    """How many follow-ups of an incident are open."""
    return sum(followup["status"] not in ("done", "wont-do") for followup in each["followups"])


def month(day: str) -> str:
    return dt.date.fromisoformat(day).strftime("%B %Y")


def test_the_spread_of_the_insights(site: Path, postmortems: list[dict[str, Any]]) -> None:
    page = parsed(site / "insights.html")
    for key in KEYS:
        values = sorted(each[f"{key}_s"] for each in postmortems if each[f"{key}_s"] is not None)
        section = text(page.find(f".//*[@id='{key}']"))
        assert ("Middle half" in section) == (len(values) > 3)
        if len(values) > 3:
            lower, _, upper = quantiles(values, n=4, method="inclusive")
            wanted = {"Middle half": (lower, upper), "All": (values[0], values[-1])}
            for word, (least, most) in wanted.items():
                shown = re.search(rf"{word} ?~?(.+? (?:d|h|min|s)) to ~?((?:[\d,]+ (?:d|h|min|s)\b ?)+)", section)
                assert shown, (key, word)
                assert (same(shown[1], least), same(shown[2], most)) == (True, True), (key, word, shown[0])


def test_every_figure_in_the_table_of_every_incident(site: Path, postmortems: list[dict[str, Any]]) -> None:
    _, *rows = tables(parsed(site / "insights.html"))["The figures of every incident that has one, the latest first"]
    measured = [each for each in postmortems if any(each[f"{key}_s"] is not None for key in KEYS)]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        (each["date"], each["title"], each["severity"]) for each in measured
    ]
    for row, each in zip(rows, measured, strict=True):
        for cell, key in zip(row[3:], KEYS, strict=True):
            value = each[f"{key}_s"]
            assert cell == "–" if value is None else same(cell, value), (each["id"], key)


def test_the_tables_of_detection_and_follow_ups(site: Path, postmortems: list[dict[str, Any]]) -> None:
    found = tables(parsed(site / "insights.html"))
    names = {
        "alert": "an alert",
        "monitoring": "monitoring",
        "user-report": "a user’s report",
        "operator": "an operator",
    }
    noticed = Counter((month(each["date"]), names.get(each["detected_by"], "unknown")) for each in postmortems)
    (_, *kinds), *rows = found["Who or what noticed incidents first, latest period first"]
    shown = {(row[0], kind): int(cell) for row in rows for kind, cell in zip(kinds, row[1:], strict=True)}
    assert +Counter(shown) == noticed
    opened, closed = Counter[str](), Counter[str]()
    for each in postmortems:
        # What was closed on a day that nobody wrote down is in neither column.
        told = [one for one in each["followups"] if one["done_on"] or one["status"] not in ("done", "wont-do")]
        opened[month(each["date"])] += len(told)
        closed.update(month(followup["done_on"]) for followup in each["followups"] if followup["done_on"])
    _, *rows = found["Follow-ups over time, latest period first"]
    assert {row[0]: (int(row[1]), int(row[2])) for row in rows} == {
        name: (opened[name], closed[name]) for name in opened.keys() | closed.keys()
    }


def test_the_counts_of_services_tags_and_years(site: Path, postmortems: list[dict[str, Any]]) -> None:
    pages = [*site.glob("services/*.html"), *site.glob("tags/*.html"), *site.glob("20??.html")]
    assert len(pages) > 10
    for path in pages:
        page = parsed(path)
        kind, _, name = text(page.find(".//h1")).partition(" ")
        held = {
            "Service": [each for each in postmortems if name in each["services"]],
            "Tag": [each for each in postmortems if name in each["tags"]],
        }.get(kind) or [each for each in postmortems if each["date"].startswith(kind)]
        main = text(page.find(".//main"))
        number = f"{len(held)} incident{'' if len(held) == 1 else 's'}"
        assert number in main, path.name
        assert {each["url"] for each in held} == {
            link.get("href", "").rpartition("/")[2] for link in page.findall(".//h3/a")
        }, path.name
        open_ = sum(map(counted, held))
        words = f"{open_} open follow-up{'' if open_ == 1 else 's'}"
        assert (words in main) == (open_ > 0), path.name
        for severity in ("SEV1", "SEV2", "SEV3", "SEV4"):
            assert f"{sum(each['severity'] == severity for each in held)} {severity}" in main, (path.name, severity)
