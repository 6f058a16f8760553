"""The answer to a question: every finding, who directs, what is needed, and by which rulebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.record import record
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.outcome import (
    DecisionVerdict,
    Finding,
    Regie,
    RequiredDocument,
    Said,
    first_of_each,
)


@record
class Stamp:
    """Which rulebook decided: distribution, version and a hash of its content.

    The same question under the same stamp gives the same decision.
    """

    distribution: str
    version: str
    hash: str
    told: bytes | None = field(default=None, init=False, repr=False, compare=False)
    """Its JSON, once it was told: see rules/encoding.py."""


@record
class Decision:
    """A decision that explains itself. Findings hold every rule that looked, passed ones too."""

    given: CaseInput
    on: date
    """The day whose rules were asked."""
    profile_set: ProfileSet | None
    findings: tuple[Finding, ...]
    regie: tuple[Regie, ...]
    required_documents: tuple[RequiredDocument, ...]
    rulebook: Stamp
    said: Sequence[Said] | None = field(default=None, init=False, repr=False, compare=False)
    """What these findings were said in, where that is known: all of them, in order."""
    strictest: int | None = field(default=None, init=False, repr=False, compare=False)
    """Strictness of the strictest of them."""

    @property
    def verdict(self) -> DecisionVerdict:
        """The strictest finding; no finding at all is REVIEW, never ALLOWED."""
        return OVERALL[self.strictness]

    @property
    def because(self) -> tuple[Finding, ...]:
        """The findings that made the verdict; none where every rule passed."""
        strictest = self.strictness
        if strictest <= 0:
            return ()
        return tuple(f for f in self.findings if f.verdict.strictness == strictest)

    @property
    def strictness(self) -> int:
        """That of the strictest finding; -1 where there is none."""
        if self.strictest is not None:
            return self.strictest
        return max([f.verdict.strictness for f in self.findings], default=-1)


def decided(
    given: CaseInput, on: date, held: ProfileSet | None, said: Sequence[Said], stamp: Stamp
) -> Decision:
    """The decision that all of this comes to."""
    findings: list[Finding] = []
    regie: tuple[Regie, ...] = ()
    documents: tuple[RequiredDocument, ...] = ()
    strictest, assigning = -1, 0
    for one in said:
        findings += one.findings
        if one.strictness > strictest:
            strictest = one.strictness
        if one.assigns:
            assigning += 1
            regie += one.regie
            documents += one.documents
    if assigning > 1:
        regie = first_of_each(regie)
    decision = Decision(given, on, held, tuple(findings), regie, documents, stamp)
    decision.said = said  # type: ignore[misc]  # these say nothing new, only how it was put
    decision.strictest = strictest  # type: ignore[misc]
    return decision


OVERALL = (
    DecisionVerdict.ALLOWED,
    DecisionVerdict.ALLOWED,
    DecisionVerdict.REVIEW,
    DecisionVerdict.REFUSED,
    DecisionVerdict.REVIEW,
)
"""By strictness of the strictest finding: PASSED, NOTICE, REVIEW, REFUSED, and -1 for none."""
