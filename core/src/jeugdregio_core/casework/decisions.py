"""Put a request before the rules inside the transaction, and keep what they said with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from jeugdregio_core.casework import discretion
from jeugdregio_core.casework.asked import Asked
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.facts import case
from jeugdregio_core.casework.plain import plain
from jeugdregio_core.casework.problems import ProblemCode, StepProblem
from jeugdregio_core.model.casework import AuditAction, DecisionMoment
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.outcome import DecisionVerdict, Finding, Regie, RequiredDocument
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.store import tables

_CODES = {
    DecisionVerdict.REFUSED: ProblemCode.REFUSED_BY_RULE,
    DecisionVerdict.REVIEW: ProblemCode.REVIEW_NEEDED,
}


def decide(work: Work, asked: Asked) -> Decision:
    """What the rules say of this request on what is stored at this moment."""
    work.note(AuditAction.READ, "client", asked.client.id, asked.client.reference)
    return work.guard.decide(case(work, asked))


def keep(
    work: Work,
    asked: Asked,
    decision: Decision,
    moment: DecisionMoment,
    because: str | None = None,
) -> dict[str, Any]:
    """Store the decision with all it was based on; the answer is what is told of it.

    ``because`` is why a person goes against it, or judges what it leaves to a person.
    """
    said = told(decision)
    kept = tables.Decision(
        id=work.new_id(),
        request_id=asked.id,
        moment=moment,
        verdict=decision.verdict,
        given=plain(decision.given),
        findings=said["findings"],
        regie=said["regie"],
        documents=said["documents"],
        distribution=decision.rulebook.distribution,
        version=decision.rulebook.version,
        hash=decision.rulebook.hash,
        decided_at=work.moment,
        overruled_by=work.actor.subject if because else None,
        overruled_at=work.moment if because else None,
        overruled_reason=because,
    )
    work.session.add(kept)
    work.note(AuditAction.CREATE, "decision", kept.id, asked.client.reference)
    return said


def told(decision: Decision) -> dict[str, Any]:
    """A decision as plain data. It stands on its own: titles and sources go with the codes."""
    stamp = decision.rulebook
    others = discretion.others(decision.given)
    return {
        "verdict": str(decision.verdict),
        "on": decision.on.isoformat(),
        "findings": [_finding(finding, others) for finding in decision.findings],
        "regie": [_regie(regie, others) for regie in decision.regie],
        "documents": [_document(document) for document in decision.required_documents],
        "rulebook": {
            "distribution": stamp.distribution,
            "version": stamp.version,
            "hash": stamp.hash,
        },
    }


def problems(decision: Decision) -> tuple[StepProblem, ...]:
    """Why this decision is no yes: one problem per finding; none where it is."""
    code = _CODES.get(decision.verdict)
    if code is None:
        return ()
    return tuple(StepProblem(code, f.message, f.missing, f.rule.code) for f in decision.because)


def _rule(rule: Rule) -> Mapping[str, str]:
    return {
        "code": rule.code,
        "title": rule.title,
        "topic": str(rule.topic),
        "source": str(rule.source),
    }


def _finding(finding: Finding, others: Collection[str]) -> dict[str, Any]:
    return {
        "rule": _rule(finding.rule),
        "verdict": str(finding.verdict),
        "message": finding.message,
        "missing": finding.missing,
        "error": finding.error,
        discretion.MARK: discretion.about(finding.rule, finding.message, others),
    }


def _regie(regie: Regie, others: Collection[str]) -> dict[str, Any]:
    return {
        "role": str(regie.role),
        "holder": str(regie.holder) if regie.holder else None,
        "explanation": regie.explanation,
        "rule": regie.rule.code,
        discretion.MARK: discretion.about(regie.rule, regie.explanation, others),
    }


def _document(document: RequiredDocument) -> dict[str, Any]:
    return {
        "kind": str(document.kind),
        "author": str(document.author) if document.author else None,
        "satisfied": document.satisfied,
        "rule": document.rule.code,
    }
