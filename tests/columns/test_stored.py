"""Columns hold what the store holds: each row is the question that casework would put."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select
from tests.support.office import guard
from tests.support.rows import NOON

from jeugdregio_core.casework.columns import in_postgresql, in_sqlite, loading
from jeugdregio_core.casework.columns.sources import OF_CLIENT, OF_DECISION, OF_VERSION
from jeugdregio_core.casework.facts import (
    FOR_ONE_REQUEST,
    allocation_facts,
    client_facts,
)
from jeugdregio_core.casework.plain import norms_from
from jeugdregio_core.columns.cells import VERDICTS
from jeugdregio_core.columns.held import OPEN, Columns
from jeugdregio_core.columns.verdicts import Table
from jeugdregio_core.model.casework import AllocationStatus, DecisionMoment
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules import facts
from jeugdregio_core.rules.framework import OUT_OF_SCOPE
from jeugdregio_core.rules.input import (
    AllocationInput,
    CaseInput,
    DocumentInput,
    ReferralInput,
    RequestInput,
)
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

TODAY = NOON.date()
LATER = date(TODAY.year + 1, 1, 1)

Key = tuple[str, int]
EVERYTHING = frozenset((*OF_CLIENT, *OF_VERSION, *OF_DECISION)) | {
    fact.path
    for fact in (
        facts.KIND,
        facts.PROVIDER,
        facts.REFERRER,
        facts.DOCUMENTS,
        facts.CHANGE_OF_INTENSITY,
    )
}


class OneByOne:
    """The same allocations, read with the entities of casework."""

    def __init__(self, session: Session, region: str, on: date) -> None:
        self.session = session
        self.on = on
        allocation, version = tables.Allocation, tables.AllocationVersion
        self.rows = [
            (held, newest)
            for held, newest in session.exec(
                select(allocation, version).where(
                    allocation.region == region,
                    version.allocation_id == allocation.id,
                    version.version == allocation.current,
                    version.status != AllocationStatus.WITHDRAWN,
                )
            )
            if newest.end is None or newest.end >= on
        ]
        self.region = region

    def questions(self) -> Iterator[tuple[Key, CaseInput]]:
        for held, newest in self.rows:
            yield (held.municipality, held.number), self._question(held, newest)

    def _question(self, held: tables.Allocation, newest: tables.AllocationVersion) -> CaseInput:
        as_it_runs = self._as_it_runs(held, newest)
        start = max(newest.start, self.on)
        request = self.session.get_one(tables.Request, held.request_id)
        referral = (
            self.session.get_one(tables.Referral, request.referral_id)
            if request.referral_id
            else None
        )
        before = self._before(newest)
        return CaseInput(
            region=self.region,
            decision_date=self.on,
            kind=RequestKind.CHANGE if newest.changes_so_far else RequestKind.NEW,
            client=client_facts(self.session.get_one(tables.Client, held.client_id)),
            referral=ReferralInput(referrer=referral.referrer if referral else None),
            request=RequestInput(
                provider=as_it_runs.provider,
                segment=newest.segment,
                profile=newest.profile,
                intensity=newest.intensity,
                product=newest.product,
                product_category=newest.product_category,
                start=start,
                end=newest.end,
            ),
            change_of=replace(as_it_runs, intensity=before.intensity, start=start)
            if before
            else None,
            running=tuple(
                self._as_it_runs(other, version)
                for other, version in self.rows
                if other.client_id == held.client_id and other.id != held.id
            ),
            documents=tuple(self._documents(held)),
            norms=norms_from(self._given(held)["norms"]),
        )

    def _as_it_runs(
        self, held: tables.Allocation, version: tables.AllocationVersion
    ) -> AllocationInput:
        provider = self.session.get_one(tables.Provider, held.provider_id)
        return allocation_facts(version, provider.code)

    def _before(self, newest: tables.AllocationVersion) -> tables.AllocationVersion | None:
        version = tables.AllocationVersion
        return self.session.exec(
            select(version)
            .where(
                version.allocation_id == newest.allocation_id,
                col(version.changes_so_far) < newest.changes_so_far,
            )
            .order_by(col(version.version).desc())
        ).first()

    def _given(self, held: tables.Allocation) -> dict[str, Any]:
        decision = tables.Decision
        given: Any = self.session.exec(
            select(decision.given).where(
                decision.request_id == held.request_id,
                decision.moment == DecisionMoment.REQUEST,
            )
        ).one()
        return dict(given)

    def _documents(self, held: tables.Allocation) -> Iterator[DocumentInput]:
        document, version = tables.Document, tables.DocumentVersion
        for one, newest in self.session.exec(
            select(document, version).where(
                document.client_id == held.client_id,
                version.document_id == document.id,
                version.version == document.current,
            )
        ):
            if one.kind not in FOR_ONE_REQUEST or one.request_id in (None, held.request_id):
                yield DocumentInput(
                    kind=one.kind, author=newest.author, approved_by=newest.approved_by
                )


@pytest.fixture(params=["at once", "a few rows at a time"], autouse=True)
def stretches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How much is read in one go: with few rows, what belongs together lies far apart."""
    if request.param != "at once":
        monkeypatch.setattr(in_sqlite, "_ROWS", 7)
        monkeypatch.setattr(in_postgresql, "_PAGES", 1)


