"""Friesland: profiles 1-10 until the end of 2023; since 2024 profiles A-J for specialised help,
with living (Wonen) as a perceel of its own."""

from collections.abc import Sequence

from jeugdregio_core import (
    Declaration,
    NormFramework,
    ProfileSet,
    Region,
    StackingMatrix,
    hookimpl,
)
from jeugdregio_friesland import (
    access,
    catalogue,
    limits,
    norms,
    payment,
    percelen,
    profile_h,
    profiles,
    regie,
    region,
    stacking,
)


@hookimpl
def region_identity() -> Region:
    """Eighteen municipalities that buy together."""
    return region.FRIESLAND


@hookimpl
def region_profile_sets() -> Sequence[ProfileSet]:
    """The old and the new catalogue."""
    return catalogue.OLD, catalogue.NEW


@hookimpl
def region_stacking() -> Sequence[StackingMatrix | Declaration]:
    """Which allocations may stand beside each other; much of it the sources leave open."""
    return stacking.BEFORE, stacking.MATRIX


@hookimpl
def region_regie() -> Sequence[Declaration]:
    """Who directs, by quadrant of the Fries model."""
    return regie.RULES


@hookimpl
def region_norm_framework() -> Sequence[NormFramework]:
    """The five parts of the Normenkader; the figures are unknown."""
    return (norms.FRAMEWORK,)


@hookimpl
def region_rules() -> Sequence[Declaration]:
    """Everything else, by subject."""
    return (
        *access.RULES,
        *profiles.RULES,
        *percelen.RULES,
        *limits.RULES,
        *profile_h.RULES,
        *payment.RULES,
        *norms.RULES,
        *region.RULES,
    )
