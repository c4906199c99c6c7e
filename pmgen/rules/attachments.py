"""What a text that is no document would tell everybody: a file beside a public one, a title in the config."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from pmgen.rules.leaks import hosts, spelled
from pmgen.rules.leaks.redaction import told_in
from pmgen.rules.mentions import Names, mentioned
from pmgen.rules.policy import Policy, matches
from pmgen.rules.readings import of_html

_NONE = Names()

_FEW = 4096
"""How many bytes show how a text is written."""

_MARK = re.compile(r"^[ \t>]*[:：]{3,}[ \t]*internal\b", re.MULTILINE | re.IGNORECASE)
"""What hides a part of a document, and nothing of any other file."""


def of_file(data: bytes, policy: Policy, unseen: Names = _NONE) -> str | None:
    """What a file that goes along with a public document would tell everybody; `None` if nothing is known to be wrong.

    Nobody can say anything of one that is no text. A text has no place for `internal`, and names no people as such.

    Args:
        unseen: of the documents that no public edition has.
    """
    from pmgen.rules.leaks import contacts

    text = _as_text(data)
    if text is None:
        return None
    if (":::" in text or "：：：" in text) and (mark := _MARK.search(text)):
        return f"`{mark[0].strip()}`"
    plain = spelled.read(text)
    for each in (text, plain.text) if plain else (text,):
        for _, word, kind in told_in(each):
            if not matches(word, policy.allowed_secrets):
                return kind
        for match in hosts.internal(policy, each):
            return f"`{match[0]}`"
        for word in _named(each, unseen):
            if not matches(word, policy.allowed_addresses):
                return f"`{word}`"
        for match in (*contacts.mails(each), *contacts.numbers(each)):
            if not matches(contacts.address(match[0]), policy.allowed_people):
                return f"`{match[0]}`"
    return None


def _named(text: str, unseen: Names) -> Iterator[str]:
    """The words of a text, and of one with elements as it is shown, that name documents."""
    for each in (text, *of_html(text)) if "</" in text else (text,):
        yield from mentioned(each, unseen)


def _as_text(data: bytes) -> str | None:
    """What a file says, in whatever it is written; `None` for one that, as git has it, is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data and (encoding := _of_two_bytes(data)):
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None if b"\0" in data else data.decode("latin-1")


def _of_two_bytes(data: bytes) -> str | None:
    """How a text is written that is UTF-16 and does not say so: of most signs one of the two bytes is nothing."""
    even, odd = data[:_FEW:2].count(0), data[1:_FEW:2].count(0)
    most = len(data[:_FEW]) // 4
    if max(even, odd) < most or min(even, odd) > most // 8:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
