"""Read a question from plain data (JSON, TOML, GraphQL), or say what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from jeugdregio_core.errors import InvalidCase, Problem
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.values import shown

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

S = TypeVar("S")

_A_GROUP = "Hier wordt een groep gegevens verwacht."


@cache
def _reader(kind: type[Any]) -> tuple[Callable[[Any], Any], type[ValidationError]]:
    """How to read this kind, and what is raised where that cannot be done."""
    from pydantic import TypeAdapter, ValidationError

    return TypeAdapter(kind).validator.validate_python, ValidationError


def parse_case(data: Mapping[str, Any]) -> CaseInput:
    """Validate a question. Raises InvalidCase with every problem, in Dutch, by path."""
    return parse(CaseInput, data)


def parse(kind: type[S], data: Mapping[str, Any]) -> S:
    """Read an input of this kind, a dataclass. Raises InvalidCase, as parse_case does."""
    if not isinstance(data, dict):
        data = _as_dict(data)
    declared: Any = kind
    validated, invalid = _reader(declared)
    try:
        read: S = validated(data)
    except invalid as error:
        raise InvalidCase(*(_problem(e) for e in error.errors(include_url=False))) from None
    return read


def _as_dict(data: object) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise InvalidCase(Problem("", _A_GROUP))
    return dict(data)


def _problem(error: ErrorDetails) -> Problem:
    path = ".".join(str(part) for part in error["loc"])
    return Problem(path, _sentence(error))


def _sentence(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    match kind:
        case "value_error":
            return str(context["error"])
        case "missing":
            return "Dit gegeven is verplicht."
        case "enum":
            choices = str(context["expected"]).replace(" or ", " of ")
            return f"{shown(error['input'])} is geen geldige keuze. Kies uit {choices}."
        case "dataclass_type":
            return _A_GROUP
        case "unexpected_keyword_argument":
            return "Dit veld bestaat niet. Controleer de spelling."
        case _:
            return f"{shown(error['input'])} past hier niet."
