"""What a step is about, so that writes about one client wait for each other.

Looked up before the step, and only to spare it a second run: what is not found here, or is not
the actor's to see, is declined by the step itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.desk import Desk
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.sight import Condition, Sight
from jeugdregio_core.record import record
from jeugdregio_core.store import subjects, tables

Subjects = tuple[str, ...]


def client(region: str, reference: str) -> Subjects:
    """The client under this reference."""
    return (subjects.client(region, reference),)


@record
class About:
    """Looks up for an actor, in a region."""

    desk: Desk
    actor: Actor
    region: str

    def referral(self, text: str) -> Subjects:
        """The client of a referral."""
        mine = tables.Referral.id == identity(text)
        return self._client_of(tables.Referral, lambda sight: sight.referrals, mine)

    def request(self, text: str) -> Subjects:
        """The client of a request."""
        mine = tables.Request.id == identity(text)
        return self._client_of(tables.Request, lambda sight: sight.requests, mine)

    def answer(self, text: str) -> Subjects:
        """The client of a request, and the numbers of its municipality."""
        mine = tables.Request.id == identity(text)
        return self._client_of(tables.Request, lambda sight: sight.requests, mine, numbers=True)

    def allocation(self, municipality: str, number: int) -> Subjects:
        """The client of an allocation."""
        kind = tables.Allocation
        mine = (kind.municipality == municipality, kind.number == number)
        return self._client_of(kind, lambda sight: sight.allocations, *mine)

    def _client_of(
        self,
        kind: Any,
        seen: Callable[[Sight], Condition],
        *which: Any,
        numbers: bool = False,
    ) -> Subjects:
        held = (
            select(tables.Client.reference, tables.Client.municipality)
            .join(kind, col(kind.client_id) == col(tables.Client.id))
            .where(*which)
        )

        def look(session: Session) -> tuple[str, str] | None:
            sight = self.desk.sight(session, self.actor, self.region)
            return session.exec(held.where(seen(sight))).first()

        found = self.desk.store.read(look)
        if found is None:
            return ()
        reference, municipality = found
        series = (subjects.numbers(municipality),) if numbers else ()
        return (subjects.client(self.region, reference), *series)
