"""What was seen of a project at a moment, by whoever looks at it again and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmgen import check, render
from pmgen.check import Examined
from pmgen.cli.project import Listing, Project
from pmgen.diagnostics import Diagnostic, Level, Problem
from pmgen.plan import Manuscript
from pmgen.rules.outside import Corpus
from pmgen.rules.policy import Policy
from pmgen.server import Notice
from pmgen.values import Value

Stamp = tuple[int, int, int] | None
"""What tells a changed file from an unchanged one; `None` for one that is not there."""

Placed = tuple[tuple[Problem, ...], bool, list[Diagnostic]]
"""The problems of a document, whether a suppression without any is unused, and the diagnostics that they became."""


class Look(Value):
    """What was seen of a project at a moment.

    Args:
        number: another one whenever a reader may see a difference.
        stamps: of everything in the listing.
        examined: every document, by its path relative to the source folder.
        manuscripts: of each document that can be read; they remember what was worked out of them.
        corpus: what documents see of each other, and `across`, what is wrong there.
        placed: what is wrong, by the path of the document as diagnostics show it.
        unused: what is wrong with the names of templates.
        pages: from a site plan to what makes its pages.
        obstacles: what kept it from being seen any better; all else is as it was before.
        mistakes: those of the obstacles that are mistakes in the settings.
    """

    number: int
    project: Project
    policy: Policy
    listing: Listing
    stamps: Mapping[str, Stamp]
    examined: Mapping[str, Examined]
    manuscripts: Mapping[str, Manuscript | None]
    corpus: Corpus
    across: check.Across
    placed: Mapping[str, Placed]
    templates: render.Templates
    unused: Sequence[Diagnostic]
    pages: render.Renderer
    obstacles: tuple[Notice, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Errors and warnings."""
        found = (each for _, _, diagnostics in self.placed.values() for each in diagnostics)
        return [*check.in_order(each for each in found if each.level is not Level.INFO), *self.unused]
