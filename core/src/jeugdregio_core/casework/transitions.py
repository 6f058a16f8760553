"""Which status may follow which. Anything that is not in these tables is a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from jeugdregio_core.casework.problems import ProblemCode, decline
from jeugdregio_core.model.casework import AllocationStatus as A
from jeugdregio_core.model.casework import DeliveryKind as D
from jeugdregio_core.model.casework import ReferralStatus as R
from jeugdregio_core.model.casework import RequestStatus as Q
from jeugdregio_core.model.codes import Coded

S = TypeVar("S", bound=Coded)

REFERRAL: Mapping[R, frozenset[R]] = {
    R.RECEIVED: frozenset({R.REQUESTED, R.WITHDRAWN}),
    R.REQUESTED: frozenset(
        {R.REQUESTED, R.ALLOCATED, R.REFUSED, R.RECEIVED, R.WITHDRAWN, R.CLOSED}
    ),
    R.ALLOCATED: frozenset({R.REQUESTED, R.CLOSED, R.WITHDRAWN, R.RECEIVED, R.REFUSED}),
    R.REFUSED: frozenset({R.REQUESTED, R.ALLOCATED, R.WITHDRAWN}),
    R.WITHDRAWN: frozenset(),
    R.CLOSED: frozenset(),
}
"""Back to RECEIVED, or REFUSED, when the only request is withdrawn, or the only allocation with the
other referral that it belongs to; from REFUSED to ALLOCATED when a person overrules the rules;
CLOSED when all help that came of it has ended."""

REQUEST: Mapping[Q, frozenset[Q]] = {
    Q.SUBMITTED: frozenset({Q.UNDER_INVESTIGATION, Q.ALLOCATED, Q.REFUSED, Q.WITHDRAWN}),
    Q.WAITING_FOR_REVIEW: frozenset({Q.UNDER_INVESTIGATION, Q.ALLOCATED, Q.REFUSED, Q.WITHDRAWN}),
    Q.UNDER_INVESTIGATION: frozenset({Q.ALLOCATED, Q.REFUSED, Q.WITHDRAWN}),
    Q.ALLOCATED: frozenset(),
    Q.REFUSED: frozenset({Q.ALLOCATED}),
    Q.WITHDRAWN: frozenset(),
}
"""From REFUSED to ALLOCATED only where the rules refused and a person overrules them; what a
person refused stays refused."""

ALLOCATION: Mapping[A, frozenset[A]] = {
    A.ALLOCATED: frozenset({A.STARTED, A.WITHDRAWN}),
    A.STARTED: frozenset({A.STOPPED_TEMPORARILY, A.ENDED}),
    A.STOPPED_TEMPORARILY: frozenset({A.STARTED, A.ENDED}),
    A.ENDED: frozenset(),
    A.WITHDRAWN: frozenset(),
}
DELIVERY: Mapping[A, Mapping[D, A]] = {
    A.ALLOCATED: {D.START: A.STARTED},
    A.STARTED: {D.STOP_TEMPORARILY: A.STOPPED_TEMPORARILY, D.STOP: A.ENDED},
    A.STOPPED_TEMPORARILY: {D.RESUME: A.STARTED, D.STOP: A.ENDED},
    A.ENDED: {},
    A.WITHDRAWN: {},
}
"""What a provider may report, and what the allocation then becomes."""


def follow(table: Mapping[S, frozenset[S]], status: S, wanted: S, what: str) -> S:
    """The wanted status, if it may follow. Raises Declined, naming what can be done instead."""
    if wanted in table[status]:
        return wanted
    raise _not_now(status, wanted, table[status], what)


def deliver(status: A, kind: D) -> A:
    """What an allocation becomes when this is reported of it. Raises Declined, as follow does."""
    if kind in DELIVERY[status]:
        return DELIVERY[status][kind]
    raise _not_now(status, kind, frozenset(DELIVERY[status]), "De toewijzing")


def _not_now(status: Coded, wanted: Coded, others: frozenset[S], what: str) -> Exception:
    possible = ", ".join(sorted(other.label for other in others)) or "niets meer"
    return decline(
        ProblemCode.NOT_ALLOWED_NOW,
        f"{what} is {status.label}; {wanted.label} kan dan niet. Wel mogelijk: {possible}.",
    )
