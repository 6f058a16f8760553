"""What was stored before it was kept whose it is, belongs to the municipality it was made under."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlmodel import Session
from tests.support.rows import NOON, REGION

from jeugdregio_core.store import migrations
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.transaction import open_store


def _put(session: Session, name: str, /, **values: Any) -> UUID:
    """A row with these columns alone."""
    identity = uuid4()
    row = {"id": identity, **values}
    session.connection().execute(insert(Stored.metadata.tables[name]).values(row))
    return identity


def _before(session: Session) -> None:
    provider = _put(session, "provider", code="noord", name="Noord")
    born = date(2014, 5, 1)
    client = _put(
        session,
        "client",
        region=REGION,
        reference="K-1",
        birth_date=born,
        municipality="0420",
    )
    of_client = {"region": REGION, "client_id": client}
    referral = _put(
        session,
        "referral",
        **of_client,
        referrer="HUISARTS",
        received_on=born,
        municipality="0405",
        status="REQUESTED",
        created_at=NOON,
    )
    asked = {"kind": "NEW", "facts": {}, "submitted_at": NOON, "requested_by": "x"}
    request = _put(
        session,
        "request",
        **of_client,
        **asked,
        referral_id=referral,
        provider_id=provider,
        status="SUBMITTED",
    )
    _put(session, "request", **of_client, **asked, provider_id=provider, status="REFUSED")
    plan = {"kind": "BEHANDELPLAN", "current": 1, "created_at": NOON}
    _put(session, "document", **of_client, **plan, request_id=request)
    _put(session, "document", **of_client, **plan)


def _municipalities(session: Session, name: str) -> list[str]:
    table = Stored.metadata.tables[name]
    found = session.connection().execute(select(table.c.municipality))
    return sorted(found.scalars())


def test_what_was_there_goes_to_the_municipality_of_its_referral_or_else_of_the_child(
    empty_database: str,
) -> None:
    with open_store(empty_database) as store:
        migrations.upgrade(store, "0007")
        store.write((), _before)
        migrations.upgrade(store)
        for name in ("request", "document"):
            found = store.read(lambda session, of=name: _municipalities(session, of))
            assert found == ["0405", "0420"]
