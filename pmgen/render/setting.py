"""What all pages of a site have in common, worked out once."""

from __future__ import annotations

from collections.abc import Mapping

from pmgen.plan import SitePlan
from pmgen.render.assets import Assets
from pmgen.render.frame import SeverityMark, severity_marks
from pmgen.render.prose import Linker, linker
from pmgen.values import Value


class Setting(Value):
    """What all pages of a site have in common.

    Args:
        severities: by name.
        search: the path of the first file that the search loads; empty where nothing can be searched.
        documents: every document, relative to the source folder.
    """

    site: SitePlan
    assets: Assets
    severities: Mapping[str, SeverityMark]
    search: str
    documents: frozenset[str]

    def linker(self, path: str) -> Linker:
        """What makes links of the addresses in a document."""
        return linker(path, self.documents)


def setting(site: SitePlan, assets: Assets, search: str) -> Setting:
    """Work out what all pages have in common."""
    documents = frozenset(each.path for each in site.incidents)
    return Setting(site, assets, severity_marks(site.severities), search, documents)
