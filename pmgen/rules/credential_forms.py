"""The forms of credentials that detect-secrets does not know: what each begins with, or where it stands."""

from __future__ import annotations

from typing import Final

NAMED: Final = r"(?:[a-z]+\d{0,5}|\d{1,5})(?:[-_.](?:[a-z]+\d{0,5}|\d{1,5}))*"
"""What is the name of something: `mariadb-root-2`, `PLATFORM-1234`. No machine makes such a secret."""

_COMMAND: Final = r"[^\n|;]{0,120}?[ \t]"
_NO_PORTS: Final = r"(?!(?:[\d.]{7,15}:)?\d{1,5}:\d)"
"""What `-p` means to whoever runs a container: `8080:80/tcp`."""

_AT_HOST: Final = r"@(?!sha\d{3}:)[\w\[]"
"""What follows a password in an address; an image of a container has a digest there."""

OURS: Final = (
    ("PRIVATE KEY", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----", "a private key"),
    ("hv", r"\bhv[sbr]\.[A-Za-z0-9_-]{24,}", "a Vault token"),
    ("github_pat_", r"\bgithub_pat_[A-Za-z0-9_]{40,}", "a GitHub token"),
    ("AIza", r"\bAIza[A-Za-z0-9_-]{35}", "a Google key"),
    (
        "@",
        # The last `@` is the one before the host. What follows a port is no password: `http://db:8080?to=a@b`.
        rf"://[^\s:/@\"'`<>]{{0,80}}:(?!\d{{1,5}}[?#])(?P<told>[^\s/\"'`<>]{{3,80}}){_AT_HOST}",
        "a password in an address",
    ),
    ("npm_", r"\bnpm_[A-Za-z0-9]{36}\b", "an npm token"),
    ("sk-", r"\bsk-(?:proj|svcacct|admin)-[\w-]{20,}", "an OpenAI key"),
    ("hf_", r"\bhf_[A-Za-z0-9]{30,}", "a Hugging Face token"),
    ("_v1_", r"\bdo[opr]_v1_[0-9a-f]{64}", "a DigitalOcean token"),
    ("whsec_", r"\bwhsec_[A-Za-z0-9+/=]{24,}", "a secret of a webhook"),
    ("/api/webhooks/", r"/api/webhooks/\d{15,21}/(?P<value>[\w-]{50,})", "a token of a webhook"),
    ("xapp-", r"\bxapp-\d-[A-Z0-9]+-\d+-[0-9a-f]{40,}", "a Slack token"),
    ("ya29.", r"\bya29\.[\w-]{30,}", "a Google token"),
    ("GOCSPX-", r"\bGOCSPX-[\w-]{24,}", "a Google secret"),
    ("shp", r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", "a Shopify token"),
    ("glsa_", r"\bglsa_[A-Za-z0-9]{32}_[0-9a-f]{8}", "a Grafana token"),
    ("dckr_", r"\bdckr_[po]at_[\w-]{24,}", "a Docker token"),
    ("ATATT3", r"\bATATT3[\w=-]{50,}", "an Atlassian token"),
    ("tskey-", r"\btskey-[a-z]+-[A-Za-z0-9]{8,}-[A-Za-z0-9]{20,}", "a Tailscale key"),
    ("sig=", r"[?&;]sig=(?P<value>[A-Za-z0-9%+/]{40,}=?)", "a signature in an address"),
    ("sk-ant-", r"\bsk-ant-[A-Za-z0-9]{2,12}-[\w-]{20,}", "an Anthropic key"),
    ("AGE-SECRET-KEY-", r"\bAGE-SECRET-KEY-1[A-Z0-9]{50,}", "an age key"),
    (
        "uthorization",
        r"[aA]uthorization[\"']?[ \t]*[:=][ \t]*[\"']?(?i:bearer|basic|token|api-?key)[ \t]+(?P<value>[\w+/=.~-]{12,})",
        "a token in a header",
    ),
    (
        "curl",
        rf"\bcurl{_COMMAND}(?:-u|--user)[ =]?[\"']?[^\s:\"'/]{{1,64}}:(?P<told>[^\s\"'`]{{3,}})",
        "a password in a command",
    ),
    ("mysql", rf"\bmysql\w*{_COMMAND}-p{_NO_PORTS}(?P<told>[^\s\"'`-][^\s\"'`]{{3,}})", "a password in a command"),
    (
        "--",
        # What may not stand before comes behind the letters, which are found without trying at each place.
        r"--(?<![\w-]--)[\w-]{0,40}(?:passw(?:or)?d|token|api-?key)[ \t]+[\"']?(?P<value>[^\s\"'`-][^\s\"'`]{5,})",
        "a password in a command",
    ),
    (
        "</",
        r"(?i)<[\w:.-]{0,40}(?:passw(?:or)?d|secret|token|api-?key)>(?P<value>[^\s<]{6,200})</",
        "a password in an element",
    ),
    ("redis-cli", rf"\bredis-cli{_COMMAND}-a[ ]?[\"']?(?P<told>[^\s\"'`-][^\s\"'`]{{3,}})", "a password in a command"),
    ("ldap", rf"\bldap\w{{1,20}}{_COMMAND}-w[ ]?[\"']?(?P<told>[^\s\"'`-][^\s\"'`]{{3,}})", "a password in a command"),
    (
        " login",
        rf"\w login{_COMMAND}-p(?:[ =][\"']?{_NO_PORTS}(?P<told>[^\s\"'`-][^\s\"'`]{{3,}})"
        rf"|{_NO_PORTS}(?P<value>[^\s\"'`-][^\s\"'`]{{3,}}))",
        "a password in a command",
    ),
    ("@", rf"://(?!(?i:{NAMED})@)(?P<value>[A-Za-z0-9_-]{{20,255}})@[\w\[]", "a token in an address"),
    ("sshpass", rf"\bsshpass{_COMMAND}-p[ ]?[\"']?(?P<told>[^\s\"'`-][^\s\"'`]{{3,}})", "a password in a command"),
    *(
        # Many a timeline has a milestone of this name.
        (
            letters,
            r"(?i:identified (?:with [\w\"'`]{1,40} )?by) ['\"](?P<told>[^'\"\n]{3,80})['\"]",
            "a password in SQL",
        )
        for letters in ("IDENTIFIED", "identified by", "identified with")
    ),
    ("PASSWORD '", r"PASSWORD '(?P<told>[^'\n]{3,80})'", "a password in SQL"),
    *(
        (word, rf"\b{word}[ \t]{{1,4}}(?P<value>[^\s\"'`]{{6,}})", "a password of Redis")
        for word in ("requirepass", "masterauth")
    ),
    (
        "nseal",
        r"[uU]nseal[ _-][kK]ey(?:[ \t#(]{1,2}\d{1,2}\)?)?[*_]{0,2}[ \t]{0,4}[:=][*_]{0,2}[ \t]{0,4}[\"'`]?"
        r"(?P<value>[A-Za-z0-9+/]{32,}=?)",
        "an unseal key",
    ),
    ("--token", r"--token[ \t=][\"']?[a-z0-9]{6}\.[a-z0-9]{16}\b", "a token of kubeadm"),
    ("$2", r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}", "the hash of a password"),
    *((word, r"\$[56y]\$[^\s]{1,60}\$[./A-Za-z0-9]{40,}", "the hash of a password") for word in ("$5$", "$6$", "$y$")),
    ("$argon2", r"\$argon2[id]{1,2}\$[^\s]{20,}", "the hash of a password"),
    ("pass=", r"(?<![A-Za-z_-])pass=(?P<value>[^\s\"'`,;&]{6,})", "a password or key"),
    ("ookie:", r"[cC]ookie:[ \t][^\n]{0,200}?=(?P<value>[\w%+/.-]{20,}=?)", "a session in a header"),
    ("-Signature=", r"[?&;]X-(?:Amz|Goog)-Signature=[0-9a-f]{64,}", "a signature in an address"),
    ("webhookb2/", r"/webhookb2/[0-9a-f-]{36}@[0-9a-f-]{36}/\w+/(?P<value>[0-9a-f]{32})", "a token of a webhook"),
    ("ATCTT3", r"\bATCTT3[\w=-]{50,}", "an Atlassian token"),
    ("PMAK-", r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}", "a Postman key"),
    ("lin_api_", r"\blin_api_[A-Za-z0-9]{40}", "a Linear key"),
    ("NRAK-", r"\bNRAK-[A-Z0-9]{27}", "a New Relic key"),
    ("rubygems_", r"\brubygems_[0-9a-f]{48}", "a RubyGems key"),
    ("dapi", r"\bdapi[0-9a-f]{32}\b", "a Databricks token"),
)
"""What each holds, the form, and what it is.

What is in a group `value` must look like a value, too; what is in a group `told` stands where only a password does.
"""
