"""Whether a program that was to do a follow-up has done it, by what it left behind."""

from __future__ import annotations

import re
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from pmgen import git
from pmgen.cli import leading, leaving_out, locating
from pmgen.cli.followups import queueing, starting, telling
from pmgen.cli.followups.leavings import Left
from pmgen.cli.followups.starting import Start
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.resolver import worker
from pmgen.resolver.queue import Item
from pmgen.resolver.said import said_of
from pmgen.values import Value

_SAID = 200
"""Characters of a program's last line that are told."""

_OBEYED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
"""What a terminal obeys (ECMA-48): colours and the like, which may stand between a password and its name."""

_TO_COME = re.compile(r"pm-[^/]*#|[^/]*#[a-z]", re.IGNORECASE)
"""How the name of a follow-up begins that may be there one day; of an issue at a host it is `owner/name#12`."""

_DOCUMENTS, _SIDECARS = (".md", ".markdown", ".html"), (".yml", ".yaml")


class Result(Value):
    """What became of a follow-up: the commits that did it, or why it is still to be done."""

    item: Item
    commits: tuple[str, ...]
    why: str


def judged(project: Project, item: Item, before: Start, ended: worker.Ended, own: Sequence[Path], left: Left) -> Result:
    """Whether the follow-up was done.

    Args:
        own: the files that git has for itself and the program had changed.
        left: what there is now.
    """
    last = _last_line(ended.said)
    said = f"; it said: {last}" if last else ""
    if why := _how(ended):
        return Result(item, (), f"{why}{said}")
    if why := _beside(project, before, own, left):
        return Result(item, (), why)
    state = left.state
    if state is None or state.commit is None:
        return Result(item, (), f"it has left {'a HEAD' if state else 'an index'} that git cannot read")
    # What it has merged or pulled, others have done.
    known = before.tips() | git.fetched(before.own.place)
    commits = git.between(before.own.top, before.commit, state.commit, known)
    if commits is None or state.branch != before.branch:
        return Result(item, (), "it has rewritten the history, or left the branch")
    if state.changed:
        return Result(item, (), f"it left changes that are in no commit (`{visible(state.changed[0])}`)")
    if hidden := left.overlooked - before.overlooked:
        return Result(item, (), f"it has told git to overlook what changes in `{visible(min(hidden))}`")
    if why := _nothing_done(project, before, state.commit, commits) or _claims(project, item, before):
        return Result(item, (), f"{why}{said}")
    return Result(item, tuple(commits), "")


def _how(ended: worker.Ended) -> str:
    """How a program has ended; empty if that was well."""
    if ended.code is None:
        return ended.why
    if ended.code < 0:
        return f"it was ended by {_signal(-ended.code)}"
    return f"it exited with {ended.code}" if ended.code else ""


def _beside(project: Project, before: Start, own: Sequence[Path], left: Left) -> str:
    """What a program has done to git itself behind which its work cannot be seen, or goes on; empty if nothing."""
    if left.lost:
        return f"it has left a submodule that git cannot read ({telling.named(project, left.lost)})"
    if changed := [path for path in own if path.name == "exclude" or path == before.own.ignoring]:
        return f"it has changed what git ignores ({telling.named(project, changed)})"
    if settings := [path for path in own if path in before.own.settings]:
        return f"it has changed the settings of git ({telling.named(project, settings)})"
    if left.replaced != before.replaced:
        return "it has told git to show something else in the place of a commit or a file (`git replace`)"
    if new := [each for each in left.strangers if each not in before.own.submodules]:
        return f"it has put another repository into this one ({telling.named(project, new)})"
    if half_done := before.own.place.half_done():
        return f"it left {half_done} half done"
    return ""


def _last_line(said: str) -> str:
    """The last line that is not empty, as it can stand in a document: with no credential, and nothing to obey."""
    from pmgen.rules.leaks.redaction import redacted  # most programs do what they are to do

    lines = (line.strip() for line in _OBEYED.sub("", said).splitlines())
    # What makes a credential of it may stand in the lines before: `password:`.
    return visible(redacted("\n".join(filter(None, lines))).rpartition("\n")[2])[:_SAID]


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _nothing_done(project: Project, before: Start, now: str, commits: Mapping[str, str]) -> str:
    """Why commits are no work; empty if they are some.

    Args:
        commits: each with the first of its parents.
    """
    if before.commit == now:
        return "it made no commit"
    if not commits:
        return "it has only taken in what others have done"
    files = git.differing(before.own.place, before.commit, now)
    alone = commits == {now: before.commit}
    if not files or not (alone or git.any_differ(before.own.top, commits)):
        return "its commits change nothing"
    between = () if alone else _touched(before, now)
    if between is None:
        return "git does not tell what its commits change"
    return _out_of_bounds(project, before, now, files, between)


