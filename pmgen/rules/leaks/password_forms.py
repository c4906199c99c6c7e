"""What passwords and keys are called, how a value stands behind such a name, and what stands for one."""

from __future__ import annotations

from typing import Final

_MARKS: Final = ("", "_", "-")
_ABROAD: Final = (
    *("kennwort", "wachtwoord", "contraseña", "contrasenya", "contrasena", "senha", "palavra-passe", "parola", "hasło"),
    *("heslo", "lösenord", "adgangskode", "salasana", "mdp", "şifre", "jelszó", "пароль", "парола", "κωδικός"),
    *("密码", "密碼", "口令", "パスワード", "비밀번호", "암호"),
)
"""Passwords in languages whose word has no `pass` in it."""
_WITH_PASS: Final = ("password", "passwd", "passphrase", "passcode", "passwort", "passord", "mot de passe")
OF_PEOPLE: Final = (*_WITH_PASS, "_pass", "-pass", "pwd", "pw", "psk", *_ABROAD)
"""What people think of, in lower case: it may be short, and need not have a digit."""
OF_MACHINES: Final = ("secret", "token")
"""What machines make, and what has a name as often as a value."""
KEYS: Final = (
    "key_base",
    *(
        f"{first}{mark}key"
        for first in ("api", "access", "account", "secret", "private", "encryption", "signing", "master")
        for mark in _MARKS
    ),
    "api key",
    "access key",
    "secret key",
    "presharedkey",
    "shared_key",
    "pre-shared key",
)
"""What a key is called. Each has `key` in it, which few documents have."""

NAMES: Final = (*OF_PEOPLE, *OF_MACHINES, *KEYS)
SPOKEN_OF: Final = (*_WITH_PASS, *_ABROAD)
_SHARED: Final = ("pass", "pw", "key", "contrase")
_OWN: Final = tuple(each for each in NAMES if not any(letters in each for letters in _SHARED))
BY_LETTERS: Final = {
    **{letters: tuple((each, each.index(letters)) for each in NAMES if letters in each) for letters in _SHARED},
    **{each: ((each, 0),) for each in _OWN},
}
"""The names by letters that each of them has, and where in it these are."""

_BOLD: Final = r"[*_]{0,3}"
_SPACE: Final = r"[ \t\u00a0\u202f]{0,4}"
_WHOSE: Final = r"(?:[ \t](?:\([^()\n]{1,40}\)|(?:for|of|von|für|de|del|du)[ \t][\w.@-]{1,40}))?"
_TAGS: Final = r"(?:</?(?i:b|code|em|i|span|strong)>){0,2}"
_PLACE: Final = (
    rf"{_WHOSE}[\"']?{_BOLD}{_TAGS}{_SPACE}(?:[:=]{{1,2}}>?|[：→]|->){_BOLD}{_TAGS}{_SPACE}{_TAGS}(?P<quote>[\"'`])?"
)
GIVEN: Final = (
    _PLACE
    + r"(?P<value>[^\s\"'`,;<>|(){}\[\]$][^\s\"'`,;<>|(){}\[\]]{5,199}+)(?!\()(?P<rest>(?(quote)[^\"'`\n]{0,200}))"
)
"""A value in quotes is all that is in them, though the beginning is enough to know it."""

