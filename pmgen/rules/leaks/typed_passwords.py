"""Passwords that end a command or a line of settings: what stands round them tells these from a line of prose."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

TYPED: Final = (
    r"[ \t]{1,4}(?:\d[ \t])?(?P<quote>[\"'])?"
    r"(?P<value>[^\s\"'`,;<>|(){}\[\]$][^\s\"'`,;<>|(){}\[\]]{4,80}+)(?(quote)(?P=quote))"
    r"(?=`|[ \t]{0,80}\r?(?:\n|\Z))"
)
"""A value behind a name, with which the line or the code ends."""

_PROGRAMS: Final = (
    r"(?:curl|wget|https?|git|svn|docker|podman|helm|kubectl|psql|pg_\w+|mongo\w*|mysql\w*|redis-cli|vault|aws|az|gcloud"
    r"|influx|cqlsh|ldap\w+|restic|ansible[\w-]*|keytool|openssl|smbclient|rabbitmq\w+|kafka-[\w.-]+|\.{0,2}/[\w./-]+)"
)
_COMMAND: Final = (
    rf"[ \t>*-]{{0,20}}(?:\S{{0,60}}[$%][ \t]{{1,4}}\S|\S{{1,60}}@\S{{1,60}}[#>][ \t]{{1,4}}\S"
    rf"|(?:#[ \t]{{1,4}})?(?:sudo[ \t]{{1,4}})?{_PROGRAMS}[ \t])"
)
"""How a line begins that is a command: with a prompt, or with the name of a program."""
_OF_SETTINGS: Final = (
    r"[ \t>]{0,20}(?:(?:ENV|enable)[ \t]{1,4})?(?:\w{1,40}[_.-])?"
    r"|(?s:.{0,140})\b(?i:user(?:name)?|login|neighbor)[ \t]{1,4}[^\s`]{1,64}[ \t]{1,4}"
)
"""What stands before the name in a line of settings: nothing, or whose password it is."""
_VERBS: Final = "reset change rotate forgot set show get delete drop update".split()
_DONE_TO_ONE: Final = rf"\b(?i:{'|'.join(_VERBS)})[ \t]{{1,4}}\Z"
_METHOD: Final = (
    r"(?i)(?:sha|md|base|aes|rsa|utf|pbkdf|oauth|auth|argon|b?crypt|scrypt|kerberos|krb|ntlmv?|pkcs|des|rot|ed|ascii)"
    r"-?\d"
)
_TYPE: Final = r"(?i)(?:n?(?:var)?(?:char|binary)|string|bytes|u?int)\d{1,5}"


def is_option(text: str, start: int) -> bool:
    """Whether a name that begins at a place in a text is that of an option, or the end of it: `--http-password`."""
    return _form(r"--[\w-]{0,40}\Z").search(text, max(0, start - 42), start) is not None


def ends_command(text: str, start: int) -> bool:
    """Whether an option whose name begins at a place in a text stands in a command rather than in a sentence."""
    line = _line(text, start)
    return bool(_form(_COMMAND).match(line)) or (
        line.lstrip(" \t").startswith("-") and text.endswith(("\\\n", "\\\r\n"), 0, start - len(line))
    )


def ends_setting(text: str, start: int, end: int) -> bool:
    """Whether the name of a password and what follows it, up to a place, are a line of settings, or the end of code."""
    line = _line(text, start)
    if line.count("`") % 2 == 0:
        return not text.startswith("`", end) and _form(_OF_SETTINGS).fullmatch(line) is not None
    return text.startswith("`", end) and line[-1] in " \t`_" and not _form(_DONE_TO_ONE).search(line)


def says_what_is_done(heading: str) -> bool:
    """Whether the words before the name of a password in a heading say what is done to one: `Reset the password`."""
    return not set(_VERBS).isdisjoint(heading.lower().split())


def is_method(word: str) -> bool:
    """Whether a word with a digit is how passwords are kept, as `sha256` and `varchar255` are."""
    return _form(_METHOD).match(word) is not None or _form(_TYPE).fullmatch(word) is not None


def _line(text: str, start: int) -> str:
    """What stands in front of a place in its line, as far as it matters."""
    first = max(0, start - 200)
    return text[max(text.rfind("\n", first, start) + 1, first) : start]


@cache
def _form(form: str) -> re.Pattern[str]:
    return re.compile(form)
