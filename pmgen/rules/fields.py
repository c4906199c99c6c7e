"""PM1xx: the fields of the front matter. What finds most of them is `decode`."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, Rule, dedent, rule
from pmgen.model import PostMortem, Status
from pmgen.rules.subject import Subject


def _reading(code: str, name: str, doc: str, level: Level = Level.ERROR) -> Rule:
    return Rule(code, name, level, dedent(doc))


_NEEDED_FROM_REVIEW = {
    "services": "what was affected",
    "summary": "two or three sentences",
    "impact": "what it meant for others",
    "detection": "how it was noticed",
    "timeline": "what happened, in order",
}
_NEEDED_WHEN_PUBLISHED = {
    "root_cause": "why it happened",
    "followups": "what is to be done; `[]` says that there is nothing",
}


@rule("PM110", "missing-for-status", Level.ERROR)
def missing_for_status(subject: Subject) -> Iterator[Problem]:
    """A document lacks what its status promises.

    A draft needs a title, a day, a severity and a status. In review it says what was affected and what happened; when
    it is published, also why, and what will change. So an author can begin an hour after the incident, and a reader
    knows what to expect.

    Bad:

    ```yaml
    status: published
    services: [vault]
    summary: The leader hung.
    impact: {description: Logins failed.}
    detection: {by: alert}
    timeline: [{at: "09:00", kind: started, event: It hung}]
    followups: []
    root_cause:
    ```

    Good:

    ```yaml
    status: published
    services: [vault]
    summary: The leader hung.
    impact: {description: Logins failed.}
    detection: {by: alert}
    timeline: [{at: "09:00", kind: started, event: It hung}]
    followups: []
    root_cause: {description: A stuck goroutine.}
    ```
    """
    post_mortem = subject.post_mortem
    needed: dict[str, str] = {}
    if subject.legacy:  # the page says it in its own words
        return
    if post_mortem.status in (Status.REVIEW, Status.PUBLISHED):
        needed |= _NEEDED_FROM_REVIEW
    if post_mortem.status is Status.PUBLISHED:
        needed |= _NEEDED_WHEN_PUBLISHED
    for key, meaning in needed.items():
        if not _says(post_mortem, key):
            message = f"`{key}` is missing, which `status: {post_mortem.status}` asks for"
            yield missing_for_status.problem((key,), message, help=f"`{key}: …`, {meaning}")


def _says(post_mortem: PostMortem, key: str) -> bool:
    value = getattr(post_mortem, key)
    return value is not None if key == "followups" else bool(value)


@rule("PM111", "unstated-timezone", Level.WARNING)
def unstated_timezone(subject: Subject) -> Iterator[Problem]:
    """Times stand without an offset, in a document without a time zone.

    They are read in the zone of the config, which another reader of the file does not see. While the document is a
    draft the rule keeps quiet.

    Bad:

    ```yaml
    status: review
    timezone:
    ```

    Good:

    ```yaml
    status: review
    timezone: Europe/Sofia
    ```
    """
    post_mortem = subject.post_mortem
    if post_mortem.status is Status.DRAFT or post_mortem.timezone is not None:
        return
    for index, event in enumerate(post_mortem.timeline):
        written = event.at.written
        if written and event.at.local is not None and not event.at.relative and written.offset is None:
            message = f"`{event.at.text}` has no offset, and the document has no `timezone`"
            advice = f"`timezone: {subject.policy.timezone}` is what it was read in"
            yield unstated_timezone.problem(("timeline", index, "at"), message, help=advice)
            return


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
            import difflib  # only a mistake needs it

            close = difflib.get_close_matches(service.casefold(), known, n=1)
            advice = f"did you mean `{known[close[0]]}`?" if close else "add it to `services` in the config"
            yield unknown_service.problem(("services", index), f"unknown service `{service}`", help=advice)


RULES = (
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
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
    _reading(
        "PM108",
        "missing-key",
        """
        A key that is always needed is missing or empty.

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
    _reading(
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
    missing_for_status,
    unstated_timezone,
    _reading(
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
    unknown_service,
)
