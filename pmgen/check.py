"""Sources to post-mortems and diagnostics; the only place where routes become spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pmgen import decode, document, edit, keys, markdown, rules
from pmgen.diagnostics import Diagnostic, Level, Problem, Rule
from pmgen.document import Document
from pmgen.markdown import Outline
from pmgen.model import PostMortem
from pmgen.rules import disclosure
from pmgen.rules.secrets import credentials
from pmgen.rules.subject import PAGE_ANCHORS, Corpus, Folder, Linked, Policy, Subject
from pmgen.source import LARGEST, Edit, Source, Span, decode_bytes
from pmgen.values import Value, replace

_LONGEST = 400
"""How many characters a message may have."""

_MOST = 200
"""How many problems of one rule a file may have, each with its place; of what is beyond, nobody would read the rest."""


class Examined(Value):
    """A file that has been read and looked at by itself.

    Args:
        subject: what it says; `None` where it cannot be read.
        problems: what the file's own rules found.
        body: the narrative as safe HTML; empty unless it was asked for.
        words: what the search finds it by; `None` unless somebody has looked.
        key: another one whenever anything else here may be; empty if nobody knows.
        page: the legacy page that it is about; `None` for a document in Markdown.
    """

    source: Source
    subject: Subject | None
    problems: tuple[Problem, ...]
    body: str = ""
    words: tuple[str, ...] | None = None
    key: str = ""
    page: Source | None = None

    @property
    def post_mortem(self) -> PostMortem | None:
        """The decoded model."""
        return self.subject.post_mortem if self.subject else None


def examine(
    shown: str, data: bytes, path: str, policy: Policy, folder: Folder, rewrite: Callable[[str], str] | None = None
) -> Examined:
    """Read one file and look at it by itself.

    Args:
        shown: the path of the file in diagnostics, relative to the root of the project.
        path: of the file, relative to the source folder.
        folder: what else is in the source folder.
        rewrite: from an address in the source to one on the page; without it no HTML is made of the body.
    """
    if len(data) > LARGEST:
        return unreadable(shown, "PM016", f"more than the {LARGEST >> 20} MiB that a document may have")
    source, bad = decode_bytes(shown, data)
    if bad is not None:
        problem = Problem("PM003", "not UTF-8 from here on", Span(bad, bad + 1), help="save the file as UTF-8")
        return Examined(source, None, (problem,))
    read, problems = document.read(source)
    if read is None:
        return Examined(source, None, tuple(_without_flood(problems)))
    post_mortem, found = decode.decode(read.front_matter, severities=policy.severities, timezone=policy.timezone)
    problems += found
    if post_mortem is None:
        return Examined(source, None, tuple(_without_flood(problems)))
    parsed = markdown.parse(read.body, raw_html=policy.raw_html, reserved=PAGE_ANCHORS)
    outline = markdown.outline(parsed)
    links = (*_body_links(outline, read.front_matter.body), *_front_matter_links(post_mortem))
    subject = Subject(path, post_mortem, outline, read.front_matter.body, policy, folder, links, source.text)
    for rule in rules.EACH:
        assert rule.find is not None
        problems += rule.find(subject)
    subject = replace(subject, text="")  # the source has it
    body = markdown.to_html(parsed, rewrite=rewrite) if rewrite else ""
    return Examined(source, subject, tuple(_without_flood(problems)), body)


def _without_flood(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, and of each rule only so many: a hostile file can break one in every few bytes."""
    seen: dict[str, int] = {}
    beyond: dict[str, Problem] = {}
    for problem in problems:
        seen[problem.code] = number = seen.get(problem.code, 0) + 1
        if number <= _MOST:
            yield problem
        else:
            beyond.setdefault(problem.code, problem)
    for code, first in beyond.items():
        number = seen[code] - _MOST
        name = rules.BY_CODE[code].name
        yield Problem(code, f"`{name}` {number} more {'time' if number == 1 else 'times'} from here on", first.at)


def rewritten(examined: Examined, post_mortem: PostMortem, folder: Folder, rewrite: Callable[[str], str]) -> Examined:
    """An examined file with another post-mortem, and with its body read anew without what is internal.

    Args:
        folder: what else there is.
        rewrite: from an address in the source to one on the page; empty where nothing may link to.
    """
    subject = examined.subject
    assert subject is not None
    body = markdown.without_internal(examined.source.text[subject.body :])
    parsed = markdown.parse(body, raw_html=subject.policy.raw_html, reserved=PAGE_ANCHORS)
    outline = markdown.outline(parsed)
    links = (*_body_links(outline, 0), *_front_matter_links(post_mortem))
    subject = Subject(subject.path, post_mortem, outline, 0, subject.policy, folder, links)
    return Examined(Source(examined.source.path, ""), subject, (), markdown.to_html(parsed, rewrite=rewrite))


