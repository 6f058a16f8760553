"""Which documents are on file for each allocation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, select

from jeugdregio_core.casework.columns.fetching import Place, fetch
from jeugdregio_core.casework.columns.packing import Packed
from jeugdregio_core.casework.columns.sources import ALLOCATION, CLIENT, Source
from jeugdregio_core.casework.facts import FOR_ONE_REQUEST
from jeugdregio_core.casework.reading.rows import table
from jeugdregio_core.columns.distinct import distinct
from jeugdregio_core.columns.held import Coded, Numbers, smallest
from jeugdregio_core.rules.input import DocumentInput

_DOCUMENT, _VERSION = table("document"), table("document_version")
_OF_A_DOCUMENT = {
    "kind": Source(_DOCUMENT.c.kind),
    "author": Source(_VERSION.c.author),
    "approved_by": Source(_VERSION.c.approved_by),
}
"""What columns know of a document."""


@dataclass(frozen=True, slots=True, eq=False)
class Owners:
    """Rows of which several may have one owner, given where the database keeps that."""

    places: NDArray[np.int64]
    """Of each owner, in order."""
    numbers: Numbers
    """Per row which owner it has."""

    @classmethod
    def of(cls, places: NDArray[np.int64]) -> Owners:
        """The owners at these places."""
        return cls(*distinct(places))


def documents(
    connection: Connection, region: str, clients: Owners, rows: NDArray[np.int64]
) -> Coded:
    """Per allocation the documents that count for it, given where itself is kept.

    A permission that was given for a request counts for the allocation that came of it only.
    """
    packed = Packed.of(connection, _OF_A_DOCUMENT)
    joined = _DOCUMENT.join(
        _VERSION,
        and_(_VERSION.c.document_id == _DOCUMENT.c.id, _VERSION.c.version == _DOCUMENT.c.current),
    ).join(CLIENT, CLIENT.c.id == _DOCUMENT.c.client_id)
    for_one = and_(_DOCUMENT.c.kind.in_(FOR_ONE_REQUEST), _DOCUMENT.c.request_id.is_not(None))
    on_file = select().select_from(joined).where(_DOCUMENT.c.region == region, ~for_one)
    at, *held = fetch(connection, on_file, [Place(CLIENT), *packed.columns()])
    of_client = _owned(clients, at, packed, held)
    granted = joined.join(ALLOCATION, ALLOCATION.c.request_id == _DOCUMENT.c.request_id)
    given = select().select_from(granted).where(_DOCUMENT.c.region == region, for_one)
    at, *held = fetch(connection, given, [Place(ALLOCATION), *packed.columns()])
    return of_client if not len(at) else _both(of_client, _owned(Owners.of(rows), at, packed, held))


def _both(first: Coded, second: Coded) -> Coded:
    pairs, numbers = distinct(first.numbers.astype(np.int64) * second.size + second.numbers)
    chosen = [divmod(pair, second.size) for pair in pairs.tolist()]
    return Coded([first.values[a] + second.values[b] for a, b in chosen], numbers)


def _owned(
    owners: Owners, at: NDArray[np.int64], packed: Packed, numbers: Sequence[NDArray[np.int64]]
) -> Coded:
    """Per row the documents of its owner, as a set."""
    many = len(owners.places)
    owner = np.searchsorted(owners.places, at)
    mine = np.flatnonzero(owners.places[np.minimum(owner, many - 1)] == at) if many else at
    parts = dict(packed.unpacked(numbers))
    sizes = [part.size for part in parts.values()]
    keys, item = distinct(_joined(list(parts.values()), mine))
    kinds = [
        DocumentInput(
            **{name: part.values[n] for (name, part), n in zip(parts.items(), row, strict=True)}
        )
        for row in zip(*(one.tolist() for one in np.unravel_index(keys, sizes)), strict=True)
    ]
    held, sets = _sets(owner[mine], item, many, len(kinds))
    values = [tuple(kinds[number] for number in one) for one in sets]
    return Coded(values, held.astype(smallest(len(values)))[owners.numbers])


def _joined(parts: Sequence[Coded], rows: NDArray[np.intp]) -> NDArray[np.int64]:
    key = np.zeros(len(rows), np.int64)
    for part in parts:
        key = key * part.size + part.numbers[rows]
    return key


def _sets(
    owner: NDArray[np.int64], item: Numbers, owners: int, items: int
) -> tuple[NDArray[np.int64], list[tuple[int, ...]]]:
    """The different sets of items that owners have, and which one each owner has."""
    owner, item = np.divmod(distinct(owner * max(items, 1) + item)[0], max(items, 1))
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
    held = np.zeros(owners, np.int64)
    sets: list[tuple[int, ...]] = [()]
    for turn in range(int(rank.max(initial=-1)) + 1):
        mine = rank == turn
        grown, numbers = np.unique(held[owner[mine]] * items + item[mine], return_inverse=True)
        held[owner[mine]] = len(sets) + numbers
        sets += [(*sets[key // items], key % items) for key in grown.tolist()]
    return held, sets
