"""A decision that was kept: what the rules of its day said, shown as it was stored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
import strawberry
from strawberry.scalars import JSON

from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import RulebookStamp
from jeugdregio_api.stated import written
from jeugdregio_core.casework.reading.records import DecisionRecord
from jeugdregio_core.model.casework import DecisionMoment
from jeugdregio_core.model.codes import DocumentKind, Party, RegieRole, RuleTopic
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict


@written("findings")
def _findings(root: DecisionRecord) -> list[Mapping[str, Any]]:
    stored: list[Mapping[str, Any]] = orjson.loads(root.findings)
    return stored


def with_rule(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was stored with the code of its rule alone, as if the rule stood in it."""
    return {**stored, "rule": {"code": stored["rule"]}}


@written("regie")
def _regie(root: DecisionRecord) -> list[Mapping[str, Any]]:
    return [with_rule(role) for role in orjson.loads(root.regie)]


@written("documents")
def _documents(root: DecisionRecord) -> list[Mapping[str, Any]]:
    return [with_rule(document) for document in orjson.loads(root.documents)]


def _itself(root: DecisionRecord) -> DecisionRecord:
    return root


def _overruled(root: DecisionRecord) -> DecisionRecord | None:
    return root if root.overruled_by else None


@declared(description="A rule as it was when it looked; it may have changed since.")
class RecordedRule:
    """Declared over what was stored of a rule."""

    code: str = field("Code of the rule.")
    title: str | None = field("What the rule said, in Dutch, as far as it was kept here.")
    topic: RuleTopic | None = field("What the rule was about, as far as it was kept here.")
    source: str | None = field("Where the rule came from, as far as it was kept here.")


@declared(description="What one rule found (bevinding), as it was stored.")
class RecordedFinding:
    """Declared over a stored finding."""

    verdict: Verdict = field("Verdict (oordeel) of this rule.")
    message: str = field("Why, as a Dutch sentence.")
    missing: str | None = field("Path of the fact that the rule needed and did not find.")
    error: str | None = field("PLUGIN_ERROR where the rule itself failed.")
    rule: RecordedRule = field("The rule that looked.")


@declared(description="Who held a role in directing the case (regie), as it was stored.")
class RecordedRegie:
    """Declared over a stored role."""

    role: RegieRole = field("The role.")
    holder: Party | None = field("Who held it; null where the sources did not say.")
    explanation: str = field("Why, as a Dutch sentence.")
    rule: RecordedRule = field("The rule that said so.")


@declared(description="A document that the case needed, as it was stored.")
class RecordedDocument:
    """Declared over a stored requirement."""

    kind: DocumentKind = field("What document it is.")
    author: Party | None = field("Who had to write it (opsteller); null when anybody might.")
    satisfied: bool = field("Whether it was on file.")
    rule: RecordedRule = field("The rule that asked for it.")


@declared(description="That a person went against the rules, or judged what they left open.")
class Overruling:
    """Declared over a stored decision."""

    overruled_by: str = field("Account of the person.", name="by")
    overruled_at: datetime = field("When.", name="at")
    overruled_reason: str = field("Why.", name="reason")


@declared(description="A decision that was kept (besluit), whatever the rules are now.")
class RecordedDecision:
    """Declared over a stored decision."""

    id: strawberry.ID = field("Its id.")
    moment: DecisionMoment = field("At which step of the request.")
    decided_at: datetime = field("When.")
    verdict: DecisionVerdict = field("The strictest of the findings.")
    findings: list[RecordedFinding] = field("Every rule that looked (bevindingen).", _findings)
    regie: list[RecordedRegie] = field("Who directed the case (regie).", _regie)
    required_documents: list[RecordedDocument] = field(
        "Documents that were needed (documenten).", _documents
    )
    rulebook: RulebookStamp = field("Which rulebook decided.", _itself)
    given: JSON = field("Everything the rules were given, as DecideInput has it.")
    overruled: Overruling | None = field(
        "The person who allocated against the rules or judged; null when nobody did.", _overruled
    )
