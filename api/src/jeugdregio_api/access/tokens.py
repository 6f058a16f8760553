"""Tokens: read one that nobody checked yet, and check it with a key of its issuer."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from jeugdregio_api.access.issuers import Issuer
from jeugdregio_api.access.key_sets import VerifyingKey
from jeugdregio_core.record import record

MAX_LENGTH = 8 * 1024
_COMPACT = re.compile(r"([\w-]+)\.([\w-]+)\.([\w-]+)", re.ASCII)
_EXTENDING = ("b64", "crit")
"""Headers that change how a token is read."""
_ONLY_IN_ID_TOKENS = ("at_hash", "c_hash", "s_hash")


class Refused(Exception):
    """A token that is not accepted. The message is for our log and never holds what it says."""


class _Registry(JWSRegistry):
    max_header_length = MAX_LENGTH


@record
class Unchecked:
    """What a token says of itself. Good for one thing: to find out how to check it."""

    text: str
    issuer: str
    key: str
    """The name of the key (``kid``)."""
    algorithm: str
    type: str


def unchecked(text: str) -> Unchecked:
    """Read a token without believing it. Raises Refused."""
    parts = _COMPACT.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if parts is None:
        raise Refused("no signed token")
    header, claims = _object(parts[1]), _object(parts[2])
    if any(name in header for name in _EXTENDING):
        raise Refused("an extension that is not known here")
    kind = _text(header, "typ").lower().removeprefix("application/")
    issuer, name = _text(claims, "iss"), _text(header, "kid")
    return Unchecked(text, issuer, name, _text(header, "alg"), kind)


def hold_to(token: Unchecked, issuer: Issuer) -> None:
    """Hold the header to what is agreed with the issuer. Raises Refused."""
    if token.algorithm not in issuer.algorithms:
        raise Refused("another algorithm than agreed")
    if token.type not in {kind.lower() for kind in issuer.types}:
        raise Refused("another type than agreed")


def checked(token: Unchecked, issuer: Issuer, key: VerifyingKey, now: float) -> Mapping[str, Any]:
    """The claims of a token of this issuer for this service, at this moment. Raises Refused."""
    claims = jwt.JWTClaimsRegistry(
        now=int(now),
        leeway=issuer.leeway_seconds,
        iss={"essential": True, "value": issuer.issuer},
        aud={"essential": True, "value": issuer.audience},
        exp={"essential": True},
    )
    registry = _Registry(algorithms=[key.algorithm], strict_check_header=False)
    try:
        read = jwt.decode(token.text, key.key, registry=registry).claims
        claims.validate(read)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise Refused(type(error).__name__) from None
    if any(name in read for name in _ONLY_IN_ID_TOKENS):
        raise Refused("an ID token")
    return read


def _object(part: str) -> dict[str, Any]:
    try:
        read = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        raise Refused("no JSON in it") from None
    if not isinstance(read, dict):
        raise Refused("no JSON object in it")
    return read


def _text(part: dict[str, Any], name: str) -> str:
    value = part.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(f"no {name}")
    return value
