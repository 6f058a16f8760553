"""The issuers of tokens that a deployment trusts, and what the words in their tokens mean here."""

from __future__ import annotations

import json
import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from jeugdregio_api.access.key_sets import NoKeySet, keys_in
from jeugdregio_core.casework.actor import Role

Algorithm = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"
]
"""Signatures with a key pair only: who can check a token cannot make one."""

PLAIN = "jwt"
"""The type that says nothing: an ID token may have it too."""


class UnreadableIssuers(ValueError):
    """The list of issuers cannot be read; the message says why, in Dutch."""


def _as_path(value: object) -> object:
    return (value,) if isinstance(value, str) else value


ClaimPath = Annotated[tuple[str, ...], Field(min_length=1), BeforeValidator(_as_path)]
"""Where in a token something is said: one name, or the names on the way to it."""


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClaimMapping(_Declared):
    """How a claim is read. Values that ``values`` does not name say nothing."""

    claim: ClaimPath | None = None
    values: dict[str, str] | None = None
    """What each value means here; without it the values are our own codes already."""
    always: str | None = None
    """Holds for every token of the issuer, whatever the token says."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.claim is None) == (self.always is None):
            raise ValueError("geef claim of always, en niet allebei")
        return self

    def meanings(self) -> set[str]:
        """Everything it can say, as far as that is known beforehand."""
        return {self.always} if self.always is not None else {*(self.values or {}).values()}


class Issuer(_Declared):
    """One issuer (OpenID provider), and the only regions for which it can speak."""

    issuer: str = Field(min_length=1)
    """Exactly as it is in ``iss``."""
    audience: str = Field(min_length=1)
    """What ``aud`` must be or hold: this service."""
    regions: tuple[str, ...] = Field(min_length=1)
    jwks_uri: str | None = None
    """Where its keys are published."""
    jwks: dict[str, Any] | None = None
    """Its keys themselves, where this service cannot reach the issuer."""
    algorithms: tuple[Algorithm, ...] = Field(default=("RS256",), min_length=1)
    types: tuple[str, ...] = Field(default=("at+jwt",), min_length=1)
    """What ``typ`` in the header may be."""
    required: dict[str, str] = Field(default_factory=dict)
    """Claims that every access token of this issuer has, with the value they must have or hold."""
    subject: ClaimPath = ("sub",)
    """The claim that names the account; never one with the name of a person."""
    role: ClaimMapping
    organisation: ClaimMapping | None = None
    region: ClaimMapping | None = None
    """Narrows ``regions``; it can never add one."""
    leeway_seconds: int = Field(default=30, ge=0, le=300)
    """How much clocks may differ."""
    keys_last_seconds: int = Field(default=3600, ge=0)
    """How long keys that were fetched go on while the issuer is away."""

    @field_validator("jwks_uri")
    @classmethod
    def _not_to_be_changed_on_the_way(cls, value: str | None) -> str | None:
        if value is not None and not _is_safe(value):
            raise ValueError("dit adres moet met https:// beginnen")
        return value

    @model_validator(mode="after")
    def _keys_in_one_place(self) -> Self:
        if (self.jwks_uri is None) == (self.jwks is None):
            raise ValueError("geef jwks_uri of jwks, en niet allebei")
        if self.jwks is not None:
            try:
                keys_in(self.jwks, self.algorithms)
            except NoKeySet:
                raise ValueError("jwks heeft geen sleutel die hier te gebruiken is") from None
        return self

    @model_validator(mode="after")
    def _known_roles(self) -> Self:
        unknown = self.role.meanings() - {role.value for role in Role if role is not Role.PUBLIC}
        if unknown:
            raise ValueError(f"onbekende rol: {', '.join(sorted(unknown))}")
        return self

    @model_validator(mode="after")
    def _an_access_token_can_be_told(self) -> Self:
        if PLAIN in {one.lower() for one in self.types} and not self.required:
            raise ValueError(
                "met het type JWT is een ID-token niet te herkennen; noem in required een claim "
                "die alleen in een access token staat"
            )
        return self


def read_issuers(told: str) -> list[Any]:
    """What a setting says: JSON, or the path of a JSON or TOML file. Raises UnreadableIssuers."""
    text, suffix = told.strip(), ".json"
    if not text:
        return []
    if text[0] not in "[{":
        suffix = Path(text).suffix.lower()
        text = _contents(Path(text))
    try:
        read = tomllib.loads(text) if suffix == ".toml" else json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableIssuers("dit is geen JSON of TOML") from None
    listed = read.get("issuers") if isinstance(read, dict) else read
    if not isinstance(listed, list):
        raise UnreadableIssuers("er staat geen lijst issuers in")
    return listed


def is_loopback(host: str | None) -> bool:
    """Whether this address is this device itself."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host or "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _is_safe(url: str) -> bool:
    import httpx

    try:
        read = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    return bool(read.host) and (
        read.scheme == "https" or (read.scheme == "http" and is_loopback(read.host))
    )


def _contents(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError):
        raise UnreadableIssuers("dit bestand is niet te lezen") from None
