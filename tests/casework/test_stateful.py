"""Whatever steps are taken in whatever order: all rules hold in the end, and the log adds up."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.support import stored
from tests.support.adding_up import what_does_not_add_up
from tests.support.counter import Counter, posting, service
from tests.support.databases import BOTH, Databases
from tests.support.office import ACCESS, PROVIDER, Office, contracted
from tests.support.violations import violations

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.delivery import STOP_REASONS
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.months import later
from jeugdregio_core.model.casework import OPEN_REQUEST
from jeugdregio_core.store.transaction import open_store

EXAMPLES = int(os.environ.get("JEUGDREGIO_STATEFUL", "0"))
"""How many histories; 0 is as many as a check of every change can bear."""
USUAL = {"sqlite": 100, "postgresql": 15}

clients = st.sampled_from(["K-1", "K-2"])
providers = st.sampled_from(["noord", "zuid", "oost"])
months = st.integers(0, 8).map(lambda n: date(2026 + (n + 3) // 12, (n + 3) % 12 + 1, 1))
which = st.integers(0, 9)
"""Which of the things that there are; counted round."""

KINDS = ("referral", "request", "allocation", "document")
STILL_OPEN = {str(status) for status in OPEN_REQUEST}
there_is = {kind: precondition(lambda self, kind=kind: bool(self.known[kind])) for kind in KINDS}


class Casework(RuleBasedStateMachine):
    """People of a region at work on two young people, over HTTP. It remembers what it was told.

    What a provider does is done at the desk itself: over HTTP everybody is the municipality.
    """

    def __init__(self, databases: Databases, kind: str) -> None:
        super().__init__()
        self.stack = ExitStack()
        url = self.stack.enter_context(databases.migrated(kind))
        store = self.stack.enter_context(open_store(url))
        self.office = Office(store, "westfriesland")
        over_http = posting(service(store, self.office.clock))
        self.counter = Counter(store, "westfriesland", self.office.clock, post=over_http)
        self.known: dict[str, list[str]] = {kind: [] for kind in KINDS}
        self.told: dict[str, dict[str, Any]] = {}
        self.reported: dict[str, date] = {}
        self.sent = 0
        self.last: tuple[Callable[..., Told], dict[str, Any], Told] | None = None

    @initialize()
    def contracts(self) -> None:
        self.office.clock.set(2026, 9, 1)
        for code, items in {"noord": "B", "zuid": "VB", "oost": "C"}.items():
            self.office.add(contracted("westfriesland", code, *((item,) for item in items)))
        for client in ("K-1", "K-2"):
            self.refer(client, "HUISARTS")
        self.ask(0, "noord", "B", "1", date(2026, 5, 1), 200, at_once=True)

    def take(self, step: Any, actor: Actor = ACCESS, **asked: Any) -> Told:
        """Take a step and remember what was told of it; a problem changes nothing."""
        self.sent += 1
        asked |= {"idempotencyKey": str(self.sent)}
        before = self.office.see(stored.counts)
        do = partial((self.counter if actor is ACCESS else self.office).do, step, actor)
        told = do(**asked)
        self.last = do, asked, told
        if not told.made:
            after = self.office.see(stored.counts)
            assert told.problems
            assert {n for n in after if after[n] != before[n]} <= {"idempotency", "audit_line"}
        for kind, thing in told.made.items():
            if kind in self.known and thing["id"] not in self.told:
                self.known[kind].append(thing["id"])
            self.told[thing["id"]] = dict(thing)
        return told

    def one(self, kind: str, number: int) -> str:
        """The id of one of the things of a kind."""
        return self.known[kind][number % len(self.known[kind])]

    def open_one(self, number: int) -> str:
        """The id of a request, of one that still waits where there is any."""
        waiting = [r for r in self.known["request"] if self.told[r]["status"] in STILL_OPEN]
        return waiting[number % len(waiting)] if waiting else self.one("request", number)

    def place(self, number: int) -> dict[str, Any]:
        """Municipality and number of one of the allocations."""
        allocation = self.told[self.one("allocation", number)]
        return {"municipality": allocation["municipality"], "number": allocation["number"]}

    def start(self, number: int) -> date:
        """The first day of one of the allocations."""
        return date.fromisoformat(self.told[self.one("allocation", number)]["start"])

    def day(self, number: int, after: int) -> str:
        """A day so many days after the last report about one of the allocations, or its start."""
        last = self.reported.get(self.one("allocation", number), self.start(number))
        return (last + timedelta(days=after)).isoformat()

    @precondition(lambda self: len(self.known["referral"]) < 5)
    @rule(client=clients, referrer=st.sampled_from(["HUISARTS", "ZELF"]))
    def refer(self, client: str, referrer: str) -> None:
        young = {"reference": client, "birthDate": "2014-05-01", "municipality": "0405"}
        self.take(steps.create_referral, client=young, referrer=referrer, receivedOn="2026-03-01")

    @there_is["referral"]
    @rule(
        number=which,
        provider=providers,
        segment=st.sampled_from("BBBVC"),
        profile=st.sampled_from(["1", "2", "3", "4", "5", "99"]),
        start=months,
        length=st.sampled_from([30, 61, 200, None]),
        at_once=st.booleans(),
    )
    def ask(
        self,
        number: int,
        provider: str,
        segment: str,
        profile: str,
        start: date,
        length: int | None,
        at_once: bool,
    ) -> None:
        request = {
            "provider": provider,
            "segment": "C" if provider == "oost" else segment,
            "profile": profile,
            "intensity": "PE",
            "start": start.isoformat(),
            "end": (start + timedelta(days=length)).isoformat() if length else None,
        }
        referral = self.one("referral", number)
        told = self.take(steps.request_allocation, referral=referral, request=request)
        if at_once and told.made:
            self.take(steps.answer_request, request=told.ids["request"], answer="ALLOCATE")

    @there_is["allocation"]
    @rule(client=clients, number=which, length=st.integers(1, 200))
    def extend(self, client: str, number: int, length: int) -> None:
        allocation = self.told[self.one("allocation", number)]
        if allocation["end"] is None:
            return
        end = date.fromisoformat(allocation["end"]) + timedelta(days=length)
        self.take(
            steps.request_allocation,
            referral=self.one("referral", number),
            extends=allocation["number"],
            request={"end": end.isoformat()},
        )

    @there_is["allocation"]
    @rule(
        number=which,
        intensity=st.sampled_from(["IN", "IN", "PE", "DL"]),
        after=st.sampled_from([0, 1, 1, 9]),
        at_once=st.booleans(),
    )
    def change(self, number: int, intensity: str, after: int, at_once: bool) -> None:
        start = later(self.start(number), after).isoformat()
        told = self.take(
            steps.request_change, **self.place(number), intensity=intensity, start=start
        )
        if at_once and told.made:
            self.take(steps.answer_request, request=told.ids["request"], answer="ALLOCATE")

    @there_is["request"]
    @rule(
        number=which,
        answer=st.sampled_from(["ALLOCATE"] * 5 + ["REFUSE", "INVESTIGATE", "WITHDRAW"]),
        because=st.sampled_from([None, None, None, "Het moet."]),
        actor=st.sampled_from([ACCESS, ACCESS, PROVIDER]),
    )
    def answer(self, number: int, answer: str, because: str | None, actor: Actor) -> None:
        self.take(
            steps.answer_request,
            request=self.open_one(number),
            answer=answer,
            reason="CARE_CONTENT",
            overruleBecause=because,
            actor=actor,
        )

    @there_is["allocation"]
    @rule(
        number=which,
        kind=st.sampled_from(["START", "START", "STOP_TEMPORARILY", "RESUME", "STOP"]),
        after=st.sampled_from([-1, 0, 0, 5, 14]),
        reason=st.sampled_from([*STOP_REASONS]),
    )
    def deliver(self, number: int, kind: str, after: int, reason: str) -> None:
        on = self.day(number, after)
        told = self.take(
            steps.record_delivery,
            **self.place(number),
            kind=kind,
            on=on,
            reason=reason if kind == "STOP" else None,
        )
        if told.made:
            self.reported[told.ids["allocation"]] = date.fromisoformat(on)

    @precondition(lambda self: self.known["document"] == [])
    @rule(client=clients, kind=st.sampled_from(["PERSPECTIEFPLAN", "AANVRAAGFORMULIER"]))
    def document(self, client: str, kind: str) -> None:
        self.take(steps.record_document, client=client, kind=kind, author="AANBIEDER")

    @there_is["allocation"]
    @rule(number=which, after=st.sampled_from([0, 5, 400]), value=st.integers(0, 10))
    def outcome(self, number: int, after: int, value: int) -> None:
        self.take(
            steps.record_outcome,
            **self.place(number),
            measure="DOELREALISATIE",
            value=value,
            measuredOn=self.day(number, after),
        )

    @there_is["allocation"]
    @rule(number=which, really=st.sampled_from([False, False, False, True]))
    def withdraw(self, number: int, really: bool) -> None:
        if not really:
            return
        self.take(steps.withdraw_referral, referral=self.one("referral", -1 - number))

    @rule(dry=st.booleans())
    def send_again(self, dry: bool) -> None:
        """The same once more changes nothing and tells the same; a dry run changes nothing."""
        if self.last is None:
            return
        do, asked, told = self.last
        held = stored.things if dry else stored.counts  # a dry run leaves the line of a look
        before = self.office.see(held)
        again = do(**asked | {"dryRun": dry})
        assert dry or again == told
        seen = {"audit_line": self.office.see(stored.counts)["audit_line"]}
        assert self.office.see(held) == (before if dry else before | seen)

    def teardown(self) -> None:
        try:
            assert violations(self.office) == []
            assert what_does_not_add_up(self.office, self.told) == []
        finally:
            self.stack.close()


@pytest.mark.parametrize("kind", BOTH)
def test_every_history_leaves_all_rules_kept_and_a_log_that_adds_up(
    databases: Databases, kind: str
) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: Casework(databases, kind),
        settings=settings(
            max_examples=EXAMPLES or USUAL[kind],
            stateful_step_count=30,
            deadline=None,
            derandomize=not EXAMPLES,
            suppress_health_check=list(HealthCheck),
        ),
    )
