"""Staying within the norms, and who may consent to more: rules 5 to 10 and 13."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    Ground,
    NormCeiling,
    RuleTopic,
    consents,
    notice,
    review,
    rule,
    spoken,
    statement,
)
from jeugdregio_core.model.codes import MUNICIPAL_ACCESS
from jeugdregio_core.rules.facts import (
    DOCUMENTS,
    GROUNDS,
    LIFELONG,
    NORM_DURATION,
    NORM_HOURS,
    NORM_STAFF_MIX,
    PRODUCT,
    SEGMENT,
)
from jeugdregio_zhz.framework import DURATION, HOURS, STAFF
from jeugdregio_zhz.sources import CHANGES, FRAMEWORK, FROM_2022

CONSENT = FRAMEWORK.at("Normenkader, punt d")

CEILINGS = (
    NormCeiling(
        code="zhz-05",
        title="De duur past binnen de norm van de dienst.",
        valid=FROM_2022,
        source=FRAMEWORK.at("Normenkader, punt a"),
        quantity=DURATION,
        fact=NORM_DURATION,
        consent_by=MUNICIPAL_ACCESS,
    ),
    NormCeiling(
        code="zhz-06",
        title="De intensiteit past binnen de norm van de dienst.",
        valid=FROM_2022,
        source=CHANGES,
        quantity=HOURS,
        fact=NORM_HOURS,
        consent_by=MUNICIPAL_ACCESS,
    ),
    NormCeiling(
        code="zhz-07",
        title="De personele mix is die van de norm van de dienst.",
        valid=FROM_2022,
        source=FRAMEWORK.at("Normenkader, punt c"),
        quantity=STAFF,
        fact=NORM_STAFF_MIX,
        consent_by=MUNICIPAL_ACCESS,
    ),
)


@rule(
    "zhz-08",
    topic=RuleTopic.NORM,
    valid=FROM_2022,
    source=FRAMEWORK.derived(),
    reads=(PRODUCT, SEGMENT, NORM_DURATION, NORM_HOURS, NORM_STAFF_MIX),
)
def an_unknown_norm_is_not_judged(case: Case) -> Answer:
    """Is de norm niet bekend, dan wordt er niet aan getoetst."""
    unknown = [ceiling for ceiling in CEILINGS if ceiling.norm(case) is None]
    asked = [ceiling for ceiling in unknown if case.get(ceiling.fact) is not None]
    product = case.get(PRODUCT)
    subject = f"dienst {product}" if product else f"segment {case[SEGMENT]}"
    if asked:
        named = spoken(ceiling.quantity for ceiling in asked)
        return review(f"De norm voor {named} van {subject} is niet bekend. Laat het beoordelen.")
    if unknown:
        named = spoken(ceiling.quantity for ceiling in unknown)
        return notice(f"Niet getoetst: de norm voor {named} van {subject} is niet bekend.")
    return None


@rule(
    "zhz-09",
    topic=RuleTopic.NORM,
    valid=FROM_2022,
    source=CONSENT,
    reads=(DOCUMENTS,),
)
def only_the_access_consents(case: Case) -> Answer:
    """Alleen de gemeentelijke toegang geeft toestemming om af te wijken van een norm."""
    given = consents(case)
    if not given:
        return NOT_APPLICABLE
    if any(parties & MUNICIPAL_ACCESS for parties in given):
        return None
    others = sorted({party.label for parties in given for party in parties})
    if not others:
        return review("Er is toestemming om af te wijken. Noem wie die gaf.")
    return notice(
        f"Toestemming van {spoken(others)} telt niet. Alleen de toegang van de gemeente of het "
        "lokale team kan toestaan dat er van een norm wordt afgeweken."
    )


@rule(
    "zhz-10",
    topic=RuleTopic.NORM,
    valid=FROM_2022,
    source=FRAMEWORK,
    reads=(GROUNDS, LIFELONG),
)
def grounds_to_consider_deviating(case: Case) -> Answer:
    """Bij drie redenen wordt actief overwogen om af te wijken van de norm."""
    signalled = {*case[GROUNDS]}
    if case.get(LIFELONG):
        signalled.add(Ground.LEVENSLANG)
    if not signalled:
        return NOT_APPLICABLE
    named = spoken(ground.label for ground in Ground if ground in signalled)
    return notice(
        f"Overweeg om af te wijken van de norm. Reden: {named}. Toestemming van de toegang van de "
        "gemeente blijft nodig."
    )


no_budget_ceiling = statement(
    "zhz-13",
    "Een budgetplafond is nooit een reden om te weigeren; de norm begrenst de duur en intensiteit.",
    topic=RuleTopic.NORM,
    valid=FROM_2022,
    source=CHANGES,
    place="region.normFramework.parts",
)

RULES: tuple[Declaration, ...] = (
    *CEILINGS,
    an_unknown_norm_is_not_judged,
    only_the_access_consents,
    grounds_to_consider_deviating,
    no_budget_ceiling,
)
