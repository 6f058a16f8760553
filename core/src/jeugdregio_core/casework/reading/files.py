"""The file of one young person: referrals, allocations and documents together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading import allocations, referrals
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import FileRecord
from jeugdregio_core.casework.reading.rows import Form, fetch
from jeugdregio_core.casework.sight import Sight

_FORM = Form((client,))


def of_client(work: Work, reference: str, look: Look) -> FileRecord | None:
    """The file of the client under this reference, if there is one to see."""
    for row in fetch(work, _under, reference=reference):
        ids = {row[0]}
        (person,) = clients(work, [row], _FORM, look.at("client"))
        note_clients(work, (person,))
        referred, allocated = look.at("referrals"), look.at("allocations")
        return FileRecord(
            client=person,
            referrals=tuple(referrals.of_clients(work, ids, referred)) if referred else (),
            allocations=tuple(allocations.of_clients(work, ids, allocated)) if allocated else (),
        )
    missed.client(work, reference)
    return None


def _under(sight: Sight) -> Select[Any]:
    reference = bindparam("reference", type_=CLIENT.c.reference.type)
    return select(*_FORM.columns).where(CLIENT.c.reference == reference, sight.clients)
