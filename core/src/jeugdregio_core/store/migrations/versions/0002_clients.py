"""Clients and referrals."""

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
    words,
    yes_or_no,
)

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "client",
        identity("id"),
        words("region"),
        words("reference"),
        day("birth_date"),
        words("municipality"),
        words("family_reference", optional=True),
        yes_or_no("protection_measure", optional=True),
        code("lives_in", optional=True),
        code("need_level", optional=True),
        code("family_control", optional=True),
        day("retain_until", optional=True),
        primary_key("client", "id"),
        unique("client", "region", "reference"),
        one_of("client", "need_level", "VRAGEN SPANNING NOOD CRISIS"),
        one_of("client", "lives_in", "HOME PLEEGZORG WOONVOORZIENING"),
        one_of("client", "family_control", "FAMILY SUPPORTED TAKEN_OVER"),
        digits("municipality", 4),
    )
    index("client", "region", "family_reference")
    op.create_table(
        "referral",
        identity("id"),
        words("region"),
        identity("client_id"),
        code("referrer"),
        day("received_on"),
        words("segment", optional=True),
        words("profile", optional=True),
        words("intensity", optional=True),
        words("advised_intensity", optional=True),
        identity("provider_id", optional=True),
        words("municipality"),
        code("status"),
        moment("created_at"),
        primary_key("referral", "id"),
        reference("referral", "client_id", "client"),
        reference("referral", "provider_id", "provider"),
        one_of("referral", "status", "RECEIVED REQUESTED ALLOCATED REFUSED WITHDRAWN CLOSED"),
        one_of(
            "referral",
            "referrer",
            "GEMEENTE HUISARTS JEUGDARTS MEDISCH_SPECIALIST GI RECHTER ZELF VEILIG_THUIS",
        ),
        digits("municipality", 4),
    )
    index("referral", "client_id", "status")
    index("referral", "provider_id")
    index("referral", "region", "created_at", "id")
    index("referral", "region", "municipality", "created_at", "id")
    index("referral", "region", "status", "created_at", "id")


def downgrade() -> None:
    """Drop the tables."""
    for table in ("referral", "client"):
        op.drop_table(table)
