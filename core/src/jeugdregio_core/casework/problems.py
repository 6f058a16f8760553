"""Why a step was not taken: a code for machines, a Dutch sentence for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from jeugdregio_core.model.codes import Coded
from jeugdregio_core.record import record


class ProblemCode(Coded):
    """What kind of problem it is."""

    INVALID = "INVALID", "een gegeven klopt niet"
    UNKNOWN = "UNKNOWN", "dit is niet bekend in deze regio"
    OTHER_REGION = "OTHER_REGION", "dit hoort bij een andere regio"
    NO_CONTRACT = "NO_CONTRACT", "de aanbieder heeft op die datum geen contract"
    ALREADY_OPEN = "ALREADY_OPEN", "er loopt al een verzoek"
    NOT_ALLOWED_NOW = "NOT_ALLOWED_NOW", "deze stap kan niet vanuit deze status"
    NOT_YOUR_ROLE = "NOT_YOUR_ROLE", "deze stap hoort bij een andere rol"
    REASON_NEEDED = "REASON_NEEDED", "hier hoort een reden bij"
    REFUSED_BY_RULE = "REFUSED_BY_RULE", "een regel van de regio weigert dit"
    REVIEW_NEEDED = "REVIEW_NEEDED", "een mens moet dit beoordelen"


@record
class StepProblem:
    """One problem, the field it is about, and the code of the rule behind it, if any."""

    code: ProblemCode
    message: str
    path: str | None = None
    rule: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain data, as it is kept with an idempotency key."""
        return asdict(self) | {"code": self.code.value}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StepProblem:
        """Read back what ``as_json`` gave."""
        return cls(**data | {"code": ProblemCode[data["code"]]})


class Declined(Exception):
    """A step that was not taken; everything it did is undone.

    ``decision`` is what the rules said, where they were asked.
    """

    def __init__(self, *problems: StepProblem, decision: Mapping[str, Any] | None = None) -> None:
        self.problems = problems
        self.decision = decision
        super().__init__("; ".join(problem.message for problem in problems))


def decline(
    code: ProblemCode, message: str, path: str | None = None, rule: str | None = None
) -> Declined:
    """One problem, ready to raise."""
    return Declined(StepProblem(code, message, path, rule))


def invalid(message: str, path: str) -> Declined:
    """A fact that cannot be right, ready to raise."""
    return decline(ProblemCode.INVALID, message, path)


def unknown(message: str, path: str) -> Declined:
    """Something that is not there, or not in this region: the two are never told apart."""
    return decline(ProblemCode.UNKNOWN, message, path)
