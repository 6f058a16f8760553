"""Plans on file: rules 15, 16 and 18."""

from collections.abc import Callable

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    DocumentKind,
    Outcome,
    Party,
    RuleTopic,
    Verdict,
    require,
    rule,
    spoken,
)
from jeugdregio_core.rules.facts import BIRTH_DATE, DOCUMENTS, START
from jeugdregio_core.rules.input import DocumentInput
from jeugdregio_core.rules.outcome import DocumentNeed
from jeugdregio_zhz.sources import CHANGES, EDUCATION, FROM_2022

_SIGNERS = (Party.AANBIEDER, Party.ONDERWIJS, Party.CLIENT)


@rule(
    "zhz-15",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2022,
    source=CHANGES.derived(),
    reads=(BIRTH_DATE, START, DOCUMENTS),
)
def a_plan_from_16_on(case: Case) -> Answer:
    """Is de jeugdige op de eerste dag 16 jaar of ouder, dan is er een 16+ plan."""
    if case.age(case[START]) < 16:
        return NOT_APPLICABLE
    return require(case, DocumentKind.PLAN_16_PLUS)


@rule(
    "zhz-16",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2022,
    source=EDUCATION,
    reads=(DOCUMENTS,),
    segments=("3",),
)
def day_care_comes_with_education(case: Case) -> Answer:
    """Bij dagbesteding en dagbehandeling is er een ondertekend plan met onderwijs erin."""
    return _complete(case, DocumentKind.ONDERWIJS_ONTWIKKELPERSPECTIEF, _education_gaps)


@rule(
    "zhz-18",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2022,
    source=EDUCATION,
    reads=(DOCUMENTS,),
    segments=("1",),
)
def treatment_plan_holds_education(case: Case) -> Answer:
    """In segment 1 staat het onderwijsperspectief in het behandelplan."""
    return _complete(case, DocumentKind.BEHANDELPLAN, _treatment_gaps)


def _education_gaps(plan: DocumentInput) -> list[str]:
    unsigned = [party.label for party in _SIGNERS if party not in plan.signed_by]
    gaps = [f"de handtekening van {spoken(unsigned)}"] if unsigned else []
    if "onderwijscomponent" not in plan.includes:
        gaps.append("onderwijs op school of op de locatie (onderwijscomponent)")
    return gaps


def _treatment_gaps(plan: DocumentInput) -> list[str]:
    return [] if "onderwijsperspectief" in plan.includes else ["het onderwijsperspectief"]


def _complete(
    case: Case, kind: DocumentKind, gaps: Callable[[DocumentInput], list[str]]
) -> Outcome:
    """Require the document, and one copy of it without gaps."""
    on_file = case.documents(kind)
    missing = min((gaps(plan) for plan in on_file), key=len, default=[])
    if not missing:
        return require(case, kind)
    return Outcome(
        Verdict.REFUSED,
        f"In het {kind.label} ontbreekt: {spoken(missing)}.",
        documents=(DocumentNeed(kind, None, satisfied=False),),
    )


RULES: tuple[Declaration, ...] = (
    a_plan_from_16_on,
    day_care_comes_with_education,
    treatment_plan_holds_education,
)
