"""PM522: links to documents where their repository is hosted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from pmgen.addresses import below, is_relative, target_of
from pmgen.diagnostics import Level, Problem, rule, shortened
from pmgen.rules.subject import Subject

_COMMIT = re.compile(r"(?P<repository>https?://.+?)(?:/-)?/commits?/\{sha\}")
"""The address of a commit, as the config has it for every host that is known."""
_SHOWN = re.compile(r"(?:-/)?(?:blob|src/branch|src)/(?![0-9a-f]{7,64}/|commit/|tag/)[^?#]+\.md(?:[?#].*)?", re.DOTALL)
"""Where hosts show what is in a file on a branch; by its hash, one state of it is meant."""
_LINES = re.compile(r"#(?:L\d|lines-\d)")


@rule("PM522", "link-to-source", Level.INFO)
def link_to_source(subject: Subject) -> Iterator[Problem]:
    """A link leads to the source of another document where it is hosted, and not to its page.

    Who reads the site leaves it by that link, and may not be let in there. A link to the file beside this one leads to
    its page on the site, and to the same source at the host. Where the repository is, `commit_url` in the config says;
    an address with the hash of a commit or with lines in it means just that, and is let be.

    Bad:

    ```toml
    commit_url = "https://git.example.org/infra/commit/{sha}"
    ```
    ```yaml 2026-04-14-nfs.md
    date: 2026-04-14
    ```
    ```markdown
    As in [the last outage](https://git.example.org/infra/blob/main/postmortems/2026-04-14-nfs.md).
    ```

    Good:

    ```toml
    commit_url = "https://git.example.org/infra/commit/{sha}"
    ```
    ```markdown
    As in [the handbook](https://git.example.org/infra/blob/main/docs/handbook.md).
    ```
    """
    found = _COMMIT.match(subject.policy.commit_url or "")
    # Without a folder of their own any file of the repository might be one of them.
    if found is None or subject.policy.source == ".":
        return
    for each in subject.links:
        if each.link.image:
            continue
        document, anchor = _shown(found["repository"], subject.policy.source, each.link.url)
        # Of what is no document there is no page: a link to a file that is skipped would be dead.
        if document in subject.folder.documents and document != subject.path:
            message = f"`{shortened(each.link.url)}` leads to the source of `{document}`, not to its page"
            way = posixpath.relpath(document, posixpath.dirname(subject.path) or ".").replace(" ", "%20")
            advice = f"write `{way}#{anchor}`" if anchor else f"write `{way}`"
            yield link_to_source.problem(each.at, message, help=advice, quoting=each.quote)


def _shown(repository: str, source: str, url: str) -> tuple[str, str]:
    """The file of the source folder that an address shows at the host of a repository, and the anchor in it.

    Args:
        source: the folder of the documents.

    Returns:
        An empty path where it shows none, or lines of one.
    """
    path = None if is_relative(url) else below(repository, url)
    if not path or not _SHOWN.fullmatch(path) or _LINES.search(path):
        return "", ""
    target, anchor = target_of("", path)
    return f"/{target}".partition(f"/{posixpath.normpath(source)}/")[2], anchor


RULES = (link_to_source,)
