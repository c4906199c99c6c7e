"""Credentials in a text: the only place that knows detect-secrets.

Its import takes as long as a build of hundreds of documents, so it is only asked about lines that a pattern of ours,
wider than all of its own, has found first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, Final

from pmgen.rules.credential_forms import NAMED, OURS
from pmgen.source import Span

_KINDS: Final = {
    "artifactory": ("ArtifactoryDetector", "an Artifactory token"),
    "aws": ("AWSKeyDetector", "an AWS access key"),
    "azure_storage_key": ("AzureStorageKeyDetector", "an Azure storage key"),
    "discord": ("DiscordBotTokenDetector", "a Discord token"),
    "github_token": ("GitHubTokenDetector", "a GitHub token"),
    "gitlab_token": ("GitLabTokenDetector", "a GitLab token"),
    "jwt": ("JwtTokenDetector", "a JSON web token"),
    "mailchimp": ("MailchimpDetector", "a Mailchimp key"),
    "npm": ("NpmDetector", "an npm token"),
    "openai": ("OpenAIDetector", "an OpenAI key"),
    "pypi_token": ("PypiTokenDetector", "a PyPI token"),
    "sendgrid": ("SendGridDetector", "a SendGrid key"),
    "slack": ("SlackDetector", "a Slack token"),
    "square_oauth": ("SquareOAuthDetector", "a Square secret"),
    "stripe": ("StripeDetector", "a Stripe key"),
    "telegram_token": ("TelegramBotTokenDetector", "a Telegram token"),
    "twilio": ("TwilioKeyDetector", "a Twilio key"),
}
"""The detectors that know a credential by its form; those that guess by entropy find every commit and digest."""

# Patterns for each form that one of the detectors knows, or more than that. Those that begin with the same letter are
# one: to look for that letter takes half as long as to look for one of their beginnings.
_CANDIDATES: Final = (
    r"A(?:KC[A-Za-z0-9]{8}|P[0-9A-F][A-Za-z0-9]{8}|3T[A-Z0-9]|KIA|BIA|CCA|SIA|ccountKey|C[a-z0-9]{32})",
    r"S(?:G\.[\w-]{20}|K[a-z0-9]{32})",
    r"g(?:h[pousr]_|l(?:pat|dt|ft|soat|rt|cbt|imt|ptt|agent|oas)-)",
    r"s(?:k-[A-Za-z0-9-]{20}|q0csp)",
    r"GR1348941",
    r"_authToken",
    r"eyJ",
    r"hooks\.slack",
    r"pypi-[A-Za-z0-9]",
    r"xox[a-z]-",
)
_HARDER: Final = (
    (r"-us[0-9]", r"[0-9a-z]{32}-us[0-9]"),
    (r"k_live_", r"[rs]k_live_"),
    (r":[\w-]{35}", r"\d{8,10}:[\w-]{35}"),
    (r"\.[\w-]{5,7}\.[\w-]{20}", r"[A-Za-z0-9_-]{23,26}\.[\w-]{5,7}\."),
)
"""Forms that may begin with any letter: a part of them that may not is looked for first."""

_AWS: Final = r"(?i:aws.{0,20}['\"][0-9a-z/+]{40})"

_MARKS: Final = ("", "_", "-")
_NAMES: Final = (
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "pwd",
    "_pass",
    "-pass",
    "pw",
    "psk",
)
"""What a password is called, in lower case."""

_KEYS: Final = (
    "key_base",
    *(
        f"{first}{mark}key"
        for first in ("api", "access", "account", "secret", "private", "encryption", "signing", "master")
        for mark in _MARKS
    ),
    "api key",
    "access key",
)
"""What a key is called. Each has `key` in it, which few documents have."""

_OF_MACHINES: Final = ("secret", "token")
"""What machines make, and what has a name as often as a value."""

_OF_PEOPLE: Final = ("password", "passwd", "passphrase", "pwd", "_pass", "-pass", "pw", "psk")
"""What people think of, which may be short, and need not have a digit."""

_BOLD: Final = r"[*_]{0,3}"
_PLACE: Final = rf"[\"']?{_BOLD}[ \t]{{0,4}}[:=]{{1,2}}>?{_BOLD}[ \t]{{0,4}}(?P<quote>[\"'`])?"
_VALUE: Final = (
    _PLACE
    + r"(?P<value>[^\s\"'`,;<>|(){}\[\]$][^\s\"'`,;<>|(){}\[\]]{5,199}+)(?!\()(?P<rest>(?(quote)[^\"'`\n]{0,200}))"
)
"""A value in quotes is all that is in them, though the beginning is enough to know it."""

_ALONE: Final = (
    rf"{_BOLD}[\"'`]?(?P<value>[^\s\"'`,;<>|(){{}}\[\]$*][^\s\"'`,;<>|(){{}}\[\]*]{{7,199}})(?<!:)"
    rf"[\"'`]?{_BOLD}[ \t]{{0,80}}"
)
_BLANK: Final = r"[ \t>]{0,20}"
_BELOW: Final = (
    rf"[\"']?{_BOLD}[ \t]{{0,4}}[:=]{_BOLD}[ \t]{{0,4}}(?:[|>][+-]?[ \t]{{0,4}})?\r?\n(?:{_BLANK}\r?\n)?"
    rf"(?:{_BLANK}(?:```|~~~)\w{{0,20}}\r?\n)?"
    rf"{_BLANK}(?:[*-][ \t])?{_ALONE}(?=\r?\n|\Z)"
)
"""A value on a line of its own, below its name, perhaps in a block of code."""
_BESIDE: Final = rf"[\"'`]?{_BOLD}[ \t]{{0,80}}\|[ \t]{{0,80}}{_ALONE}\|"
"""A value in the cell of a table, beside its name."""

_IS: Final = r"[ \t]{1,4}(?:(?:(?:(?:is|was|been)[ \t])?(?:(?:re)?set|changed) to|is|was|of)[ \t]{1,4})?"
_SAID: Final = rf"{_BOLD}{_IS}{_BOLD}(?P<quote>[`\"'])(?P<value>[^\s\"'`]{{6,80}})(?P=quote)"
"""A value in a sentence: the password was `…`."""
_SPOKEN: Final = rf"{_BOLD}{_IS}(?!(?i:sha|md|base|aes|rsa|utf|pbkdf)-?\d)(?P<value>[^\s\"'`,;<>|(){{}}\[\]/.]{{8,80}})"
"""The same without quotes: of that only what has capitals, small letters and digits can be told from a word."""

_FILLED_IN: Final = r"\$(?:\w+|\{[^}]*\}?|\([^)]*\)?)|%[A-Za-z_]\w*%|%\(\w*\)s?|\{\{[^}]{0,80}\}\}"
# What stands for a value: a name, a path, a day, a word of prose.
_STANDS_FOR: Final = (
    r"(?i)[*.•x]{3,}|x{3,}|\*{2,}|example|changeme|redacted|placeholder|1password|^[/~.%$<]|://|^\d{4}-\d\d-\d\d"
    r"|^(?!s\.\w{24}$)(?:[\w-]+\.\w+|[a-z_][\w-]*(?:\.[a-z_]\w*)+)$"
)
_MEANS: Final = (
    r"(?i)pass|pwd|secret|token|cred|vault|prompt|config|user|string|value|encrypt|hash|plain|stdin|default|your"
    r"|enabl|disabl|requir|option|wrong|invalid|incorrect|missing|mismatch|expir|unknown|chang|rotat|reset|hidden|mask"
    r"|remov|empty|unset|denied|reject|accept|fail|forgot|sample|^(?:xyz|bar|foo|none|null|true|false|cannot|should|must)$"
)
"""What is said of a password, or stands for one, where none would be without a digit."""

_WORD: Final = r"[\w+/=-]"
_LONGEST_LINE: Final = 4000


def credentials(text: str) -> list[tuple[Span, str]]:
    """Where there are credentials in a text, and of which kind; in order, none in another."""
    found = []
    for letters, form, kind in OURS:
        for match in _pattern(form).finditer(text) if letters in text else ():
            group = match.lastgroup or 0
            if not group or (_is_told(match[group]) if group == "told" else _is_value(match[group])):
                found.append((Span(*match.span(group)), kind))
    lowered = text.lower()
    folded = lowered if len(lowered) == len(text) else text
    for name in (*_NAMES, *_KEYS) if "key" in folded else _NAMES:
        found += [(span, "a password or key") for span in _called(name, text, folded)] if name in folded else []
    seen = -1
    for at in sorted(_candidates(text, lowered)):
        start = text.rfind("\n", 0, at) + 1
        if start != seen:
            seen, end = start, text.find("\n", at)
            start = max(start, at - _LONGEST_LINE)
            found += _known(text[start : len(text) if end < 0 else end][:_LONGEST_LINE], start)
    return _apart(found)


def _called(name: str, text: str, folded: str) -> Iterator[Span]:
    """The values that have the name of a password or key."""
    for match in _pattern(name + _VALUE).finditer(folded):
        word = text[slice(*match.span("value"))]
        # `secret: mariadb-root-2` says where it is; `JWT_SECRET=…` is set, and one word is what people think of.
        named = name in _OF_MACHINES and not word.isalnum() and not text.startswith(name.upper(), match.start())
        if name in _OF_PEOPLE:
            shown = _is_value(word) or _is_set(match, text)
        else:
            shown = len(word) > 7 and _is_value(word) and not (named and _is_name(word))
        if shown:
            yield Span(match.start("value"), match.end("rest"))
    for form in (_BELOW, _BESIDE):
        for match in _pattern(name + form).finditer(folded):
            word = text[slice(*match.span("value"))]
            # `Rotate the password` is the cell of a thing to do, and a commit may stand beside it.
            titled = form is _BELOW or len(text[text.rfind("|", 0, match.start()) + 1 : match.start()].split()) < 2
            named = _is_name(word) and (name in _OF_MACHINES or not word.isalnum())
            if titled and _is_value(word) and not named:
                yield Span(*match.span("value"))
    for match in _pattern(name + _SAID).finditer(folded) if name in _OF_PEOPLE else ():
        word = text[slice(*match.span("value"))]
        if _is_value(word) and (word.isalnum() or not _is_name(word)):
            yield Span(*match.span("value"))
    for match in _pattern(name + _SPOKEN).finditer(folded) if name in _OF_PEOPLE[:3] else ():
        word = text[slice(*match.span("value"))]
        if _is_value(word) and not word.islower() and not word.isupper():
            yield Span(*match.span("value"))


def _is_set(match: re.Match[str], text: str) -> bool:
    """Whether a password is given as programs take one, so that it is one without a digit, too."""
    word = text[slice(*match.span("value"))]
    between = text[match.start() : match.start("value")]
    if not _is_told(word):
        return False
    if quote := match["quote"]:
        # In front of `:` there may be words about it, and behind it the name of what holds it.
        whole = match.start("rest") == match.end("rest") and text.startswith(quote, match.end())
        return whole and ("=" in between or word.isalpha())
    # `password=dbpw` is what a program is written with, `DB_PASSWORD=swordfish` what it is given.
    is_variable = between.islower() and word.isidentifier() and word.islower()
    return between.endswith("=") and not is_variable


def _is_name(word: str) -> bool:
    return _pattern(NAMED).fullmatch(word.lower()) is not None


def _candidates(text: str, lowered: str) -> Iterator[int]:
    """Where something stands that one of the detectors may know."""
    forms = [*_CANDIDATES, *(form for part, form in _HARDER if _pattern(part).search(text))]
    named = "aws" in lowered or "\u017f" in text  # a long s, which a pattern takes for an s
    for form in [*forms, _AWS] if named else forms:
        yield from (match.start() for match in _pattern(form).finditer(text))


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """A form, compiled when the first text may hold it: all of them together take as long as checking a document."""
    return re.compile(form)


def _is_value(word: str) -> bool:
    """Whether a word is a value rather than what stands for one."""
    own = _pattern(_FILLED_IN).sub("", word)
    mixed = any(each.isdigit() for each in own) and any(each.isalpha() for each in own)
    return mixed and not _pattern(_STANDS_FOR).search(word)


def _is_told(word: str) -> bool:
    """Whether what stands where only a password does is one: a word will do, unless it stands for a password."""
    own = _pattern(_FILLED_IN).sub("", word)
    return any(map(str.isalpha, own)) and not _pattern(_STANDS_FOR).search(word) and not _pattern(_MEANS).search(own)


def _known(line: str, start: int) -> list[tuple[Span, str]]:
    found = []
    for detector, kind in _detectors():
        # Some take the rest of the line for a part of it.
        for secret in {each.split()[0] for each in detector.analyze_string(line) if each.strip()}:
            at = line.find(secret) if secret else -1
            while at >= 0:
                found.append((_whole(line, at, at + len(secret), start), kind))
                at = line.find(secret, at + len(secret))
    return found


def _whole(line: str, first: int, last: int, start: int) -> Span:
    """All of the word of which a detector has named a part; of a GitHub token it names the first three letters."""
    while first and _pattern(_WORD).match(line[first - 1]):
        first -= 1
    while last < len(line) and _pattern(_WORD).match(line[last]):
        last += 1
    return Span(start + first, start + last)


def _apart(found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    apart: list[tuple[Span, str]] = []
    for span, kind in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        if not apart or span.start >= apart[-1][0].end:
            apart.append((span, kind))
        elif span.end > apart[-1][0].end:
            apart[-1] = (Span(apart[-1][0].start, span.end), apart[-1][1])
    return apart


@cache
def _detectors() -> tuple[tuple[Any, str], ...]:
    # Few documents hold anything that looks like a credential; see above what the import takes.
    return tuple(
        (getattr(import_module(f"detect_secrets.plugins.{module}"), name)(), kind)
        for module, (name, kind) in _KINDS.items()
    )
