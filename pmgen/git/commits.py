"""The commits that a repository has, and what is in them."""

from __future__ import annotations

import contextlib
import datetime as dt
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pmgen.git.asking import asked, listed, nearest, run
from pmgen.git.names import HASH, fetched
from pmgen.git.place import Place
from pmgen.values import Value

_FATAL = re.compile(r"^fatal: (.+)", re.MULTILINE)
"""What git has ended with; there may be warnings before it."""

_FIRST_DAY = dt.date(1970, 1, 1)
"""What git itself says of a time that is none."""

_KINDS = frozenset(("commit", "tag", "tree", "blob"))
"""What there is in a repository, as git calls it."""

_NO_REPOSITORY = ("not a git repository", "invalid gitfile")
_LETS_IT = re.compile(r"git config --global --add safe\.directory \S.*")


class Commit(Value):
    """A commit, as far as it can be evidence.

    Args:
        trailers: the lines `Key: value` at the end of its message.
        parents: the hashes of those before it; more than one, if it is a merge.
    """

    sha: str
    date: dt.date
    subject: str
    message: str
    trailers: tuple[tuple[str, str], ...]
    parents: tuple[str, ...]


def refusal(root: Path) -> str | None:
    """Why git does not read the repository that may be here; `None` where it does, or where there is none."""
    answer, top = run(root, "rev-parse", "--git-dir"), nearest(root)
    if answer is None:
        import shutil  # nearly every machine has git

        return "there is no program `git`" if shutil.which("git") is None else None
    if answer.returncode == 0 or top is None:
        return None
    said = answer.stderr.decode("utf-8", "replace")
    if found := _LETS_IT.search(said):
        return f"git does not read the repository here, since it belongs to another user; `{found[0]}` lets it"
    fatal = _FATAL.search(said)
    words = fatal[1] if fatal else said.partition("\n")[0]
    if words.startswith(_NO_REPOSITORY):
        return f"git reads no repository from `{top / '.git'}` ({words}); mend that, or take it away where it is none"
    return f"git does not read the repository here ({words}); mend that first"


def inside(folder: Path) -> str | None:
    """What leads from the root of the repository to a folder, ending in `/`; `None` where there is no repository."""
    said = asked(folder, "rev-parse", "--show-prefix")
    if said is not None:
        return said.rstrip("\n")
    # Where git is missing, or does not read the repository, its paths are the same.
    root = nearest(folder)
    return None if root is None else f"{folder.resolve().relative_to(root).as_posix()}/".removeprefix("./")


def origin(folder: Path) -> str | None:
    """The address that the repository of a folder was cloned from; `None` where nobody has said so."""
    said = asked(folder, "remote", "get-url", "origin")
    return said.strip() if said else None


def commits(root: Path, *since: str) -> tuple[Commit, ...] | None:
    """Every commit that HEAD comes from, each before its parents; `None` where there is no repository with one.

    Args:
        since: commits that are left out, with all that they come from.
    """
    without = "".join(f"^{sha}\n" for sha in since)
    words = ("--topo-order", "--format=%H%x02%as%x02%P%x02%(trailers:only,unfold)%x02%B", "--stdin")
    log = asked(root, "log", "-z", *words, given=f"HEAD\n{without}")
    return None if log is None else tuple(map(_commit, filter(None, log.split("\0"))))


def _commit(text: str) -> Commit:
    # What people wrote comes last: it may hold whatever stands between the others.
    sha, day, parents, trailers, message = text.lstrip("\n").split("\x02", 4)
    pairs = (line.partition(":") for line in trailers.splitlines())
    return Commit(
        sha,
        day_of(day),
        message.strip().partition("\n")[0].strip(),
        message,
        tuple((key.strip().lower(), value.strip()) for key, _, value in pairs if value),
        tuple(parents.split()),
    )


def day_of(written: str) -> dt.date:
    """The day of a commit; the first that git knows where it has written none, or one that no calendar has.

    Whoever makes a commit may write into it what they like.
    """
    with contextlib.suppress(ValueError):
        return dt.date.fromisoformat(written)
    return _FIRST_DAY


def existing(root: Path, shas: Iterable[str]) -> frozenset[str]:
    """Those commits that are in the repository, be it that nothing leads to them any more.

    Args:
        shas: hexadecimal digits, as many as tell a commit from others, or `HEAD`; what is anything else is left out.
    """
    return frozenset(sha for sha, kind in _kinds(root, shas) if kind == "commit")


def present(root: Path, shas: Iterable[str]) -> frozenset[str]:
    """Those that are in the repository, be they commits, tags or files. See `existing`."""
    return frozenset(sha for sha, kind in _kinds(root, shas) if kind in _KINDS)


