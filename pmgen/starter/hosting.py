"""Where a repository is hosted, as far as its address tells: whose pipelines it has, and where its commits are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pmgen.values import Value

_HOSTS: Final[Mapping[str, tuple[str, str]]] = {"github.com": ("github", ""), "gitlab.com": ("gitlab", "/-")}
"""The hosts that are known by their names, each with whose pipelines it runs and what stands before `/commit/`."""
_BESIDE: Final = re.compile(r"\A(?:www|ssh|altssh)\.")
"""What stands before such a name where browsers or SSH by the port of HTTPS reach the same host."""

_ADDRESS = re.compile(
    # What may name somebody and a password, in front of the host, is passed over.
    r"(?:(?:https?|ssh|git)://(?:[^@/\s]*@)?(?P<host>[a-z.]+)(?::\d+)?/|(?:[^@/:\s]*@)?(?P<scp>[a-z.]+):/?)"
    r"(?P<path>[\w.-]+(?:/[\w.-]+)+)/?",
    re.ASCII | re.IGNORECASE,
)
"""An address that git clones from, by a scheme or as `scp` has it."""


class Home(Value):
    """The place of a repository at its host.

    Args:
        host: whose pipelines run there, one of `starter.HOSTS`.
        url: of the repository, as a browser opens it.
        commit_url: address of a commit, with `{sha}` in it.
        issue_url: address of an issue, with `{id}` in it.
    """

    host: str
    url: str
    commit_url: str
    issue_url: str


def home(address: str) -> Home | None:
    """The place that an address leads to from which git clones; `None` for a host that is not known by its name."""
    match = _ADDRESS.fullmatch(address.strip())
    name = _BESIDE.sub("", (match["host"] or match["scp"]).lower(), count=1) if match else ""
    if match is None or name not in _HOSTS:
        return None
    path = match["path"].removesuffix(".git")
    if not all(part.strip(".") for part in path.split("/")):  # `infra/.git` has no name
        return None
    host, before = _HOSTS[name]
    url = f"https://{name}/{path}"
    return Home(host, url, f"{url}{before}/commit/{{sha}}", f"{url}{before}/issues/{{id}}")
