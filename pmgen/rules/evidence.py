"""PM403, PM406, PM410 to PM413: what shows that a follow-up was done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from pmgen.diagnostics import Level, Problem, found_elsewhere, rule
from pmgen.model import COMMIT, Followup, FollowupStatus
from pmgen.rules.followups import each_followup
from pmgen.rules.subject import Subject
from pmgen.values import Value

_NAME_ANOTHER = "name the one that did it"
_SHA = re.compile(COMMIT)


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
        if subject.misnames(route, "done") or (*route, "done") in subject.misread:
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
        if subject.misnames(route, "status"):
            continue
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
    themselves finds nothing. Where exactly one commit has the same subject, it is offered. Where the repository has
    none of the commits that the documents name, PM412 says so instead. In a shallow clone, or where git does not read
    the repository, nothing is claimed, and `pmgen check` says why. A build never asks: it is the same in every clone.
    With `unverified: true` beside them commits are not looked for.
    """,
    Level.WARNING,
)

unknown_commits = found_elsewhere(
    "PM412",
    "evidence-elsewhere",
    """The repository has none of the commits that show that follow-ups were done.

    They may be of another repository, or made up: this one cannot tell, as long as it has not one of the commits that
    the documents name. So this is an info, said once of each document. `unverified: true` beside the commits says that
    they are not to be looked for here. In a shallow clone, or where git does not read the repository, nothing is
    claimed, and `pmgen check` says why. A build never asks.
    """,
    Level.INFO,
)

reverted_commit = found_elsewhere(
    "PM413",
    "reverted-evidence",
    """A later commit says that it reverts one that shows that a follow-up was done.

    Then what was done is undone, and the page still says that it was done. A revert that was reverted in turn counts
    for nothing. In a shallow clone, or where git does not read the repository, nothing is claimed, and `pmgen check`
    says why. A build never asks.
    """,
    Level.WARNING,
)


class Doubts(Value):
    """Commits that documents name, and that show nothing to a reader of the repository.

    Args:
        gone: those to which HEAD does not lead back, each with what to name instead, or with nothing.
        reverted: those that a later one took back.
        elsewhere: all of them, where the repository has not one.
    """

    gone: Mapping[str, str] = MappingProxyType({})
    reverted: Collection[str] = frozenset()
    elsewhere: Collection[str] = frozenset()


def doubtful_evidence(followups: Iterable[Followup], doubts: Doubts) -> Iterator[Problem]:
    """The problems of evidence that shows nothing; only the command line can ask the repository for it."""
    named = [
        (("followups", place, "done", "commits", index), followup, sha)
        for place, followup in enumerate(followups)
        if followup.done and not followup.done.unverified
        for index, sha in enumerate(followup.done.commits)
    ]
    unknown = [(route, sha) for route, _, sha in named if sha in doubts.elsewhere]
    if unknown:
        route, sha = unknown[0]
        number = len({each for _, each in unknown})
        those = f"commit `{sha}`, the only one" if number == 1 else f"commit `{sha}`, like all {number}"
        message = f"{those} that this document names as evidence, is not in this repository"
        yield unknown_commits.problem(
            route, message, help="if it is of another one, `unverified: true` beside `commits` says so"
        )
    for route, followup, sha in named:
        if sha in doubts.gone:
            instead = f"commit `{doubts.gone[sha]}` has the same subject" if doubts.gone[sha] else _NAME_ANOTHER
            message = f"commit `{sha}`, the evidence of follow-up `{followup.id}`, is not in the history of HEAD"
            yield gone_commit.problem(route, message, help=instead)
        if sha in doubts.reverted and followup.status is FollowupStatus.DONE:
            message = f"a later commit says that it reverts `{sha}`, the evidence of follow-up `{followup.id}`"
            yield reverted_commit.problem(route, message, help="name the one that did it again, or reopen it")


RULES = (
    without_evidence,
    evidence_of_open,
    unusable_commit,
    gone_commit,
    unknown_commits,
    reverted_commit,
)
PROVING = (gone_commit, unknown_commits, reverted_commit)
"""The rules of which the repository has to be asked."""
