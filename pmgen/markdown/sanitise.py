"""The last word on raw HTML: the only place that knows nh3.

A whole body goes through at once, so that what an author left open ends with it. What pmgen itself writes (classes,
ids, checkboxes, coloured code) must come through where an author's does not: it is taken out before, behind marks made
from a fingerprint of the text, which no text can hold itself, and put back afterwards.
"""

from __future__ import annotations

import re
from typing import Final

from pmgen.markdown.elements import ALLOWED
from pmgen.values import Value, field

# `rel` is never an author's: raw HTML loses it on the way here.
_KEPT: Final = {**ALLOWED, "a": ALLOWED["a"] | {"rel"}}


class Shield(Value):
    """What is to come through untouched.

    Args:
        fingerprint: of the text; empty where nothing is to be sanitised, and nothing is taken out.
    """

    fingerprint: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The attribute that stands for what was taken out."""
        return f"data-{self.fingerprint}" if self.fingerprint else ""

    def attributes(self, attributes: str) -> str:
        """Attributes of a tag, with a space in front."""
        return f" {self.mark}={self._number(' ' + attributes)}" if self.mark else f" {attributes}"

    def whole(self, tag: str, html: str) -> str:
        """An element and all it holds.

        Args:
            tag: an element that may stand in the same places.
        """
        return f"<{tag} {self.mark}={self._number(html)}></{tag}>" if self.mark else html

    def _number(self, part: str) -> str:
        self.parts.append(part)
        return f'"{len(self.parts) - 1}"'


def sanitise(html: str, shield: Shield) -> str:
    """Make HTML safe and well-formed, and put back what was shielded."""
    import nh3  # most documents hold no raw HTML

    cleaned = nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes={name: {*attributes, shield.mark} for name, attributes in _KEPT.items()},
        clean_content_tags={"script", "style"},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    mark = re.escape(shield.mark)
    whole = re.compile(rf'<([a-z]+) {mark}="(\d+)"></\1>')
    attributes = re.compile(rf' {mark}="(\d+)"')
    # What was dropped or closed can leave a paragraph of nothing, which would show as a gap.
    shown = cleaned.replace("<p></p>\n", "\n")
    with_elements = whole.sub(lambda match: _part(match, shield), shown)
    return attributes.sub(lambda match: shield.parts[int(match[1])], with_elements)


def _part(match: re.Match[str], shield: Shield) -> str:
    part = shield.parts[int(match[2])]
    # A part that begins with a space is attributes, of an element that happens to be empty.
    return match[0] if part.startswith(" ") else part
