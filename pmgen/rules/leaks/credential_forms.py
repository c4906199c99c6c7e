"""The forms of credentials that detect-secrets does not know, by where they stand, or by letters that they have."""

from __future__ import annotations

from typing import Final

from pmgen.rules.leaks.password_forms import MADE_UP

NAMED: Final = r"(?:[a-z]+\d{0,5}|\d{1,5})(?:[-_.](?:[a-z]+\d{0,5}|\d{1,5}))*"
"""What is the name of something: `mariadb-root-2`, `PLATFORM-1234`. No machine makes such a secret."""

_COMMAND: Final = r"[^\n|;]{0,120}?[ \t]"
_NO_PORTS: Final = r"(?!(?:[\d.]{7,15}:)?\d{1,5}:\d)"
"""What `-p` means to whoever runs a container: `8080:80/tcp`."""

_FED: Final = (
    r"(?:sudo[ \t]+(?:-\w+[ \t]+){0,4}-\w*S\b|[^\n|;]{0,120}--password-stdin\b"
    r"|(?:sudo[ \t]+)?(?:kinit|cryptsetup|passwd[ \t]+--stdin)\b)"
)
"""What reads a password from its standard input."""

_ACCOUNTS: Final = r"(?:admin(?:istrator)?|root|guest|deploy|postgres|sa|sysadmin)"
"""What is a user and nothing else, in front of a stroke."""

_LOGGED_IN: Final = (
    r"\b(?i:log(?:ged|ging|s)?[ -]?(?:in|on)|sign(?:ed|s)?[ -]?in|connect(?:ed|s|é|er)?|authenticat(?:ed|es?))\b"
    r"[^\n]{0,60}?[ ]"
)
"""What people do with a password, so that they may say which."""

_METHOD: Final = r"(?:sha|md|base|aes|rsa|utf|pbkdf|o?auth|v)\d"

_WHOSE: Final = (
    r"(?i:(?:[a-z]+-)*(?:only|shared|limited|managed|owned|level|wide|scoped|based|team|staff|operators?|viewers?|owners?"
    r"|editors?|readers?|readonly|services?|support|members?|releases?)(?![\w@!#$%^&*-]))"
)
"""What follows a stroke where a sentence says whose credentials they are: `admin/team-only`."""

_ENDS_SENTENCE: Final = r"(?=[^\s\"'`,;/():]*(?:[\dA-Z!@#$%^&*+=~]|[\"'`.)]{0,3}(?:[,;:]|[ \t]*(?:\r?\n|\Z))))"
"""In a sentence a word is a password where no other follows; what no word has is one everywhere."""

_STORES: Final = (
    r"(?i:s3|gc[ps]|r2|abs|minio|bucket|vault|kv|ssm|secrets?|aws|azure|database|config|path|op|pass|k8s|kubernetes)"
)
"""Where credentials lie: what follows is the way to them."""

_IN_SQL: Final = r"\b(?i:create|alter|grant)\b[^;]{0,120}?"
"""What is before words in small letters that are some of a sentence as well: the fault was identified by …"""

_AT_HOST: Final = r"@(?!sha\d{3}:)[\w\[]"
"""What follows a password in an address; an image of a container has a digest there."""

