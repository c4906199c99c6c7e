"""What the repository knows: who changed which file when, and whether all of it is there.

The only door to the git program. Nothing of a file's text reaches a command line, and a repository cannot make git
run anything: neither hooks nor pagers nor external differences take part in reading a log.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import posixpath
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pmgen.values import Value

_HEX = re.compile(r"[0-9a-f]{7,64}", re.ASCII)

_TIMEOUT = 60
"""Seconds that the log of a large repository may take."""

KEPT = "refs/pmgen/put-back"
"""What leads to the last commit that `keep` has made; its reflog leads to those before."""


class Change(Value):
    """A commit that changed a file.

    Args:
        sha: its whole hash.
        date: the author's day, where the author was.
        subject: the first line of its message.
    """

    sha: str
    date: dt.date
    subject: str


class History(Value):
    """The changes of files.

    Args:
        changes: by path relative to the root of the project, newest first; a file's changes under older names count.
        cut: whether the clone is shallow, so that the oldest changes may be missing.
    """

    changes: Mapping[str, tuple[Change, ...]]
    cut: bool


def history(root: Path, folder: str) -> History | None:
    """The history of the files in a folder; `None` where there is no git, or no repository.

    Args:
        root: of the project; it may be a folder inside of the repository.
        folder: relative to it.
    """
    shallow = is_shallow(root)
    log = _git(
        root,
        *("log", "-z", "--relative", "--find-renames", "--name-status", "--no-ext-diff", "--no-textconv"),
        *("--format=%x01%H%x02%as%x02%s", "--", folder),
    )
    if shallow is None or log is None:
        return None
    # Without its parents a commit seems to have made every file that there is: nobody knows what it changed.
    parentless = frozenset(_kept(root, "shallow"))
    return History(_changes(log, parentless), shallow)


def _git(root: Path, *words: str, given: str = "", index: Path | None = None) -> str | None:
    run = _run(root, *words, given=given, index=index)
    return run.stdout.decode("utf-8", "replace") if run and run.returncode == 0 else None


def _run(
    root: Path, *words: str, given: str = "", index: Path | None = None
) -> subprocess.CompletedProcess[bytes] | None:
    command = [
        *(("env", f"GIT_INDEX_FILE={index}") if index else ()),
        "git",
        "--no-pager",
        "--no-optional-locks",
        "-c",
        "core.quotePath=false",
        "-c",
        f"core.hooksPath={os.devnull}",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "log.showSignature=false",
    ]
    try:
        return subprocess.run(  # noqa: S603  # the program is git, and no word comes from a document
            [*command, *words],
            cwd=root,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
            input=given.encode(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _changes(log: str, parentless: frozenset[str]) -> dict[str, tuple[Change, ...]]:
    """The changes in a log that is newest first, each file under the name that it has now.

    Args:
        parentless: commits that are left out.
    """
    found: dict[str, list[Change]] = {}
    now: dict[str, str] = {}
    for commit in log.split("\x01")[1:]:
        head, _, rest = commit.partition("\0")
        sha, day, subject = head.split("\x02", 2)
        if sha in parentless:
            continue
        change = Change(sha, dt.date.fromisoformat(day), subject.strip())
        renamed: dict[str, str] = {}
        for old, new in _files(rest):
            name = now.get(new, new)
            found.setdefault(name, []).append(change)
            if old != new:
                renamed[old] = name
        # Only for what is older than this commit: the old name may be another file's later on.
        now |= renamed
    return {path: tuple(changes) for path, changes in found.items()}


def _files(status: str) -> list[tuple[str, str]]:
    """The files of a commit, as pairs of the name before and the name after it."""
    words = [word for word in status.lstrip("\n").split("\0") if word]
    pairs: list[tuple[str, str]] = []
    while words:
        kind = words.pop(0).strip()
        if not words:
            break
        if kind.startswith(("R", "C")) and len(words) > 1:
            old, new = words.pop(0), words.pop(0)
            pairs.append((old if kind.startswith("R") else new, new))
        else:
            name = words.pop(0)
            pairs.append((name, name))
    return pairs


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


def is_shallow(root: Path) -> bool | None:
    """Whether the oldest commits may be missing; `None` where there is no git, or no repository."""
    said = _git(root, "rev-parse", "--is-shallow-repository")
    return None if said is None else said.strip() == "true"


def inside(folder: Path) -> str | None:
    """What leads from the root of the repository to a folder, ending in `/`; `None` where there is no repository."""
    said = _git(folder, "rev-parse", "--show-prefix")
    return None if said is None else said.rstrip("\n")


def folder(root: Path) -> Path | None:
    """Where git has what it knows of this work tree; `None` where there is no repository."""
    said = _git(root, "rev-parse", "--absolute-git-dir")
    return None if said is None else Path(said.removesuffix("\n"))


def head(root: Path) -> str | None:
    """The commit that the work tree is of; `None` where there is none."""
    said = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return said.strip() if said else None


def commits(root: Path) -> tuple[Commit, ...] | None:
    """Every commit that HEAD comes from, each before its parents; `None` where there is no repository with one."""
    log = _git(root, "log", "-z", "--topo-order", "--format=%H%x02%as%x02%P%x02%(trailers:only,unfold)%x02%B")
    return None if log is None else tuple(map(_commit, filter(None, log.split("\0"))))


def existing(root: Path, shas: Iterable[str]) -> frozenset[str]:
    """Those commits that are in the repository, be it that nothing leads to them any more.

    Args:
        shas: hexadecimal digits, as many as tell a commit from others; what is anything else is left out.
    """
    asked = [sha for sha in shas if _HEX.fullmatch(sha)]
    said = _git(root, "cat-file", "--batch-check=%(objecttype)", given="\n".join(asked) + "\n")
    kinds = said.splitlines() if said else []
    return frozenset(sha for sha, kind in zip(asked, kinds, strict=False) if kind == "commit")


def subject_of(root: Path, sha: str) -> str | None:
    """The subject of a commit that is in the repository, be it that nothing leads to it any more.

    Args:
        sha: hexadecimal digits, as many as tell it from others.
    """
    if not _HEX.fullmatch(sha):
        return None
    said = _git(root, "log", "-1", "--no-walk", "--format=%s", f"{sha}^{{commit}}", "--")
    return said.strip() if said else None


def _commit(text: str) -> Commit:
    # What people wrote comes last: it may hold whatever stands between the others.
    sha, day, parents, trailers, message = text.lstrip("\n").split("\x02", 4)
    pairs = (line.partition(":") for line in trailers.splitlines())
    return Commit(
        sha,
        dt.date.fromisoformat(day),
        message.strip().partition("\n")[0].strip(),
        message,
        tuple((key.strip().lower(), value.strip()) for key, _, value in pairs if value),
        tuple(parents.split()),
    )


def texts_with(root: Path, path: str, word: str) -> Iterator[str]:
    """What stood in a file, by the history of HEAD, after each commit that put a word into it or took one out.

    Args:
        path: relative to the root of the project.
        word: letters and digits.
    """
    said = _git(root, "log", f"-S{word}", "--format=%H", "HEAD", "--", path)
    for sha in (said or "").split():
        text = _git(root, "show", f"{sha}:./{path}")
        if text is not None:
            yield text


def changed_files(root: Path) -> tuple[str, ...] | None:
    """What in the work tree differs from HEAD, files that git does not know among it; `None` without a repository."""
    said = _git(
        root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=none"
    )
    return None if said is None else tuple(entry[3:] for entry in said.split("\0") if entry)


def unwatched(root: Path) -> frozenset[str]:
    """The files in which git overlooks changes, because somebody has told it to, relative to `root`."""
    said = _git(root, "ls-files", "-v", "-z", "--", ":/") or ""
    return frozenset(entry[2:] for entry in said.split("\0") if entry[:1] == "S" or entry[:1].islower())


def branch(root: Path) -> str | None:
    """The full name of the branch that HEAD is on; `None` where it is on none."""
    said = _git(root, "symbolic-ref", "--quiet", "HEAD")
    return said.strip() if said else None


def tips(root: Path) -> frozenset[str]:
    """The commits that branches lead to, those of other repositories among them."""
    said = _git(root, "for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes")
    return frozenset((said or "").split())


def fetched(root: Path) -> frozenset[str]:
    """The commits that were last fetched from another repository."""
    return frozenset(word for line in _kept(root, "FETCH_HEAD") if _HEX.fullmatch(word := line.partition("\t")[0]))


def _kept(root: Path, name: str) -> list[str]:
    """The lines of a file that git keeps for itself; none where it is not there."""
    said = _git(root, "rev-parse", "--git-path", name)
    try:
        return (root / (said or "").strip()).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def between(root: Path, old: str, new: str, known: Iterable[str] = ()) -> tuple[str, ...] | None:
    """The commits that lead from one to another, oldest first; `None` unless they do.

    Args:
        known: commits that are left out, with all that they come from.
    """
    if _git(root, "merge-base", "--is-ancestor", old, new) is None:
        return None
    without = "".join(f"^{sha}\n" for sha in known)
    said = _git(root, "rev-list", "--reverse", "--stdin", given=f"{new}\n^{old}\n{without}")
    return None if said is None else tuple(said.split())


def differing(root: Path, old: str, new: str) -> tuple[str, ...] | None:
    """The files that are not the same in two commits, relative to `root`; `None` unless git can say so.

    Args:
        root: of the project; what differs outside of it begins with `../`.
    """
    before = inside(root)
    # Not `diff`: what that names depends on settings.
    said = _git(root, "diff-tree", "-r", "--name-only", "-z", "--no-renames", "--ignore-submodules=none", old, new)
    if before is None or said is None:
        return None
    return tuple(posixpath.relpath(path, before or ".") for path in said.split("\0") if path)


def locks(root: Path) -> tuple[Path, ...]:
    """The files with which a git that is at work in this work tree, or was ended in the middle, keeps others out."""
    names = ("index", "HEAD", "ORIG_HEAD", branch(root) or "HEAD")
    said = _git(root, "rev-parse", *(word for name in names for word in ("--git-path", f"{name}.lock")))
    paths = (root / each for each in dict.fromkeys((said or "").splitlines()))
    return tuple(path for path in paths if path.is_file())


def unlock(root: Path) -> None:
    """Remove these files; only for one who knows that whoever made them has ended."""
    for path in locks(root):
        path.unlink(missing_ok=True)


def knows_who_commits(root: Path) -> bool:
    """Whether git has a name and an address for whoever commits."""
    return _git(root, "var", "GIT_COMMITTER_IDENT") is not None


def watch(root: Path, overlooked: frozenset[str]) -> None:
    """Have git look at all files again, save those that were `unwatched` before."""
    hidden = "\0".join(unwatched(root) - overlooked)
    for flag in ("--no-assume-unchanged", "--no-skip-worktree"):
        _git(root, "update-index", flag, "-z", "--stdin", given=hidden)


def keep(root: Path, since: str, message: str) -> str | None:
    """A commit of all that git knows of or could add, for `restore` takes it away; it is on no branch.

    What is in submodules is not in it.

    Args:
        since: the commit to which all of it will be put back.
        message: of the commit, if one has to be made.

    Returns:
        Its whole hash; `None` where there is nothing but that commit, or git cannot keep it.
    """
    now = head(root)
    if now is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        # An index of its own, as what is staged is no longer of interest: a copy, which knows what has not changed.
        index = Path(folder) / "index"
        with contextlib.suppress(OSError):
            shutil.copyfile(root / (_git(root, "rev-parse", "--git-path", "index") or "").rstrip("\n"), index)
        _git(root, "add", "--all", "--ignore-errors", "--", ":/", index=index)
        tree = _git(root, "write-tree", index=index)
    if tree is None:
        return None
    if tree != _git(root, "rev-parse", f"{now}^{{tree}}"):
        now = (_git(root, "commit-tree", "-p", now, "-m", message, tree.strip()) or "").strip()
    if now in ("", since) or _git(root, "update-ref", "--create-reflog", "-m", message, KEPT, now) is None:
        return None
    return now


def restore(root: Path, commit: str, on: str | None, overlooked: frozenset[str] = frozenset()) -> bool:
    """Put work tree, submodules, index and branch back to a commit; what git ignores stays. Whether all of it is back.

    Args:
        on: the full name of the branch; `None` for none.
        overlooked: the files that were `unwatched` before, and may be so again.
    """
    # A merge or a rebase that was left half done would go on with the next command.
    for unfinished in ("merge", "rebase", "cherry-pick", "revert", "am"):
        _git(root, unfinished, "--abort")
    watch(root, overlooked)
    back = _git(root, "symbolic-ref", "HEAD", on) if on else _git(root, "checkout", "--quiet", "--detach", "--force")
    _git(root, "reset", "--quiet", "--hard", commit)
    _git(root, "submodule", "--quiet", "foreach", "--recursive", "git reset -q --hard; git clean -qffd")
    _git(root, "submodule", "--quiet", "update", "--recursive", "--force", "--no-fetch")
    cleaned = _git(root, "clean", "--quiet", "-ffd", "--", ":/")
    if None in (back, cleaned) or not unwatched(root) <= overlooked:
        return False
    return (head(root), changed_files(root)) == (commit, ())


class Unwilling(Exception):
    """Git has refused to commit; the message is what it says."""


def commit(root: Path, message: str, paths: Iterable[str]) -> None:
    """Commit some files as they are, and nothing else. No hook is run.

    Raises:
        Unwilling: when git does not.
    """
    files = tuple(paths)
    for words in (("add", "--"), ("commit", "--quiet", "--only", "-m", message, "--")):
        run = _run(root, "--literal-pathspecs", *words, *files)
        if run is None:
            raise Unwilling("it does not answer")
        if run.returncode:
            lines = run.stderr.decode("utf-8", "replace").split("\n")
            raise Unwilling(next((line.strip() for line in lines if line.strip()), f"it exits with {run.returncode}"))
