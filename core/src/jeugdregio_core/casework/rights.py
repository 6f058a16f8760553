"""Which role may take which step. What is not said here, nobody may."""

from __future__ import annotations

from collections.abc import Mapping

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.inputs import Answer
from jeugdregio_core.model.words import spoken

_BUYERS = frozenset({Role.REGION, Role.MUNICIPALITY})
_WITH_PROVIDERS = _BUYERS | {Role.PROVIDER}
_WITH_REFERRERS = _BUYERS | {Role.REFERRER}
_ADMINISTRATION = frozenset({Role.REGION})

MAY: Mapping[str, frozenset[Role]] = {
    "createReferral": _WITH_REFERRERS,
    "withdrawReferral": _WITH_REFERRERS,
    "requestAllocation": _WITH_PROVIDERS,
    "requestChange": _WITH_PROVIDERS,
    "answerRequest": _WITH_PROVIDERS,
    "settleDispute": _BUYERS,
    "recordDocument": _WITH_PROVIDERS,
    "recordDelivery": _WITH_PROVIDERS,
    "recordOutcome": _WITH_PROVIDERS,
    "reportAvailability": _ADMINISTRATION | {Role.PROVIDER},
    "registerProvider": _ADMINISTRATION,
    "recordContract": _ADMINISTRATION,
    "endContract": _ADMINISTRATION,
    "recordAgreement": _ADMINISTRATION,
    "endAgreement": _ADMINISTRATION,
    "recordTariff": _ADMINISTRATION,
    "endTariff": _ADMINISTRATION,
}
"""Per step the roles that may take it. What it is about must be seen by who takes it, too: a
provider asks and reports for itself, a municipality for its own residents."""

ANSWERS: Mapping[Role, frozenset[Answer]] = {
    Role.REGION: frozenset(Answer),
    Role.MUNICIPALITY: frozenset(Answer),
    Role.PROVIDER: frozenset({Answer.WITHDRAW}),
}
"""What each role may answer to a request: a provider only withdraws its own."""


class Forbidden(Exception):
    """A step that who asks never takes, whatever it is about; the message is Dutch."""


def check(actor: Actor, operation: str, region: str) -> None:
    """Whether this role takes this step, and in this region. Raises Forbidden."""
    allowed = MAY.get(operation, frozenset())
    if actor.role not in allowed:
        who = spoken(role.label for role in Role if role in allowed) or "niemand"
        raise Forbidden(
            f"De stap {operation} hoort niet bij uw rol ({actor.role.label}). Wel bij: {who}."
        )
    if region not in actor.regions:
        raise Forbidden(f"Uw rol ({actor.role.label}) geldt niet in regio {region}.")
