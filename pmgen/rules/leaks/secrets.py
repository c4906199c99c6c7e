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

from pmgen.rules.leaks import passwords
from pmgen.rules.leaks.credential_forms import OURS
from pmgen.rules.leaks.login_forms import LOGINS, is_login
from pmgen.rules.leaks.private_keys import PRIVATE_KEYS, is_bare
from pmgen.rules.leaks.token_forms import TOKENS
from pmgen.rules.leaks.told_words import is_told, is_value, pattern
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
)
_RARE: Final = (
    ("GR1348941", "GR1348941"),
    ("_authToken", "_authToken"),
    ("eyJ", "eyJ"),
    ("hooks.slack", r"hooks\.slack"),
    ("pypi-", r"pypi-[A-Za-z0-9]"),
    ("xox", r"xox[a-z]-"),
    ("k_live_", r"[rs]k_live_"),
)
"""Forms with letters that hardly a text has: to see that these are not there is a fraction of looking for the form."""
_HARDER: Final = (
    (r"-us[0-9]", r"[0-9a-z]{32}-us[0-9]"),
    (r":[\w-]{35}", r"\d{8,10}:[\w-]{35}"),
    (r"\.[\w-]{5,7}\.[\w-]{20}", r"[A-Za-z0-9_-]{23,26}\.[\w-]{5,7}\."),
)
"""Forms that may begin with any letter: a part of them that may not is looked for first."""

_AWS: Final = r"(?i:aws.{0,20}['\"][0-9a-z/+]{40})"

_ENDS: Final = tuple(rf"{each}(?=[\w%+/=.~-]{{20}})" for each in ("_", "-", r"\."))
"""What the beginnings of tokens end in."""
_WORD: Final = r"[\w+/=-]"
_LONGEST_LINE: Final = 4000


def credentials(text: str) -> list[tuple[Span, str]]:
    """Where there are credentials in a text, and of which kind; in order, none in another."""
    found = []
    for letters, form, kind in (*PRIVATE_KEYS, *OURS, *LOGINS):
        for match in pattern(form).finditer(text) if letters in text else ():
            group = match.lastgroup or 0
            if not group or _is_one(match, str(group)):
                found.append((Span(*match.span(group)), kind))
    found += _begun(text)
    lowered = text.lower()
    found += [(span, "a password or key") for span in passwords.named(text, lowered)]
    seen = -1
    for at in sorted(_candidates(text, lowered)):
        start = text.rfind("\n", 0, at) + 1
        if start != seen:
            seen, end = start, text.find("\n", at)
            start = max(start, at - _LONGEST_LINE)
            found += _known(text[start : len(text) if end < 0 else end][:_LONGEST_LINE], start)
    return _apart(found)


def _is_one(match: re.Match[str], group: str) -> bool:
    """Whether what one of our forms has found is a credential, by the group that holds it."""
    if group == "login":
        return is_login(match)
    if group == "bare":
        return is_bare(match)
    return is_told(match[group]) if group == "told" else is_value(match[group])


def _begun(text: str) -> Iterator[tuple[Span, str]]:
    """The tokens that are known by their beginning: it is looked at only where it ends and a long word goes on."""
    for form in _ENDS:
        seen = 0
        for end in pattern(form).finditer(text):
            for beginning, rest, kind in _by_end().get(text[end.start() - 2 : end.end()], ()):
                start = end.end() - len(beginning)
                # Within a token there are others only in a text that is made to be looked through again and again.
                if start >= seen and (token := pattern(rf"\b{re.escape(beginning)}{rest}").match(text, start)):
                    seen = token.end()
                    yield Span(start, seen), kind


@cache
def _by_end() -> dict[str, list[tuple[str, str, str]]]:
    by_end: dict[str, list[tuple[str, str, str]]] = {}
    for beginnings, rest, kind in TOKENS:
        for beginning in beginnings.split():
            by_end.setdefault(beginning[-3:], []).append((beginning, rest, kind))
    return by_end


def _candidates(text: str, lowered: str) -> Iterator[int]:
    """Where something stands that one of the detectors may know."""
    forms = [*_CANDIDATES, *(form for letters, form in _RARE if letters in text)]
    forms += [form for part, form in _HARDER if pattern(part).search(text)]
    named = "aws" in lowered or "\u017f" in text  # a long s, which a pattern takes for an s
    for form in [*forms, _AWS] if named else forms:
        yield from (match.start() for match in pattern(form).finditer(text))


def _known(line: str, start: int) -> list[tuple[Span, str]]:
    found = []
    for detector, kind in _detectors():
        # Some take the rest of the line for a part of it.
        for secret in {each.split()[0] for each in detector.analyze_string(line) if each.strip()}:
            at = line.find(secret) if secret else -1
            while at >= 0:
                whole = _whole(line, at, at + len(secret), start)
                if not line.endswith("EXAMPLE", whole.start - start, whole.end - start):  # as AWS has its own end
                    found.append((whole, kind))
                at = line.find(secret, at + len(secret))
    return found


def _whole(line: str, first: int, last: int, start: int) -> Span:
    """All of the word of which a detector has named a part; of a GitHub token it names the first three letters."""
    while first and pattern(_WORD).match(line[first - 1]):
        first -= 1
    while last < len(line) and pattern(_WORD).match(line[last]):
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
