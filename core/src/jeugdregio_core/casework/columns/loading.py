"""The allocations of a region that run, as columns: what rules read of them and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from jeugdregio_core.casework.columns import sources
from jeugdregio_core.casework.columns.documents import Owners, documents
from jeugdregio_core.casework.columns.fetching import Place, fetch
from jeugdregio_core.casework.columns.packing import Packed
from jeugdregio_core.casework.columns.sources import ALLOCATION, CLIENT, PROVIDER, SOURCES, VERSION
from jeugdregio_core.columns.declared import needed
from jeugdregio_core.columns.held import Coded, Columns, smallest
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules import facts

_CHANGED, _INITIAL, _ALLOCATED_BY = "changed", "initial", "allocated by"
_USUAL = frozenset(
    fact.path for fact in (facts.MUNICIPALITY, facts.SEGMENT, facts.PROFILE, facts.INTENSITY)
) | {facts.PRODUCT.path}


def load(connection: Connection, rulebook: Rulebook, on: date) -> Columns:
    """What still runs on this day, each row asked again as it stands: on that day, or later."""
    region, wanted = rulebook.region.code, needed(rulebook) | _USUAL
    held = {path: source for path, source in SOURCES.items() if path in wanted} | {
        _CHANGED: sources.CHANGED,
        _INITIAL: sources.INITIAL,
        _ALLOCATED_BY: sources.ALLOCATED_BY,
    }
    packed = Packed.of(connection, held)
    client, provider, row, number, begun, last, *numbers = fetch(
        connection,
        sources.allocations(region, on, held.values()),
        [
            Place(CLIENT),
            Place(PROVIDER),
            Place(ALLOCATION),
            ALLOCATION.c.number,
            sources.day(VERSION.c.start),
            sources.day(VERSION.c.end),
            *packed.columns(),
        ],
    )
    clients = Owners.of(client)
    told = dict(packed.unpacked(numbers))
    changed, initial = told.pop(_CHANGED), told.pop(_INITIAL)
    allocated_by = told.pop(_ALLOCATED_BY)
    told[facts.KIND.path] = Coded(
        [{True: RequestKind.CHANGE}.get(value, RequestKind.NEW) for value in changed.values],
        changed.numbers,
    )
    told[facts.PROVIDER.path] = _providers(connection, provider)
    if facts.DOCUMENTS.path in wanted:
        told[facts.DOCUMENTS.path] = documents(connection, region, clients, row)
    first = np.maximum(begun, on.toordinal()).astype(np.int32)
    return Columns(
        facts=told,
        governing=first,
        first=first,
        last=last.astype(np.int32),
        begun=begun.astype(np.int32),
        initial=initial,
        client=clients.numbers.astype(np.int32),
        municipality=allocated_by,
        number=number.astype(np.int32),
    )


def _providers(connection: Connection, places: NDArray[np.int64]) -> Coded:
    at, number = fetch(connection, select().select_from(PROVIDER), [Place(PROVIDER), _rank()])
    codes = connection.execute(select(PROVIDER.c.code).order_by(PROVIDER.c.id)).scalars().all()
    of_place = np.zeros(int(at.max(initial=0)) + 1, smallest(len(codes)))
    of_place[at] = number - 1
    return Coded(codes, of_place[places])


def _rank() -> Any:
    return func.row_number().over(order_by=PROVIDER.c.id)
