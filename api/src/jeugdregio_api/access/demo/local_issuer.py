"""The issuer of the demo: it gives out tokens that go the same way as those of anybody else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.datastructures import Headers

from jeugdregio_api.access.identify import Identify, NotIdentified
from jeugdregio_api.access.issuers import ClaimMapping, Issuer, is_loopback
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.record import record

ISSUER = "urn:jeugdregio:demo"
AUDIENCE = "jeugdregio"
ALGORITHM: Final = "ES256"
SECONDS = 12 * 60 * 60
"""How long a token of the demo is good."""


@record
class LocalIssuer:
    """Gives out tokens with this key."""

    key: ECKey

    def trusted(self, regions: Collection[str]) -> Issuer:
        """What a service must know to accept its tokens."""
        return Issuer(
            issuer=ISSUER,
            audience=AUDIENCE,
            regions=tuple(regions),
            jwks={"keys": [self.key.as_dict(private=False)]},
            algorithms=(ALGORITHM,),
            role=ClaimMapping(claim=("role",)),
            organisation=ClaimMapping(claim=("organisation",)),
            region=ClaimMapping(claim=("region",)),
        )

    def token(self, role: Role, region: str, organisation: str | None, now: float) -> str:
        """A token for an account in this role."""
        account = "-".join(["demo", role.lower(), organisation or region])
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": account,
            "iat": int(now),
            "exp": int(now) + SECONDS,
            "role": role.value,
            "region": region,
            "organisation": organisation,
        }
        header = {"alg": ALGORITHM, "kid": self.key.kid, "typ": "at+jwt"}
        return jwt.encode(header, claims, self.key, [ALGORITHM])


@record
class OnThisDevice:
    """Lets in who is on this device: with a token as it says, without one as this actor."""

    by_token: Identify
    visitor: Actor

    async def __call__(self, headers: Headers, client: str | None = None) -> Actor:
        """Who asks. Raises NotIdentified and KeysAway."""
        if not is_loopback(client):
            raise NotIdentified
        actor = await self.by_token(headers, client)
        return self.visitor if actor.role is Role.PUBLIC else actor


def visitor(regions: Collection[str]) -> Actor:
    """Who looks at the demo without a token: a municipality, without one of its own."""
    return Actor("demo", Role.MUNICIPALITY, regions=frozenset(regions))
