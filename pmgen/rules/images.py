"""PM506, PM507 and PM509: images, in the body and in front matter."""

from __future__ import annotations

from collections.abc import Iterator

from pmgen.addresses import is_relative, target_of
from pmgen.diagnostics import Level, Problem, rule, shortened
from pmgen.model import GUESSES
from pmgen.rules.links import nearby, unreachable
from pmgen.rules.subject import Subject


@rule("PM506", "dead-image", Level.ERROR)
def dead_image(subject: Subject) -> Iterator[Problem]:
    """An image is not there.

    Images lie beside the documents and are copied to the site with them.

    Bad:

    ```markdown
    ![The queue](qeue.png)
    ```

    Good:

    ```markdown
    ![The queue](queue.png)
    ```
    """
    images = (each for each in subject.links if each.link.image and is_relative(each.link.url))
    named = ((each, target_of(subject.path, each.link.url)[0]) for each in images)
    dead = ((each, target) for each, target in named if not target or unreachable(subject, target))
    for number, (each, target) in enumerate(dead):
        message = unreachable(subject, target) or "an image without an address"
        near = nearby(subject, target) if number < GUESSES else None
        help = near if target else "`![what it shows](file.png)`"
        yield dead_image.problem(each.at, message, help=help, quoting=each.quote)


@rule("PM507", "remote-image", Level.WARNING)
def remote_image(subject: Subject) -> Iterator[Problem]:
    """An image lies on another host.

    No page of the site loads anything from elsewhere: the image may be gone on the day it is needed, and its host would
    learn who reads. On the page it becomes a link.

    Bad:

    ```markdown
    ![The queue](https://example.org/queue.png)
    ```

    Good:

    ```markdown
    [The queue](https://example.org/queue.png)
    ```
    """
    for each in subject.links:
        # Where a mark of a block is amiss, nobody can be sure what a public edition is without.
        gone = each.internal and not subject.outline.loose
        if each.link.image and not is_relative(each.link.url) and not gone:
            message = f"image on another host, which becomes a link: `{shortened(each.link.url)}`"
            help = "put the file beside the document"
            yield remote_image.problem(each.at, message, help=help, quoting=each.quote)


@rule("PM509", "image-without-text", Level.WARNING)
def image_without_text(subject: Subject) -> Iterator[Problem]:
    """An image has no text in its place.

    Whoever cannot see it, or reads in a terminal during an outage, gets nothing at all.

    Bad:

    ```markdown
    ![](queue.png)
    ```

    Good:

    ```markdown
    ![The queue over two hours](queue.png)
    ```
    """
    for each in subject.links:
        # Without an address there is no image: PM506 says so.
        if each.link.image and each.link.url and not each.link.alt.strip() and is_relative(each.link.url):
            message = f"image `{shortened(each.link.url)}` has no text in its place"
            yield image_without_text.problem(each.at, message, help="`![what it shows](…)`", quoting=each.quote)


RULES = (dead_image, remote_image, image_without_text)
