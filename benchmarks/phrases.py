"""The words that made-up post-mortems are made of, and how their gaps are filled.

A phrase is a text with gaps such as `{host}`; `Scene.fill` puts something into each. Most gaps hold a name or a number,
so that hardly two filled phrases of a corpus are the same: a cache of rendered fragments helps no more than with texts
that people wrote.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

SERVICES = (
    *("checkout", "auth", "postgres", "ingress", "vault", "kafka", "search", "billing", "dns", "registry"),
    *("mail", "storage", "cache", "scheduler", "api-gateway", "webhooks", "metrics", "ci", "vpn", "media"),
    *("ledger", "notifications", "profile", "recommendations", "imports", "exports", "backup", "ldap", "chat", "maps"),
)
"""The first are the hot ones: `hot` chooses a service the more often, the earlier it stands here."""
TEAMS = ("platform", "on-call", "storage", "network", "security", "payments", "data", "web", "release")
ZONES = (
    *("UTC", "UTC", "UTC", "Europe/Sofia", "Europe/London", "America/New_York"),
    *("Asia/Kolkata", "Asia/Tokyo", "America/Sao_Paulo", "Australia/Sydney"),
)
TAGS = (
    *("capacity", "storage", "network", "certificates", "deploy", "upgrade", "dns", "database", "memory", "quota"),
    *("timeouts", "retries", "configuration", "rollback", "alerting", "migration", "kernel", "single-sign-on"),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A kind of incident: what it is called, and how it comes about from cause to symptom."""

    title: str
    broke: str
    cause: str
    trigger: str
    chain: tuple[str, ...]


FAILURES = (
    Failure(
        "{Service} writes stop when {disk} fills up",
        "`{service}` could not write to `{path}` and answered {status} to {pct} % of requests.",
        "A job writes {n} MB a minute to `{path}` and nothing ever deletes it.",
        "The last free block of `{disk}` on `{host}`",
        (
            "The export job keeps every file for {n} days",
            "`{path}` grows by {n} MB a minute",
            "`{disk}` on `{host}` is full",
            "Each write fails with `ENOSPC`",
            "`{service}` answers {status}",
        ),
    ),
    Failure(
        "Expired certificate takes {service} down",
        "Clients refused the certificate of `{service}` on `{host}`, and every connection ended in the handshake.",
        "The renewal of the certificate had failed for {n} days, and its log was read by nobody.",
        "The certificate `{hex}` ran out",
        (
            "The token of the renewal job was rotated and not replaced",
            "Renewal fails every {n} minutes with {status}",
            "The certificate of `{host}` runs out",
            "`{service}` is up, and no client can talk to it",
        ),
    ),
    Failure(
        "{Service} killed for memory after the {version} upgrade",
        "Pods of `{service}` were killed {n} times in an hour; {pct} % of requests met a pod that was starting.",
        "Version {version} keeps a buffer of {n} MB per connection, and the limit was {n} MiB for {n} of them.",
        "The upgrade of `{service}` to {version}",
        (
            "`{service}` {version} keeps a buffer per connection",
            "{big} connections need more than the limit of {n} MiB",
            "The kernel kills `{pod}`",
            "Its connections move to the pods that are left",
            "These are killed in turn",
        ),
    ),
    Failure(
        "Lookups of {service} time out across the cluster",
        "Names inside the cluster took {n} s to resolve or did not resolve at all, `{service}` first among them.",
        "A search path with {n} domains turned each lookup into {n}, and the forwarder was held to {big} a second.",
        "A new client that opens a connection for each request",
        (
            "Each lookup asks for {n} names that do not exist",
            "The forwarder on `{host}` drops what exceeds {big} a second",
            "Clients retry after {n} s, all at once",
            "`{service}` cannot find `{other}`",
        ),
    ),
    Failure(
        "Migration of {service} locks its busiest table",
        "Every request to `{service}` that writes waited for a lock and ended after {n} s.",
        "The migration `{hex}` rewrites a table of {big} rows under an exclusive lock.",
        "Release {version} of `{service}`, with the migration `{hex}`",
        (
            "Migration `{hex}` adds a column with a default that is computed",
            "The table of {big} rows is rewritten under a lock",
            "{n} writers wait, and hold their connections",
            "The pool of {n} connections is empty",
            "`{other}` fails as well, since it shares the pool",
        ),
    ),
    Failure(
        "Backlog of {big} messages delays {service}",
        "Messages of `{service}` arrived up to {n} minutes late, and {pct} % of them twice.",
        "A message that cannot be parsed is put back at the head of its queue, for ever.",
        "One message of {n} MB from `{other}`",
        (
            "`{other}` sends a message of {n} MB",
            "The consumer on `{host}` fails and puts it back",
            "Its partition stands still",
            "{big} messages wait behind it",
        ),
    ),
    Failure(
        "Network partition splits {service} in two",
        "`{host}` and its neighbours could not reach the other half of `{service}`; both halves took writes.",
        "The two switches of the rack disagreed on the size of a packet, and only large ones were lost.",
        "A change of the switch's configuration, `{hex}`",
        (
            "Packets above {n} bytes are dropped between two racks",
            "Heartbeats pass, and replication does not",
            "`{service}` elects a second leader on `{host}`",
            "{big} writes exist on one side only",
        ),
    ),
    Failure(
        "Rollout of {service} {version} breaks logins",
        "Sessions made before the rollout were refused, so that {pct} % of users had to log in again and could not.",
        "Version {version} reads a cookie in a format that nothing had written yet.",
        "The rollout of {version} to {n} % of pods",
        (
            "`{service}` {version} expects a cookie in a new format",
            "Old and new pods answer in turn",
            "Each refuses what the other has signed",
            "Browsers loop between `{service}` and `{other}`",
        ),
    ),
)

