"""What a region agreed with providers, by region: found without going through that of others."""

from alembic import op

from jeugdregio_core.store.migrations.shorthand import index

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the indexes."""
    index("agreement", "region", "provider_id")
    index("contract", "region", "first")


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_contract_region_first", "contract")
    op.drop_index("ix_agreement_region_provider_id", "agreement")
