"""Providers, their contracts, tariffs and waiting times."""

import sqlalchemy as sa
from alembic import op

from jeugdregio_core.store.migrations.shorthand import (
    code,
    day,
    digits,
    identity,
    index,
    one_of,
    primary_key,
    reference,
    unique,
    whole,
    words,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "provider",
        identity("id"),
        words("code"),
        words("name"),
        words("agb_code", optional=True),
        words("website", optional=True),
        primary_key("provider", "id"),
        unique("provider", "agb_code"),
        unique("provider", "code"),
        digits("agb_code", 8),
    )
    op.create_table(
        "agreement",
        identity("id"),
        words("region"),
        identity("provider_id"),
        words("code"),
        day("first"),
        day("last", optional=True),
        primary_key("agreement", "id"),
        reference("agreement", "provider_id", "provider"),
        sa.CheckConstraint('"last" IS NULL OR "first" <= "last"', name="last_after_first"),
    )
    index("agreement", "provider_id", "region")
    op.create_table(
        "contract",
        identity("id"),
        words("region"),
        identity("provider_id"),
        day("first"),
        day("last", optional=True),
        identity("lead_contractor_id", optional=True),
        primary_key("contract", "id"),
        unique("contract", "provider_id", "region", "first"),
        reference("contract", "provider_id", "provider"),
        reference("contract", "lead_contractor_id", "provider"),
        sa.CheckConstraint('"last" IS NULL OR "first" <= "last"', name="last_after_first"),
    )
    index("contract", "lead_contractor_id")
    op.create_table(
        "contract_item",
        identity("id"),
        identity("contract_id"),
        words("segment"),
        words("profile", optional=True),
        words("intensity", optional=True),
        primary_key("contract_item", "id"),
        reference("contract_item", "contract_id", "contract"),
    )
    index("contract_item", "contract_id")
    index("contract_item", "segment", "profile", "intensity")
    op.create_table(
        "provider_tariff",
        identity("id"),
        words("region"),
        identity("provider_id"),
        words("arrangement"),
        whole("amount_cents"),
        code("per"),
        day("first"),
        day("last", optional=True),
        words("source"),
        primary_key("provider_tariff", "id"),
        unique("provider_tariff", "provider_id", "region", "arrangement", "first"),
        reference("provider_tariff", "provider_id", "provider"),
        one_of("provider_tariff", "per", "MINUUT UUR DAGDEEL ETMAAL STUK MAAND JAAR TRAJECT"),
        sa.CheckConstraint('"amount_cents" >= 0', name="amount_cents_within_bounds"),
        sa.CheckConstraint('"last" IS NULL OR "first" <= "last"', name="last_after_first"),
    )
    op.create_table(
        "availability",
        identity("id"),
        words("region"),
        identity("provider_id"),
        words("segment"),
        words("profile", optional=True),
        whole("waiting_days"),
        day("as_of"),
        primary_key("availability", "id"),
        reference("availability", "provider_id", "provider"),
        sa.CheckConstraint('"waiting_days" >= 0', name="waiting_days_within_bounds"),
    )
    index("availability", "provider_id", "region", "segment", "as_of")


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "availability",
        "provider_tariff",
        "contract_item",
        "contract",
        "agreement",
        "provider",
    ):
        op.drop_table(table)
