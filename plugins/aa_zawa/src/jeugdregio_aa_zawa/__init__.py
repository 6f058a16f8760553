"""Amsterdam-Amstelland and Zaanstreek-Waterland: from 2018 segments A, B and C, eleven profiles and
four intensities (SPIC); in Zaanstreek-Waterland from 2022 also segment V."""

from collections.abc import Sequence

from jeugdregio_aa_zawa import (
    access,
    arrangements,
    beschikking,
    catalogue,
    changes,
    contracts,
    documents,
    norms,
    payments,
    phase_out,
    regie,
    region,
    stacking,
)
from jeugdregio_core import (
    Declaration,
    NormFramework,
    ProfileSet,
    Region,
    StackingMatrix,
    hookimpl,
)


@hookimpl
def region_identity() -> Region:
    """Two youth regions with fourteen municipalities that buy together."""
    return region.AA_ZAWA


@hookimpl
def region_profile_sets() -> Sequence[ProfileSet]:
    """The catalogue of 2018, and that of Zaanstreek-Waterland from 2022."""
    return catalogue.FROM_2018_SET, catalogue.ZAWA_2022_SET


@hookimpl
def region_stacking() -> Sequence[StackingMatrix | Declaration]:
    """Only segment B knows stacking, on a first SPIC with the same profile and provider."""
    return (stacking.MATRIX,)


@hookimpl
def region_regie() -> Sequence[Declaration]:
    """Who directs, who carries the trajectory and who makes the plan."""
    return regie.the_family_directs, regie.roles_beside_the_regie


@hookimpl
def region_norm_framework() -> Sequence[NormFramework]:
    """What is measured; the figures are unknown."""
    return (norms.FRAMEWORK,)


@hookimpl
def region_rules() -> Sequence[Declaration]:
    """Everything else, by subject."""
    return (
        *access.RULES,
        *arrangements.RULES,
        *beschikking.RULES,
        *changes.RULES,
        *contracts.RULES,
        *documents.RULES,
        *norms.RULES,
        *payments.RULES,
        *phase_out.RULES,
    )
