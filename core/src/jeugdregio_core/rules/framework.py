"""What the framework itself says of a case, before and beside any region's rules."""

from __future__ import annotations

from datetime import date

from jeugdregio_core.model.codes import Confidence, RuleTopic
from jeugdregio_core.model.period import Period, dutch_date
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import END, RUNNING, START, MissingFact
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer, refuse, review
from jeugdregio_core.rules.rule import Rule, rule

OWN = Source("Afspraken van het raamwerk jeugdregio", confidence=Confidence.DERIVED)
ALWAYS = Period(date(2015, 1, 1))
"""Since the Jeugdwet municipalities buy youth care. The framework's own rules are always asked."""


@rule(
    "core-01",
    topic=RuleTopic.PERIOD,
    valid=ALWAYS,
    source=OWN.at("Geen terugval op een oudere profielenset"),
    reads=(START,),
)
def a_profile_set_is_in_force(case: Case) -> Answer:
    """Op de startdatum geldt een profielenset van de regio."""
    if case.profile_set is not None:
        return None
    known = "; ".join(str(s.valid) for s in case.catalogue.profile_sets) or "niets"
    return review(
        f"Op {dutch_date(case.on)} geldt geen profielenset van {case.catalogue.region.name}. "
        f"Bekend: {known}. Controleer de startdatum."
    )


@rule(
    "core-02",
    topic=RuleTopic.PERIOD,
    valid=ALWAYS,
    source=OWN.at("Startdatum bepaalt de regels"),
    reads=(START,),
)
def the_start_is_known(case: Case) -> Answer:
    """De startdatum is bekend: die bepaalt welke regels gelden."""
    if not case.has(START):
        raise MissingFact(START)
    return None


@rule(
    "core-03",
    topic=RuleTopic.PERIOD,
    valid=ALWAYS,
    source=OWN.at("Volgorde van datums"),
    reads=(START, END),
)
def the_end_is_not_before_the_start(case: Case) -> Answer:
    """De einddatum ligt niet vóór de startdatum."""
    first, last = case.get(START), case.get(END)
    if first is None or last is None:
        return NOT_APPLICABLE
    if last < first:
        return refuse(
            f"De einddatum {dutch_date(last)} ligt vóór de startdatum {dutch_date(first)}."
        )
    return None


@rule(
    "core-04",
    topic=RuleTopic.STACKING,
    valid=ALWAYS,
    source=OWN.at("Stapelen zonder regel"),
    reads=(RUNNING, START, END),
)
def stacking_without_a_rule(case: Case) -> Answer:
    """Loopt er al hulp, dan zegt een regel van de regio of stapelen mag."""
    if not case.running_beside():
        return NOT_APPLICABLE
    return review(
        f"Er loopt al hulp. Op {dutch_date(case.on)} zegt geen regel van "
        f"{case.catalogue.region.name} of dit ernaast mag. Laat het beoordelen."
    )


FRAMEWORK_RULES: tuple[Rule, ...] = (
    a_profile_set_is_in_force,
    the_start_is_known,
    the_end_is_not_before_the_start,
)

OUT_OF_SCOPE = Rule(
    code="core-05",
    title="De gegevens die bepalen welke regels gaan over het verzoek, zijn bekend.",
    topic=RuleTopic.PERIOD,
    valid=ALWAYS,
    source=OWN.at("Een ontbrekend gegeven vraagt om een beoordeling"),
)
NO_RULE = Rule(
    code="core-06",
    title="Minstens één regel van de regio gaat over het verzoek.",
    topic=RuleTopic.PERIOD,
    valid=ALWAYS,
    source=OWN.at("Geen regel is geen toestemming"),
)
UNFINISHED = Rule(
    code="core-07",
    title="De regels van de regio kunnen binnen de tijd worden uitgevoerd.",
    topic=RuleTopic.PERIOD,
    valid=ALWAYS,
    source=OWN.at("Een fout in een plug-in is nooit toestemming"),
)
