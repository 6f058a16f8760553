"""Read a question from plain data (JSON, TOML, GraphQL) into a CaseInput, or say what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from jeugdregio_core.errors import InvalidCase, Problem
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.values import shown

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_A_GROUP = "Hier wordt een groep gegevens verwacht."


@cache
def _adapter() -> TypeAdapter[CaseInput]:
    from pydantic import TypeAdapter

    return TypeAdapter(CaseInput)


def parse_case(data: Mapping[str, Any]) -> CaseInput:
    """Validate a question. Raises InvalidCase with every problem, in Dutch, by path."""
    from pydantic import ValidationError

    if not isinstance(data, Mapping):
        raise InvalidCase(Problem("", _A_GROUP))
    try:
        return _adapter().validate_python(dict(data))
    except ValidationError as error:
        raise InvalidCase(*(_problem(e) for e in error.errors(include_url=False))) from None


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
