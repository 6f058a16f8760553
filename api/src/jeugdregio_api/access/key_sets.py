"""The keys in a published set (JWKS) that this service can use: each for one algorithm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import JWKRegistry, Key, RSAKey
from joserfc.jws import JWSRegistry

from jeugdregio_core.record import record

MOST = 100
"""How many keys of a set are looked at."""
_SMALLEST_RSA = 2048
_PUBLIC = ("kty", "use", "alg", "n", "e", "crv", "x", "y")


@record
class VerifyingKey:
    """A public key, and the only algorithm that it is used with."""

    key: Key
    algorithm: str


Keys = Mapping[str, VerifyingKey]
"""The keys of an issuer by the name (``kid``) that it gave them."""


class NoKeySet(ValueError):
    """This is no set of keys, or none of its keys can be used."""


def keys_in(document: Any, algorithms: Iterable[str]) -> Keys:
    """The keys to check signatures with, by name. Raises NoKeySet.

    Left out are keys without a name, for another use or algorithm, secret and weak ones. Of two
    keys with one name the first counts. A key that names no algorithm gets the first that fits.
    """
    listed = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise NoKeySet("no list of keys")
    usable: dict[str, VerifyingKey] = {}
    for told in islice(listed, MOST):
        name = told.get("kid") if isinstance(told, dict) else None
        key = _key(told, [*algorithms]) if isinstance(name, str) else None
        if name and key:
            usable.setdefault(name, key)
    if not usable:
        raise NoKeySet("no key that can be used")
    return usable


def _key(told: dict[str, Any], algorithms: list[str]) -> VerifyingKey | None:
    operations = told.get("key_ops")
    if isinstance(operations, list) and "verify" not in operations:
        return None
    public = {name: told[name] for name in _PUBLIC if name in told}
    try:
        key = JWKRegistry.import_key(public)
    except (JoseError, ValueError, TypeError, KeyError, SecurityWarning):
        return None
    if isinstance(key, RSAKey) and key.raw_value.key_size < _SMALLEST_RSA:
        return None
    fitting = JWSRegistry.filter_algorithms(key, algorithms)
    return VerifyingKey(key, fitting[0].name) if fitting else None
