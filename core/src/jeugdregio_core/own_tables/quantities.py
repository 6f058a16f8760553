"""What the region's norms are about, and in what they are expressed."""

from __future__ import annotations

from decimal import Decimal

from jeugdregio_core.model.codes import FactKind
from jeugdregio_core.model.norms import UNKNOWN_UNIT, Norm
from jeugdregio_core.model.source import Source
from jeugdregio_core.own_tables.cells import NUMBER, NUMBER_OR_WORDS, TEXT, Kind
from jeugdregio_core.own_tables.columns import Column
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.norms import NormCeiling
from jeugdregio_core.supplement import supplied_norm


@record
class Quantity:
    """What a norm limits. ``kind`` is ``None`` where no rule holds a request against it."""

    name: str
    unit: str | None
    kind: Kind | None

    @property
    def column(self) -> Column:
        """Its column in the list of services."""
        named = [self.name, *(f"{most} {self.name}" for most in ("max", "maximale"))]
        headings = [f"{name}{unit}" for name in named for unit in ("", *self._in_unit)]
        if self.unit:
            headings += [self.unit, self.unit.replace("uur ", "uren ")]
        return Column(
            self.name,
            f"{self.name} ({self.unit})" if self.unit else self.name,
            self.kind or NUMBER_OR_WORDS,
            "De norm van de dienst; leeg is: niet bekend.",
            tuple(headings),
            needed=False,
        )

    @property
    def _in_unit(self) -> tuple[str, ...]:
        return (f" {self.unit}", f" in {self.unit}") if self.unit else ()

    def norm(self, subject: str, value: str, unit: str | None, source: Source) -> Norm:
        """A norm for this quantity. Raises ValueError, in Dutch."""
        if self.kind is NUMBER:
            value = str(NUMBER.read(value.replace(".", ",")))
        figure = self.kind is not TEXT and value.replace(".", "", 1).isdecimal()
        return supplied_norm(
            subject=subject,
            quantity=self.name,
            value=Decimal(value) if figure else value,
            unit=unit or self.unit or UNKNOWN_UNIT,
            source=source,
        )


def quantities(rulebook: Rulebook) -> dict[str, Quantity]:
    """Everything that the region's norm frameworks limit, by name."""
    judged = {
        ceiling.quantity: TEXT if ceiling.fact.kind is FactKind.TEXT else NUMBER
        for ceiling in rulebook.tables
        if isinstance(ceiling, NormCeiling)
    }
    found: dict[str, Quantity] = {}
    for framework in rulebook.norm_frameworks:
        for norm in framework.norms:
            unit = None if norm.unit == UNKNOWN_UNIT else norm.unit
            found[norm.quantity] = Quantity(norm.quantity, unit, judged.get(norm.quantity))
    return found
