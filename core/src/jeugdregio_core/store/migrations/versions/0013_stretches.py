"""Who was looked at is found a stretch of the log at a time; what lines are counted by, at once."""

from alembic import op
from sqlalchemy import BigInteger, Text, column, func, literal_column, text

from jeugdregio_core.store.migrations.shorthand import index

revision = "0013"
down_revision = "0012"

_STRETCH = column("sequence", BigInteger).bitwise_rshift(literal_column("13"))
_BEGINNING = func.substr(column("pseudonym", Text), literal_column("1"), literal_column("6"))
_COUNTED = text(
    "pseudonym IS NOT NULL AND (action IN ('CREATE', 'UPDATE', 'DELETE') OR outcome = 'refused')"
)


def upgrade() -> None:
    """Make two small indexes instead of a large one."""
    op.create_index(
        "ix_audit_line_stretch",
        "audit_line",
        [_STRETCH, _BEGINNING],
    )
    op.create_index(
        "ix_audit_line_counted",
        "audit_line",
        ["region", "pseudonym", "at"],
        sqlite_where=_COUNTED,
        postgresql_where=_COUNTED,
    )
    op.drop_index("ix_audit_line_region_pseudonym_at", "audit_line")


def downgrade() -> None:
    """Make the large one again."""
    index("audit_line", "region", "pseudonym", "at")
    op.drop_index("ix_audit_line_counted", "audit_line")
    op.drop_index("ix_audit_line_stretch", "audit_line")
