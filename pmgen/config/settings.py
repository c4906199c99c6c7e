"""What a person may set, what it means, and what holds where nobody sets it; the README has the same as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pmgen.values import Value, field


class Severity(Value):
    """A level of how bad an incident is.

    Args:
        name: as documents write it.
        label: a word for it; by default its name.
        meaning: which incidents are of this level, in one line.
    """

    name: str
    label: str = ""
    meaning: str = ""


class Service(Value):
    """Something that incidents affect.

    Args:
        name: what the site calls it.
        aliases: other names that documents may use for it.
        owner: who answers for it.
        link: where to read more.
    """

    name: str
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    link: str | None = None


SEVERITIES: Final = (
    Severity("SEV1", "Critical", "Most users cannot work, or data was lost or exposed"),
    Severity("SEV2", "Major", "An important service is down or badly degraded for many users"),
    Severity("SEV3", "Minor", "A few users are affected, or there is an easy way around it"),
    Severity("SEV4", "Low", "Users noticed little or nothing, and it is still worth learning from"),
)
DUE_DAYS: Final = {"P0": 7, "P1": 30, "P2": 90, "P3": 180}
HISTORIES: Final = ("front-matter", "git")


class Config(Value):
    """Every setting. Paths are relative to the project, written with `/`, and never lead out of it.

    Args:
        title: what the site is called.
        source: the folder of the post-mortems.
        templates: the folder of templates that replace bundled ones of the same name.
        site: the folder that the site is written to.
        path: where inside that folder the pages are.
        base_url: the address of the index, as readers will have it; needed for the sitemap, for absolute addresses in
            feeds, and for the links of `404.html`, which a host shows at any address.
        timezone: zone of the times in a document that names none.
        severities: the levels, worst first.
        safe_types: the types of follow-up that may be done without a human.
        due_days: days from an incident until a follow-up without `due` is due, by priority.
        enough: how many incidents of a year, a service or a tag must have a figure before a median of it is told.
        history: where revisions come from: `front-matter`, or `git` for the log, too; the site then depends on the
            clone.
        commit_url: address of a commit, with `{sha}` in it.
        issue_url: address of an issue, with `{id}` in it.
        services: the catalogue; without one, any name of a service will do.
        public_people: whether a public edition names authors, owners and those who did something.
        allowed_secrets: patterns of what looks like a credential and is none.
        allowed_addresses: patterns of private addresses and internal hosts that public documents may name.
        allowed_people: patterns of persons, mail addresses and telephone numbers that public documents may name.
        internal_hosts: patterns of more host names that are internal, beside `.internal`, `.local` and their like; a
            host of one word is found in addresses, not in prose.
        ci_skip: what the commit of `pmgen followups run` ends in, so that no pipeline triggers itself; may be empty.
        raw_html: whether HTML in Markdown is kept, made safe, or shown as text.
        ignore: patterns of files in the source folder that are no post-mortems, and of folders that hold none.
    """

    title: str = "Post-mortems"
    source: str = "postmortems"
    templates: str = "templates"
    site: str = "site"
    path: str = "docs/post-mortems"
    base_url: str | None = None
    timezone: str = "UTC"
    severities: tuple[Severity, ...] = SEVERITIES
    safe_types: tuple[str, ...] = ("Alert", "Config", "Monitor")
    due_days: Mapping[str, int] = field(default_factory=DUE_DAYS.copy)
    enough: int = 8
    history: str = "front-matter"
    commit_url: str | None = None
    issue_url: str | None = None
    services: tuple[Service, ...] = ()
    public_people: bool = False
    allowed_secrets: tuple[str, ...] = ()
    allowed_addresses: tuple[str, ...] = ()
    allowed_people: tuple[str, ...] = ()
    internal_hosts: tuple[str, ...] = ()
    ci_skip: str = "[ci skip]"
    raw_html: bool = True
    ignore: tuple[str, ...] = ()
