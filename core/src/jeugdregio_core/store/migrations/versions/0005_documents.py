"""Documents and their versions."""

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
    unique,
    whole,
    words,
)

revision = "0005"
down_revision = "0004"

_KINDS = (
    "PERSPECTIEFPLAN VERVOLGDEEL AANVRAAGFORMULIER ONDERSTEUNINGSPLAN BEHANDELPLAN PLAN_16_PLUS "
    "ONDERWIJS_ONTWIKKELPERSPECTIEF STAPELFORMULIER TOESTEMMING_NORMAFWIJKING "
    "VERZOEK_OM_TOEWIJZING BESCHIKKING"
)
_PARTIES = (
    "GEZIN CLIENT LOKAAL_TEAM GEMEENTELIJKE_TOEGANG GI AANBIEDER ONDERWIJS SOJ VERWIJZER "
    "DESKUNDIGE BASISVOORZIENING"
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "document",
        identity("id"),
        words("region"),
        identity("client_id"),
        identity("request_id", optional=True),
        code("kind"),
        whole("current"),
        moment("created_at"),
        primary_key("document", "id"),
        reference("document", "client_id", "client"),
        reference("document", "request_id", "request"),
        one_of(
            "document",
            "kind",
            _KINDS,
        ),
    )
    index("document", "client_id", "kind")
    index("document", "request_id")
    op.create_table(
        "document_version",
        identity("id"),
        identity("document_id"),
        whole("version"),
        moment("recorded_at"),
        code("author", optional=True),
        code("approved_by", optional=True),
        sa.Column("signed_by", sa.JSON(), nullable=False),
        day("dated", optional=True),
        sa.Column("includes", sa.JSON(), nullable=False),
        words("uri", optional=True),
        primary_key("document_version", "id"),
        unique("document_version", "document_id", "version"),
        reference("document_version", "document_id", "document"),
        one_of(
            "document_version",
            "author",
            _PARTIES,
        ),
        one_of(
            "document_version",
            "approved_by",
            _PARTIES,
        ),
        sa.CheckConstraint('"version" >= 1', name="version_within_bounds"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("document_version", "document"):
        op.drop_table(table)
