"""The perspectiefplan: rules 14, 17 and 18."""

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.sources import (
    FAQ_PLAN,
    FROM_2018,
    HIGHLY_COMPLEX,
    PLAN_AND_REGIE,
)
from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    DocumentKind,
    MissingFact,
    Outcome,
    Party,
    RuleTopic,
    Verdict,
    notice,
    rule,
    same_party,
)
from jeugdregio_core.rules.facts import (
    DOCUMENT_AUTHOR,
    DOCUMENTS,
    PROTECTION_MEASURE,
    SEGMENT,
)
from jeugdregio_core.rules.input import DocumentInput
from jeugdregio_core.rules.outcome import DocumentNeed

PLAN = DocumentKind.PERSPECTIEFPLAN

BOTH_READINGS = (
    "De brochure zegt twee dingen die hier botsen: in segment C maakt het lokale team het plan "
    f"({HIGHLY_COMPLEX.passage}), en bij een jeugdbeschermingsmaatregel maakt de gezinsmanager van "
    f"de GI het met het gezin ({PLAN_AND_REGIE.passage})."
)


def by_local_team(document: DocumentInput) -> bool:
    """Whether the lokaal team, under either of its names, wrote the document."""
    return document.author is not None and same_party(Party.LOKAAL_TEAM, document.author)


def approved_by_local_team(document: DocumentInput) -> bool:
    """Whether the lokaal team, under either of its names, approved the document."""
    approver = document.approved_by
    return approver is not None and same_party(Party.LOKAAL_TEAM, approver)


def _plan(verdict: Verdict, message: str, author: Party | None, satisfied: bool) -> Outcome:
    return Outcome(verdict, message, documents=(DocumentNeed(PLAN, author, satisfied),))


@rule(
    "aa_zawa-14",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2018,
    source=HIGHLY_COMPLEX,
    reads=(DOCUMENTS, DOCUMENT_AUTHOR, PROTECTION_MEASURE),
    segments=("C",),
)
def segment_c_needs_a_plan_by_the_local_team(case: Case) -> Answer:
    """In segment C maakt het lokale team een perspectiefplan en keurt het goed."""
    plans = case.documents(PLAN)
    if any(by_local_team(plan) and approved_by_local_team(plan) for plan in plans):
        return _plan(
            Verdict.PASSED,
            "Het perspectiefplan is gemaakt en goedgekeurd door het lokale team.",
            Party.LOKAAL_TEAM,
            satisfied=True,
        )
    if any(plan.author is None for plan in plans):
        raise MissingFact(DOCUMENT_AUTHOR)
    if any(plan.author is Party.GI for plan in plans) and case[PROTECTION_MEASURE]:
        return _contested(plans)
    return _plan(Verdict.REFUSED, _what_is_wrong(plans), Party.LOKAAL_TEAM, satisfied=False)


def _contested(plans: tuple[DocumentInput, ...]) -> Outcome:
    approved = any(approved_by_local_team(plan) for plan in plans)
    pending = "" if approved else " Het lokale team heeft het plan nog niet goedgekeurd."
    message = f"{BOTH_READINGS}{pending} Laat het beoordelen."
    return _plan(Verdict.REVIEW, message, None, satisfied=True)


def _what_is_wrong(plans: tuple[DocumentInput, ...]) -> str:
    wanted = "Zonder goedgekeurd plan van het lokale team betaalt de gemeente hier niet."
    if not plans:
        return f"Er is geen perspectiefplan. {wanted}"
    if any(by_local_team(plan) for plan in plans):
        return f"Het lokale team heeft het perspectiefplan nog niet goedgekeurd. {wanted}"
    return f"Het perspectiefplan is niet gemaakt door het lokale team. {wanted}"


@rule(
    "aa_zawa-17",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2018,
    source=PLAN_AND_REGIE,
    reads=(PROTECTION_MEASURE, DOCUMENTS, DOCUMENT_AUTHOR, SEGMENT),
    segments=BOUGHT,
)
def under_a_measure_the_gi_makes_the_plan(case: Case) -> Answer:
    """Bij een jeugdbeschermingsmaatregel maakt de GI het perspectiefplan met het gezin."""
    plans, measure = case.documents(PLAN), case.get(PROTECTION_MEASURE)
    if measure is False or (measure is None and not plans):
        return NOT_APPLICABLE
    if not plans:
        return notice(
            "Er geldt een jeugdbeschermingsmaatregel. De gezinsmanager van de GI maakt het "
            "perspectiefplan, samen met het gezin."
        )
    if any(plan.author is Party.GI for plan in plans):
        return _plan(Verdict.PASSED, "De GI maakte het perspectiefplan.", Party.GI, satisfied=True)
    if not case[PROTECTION_MEASURE]:
        return NOT_APPLICABLE
    return _plan_by_another(case, plans)


def _plan_by_another(case: Case, plans: tuple[DocumentInput, ...]) -> Outcome:
    if any(plan.author is None for plan in plans):
        raise MissingFact(DOCUMENT_AUTHOR)
    if case[SEGMENT] == "C" and any(by_local_team(plan) for plan in plans):
        return _contested(plans)
    return _plan(
        Verdict.REFUSED,
        "Er geldt een jeugdbeschermingsmaatregel. Dan moet de gezinsmanager van de GI het "
        "perspectiefplan maken, samen met het gezin.",
        Party.GI,
        satisfied=False,
    )


@rule(
    "aa_zawa-18",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2018,
    source=FAQ_PLAN,
    reads=(DOCUMENTS,),
    segments=BOUGHT,
)
def a_family_has_one_plan(case: Case) -> Answer:
    """Een gezin heeft één perspectiefplan; daaronder mogen meer SPICs vallen."""
    plans = case.documents(PLAN)
    if not plans:
        return NOT_APPLICABLE
    if len(plans) == 1:
        return None
    return notice(
        f"Er staan {len(plans)} perspectiefplannen in het dossier. Een gezin heeft er één; "
        "gebruik het plan dat nu geldt."
    )


RULES: tuple[Declaration, ...] = (
    segment_c_needs_a_plan_by_the_local_team,
    under_a_measure_the_gi_makes_the_plan,
    a_family_has_one_plan,
)
