"""What fields state: into front matter, and out of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmgen import serialize
from pmgen.legacy import lines
from pmgen.legacy.draft import Draft, Note
from pmgen.legacy.draft import words as words_of
from pmgen.legacy.lines import Block, bare
from pmgen.legacy.metadata import fields
from pmgen.legacy.vocabulary import headings, labels, tongues, words
from pmgen.model import each_once

_COUNTED = re.compile(r"\W*\d+\+?\s")
"""How many services there were, and no name of one."""
_REMARK = re.compile(r" ?\([^()]*\)")
_NO_SERVICE = re.compile(
    r"[\s*_`]*(?:none|n/?a|nil|nothing|not applicable|no services?|unknown|tb[acd]|\?|[–—-]+)"
    r"[\s*_`]*(?:$|[(.,;:–—]|-\s)",
    re.IGNORECASE,
)
_PICTURES = " \t*_`\ufe0f\u200d✅✔✓☑🎉🟢🟩🟡🟨🟠🟧🔴🟥🔵🟦🔥🚨⚠⏳🚧"
"""What shows round a word what that says, and marks of emphasis."""
_DENIED = re.compile(r"[❌✗✘☐⬜🚫]|\[ ?\\?\]|~~|\?")
"""What takes back a word beside it, or leaves a doubt."""
_LONGEST_NAME = 60
_COMMA = re.compile(r",(?![^\s()]{0,300}\))")
"""A comma between names, and not within the address of one."""
_AND = re.compile(r"^(?:and|&) ")
"""Before the last of some names."""
_ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)")
"""What a name links to."""
_SEVERITY_ALONE = re.compile(r"^\W*(?:sev(?:erity)?[\s_-]*)?(\d)(?=\W|$)", re.IGNORECASE)
_IN_A_WORD = re.compile(r"(?<=\d)[\s(:–—-]+(?:critical|high|major|medium|minor|low)\W*$", re.IGNORECASE)
"""What says again in a word how severe it was."""


def leave_out(draft: Draft) -> None:
    """Let the fields leave the body that front matter holds, each of them by itself."""
    for block, stated in draft.fields:
        left = [each for each in stated if not is_entered(draft, *each)]
        if len(left) == len(stated):
            draft.taken.difference_update(range(block.start, block.end))
            continue
        draft.take(block)
        if left:
            draft.instead[block.start] = _without_entered(draft, block) or [
                f"- **{label}:** {value}" for label, value in left
            ]
            draft.instead[block.start] += [""] if block.kind != "item" else []


def _without_entered(draft: Draft, block: Block) -> list[str]:
    """The lines of a table of fields without those that front matter holds; none where it is HTML, or has no head."""
    head, rows = lines.rows(block) if block.kind == "table" else ([], [])
    if len(head) != 2 or not fields.is_head(head) or block.raw:
        return []
    first, divider, *others = draft.lines[block.start : block.end]
    left = [
        line for line, (label, value) in zip(others, rows, strict=True) if not is_entered(draft, bare(label), value)
    ]
    return [first, divider, *left]


def is_entered(draft: Draft, label: str, value: str) -> bool:
    """Whether front matter says what a field says, in the keys of that field: words elsewhere do not count."""
    name = labels.field(label)
    if headings.LOSS.match(label):
        return bool(draft.tree.get("impact", {}).get("data_loss") == value.strip(" .*_").lower())
    if name == "date":
        value = str(words.day_alone(value) or value)
    elif name == "status":
        value = tongues.word(_without_pictures(value))
    elif name == "severity":
        value = _IN_A_WORD.sub("", _SEVERITY_ALONE.sub(r"SEV\1", tongues.word(value)))
    said = serialize.text_of_tree(
        {key: draft.tree[key] for key in labels.KEYS.get(name, (name,)) if key in draft.tree}, ""
    )
    return frozenset(words_of(said)).issuperset(words_of(value))


def note(draft: Draft, name: str, message: str) -> None:
    """Note something at the field of a name; at the first line where no field says it."""
    for block, stated in draft.fields:
        label = next((label for label, _ in stated if labels.field(label) == name), None)
        if label is not None:
            draft.note_at(draft.line_with(block, label), message)
            return
    draft.notes.append(Note(1, message))


def put_services(draft: Draft, text: str, listed: Sequence[str] = ()) -> None:
    """Enter services, if the text is a list of names and no prose.

    Args:
        listed: those of a list in front matter, which need no comma between them; they count where the text names none.
    """
    if listed and not text and all(len(each) < _LONGEST_NAME and not _NO_SERVICE.match(each) for each in listed):
        draft.tree["services"] = list(each_once(listed))
        return
    text = text or ", ".join(listed)
    parts = (bare(each) for each in re.split(r"[,;]|\band\b", _REMARK.sub("", text)))
    names = [each.replace("`", "") if each.count("`") % 2 else each for each in parts if each]
    named = all(len(each.split()) <= 3 and len(each) <= 40 and not _COUNTED.match(each) for each in names)
    if names and named and not _NO_SERVICE.match(text):
        draft.tree["services"] = list(each_once(names))


def put_owner(draft: Draft, text: str) -> None:
    """Enter who answers for the document, if the text names somebody and tells nothing more."""
    name = bare(text.strip(fields.BETWEEN))
    tells = len(name) > _LONGEST_NAME or len(name.split()) > 5 or re.search(r"[\n|·•]|\.$", name)
    if not tells and not words.is_nobody(name):
        draft.tree["owner"] = name


def put_state(draft: Draft, text: str) -> None:
    """Enter the state of the incident, where the words leave no doubt."""
    lowered = tongues.word(_without_pictures(text)).lower()
    if _DENIED.search(text):
        return
    if re.match(r"(?:fully )?(?:resolved|fixed|recovered)\b(?! by| when)", lowered):
        draft.tree["state"] = "resolved"
    elif re.match(r"(?:mitigated|workaround)\b", lowered):
        draft.tree["state"] = "mitigated"
    elif re.match(r"(?:ongoing|active|investigating)\b", lowered):
        draft.tree["state"] = "ongoing"
    elif re.match(r"(?:completed?|closed)\b", lowered):
        said = f"`{text.strip()}` may be said of the document; it is not taken for the incident's state"
        note(draft, "status", said)


def _without_pictures(text: str) -> str:
    """What a field says behind a picture of it, and before one: `✅ Resolved`."""
    return text.strip(_PICTURES)


def put_names(draft: Draft, key: str, stated: object) -> None:
    """Enter authors or tags: a list, or names with commas between them, each maybe with an address."""
    names = stated if isinstance(stated, list) else [_AND.sub("", each.strip()) for each in _COMMA.split(str(stated))]
    told = [each for each in map(str, names) if each.strip() and not words.is_form(each)]
    if short := [each for each in told if len(_ADDRESS.sub("", each)) < _LONGEST_NAME]:
        draft.tree[key] = list(each_once(short))
