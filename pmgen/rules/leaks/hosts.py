"""What only a network of one's own knows: private addresses, internal hosts, and hosts without a domain."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator

from pmgen.rules.leaks import everywhere
from pmgen.rules.leaks.versions import is_version
from pmgen.rules.policy import Policy, matches

_ADDRESS = re.compile(
    r"(?:(?<![\w-])|(?<=\d-))(?<!\w\.)(?<!::)(?:"
    r"(?P<ip>\d{1,3}(?:\.\d{1,3}){3})(?!\w|\.\d|-(?!\d{1,3}(?:\.|(?![\w-]))))"
    r"|(?P<net>\d{1,3}\.\d{1,3}\.(?:\d{1,3}|[xX*])\.[xX*])(?!\w|\.\w)"
    r"|(?P<named>[iI][pP](?:-\d{1,3}){4})(?![\w-])"
    r"|(?<!:)(?P<six>[fF][c-eC-E][0-9a-fA-F]{2}:[0-9a-fA-F:]{1,40})(?![\w:])"
    r"|(?P<host>[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}\.){1,12}[A-Za-z][A-Za-z0-9-]{1,62})(?![\w-]|\.\w))"
)
_ONE_WORD = re.compile(r"(?<=//|\w@)(?P<host>[A-Za-z0-9_][A-Za-z0-9_-]{0,62})(?![\w@-]|\.\w)")
"""A host of one word, where an address says that it is one."""

_INSIDE = ("svc", "internal", "local", "lan", "corp", "intranet", "localdomain", "home.arpa")
_ALONE_INSIDE = (".private", ".priv", ".home", ".intra", ".lab", ".consul")
"""The same behind a domain only: `user.home` is a property, and `hashicorp.consul` a package."""
_SHARED = "100.64.0.0/10"
"""What a provider shares among its customers (RFC 6598): nobody can reach it from outside either."""

_ALONE = re.compile(
    r"[:@](?:(?<=:)//(?:[^\s/?#\"'`<>]{0,160}@)?+|(?<=\w@))(?P<host>[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}))"
    r"(?![\w-]|\.[\w.]|[…%${@=])(?P<folder>:[~/])?"
)
"""What may be one, in an address or after the name of a user."""
_PARTS = {"host": re.compile(r"(?P<host>[\w-]+)"), "ip": re.compile(r"(?P<ip>[\w.]+)")}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9]*\Z")
_OF_HOSTS = frozenset(
    "http https ws wss ftp ftps sftp ssh git tcp udp tls ssl grpc ldap ldaps smb nfs cifs rsync rdp vnc telnet imap "
    "imaps smtp smtps mysql mariadb postgres postgresql redis rediss valkey mongodb amqp amqps mqtt mqtts nats kafka "
    "etcd memcached clickhouse elasticsearch ceph iscsi syslog snmp sqlserver mssql zookeeper".split()
)
"""The schemes whose addresses begin with a host: of `s3://backups` and `docker://nginx` nobody can say so."""
_USER = re.compile(r"(?<![\w/@.-])[A-Za-z_][\w.-]{0,31}\Z")
_REMOTE = re.compile(r"(?<![\w-])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id|git[ \t](?:clone|fetch|pull|push|remote))[ \t]")
_SHARE = re.compile(r"\\\\(?<![\\\w:?.]\\\\)(?P<host>[A-Za-z][\w-]{1,61}\w)\\{1,2}[\w$]{2}")
"""What Windows calls a folder of another machine: `\\\\files\\backups`."""
_OF_NO_SHARE = re.compile(r"x[\da-f]{2}|u[\da-f]{4}|server|localhost|wsl|host", re.IGNORECASE)
"""Signs of a program that are escaped, the machine itself, and what is written for one."""

_NUMBERED = (
    r"(?!(?:ed|rsa|sha|ipv|ssh|key|tcp|udp|http|tls|port|utf)\d)(?![\w-]*\d{4}-\d)[A-Za-z]{2}[\w-]{0,60}?\d{1,5}"
)
_COMMAND = re.compile(
    r"(?<![\w.-])(?:ssh|mosh|ssh-copy-id|telnet|ping6?|traceroute|mtr)[ \t]+"
    rf"(?:-[\w-]+(?:[ \t]+[^\s-]\S{{0,80}})?[ \t]+){{0,6}}(?P<host>{_NUMBERED})(?![\w-]|[.@]\w)"
)
"""A machine with a number to which a command goes: `ssh db01`. Of `ssh keys` nobody can say that it is none."""
_COPIED = re.compile(
    r"(?<![\w.-])(?:scp|rsync)[ \t](?:[^\n|;&]{0,160}?[ \t])?(?P<host>[A-Za-z][\w-]{1,62}):(?=~|/(?!/))"
)
_LISTED = re.compile(
    r"(?<=://)(?:[^\s/?#\"'`<>]{0,160}@)?+[\w.-]{1,255}(?::\d{1,5})?"
    r"(?P<hosts>(?:,[\w.-]{1,255}(?::\d{1,5})?){1,32}+)(?![\w:])"
)
"""The hosts behind the first: `mongodb://db-a,db-b/shop`."""
_OF_LISTS = frozenset(
    "amqp amqps clickhouse etcd kafka ldap ldaps mariadb memcached mongodb mysql nats postgres postgresql redis rediss "
    "valkey zookeeper".split()
)
_IN_LIST = re.compile(r",(?P<host>[A-Za-z0-9][A-Za-z0-9_-]{0,62})(?![\w.-])")
_ORACLE = re.compile(
    r"jdbc:oracle:(?:thin|oci8?):(?:[^\s@/]{1,64}/[^\s@]{1,64})?@(?://)?(?P<host>[A-Za-z][\w-]{0,62})(?![\w.@-])"
)
_HEADER = re.compile(
    r"(?:(?<=`)(?=H)|(?:-H|--header)[ \t=]{0,4}[\"']|(?<=\n)(?<= HTTP/\d\.\d\n)|(?<=\n)(?<= HTTP/\d\.\d\r\n))"
    r"[hH]ost:[ \t]{1,4}(?P<host>[A-Za-z][\w-]{0,62})(?=(?::\d{1,5})?(?:[`\"']|[ \t]{0,9}\r?(?:\n|\Z)))"
)
"""The host to which a request goes, where it is one: `Host: AWS` says where something runs."""
_SET = re.compile(
    rf"[hH](?:ost|OST)(?:[nN](?:ame|AME))?[\"']?[ \t]{{0,4}}[:=][ \t]{{0,4}}[\"'`]?(?P<host>{_NUMBERED})(?![\w.@-])"
)

_NUMBER = r"(?:0[xX][0-9a-fA-F]{1,8}|\d{1,11})"
_SHORT = re.compile(rf"://(?:[^\s/?#\"'`<>]{{0,160}}@)?+(?P<ip>{_NUMBER}(?:\.{_NUMBER}){{0,3}})(?![\w@-]|\.\w)")
"""An address as programs take one, too: of hexadecimal or octal numbers, the last of which is all the rest."""
_MAPPED = re.compile(
    r"(?<![\w:])(?:::|(?:0{1,4}:){5})[fF]{4}:(?P<high>[0-9a-fA-F]{1,4}):(?P<low>[0-9a-fA-F]{1,4})(?![\w:]|\.\d)"
)
"""An address of IPv4 as one of IPv6, in hexadecimal numbers."""

_PORT = re.compile(
    r":(?<=\d:)(?:443|1433|2049|2375|2379|2380|3000|3128|3306|3389|5000|5432|5601|5672|5900|6379|6443|6789|8080|8081|8086"
    r"|8200|8300|8443|8500|8600|9000|9042|9090|9091|9092|9093|9100|9200|9300|9418|9443|10250|11211|15672|27017)(?![\w.:-])"
)
"""The port of a service, behind what may be a machine with a number: `db01:5432`."""
_BEFORE_PORT = re.compile(rf"(?<![\w./@:-])(?P<host>{_NUMBERED})\Z")


def internal(policy: Policy, text: str) -> Iterator[re.Match[str]]:
    """The private addresses and internal hosts in a text, without those that are allowed."""
    found = [match for match in _ADDRESS.finditer(text) if _is_inside(match, policy)]
    if "://" in text or "@" in text:
        found += _alone(text)
        found += _listed(text)
        found += (_part(match, "ip") for match in _SHORT.finditer(text) if _is_private(_written_out(match["ip"])))
    if "::" in text or ":0:" in text:
        found += (match for match in _MAPPED.finditer(text) if _is_private(_of_four(match)))
    found += (_host(match) for match in _named(text))
    # Of one word elsewhere nothing is known but what the config names, which most do not.
    if any("." not in each for each in policy.internal_hosts):
        found += (match for match in _ONE_WORD.finditer(text) if matches(match[0], policy.internal_hosts))
    return (match for match in found if not matches(match[0], policy.allowed_addresses))


def _named(text: str) -> Iterator[re.Match[str]]:
    """Where a command, a port or two strokes say that a word is a machine."""
    if "\\\\" in text:
        yield from (match for match in _SHARE.finditer(text) if not _OF_NO_SHARE.fullmatch(match["host"]))
    if any(each in text for each in ("ssh", "mosh", "telnet", "ping", "traceroute", "mtr")):
        yield from _COMMAND.finditer(text)
    if "scp" in text or "rsync" in text:
        yield from _COPIED.finditer(text)
    if "host" in text or "Host" in text or "HOST" in text:
        yield from (match for match in _HEADER.finditer(text) if match["host"].lower() not in everywhere.HOSTS)
        yield from _SET.finditer(text)
    for port in _PORT.finditer(text):
        if host := _BEFORE_PORT.search(text, max(0, port.start() - 64), port.start()):
            yield host


def _host(match: re.Match[str]) -> re.Match[str]:
    """The host alone of what has been found."""
    return _part(match, "host")


def _part(match: re.Match[str], name: str) -> re.Match[str]:
    part = _PARTS[name].match(match.string, *match.span(name))
    assert part
    return part


def _is_inside(match: re.Match[str], policy: Policy) -> bool:
    if match["named"]:
        return _is_private(match["named"].lower().removeprefix("ip-").replace("-", "."))
    if match["net"]:
        # All of `192.168.x.x` is what a standard says of every network.
        net = re.sub("[xX*]", "0", match["net"])
        return net != "192.168.0.0" and _is_private(net)
    if match["host"]:
        return not _is_of_code(match) and _is_internal_host(match[0], policy.internal_hosts)
    return _is_private(match[0]) and not everywhere.is_standard(match) and not is_version(match)


def _is_of_code(match: re.Match[str]) -> bool:
    """Whether what has two parts is a file or a function, such as `/etc/rc.local` and `threading.local()`."""
    text, start = match.string, match.start()
    in_folder = text.endswith(("/", "."), 0, start) and not text.endswith(("//", "*."), 0, start)
    return match[0].count(".") == 1 and (in_folder or text.startswith("(", match.end()) or match[0] == "rc.local")


def _alone(text: str) -> Iterator[re.Match[str]]:
    """Where an address or a command names a host that only a network of one's own can know."""
    for match in _ALONE.finditer(text):
        name = match["host"].lower()
        if name in everywhere.HOSTS or name.isdigit():
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
        if shown:
            yield _host(match)


