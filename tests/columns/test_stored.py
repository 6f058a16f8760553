"""Columns hold what the store holds: each row is the question that casework would put."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select
from tests.support.office import guard
from tests.support.rows import NOON

from jeugdregio_core.casework.columns.loading import load
from jeugdregio_core.casework.facts import (
    FOR_ONE_REQUEST,
    allocation_facts,
    client_facts,
)
from jeugdregio_core.casework.plain import norms_from
from jeugdregio_core.columns.cells import VERDICTS
from jeugdregio_core.columns.verdicts import Table
from jeugdregio_core.model.casework import AllocationStatus, DecisionMoment
from jeugdregio_core.model.codes import RequestKind
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


@pytest.mark.parametrize("on", [TODAY, LATER], ids=["today", "next year"])
@pytest.mark.parametrize("region", ["friesland", "westfriesland", "zhz", "aa_zawa"])
def test_every_row_is_decided_as_casework_would_ask_it(
    full_store: Store, region: str, on: date
) -> None:
    rulebook = guard(region).rulebook

    def work(session: Session) -> tuple[Table, dict[Key, CaseInput]]:
        table = Table(load(session.connection(), rulebook, on))
        return table, dict(OneByOne(session, region, on).questions())

    table, questions = full_store.read(work)
    columns = table.columns
    keys = [
        (columns.municipality.values[place], int(number))
        for place, number in zip(columns.municipality.numbers, columns.number, strict=True)
    ]
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
