"""Every figure on a page again, from nothing but `postmortems.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
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
        shown = re.search(r"(?:Median|The one value)((?:[\d,]+ (?:d|h|min|s)\b ?)+)", section)
        assert shown
        assert same(shown[1], median(values)), section[:200]


def test_the_counts_of_the_index_and_of_the_board(site: Path, postmortems: list[dict[str, Any]]) -> None:
    statuses = [followup["status"] for each in postmortems for followup in each["followups"]]
    open_ = sum(status not in ("done", "wont-do") for status in statuses)
    index, board = (text(parsed(site / name).find(".//main")) for name in ("index.html", "followups.html"))
    assert f"{len(postmortems)} incidents" in index
    assert f"{open_} open follow-ups" in index
    assert f"{open_} open follow-ups" in board
    assert f"{statuses.count('done')} done" in board
