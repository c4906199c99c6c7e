"""Lists in cells of tables, which in Markdown have one line: their items one behind the other."""

from __future__ import annotations

from typing import Any, Final

_ENDS: Final = (".", "!", "?", ";", ":", ",")
"""With what a text ends that needs no mark before what follows."""
_LISTS: Final = ("ul", "ol")


def behind(text: str, item: str) -> str:
    """A text with an item of a list behind it."""
    return f"{text}{_between(text)}{item}" if text else item


def _between(text: str) -> str:
    return " " if text.rstrip().endswith(_ENDS) else " · "


def flatten(soup: Any) -> None:
    """Take the marks from the lists in cells of a page.

    Args:
        soup: the parsed page.
    """
    for cell in soup.find_all(["td", "th"]):
        before = ""
        for each in list(cell.descendants) if cell.find("li") else ():
            if each.name == "li" and before:
                each.insert(0, _between(before))
                before = ""
            elif each.name is None and each.strip():
                before = str(each)
        for each in cell.find_all(_LISTS):
            if each.parent.name != "li":
                each.append(" ")  # before what stands behind it
        for each in cell.find_all((*_LISTS, "li")):
            each.name = "span"  # to take it out would be to look for it among all that is beside it
