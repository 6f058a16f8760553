"""Tokens that must never be accepted, each with the trick it tries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.api.access.issuing import encoded, sealed, signed, unsigned
from tests.support.identity import TestIssuer

Keys = Callable[[str], Any]
ELSEWHERE = "https://vervalser.example/jwks"


class Forger:
    """Makes tokens of Westfriesland with something wrong in them."""

    def __init__(self, west: TestIssuer, fries: TestIssuer, keys: Keys) -> None:
        self.west, self.fries, self.keys = west, fries, keys
        self.header = {"alg": "RS256", "kid": west.key.kid, "typ": "at+jwt"}

    def says(self, **claims: Any) -> dict[str, Any]:
        return self.west.claims(**({"regio": "W"} | claims))

    def good(self, *, alg: str = "RS256", **claims: Any) -> str:
        """Signed with the key of the issuer itself."""
        return signed(self.header | {"alg": alg}, self.says(**claims), self.west.key)

    def headed(self, key: Any = None, **header: Any) -> str:
        """With something else in the header, signed with the key of a forger."""
        said = {name: value for name, value in (self.header | header).items() if value is not None}
        return signed(said, self.says(), key or self.keys("rsa-forger"))

    def bare(self, **header: Any) -> str:
        """Not signed at all."""
        return unsigned(self.header | header, self.says())

    def confused(self, secret: bytes, **header: Any) -> str:
        """Signed with what everybody knows, as if it were a secret."""
        return sealed(self.header | {"alg": "HS256"} | header, self.says(), secret)


def forged(west: TestIssuer, fries: TestIssuer, keys: Keys) -> Iterator[tuple[str, str]]:
    """Each trick with its token."""
    forger = Forger(west, fries, keys)
    yield from _algorithms(forger)
    yield from _keys(forger)
    yield from _headers(forger)
    yield from _issuers_and_audiences(forger)
    yield from _times(forger)
    yield from _shapes(forger)
    yield from _accounts(forger)


def _algorithms(forger: Forger) -> Iterator[tuple[str, str]]:
    public: Any = forger.west.key
    yield "no algorithm and no signature", forger.bare(alg="none")
    yield "no algorithm, written otherwise", forger.bare(alg="nOnE") + "AAAA"
    yield "no algorithm and a signature", forger.bare(alg="none") + "AAAA"
    yield "an empty signature", forger.bare()
    yield "the public key as a secret", forger.confused(public.as_pem(private=False))
    yield "the public key as a secret, called RS256", forger.confused(public.as_pem(), alg="RS256")
    yield "the modulus as a secret", forger.confused(public.as_dict(private=False)["n"].encode())
    yield "a longer hash than agreed", forger.good(alg="RS512")
    yield "another padding than agreed", forger.good(alg="PS256")
    yield (
        "an algorithm for another kind of key",
        forger.headed(forger.keys("ec-forger"), alg="ES256"),
    )


def _keys(forger: Forger) -> Iterator[tuple[str, str]]:
    sealing = forger.keys("rsa-sealing")
    own = forger.keys("rsa-forger").as_dict(private=False)
    yield "the name of the right key over another key", forger.headed()
    yield "a key of its own in the header", forger.headed(jwk=own, kid="rsa-forger")
    yield "a key of its own in the header, under the right name", forger.headed(jwk=own)
    yield "an address of keys in the header", forger.headed(jku=ELSEWHERE, kid="rsa-forger")
    yield "an address of a certificate in the header", forger.headed(x5u=ELSEWHERE)
    yield "a key that is for sealing", forger.headed(sealing, kid="rsa-sealing")
    yield "a key that the issuer does not have", forger.headed(kid="rsa-forger")


def _headers(forger: Forger) -> Iterator[tuple[str, str]]:
    west = forger.west.key
    yield "an address as name of the key", forger.headed(kid=ELSEWHERE)
    yield "a file as name of the key", forger.confused(b"", kid="../../../dev/null")
    yield "a database query as name of the key", forger.headed(kid="x' UNION SELECT 'secret")
    yield "a very long name of the key", forger.headed(kid="k" * 3000)
    yield "a list as name of the key", forger.headed(west, kid=[west.kid])
    yield "an empty name of the key", forger.headed(west, kid="")
    yield "no name of the key", forger.headed(west, kid=None)
    yield "an ID token by its type", forger.headed(west, typ="JWT")
    yield "a logout token", forger.headed(west, typ="logout+jwt")
    yield "no type", forger.headed(west, typ=None)
    yield "an extension that must be understood", forger.headed(west, crit=["exp"], exp=1)
    yield "claims that are not encoded", forger.headed(west, crit=["b64"], b64=False)
    yield "an extension that needs nothing", forger.headed(west, crit=["b64"], b64=True)


def _issuers_and_audiences(forger: Forger) -> Iterator[tuple[str, str]]:
    fries, west = forger.fries.issuer, forger.west.issuer
    yield "an issuer that is not trusted", forger.good(iss="https://vervalser.example")
    yield "another region's issuer", forger.good(iss=fries)
    yield "nearly the right issuer", forger.good(iss=f"{west}/")
    yield "two issuers", forger.good(iss=[west, fries])
    yield "no issuer", forger.good(iss=None)
    yield "for another service", forger.good(aud="andere-dienst")
    yield "for other services", forger.good(aud=["andere-dienst", "nog-een"])
    yield "for nearly this service", forger.good(aud="jeugdregio-test")
    yield "for an object instead of a service", forger.good(aud={"jeugdregio": True})
    yield "for nobody", forger.good(aud=None)


def _times(forger: Forger) -> Iterator[tuple[str, str]]:
    now = int(time.time())
    yield "expired", forger.good(exp=now - 60)
    yield "without an end", forger.good(exp=None)
    yield "an end in words", forger.good(exp="nooit")
    yield "an end that is no number", forger.good(exp=float("nan"))
    yield "an end that never comes", forger.good(exp=float("inf"))
    yield "an end that is true", forger.good(exp=True)
    yield "not good yet", forger.good(nbf=now + 600)
    yield "issued in the future", forger.good(iat=now + 600)


def _shapes(forger: Forger) -> Iterator[tuple[str, str]]:
    good = forger.good()
    header, claims, signature = good.split(".")
    raised = encoded(forger.says(rol="REGION"))
    other, text = encoded(forger.header | {"typ": "AT+JWT"}), encoded('"alg"')
    yield "claims that were changed afterwards", f"{header}.{raised}.{signature}"
    yield "a header that was changed afterwards", f"{other}.{claims}.{signature}"
    yield "a signature that was cut off", good[:-8]
    yield "a signature of another token", f"{header}.{claims}.{forger.good(sub='x').split('.')[2]}"
    yield "something behind it", f"{good}.{signature}"
    yield "padding in it", f"{header}=.{claims}.{signature}"
    yield "sealed instead of signed", f"{header}.{claims}.{signature}.{claims}.{signature}"
    yield "written as JSON", encoded({"payload": claims, "signature": signature})
    yield "longer than any token", forger.good(remark="x" * 9000)
    yield "a header that is a list", f"{encoded([1])}.{claims}.{signature}"
    yield "a header that is text", f"{text}.{claims}.{signature}"
    yield "a header that is deep", f"{encoded('[' * 3000)}.{claims}.{signature}"
    yield "claims that are deep", f"{header}.{encoded('[' * 3000)}.{signature}"
    yield "claims that are no text", f"{header}._____w.{signature}"
    yield "no token", "geheim"


def _accounts(forger: Forger) -> Iterator[tuple[str, str]]:
    yield "an ID token by what it holds", forger.good(at_hash="x")
    yield "no account", forger.good(sub=None)
    yield "an account that is a number", forger.good(sub=1)
    yield "an account with a line break", forger.good(sub="a\nb")
    yield "an account with a null", forger.good(sub="a\x00b")
    yield "no role", forger.good(rol=None)
    yield "a role that does not exist", forger.good(rol="BEHEERDER")
    yield "the role of everybody", forger.good(rol="PUBLIC")
    yield "two roles", forger.good(rol=["REGION", "PROVIDER"])
    yield "no organisation", forger.good(organisatie=None)
    yield "two organisations", forger.good(organisatie=["0405", "0532"])
    yield "an organisation that is a number", forger.good(organisatie=405)
    yield "a region of another issuer", forger.good(regio="friesland")
    yield "no region", forger.good(regio=None)
