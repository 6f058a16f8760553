"""A message proves who sent it and when, in the form of Standard Webhooks."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from standardwebhooks import Webhook as Check
from standardwebhooks import WebhookVerificationError

from jeugdregio_core.events import message, subscribers
from jeugdregio_core.store.tables import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_" + base64.b64encode(bytes(32)).decode()
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _by_hand(secret: str, signed: str) -> str:
    """HMAC as RFC 2104 writes it down."""
    key = base64.b64decode(secret[6:]).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in key) + signed.encode()).digest()
    outer = hashlib.sha256(bytes(b ^ 0x5C for b in key) + inner).digest()
    return "v1," + base64.b64encode(outer).decode()


def test_the_signature_is_that_of_the_standard() -> None:
    content, name = b'{"test": 2432232314}', "msg_p5jXN8AQM9LWM0D4loKWxJek"
    signed = message.signature(SECRET, name, "1614265330", content)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signed == _by_hand(SECRET, f"{name}.1614265330.{content.decode()}")


def test_a_receiver_with_the_library_of_the_standard_accepts_it() -> None:
    now = datetime.now(UTC)
    content = message.trial("friesland", now)
    headers = message.headers("kenmerk", now, content, [SECRET])
    assert Check(SECRET).verify(content, headers)["data"] == {"region": "friesland"}
    for spoiled in (
        {"webhook-id": "ander"},
        {"webhook-timestamp": str(int(now.timestamp()) - 1)},
        {"webhook-signature": "v1,AAAA"},
    ):
        with pytest.raises(WebhookVerificationError):
            Check(SECRET).verify(content, headers | spoiled)
    with pytest.raises(WebhookVerificationError):
        Check(SECRET).verify(content + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Check(OTHER).verify(content, headers)


def test_a_message_that_is_sent_late_is_signed_for_the_moment_of_sending() -> None:
    late = datetime.now(UTC) - timedelta(minutes=10)
    headers = message.headers("kenmerk", late, b"{}", [SECRET])
    with pytest.raises(WebhookVerificationError, match="too old"):
        Check(SECRET).verify(b"{}", headers)


def test_while_a_secret_is_changed_receivers_with_either_secret_accept() -> None:
    now = datetime.now(UTC)
    headers = message.headers("kenmerk", now, b"{}", [OTHER, SECRET])
    for secret in (SECRET, OTHER):
        assert Check(secret).verify(b"{}", headers) == {}


def _webhook() -> Webhook:
    return Webhook(
        id=UUID(int=1),
        region="friesland",
        url="https://ontvanger.example",
        kinds=[],
        role="REGION",
        secret=SECRET,
        position=0,
        created_at=NOON,
    )


def test_the_former_secret_signs_until_its_time_is_over() -> None:
    webhook = _webhook()
    assert [*subscribers.secrets(webhook, NOON)] == [SECRET]
    subscribers.rotate(webhook, OTHER, NOON + timedelta(hours=1))
    assert [*subscribers.secrets(webhook, NOON)] == [OTHER, SECRET]
    assert [*subscribers.secrets(webhook, NOON + timedelta(hours=1))] == [OTHER]


def test_a_new_secret_is_random_and_long() -> None:
    one, two = (message.new_secret(secrets.token_bytes) for _ in range(2))
    assert one != two
    assert one.startswith("whsec_")
    assert len(base64.b64decode(one[6:])) == 32


def test_a_subscriber_that_is_printed_or_logged_shows_no_secret() -> None:
    webhook = _webhook()
    subscribers.rotate(webhook, OTHER, NOON)
    for text in (repr(webhook), str(webhook), f"{[webhook]}"):
        assert SECRET not in text
        assert OTHER not in text


def test_what_is_no_secret_signs_nothing() -> None:
    with pytest.raises(ValueError, match="not a secret"):
        message.signature("whsec_!!", "kenmerk", "0", b"")
