"""Stapelen: rules 24 and 25."""

from datetime import date

from jeugdregio_aa_zawa.documents import approved_by_local_team, by_local_team
from jeugdregio_aa_zawa.sources import FAQ_INTENSITIES, FROM_2018
from jeugdregio_core import (
    SAME_PROFILE,
    SAME_PROVIDER,
    Case,
    Condition,
    DocumentKind,
    Permission,
    StackingMatrix,
    Term,
    Verdict,
    initial_from,
)
from jeugdregio_core.rules.facts import DOCUMENTS
from jeugdregio_core.rules.input import AllocationInput


def _form_given(case: Case, _other: AllocationInput) -> bool:
    return any(by_local_team(form) for form in case.documents(DocumentKind.STAPELFORMULIER))


def _plan_approved(case: Case, _other: AllocationInput) -> bool:
    return any(
        approved_by_local_team(plan) for plan in case.documents(DocumentKind.PERSPECTIEFPLAN)
    )


FORM_BY_LOCAL_TEAM = Condition(
    "form-by-local-team",
    "het lokale team na overleg het formulier voor stapelen gaf",
    _form_given,
    (DOCUMENTS,),
    frozenset(),
)
PLAN_APPROVED = Condition(
    "plan-approved",
    "het perspectiefplan is goedgekeurd door het lokale team",
    _plan_approved,
    (DOCUMENTS,),
    frozenset(),
)

on_the_first_spic = Term(
    "aa_zawa-24",
    "In segment B mag een SPIC op een eerdere SPIC stapelen: zelfde profiel en aanbieder, en met "
    "overleg, formulier en een goedgekeurd perspectiefplan.",
    Permission.CONDITIONAL,
    (
        SAME_PROFILE,
        SAME_PROVIDER,
        initial_from(date(2019, 1, 1)),
        FORM_BY_LOCAL_TEAM,
        PLAN_APPROVED,
    ),
    otherwise=Verdict.REVIEW,
)
silent = Term(
    "aa_zawa-25",
    "Of stapelen buiten segment B of over segmenten heen mag, zeggen de bronnen niet.",
    Permission.UNSPECIFIED,
    source=FAQ_INTENSITIES.derived(),
)

MATRIX = StackingMatrix(
    code="aa_zawa-stapelen-2018",
    valid=FROM_2018,
    source=FAQ_INTENSITIES,
    segments=("A", "B", "C", "V"),
    cells={("B", "B"): on_the_first_spic},
    otherwise=silent,
)
