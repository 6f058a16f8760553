"""Work out a proposal over the allocations of a region, and show what it comes down to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from jeugdregio_api.context import Info
from jeugdregio_api.desk import refused, study
from jeugdregio_api.errors import SERVICE_UNAVAILABLE, bad_input
from jeugdregio_api.fields import RegionCode
from jeugdregio_api.paging import DEFAULT, First
from jeugdregio_api.what_if.inputs import Asked
from jeugdregio_core.casework.reading.questions import PartOf
from jeugdregio_core.columns.installed import ColumnsMissing, check_installed
from jeugdregio_core.model.region import Region
from jeugdregio_core.record import record
from jeugdregio_core.rules.rule import Rule

if TYPE_CHECKING:
    from jeugdregio_core.casework.columns.what_if import WhatIf
    from jeugdregio_core.casework.desk import Work
    from jeugdregio_core.columns.difference import Changed, Group


@record
class NamedGroup:
    """A group with what people call it."""

    code: str
    name: str | None
    counted: int
    changed: int
    stricter: int


@record
class Answer:
    """What came of it, in the region it was asked of."""

    found: WhatIf
    region: Region


async def what_if(
    info: Info,
    region: RegionCode,
    proposal: Asked,
    on: Annotated[
        date | None,
        strawberry.argument(
            description="The day that is looked at: today when left out, or the first day on "
            "which the change makes a difference."
        ),
    ] = None,
) -> Answer:
    """Judge every allocation that runs as things are and as proposed, beside the event loop."""
    try:
        check_installed()
    except ColumnsMissing as missing:
        raise refused(str(missing), SERVICE_UNAVAILABLE) from None
    proposed = proposal.proposal()

    def see(work: Work) -> Answer:
        from jeugdregio_core.casework.columns.what_if import what_if as work_out

        return Answer(work_out(work, proposed, on), work.guard.rulebook.region)

    return await study(info, region, see)


def on(root: Answer) -> date:
    """The day that is looked at."""
    return root.found.on


def sentence(root: Answer) -> str:
    """What would change."""
    return root.found.sentence


def counted(root: Answer) -> int:
    """How many allocations run."""
    return root.found.difference.counted


def changed(root: Answer) -> int:
    """How many get another verdict."""
    return root.found.difference.changed


def shifts(root: Answer) -> Sequence[Any]:
    """From which verdict to which."""
    return root.found.difference.shifts


def municipalities(root: Answer) -> list[NamedGroup]:
    """By municipality."""

    def named(code: str) -> str | None:
        found = root.region.former_municipality(code)
        return found.name if found else None

    return _named(root.found.difference.municipalities, named)


def segments(root: Answer) -> list[NamedGroup]:
    """By segment."""
    return _named(root.found.difference.segments, lambda _code: None)


def providers(root: Answer) -> list[NamedGroup]:
    """By provider."""
    return _named(root.found.difference.providers, lambda _code: None)


def _named(groups: Sequence[Group], name: Callable[[str], str | None]) -> list[NamedGroup]:
    return [NamedGroup(g.code, name(g.code), g.counted, g.changed, g.stricter) for g in groups]


def decided(root: Answer) -> Sequence[Rule]:
    """By which rules."""
    return root.found.decided


def left_out(root: Answer) -> Sequence[Rule]:
    """By which rules not."""
    return root.found.left_out


def allocations(
    root: Answer,
    first: First = DEFAULT,
    skip: Annotated[
        int, strawberry.argument(description="How many to pass over, from an earlier answer.")
    ] = 0,
) -> Sequence[Changed]:
    """A part of the allocations that change."""
    asked = PartOf(first=DEFAULT if first is None else first, after=None)
    if skip < 0:
        raise bad_input("Sla nul of meer toewijzingen over.")
    return root.found.difference.rows(asked.first, skip)
