"""Limits from the norm framework: what is asked stays within the norm, or someone consents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from jeugdregio_core.model.codes import DocumentKind, Party, RuleTopic, Status
from jeugdregio_core.model.norms import Norm
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import DOCUMENTS, PRODUCT, SEGMENT, Fact
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer, passed, refuse, review
from jeugdregio_core.rules.rule import DeclaredJudge, Rule


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NormCeiling:
    """What is asked in ``fact`` may not go beyond the norm for ``quantity`` without consent.

    The norm is that of the product asked for, else that of its segment. Where it is not known
    this has nothing to say; where it is known, the fact is needed.
    """

    code: str
    title: str
    valid: Period
    source: Source
    quantity: str
    fact: Fact[Any]
    """A Decimal, at most the figure of the norm; or a text, the same as that of the norm."""
    consent_by: frozenset[Party]
    """Whose consent lifts the limit; that of others does not."""

    def rules(self) -> tuple[Rule, ...]:
        """The limit as one rule."""
        return (
            Rule(
                code=self.code,
                title=self.title,
                tabular=True,
                topic=RuleTopic.NORM,
                valid=self.valid,
                source=self.source,
                reads=(PRODUCT, SEGMENT, self.fact, DOCUMENTS),
                judge=DeclaredJudge(partial(_judge, self)),
            ),
        )

    def norm(self, case: Case) -> Norm | None:
        """The norm that holds for what is asked, or ``None`` where it is not known."""
        if case.norms is None:
            return None
        for subject in (case.get(PRODUCT), case.get(SEGMENT)):
            found = None if subject is None else case.norms.norm(subject, self.quantity)
            if found is not None and found.status is Status.KNOWN:
                return found
        return None


def consents(case: Case) -> tuple[frozenset[Party], ...]:
    """Per consent on file who stands behind it, by writing or approving; empty is not known."""
    return tuple(
        frozenset(p for p in (document.author, document.approved_by) if p is not None)
        for document in case.documents(DocumentKind.TOESTEMMING_NORMAFWIJKING)
    )


def _judge(ceiling: NormCeiling, case: Case) -> Answer:
    norm = ceiling.norm(case)
    if norm is None:
        return NOT_APPLICABLE
    asked: Decimal | str = case[ceiling.fact]
    subject = norm.subject if norm.subject == case.get(PRODUCT) else f"segment {norm.subject}"
    limit = norm.text or f"hoogstens {_spoken(norm.value, norm)}"
    held_against = (
        f"{ceiling.fact.label}: {_spoken(asked, norm)}. De norm voor {subject} is {limit}"
    )
    within = norm.allows(asked)
    if within is None:
        return review(f"{held_against}. Die twee zijn niet te vergelijken. Laat het beoordelen.")
    return passed(f"{held_against}.") if within else _beyond(ceiling, case, held_against)


def _beyond(ceiling: NormCeiling, case: Case, held_against: str) -> Answer:
    given = consents(case)
    if any(parties & ceiling.consent_by for parties in given):
        return passed(f"{held_against}. Er is toestemming om af te wijken.")
    if any(not parties for parties in given):
        return review(f"{held_against}. Er is toestemming; noem wie die gaf.")
    who = " of ".join(sorted(party.label for party in ceiling.consent_by))
    return refuse(f"{held_against}. Afwijken kan alleen met toestemming van {who}.")


def _spoken(value: Decimal | str | None, norm: Norm) -> str:
    return value if isinstance(value, str) else f"{value}".replace(".", ",") + f" {norm.unit}"
