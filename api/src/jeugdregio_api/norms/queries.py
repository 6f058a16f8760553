"""Look-ups in the dated norm frameworks of a region."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Annotated

import strawberry

from jeugdregio_api.errors import bad_input
from jeugdregio_api.fields import OnDay
from jeugdregio_api.seen import Seen, place
from jeugdregio_api.stated import stated, stated_by
from jeugdregio_core.model.catalogue import ProfileSet, Segment
from jeugdregio_core.model.norms import Norm, NormFramework, Target
from jeugdregio_core.model.period import NotInForce
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules.rule import Rule


@stated_by()
def norm_framework(root: Seen[Region], on: OnDay = None) -> Seen[NormFramework]:
    """The norm framework in force. Raises NotInForce."""
    day = on or root.on
    found = root.rulebook.norm_framework_on(day)
    return Seen(found, place(root.rulebook, day, _profile_set(root, day)))


def _profile_set(root: Seen[Region], day: date) -> ProfileSet | None:
    try:
        return root.rulebook.profile_set_on(day)
    except NotInForce:
        return None


@stated
def norms(root: Seen[NormFramework]) -> list[Seen[Norm]]:
    """The norms."""
    return [root.beside(norm) for norm in root.item.norms]


@stated
def targets(root: Seen[NormFramework]) -> list[Seen[Target]]:
    """The targets, past and coming ones included."""
    return [root.beside(target) for target in root.item.targets]


@stated
def rule(root: Seen[Norm | Target]) -> Rule | None:
    """The rule behind a norm or target."""
    return root.rule(root.item.rule)


@stated
def segment(root: Seen[Target]) -> Seen[Segment] | None:
    """The segment a target is about."""
    held, code = root.profile_set, root.item.segment
    found = held.segment(code, root.on) if held and code else None
    return root.beside(found) if found else None


@stated
def first_day(root: Seen[Target]) -> date | None:
    """When a target starts to run."""
    return root.item.period.first if root.item.period else None


@stated
def last_day(root: Seen[Target]) -> date | None:
    """When a target stops."""
    return root.item.period.last if root.item.period else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Whether a measured figure meets a target; ``None`` means: not specified."""

    met: bool | None


def evaluation(
    root: Seen[Target],
    figure: Annotated[
        float,
        strawberry.argument(description="The figure measured, in the unit of the target."),
    ],
    base: Annotated[
        float | None,
        strawberry.argument(description="The earlier figure that a relative drop is held against."),
    ] = None,
) -> Evaluation:
    """A target held against a figure."""
    met = root.item.evaluate(_finite(figure), None if base is None else _finite(base))
    return Evaluation(met)


def _finite(figure: float) -> Decimal:
    if not isfinite(figure):
        raise bad_input("Dit getal is te groot om mee te rekenen.")
    return Decimal(str(figure))
