"""Whether readers get what was built: a site, in a folder or published, against its manifest.

`listed` reads the manifest, `files` and `http` are the two places where a site may be, `pages` and `lists` find
what a file links to, `walk` compares. None of them trusts what it reads: a published site may be anything.
"""

from __future__ import annotations

from pmgen.verify.files import Built
from pmgen.verify.findings import Finding, Kind, Verdict
from pmgen.verify.http import Published
from pmgen.verify.listed import Unusable
from pmgen.verify.walk import manifest_of, verify

__all__ = ["Built", "Finding", "Kind", "Published", "Unusable", "Verdict", "manifest_of", "verify"]
