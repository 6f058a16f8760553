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
    return take_numbers(session, municipality, 1)[0]


def take_numbers(session: Session, municipality: str, count: int) -> range:
    """The next so many numbers of this municipality, which nobody else gets."""
    taken = session.exec(
        update(NumberSeries)
        .where(col(NumberSeries.municipality) == municipality)
        .values(next=NumberSeries.next + count)
        .returning(col(NumberSeries.next))
    ).scalar_one_or_none()
    if taken is None:
        taken = 1 + count
        session.add(NumberSeries(municipality=municipality, next=taken))
        session.flush()
    return range(int(taken) - count, int(taken))
