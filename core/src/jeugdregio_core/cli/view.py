"""A decision as the ``decide`` operation of the API answers it.

Made from a Decision or read from a deployed API, it is the same view: what prints it cannot tell.
"""

from __future__ import annotations

from datetime import date

from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from jeugdregio_core.model.codes import Confidence, DocumentKind, Party, RegieRole, RuleTopic
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict


class _View(BaseModel):
    model_config = ConfigDict(
        from_attributes=True, alias_generator=to_camel, validate_by_name=True, frozen=True
    )


class PeriodView(_View):
    """Both days included; no last day is open-ended."""

    first: date
    last: date | None


class SourceView(_View):
    """Where a rule comes from, and how sure that is."""

    document: str
    passage: str | None
    confidence: Confidence


class RuleReference(_View):
    """A rule by its code."""

    code: str


class RuleView(RuleReference):
    """A rule that a finding rests on."""

    title: str
    topic: RuleTopic
    period: PeriodView = Field(validation_alias=AliasChoices("period", "valid"))
    source: SourceView


class FindingView(_View):
    """What one rule found."""

    verdict: Verdict
    message: str
    rule: RuleView


class RegieView(_View):
    """Who holds a role; no holder where the sources do not say."""

    role: RegieRole
    holder: Party | None
    explanation: str
    rule: RuleReference


class DocumentView(_View):
    """A document that the case needs."""

    kind: DocumentKind
    author: Party | None
    satisfied: bool
    rule: RuleReference


class ProfileSetView(_View):
    """The profile set in force."""

    code: str


class StampView(_View):
    """Which rulebook decided."""

    distribution: str
    version: str
    hash: str


class DecisionView(_View):
    """The whole answer."""

    verdict: DecisionVerdict
    profile_set: ProfileSetView | None
    findings: tuple[FindingView, ...]
    regie: tuple[RegieView, ...]
    required_documents: tuple[DocumentView, ...]
    rulebook: StampView

    def as_json(self) -> str:
        """The answer for programs, under the names of the API."""
        return self.model_dump_json(by_alias=True, indent=2)
