"""What a step is about, so that writes about one client wait for each other.

Looked up before the step, and only to spare it a second run: what is not found here is declined
by the step itself.
"""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from jeugdregio_core.casework.desk import Desk
from jeugdregio_core.casework.find import identity
from jeugdregio_core.store import subjects, tables

Subjects = tuple[str, ...]


def client(region: str, reference: str) -> Subjects:
    """The client under this reference."""
    return (subjects.client(region, reference),)


def referral(desk: Desk, region: str, text: str) -> Subjects:
    """The client of a referral."""
    return _client_of(desk, region, tables.Referral, tables.Referral.id == identity(text))


def request(desk: Desk, region: str, text: str) -> Subjects:
    """The client of a request."""
    return _client_of(desk, region, tables.Request, tables.Request.id == identity(text))


def answer(desk: Desk, region: str, text: str) -> Subjects:
    """The client of a request, and the numbers of its municipality."""
    mine = tables.Request.id == identity(text)
    return _client_of(desk, region, tables.Request, mine, numbers=True)


def allocation(desk: Desk, region: str, municipality: str, number: int) -> Subjects:
    """The client of an allocation."""
    kind = tables.Allocation
    return _client_of(desk, region, kind, kind.municipality == municipality, kind.number == number)


def _client_of(desk: Desk, region: str, kind: Any, *which: Any, numbers: bool = False) -> Subjects:
    held = (
        select(tables.Client.reference, tables.Client.municipality)
        .join(kind, col(kind.client_id) == col(tables.Client.id))
        .where(*which, kind.region == region)
    )
    found = desk.store.read(lambda session: session.exec(held).first())
    if found is None:
        return ()
    reference, municipality = found
    series = (subjects.numbers(municipality),) if numbers else ()
    return (subjects.client(region, reference), *series)
