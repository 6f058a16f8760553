"""Made-up allocations as columns, and as the questions that the engine for one case is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np

from jeugdregio_core.columns.held import OPEN, Coded, Columns
from jeugdregio_core.model.codes import (
    DocumentKind,
    NeedLevel,
    Party,
    ReferrerType,
    RequestKind,
)
from jeugdregio_core.model.norms import Norm
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.input import (
    AllocationInput,
    CaseInput,
    ClientInput,
    DocumentInput,
    NormInput,
    ReferralInput,
    RequestInput,
)
from jeugdregio_zhz.framework import DURATION, STAFF

WHOLE = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One allocation, asked again on ``first``."""

    client: int
    number: int
    kind: RequestKind
    facts: ClientInput
    referral: ReferralInput
    request: RequestInput
    old_intensity: str | None
    documents: tuple[DocumentInput, ...]
    norms: NormInput
    begun: date
    initial: bool

    def beside(self) -> AllocationInput:
        """As others see it."""
        asked = self.request
        return AllocationInput(
            provider=asked.provider,
            segment=asked.segment,
            profile=asked.profile,
            intensity=asked.intensity,
            product=asked.product,
            start=self.begun,
            end=asked.end,
            initial=self.initial,
        )

    def changed(self) -> AllocationInput | None:
        """What it was before."""
        if self.kind is not RequestKind.CHANGE:
            return None
        return replace(
            self.beside(), intensity=self.old_intensity, start=self.request.start, changes_so_far=0
        )


def questions(rulebook: Rulebook, rows: Sequence[Row]) -> Iterator[CaseInput]:
    """What the engine is asked about each row."""
    for row in rows:
        others = [o for o in rows if o.client == row.client and o.number != row.number]
        yield CaseInput(
            region=rulebook.region.code,
            decision_date=row.request.start,
            kind=row.kind,
            client=row.facts,
            referral=row.referral,
            request=row.request,
            change_of=row.changed(),
            running=tuple(other.beside() for other in others),
            documents=row.documents,
            norms=row.norms,
        )


def columns(rows: Sequence[Row]) -> Columns:
    """The same rows side by side."""

    def days(values: Iterator[date | None]) -> Any:
        return np.array([OPEN if day is None else day.toordinal() for day in values], np.int32)

    facts = {
        "kind": [row.kind for row in rows],
        "client.municipality": [row.facts.municipality for row in rows],
        "client.needLevel": [row.facts.need_level for row in rows],
        "referral.referrer": [row.referral.referrer for row in rows],
        "request.provider": [row.request.provider for row in rows],
        "request.segment": [row.request.segment for row in rows],
        "request.profile": [row.request.profile for row in rows],
        "request.intensity": [row.request.intensity for row in rows],
        "request.product": [row.request.product for row in rows],
        "changeOf.intensity": [row.old_intensity for row in rows],
        "documents": [row.documents for row in rows],
        "norms.durationMonths": [row.norms.duration_months for row in rows],
        "norms.hoursPerWeek": [row.norms.hours_per_week for row in rows],
        "norms.staffMix": [row.norms.staff_mix for row in rows],
    }
    first = days(row.request.start for row in rows)
    return Columns(
        facts={path: Coded.of(values) for path, values in facts.items()},
        governing=first,
        first=first,
        last=days(row.request.end for row in rows),
        begun=days(row.begun for row in rows),
        initial=Coded.of(row.initial for row in rows),
        client=np.array([row.client for row in rows], np.int32),
        municipality=Coded.of(row.facts.municipality for row in rows),
        number=np.array([row.number for row in rows], np.int32),
    )


@dataclass
class Lottery:
    """Draws rows that lie on both sides of everything a region declares."""

    rulebook: Rulebook
    random: Random
    days: list[date] = field(init=False)

    def __post_init__(self) -> None:
        book = self.rulebook
        periods = {rule.valid for rule in book.rules}
        periods |= {held.valid for held in book.profile_sets}
        periods |= {framework.valid for framework in book.norm_frameworks}
        edges = {period.first for period in periods}
        edges |= {period.last for period in periods if period.last}
        edges |= {date(2019, 1, 1), date(2025, 11, 22)}
        step = timedelta(days=1)
        self.days = sorted(day + move for day in edges for move in (-step, 0 * step, step))

    def rows(self, many: int) -> list[Row]:
        """So many allocations, of about half as many clients."""
        return [self._row(number) for number in range(1, many + 1)]

    def _pick(self, *values: Any) -> Any:
        return self.random.choice(values)

    def _of(self, attribute: str) -> str | None:
        held = [item.code for s in self.rulebook.profile_sets for item in getattr(s, attribute)]
        drawn: str | None = self.random.choice([*held, *held, "X", None])
        return drawn

    def _row(self, number: int) -> Row:
        client = self.random.randint(1, max(number // 2, 3))
        same = Random(client)
        start = self._pick(*self.days)
        segment = None
        while segment is None:
            segment = self._of("segments")
        municipalities = [m.code for m in self.rulebook.region.municipalities]
        return Row(
            client=client,
            number=number,
            kind=self._pick(RequestKind.NEW, RequestKind.EXTENSION, RequestKind.CHANGE),
            facts=ClientInput(
                municipality=same.choice([*municipalities, "9999"]),
                need_level=same.choice([*NeedLevel, None]),
            ),
            referral=ReferralInput(referrer=self._pick(*ReferrerType, None)),
            request=RequestInput(
                provider=self._pick("a", "b", "c"),
                segment=segment,
                profile=self._of("profiles"),
                intensity=self._of("intensities"),
                product=self._pick(None, None, None, self._of("components")),
                start=start,
                end=self._pick(None, start, start + timedelta(days=1), start + WHOLE),
            ),
            old_intensity=self._of("intensities"),
            documents=self._documents(),
            norms=NormInput(
                duration_months=self._pick(None, Decimal(6), Decimal(12), Decimal("12.5")),
                hours_per_week=self._pick(None, Decimal(2), Decimal(4)),
                staff_mix=self._pick(None, "HBO", "WO"),
            ),
            begun=self._pick(start, start, start - WHOLE),
            initial=self._pick(True, False),
        )

    def _documents(self) -> tuple[DocumentInput, ...]:
        kinds = [kind for kind in DocumentKind if self.random.random() < 0.4]
        return tuple(
            DocumentInput(
                kind=kind,
                author=self._pick(*Party, Party.LOKAAL_TEAM, None),
                approved_by=self._pick(*Party, Party.LOKAAL_TEAM, None),
            )
            for kind in kinds
        )


def with_figures(book: Rulebook) -> Rulebook:
    """The region with norms that its organisation would load: a figure and a text per segment."""
    source = book.region.source
    norms = [
        norm
        for segment in ("1", "2", "3")
        for norm in (
            Norm(
                code=f"duur-{segment}",
                subject=segment,
                quantity=DURATION,
                unit="maanden",
                value=Decimal(12),
                source=source,
            ),
            Norm(
                code=f"mix-{segment}",
                subject=segment,
                quantity=STAFF,
                unit="niveau",
                text="HBO",
                source=source,
            ),
        )
    ]
    frameworks = [replace(f, norms=(*f.norms, *norms)) for f in book.norm_frameworks]
    return replace(book, norm_frameworks=tuple(frameworks))
