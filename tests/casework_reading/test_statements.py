"""A page costs a fixed number of statements, and every one of them is answered by an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from tests.support.office import ACCESS, Office, guard, registry
from tests.support.plans import plan, whole_tables
from tests.support.reading import EVERYTHING, Heard, Reader, listening
from tests.support.rows import NOON

from jeugdregio_core.casework.desk import Desk, Work
from jeugdregio_core.casework.reading import referrals
from jeugdregio_core.casework.reading.questions import Days, Look, PartOf, ReferralFilter
from jeugdregio_core.model.casework import AllocationStatus, ReferralStatus, RequestStatus
from jeugdregio_core.own_tables.current import CurrentGuards
from jeugdregio_core.store.transaction import Store

TODAY = date(2026, 3, 2)

CONTRACT = "total_count client provider.contracts allocations.provider decision.findings"
"""What the page of the front-end teams shows."""


_ABOUT = re.compile("(?i)(search|scan).* (request|decision|later)\\b")
FOUND = "total_count contracts waiting_times agreements tariffs"


def _statements(reader: Reader, ask: Callable[[], Any]) -> Heard:
    with listening(reader.office.store.engines.reader) as heard:
        ask()
    return [(said, given) for said, given in heard if re.match("(?i)select|with", said)]


def test_a_page_costs_as_many_statements_whatever_is_in_it(full_reader: Reader) -> None:
    costs = {
        len(_statements(full_reader, partial(full_reader.referrals, CONTRACT, first=size)))
        for size in (30, 50, 100)
    }
    assert max(costs) <= 6
    assert len(costs) == 1


def test_everything_around_a_page_costs_as_many_statements_whatever_is_in_it(
    full_reader: Reader,
) -> None:
    """Two parents may share what is around them, and what was read is kept."""
    at_50, at_100 = (
        len(_statements(full_reader, partial(full_reader.referrals, EVERYTHING, first=n)))
        for n in (50, 100)
    )
    assert at_100 <= at_50 <= 25


def test_what_is_not_shown_is_not_read(full_reader: Reader) -> None:
    assert len(_statements(full_reader, lambda: full_reader.referrals("status"))) == 1
    assert len(_statements(full_reader, lambda: full_reader.requests("status"))) == 1
    assert len(_statements(full_reader, lambda: full_reader.allocations("status"))) == 1


def test_only_who_needs_the_rules_looks_for_newer_tables(full_store: Store) -> None:
    guards = CurrentGuards(full_store, guard)
    desk = Desk(full_store, guards.within, lambda: NOON, uuid4)

    def looked(see: Callable[[Work], Any]) -> int:
        with listening(full_store.engines.reader) as heard:
            desk.look(ACCESS, "lezen", "friesland", see)
        return sum("load_batch" in said for said, _ in heard)

    part, look = PartOf(first=5), Look(wanted={"client": {}})
    assert looked(lambda work: referrals.page(work, part, ReferralFilter(), look)) == 0
    assert looked(lambda work: (work.guard, work.guard)) == 1


def test_a_page_of_the_finder_costs_three_statements(full_reader: Reader) -> None:
    on = TODAY
    asked = "availability waiting_times contracts"
    heard = _statements(full_reader, lambda: full_reader.providers(asked, contracted_on=on))
    assert len(heard) <= 4


def _contracted(reader: Reader, municipality: str) -> list[str]:
    """The segments that providers have a contract for."""
    held = registry().rulebook(reader.office.region).profile_set_on(TODAY, municipality)
    return [segment.code for segment in held.segments_on(TODAY) if segment.contracted]


def _every_read(reader: Reader) -> Iterator[Any]:
    page = reader.referrals(EVERYTHING, first=5)
    client = page.items[0].client
    assert client is not None
    yield reader.referrals(EVERYTHING, first=5, after=page.cursors[-1])
    yield reader.referrals(first=5, status=ReferralStatus.ALLOCATED, after=page.cursors[-1])
    yield reader.referrals(first=5, municipality=client.municipality)
    yield reader.referrals(first=5, received_on=Days(first=TODAY))
    yield reader.referrals("total_count", first=5, provider="x", status=ReferralStatus.ALLOCATED)
    yield reader.referrals("status", known_at=NOON, first=5)
    yield reader.requests(EVERYTHING, first=5, status=RequestStatus.SUBMITTED)
    yield reader.requests("total_count", first=5)
    yield reader.requests("status", known_at=NOON, first=5, provider="x")
    yield reader.allocations(EVERYTHING, first=5, status=AllocationStatus.ENDED)
    yield reader.allocations("total_count", first=5, municipality=client.municipality)
    yield reader.allocations(EVERYTHING, known_at=NOON, first=5, provider="x")
    for segment in _contracted(reader, client.municipality):
        yield reader.providers(FOUND, contracted_on=TODAY, segment=segment)
    yield reader.file(client.reference, "client.documents referrals.requests allocations")


def test_no_read_goes_through_a_whole_table(full_reader: Reader) -> None:
    engine = full_reader.office.store.engines.reader
    with listening(engine) as heard:
        assert all(found is not None for found in _every_read(full_reader))
    asked = {said: given for said, given in heard if re.match("(?i)select|with", said)}
    assert len(asked) > 20
    scans = {
        (line, said) for said, given in asked.items() for line in whole_tables(engine, said, given)
    }
    assert scans == set()


def test_the_newest_decision_is_found_without_a_visit_to_requests_or_decisions(
    full_reader: Reader,
) -> None:
    engine = full_reader.office.store.engines.reader
    heard = _statements(full_reader, partial(full_reader.referrals, "decision.verdict", first=30))
    (asked,) = ((said, given) for said, given in heard if "verdict" in said)
    steps = [step for step in plan(engine, *asked, "seqscan", "bitmapscan") if _ABOUT.search(step)]
    assert len(steps) == 3
    assert all(re.search("(?i)covering index|index only scan", step) for step in steps)


def test_a_read_without_an_index_would_be_found(full_store: Store) -> None:
    engine = full_store.engines.reader
    found = whole_tables(engine, "SELECT * FROM client WHERE birth_date = '2000-01-01'", ())
    assert found


@pytest.mark.parametrize(
    "given",
    [{}, {"status": ReferralStatus.ALLOCATED}, {"municipality": "0405"}],
    ids=["all", "by status", "by municipality"],
)
def test_a_page_is_cut_in_the_order_of_its_index(full_store: Store, given: Any) -> None:
    """Without sorting: the first page of a long list costs as little as that of a short one."""
    reader = Reader(Office(full_store, "westfriesland"))
    (asked,) = _statements(reader, lambda: reader.referrals("status", **given))
    statement, parameters = asked
    with full_store.engines.reader.connect() as connection:
        if full_store.engines.locks is None:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plan = "\n".join(str(row[3]) for row in rows)
            cut = plan.partition("SCAN page")[0]
            assert "USING INDEX ix_referral_region" in cut
            assert "TEMP B-TREE" not in cut
        else:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
            rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
            plan = "\n".join(str(row[0]) for row in rows)
            cut = plan.partition("->  Limit")[2] or plan
            assert re.search(r"Index (Only )?Scan Backward using ix_referral_region", cut), plan
