"""The allocations of a region that run, as columns: what rules read of them and no more."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import numpy as np
from sqlalchemy import Connection

from jeugdregio_core.casework.columns import in_postgresql, in_sqlite, known, sources
from jeugdregio_core.casework.columns.documents import OnFile
from jeugdregio_core.casework.columns.keys import Alike, Places
from jeugdregio_core.casework.columns.scans import Database, Found, reading
from jeugdregio_core.casework.columns.versions import Versions
from jeugdregio_core.columns.declared import needed
from jeugdregio_core.columns.held import Columns
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules import facts

_USUAL = frozenset(
    fact.path for fact in (facts.MUNICIPALITY, facts.SEGMENT, facts.PROFILE, facts.INTENSITY)
) | {facts.PRODUCT.path}
_DATABASES: Mapping[str, Database] = {"sqlite": in_sqlite, "postgresql": in_postgresql}
_WAYS = 3
"""So often ids are made numbers in another way when two are alike."""


def load(connection: Connection, rulebook: Rulebook, on: date) -> Columns:
    """What still runs on this day, each row asked again as it stands: on that day, or later."""
    database = _DATABASES[connection.dialect.name]
    region, wanted = rulebook.region.code, needed(rulebook) | _USUAL
    for way in range(_WAYS):
        scans = sources.scans(region, wanted)
        with suppress(Alike), reading(database, connection, region, scans, way) as found:
            return _columns(found, wanted, on)
    raise Alike


def _columns(found: Found, wanted: frozenset[str], on: date) -> Columns:
    """What others have of an allocation is put in order while allocations are still being read."""
    with ThreadPoolExecutor() as threads:
        clients = threads.submit(known.clients, found)
        requests = threads.submit(known.requests, found) if sources.REQUESTS in found else None
        on_file = (
            threads.submit(lambda: OnFile.of(found, clients.result().places))
            if sources.DOCUMENTS in found
            else None
        )
        allocations = found[sources.ALLOCATIONS].result()
        places = Places(allocations.numbers["id"])
        held = Versions.of(found[sources.VERSIONS].result(), allocations, places)
        row = held.running(on)
        at = held.allocation[row]
        client = clients.result().places.of(allocations.numbers["client"][at])
        request = allocations.numbers["request"][at]
        told = held.told(row) | clients.result().at(client)
        told |= known.providers(found).of(allocations.numbers["provider"][at])
        if facts.CHANGE_OF_INTENSITY.path in wanted:
            told[facts.CHANGE_OF_INTENSITY.path] = known.taken(held.intensity_before(), at)
        if sources.DECISIONS in found:
            told |= known.norms(found).of(allocations.numbers["id"][at])
        if requests:
            told |= requests.result().of(request)
        if on_file:
            told[facts.DOCUMENTS.path] = on_file.result().told(client, request)
    begun = held.rows.numbers["start"][row]
    first = np.maximum(begun, np.int32(on.toordinal()))
    return Columns(
        facts=told,
        governing=first,
        first=first,
        last=held.rows.numbers["end"][row],
        begun=begun,
        initial=held.initial(row),
        client=client,
        municipality=known.taken(allocations.words["municipality"], at),
        number=allocations.numbers["number"][at],
    )
