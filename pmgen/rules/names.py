"""PM117, PM118 and PM122: the names of services and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, SetValue, rule
from pmgen.model import GUESSES, spelled_alike
from pmgen.rules.subject import Subject, resembling

# A comma between digits is part of a number.
_PARTED = re.compile(r"[,;](?!\d)|(?<!\d)[,;]")
_SHOWN = 6
_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[A-Za-z][\w-]*", re.ASCII | re.IGNORECASE)


@rule("PM117", "unknown-service", Level.WARNING)
def unknown_service(subject: Subject) -> Iterator[Problem]:
    """A service is not in the catalogue.

    Where the config has a catalogue of services, a name that is not in it begins a page of its own, and the history of
    the service is in two places. Without a catalogue the rule keeps quiet.

    Bad:

    ```toml
    services = [{name = "vault"}]
    ```
    ```yaml
    services: [vualt]
    ```

    Good:

    ```toml
    services = [{name = "vault"}]
    ```
    ```yaml
    services: [vault]
    ```
    """
    known = subject.policy.services
    services = enumerate(subject.post_mortem.services if known else ())
    unknown = ((index, service) for index, service in services if service.casefold() not in known)
    for number, (index, service) in enumerate(unknown):
        close = resembling(service.casefold(), known) if number < GUESSES else None
        advice = f"did you mean `{known[close]}`?" if close else "add it to `services` in the config"
        yield unknown_service.problem(("services", index), f"unknown service `{service}`", help=advice)


@rule("PM118", "named-twice", Level.WARNING)
def named_twice(subject: Subject) -> Iterator[Problem]:
    """A service or a tag is named twice.

    `NFS CSI` and `nfs-csi` are one name, and so are those that the catalogue has for one service.

    Bad:

    ```yaml
    services: [nfs, vault, NFS]
    ```

    Good:

    ```yaml
    services: [nfs, vault]
    ```
    """
    for key, names in (("services", subject.post_mortem.services), ("tags", subject.post_mortem.tags)):
        seen: set[str] = set()
        for index, name in enumerate(names):
            if spelled_alike(name) in seen:
                yield named_twice.problem((key, index), f"`{name}` is named twice in `{key}`")
            seen.add(spelled_alike(name))


@rule("PM122", "names-in-one", Level.WARNING)
def names_in_one(subject: Subject) -> Iterator[Problem]:
    """A service or a tag is a list of names, or ends in the comma of one.

    It begins a page of its own, and the history of each of them lacks this incident. Of services the rule keeps quiet
    where there is a catalogue, which says what is one.

    Bad:

    ```yaml
    services:
      - vault, nfs
    ```

    Good:

    ```yaml
    services:
      - vault
      - nfs
    ```
    """
    services = () if subject.policy.services else subject.post_mortem.services
    for key, names in (("services", services), ("tags", subject.post_mortem.tags)):
        for index, name in enumerate(names):
            if not _PARTED.search(name):
                continue
            parts = [*filter(None, map(str.strip, _PARTED.split(name)))]
            if len(parts) == 1:
                fix = SetValue((key, index), parts[0]) if _PLAIN.fullmatch(parts[0]) else None
                message = f"`{name}` has the mark of a list in it"
                yield names_in_one.problem((key, index), message, help=f"write `{parts[0]}`", fix=fix)
            elif parts:
                message = f"`{name}` is one name in `{key}`"
                advice = f"name each by itself: {', '.join(f'`{each}`' for each in parts[:_SHOWN])}"
                yield names_in_one.problem((key, index), message, help=advice)


RULES = (unknown_service, named_twice, names_in_one)
