"""A service that knows who asks by a name in a header, and what is on file in three regions."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import httpx
from starlette.applications import Starlette
from tests.support.identity import Known
from tests.support.office import BUYER, Clock, Office, actor, contracted, registry
from tests.support.scenes import SCENES

from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings
from jeugdregio_core.casework import steps
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

REGIONS = ("friesland", "westfriesland", "zhz")
OTHER_PLACE = {"friesland": "0059", "westfriesland": "0420", "zhz": "0523"}
PERSONS = (
    "client referral request request_step decision dispute allocation allocation_version "
    "delivery_event outcome document document_version"
).split()
"""The tables about young people."""
IDS = ("referral", "request", "waiting", "document", "allocation")


@dataclass(frozen=True)
class Stage:
    """Asks as somebody."""

    app: Starlette
    known: Known

    def post(
        self,
        who: Actor,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation: str | None = None,
    ) -> str:
        """The text of an answer."""
        body = {"query": query, "variables": variables, "operationName": operation}

        async def call() -> str:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                sent = await client.post("/graphql", json=body, headers=self.known.header(who))
                return sent.text

        return asyncio.run(call())


def stage(store: Store, **settings: Any) -> Stage:
    """The service of every region, over a store."""
    known, clock = Known(), Clock()

    unhurried: dict[str, Any] = {"rate_per_minute": 0, "public_rate_per_minute": 0}
    app = create_app(
        Settings(decision_seconds=60, **unhurried | settings),
        registry(),
        lambda: clock().date(),
        store=store,
        moments=clock,
        identify=known.identify,
    )
    return Stage(app, known)


@dataclass(frozen=True, kw_only=True)
class File:
    """What is on file of a young person at one provider."""

    region: str
    municipality: str
    provider: str
    referrer: str
    reference: str
    birth_date: str
    referral: str
    request: str
    waiting: str
    """A second request, that was not answered; under a second referral."""
    number: int
    """Of its allocation; no two files have the same."""
    document: str
    allocation: str

    def absent(self) -> File:
        """The same with everything in it that nobody has."""
        return replace(
            self,
            reference="niemand",
            number=8_999,
            provider="weg",
            referrer="weg",
            **{name: str(uuid4()) for name in IDS},
        )

    def hidden_in(self, text: str) -> str:
        """A text with everything that was asked with left out."""
        asked = [getattr(self, name) for name in (*IDS, "reference", "number", "provider")]
        for value in asked:
            text = text.replace(str(value), "#")
        return text


@dataclass(frozen=True)
class World:
    """Three regions: in each two young people, and of the first what it has at a second provider.

    No two files have a provider or a referrer in common.
    """

    store: Store
    files: dict[tuple[str, int], File] = field(default_factory=dict)

    def own(self, region: str) -> File:
        """The file at the first municipality, provider and referrer."""
        return self.files[region, 1]

    def of_others(self, region: str, role: Role) -> list[File]:
        """Files that somebody in this role for the first file may not see."""
        elsewhere = [self.files[next(other for other in REGIONS if other != region), 1]]
        if role is Role.REGION:
            return elsewhere
        other_child, other_help = self.files[region, 2], self.files[region, 3]
        if role is Role.MUNICIPALITY:
            return [other_child, *elsewhere]
        return [other_child, other_help, *elsewhere]

    def actors(self, region: str) -> dict[Role, Actor]:
        """Somebody in each role, for the first file."""
        own = self.own(region)
        organisations = {
            Role.REGION: None,
            Role.MUNICIPALITY: own.municipality,
            Role.PROVIDER: own.provider,
            Role.REFERRER: own.referrer,
            Role.PUBLIC: None,
        }
        return {role: actor(role, organisations[role], region) for role in Role}


def world(store: Store) -> World:
    """Fill a store."""
    made = World(store)
    for place, region in enumerate(REGIONS, start=1):
        office = Office(store, region)
        _count_from(office, 7_000 + 100 * place)
        for number in (1, 2, 3):
            made.files[region, number] = _file(office, number)
    return made


def _count_from(office: Office, first: int) -> None:
    places = (SCENES[office.region].municipality, OTHER_PLACE[office.region])
    office.add(
        tables.NumberSeries(municipality=place, next=first + 50 * number)
        for number, place in enumerate(places)
    )


def _file(office: Office, number: int) -> File:
    scene, child = SCENES[office.region], 2 if number == 2 else 1
    place = OTHER_PLACE[office.region] if child == 2 else scene.municipality
    provider = f"{office.region}_zorg_{number}"
    office.add(contracted(office.region, provider, *scene.items, agreements=scene.agreements))
    reference, referrer = f"{office.region}-kind-{child}", f"{office.region}-huisarts-{number}"
    birth_date = f"2014-0{child}-1{child}"
    client = {"reference": reference, "birthDate": birth_date, "municipality": place}
    received = {"receivedOn": "2026-02-01", "provider": provider, "referredBy": referrer}
    told = {"referrer": "HUISARTS", "client": client | scene.client} | scene.referral | received

    def asked(referral: str, start: str, end: str) -> str:
        request = {"provider": provider, "start": start, "end": end} | scene.request
        made = office.do(steps.request_allocation, BUYER, referral=referral, request=request)
        return made.ids["request"]

    def referred() -> str:
        return office.do(steps.create_referral, BUYER, **told).ids["referral"]

    referral = referred()
    request = asked(referral, "2026-02-02", "2026-08-31")
    answer = {"request": request, "answer": "ALLOCATE", "overruleBecause": "Proef."}
    allocated = office.do(steps.answer_request, BUYER, **answer)
    assert not allocated.problems, allocated.problems
    plan = {"client": reference, "request": request, "kind": "BEHANDELPLAN", "author": "AANBIEDER"}
    return File(
        allocation=allocated.ids["allocation"],
        region=office.region,
        municipality=place,
        provider=provider,
        referrer=referrer,
        reference=reference,
        birth_date=birth_date,
        referral=referral,
        request=request,
        waiting=asked(referred(), "2026-09-01", "2026-12-31"),
        number=allocated.made["allocation"]["number"],
        document=office.do(steps.record_document, BUYER, **plan).ids["document"],
    )
