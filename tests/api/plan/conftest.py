"""Services over what is on file in three regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from starlette.applications import Starlette
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from tests.api.plan.roads import Roads
from tests.support.acting import REGIONS, File, World, world
from tests.support.databases import Databases
from tests.support.identity import Known
from tests.support.office import Clock, registry
from tests.support.scenes import SCENES

from jeugdregio_api.app import create_app
from jeugdregio_api.plan.execute import Planned
from jeugdregio_api.schema import build_schema
from jeugdregio_api.settings import Settings
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.store.transaction import Store, open_store

REGION = "westfriesland"


@pytest.fixture(scope="package")
def files(request: pytest.FixtureRequest, databases: Databases) -> Iterator[World]:
    """Three regions with young people, requests and allocations; on SQLite, or as is asked."""
    with databases.migrated(getattr(request, "param", "sqlite")) as url, open_store(url) as store:
        yield world(store)


@pytest.fixture
def roads(files: World, monkeypatch: pytest.MonkeyPatch) -> Roads:
    """Two services, asked by somebody in each role; the second by the library's own executor."""
    actors = files.actors(REGION)
    known = {actor.subject: actor for actor in actors.values()}
    plain = build_schema(introspection=True, most=_settings().most, plans=0)
    own = StrawberryGraphQLCoreExecutionContext
    monkeypatch.setattr(plain, "execution_context_class", own)
    made = Roads(
        compiling=_service(files.store, known),
        library=_service(files.store, known, max_plans=0),
        actors=actors,
        values=_values(files),
        most=_settings().most,
    )
    by_plan = Planned._shown

    def watched(self: Planned, *given: Any) -> Any:
        data = by_plan(self, *given)
        made.shown.append(data is not None)
        return data

    monkeypatch.setattr(Planned, "_shown", watched)
    return made


def _service(store: Store, known: Mapping[str, Actor], **more: Any) -> Starlette:
    clock = Clock()
    return create_app(
        _settings(**more),
        registry(),
        lambda: clock().date(),
        store=store,
        moments=clock,
        identify=Known(dict(known)).identify,
    )


def _settings(**more: Any) -> Settings:
    unhurried: dict[str, Any] = {
        "decision_seconds": 60,
        "deadline_seconds": 60,
        "rate_per_minute": 0,
        "public_rate_per_minute": 0,
        "max_errors": 1000,
        "max_aliases": 1000,
    }
    return Settings(**unhurried | more)


def _values(files: World) -> dict[str, Any]:
    """What leads to something that is there, and something that does not."""
    known = [*(files.own(REGION),) * 6, *files.files.values()]
    regions = (*(REGION,) * 20, *REGIONS, "aa_zawa", "nergens")
    return {
        "region": regions,
        "code": regions,
        "id": [one for file in known for one in (file.referral, file.request)],
        "reference": [file.reference for file in known],
        "municipality": [file.municipality for file in known],
        "number": [file.number for file in known],
        "DecideInput": [_decided(file) for file in known],
        "CompareInput": [_compared(file) for file in known],
        "eq": [None, *(value for file in known for value in (file.municipality, file.provider))],
        "provider": [file.provider for file in known],
    }


def _decided(file: File) -> dict[str, Any]:
    scene = SCENES[file.region]
    client = {"birthDate": file.birth_date, "municipality": file.municipality}
    return {
        "region": file.region,
        "client": client | scene.client,
        "request": {**scene.request, "provider": file.provider, "start": "2026-04-01"},
    }


def _compared(file: File) -> dict[str, Any]:
    asked = _decided(file)
    return {"client": asked["client"], "regions": [{"region": region} for region in REGIONS]}
