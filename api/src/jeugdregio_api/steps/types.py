"""What every step tells beside its object: problems, and what the rules said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import RulebookStamp
from jeugdregio_api.requests.decision import (
    RecordedDocument,
    RecordedFinding,
    RecordedRegie,
    RecordedRule,
    with_rule,
)
from jeugdregio_api.steps.taking import Taken
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.rules.outcome import DecisionVerdict


@declared(description="Why a step was not taken, or why a request is refused.")
class Problem:
    """Declared over a problem of a step."""

    code: ProblemCode = field("What kind of problem it is.")
    message: str = field("What is wrong and what can be done, as a Dutch sentence.")
    path: str | None = field("Place in the input, such as request.start.")
    rule: RecordedRule | None = field("The rule of the region behind it, if any.")


def _day(root: Mapping[str, Any]) -> date:
    return date.fromisoformat(root["on"])


def _regie(root: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [with_rule(role) for role in root["regie"]]


def _documents(root: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [with_rule(document) for document in root["documents"]]


@declared(description="What the rules said at a step (besluit).")
class StepDecision:
    """Declared over what was told of a decision."""

    verdict: DecisionVerdict = field("The strictest of the findings.")
    on: date = field("The day whose rules were asked (peildatum).", _day)
    findings: list[RecordedFinding] = field("Every rule that looked (bevindingen).")
    regie: list[RecordedRegie] = field("Who directs the case (regie).", _regie)
    required_documents: list[RecordedDocument] = field(
        "Documents that are needed (documenten).", _documents
    )
    rulebook: RulebookStamp = field("Which rulebook decided.")


def _problems(root: Taken) -> list[Mapping[str, Any]]:
    findings = root.decision["findings"] if root.decision else ()
    rules = {finding["rule"]["code"]: finding["rule"] for finding in findings}
    return [
        {
            "code": problem.code,
            "message": problem.message,
            "path": problem.path,
            "rule": rules.get(problem.rule, {"code": problem.rule}) if problem.rule else None,
        }
        for problem in root.problems
    ]


@declared(description="What every step tells.")
class Payload:
    """Declared over what came of a step."""

    problems: list[Problem] = field(
        "Why the step was not taken, or the request refused; empty when all is well.", _problems
    )