SENTENCES = (
    "The first sign was a rise of `{metric}` on `{host}`, from {n} to {big} in {n} minutes.",
    "`{service}` kept answering on port {port}, which is all that its health check asks for.",
    "We looked at the log of `{pod}` only after {n} minutes, and it had been saying `{error}` since {clock}.",
    "A restart of `{pod}` helped for {n} minutes, because the backlog of {big} requests had to build up again.",
    "The dashboard for `{service}` shows an average, and {pct} % of slow requests do not move an average.",
    "Between {clock} and {clock} the error rate of `{other}` followed that of `{service}` by about {n} seconds.",
    "The runbook says to drain `{host}` first; with {n} of {n} nodes cordoned there was nowhere to drain it to.",
    "What we took for the cause at {clock} was the retry of **{n} clients** that had lost their connection.",
    "The change had been reviewed, tested on `{host}` and rolled out *without* a canary, as most of that week were.",
    "`{setting}` was set to {n} in {year} and never looked at again; {big} is what the load of today would need.",
    "It took {n} people and {n} minutes to find out who may change `{setting}` on `{host}`.",
    "No alert covers `{metric}`, although it is the one that would have told `{service}` from `{other}`.",
    "Retries made it worse: each of the {big} clients tried {n} times within {n} seconds, without a pause.",
    "The same pattern is in the graphs of {n} days earlier, {n} minutes long and unnoticed.",
    "Traffic was moved to `{host}` at {clock}, and `{metric}` fell to {n} within {n} minutes.",
    "The rollback to {version} was ready after {n} minutes and waited {n} more for somebody who could approve it.",
    "Support counted {big} tickets, {pct} % of them about `{other}`, which was well all along.",
    "`{other}` has no timeout towards `{service}`, so {n} of its workers waited for answers that never came.",
    "The first message on the status page went out at {clock}, {n} minutes after users had begun to ask.",
    "A test with {big} rows had passed in {ms} ms; production has {n} times as many and took {n} minutes.",
    "Nothing was lost: the {big} messages in the queue of `{host}` were processed by {clock}.",
    "We have {n} copies of this configuration, and the one that `{pod}` reads is not the one in the repository.",
    "The kernel of `{host}` had logged `{error}` {n} times that day, at a level that nobody collects.",
    "With `{setting}` at {n} the node stays below {pct} % of its memory even at {big} requests a minute.",
    "The link between `{service}` and `{other}` is not in any diagram; `{metric}` shows it at once.",
    "On `{host}` the clock was {ms} ms ahead, enough for `{service}` to refuse tokens of `{other}`.",
    "Cached answers hid the fault from {pct} % of users until {clock}, when the cache of {n} minutes ran out.",
    "The page went to a rotation that had been empty for {n} days, and from there to {team} after {n} minutes.",
    "It is [known upstream]({url}) and fixed in {version}, which we had planned for the week after.",
    "See [the dashboard]({url}) for `{metric}` by node; the step at {clock} is `{host}`.",
)
EVENTS = (
    "`{metric}` on `{host}` passes {big}",
    "`{pod}` restarts, and logs `{error}` again after {n} s",
    "{Team} asked to look at `{other}`",
    "`{setting}` raised from {n} to {big} on `{host}`",
    "Traffic for `{service}` moved away from `{host}`",
    "Status page updated: {pct} % of requests to `{service}` fail",
    "`{host}` drained; {n} pods move",
    "The log of `{pod}` shows `{error}` since {clock}, before anything was changed",
    "Network between `{host}` and `{other}` measured: {ms} ms, no loss",
    "Version {version} of `{service}` excluded, since `{host}` runs {version} and is well",
    "Commit `{hex}` reverted",
    "Error rate of `{service}` down to {pct} %",
    "Queue of `{other}` empty after {big} messages",
    "Second restart of `{pod}`, with `{setting}={n}`",
    "{Team} confirms that [the dashboard]({url}) was right about `{metric}`",
    "`{command}` on `{host}` returns after {n} s with {status}",
    "**{n} of {n}** replicas of `{service}` are ready",
    "Support reports {n} tickets about `{other}`",
)
ACTIONS = (
    "Alert when `{metric}` stays above {big} for {n} minutes",
    "Raise `{setting}` to {n} on all nodes, and keep it in the repository",
    "Write the runbook for `{error}` on `{service}`",
    "Give `{other}` a timeout of {n} s towards `{service}`",
    "Move `{path}` of `{service}` to a disk of its own",
    "Find out why `{host}` logged `{error}` {n} times",
    "Upgrade `{service}` to {version}",
    "Probe `{service}` from outside with a request that writes",
    "Limit retries of `{other}` to {n}, with a pause that grows",
    "Take `{setting}` out of the image and into the configuration",
    "Test a restore of `{service}` with {big} rows",
    "Show `{metric}` by node on the dashboard of `{service}`",
)
LESSONS = (
    "The rollback of `{service}` took {n} minutes because it is rehearsed every month.",
    "An average over {n} nodes hides the one that fails.",
    "`{metric}` was on a dashboard, and nobody was paged by it.",
    "Two people worked on `{host}` at once, and undid each other's change at {clock}.",
    "A default such as `{setting}={n}` is not a decision.",
    "The fault hit at {clock}, when only {pct} % of the usual load was on `{service}`.",
    "Asking {team} early would have saved {n} minutes.",
    "What is retried needs a limit: {big} clients kept `{service}` down after its cause was gone.",
    "Backups of `{other}` were {n} minutes old, by luck rather than by plan.",
)
GAPS = (
    "Nothing watches `{metric}` on `{host}`",
    "The check of `{service}` asks for port {port} only",
    "`{error}` is logged at a level that is not collected",
    "Alerts of `{other}` go to a rotation that is empty at night",
)
FACTORS = (
    "`{setting}` was at its default of {n}.",
    "`{service}` and `{other}` share `{host}`, which no diagram shows.",
    "The last game day on `{service}` was {n} months ago.",
    "The canary takes {pct} % of the traffic and none of the writes.",
    "Only {n} people know how `{path}` is filled, and both were away.",
)
HEADINGS = (
    *("What users saw", "How it began", "What we tried first", "Why it took so long", "The second look at the logs"),
    *("What the graphs show", "How it was mended", "Why nothing paged us", "What held", "What is different now"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where one incident takes place: its own names, so that its sentences speak of the same things."""

    rng: random.Random
    service: str
    others: tuple[str, ...]

    def fill(self, phrase: str) -> str:
        """The phrase with something in each gap."""
        return _GAP.sub(lambda match: str(_FILL[match[1]](self)), phrase)

    def some(self, phrases: tuple[str, ...], count: int) -> list[str]:
        """So many different phrases, filled; some come twice where there are too few."""
        chosen = self.rng.sample(phrases, min(count, len(phrases)))
        chosen += [self.rng.choice(phrases) for _ in range(count - len(chosen))]
        return [self.fill(phrase) for phrase in chosen]


def hot(rng: random.Random) -> str:
    """A service; a few of them are affected far more often than the rest."""
    return SERVICES[min(int(rng.paretovariate(0.7)) - 1, rng.randrange(len(SERVICES)))]


_GAP = re.compile(r"\{(\w+)\}")
_FILL: dict[str, Callable[[Scene], object]] = {
    "service": lambda scene: scene.service,
    "Service": lambda scene: scene.service.capitalize(),
    "other": lambda scene: scene.rng.choice(scene.others),
    "team": lambda scene: scene.rng.choice(TEAMS),
    "Team": lambda scene: scene.rng.choice(TEAMS).capitalize(),
    "host": lambda scene: f"{scene.rng.choice(('node', 'db', 'edge', 'gpu', 'rack'))}-{scene.rng.randint(1, 60)}",
    "pod": lambda scene: f"{scene.service}-{scene.rng.randrange(16**5):05x}",
    "disk": lambda scene: f"/dev/{scene.rng.choice(('sda', 'sdb', 'vdc', 'nvme0n'))}{scene.rng.randint(1, 9)}",
    "path": lambda scene: f"/var/lib/{scene.service}/{scene.rng.choice(('wal', 'spool', 'tmp', 'audit', 'exports'))}",
    "metric": lambda scene: (
        f"{scene.service.replace('-', '_')}_{scene.rng.choice(('queue', 'request', 'session', 'lock', 'disk'))}"
        f"_{scene.rng.choice(('depth', 'seconds', 'errors_total', 'bytes', 'wait_ratio'))}"
    ),
    "setting": lambda scene: (
        f"{scene.rng.choice(('max', 'min', 'soft', 'idle', 'total'))}"
        f"_{scene.rng.choice(('connections', 'workers', 'retries', 'timeout', 'open_files', 'batch'))}"
    ),
    "error": lambda scene: (
        scene.rng.choice(
            ("i/o timeout", "connection reset by peer", "no space left on device", "context deadline exceeded", "EOF")
        )
        + f" (id {scene.rng.randrange(16**4):04x})"
    ),
    "command": lambda scene: f"systemctl restart {scene.service}@{scene.rng.randint(1, 20)}",
    "status": lambda scene: scene.rng.choice((400, 401, 429, 500, 502, 503, 504)),
    "version": lambda scene: f"{scene.rng.randint(0, 9)}.{scene.rng.randint(0, 30)}.{scene.rng.randint(0, 9)}",
    "clock": lambda scene: f"{scene.rng.randint(0, 23):02}:{scene.rng.randint(0, 59):02}",
    "year": lambda scene: scene.rng.randint(2014, 2022),
    "port": lambda scene: scene.rng.randint(1024, 9999),
    "n": lambda scene: scene.rng.randint(2, 96),
    "big": lambda scene: f"{scene.rng.randint(1, 900)},{scene.rng.randint(0, 999):03}",
    "ms": lambda scene: scene.rng.randint(3, 4000),
    "pct": lambda scene: scene.rng.randint(3, 97),
    "hex": lambda scene: f"{scene.rng.randrange(16**8):08x}",
    "url": lambda scene: f"https://example.org/{scene.service}/{scene.rng.randrange(16**6):06x}",
}
