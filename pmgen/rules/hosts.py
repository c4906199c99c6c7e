"""Hosts without a domain, such as `vault-2`: a word like any other, but for where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ALONE = re.compile(
    r"[:@](?:(?<=:)//(?:[^\s/?#@\"'`<>]{0,80}@)?+|(?<=\w@))(?P<host>[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}))"
    r"(?![\w-]|\.[\w.]|[…%${@=])(?P<folder>:[~/])?"
)
"""What may be one, in an address or after the name of a user."""
_HOST = re.compile(r"(?P<host>[\w-]+)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9]*\Z")
_OF_HOSTS = frozenset(
    "http https ws wss ftp ftps sftp ssh git tcp udp tls ssl grpc ldap ldaps smb nfs cifs rsync rdp vnc telnet imap "
    "imaps smtp smtps mysql mariadb postgres postgresql redis rediss valkey mongodb amqp amqps mqtt mqtts nats kafka "
    "etcd memcached clickhouse elasticsearch ceph iscsi syslog snmp".split()
)
"""The schemes whose addresses begin with a host: of `s3://backups` and `docker://nginx` nobody can say so."""
_USER = re.compile(r"(?<![\w/@.-])[A-Za-z_][\w.-]{0,31}\Z")
_REMOTE = re.compile(r"(?<![\w-])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id|git[ \t](?:clone|fetch|pull|push|remote))[ \t]")
_OF_NOBODY = frozenset("localhost example test invalid host hostname".split())
"""Hosts that each machine has, that nobody has (RFC 6761), and what is written for one."""


def alone(text: str) -> Iterator[re.Match[str]]:
    """Where an address or a command names a host that only a network of one's own can know."""
    for match in _ALONE.finditer(text):
        name = match["host"].lower()
        if name in _OF_NOBODY or name.isdigit():
            continue
        start = match.start()
        if text.startswith(":", start):
            scheme = _SCHEME.search(text, max(0, start - 16), start)
            shown = scheme is not None and scheme[0].lower() in _OF_HOSTS
        else:
            # `root@vault-2:~#` is a prompt; `user@v2` may be anything where no command says that it is a host.
            line = max(text.rfind("\n", 0, start) + 1, start - 200)
            named = match["folder"] or _REMOTE.search(text, line, start)
            shown = bool(named and _USER.search(text, line, start))
        if shown and (host := _HOST.match(text, match.start("host"), match.end("host"))):
            yield host
