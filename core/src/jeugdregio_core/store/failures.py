"""What an error of the database means for who asked: again, later, or a fault in our own code."""

from __future__ import annotations

from enum import Enum, auto

from sqlalchemy import RootTransaction
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty

from jeugdregio_core.store.errors import OutcomeUnknown


class Failure(Enum):
    """A failure that the next attempt, or a later one, may not meet."""

    AGAIN = auto()
    """Others were in the way: the same work may succeed when it is run again."""
    TAKEN = auto()
    """A unique value is there already: run again, the work sees the row of who was first."""
    AWAY = auto()
    BUSY = auto()
    FULL = auto()
    READ_ONLY = auto()
    DAMAGED = auto()


_POSTGRESQL = {
    "40001": Failure.AGAIN,  # serialization_failure
    "40P01": Failure.AGAIN,  # deadlock_detected
    "23505": Failure.TAKEN,  # unique_violation
    "55P03": Failure.AGAIN,  # lock_not_available
    "25006": Failure.READ_ONLY,  # read_only_sql_transaction
    "25P03": Failure.AWAY,  # idle_in_transaction_session_timeout
    "53100": Failure.FULL,  # disk_full
    "57014": Failure.BUSY,  # query_canceled: statement_timeout
    "58030": Failure.AWAY,  # io_error
    "XX001": Failure.DAMAGED,  # data_corrupted
    "XX002": Failure.DAMAGED,  # index_corrupted
}
_POSTGRESQL_CLASSES = {"08": Failure.AWAY, "53": Failure.BUSY, "57": Failure.AWAY}

_SQLITE = {
    "SQLITE_BUSY": Failure.AGAIN,
    "SQLITE_LOCKED": Failure.AGAIN,
    "SQLITE_INTERRUPT": Failure.BUSY,  # a statement that took too long
    "SQLITE_FULL": Failure.FULL,
    "SQLITE_READONLY": Failure.READ_ONLY,
    "SQLITE_CANTOPEN": Failure.AWAY,
    "SQLITE_IOERR": Failure.AWAY,
    "SQLITE_NOTADB": Failure.DAMAGED,
    "SQLITE_CORRUPT": Failure.DAMAGED,
}

REASONS = {
    Failure.AWAY: "De opslag is nu niet bereikbaar.",
    Failure.BUSY: "De opslag is nu te druk.",
    Failure.FULL: "De opslag is vol. De beheerder moet ruimte maken.",
    Failure.READ_ONLY: "In de opslag kan nu alleen worden gelezen.",
    Failure.DAMAGED: "De opslag is beschadigd of is iets anders. De beheerder moet ernaar kijken.",
}


def failure_of(error: Exception) -> Failure | None:
    """What this error means; ``None`` when it is a fault in our own code, or not the database."""
    if isinstance(error, PoolIsEmpty):
        return Failure.BUSY
    cause = error.orig if isinstance(error, DBAPIError) else error
    if name := getattr(cause, "sqlite_errorname", None):
        return _sqlite(name)
    if state := getattr(cause, "sqlstate", None):
        return _POSTGRESQL.get(state) or _POSTGRESQL_CLASSES.get(state[:2])
    if isinstance(cause, ConnectionError):
        return Failure.AWAY
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return Failure.AWAY if lost or _is_operational(cause) else None


def commit(transaction: RootTransaction) -> None:
    """End a transaction. Raises OutcomeUnknown where nobody can tell whether it was stored."""
    try:
        transaction.commit()
    except Exception as error:
        if failure_of(error) is Failure.AWAY:
            raise OutcomeUnknown from error
        raise


def _is_operational(cause: BaseException | None) -> bool:
    """By name, since the driver of a database that is not used need not be there."""
    return any(kind.__name__ == "OperationalError" for kind in type(cause).__mro__)


def _sqlite(name: str) -> Failure | None:
    """Extended names such as SQLITE_IOERR_READ mean what they start with."""
    return _SQLITE.get("_".join(name.split("_")[:2]))
