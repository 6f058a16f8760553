"""The tables, one module per subject; read them as ``tables.Client``, ``tables.Request``..."""

from jeugdregio_core.store.tables.allocations import (
    HIGHEST_NUMBER,
    Allocation,
    AllocationVersion,
    DeliveryEvent,
    NumberSeries,
    Outcome,
)
from jeugdregio_core.store.tables.base import Stored
from jeugdregio_core.store.tables.clients import (
    Client,
    ClientKey,
    Destruction,
    LegalHold,
    Referral,
)
from jeugdregio_core.store.tables.documents import Document, DocumentVersion
from jeugdregio_core.store.tables.events import Event, Webhook, WebhookMessage
from jeugdregio_core.store.tables.providers import (
    Agreement,
    Availability,
    Contract,
    ContractItem,
    Provider,
    ProviderTariff,
)
from jeugdregio_core.store.tables.records import AuditLine, Idempotency, LoadBatch, LoadedRow
from jeugdregio_core.store.tables.requests import Decision, Dispute, Request, RequestStep

__all__ = [
    "HIGHEST_NUMBER",
    "Agreement",
    "Allocation",
    "AllocationVersion",
    "AuditLine",
    "Availability",
    "Client",
    "ClientKey",
    "Contract",
    "ContractItem",
    "Decision",
    "DeliveryEvent",
    "Destruction",
    "Dispute",
    "Document",
    "DocumentVersion",
    "Event",
    "Idempotency",
    "LegalHold",
    "LoadBatch",
    "LoadedRow",
    "NumberSeries",
    "Outcome",
    "Provider",
    "ProviderTariff",
    "Referral",
    "Request",
    "RequestStep",
    "Stored",
    "Webhook",
    "WebhookMessage",
]