_ALONE: Final = (
    rf"{_BOLD}[\"'`]?(?P<value>[^\s\"'`,;<>|(){{}}\[\]$*][^\s\"'`,;<>|(){{}}\[\]*]{{7,199}})(?<!:)"
    rf"[\"'`]?{_BOLD}[ \t]{{0,80}}"
)
_BLANK: Final = r"[ \t>]{0,20}"
_SAID_TO_BE: Final = r"(?:[ \t]{1,4}(?:is|was|ist|war|est|était|es|era))?"
BELOW: Final = (
    rf"[\"']?{_BOLD}{_SAID_TO_BE}{_SPACE}[:=：]{_BOLD}[ \t]{{0,4}}(?:[|>][+-]?[ \t]{{0,4}})?\r?\n(?:{_BLANK}\r?\n)?"
    rf"(?:{_BLANK}(?:```|~~~)\w{{0,20}}\r?\n)?"
    rf"{_BLANK}(?:[*-][ \t])?{_ALONE}(?=\r?\n|\Z)"
)
"""A value on a line of its own, below its name, perhaps in a block of code."""
UNDER: Final = (
    rf"{_BOLD}[ \t]{{0,9}}#{{0,6}}\r?\n(?:{_BLANK}\r?\n)?(?:{_BLANK}(?:```|~~~)\w{{0,20}}\r?\n)?"
    rf"{_BLANK}(?P<defines>:[ \t]{{1,4}})?{_ALONE}(?=\r?\n|\Z)"
)
"""The same below a heading that is the name, or as what defines it."""
HEADING: Final = r"(?:\A|\n)(?P<mark>[ \t>]{0,20}#{1,6})?[ \t>*_]{0,20}(?:[^\W\d_]{1,20}[ \t]){0,2}\Z"
"""What stands in front of the name there: hardly a word, or two."""
STATED: Final = rf"{_BOLD}[ \t]{{1,4}}(?:is|was|ist|war)[ \t]{{0,4}}\r?\n(?:{_BLANK}\r?\n)?{_BLANK}{_ALONE}(?=\r?\n|\Z)"
"""A value on a line of its own, of which a sentence above says what it is."""
CELL: Final = (
    rf"{_TAGS}{_SPACE}:?</(?:td|th|dt)>\s{{0,40}}<(?:td|dd)>\s{{0,40}}{_TAGS}"
    r"(?P<value>[^\s\"'`,;<>|(){}\[\]$][^\s\"'`,;<>|(){}\[\]]{5,199}+)(?=<|\s)"
)
"""A value in the next cell of a table in HTML, or in what defines the name there."""
BESIDE: Final = rf"[\"'`]?{_BOLD}[ \t]{{0,80}}\|[ \t]{{0,80}}{_ALONE}\|"
"""A value in the cell of a table, beside its name."""

_VERB: Final = (
    r"(?P<verb>(?:(?:is|was|been)[ \t])?(?:(?:re)?set|changed) to|is|was|ist|war|lautete?|est|était|es"
    r"|era|fue|foi|è|é)"
)
_GAP: Final = r"(?:[ \t]{1,4}|[ \t]{0,4}\r?\n[ \t>]{0,20})"
"""What is between two words of a sentence, be they on one line or on two."""
_IS: Final = rf"(?:{_GAP}{_VERB}{_GAP}|[ \t]{{1,4}}(?:(?:of|[-–—])[ \t]{{1,4}})?)"
SAID: Final = rf"{_BOLD}{_IS}{_BOLD}(?P<quote>[`\"'])(?P<value>[^\s\"'`][^\"'`\n]{{5,80}})(?P=quote)"
"""A value in a sentence: the password was `…`."""
SPOKEN: Final = rf"{_BOLD}{_IS}(?!(?i:sha|md|base|aes|rsa|utf|pbkdf)-?\d)(?P<value>[^\s\"'`,;<>|(){{}}\[\]/.]{{8,80}})"
"""The same without quotes: of that only what has capitals, small letters and digits can be told from a word."""
MADE_UP: Final = r"(?!v\d|[0-9a-f]{1,99}(?![0-9a-z]))[a-z]{1,40}\d{1,9}[a-z]{1,40}\d[a-z0-9]{0,99}"
"""Or what has digits within it as no word, version or commit does: `tr0ub4dor7`."""
WORDED: Final = (
    rf"{_BOLD}{_GAP}{_VERB}{_GAP}{_BOLD}(?P<value>[a-z]{{4,40}}\d{{1,6}}[!#$%&*+=?@^]?){_BOLD}"
    r"(?=[\"'.,;:!?)]{0,3}(?:[ \t]*\r?(?:\n|\Z)|(?<=[.,;:!?)])[ \t]"
    r"|[ \t](?:and|at|but|everywhere|for|in|on|since|so|until|which|und|et|y)\b))"
)
"""A word with a number, of which a sentence says that it was the password, and then ends or begins anew."""

