"""The roles that may read each field. What is not named here, nobody may.

Which rows they see of it is told by ``jeugdregio_core.casework.sight``, which steps they take by
``jeugdregio_core.casework.rights``.
"""

from collections.abc import Iterator, Mapping

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.rights import MAY

Roles = frozenset[Role]
Coordinate = tuple[str, str]
"""The name of a type and of one of its fields."""

EVERYONE = frozenset(Role)
BUYERS = frozenset({Role.REGION, Role.MUNICIPALITY})
HELPERS = BUYERS | {Role.PROVIDER}
REFERRERS = BUYERS | {Role.REFERRER}
INVOLVED = HELPERS | REFERRERS
ADMINISTRATION = frozenset({Role.REGION, Role.PROVIDER})
REGION_ITSELF = frozenset({Role.REGION})

ABOUT_NOBODY = frozenset(
    "Agreement Arrangement AssignedRole Availability Candidate ComparedRegion Component Contract "
    "Decision Difference DocumentRow DocumentTable Evaluation Finding HelpCodes Instalment "
    "Intensity MonthRange Move MoveTable Municipality Norm NormFramework NormPart Option PageInfo "
    "Payment PaymentSchedule Period Product Profile ProfileSet Provider ProviderConnection "
    "ProviderEdge ProviderTariff Question Regie RegieRow RegieTable Region RequiredDocument Rule "
    "RulebookStamp Segment SideBySide Source StackingPair Statement Target Tariff Volume".split()
)
"""Types of which everybody may read every field: catalogue, rules, providers, and what is decided
of facts that the asker gives. Nothing that is stored of a young person belongs in them."""

_HELP = "codes segment profile intensity arrangement"
_VERSION = "version decidedAt start end status product productCategory volume changesSoFar reason"

_FIELDS: Mapping[str, Mapping[Roles, str]] = {
    "Query": {
        EVERYONE: "regions region decide compare providers",
        INVOLVED: "referrals referral",
        HELPERS: "requests request allocations allocation clientFile",
        REGION_ITSELF: "whatIf",
    },
    "Subscription": {INVOLVED: "events"},
    "Event": {INVOLVED: "id kind region at object subject position"},
    "EventPointer": {INVOLVED: "type id"},
    "Client": {
        INVOLVED: "reference birthDate municipality",
        HELPERS: "protectionMeasure livesIn needLevel familyControl documents",
        BUYERS: "familyReference",
    },
    "ClientFile": {HELPERS: "client referrals allocations"},
    "Document": {
        HELPERS: "id kind version recordedAt author approvedBy signedBy date includes uri requestId"
    },
    "Referral": {
        INVOLVED: f"{_HELP} id status receivedOn createdAt referrer referredBy advisedIntensity "
        "municipality client provider",
        HELPERS: "requests allocations decision",
    },
    "Request": {
        HELPERS: f"{_HELP} id reference kind status submittedAt facts referralId client provider "
        "decision decisions steps allocations disputes"
    },
    "RequestStep": {HELPERS: "status at reason remark", BUYERS: "actor"},
    "Dispute": {
        HELPERS: "advised chosen consultedOn agreed bindingIntensity decidedOn status",
    },
    "Allocation": {
        HELPERS: f"{_HELP} {_VERSION} id municipality number createdAt client provider decision "
        "versions deliveries outcomes",
        BUYERS: "initial",
    },
    "AllocationVersion": {HELPERS: f"{_VERSION} codes", BUYERS: "initial"},
    "Delivery": {HELPERS: "kind on reason recordedAt"},
    "Outcome": {HELPERS: "id measure value text measuredOn recordedAt"},
    "RecordedDecision": {
        HELPERS: "id moment decidedAt verdict findings regie requiredDocuments rulebook",
        BUYERS: "given overruled",
    },
    "Overruling": {BUYERS: "by at reason"},
    "RecordedFinding": {HELPERS: "verdict message missing error rule"},
    "RecordedRegie": {HELPERS: "role holder explanation rule"},
    "RecordedDocument": {HELPERS: "kind author satisfied rule"},
    "RecordedRule": {INVOLVED: "code title topic source"},
    "StepDecision": {HELPERS: "verdict on findings regie requiredDocuments rulebook"},
    "Problem": {INVOLVED: "code message path rule"},
    "ReferralPayload": {REFERRERS: "problems referral"},
    "RequestPayload": {HELPERS: "problems request decision"},
    "AnswerPayload": {HELPERS: "problems request decision allocation"},
    "DocumentPayload": {HELPERS: "problems document"},
    "DeliveryPayload": {HELPERS: "problems allocation"},
    "OutcomePayload": {HELPERS: "problems outcome"},
    "ProviderPayload": {ADMINISTRATION: "problems provider"},
    "ReferralConnection": {INVOLVED: "totalCount pageInfo edges"},
    "ReferralEdge": {INVOLVED: "cursor node"},
    "RequestConnection": {HELPERS: "totalCount pageInfo edges"},
    "RequestEdge": {HELPERS: "cursor node"},
    "AllocationConnection": {HELPERS: "totalCount pageInfo edges"},
    "AllocationEdge": {HELPERS: "cursor node"},
    "WhatIf": {
        REGION_ITSELF: "on sentence counted changed shifts municipalities segments providers rules "
        "leftOut allocations"
    },
    "VerdictShift": {REGION_ITSELF: "before after count"},
    "ChangedGroup": {REGION_ITSELF: "code name counted changed stricter"},
    "ChangedAllocation": {REGION_ITSELF: "municipality number before after ruleBefore ruleAfter"},
}


def _named() -> Iterator[tuple[Coordinate, Roles]]:
    for kind, readers in _FIELDS.items():
        for roles, names in readers.items():
            for name in names.split():
                yield (kind, name), roles
    for step, roles in MAY.items():
        yield ("Mutation", step), roles


FIELDS: Mapping[Coordinate, Roles] = dict(_named())
"""The roles per field of the types that are about somebody, and per step."""


def allowed(place: Coordinate) -> Roles:
    """The roles that may read a field."""
    return EVERYONE if place[0] in ABOUT_NOBODY else FIELDS.get(place, frozenset())
