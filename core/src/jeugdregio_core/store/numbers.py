"""Allocation numbers: a series of its own for every municipality."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import Session, col

from jeugdregio_core.store.tables import NumberSeries


def take_number(session: Session, municipality: str) -> int:
    """The next number of this municipality, which nobody else gets.

    Name ``subjects.numbers(municipality)`` among the subjects of the write, so that allocations
    of one municipality wait for each other instead of running again.
    """
    taken = session.exec(
        update(NumberSeries)
        .where(col(NumberSeries.municipality) == municipality)
        .values(next=NumberSeries.next + 1)
        .returning(col(NumberSeries.next))
    ).scalar_one_or_none()
    if taken is not None:
        return int(taken) - 1
    session.add(NumberSeries(municipality=municipality, next=2))
    session.flush()
    return 1
