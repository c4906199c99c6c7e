"""PM1xx: the fields of the front matter. What finds most of them is `decode`."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, found_elsewhere, rule
from pmgen.model import spelled_alike
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
    for index, service in enumerate(subject.post_mortem.services):
        if known and service.casefold() not in known:
            close = resembling(service.casefold(), known)
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


RULES = (
    found_elsewhere(
        "PM101",
        "unknown-key",
        """
        A key is not one that pmgen knows.

        What stands under it would appear nowhere. Keys of your own begin with `x-`.

        Bad:

        ```yaml
        followup: []
        ```

        Good:

        ```yaml
        followups: []
        x-ticket: OPS-42
        ```
        """,
    ),
    found_elsewhere(
        "PM102",
        "wrong-type",
        """
        A value has another shape than its key: a list for a text, a text for a list.

        Bad:

        ```yaml
        services: vault
        ```

        Good:

        ```yaml
        services: [vault]
        ```
        """,
    ),
    found_elsewhere(
        "PM103",
        "unknown-word",
        """
        A word is not one of those that its key can have.

        The words are few so that incidents can be counted and compared; `pmgen schema` lists them all.

        Bad:

        ```yaml
        status: finished
        ```

        Good:

        ```yaml
        status: draft
        ```
        """,
    ),
    found_elsewhere(
        "PM104",
        "other-spelling",
        """
        A word is spelled in another way than everywhere else.

        `SEV-1`, `sev1` and `Sev 1` are understood; `pmgen check --fix` writes them as `SEV1`, and a search finds all.

        Bad:

        ```yaml
        severity: sev-1
        ```

        Good:

        ```yaml
        severity: SEV1
        ```
        """,
        Level.WARNING,
    ),
    found_elsewhere(
        "PM105",
        "unreadable-date",
        """
        A day is not written as `YYYY-MM-DD`, or is not in the calendar.

        `04/05/2026` is two different days on the two sides of an ocean.

        Bad:

        ```yaml
        date: 22.4.2026
        ```

        Good:

        ```yaml
        date: 2026-04-22
        ```
        """,
    ),
    found_elsewhere(
        "PM106",
        "unreadable-time",
        """
        A time or a length of time cannot be read.

        Many forms can, and all are kept as written: `09:00`, `~09:00`, `Apr 16 16:23:32`, `2026-04-16 16:23`,
        `2026-04-16T16:23:32+03:00`, `T+90m`, `2026-04-16`, and `unknown` for what nobody knows.

        Bad:

        ```yaml
        timeline: [{at: early afternoon, event: It hung}]
        ```

        Good:

        ```yaml
        timeline: [{at: "~14:00", event: It hung}]
        ```
        """,
    ),
    found_elsewhere(
        "PM107",
        "unknown-timezone",
        """
        A time zone is not in the IANA database.

        Abbreviations are not zones: `IST` is three of them, and `EST` has no summer.

        Bad:

        ```yaml
        timezone: Europe/Sofa
        ```

        Good:

        ```yaml
        timezone: Europe/Sofia
        ```
        """,
    ),
    found_elsewhere(
        "PM108",
        "missing-key",
        """
        A key that is always needed is missing or empty, or nothing says whether something is `internal`.

        Bad:

        ```yaml
        title:
        ```

        Good:

        ```yaml
        title: Vault raft leader deadlock
        ```
        """,
    ),
    found_elsewhere(
        "PM109",
        "unusable-id",
        """
        An id holds characters that a link, a commit message or a file name cannot.

        Bad:

        ```yaml
        id: PM 2026/04/22
        ```

        Good:

        ```yaml
        id: PM-2026-04-22
        ```
        """,
    ),
    found_elsewhere(
        "PM116",
        "newer-schema",
        """
        A document is written for a newer pmgen.

        Reading it as if it were older could lose what the newer version added.

        Bad:

        ```yaml
        schema: 2
        ```

        Good:

        ```yaml
        schema: 1
        ```
        """,
    ),
    found_elsewhere(
        "PM119",
        "unmeant-escape",
        """
        A `\\` in double quotes makes a line break or a tab of the letter behind it.

        There `\\n`, `\\t`, `\\r`, `\\N`, `\\L`, `\\P` and `\\_` stand for characters that nobody sees, so that
        a path of Windows loses letters on the page. In single quotes, and without quotes, a `\\` is a `\\`. A text
        of several lines may break them with `\\n`; a title or a name may not.

        Bad:

        ```yaml
        title: "C:\\new\\temp was full"
        ```

        Good:

        ```yaml
        title: 'C:\\new\\temp was full'
        ```
        """,
        Level.WARNING,
    ),
    found_elsewhere(
        "PM120",
        "typographic-quotes",
        """
        A text stands in the quotes of a word processor, which are none to YAML.

        They would be part of the text: a service would be called `“vault”`, beside another one called `vault`. Where
        they are meant, put quotes of YAML round them.

        Bad:

        ```yaml
        services: [“vault”]
        ```

        Good:

        ```yaml
        services: [vault]
        title: '“It is always the DNS”'
        ```
        """,
        Level.WARNING,
    ),
    unknown_service,
    named_twice,
)
