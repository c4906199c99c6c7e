"""What a site plan is made of, for tests that begin with a post-mortem."""

from __future__ import annotations

from pmgen import plan, search
from pmgen.markdown import Heading
from pmgen.model import PostMortem


def planned(
    source: str, path: str, pm: PostMortem, body: str = "", headings: tuple[Heading, ...] = ()
) -> plan.Manuscript:
    """A document that is in memory."""
    account = plan.Held(plan.Whole(pm, body, headings), search.words_of(pm, body, path))
    return plan.Manuscript(source, path, plan.brief(pm, "UTC"), account)
