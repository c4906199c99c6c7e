"""Pages of HTML as Markdown: words and tables stay, scripts and styling go."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from typing import Any

from pmgen.legacy.formats import cell_lists, spans, wiki_pages

_GONE = ["script", "style", "noscript", "template", "svg", "iframe", "object"]

_CONTROLS = frozenset(
    "toggle switch dark light mode theme print save as pdf copy link url to clipboard share download export this page"
    " expand collapse show hide open close all menu navigation sidebar back top the and or".split()
)
"""Words of what only does something to the page; any other button may be the heading of what it folds."""
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_IS_BOX = re.compile(r"^\s*checkbox\s*$", re.IGNORECASE)
_LIKE_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_AT_START = re.compile(r"(^|\n)([ \t]{0,3})(?=#{1,6}\s|`{3}|~{3}|:{3})")
_LIKE_STRUCK = re.compile(r"(?<![\w~])(?=(~~?)(?!~)\S(?:[^~\n]*[^\s~])?\1(?![\w~]))")
_ENOUGH = 6
_BETWEEN = r"(?:<[^<>]{0,400}>|&\w{1,10};|[^\w<]){1,40}"
"""What may stand between the words of a page; bounded, so that no page makes the search a long one."""


def is_page(name: str, text: str) -> bool:
    """Whether a file is a page of HTML."""
    start = text.lstrip()[:200].lower()
    return name.lower().endswith((".html", ".htm", ".xhtml")) or start.startswith(("<!doctype html", "<html"))


def to_markdown(text: str) -> tuple[str, str, bool]:
    """A page as Markdown; its title is the first heading, if it has no other.

    Returns:
        The Markdown; the title, where another one stands above the text; and whether that is whole: of a page that the
        converter cannot take (tags nested by the hundred, a number that is none) there are the words alone.
    """
    try:
        return *_converted(text), True
    except Exception:  # whatever a library makes of whatever a page is
        return unescape(re.sub(r"<[^<>]*>", " ", _UNSEEN.sub(" ", text))), "", False


def _converted(text: str) -> tuple[str, str]:
    soup, title = _soup(text)
    for box in soup.find_all("input", type=_IS_BOX):
        box.replace_with("[x] " if box.has_attr("checked") else "[ ] ")
    title = title.removeprefix(wiki_pages.tidy(soup))
    spans.expand(soup)
    cell_lists.flatten(soup)
    found: str = _converter().convert_soup(soup)
    found = re.sub(r"[ \t]+\n", "\n", re.sub(r"\n{3,}", "\n\n", found)).strip()
    if not title or title in found:
        return found, ""
    return (found, title) if re.search(r"^#\s", found, re.MULTILINE) else (f"# {title}\n\n{found}", "")


@cache
def _converter() -> Any:
    from markdownify import MarkdownConverter  # as above

    class Converter(MarkdownConverter):
        """Keeps what is text in a page from being markup in Markdown."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            """A text of the page."""
            escaped: str = super().escape(text, parent_tags)  # type: ignore[misc]  # its types leave it out
            escaped = _LIKE_STRUCK.sub(r"\\", _LIKE_TAG.sub(r"\\<", escaped))
            return _AT_START.sub(r"\1\2\\", escaped)

        def convert_td(self, el: Any, text: str, parent_tags: set[str]) -> str:
            """A cell of a table, in which no bar may stand, not even in code."""
            text = text.replace("|", r"\|")
            return str(super().convert_td(el, text, parent_tags))  # type: ignore[misc]  # as above

        def convert_th(self, el: Any, text: str, parent_tags: set[str]) -> str:
            """The head of a column."""
            text = text.replace("|", r"\|")
            return str(super().convert_th(el, text, parent_tags))  # type: ignore[misc]  # as above

        def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
            """A block of code, between fences that are longer than any in it."""
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
            return f"\n\n{fence}\n{text.strip(chr(10))}\n{fence}\n\n" if text else ""

    return Converter(heading_style="ATX", bullets="-", newline_style="backslash", escape_underscores=False)


def line_of(markdown: str, line: int, page: str) -> int:
    """The line of a page where the words of a line of its Markdown begin; 1 if they are not found as they stand.

    Args:
        line: from 1, as is the answer.
    """
    words = re.findall(r"\w+", markdown.split("\n")[line - 1])[:_ENOUGH]
    found = re.search(rf"\b{_BETWEEN.join(map(re.escape, words))}", page) if words and line > 1 else None
    return page.count("\n", 0, found.start()) + 1 if found else 1


def shown(text: str) -> str:
    """What a page shows, for a search."""
    soup, _ = _soup(text)
    return escape(soup.get_text(" "))


def _soup(text: str) -> tuple[Any, str]:
    """The part of a page that a reader sees, parsed, and its title."""
    from bs4 import BeautifulSoup  # few documents are pages

    soup = BeautifulSoup(_ended(text), "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for each in soup.find_all([*_GONE, "head", "title"]):
        each.decompose()
    for each in soup.find_all(_is_control):
        each.decompose()
    return soup, title


def _ended(text: str) -> str:
    """A page whose end cuts off no tag: from each that it cuts off the parser looks to the end. The words stay."""
    end = text.rfind(">") + 1
    return text[:end] + text[end:].replace("<", "&lt;")


def _is_control(tag: Any) -> bool:
    """Whether an element is a button that does something to the page."""
    button = tag.name == "button" or tag.get("role") == "button"
    if not button and not (tag.name == "a" and tag.get("href", "").strip().lower().startswith("javascript:")):
        return False
    words = re.findall(r"\w+", tag.get_text(" ").lower())
    return bool(words) and _CONTROLS.issuperset(words)
