"""Addresses: what one in a document means, and what it is on the site."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Final

SAFE_SCHEMES = ("http", "https", "mailto")
"""The schemes that a page may link to, besides relative addresses."""

NEVER_PUBLISHED = (".html", ".htm", ".xhtml", ".xml", ".xsl", ".js", ".mjs", ".svgz", ".md")
"""Endings of files that are not copied: a browser would run them, or take them for pages of the site."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

_FROM_HOST = re.compile(
    r"(?:https?:)?//(?:[^/?#@]*@)?(?P<host>[^/?#@:]+)(?::(?:80|443)?(?=[/?#]|$))?(?P<path>.*)", re.IGNORECASE
)

_PATH_END = re.compile("[?#]")
_QUOTED = str.maketrans({"%": "%25", "?": "%3F", "#": "%23"})

# Letters that Unicode does not take for an ASCII letter with a mark.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_OTHER = re.compile(r"[^a-z0-9]+")
# Windows has no files of these names, whatever their ending; `index` is that of the folder.
_NO_NAME = re.compile(r"index|con|prn|aux|nul|(?:com|lpt)[0-9]")
_LONGEST_SLUG = 80

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RESERVED_CHARACTER = re.compile(r'[<>:"|?*]')
_RESERVED_NAME = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³]) *(?:\..*)?")
_LONGEST_NAME = 255  # bytes; the limit of ext4, APFS and NTFS (there in UTF-16 units, which are never more)