def _body_links(outline: Outline, body: int) -> Iterator[Linked]:
    return (Linked(Span(body + link.start, body + link.end), link) for link in outline.links)


def _front_matter_links(post_mortem: PostMortem) -> Iterator[Linked]:
    for route, text in keys.prose(post_mortem):
        # Without one of these there is neither a link nor an image, and most texts have none.
        if "[" in text or "<" in text:
            outline = markdown.outline(markdown.parse(text, raw_html=False))
            yield from (Linked(route, link) for link in outline.links)


def unreadable(shown: str, code: str, message: str) -> Examined:
    """A file of which nothing is known but why it cannot be read."""
    return Examined(Source(shown, ""), None, (Problem(code, message, Span(0, 0)),))


def diagnose(examined: Sequence[Examined], *, whole: bool) -> list[Diagnostic]:
    """Everything that is wrong, placed, in the order of the files and their lines.

    Args:
        whole: whether these are all the files; what rules find across files is only true then.
    """
    found = gathered(examined, across(examined) if whole else {})
    sure = whole and all_read(examined)
    return in_order(diagnostic for each, problems in found for diagnostic in placed(each, problems, sure=sure))


def weigh(examined: Sequence[Examined]) -> tuple[list[Diagnostic], int]:
    """The errors and warnings of all files, placed and in order, and how many problems weigh less.

    To find the place of a problem takes longer than to find the problem, and nobody asks where the lesser ones are.
    """
    diagnostics: list[Diagnostic] = []
    lesser = 0
    for each, problems in gathered(examined, across(examined)):
        kept = unsuppressed(each, problems, sure=all_read(examined))
        weighty = [problem for problem in kept if rules.BY_CODE[problem.code].level is not Level.INFO]
        lesser += len(kept) - len(weighty)
        diagnostics += _placed(each, weighty)
    return in_order(diagnostics), lesser


def all_read(examined: Iterable[Examined]) -> bool:
    """Whether there is no file that cannot be read, and that might have kept a rule across files from finding more."""
    return all(each.subject for each in examined)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics in the order of the files and their lines."""
    return sorted(diagnostics, key=lambda each: (each.path, each.line, each.column, each.code))


Across = Mapping[str, Sequence[Problem]]
"""The problems that only show across files, by the paths of these, relative to the source folder."""


def across(examined: Iterable[Examined]) -> Across:
    """What only shows across files, of which these are all."""
    return across_in(corpus(examined))


def corpus(examined: Iterable[Examined]) -> Corpus:
    """All that a rule across files may ask for; where it is the same, they find the same."""
    subjects, unreadable = [], set()
    for each in examined:
        if each.subject:
            subjects.append(each.subject.outside)
        else:
            unreadable.add(each.source.path)
    return Corpus(tuple(subjects), frozenset(unreadable))


def across_in(seen: Corpus) -> Across:
    """What only shows across files, as far as these see of each other."""
    found: dict[str, list[Problem]] = {}
    for rule in rules.ACROSS:
        assert rule.find is not None
        for path, problem in rule.find(seen):
            found.setdefault(path, []).append(problem)
    return found


def gathered(examined: Iterable[Examined], across: Across) -> Iterator[tuple[Examined, tuple[Problem, ...]]]:
    """Each file of which there is something to say, with its own problems and those that only show across files."""
    for each in examined:
        here = (*each.problems, *(across.get(each.subject.path, ()) if each.subject else ()))
        if here or (each.subject is not None and each.subject.post_mortem.lint.ignore):
            yield each, here


def selected(diagnostics: Iterable[Diagnostic], select: Sequence[str], ignore: Sequence[str]) -> list[Diagnostic]:
    """The diagnostics of the selected rules (all, where none is named) that are not ignored.

    Args:
        select: codes, beginnings of codes (`PM4`) or names.
        ignore: likewise.
    """

    def named(diagnostic: Diagnostic, words: Sequence[str]) -> bool:
        return any(diagnostic.code.startswith(word.upper()) or diagnostic.name == word for word in words)

    return [each for each in diagnostics if (not select or named(each, select)) and not named(each, ignore)]


def place(problem: Problem, source: Source, read: Document | None) -> Diagnostic:
    """Put a problem at its place in a file."""
    rule = rules.BY_CODE[problem.code]
    span = _span(problem, read)
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return Diagnostic(
        source.path,
        rule.code,
        rule.name,
        rule.level,
        _bounded(problem.message),
        _bounded(problem.help) if problem.help else None,
        line,
        column,
        end_line,
        end_column,
        source.line_text(line),
        _edits(problem, read),
    )


def _bounded(words: str) -> str:
    """A message that can be read, whatever it quotes."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _span(problem: Problem, read: Document | None) -> Span:
    if isinstance(problem.at, Span):
        return problem.at
    if read is None:
        return Span(0, 0)
    front_matter = read.front_matter
    exact = (front_matter.key_span if problem.on_key else front_matter.value_span)(problem.at)
    return exact or front_matter.nearest_span(problem.at)


