"""Why a step was not taken: a code for machines, a Dutch sentence for people."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from jeugdregio_core.model.codes import Coded


class ProblemCode(Coded):
    """What kind of problem it is."""

    INVALID = "INVALID", "een gegeven is niet te lezen"
    UNKNOWN = "UNKNOWN", "dit is niet bekend in deze regio"
    OTHER_REGION = "OTHER_REGION", "dit hoort bij een andere regio"
    NO_CONTRACT = "NO_CONTRACT", "de aanbieder heeft op die datum geen contract"
    ALREADY_OPEN = "ALREADY_OPEN", "er loopt al een verzoek"
    NOT_ALLOWED_NOW = "NOT_ALLOWED_NOW", "deze stap kan niet vanuit deze status"
    REASON_NEEDED = "REASON_NEEDED", "hier hoort een reden bij"
    REFUSED_BY_RULE = "REFUSED_BY_RULE", "een regel van de regio weigert dit"
    REVIEW_NEEDED = "REVIEW_NEEDED", "een mens moet dit beoordelen"


@dataclass(frozen=True, slots=True)
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
    """A step that was not taken; everything it did is undone."""

    def __init__(self, *problems: StepProblem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


def decline(
    code: ProblemCode, message: str, path: str | None = None, rule: str | None = None
) -> Declined:
    """One problem, ready to raise."""
    return Declined(StepProblem(code, message, path, rule))
