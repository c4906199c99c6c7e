"""Compiled templates that are kept: the same pages, sooner, and nobody else's code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from pmgen.render.templates import Templates, compiled, read_templates

OWN = {"page.html": "<p>{{ page }}</p>", "other.html": "{% include 'page.html' %}"}


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of the templates that are compiled; what Python keeps is in a folder of the test."""
    names: list[str] = []
    compile_: Callable[..., object] = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_(self, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "kept").mkdir()
    return names


def templates(tmp_path: Path, texts: dict[str, str], *, bundled: bool = True) -> Templates:
    folder = tmp_path / "templates"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text)
    return read_templates(("mine", tmp_path / "mine"), ("templates", folder), bundled=bundled)


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "kept").rglob("*.tmpl"))


def test_a_template_is_compiled_once_for_all_builds(tmp_path: Path, compilations: list[str]) -> None:
    for _ in range(3):
        assert compiled(templates(tmp_path, OWN))("other.html")("a & b") == "<p>a &amp; b</p>"
    assert sorted(compilations) == ["other.html", "page.html"]


def test_another_source_is_compiled_anew(tmp_path: Path, compilations: list[str]) -> None:
    compiled(templates(tmp_path, OWN))("page.html")
    assert compiled(templates(tmp_path, OWN | {"page.html": "<b>{{ page }}</b>"}))("page.html")("x") == "<b>x</b>"
    assert compilations == ["page.html", "page.html"]


@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda _: b"x" * 90, lambda data: data[:-9], lambda data: data[:-9] + b"x" * 9]
)
def test_a_damaged_one_is_compiled_anew(
    tmp_path: Path, compilations: list[str], damage: Callable[[bytes], bytes]
) -> None:
    compiled(templates(tmp_path, OWN))("page.html")
    assert kept(tmp_path)
    for path in kept(tmp_path):
        path.write_bytes(damage(path.read_bytes()))
    assert compiled(templates(tmp_path, OWN))("page.html")("x") == "<p>x</p>"
    assert compilations == ["page.html", "page.html"]


def test_templates_of_a_project_are_never_kept(tmp_path: Path, compilations: list[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "page.html").write_text("mine {{ page }}")
    for _ in range(2):
        assert compiled(templates(tmp_path, OWN))("page.html")("x") == "mine x"
        assert compiled(templates(tmp_path, OWN, bundled=False))("other.html")("x") == "mine x"
    assert compilations == ["page.html", "other.html", "page.html"] * 2
    assert kept(tmp_path) == []


def test_where_nothing_may_be_written_everything_works(
    tmp_path: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for _ in range(2):
        assert compiled(templates(tmp_path, OWN))("page.html")("x") == "<p>x</p>"
    assert compilations == ["page.html", "page.html"]
    assert kept(tmp_path) == []
