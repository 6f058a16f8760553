"""Which documents are on file for each allocation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.casework.columns import sources
from jeugdregio_core.casework.columns.keys import NOBODY, Keys, Places
from jeugdregio_core.casework.columns.known import Known, taken
from jeugdregio_core.casework.columns.scans import Found, Part
from jeugdregio_core.casework.facts import FOR_ONE_REQUEST
from jeugdregio_core.columns.distinct import distinct
from jeugdregio_core.columns.held import Coded, Numbers, smallest
from jeugdregio_core.record import record
from jeugdregio_core.rules.input import DocumentInput

_OF_A_DOCUMENT = ("kind", "author", "approved_by")
"""What columns know of a document."""
_TOGETHER = 20
"""So many kinds of documents are put in a set at a time."""


def of_document(found: Found, part: Part) -> Part:
    """A document knows the row of its client."""
    clients: Known = found[sources.CLIENTS].result()
    return part | {"client": clients.places.of(part["client"])}


def of_document_version(found: Found, part: Part) -> Part:
    """What is known of documents, by their newest version."""
    documents: Known = found[sources.DOCUMENTS].result()
    place = documents.places.of(part.pop("document"))
    current = taken(documents.columns["current"], place)
    newest = np.flatnonzero(part.pop("version") == current)
    return documents.at(place[newest]) | {
        name: taken(words, newest) for name, words in part.items()
    }


@record(eq=False)
class OnFile:
    """Which documents there are.

    A permission that was given for a request counts for the allocation that came of it only.
    """

    of_client: Coded
    """In the order of the clients."""
    granted: tuple[Places, Coded] | None
    """Permissions, by request."""

    @classmethod
    def of_all(cls, found: Found, part: Part) -> OnFile:
        """The documents of the clients of the region."""
        clients: Known = found[sources.CLIENTS].result()
        kinds, owner, request = part["kind"], part["client"], part["request"]
        permission = np.array([value in FOR_ONE_REQUEST for value in kinds.values])[kinds.numbers]
        given = permission & (request != NOBODY)
        usual = np.flatnonzero(~given & (owner >= 0))
        of_client = _owned(owner[usual], part, usual, len(clients.places))
        granted = np.flatnonzero(given)
        if not len(granted):
            return cls(of_client, None)
        asked, place = np.unique(request[granted], return_inverse=True)
        return cls(of_client, (Places(asked), _owned(place, part, granted, len(asked))))

    def told(
        self, client: NDArray[np.int32], request: Keys, allocation: NDArray[np.int32]
    ) -> Coded:
        """Per row the documents that count for it, given its client and its allocation.

        Requests are in the order of the allocations.
        """
        held: Coded = taken(self.of_client, client)
        if not self.granted:
            return held
        places, of_request = self.granted
        return _both(held, taken(of_request, places.of(request[allocation])))


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
    return _sets(owner, item, owners, kinds)


def _joined(parts: Sequence[Coded], rows: NDArray[np.intp]) -> NDArray[np.int64]:
    key = np.zeros(len(rows), np.int64)
    for part in parts:
        key = key * part.size + part.numbers[rows]
    return key


def _sets(owner: NDArray[Any], item: Numbers, owners: int, kinds: Sequence[DocumentInput]) -> Coded:
    """The different sets of items that owners have, and which one each owner has.

    Value 0 is no items: the last one counted here is an owner who has none.
    """
    held = Coded([()], np.zeros(owners + 1, smallest(1)))
    for first in range(0, len(kinds), _TOGETHER):
        some = kinds[first : first + _TOGETHER]
        bit = np.where((item >= first) & (item < first + len(some)), 1 << (item - first), 0)
        bits = np.zeros(owners + 1, np.int64)
        np.bitwise_or.at(bits, owner, bit)
        different, numbers = distinct(bits)
        values = [_among(some, one) for one in different.tolist()]
        held = _both(held, Coded(values, numbers))
    return Coded(held.values, held.numbers[:-1])


def _among(kinds: Sequence[DocumentInput], bits: int) -> tuple[DocumentInput, ...]:
    return tuple(kind for place, kind in enumerate(kinds) if bits >> place & 1)
