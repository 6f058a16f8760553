"""What a provider is told of a decision that also weighed the help of others: the rule, not whom.

A decision is stored whole. Every part of it says when it is made whether it is about others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jeugdregio_core.casework.problems import StepProblem
from jeugdregio_core.rules.facts import PROVIDERS, RUNNING
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.rules.rule import Rule

MARK = "aboutOthers"
"""Says of a stored finding or role that it is about the help of others. Without it, it may be."""

_OTHERS = frozenset({RUNNING, PROVIDERS})
"""Facts in which other providers and their help stand."""

_MORE = "Hierbij telt andere hulp aan deze jeugdige mee. De gemeente kan er meer over zeggen."


def others(given: CaseInput) -> frozenset[str]:
    """The codes of the other providers that a case is about; none where no other helps."""
    own = {given.request.provider, None}
    running = {allocation.provider for allocation in given.running} - own
    known = {provider.code for provider in given.providers} - own if running else set()
    return frozenset(code for code in running | known if code)


def about(rule: Rule, said: str, named: Collection[str]) -> bool:
    """Whether what a rule said may be about one of these others."""
    return bool(named) and (
        not _OTHERS.isdisjoint(rule.reads) or any(code in said for code in named)
    )


def decision(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A decision as it was told, without what is about others."""
    return {
        **told,
        "findings": findings(told["findings"]),
        "regie": regie(told["regie"]),
    }


def findings(stored: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Findings as they were stored; of those about others the rule, if it did not just pass."""
    return [
        {**finding, "message": _instead(finding), "missing": None}
        if _is_about(finding)
        else finding
        for finding in stored
        if not (_is_about(finding) and finding["verdict"] == Verdict.PASSED)
    ]


def regie(stored: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Roles as they were stored; of those about others without why."""
    return [{**role, "explanation": _MORE} if _is_about(role) else role for role in stored]


def problems(
    told: Sequence[StepProblem], told_decision: Mapping[str, Any]
) -> tuple[StepProblem, ...]:
    """Problems without what is about others."""
    instead = {
        finding["rule"]["code"]: _instead(finding)
        for finding in told_decision["findings"]
        if _is_about(finding)
    }
    return tuple(
        replace(problem, message=instead[problem.rule], path=None)
        if problem.rule in instead
        else problem
        for problem in told
    )


def _is_about(stored: Mapping[str, Any]) -> bool:
    return bool(stored.get(MARK, True))


def _instead(finding: Mapping[str, Any]) -> str:
    return f"{finding['rule']['title']} {_MORE}"
