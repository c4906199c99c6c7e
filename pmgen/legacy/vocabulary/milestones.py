"""Which events are milestones: only where the words leave no doubt, as the figures are measured from them."""

from __future__ import annotations

import re
from typing import Final

from pmgen.legacy.vocabulary import tongues

_SO_FAR = r"(?=\W*$|\s*[.,:;!–—(*-]|\s+(?:by|at|after|with|via|through|when|as|because|thanks|since)\b)"
"""What may follow a word that says it all; anything else, as in `resolved for some`, may take it back."""
_BEING = r"(?:(?:is|was|has been|is now|declared|marked(?: as)?) )?"
_NOBODY = r"(?!\W*(?:none|no|never|n/?a|unknown|tb[acd]|not \w+)\W*$)"
_IN_PART = (
    "not|never|would|should|could|might|may|will|only|partial(?:ly)?|partly|still|except|half|some|most|almost|nearly"
    r"|remain\w*|c[ao]mes? back|returned|recurred|yet|by mistake|attempt\w*|abort\w*|temporar\w+|re-?opened"
)
_MILESTONES = tuple(
    (kind, re.compile(rf"^\W*(?:{words})", re.IGNORECASE), re.compile(rf"\b(?:{doubts})\b|\?", re.IGNORECASE))
    for kind, words, doubts in (
        (
            "detected",
            rf"detected{_SO_FAR}{_NOBODY}|detection(?=\W*$|\s*[:–—(*]){_NOBODY}"
            rf"|(?:the )?(?:incident|outage|issue|problem) {_BEING}detected\b"
            rf"|(?:first )?alert (?:fires|fired)\b|first (?:report|alert)(?:{_SO_FAR}|\s+(?:from|comes?|came|in)\b)",
            "false|nobody|mistake|ignored|silenced|suppressed|unrelated|for (?:an|some )?other|for a different",
        ),
        (
            "resolved",
            rf"(?:fully )?(?:resolved|recovered){_SO_FAR}|(?:full )?recovery (?:is )?(?:completed?|confirmed){_SO_FAR}"
            rf"|(?:all |full )?services? {_BEING}(?:fully )?(?:restored|operational){_SO_FAR}"
            rf"|(?:the )?(?:incident|outage|issue) {_BEING}(?:fully )?(?:resolved|closed|over){_SO_FAR}"
            rf"|(?:incident|outage) (?:ends|ended){_SO_FAR}",
            _IN_PART,
        ),
        (
            "mitigated",
            rf"mitigated{_SO_FAR}|mitigation (?:is |was )?(?:applied|in place){_SO_FAR}"
            rf"|(?:incident|outage|impact|issue) {_BEING}mitigated{_SO_FAR}",
            _IN_PART,
        ),
        (
            "started",
            r"(?:incident|outage|impact) (?:begins?|began|starts?|started)"
            rf"(?:{_SO_FAR}|\s+(?:for|on|in|from|due)\b)|cascade begins\b",
            "false|perhaps|probably|possibly",
        ),
    )
)
"""The words with which each begins, and those that make it doubtful in the same sentence."""


_LABEL = re.compile(
    r"(?:incident |impact |outage )?(?:time )?(?:(?P<started>start(?:ed)?|began|begins)"
    r"|(?P<detected>detected|detection)|(?P<acknowledged>acknowledged)|(?P<identified>identified)|(?P<mitigated>mitigated|mitigation)"
    r"|(?P<resolved>resolved|end(?:ed)?|resolution))(?: (?:time|at|on|date))?",
    re.IGNORECASE,
)
"""What people call a milestone, before the time of it."""
_MARKED = re.compile(
    r"[\s*_<(\[](?:(?P<started>(?:OUTAGE|INCIDENT|IMPACT) (?:BEGINS|BEGAN|STARTS|STARTED)|START OF OUTAGE)"
    r"|(?P<resolved>(?:OUTAGE|INCIDENT) (?:ENDS|ENDED|OVER)|END OF OUTAGE))[\s*_>)\].!]*$"
)
"""What marks an event in capitals, behind what it tells."""
_MARKED_FIRST = re.compile(
    r"\*\*(?:(?P<started>(?:OUTAGE|INCIDENT|IMPACT) (?:BEGINS|BEGAN|STARTS|STARTED))"
    r"|(?P<mitigated>(?:OUTAGE|INCIDENT|IMPACT) MITIGATED)|(?P<resolved>OUTAGE (?:ENDS|ENDED|OVER)))\*\*(?!\w)"
)
"""And before it, in bold."""
_LONGEST_MARK: Final = 40
"""Characters."""


def kind_of(text: str) -> str:
    """The milestone that an event surely is; empty for none."""
    if first_mark := _MARKED_FIRST.match(text):
        return str(first_mark.lastgroup)
    text = tongues.word(text)
    first = re.split(r"(?<=[.!?;])\s|\n", text.strip(), maxsplit=1)[0]
    marked = _MARKED.search(text.partition("\n")[0][-_LONGEST_MARK:])
    led = (kind for kind, said, doubts in _MILESTONES if said.search(text) and not doubts.search(first))
    return next(led, "") or (str(marked.lastgroup) if marked else "")


def of_label(label: str) -> str:
    """The milestone whose time stands behind a label; empty for any other."""
    found = _LABEL.fullmatch(label)
    return str(found.lastgroup) if found else ""
