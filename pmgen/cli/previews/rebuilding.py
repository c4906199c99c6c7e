"""The preview of a project: what was seen of it, as a build whose pages are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256

from pmgen import check, plan, render, search
from pmgen.cli.builds import site as steps
from pmgen.cli.previews.look import Look
from pmgen.cli.previews.looking import defect
from pmgen.cli.project import Failure, Project
from pmgen.diagnostics import Diagnostic, Level, worst
from pmgen.plan import Manuscript, SitePlan
from pmgen.rules.mentions import Names
from pmgen.server import Built, Notice, NotMade, notice_of
from pmgen.values import replace


class Planner:
    """Makes the site plan of one look after the other: most edits change no more of it than one account."""

    def __init__(self) -> None:
        self._last: tuple[Project, Sequence[Manuscript | None], SitePlan] | None = None

    def plan(self, project: Project, manuscripts: Sequence[Manuscript | None]) -> SitePlan:
        """The site plan of all documents that could be read."""
        site = self._amended(project, manuscripts) or steps.plan_site(project, manuscripts)
        self._last = project, manuscripts, site
        return site

    def _amended(self, project: Project, manuscripts: Sequence[Manuscript | None]) -> SitePlan | None:
        if self._last is None or project.config.history == "git":  # of what git has, no look knows
            return None
        before, known, site = self._last
        if before != project or len(known) != len(manuscripts):
            return None
        for was, now in zip(known, manuscripts, strict=True):
            if was is not now:
                if was is None or now is None or replace(now, account=was.account) != was:
                    return None
                site = plan.amended(site, now)
        return site


def built(look: Look, *, audience: str = "internal", planner: Planner | None = None) -> Built:
    """The build of what was seen, for an audience; pages are made when they are asked for.

    Args:
        planner: the one that made the plan of the last look; `None` at first.
    """
    if look.obstacles:
        return Built(None, look.obstacles)
    diagnostics = diagnosed(look, audience=audience)
    notices = tuple(notice_of(each) for each in diagnostics)
    if worst(diagnostics) is Level.ERROR:
        return Built(None, notices)
    project, examined = look.project, list(look.examined.values())
    manuscripts = list(look.manuscripts.values())
    unseen: Names | None = None
    places: Mapping[str, str] | None = None
    if audience == "public":
        from pmgen.cli.builds import publishing  # most previews are for those inside

        unseen = publishing.unseen_names(project, look.examined.values(), look.listing.folder)
        # Where a public edition will be, a build is told by an option; a preview names no `base_url` that is internal.
        said = publishing.told_by_config(look.project, unseen)
        told = [Notice(Level.ERROR, why) for key, why in said if key != "base_url"]
        if told:
            return Built(None, (*notices, *told))
        examined, places, named = publishing.of_memory(project, look.examined, look.listing.folder)
        if named:
            return Built(None, (*notices, *map(notice_of, named)))
        if not examined:
            return Built(None, (*notices, Notice(Level.ERROR, publishing.NOBODY)))
        project, manuscripts = publishing.of_nobody(project, unseen), [steps.of_examined(each) for each in examined]
    copied = steps.copied(steps.linked(examined), look.listing, places)
    beside = sha256(repr([(path, look.stamps[source]) for path, source in copied.items()]).encode()).hexdigest()
    # Whatever address the site is published at: a preview has it at the root.
    site = replace((planner or Planner()).plan(project, manuscripts), from_anywhere="/")
    return Built(_content(look, site, copied, unseen), notices, beside)


def diagnosed(look: Look, *, audience: str) -> list[Diagnostic]:
    """Errors and warnings, as much as they weigh for an audience."""
    if audience != "public":
        return look.diagnostics
    return check.blocking(look.diagnostics, look.examined.values(), lambda each: each)


def _content(
    look: Look, site: SitePlan, copied: Mapping[str, str], unseen: Names | None
) -> Callable[[str], bytes | None]:
    """What makes the file at a path, and remembers it."""
    searched = _searched(look)
    page, data_paths, data = look.pages(site, searched), frozenset(steps.data_paths(site)), steps.data_files(site)
    found = cache(lambda: search.search(site, aliases=unseen is None)[0])
    made: dict[str, bytes] = {}

    def make(path: str) -> bytes | None:
        if path in copied:
            return steps.copy(look.project, copied[path], unseen)
        if path.startswith(f"{search.FOLDER}/"):
            return found().files.get(found().path if path == searched else path)
        if path in data_paths:
            # In their order: some cannot be had without those before them.
            while path not in made and (following := next(data, None)):
                made[following[0]] = following[1]
        elif path not in made and (content := page(path)) is not None:
            made[path] = content
        return made.get(path)

    def content(path: str) -> bytes | None:
        try:
            return make(path)
        except render.TemplateFailure as failure:
            place = f"{failure.path}:{failure.line}" if failure.line else failure.path
            raise NotMade(Notice(Level.ERROR, failure.reason, place)) from failure
        except Failure as failure:
            raise NotMade(Notice(Level.ERROR, failure.message)) from failure
        except Exception as error:
            raise NotMade(defect(error)) from error

    return content


def _searched(look: Look) -> str:
    """The path of the first file that the search loads, without making it: nobody may search before the next save."""
    # A text remembers its hash: of seven megabytes of them only what has changed is gone through again.
    texts = [hash(each.source.text) for each in look.examined.values()]
    digest = sha256(repr((look.project.config, texts)).encode()).hexdigest()
    return f"{search.FOLDER}/index.{digest[:10]}.js"
