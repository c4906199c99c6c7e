"""Measured times as a picture: a bar for each case, those of one number of documents to one scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

Group = tuple[str, Mapping[str, float]]
"""What the bars of a group have in common, and seconds by the name of the case."""

_WIDTH, _LABEL, _BAR, _ROW, _HEAD = 760, 270, 400, 26, 44
_STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .head { font-weight: 600 }
  .time { font-variant-numeric: tabular-nums }
  rect { fill: #8c959f }
  .own { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    rect { fill: #6e7681 }
    .own { fill: #4493f8 }
  }
"""


def svg(title: str, groups: Sequence[Group]) -> str:
    """The picture, for light and dark pages.

    Args:
        title: what it shows, for those who do not see it.
    """
    height = sum(_HEAD + _ROW * len(bars) for _, bars in groups) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        *_groups(groups),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    top = 0
    for name, bars in groups:
        yield f'<text class="head" x="0" y="{top + 28}">{escape(name)}</text>'
        longest = max(bars.values(), default=0) or 1
        ordered = sorted(bars.items(), key=lambda each: each[1])
        for row, (case, seconds) in enumerate(ordered):
            at = top + _HEAD + row * _ROW
            width = max(1.0, seconds / longest * _BAR)
            kind = ' class="own"' if case.startswith("pmgen") else ""
            yield f'<text x="0" y="{at + 14}">{escape(case)}</text>'
            yield f'<rect{kind} x="{_LABEL}" y="{at}" width="{width:.1f}" height="18" rx="2"/>'
            yield f'<text class="time" x="{_LABEL + width + 8:.1f}" y="{at + 14}">{seconds:.2f} s</text>'
        top += _HEAD + _ROW * len(bars)
