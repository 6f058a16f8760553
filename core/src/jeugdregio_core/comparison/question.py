"""What is asked in a comparison: one situation, and per region what is in its own codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from jeugdregio_core.errors import InvalidCase, Problem
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules.input import (
    AllocationInput,
    CaseInput,
    ProviderInput,
    Situation,
    given,
    listed,
)
from jeugdregio_core.rules.parse import parse
from jeugdregio_core.rules.values import Several, Text

MAX_REGIONS = 10
"""How many regions one comparison holds."""

_OF_THE_REQUEST = (
    *("provider", "segment", "profile", "intensity"),
    *("product", "product_category", "variant"),
)
_OF_THE_CASE = ("change_of", "running", "providers")


@dataclass(frozen=True, slots=True, kw_only=True)
class InRegion:
    """One region of a comparison. Its own codes go before what the situation says."""

    __pydantic_config__ = Situation.__pydantic_config__

    region: Text = field(metadata={"doc": "Code of the region."})
    municipality: Text | None = given("CBS code of a municipality of this region.")
    advised_intensity: Text | None = given("Intensity that the referrer advises.")
    provider: Text | None = given("Code of the provider (aanbieder) that is to deliver.")
    segment: Text | None = given("Code of the segment or perceel.")
    profile: Text | None = given("Code of the support profile (ondersteuningsprofiel).")
    intensity: Text | None = given("Code of the intensity (intensiteit).")
    product: Text | None = given("Code of a product beside the profiles, or a product code.")
    product_category: Text | None = given("iJw product category, two digits.")
    variant: Text | None = given("Variant of a profile that the region names.")
    change_of: AllocationInput | None = given("For a change: the allocation as it stands.")
    running: Several[AllocationInput] | None = given("The allocations that stand beside it.")
    providers: Several[ProviderInput] | None = given("What is known of each provider named.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareInput(Situation):
    """One situation for several regions. What it says, codes included, is put to every region.

    A municipality is put to the region it belongs to and to no other.
    """

    regions: Several[InRegion] = listed(
        f"The regions to compare, at most {MAX_REGIONS}; every region when left out."
    )

    def put_to(self, region: Region, own: InRegion) -> CaseInput:
        """The question as one region gets it."""
        case = CaseInput(
            region=region.code, **{f.name: getattr(self, f.name) for f in fields(Situation)}
        )
        lives_in = self.client.municipality
        if lives_in is not None and region.former_municipality(lives_in) is None:
            lives_in = None
        advised = own.advised_intensity or self.referral.advised_intensity
        return replace(
            case,
            client=replace(case.client, municipality=own.municipality or lives_in),
            referral=replace(case.referral, advised_intensity=advised),
            request=replace(case.request, **_own(own, _OF_THE_REQUEST)),
            **_own(own, _OF_THE_CASE),
        )


def _own(own: InRegion, names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(own, name)) is not None}


def parse_comparison(data: Mapping[str, Any]) -> CompareInput:
    """Validate the question of a comparison. Raises InvalidCase, as parse_case does."""
    asked = parse(CompareInput, data)
    twice = [code for code, n in Counter(own.region for own in asked.regions).items() if n > 1]
    if twice:
        message = f"Regio {twice[0]!r} staat er meer dan één keer. Noem elke regio één keer."
        raise InvalidCase(Problem("regions", message))
    return asked


def not_too_many(named: Sequence[InRegion]) -> None:
    """Bounds the work of one comparison. Raises InvalidCase."""
    if len(named) > MAX_REGIONS:
        message = f"Vergelijk hooguit {MAX_REGIONS} regio's; dit zijn er {len(named)}."
        raise InvalidCase(Problem("regions", message))
