"""Time zones by IANA name: from the `tzdata` package, not the system, so that all machines have the same."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Final

_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles")
)
_MEANT: Final = {
    "AT": ("America/Halifax",),
    **dict.fromkeys(("ET", "EST", "EDT"), (_EASTERN,)),
    **dict.fromkeys(("CT", "CDT"), (_CENTRAL,)),
    **dict.fromkeys(("MT", "MDT"), (_MOUNTAIN,)),
    **dict.fromkeys(("PT", "PST", "PDT"), (_PACIFIC,)),
    **dict.fromkeys(("MEZ", "MESZ"), ("Europe/Berlin",)),
    **dict.fromkeys(("NZST", "NZDT"), ("Pacific/Auckland",)),
    "BST": ("Europe/London",),
    "HKT": ("Asia/Hong_Kong",),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "MSK": ("Europe/Moscow",),
    "SGT": ("Asia/Singapore",),
    "CST": (_CENTRAL, "Asia/Shanghai", "America/Havana"),
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
}


def places(short: str) -> tuple[str, ...]:
    """List the zones that people mean by an abbreviation; empty where they are many, or it is none."""
    return _MEANT.get(short, ())


def zones_of(city: str) -> tuple[str, ...]:
    """List the zones that are named after a city (`New York`); empty where there is none."""
    end = "/" + city.casefold().replace(" ", "_")
    return tuple(name for name in zone_names() if name.casefold().endswith(end))


@lru_cache(maxsize=1024)
def zone(name: str) -> dt.tzinfo | None:
    """Give the rules of the zone of this name (`Europe/Sofia`); None if tzdata does not list it."""
    if name == "UTC":
        return dt.UTC
    # A name is looked up in the list before it is used as a path, so it cannot lead out of tzdata.
    if name not in zone_names():
        return None
    from zoneinfo import ZoneInfo  # needless where all is in UTC

    with _tzdata().joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """List every zone name that `zone` knows, in the order of tzdata."""
    return tuple(_tzdata().joinpath("zones").read_text(encoding="utf-8").split())


def _tzdata() -> Path:
    """The folder of the package; asking `importlib.resources` for it takes as long as reading a document."""
    import tzdata

    return Path(tzdata.__file__).parent
