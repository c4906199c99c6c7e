"""Code in colours: the only place that knows Pygments."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_LONGEST: Final = 20_000
_PLAIN: Final = frozenset("text txt plain plaintext none output log".split())

CLASSES: Final = {
    "c": "Comment",
    "k": "Keyword",
    "kc": "Keyword.Constant",
    "kt": "Keyword.Type",
    "s": "Literal.String",
    "se": "Literal.String.Escape",
    "si": "Literal.String.Interpol",
    "m": "Literal.Number",
    "o": "Operator",
    "na": "Name.Attribute",
    "nb": "Name.Builtin",
    "nc": "Name.Class",
    "nd": "Name.Decorator",
    "nf": "Name.Function",
    "nl": "Name.Label",
    "nt": "Name.Tag",
    "nv": "Name.Variable",
    "gd": "Generic.Deleted",
    "gi": "Generic.Inserted",
    "gh": "Generic.Heading",
    "gu": "Generic.Subheading",
    "gp": "Generic.Prompt",
    "gr": "Generic.Error",
    "gt": "Generic.Traceback",
    "ge": "Generic.Emph",
    "gs": "Generic.Strong",
    "err": "Error",
}
"""Every class that `html` gives, with Pygments' own short names, and its type; a finer one has that of its parent."""


@lru_cache(maxsize=512)
def html(code: str, language: str) -> str:
    """Code as HTML with classes; escaped text where the language is not known, or the code is very long."""
    if language in _PLAIN or len(code) > _LONGEST or language not in _languages():
        return escape(code, quote=False)
    try:
        tokens = list(_lexer(language).get_tokens(code))
    except Exception:  # a lexer may raise anything, and without colours the code is all there
        return escape(code, quote=False)
    if "".join(text for _, text in tokens) != code:
        return escape(code, quote=False)
    return _spans(tokens)


def _spans(tokens: list[tuple[_TokenType, str]]) -> str:
    out: list[str] = []
    for name, run in groupby(tokens, key=lambda token: _class_of(token[0])):
        code = escape("".join(text for _, text in run), quote=False)
        out.append(f'<span class="{name}">{code}</span>' if name else code)
    return "".join(out)


@cache
def _class_of(kind: _TokenType) -> str:
    from pygments.token import string_to_tokentype

    known = {string_to_tokentype(path): name for name, path in CLASSES.items()}
    return next((known[each] for each in reversed(kind.split()) if each in known), "")


@cache
def _languages() -> frozenset[str]:
    from pygments.lexers import get_all_lexers

    # Lexers that other packages bring along would make the site depend on what else is installed.
    return frozenset(alias for _, aliases, *_ in get_all_lexers(plugins=False) for alias in aliases)


@cache
def _lexer(language: str) -> Lexer:
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False, ensurenl=False)
