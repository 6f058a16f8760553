"""The allocations of a region that run, as columns: what rules read of them and no more."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection

from jeugdregio_core.casework.columns import documents, in_postgresql, in_sqlite, known, sources
from jeugdregio_core.casework.columns.keys import Alike
from jeugdregio_core.casework.columns.scans import Database, Found, Source, reading
from jeugdregio_core.casework.columns.versions import Versions
from jeugdregio_core.columns.declared import needed
from jeugdregio_core.columns.held import Columns
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules import facts

_USUAL = frozenset(
    fact.path for fact in (facts.MUNICIPALITY, facts.SEGMENT, facts.PROFILE, facts.INTENSITY)
) | {facts.PRODUCT.path}
_ALWAYS = _USUAL | {facts.KIND.path, facts.PROVIDER.path}
_DATABASES: Mapping[str, Database] = {"sqlite": in_sqlite, "postgresql": in_postgresql}
_WAYS = 3
"""So often ids are made numbers in another way when two are alike."""


def load(connection: Connection, rulebook: Rulebook, on: date) -> Columns:
    """What still runs on this day, each row asked again as it stands: on that day, or later."""
    database = _DATABASES[connection.dialect.name]
    region, wanted = rulebook.region.code, needed(rulebook) | _ALWAYS
    for way in range(_WAYS):
        chosen = _sources(region, wanted, on)
        with suppress(Alike), reading(database, connection, region, chosen, way) as found:
            return _columns(found, wanted, on)
    raise Alike


def _sources(region: str, wanted: frozenset[str], on: date) -> dict[str, Source]:
    """What is read, and what is made of it."""
    versions = Versions(on, facts.CHANGE_OF_INTENSITY.path in wanted)
    of_all = known.Known.of_all
    made: Mapping[str, tuple[Any, ...]] = {
        sources.REQUESTS: (of_all, known.of_request, (sources.REFERRALS,)),
        sources.ALLOCATIONS: (of_all, known.of_allocation, (sources.REQUESTS, sources.PROVIDERS)),
        sources.VERSIONS: (versions.whole, versions.told),
        sources.DECISIONS: (known.norms, known.of_decision),
        sources.DOCUMENTS: (of_all, documents.of_document),
        sources.DOCUMENT_VERSIONS: (
            documents.OnFile.of_all,
            documents.of_document_version,
            (sources.DOCUMENTS,),
        ),
    }
    return {
        name: Source(scan, *made.get(name, (of_all,)))
        for name, scan in sources.scans(region, wanted).items()
    }


def _columns(found: Found, wanted: frozenset[str], on: date) -> Columns:
    held = found[sources.VERSIONS].result()
    told = {name: column for name, column in held.items() if name in wanted}
    if sources.DECISIONS in found:
        norms = found[sources.DECISIONS].result()
        told |= {path: known.taken(norm, held["allocation"]) for path, norm in norms.items()}
    if sources.DOCUMENT_VERSIONS in found:
        on_file: documents.OnFile = found[sources.DOCUMENT_VERSIONS].result()
        allocations: known.Known = found[sources.ALLOCATIONS].result()
        request = allocations.columns["request"]
        told[facts.DOCUMENTS.path] = on_file.told(held["client"], request, held["allocation"])
    first = np.maximum(held["start"], np.int32(on.toordinal()))
    return Columns(
        facts=told,
        governing=first,
        first=first,
        last=held["end"],
        begun=held["start"],
        initial=held["initial"],
        client=held["client"],
        municipality=held["municipality"],
        number=held["number"],
    )
