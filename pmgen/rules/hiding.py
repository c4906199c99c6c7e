"""PM6xx: what hides more than somebody may have meant, or nothing; and what may hold more than it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pmgen import markdown
from pmgen.addresses import is_relative, target_of
from pmgen.diagnostics import Level, Problem, rule, shortened
from pmgen.model import Visibility
from pmgen.rules.subject import Subject

_MISSING: Final = {
    "link": "says where `{}` leads; in a public edition its words are no link",
    "image": "says where the image `{}` is; a public edition has the text in its place",
    "footnote": "holds the footnote `{}`; a public edition is without it",
}

_UNREAD: Final = frozenset(
    "pdf doc docx docm dot dotx xls xlsx xlsm ppt pptx pptm odt ods odp odg pages numbers key vsd vsdx mp3 m4a wav ogg "
    "flac mp4 m4v mov mkv webm avi zip gz tgz bz2 xz zst tar 7z rar sqlite db pcap pcapng".split()
)
"""Kinds of files that may name their author, place or former texts, or hold further files."""


@rule("PM604", "defined-in-internal-block", Level.INFO)
def defined_in_internal_block(subject: Subject) -> Iterator[Problem]:
    """A public document uses a footnote, or an address by its label, that stands in an internal block.

    A public edition has nothing of the block: of the link the words are left, of the footnote nothing. That may be
    what you want; a note on internal things is internal.

    Bad:

    ```markdown
    ---
    visibility: public
    ---
    The leader hung[^1].

    ::: internal
    [^1]: So did its backup.
    :::
    ```

    Good:

    ```markdown
    ---
    visibility: public
    ---
    The leader hung[^1].

    [^1]: So did its backup.
    ```
    """
    if subject.post_mortem.visibility is not Visibility.PUBLIC:
        return
    hidden = subject.internal
    if not hidden.labels and not hidden.notes:
        return
    left = markdown.parse(subject.shown, raw_html=subject.policy.raw_html, hidden=hidden)
    for each in markdown.outline(left).undefined:
        start, end = hidden.place(each.start, each.end)
        written = shortened(" ".join(subject.text[subject.body + start : subject.body + end].split()))
        message = f"an internal block {_MISSING[each.what].format(written)}"
        help = "move what it says out of the block, if everybody may read it"
        yield defined_in_internal_block.problem(subject.span(start, end), message, help=help)


@rule("PM605", "comment-shown", Level.WARNING)
def comment_shown(subject: Subject) -> Iterator[Problem]:
    """A comment is shown.

    A comment ends in the paragraph or the block of HTML in which it begins: behind a blank line, all is text again. The
    front matter knows no HTML, and what is a comment there begins with `#`. It stops a public edition, unless that is
    without it anyway.

    Bad:

    ```markdown
    The leader hung. <!-- It was the same one as

    last time; who knows why? -->
    ```

    Good:

    ```markdown
    The leader hung. <!-- It was the same one as last time; who knows why? -->
    ```
    """
    for each in subject.in_edition(lambda outline: outline.comments):
        help = "end it with `-->` before the next blank line, or make it a block that begins with `::: internal`"
        yield comment_shown.problem(
            subject.span(each.start, each.end), f"{each.what}, so that what follows is shown", help=help
        )
    for fragment in subject.fragments_in_edition:
        help = "delete it; a comment of YAML stands behind ` #`, in no quotes"
        for _, quoting in fragment.quoted(fragment.outline.comments):
            yield comment_shown.problem(
                fragment.at, "a comment in Markdown of the front matter is shown", help=help, quoting=quoting
            )


@rule("PM606", "attachment-unread", Level.INFO)
def attachment_unread(subject: Subject) -> Iterator[Problem]:
    """A public document leads to a file of a kind that pmgen does not look into.

    A public edition has such a file as it is: a PDF may name who wrote it and on which machine, a document of an office
    its former texts, a video its place, and an archive may hold anything. Images are bared to the picture, texts are
    asked for what is no business of everybody's.

    Bad:

    ```markdown
    ---
    visibility: public
    ---
    See [the graph of the queue](queue.pdf).
    ```

    Good:

    ```markdown
    ---
    visibility: public
    ---
    See ![the queue grows from nine o'clock on](queue.png).
    ```
    """
    if subject.post_mortem.visibility is not Visibility.PUBLIC:
        return
    for each in subject.links:
        target = "" if each.internal or not is_relative(each.link.url) else target_of(subject.path, each.link.url)[0]
        if target in subject.folder.files and target.lower().rpartition(".")[2] in _UNREAD:
            message = f"nobody has looked into `{target}`, which a public edition has as it is"
            help = "see that it holds nothing but what everybody may read, its metadata too"
            yield attachment_unread.problem(each.at, message, help=help, quoting=each.quote)


@rule("PM607", "hidden-shown", Level.WARNING)
def hidden_shown(subject: Subject) -> Iterator[Problem]:
    """What HTML was to hide is shown.

    No page has `hidden`, `style` or `class` of an author's, nor an element that shows nothing until it is opened: the
    text in it is there for everybody to read. It stops a public edition, unless that is without it anyway.

    Bad:

    ```markdown
    <p hidden>It was the same one as last time.</p>
    ```

    Good:

    ```markdown
    ::: internal
    It was the same one as last time.
    :::
    ```
    """
    help = "delete it, or put the text into a block that begins with `::: internal`"
    for each in subject.in_edition(lambda outline: outline.unhidden):
        message = f"{each.what} does not reach the page, so that what it was to hide is shown"
        yield hidden_shown.problem(subject.span(each.start, each.end), message, help=help)
    for fragment in subject.fragments_in_edition:
        for each, quoting in fragment.quoted(fragment.outline.unhidden):
            message = f"{each.what} is text in the front matter, and what it was to hide is shown"
            yield hidden_shown.problem(fragment.at, message, help="delete it", quoting=quoting)


RULES = (defined_in_internal_block, comment_shown, attachment_unread, hidden_shown)
