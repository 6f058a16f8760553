"""What a row states, as facts for the rulebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jeugdregio_core.model.catalogue import (
    Arrangement,
    Component,
    Intensity,
    Product,
    Profile,
    Tariff,
)
from jeugdregio_core.model.codes import Frequency, Permission, TariffBasis, Unit
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.supplement.facts import Fact, SuppliedPair
from jeugdregio_core.supplement.stacking import JUDGED


def profile(row: Row) -> Iterator[Fact]:
    """The name of a profile."""
    held: Any = row.cells
    yield Profile(
        code=held["profile"],
        name=held["name"],
        segment=held.get("segment"),
        source=row.source,
    )


def intensity(row: Row) -> Iterator[Fact]:
    """The name of an intensity."""
    held: Any = row.cells
    yield Intensity(code=held["intensity"], name=held["name"], source=row.source)


def arrangement(row: Row) -> Iterator[Fact]:
    """An arrangement with its product code."""
    held: Any = row.cells
    yield Arrangement(
        code=held["code"],
        segment=held["segment"],
        profile=held["profile"],
        intensity=held["intensity"],
        product=_product(row, held["code"]),
        source=row.source,
    )


def service(row: Row) -> Iterator[Fact]:
    """A product beside the profiles."""
    held: Any = row.cells
    yield Component(
        code=held["service"],
        name=held["name"],
        segment=held["segment"],
        product=_product(row, held.get("code")),
        source=row.source,
    )


def _product(row: Row, code: str | None) -> Product:
    held: Any = row.cells
    unit, frequency = held.get("unit"), held.get("frequency")
    return Product(
        category=held.get("category"),
        code=code,
        unit=Unit[unit] if unit else None,
        frequency=Frequency[frequency] if frequency else None,
    )


def tariff(row: Row) -> Iterator[Fact]:
    """What is paid for an arrangement or a service."""
    held: Any = row.cells
    yield Tariff(
        arrangement=held["arrangement"],
        provider=held.get("provider"),
        amount_cents=held["amount"],
        per=TariffBasis[held["per"]],
        valid=row.valid,
        source=row.source,
    )


def pair(row: Row) -> Iterator[Fact]:
    """Whether two segments may stand beside each other. Raises ValueError."""
    held: Any = row.cells
    permission, words = Permission[held["permission"]], held.get("condition")
    if (permission is Permission.CONDITIONAL) != (words is not None):
        raise ValueError(
            "Noem een voorwaarde als stapelen alleen dan mag, en anders geen voorwaarde."
        )
    yield SuppliedPair(
        first=held["first"],
        second=held["second"],
        permission=permission,
        conditions=_conditions(words) if words else (),
        source=row.source,
    )


def _conditions(words: str) -> tuple[str, ...]:
    """Conditions that can all be judged stand apart; any other words stay as they are."""
    parts = tuple(words.split(" en "))
    return parts if JUDGED.keys() >= {*parts} else (words,)
