"""PM2xx: the incident as a whole."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator

from pmgen import measures, times
from pmgen.addresses import is_outside, is_relative
from pmgen.diagnostics import Level, Problem, rule
from pmgen.model import Kind, PostMortem, State, Status
from pmgen.rules.order import slack
from pmgen.rules.subject import Subject


@rule("PM201", "date-to-come", Level.WARNING)
def date_to_come(subject: Subject) -> Iterator[Problem]:
    """The day of the incident is still to come.

    A day ahead of UTC may be today somewhere; anything later is a slip.

    Bad:

    ```yaml
    date: 2027-04-22
    ```

    Good:

    ```yaml
    date: 2026-04-22
    ```
    """
    date = subject.post_mortem.date
    if date - subject.policy.today > dt.timedelta(days=1):
        yield date_to_come.problem(("date",), f"{date} is still to come")


@rule("PM202", "duration-against-timeline", Level.ERROR)
def duration(subject: Subject) -> Iterator[Problem]:
    """A typed duration is not what the timeline says.

    The page shows what follows from the timeline. A number typed beside it, as `duration` or as a figure of the impact
    that is called `Time to detect` and the like, is only worth having if the two agree; it may be rounded to the unit
    in which it is written, and generously so if it says about. A duration may be the time to resolve, the time to
    mitigate or the impact time.

    Bad:

    ```yaml
    duration: 47 h
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```

    Good:

    ```yaml
    duration: ~2h 43m
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```
    """
    typed = [*measures.typed(subject.post_mortem)]
    if not typed or subject.misnames_a_kind:
        return
    told = {figure.key: figure.value for figure in measures.figures(subject.post_mortem)}
    for each in typed:
        known = [(key, value) for key in each.keys if (value := told[key]) is not None]
        if known and not any(measures.agree(each.length, value) for _, value in known):
            key, value = known[0]
            of_windows = key == "impact_time" and subject.post_mortem.impact and subject.post_mortem.impact.windows
            said = "the windows say" if of_windows else "the timeline says"
            what = "the duration" if each.place is None else f"`{each.label}`"
            route = ("duration",) if each.place is None else ("impact", "figures", each.place, "value")
            message = f"{what} is typed as {times.spell(each.length.length)}, and {said} {value.words}"
            yield duration.problem(route, message, help=f"delete it, or mend {said.rpartition(' ')[0]}")


@rule("PM203", "date-not-the-start", Level.WARNING)
def date_not_start(subject: Subject) -> Iterator[Problem]:
    """`date` is not the day on which the incident started.

    `date` is the day the incident began, in the document's zone; the index is sorted by it where no time is known.

    Bad:

    ```yaml
    date: 2026-04-22
    timeline: [{at: "2026-04-20 09:00", kind: started, event: The leader hangs}]
    ```

    Good:

    ```yaml
    date: 2026-04-22
    timeline: [{at: "2026-04-22 09:00", kind: started, event: The leader hangs}]
    ```
    """
    post_mortem = subject.post_mortem
    started = post_mortem.milestone(Kind.STARTED)
    local = times.wall_time(started, _zone(subject)) if started and not started.relative else None
    if started is None or local is None:
        return
    after_midnight = local - dt.datetime.combine(post_mortem.date, dt.time())
    if not -slack(started) <= after_midnight < dt.timedelta(days=1) + slack(started):
        message = f"the timeline says that it started on {local.date()}, not on {post_mortem.date}"
        written = started.written
        carried = written is not None and written.date is None and written.month_day is None
        advice = (
            "write its day, too: it is taken from the event above, or is `date` where the time is read"
            if carried
            else None
        )
        yield date_not_start.problem(("date",), message, help=advice)


def _zone(subject: Subject) -> str:
    return subject.post_mortem.timezone or subject.policy.timezone


@rule("PM204", "state-against-timeline", Level.WARNING)
def state(subject: Subject) -> Iterator[Problem]:
    """The stated state of the incident is not what the timeline says.

    Left out, it is derived from the timeline, and cannot be forgotten when the incident ends. A timeline that only says
    when the incident started says nothing of how it went on, and contradicts no state.

    Bad:

    ```yaml
    state: ongoing
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```

    Good:

    ```yaml
    timeline:
      - {at: "09:00", kind: started, event: The leader hangs}
      - {at: "11:43", kind: resolved, event: A new leader}
    ```
    """
    post_mortem = subject.post_mortem
    if subject.misnames_a_kind:
        return
    derived = _told_state(post_mortem)
    if post_mortem.state is not None and derived is not None and post_mortem.state is not derived:
        message = f"the timeline says `{derived}`, the document says `{post_mortem.state}`"
        yield state.problem(("state",), message, help="leave `state` out, or add the event that is missing")


def _told_state(post_mortem: PostMortem) -> State | None:
    """The state that the last event which tells of one leaves the incident in; none where it just starts."""
    means = {
        Kind.REOPENED: State.ONGOING,
        Kind.MITIGATED: State.MITIGATED,
        Kind.RESOLVED: State.RESOLVED,
    }
    seen = [means[event.kind] for event in post_mortem.timeline if event.kind in means]
    return seen[-1] if seen else None


@rule("PM206", "related-to-itself", Level.ERROR)
def related_to_itself(subject: Subject) -> Iterator[Problem]:
    """An incident is related to itself.

    Bad:

    ```yaml
    id: PM-2026-04-22
    related: [{id: PM-2026-04-22, as: see-also}]
    ```

    Good:

    ```yaml
    id: PM-2026-04-22
    ```
    """
    for index, related in enumerate(subject.post_mortem.related):
        if related.id == subject.post_mortem.id:
            yield related_to_itself.problem(("related", index, "id"), f"`{related.id}` is this incident itself")


@rule("PM207", "related-twice", Level.WARNING)
def related_twice(subject: Subject) -> Iterator[Problem]:
    """Another incident is named twice.

    Bad:

    ```yaml
    related: [{id: PM-2026-04-14}, {id: PM-2026-04-14, as: same-cause}]
    lint: {ignore: [{rule: PM902, reason: this example stands alone}]}
    ```

    Good:

    ```yaml
    related: [{id: PM-2026-04-14, as: same-cause}]
    lint: {ignore: [{rule: PM902, reason: this example stands alone}]}
    ```
    """
    seen: set[str] = set()
    for index, related in enumerate(subject.post_mortem.related):
        if related.id in seen:
            yield related_twice.problem(("related", index, "id"), f"`{related.id}` is named twice")
        seen.add(related.id)


@rule("PM208", "unusable-alias", Level.ERROR)
def unusable_alias(subject: Subject) -> Iterator[Problem]:
    """An old address is not one below the folder of the site.

    Where it was, a small page is put that leads to the new one; pmgen can only put it into its own folder.

    Bad:

    ```yaml
    aliases: [../outages/vault.html]
    ```

    Good:

    ```yaml
    aliases: [outages/vault.html]
    ```
    """
    for index, alias in enumerate(subject.post_mortem.aliases):
        path = posixpath.normpath(alias)
        if not is_relative(alias) or is_outside(path) or not path.endswith((".html", ".htm")):
            message = f"`{alias}` is not the address of a page below the folder of the site"
            advice = "relative to the index, with its ending: `outages/vault.html`"
            yield unusable_alias.problem(("aliases", index), message, help=advice)


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
            message = f"the revision of {revision.date} is from before the incident"
        elif revision.date > subject.policy.today:
            message = f"the revision of {revision.date} is from a day to come"
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


RULES = (
    date_to_come,
    duration,
    date_not_start,
    state,
    related_to_itself,
    related_twice,
    unusable_alias,
    implausible_revision,
    withdrawn_without_revision,
)
