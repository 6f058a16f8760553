"""What was asked and known, as plain data that can be kept, and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from jeugdregio_core.rules.input import NormInput, RequestInput


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def plain(given: Any) -> dict[str, Any]:
    """An input as JSON data under its camelCase names, without what was left out."""
    kind: Any = type(given)
    data: dict[str, Any] = _adapter(kind).dump_python(
        given, mode="json", by_alias=True, exclude_none=True
    )
    return data


def norms_from(facts: Mapping[str, Any]) -> NormInput:
    """What was asked of the norm framework, as it was kept."""
    read: NormInput = _adapter(NormInput).validate_python(dict(facts))
    return read


def request_from(facts: Mapping[str, Any]) -> RequestInput:
    """The facts of a request as they were kept."""
    read: RequestInput = _adapter(RequestInput).validate_python(dict(facts))
    return read
