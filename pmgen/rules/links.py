"""PM504 and PM505: where links lead, in the body and in front matter."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from pmgen.addresses import NEVER_PUBLISHED, below, is_legacy, is_outside, is_relative, target_of
from pmgen.diagnostics import Level, Problem, rule, shortened
from pmgen.model import GUESSES
from pmgen.rules.addresses import meant_address
from pmgen.rules.outside import SECTION_KEYS, Linked
from pmgen.rules.subject import Subject


@rule("PM504", "dead-link", Level.ERROR)
def dead_link(subject: Subject) -> Iterator[Problem]:
    """A link leads to a file that is not there, or that is not published.

    Links to other documents are written as in the repository, with `.md`; on the site they lead to the pages. The
    address of a website begins with `https://`: without that, `www.example.org` is the name of a file. Behind the
    `base_url` of the config there are pages, and no `.md`.

    Bad:

    ```markdown
    As in [the last outage](2026-04-14-nfs.md).
    ```

    Good:

    ```markdown
    As in [the handbook](https://example.org/handbook).
    ```
    """
    for number, (each, target, message) in enumerate(_dead_links(subject)):
        help = meant_address(each.link.url) or (nearby(subject, target) if number < GUESSES else None)
        yield dead_link.problem(each.at, message, help=help, quoting=each.quote)


def _dead_links(subject: Subject) -> Iterator[tuple[Linked, str, str]]:
    """The links to files that no page can lead to, each with the file and why."""
    for each in subject.links:
        if each.link.image:
            continue
        if is_relative(each.link.url):
            target, _ = target_of(subject.path, each.link.url)
            message = unreachable(subject, target)
        else:
            target = _source_on_site(subject, each.link.url)
            message = target and f"`{shortened(each.link.url)}` is not on the site, which has the page of `{target}`"
        if message:
            yield each, target, message


def _source_on_site(subject: Subject, url: str) -> str:
    """The document that the full address of a page names as if its source was published; empty if it names none."""
    base = subject.policy.base_url
    page = below(base, url) if base else None
    target = target_of("", page)[0] if page else ""
    return target if target in subject.folder.documents and not is_legacy(target) else ""


def unreachable(subject: Subject, target: str) -> str | None:
    """Why no page can lead to a file; `None` where one can."""
    if not target:
        return None
    if is_outside(target):
        return f"`{target}` is outside of the source folder, and will not be on the site"
    if target not in subject.folder.files:
        if reason := subject.folder.why_left_out(target):
            return f"`{target}` is not on the site: {reason}"
        return f"no file `{target}` in the source folder"
    if target.lower().endswith(NEVER_PUBLISHED) and target not in subject.folder.documents:
        return f"`{target}` is not published"
    return None


def nearby(subject: Subject, target: str) -> str | None:
    """The question whether another file was meant, as the document would have to write it."""
    if subject.folder.why_left_out(target):
        return None
    meant = _file_like(target.replace("\\", "/"), subject.folder.files) if len(target) < 200 else None
    if meant is None and "\\" in target:
        return "the parts of a path are parted by `/`"
    if meant is None:
        return None
    return f"did you mean `{posixpath.relpath(meant, posixpath.dirname(subject.path) or '.')}`?"


def _file_like(target: str, files: frozenset[str]) -> str | None:
    """The file of nearly this name, or the only one of this name in another folder or with a date before it."""
    name = posixpath.basename(target).casefold()
    folded = target.casefold()
    same = [each for each in files if each.casefold() == folded]
    if not same:
        import difflib  # only a mistake needs it

        same = difflib.get_close_matches(target, files, n=1, cutoff=0.8)
    if not same and name:
        ends = (f"/{name}", f"-{name}")
        same = [each for each in files if f"/{each.casefold()}".endswith(ends)]
    return same[0] if len(same) == 1 else None


@rule("PM505", "dead-anchor", Level.ERROR)
def dead_anchor(subject: Subject) -> Iterator[Problem]:
    """A link leads to a place in the same document that is not there.

    Headings have the anchors that GitHub gives them; the page's own sections are `#summary`, `#timeline`,
    `#root-cause`, `#followups` and so on, where the front matter has them, and each follow-up has its id.

    Bad:

    ```markdown
    See [what happened](#what-happend).

    ## What happened

    A leader hung.
    ```

    Good:

    ```markdown
    See [what happened](#what-happened).

    ## What happened

    A leader hung.
    ```
    """
    within = (each for each in subject.links if each.link.url.startswith("#") and not each.link.image)
    named = ((each, target_of(subject.path, each.link.url)[1]) for each in within)
    dead = ((each, anchor) for each, anchor in named if anchor and anchor not in subject.anchors)
    for number, (each, anchor) in enumerate(dead):
        message = f"nothing in this document has the anchor `#{anchor}`"
        help = near_anchor(anchor, subject.anchors) if number < GUESSES else None
        yield dead_anchor.problem(each.at, message, help=help, quoting=each.quote)


def near_anchor(anchor: str, anchors: frozenset[str]) -> str | None:
    """What gives a page the anchor, or a guess at the one that was meant."""
    if anchor in SECTION_KEYS:
        return f"a page has it only with `{SECTION_KEYS[anchor]}` in its front matter"
    import difflib  # only a mistake needs it

    close = [each for each in sorted(anchors) if each.casefold() == anchor.casefold()]
    close = close or difflib.get_close_matches(anchor, sorted(anchors), n=1) if len(anchor) < 200 else []
    return f"did you mean `#{close[0]}`?" if close else None


RULES = (dead_link, dead_anchor)