DAYS = pytest.mark.parametrize("on", [TODAY, LATER], ids=["today", "next year"])
REGIONS = pytest.mark.parametrize("region", ["friesland", "westfriesland", "zhz", "aa_zawa"])


@DAYS
@REGIONS
def test_every_row_holds_what_casework_would_tell_of_it(
    full_store: Store, region: str, on: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "needed", lambda _rulebook: EVERYTHING)
    rulebook = guard(region).rulebook

    def work(session: Session) -> tuple[Columns, dict[Key, CaseInput]]:
        columns = loading.load(session.connection(), rulebook, on)
        return columns, dict(OneByOne(session, region, on).questions())

    columns, questions = full_store.read(work)
    keys = _keys(columns)
    assert columns.facts.keys() == EVERYTHING
    assert len(keys) == len(set(keys)) == len(questions) > 0
    for path, column in columns.facts.items():
        told = {
            key: column.values[number] for key, number in zip(keys, column.numbers, strict=True)
        }
        assert _comparable(told) == _comparable(
            {key: _fact(question, path) for key, question in questions.items()}
        ), path
    days = zip(columns.first.tolist(), columns.last.tolist(), strict=True)
    asked = {key: _days(questions[key]) for key in keys}
    assert dict(zip(keys, days, strict=True)) == asked
    running = Counter(columns.client.tolist())
    for key, client in zip(keys, columns.client.tolist(), strict=True):
        assert len(questions[key].running) == running[client] - 1


@DAYS
@REGIONS
def test_every_row_is_decided_as_casework_would_ask_it(
    full_store: Store, region: str, on: date
) -> None:
    rulebook = guard(region).rulebook

    def work(session: Session) -> tuple[Table, dict[Key, CaseInput]]:
        table = Table(loading.load(session.connection(), rulebook, on))
        return table, dict(OneByOne(session, region, on).questions())

    table, questions = full_store.read(work)
    columns = table.columns
    keys = _keys(columns)
    assert len(keys) == len(questions) > 0
    decisions = [rulebook.decide(questions[key]) for key in keys]
    for number, rule in enumerate(table.decide(rulebook).declared.rules):
        said = table.said_by(rulebook, number).verdicts
        for key, decision, verdict in zip(keys, decisions, said, strict=True):
            if rule.code.startswith("core") or decision.on in rule.valid:
                single = [f.verdict for f in decision.findings if f.rule.code == rule.code]
                undecided = OUT_OF_SCOPE in {f.rule for f in decision.findings}
                expected = single[0] if single else None
                assert VERDICTS[verdict] is expected or (undecided and not single), (rule, key)


def _keys(columns: Columns) -> list[Key]:
    return [
        (columns.municipality.values[place], int(number))
        for place, number in zip(columns.municipality.numbers, columns.number, strict=True)
    ]


def _fact(question: CaseInput, path: str) -> Any:
    found: Any = question
    for name in path.split("."):
        found = getattr(found, re.sub("([A-Z])", r"_\1", name).lower(), None)
    return found


def _comparable(told: Mapping[Key, Any]) -> Mapping[Key, Any]:
    """Documents count once, in no order."""
    return {key: set(one) if isinstance(one, tuple) else one for key, one in told.items()}


def _days(question: CaseInput) -> tuple[int, int]:
    start, end = question.request.start, question.request.end
    assert start is not None
    return start.toordinal(), end.toordinal() if end else OPEN
