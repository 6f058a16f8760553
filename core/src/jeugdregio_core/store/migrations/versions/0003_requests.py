"""Requests, their steps, the decisions about them and disputes."""

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
    yes_or_no,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "request",
        identity("id"),
        words("region"),
        identity("referral_id", optional=True),
        identity("client_id"),
        identity("provider_id"),
        code("kind"),
        identity("allocation_id", optional=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        code("status"),
        moment("submitted_at"),
        words("requested_by"),
        primary_key("request", "id"),
        reference("request", "referral_id", "referral"),
        reference("request", "client_id", "client"),
        reference("request", "provider_id", "provider"),
        *_to_be_made(),
        one_of("request", "kind", "NEW EXTENSION CHANGE"),
        one_of(
            "request",
            "status",
            "SUBMITTED WAITING_FOR_REVIEW UNDER_INVESTIGATION ALLOCATED REFUSED WITHDRAWN",
        ),
    )
    index("request", "allocation_id")
    index("request", "client_id", "status")
    index("request", "provider_id")
    index("request", "referral_id")
    index("request", "region", "status", "submitted_at", "id")
    index("request", "region", "submitted_at", "id")
    still_open = sa.text("status IN ('SUBMITTED', 'WAITING_FOR_REVIEW', 'UNDER_INVESTIGATION')")
    op.create_index(
        "uq_request_open",
        "request",
        ["client_id", "provider_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "request_step",
        identity("request_id"),
        whole("step"),
        code("status"),
        moment("at"),
        words("actor"),
        words("reason", optional=True),
        words("remark", optional=True),
        primary_key("request_step", "request_id", "step"),
        reference("request_step", "request_id", "request"),
        one_of(
            "request_step",
            "status",
            "SUBMITTED WAITING_FOR_REVIEW UNDER_INVESTIGATION ALLOCATED REFUSED WITHDRAWN",
        ),
    )
    op.create_table(
        "decision",
        identity("id"),
        identity("request_id"),
        code("moment"),
        code("verdict"),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("regie", sa.JSON(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        words("distribution"),
        words("version"),
        words("hash"),
        moment("decided_at"),
        words("overruled_by", optional=True),
        moment("overruled_at", optional=True),
        words("overruled_reason", optional=True),
        primary_key("decision", "id"),
        reference("decision", "request_id", "request"),
        one_of("decision", "verdict", "ALLOWED REVIEW REFUSED"),
        one_of("decision", "moment", "REQUEST ANSWER"),
        sa.CheckConstraint(
            "(overruled_by IS NULL) = (overruled_at IS NULL) "
            "AND (overruled_by IS NULL) = (overruled_reason IS NULL)",
            name="overruled_by_complete",
        ),
    )
    index("decision", "request_id", "decided_at")
    op.create_table(
        "dispute",
        identity("id"),
        identity("request_id"),
        words("advised"),
        words("chosen"),
        day("consulted_on", optional=True),
        yes_or_no("agreed", optional=True),
        words("binding_intensity", optional=True),
        words("decided_by", optional=True),
        day("decided_on", optional=True),
        code("status"),
        primary_key("dispute", "id"),
        reference("dispute", "request_id", "request"),
        one_of("dispute", "status", "OPEN AGREED DECIDED WITHDRAWN"),
    )
    index("dispute", "request_id")


def _to_be_made() -> list[sa.ForeignKeyConstraint]:
    """SQLite takes a reference to a table that comes later; PostgreSQL gets it in 0004."""
    later = reference("request", "allocation_id", "allocation")
    return [later] if op.get_bind().dialect.name == "sqlite" else []


def downgrade() -> None:
    """Drop the tables."""
    for table in ("dispute", "decision", "request_step", "request"):
        op.drop_table(table)
