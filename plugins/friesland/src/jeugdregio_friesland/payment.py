"""How a traject is paid, and what its tariff holds: rules 16 to 19."""

from fractions import Fraction

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    Instalment,
    PaymentSchedule,
    Rule,
    RuleTopic,
    Status,
    TariffBasis,
    notice,
    product_of_arrangement,
    refuse,
    rule,
    statement,
)
from jeugdregio_core.rules.facts import INTENSITY, PRODUCT, PROFILE, SEGMENT
from jeugdregio_friesland.sources import (
    BEFORE_2024,
    FROM_2024,
    SDF_YOUTH,
    SJH_PAGE,
    before_2024,
)

SPLIT = SJH_PAGE.at("30-70 kostentoedeling wordt losgelaten")
PLACE = "region.profileSet.schedules"
INTEGRAL = {"VERVOER": "Vervoer", "DIAGNOSTIEK": "Diagnostiek", "DIAGNOSE": "Diagnostiek"}
"""Products that the tariff of a PIC already pays for."""

_NOT_KNOWN_WHEN = "wanneer, is niet bekend"
_TWO_READINGS = (
    "De bron spreekt zichzelf tegen. Lezing 1, uit de kop: de verdeling is losgelaten en er is één "
    "bedrag voor het traject. Lezing 2, uit de tekst: er is nog een tweede termijn van 30%. In "
    "beide lezingen telt het resultaat van het traject niet mee."
)


def _part(label: str, percent: int, *, by_result: bool) -> Instalment:
    return Instalment(
        label=label,
        moment=_NOT_KNOWN_WHEN,
        share=Fraction(percent, 100),
        depends_on_result=by_result,
        source=SPLIT,
    )


def _new(code: str, title: str, *instalments: Instalment) -> PaymentSchedule:
    return PaymentSchedule(
        rule=code,
        title=title,
        segment="SJH",
        valid=FROM_2024,
        source=SPLIT,
        per=TariffBasis.TRAJECT,
        instalments=instalments,
        early_end_known=False,
        status=Status.CONFLICT,
        note=_TWO_READINGS,
    )


NEW_SCHEDULES = (
    _new(
        "friesland-17", "Eén bedrag voor het hele traject", _part("Traject", 100, by_result=False)
    ),
    _new(
        "friesland-16",
        "Twee termijnen die niet van het resultaat afhangen",
        _part("Eerste termijn", 70, by_result=False),
        _part("Tweede termijn", 30, by_result=False),
    ),
)

IN_TWO_PARTS = PaymentSchedule(
    rule="friesland-18",
    title="Twee termijnen, waarvan de tweede van het resultaat afhangt",
    segment="SJH",
    valid=BEFORE_2024,
    source=SPLIT.derived(),
    per=TariffBasis.TRAJECT,
    instalments=(
        _part("Eerste termijn", 70, by_result=False),
        _part("Tweede termijn", 30, by_result=True),
    ),
    early_end_known=False,
)


@rule(
    "friesland-19",
    topic=RuleTopic.PAYMENT,
    valid=FROM_2024,
    source=SDF_YOUTH,
    reads=(PRODUCT, SEGMENT, PROFILE, INTENSITY),
    segments=("SJH",),
)
def the_tariff_is_integral(case: Case) -> Answer:
    """Een SJH-tarief bevat alles: naast een PIC komt geen aparte regel voor vervoer of diagnose."""
    product = case.get(PRODUCT)
    if product is None:
        return NOT_APPLICABLE
    if product in INTEGRAL:
        return refuse(
            f"{INTEGRAL[product]} zit al in het tarief van de PIC. Vraag het niet apart aan."
        )
    return product_of_arrangement(case, product) or notice(
        f"Product {product} is niet getoetst: de productcode van deze PIC is niet bekend."
    )


def _stated(code: str, title: str) -> Rule:
    return statement(
        code, title, topic=RuleTopic.PAYMENT, valid=FROM_2024, source=SPLIT, place=PLACE
    )


RULES: tuple[Declaration, ...] = (
    _stated(
        "friesland-16",
        "Het resultaat van één traject verandert niets aan de tweede termijn (30%).",
    ),
    _stated(
        "friesland-17",
        "Het hele traject heeft één tarief, dat altijd wordt betaald. Wat er bij een heel vroeg "
        "einde wordt betaald, is niet bekend.",
    ),
    statement(
        "friesland-18",
        "De betaling gaat in twee termijnen van 70% en 30%; de tweede hangt af van het resultaat.",
        topic=RuleTopic.PAYMENT,
        valid=BEFORE_2024,
        source=SPLIT.derived(),
        place=PLACE,
    ),
    the_tariff_is_integral,
    before_2024(the_tariff_is_integral),
)
