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
    rulebook: Stamp
    said: Sequence[Said] = field(repr=False, compare=False)
    """All that rules say of it, in order. Each part may be of one rule or of several."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What each rule found, in the order of the rules."""
        return tuple([finding for one in self.said for finding in one.findings])

    @property
    def regie(self) -> tuple[Regie, ...]:
        """Who holds which role."""
        return first_of_each([role for one in self.said for role in one.regie])

    @property
    def required_documents(self) -> tuple[RequiredDocument, ...]:
        """Which documents are needed, and whether they are there."""
        return tuple([document for one in self.said for document in one.documents])

    @property
    def verdict(self) -> DecisionVerdict:
        """The strictest finding; no finding at all is REVIEW, never ALLOWED."""
        return OVERALL[self._strictness]

    @property
    def because(self) -> tuple[Finding, ...]:
        """The findings that made the verdict; none where every rule passed."""
        strictest = self._strictness
        if strictest <= 0:
            return ()
        return tuple(f for f in self.findings if f.verdict.strictness == strictest)

    @property
    def _strictness(self) -> int:
        return max([one.strictness for one in self.said], default=-1)

    def __eq__(self, other: object) -> bool:
        """Whether the same question got the same answer, in however many parts it was said."""
        return isinstance(other, Decision) and self._answer() == other._answer()

    def _answer(self) -> tuple[object, ...]:
        found = self.findings, self.regie, self.required_documents
        return self.given, self.on, self.profile_set, self.rulebook, *found


OVERALL = (
    DecisionVerdict.ALLOWED,
    DecisionVerdict.ALLOWED,
    DecisionVerdict.REVIEW,
    DecisionVerdict.REFUSED,
    DecisionVerdict.REVIEW,
)
"""By strictness of the strictest finding: PASSED, NOTICE, REVIEW, REFUSED, and -1 for none."""