def _listed(text: str) -> Iterator[re.Match[str]]:
    """The hosts of one word behind the first in an address."""
    if "jdbc:oracle" in text:
        yield from map(_host, _ORACLE.finditer(text))
    for match in _LISTED.finditer(text):
        scheme = _SCHEME.search(text, max(0, match.start() - 19), match.start() - 3)
        if scheme and scheme[0].lower() in _OF_LISTS:
            for each in _IN_LIST.finditer(text, *match.span("hosts")):
                if each["host"].lower() not in everywhere.HOSTS and not each["host"].isdigit():
                    yield _host(each)


def _written_out(short: str) -> str:
    """An address of four numbers, as it is usually written, of one with fewer or others; empty if there is none."""
    try:
        *first, last = (
            int(each, 16 if each[1:2] in ("x", "X") else 8 if each[0] == "0" else 10) for each in short.split(".")
        )
    except ValueError:
        return ""
    if any(each > 255 for each in first) or last >= 256 ** (4 - len(first)):
        return ""
    return str(ipaddress.IPv4Address(int.from_bytes(first) * 256 ** (4 - len(first)) + last))


def _of_four(match: re.Match[str]) -> str:
    return str(ipaddress.IPv4Address(int(match["high"], 16) << 16 | int(match["low"], 16)))


def _is_private(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return (address.is_private or address in everywhere.network(_SHARED)) and not everywhere.is_address(address)


def _is_internal_host(host: str, patterns: Iterable[str]) -> bool:
    host = host.lower()
    if matches(host, patterns):
        return True
    if everywhere.is_host(host):
        return False
    if host.endswith(_ALONE_INSIDE) and host.count(".") > 1:
        return True
    return host.endswith(tuple(f".{each}" for each in _INSIDE)) or ".svc.cluster." in f"{host}."
