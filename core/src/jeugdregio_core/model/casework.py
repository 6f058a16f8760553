"""Closed lists of casework: in which state a referral, a request or an allocation can be."""

from __future__ import annotations

from jeugdregio_core.model.codes import Coded


class ReferralStatus(Coded):
    """How far a referral (verwijzing) has come."""

    RECEIVED = "RECEIVED", "ontvangen"
    REQUESTED = "REQUESTED", "toewijzing gevraagd"
    ALLOCATED = "ALLOCATED", "toegewezen"
    REFUSED = "REFUSED", "afgewezen"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    CLOSED = "CLOSED", "afgesloten"


class RequestStatus(Coded):
    """How far a request (verzoek om toewijzing of wijziging) has come."""

    SUBMITTED = "SUBMITTED", "ingediend, wacht op antwoord"
    WAITING_FOR_REVIEW = "WAITING_FOR_REVIEW", "wacht op een beoordeling"
    UNDER_INVESTIGATION = "UNDER_INVESTIGATION", "in onderzoek"
    ALLOCATED = "ALLOCATED", "toegewezen"
    REFUSED = "REFUSED", "afgewezen"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


OPEN_REQUEST = (
    RequestStatus.SUBMITTED,
    RequestStatus.WAITING_FOR_REVIEW,
    RequestStatus.UNDER_INVESTIGATION,
)
"""A request that still waits. A client has at most one of them with a provider."""


class AllocationStatus(Coded):
    """Whether the help of an allocation (toewijzing) is being delivered."""

    ALLOCATED = "ALLOCATED", "toegewezen"
    STARTED = "STARTED", "gestart"
    STOPPED_TEMPORARILY = "STOPPED_TEMPORARILY", "tijdelijk gestopt"
    ENDED = "ENDED", "beëindigd"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


class DecisionMoment(Coded):
    """At which step of a request the rules were asked."""

    REQUEST = "REQUEST", "bij het verzoek"
    ANSWER = "ANSWER", "bij het antwoord"


class DeliveryKind(Coded):
    """What a provider reports of the delivery."""

    START = "START", "start"
    STOP_TEMPORARILY = "STOP_TEMPORARILY", "tijdelijke stop"
    RESUME = "RESUME", "hervatting"
    STOP = "STOP", "stop"


class OutcomeMeasure(Coded):
    """What is measured of the result of help."""

    GEZINSERVARING = "GEZINSERVARING", "ervaring van het gezin"
    UITVAL = "UITVAL", "uitval"
    DOELREALISATIE = "DOELREALISATIE", "realisatie van doelen"


class DisputeStatus(Coded):
    """How far a dispute about the intensity (intensiteit) has come."""

    OPEN = "OPEN", "verschil van inzicht"
    AGREED = "AGREED", "eens na overleg"
    DECIDED = "DECIDED", "bindend besloten"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


class AuditAction(Coded):
    """What was done with a person's data."""

    CREATE = "CREATE", "vastgelegd"
    READ = "READ", "ingezien"
    UPDATE = "UPDATE", "gewijzigd"
    DELETE = "DELETE", "verwijderd"
    EXECUTE = "EXECUTE", "uitgevoerd"


class AuditOutcome(Coded):
    """Whether somebody got what they asked for."""

    OK = "ok", "gelukt"
    REFUSED = "refused", "niets getoond"


class Purpose(Coded):
    """For what a person's data was used."""

    HELP = "HELP", "jeugdhulp toewijzen en volgen"
    INSPECTION = "INSPECTION", "inzage voor de jeugdige of de ouders"
    MANAGEMENT = "MANAGEMENT", "beheer en bewaren"
