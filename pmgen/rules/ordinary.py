"""Names with a hyphen and a number that mean a standard, a region or a version wherever anybody writes them."""

from __future__ import annotations

import re
from typing import Final

_STANDARDS: Final = (
    "aes|amd|ansi|arm|base|blake|cp|crc|curve|ddr|des|dtls|ecdsa|ed|fips|float|fp|gpt|h|http|https|i|iec|ieee|int|ip|ipv|iso"
    "|koi8|latin|layer|level|md|oauth|pcie|pkcs|raid|rfc|rsa|sha|sha1|sha2|sha3|ssl|tier|tls|ucs|uint|usb|utf|web|win|wpa"
    "|windows|windows-server|x|x86|covid"
)
_PROGRAMS: Final = (
    "alpine|android|angular|apache|ceph|centos|chrome|containerd|debian|django|docker|elasticsearch|envoy|etcd|fedora|firefox"
    "|gcc|gitlab|glibc|go|grafana|haproxy|helm|ios|istio|java|jdk|k8s|kafka|kubernetes|linux|log4j|macos|mariadb|mongodb"
    "|mysql|nginx|node|nodejs|openjdk|openssl|pg|php|postgres|postgresql|prometheus|python|rabbitmq|rails|react|redis|rhel"
    "|ruby|rust|spring|terraform|traefik|ubuntu|vault|vue"
)
_SIDES: Final = "(?:north|south|east|west|central|northeast|northwest|southeast|southwest)"
_VERSION: Final = r"[-_. ]?\d{1,3}(?:[-_.]\d{1,4}){0,3}"
_ORDINARY: Final = re.compile(
    rf"(?:{_STANDARDS})[-_. ]?\d{{1,5}}(?:[-_.]\d{{1,4}}){{0,3}}(?:[-_]?(?:cbc|gcm|ctr|ccm|le|be|bit))?"
    rf"|(?:{_PROGRAMS}){_VERSION}"
    rf"|(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-{_SIDES}-\d[a-f]?"
    rf"|(?:africa|asia|australia|europe|me|northamerica|southamerica|us)-{_SIDES}\d{{1,2}}(?:-[a-f])?"
)
"""Character sets, digests, protocols (`utf-8`, `sha-256`, `http-2`), versions of programs (`postgres-15`), and regions
of AWS and Google (`us-east-1`, `europe-west4-b`)."""
_DATED: Final = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-_.]?[01]\d(?!\d{3})|[0-3]?\d[-_.][0-3]?\d[-_.](?:19|20)\d\d(?!\d))"
)
"""A month of some year, or a day of it, whichever of these comes first."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def is_ordinary(name: str) -> bool:
    """Whether a name in small letters is such a word; none that has a month or a day of some year is."""
    return _ORDINARY.fullmatch(name) is not None and not _DATED.search(name)


def has_year(name: str) -> bool:
    """Whether a name says when something was, so that nothing but an incident is called so."""
    return _YEAR.search(name) is not None
