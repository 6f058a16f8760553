"""Whatever steps are taken in whatever order: all rules hold in the end, and the log adds up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial, wraps
from time import monotonic
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.support import stored
from tests.support.adding_up import what_does_not_add_up
from tests.support.beginning import kept
from tests.support.changes_once import unruly_changes
from tests.support.counter import Refused
from tests.support.databases import BOTH, Databases
from tests.support.memory import KINDS, Memory
from tests.support.office import ACCESS, actor, contracted
from tests.support.open_house import OpenHouse, open_house
from tests.support.violations import violations

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.delivery import STOP_REASONS
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.months import later
from jeugdregio_core.store.transaction import open_store

EXAMPLES = int(os.environ.get("JEUGDREGIO_STATEFUL", "0"))
"""How many histories; 0 is as many as a check of every change can bear."""
USUAL = {"sqlite": 100, "postgresql": 15}
PART = 100
"""How many histories one test tries when there are many, so that they can be shared out."""

clients = st.sampled_from(["K-1", "K-2"])
providers = st.sampled_from(["noord", "zuid", "oost"])
months = st.integers(0, 8).map(lambda n: date(2026 + (n + 3) // 12, (n + 3) % 12 + 1, 1))
mostly = st.sampled_from([True, True, True, False])
which = st.integers(0, 9)
"""Which of the things that there are; counted round."""

AT = {code: actor(Role.PROVIDER, code) for code in ("noord", "zuid", "oost")}
PEOPLE = {
    "access": ACCESS,
    "town": actor(Role.MUNICIPALITY, "0405"),
    "referrer": actor(Role.REFERRER, "huisarts-1"),
}
who = st.sampled_from(["access", "town", "provider", "provider", "provider", "another"])
"""Who takes a step: a buyer, the provider that it is about, or one that it does not concern."""

there_is = {
    kind: precondition(lambda self, kind=kind: bool(self.memory.known[kind])) for kind in KINDS
}


@dataclass
class Tally:
    """How much was tried."""

    histories: int = 0
    steps: int = 0
    asked: int = 0

    def __str__(self) -> str:
        return f"{self.histories} histories, {self.steps} steps, {self.asked} questions"


def step(**drawn: Any) -> Callable[[Any], Any]:
    """Something that can be done, and is counted."""

    def declare(do: Any) -> Any:
        @wraps(do)
        def counted(self: Casework, *given: Any, **asked: Any) -> None:
            self.tally.steps += 1
            do(self, *given, **asked)

        return rule(**drawn)(counted)

    return declare


class Casework(RuleBasedStateMachine):
    """People at work on two young people, over HTTP. They remember what they were told."""

    def __init__(self, house: OpenHouse, memory: Memory, tally: Tally) -> None:
        super().__init__()
        self.house, self.memory, self.tally = house, memory, tally
        self.last: tuple[Callable[..., Told], dict[str, Any], Told] | None = None

    def begin(self) -> None:
        """Every history begins with this."""
        for code, items in {"noord": "B", "zuid": "VB", "oost": "C"}.items():
            self.house.add(contracted("westfriesland", code, *((item,) for item in items)))
        for client, provider in {"K-1": "noord", "K-2": "zuid"}.items():
            self.refer(client, "HUISARTS", provider, "access")
        self.ask(0, "noord", "B", "1", date(2026, 5, 1), 200, "access", at_once=True)

    def take(self, do: Any, by: str, provider: str | None = None, **asked: Any) -> Told:
        """Take a step and remember what was told of it; a problem changes nothing."""
        self.memory.sent += 1
        asked |= {"idempotencyKey": str(self.memory.sent)}
        before = self.house.see(stored.counts)
        ask = partial(self.house.do, do, _who(by, provider))
        told = ask(**asked)
        self.last = ask, asked, told
        assert by != "another" or not told.made
        if not told.made:
            after = self.house.see(stored.counts)
            assert told.problems
            assert {n for n in after if after[n] != before[n]} <= {"idempotency", "audit_line"}
        self.memory.keep(told, provider)
        return told

    def about(self, kind: str, number: int) -> tuple[dict[str, Any], str]:
        """One of the requests or allocations, and its provider."""
        identity = self.memory.one(kind, number)
        return self.memory.things[identity], self.memory.at[identity]

    @precondition(lambda self: len(self.memory.known["referral"]) < 5)
    @step(
        client=clients,
        referrer=st.sampled_from(["HUISARTS", "ZELF"]),
        provider=st.none() | providers,
        by=st.sampled_from([*PEOPLE]),
    )
    def refer(self, client: str, referrer: str, provider: str | None, by: str) -> None:
        young = {"reference": client, "birthDate": "2014-05-01", "municipality": "0405"}
        told = {"client": young, "receivedOn": "2026-03-01", "provider": provider}
        self.take(steps.create_referral, by, referrer=referrer, **told)

    @there_is["referral"]
    @step(
        number=which,
        provider=providers,
        segment=st.sampled_from("BBBVC"),
        profile=st.sampled_from(["1", "2", "3", "4", "5", "99"]),
        start=months,
        length=st.sampled_from([30, 61, 200, None]),
        by=who,
        at_once=mostly,
    )
    def ask(
        self,
        number: int,
        provider: str,
        segment: str,
        profile: str,
        start: date,
        length: int | None,
        by: str,
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
        referral = self.memory.one("referral", number)
        told = self.take(steps.request_allocation, by, provider, referral=referral, request=request)
        self.allocate(told, provider, at_once)

    def allocate(self, told: Told, provider: str, at_once: bool) -> None:
        """What was asked, by the access, if it is at once."""
        if at_once and told.made:
            request = told.ids["request"]
            self.take(steps.answer_request, "access", provider, request=request, answer="ALLOCATE")

    @there_is["allocation"]
    @step(client=clients, number=which, length=st.integers(1, 200), by=who)
    def extend(self, client: str, number: int, length: int, by: str) -> None:
        allocation, provider = self.about("allocation", number)
        if allocation["end"] is None:
            return
        end = date.fromisoformat(allocation["end"]) + timedelta(days=length)
        self.take(
            steps.request_allocation,
            by,
            provider,
            referral=self.memory.one("referral", number),
            extends=allocation["number"],
            request={"end": end.isoformat()},
        )

    @there_is["allocation"]
    @step(
        number=which,
        intensity=st.sampled_from([*["the other"] * 4, "DL"]),
        after=st.sampled_from([0, 1, 1, 9]),
        day=st.sampled_from([1, 1, 1, 15]),
        by=who,
        at_once=mostly,
    )
    def change(
        self, number: int, intensity: str, after: int, day: int, by: str, at_once: bool
    ) -> None:
        allocation, provider = self.about("allocation", number)
        start = later(date.fromisoformat(allocation["start"]), after).replace(day=day)
        if intensity == "the other":
            now = self.memory.intensity[allocation["id"]]
            intensity = "PE" if now == "IN" else "IN"
        asked = {"intensity": intensity, "start": start.isoformat()}
        told = self.take(steps.request_change, by, provider, **_place(allocation), **asked)
        if told.made:
            self.memory.intensity[told.ids["request"]] = intensity
        self.allocate(told, provider, at_once)

    @there_is["request"]
    @step(
        number=which,
        answer=st.sampled_from(["ALLOCATE"] * 5 + ["REFUSE", "INVESTIGATE", "WITHDRAW"]),
        because=st.sampled_from([None, None, None, "Het moet."]),
        by=st.sampled_from(["access", "access", "town", "provider", "another"]),
    )
    def answer(self, number: int, answer: str, because: str | None, by: str) -> None:
        request = self.memory.open_one(number)
        self.take(
            steps.answer_request,
            by,
            self.memory.at[request],
            request=request,
            answer=answer,
            reason="CARE_CONTENT",
            overruleBecause=because,
        )

    @there_is["allocation"]
    @step(
        number=which,
        kind=st.sampled_from(["START", "START", "STOP_TEMPORARILY", "RESUME", "STOP"]),
        after=st.sampled_from([-1, 0, 0, 5, 14]),
        reason=st.sampled_from([*STOP_REASONS]),
        by=who,
    )
    def deliver(self, number: int, kind: str, after: int, reason: str, by: str) -> None:
        allocation, provider = self.about("allocation", number)
        on = self.memory.day(allocation, after)
        told = self.take(
            steps.record_delivery,
            by,
            provider,
            **_place(allocation),
            kind=kind,
            on=on.isoformat(),
            reason=reason if kind == "STOP" else None,
        )
        if told.made:
            self.memory.reported[allocation["id"]] = on

    @precondition(lambda self: self.memory.known["document"] == [])
    @step(
        client=clients,
        kind=st.sampled_from(["PERSPECTIEFPLAN", "AANVRAAGFORMULIER"]),
        provider=providers,
        by=st.sampled_from(["access", "town", "provider"]),
    )
    def document(self, client: str, kind: str, provider: str, by: str) -> None:
        told = {"client": client, "kind": kind, "author": "AANBIEDER"}
        self.take(steps.record_document, by, provider, **told)

    @there_is["allocation"]
    @step(number=which, after=st.sampled_from([0, 5, 400]), value=st.integers(0, 10), by=who)
    def outcome(self, number: int, after: int, value: int, by: str) -> None:
        allocation, provider = self.about("allocation", number)
        self.take(
            steps.record_outcome,
            by,
            provider,
            **_place(allocation),
            measure="DOELREALISATIE",
            value=value,
            measuredOn=self.memory.day(allocation, after).isoformat(),
        )

    @there_is["allocation"]
    @step(
        number=which,
        really=st.sampled_from([False, False, False, True]),
        by=st.sampled_from([*PEOPLE, "provider"]),
    )
    def withdraw(self, number: int, really: bool, by: str) -> None:
        """What a role never does leaves nothing at all, not even a line."""
        if not really:
            return
        asked = {"referral": self.memory.one("referral", -1 - number)}
        if by in PEOPLE:
            self.take(steps.withdraw_referral, by, **asked)
            return
        before = self.house.see(stored.counts)
        with pytest.raises(Refused, match="FORBIDDEN"):
            self.house.do(steps.withdraw_referral, _who(by, None), **asked)
        assert self.house.see(stored.counts) == before

    @step(dry=st.booleans())
    def send_again(self, dry: bool) -> None:
        """The same once more changes nothing and tells the same; a dry run changes nothing."""
        if self.last is None:
            return
        do, asked, told = self.last
        held = stored.things if dry else stored.counts  # a dry run leaves the line of a look
        before = self.house.see(held)
        again = do(**asked | {"dryRun": dry})
        assert dry or again == told
        seen = {"audit_line": self.house.see(stored.counts)["audit_line"]}
        assert self.house.see(held) == (before if dry else before | seen)

    def teardown(self) -> None:
        self.tally.histories += 1
        self.tally.asked += self.house.asked
        self.house.asked = 0
        assert violations(self.house) == []
        assert self.house.see(unruly_changes) == []
        assert what_does_not_add_up(self.house, self.memory.things) == []


def _who(by: str, provider: str | None) -> Actor:
    if by in PEOPLE:
        return PEOPLE[by]
    codes = [*AT]
    at = codes.index(provider or "noord") + (by == "another")
    return AT[codes[at % len(codes)]]


def _place(allocation: dict[str, Any]) -> dict[str, Any]:
    return {"municipality": allocation["municipality"], "number": allocation["number"]}


@contextmanager
def _histories(databases: Databases, kind: str, tally: Tally) -> Iterator[Callable[[], Casework]]:
    """Each begins at the same point of one database, which is never closed in between."""
    with (
        databases.migrated(kind) as url,
        open_store(url) as store,
        open_house(store, "westfriesland") as house,
    ):
        house.clock.set(2026, 9, 1)
        first = Casework(house, Memory(), Tally())
        first.begin()
        with kept(store) as bring_back:

            def another() -> Casework:
                bring_back()
                return Casework(house, deepcopy(first.memory), tally)

            yield another


@pytest.mark.parametrize("part", range(-(-EXAMPLES // PART) or 1))
@pytest.mark.parametrize("kind", BOTH)
def test_every_history_leaves_all_rules_kept_and_a_log_that_adds_up(
    databases: Databases, kind: str, part: int
) -> None:
    tally, began = Tally(), monotonic()
    with _histories(databases, kind, tally) as another:
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            another,
            settings=settings(
                max_examples=min(PART, EXAMPLES - part * PART) if EXAMPLES else USUAL[kind],
                stateful_step_count=30,
                deadline=None,
                derandomize=not EXAMPLES,
                suppress_health_check=list(HealthCheck),
            ),
        )
    print(f"{kind}: {tally} in {monotonic() - began:.0f} seconds")
