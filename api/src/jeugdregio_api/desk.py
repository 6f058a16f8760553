"""The way to what is stored. Whoever reads waits without holding up anybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from graphql import GraphQLError

from jeugdregio_api.context import Info
from jeugdregio_api.errors import FORBIDDEN, NOT_FOUND
from jeugdregio_core.beside import beside
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.record import record

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Desk, Work

T = TypeVar("T")


@record
class Office:
    """Where what is stored is read and written, for somebody who is known."""

    desk: Desk
    actor: Actor


async def look(info: Info, region: str, see: Callable[[Work], T]) -> T:
    """Read what is stored of a region; who was shown is in the audit log before the answer is.

    What ``see`` does itself is little: it runs in the event loop where the store can.
    Raises UnknownRegion, BadQuestion and StoreUnavailable, and what ``office_of`` and ``hold_to``
    raise.
    """
    office = office_of(info)
    hold_to(region, info)
    return await office.desk.look_awaited(office.actor, info.field_name, region, see)


async def study(info: Info, region: str, see: Callable[[Work], T]) -> T:
    """``look``, for what takes long to work out: always in a thread beside the event loop."""
    office = office_of(info)
    hold_to(region, info)
    return await beside(office.desk.look, office.actor, info.field_name, region, see)


def office_of(info: Info) -> Office:
    """Where this service reads and writes. Raises NOT_FOUND without a store."""
    if info.context.desk is None:
        raise not_found(
            "Deze dienst bewaart niets van jeugdigen en aanbieders. "
            "Stel deze vraag aan de dienst van de regio zelf."
        )
    return Office(info.context.desk, info.context.actor)


def hold_to(region: str, info: Info) -> None:
    """Hold who asks to the regions of the account; what the public may read is for everybody.

    Raises UnknownRegion, and FORBIDDEN.
    """
    info.context.serving.guard(region)
    asking = info.context.actor
    if asking.role is not Role.PUBLIC and region not in asking.regions:
        raise refused("Dit account geldt niet voor deze regio.", FORBIDDEN)


def found(item: T | None, what: str) -> T:
    """The item. What is absent and what another region has are told in the same words."""
    if item is None:
        raise not_found(f"{what} is niet bekend in deze regio.")
    return item


def not_found(message: str) -> GraphQLError:
    """Something that is not there."""
    return refused(message, NOT_FOUND)


def refused(message: str, code: str) -> GraphQLError:
    """Something that is not answered."""
    return GraphQLError(message, extensions={"code": code})
