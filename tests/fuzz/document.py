"""A coverage-guided fuzz target: whatever a document holds, it is read, checked and rendered without a traceback.

`.ci/run` runs it a fixed number of times from the kept corpus; `python -m tests.fuzz.document corpus` runs for good and
adds what it finds. An input that fails is written to `crash-…` beside the call.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pmgen", "markdown_it", "mdit_py_plugins", "frontmatter"]):
    from pmgen import check, config, exports, feeds, plan, render, reporters, search
    from pmgen.rules.policy import Folder, Policy

HEAD = b"---\ntitle: T\ndate: 2026-04-14\nseverity: SEV2\nstatus: draft\n"
LONGEST_SECONDS = 5.0
UNSAFE = re.compile(
    rb"(?i)<script(?! src=)(?! type=.application/ld)|<[a-z][^<>\"]*\son[a-z]+=|<[^<>]*=[\"']\s*javascript:|<iframe"
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

POLICY = Policy(today=dt.date(2026, 5, 1))
FOLDER = Folder(frozenset(["a.md"]), frozenset(["a.md", "x.png"]))
TEMPLATES = render.read_templates(("templates", Path(__file__).parents[2] / "templates"))


def one(data: bytes) -> None:
    """Do with one input what a build does; the first byte says what it stands for."""
    kind, rest = data[:1], data[1:]
    # Most random bytes are no front matter, and would never reach the rest.
    text = {b"b": HEAD + b"---\n" + rest, b"f": HEAD + rest + b"\n---\n\nBody\n"}.get(kind, rest)
    began = time.process_time()
    examined = check.examine("a.md", text, "a.md", POLICY, FOLDER, lambda url: url)
    found = check.diagnose([examined], whole=True)
    for name in ("text", "github", "gitlab", "json", "junit", "sarif"):
        assert not CONTROLS.search("".join(reporters.report(name, found, files=["a.md"]))), name
    if examined.subject is not None and not any(each.level.value == "error" for each in found):
        build(examined)
    assert time.process_time() - began < LONGEST_SECONDS, "it takes too long"


def build(examined: check.Examined) -> None:
    """Make every page and file of a site of one document."""
    subject = examined.subject
    assert subject is not None
    pm, body = subject.post_mortem, examined.body
    account = plan.Held(plan.Whole(pm, body, subject.outline.headings), search.words_of(pm, body, subject.path))
    made = plan.Manuscript(examined.shown, subject.path, plan.brief(pm, POLICY.timezone), account)
    site = plan.plan(
        [made],
        title="Post-mortems",
        timezone=POLICY.timezone,
        severities=[config.Severity(name, name, "") for name in POLICY.severities],
        safe_types=POLICY.safe_types,
        due_days=POLICY.due_days,
    )
    index, _ = search.search(site)
    for path, page in render.render(site, TEMPLATES, index.path):
        assert not (path.endswith(".html") and UNSAFE.search(page)), path
    for _ in (*exports.files(site), *feeds.files(site)):
        pass


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
