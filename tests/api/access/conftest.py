"""Keys, a service that trusts two issuers, and one with what is on file in three regions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey
from tests.api.access.guarded import Guarded
from tests.api.access.issuing import JWKS, Network
from tests.support.acting import Stage, World, stage, world
from tests.support.databases import Databases
from tests.support.identity import TestIssuer
from tests.support.office import registry

from jeugdregio_api.access.identify import by_token
from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings
from jeugdregio_core.store.transaction import open_store


@pytest.fixture(scope="session")
def keys() -> Callable[[str], Any]:
    """Keys by name; making one takes time."""
    made: dict[str, Any] = {}

    def key(name: str) -> Any:
        if name not in made:
            kind: Any = ECKey if name.startswith("ec") else RSAKey
            made[name] = kind.generate_key(parameters={"kid": name, "use": "sig"}, **_size(name))
        return made[name]

    return key


def _size(name: str) -> dict[str, Any]:
    return {"crv": "P-256"} if name.startswith("ec") else {"key_size": 2048}


@pytest.fixture(scope="module")
def guarded(databases: Databases, keys: Callable[[str], Any]) -> Iterator[Guarded]:
    """Westfriesland signs with RS256, Friesland with ES256; keys are fetched from the network."""
    west = TestIssuer(("westfriesland",), key=keys("rsa-west"), algorithm="RS256")
    fries = TestIssuer(("friesland",), "https://inlog.fries.example", keys("ec-fries"))
    sealing = {**keys("rsa-sealing").as_dict(private=False), "use": "enc"}
    network = Network({"keys": [west.jwks["keys"][0], sealing]})
    settings = Settings(
        issuers=(
            west.trusted(
                jwks_uri=JWKS, region={"claim": "regio", "values": {"W": "westfriesland"}}
            ),
            fries.trusted(),
        )
    )
    with databases.migrated("sqlite") as url, open_store(url) as store:
        identify = by_token(settings.issuers, network.transport)
        app = create_app(settings, registry(), store=store, identify=identify)
        yield Guarded(app, store, west, fries, network)


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def files(request: pytest.FixtureRequest, databases: Databases) -> Iterator[World]:
    """Made once: what these tests try, nobody may do."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        yield world(store)


@pytest.fixture(scope="package")
def service(files: World) -> Stage:
    """The service over that store."""
    return stage(files.store)
