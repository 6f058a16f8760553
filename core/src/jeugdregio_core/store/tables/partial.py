"""Indexes of a part of the rows, for whoever makes or compares the tables.

Their conditions are options of a database, and naming those loads the dialects of both. A start
where nothing is to be migrated goes without.
"""

from sqlalchemy import Index, text

from jeugdregio_core.model.casework import OPEN_REQUEST
from jeugdregio_core.store.tables.base import Stored
from jeugdregio_core.store.tables.records import CHANGES, REFUSED, AuditLine
from jeugdregio_core.store.tables.requests import Request

_STILL_OPEN = text(f"status IN ({', '.join(repr(status.value) for status in OPEN_REQUEST)})")

_REQUEST = Stored.metadata.tables[Request.__tablename__].c
Index(
    "uq_request_open",
    _REQUEST.client_id,
    _REQUEST.provider_id,
    unique=True,
    sqlite_where=_STILL_OPEN,
    postgresql_where=_STILL_OPEN,
)

_LINE = Stored.metadata.tables[AuditLine.__tablename__].c
Index(
    "ix_audit_line_changes",
    _LINE.region,
    _LINE.sequence,
    sqlite_where=CHANGES,
    postgresql_where=CHANGES,
)
_COUNTED = text(f"pseudonym IS NOT NULL AND ({CHANGES} OR {REFUSED})")
Index(
    "ix_audit_line_counted",
    _LINE.region,
    _LINE.pseudonym,
    _LINE.at,
    sqlite_where=_COUNTED,
    postgresql_where=_COUNTED,
)
