"""PM403, PM406, PM410 and PM411: what shows that a follow-up was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pmgen.diagnostics import Level, Problem, found_elsewhere, rule
from pmgen.model import Followup, FollowupStatus
from pmgen.rules.followups import each_followup
from pmgen.rules.subject import Subject

_SHA = re.compile(r"[0-9a-fA-F]{7,64}")


@rule("PM403", "done-without-evidence", Level.WARNING)
def without_evidence(subject: Subject) -> Iterator[Problem]:
    """A follow-up is done, and nothing shows it.

    A commit, a link or a note lets a reader see for themselves; without one, "done" is a rumour.

    Bad:

    ```yaml
    followups:
      - {id: F1, action: Pin the image, status: done}
    ```

    Good:

    ```yaml
    followups:
      - {id: F1, action: Pin the image, status: done, done: {on: 2026-04-23, commits: [2f1f9107]}}
    ```
    """
    for route, followup in each_followup(subject):
        done = followup.done
        if (*route, "done") in subject.misnamed:
            continue  # it may be all there, under keys that are misspelled
        if followup.status is FollowupStatus.DONE and not (done and (done.commits or done.links or done.note)):
            message = f"follow-up `{followup.id}` is done, and no commit, link or note shows it"
            yield without_evidence.problem((*route, "status"), message, help="`done: {on: …, commits: […]}`")


@rule("PM406", "evidence-of-open-followup", Level.WARNING)
def evidence_of_open(subject: Subject) -> Iterator[Problem]:
    """A follow-up holds evidence, and is not done.

    One of the two is out of date; a reader cannot tell which.

    Bad:

    ```yaml
    followups:
      - {id: F1, action: Pin the image, status: todo, done: {commits: [2f1f9107]}}
    ```

    Good:

    ```yaml
    followups:
      - {id: F1, action: Pin the image, status: done, done: {commits: [2f1f9107]}}
    ```
    """
    for route, followup in each_followup(subject):
        if followup.done is not None and followup.status is not FollowupStatus.DONE:
            message = f"follow-up `{followup.id}` holds evidence, and its status is `{followup.status}`"
            yield evidence_of_open.problem(
                (*route, "done"), message, help="`status: done`, or move the text to `details`"
            )


@rule("PM410", "unusable-commit", Level.ERROR)
def unusable_commit(subject: Subject) -> Iterator[Problem]:
    """A commit is not named by its hash.

    A branch or a tag moves, a hash does not. Seven to sixty-four hexadecimal digits name a commit.

    Bad:

    ```yaml
    followups:
      - {id: F1, action: Pin the image, status: done, done: {commits: [main]}}
    ```

    Good:

    ```yaml
    followups:
      - {id: F1, action: Pin the image, status: done, done: {commits: [2f1f9107]}}
    ```
    """
    for route, followup in each_followup(subject):
        for index, commit in enumerate(followup.done.commits if followup.done else ()):
            if not _SHA.fullmatch(commit):
                message = f"`{commit}` is not the hash of a commit"
                yield unusable_commit.problem(
                    (*route, "done", "commits", index), message, help="7 or more of its digits"
                )


gone_commit = found_elsewhere(
    "PM411",
    "gone-evidence",
    """A commit that shows that a follow-up was done is not in the repository.

    A rebase leaves commits behind, and a hash may be mistyped or made up; either way a reader who wants to see for
    themselves finds nothing. Where exactly one commit has the same subject, it is offered. In a shallow clone, and
    where the repository has none of the commits that the documents name, nothing is claimed.
    """,
    Level.WARNING,
)


def gone_evidence(followups: Iterable[Followup], gone: Mapping[str, str]) -> Iterator[Problem]:
    """The problems of commits that are gone; only the command line can ask the repository for them.

    Args:
        gone: the commits, each with what to name instead, or with nothing.
    """
    for place, followup in enumerate(followups):
        for index, sha in enumerate(followup.done.commits if followup.done else ()):
            if sha in gone:
                instead = f"commit `{gone[sha]}` has the same subject" if gone[sha] else "name the one that did it"
                route = ("followups", place, "done", "commits", index)
                message = f"commit `{sha}`, the evidence of follow-up `{followup.id}`, is not in the history of HEAD"
                yield gone_commit.problem(route, message, help=instead)


RULES = (
    without_evidence,
    evidence_of_open,
    unusable_commit,
    gone_commit,
)
