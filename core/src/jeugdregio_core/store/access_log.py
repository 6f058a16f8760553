"""Who saw or changed what of one client: for the client to read, and in the terms of NEN 7513."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jeugdregio_core.model.casework import AuditOutcome, Purpose
from jeugdregio_core.model.codes import Coded
from jeugdregio_core.record import record
from jeugdregio_core.store.audit import head
from jeugdregio_core.store.people import Person
from jeugdregio_core.store.prepared import among
from jeugdregio_core.store.tables import AuditLine
from jeugdregio_core.store.tables.records import (
    BEGINNING,
    BEGINNING_LENGTH,
    STRETCH,
    STRETCH_BITS,
)

Row = Mapping[str, Any]

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_UNKNOWN = "onbekend"
_AT_ONCE = 1_000
"""So many stretches of the log are gone through by one statement."""
OBJECTS = {
    "client": "gegevens van de jeugdige",
    "referral": "verwijzing",
    "request": "verzoek",
    "decision": "besluit van de regels",
    "dispute": "verschil van inzicht",
    "allocation": "toewijzing",
    "delivery": "start of stop van hulp",
    "outcome": "resultaat van hulp",
    "document": "document",
    "file": "dossier",
    "audit_log": "logboek",
    "legal_hold": "opdracht om te bewaren",
}
"""What can be touched, as people call it."""
_ROLES = {
    "REGION": "regionale organisatie",
    "MUNICIPALITY": "gemeente",
    "PROVIDER": "aanbieder",
    "REFERRER": "verwijzer",
    "BEHEER": "beheer",
}
_OUTCOMES = {AuditOutcome.OK: "0", AuditOutcome.REFUSED: "8"}
"""EventOutcomeIndicator: success, and serious failure."""


def lines_of(session: Session, person: Person) -> list[AuditLine]:
    """Every line about this client, oldest first. No statement takes long however old the log."""
    newest = head(session.connection(), person.region).sequence >> STRETCH_BITS
    every = range(newest + 1)
    parts = (every[first : first + _AT_ONCE] for first in range(0, len(every), _AT_ONCE))
    asked = _about(person)
    return [line for part in parts for line in session.exec(asked, params={"ids": part})]


def _about(person: Person) -> SelectOfScalar[AuditLine]:
    """The lines about this client in the stretches that are given as ``ids``, oldest first.

    Region and pseudonym are compared as one text. By themselves they keep SQLite from the index:
    it looks for the region, and puts the pseudonym that is asked for in the place of the column.
    """
    pseudonym = person.pseudonym
    return (
        select(AuditLine)
        .where(among(STRETCH), BEGINNING == pseudonym[:BEGINNING_LENGTH])  # noqa: SIM300
        .where(col(AuditLine.region) + col(AuditLine.pseudonym) == person.region + pseudonym)
        .order_by(col(AuditLine.sequence))
    )


def readable(line: AuditLine) -> Row:
    """A line in words."""
    return {"wanneer": f"{_local(line.at):%d-%m-%Y %H:%M:%S}", **_deed(line)}


def per_day(lines: Iterable[AuditLine]) -> list[Row]:
    """The lines in words, with what somebody did several times on a day told once."""
    times: Counter[_Once] = Counter(
        _Once(f"{_local(line.at):%d-%m-%Y}", tuple(_deed(line).items())) for line in lines
    )
    return [
        {"wanneer": once.day, **dict(once.deed), "hoe vaak": count} for once, count in times.items()
    ]


def nen_7513(line: AuditLine) -> dict[str, Any]:
    """A line under the names of the extension for NEN 7513 of Logboek Dataverwerkingen.

    The second user is the organisation on whose behalf it was done, the second object the client.
    What is not kept is left out.
    """
    asker = {
        "UserID": line.actor,
        "UserIsRequestor": True,
        "RoleIDCode": line.role,
        "PurposeOfUse": line.purpose,
    }
    organisation = {"UserID": line.organisation, "UserIsRequestor": False}
    touched = {"ParticipantObjectTypeCode": line.object_type, "ParticipantObjectID": line.object_id}
    client = {"ParticipantObjectTypeCode": "client", "ParticipantObjectID": line.pseudonym}
    return {
        "Event": _known(
            EventID=f"{line.region}/{line.sequence}",
            EventActionCode=line.action.value[0],
            EventDateTime=line.at.isoformat(),
            EventOutcomeIndicator=_OUTCOMES.get(_member(AuditOutcome, line.outcome.lower())),
            EventTypeCode=line.operation,
            TraceContext=line.trace,
        ),
        "Users": [_known(**user) for user in (asker, organisation) if user["UserID"]],
        "Objects": [_known(**one) for one in (touched, client) if one["ParticipantObjectID"]],
        "Source": {"AuditSourceID": "jeugdregio", "AuditEnterpriseSiteID": line.region},
    }


@record
class _Once:
    day: str
    deed: tuple[tuple[str, str | int], ...]


def _deed(line: AuditLine) -> dict[str, str | int]:
    outcome = _member(AuditOutcome, line.outcome.lower())
    purpose = _member(Purpose, line.purpose)
    return {
        "wie": line.actor,
        "rol": _ROLES.get(line.role, line.role),
        "namens": line.organisation or _UNKNOWN,
        "wat": line.action.label,
        "met": OBJECTS.get(line.object_type, line.object_type),
        "waarvoor": purpose.label if purpose else _UNKNOWN,
        "uitkomst": outcome.label if outcome else line.outcome,
        "handeling": line.operation,
    }


def _known(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _member(kind: type[Coded], code: str | None) -> Any:
    return next((member for member in kind if member.value == code), None)


def _local(at: datetime) -> datetime:
    return at.astimezone(_AMSTERDAM)