OURS: Final = (
    ("AIza", r"\bAIza[A-Za-z0-9_-]{35}", "a Google key"),
    (
        "@",
        # The last `@` is the one before the host. What follows a port is no password: `http://db:8080?to=a@b`.
        rf"://[^\s:/@\"'`<>]{{0,80}}:(?!\d{{1,5}}[?#])(?P<told>[^\s/\"'`<>]{{3,80}}){_AT_HOST}",
        "a password in an address",
    ),
    ("/api/webhooks/", r"/api/webhooks/\d{15,21}/(?P<value>[\w-]{50,})", "a token of a webhook"),
    ("sig=", r"[?&;]sig=(?P<value>[A-Za-z0-9%+/]{40,}=?)", "a signature in an address"),
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
        r"--(?<![\w-]--)(?!(?:[\w-]{0,40}-)?(?:idempotency|page|lock|change|next|starting)-token)"
        r"[\w-]{0,40}(?:"
        # A word is one in a command, of which something more or the end of the code follows: elsewhere it is prose.
        r"passw(?:or)?d[ \t]+[\"']?(?P<told>[A-Za-z][A-Za-z.!@#%+-]{4,80})[\"']?"
        r"(?=`|[ \t]+(?:-{1,2}[A-Za-z]|https?://|[|&>\\]))"
        r"|(?:passw(?:or)?d|token|api-?key)[ \t]+[\"']?(?P<value>[^\s\"'`-][^\s\"'`]{5,}))",
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
            rf"{before}(?i:identified (?:with [\w\"'`]{{1,40}} )?by) ['\"](?P<told>[^'\"\n]{{3,80}})['\"]",
            "a password in SQL",
        )
        for letters, before in (("IDENTIFIED", ""), ("identified by", _IN_SQL), ("identified with", _IN_SQL))
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
    *((each, rf"\b{each}[\w=-]{{50,}}", "an Atlassian token") for each in ("ATATT3", "ATCTT3")),
    ("ATBB", r"\bATBB[A-Za-z0-9]{32}\b", "a Bitbucket password"),
    ("Q~", r"\b[\w.~]{3}\dQ~[\w.~-]{31,34}", "a secret of Azure"),
    ("sha256~", r"\bsha256~[\w-]{43}\b", "an OpenShift token"),
    ("1//0", r"\b1//0[\w-]{40,}", "a Google token"),
    (
        "machine ",
        r"\bmachine[ \t]{1,4}\S{1,99}\s{1,9}login[ \t]{1,4}\S{1,99}\s{1,9}password[ \t]{1,4}(?P<told>\S{3,80})",
        "a password of .netrc",
    ),
    (
        "/pass",
        r"(?i:user(?:name)?|login)/pass(?:word)?[*_`]{0,3}[ \t]{0,4}(?:[:=]|is|was)[*_ \t]{0,4}[\"'`]?"
        r"[^\s/\"'`]{2,64}[ ]?/[ ]?(?P<told>[^\s\"'`,;/]{4,80})",
        "a password",
    ),
    *(
        (
            letters,
            # What is the same word twice by default, every vendor tells.
            r"(?:(?<=efault )(?P<known>))?+"
            r"\b[cC]red(?:ential)?s?[*_`]{0,3}[ \t]{0,4}(?:[:=(]|(?P<verb>are|were|is|was))[*_ \t]{0,4}[\"'`]?(?:"
            rf"(?P<who>{_ACCOUNTS})[ ]?[/:][ ]?(?!{_WHOSE})(?(known)(?!(?P=who)(?![^\s\"'`,;/():])))"
            rf"(?(verb){_ENDS_SENTENCE})(?P<told>[^\s\"'`,;/():]{{5,80}}+)"
            rf"|(?!{_STORES}/)[^\s/:\"'`]{{2,64}}[ ]?[/:][ ]?"
            rf"(?!{NAMED}(?![^\s\"'`,;)]))(?P<value>[^\s\"'`,;/():]{{6,80}}+))(?!/)",
            "a password",
        )
        for letters in ("redential", "reds")
    ),
    *(
        (
            letters,
            rf"(?:{before}|\b{_ACCOUNTS}[ ](?P<whose>)){letters}[ ](?P<told>(?!{_METHOD})[a-z]{{4,40}}\d{{1,6}})"
            r"(?(whose)(?=[\"'`.,;:!?)]{0,3}(?:[ \t]*(?:\r?\n|\Z)))|(?![\w-]))",
            "a password",
        )
        for letters, before in (
            ("password", rf"{_LOGGED_IN}(?:with|using)[ ](?:the[ ])?"),
            ("mot de passe", rf"{_LOGGED_IN}avec[ ](?:le[ ])?"),
            ("Passwort", r"\bmit[ ](?:dem[ ])?"),  # in German what else may follow has a capital
        )
    ),
    (
        "ogin",
        rf"\b[lL]ogin:?[ \t]{{1,4}}[\"'`]?{_ACCOUNTS}[\"'`]?[ ]/[ ][\"'`]?"
        r"(?P<value>[^\s\"'`,;/():-]{8,80})(?![\w/-])",
        "a password",
    ),
    *(
        (each, rf"{before}{each}[ =][\"']?{_ACCOUNTS}:(?P<value>[^\s\"'`:/]{{6,80}})", "a password in a command")
        for each, before in (("--auth", ""), (" -a", r"\bhttps?\b(?:[ ]--?[\w=-]{1,40}){0,9}"))
    ),
    *(
        (
            letters,
            rf"(?<![\w-]){letters}[ \t]{{1,4}}[\"'`]?(?P<value>(?=[a-z0-9]{{8}}){MADE_UP})(?![\w.-])"
            rf"|(?i:user(?:name)?|login):[ \t]{{1,4}}[\"'`]?[\w.@-]{{1,64}}[\"'`]?"
            rf"(?:[,;]?[ \t]{{1,4}}(?:/[ ])?|\r?\n[ \t>*-]{{0,20}}){letters}[ \t]{{1,4}}[\"'`]?"
            r"(?P<told>[^\s\"'`,;]{3,80})",
            "a password",
        )
        for letters in ("pass:", "Pass:")
    ),
    (
        "echo ",
        rf"echo(?<!\wecho)[ \t]+(?:-\w+[ \t]+)?[\"']?(?P<told>[^\s\"'`|;&]{{3,80}})[\"']?[ \t]*\|[ \t]*{_FED}",
        "a password in a command",
    ),
    *(
        (
            program,
            rf"\b{program}{_COMMAND}-p[ =]?[\"']?(?P<told>[^\s\"'`-][^\s\"'`]{{3,}})",
            "a password in a command",
        )
        for program in ("useradd", "usermod")
    ),
    (
        '"auth"',
        r"\"auth\"[ \t]*:[ \t]*\"(?P<value>(?:[\w+/]{4}){3,}(?:[\w+/]{2}==|[\w+/]{3}=)?)\"",
        "a password of a registry",
    ),
    (
        "earer",
        # `bearer tokens-are-read-in-version-2-of-it` has words where a token has none.
        rf"\b[bB]earer[ \t:]+[\"'`]?(?!{NAMED}[.=]?(?![\w+/=.~-]))(?P<value>[\w+/=.~-]{{24,}})",
        "a token in a header",
    ),
    (
        "chpasswd",
        r"(?m)[\"' ][\w.-]{1,32}:(?P<told>[^\s\"'`]{3,80})[\"']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?chpasswd",
        "a password in a command",
    ),
    (
        "smbclient",
        rf"\bsmbclient{_COMMAND}(?:-U|--user)[ =]?[\"']?[^\s\"'%]{{1,64}}%(?P<told>[^\s\"'`]{{3,}})",
        "a password in a command",
    ),
    (
        "htpasswd",
        r"\bhtpasswd[ \t]+-\w*b\w*[ \t]+(?:-\w+[ \t]+)*(?:\S+[ \t]+){1,2}(?P<told>[^\s\"'`-]{3,})",
        "a password in a command",
    ),
    ("dapi", r"\bdapi[0-9a-f]{32}\b", "a Databricks token"),
)
"""What each holds, the form, and what it is.

What is in a group `value` must look like a value, too; what is in a group `told` stands where only a password does.
"""
