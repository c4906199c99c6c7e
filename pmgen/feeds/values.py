"""Texts, instants and addresses, as all files of this room write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final
from urllib.parse import quote

from pmgen.plan import SitePlan

HOME: Final = "index.html"

# What XML 1.0 does not know (https://www.w3.org/TR/xml/#charsets), and the controls that it only discourages, which
# iCalendar does not know either.
_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_OF_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%~"


def readable(text: str) -> str:
    """A text with U+FFFD for each character that not every format can hold."""
    return text if text.isascii() and text.isprintable() else _UNREADABLE.sub("\ufffd", text)


def instant(moment: dt.datetime) -> str:
    """An instant in UTC as RFC 3339 writes it."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def absolute(site: SitePlan, address: str) -> str | None:
    """The full address of a file of the site; `None` where nobody said where the site will be.

    Args:
        address: relative to the folder of the site, percent-encoded.
    """
    if not site.base_url:
        return None
    base = quote(readable(site.base_url).rstrip("/"), safe=_OF_ADDRESSES)
    return f"{base}/{'' if address == HOME else address}"
