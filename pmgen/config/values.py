"""One TOML value to one setting: a problem, at its route, where the value cannot be one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any

from pmgen import times
from pmgen.config.settings import HISTORIES
from pmgen.diagnostics import Problem, Route
from pmgen.model import is_compound

Problems = list[Problem]
Reader = Callable[[object, Route, Problems], Any]
"""Gives the setting, or `None` where the value cannot be one, which it has then reported."""

_EACH = 'write each in its own quotes: `["…", "…"]`'
_ADDRESS = re.compile(r"https?://[^\s/?#\\\"'<>`]+([/?#][^\s\\\"'<>`]*)?", re.IGNORECASE)
_USER = re.compile(r"[a-z]+://[^/?#]*@", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def fail(route: Route, message: str, problems: Problems, help: str | None = None, *, on_key: bool = False) -> None:
    """Report a value that cannot be a setting."""
    problems.append(Problem("PM022", message, route, help, on_key=on_key))


def called(route: Route) -> str:
    """How a message calls what stands at a route."""
    name = next((step for step in reversed(route) if isinstance(step, str)), "")
    return f"an item of `{name}`" if isinstance(route[-1], int) else f"`{name}`"


def wrong_type(value: object, route: Route, problems: Problems, wanted: str, help: str | None = None) -> None:
    """Report a value of another type than the wanted one."""
    if isinstance(value, bool):
        found = f"`{value}`".lower()
    elif isinstance(value, float) and wanted.startswith("a whole number"):
        found, help = f"`{value}`", f"write `{value:.0f}`" if value.is_integer() else help
    else:
        kinds = ((str, "a text"), (dict, "a table"), (list, "a list"), ((int, float), "a number"), (object, "a date"))
        found = next(name for kind, name in kinds if isinstance(value, kind))
    fail(route, f"{called(route)} is {found}, not {wanted}", problems, help)


def text(value: object, route: Route, problems: Problems) -> str | None:
    """A text on one line."""
    if not isinstance(value, str):
        wrong_type(value, route, problems, "a text")
        return None
    if not value.strip():
        fail(route, f"{called(route)} is empty", problems)
        return None
    # What is printable needs no pattern, which takes longer to compile than all else of a config takes to read.
    if not value.isprintable() and (control := _CONTROL.search(value)):
        fail(route, f"{called(route)} has a control character, U+{ord(control[0]):04X}, in it", problems)
        return None
    return value.strip()


def text_or_nothing(value: object, route: Route, problems: Problems) -> str | None:
    """A text that may be empty."""
    return "" if value == "" else text(value, route, problems)


def one(what: str, several: Callable[[str], object]) -> Reader:
    """What reads a text that is one thing: two of them in one pair of quotes would be neither, and nobody would notice.

    Args:
        what: the thing.
        several: whether a text is more than one.
    """

    def read(value: object, route: Route, problems: Problems) -> str | None:
        written = text(value, route, problems)
        if written is not None and several(written):
            fail(route, f"{called(route)}, `{written}`, is more than one {what}", problems, _EACH)
            return None
        return written

    return read


level = one("level", re.compile("[,;]").search)
safe_type = one("kind of work", is_compound)  # which needs human review, whatever the settings say
address_or_host = one("address", re.compile(r"[\s,;]").search)
_host = one("host", re.compile(r"[\s,;]").search)


def host(value: object, route: Route, problems: Problems) -> str | None:
    """A pattern of names of hosts; one that no name can match would protect none of them."""
    written: str | None = _host(value, route, problems)
    if written is not None and re.search("^[.]|[/:@]", written):
        example = f"*{written}" if written.startswith(".") else "*.example.org"
        advice = f"write the name alone, without port or path, such as `{example}`"
        fail(route, f"{called(route)}, `{written}`, is not the name of a host", problems, advice)
        return None
    return written


def inside(value: object, route: Route, problems: Problems) -> str | None:
    """A path or a pattern of paths that stays where it is."""
    written = text(value, route, problems)
    if written is None:
        return None
    if "\\" in written:
        fail(route, f"{called(route)} has a `\\` in it", problems, "divide folders by `/` on every system")
        return None
    if written.startswith("/") or re.match("[A-Za-z]:", written):
        fail(route, f"{called(route)} is an absolute path", problems, "write it relative to the project")
        return None
    if posixpath.normpath(written).split("/")[0] == "..":
        fail(route, f"{called(route)} leads out of its folder", problems, "write a path without `..`")
        return None
    return written


def path(value: object, route: Route, problems: Problems) -> str | None:
    """A path inside the project, in its shortest form."""
    written = inside(value, route, problems)
    return None if written is None else posixpath.normpath(written)


def address(value: object, route: Route, problems: Problems) -> str | None:
    """The address of a website."""
    written = text(value, route, problems)
    if written is not None and not _ADDRESS.fullmatch(written):
        advice = "it begins with `https://` or `http://` and has no blanks or quotes in it"
        fail(route, f"{called(route)} is not the address of a website", problems, advice)
        return None
    if written is not None and _USER.match(written):
        advice = "leave out what stands before the `@`: pages and feeds would show it to every reader"
        fail(route, f"{called(route)} has a user name or a password in it", problems, advice)
        return None
    return written


def base_url(value: object, route: Route, problems: Problems) -> str | None:
    """An address that others begin with."""
    written = address(value, route, problems)
    if written is not None and ("?" in written or "#" in written):
        fail(route, "`base_url` has a query or a fragment", problems, "leave out what follows `?` or `#`")
        return None
    if written is not None and written.endswith("/index.html"):
        fail(route, "`base_url` is the address of a page", problems, f"write `{written.removesuffix('index.html')}`")
        return None
    return None if written is None else _encoded(written.rstrip("/"))


def _encoded(address: str) -> str:
    """An address in letters that every reader of feeds and maps knows: RFC 3986, and IDNA for its host."""
    if address.isascii():
        return address
    import unicodedata  # most addresses need neither
    from urllib.parse import quote

    scheme, _, rest = address.partition("://")
    server, slash, path = rest.partition("/")
    host, colon, port = server.partition(":")
    # The codec `idna` would ask for another host where there is an `ß`.
    labels = (unicodedata.normalize("NFKC", label.lower()) for label in host.split("."))
    named = ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels)
    there = quote(path, safe="/%:@!$&'()*+,;=~")
    return f"{scheme}://{named}{colon}{port}{slash}{there}"


def address_with(name: str) -> Reader:
    """What reads an address with one placeholder in it."""
    place = f"{{{name}}}"

    def read(value: object, route: Route, problems: Problems) -> str | None:
        written = address(value, route, problems)
        if written is None:
            return None
        if place not in written:
            fail(route, f"{called(route)} has no `{place}` in it", problems, f"write `{place}` where it goes")
            return None
        if other := re.search(r"[{}]", written.replace(place, "")):
            fail(route, f"{called(route)} has a `{other[0]}` that is not of `{place}`", problems)
            return None
        return written

    return read


def zone(value: object, route: Route, problems: Problems) -> str | None:
    """The name of a time zone."""
    written = text(value, route, problems)
    if written is not None and times.zone(written) is None:
        from pmgen.model.zone_names import meant_zone  # only a mistake needs it

        advice = meant_zone(written) or "an IANA name, such as `Europe/Sofia` or `UTC`"
        fail(route, f"unknown time zone `{written}`", problems, advice)
        return None
    return written


def history(value: object, route: Route, problems: Problems) -> str | None:
    """One of the two sources of revisions."""
    written = text(value, route, problems)
    if written is not None and written not in HISTORIES:
        fail(route, f"`history` is `{written}`", problems, "it is `front-matter` or `git`")
        return None
    return written


def boolean(value: object, route: Route, problems: Problems) -> bool | None:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    wrong_type(value, route, problems, "`true` or `false`")
    return None


def list_of(item: Reader, wanted: str) -> Reader:
    """What reads a list whose items `item` reads."""

    def read(value: object, route: Route, problems: Problems) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            wrong_type(value, route, problems, f"a list of {wanted}", _as_list(value, wanted, route))
            return None
        items = tuple(item(each, (*route, index), problems) for index, each in enumerate(value))
        return None if None in items else items

    return read


def _as_list(value: object, wanted: str, route: Route) -> str | None:
    """How to write as a list what is none."""
    import json  # only a mistake needs it

    if isinstance(value, str) and wanted != "tables":
        return f"write `[{json.dumps(value, ensure_ascii=False)}]`"
    if isinstance(value, dict) and value and all(isinstance(each, dict) for each in value.values()):
        name, table = next(iter(value)), ".".join(map(str, route))
        quoted = json.dumps(name, ensure_ascii=False)
        key = name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else quoted
        return f"write `[[{table}]]` in the place of `[{table}.{key}]`, and below it `name = {quoted}`"
    return None


texts = list_of(text, "texts")
