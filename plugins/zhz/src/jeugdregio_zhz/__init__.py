"""Zuid-Holland Zuid since 2022: seven segments, a product category instead of a profile, and norms
whose figures the sources leave open."""

from collections.abc import Sequence

from jeugdregio_core import (
    Declaration,
    NormFramework,
    ProfileSet,
    Region,
    StackingMatrix,
    hookimpl,
)
from jeugdregio_zhz import (
    access,
    allocation,
    catalogue,
    contracts,
    crisis,
    framework,
    norms,
    plans,
    regie,
    region,
    stacking,
    targets,
)


@hookimpl
def region_identity() -> Region:
    """Ten municipalities, two of them from a merger in 2019."""
    return region.ZHZ


@hookimpl
def region_profile_sets() -> Sequence[ProfileSet]:
    """One catalogue, without profiles."""
    return (catalogue.CATALOGUE,)


@hookimpl
def region_stacking() -> Sequence[StackingMatrix | Declaration]:
    """A matrix that says of every pair: not specified."""
    return (stacking.MATRIX,)


@hookimpl
def region_regie() -> Sequence[Declaration]:
    """The municipal access steers."""
    return regie.RULES


@hookimpl
def region_norm_framework() -> Sequence[NormFramework]:
    """Parts, norms without figures, and targets."""
    return (framework.NORM_FRAMEWORK,)


@hookimpl
def region_rules() -> Sequence[Declaration]:
    """Everything else, by subject."""
    return (
        *access.RULES,
        *allocation.RULES,
        *plans.RULES,
        *contracts.RULES,
        *crisis.RULES,
        *norms.RULES,
        *targets.RULES,
    )
