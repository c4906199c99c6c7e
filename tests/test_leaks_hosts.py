"""Which addresses and hosts tell of a network, and which are the same in all of them."""

from __future__ import annotations

import pytest

from pmgen.rules.leaks import contacts, hosts
from pmgen.rules.policy import Policy


def inside(text: str, policy: Policy | None = None) -> list[str]:
    return [each[0] for each in hosts.internal(policy or Policy(), text)]


@pytest.mark.parametrize(
    "text",
    [
        "`curl http://169.254.169.254/latest/meta-data/iam/` answered",
        "169.254.170.2, fe80::1, fe80::5054:ff:fe12:3456, http://[fe80::1]:80/",
        "http://metadata.google.internal/computeMetadata/v1/ was asked 400 times a second",
        "host.docker.internal and gateway.docker.internal did not resolve, nor host.containers.internal",
        "https://kubernetes.default.svc/api was not reachable; kubernetes.default.svc.cluster.local was",
        "kube-dns.kube-system.svc.cluster.local, svc.cluster.local, cluster.local",
        "DOCKER_HOST: tcp://docker:2375",
        "`Host: localhost` was sent, and `Host: example`; the template has `host: hostname`",
        "RFC 1918 (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16), RFC 6598 (`100.64.0.0/10`), fc00::/7",
    ],
)
def test_what_every_network_has_tells_of_none(text: str) -> None:
    assert inside(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.0.0.0/16", ["10.0.0.0"]),
        ("10.0.0.0/80", ["10.0.0.0"]),
        ("10.0.0.0", ["10.0.0.0"]),
        ("172.16.0.0/16", ["172.16.0.0"]),
        ("192.168.1.0/24", ["192.168.1.0"]),
        ("fd00::/8", ["fd00::"]),
        ("http://db.docker.internal/", ["db.docker.internal"]),
        ("vault.metadata.google.internal", ["vault.metadata.google.internal"]),
        ("postgres.default.svc.cluster.local", ["postgres.default.svc.cluster.local"]),
        ("http://kubernetes.acme.svc/", ["kubernetes.acme.svc"]),
        ("db.cluster.local", ["db.cluster.local"]),
        ("tcp://docker-2:2375", ["docker-2"]),
    ],
)
def test_what_one_network_has_is_found(text: str, found: list[str]) -> None:
    assert inside(text) == found


def test_the_config_may_forbid_what_every_network_has() -> None:
    policy = Policy(internal_hosts=("*.google.internal",))
    assert inside("http://metadata.google.internal/", policy) == ["metadata.google.internal"]


@pytest.mark.parametrize(
    "text",
    [
        "hostmaster@acme.test, privacy@acme.test, dpo@acme.test, billing@acme.test, do-not-reply@acme.test",
        "payments-oncall@acme.test, platform-team@acme.test, support+7351@acme.test, eu_alerts@acme.test",
        "jira@acme.test, jenkins@acme.test, mailer-daemon@acme.test, noc@acme.test",
        "support.eu@acme.test, db-alerts.2@acme.test, payments-oncall+db@acme.test, team-7@acme.test",
    ],
)
def test_the_mail_of_a_role_is_nobodys(text: str) -> None:
    assert [*contacts.mails(text)] == []


@pytest.mark.parametrize(
    "mail",
    [
        *("jane-support@mail.test", "jroe-admin@mail.test", "jroe+ops@mail.test", "teamroe@mail.test"),
        *("j.team@mail.test", "jroe+alerts@mail.test", "jane.roe+billing@mail.test", "j.roe_team@mail.test"),
        *("jane.roe-support@mail.test", "support+jane.roe@mail.test"),
    ],
)
def test_the_mail_of_a_person_in_a_role_is_that_of_a_person(mail: str) -> None:
    assert [each[0] for each in contacts.mails(mail)] == [mail]
