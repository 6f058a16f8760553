"""The lists that front-end teams run over stored casework, unchanged, in every region."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.databases import Databases
from tests.support.office import registry
from tests.support.rows import NOON

from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.model.casework import ReferralStatus
from jeugdregio_core.store.transaction import open_store

REGIONS = sorted(registry().rulebooks)

each_region = pytest.mark.parametrize("region", REGIONS)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def api(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Asker]:
    """The service over made-up casework of every region."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        fill(store, registry().rulebooks.values(), Wish(referrals=120, moment=NOON))
        yield Asker(service(store), started=True)


@each_region
def test_referrals_are_answered_page_by_page(api: Asker, region: str) -> None:
    first = api.contract("referrals", region=region)["referrals"]
    assert first["totalCount"] >= 120
    assert len(first["edges"]) == 50
    assert first["pageInfo"]["hasNextPage"]
    seen = [edge["node"]["id"] for edge in first["edges"]]
    after = first["pageInfo"]["endCursor"]
    while after:
        page = api.contract("referrals", region=region, first=100, after=after)["referrals"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
    assert len(seen) == len({*seen}) == first["totalCount"]


@each_region
def test_referrals_are_answered_by_status(api: Asker, region: str) -> None:
    total = 0
    for status in ReferralStatus:
        page = api.contract("referrals", region=region, status=status, first=5)["referrals"]
        assert {edge["node"]["status"] for edge in page["edges"]} <= {status}
        total += page["totalCount"]
    assert total == api.contract("referrals", region=region)["referrals"]["totalCount"]


@each_region
def test_what_came_of_a_referral_is_shown_with_it(api: Asker, region: str) -> None:
    page = api.contract("referrals", region=region, status="ALLOCATED", first=100)["referrals"]
    nodes = [edge["node"] for edge in page["edges"]]
    assert nodes
    for node in nodes:
        assert node["client"]["municipality"]["name"]
        assert node["segment"]["name"]
        assert node["allocations"]
        assert node["decision"]["findings"]
        assert all(finding["rule"]["code"] for finding in node["decision"]["findings"])
        assert all(allocation["provider"]["name"] for allocation in node["allocations"])
        if node["provider"]:
            assert node["provider"]["contracts"]
    book = registry().rulebook(region)
    if any(held.arrangements for held in book.profile_sets):
        assert any(node["arrangement"] for node in nodes)


@each_region
def test_providers_are_found_by_what_the_region_buys(api: Asker, region: str) -> None:
    day = NOON.date()
    sets = [s for s in registry().rulebook(region).profile_sets if day in s.valid]
    found = 0
    for held in sets:
        for segment in held.segments_on(day):
            page = api.contract(
                "provider_finder", region=region, segment=segment.code, on=day.isoformat()
            )["providers"]
            nodes = [edge["node"] for edge in page["edges"]]
            found += len(nodes)
            waits = [n["availability"]["waitingDays"] for n in nodes if n["availability"]]
            assert waits == sorted(waits)
            for node in nodes:
                codes = [c["segment"]["code"] for c in node["contracts"]]
                assert segment.code in codes
    assert found >= 16
