"""Take the references of clients out of an audit log, and put a pseudonym in their place.

Called by migration 0009, and never changed after it. The hashes stay as they are, so a head that
was kept elsewhere still fits. A line that was broken already is left as it is, to be found.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

import sqlalchemy as sa

from jeugdregio_core.store import audit_form

_BEFORE_THE_FIRST = "0" * 64
_KEY_BYTES = 32
_AT_ONCE = 2_000
_NAMES = "region actor role action object_type object_id client_reference operation outcome"
_LINE = sa.table(
    "audit_line",
    *(sa.column(name, sa.String()) for name in _NAMES.split()),
    sa.column("sequence", sa.BigInteger()),
    sa.column("at", sa.DateTime(timezone=True)),
    *(sa.column(name, sa.String()) for name in ("previous_hash", "hash", "pseudonym")),
    *(sa.column(name, sa.String()) for name in ("organisation", "purpose", "trace")),
    sa.column("form", sa.Integer()),
)
_CLIENT = sa.table("client", sa.column("id", sa.Uuid()), *map(sa.column, ("region", "reference")))
_KEY = sa.table("client_key", sa.column("client_id", sa.Uuid()), sa.column("key", sa.String()))


def take_references_out(connection: sa.Connection) -> None:
    """Do so for every region, and leave a line with a digest of what its stripped lines say."""
    pseudonyms = _keys(connection)
    regions = connection.execute(sa.select(_LINE.c.region).distinct()).scalars().all()
    with _unguarded(connection):
        for region in regions:
            _strip(connection, region, pseudonyms)


def _keys(connection: sa.Connection) -> dict[tuple[str, str], str]:
    """Give every client a key; the pseudonym of each."""
    clients = connection.execute(sa.select(_CLIENT)).all()
    keys = {client.id: token_hex(_KEY_BYTES) for client in clients}
    if keys:
        rows = [{"client_id": client, "key": key} for client, key in keys.items()]
        connection.execute(sa.insert(_KEY), rows)
    return {
        (client.region, client.reference): hmac.new(
            bytes.fromhex(keys[client.id]), client.id.bytes, hashlib.sha256
        ).hexdigest()
        for client in clients
    }


def _strip(connection: sa.Connection, region: str, pseudonyms: dict[tuple[str, str], str]) -> None:
    digest, newest = _BEFORE_THE_FIRST, None
    for newest in _lines(connection, region):
        reference = newest["client_reference"]
        if reference is None or newest["hash"] != audit_form.link(newest["previous_hash"], newest):
            continue
        # Of a client that is not there nobody holds a key, so any pseudonym will do.
        name = pseudonyms.setdefault((region, reference), token_hex(_KEY_BYTES))
        stripped = newest | {"client_reference": None, "pseudonym": name}
        digest = audit_form.digest(digest, stripped)
        connection.execute(
            sa.update(_LINE)
            .where(_LINE.c.region == region, _LINE.c.sequence == newest["sequence"])
            .values(client_reference=None, pseudonym=name)
        )
    if newest is not None and digest != _BEFORE_THE_FIRST:
        connection.execute(sa.insert(_LINE), _last(connection, newest, digest))


def _lines(connection: sa.Connection, region: str) -> Iterator[dict[str, Any]]:
    """The lines of a region in order, read in parts since they are changed underway."""
    mine = sa.select(_LINE).where(_LINE.c.region == region).order_by(_LINE.c.sequence)
    last = 0
    while part := connection.execute(mine.where(_LINE.c.sequence > last).limit(_AT_ONCE)).all():
        yield from (_plain(row._mapping) for row in part)
        last = part[-1].sequence


def _plain(row: sa.RowMapping) -> dict[str, Any]:
    line = dict(row)
    at: datetime = line["at"]
    return line | {"at": at if at.tzinfo else at.replace(tzinfo=UTC)}


def _last(connection: sa.Connection, newest: dict[str, Any], digest: str) -> dict[str, Any]:
    said = {
        "region": newest["region"],
        "sequence": newest["sequence"] + 1,
        "at": _moment(connection),
        "actor": "jeugdregio",
        "role": "BEHEER",
        "action": "UPDATE",
        "object_type": "audit_log",
        "object_id": digest,
        "client_reference": None,
        "operation": audit_form.UPGRADED,
        "outcome": "ok",
        "form": 2,
        "organisation": None,
        "purpose": "MANAGEMENT",
        "trace": None,
        "pseudonym": None,
    }
    before = newest["hash"]
    return said | {"previous_hash": before, "hash": audit_form.link(before, said)}


def _moment(connection: sa.Connection) -> datetime:
    """What time it is to the database, in whole seconds."""
    told = connection.execute(
        sa.select(sa.func.current_timestamp(type_=sa.DateTime()))
    ).scalar_one()
    at: datetime = told
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).replace(microsecond=0)


@contextmanager
def _unguarded(connection: sa.Connection) -> Iterator[None]:
    """With the guard off that keeps lines from being changed."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("ALTER TABLE audit_line DISABLE TRIGGER USER")
        yield
        connection.exec_driver_sql("ALTER TABLE audit_line ENABLE TRIGGER USER")
        return
    trigger = "SELECT sql FROM sqlite_master WHERE name = 'audit_line_no_update'"
    guard = str(connection.exec_driver_sql(trigger).scalar_one())
    connection.exec_driver_sql("DROP TRIGGER audit_line_no_update")
    yield
    connection.exec_driver_sql(guard)
