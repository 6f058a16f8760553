"""The goals of core value 6: scarce means are used well."""

from decimal import Decimal
from functools import partial

from jeugdregio_core import (
    Comparison,
    Measured,
    Measurement,
    Status,
    Target,
    TargetKind,
    between,
)
from jeugdregio_zhz.sources import FRAMEWORK, MEANS

_IN_2023 = between((2023, 1, 1), (2023, 12, 31))
_IN_2024 = between((2024, 1, 1), (2024, 12, 31))
_IN_2025 = between((2025, 1, 1), (2025, 12, 31))

_STAY_WITH_TREATMENT = "43"

_goal = partial(Target, core_value="Doelmatige inzet schaarse middelen", source=MEANS)

MEANS_GOALS = (
    _goal(
        code="middelen-verblijf",
        rule="zhz-21",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Een jeugdige stroomt uit hoogspecialistische hulp als dat past.",
        measure="Gemiddelde duur van verblijf met behandeling; een gemiddelde, dus geen grens per "
        "jeugdige",
        comparison=Comparison.AT_MOST,
        value=Decimal(9),
        unit="maanden",
        measured_by=Measurement(Measured.MEAN_STAY, product_category=_STAY_WITH_TREATMENT),
    ),
    _goal(
        code="middelen-afschalen",
        rule="zhz-26-doelen",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Aanbieders uit verschillende segmenten maken afspraken om af te schalen.",
        measure="Min of meer vastgelegde afspraken",
        status=Status.UNKNOWN,
    ),
    _goal(
        code="middelen-normen",
        rule="zhz-22",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Van het normenkader wordt zelden afgeweken.",
        measure="Aandeel jeugdigen zonder afwijking",
        comparison=Comparison.AT_LEAST,
        value=Decimal(85),
        unit="procent",
        period=_IN_2024,
        measured_by=Measurement(Measured.WITHIN_NORMS),
    ),
    _goal(
        code="middelen-1-kosten",
        rule="zhz-23",
        segment="1",
        kind=TargetKind.BELEIDSDOEL,
        description="De gemiddelde kosten per jeugdige dalen met 5 procent. Tegen welk jaar, zegt "
        "de bron niet.",
        measure="Daling van de gemiddelde kosten per jeugdige",
        comparison=Comparison.AT_LEAST,
        relative_drop=True,
        value=Decimal(5),
        unit="procent",
        period=_IN_2024,
    ),
    _goal(
        code="middelen-1-bedden",
        rule="zhz-26-doelen",
        segment="1",
        kind=TargetKind.RESULTAATAFSPRAAK,
        description="Aanbieders en de serviceorganisatie zien samen hoeveel bedden nodig zijn en "
        "gebruiken ze doelmatig.",
        measure="Een plan en een werkwijze",
        status=Status.UNKNOWN,
    ),
    _goal(
        code="middelen-2-kosten-normenkader",
        rule="zhz-23-segment-2",
        segment="2",
        kind=TargetKind.BELEIDSDOEL,
        description="De kosten dalen met 5 procent (het normenkader). De doelen per segment zeggen "
        "iets anders: gelijk blijven.",
        comparison=Comparison.AT_LEAST,
        relative_drop=True,
        value=Decimal(5),
        unit="procent",
        status=Status.CONFLICT,
        source=FRAMEWORK.at("Normenkader, punt b"),
    ),
    _goal(
        code="middelen-2-kosten-doelen",
        rule="zhz-23-segment-2",
        segment="2",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="De gemiddelde kosten blijven gelijk aan 2021 (de doelen per segment). Het "
        "normenkader zegt iets anders: 5 procent daling.",
        comparison=Comparison.STABLE,
        base_year=2021,
        status=Status.CONFLICT,
    ),
    _goal(
        code="middelen-2-plaatsing",
        rule="zhz-20",
        segment="2",
        kind=TargetKind.MEETAFSPRAAK,
        description="Een jeugdige heeft binnen drie maanden een passende plek in een "
        "woonvoorziening.",
        measure="Aandeel jeugdigen met een passende plek binnen drie maanden",
        comparison=Comparison.ABOVE,
        value=Decimal(95),
        unit="procent",
        measured_by=Measurement(Measured.BEGUN_IN_TIME, within_months=3),
    ),
    _goal(
        code="middelen-2-bedden",
        rule="zhz-26-doelen",
        segment="2",
        kind=TargetKind.MEETAFSPRAAK,
        description="Er zijn afspraken over het aantal bedden, het geld en de toeleiding.",
        measure="Een plan en een werkwijze",
        status=Status.UNKNOWN,
    ),
    _goal(
        code="middelen-3-onderwijsnorm",
        rule="zhz-26-doelen",
        segment="3",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Dagbesteding en dagbehandeling voldoen aan de onderwijsnorm; hoeveel uren dat "
        "zijn, is niet bekend.",
        period=_IN_2024,
        status=Status.UNKNOWN,
    ),
    _goal(
        code="middelen-3-duur",
        rule="zhz-26",
        segment="3",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Trajecten worden X procent korter.",
        measure="Duur van een traject, met vaste tussenpozen gemeten",
        comparison=Comparison.AT_LEAST,
        relative_drop=True,
        unit="procent",
        period=_IN_2024,
        status=Status.OPEN,
    ),
    _goal(
        code="middelen-3-instroom",
        rule="zhz-26",
        segment="3",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="De instroom in dagvoorzieningen daalt met X procent.",
        measure="Instroom in dagvoorzieningen",
        comparison=Comparison.AT_LEAST,
        relative_drop=True,
        unit="procent",
        period=_IN_2024,
        status=Status.OPEN,
    ),
    _goal(
        code="middelen-4-verwijzingen",
        rule="zhz-24",
        segment="4",
        kind=TargetKind.MEETAFSPRAAK,
        description="Vanuit de SGGZ wordt 70 procent minder verwezen naar het expertteam voor "
        "segment 1.",
        measure="Daling van het aantal verwijzingen",
        comparison=Comparison.AT_LEAST,
        relative_drop=True,
        value=Decimal(70),
        unit="procent",
        base_year=2022,
        period=_IN_2025,
    ),
    _goal(
        code="middelen-5-crisis",
        rule="zhz-19",
        segment="5",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Na een melding is er binnen 24 uur passende crisishulp.",
        measure="Tijd tussen melding en hulpaanbod",
        comparison=Comparison.AT_MOST,
        value=Decimal(24),
        unit="uur",
        measured_by=Measurement(Measured.LONGEST_WAIT),
    ),
    _goal(
        code="middelen-6-verwijzen",
        rule="zhz-26-doelen",
        segment="6",
        kind=TargetKind.BELEIDSDOEL,
        description="De GI verwijst in lijn met de visie van de regio.",
        measure="De GI werkt vroeg samen met de lokale teams en het expertteam, op basis van een "
        "verklarende analyse",
        status=Status.UNKNOWN,
    ),
    _goal(
        code="middelen-7-eed",
        rule="zhz-25",
        segment="7",
        kind=TargetKind.MEETAFSPRAAK,
        description="De gemiddelde kosten van EED (dyslexie) per jeugdige dalen met 2 procent.",
        measure="Daling van de gemiddelde kosten per jeugdige",
        comparison=Comparison.AT_LEAST,
        relative_drop=True,
        value=Decimal(2),
        unit="procent",
        base_year=2021,
        period=_IN_2023,
    ),
)
