"""Tariffs and how they are paid out: rules 7 to 12."""

from fractions import Fraction

from jeugdregio_aa_zawa.sources import (
    CONVERSION,
    FAQ_FINANCE,
    FROM_2018,
    HIGHLY_COMPLEX,
    REQUEST_AND_TARIFF,
)
from jeugdregio_core import (
    Declaration,
    Instalment,
    PaymentSchedule,
    RuleTopic,
    Source,
    TariffBasis,
    TariffPolicy,
    TariffReason,
    statement,
)

HERSTEL = frozenset({"PERSPECTIEF", "INTENSIEF"})
DUURZAAM = frozenset({"DUURZAAM_LICHT", "DUURZAAM_ZWAAR"})

NO_TARIFF_IN_A = TariffPolicy(segment="A", per=None, reason=TariffReason.NO_TARIFF)

TARIFFS = (
    NO_TARIFF_IN_A,
    *(
        TariffPolicy(
            segment=segment,
            per=per,
            reason=TariffReason.UNKNOWN,
            per_provider=segment == "C",
            intensities=intensities,
        )
        for segment in ("B", "C")
        for intensities, per in ((HERSTEL, TariffBasis.TRAJECT), (DUURZAAM, TariffBasis.JAAR))
    ),
)

LAST_SHARE = Fraction(3, 10)


def _part(label: str, moment: str, share: Fraction | None, source: Source) -> Instalment:
    return Instalment(
        label=label, moment=moment, share=share, source=source, depends_on_result=False
    )


def herstel_schedule(
    segment: str,
    first_share: Fraction | None = 1 - LAST_SHARE,
    first_moment: str = "het moment is niet bekend",
) -> PaymentSchedule:
    """The schedule of perspectief and intensief: 30% after the care has ended.

    The sources give the last part only. The first is what remains, unless a region that knows
    better says so; ``None`` means unknown.
    """
    return PaymentSchedule(
        rule="aa_zawa-12",
        title="Herstel: eerst het grootste deel, en 30% na het einde van de hulp",
        segment=segment,
        intensities=HERSTEL,
        valid=FROM_2018,
        source=CONVERSION,
        per=TariffBasis.TRAJECT,
        instalments=(
            _part("eerste deel", first_moment, first_share, CONVERSION.derived()),
            _part("laatste deel", "na het einde van de hulp", LAST_SHARE, CONVERSION),
        ),
        early_end_known=False,
        note="De bron noemt alleen het laatste deel van 30%; het eerste is daaruit afgeleid.",
    )


def duurzaam_schedule(segment: str) -> PaymentSchedule:
    """The schedule of the duurzame intensities: a year tariff in twelve equal parts."""
    return PaymentSchedule(
        rule="aa_zawa-11",
        title="Duurzaam: een jaartarief in twaalf gelijke delen",
        segment=segment,
        intensities=DUURZAAM,
        valid=FROM_2018,
        source=FAQ_FINANCE,
        per=TariffBasis.JAAR,
        instalments=tuple(
            _part(f"maand {n}", f"met de factuur van maand {n}", Fraction(1, 12), FAQ_FINANCE)
            for n in range(1, 13)
        ),
        early_end_known=False,
    )


SCHEDULES = tuple(
    schedule
    for segment in ("B", "C")
    for schedule in (herstel_schedule(segment), duurzaam_schedule(segment))
)


def _about_tariffs(code: str, title: str, source: Source) -> Declaration:
    return statement(
        code,
        title,
        topic=RuleTopic.PAYMENT,
        valid=FROM_2018,
        source=source,
        place="region.profileSet.arrangements.tariff",
    )


def _about_payments(code: str, title: str, source: Source) -> Declaration:
    return statement(
        code,
        title,
        topic=RuleTopic.PAYMENT,
        valid=FROM_2018,
        source=source,
        place="region.profileSet.arrangements.payments",
    )


RULES: tuple[Declaration, ...] = (
    _about_tariffs(
        "aa_zawa-07",
        "Segment B heeft één tarief per profiel en intensiteit, gelijk voor elke aanbieder.",
        REQUEST_AND_TARIFF,
    ),
    _about_tariffs(
        "aa_zawa-08",
        "In segment C heeft elke aanbieder een eigen tarief per profiel en intensiteit.",
        HIGHLY_COMPLEX,
    ),
    _about_tariffs(
        "aa_zawa-09", "Een tarief geldt voor één jeugdige, niet voor het gezin.", FAQ_FINANCE
    ),
    _about_tariffs(
        "aa_zawa-10",
        "Wat de hoofdaannemer aan een onderaannemer betaalt, spreken zij zelf af.",
        FAQ_FINANCE,
    ),
    _about_payments(
        "aa_zawa-11",
        "Duurzame hulp heeft een jaartarief, gefactureerd in twaalf gelijke delen per maand.",
        FAQ_FINANCE,
    ),
    _about_payments(
        "aa_zawa-12",
        "Bij herstel wordt het laatste deel van 30% pas na het einde van de hulp betaald.",
        CONVERSION,
    ),
)