def _touched(before: Start, now: str) -> Sequence[str] | None:
    """The files that new commits have changed, be it that others take that back; `None` unless git can say so.

    The history tells of these, too, whoever the program says has made the commits.
    """
    commits = git.between(before.own.top, before.commit, now, before.tips())
    return None if commits is None else git.touched(before.own.place, commits)


def _out_of_bounds(project: Project, before: Start, now: str, files: Sequence[str], between: Sequence[str]) -> str:
    """What work has changed that is none of a program's; empty if nothing.

    Args:
        files: what it has changed.
        between: what its commits have, be it that the last of them are without.
    """
    # What becomes of a follow-up is said by this command, and by people: not by the program that does the work.
    if told := next((each for each in (*files, *between) if _is_told(project, each)), ""):
        return f"it has changed what the post-mortems say (`{visible(told)}`)"
    if hiding := next((each for each in files if _is_hiding(project, each, before.commit, now)), ""):
        return f"it has changed what says that a site is built there, so that no post-mortem is (`{visible(hiding)}`)"
    # Nor what a program may do, which the next run would read there.
    if twin := next((each for each in files if _is_settings_twin(project, each)), ""):
        return f"it has changed the settings of pmgen, where names differ in their case only (`{visible(twin)}`)"
    if _other_settings(project):
        place = next((each for each in files if PurePath(each).name in locating.CONFIGS), "")
        return "it has changed the settings of pmgen" + (f" (`{visible(place)}`)" if place else "")
    return ""


def _claims(project: Project, item: Item, before: Start) -> str:
    """What new commits say is done beside their own: `sync` would take that, be it for people; empty if nothing.

    What others have done is no exception, but for what was there before: it is the program that says whose a commit is.
    """
    new = git.commits(project.root, before.commit, *before.tips())
    if new is None:
        return "git does not tell what its commits say"
    if not any(each.trailers for each in new):
        return ""
    items = queueing.read(project).items
    known = {each.name for each in items}
    others = (each for each in said_of(items, new) if each.name != item.name)
    claims = (each.name for each in others if each.evidence or (each.name not in known and _TO_COME.match(each.name)))
    other = next(claims, "")
    return other and f"its commits say that `{visible(other)}` is done, which it was not given"


def _other_settings(project: Project) -> bool:
    """Whether the next run would find other settings, or none that it can read."""
    try:
        return locating.search(Path.cwd()) != (project, [])
    except (Failure, OSError):
        return True


def _is_settings_twin(project: Project, path: str) -> bool:
    """Whether a clone on another system would have a file in the place of settings: names alike but for their case."""
    file = project.root / path
    if file.name in locating.CONFIGS or file.name.casefold() not in locating.CONFIGS:
        return False
    folders = {str(each).casefold() for each in starting.settings_folders(project.root)}
    return str(file.parent).casefold() in folders


def _is_told(project: Project, path: str) -> bool:
    """Whether a file is one of those that say what happened: any in their folder, whichever way leads there.

    Where that is the whole project, only those that a build takes for one by their name.
    """
    file, source = leading.to(project.root / path), leading.to(project.source)
    if source != leading.to(project.root):
        # Where names differ in their case only, a clone on another system may have one of the two.
        folded = Path(str(file).casefold()), Path(str(source).casefold())
        return folded[0].is_relative_to(folded[1]) or source.is_relative_to(file)
    # A link has a name of its own, by which a build goes.
    if _is_left_out(project, path) and _is_left_out(project, project.shown(file)):
        return False
    return file.suffix.lower() in _DOCUMENTS or (file.suffix in _SIDECARS and file.with_suffix(".html").is_file())


def _is_hiding(project: Project, path: str, *commits: str) -> bool:
    """Whether a file is, or was, the manifest of a site: what is in its folder is no post-mortem.

    Args:
        commits: the one before, and the one of now.
    """
    file = project.root / path
    if PurePath(path).name != leaving_out.MANIFEST or _is_left_out(project, path):
        return False
    # What a link leads to may become one later on, under whatever name.
    if file.is_symlink() or leaving_out.holds_a_site(file.parent, [file.name]):
        return True
    # Where git makes something else of it in the work tree, a clone may have it as it is stored.
    stored = (git.content(project.root, each, path) for each in commits)
    return any(leaving_out.is_of_a_site(each) for each in stored if each is not None)


def _is_left_out(project: Project, path: str) -> bool:
    """Whether no build takes a file in the root of a project for a post-mortem, by its name or its place."""
    apart, file = leaving_out.folders_apart(project.config), PurePath(path)
    folders = [(f"{each}/", each.name) for each in file.parents[:-1]]
    if any(leaving_out.folder_reason(folder, name, apart) for folder, name in folders):
        return True
    ignored = project.config.ignore
    if folders and leaving_out.ignored_folder(folders[0][0], ignored):
        return True
    # A manifest hides the folder that it is in, be it ignored itself or not.
    return leaving_out.file_reason(path, file.name, () if file.name == leaving_out.MANIFEST else ignored) is not None
