"""What each role may see is answered by an index, in the order of the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.office import Office, actor
from tests.support.plans import plan, whole_tables
from tests.support.reading import EVERYTHING, Reader, listening
from tests.support.rows import NOON
from tests.support.stored import rows

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

REGION = "westfriesland"

NOTHING_IS_READ = "0 = 1"
FEW_HERE = "Seq Scan on document"
"""Of the few documents here PostgreSQL makes a hash, where for many it looks them up per client."""


def _busiest(store: Store, role: Role) -> str | None:
    """The organisation with most to do in the region."""
    of_region = {"region": REGION}
    if role is Role.MUNICIPALITY:
        codes = [row.municipality for row in store.read(rows(tables.Request, **of_region))]
    elif role is Role.PROVIDER:
        known = {row.id: row.code for row in store.read(rows(tables.Provider))}
        codes = [known[row.provider_id] for row in store.read(rows(tables.Request, **of_region))]
    elif role is Role.REFERRER:
        codes = [row.referred_by for row in store.read(rows(tables.Referral, **of_region))]
    else:
        return None
    return Counter(filter(None, codes)).most_common(1)[0][0]


@pytest.fixture(params=[Role.REGION, Role.MUNICIPALITY, Role.PROVIDER, Role.REFERRER], ids=str)
def reader(request: pytest.FixtureRequest, full_store: Store) -> Reader:
    """Reads as each role."""
    who = actor(request.param, _busiest(full_store, request.param))
    return Reader(Office(full_store, REGION), who)


def _every_read(reader: Reader) -> Iterator[Any]:
    page = reader.referrals(EVERYTHING, first=5)
    client = page.items[0].client
    assert client is not None
    yield reader.referrals(EVERYTHING, first=5, after=page.cursors[-1])
    yield reader.referrals("status", known_at=NOON, first=5)
    yield reader.requests(EVERYTHING, first=5)
    yield reader.allocations(EVERYTHING, first=5)
    yield reader.file(client.reference, "client.documents referrals.requests allocations")


def test_no_role_reads_through_a_whole_table(reader: Reader) -> None:
    engine = reader.office.store.engines.reader
    with listening(engine) as heard:
        assert all(found is not None for found in _every_read(reader))
    asked = {
        said: given
        for said, given in heard
        if re.match("(?i)select|with", said) and NOTHING_IS_READ not in said
    }
    assert len(asked) > 7
    scans = {
        (line, said)
        for said, given in asked.items()
        for line in whole_tables(engine, said, given)
        if not re.search(FEW_HERE, line)
    }
    assert scans == set()


def test_a_provider_costs_two_statements_more(full_store: Store) -> None:
    """Who it is, and who works under its contract."""
    office = Office(full_store, REGION)
    costs = {}
    for role in (Role.REGION, Role.PROVIDER):
        reader = Reader(office, actor(role, _busiest(full_store, role)))
        with listening(full_store.engines.reader) as heard:
            reader.requests()
        costs[role] = len([said for said, _ in heard if re.match("(?i)select", said)])
    assert costs[Role.PROVIDER] - costs[Role.REGION] == 2


@pytest.mark.parametrize(
    ("role", "kind", "index"),
    [
        (Role.MUNICIPALITY, "referrals", "ix_referral_region_municipality_created_at_id"),
        (Role.MUNICIPALITY, "requests", "ix_request_region_municipality_submitted_at_id"),
        (Role.MUNICIPALITY, "allocations", "ix_allocation_region_municipality_created_at_id"),
        (Role.PROVIDER, "requests", "ix_request_region_provider_id_submitted_at_id"),
        (Role.PROVIDER, "allocations", "ix_allocation_region_provider_id_created_at_id"),
        (Role.REFERRER, "referrals", "ix_referral_region_referred_by_created_at_id"),
    ],
)
def test_the_page_of_a_role_is_cut_in_the_order_of_its_index(
    full_store: Store, role: Role, kind: str, index: str
) -> None:
    """Without sorting, however many there are of others."""
    reader = Reader(Office(full_store, REGION), actor(role, _busiest(full_store, role)))
    engine = full_store.engines.reader
    with listening(engine) as heard:
        getattr(reader, kind)()
    statement, parameters = next((s, p) for s, p in heard if "LIMIT" in s)
    steps = plan(engine, statement, parameters, "seqscan", "bitmapscan", "sort")
    lines = "\n".join(steps)
    assert index in lines, lines
    if full_store.engines.locks is None:
        assert "TEMP B-TREE" not in lines.partition("SCAN page")[0]
