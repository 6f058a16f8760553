"""What a deployment adds to a region's rulebook: values that the sources leave open.

A supplement fills in what is unknown. It never replaces a known value without saying so: where
both speak they must say the same, or the addition must say that it overrules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Stamp
from jeugdregio_core.supplement.facts import Contradiction, Supplied, SuppliedPair
from jeugdregio_core.supplement.filling import Filling
from jeugdregio_core.supplement.norms import supplied_norm

__all__ = ["Contradiction", "Filling", "Supplement", "Supplied", "SuppliedPair", "supplied_norm"]


@dataclass(frozen=True, slots=True)
class Supplement:
    """Facts from a deployment's own tables, each with its source. Empty adds nothing.

    What a fact rests on goes before it: a profile before its arrangement, that before its tariff.
    """

    facts: tuple[Supplied, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts)

    def added_to(self, rulebook: Rulebook) -> Rulebook:
        """The rulebook with these facts in it. Raises ValueError, in Dutch."""
        if not self:
            return rulebook
        filling = Filling(rulebook, self.facts)
        for supplied in self.facts:
            filling.add(supplied)
        return replace(filling.rulebook(), stamp=self.stamp(rulebook.stamp))

    def stamp(self, base: Stamp) -> Stamp:
        """The stamp of a rulebook with this added: another hash for every other content."""
        digest = sha256(f"{base.hash} {self!r}".encode()).hexdigest()
        return replace(base, hash=digest[:16])
