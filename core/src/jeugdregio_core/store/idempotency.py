"""A question that is asked twice has its effect once, and gets the same answer twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from jeugdregio_core.store.audit import PENDING, Line
from jeugdregio_core.store.canonical import canonical, fingerprint
from jeugdregio_core.store.errors import KeyReused
from jeugdregio_core.store.tables import Idempotency


def once(
    session: Session,
    *,
    region: str,
    subject: str,
    key: str,
    body: Any,
    now: datetime,
    effect: Callable[[], Any],
) -> Any:
    """The answer of ``effect``, which runs only the first time that ``subject`` uses this key.

    The key is kept in the transaction of the effect: both are stored or neither is. Body and
    answer are what JSON can say; the first answer too is given as it reads back, so that all
    answers are alike. Raises KeyReused when the body is another than the first time.
    """
    body_hash = fingerprint(canonical(body))
    kept = session.get(Idempotency, (region, subject, key))
    if kept is not None:
        if kept.body_hash != body_hash:
            raise KeyReused
        return kept.answer
    answer = json.loads(canonical(effect()))
    session.add(
        Idempotency(
            region=region,
            subject=subject,
            key=key,
            body_hash=body_hash,
            answer=answer,
            created_at=now,
            client_reference=_client(session, region),
        )
    )
    session.flush()
    return answer


def _client(session: Session, region: str) -> str | None:
    """The client that the effect was about, by the lines that it left in the audit log."""
    lines: list[Line] = session.info[PENDING]
    about = (line.client_reference for line in lines if line.region == region)
    return next((reference for reference in about if reference), None)
