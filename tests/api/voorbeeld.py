"""A fictitious region that shows every kind of thing a region can state."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from jeugdregio_core import (
    DIFFERENT_PROVIDERS,
    Answer,
    Arrangement,
    Assign,
    Case,
    Complexity,
    Component,
    Declaration,
    DocumentKind,
    Frequency,
    Instalment,
    Intensity,
    Municipality,
    Norm,
    NormFramework,
    NormPart,
    Party,
    PaymentSchedule,
    Permission,
    Product,
    Profile,
    ProfileSet,
    RegieRole,
    RegieTable,
    Region,
    RuleTopic,
    Segment,
    Source,
    StackingMatrix,
    Status,
    Target,
    TargetKind,
    Tariff,
    TariffBasis,
    TariffPolicy,
    TariffReason,
    Term,
    Unit,
    between,
    hookimpl,
    known_municipality,
    require,
    rule,
    since,
    statement,
)
from jeugdregio_core.model.codes import Comparison
from jeugdregio_core.rules.facts import BIRTH_DATE, DOCUMENTS, PROFILE, REFERRER

GUIDE = Source("Gids van Voorbeeld", "bladzijde 3")
FROM_2024 = since(2024)


@hookimpl
def region_identity() -> Region:
    return Region(
        code="voorbeeld",
        name="Voorbeeldregio",
        organisation="Samenwerking Voorbeeld",
        source=GUIDE,
        municipalities=(
            Municipality(
                code="9001",
                name="Voorbeelddam",
                valid=since(2018),
                source=GUIDE,
                part="Noord",
                access_name="het wijkteam",
            ),
            Municipality(
                code="9002",
                name="Oudvoorbeeld",
                valid=between((2018, 1, 1), (2024, 12, 31)),
                source=GUIDE,
                merged_into="9001",
            ),
        ),
    )


@hookimpl
def region_profile_sets() -> list[ProfileSet]:
    return [OLD, NEW]


OLD = ProfileSet(
    code="oud",
    title="Profielen tot 2024",
    valid=between((2020, 1, 1), (2023, 12, 31)),
    source=GUIDE,
    segments=(Segment(code="A", name="Ambulant", source=GUIDE),),
)
NEW = ProfileSet(
    code="nieuw",
    title="Profielen vanaf 2024",
    valid=FROM_2024,
    source=GUIDE,
    segments=(
        Segment(code="A", name="Ambulant", source=GUIDE, complexity=(Complexity.LAAG,)),
        Segment(code="B", name="Verblijf", source=GUIDE, contracted=False, note="Elders."),
        Segment(code="C", name="Later", source=GUIDE, valid=since(2026)),
    ),
    profiles=(
        Profile(code="1", source=GUIDE, name="Eerste", segment="A", grounds=("gedrag",)),
        Profile(code="2", source=GUIDE, treatment=True),
        Profile(code="9", source=GUIDE, name="Later", segment="C"),
    ),
    intensities=(
        Intensity(
            code="L",
            source=GUIDE,
            name="Licht",
            family="herstel",
            profiles=frozenset({"1"}),
            guide_months=(3, 9),
        ),
        Intensity(code="Z", source=GUIDE),
    ),
    arrangements=(
        Arrangement(
            code="A1L",
            segment="A",
            profile="1",
            intensity="L",
            source=GUIDE,
            confirmed=True,
            product=Product(
                category="45", code="45A01", unit=Unit.MINUUT, frequency=Frequency.WEEK
            ),
        ),
        Arrangement(code="B2Z", segment="B", profile="2", intensity="Z", source=GUIDE),
        Arrangement(code="C9Z", segment="C", profile="9", intensity="Z", source=GUIDE),
    ),
    components=(Component(code="VERVOER", name="Vervoer", segment="A", source=GUIDE),),
    tariffs=(
        Tariff(
            arrangement="A1L",
            amount_cents=123_456,
            per=TariffBasis.TRAJECT,
            valid=between((2024, 1, 1), (2025, 12, 31)),
            source=GUIDE,
        ),
    ),
    payment=(
        TariffPolicy(segment="A", per=TariffBasis.TRAJECT, reason=TariffReason.UNKNOWN),
        TariffPolicy(
            segment="B", per=TariffBasis.MAAND, reason=TariffReason.UNKNOWN, per_provider=True
        ),
    ),
    schedules=(
        PaymentSchedule(
            rule="voorbeeld-06",
            title="In twee delen",
            segment="A",
            valid=FROM_2024,
            source=GUIDE,
            per=TariffBasis.TRAJECT,
            instalments=tuple(
                Instalment(label=label, moment=moment, source=GUIDE, share=Fraction(1, 2))
                for label, moment in (("begin", "bij de start"), ("eind", "aan het eind"))
            ),
        ),
    ),
    unknown=("De naam van profiel 2 is niet bekend.",),
)


@hookimpl
def region_norm_framework() -> list[NormFramework]:
    return [
        NormFramework(
            code="kader",
            title="Normenkader 2024",
            valid=FROM_2024,
            source=GUIDE,
            parts=(NormPart("duur", "Duur van de hulp"),),
            norms=(
                Norm(
                    code="duur-A",
                    subject="A",
                    quantity="duur",
                    unit="maand",
                    source=GUIDE,
                    rule="voorbeeld-07",
                    value=Decimal("9.5"),
                ),
                Norm(
                    code="duur-B",
                    subject="B",
                    quantity="duur",
                    unit="maand",
                    source=GUIDE,
                    status=Status.UNKNOWN,
                ),
            ),
            targets=(
                Target(
                    code="minder-verblijf",
                    rule="voorbeeld-06",
                    kind=TargetKind.BELEIDSDOEL,
                    description="Hoogstens tien jeugdigen in verblijf.",
                    source=GUIDE,
                    segment="B",
                    comparison=Comparison.AT_MOST,
                    value=Decimal(10),
                    period=between((2026, 1, 1), (2026, 12, 31)),
                ),
            ),
        )
    ]


@hookimpl
def region_stacking() -> list[Declaration]:
    different = Term(
        "voorbeeld-04",
        "A en B mogen naast elkaar bij verschillende aanbieders.",
        Permission.CONDITIONAL,
        (DIFFERENT_PROVIDERS,),
    )
    return [
        StackingMatrix(
            code="voorbeeld-stapelen",
            valid=FROM_2024,
            source=GUIDE,
            segments=("A", "B"),
            cells={("A", "B"): different},
            otherwise=Term("voorbeeld-05", "Anders mag stapelen niet.", Permission.FORBIDDEN),
        )
    ]


@hookimpl
def region_regie() -> list[Declaration]:
    return [
        RegieTable(
            code="voorbeeld-08",
            title="Wie de regie voert, hangt af van het profiel.",
            valid=FROM_2024,
            source=GUIDE,
            by=(PROFILE,),
            roles={"1": (Assign(RegieRole.REGIE, Party.AANBIEDER, "De aanbieder is aan zet."),)},
        )
    ]


@rule(
    "voorbeeld-02",
    topic=RuleTopic.ACCESS,
    valid=FROM_2024,
    source=GUIDE.at("bladzijde 4"),
    reads=(REFERRER,),
)
def a_referrer_is_known(case: Case) -> Answer:
    """Er is een verwijzer."""
    case[REFERRER]
    return None


@rule(
    "voorbeeld-03",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2024,
    source=GUIDE.derived(),
    reads=(DOCUMENTS,),
)
def a_plan_is_on_file(case: Case) -> Answer:
    """Er is een perspectiefplan."""
    return require(case, DocumentKind.PERSPECTIEFPLAN, Party.LOKAAL_TEAM)


@rule("voorbeeld-07", topic=RuleTopic.ACCESS, valid=FROM_2024, source=GUIDE, reads=(BIRTH_DATE,))
def the_young_person_is_born(case: Case) -> Answer:
    """De jeugdige is geboren."""
    if case[BIRTH_DATE] > date(2030, 1, 1):
        raise RuntimeError(f"born on {case[BIRTH_DATE]}")
    return None


@hookimpl
def region_rules() -> list[Declaration]:
    return [
        known_municipality(
            "voorbeeld-01", "De gemeente hoort bij de regio.", valid=FROM_2024, source=GUIDE
        ),
        a_referrer_is_known,
        a_plan_is_on_file,
        the_young_person_is_born,
        statement(
            "voorbeeld-06",
            "Het bedrag komt in twee delen.",
            topic=RuleTopic.PAYMENT,
            valid=FROM_2024,
            source=GUIDE,
            place="region.profileSet.schedules",
        ),
    ]
