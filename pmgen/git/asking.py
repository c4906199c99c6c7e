"""The only door to the git program.

Nothing of a file's text reaches a command line, and a repository cannot make git run anything: neither hooks nor
pagers nor external differences take part in what is asked for, and no clean-up goes on behind it. Nor does git look for
a repository further up than the first `.git` that it finds: where that is damaged, the one around it is another one,
which nobody has asked about.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_SECONDS = 60
"""How long git may think about an answer, which the log of a large repository takes."""

_SECONDS_AT_WORK = 3600
"""How long it may go through a work tree, or write: ended in the middle of that, it leaves a repository locked."""

_AT_WORK = frozenset(
    "add am bisect checkout cherry-pick clean commit commit-tree merge read-tree rebase reset revert status submodule"
    " symbolic-ref update-index update-ref write-tree".split()
)
"""The commands that do."""

_STOPPING = (1, 2, 15)
"""SIGHUP, SIGINT and SIGTERM, which stop the processes of a terminal or a job; not every system knows all of them."""

_CEILING = "GIT_CEILING_DIRECTORIES"
"""The variable that names folders in which git looks for no repository on its way up."""


def asked(
    root: Path, *words: str, given: str = "", index: Path | None = None, settings: Iterable[str] = ()
) -> str | None:
    """What git says; `None` where it fails, or there is none.

    Args:
        given: what it reads.
        index: the index that it uses in the place of that of the work tree.
        settings: those that it goes by in the place of others, each as `key=value`.
    """
    answer = run(root, *words, given=given, index=index, settings=settings)
    return answer.stdout.decode("utf-8", "replace") if answer and answer.returncode == 0 else None


def listed(
    root: Path, *words: str, given: str = "", index: Path | None = None, settings: Iterable[str] = ()
) -> list[str] | None:
    """What git lists of files, with `-z`, whose names may be in any encoding. See `asked`."""
    answer = run(root, *words, given=given, index=index, settings=settings)
    return (
        [each for each in os.fsdecode(answer.stdout).split("\0") if each] if answer and not answer.returncode else None
    )


def run(
    root: Path, *words: str, given: str = "", index: Path | None = None, settings: Iterable[str] = ()
) -> subprocess.CompletedProcess[bytes] | None:
    """How git ended; `None` where there is none, or it takes too long. See `asked`."""
    command = [
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
        "-c",
        "submodule.recurse=false",
        "-c",
        "maintenance.auto=false",
        "-c",
        "safe.bareRepository=explicit",
        *(word for each in settings for word in ("-c", each)),
    ]
    environment = _environment(root) | ({"GIT_INDEX_FILE": str(index)} if index else {})
    seconds = _SECONDS_AT_WORK if _AT_WORK.intersection(words[:2]) else _SECONDS
    answer = _ended([*command, *words], root, environment, given, seconds)
    if answer and -answer.returncode in _STOPPING:
        # It came before git was in a session of its own, and was for whoever asks.
        answer = _ended([*command, *words], root, environment, given, seconds)
    return answer


def _ended(
    command: Sequence[str], root: Path, environment: Mapping[str, str], given: str, seconds: float
) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(  # noqa: S603  # the program is git, and no word comes from a document
            command,
            cwd=root,
            env=environment,
            capture_output=True,
            timeout=seconds,
            check=False,
            input=os.fsencode(given),
            # Ctrl-C reaches whoever asks, who may have to let git finish first.
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def nearest(folder: Path) -> Path | None:
    """The first folder, from one upwards, that has a `.git`, be that a repository or not; `None` where none has."""
    here = folder.resolve()
    return next((each for each in (here, *here.parents) if os.path.lexists(each / ".git")), None)


def _environment(root: Path) -> dict[str, str]:
    """What git inherits in any case, and that it looks no further up than the `.git` next to a folder."""
    inherited = dict(os.environ)  # noqa: TID251  # handed on unread
    top = nearest(root)
    if top is not None:
        ceiling = str(top.parent)
        if os.pathsep in ceiling:  # what separates folders in the list cannot be in the name of one
            ceiling = f"/proc/self/cwd/{os.path.relpath(ceiling, root.resolve())}"
        inherited[_CEILING] = os.pathsep.join(filter(None, (ceiling, inherited.get(_CEILING))))
    return inherited


def lines_in(path: Path) -> list[str]:
    """The lines of a file that git keeps for itself; none where it is not there."""
    try:
        # From a pipe nothing may ever come.
        return path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    except OSError:
        return []
