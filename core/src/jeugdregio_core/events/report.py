"""Subscribers as an administrator reads them: never with a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx

from jeugdregio_core.model.events import EventKind, MessageStatus
from jeugdregio_core.store.tables import Webhook

Queues = Mapping[tuple[UUID, MessageStatus], int]

_HERE = ZoneInfo("Europe/Amsterdam")


def lines(webhooks: Iterable[Webhook], queues: Queues) -> list[str]:
    """What there is to know of each of them."""
    return [line for one in webhooks for line in _lines(one, queues)]


def _lines(webhook: Webhook, queues: Queues) -> Iterator[str]:
    counted = ", ".join(
        f"{queues.get((webhook.id, status), 0)} {status.label}" for status in MessageStatus
    )
    who = " ".join(part for part in (webhook.role, webhook.organisation) if part)
    yield f"{webhook.id} {webhook.region} {_place(webhook.url)}"
    yield f"  {_state(webhook)} {counted}."
    yield f"  Leest mee als {who}: {_kinds(webhook)}."


def _place(url: str) -> str:
    """Without the query, which may hold a key of the receiver."""
    return str(httpx.URL(url).copy_with(query=None))


def _state(webhook: Webhook) -> str:
    if webhook.stopped_at:
        return f"Uitgezet op {_moment(webhook.stopped_at)}."
    if webhook.failing_since:
        return f"Mislukt sinds {_moment(webhook.failing_since)}."
    return "In orde."


def _kinds(webhook: Webhook) -> str:
    return ", ".join(EventKind[kind].label for kind in webhook.kinds) or "alles"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(_HERE):%d-%m-%Y %H:%M}"
