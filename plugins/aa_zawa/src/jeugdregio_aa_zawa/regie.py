"""Regiefunctie: the family itself, helped or replaced by the lokaal team: rule 21."""

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.documents import BOTH_READINGS
from jeugdregio_aa_zawa.sources import FROM_2018, LEAD_CONTRACTOR, PLAN_AND_REGIE
from jeugdregio_core import (
    Answer,
    Assign,
    Case,
    FamilyControl,
    Outcome,
    Party,
    RegieRole,
    RuleTopic,
    Verdict,
    assign,
    rule,
)
from jeugdregio_core.rules.facts import FAMILY_CONTROL, PROTECTION_MEASURE, SEGMENT

_REGIE = RegieRole.REGIE

family_by_default = Assign(_REGIE, Party.GEZIN, "In principe heeft het gezin zelf de regie.")
shared = Assign(_REGIE, Party.GEZIN, "Het gezin heeft de regie; het lokale team helpt daarbij.")
taken_over = Assign(
    _REGIE, Party.LOKAAL_TEAM, "Het lokale team neemt de regie over, omdat het gezin dat niet kan."
)
not_said = Assign(
    _REGIE,
    None,
    "Er geldt een jeugdbeschermingsmaatregel. Wie dan de regie heeft, zegt de bron niet. "
    "Laat het beoordelen.",
)
_BY_CONTROL = {
    FamilyControl.FAMILY: family_by_default,
    FamilyControl.SUPPORTED: shared,
    FamilyControl.TAKEN_OVER: taken_over,
}

lead_contractor = Assign(
    RegieRole.TRAJECT,
    Party.AANBIEDER,
    "De hoofdaannemer is verantwoordelijk voor het traject en het resultaat.",
)
plan_by_family = Assign(
    RegieRole.PERSPECTIEFPLAN,
    Party.GEZIN,
    "Het gezin maakt het perspectiefplan, zo nodig met het lokale team.",
)
plan_by_local_team = Assign(
    RegieRole.PERSPECTIEFPLAN,
    Party.LOKAAL_TEAM,
    "In segment C maakt het lokale team het perspectiefplan.",
)
plan_by_gi = Assign(
    RegieRole.PERSPECTIEFPLAN,
    Party.GI,
    "De gezinsmanager van de GI maakt het perspectiefplan, samen met het gezin.",
)
plan_contested = Assign(RegieRole.PERSPECTIEFPLAN, None, BOTH_READINGS)


@rule(
    "aa_zawa-21",
    topic=RuleTopic.REGIE,
    valid=FROM_2018,
    source=PLAN_AND_REGIE,
    reads=(PROTECTION_MEASURE, FAMILY_CONTROL),
)
def the_family_directs(case: Case) -> Answer:
    """Het gezin heeft de regie; het lokale team kan helpen of de regie overnemen."""
    measure, control = case.get(PROTECTION_MEASURE), case.get(FAMILY_CONTROL)
    if measure:
        return Outcome(Verdict.REVIEW, not_said.explanation, regie=(not_said,))
    role = family_by_default if control is None else _BY_CONTROL[control]
    if measure is None:
        reminder = "Geldt er een jeugdbeschermingsmaatregel, geef dat dan door."
        return Outcome(Verdict.NOTICE, f"{role.explanation} {reminder}", regie=(role,))
    return assign(role)


@rule(
    "aa_zawa-21-rollen",
    topic=RuleTopic.REGIE,
    valid=FROM_2018,
    source=LEAD_CONTRACTOR,
    reads=(PROTECTION_MEASURE, SEGMENT),
    segments=BOUGHT,
)
def roles_beside_the_regie(case: Case) -> Answer:
    """De hoofdaannemer draagt het traject; wie het perspectiefplan maakt, verschilt."""
    return assign(lead_contractor, _plan_maker(case[SEGMENT], case.get(PROTECTION_MEASURE)))


def _plan_maker(segment: str, measure: bool | None) -> Assign:
    if segment == "C":
        return plan_contested if measure else plan_by_local_team
    return plan_by_gi if measure else plan_by_family
