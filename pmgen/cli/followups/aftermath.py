"""What a run leaves for the next one, should it be killed: a note of what git went by when it began, and where it was.

A run that is killed puts nothing back, and the first that the next one asks git would go by what a program wrote. The
note holds no contents, so that nobody who changes it has anything written anywhere.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from pmgen import git
from pmgen.cli import showing
from pmgen.cli.followups import remembered, restoring, snapshots, telling
from pmgen.cli.followups.snapshots import File
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.source import why
from pmgen.values import Value, encoded

_NAME = "pmgen-followups.before"
"""Where git has what is of all work trees: they go by the same settings."""

_FEW = 6
"""How many commits are named that nobody has judged."""


class _Note(Value):
    """What git went by.

    Args:
        top: the root of the work tree in which the run was.
        here: what leads to the folder of git of that from the one of all work trees.
        commit: the one that HEAD was there, when the last follow-up was begun.
        stashes: the commits of what somebody had put aside.
        files: the digests of the files by which git goes, by their paths; `None` where there was none.
    """

    top: str
    here: str
    commit: str
    stashes: tuple[str, ...]
    files: dict[str, str | None]


def require_untouched(project: Project, place: git.Place) -> None:
    """See that an earlier run has ended, or that git goes by what it went by when that began, and has nothing of it.

    Raises:
        Failure: when it does not, or nobody can say so.
    """
    path = place.shared / _NAME
    if not path.is_file():
        return
    remembered.forget(project)
    earlier, here = "an earlier run did not come to its end here", visible(showing.from_here(path))
    note = _read(path)
    if note is None:
        raise Failure(f"{earlier}, and `{here}` cannot be read; see that `.git/config` is yours, and delete it")
    now = snapshots.taken(map(Path, note.files))
    # Settings of whoever began the other one, which are not here, have no say: a job may have a home of its own.
    there = (each for each, file in now.items() if file or any(map(each.is_relative_to, (place.top, place.shared))))
    changed = [each for each in there if _digest(now[each]) != note.files[str(each)] and not _is_of_none(place, each)]
    if changed:
        what = f"{telling.named(project, changed)}, by which git goes, is not what it was before"
        raise Failure(f"{earlier}, and {what}; put that right, and delete `{here}`")
    if found := _left_to_judge(place, note):
        raise Failure(f"{earlier}, and {found}; to keep it, delete `{here}`")
    showing.warn(f"{earlier}; {_last(place, note)}")
    _tell_dropped(place, note)


def _is_of_none(place: git.Place, path: Path) -> bool:
    """Whether a file of git was of a work tree that was removed: git goes by it nowhere any more."""
    tree = place.shared / "worktrees"
    return path.is_relative_to(tree) and not os.path.lexists(tree / path.relative_to(tree).parts[0])


def _last(place: git.Place, note: _Note) -> str:
    commit = visible(note.commit[:8])
    if _is_gone(place, note):
        gone = visible(showing.from_here(Path(note.top)))
        return f"its work tree `{gone}` was removed, and nobody has judged what was committed there since {commit}"
    return f"before what it did last, HEAD was at {commit}"


@contextlib.contextmanager
def noted(project: Project, start: Start) -> Iterator[None]:
    """Leave the note for as long as a run lasts, and longer where it ends with what the next one has to know of.

    That is where git is not to be asked after it, and where a repository could not be put back.

    Raises:
        Failure: when it cannot be written.
    """
    note(project, start)
    path, left = start.own.place.shared / _NAME, False
    try:
        yield
    except BaseException as error:
        left = restoring.is_left(error)
        raise
    finally:
        if not left and not restoring.distrust(project, start):
            with contextlib.suppress(OSError):  # the next run then sees that all is well
                path.unlink(missing_ok=True)


def note(project: Project, before: Start) -> None:
    """Write the note anew, or for the first time: what leads to HEAD now is judged, and what follows is not yet.

    Raises:
        Failure: when it cannot be written.
    """
    own = before.own
    path = own.place.shared / _NAME
    gone_by = ((each, file) for each, file in before.was.items() if each not in own.heads() and not own.runs(each))
    said = {
        "top": os.fspath(own.top),
        "here": os.path.relpath(own.place.here, own.place.shared),
        "commit": before.commit,
        "stashes": [each.commit for each in before.stashes],
        "files": {str(each): _digest(file) for each, file in gone_by},
    }
    try:
        path.unlink(missing_ok=True)
        path.write_text(json.dumps(said), encoding="utf-8")
    except OSError as error:
        raise Failure(f"`{visible(showing.from_here(path))}` cannot be written: {why(error)}") from error


def _is_gone(place: git.Place, note: _Note) -> bool:
    """Whether the work tree in which a run was is none any more, so that no other one is where it has left off."""
    return not os.path.isdir(place.shared / note.here)


def _left_to_judge(place: git.Place, note: _Note) -> str:
    """What was committed since and nobody has judged, and how to give that up; empty where there is nothing.

    What was fetched meanwhile, others have done: a job may come back to its clone with what is new.
    """
    if _is_gone(place, note):
        return ""
    # It may be the same, and have been moved.
    top = place.top if place.shared / note.here == place.here else Path(note.top)
    if not top.is_dir():
        gone = visible(showing.from_here(top))
        return f"its work tree `{gone}` is not there; `git worktree prune` says that it is gone for good"
    there = git.place(top)
    new = git.unfetched(there, note.commit) if there else ()
    if not new:
        return ""
    named = ", ".join(f"`{sha[:8]} {visible(subject)}`" for sha, subject in new[:_FEW])
    more = f" and {len(new) - _FEW} more" if len(new) > _FEW else ""
    here = showing.from_here(top)
    of = "" if here == "." else f"-C {visible(shlex.quote(here))} "
    back = f"`git {of}reset --hard {visible(note.commit[:8])}` gives that up"
    return f"nobody has judged what was committed since ({named}{more}); {back}"


def _tell_dropped(place: git.Place, note: _Note) -> None:
    """Name the stashes that were there, and are not on the list any more, though nothing has cleaned them up yet."""
    if not note.stashes:
        return
    there = {each.commit for each in git.stashes(place.top)}
    left = git.existing(place.top, note.stashes)
    for sha in (each for each in note.stashes if each in left and each not in there):
        short = visible(sha[:12])
        again = f"`git stash store {short}` puts it there again"
        showing.warn(f"the stash {short}, which was there then, is not on the list any more; {again}")


def _read(path: Path) -> _Note | None:
    """A note; `None` where it is none."""
    try:
        read = json.loads(path.read_bytes())
        files = {str(each): digest for each, digest in read["files"].items()}
        stashes = tuple(map(str, read["stashes"]))
        return _Note(str(read["top"]), str(read["here"]), str(read["commit"]), stashes, files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _digest(file: File | None) -> str | None:
    # What may be made, being a folder, is as good as one.
    return None if file in (None, snapshots.FOLDER) else hashlib.sha256(encoded(file)).hexdigest()
