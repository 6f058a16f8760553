"""Whether what a plugin states is built as its types say: not every plugin is type-checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from jeugdregio_core.errors import ContractBroken

_PLAIN = frozenset({str, int, float, bool, date, NoneType})
"""Most values are of these, which hold nothing."""


def check_shape(*items: object) -> None:
    """Every field, and all that it holds, has the type it is declared with.

    Raises ContractBroken, naming the object and the field. What is no dataclass is left alone.
    """
    seen: dict[int, object] = {}
    for item in items:
        _check(item, "", seen)


def _check(item: object, subject: str, seen: dict[int, object]) -> None:
    """What is stated in many places, such as a source, is looked at once."""
    if id(item) in seen or not is_dataclass(item):
        return
    seen[id(item)] = item
    kind: Any = type(item)
    named = f"{kind.__name__} {getattr(item, 'code', '')}".rstrip()
    subject = f"{subject}, {named}" if subject else named
    for name, hint, plain in _hints(kind):
        value = getattr(item, name)
        if type(value) in plain:
            continue
        if not _fits(value, hint):
            raise ContractBroken(subject, f"{name} moet {_spoken(hint)} zijn, niet {_kind(value)}.")
        for part in _parts(value):
            _check(part, subject, seen)


@cache
def _hints(kind: type[Any]) -> list[tuple[str, Any, frozenset[Any]]]:
    """Of every field its name, its type, and which plain types fit that."""
    hints = get_type_hints(kind)
    named = [(field.name, hints[field.name]) for field in fields(kind) if field.init]
    return [(name, hint, _PLAIN & {hint, *_arms(hint)}) for name, hint in named]


def _arms(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else ()


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, (tuple, frozenset)):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, Mapping):
        yield from _parts(tuple(value.values()))
    else:
        yield value


@cache
def _apart(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    return get_origin(hint) or hint, get_args(hint)


def _fits(value: Any, hint: Any) -> bool:
    if type(value) is hint:
        return True
    origin, arguments = _apart(hint)
    if origin is Any or isinstance(origin, TypeVar):
        return True
    if origin in (Union, UnionType):
        return any(_fits(value, one) for one in arguments)
    if origin is date and isinstance(value, datetime):
        return False  # a datetime is a date to Python, and the two cannot be compared
    return isinstance(value, origin) and (not arguments or _holds(value, arguments))


def _holds(value: Any, arguments: tuple[Any, ...]) -> bool:
    if isinstance(value, tuple):
        items = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
        return len(items) == len(value) and all(map(_fits, value, items))
    if isinstance(value, frozenset):
        return all(_fits(item, arguments[0]) for item in value)
    if isinstance(value, Mapping):
        return all(_fits(k, arguments[0]) and _fits(v, arguments[1]) for k, v in value.items())
    return True


def _spoken(hint: Any) -> str:
    if get_origin(hint) in (Union, UnionType):
        return " of ".join(_spoken(one) for one in get_args(hint))
    if hint is NoneType:
        return "None"
    kind = str(getattr(get_origin(hint) or hint, "__name__", hint))
    inside = [_spoken(one) for one in get_args(hint) if one is not Ellipsis]
    return f"{kind} met {', '.join(inside)}" if inside and kind in _HOLDERS else kind


_HOLDERS = {"tuple", "frozenset", "Mapping"}


def _kind(value: object) -> str:
    held = sorted({type(part).__name__ for part in _parts(value)})
    kind = type(value).__name__
    return f"{kind} met {', '.join(held)}" if kind in _HOLDERS and held else kind
