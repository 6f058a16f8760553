"""How far referrals had come, where that follows from what was known then or is seen now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.progress import that_follows
from jeugdregio_core.casework.reading import allocations, requests
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import AllocationRecord, ReferralRecord
from jeugdregio_core.casework.reading.rows import fetch, grouped, until
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.model.casework import ReferralStatus, RequestStatus
from jeugdregio_core.store.prepared import among


def follows(work: Work, look: Look) -> bool:
    """Whether the status that is shown follows from what the actor sees.

    A provider sees how far its own requests have come: that of others is not told.
    """
    return look.known_at is None and work.sight.role is Role.PROVIDER


def referral_statuses(
    work: Work, found: Iterable[ReferralRecord], look: Look
) -> dict[UUID, ReferralStatus]:
    """The status of each referral that follows; nothing where what is stored is shown.

    That a referral without any request was withdrawn is not seen: no moment is kept of it. Now,
    who withdrew has nothing more to ask.
    """
    own = follows(work, look)
    if "status" not in look.wanted or not (look.dated or own):
        return {}
    ids = {one.id for one in found if not own or one.status is not ReferralStatus.WITHDRAWN}
    if not ids:
        return {}
    asked: dict[UUID, tuple[RequestStatus, ...]] = grouped(
        fetch(work, _asked, look.dated, ids=ids, known_at=look.known_at)
    )
    bare = Look(wanted={"decided_at": {}, "reason": {}}, known_at=look.known_at)
    allocated = allocations.of_requests(work, "referral_id", ids, bare)
    return {one: that_follows(asked.get(one, ()), _in_order(allocated.get(one, ()))) for one in ids}


def _asked(sight: Sight, dated: bool) -> Select[Any]:
    request = requests.REQUEST
    return select(request.c.referral_id, requests.status_known(dated)).where(
        among(request.c.referral_id), until(request.c.submitted_at, dated), sight.requests
    )


def _in_order(allocated: Iterable[AllocationRecord]) -> list[AllocationRecord]:
    return sorted(allocated, key=lambda allocation: allocation.decided_at)
