"""PM209 and PM210: what was changed in a document, and when."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.diagnostics import Level, Problem, rule
from pmgen.model import Status
from pmgen.rules.subject import Subject


@rule("PM209", "implausible-revision-day", Level.WARNING)
def implausible_revision(subject: Subject) -> Iterator[Problem]:
    """A revision is from before the incident, or from a day to come.

    Almost always a slip in the year or the month.

    Bad:

    ```yaml
    date: 2026-04-22
    revisions: [{date: 2025-05-06, note: The second regression added}]
    ```

    Good:

    ```yaml
    date: 2026-04-22
    revisions: [{date: 2026-05-06, note: The second regression added}]
    ```
    """
    began = subject.post_mortem.date
    for index, revision in enumerate(subject.post_mortem.revisions):
        if revision.date < began:
            message = f"the revision of `{revision.date}` is from before the incident"
        elif revision.date > subject.policy.latest_day:
            message = f"the revision of `{revision.date}` is from a day to come"
        else:
            continue
        yield implausible_revision.problem(("revisions", index, "date"), message)


@rule("PM210", "withdrawn-without-revision", Level.WARNING)
def withdrawn_without_revision(subject: Subject) -> Iterator[Problem]:
    """A document is withdrawn, and no revision says when and why.

    Whoever has read it learns of it by the feeds, which show again what has a new revision or another status. The page
    says that it no longer stands; only a revision says what was wrong with it. What a revision is about, no program
    knows: one from before keeps this rule quiet, so add another when you withdraw a document.

    Bad:

    ```yaml
    status: withdrawn
    ```

    Good:

    ```yaml
    status: withdrawn
    revisions: [{date: 2026-05-04, note: "Withdrawn: it was the test of a probe, and nothing was down"}]
    ```
    """
    post_mortem = subject.post_mortem
    if post_mortem.status is Status.WITHDRAWN and not post_mortem.revisions and not subject.misnames((), "revisions"):
        message = "withdrawn, and no revision says when and why"
        advice = "add `{date: …, note: …}` to `revisions`: feeds tell their readers of it then"
        yield withdrawn_without_revision.problem(("status",), message, help=advice)


RULES = (implausible_revision, withdrawn_without_revision)
