"""The goals of core value 3: every child follows education."""

from functools import partial

from jeugdregio_core import Comparison, Status, Target, TargetKind, between
from jeugdregio_zhz.sources import EDUCATION, GOALS

_IN_2024 = between((2024, 1, 1), (2024, 12, 31))

_goal = partial(Target, core_value="Ieder kind volgt onderwijs", source=EDUCATION)

EDUCATION_GOALS = (
    _goal(
        code="onderwijs-uitval",
        rule="zhz-26-doelen",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Minder jeugdigen vallen uit op school of zitten thuis.",
        measure="Vaker gebruik van de variawet, meer jeugdigen ingeschreven op een school en "
        "minder thuiszitters",
        comparison=Comparison.FALLING,
        period=GOALS,
    ),
    _goal(
        code="onderwijs-deelname",
        rule="zhz-26-doelen",
        kind=TargetKind.BELEIDSDOEL,
        description="Zo veel mogelijk jeugdigen met jeugdhulp volgen onderwijs, op school of op de "
        "locatie van de hulp.",
        period=_IN_2024,
        status=Status.UNKNOWN,
    ),
    _goal(
        code="onderwijs-1",
        rule="zhz-18",
        segment="1",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Volgt een jeugdige geen onderwijs, dan blijft er contact met de school. Het "
        "onderwijsperspectief staat in het behandelplan.",
        measure="Steekproef van plannen, ondertekend door aanbieder, onderwijs en cliënt",
        status=Status.UNKNOWN,
    ),
    _goal(
        code="onderwijs-2",
        rule="zhz-26-doelen",
        segment="2",
        kind=TargetKind.INSPANNINGSVERPLICHTING,
        description="Een jeugdige die (deels) ergens anders woont, blijft als het kan op de eigen "
        "school.",
        status=Status.UNKNOWN,
    ),
    _goal(
        code="onderwijs-3",
        rule="zhz-16",
        segment="3",
        kind=TargetKind.RESULTAATAFSPRAAK,
        description="Jeugdigen in dagbesteding of dagbehandeling krijgen een vorm van onderwijs.",
        measure="Steekproef van ondertekende plannen, en aantoonbare samenwerking met het "
        "samenwerkingsverband",
        period=GOALS,
        status=Status.UNKNOWN,
    ),
    _goal(
        code="onderwijs-3-startkwalificaties",
        rule="zhz-26",
        segment="3",
        kind=TargetKind.MEETAFSPRAAK,
        description="Meer jeugdigen halen een startkwalificatie.",
        comparison=Comparison.RISING,
        period=GOALS,
        status=Status.OPEN,
    ),
    _goal(
        code="onderwijs-3a-clienten",
        rule="zhz-26",
        segment="3",
        kind=TargetKind.MEETAFSPRAAK,
        description="Het aantal cliënten in segment 3a neemt af met X procent.",
        comparison=Comparison.AT_LEAST,
        relative_drop=True,
        unit="procent",
        period=_IN_2024,
        status=Status.OPEN,
    ),
    _goal(
        code="onderwijs-7-voorkomen",
        rule="zhz-26-doelen",
        segment="7",
        kind=TargetKind.BELEIDSDOEL,
        description="Schooluitval en de inzet van specialistische jeugdhulp worden voorkomen.",
        measure="Samenwerking met het samenwerkingsverband, een passende plek op school en minder "
        "individuele hulpvragen",
        status=Status.UNKNOWN,
    ),
    _goal(
        code="onderwijs-7-verzuim",
        rule="zhz-26-doelen",
        segment="7",
        kind=TargetKind.BELEIDSDOEL,
        description="Verzuim en vrijstellingen nemen af.",
        measure="Minder ongeoorloofd verzuim",
        comparison=Comparison.FALLING,
    ),
)
