"""The norm framework (normenkader): its parts, its norms without figures, and its targets."""

from jeugdregio_core import Norm, NormFramework, NormPart, Status
from jeugdregio_zhz.sources import CHANGES, FRAMEWORK, FROM_2022
from jeugdregio_zhz.targets import TARGETS

DURATION, HOURS, STAFF = "duur", "intensiteit", "personele mix"

_PARTS = {
    "a": "De doorlooptijd en de duur van de zorg hebben een maximum.",
    "b": "In segment 1 en 2 is het doel dat de kosten 5% dalen.",
    "c": "De personele mix is voorgeschreven.",
    "d": "Afwijken kan alleen met toestemming van de gemeentelijke toegang.",
    "afwijken-1": "Overweeg afwijken bij een dreigende uithuisplaatsing.",
    "afwijken-2": "Overweeg afwijken bij dreigend schooluitval.",
    "afwijken-3": "Overweeg afwijken als hulp levenslang en levensbreed nodig is.",
    "geen-plafond": "Er zijn geen budgetplafonds: de norm begrenst de duur en intensiteit.",
}

_QUANTITIES = (
    (DURATION, "maanden", "zhz-05", FRAMEWORK),
    (HOURS, "uur per week", "zhz-06", CHANGES),
    (STAFF, "niveau", "zhz-07", FRAMEWORK),
)

NORM_FRAMEWORK = NormFramework(
    code="zhz-normen-2022",
    title="Normenkader Zuid-Holland Zuid vanaf 2022",
    valid=FROM_2022,
    source=FRAMEWORK,
    parts=tuple(NormPart(code, title) for code, title in _PARTS.items()),
    norms=tuple(
        Norm(
            code=f"norm-{quantity.replace(' ', '-')}",
            subject="elke dienst",
            quantity=quantity,
            unit=unit,
            rule=rule,
            source=source,
            status=Status.UNKNOWN,
        )
        for quantity, unit, rule, source in _QUANTITIES
    ),
    targets=TARGETS,
    unknown=(
        "De norm voor duur, intensiteit en personele mix is van geen enkele dienst bekend.",
        "Hoeveel uren onderwijs de onderwijsnorm vraagt, is niet bekend.",
        "Over de kosten in segment 2 spreekt de bron zichzelf tegen: het normenkader wil 5% "
        "daling, de doelen willen dat ze gelijk blijven aan 2021.",
        "Tegen welk jaar de 5% lagere kosten in segment 1 worden gemeten, is niet bekend.",
        "De cijfers bij de doelen met X procent zijn niet ingevuld.",
        "In welke vorm de toegang toestemming geeft, is niet bekend.",
    ),
)
