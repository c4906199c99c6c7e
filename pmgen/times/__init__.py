"""Times as people write them: how exact they are, where they fall on the calendar, how far they are apart.

`parse` reads one text and knows no calendar, `place` puts a sequence of written times on it, `distance` is from
one instant to another, and `apart` as much of it as is known.
"""

from __future__ import annotations

from pmgen.times.distances import apart, distance
from pmgen.times.durations import Duration, parse_duration, spell
from pmgen.times.moments import Clock, Moment, in_full, readings, wall_time
from pmgen.times.placing import calendar_day, place, place_until
from pmgen.times.written import MONTHS, Precision, Written, parse, with_half
from pmgen.times.zones import places, zone, zone_names, zones_of

__all__ = [
    "MONTHS",
    "Clock",
    "Duration",
    "Moment",
    "Precision",
    "Written",
    "apart",
    "calendar_day",
    "distance",
    "in_full",
    "parse",
    "parse_duration",
    "place",
    "place_until",
    "places",
    "readings",
    "spell",
    "wall_time",
    "with_half",
    "zone",
    "zone_names",
    "zones_of",
]
