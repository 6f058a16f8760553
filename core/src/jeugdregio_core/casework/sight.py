"""Which rows an actor may see: conditions that go into every statement about young people.

What is not seen is not there: it is left out of lists and counts, and looked up it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Table,
    and_,
    exists,
    false,
    literal,
    or_,
    select,
    true,
    union,
)
from sqlmodel import Session

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.days import day_of, midnight
from jeugdregio_core.record import record
from jeugdregio_core.store.tables import Stored

Condition = ColumnElement[bool]


def _table(name: str) -> Table:
    return Stored.metadata.tables[name]


_CLIENT, _REFERRAL, _REQUEST = _table("client"), _table("referral"), _table("request")
_ALLOCATION, _DOCUMENT = _table("allocation"), _table("document")
_PROVIDER, _CONTRACT = _table("provider"), _table("contract")
_OF_A_CLIENT = (_REFERRAL, _REQUEST, _ALLOCATION, _DOCUMENT)


class Delivers(NamedTuple):
    """A provider that an actor works for or is lead contractor of, and since when."""

    provider: UUID
    since: datetime | None = None


@record
class Sight:
    """What one actor sees of one region: nothing, unless something is said here."""

    region: str = ""
    role: Role = Role.PUBLIC
    organisation: str | None = None
    delivers: tuple[Delivers, ...] = ()

    @classmethod
    def of(cls, session: Session, actor: Actor, region: str, moment: datetime) -> Sight:
        """The sight of an actor at a moment. A role holds in the actor's own regions only."""
        if region not in actor.regions:
            return cls()
        delivers = tuple(_delivers(session, actor, region, moment))
        return cls(region, actor.role, actor.organisation, delivers)

    @property
    def everything(self) -> bool:
        """Whether a decision is shown with all that it weighed, whoever that is about."""
        return self.shows_everything(self.role)

    @staticmethod
    def shows_everything(role: Role) -> bool:
        """Whether this role is shown decisions with all that they weighed."""
        return role in (Role.REGION, Role.MUNICIPALITY)

    def lives_here(self, municipality: str | None) -> bool:
        """Whether this is the municipality of the actor. Who works for no municipality has all."""
        if self.role is not Role.MUNICIPALITY or self.organisation is None:
            return True
        return municipality == self.organisation

    def works_for(self, provider: UUID | None) -> bool:
        """Whether the actor acts for this provider. Who is no provider acts for any."""
        return self.role is not Role.PROVIDER or provider in {one for one, _ in self.delivers}

    @property
    def referrals(self) -> Condition:
        """A provider: those that name it, or under which it asked. A referrer: its own."""
        return self._seen(
            _REFERRAL,
            provider=_REFERRAL.c.id.in_(self._named()) if self.delivers else false(),
            referrer=_REFERRAL.c.referred_by == self.organisation if self.organisation else false(),
        )

    @property
    def chosen(self) -> Condition:
        """Referrals of which is seen whom the family chose. A provider: where it was chosen."""
        return self._seen(
            _REFERRAL,
            municipality=true(),
            provider=self._own(_REFERRAL, "created_at"),
            referrer=true(),
        )

    @property
    def requests(self) -> Condition:
        """A provider: its own."""
        return self._seen(_REQUEST, provider=self._own(_REQUEST, "submitted_at"))

    @property
    def allocations(self) -> Condition:
        """A provider: its own."""
        return self._seen(_ALLOCATION, provider=self._own(_ALLOCATION, "created_at"))

    @property
    def documents(self) -> Condition:
        """A provider: those of its requests, and those that it recorded itself."""
        of_request = exists().where(
            _REQUEST.c.id == _DOCUMENT.c.request_id, self._own(_REQUEST, "submitted_at")
        )
        recorded = _DOCUMENT.c.recorded_by == self.organisation
        return self._seen(
            _DOCUMENT, provider=or_(of_request, recorded) if self.delivers else false()
        )

    @property
    def clients(self) -> Condition:
        """Who lives in the municipality, and everybody of whom something else is seen."""
        own = or_(
            *(
                exists().where(kind.c.client_id == _CLIENT.c.id, seen)
                for kind, seen in zip(_OF_A_CLIENT, self._parts(), strict=True)
            )
        )
        return self._seen(
            _CLIENT,
            municipality=or_(_CLIENT.c.municipality == self.organisation, own),
            provider=own,
            referrer=own,
        )

    def _parts(self) -> tuple[Condition, ...]:
        return self.referrals, self.requests, self.allocations, self.documents

    def _seen(
        self,
        kind: Table,
        *,
        municipality: Condition | None = None,
        provider: Condition | None = None,
        referrer: Condition | None = None,
    ) -> Condition:
        match self.role:
            case Role.REGION:
                own: Condition | None = true()
            case Role.MUNICIPALITY if self.organisation is None:
                own = true()
            case Role.MUNICIPALITY:
                here = kind.c.municipality == self.organisation
                own = here if municipality is None else municipality
            case Role.PROVIDER:
                own = provider
            case Role.REFERRER:
                own = referrer
            case _:
                own = None
        return and_(kind.c.region == self.region, false() if own is None else own)

    def _own(self, kind: FromClause, moment: str) -> Condition:
        return or_(
            false(),
            *(
                and_(
                    kind.c.provider_id == literal(provider, kind.c.provider_id.type),
                    true() if since is None else kind.c[moment] >= since,
                )
                for provider, since in self.delivers
            ),
        )

    def _named(self) -> Any:
        named = _REFERRAL.alias("named")
        return union(
            select(named.c.id).where(self._own(named, "created_at")),
            select(_REQUEST.c.referral_id).where(
                self._own(_REQUEST, "submitted_at"), _REQUEST.c.referral_id.is_not(None)
            ),
        )


def _delivers(session: Session, actor: Actor, region: str, moment: datetime) -> Iterator[Delivers]:
    """The provider itself, and since their contracts began those that it is lead contractor of.

    For as long as such a contract runs.
    """
    if actor.role is not Role.PROVIDER or actor.organisation is None:
        return
    connection, day = session.connection(), day_of(moment)
    code = _PROVIDER.c.code == actor.organisation
    own = connection.execute(select(_PROVIDER.c.id).where(code)).scalar_one_or_none()
    if own is None:
        return
    yield Delivers(own)
    under = select(_CONTRACT.c.provider_id, _CONTRACT.c.first).where(
        _CONTRACT.c.lead_contractor_id == own,
        _CONTRACT.c.region == region,
        _CONTRACT.c.first <= day,
        or_(_CONTRACT.c.last.is_(None), _CONTRACT.c.last >= day),
    )
    for provider, first in connection.execute(under):
        yield Delivers(provider, midnight(first))
