"""Reading in an event loop, so that a look at what is stored costs no thread.

A store that is opened for a loop (``Store.here``) reads there; in any other loop it reads beside
it, in a thread. The work itself is the same ordinary code on both roads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session

from jeugdregio_core.store import audit
from jeugdregio_core.store.audit import Line

if TYPE_CHECKING:
    from jeugdregio_core.store.retry import Retry

T = TypeVar("T")
Work: TypeAlias = Callable[[Session], T]
Looked: TypeAlias = tuple[T, list[Line]]
"""What work found, and the lines it noted."""


class Blocking(Protocol):
    """The store, as a thread uses it."""

    retry: Retry

    def looked(self, work: Work[T]) -> Looked[T]:
        """Run ``work`` on one state of the database, and store nothing of it."""

    def add_lines(self, lines: list[Line]) -> None:
        """Store all of these lines or none."""


class Here(Protocol):
    """The connections of one event loop. Its waiting holds up nobody else."""

    async def looked(self, work: Work[T]) -> Looked[T]:
        """Run ``work`` on one state of the database, and store nothing of it."""

    async def add_lines(self, lines: list[Line]) -> None:
        """Store all of these lines or none."""

    async def close(self) -> None:
        """Close every connection."""


def session_on(connection: Connection) -> Session:
    """A session that gathers lines for the audit log."""
    return Session(connection, expire_on_commit=False, info={audit.PENDING: []})


def looked(connection: Connection, work: Work[T]) -> Looked[T]:
    """What ``work`` finds in the transaction of this connection."""
    session = session_on(connection)
    try:
        return work(session), session.info[audit.PENDING]
    finally:
        if session.in_transaction():  # most work asks the connection, and needs no session
            session.close()
