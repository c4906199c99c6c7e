"""JSON with a line for each key of a file, and for each item of a list below it.

It is UTF-8 without `<`, `>` and `&`, so that it can stand inside HTML as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

_ESCAPES: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_text(content: Mapping[str, object]) -> bytes:
    """A whole file."""
    lines = ",\n".join(f"  {_json(key)}: {_block(value)}" for key, value in content.items())
    text = f"{{\n{lines}\n}}\n"
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text.encode()


def _block(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(f"    {_json(item)}" for item in value) + "\n  ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
