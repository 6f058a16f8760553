"""Loaded tables, kept answers and the audit log."""

import sqlalchemy as sa
from alembic import op

from jeugdregio_core.store.migrations.shorthand import (
    code,
    day,
    identity,
    index,
    moment,
    one_of,
    primary_key,
    reference,
    whole,
    words,
)

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "load_batch",
        identity("id"),
        words("region"),
        words("document"),
        moment("loaded_at"),
        words("loaded_by"),
        whole("rows"),
        primary_key("load_batch", "id"),
    )
    index("load_batch", "region", "loaded_at")
    op.create_table(
        "loaded_row",
        identity("id"),
        words("region"),
        words("kind"),
        words("key"),
        day("first"),
        day("last", optional=True),
        sa.Column("content", sa.JSON(), nullable=False),
        words("document"),
        moment("loaded_at"),
        identity("batch_id"),
        primary_key("loaded_row", "id"),
        reference("loaded_row", "batch_id", "load_batch"),
        sa.CheckConstraint('"last" IS NULL OR "first" <= "last"', name="last_after_first"),
    )
    index("loaded_row", "batch_id")
    index("loaded_row", "region", "kind", "key", "first")
    op.create_table(
        "idempotency",
        words("region"),
        words("subject"),
        words("key"),
        words("body_hash"),
        sa.Column("answer", sa.JSON(), nullable=False),
        moment("created_at"),
        primary_key("idempotency", "region", "subject", "key"),
    )
    index("idempotency", "created_at")
    op.create_table(
        "audit_line",
        words("region"),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        moment("at"),
        words("actor"),
        words("role"),
        code("action"),
        words("object_type"),
        words("object_id"),
        words("client_reference", optional=True),
        words("operation"),
        words("outcome"),
        words("previous_hash"),
        words("hash"),
        primary_key("audit_line", "region", "sequence"),
        one_of("audit_line", "action", "CREATE READ UPDATE DELETE EXECUTE"),
        sa.CheckConstraint('"sequence" >= 1', name="sequence_within_bounds"),
    )
    index("audit_line", "region", "client_reference", "at")


def downgrade() -> None:
    """Drop the tables."""
    for table in ("audit_line", "idempotency", "loaded_row", "load_batch"):
        op.drop_table(table)