def scheme_of(url: str) -> str:
    """The scheme of an address, in lower case; empty for a relative one."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def is_relative(url: str) -> bool:
    """Whether an address is one of a file beside the document, or of a place in it."""
    return not _SCHEME.match(url) and not url.startswith("//")


def below(base: str, url: str) -> str | None:
    """What follows the address of a site in that of a page of it; `None` for the address of another site.

    It is the same site by `http` and by `https`, with its port and without, in capitals, and however its path is
    spelled: `/p%6d/` and `/x/../pm/` are `/pm/`.
    """
    ours, theirs = _FROM_HOST.match(base), _FROM_HOST.match(url)
    if not ours or not theirs or ours["host"].lower().rstrip(".") != theirs["host"].lower().rstrip("."):
        return None
    (path, _), (found, rest) = _parted(ours["path"]), _parted(theirs["path"])
    if f"{found}/"[: len(path) + 1].lower() != f"{path}/".lower():
        return None
    return found[len(path) + 1 :].translate(_QUOTED) + rest


def _parted(path: str) -> tuple[str, str]:
    """A path as a server reads it, empty for the root, and the query and the fragment behind it."""
    end = match.start() if (match := _PATH_END.search(path)) else len(path)
    return posixpath.normpath("/" + unquoted(path[:end]).lstrip("/")).rstrip("/"), path[end:]


def target_of(path: str, url: str) -> tuple[str, str]:
    """The file that a relative address in a document means, and the anchor in it.

    Args:
        path: of the document, relative to the source folder.

    Returns:
        The file relative to the source folder (empty for the document itself, beginning with `..` or `/` for
        one outside of it) and the anchor (empty for none); the words that a browser is to show there, `:~:text=…`,
        are no part of it (https://wicg.github.io/scroll-to-text-fragment/).
    """
    address, _, fragment = url.partition("#")
    anchor = fragment.partition(":~:")[0]
    address = unquoted(address.partition("?")[0])
    if not address:
        return "", unquoted(anchor)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address)), unquoted(anchor)


def unquoted(text: str) -> str:
    """An address, or a part of one, with the characters for which `%…` stands."""
    if "%" not in text:
        return text
    from urllib.parse import unquote  # few addresses need it

    return unquote(text)


def is_outside(target: str) -> bool:
    """Whether a target is outside of the source folder."""
    return target.startswith(("../", "/")) or target == ".."


@lru_cache(1 << 17)
def stem_of(path: str) -> str:
    """The name of a document's page, without its ending: that of its file."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0]
    return stem if stem.strip(".") else name  # the name of a hidden file begins with a dot


@lru_cache(1 << 17)
def page_of(path: str) -> str:
    """The file of a document's page; all pages lie side by side, but legacy pages, which stay where they are."""
    return path if is_legacy(path) else stem_of(path) + ".html"


def is_legacy(path: str) -> bool:
    """Whether a document is a page of HTML, which stays as it stands."""
    return path[-5:].lower() == ".html"


def sidecar_of(path: str, files: Collection[str]) -> str | None:
    """The file beside a legacy page that says what it is about; `None` where there is none.

    Args:
        path: of the page.
        files: the paths of all files.
    """
    stem = posixpath.splitext(path)[0]
    return next((name for name in (f"{stem}.yml", f"{stem}.yaml") if name in files), None)


def rewriter(path: str, documents: Collection[str]) -> Callable[[str], str]:
    """From a relative address in a document to the one on its page.

    Args:
        path: of the document, relative to the source folder.
        documents: every document, likewise.
    """
    from urllib.parse import quote  # only a build needs it

    def rewrite(url: str) -> str:
        if not is_relative(url) or url.startswith("#"):
            return url
        target, anchor = target_of(path, url)
        page = page_of(target) if target in documents else target
        _, directed, words = url.partition("#")[2].partition(":~:")
        fragment = quote(anchor) + directed + words
        return quote(page, safe="/~") + (f"#{fragment}" if fragment else "")

    return rewrite


def slug(word: str) -> str:
    """A word as the name of a file: lower-case ASCII letters and digits, with single dashes between them.

    It depends on the word alone. Where letters have no ASCII, where the word is too long, and where no file can
    have the name, a part of the word's SHA-256 stands for what is lost; so it is never empty.
    """
    folded = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    found = _OTHER.sub("-", "".join(each for each in folded if not unicodedata.combining(each))).strip("-")
    lost = any(each.isalnum() and not each.isascii() for each in folded)
    if not found or lost or len(found) > _LONGEST_SLUG or _NO_NAME.fullmatch(found):
        return _marked(found, word)
    return found


def slugs(words: Iterable[str]) -> dict[str, str]:
    """Each word's slug, in the order of the words; no two are the same.

    Of words with one slug the first has it; the others have a part of their SHA-256 behind it. So what comes later
    takes the slug of none that was there before.
    """
    taken: dict[str, str] = {}
    for word in dict.fromkeys(words):
        name, tries = slug(word), 0
        while name in taken:
            name, tries = _marked(slug(word), word, tries), tries + 1
        taken[name] = word
    return {word: name for name, word in taken.items()}


def by_likeness(words: Iterable[str]) -> list[str]:
    """Words in an order of their own: first those that are spelled like their slugs, by the alphabet."""
    return sorted(words, key=lambda each: (each != slug(each), each))


def _marked(name: str, word: str, tries: int = 0) -> str:
    """A name with eight characters behind it that only this word has, as far as `tries` know."""
    import hashlib  # few words need it

    digest = hashlib.sha256((word + "\0" * tries).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name[:_LONGEST_SLUG].rstrip('-')}-{digest[:8]}".lstrip("-")


_PLAIN: Final = re.compile("[0-9A-Za-z_-]{6,100}\\.[a-z]{2,5}")
"""Nearly all names of pages: longer than the names that a system reserves, and of nothing but letters and digits."""


def is_plain(path: str) -> bool:
    """Whether a path is a name that every system takes and every address holds as it is; nearly all are."""
    return _PLAIN.fullmatch(path) is not None


def fault(path: str) -> str | None:
    """Why no file of a site can be at a relative path; `None` where one can, on every system."""
    if is_plain(path):
        return None
    if not path:
        return "is empty"
    if "\\" in path:
        return "has a backslash"
    if _SURROGATE.search(path):
        return "is not UTF-8"
    if _CONTROL.search(path):
        return "has a control character"
    if _TURNING.search(path):
        return "has a character that turns the direction of its letters, and that nobody sees"
    if found := _RESERVED_CHARACTER.search(path):
        return f"has the character `{found[0]}`, which Windows reserves"
    return next((reason for name in path.split("/") if (reason := _fault_of_name(name))), None)


def _fault_of_name(name: str) -> str | None:
    if not name:
        return "has an empty part"
    if name in (".", ".."):
        return f"has the part `{name}`"
    if name[-1] in ". ":
        return "has a part that ends in a dot or a space"
    if _RESERVED_NAME.fullmatch(name):
        return f"has the part `{name}`, which Windows reserves"
    if len(name.encode()) > _LONGEST_NAME:
        return f"has a part of more than {_LONGEST_NAME} bytes"
    return None


def printable(path: str) -> str:
    """A path in which bytes that are not UTF-8 are written out in hexadecimal."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
