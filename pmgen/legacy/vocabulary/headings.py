"""What people call the sections of a post-mortem, in headings and in lines that do what headings do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pmgen.legacy.vocabulary import tongues

_TIMELINE = re.compile(
    r"\b(?:timeline|chronology|sequence of events|what happened when|event log|key events)\b"
    r"|^(?:incident )?(?:milestones|events)$",
    re.IGNORECASE,
)
_MORE = (
    r"(?=\W*$|\s*[(:–—&/,-]|\s+(?:and|plan|items?|actions?|tasks|steps|measures|work|list|status|fixes|improvements?|issues"
    r"|needed|required|taken|changes|recommendations|recommended|efforts|strateg(?:y|ies)|for|planned)\b)"
)
"""What may follow: else a heading tells of something, and does not name a list."""
_FOLLOWUPS = re.compile(
    r"^\W*(?!follow[\s-]?ups? incident)(?:"
    r"action (?:items?|plan|points?)\b|actions?(?: taken)?$|follow[\s-]?ups?\b|to[\s-]?dos?\b"
    rf"|(?:next steps?|tasks|(?:future )?prevention|remediation|improvements?|recommendations?){_MORE}|mitigations$"
    r"|actionables?$"
    r"|prevent(?:i|ati)(?:ve|on) (?:measures?|actions?|steps|items|work|tasks)\b|(?:permanent |interim )?corrective\b"
    r"|prevent(?:ing|ion of)? (?:a )?recurrence\b"
    r"|how (?:do|can|could|will|should) we (?:prevent|avoid|stop)\b"
    rf"|immediate actions?\b|(?:short|long|medium)[\s-]term{_MORE}|mitigation items\b"
    r"|planned (?:actions|work|changes)\b|recommended (?:fixes|actions|changes)\b|what will we change\b"
    r"|what we(?:'re| are|'ll| will)\b.*\b(?:do|doing|change|changing)\b"
    r")",
    re.IGNORECASE,
)
IMPLEMENTATION = re.compile(r"follow[\s-]?up implementation", re.IGNORECASE)
SUMMARY = re.compile(
    r"^(?:(?:executive |incident |issue )?summary|overview|tl;?dr|abstract)"
    r"(?:\s*\((?:[\d–-]+ (?:sentences?|lines?|paragraphs?)|tl;?dr)\))?$",
    re.IGNORECASE,
)
LESSONS = re.compile(r"^(?:lessons?(?: learned| learnt)?|learnings|what we learned|takeaways)$", re.IGNORECASE)
IMPACT = re.compile(r"^(?:(?:customer|user|business) )?impact$", re.IGNORECASE)
_WHYS = (
    r"(?:(?:5|five) ?-?whys?(?: (?:analysis|method|technique))?"
    r"|(?:5|cinco|cinq|cinque|fünf) (?:porqués|por qués|pourquois?|porquês|perché|warum(?:-fragen)?))"
)
CAUSE = re.compile(
    r"^why (?:did )?(?:it|this|that) happen(?:ed)?$"
    r"|^root cause(?:s|\(s\))?(?: analysis)?"
    r"(?: (?:and|&) triggers?| of (?:the |this )?(?:outage|incident|issue|problem))?"
    rf"(?:\s*[(（](?:{_WHYS}|rca)[)）]|\s*[:–—-]\s*{_WHYS})?$|^{_WHYS}$",
    re.IGNORECASE,
)
WHYS = re.compile(rf"^{_WHYS}$", re.IGNORECASE)
TRIGGER = re.compile(r"^(?:the |incident )?triggers?$|^what triggered (?:it|this|the \w+)$", re.IGNORECASE)
CHAIN = re.compile(r"^(?:root cause|causal|impact|failure) chain$", re.IGNORECASE)
LOSS = re.compile(r"^(?:was there (?:any )?)?data[ -]loss$", re.IGNORECASE)
FACTORS = re.compile(r"^contributing factor(?:s|\(s\))?$", re.IGNORECASE)
DETECTION = re.compile(
    r"^(?:(?:incident )?detection(?: method)?|how (?:was (?:it|this|the (?:incident|issue|problem|outage))"
    r"|did we|we) (?:detected?|noticed?|find out|found out)(?: (?:it|this))?)$",
    re.IGNORECASE,
)
GAPS = re.compile(r"^(?:detection|monitoring) gaps?$", re.IGNORECASE)
KINDS_OF_LESSONS = (
    (
        "went_well",
        re.compile(
            r"^(?:what |things (?:that )?)?(?:went|worked) well$|^what worked$|^(?:the )?good$|^positives$",
            re.IGNORECASE,
        ),
    ),
    (
        "went_wrong",
        re.compile(
            r"^(?:what |things (?:that )?)?"
            r"(?:went (?:wrong|badly|poorly)|(?:did(?: not|n['’]t)) (?:go|work)(?: so)?(?: well)?"
            r"|could (?:have (?:gone|been)|be|go) (?:better|improved))$|^(?:the )?bad$",
            re.IGNORECASE,
        ),
    ),
    (
        "lucky",
        re.compile(r"^(?:(?:where )?we )?(?:got|were) lucky$|^where did we get lucky$|^(?:good )?luck$", re.IGNORECASE),
    ),
)
PEOPLE = re.compile(r"^(?:attendees|participants|people involved|responders|authors?|written by)$", re.IGNORECASE)
SOURCES = re.compile(
    r"^(?:(?:external |useful )?(?:references|links|resources|sources)|further reading|see also"
    r"|related (?:links|reading|documents|resources))$",
    re.IGNORECASE,
)
FIELDS = re.compile(
    r"\W*(?:stats|statistics|metadata|details|incident details|at a glance|key (?:facts|information)"
    r"|(?:basic|general|incident) (?:information|info|facts)|report header)\W*$",
    re.IGNORECASE,
)
"""Sections of fields that are not at the top."""
SECTION = re.compile(
    r"(?:executive |incident |issue )?(?:summary|overview)|introduction|background|date(?: and time)?|authors?|abstract"
    r"|tl;?dr|timeline|impact|details|(?:incident )?metadata|incident details|root causes?|what happened"
    r"|lead(?:ing)?[\s-]?up|faults?|detection|response|recovery|resolution",
    re.IGNORECASE,
)
"""What is no title, though it stands where one should."""
_NAMES = (
    r"(?:(?:incident )?timeline(?: of events)?|(?:issue|incident|executive) summary|root causes? and resolution|"
    r"resolution and recovery|(?:corrective|prevent(?:at)?ive)(?: (?:and|&) prevent(?:at)?ive)? (?:measures|actions)|"
    r"overview|introduction|conclusions?|root cause analysis|action items?|actionables|follow[ -]?ups?(?: actions?)?|"
    r"next steps|remediation(?: items)?|"
    r"root causes?|lessons learned|contributing factors|impact|summary|background|detection|resolution|recovery|"
    r"response|references|links|attendees|participants|appendix|what went (?:well|wrong)|where we got lucky|"
    r"what we(?:['’]re| are|['’]ll| will) (?:do(?:ing)?|chang(?:e|ing))(?: next| about it)?)"
)
_ALONE = re.compile(r"(?:\*\*|__)([^*_\n]{2,60}?):?(?:\*\*|__):?|([^*_\n]{2,60}?)[:：]?")
_NAME = re.compile(_NAMES, re.IGNORECASE)
TELLS = re.compile(r"\b(?:remediations?|mitigations?|immediate actions?)\b", re.IGNORECASE)
"""A heading below which stands what was done, beside what is to be done."""

LATER = re.compile(
    r"(?:updates?|addend(?:um|a)|follow[ -]?up|revisions?|edit(?:ed)?|changelog|notes?)\b", re.IGNORECASE
)
"""What was written of an incident later on."""
_SET_OFF = (":", "：", "**", "__")
"""With what a line ends that names what stands below it, even if it adds something in brackets."""
_IN_BRACKETS = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]+[)\]]$")
"""What a heading may add to a name: `Root cause (preliminary)`."""


_TIMED = re.compile(r"[\s*_~-]{0,4}\d{1,2}[:.h]\d\d\b")
PHASE = re.compile(
    r"detection|triage|escalation|investigation|diagnosis|response|mitigation|resolution|recovery"
    r"|resolution and recovery|remediation",
    re.IGNORECASE,
)
"""What stands between the times of a timeline, too."""


def alone(line: str) -> str:
    """What a line says that does what a heading does: its name without emphasis and colon; empty for any other line."""
    found = _ALONE.fullmatch(line)
    name = (found[1] or found[2]) if found else ""
    known = _IN_BRACKETS.sub("", name) if line.endswith(_SET_OFF) else name
    return name if _NAME.fullmatch(tongues.english(known)) else ""


def above_time(line: str, below: str) -> str:
    """What a line names that says timeline, with a zone in brackets behind it, above a line with a time, or a phase.

    Empty for any other line.
    """
    leads = _TIMED.match(below) or PHASE.fullmatch(below.strip().rstrip(":"))
    name = alone(f"{line}:") if line[-1] in ")]" and leads else ""
    return name if names_timeline(name) else ""


def names_timeline(title: str) -> bool:
    """Whether a timeline stands below a heading of this text."""
    return bool(_TIMELINE.search(title) or _TIMELINE.search(tongues.english(title)))


def names_followups(title: str) -> bool:
    """Whether follow-ups stand below a heading of this text."""
    return bool(_FOLLOWUPS.search(title)) and not IMPLEMENTATION.search(title)


_KINDS: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("timeline", names_timeline),
    ("followups", names_followups),
    ("summary", SUMMARY.match),
    ("impact", IMPACT.match),
    ("root_cause", CAUSE.match),
    ("root_cause", CHAIN.match),
    ("root_cause", TRIGGER.match),
    ("contributing_factors", FACTORS.match),
    ("detection", DETECTION.match),
    ("detection", GAPS.match),
    ("lessons", LESSONS.match),
    ("references", SOURCES.match),
    ("authors", PEOPLE.match),
)


def key_of(title: str) -> str | None:
    """The key of front matter for what stands below a heading; `None` where its text says nothing of that."""
    name = _IN_BRACKETS.sub("", title)
    return next((key for each in dict.fromkeys((title, name)) for key, says in _KINDS if says(each)), None)
