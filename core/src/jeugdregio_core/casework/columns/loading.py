"""The allocations of a region that run, as columns: what rules read of them and no more."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection

from jeugdregio_core.casework.columns import in_postgresql, in_sqlite, sources
from jeugdregio_core.casework.columns.documents import documents
from jeugdregio_core.casework.columns.keys import NOBODY, Alike, Keys, Places
from jeugdregio_core.casework.columns.scans import Rows, read
from jeugdregio_core.casework.columns.versions import Versions, taken
from jeugdregio_core.columns.declared import needed
from jeugdregio_core.columns.held import Coded, Columns
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules import facts

_USUAL = frozenset(
    fact.path for fact in (facts.MUNICIPALITY, facts.SEGMENT, facts.PROFILE, facts.INTENSITY)
) | {facts.PRODUCT.path}
_WAYS = 3


def load(connection: Connection, rulebook: Rulebook, on: date) -> Columns:
    """What still runs on this day, each row asked again as it stands: on that day, or later."""
    database: Any = in_sqlite if connection.dialect.name == "sqlite" else in_postgresql
    region, wanted = rulebook.region.code, needed(rulebook) | _USUAL
    for way in range(_WAYS):
        try:
            found = read(database, connection, region, sources.scans(region, wanted), way)
            return _columns(found, wanted, on)
        except Alike:
            continue
    raise Alike


def _columns(found: Mapping[str, Rows], wanted: frozenset[str], on: date) -> Columns:
    allocations, clients = found[sources.ALLOCATIONS], found[sources.CLIENTS]
    held = Versions.of(found[sources.VERSIONS], allocations)
    row = held.running(on)
    at = held.allocation[row]
    with ThreadPoolExecutor() as threads:  # numpy leaves the interpreter to others as it sorts
        of_client = threads.submit(Places, clients.numbers["id"])
        request = allocations.numbers["request"][at]
        later = {}
        if sources.REFERRALS in found:
            later[facts.REFERRER.path] = threads.submit(_referrer, found, request)
        client = of_client.result().of(allocations.numbers["client"][at])
        if sources.DOCUMENTS in found:
            later[facts.DOCUMENTS.path] = threads.submit(
                documents, found, of_client.result(), client, request
            )
        told = {path: taken(words, client) for path, words in clients.words.items()}
        told |= held.told(row)
        if facts.CHANGE_OF_INTENSITY.path in wanted:
            told[facts.CHANGE_OF_INTENSITY.path] = taken(held.intensity_before(), at)
        told |= _norms(found, allocations.numbers["id"][at])
        told[facts.PROVIDER.path] = _provider(found, allocations.numbers["provider"][at])
        told |= {path: one.result() for path, one in later.items()}
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
        municipality=taken(allocations.words["municipality"], at),
        number=allocations.numbers["number"][at],
    )


def _provider(found: Mapping[str, Rows], provider: Keys) -> Coded:
    providers = found[sources.PROVIDERS]
    return taken(providers.words["code"], Places(providers.numbers["id"]).of(provider))


def _norms(found: Mapping[str, Rows], allocation: Keys) -> dict[str, Coded]:
    if sources.DECISIONS not in found:
        return {}
    decisions = found[sources.DECISIONS]
    at = Places(decisions.numbers["allocation"]).of(allocation)
    return {path: taken(words, at) for path, words in decisions.words.items()}


def _referrer(found: Mapping[str, Rows], request: Keys) -> Coded:
    requests, referrals = found[sources.REQUESTS], found[sources.REFERRALS]
    of_request = Places(requests.numbers["id"]).of(request)
    referral = np.append(requests.numbers["referral"], NOBODY)[of_request]  # -1 is the last
    at = Places(referrals.numbers["id"]).of(referral)
    return taken(referrals.words["referrer"], at)
