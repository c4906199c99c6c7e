"""The tables of a TOML file to settings: a problem, at its route, for each key that is not known."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from pmgen.config import values
from pmgen.config.settings import DUE_DAYS, SEVERITIES, Config, Service, Severity
from pmgen.config.values import Problems, Reader, called, fail, list_of, text, texts, wrong_type
from pmgen.diagnostics import Problem, Route
from pmgen.model import fold, meant

LONGEST_WAIT = 3650
"""The most days that a follow-up may be given: ten years."""

MOST = 1000
"""The most incidents that may be asked for before a median is told."""

_DEFAULTS = {severity.name: severity for severity in SEVERITIES}


def settings(table: Mapping[str, object], route: Route, problems: Problems) -> Config | None:
    """The settings of a table; `None` where one of its values cannot be read."""
    found = _read(table, route, _READERS, problems)
    return Config(**found) if found is not None and _output_is_apart(found, route, problems) else None


def _read(
    table: Mapping[str, object], route: Route, readers: Mapping[str, Reader], problems: Problems
) -> dict[str, Any] | None:
    """What the readers make of a table; `None` where one of them failed."""
    found = {}
    for name, value in table.items():
        if reader := readers.get(name):
            found[name] = reader(value, (*route, name), problems)
        else:
            _report_unknown(name, route, readers, problems)
    return None if None in found.values() else found


def _report_unknown(name: str, route: Route, known: Collection[str], problems: Problems) -> None:
    if (name, route) == ("tool", ()):
        advice = "in a file of its own the keys stand at the top, without `[tool.pmgen]`"
    else:
        advice = meant(name, known) or "known here: " + ", ".join(f"`{key}`" for key in known)
    problems.append(Problem("PM021", f"unknown key `{name}`", (*route, name), advice, on_key=True))


def _due_days(value: object, route: Route, problems: Problems) -> dict[str, int] | None:
    if not isinstance(value, dict):
        wrong_type(value, route, problems, "a table of days by priority", "write `{P0 = 7, P1 = 30}`")
        return None
    before = len(problems)
    for priority, days in value.items():
        at = (*route, priority)
        if priority not in DUE_DAYS:
            priorities = ", ".join(f"`{each}`" for each in DUE_DAYS)
            fail(at, f"unknown priority `{priority}`", problems, f"the priorities are {priorities}", on_key=True)
        elif not isinstance(days, int) or isinstance(days, bool):
            wrong_type(days, at, problems, "a whole number of days")
        elif not 0 < days <= LONGEST_WAIT:
            fail(at, f"`{priority}` is not a number from 1 to {LONGEST_WAIT}", problems)
    return None if len(problems) > before else {**DUE_DAYS, **value}


def _enough(value: object, route: Route, problems: Problems) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        wrong_type(value, route, problems, "a whole number")
    elif not 0 < value <= MOST:
        fail(route, f"`enough` is not a number from 1 to {MOST}", problems)
    else:
        return value
    return None


def _severity(value: object, route: Route, problems: Problems) -> Severity | None:
    if isinstance(value, str):
        name = values.level(value, route, problems)
        return None if name is None else _DEFAULTS.get(name, Severity(name, name))
    found = _named(value, route, {"name": values.level, "label": text, "meaning": text}, problems)
    if found is None:
        return None
    known = _DEFAULTS.get(found["name"], Severity(found["name"], found["name"]))
    return Severity(**{"label": known.label, "meaning": known.meaning, **found})


def _service(value: object, route: Route, problems: Problems) -> Service | None:
    readers: dict[str, Reader] = {"name": text, "aliases": texts, "owner": text, "link": values.address}
    found = _named(value, route, readers, problems)
    return None if found is None else Service(**found)


def _named(value: object, route: Route, readers: Mapping[str, Reader], problems: Problems) -> dict[str, Any] | None:
    """The values of a table that must have a name."""
    if not isinstance(value, dict):
        wrong_type(value, route, problems, "a table", 'write `{name = "…"}`')
        return None
    found = _read(value, route, readers, problems)
    if "name" not in value:
        fail(route, f"{called(route)} has no `name`", problems)
        return None
    return found


def _severities(value: object, route: Route, problems: Problems) -> tuple[Severity, ...] | None:
    levels: tuple[Severity, ...] | None = list_of(_severity, "names or tables")(value, route, problems)
    if levels == ():
        fail(route, "`severities` is empty", problems, "leave the key out for the usual four")
        return None
    names = [(level.name, (*route, index, "name")) for index, level in enumerate(levels or ())]
    for name, at, first in _repeated(names, fold):
        same = "" if first == name else f", the first time as `{first}`"
        fail(at, f"severity `{name}` is there twice{same}", problems)
        levels = None
    return levels


def _services(value: object, route: Route, problems: Problems) -> tuple[Service, ...] | None:
    services: tuple[Service, ...] | None = list_of(_service, "tables")(value, route, problems)
    names: list[tuple[str, Route]] = []
    for index, service in enumerate(services or ()):
        names.append((service.name, (*route, index, "name")))
        names += [(alias, (*route, index, "aliases", number)) for number, alias in enumerate(service.aliases)]
    for name, at, _ in _repeated(names, str.casefold):
        fail(at, f"`{name}` is there twice among the names and aliases of services", problems)
        services = None
    return services


def _repeated(names: Iterable[tuple[str, Route]], fold: Callable[[str], str]) -> Iterator[tuple[str, Route, str]]:
    """The names that were there before, where they stand, and how they were spelled the first time."""
    seen: dict[str, str] = {}
    for name, at in names:
        if (folded := fold(name)) in seen:
            yield name, at, seen[folded]
        seen.setdefault(folded, name)


def _output_is_apart(found: Mapping[str, Any], route: Route, problems: Problems) -> bool:
    """Report a site that would be written over the files it is made of, or among them."""
    config = Config(**found)
    output = posixpath.normpath(posixpath.join(config.site, config.path))
    for key, folder in (("source", config.source), ("templates", config.templates)):
        if output == "." or f"{folder}/".startswith(f"{output}/"):
            at = next(name for name in ("path", "site", key) if name in found)
            advice = "choose a `site` or `path` of which nothing else is a part"
            fail((*route, at), f"the site would be written to `{output}`, over `{key}`, `{folder}`", problems, advice)
            return False
    # With neither of them, `build --site` is where it is said.
    written = [name for name in ("path", "site") if name in found]
    # A folder that is the site's alone may lie among the post-mortems: nothing in there is taken for one.
    apart = config.site != config.source and _is_inside(config.site, config.source)
    if written and not apart and _is_inside(output, config.source):
        message = f"the site would be written to `{output}`, among the post-mortems in `{config.source}`"
        advice = "choose a `site` of its own in there, or a `source` that holds the post-mortems alone"
        fail((*route, written[0]), message, problems, advice)
        return False
    return True


def _is_inside(path: str, folder: str) -> bool:
    return folder == "." or f"{path}/".startswith(f"{folder}/")


_READERS: Mapping[str, Reader] = {
    "title": text,
    "source": values.path,
    "templates": values.path,
    "site": values.path,
    "path": values.path,
    "base_url": values.base_url,
    "timezone": values.zone,
    "severities": _severities,
    "safe_types": list_of(values.safe_type, "texts"),
    "due_days": _due_days,
    "enough": _enough,
    "history": values.history,
    "commit_url": values.address_with("sha"),
    "issue_url": values.address_with("id"),
    "services": _services,
    "public_people": values.boolean,
    "allowed_secrets": list_of(text, "patterns"),
    "allowed_addresses": list_of(values.address_or_host, "patterns"),
    "allowed_people": list_of(text, "patterns"),
    "internal_hosts": list_of(values.host, "patterns"),
    "ci_skip": values.text_or_nothing,
    "raw_html": values.boolean,
    "ignore": list_of(values.inside, "patterns"),
}
