"""Every rule, one function each, in the module of its subject; this is the list of them.

To add one, write the function in its module, put it in that module's `RULES`, and see `tests/test_rules.py` run
the examples of its docstring.
"""

from __future__ import annotations

from collections.abc import Collection

from pmgen.diagnostics import Level, Problem, Rule
from pmgen.model import Lint
from pmgen.rules import (
    across,
    addresses,
    as_typed,
    body,
    completeness,
    damage,
    disclosure,
    dues,
    evidence,
    fields,
    file,
    followups,
    front_matter,
    headings,
    hiding,
    hosted,
    images,
    incident,
    legacy_pages,
    links,
    merging,
    milestones,
    names,
    public_names,
    quoted,
    related,
    revisions,
    settings,
    suppressions,
    taken,
    timeline,
    yaml_forms,
)

ACROSS: tuple[Rule, ...] = (*across.RULES, *taken.RULES, *public_names.RULES)
"""The rules that look at all post-mortems at once; they find pairs of a path and a problem."""

_FOUND: tuple[Rule, ...] = (
    *file.RULES,
    *merging.RULES,
    *damage.RULES,
    *front_matter.RULES,
    *yaml_forms.RULES,
    *settings.RULES,
    *fields.RULES,
    *quoted.RULES,
    *names.RULES,
    *completeness.RULES,
    *incident.RULES,
    *related.RULES,
    *revisions.RULES,
    *timeline.RULES,
    *milestones.RULES,
    *followups.RULES,
    *dues.RULES,
    *evidence.RULES,
    *headings.RULES,
    *body.RULES,
    *as_typed.RULES,
    *links.RULES,
    *hosted.RULES,
    *images.RULES,
    *addresses.RULES,
    *legacy_pages.RULES,
    *disclosure.RULES,
    *hiding.RULES,
    *ACROSS,
    *public_names.TOLD,
    *suppressions.RULES,
)
RULES = tuple(sorted(_FOUND, key=lambda rule: rule.code))
EACH: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.find and rule not in ACROSS)
"""The rules that look at one post-mortem."""
BY_CODE = {rule.code: rule for rule in RULES}
BY_NAME = {rule.name: rule for rule in RULES}
_NAMES = BY_CODE.keys() | BY_NAME.keys()
_ACROSS_NAMES = frozenset(name for rule in ACROSS for name in (rule.code, rule.name))
_READ_ON = frozenset(("PM101", "PM107"))
"""What is wrong there leaves the rest of a front matter to be read."""
HINDERING = frozenset(
    rule.code
    for rule in (*file.RULES, *merging.RULES, *front_matter.RULES, *yaml_forms.RULES, *fields.RULES)
    if rule.level is Level.ERROR and rule.code not in _READ_ON
)
"""The codes of what keeps a file from being read: no other rule can be asked of it then, whichever are selected."""
PROVING = evidence.PROVING
"""The rules of which the repository has to be asked."""
TOLD = public_names.TOLD
"""The rules that the making of a public edition finds."""


def unused(lint: Lint, used: Collection[str], *, whole: bool, asked: Collection[Rule] = ()) -> list[Problem]:
    """What is wrong with the suppressions of a document, of which `used` have suppressed something.

    Args:
        whole: whether the rules across files were asked, too.
        asked: which of `PROVING` and `TOLD` were: a build asks none, and the repository may not answer.
    """
    silent = {name for rule in (*PROVING, *TOLD) if rule not in asked for name in (rule.code, rule.name)}
    return list(suppressions.find(lint, used, _NAMES, silent if whole else silent | _ACROSS_NAMES))