def _kinds(root: Path, shas: Iterable[str]) -> Iterator[tuple[str, str]]:
    wanted = [sha for sha in shas if sha == "HEAD" or HASH.fullmatch(sha)]
    said = asked(root, "cat-file", "--batch-check=%(objecttype)", given="\n".join(wanted) + "\n")
    return zip(wanted, said.splitlines() if said else (), strict=False)


def whole(root: Path, commit: str) -> bool:
    """Whether a commit is in the repository with all the files that it has."""
    return asked(root, "rev-list", "--objects", "--no-walk", "--quiet", commit) is not None


def subject_of(root: Path, sha: str) -> str | None:
    """The subject of a commit that is in the repository, be it that nothing leads to it any more.

    Args:
        sha: hexadecimal digits, as many as tell it from others.
    """
    if not HASH.fullmatch(sha):
        return None
    said = asked(root, "log", "-1", "--no-walk", "--format=%s", f"{sha}^{{commit}}", "--")
    return said.strip() if said else None


def texts_with(root: Path, path: str, word: str) -> Iterator[str]:
    """What stood in a file, by the history of HEAD, after each commit that put a word into it or took one out.

    Args:
        path: relative to the root of the project.
        word: letters and digits.
    """
    said = asked(root, "log", f"-S{word}", "--format=%H", "HEAD", "--", path)
    for sha in (said or "").split():
        text = asked(root, "show", f"{sha}:./{path}")
        if text is not None:
            yield text


def unfetched(place: Place, since: str) -> tuple[tuple[str, str], ...]:
    """The commits that HEAD comes from, newest first, each with its subject, but for those that others have.

    Args:
        since: a commit that is left out, too, with all that it comes from; it may be gone.
    """
    known = existing(place.root, (since, *fetched(place)))
    said = asked(place.root, "log", "-z", "--topo-order", "--format=%H %s", "HEAD", "--not", "--remotes", *known)
    lines = (each.partition(" ") for each in (said or "").split("\0"))
    return tuple((sha, subject) for sha, _, subject in lines if sha)


def between(root: Path, old: str, new: str, known: Iterable[str]) -> dict[str, str] | None:
    """The commits that lead from one to another, oldest first, each with its first parent; `None` unless they do so.

    Args:
        known: commits that are left out, with all that they come from.
    """
    without = "".join(f"^{sha}\n" for sha in known)
    said = asked(root, "rev-list", "--reverse", "--parents", "--stdin", given=f"{new}\n^{old}\n{without}")
    if said is None:
        return None
    lines = [line.split() for line in said.splitlines()]
    # All of them lead to the new one: if none is a child of the old one, only what was left out may be.
    near = old == new or any(old in parents for _, *parents in lines)
    if not near and asked(root, "merge-base", "--is-ancestor", old, new) is None:
        return None
    return {sha: parents[0] if parents else "" for sha, *parents in lines}


def differing(place: Place, old: str, new: str) -> tuple[str, ...] | None:
    """The files that are not the same in two commits, relative to the folder of a place; `None` unless git can say so.

    What differs outside of it begins with `../`.
    """
    # Not `diff`: what that names depends on settings.
    words = ("-r", "--name-only", "-z", "--no-renames", "--ignore-submodules=none")
    said = listed(place.root, "diff-tree", *words, old, new)
    return None if said is None else tuple(posixpath.relpath(path, place.inside or ".") for path in said)


def touched(place: Place, commits: Iterable[str]) -> tuple[str, ...] | None:
    """The files that some commits have changed, each by itself, and a merge what no side has. See `differing`."""
    words = ("--stdin", "--no-commit-id", "--root", "-r", "-c", "--name-only", "-z", "--no-renames")
    said = listed(
        place.root, "diff-tree", *words, "--ignore-submodules=none", given="".join(f"{each}\n" for each in commits)
    )
    return None if said is None else tuple(posixpath.relpath(path, place.inside or ".") for path in said)


def entry(root: Path, commit: str, path: str) -> str | None:
    """What a commit has at a path, by its hash: of a submodule the commit; `None` where it has nothing there.

    Args:
        path: relative to the top of the work tree.
    """
    said = asked(root, "rev-parse", "--verify", "--quiet", f"{commit}:{path}")
    return said.strip() if said else None


def content(root: Path, commit: str, path: str) -> bytes | None:
    """What a commit has in a file, as git stores it; `None` where it has no such file.

    Args:
        path: relative to the root of the project.
    """
    answer = run(root, "cat-file", "blob", f"{commit}:./{path}")
    return answer.stdout if answer and answer.returncode == 0 else None


def any_differ(root: Path, commits: Mapping[str, str]) -> bool:
    """Whether any of some commits has not the same files as its first parent, as far as git can say so.

    Args:
        commits: each with that parent; empty if it has none.
    """
    lines = "".join(f"{sha} {parent}\n" for sha, parent in commits.items() if parent)
    return bool(asked(root, "diff-tree", "--raw", "--no-commit-id", "--ignore-submodules=none", "--stdin", given=lines))
