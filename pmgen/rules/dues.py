"""PM4xx: by when follow-ups are due, and when they were done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmgen import measures, times
from pmgen.diagnostics import Level, Problem, rule
from pmgen.rules.followups import each_followup, to_be_done
from pmgen.rules.subject import Subject


@rule("PM402", "followup-overdue", Level.INFO)
def overdue(subject: Subject) -> Iterator[Problem]:
    """An open follow-up is past its day.

    The day is the one written as `due`, or so many days after the incident as the config gives its priority. This is
    an info, so that no build fails for the passing of time alone. What a withdrawn post-mortem left open is no work.

    Bad:

    ```yaml
    date: 2026-04-22
    followups:
      - {id: F1, action: Pin the image, priority: P0, owner: platform}
    ```

    Good:

    ```yaml
    date: 2026-04-22
    followups:
      - {id: F1, action: Pin the image, priority: P0, owner: platform, status: done, done: {commits: [2f1f9107]}}
    ```
    """
    policy = subject.policy
    for route, followup in to_be_done(subject):
        due = measures.due(followup, subject.post_mortem, policy.due_days)
        if subject.misnames(route, "due", "status"):
            continue
        # A day before the incident is a slip, and is told as that.
        if due is not None and subject.post_mortem.date <= due < policy.today:
            yield overdue.problem((*route, "due"), f"follow-up `{followup.id}` was due on `{due}`")


@rule("PM409", "implausible-followup-day", Level.WARNING)
def implausible_day(subject: Subject) -> Iterator[Problem]:
    """A follow-up was done in the future, or done or due before the incident.

    Almost always a slip in the year or the month. A day ahead of UTC may be today somewhere.

    Bad:

    ```yaml
    date: 2026-04-22
    followups:
      - {id: F1, action: Pin the image, status: done, done: {on: 2025-04-23, commits: [2f1f9107]}}
    ```

    Good:

    ```yaml
    date: 2026-04-22
    followups:
      - {id: F1, action: Pin the image, status: done, done: {on: 2026-04-23, commits: [2f1f9107]}}
    ```
    """
    began = subject.post_mortem.date
    for route, followup in each_followup(subject):
        if followup.due is not None and followup.due < began:
            message = f"follow-up `{followup.id}` is due before the incident"
            yield implausible_day.problem((*route, "due"), message, help=_in_its_year(followup.due, began))
        done = followup.done.on if followup.done else None
        if done is not None and done < began:
            message = f"follow-up `{followup.id}` was done on `{done}`, before the incident"
            meant = _in_its_year(done, began, subject.policy.today)
            yield implausible_day.problem((*route, "done", "on"), message, help=meant)
        elif done is not None and done > subject.policy.latest_day:
            message = f"follow-up `{followup.id}` was done on `{done}`, which is still to come"
            yield implausible_day.problem((*route, "done", "on"), message)


def _in_its_year(day: dt.date, began: dt.date, last: dt.date = dt.date.max) -> str | None:
    """The question whether the first such day from the incident on was meant, if that is not after the last one."""
    likely = (times.calendar_day(year, day.month, day.day) for year in (began.year, began.year + 1))
    meant = next((each for each in likely if each and began <= each <= last), None)
    return f"did you mean `{meant}`?" if meant else None


RULES = (overdue, implausible_day)
