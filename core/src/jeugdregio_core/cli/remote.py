"""Ask a deployed API for a decision."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import httpx
from pydantic import TypeAdapter, ValidationError

from jeugdregio_core.cli.view import DecisionView
from jeugdregio_core.rules.input import CaseInput

_TIMEOUT_SECONDS = 30
_HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
_CALLERS_FAULT = {"BAD_USER_INPUT", "NOT_FOUND"}


class NotAccepted(ValueError):
    """The service read the question and cannot use it; the message is its own."""


class Unavailable(ConnectionError):
    """The service cannot be reached, or does not answer as it should."""


def decide(
    url: str, given: CaseInput, transport: httpx.BaseTransport | None = None
) -> DecisionView:
    """The decision of the service at this address. Raises NotAccepted or Unavailable."""
    address = _endpoint(url)
    answer = _answer(address, _operation(given), transport)
    if answer.get("errors"):
        _refuse(address, answer["errors"])
    try:
        return DecisionView.model_validate(answer["data"]["decide"])
    except (KeyError, TypeError, ValidationError):
        raise _not_understood(address) from None


def _endpoint(url: str) -> str:
    base = url.rstrip("/")
    return base if base.endswith("/graphql") else f"{base}/graphql"


def _operation(given: CaseInput) -> bytes:
    query = resources.files(__package__).joinpath("decide.graphql").read_text("utf-8")
    question = TypeAdapter(CaseInput).dump_python(given, by_alias=True, exclude_defaults=True)
    operation = {"query": query, "variables": {"input": question}}
    return json.dumps(operation, default=_plain).encode()


def _plain(value: Decimal | date) -> float | str:
    return float(value) if isinstance(value, Decimal) else value.isoformat()


def _answer(
    address: str, operation: bytes, transport: httpx.BaseTransport | None
) -> dict[str, Any]:
    try:
        with httpx.Client(timeout=_TIMEOUT_SECONDS, transport=transport) as client:
            answer = client.post(address, content=operation, headers=_HEADERS).json()
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        raise NotAccepted(f"{address} is geen webadres. Begin met http:// of https://.") from None
    except httpx.HTTPError as error:
        raise Unavailable(f"De dienst op {address} is niet bereikbaar ({error}).") from None
    except ValueError:
        raise _not_understood(address) from None
    if not isinstance(answer, dict):
        raise _not_understood(address)
    return answer


def _refuse(address: str, errors: Any) -> None:
    try:
        said = "\n".join(error["message"] for error in errors)
        codes = {error.get("extensions", {}).get("code") for error in errors}
    except (KeyError, TypeError, AttributeError):
        raise _not_understood(address) from None
    if codes & _CALLERS_FAULT:
        raise NotAccepted(said)
    raise Unavailable(f"De dienst op {address} kan nu niet antwoorden: {said}")


def _not_understood(address: str) -> Unavailable:
    return Unavailable(
        f"Op {address} antwoordt geen dienst die jeugdregio verstaat. Controleer het adres."
    )
