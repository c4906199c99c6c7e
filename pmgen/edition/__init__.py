"""The public edition: what is left of documents for everybody to read, and what keeps them from it.

It is made before the plan, so that whatever comes of the plan (pages, counts, figures, feeds, data, the search) is made
of what may be public, and of nothing else. What is not known to be public is left out.
"""

from __future__ import annotations

from pmgen.edition.documents import Published, named, published
from pmgen.edition.post_mortems import public, told

__all__ = ["Published", "named", "public", "published", "told"]
