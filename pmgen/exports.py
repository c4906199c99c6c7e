"""The site plan for programs: `postmortems.json`, a JSON file for each incident, and the schema of the front matter.

All of it is UTF-8 without `<`, `>` and `&`, so that it can stand inside HTML as it is. Each key of a file has
a line, and each item of a list under it: small, and yet fit to be compared line by line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from functools import cache
from typing import Any, Final

from pmgen import markdown, measures, schema
from pmgen.json_text import json_text
from pmgen.keys import keys
from pmgen.measures import Figure
from pmgen.model import Followup, Summary
from pmgen.plan import MILESTONES, Brief, Incident, RelatedIncident, SitePlan
from pmgen.times import Duration, Moment
from pmgen.values import Value, defaults

_VERSION: Final = 1
"""Of the files; another one when a key goes or begins to mean something else, not when one is added."""


def paths(site: SitePlan) -> tuple[str, ...]:
    """The paths of all files, relative to the folder of the site, in the order of `files`."""
    return ("postmortems.json", *(_path(shown) for shown in site.incidents), "schema.json")


def files(site: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Each file's path, relative to the folder of the site, and what it holds."""
    first, *others = shared(site)
    yield first
    for shown in site.incidents:
        yield _path(shown), incident(shown, site)
    yield from others


def shared(site: SitePlan, wanted: Container[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Those of these files that belong to no incident by itself.

    Args:
        wanted: the paths of those that are needed, of which the large one is left out if it is not; `None` for all.
    """
    if wanted is None or "postmortems.json" in wanted:
        yield "postmortems.json", postmortems(site)
    meanings = {severity.name: severity.meaning or severity.label for severity in site.severities}
    yield "schema.json", schema.text(list(meanings), meanings=meanings)


def _path(shown: Incident) -> str:
    return f"{shown.stem}.json"


def postmortems(site: SitePlan) -> bytes:
    """All incidents in short, newest first.

    Instants are in UTC, lengths in seconds, what is not known is null, `approximate` lists the keys whose value is
    approximate, and `missing` says of each length that is not known why it is not.
    """
    return json_text({"schema": _VERSION, "postmortems": (_in_short(shown, site) for shown in site.incidents)})


def incident(shown: Incident, site: SitePlan) -> bytes:
    """Everything that the model says of an incident, under the keys of the front matter, and what follows from it.

    What front matter may say in a short or in a full form has its full form here. A key that is optional and
    was left out, or is false, is left out here, too.
    """
    pm = shown.account.whole().post_mortem
    derived = {
        "state": shown.state,
        **({"complete": True} if site.whole and measures.is_complete(pm) else {}),
        "began": _instant(shown.began),
        "url": shown.url,
        "figures": [_figure(figure) for figure in shown.figures],
        "related": [_related(other) for other in shown.related],
        **({"legacy": True} if shown.legacy else {}),
    }
    written = {key: value for key, value in _mapping(pm).items() if key not in ("schema", *derived)}
    return json_text({"schema": _VERSION, **written, **pm.extra, **derived})


def _in_short(shown: Incident, site: SitePlan) -> dict[str, object]:
    told = shown.brief
    reached = {f"{kind}_at": at for kind, at in zip(MILESTONES, told.milestones, strict=True)}
    figures = {f"{figure.key}_s": figure for figure in shown.figures}
    lengths = {key: figure.value for key, figure in figures.items()}
    return {
        "id": told.id,
        "title": told.title,
        "date": told.date.isoformat(),
        "severity": told.severity,
        "status": told.status,
        "state": shown.state,
        "url": shown.url,
        "services": told.services,
        "tags": told.tags,
        "summary": _words(told.summary),
        **{key: _instant(each.at) if each else None for key, each in reached.items()},
        **{key: _seconds(length) for key, length in lengths.items()},
        "approximate": [
            *(key for key, each in reached.items() if each and each.approximate),
            *(key for key, length in lengths.items() if length and length.about),
        ],
        "missing": {key: figure.missing for key, figure in figures.items() if figure.missing},
        "legacy": shown.legacy,
        "detected_by": told.detected_by,
        "related": [{"id": other.id, "as": other.as_} for other in told.related],
        "followups": [_followup(followup, told, site) for followup in told.followup_list],
    }


def _followup(followup: Followup, told: Brief, site: SitePlan) -> dict[str, object]:
    due = measures.due(followup, told, site.due_days)
    return {
        "id": followup.id,
        "action": markdown.plain(followup.action),
        "priority": followup.priority,
        "type": followup.type,
        "owner": followup.owner,
        "due": due.isoformat() if due else None,
        "status": followup.status,
        "safe": measures.is_safe(followup, told, site.safe_types),
        "commits": followup.done.commits if followup.done else (),
        "done_on": followup.done.on.isoformat() if followup.done and followup.done.on else None,
    }


def _words(summary: Summary | None) -> str | None:
    return (" ".join(map(markdown.plain, summary.parts)) or None) if summary else None


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "key": figure.key,
        "seconds": _seconds(figure.value),
        "approximate": bool(figure.value and figure.value.about),
        "missing": figure.missing,
    }


def _related(other: RelatedIncident) -> dict[str, object]:
    """Another incident; where the relation is derived, it is what this one is to the other."""
    there = other.incident
    return {
        "id": other.id,
        "as": other.relation,
        "derived": other.derived,
        "title": there.title if there else None,
        "date": there.date.isoformat() if there else None,
        "severity": there.severity if there else None,
        "url": there.url if there else None,
    }


def _mapping(value: Any) -> dict[str, object]:
    """A class of the model under its keys."""
    found = {}
    for name, attribute, default in _table(value.__class__):
        held = getattr(value, attribute)
        plain = _plain(held) if held else held
        # Empty is not always left out: `followups: []` says something that nothing at all would not.
        if plain or held != default:
            found[name] = plain
    return found


@cache
def _table(cls: type) -> tuple[tuple[str, str, object], ...]:
    usual = defaults(cls)
    return tuple((key.name, key.attribute, usual.get(key.attribute)) for key in keys(cls))


def _plain(value: object) -> object:
    """A value of the model in the words of JSON; a day is written as one without our help."""
    if value.__class__ is str:
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Moment):
        return _moment(value)
    if isinstance(value, Duration):
        return {"seconds": _seconds(value), "about": value.about}
    return _mapping(value) if isinstance(value, Value) else value


def _moment(moment: Moment) -> dict[str, object]:
    # Hours counted from a mere day are a distance: whoever took them for clock times would be misled.
    instant = None if measures.is_distance(moment) else moment.instant
    return {
        "written": moment.text,
        "instant": _instant(instant),
        "precision": moment.precision if instant else None,
        "zone": moment.zone,
        "about": moment.about,
    }


def _instant(instant: dt.datetime | None) -> str | None:
    return instant.isoformat().replace("+00:00", "Z") if instant else None


def _seconds(length: Duration | None) -> int | None:
    return length.length // dt.timedelta(seconds=1) if length else None
