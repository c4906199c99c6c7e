"""PM206 to PM208: other incidents, and the old addresses of this one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from pmgen.addresses import fault, is_outside, is_relative, unquoted
from pmgen.diagnostics import Level, Problem, SetValue, rule
from pmgen.rules.subject import Subject

_IN_PAGE = re.compile(r"\.html?/", re.IGNORECASE)
_PLAIN = re.compile(r"\w[\w./ -]*")
"""A path that front matter has as it is, without quotes."""


@rule("PM206", "related-to-itself", Level.ERROR)
def related_to_itself(subject: Subject) -> Iterator[Problem]:
    """An incident is related to itself.

    Bad:

    ```yaml
    id: PM-2026-04-22
    related: [{id: PM-2026-04-22, as: see-also}]
    ```

    Good:

    ```yaml
    id: PM-2026-04-22
    ```
    """
    for index, related in enumerate(subject.post_mortem.related):
        if related.id == subject.post_mortem.id:
            yield related_to_itself.problem(("related", index, "id"), f"`{related.id}` is this incident itself")


@rule("PM207", "related-twice", Level.WARNING)
def related_twice(subject: Subject) -> Iterator[Problem]:
    """Another incident is named twice.

    Bad:

    ```yaml
    related: [{id: PM-2026-04-14}, {id: PM-2026-04-14, as: same-cause}]
    lint: {ignore: [{rule: PM902, reason: this example stands alone}]}
    ```

    Good:

    ```yaml
    related: [{id: PM-2026-04-14, as: same-cause}]
    lint: {ignore: [{rule: PM902, reason: this example stands alone}]}
    ```
    """
    seen: set[str] = set()
    for index, related in enumerate(subject.post_mortem.related):
        if related.id in seen:
            yield related_twice.problem(("related", index, "id"), f"`{related.id}` is named twice")
        seen.add(related.id)


@rule("PM208", "unusable-alias", Level.ERROR)
def unusable_alias(subject: Subject) -> Iterator[Problem]:
    """An old address is not one below the folder of the site.

    Where it was, a small page is put that leads to the new one; pmgen can only put it into its own folder, and under a
    name that every system takes.

    Bad:

    ```yaml
    aliases: [../outages/vault.html]
    ```

    Good:

    ```yaml
    aliases: [outages/vault.html]
    ```
    """
    for index, alias in enumerate(subject.post_mortem.aliases):
        path = posixpath.normpath(alias)
        if not is_relative(alias) or is_outside(path) or not path.endswith((".html", ".htm")):
            message = f"`{alias}` is not the address of a page below the folder of the site"
            advice = "relative to the index, with its ending: `outages/vault.html`"
            yield unusable_alias.problem(("aliases", index), message, help=advice)
        elif reason := _why_no_page(posixpath.normpath(unquoted(path))):
            message = f"`{alias}` {reason}, so that no page can be there"
            yield unusable_alias.problem(("aliases", index), message)
        elif (read := posixpath.normpath(unquoted(path))) != path:
            message = f"`{alias}` is written as in an address, and the file of a page is called `{read}`"
            fix = SetValue(("aliases", index), read) if _PLAIN.fullmatch(read) else None
            yield unusable_alias.problem(("aliases", index), message, help=None if fix else f"write `{read}`", fix=fix)


def _why_no_page(path: str) -> str | None:
    """Why no old address can be at a path."""
    if "\ufffd" in path:
        return "is not UTF-8"
    if is_outside(path):
        return "leads out of the folder of the site"
    return fault(path) or ("lies in a folder with the name of a page" if _IN_PAGE.search(path) else None)


RULES = (related_to_itself, related_twice, unusable_alias)
