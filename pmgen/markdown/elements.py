"""What raw HTML may hold."""

from __future__ import annotations

import re
from typing import Final

_EVERYWHERE: Final = frozenset({"dir", "lang", "title"})
_ALIGNED: Final = frozenset({"align"})

ALLOWED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        "abbr b bdi bdo blockquote br caption cite code dd del dfn dl dt em figcaption figure hr i ins kbd mark pre "
        "q rp rt ruby s samp section small span strong sub summary sup tbody tfoot thead tr u ul var wbr".split(),
        _EVERYWHERE,
    ),
    **dict.fromkeys("div p table h1 h2 h3 h4 h5 h6".split(), _EVERYWHERE | _ALIGNED),
    "a": _EVERYWHERE | {"href"},
    "col": _EVERYWHERE | {"span"},
    "colgroup": _EVERYWHERE | {"span"},
    "details": _EVERYWHERE | {"open"},
    "img": _EVERYWHERE | {"alt", "height", "src", "width"},
    "li": _EVERYWHERE | {"value"},
    "ol": _EVERYWHERE | {"reversed", "start"},
    "td": _EVERYWHERE | _ALIGNED | {"colspan", "rowspan"},
    "th": _EVERYWHERE | _ALIGNED | {"colspan", "rowspan", "scope"},
    "time": _EVERYWHERE | {"datetime"},
}
"""The elements that are let through, and the attributes of each."""

_NUMBER: Final = re.compile(r"-?\d{1,4}")
_VALUES: Final[dict[str, re.Pattern[str]]] = {
    **dict.fromkeys("colspan height rowspan span start value width".split(), _NUMBER),
    "align": re.compile("left|center|right", re.IGNORECASE),
    "dir": re.compile("ltr|rtl|auto", re.IGNORECASE),
    "scope": re.compile("row|col|rowgroup|colgroup", re.IGNORECASE),
}

VOID: Final = frozenset("br col hr img wbr".split())
"""Elements without content or end."""

BLOCKS: Final = frozenset(
    "blockquote caption colgroup dd details div dl dt figcaption figure li ol p section summary table tbody td tfoot "
    "th thead tr ul".split()
)
"""Elements that may hold Markdown in further blocks; all others end with the HTML that they begin in."""

ENDED_BY: Final[dict[str, frozenset[str]]] = {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dd", "dt"), frozenset({"dd", "dt"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"td", "th", "tr"}),
    **dict.fromkeys(("tbody", "tfoot", "thead"), frozenset({"td", "th", "tr", "tbody", "tfoot", "thead"})),
    "p": frozenset({"p"}),
}
"""Elements whose end may be left out before the one named."""

SWALLOWED: Final = frozenset("iframe math noembed noframes script style svg template title".split())
"""Elements that go with all they hold: it is no text for people."""

_OTHERS: Final = SWALLOWED | frozenset(
    "acronym address applet area article aside audio base basefont bgsound big blink body button canvas "
    "center command content data datalist dialog dir embed fieldset font footer form frame frameset head "
    "header hgroup html image input isindex keygen label legend link listing main map marquee menu "
    "menuitem meta meter multicol nav nobr noscript object optgroup option output param picture "
    "plaintext portal progress rb rtc search select slot source spacer strike textarea track tt video "
    "xmp".split()
)

_UNMISSED: Final = frozenset({"a rel", "a target", "img decoding", "img loading"})


def is_html(name: str) -> bool:
    """Whether there is an HTML element of this name; `<node>` is a placeholder that someone wrote, and stays text."""
    return name in ALLOWED or name in _OTHERS


def allows(element: str, attribute: str, value: str) -> bool:
    """Whether an element that is let through keeps an attribute."""
    if attribute not in ALLOWED[element]:
        return False
    values = _VALUES.get(attribute)
    return values is None or values.fullmatch(value.strip()) is not None


def is_missed(element: str, attribute: str) -> bool:
    """Whether a reader could tell that an attribute is not there."""
    return f"{element} {attribute}" not in _UNMISSED
