"""The same made-up allocations in a store, a million within two minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
from benchmarks.rules.bulk.made_up import ON

from jeugdregio_core.columns.held import OPEN, Columns
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.store import migrations
from jeugdregio_core.store.engine import PATIENT
from jeugdregio_core.store.transaction import Store

NOON = f"{ON - timedelta(days=1)} 12:00:00.000000"
_ALLOCATION, _REFERRAL, _REQUEST, _CLIENT, _PROVIDER, _VERSION, _DOCUMENT = range(1, 8)


def store_rows(store: Store, columns: Columns, region: str) -> None:
    """Put these rows in an empty store."""
    migrations.prepare(store)
    with store.engines.writer.connect() as opened:
        connection = opened.execution_options(**{PATIENT: True})
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table, rows in _tables(columns, region):
            _write(connection, table, rows)
        connection.commit()
    with store.engines.writer.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _write(connection: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = ", ".join(f'"{name}"' for name in first)
    raw = connection.connection.driver_connection
    every = (tuple(row.values()) for row in _again(first, rows))
    if connection.dialect.name == "postgresql":
        with raw.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in every:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(first))
        raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", every)


def _again(first: dict[str, Any], rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rows


def _id(kind: int, number: int) -> str:
    return f"{kind:08x}{number:024x}"


def _tables(columns: Columns, region: str) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    told = {path: _told(columns, path) for path in columns.facts}
    providers = columns.facts["request.provider"].values
    yield (
        "provider",
        ({"id": _id(_PROVIDER, n), "code": code, "name": code} for n, code in enumerate(providers)),
    )
    yield "client", _clients(columns, region, told)
    yield "referral", _referrals(columns, region, told)
    yield "request", _requests(columns, region, told)
    yield "allocation", _allocations(columns, region, told)
    yield "allocation_version", _versions(columns, told)
    yield "document", _documents(columns, region, told, versions=False)
    yield "document_version", _documents(columns, region, told, versions=True)


def _told(columns: Columns, path: str) -> list[Any]:
    held = columns.facts[path]
    values = np.empty(held.size, object)
    values[:] = [str(v) if v is not None and not isinstance(v, tuple) else v for v in held.values]
    return list(values[held.numbers])


Told = dict[str, list[Any]]


def _clients(columns: Columns, region: str, told: Told) -> Iterator[dict[str, Any]]:
    numbers, first = np.unique(columns.client, return_index=True)
    for number, row in zip(numbers.tolist(), first.tolist(), strict=True):
        yield {
            "id": _id(_CLIENT, number),
            "region": region,
            "reference": f"C{number}",
            "birth_date": "2012-05-01",
            "municipality": told["client.municipality"][row],
        }


def _base(kind: int, row: int, region: str, told: Told) -> dict[str, Any]:
    return {
        "id": _id(kind, row),
        "region": region,
        "municipality": told["client.municipality"][row],
    }


def _referrals(columns: Columns, region: str, told: Told) -> Iterator[dict[str, Any]]:
    for row, client in enumerate(columns.client.tolist()):
        yield _base(_REFERRAL, row, region, told) | {
            "client_id": _id(_CLIENT, client),
            "referrer": told["referral.referrer"][row],
            "received_on": "2025-01-01",
            "status": "ALLOCATED",
            "created_at": NOON,
        }


def _requests(columns: Columns, region: str, told: Told) -> Iterator[dict[str, Any]]:
    for row, client in enumerate(columns.client.tolist()):
        yield _base(_REQUEST, row, region, told) | {
            "client_id": _id(_CLIENT, client),
            "referral_id": _id(_REFERRAL, row),
            "provider_id": _id(_PROVIDER, columns.facts["request.provider"].numbers[row]),
            "kind": "NEW",
            "facts": "{}",
            "status": "ALLOCATED",
            "submitted_at": NOON,
            "requested_by": "x",
        }


def _allocations(columns: Columns, region: str, told: Told) -> Iterator[dict[str, Any]]:
    changed = told["kind"]
    for row, client in enumerate(columns.client.tolist()):
        yield _base(_ALLOCATION, row, region, told) | {
            "number": row + 1,
            "client_id": _id(_CLIENT, client),
            "provider_id": _id(_PROVIDER, columns.facts["request.provider"].numbers[row]),
            "request_id": _id(_REQUEST, row),
            "current": 2 if changed[row] == RequestKind.CHANGE else 1,
            "created_at": NOON,
        }


def _versions(columns: Columns, told: Told) -> Iterator[dict[str, Any]]:
    initial = np.array(columns.initial.values)[columns.initial.numbers].tolist()
    for row, (begun, last) in enumerate(
        zip(columns.begun.tolist(), columns.last.tolist(), strict=True)
    ):
        changed = told["kind"][row] == RequestKind.CHANGE
        for version in range(1, 3 if changed else 2):
            newest = version == (2 if changed else 1)
            intensity = told["request.intensity" if newest else "changeOf.intensity"][row]
            yield {
                "id": _id(_VERSION, 2 * row + version),
                "allocation_id": _id(_ALLOCATION, row),
                "version": version,
                "decided_at": NOON,
                "start": date.fromordinal(begun).isoformat(),
                "end": None if last == OPEN else date.fromordinal(last).isoformat(),
                "segment": told["request.segment"][row],
                "profile": told["request.profile"][row],
                "intensity": intensity,
                "product": told["request.product"][row],
                "status": "STARTED",
                "changes_so_far": version - 1,
                "initial": initial[row],
            }


def _documents(
    columns: Columns, region: str, told: Told, *, versions: bool
) -> Iterator[dict[str, Any]]:
    numbers, first = np.unique(columns.client, return_index=True)
    place = 0
    for client, row in zip(numbers.tolist(), first.tolist(), strict=True):
        for document in told["documents"][row]:
            place += 1
            identity = _id(_DOCUMENT, place)
            if versions:
                yield {
                    "id": identity,
                    "document_id": identity,
                    "version": 1,
                    "recorded_at": NOON,
                    "author": document.author and str(document.author),
                    "approved_by": document.approved_by and str(document.approved_by),
                    "signed_by": "[]",
                    "includes": "[]",
                }
            else:
                yield {
                    "id": identity,
                    "region": region,
                    "client_id": _id(_CLIENT, client),
                    "kind": str(document.kind),
                    "current": 1,
                    "created_at": NOON,
                }
