"""Which status may follow which. Anything that is not in these tables is a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from jeugdregio_core.casework.problems import ProblemCode, decline
from jeugdregio_core.model.casework import AllocationStatus as A
from jeugdregio_core.model.casework import ReferralStatus as R
from jeugdregio_core.model.casework import RequestStatus as Q
from jeugdregio_core.model.codes import Coded

S = TypeVar("S", bound=Coded)

REFERRAL: Mapping[R, frozenset[R]] = {
    R.RECEIVED: frozenset({R.REQUESTED, R.WITHDRAWN, R.CLOSED}),
    R.REQUESTED: frozenset({R.ALLOCATED, R.REFUSED, R.WITHDRAWN, R.REQUESTED}),
    R.ALLOCATED: frozenset({R.CLOSED, R.REQUESTED}),
    R.REFUSED: frozenset({R.REQUESTED, R.CLOSED}),
    R.WITHDRAWN: frozenset(),
    R.CLOSED: frozenset(),
}
REQUEST: Mapping[Q, frozenset[Q]] = {
    Q.SUBMITTED: frozenset({Q.UNDER_INVESTIGATION, Q.ALLOCATED, Q.REFUSED, Q.WITHDRAWN}),
    Q.WAITING_FOR_REVIEW: frozenset({Q.UNDER_INVESTIGATION, Q.ALLOCATED, Q.REFUSED, Q.WITHDRAWN}),
    Q.UNDER_INVESTIGATION: frozenset({Q.ALLOCATED, Q.REFUSED, Q.WITHDRAWN}),
    Q.ALLOCATED: frozenset(),
    Q.REFUSED: frozenset(),
    Q.WITHDRAWN: frozenset(),
}
ALLOCATION: Mapping[A, frozenset[A]] = {
    A.ALLOCATED: frozenset({A.STARTED, A.ENDED, A.WITHDRAWN}),
    A.STARTED: frozenset({A.STOPPED_TEMPORARILY, A.ENDED}),
    A.STOPPED_TEMPORARILY: frozenset({A.STARTED, A.ENDED}),
    A.ENDED: frozenset(),
    A.WITHDRAWN: frozenset(),
}


def follow(table: Mapping[S, frozenset[S]], now: S, wanted: S, what: str) -> S:
    """The wanted status, if it may follow. Raises Declined, naming what can be done instead."""
    if wanted in table[now]:
        return wanted
    possible = ", ".join(sorted(status.label for status in table[now])) or "niets meer"
    raise decline(
        ProblemCode.NOT_ALLOWED_NOW,
        f"{what} is {now.label}; {wanted.label} kan dan niet. Wel mogelijk: {possible}.",
    )
