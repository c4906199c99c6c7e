"""Private keys: by the frame round them, and by how what is in it begins."""

from __future__ import annotations

import re
from typing import Final

PRIVATE_KEYS: Final = (
    ("PRIVATE KEY", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----", "a private key"),
    ("PuTTY-User-Key-File-", r"\bPuTTY-User-Key-File-\d", "a private key"),
    (
        "LS0tLS1CRUdJTi",
        # `-----BEGIN … PRIVATE KEY` in base64, as Secrets and configs of Kubernetes hold it.
        r"LS0tLS1CRUdJTi(?:B(?:QUklWQVRF|SU0EgUFJJVkFURS|FQyBQUklWQVRF|EU0EgUFJJVkFURS|PUEVOU1NIIFBSSVZBVEUg"
        r"|FTkNSWVBURUQgUFJJVkFURS))[A-Za-z0-9+/]*={0,2}",
        "a private key",
    ),
    *(
        (letters, rf"(?<![\w+/=])(?P<bare>{beginning}[\w+/]{{20,}}={{0,2}})", "a private key")
        for letters, beginning in (
            ("IBAAK", "MII[A-Za-z0-9+/]{2}[AQgw]IBAAK[BC]"),
            ("IBADAN", "MII[A-Za-z0-9+/]{2}[AQgw]IBADAN"),
            ("AQEEI", "MHcCAQEEI"),
            ("AgEBBD", "MIGkAgEBBD"),
            ("AgEAM", "MIG[A-Za-z0-9+/]AgEAM"),
            ("AwBQYDK2Vw", "MC4CAQAwBQYDK2Vw"),
            ("b3BlbnNzaC1rZXkt", "b3BlbnNzaC1rZXkt"),
            # Encrypted, by PBES1 and PBES2, or as PKCS #12 does it.
            ("BgkqhkiG9w0BBQ", r"MII[\w+/]{5}BgkqhkiG9w0BBQ"),
            ("GCSqGSIb3DQEF", r"MI[GH][\w+/]M[\w+/]{2}GCSqGSIb3DQEF"),
            ("BgoqhkiG9w0BDAE", r"MII[\w+/]{5}BgoqhkiG9w0BDAE"),
            ("wHAYKKoZIhvcNAQwBA", r"M[\w+/]{2}wHAYKKoZIhvcNAQwBA"),
            ("GCiqGSIb3DQEMAQ", r"MI[GH][\w+/]M[\w+/]{2}GCiqGSIb3DQEMAQ"),
        )
    ),
)
"""As `credential_forms.OURS`.

A group `bare` is a key in DER (RFC 8017, 5915, 8018, 8410) or of OpenSSH's form, in base64, perhaps with its frame
before it.
"""

_FRAME: Final = 60
"""How far before a key its frame ends, at most."""


def is_bare(match: re.Match[str]) -> bool:
    """Whether a key has no frame before it: else that is told of, and points at the first line of both."""
    before = match.string[max(0, match.start() - _FRAME) : match.start()]
    return "PRIVATE KEY-----" not in before and "PRIVATE KEY BLOCK-----" not in before
