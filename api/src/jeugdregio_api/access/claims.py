"""From the claims of a checked token to an actor, in the words of its issuer's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jeugdregio_api.access.issuers import ClaimMapping, ClaimPath, Issuer
from jeugdregio_api.access.tokens import Refused
from jeugdregio_core.casework.actor import Actor, Role

_LONGEST = 255
_LISTS_OF_WORDS = ("scope", "scp")
"""Claims that hold several values in one text, separated by spaces (RFC 8693)."""


def actor_of(claims: Mapping[str, Any], issuer: Issuer) -> Actor:
    """Who a token speaks for. Raises Refused when that is nobody, or not one.

    Every role but that of the region needs an organisation: it decides which files are its own.
    """
    for name, value in issuer.required.items():
        if value not in _values(claims, (name,)):
            raise Refused(f"claim {name} is not as required")
    account = _one({*_values(claims, issuer.subject)}, "account")
    role = _role(claims, issuer)
    organisation = _organisation(claims, issuer, needed=role is not Role.REGION)
    return Actor(f"{issuer.issuer}#{account}", role, organisation, _regions(claims, issuer))


def _role(claims: Mapping[str, Any], issuer: Issuer) -> Role:
    roles = {role.value: role for role in Role if role is not Role.PUBLIC}
    named = _meant(claims, issuer.role)
    return roles[_one({name for name in named if name in roles}, "role")]


def _organisation(claims: Mapping[str, Any], issuer: Issuer, *, needed: bool) -> str | None:
    meant = _meant(claims, issuer.organisation) if issuer.organisation else set[str]()
    return _one(meant, "organisation") if meant or needed else None


def _regions(claims: Mapping[str, Any], issuer: Issuer) -> frozenset[str]:
    regions = frozenset(issuer.regions)
    if issuer.region is not None:
        regions &= _meant(claims, issuer.region)
    if not regions:
        raise Refused("no region of this issuer")
    return regions


def _meant(claims: Mapping[str, Any], mapping: ClaimMapping) -> set[str]:
    if mapping.always is not None:
        return {mapping.always}
    said = {*_values(claims, mapping.claim or ())}
    if mapping.values is None:
        return said
    return {mapping.values[value] for value in said if value in mapping.values}


def _values(claims: Mapping[str, Any], path: ClaimPath) -> Iterator[str]:
    found: Any = claims
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        found = found.split() if path[-1] in _LISTS_OF_WORDS else [found]
    for value in found if isinstance(found, list) else ():
        if isinstance(value, str) and value.isprintable() and 0 < len(value) <= _LONGEST:
            yield value


def _one(values: set[str], what: str) -> str:
    if len(values) != 1:
        raise Refused(f"{'several values' if values else 'nothing'} for {what}")
    (value,) = values
    return value
