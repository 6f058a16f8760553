"""Events, the subscribers they are sent to, and the queue of each of them."""

import sqlalchemy as sa
from alembic import op

from jeugdregio_core.store.migrations.shorthand import (
    code,
    identity,
    index,
    moment,
    one_of,
    primary_key,
    reference,
    unique,
    whole,
    words,
)

revision = "0008"
down_revision = "0007"

_OBJECTS = "REFERRAL REQUEST ALLOCATION DOCUMENT DELIVERY OUTCOME DISPUTE"
_KINDS = (
    "NIEUWE_VERWIJZING GEWIJZIGDE_VERWIJZING NIEUW_VERZOEK GEWIJZIGD_VERZOEK "
    "NIEUWE_TOEWIJZING GEWIJZIGDE_TOEWIJZING NIEUW_DOCUMENT GEWIJZIGD_DOCUMENT "
    "NIEUWE_LEVERING NIEUW_RESULTAAT NIEUW_VERSCHIL GEWIJZIGD_VERSCHIL"
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "event",
        identity("id"),
        words("region"),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        code("kind"),
        moment("at"),
        code("object_type"),
        identity("object_id"),
        code("subject_type"),
        identity("subject_id"),
        primary_key("event", "id"),
        unique("event", "region", "sequence"),
        one_of("event", "kind", _KINDS),
        one_of("event", "object_type", _OBJECTS),
        one_of("event", "subject_type", _OBJECTS),
        sa.CheckConstraint('"sequence" >= 1', name="sequence_within_bounds"),
    )
    index("event", "at")
    op.create_table(
        "webhook",
        identity("id"),
        words("region"),
        words("url"),
        sa.Column("kinds", sa.JSON(), nullable=False),
        words("role"),
        words("organisation", optional=True),
        words("secret"),
        words("former_secret", optional=True),
        moment("former_until", optional=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        moment("created_at"),
        moment("failing_since", optional=True),
        moment("stopped_at", optional=True),
        primary_key("webhook", "id"),
        sa.CheckConstraint('"position" >= 0', name="position_within_bounds"),
        sa.CheckConstraint(
            "(former_secret IS NULL) = (former_until IS NULL)", name="former_secret_complete"
        ),
    )
    index("webhook", "region")
    op.create_table(
        "webhook_message",
        identity("webhook_id"),
        identity("event_id"),
        code("status"),
        whole("tries"),
        moment("due_at"),
        words("answer", optional=True),
        primary_key("webhook_message", "webhook_id", "event_id"),
        reference("webhook_message", "webhook_id", "webhook"),
        reference("webhook_message", "event_id", "event"),
        one_of("webhook_message", "status", "WAITING DELIVERED DEAD"),
        sa.CheckConstraint('"tries" >= 0', name="tries_within_bounds"),
    )
    index("webhook_message", "event_id")
    index("webhook_message", "webhook_id", "status", "due_at")


def downgrade() -> None:
    """Drop the tables."""
    for table in ("webhook_message", "webhook", "event"):
        op.drop_table(table)
