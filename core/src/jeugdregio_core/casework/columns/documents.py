"""Which documents are on file for each allocation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, select

from jeugdregio_core.casework.columns.fetching import Place, fetch
from jeugdregio_core.casework.columns.packing import Packed
from jeugdregio_core.casework.columns.sources import ALLOCATION, CLIENT, Source
from jeugdregio_core.casework.facts import FOR_ONE_REQUEST
from jeugdregio_core.casework.reading.rows import table
from jeugdregio_core.columns.held import Coded, smallest
from jeugdregio_core.rules.input import DocumentInput

_DOCUMENT, _VERSION = table("document"), table("document_version")
_OF_A_DOCUMENT = {
    "kind": Source(_DOCUMENT.c.kind),
    "author": Source(_VERSION.c.author),
    "approved_by": Source(_VERSION.c.approved_by),
}
"""What columns know of a document."""


def documents(
    connection: Connection, region: str, clients: NDArray[np.int64], rows: NDArray[np.int64]
) -> Coded:
    """Per allocation the documents that count for it, given where its client and itself are kept.

    A permission that was given for a request counts for the allocation that came of it only.
    """
    packed = Packed.of(connection, _OF_A_DOCUMENT)
    joined = _DOCUMENT.join(
        _VERSION,
        and_(
            _VERSION.c.document_id == _DOCUMENT.c.id,
            _VERSION.c.version == _DOCUMENT.c.current,
        ),
    ).join(CLIENT, CLIENT.c.id == _DOCUMENT.c.client_id)
    for_one = and_(_DOCUMENT.c.kind.in_(FOR_ONE_REQUEST), _DOCUMENT.c.request_id.is_not(None))
    on_file = select().select_from(joined).where(_DOCUMENT.c.region == region)
    of_client, *held = fetch(
        connection, on_file.where(~for_one), [Place(CLIENT), *packed.columns()]
    )
    granted = joined.join(ALLOCATION, ALLOCATION.c.request_id == _DOCUMENT.c.request_id)
    of_row, *given = fetch(
        connection,
        select().select_from(granted).where(_DOCUMENT.c.region == region, for_one),
        [Place(ALLOCATION), *packed.columns()],
    )
    first, second = _owned(clients, of_client, packed, held), _owned(rows, of_row, packed, given)
    both = first.numbers.astype(np.int64) * second.size + second.numbers
    different, numbers = np.unique(both, return_inverse=True)
    values = [
        first.values[pair // second.size] + second.values[pair % second.size]
        for pair in different.tolist()
    ]
    return Coded(values, numbers.astype(smallest(len(values))))


def _owned(
    owners: NDArray[np.int64],
    owner: NDArray[np.int64],
    packed: Packed,
    numbers: Sequence[NDArray[np.int64]],
) -> Coded:
    """Per owner the documents that it has, as sets."""
    known, place = np.unique(owners, return_inverse=True)
    at = np.searchsorted(known, owner)
    mine = np.flatnonzero(known[np.minimum(at, len(known) - 1)] == owner) if len(known) else at[:0]
    parts = dict(packed.unpacked(numbers))
    keys, item = np.unique(_joined(list(parts.values()), mine), return_inverse=True)
    sizes = [part.size for part in parts.values()]
    kinds = [
        DocumentInput(
            **{
                name: part.values[number]
                for (name, part), number in zip(parts.items(), row, strict=True)
            }
        )
        for row in zip(*(one.tolist() for one in np.unravel_index(keys, sizes)), strict=True)
    ]
    of_owner, sets = _sets(at[mine], item, len(known), len(kinds))
    values = [tuple(kinds[number] for number in one) for one in sets]
    return Coded(values, of_owner[place])


def _joined(parts: Sequence[Coded], rows: NDArray[np.intp]) -> NDArray[np.int64]:
    key = np.zeros(len(rows), np.int64)
    for part in parts:
        key = key * part.size + part.numbers[rows]
    return key


def _sets(
    owner: NDArray[np.int64], item: NDArray[np.int64], owners: int, items: int
) -> tuple[NDArray[np.int64], list[tuple[int, ...]]]:
    """The different sets of items that owners have, and which one each owner has."""
    owner, item = np.divmod(np.unique(owner * max(items, 1) + item), max(items, 1))
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
    held = np.zeros(owners, np.int64)
    sets: list[tuple[int, ...]] = [()]
    for turn in range(int(rank.max(initial=-1)) + 1):
        mine = rank == turn
        grown, numbers = np.unique(held[owner[mine]] * items + item[mine], return_inverse=True)
        held[owner[mine]] = len(sets) + numbers
        sets += [(*sets[key // items], key % items) for key in grown.tolist()]
    return held, sets
