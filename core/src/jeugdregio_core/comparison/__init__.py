"""One family situation put to several regions, and where their answers differ and why.

A family lives in one place; a comparison asks what each region would answer if it lived there.
So where no municipality of a region is given, its rules about where the family lives hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from jeugdregio_core.comparison.differences import Difference, differences
from jeugdregio_core.comparison.question import CompareInput, InRegion, not_too_many
from jeugdregio_core.comparison.region import ComparedRegion, in_region
from jeugdregio_core.errors import InvalidCase, Problem, UnknownRegion
from jeugdregio_core.guard import Guard
from jeugdregio_core.record import record
from jeugdregio_core.rules.facts import MUNICIPALITY


@record
class SideBySide:
    """What each region answers, in the order asked, and where they differ."""

    regions: tuple[ComparedRegion, ...]
    differences: tuple[Difference, ...]


def compare(asked: CompareInput, guards: Mapping[str, Guard]) -> SideBySide:
    """Put the situation to the regions named, or else to all. ``decision_date`` must be set.

    Every region has the time of one decision. Raises UnknownRegion and InvalidCase.
    """
    named = asked.regions or tuple(InRegion(region=code) for code in guards)
    not_too_many(named)
    for own in named:
        if own.region not in guards:
            raise UnknownRegion(own.region, tuple(guards))
    held = [guards[own.region] for own in named]
    _municipality_is_somewhere(asked, held)
    # A copy each: a rule that changes its question must not change that of another region.
    questions = [
        deepcopy(asked.put_to(guard.rulebook.region, own))
        for guard, own in zip(held, named, strict=True)
    ]
    regions = tuple(map(in_region, held, questions))
    return SideBySide(regions, differences(regions))


def _municipality_is_somewhere(asked: CompareInput, held: list[Guard]) -> None:
    code = asked.client.municipality
    if code is None or any(g.rulebook.region.former_municipality(code) for g in held):
        return
    raise InvalidCase(
        Problem(
            MUNICIPALITY.path,
            f"Gemeente {code!r} hoort bij geen van de regio's in deze vergelijking. "
            "Laat de gemeente weg, of geef er een per regio.",
        )
    )
