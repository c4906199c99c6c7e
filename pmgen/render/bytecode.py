"""Compiled templates, kept where Python keeps its own compiled modules.

To compile the templates of one page takes longer than to render it. What is kept is code, and so it lies in the
`__pycache__` of this package and nowhere else: whoever can write there can change what pmgen does anyway. Only the
templates of pmgen itself are kept; those of a project are compiled anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

_ENDING = f".{sys.implementation.cache_tag}.tmpl"


class Bytecode(jinja2.BytecodeCache):
    """The compiled templates of some sources.

    Args:
        folder: where they are; `None` keeps nothing.
        texts: the sources by name, of pmgen's own templates.
        stamp: another one whenever the same source may be compiled to something else.
    """

    def __init__(self, folder: Path | None, texts: Mapping[str, str], stamp: bytes) -> None:
        self._folder, self._texts, self._stamp = folder, texts, stamp

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of its file; empty for a template that is not kept."""
        return name.replace("/", "-") if name in self._texts else ""

    def get_source_checksum(self, source: str) -> str:
        """Another one whenever the template may be compiled to something else."""
        return hashlib.sha256(self._stamp + source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a compiled template, if it is that of this source."""
        if self._folder is None or not bucket.key:
            return
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            data = (self._folder / f"{bucket.key}{_ENDING}").read_bytes()
            code = data[_HEAD:]
            if data[:_HEAD] == _head(bucket, code):
                found = marshal.loads(code)  # noqa: S302  # as trusted as the modules beside it
                bucket.code = found if isinstance(found, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where there may be one; another build may do so at the same time."""
        if self._folder is None or not bucket.key or sys.dont_write_bytecode:
            return
        target = self._folder / f"{bucket.key}{_ENDING}"
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            own = target.with_name(f"{target.name}.{os.getpid()}")
            code = marshal.dumps(bucket.code)
            own.write_bytes(_head(bucket, code) + code)
            own.replace(target)


_HEAD = 2 * hashlib.sha256().digest_size


def _head(bucket: Bucket, code: bytes) -> bytes:
    """What stands before the code: which source it is of, and what tells that it is whole."""
    return bytes.fromhex(bucket.checksum) + hashlib.sha256(code).digest()


def beside(module: str) -> Path | None:
    """The folder in which Python keeps a module compiled; `None` if it keeps none."""
    try:
        return Path(importlib.util.cache_from_source(module)).parent
    except (NotImplementedError, ValueError):
        return None
