"""Values: what every room is made of, and the only door to msgspec.

A class of values costs a thirtieth of a dataclass to define and a fifth to fill, which is most of what a command that
looks at one file does. The base classes say what else is promised: compared by what they hold, and, for `Value`, never
changed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

from pmgen import lazily

_FORMATS = ("msgspec.inspect", "msgspec.json", "msgspec.msgpack", "msgspec.toml", "msgspec.yaml")
# `typing` has had all of it for long, and its extensions take as long to import as all of msgspec.
with lazily.patterns(), lazily.modules(*_FORMATS), lazily.without("typing_extensions"):
    from msgspec import NODEFAULT, DecodeError, Struct, field, structs

__all__ = [
    "DecodeError",
    "Mutable",
    "Value",
    "as_json",
    "decoder",
    "defaults",
    "encoded",
    "field",
    "is_value",
    "names",
    "of_json",
    "replace",
    "required",
]

if TYPE_CHECKING:
    from typing import ClassVar, dataclass_transform

    # A type checker sees no `frozen=True` that a class inherits, unless the base class declares it in these words.
    @dataclass_transform(frozen_default=True, field_specifiers=(field,))
    class Value:
        """A frozen value: equal where its fields are, and with their hash."""

        __struct_fields__: ClassVar[tuple[str, ...]]
        __struct_defaults__: ClassVar[tuple[Any, ...]]

        def __init_subclass__(
            cls, *, order: bool = False, dict: bool = False, tag: bool = False, array_like: bool = True
        ) -> None: ...

else:

    class Value(Struct, frozen=True, array_like=True):
        """A frozen value: equal where its fields are, and with their hash.

        As bytes it is its fields in their order, without their names, so that the first of them can be read alone; with
        `array_like=False` it is a mapping, of which any can.
        """


class Mutable(Struct):
    """What one function fills while it works; nobody else sees it before it is done."""


_V = TypeVar("_V", bound=Value)


def replace(value: _V, **fields: object) -> _V:
    """The same value with some fields changed."""
    changed: _V = structs.replace(value, **fields)  # type: ignore[type-var]  # the checker knows no Struct here
    return changed


def encoded(value: object) -> bytes:
    """Values as bytes (MessagePack): the same for the same values."""
    return _encoder()(value)


@cache
def _encoder() -> Callable[[object], bytes]:
    from msgspec import msgpack  # a command that looks at one file keeps nothing

    return msgpack.encode


def as_json(value: object) -> bytes:
    """Plain values as JSON on one line, every character but controls as it is."""
    json = _json()
    text: bytes = json.format(json.encode(value), indent=0)
    return text


def of_json(data: bytes) -> Any:
    """The plain values of JSON, whoever wrote it.

    Raises:
        DecodeError: when the bytes are no JSON, or it is nested too deeply.
    """
    try:
        return _json().decode(data)
    except (UnicodeDecodeError, RecursionError) as error:
        raise DecodeError("not UTF-8, or nested too deeply") from error


@cache
def _json() -> Any:
    from msgspec import json  # a command that looks at one file writes none

    return json


@cache
def decoder(kind: Any) -> Callable[[bytes], Any]:
    """What reads values of a type from bytes, whoever wrote these: it makes no object of any other type.

    Raises:
        DecodeError: when the bytes are something else; from what this returns.
    """
    from msgspec import msgpack  # as above

    decode = msgpack.Decoder(kind).decode

    def decoded(data: bytes) -> Any:
        try:
            return decode(data)
        except UnicodeDecodeError as error:
            raise DecodeError("not UTF-8") from error

    return decoded


def is_value(kind: object) -> TypeGuard[type]:
    """Whether something is a class of values."""
    return isinstance(kind, type) and issubclass(kind, Value)


def names(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a class, in their order."""
    fields: tuple[str, ...] = kind.__struct_fields__
    return fields


def defaults(kind: Any) -> dict[str, Any]:
    """What each field holds that nobody gives; a field that must be given is left out."""
    given: tuple[Any, ...] = kind.__struct_defaults__
    optional = names(kind)[len(names(kind)) - len(given) :]
    return {name: _made(default) for name, default in zip(optional, given, strict=True) if default is not NODEFAULT}


def _made(default: Any) -> Any:
    factory = getattr(default, "factory", None)  # how msgspec keeps a `default_factory`
    return factory() if factory else default


def required(kind: Any) -> frozenset[str]:
    """The names of the fields that must be given."""
    return frozenset(names(kind)) - defaults(kind).keys()
