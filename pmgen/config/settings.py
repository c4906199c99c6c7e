"""What a person may set, what it means, and what holds where nobody sets it.

The annotations are the only copy of the documentation: the table in the README and a fresh `pmgen.toml` are
made from `describe`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, get_args

from pmgen.keys import keys
from pmgen.model import Doc
from pmgen.values import Value, defaults, field, is_value


class Severity(Value):
    """A level of how bad an incident is."""

    name: Annotated[str, Doc("as documents write it", "SEV1")]
    label: Annotated[str, Doc("a word for it; by default its name", "Critical")] = ""
    meaning: Annotated[str, Doc("which incidents are of this level, in one line")] = ""


class Service(Value):
    """Something that incidents affect."""

    name: Annotated[str, Doc("what the site calls it", "vault")]
    aliases: Annotated[tuple[str, ...], Doc("other names that documents may use for it", "secrets")] = ()
    owner: Annotated[str | None, Doc("who answers for it", "platform")] = None
    link: Annotated[str | None, Doc("where to read more", "https://wiki.example.org/vault")] = None


SEVERITIES: Final = (
    Severity("SEV1", "Critical", "Most users cannot work, or data was lost or exposed"),
    Severity("SEV2", "Major", "An important service is down or badly degraded for many users"),
    Severity("SEV3", "Minor", "A few users are affected, or there is an easy way around it"),
    Severity("SEV4", "Low", "Users noticed little or nothing, and it is still worth learning from"),
)
DUE_DAYS: Final = {"P0": 7, "P1": 30, "P2": 90, "P3": 180}
HISTORIES: Final = ("front-matter", "git")


class Config(Value):
    """Every setting. Paths are relative to the project, written with `/`, and never lead out of it."""

    title: Annotated[str, Doc("what the site is called")] = "Post-mortems"
    source: Annotated[str, Doc("the folder of the post-mortems")] = "postmortems"
    templates: Annotated[str, Doc("the folder of templates that replace bundled ones of the same name")] = "templates"
    site: Annotated[str, Doc("the folder that the site is written to")] = "site"
    path: Annotated[str, Doc("where inside that folder the pages are")] = "docs/post-mortems"
    base_url: Annotated[
        str | None,
        Doc(
            "where the site will be published; needed for the sitemap and for absolute addresses in feeds",
            "https://example.org/site",
        ),
    ] = None
    timezone: Annotated[str, Doc("zone of the times in a document that names none", "Europe/Sofia")] = "UTC"
    severities: Annotated[tuple[Severity, ...], Doc("the levels, worst first: a list of names, or of tables")] = (
        SEVERITIES
    )
    safe_types: Annotated[tuple[str, ...], Doc("the types of follow-up that may be done without a human")] = (
        "Alert",
        "Config",
        "Monitor",
    )
    due_days: Annotated[
        Mapping[str, int],
        Doc(
            "days from an incident until a follow-up without `due` is due, by priority; "
            "a priority that is left out keeps its default"
        ),
    ] = field(default_factory=DUE_DAYS.copy)
    enough: Annotated[
        int,
        Doc("how many incidents must have a figure before a median is told; fewer are shown one by one"),
    ] = 8
    history: Annotated[
        str,
        Doc(
            "where revisions come from: `front-matter`, or `git` for the log, too; the site then depends on the clone",
            "git",
        ),
    ] = "front-matter"
    commit_url: Annotated[
        str | None, Doc("address of a commit, with `{sha}` in it", "https://git.example.org/infra/commit/{sha}")
    ] = None
    issue_url: Annotated[
        str | None, Doc("address of an issue, with `{id}` in it", "https://git.example.org/infra/issues/{id}")
    ] = None
    services: Annotated[
        tuple[Service, ...], Doc("the catalogue, a list of tables; without one, any name of a service will do")
    ] = ()
    public_people: Annotated[
        bool, Doc("whether a public edition names authors, owners and those who did something")
    ] = False
    allowed_secrets: Annotated[
        tuple[str, ...], Doc("patterns of what looks like a credential and is none", "AKIA*EXAMPLE")
    ] = ()
    allowed_addresses: Annotated[
        tuple[str, ...],
        Doc("patterns of private addresses and internal hosts that public documents may name", "10.96.*"),
    ] = ()
    allowed_people: Annotated[
        tuple[str, ...],
        Doc("patterns of persons and mail addresses that public documents may name", "*@status.example.org"),
    ] = ()
    internal_hosts: Annotated[
        tuple[str, ...],
        Doc("patterns of more host names that are internal, beside `.internal`, `.local` and their like", "*.acme.net"),
    ] = ()
    ci_skip: Annotated[
        str,
        Doc("what the commit of `pmgen followups run` ends in, so that no pipeline triggers itself; may be empty"),
    ] = "[ci skip]"
    raw_html: Annotated[bool, Doc("whether HTML in Markdown is kept, made safe, or shown as text")] = True
    ignore: Annotated[
        tuple[str, ...],
        Doc("patterns of files in the source folder that are no post-mortems", "drafts/*.md"),
    ] = ()


class Row(Value):
    """One key, for documentation.

    Args:
        default: as TOML; empty where there is none.
        example: as TOML; empty where the default shows enough.
        keys: what each table of a list of tables holds.
    """

    key: str
    default: str
    meaning: str
    example: str = ""
    keys: tuple[Row, ...] = ()


def describe() -> tuple[Row, ...]:
    """Every key, in the order in which it is documented."""
    return _rows(Config)


def _rows(cls: type) -> tuple[Row, ...]:
    found = []
    usual = defaults(cls)
    for key in keys(cls):
        item, *_ = get_args(key.type) or (None,)
        inner = _rows(item) if is_value(item) else ()
        default = usual.get(key.attribute)
        example = (key.doc.example,) if isinstance(default, tuple) else key.doc.example
        found.append(Row(key.name, toml(default), key.doc.text, toml(example) if key.doc.example else "", inner))
    return tuple(found)


def toml(value: object) -> str:
    """A value as TOML writes it (a level by its name); nothing for `None` and an empty text, which no key needs."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Severity):
        return toml(value.name)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + "}"
    return str(value)
