"""Read a question from plain data (JSON, TOML, GraphQL) into a CaseInput, or say what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from jeugdregio_core.errors import InvalidCase, Problem
from jeugdregio_core.rules.input import MAX_RECORDS, CaseInput

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails


@cache
def _adapter() -> TypeAdapter[CaseInput]:
    from pydantic import TypeAdapter

    return TypeAdapter(CaseInput)


def parse_case(data: Mapping[str, Any]) -> CaseInput:
    """Validate a question. Raises InvalidCase with every problem, in Dutch, by path."""
    from pydantic import ValidationError

    too_long = [
        Problem(name, f"Hooguit {MAX_RECORDS} regels; dit zijn er {len(data[name])}.")
        for name in ("running", "providers", "documents")
        if isinstance(data.get(name), (list, tuple)) and len(data[name]) > MAX_RECORDS
    ]
    if too_long:
        raise InvalidCase(*too_long)
    try:
        return _adapter().validate_python(data)
    except ValidationError as error:
        raise InvalidCase(*(_problem(e) for e in error.errors())) from None


def _problem(error: ErrorDetails) -> Problem:
    path = ".".join(str(part) for part in error["loc"])
    return Problem(path, _sentence(error))


def _sentence(error: ErrorDetails) -> str:
    kind, value = error["type"], error.get("input")
    shown = repr(value) if isinstance(value, (str, int, float, bool)) else "deze waarde"
    if kind == "missing":
        return "Dit gegeven is verplicht."
    if kind == "unexpected_keyword_argument":
        return "Dit veld bestaat niet. Controleer de spelling."
    if kind == "enum":
        return f"{shown} is geen geldige keuze. Kies uit {error['ctx']['expected']}."
    if kind.startswith("date_"):
        return f"{shown} is geen datum. Schrijf jjjj-mm-dd."
    if kind.startswith("datetime_"):
        return f"{shown} is geen tijdstip. Schrijf jjjj-mm-ddTuu:mm+uu:mm."
    if kind.startswith(("dataclass_", "dict_", "tuple_", "list_")):
        return "Hier wordt een groep gegevens of een lijst verwacht."
    expected = {"string_type": "tekst", "bool_": "true of false", "decimal_": "een getal",
                "int_": "een geheel getal"}  # fmt: skip
    word = next((text for prefix, text in expected.items() if kind.startswith(prefix)), None)
    return f"{shown} past hier niet." + (f" Verwacht wordt {word}." if word else "")
