"""Measuring results and closing the care: rules 27 and 28. The figures are unknown."""

from jeugdregio_aa_zawa.catalogue import FROM_2018_SET
from jeugdregio_aa_zawa.sources import FAQ_GOALS, FROM_2018, RESULTS
from jeugdregio_core import (
    Declaration,
    Norm,
    NormFramework,
    NormPart,
    RuleTopic,
    Status,
    Target,
    TargetKind,
    statement,
)
from jeugdregio_core.model.norms import UNKNOWN_UNIT

_MEASURES = {
    "gezinservaring": "Hoe ouders en kinderen de hulp ervaren",
    "uitval": "Hoeveel jeugdigen wegblijven of te vroeg stoppen",
    "doelrealisatie": "Hoe ver de doelen zijn bereikt",
}

FRAMEWORK = NormFramework(
    code="aa_zawa-normen-2018",
    title="Resultaatmeting Amsterdam-Amstelland en Zaanstreek-Waterland vanaf 2018",
    valid=FROM_2018,
    source=RESULTS,
    parts=(
        NormPart("resultaat", "Het resultaat (wat) staat in het perspectiefplan"),
        NormPart("doel", "Het doel (hoe) staat in het behandelplan"),
        NormPart("meten", "Meten met een vaste set instrumenten; de cijfers zijn openbaar"),
        NormPart("afsluiten", "Gezin en hoofdaannemer vinden samen dat het resultaat is bereikt"),
        NormPart("afsluiten-c", "In segment C kan er een evaluatie zijn met het lokale team"),
        NormPart("geschil", "Bij verschil van mening eerst praten; daarna kan het team helpen"),
    ),
    norms=tuple(
        Norm(
            code=f"{measure}-{intensity.code.lower().replace('_', '-')}",
            subject=intensity.code,
            quantity=measure,
            unit=UNKNOWN_UNIT,
            rule="aa_zawa-27",
            status=Status.UNKNOWN,
            source=RESULTS,
        )
        for measure in _MEASURES
        for intensity in FROM_2018_SET.intensities
    ),
    targets=tuple(
        Target(
            code=measure,
            rule="aa_zawa-27",
            kind=TargetKind.MEETAFSPRAAK,
            description=description,
            measure=measure,
            status=Status.UNKNOWN,
            source=RESULTS,
        )
        for measure, description in _MEASURES.items()
    ),
    unknown=(
        "De normen per intensiteit zijn onbekend.",
        "Welke meetinstrumenten in de vaste set zitten, is onbekend.",
        "Een deel van de betaling laten afhangen van het resultaat was alleen een idee voor later.",
    ),
)

RULES: tuple[Declaration, ...] = (
    statement(
        "aa_zawa-27",
        "Van de hulp worden drie dingen gemeten: gezinservaring, uitval en doelrealisatie.",
        topic=RuleTopic.TARGET,
        valid=FROM_2018,
        source=RESULTS,
        place="region.normFramework.targets",
    ),
    statement(
        "aa_zawa-28",
        "De hulp sluit als gezin en hoofdaannemer dat allebei vinden; in segment C kan het lokale "
        "team mee evalueren.",
        topic=RuleTopic.TARGET,
        valid=FROM_2018,
        source=FAQ_GOALS,
        place="region.normFramework.parts",
    ),
)
