"""An issuer of tokens that exists for one run, and the settings that make a server trust it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, Key

ISSUER = "https://login.voorbeeld.example/realms/jeugd"
AUDIENCE = "jeugdregio"
_HOURS = 12


@dataclass(frozen=True, slots=True)
class Issuer:
    """Gives out tokens of the region."""

    region: str
    key: Key = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "meting"}))

    @property
    def jwks(self) -> dict[str, Any]:
        """The public keys."""
        return {"keys": [self.key.as_dict(private=False)]}

    def setting(self) -> str:
        """What ``JEUGDREGIO_ISSUERS`` says of it."""
        told = {
            "issuer": ISSUER,
            "audience": AUDIENCE,
            "regions": [self.region],
            "algorithms": ["ES256"],
            "role": {"claim": "rol"},
            "organisation": {"claim": "organisatie"},
            "jwks": self.jwks,
        }
        return json.dumps([told])

    def write_keys(self, file: Path) -> None:
        """The same for the floor."""
        file.write_text(json.dumps({"issuer": ISSUER, "audience": AUDIENCE, "jwks": self.jwks}))

    def token(self) -> str:
        """A token of somebody who works for the region."""
        now = int(time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "medewerker-1",
            "iat": now,
            "exp": now + _HOURS * 3600,
            "rol": "REGION",
            "organisatie": self.region,
        }
        header = {"alg": "ES256", "kid": self.key.kid, "typ": "at+jwt"}
        return jwt.encode(header, claims, self.key, ["ES256"], None, None, None)
