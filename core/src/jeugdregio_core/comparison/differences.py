"""Where regions differ: per aspect what each of them says, and by which rules and source."""

from __future__ import annotations

from collections.abc import Callable

from jeugdregio_core.comparison.region import ComparedRegion
from jeugdregio_core.comparison.settled import documents, regie
from jeugdregio_core.comparison.stacking import stacking
from jeugdregio_core.comparison.statements import Statement, catalogue, verdict
from jeugdregio_core.model.codes import Coded
from jeugdregio_core.record import record


class Aspect(Coded):
    """What the answers of regions are held against each other for."""

    CATALOGUE = "CATALOGUE", "segmenten, profielen en intensiteiten"
    VERDICT = "VERDICT", "oordeel"
    DOCUMENTS = "DOCUMENTS", "documenten"
    REGIE = "REGIE", "regie"
    STACKING = "STACKING", "stapelen"


@record
class Difference:
    """One aspect on which not all regions say the same, with what each of them says."""

    aspect: Aspect
    statements: tuple[Statement, ...]

    @property
    def title(self) -> str:
        """A heading for people."""
        return f"Verschil in {self.aspect.label}"


_ASPECTS: dict[Aspect, Callable[[ComparedRegion], Statement]] = {
    Aspect.CATALOGUE: catalogue,
    Aspect.VERDICT: verdict,
    Aspect.DOCUMENTS: documents,
    Aspect.REGIE: regie,
    Aspect.STACKING: stacking,
}


def differences(regions: tuple[ComparedRegion, ...]) -> tuple[Difference, ...]:
    """Every aspect on which the regions do not all say the same."""
    stated = {aspect: tuple(map(state, regions)) for aspect, state in _ASPECTS.items()}
    return tuple(
        Difference(aspect, said)
        for aspect, said in stated.items()
        if len({statement.answer for statement in said}) > 1
    )