FILLED_IN: Final = r"\$(?:\w+|\{[^}]*\}?|\([^)]*\)?)|%[A-Za-z_]\w*%|%\(\w*\)s?|\{\{[^}]{0,80}\}\}"
# What stands for a value: a name, a path, a day, a word of prose.
STANDS_FOR: Final = (
    r"(?i)[*.•x]{3,}|x{3,}|\*{2,}|example|changeme|redacted|placeholder|1password|^[/~.%$<]|^arn:|://|^\d{4}-\d\d-\d\d"
    r"|^(?!s\.\w{24}$)(?:[\w-]+\.\w+|[a-z_][\w-]*(?:\.[a-z_]\w*)+)$"
)
MEANS: Final = (
    r"(?i)pass|pwd|secret|token|cred|vault|prompt|config|user|string|value|encrypt|hash|plain|stdin|default|your"
    r"|enabl|disabl|requir|option|wrong|invalid|incorrect|missing|mismatch|expir|unknown|polic|chang|rotat|reset|hidden|mask"
    r"|remov|empty|unset|denied|reject|accept|fail|forgot|sample|manual|random|secure|strong|unique|protect|opaque|^(?:xyz|bar|foo|none|null|true|false|cannot|should|must)$"
)
"""What is said of a password, or stands for one, where none would be without a digit."""

_OF_ACCOUNT: Final = (
    r"(?i:(?:user(?:[ _-]?(?:name|id))?|login|account|machine \S{1,99} login)[\"']?[*_]{0,3}"
    r"(?:[ \t]{0,4}[:=][*_]{0,3}[ \t]{0,4}|(?<=login)[ \t])[*_\"'`]{0,4}[^\s\"'`,;]{1,64}[*_\"'`]{0,4})"
)
"""Whose password it is: `username: admin`."""
BEFORE: Final = rf"{_OF_ACCOUNT}(?P<mark>[,;]?[ \t](?:/[ \t])?|;|\r?\n)[ \t>*_\"'`-]{{0,20}}[\w.-]{{0,40}}\Z"
AFTER: Final = rf"[\"'`*_]{{0,4}}(?P<mark>[,;]?[ \t](?:/[ \t])?|;|\r?\n)[ \t>*_\"'`-]{{0,20}}{_OF_ACCOUNT}"
_KEY: Final = (
    r"(?:[ \t]{0,20}(?:-[ \t])?[a-z][\w.-]{0,60}:(?:[ \t]{1,9}[^\s:;,]{1,80})?|[ \t>]{0,20}(?:```|~~~)[^\n]{0,80})\r?"
)
"""A line of settings, or that around a block of code: `host: db1`."""
OPENED: Final = rf"(?:`|(?:\A|\n)(?:(?P<key>{_KEY})\n)?[ \t]{{0,20}}(?:-[ \t])?)(?:[a-z][\w.-]{{0,60}})?\Z"
CLOSED: Final = rf"`|[ \t]{{0,20}}(?:#[^\n]{{0,200}})?(?:\Z|\r?\n(?P<key>{_KEY}(?=\n|\Z))?)"

OF_A_PAGE: Final = (
    r"(?i:next|page|continuation|lock|change|update|sync|idempotency|cancel(?:lation)?|fencing|[cx]srf|\d:)[_ -]{0,2}\Z"
)
"""What makes of a token a mark on a page of answers or a request, and of `secret` a part of an ARN."""

SMALL_WORDS: Final = frozenset(
    "a all an and any are as at be been both but by can cannot could do does each for from had has have his how "
    "if in into is it its kept may must my never no not of off on only or our out over own shall she should so "
    "still than that the their them then there they this those to too under until was we were what when where "
    "which who why will with would you your".split()
)
"""What is in a sentence about a password rather than in a phrase that is one."""
