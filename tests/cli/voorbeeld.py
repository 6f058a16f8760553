"""A fictitious region: one segment, one rule for each verdict, one document and one role."""

from jeugdregio_core import (
    Answer,
    Assign,
    Case,
    Declaration,
    DocumentKind,
    Municipality,
    Party,
    ProfileSet,
    RegieRole,
    RegieTable,
    Region,
    RuleTopic,
    Segment,
    Source,
    dutch_date,
    hookimpl,
    known_segment,
    notice,
    passed,
    public,
    refuse,
    require,
    review,
    rule,
    since,
)
from jeugdregio_core.rules.facts import (
    DECISION_DATE,
    DOCUMENTS,
    MUNICIPALITY,
    PROVIDER,
    REQUESTED_BY,
    SEGMENT,
)

VALID = since(2025)
SLIDES = Source("Voorbeelddia's")


@hookimpl
def region_identity() -> Region:
    return Region(
        code="voorbeeld",
        name="Voorbeeldregio",
        organisation="Samenwerking Voorbeeld",
        source=SLIDES,
        municipalities=(
            Municipality(code="9001", name="Voorbeelddam", valid=VALID, source=SLIDES),
        ),
    )


@hookimpl
def region_profile_sets() -> list[ProfileSet]:
    return [
        ProfileSet(
            code="voorbeeld-2025",
            title="Voorbeeld 2025",
            valid=VALID,
            source=SLIDES,
            segments=(Segment(code="A", name="Ambulant", source=SLIDES),),
        )
    ]


@hookimpl
def region_regie() -> list[Declaration]:
    roles = (
        Assign(RegieRole.REGIE, Party.LOKAAL_TEAM, "Het lokale team kent het gezin."),
        Assign(RegieRole.SIGNALERING, None, "De dia's noemen niemand."),
    )
    return [
        RegieTable(
            code="voorbeeld-05",
            title="Wie de regie voert, hangt af van het segment.",
            valid=VALID,
            source=SLIDES,
            by=(SEGMENT,),
            roles={"A": roles},
        )
    ]


@rule("voorbeeld-02", topic=RuleTopic.DOCUMENT, valid=VALID, source=SLIDES, reads=(DOCUMENTS,))
def a_plan_is_on_file(case: Case) -> Answer:
    """Er is een perspectiefplan."""
    return require(case, DocumentKind.PERSPECTIEFPLAN, Party.LOKAAL_TEAM)


@rule(
    "voorbeeld-03",
    topic=RuleTopic.ACCESS,
    valid=VALID,
    source=public("Voorbeeldsite", "Toegang").derived(),
    reads=(REQUESTED_BY,),
)
def the_access_asks(case: Case) -> Answer:
    """De toegang vraagt aan."""
    asked_by = case.get(REQUESTED_BY)
    if asked_by == "CLIENT":
        return review("Vraag de toegang om mee te kijken.")
    if asked_by == "PROVIDER":
        return notice("De aanbieder vraagt aan. Laat de toegang dat weten.")
    return None


@rule(
    "voorbeeld-04",
    topic=RuleTopic.CONTRACT,
    valid=VALID,
    source=SLIDES.at("dia 4"),
    reads=(PROVIDER, MUNICIPALITY),
)
def the_provider_is_not_barred(case: Case) -> Answer:
    """De aanbieder mag leveren."""
    if case[PROVIDER] == "gestopt":
        return refuse(f"Aanbieder gestopt levert niet in {case[MUNICIPALITY]}.")
    return None


@rule("voorbeeld-06", topic=RuleTopic.PERIOD, valid=VALID, source=SLIDES, reads=(DECISION_DATE,))
def the_day_is_told(case: Case) -> Answer:
    """De dag van de beslissing is bekend."""
    return passed(f"Beslist op {dutch_date(case[DECISION_DATE])}.")


@hookimpl
def region_rules() -> list[Declaration]:
    segment = known_segment("voorbeeld-01", "Het segment is A.", valid=VALID, source=SLIDES)
    return [
        segment,
        a_plan_is_on_file,
        the_access_asks,
        the_provider_is_not_barred,
        the_day_is_told,
    ]
