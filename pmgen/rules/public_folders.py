"""PM913: what the folders of files tell that a public edition has beside its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final

from pmgen.addresses import is_relative, stem_of
from pmgen.diagnostics import Level, rule
from pmgen.rules import readings
from pmgen.rules.outside import Corpus, Found, Outside

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
"""A word of a name that may say something; years, months and the like are figures."""
_OF_FILES: Final = frozenset(
    "and annexes anhang anhänge archive archives artifacts asset assets attached attachment attachments bilder capture "
    "captures chart charts content csv daten dateien dashboard dashboards data diagram diagrams doc docs document "
    "documents dokumente download downloads evidence export exports fichiers fig figs figure figures file files for "
    "gallery grafiken graph graphics graphs html icon icons image images img imgs imágenes archivos incident incidents "
    "json log logs media misc mortem mortems note notes output outputs pdf photo photos pic pics picture pictures plot "
    "plots png post posts postmortem postmortems public pub published raw report reports resource resources screen "
    "screens screenshot screenshots sev shot shots source sources static svg table tables text texts the thumb thumbs "
    "timeline timelines trace traces txt upload uploads video videos week weeks year "
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october "
    "november december".split()
)
"""What folders of files are called everywhere."""


@rule("PM913", "public-folder-name", Level.INFO)
def public_folder_name(corpus: Corpus) -> Iterator[Found]:
    """A file beside a public post-mortem lies in a folder whose name nothing else in a public edition says.

    Pages are all in one folder, but such files keep theirs, so that everybody reads its name in their addresses. It may
    be that of a customer, or of a project. What folders of files are called everywhere (`images`, `2026/04`) is not
    looked at, nor what titles, services, tags or files of public post-mortems say.

    Bad:

    ```markdown
    ---
    visibility: public
    ---
    See ![the queue grows from nine o'clock on](zq-corp/queue.png).
    ```

    ```text zq-corp/queue.png
    queue
    ```

    Good:

    ```markdown
    ---
    visibility: public
    ---
    See ![the queue grows from nine o'clock on](images/queue.png).
    ```

    ```text images/queue.png
    queue
    ```
    """
    documents = {each.path for each in corpus.subjects}
    shown = [each for each in corpus.subjects if each.meant]
    said = cache(lambda: frozenset(chain.from_iterable(map(_words, _told(shown)))))
    for subject in shown:
        seen: set[str] = set()
        for linked, target, _ in subject.targets:
            folder = target.rpartition("/")[0] if is_relative(linked.link.url) else ""  # another one leads to a page
            if not folder or folder in seen or linked.internal or target in documents:
                continue
            seen.add(folder)
            if not said().issuperset(_words(folder)):
                message = f"the folder `{folder}` is in the address of `{target}`, and nowhere else in a public edition"
                help = "see that everybody may read its name, or move the file into a folder such as `images`"
                yield subject.path, public_folder_name.problem(linked.at, message, help=help, quoting=linked.quote)


def _told(shown: Iterable[Outside]) -> Iterator[str]:
    """What everybody reads of some documents away from their pages."""
    for each in shown:
        yield from (each.title, each.id, stem_of(each.path), *each.aliases, *chain(*each.names.values()))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(readings.folded(text))) - _OF_FILES


RULES = (public_folder_name,)
