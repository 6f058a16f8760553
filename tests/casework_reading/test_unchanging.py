"""Texts of decisions are read once a day, and no more of them is kept than there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from uuid import UUID, uuid4

import pytest
from tests.support.office import ACCESS, Office, actor
from tests.support.reading import listening, shown
from tests.support.scenes import asked, referred

from jeugdregio_core.casework import unchanging
from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.reading import requests
from jeugdregio_core.casework.reading.questions import Look, PartOf, RequestFilter
from jeugdregio_core.casework.unchanging import Texts, Unchanging

TODAY = date(2026, 3, 2)


class Source:
    """Tells of each what it says, and remembers what it was asked."""

    def __init__(self, text: str = "{}") -> None:
        self.text = text
        self.read: list[UUID] = []

    def __call__(self, ids: Sequence[UUID]) -> Iterable[tuple[UUID, Texts]]:
        self.read += ids
        return [(one, (f"{self.text} of {one}",)) for one in reversed(ids)]


def test_only_what_is_not_kept_is_read_and_all_is_told_in_order() -> None:
    kept, source, ids = Unchanging(), Source(), [uuid4() for _ in range(4)]
    kept.of_each("findings", ids[1:3], TODAY, source)
    told = kept.of_each("findings", ids, TODAY, source)
    assert told == [(f"{{}} of {one}",) for one in ids]
    assert sorted(source.read) == sorted(ids)


def test_what_is_for_others_to_see_is_apart() -> None:
    kept, one = Unchanging(), uuid4()
    kept.of_each(("findings", True), [one], TODAY, Source("whole"))
    ((told,),) = kept.of_each(("findings", False), [one], TODAY, Source("part"))
    assert told.startswith("part")


def test_another_day_lets_go() -> None:
    kept, source, one = Unchanging(), Source(), uuid4()
    for day in (TODAY, TODAY, date(2026, 3, 3)):
        kept.of_each("findings", [one], day, source)
    assert len(source.read) == 2


def test_more_than_there_is_room_for_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanging, "MOST_BYTES", 5_000)
    kept, source, ids = Unchanging(), Source("x" * 1_000), [uuid4() for _ in range(20)]
    for _ in range(2):
        for one in ids:
            kept.of_each("findings", [one], TODAY, source)
    assert len(source.read) == 40
    assert len(kept.of_each("findings", ids, TODAY, source)) == 20


def test_equal_texts_are_kept_once() -> None:
    def alike(ids: Sequence[UUID]) -> Iterable[tuple[UUID, Texts]]:
        return [(one, ("".join(["[", "]"]),)) for one in ids]

    (one,), (other,) = Unchanging().of_each("findings", [uuid4(), uuid4()], TODAY, alike)
    assert one is other


def test_findings_are_read_once_and_again_where_less_is_shown(office: Office) -> None:
    asked(office, referred(office))
    desk, look = office.desk, Look(wanted=shown("decision.findings"))
    page = partial(requests.page, part=PartOf(first=5), only=RequestFilter(), look=look)
    with listening(office.store.engines.reader) as heard:
        for who in (ACCESS, actor(Role.PROVIDER, "noord")) * 3:
            (request,) = desk.look(who, "lezen", office.region, page).items
            assert request.decision
            assert "message" in request.decision.findings
    assert sum("decision.findings" in said for said, _ in heard) == 2
