"""A proposed change, as a caller writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any

import strawberry

from jeugdregio_api.errors import bad_input
from jeugdregio_core.proposals.ending import EndProposal
from jeugdregio_core.proposals.norm import NormProposal
from jeugdregio_core.proposals.proposal import Part, Proposal
from jeugdregio_core.proposals.stacking import StackingProposal


def _given(description: str, default: Any = strawberry.UNSET) -> Any:
    if default is strawberry.UNSET:
        return strawberry.field(description=description)
    return strawberry.field(description=description, default=default)


@strawberry.input(description="Two segments or two profiles that may stack or not (stapelen).")
class StackingProposalInput:
    """Declared over the StackingProposal of the core."""

    part: Part = _given("Whether the codes are those of segments or of profiles.")
    first: str = _given("Code of the one.")
    second: str = _given("Code of the other; the same one for two of a kind.")
    allowed: bool = _given("Whether they may stand beside each other, without conditions.")

    def proposal(self) -> Proposal:
        """As the core has it."""
        return StackingProposal(self.part, self.first, self.second, self.allowed)


@strawberry.input(description="Another figure for a norm.")
class NormProposalInput:
    """Declared over the NormProposal of the core."""

    norm: str = _given("Code of the norm, as region.normFramework.norms has it.")
    value: float = _given("The figure, in the unit of the norm.")

    def proposal(self) -> Proposal:
        """As the core has it."""
        if not isfinite(self.value):
            raise bad_input("Dit getal is te groot om mee te rekenen.")
        return NormProposal(self.norm, Decimal(str(self.value)))


@strawberry.input(description="A segment, profile or intensity that ends (beëindigen).")
class EndProposalInput:
    """Declared over the EndProposal of the core."""

    part: Part = _given("What ends.")
    code: str = _given("Its code.")
    last: date = _given("The last day on which it can be allocated.")

    def proposal(self) -> Proposal:
        """As the core has it."""
        return EndProposal(self.part, self.code, self.last)


@strawberry.input(description="A proposed change (voorstel): exactly one of these.")
class ProposalInput:
    """One change at a time, so that it is clear what the difference comes of."""

    stacking: StackingProposalInput | None = _given("About stacking.", None)
    norm: NormProposalInput | None = _given("About a norm.", None)
    ending: EndProposalInput | None = _given("About the catalogue.", None)

    def proposal(self) -> Proposal:
        """The one that is given. Raises an error the caller can mend."""
        given = [one for one in (self.stacking, self.norm, self.ending) if one is not None]
        if len(given) != 1:
            raise bad_input("Stel één verandering voor: stacking, norm of ending.")
        return given[0].proposal()


Asked = Annotated[
    ProposalInput, strawberry.argument(name="proposal", description="What would change.")
]
