"""Allocations, their versions and numbers, deliveries and outcomes."""

import sqlalchemy as sa
from alembic import op

from jeugdregio_core.store.migrations.shorthand import (
    code,
    day,
    digits,
    identity,
    index,
    moment,
    one_of,
    primary_key,
    reference,
    unique,
    whole,
    words,
    yes_or_no,
)

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "number_series",
        words("municipality"),
        whole("next"),
        primary_key("number_series", "municipality"),
        digits("municipality", 4),
        sa.CheckConstraint('"next" BETWEEN 1 AND 1000000000', name="next_within_bounds"),
    )
    op.create_table(
        "allocation",
        identity("id"),
        words("region"),
        words("municipality"),
        whole("number"),
        identity("client_id"),
        identity("provider_id"),
        identity("request_id"),
        whole("current"),
        moment("created_at"),
        primary_key("allocation", "id"),
        unique("allocation", "municipality", "number"),
        reference("allocation", "client_id", "client"),
        reference("allocation", "provider_id", "provider"),
        reference("allocation", "request_id", "request"),
        digits("municipality", 4),
        sa.CheckConstraint('"number" BETWEEN 1 AND 999999999', name="number_within_bounds"),
    )
    index("allocation", "client_id")
    index("allocation", "provider_id")
    index("allocation", "region", "created_at", "id")
    index("allocation", "request_id")
    op.create_table(
        "allocation_version",
        identity("id"),
        identity("allocation_id"),
        whole("version"),
        moment("decided_at"),
        day("start"),
        day("end", optional=True),
        words("segment"),
        words("profile", optional=True),
        words("intensity", optional=True),
        words("product", optional=True),
        words("product_category", optional=True),
        whole("volume_amount", optional=True),
        code("unit", optional=True),
        code("frequency", optional=True),
        code("status"),
        whole("changes_so_far"),
        yes_or_no("initial"),
        words("reason", optional=True),
        primary_key("allocation_version", "id"),
        unique("allocation_version", "allocation_id", "version"),
        reference("allocation_version", "allocation_id", "allocation"),
        one_of(
            "allocation_version", "status", "ALLOCATED STARTED STOPPED_TEMPORARILY ENDED WITHDRAWN"
        ),
        one_of("allocation_version", "frequency", "DAG WEEK MAAND TOTAAL"),
        one_of(
            "allocation_version", "unit", "MINUUT UUR DAGDEEL ETMAAL STUKS STUKS_INSPANNING EURO"
        ),
        sa.CheckConstraint('"changes_so_far" >= 0', name="changes_so_far_within_bounds"),
        sa.CheckConstraint('"end" IS NULL OR "start" <= "end"', name="end_after_start"),
        sa.CheckConstraint('"version" >= 1', name="version_within_bounds"),
        sa.CheckConstraint(
            '"volume_amount" BETWEEN 0 AND 99999999', name="volume_amount_within_bounds"
        ),
    )
    op.create_table(
        "delivery_event",
        identity("id"),
        identity("allocation_id"),
        code("kind"),
        day("on_day"),
        words("reason", optional=True),
        moment("recorded_at"),
        primary_key("delivery_event", "id"),
        reference("delivery_event", "allocation_id", "allocation"),
        one_of("delivery_event", "kind", "START STOP_TEMPORARILY RESUME STOP"),
    )
    index("delivery_event", "allocation_id", "on_day")
    op.create_table(
        "outcome",
        identity("id"),
        words("region"),
        identity("allocation_id"),
        code("measure"),
        sa.Column("value", sa.Numeric(6, 2), nullable=True),
        words("text", optional=True),
        day("measured_on"),
        moment("recorded_at"),
        primary_key("outcome", "id"),
        reference("outcome", "allocation_id", "allocation"),
        one_of("outcome", "measure", "GEZINSERVARING UITVAL DOELREALISATIE"),
        sa.CheckConstraint("value IS NOT NULL OR text IS NOT NULL", name="something_measured"),
    )
    index("outcome", "allocation_id")
    index("outcome", "region", "measure", "measured_on")
    if op.get_bind().dialect.name == "postgresql":
        op.create_foreign_key(
            "fk_request_allocation_id",
            "request",
            "allocation",
            ["allocation_id"],
            ["id"],
            deferrable=True,
            initially="DEFERRED",
        )


def downgrade() -> None:
    """Drop the tables."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_request_allocation_id", "request")
    for table in ("outcome", "delivery_event", "allocation_version", "allocation", "number_series"):
        op.drop_table(table)
