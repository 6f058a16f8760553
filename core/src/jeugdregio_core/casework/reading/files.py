"""The file of one young person: referrals, allocations and documents together."""

from __future__ import annotations

from sqlalchemy import select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading import allocations, referrals
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import FileRecord
from jeugdregio_core.casework.reading.rows import fetch


def of_client(work: Work, reference: str, look: Look) -> FileRecord | None:
    """The file of the client under this reference, if there is one to see."""
    wanted = select(*client.columns).where(CLIENT.c.reference == reference, work.sight.clients)
    for row in fetch(work, wanted):
        person = clients(work, {row.id}, look.at("client"))(row)
        note_clients(work, (person,))
        referred, allocated = look.at("referrals"), look.at("allocations")
        return FileRecord(
            client=person,
            referrals=tuple(referrals.of_clients(work, {row.id}, referred)) if referred else (),
            allocations=(
                tuple(allocations.of_clients(work, {row.id}, allocated)) if allocated else ()
            ),
        )
    missed.client(work, reference)
    return None
