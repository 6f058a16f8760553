"""A request in a made-up story: asked, decided by the rules, answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jeugdregio_core.casework.decisions import told
from jeugdregio_core.casework.demo.organisations import Organisation
from jeugdregio_core.casework.demo.story import Id, Story
from jeugdregio_core.casework.disputes import contested
from jeugdregio_core.casework.inputs import RefusalReason
from jeugdregio_core.casework.plain import plain
from jeugdregio_core.model.casework import (
    OPEN_REQUEST,
    DecisionMoment,
    DisputeStatus,
    RequestStatus,
)
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.outcome import DecisionVerdict

BY = "demo"
FIRST_STATUS = {
    DecisionVerdict.ALLOWED: RequestStatus.SUBMITTED,
    DecisionVerdict.REVIEW: RequestStatus.WAITING_FOR_REVIEW,
    DecisionVerdict.REFUSED: RequestStatus.REFUSED,
}


@dataclass(slots=True, kw_only=True)
class Asking:
    """A request while its story is told."""

    id: Id
    given: CaseInput
    provider: Organisation
    allocation: Id | None = None
    """The allocation that is extended or changed."""
    steps: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    contested: bool = False
    """Whether the provider chose another intensity than was advised, and people must settle it."""

    @property
    def status(self) -> RequestStatus:
        """How far it has come."""
        newest: RequestStatus = self.steps[-1]["status"]
        return newest

    def ask(self, decision: Decision, at: datetime) -> None:
        """It came in, and the rules said this."""
        self._step(FIRST_STATUS[decision.verdict], at)
        self._decide(decision, at, DecisionMoment.REQUEST)
        differs = self.given.request.intensity != self.given.referral.advised_intensity
        self.contested = differs and contested(decision)

    def answer(
        self,
        status: RequestStatus,
        at: datetime,
        decision: Decision | None = None,
        *,
        because: str | None = None,
        reason: RefusalReason | None = None,
    ) -> None:
        """It was answered; ``because`` is why a person went against the rules, or judged."""
        if decision is not None:
            self._decide(decision, at, DecisionMoment.ANSWER, because)
        self._step(status, at, reason)

    def tell(
        self, story: Story, region: str, municipality: str | None, client: Id, referral: Id | None
    ) -> None:
        """Write it down."""
        story.add(
            "request",
            id=self.id,
            region=region,
            referral_id=referral,
            client_id=client,
            provider_id=self.provider.id,
            municipality=municipality,
            kind=self.given.kind,
            allocation_id=self.allocation,
            facts=plain(self.given.request),
            status=self.status,
            submitted_at=self.steps[0]["at"],
            requested_by=BY,
        )
        for number, step in enumerate(self.steps, start=1):
            story.add("request_step", request_id=self.id, step=number, **step)
        for decision in self.decisions:
            story.add("decision", id=story.new_id(), request_id=self.id, **decision)
        if self.contested:
            story.add("dispute", id=story.new_id(), request_id=self.id, **self._dispute())

    def _dispute(self) -> dict[str, Any]:
        """Open for as long as the request is; what was allocated was agreed in a talk."""
        agreed = self.status is RequestStatus.ALLOCATED
        ended = DisputeStatus.AGREED if agreed else DisputeStatus.WITHDRAWN
        return {
            "advised": self.given.referral.advised_intensity,
            "chosen": self.given.request.intensity,
            "consulted_on": self.steps[-1]["at"].date() if agreed else None,
            "agreed": True if agreed else None,
            "binding_intensity": None,
            "decided_by": None,
            "decided_on": None,
            "status": DisputeStatus.OPEN if self.status in OPEN_REQUEST else ended,
        }

    def _step(
        self, status: RequestStatus, at: datetime, reason: RefusalReason | None = None
    ) -> None:
        said = None if reason is None else str(reason)
        step = {"status": status, "at": at, "actor": BY, "reason": said, "remark": None}
        self.steps.append(step)

    def _decide(
        self, decision: Decision, at: datetime, moment: DecisionMoment, because: str | None = None
    ) -> None:
        said = told(decision)
        self.decisions.append(
            {
                "moment": moment,
                "verdict": decision.verdict,
                "given": plain(decision.given),
                "findings": said["findings"],
                "regie": said["regie"],
                "documents": said["documents"],
                **said["rulebook"],
                "decided_at": at,
                "overruled_by": BY if because else None,
                "overruled_at": at if because else None,
                "overruled_reason": because,
            }
        )