def _edits(problem: Problem, read: Document | None) -> tuple[Edit, ...]:
    if problem.fix is None:
        return ()
    if isinstance(problem.fix, Edit):
        return (problem.fix,)
    if read is None:
        return ()
    try:
        return (edit.edit_for(read, problem.fix),)
    except edit.Unsupported:
        return ()


def placed(examined: Examined, problems: Iterable[Problem], *, sure: bool) -> list[Diagnostic]:
    """The problems of a file at their places, without those that it asks to ignore.

    Args:
        sure: whether the rules across files have found all that they ever could.
    """
    return _placed(examined, unsuppressed(examined, problems, sure=sure))


def _placed(examined: Examined, problems: Sequence[Problem]) -> list[Diagnostic]:
    if not problems:
        return []
    # The tree with the places is not kept from reading: most files have no problem, and trees are large.
    read, _ = document.read(examined.source)
    texts = [examined.source.text, *([examined.page.text] if examined.page else ())]
    hidden = [text[span.start : span.end] for text in texts for span, _ in credentials(text)]
    places = (examined.page if each.in_page and examined.page else examined.source for each in problems)
    return [_redacted(place(each, where, read), hidden) for each, where in zip(problems, places, strict=True)]


def _redacted(diagnostic: Diagnostic, hidden: Sequence[str]) -> Diagnostic:
    """A diagnostic, of whatever rule, that shows no credential: what is printed ends in logs."""
    for secret in hidden:
        dots = "•" * len(secret)
        help = diagnostic.help and diagnostic.help.replace(secret, dots)
        edits = () if any(secret in each.text for each in diagnostic.edits) else diagnostic.edits
        message, excerpt = (text.replace(secret, dots) for text in (diagnostic.message, diagnostic.excerpt))
        diagnostic = replace(diagnostic, message=message, help=help, excerpt=excerpt, edits=edits)
    return diagnostic


def blocking(diagnostics: Iterable[Diagnostic], examined: Iterable[Examined]) -> list[Diagnostic]:
    """What a public edition is told: whatever a document would disclose to everybody is an error.

    It is one whatever the document asks to ignore: the config may say what is harmless, a document may not.

    Args:
        diagnostics: of all the files, without what these ask to ignore.
        examined: all the files.
    """
    codes = {rule.code for rule in disclosure.RULES}
    public = {each.source.path: each for each in examined if each.post_mortem and each.post_mortem.public}
    ignored = chain.from_iterable(
        _placed(each, [problem for problem in each.problems if problem.code in codes and _is_ignored(each, problem)])
        for each in public.values()
    )
    return in_order(
        replace(each, level=Level.ERROR) if each.code in codes and each.path in public else each
        for each in (*diagnostics, *ignored)
    )


def _is_ignored(examined: Examined, problem: Problem) -> bool:
    rule = rules.BY_CODE[problem.code]
    asked = examined.post_mortem.lint.ignore if examined.post_mortem else ()
    return any(each.rule in (rule.code, rule.name) for each in asked)


def unsuppressed(examined: Examined, problems: Iterable[Problem], *, sure: bool) -> list[Problem]:
    """The problems of a file without those that it asks to ignore, and with those of its asking; see `placed`."""
    ignored, used = set(), set()
    if examined.subject:
        ignored = {each.rule for each in examined.subject.post_mortem.lint.ignore}
    kept = []
    for problem in problems:
        rule = rules.BY_CODE[problem.code]
        if names := ignored & {rule.code, rule.name}:
            used |= names
        else:
            kept.append(problem)
    if examined.subject:
        kept += rules.unused(examined.subject.post_mortem.lint, used, whole=sure)
    return kept


def worst(diagnostics: Iterable[Diagnostic]) -> Level | None:
    """The weightiest level among diagnostics."""
    return min((each.level for each in diagnostics), key=lambda level: level.rank, default=None)


def rule_of(word: str) -> Rule | None:
    """The rule of a code or a name."""
    return rules.BY_CODE.get(word.upper()) or rules.BY_NAME.get(word)
