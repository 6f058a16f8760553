"""Whose a referral, a request and a document is, and lists of what is somebody's."""

from alembic import op

from jeugdregio_core.store.migrations.shorthand import index, words

revision = "0010"
down_revision = "0009"

_PER_PROVIDER = (
    ("referral", "created_at"),
    ("request", "submitted_at"),
    ("allocation", "created_at"),
)


def upgrade() -> None:
    """Add the columns, fill them with what is known, and make the indexes."""
    op.add_column("referral", words("referred_by", optional=True))
    op.add_column("request", words("municipality", optional=True))
    op.add_column("document", words("municipality", optional=True))
    op.add_column("document", words("recorded_by", optional=True))
    op.execute(_MUNICIPALITY_OF_REQUEST)
    op.execute(_MUNICIPALITY_OF_DOCUMENT)
    index("referral", "region", "referred_by", "created_at", "id")
    index("request", "region", "municipality", "submitted_at", "id")
    index("allocation", "region", "municipality", "created_at", "id")
    for table, moment in _PER_PROVIDER:
        index(table, "region", "provider_id", moment, "id")


_MUNICIPALITY_OF_REQUEST = """
    UPDATE request SET municipality = coalesce(
      (SELECT municipality FROM allocation WHERE allocation.id = request.allocation_id),
      (SELECT municipality FROM referral WHERE referral.id = request.referral_id),
      (SELECT municipality FROM client WHERE client.id = request.client_id))"""

_MUNICIPALITY_OF_DOCUMENT = """
    UPDATE document SET municipality = coalesce(
      (SELECT municipality FROM request WHERE request.id = document.request_id),
      (SELECT municipality FROM client WHERE client.id = document.client_id))"""


def downgrade() -> None:
    """Drop them."""
    for table, moment in _PER_PROVIDER:
        op.drop_index(f"ix_{table}_region_provider_id_{moment}_id", table)
    op.drop_index("ix_allocation_region_municipality_created_at_id", "allocation")
    op.drop_index("ix_request_region_municipality_submitted_at_id", "request")
    op.drop_index("ix_referral_region_referred_by_created_at_id", "referral")
    op.drop_column("document", "recorded_by")
    op.drop_column("document", "municipality")
    op.drop_column("request", "municipality")
    op.drop_column("referral", "referred_by")
