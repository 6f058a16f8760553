"""The answer to a question: every finding, who directs, what is needed, and by which rulebook."""

from __future__ import annotations

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
    Verdict,
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

    @property
    def verdict(self) -> DecisionVerdict:
        """The strictest finding; no finding at all is REVIEW, never ALLOWED."""
        return _OVERALL[self._strictest]

    @property
    def because(self) -> tuple[Finding, ...]:
        """The findings that made the verdict; none where every rule passed."""
        strictest = self._strictest
        if strictest is Verdict.PASSED:
            return ()
        return tuple(f for f in self.findings if f.verdict is strictest)

    @property
    def _strictest(self) -> Verdict:
        found = [f.verdict.strictness for f in self.findings]
        return _VERDICTS[max(found)] if found else Verdict.REVIEW


_VERDICTS = tuple(Verdict)
_OVERALL = {
    Verdict.PASSED: DecisionVerdict.ALLOWED,
    Verdict.NOTICE: DecisionVerdict.ALLOWED,
    Verdict.REVIEW: DecisionVerdict.REVIEW,
    Verdict.REFUSED: DecisionVerdict.REFUSED,
}
