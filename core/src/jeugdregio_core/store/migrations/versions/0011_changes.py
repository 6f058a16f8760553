"""The lines of the audit log by which something changed, to see at once whether anything did."""

from alembic import op
from sqlalchemy import text

revision = "0011"
down_revision = "0010"

_CHANGES = text("action IN ('CREATE', 'UPDATE', 'DELETE')")


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "ix_audit_line_changes",
        "audit_line",
        ["region", "sequence"],
        sqlite_where=_CHANGES,
        postgresql_where=_CHANGES,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_audit_line_changes", "audit_line")
