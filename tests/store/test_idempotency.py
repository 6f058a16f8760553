"""A question that is sent twice has its effect once and gets the same answer twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlmodel import Session, select
from tests.support import rows
from tests.support.racing import Lane, Racers

from jeugdregio_core.store import subjects, tables
from jeugdregio_core.store.errors import KeyReused
from jeugdregio_core.store.idempotency import once
from jeugdregio_core.store.transaction import Store

BODY = {"client": "K-001", "segment": "B"}


def _ask(
    session: Session,
    *,
    key: str = "sleutel-1",
    subject: str = "medewerker-1",
    region: str = rows.REGION,
    body: Any = BODY,
    effect: Callable[[], Any] | None = None,
) -> Any:
    def add_a_client() -> dict[str, str]:
        client = rows.client(f"{region}-{subject}-{key}", region=region)
        session.add(client)
        return {"id": str(client.id)}

    return once(
        session,
        region=region,
        subject=subject,
        key=key,
        body=body,
        now=rows.NOON,
        effect=effect or add_a_client,
    )


def _clients(store: Store) -> int:
    return store.read(lambda session: len(session.exec(select(tables.Client.id)).all()))


def test_the_same_question_gets_the_first_answer_again(store: Store) -> None:
    first = store.write((), _ask)
    again = store.write((), lambda session: _ask(session, body=dict(reversed(BODY.items()))))
    assert first == again
    assert _clients(store) == 1


def test_the_same_key_with_another_question_is_refused_and_does_nothing(store: Store) -> None:
    store.write((), _ask)
    with pytest.raises(KeyReused, match="al gebruikt voor een andere vraag"):
        store.write((), lambda session: _ask(session, body=BODY | {"segment": "C"}))
    assert _clients(store) == 1


@pytest.mark.parametrize(
    "other", [{"key": "sleutel-2"}, {"subject": "medewerker-2"}, {"region": "elders"}]
)
def test_keys_of_different_people_and_regions_are_different_keys(
    store: Store, other: dict[str, Any]
) -> None:
    first = store.write((), _ask)
    second = store.write((), lambda session: _ask(session, **other))
    assert first != second
    assert _clients(store) == 2


def test_an_effect_that_fails_leaves_its_key_free(store: Store) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write((), lambda session: _ask(session, effect=fail))

    def fail_later(session: Session) -> None:
        _ask(session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write((), fail_later)
    assert store.read(lambda session: session.exec(select(tables.Idempotency)).all()) == []
    store.write((), _ask)
    assert _clients(store) == 1


@pytest.mark.parametrize("answer", [None, [], {"naam": "Zoë", "aantal": 2.5}, "ja", 0])
def test_the_first_answer_reads_as_all_later_ones(store: Store, answer: Any) -> None:
    first = store.write((), lambda session: _ask(session, effect=lambda: answer))
    again = store.write((), lambda session: _ask(session))
    assert first == again == answer


def test_a_tuple_in_the_first_answer_is_the_list_that_later_ones_have(store: Store) -> None:
    assert store.write((), lambda session: _ask(session, effect=lambda: ("a",))) == ["a"]


@pytest.mark.parametrize("body", [{"on": rows.NOON}, float("nan")])
def test_a_body_that_json_cannot_say_is_a_fault_of_the_caller(store: Store, body: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        store.write((), lambda session: _ask(session, body=body))


def send(store: Store, lane: Lane, named: bool) -> list[Any]:
    """Send every question at the same moment as the others do."""
    answers = []
    for number in range(20):
        key = f"sleutel-{number}"
        about = [subjects.key(rows.REGION, "medewerker-1", key)] if named else []
        lane.line_up()
        answers.append(store.write(about, partial(_ask, key=key)))
    return answers


@pytest.mark.parametrize("named", [True, False], ids=["in turn", "all at once"])
def test_a_question_that_several_processes_send_has_one_effect(
    racers: Racers, store: Store, database: str, named: bool
) -> None:
    by_process = racers.race(3, database, send, named)
    assert by_process[0] == by_process[1] == by_process[2]
    assert _clients(store) == 20
