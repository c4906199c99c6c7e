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

PALETTE: Final[dict[str, tuple[str, str, str]]] = {
    # class: token type, colour on light, colour on dark
    "c": ("Comment", "#59636e", "#9aa4af"),
    "k": ("Keyword", "#b3164a", "#ff8fa3"),
    "kc": ("Keyword.Constant", "#0b5394", "#7ab8ff"),
    "kt": ("Keyword.Type", "#6b3fa0", "#c9a6ff"),
    "s": ("Literal.String", "#1a6334", "#8ddb8c"),
    "se": ("Literal.String.Escape", "#8a4b00", "#f0b35a"),
    "si": ("Literal.String.Interpol", "#8a4b00", "#f0b35a"),
    "m": ("Literal.Number", "#0b5394", "#7ab8ff"),
    "o": ("Operator", "#b3164a", "#ff8fa3"),
    "na": ("Name.Attribute", "#0b5394", "#7ab8ff"),
    "nb": ("Name.Builtin", "#0b5394", "#7ab8ff"),
    "nc": ("Name.Class", "#6b3fa0", "#c9a6ff"),
    "nd": ("Name.Decorator", "#6b3fa0", "#c9a6ff"),
    "nf": ("Name.Function", "#6b3fa0", "#c9a6ff"),
    "nl": ("Name.Label", "#0b5394", "#7ab8ff"),
    "nt": ("Name.Tag", "#0b5394", "#7ab8ff"),
    "nv": ("Name.Variable", "#8a4b00", "#f0b35a"),
    "gd": ("Generic.Deleted", "#a3122b", "#ff938a"),
    "gi": ("Generic.Inserted", "#1a6334", "#8ddb8c"),
    "gh": ("Generic.Heading", "#0b5394", "#7ab8ff"),
    "gu": ("Generic.Subheading", "#6b3fa0", "#c9a6ff"),
    "gp": ("Generic.Prompt", "#59636e", "#9aa4af"),
    "gr": ("Generic.Error", "#a3122b", "#ff938a"),
    "gt": ("Generic.Traceback", "#a3122b", "#ff938a"),
    "ge": ("Generic.Emph", "", ""),
    "gs": ("Generic.Strong", "", ""),
    "err": ("Error", "#a3122b", "#ff938a"),
}
"""Every class that `html` gives, with Pygments' own short names; a finer token takes that of its nearest parent."""

_STYLES: Final = {"c": "font-style:italic", "ge": "font-style:italic", "gs": "font-weight:600", "gh": "font-weight:600"}


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


def css(*, dark: bool) -> str:
    """The rules of a style sheet for the classes of `html`, one a line."""
    rules: dict[str, list[str]] = {}
    for name, (_, *colours) in PALETTE.items():
        if colours[dark]:
            rules.setdefault(f"color:{colours[dark]}", []).append(f".code .{name}")
    for name, style in _STYLES.items():
        if not dark:
            rules.setdefault(style, []).append(f".code .{name}")
    return "".join(f"{','.join(names)}{{{rule}}}\n" for rule, names in rules.items())


def _spans(tokens: list[tuple[_TokenType, str]]) -> str:
    out: list[str] = []
    for name, run in groupby(tokens, key=lambda token: _class_of(token[0])):
        code = escape("".join(text for _, text in run), quote=False)
        out.append(f'<span class="{name}">{code}</span>' if name else code)
    return "".join(out)


@cache
def _class_of(kind: _TokenType) -> str:
    from pygments.token import string_to_tokentype

    known = {string_to_tokentype(path): name for name, (path, *_) in PALETTE.items()}
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
