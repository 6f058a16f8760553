"""Who asks in tests: an actor that is simply known, or an issuer that gives out real tokens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, Key
from starlette.datastructures import Headers
from tests.support.office import REGIONS

from jeugdregio_api.access.identify import Identify
from jeugdregio_core.casework.actor import Actor, Role

EVERYBODY = Actor("demo", Role.MUNICIPALITY, regions=REGIONS)
AUDIENCE = "jeugdregio"


def as_actor(actor: Actor) -> Identify:
    """Everybody who asks is this actor."""

    async def identify(headers: Headers, client: str | None = None) -> Actor:
        return actor

    return identify


WHO = "x-who"


@dataclass
class Known:
    """Everybody who asks is known by a name in a header."""

    people: dict[str, Actor] = field(default_factory=dict)

    async def identify(self, headers: Mapping[str, str], client: str | None = None) -> Actor:
        """Who asks."""
        return self.people[headers[WHO]]

    def header(self, who: Actor) -> dict[str, str]:
        """With what this one asks."""
        self.people[who.subject] = who
        return {WHO: who.subject}


@dataclass
class TestIssuer:
    """An issuer of tokens, with the settings that make a service trust it."""

    __test__ = False

    regions: tuple[str, ...]
    issuer: str = "https://login.voorbeeld.example/realms/jeugd"
    key: Key = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "sleutel-1"}))
    algorithm: str = "ES256"

    @property
    def jwks(self) -> dict[str, Any]:
        """The keys as it publishes them."""
        return {"keys": [self.key.as_dict(private=False)]}

    def trusted(self, **settings: Any) -> dict[str, Any]:
        """What a deployment writes down of it."""
        usual: dict[str, Any] = {
            "issuer": self.issuer,
            "audience": AUDIENCE,
            "regions": list(self.regions),
            "algorithms": [self.algorithm],
            "role": {"claim": "rol"},
            "organisation": {"claim": "organisatie"},
        }
        if "jwks_uri" not in settings:
            usual["jwks"] = self.jwks
        return usual | settings

    def environment(self) -> dict[str, str]:
        """The same, for a process."""
        return {"JEUGDREGIO_ISSUERS": json.dumps([self.trusted()])}

    def claims(self, **claims: Any) -> dict[str, Any]:
        """What a good token of it says; ``None`` leaves a claim out."""
        now = int(time())
        usual = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "sub": "medewerker-1",
            "iat": now,
            "exp": now + 300,
            "rol": "MUNICIPALITY",
            "organisatie": "0405",
        }
        return {name: value for name, value in (usual | claims).items() if value is not None}

    def token(self, header: dict[str, Any] | None = None, **claims: Any) -> str:
        """A token, signed with its key."""
        usual = {"alg": self.algorithm, "kid": self.key.kid, "typ": "at+jwt"}
        headers = {name: v for name, v in (usual | (header or {})).items() if v is not None}
        return jwt.encode(
            headers, self.claims(**claims), self.key, [self.algorithm], None, None, None
        )


def bearing(token: str) -> dict[str, str]:
    """The headers of a request with this token."""
    return {"Authorization": f"Bearer {token}"}
