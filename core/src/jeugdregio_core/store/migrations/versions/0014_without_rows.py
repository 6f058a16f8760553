"""What a page asks of requests and decisions stands in an index, so that no row is visited."""

from alembic import op

from jeugdregio_core.store.migrations.shorthand import index

revision = "0014"
down_revision = "0013"

_REQUEST = ("referral_id", "region", "submitted_at", "id", "allocation_id")
_DECISION = ("request_id", "decided_at", "moment", "id", "verdict")


def upgrade() -> None:
    """Make two wide indexes instead of two narrow ones."""
    index("request", *_REQUEST)
    index("decision", *_DECISION)
    op.drop_index("ix_request_referral_id", "request")
    op.drop_index("ix_decision_request_id_decided_at", "decision")


def downgrade() -> None:
    """Make the narrow ones again."""
    index("request", "referral_id")
    index("decision", "request_id", "decided_at")
    op.drop_index(f"ix_request_{'_'.join(_REQUEST)}", "request")
    op.drop_index(f"ix_decision_{'_'.join(_DECISION)}", "decision")
