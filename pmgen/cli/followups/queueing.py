"""The follow-up queue of a project, read from its documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from pmgen.cli import project as world
from pmgen.cli import showing, storing
from pmgen.cli.documents import caching, examining, files
from pmgen.cli.followups import locking
from pmgen.cli.parameters import meant
from pmgen.cli.project import Failure, Project
from pmgen.reporters.visible import visible
from pmgen.resolver import changes
from pmgen.resolver.queue import Item, queue
from pmgen.source import Source, decode_bytes
from pmgen.values import Value

_AROUND = " `,;#"
"""What a name that was copied may have around it."""

_FEW = 6
"""How many names a message says."""


class Queue(Value):
    """All follow-ups, and the documents in which there may be more.

    Args:
        ids: of all post-mortems, be it that there is nothing to do.
        unread: the documents that cannot be read, as diagnostics show them.
    """

    project: Project
    items: list[Item]
    ids: frozenset[str]
    unread: list[str]

    def find(self, name: str) -> Item:
        """The follow-up with a full name.

        Raises:
            Failure: when there is none, or more than one.
        """
        found = [each for each in self.items if each.name == name]
        if len(found) == 1:
            return found[0]
        if found:
            places = _listed(sorted({self.project.prefix + each.path for each in found}))
            own = "an `id` of its own in one of them tells them apart"
            raise Failure(f"`{name}` is there {len(found)} times, in {places}; {own}")
        if whole := self._of_post_mortem(name):
            raise Failure(whole)
        readable = " in the documents that can be read" if self.unread else ""
        raise Failure(f"there is no follow-up `{visible(name)}`{readable}{self._advice(name)}")

    def _of_post_mortem(self, name: str) -> str:
        """What to say of a name that is a post-mortem's; empty if it is none."""
        typed = name.strip(_AROUND)
        inside = self._inside(typed)
        what = f"`{visible(typed)}` is a post-mortem"
        if still := [each.name for each in inside if each.followup.open]:
            return f"{what}, of whose follow-ups {_listed(still)} {'are' if len(still) > 1 else 'is'} open"
        if inside:
            return f"{what}, of whose follow-ups none is open: {_listed([each.name for each in inside])}"
        return f"{what} without a follow-up" if typed in self.ids else ""

    def _inside(self, word: str) -> list[Item]:
        """The follow-ups of the post-mortem, or of the document, that a word names."""
        of = (each for each in self.items if word in (each.post_mortem.id, each.path, PurePath(each.path).name))
        return sorted(of, key=lambda each: each.place)

    def _advice(self, name: str) -> str:
        """What may have been meant by a name that no follow-up has."""
        typed = name.strip(_AROUND).replace(" ", "#")
        id, _, short = typed.partition("#")
        names = [each.name for each in self.items]
        if like := [each for each in names if each.casefold() == typed.casefold()]:
            return f"; did you mean `{like[0]}`?"
        end = f"#{short or id}".casefold()
        there = [each for each in names if each.casefold().endswith(end)]
        inside = [each.name for each in self._inside(id)]
        if likely := [each for each in there if each in inside or not short]:
            return f"; did you mean {_listed(likely, 'or')}?"
        if inside:
            return f"; in that post-mortem there {'are' if len(inside) > 1 else 'is'} {_listed(inside)}"
        # Where its own document cannot be read, one like it is another one.
        advice = meant(typed, there or names) if short and (id in self.ids or not self.unread) else None
        return f"; {advice}" if advice else "; `pmgen followups list --status all` shows their names"


def _listed(words: Sequence[str], last: str = "and") -> str:
    """Some words of which few are said."""
    some = [f"`{visible(each)}`" for each in words[:_FEW]]
    if more := len(words) - len(some):
        some.append(f"{more} more")
    return f" {last} ".join(filter(None, [", ".join(some[:-1]), some[-1]]))


def read(project: Project, *, whole: bool = True) -> Queue:
    """The queue of a project; documents that cannot be read are named on standard error.

    Args:
        whole: whether it is an error that a folder cannot be read, which else is named as a document is.
    """
    listing = world.list_source(project, whole=whole)
    if not listing.documents:
        raise world.no_post_mortem(project.config.source, listing)
    with caching.believed():
        shorts, _ = examining.remembered(project, listing, caching.remember(project, listing))
        unread = [each.shown for each in shorts if each.brief is None]
        unread += [project.called(path) for path, _ in listing.unread]
        for path in unread:
            showing.warn(f"`{visible(path)}` cannot be read, and may hold more; `pmgen check` says why")
        documents = [(each.shown, each.brief) for each in shorts if each.brief]
        items = queue(documents, project.config.safe_types, project.config.due_days)
        return Queue(project, items, frozenset(each.id for _, each in documents), unread)


def change(project: Project, item: Item, wish: changes.Wish) -> bool:
    """Change a follow-up in its document; whether anything was to be changed.

    Raises:
        Failure: when it cannot be done; the document is then as it was.
    """
    with locking.one_by_one(project):
        old, new = _before_and_after(project, item, wish)
        if new != old:
            storing.replace_file(project.root / item.path, new.encode("utf-8"))
        return new != old


def require_changeable(project: Project, item: Item, wishes: Iterable[changes.Wish]) -> None:
    """Make sure beforehand that each of some changes to a follow-up could be made; none is made.

    Raises:
        Failure: when one could not.
    """
    for wish in wishes:
        _before_and_after(project, item, wish)
    storing.require_replaceable(project.root / item.path, item.path)


def _before_and_after(project: Project, item: Item, wish: changes.Wish) -> tuple[str, str]:
    """The text of a document as it is, and as it would be after a change to a follow-up."""
    data = files.read(project.root / item.path, project.source)
    if isinstance(data, str):
        raise Failure(f"`{item.path}` cannot be read: {data}")
    source, bad = decode_bytes(item.path, data)
    if bad is not None:
        raise Failure(f"`{item.path}` is not UTF-8")
    policy = project.policy()
    try:
        text = changes.change(
            Source(item.path, source.text), item.followup.id, wish, policy.severities, policy.timezone
        )
    except changes.Refused as refused:
        raise Failure(f"`{item.name}` stays as it is: {refused}") from refused
    return source.text, text
