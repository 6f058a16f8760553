"""Which documents are on file for each allocation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.casework.columns.keys import NOBODY, Keys, Places
from jeugdregio_core.casework.columns.known import Known, taken
from jeugdregio_core.casework.columns.scans import Found, Rows
from jeugdregio_core.casework.columns.sources import DOCUMENT_VERSIONS, DOCUMENTS
from jeugdregio_core.casework.facts import FOR_ONE_REQUEST
from jeugdregio_core.columns.distinct import distinct
from jeugdregio_core.columns.held import Coded, Numbers, smallest
from jeugdregio_core.rules.input import DocumentInput

_OF_A_DOCUMENT = ("kind", "author", "approved_by")
"""What columns know of a document."""


@dataclass(frozen=True, slots=True, eq=False)
class OnFile:
    """Which documents there are.

    A permission that was given for a request counts for the allocation that came of it only.
    """

    of_client: Coded
    """In the order of the clients."""
    granted: Known | None
    """Permissions, by request."""

    @classmethod
    def of(cls, found: Found, clients: Places) -> OnFile:
        """The documents of these clients."""
        held = found[DOCUMENTS].result()
        parts, newest = _parts(held, found[DOCUMENT_VERSIONS].result())
        kinds = parts["kind"]
        permission = np.array([value in FOR_ONE_REQUEST for value in kinds.values])[kinds.numbers]
        given = permission & (held.numbers["request"] != NOBODY)
        owner = clients.of(held.numbers["client"])
        usual = np.flatnonzero(newest & ~given & (owner >= 0))
        of_client = _owned(owner[usual], parts, usual, len(clients))
        granted = np.flatnonzero(newest & given)
        if not len(granted):
            return cls(of_client, None)
        asked, place = np.unique(held.numbers["request"][granted], return_inverse=True)
        of_request = _owned(place, parts, granted, len(asked))
        return cls(of_client, Known(Places(asked), {DOCUMENTS: of_request}))

    def told(self, client: NDArray[np.int32], request: Keys) -> Coded:
        """Per allocation the documents that count for it, given its client and its request."""
        held = taken(self.of_client, client)
        return _both(held, self.granted.of(request)[DOCUMENTS]) if self.granted else held


def _parts(held: Rows, versions: Rows) -> tuple[dict[str, Coded], NDArray[np.bool_]]:
    """Per document what is known of its newest version, and whether there is one."""
    document = Places(held.numbers["id"]).of(versions.numbers["document"])
    there = document >= 0
    there[there] = versions.numbers["version"][there] == held.numbers["current"][document[there]]
    newest = np.full(len(held.numbers["id"]), -1, np.int32)
    newest[document[there]] = np.flatnonzero(there)
    parts = {
        name: Coded(held_by.values, held_by.numbers[newest])
        for name, held_by in versions.words.items()
    }
    return {"kind": held.words["kind"]} | parts, newest >= 0


def _both(first: Coded, second: Coded) -> Coded:
    pairs, numbers = distinct(first.numbers.astype(np.int64) * second.size + second.numbers)
    chosen = [divmod(pair, second.size) for pair in pairs.tolist()]
    return Coded([first.values[a] + second.values[b] for a, b in chosen], numbers)


def _owned(
    owner: NDArray[Any], parts: Mapping[str, Coded], rows: NDArray[np.intp], owners: int
) -> Coded:
    """Per owner its documents, as a set."""
    sizes = [parts[name].size for name in _OF_A_DOCUMENT]
    keys, item = distinct(_joined([parts[name] for name in _OF_A_DOCUMENT], rows))
    kinds = [
        DocumentInput(
            **{
                name: parts[name].values[number]
                for name, number in zip(_OF_A_DOCUMENT, row, strict=True)
            }
        )
        for row in zip(*(one.tolist() for one in np.unravel_index(keys, sizes)), strict=True)
    ]
    held, sets = _sets(owner.astype(np.int64), item, owners, len(kinds))
    values = [tuple(kinds[number] for number in one) for one in sets]
    return Coded(values, held.astype(smallest(len(values))))


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
