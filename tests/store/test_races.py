"""Several processes at once: what each of them looked at still holds when all are done."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain, zip_longest
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, func
from sqlmodel import Session, col, select
from tests.support import rows
from tests.support.racing import Lane, Racers

from jeugdregio_core.store import subjects, tables
from jeugdregio_core.store.errors import Conflict
from jeugdregio_core.store.numbers import take_number
from jeugdregio_core.store.transaction import Store, open_store

GROUPS = 50
RULES = {"same segment twice": (2, 1), "more than two at once": (3, 2), "B beside C": (2, 1)}


def _clients(url: str) -> list[UUID]:
    with open_store(url) as store:
        made = [rows.client(f"K-{number}") for number in range(GROUPS)]
        store.write((), lambda session: session.add_all(made))
        return [client.id for client in made]


def _look_then_add(client: UUID, rule: str, number: int, session: Session) -> str:
    """What a rule does: look at what is there, and add when that is allowed."""
    own, other = ("BC"[number], "CB"[number]) if rule == "B beside C" else ("B", "B")
    most = RULES[rule][1]
    referral = tables.Referral
    there = session.exec(
        select(func.count())
        .select_from(referral)
        .where(referral.client_id == client, col(referral.segment) == other)
    ).one()
    if there >= most:
        return "refused"
    session.add(rows.referral(client, segment=own))
    return "accepted"


def ask_for_help(
    store: Store, lane: Lane, clients: list[UUID], rule: str, named: bool
) -> list[str]:
    """Ask for every client at the same moment as the others do."""
    outcomes = []
    for client in clients:
        about = [subjects.client(rows.REGION, str(client))] if named else []
        lane.line_up()
        try:
            outcomes.append(store.write(about, partial(_look_then_add, client, rule, lane.number)))
        except Conflict:
            outcomes.append("conflict")
    return outcomes


def ask_carelessly(store: Store, lane: Lane, clients: list[UUID], rule: str) -> list[str]:
    """The same without the store: the isolation that PostgreSQL has when nobody says more."""
    engine = create_engine(store.engines.writer.url)
    outcomes = []
    for client in clients:
        lane.line_up()
        with Session(engine) as session:
            session.connection(execution_options={"isolation_level": "READ COMMITTED"})
            outcomes.append(_look_then_add(client, rule, lane.number, session))
            session.commit()
    engine.dispose()
    return outcomes


def _violations(rule: str, by_process: list[list[str]]) -> int:
    most = RULES[rule][1]
    return sum(Counter(group)["accepted"] > most for group in zip_longest(*by_process))


@pytest.mark.parametrize("named", [True, False], ids=["in turn", "all at once"])
@pytest.mark.parametrize("rule", RULES)
def test_no_rule_is_broken_by_several_processes_together(
    racers: Racers, database: str, rule: str, named: bool
) -> None:
    clients = _clients(database)
    count = RULES[rule][0]
    outcomes = racers.race(count, database, ask_for_help, clients, rule, named)
    for group in zip_longest(*outcomes):
        assert set(group) <= {"accepted", "refused", "conflict"}
        assert "accepted" in group
    assert _violations(rule, outcomes) == 0
    with open_store(database) as store:
        stored = store.read(lambda session: len(session.exec(select(tables.Referral.id)).all()))
    assert stored == sum(Counter(one)["accepted"] for one in outcomes)


@pytest.mark.parametrize("rule", RULES)
def test_the_race_is_real_because_careless_processes_do_break_the_rule(
    racers: Racers, postgresql_database: str, rule: str
) -> None:
    clients = _clients(postgresql_database)
    outcomes = racers.race(RULES[rule][0], postgresql_database, ask_carelessly, clients, rule)
    assert _violations(rule, outcomes) > 0


def take_numbers(store: Store, lane: Lane, named: bool) -> list[int]:
    """Take numbers as fast as the others do."""
    about = [subjects.numbers("0405")] if named else []
    return [store.write(about, lambda session: take_number(session, "0405")) for _ in range(15)]


@pytest.mark.parametrize(("count", "named"), [(4, True), (2, False)], ids=["in turn", "at once"])
def test_an_allocation_number_is_given_once(
    racers: Racers, database: str, count: int, named: bool
) -> None:
    taken = racers.race(count, database, take_numbers, named)
    assert sorted(chain(*taken)) == list(range(1, 15 * count + 1))
    assert all(mine == sorted(mine) for mine in taken)


def open_request(store: Store, lane: Lane, pairs: list[tuple[UUID, UUID]]) -> list[Any]:
    """Open a request for the same client and provider as the others do, having looked first."""
    return [_open(store, lane, *pair) for pair in pairs]


def _open(store: Store, lane: Lane, client: UUID, provider: UUID) -> str:
    def work(session: Session) -> str:
        request = tables.Request
        mine = (request.client_id == client, request.provider_id == provider)
        if session.exec(select(request.id).where(*mine)).first():
            return "refused"
        session.add(rows.request(client, provider))
        return "accepted"

    lane.line_up()
    return store.write((), work)


def test_a_client_has_one_open_request_with_a_provider(racers: Racers, database: str) -> None:
    clients = _clients(database)
    provider = rows.provider()
    with open_store(database) as store:
        store.write((), lambda session: session.add(provider))
    pairs = [(client, provider.id) for client in clients]
    outcomes = racers.race(3, database, open_request, pairs)
    assert all(Counter(group)["accepted"] == 1 for group in zip_longest(*outcomes))
