"""The door to Jinja: templates by name, compiled once, and what is wrong with one of them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import jinja2
from jinja2.nodes import Template
from markupsafe import Markup, escape

from pmgen.render.bytecode import Bytecode, beside
from pmgen.source import why
from pmgen.values import Value

__all__ = ["Markup", "TemplateFailure", "Templates", "compiled", "named_in", "read_templates"]

Filled = Callable[[object], str]
"""From the value that a template calls `page` to the HTML of the template filled with it."""

_T = TypeVar("_T")
_SPECIAL = re.compile("[&<>\"']").search
_HANDED_ON = re.compile(r"^( *)yield from (.+)$", re.MULTILINE)
_AT_ONCE = r"\1yield concat(\2)"
_KINDS = (".html", ".css", ".js", ".svg")


class TemplateFailure(Exception):
    """A template that cannot be read, compiled or rendered.

    Args:
        path: of its file.
        line: from 1; 0 where no line is to blame.
        reason: what is wrong there.
    """

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason

    def __reduce__(self) -> tuple[type[TemplateFailure], tuple[str, int, str]]:
        """How it comes from one process to another."""
        return type(self), (self.path, self.line, self.reason)


class _Environment(jinja2.Environment):
    """Templates that write texts without special characters as they are: nearly all that a page is made of.

    What Jinja compiles passes everything that it writes through `escape`, which makes a new object of it each time; and
    each piece of a block through all templates that this one extends, so that a block is here handed on as one piece.
    """

    @staticmethod
    def written(value: Any) -> str:
        """A value as HTML."""
        kind = value.__class__
        if kind is int or kind is float:
            return str(value)
        return value if kind is Markup or (kind is str and not _SPECIAL(value)) else escape(value)

    def _generate(self, source: Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        # Jinja means this to be overridden. The names of a compiled template are looked up when it writes.
        code = super()._generate(source, name, filename, defer_init)
        return f"{_HANDED_ON.sub(_AT_ONCE, code)}\nescape = environment.written\n"


class Templates(Value):
    """Templates and assets by name.

    Args:
        texts: their contents.
        paths: where each of them comes from, for messages.
        bundled: the names of those that are pmgen's own.
    """

    texts: Mapping[str, str]
    paths: Mapping[str, str]
    bundled: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        """The contents of one of them."""
        if name not in self.texts:
            raise TemplateFailure(name, 0, "there is no such template")
        return self.texts[name]


def read_templates(*folders: tuple[str, Path], bundled: bool = False) -> Templates:
    """Read templates from folders; a name is looked for in the first folder first.

    Args:
        folders: each with the path to show for it; one that does not exist holds nothing.
        bundled: whether the last of them holds pmgen's own.

    Raises:
        TemplateFailure: a folder or a file cannot be read, or is not UTF-8.
    """
    texts: dict[str, str] = {}
    paths: dict[str, str] = {}
    own: set[str] = set()
    for place, (shown, folder) in enumerate(reversed(folders)):
        try:
            files = _files(folder, "")
        except OSError as error:
            raise _closed(shown, error) from error
        for name, file in files:
            paths[name] = f"{shown}/{name}"
            (own.discard if place or not bundled else own.add)(name)
            texts[name] = _text(file, paths[name])
    return Templates(texts, paths, frozenset(own))


def _text(file: Path, shown: str) -> str:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateFailure(shown, 0, "the file is not UTF-8") from error
    except OSError as error:
        raise _closed(shown, error) from error


def _closed(shown: str, error: OSError) -> TemplateFailure:
    return TemplateFailure(shown, 0, f"cannot be read: {why(error)}")


def _files(folder: Path, prefix: str) -> list[tuple[str, Path]]:
    if not folder.is_dir():
        return []
    found: list[tuple[str, Path]] = []
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            found += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_KINDS):
            found.append((prefix + entry.name, entry))
    return found


def compiled(templates: Templates) -> Callable[[str], Filled]:
    """Compile templates as they are asked for, each once.

    Returns:
        From a name to what renders it. Both raise `TemplateFailure`.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        # The second is the file that a traceback names, by which `_blamed` knows its frames.
        return (templates.texts[name], name, None) if name in templates.texts else None

    environment = _Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_kept(templates) if templates.bundled else None,
    )

    def filled(name: str) -> Filled:
        template = _guarded(templates, name, lambda: environment.get_template(name))
        return lambda page: _guarded(templates, name, lambda: template.render(page=page))

    return filled


def named_in(text: str, names: Collection[str]) -> set[str]:
    """Which templates the text of one extends, includes or imports.

    Args:
        names: of all that it may: any of them, where it works out a name itself or is not valid.
    """
    from jinja2 import meta  # only a mistake needs it

    try:
        found = set(meta.find_referenced_templates(_Environment(autoescape=True).parse(text)))
    except jinja2.TemplateSyntaxError:
        return set(names)
    return set(names) if None in found else {name for name in found if name and name in names}


def _kept(templates: Templates) -> Bytecode:
    """Where the templates of pmgen are kept compiled: for this Jinja, and this module, which has its say in them."""
    texts = {name: templates.texts[name] for name in templates.bundled}
    with contextlib.suppress(OSError):
        return Bytecode(beside(__file__), texts, jinja2.__version__.encode() + Path(__file__).read_bytes())
    return Bytecode(None, texts, b"")


def _guarded(templates: Templates, name: str, do: Callable[[], _T]) -> _T:
    try:
        return do()
    except jinja2.TemplateSyntaxError as error:
        raise _failure(templates, error.name or name, error.lineno, error.message) from error
    except Exception as error:  # the page is plain values, so whatever is raised, the template asked for it
        reason = f"there is no template `{error.name}`" if isinstance(error, jinja2.TemplateNotFound) else str(error)
        raise _failure(templates, *_blamed(templates, error.__traceback__, name), reason) from error


def _blamed(templates: Templates, frames: TracebackType | None, name: str) -> tuple[str, int]:
    """The innermost template of a traceback and the line in it."""
    found = name, 0
    while frames:
        path = frames.tb_frame.f_code.co_filename
        found = (path, frames.tb_lineno) if path in templates.texts else found
        frames = frames.tb_next
    return found


def _failure(templates: Templates, name: str, line: int | None, reason: str | None) -> TemplateFailure:
    return TemplateFailure(templates.paths.get(name, name), line or 0, reason or "the template is not valid")
