"""Westfriesland: profiles 1-10 until 30 June 2025; since then segments B, V and C, eight profiles,
four intensities and a fixed amount per month."""

from collections.abc import Sequence

from jeugdregio_core import (
    Declaration,
    NormFramework,
    ProfileSet,
    Region,
    StackingMatrix,
    hookimpl,
)
from jeugdregio_westfriesland import (
    access,
    arrangements,
    catalogue,
    changes,
    contracts,
    documents,
    norms,
    phase_out,
    regie,
    region,
    stacking,
)


@hookimpl
def region_identity() -> Region:
    """Seven municipalities that buy together."""
    return region.WESTFRIESLAND


@hookimpl
def region_profile_sets() -> Sequence[ProfileSet]:
    """The old and the new catalogue."""
    return catalogue.OLD, catalogue.NEW


@hookimpl
def region_stacking() -> Sequence[StackingMatrix | Declaration]:
    """Which allocations may stand beside each other, since July 2025."""
    return stacking.MATRIX, stacking.ORDER_DOES_NOT_MATTER


@hookimpl
def region_regie() -> Sequence[Declaration]:
    """Who directs, by profile."""
    return regie.SEGMENT_B, regie.OTHER_SEGMENTS


@hookimpl
def region_norm_framework() -> Sequence[NormFramework]:
    """The steps and principles; the figures are unknown."""
    return (norms.FRAMEWORK,)


@hookimpl
def region_rules() -> Sequence[Declaration]:
    """Everything else, by subject."""
    return (
        *access.RULES,
        *arrangements.RULES,
        *contracts.RULES,
        *changes.RULES,
        *documents.RULES,
        *phase_out.RULES,
    )
