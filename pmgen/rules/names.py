"""PM117 and PM118: the names of services and tags."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, rule
from pmgen.model import GUESSES, spelled_alike
from pmgen.rules.subject import Subject, resembling


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


RULES = (unknown_service, named_twice)
