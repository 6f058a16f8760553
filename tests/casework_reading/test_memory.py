"""What was read of a region is kept until the region changes, by whichever process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import pytest
from pydantic import TypeAdapter
from tests.support.office import ACCESS, BUYER, Office, actor
from tests.support.plans import plan
from tests.support.reading import Heard, Reader, listening, shown
from tests.support.scenes import asked, referred

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.desk import Desk
from jeugdregio_core.casework.inputs_providers import EndContractInput
from jeugdregio_core.casework.memory import Memory
from jeugdregio_core.casework.provider_steps import end_contract
from jeugdregio_core.casework.reading import referrals
from jeugdregio_core.casework.reading.questions import Look, PartOf, ReferralFilter
from jeugdregio_core.casework.reading.records import Page, ReferralRecord
from jeugdregio_core.model.casework import ReferralStatus
from jeugdregio_core.store.audit import Head
from jeugdregio_core.store.transaction import Store, open_store

PAGE = "total_count client provider.contracts allocations.provider decision.findings"
COUNT = "count(*)"


@dataclass
class Process:
    """A process that serves one region, and remembers what it read."""

    office: Office
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = self.office.desk

    def page(self, who: Actor = ACCESS, **only: Any) -> Page[ReferralRecord]:
        look = Look(wanted=shown(PAGE), known_at=only.pop("known_at", None))
        part = PartOf(first=50)
        asked = partial(referrals.page, part=part, only=ReferralFilter(**only), look=look)
        return self.desk.look(who, "lezen", self.office.region, asked)

    def contracts(self) -> set[date | None]:
        """The last days of the contracts of the providers on the page."""
        held = [one.provider for one in self.page().items if one.provider]
        return {contract.last for provider in held for contract in provider.contracts}


@pytest.fixture
def here(office: Office) -> Process:
    return Process(office)


@pytest.fixture
def elsewhere(office: Office, database: str) -> Iterator[Process]:
    """Another process, with a store of its own."""
    with open_store(database) as store:
        yield Process(Office(store, office.region, office.clock))


def _heard(store: Store, ask: Callable[[], Any]) -> Heard:
    with listening(store.engines.reader) as heard:
        ask()
    return [(said, given) for said, given in heard if re.match("(?i)select|with", said)]


def test_a_page_that_is_asked_again_costs_three_statements(here: Process) -> None:
    referred(here.office, "K-001", provider="noord")
    store = here.office.store
    first = _heard(store, here.page)
    again = _heard(store, here.page)
    assert len(first) > len(again) == 3
    assert any(COUNT in said for said, _ in first)
    assert not any(COUNT in said or "FROM contract" in said for said, _ in again)


def test_a_referral_of_another_process_is_counted_at_once(
    here: Process, elsewhere: Process
) -> None:
    for number in range(1, 5):
        referred(elsewhere.office, f"K-00{number % 3 + 1}")
        assert (here.page().total, elsewhere.page().total) == (number, number)


def test_a_contract_of_another_process_is_shown_at_once(here: Process, elsewhere: Process) -> None:
    referred(here.office, "K-001", provider="noord")
    assert here.contracts() == {None}
    given = {
        "region": elsewhere.office.region,
        "idempotencyKey": "1",
        "provider": "noord",
        "first": "2018-01-01",
        "last": "2026-12-31",
    }
    ended = TypeAdapter(EndContractInput).validate_python(given)
    assert not end_contract(elsewhere.desk, BUYER, ended).problems
    assert here.contracts() == elsewhere.contracts() == {date(2026, 12, 31)}


def test_a_step_changes_the_count_by_status_at_once(here: Process) -> None:
    referral = referred(here.office, "K-001")
    received = partial(here.page, status=ReferralStatus.RECEIVED)
    assert received().total == 1
    asked(here.office, referral)
    assert received().total == 0


def test_what_one_may_see_is_not_counted_for_another(here: Process) -> None:
    referred(here.office, "K-001", provider="noord")
    referred(here.office, "K-002")
    region, provider = actor(Role.REGION), actor(Role.PROVIDER, "noord")
    for _ in range(2):
        assert [here.page(one).total for one in (region, provider)] == [2, 1]


def test_a_filter_that_a_caller_makes_up_fills_no_memory(here: Process) -> None:
    """And whether it was asked before cannot be told from how long the answer takes."""
    referred(here.office, "K-001")
    for _ in range(2):
        heard = _heard(here.office.store, partial(here.page, municipality="0405"))
        assert any(COUNT in said for said, _ in heard)


def test_what_was_known_then_is_counted_anew(here: Process) -> None:
    referred(here.office, "K-001")
    then = here.office.clock()
    here.office.clock.later(days=1)
    referred(here.office, "K-002")
    assert (here.page().total, here.page(known_at=then).total, here.page().total) == (2, 1, 2)


def test_who_sees_an_older_state_neither_takes_nor_keeps_what_is_newer() -> None:
    memory = Memory()
    old, new = Head("noord", 4, "a"), Head("noord", 5, "b")
    memory._of(new)["key"] = "new"
    assert memory._of(old) == {}
    memory._of(old)["key"] = "old"
    assert memory._of(new) == {"key": "new"}


def test_a_copy_that_was_put_back_is_another_history() -> None:
    memory = Memory()
    memory._of(Head("noord", 5, "a"))["key"] = "before"
    assert memory._of(Head("noord", 5, "b")) == {}


def test_a_look_at_the_newest_change_is_answered_by_its_index(
    here: Process, reader: Reader
) -> None:
    here.page()
    engine = here.office.store.engines.reader
    ((said, given),) = [
        one for one in _heard(here.office.store, here.page) if "audit_line" in one[0]
    ]
    steps_of_plan = plan(engine, said, given, "seqscan", "bitmapscan", "sort")
    assert any("ix_audit_line_changes" in step for step in steps_of_plan), steps_of_plan
