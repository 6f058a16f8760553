"""What is sent: the body of a message, and its signature in the form of Standard Webhooks."""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256

from jeugdregio_core.store.canonical import canonical
from jeugdregio_core.store.tables import Event

TEST = "TEST"
_PREFIX = "whsec_"
_KEY_BYTES = 32


def new_secret(random_bytes: Callable[[int], bytes]) -> str:
    """A secret to sign with: 32 random bytes, as Standard Webhooks writes them."""
    return _PREFIX + b64encode(random_bytes(_KEY_BYTES)).decode()


def body(event: Event) -> bytes:
    """An event as it is sent. It points and says nothing: the receiver asks the API."""
    return _written(
        str(event.kind),
        event.at,
        {
            "region": event.region,
            "sequence": event.sequence,
            "object": {"type": str(event.object_type), "id": str(event.object_id)},
            "subject": {"type": str(event.subject_type), "id": str(event.subject_id)},
        },
    )


def trial(region: str, at: datetime) -> bytes:
    """A message that only shows that messages arrive."""
    return _written(TEST, at, {"region": region})


def headers(
    message_id: str, at: datetime, content: bytes, secrets: Iterable[str]
) -> dict[str, str]:
    """The headers that prove who sent it and when, with a signature for every secret."""
    timestamp = str(int(at.timestamp()))
    signatures = [signature(secret, message_id, timestamp, content) for secret in secrets]
    return {
        "content-type": "application/json",
        "user-agent": "jeugdregio",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


def signature(secret: str, message_id: str, timestamp: str, content: bytes) -> str:
    """HMAC-SHA256 over ``id.timestamp.body``. Raises ValueError for what is no secret."""
    signed = b".".join((message_id.encode(), timestamp.encode(), content))
    return "v1," + b64encode(hmac.digest(_key(secret), signed, sha256)).decode()


def _key(secret: str) -> bytes:
    try:
        return b64decode(secret.removeprefix(_PREFIX), validate=True)
    except Error:
        raise ValueError("not a secret of a webhook") from None


def _written(kind: str, at: datetime, data: dict[str, object]) -> bytes:
    timestamp = at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return canonical({"type": kind, "timestamp": timestamp, "data": data})
