"""The tables that can be loaded for a region, each with its columns and what a row states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from jeugdregio_core.own_tables import columns, facts
from jeugdregio_core.own_tables.columns import Column
from jeugdregio_core.own_tables.quantities import Quantity, quantities
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.supplement.facts import Fact


@record(kw_only=True)
class Table:
    """A table under its Dutch name. ``key`` names the columns that say what a row is about."""

    name: str
    about: str
    own: tuple[Column, ...]
    key: tuple[str, ...]
    facts: Callable[[Row], Iterator[Fact]]
    """What a row states. It raises ValueError, in Dutch, where that cannot be."""
    unordered: bool = False
    """Whether the parts of the key may stand in any order."""
    per_set: bool = True
    """Whether a row may be about one of several catalogues that hold at the same time."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order of the file."""
        limit = (columns.PROFILE_SET,) if self.per_set else ()
        return (*self.own, *limit, columns.FIRST_DAY, columns.LAST_DAY, columns.DOCUMENT)

    def key_of(self, cells: dict[str, Any]) -> str:
        """What a row says something about, as one text."""
        parts = [str(cells.get(name, "")) for name in self.key]
        in_order = sorted(parts) if self.unordered else parts
        return "|".join([*in_order, *([cells["profile_set"]] if "profile_set" in cells else [])])


def tables_of(rulebook: Rulebook) -> dict[str, Table]:
    """The tables of a region by name, each after those that it rests on."""
    limits = quantities(rulebook)
    found = [*(_PROFILES if any(s.profiles for s in rulebook.profile_sets) else ())]
    found += [_services([q for q in limits.values() if q.kind is not None]), _TARIFFS]
    found += [_norms(limits)] if limits else []
    found += [_STACKING] if rulebook.stacking else []
    beside = any(held.municipalities is not None for held in rulebook.profile_sets)
    return {table.name: replace(table, per_set=beside and table.per_set) for table in found}


_PRODUCT = (columns.CATEGORY_CODE, columns.UNIT, columns.FREQUENCY)

_PROFILES = (
    Table(
        name="profielen",
        about="De namen van de profielen.",
        own=(columns.PROFILE, columns.NAME, columns.SEGMENT.optional()),
        key=("profile",),
        facts=facts.profile,
    ),
    Table(
        name="intensiteiten",
        about="De namen van de intensiteiten.",
        own=(columns.INTENSITY, columns.NAME),
        key=("intensity",),
        facts=facts.intensity,
    ),
    Table(
        name="arrangementen",
        about="De arrangementen (PIC, SPIC) die bestaan, met hun productcode.",
        own=(
            columns.SEGMENT,
            columns.PROFILE,
            columns.INTENSITY,
            columns.CODE_OF_PRODUCT,
            *_PRODUCT,
        ),
        key=("segment", "profile", "intensity"),
        facts=facts.arrangement,
    ),
)

_TARIFFS = Table(
    name="tarieven",
    about="De tarieven van arrangementen en diensten.",
    own=(columns.PAID, columns.PROVIDER, columns.EUROS, columns.PER),
    key=("arrangement", "provider"),
    facts=facts.tariff,
)

_STACKING = Table(
    name="stapelen",
    about="Welke segmenten naast elkaar mogen, waar de bronnen dat niet zeggen.",
    own=(columns.FIRST_SEGMENT, columns.SECOND_SEGMENT, columns.MAY, columns.CONDITION),
    key=("first", "second"),
    facts=facts.pair,
    unordered=True,
    per_set=False,
)


def _services(limits: list[Quantity]) -> Table:
    """The list of services, with a column for every norm that a request is held against."""

    def stated(row: Row) -> Iterator[Fact]:
        yield from facts.service(row)
        held: Any = row.cells
        for limit in limits:
            if limit.name in held:
                yield limit.norm(held["service"], held[limit.name], None, row.source)

    return Table(
        name="diensten",
        about="De diensten naast de profielen, met de normen die ervoor gelden.",
        own=(
            columns.SERVICE,
            columns.NAME,
            columns.SEGMENT,
            columns.CODE_OF_PRODUCT.optional(),
            *_PRODUCT,
            *(limit.column for limit in limits),
        ),
        key=("service",),
        facts=stated,
    )


def _norms(limits: dict[str, Quantity]) -> Table:
    def stated(row: Row) -> Iterator[Fact]:
        held: Any = row.cells
        limit = limits.get(held["quantity"])
        if limit is None:
            raise ValueError(
                f"Het normenkader kent geen norm voor {held['quantity']!r}. "
                f"Bekend: {', '.join(limits)}."
            )
        yield limit.norm(held["subject"], held["value"], held.get("unit"), row.source)

    return Table(
        name="normen",
        about="De normen die de bronnen openlaten, een per regel.",
        own=(columns.SUBJECT, columns.QUANTITY, columns.FIGURE, columns.NORM_UNIT),
        key=("subject", "quantity"),
        facts=stated,
        per_set=False,
    )
