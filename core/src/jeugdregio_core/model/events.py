"""Closed lists of events: what happened in a case, and what it happened to."""

from __future__ import annotations

from collections.abc import Mapping

from jeugdregio_core.model.casework import AuditAction as Deed
from jeugdregio_core.model.codes import Coded


class EventObject(Coded):
    """What an event points at. The code in lower case is the name in the audit log."""

    REFERRAL = "REFERRAL", "verwijzing"
    REQUEST = "REQUEST", "verzoek"
    ALLOCATION = "ALLOCATION", "toewijzing"
    DOCUMENT = "DOCUMENT", "document"
    DELIVERY = "DELIVERY", "levering"
    OUTCOME = "OUTCOME", "resultaat"
    DISPUTE = "DISPUTE", "verschil van inzicht"


class EventKind(Coded):
    """What happened in a case (gebeurtenis). Named as events are in the iWlz network."""

    NIEUWE_VERWIJZING = "NIEUWE_VERWIJZING", "nieuwe verwijzing"
    GEWIJZIGDE_VERWIJZING = "GEWIJZIGDE_VERWIJZING", "gewijzigde verwijzing"
    NIEUW_VERZOEK = "NIEUW_VERZOEK", "nieuw verzoek"
    GEWIJZIGD_VERZOEK = "GEWIJZIGD_VERZOEK", "gewijzigd verzoek"
    NIEUWE_TOEWIJZING = "NIEUWE_TOEWIJZING", "nieuwe toewijzing"
    GEWIJZIGDE_TOEWIJZING = "GEWIJZIGDE_TOEWIJZING", "gewijzigde toewijzing"
    NIEUW_DOCUMENT = "NIEUW_DOCUMENT", "nieuw document"
    GEWIJZIGD_DOCUMENT = "GEWIJZIGD_DOCUMENT", "nieuwe versie van een document"
    NIEUWE_LEVERING = "NIEUWE_LEVERING", "melding van start, pauze of stop van hulp"
    NIEUW_RESULTAAT = "NIEUW_RESULTAAT", "nieuw resultaat van hulp"
    NIEUW_VERSCHIL = "NIEUW_VERSCHIL", "nieuw verschil van inzicht"
    GEWIJZIGD_VERSCHIL = "GEWIJZIGD_VERSCHIL", "verder met een verschil van inzicht"


KINDS: Mapping[tuple[Deed, EventObject], EventKind] = {
    (Deed.CREATE, EventObject.REFERRAL): EventKind.NIEUWE_VERWIJZING,
    (Deed.UPDATE, EventObject.REFERRAL): EventKind.GEWIJZIGDE_VERWIJZING,
    (Deed.CREATE, EventObject.REQUEST): EventKind.NIEUW_VERZOEK,
    (Deed.UPDATE, EventObject.REQUEST): EventKind.GEWIJZIGD_VERZOEK,
    (Deed.CREATE, EventObject.ALLOCATION): EventKind.NIEUWE_TOEWIJZING,
    (Deed.UPDATE, EventObject.ALLOCATION): EventKind.GEWIJZIGDE_TOEWIJZING,
    (Deed.CREATE, EventObject.DOCUMENT): EventKind.NIEUW_DOCUMENT,
    (Deed.UPDATE, EventObject.DOCUMENT): EventKind.GEWIJZIGD_DOCUMENT,
    (Deed.CREATE, EventObject.DELIVERY): EventKind.NIEUWE_LEVERING,
    (Deed.CREATE, EventObject.OUTCOME): EventKind.NIEUW_RESULTAAT,
    (Deed.CREATE, EventObject.DISPUTE): EventKind.NIEUW_VERSCHIL,
    (Deed.UPDATE, EventObject.DISPUTE): EventKind.GEWIJZIGD_VERSCHIL,
}
"""Which event a deed of a step is. What is not here (a look, a contract, a decision on its own)
is no event."""


class MessageStatus(Coded):
    """How far the sending of an event to a subscriber has come."""

    WAITING = "WAITING", "wacht"
    DELIVERED = "DELIVERED", "afgeleverd"
    DEAD = "DEAD", "opgegeven"
