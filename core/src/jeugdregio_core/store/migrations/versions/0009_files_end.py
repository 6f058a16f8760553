"""The end of a file: a pseudonym per client in the log, holds, and a way to destroy a file."""

import sqlalchemy as sa
from alembic import op

from jeugdregio_core.store.migrations import stripping
from jeugdregio_core.store.migrations.shorthand import (
    identity,
    index,
    moment,
    primary_key,
    reference,
    words,
)

revision = "0009"
down_revision = "0008"

_OF_A_CLIENT = {
    "allocation_version": ("allocation", "allocation_id"),
    "document_version": ("document", "document_id"),
    "request_step": ("request", "request_id"),
    "decision": ("request", "request_id"),
}
_MESSAGE = "rows of this table are never changed or removed"
_LOG = ("organisation", "purpose", "trace", "pseudonym")


def upgrade() -> None:
    """Make the tables, let go of files that are destroyed, and take references out of the log."""
    op.create_table(
        "client_key",
        identity("client_id"),
        words("key"),
        primary_key("client_key", "client_id"),
        reference("client_key", "client_id", "client"),
    )
    op.create_table(
        "legal_hold",
        identity("id"),
        identity("client_id"),
        words("reason"),
        words("set_by"),
        moment("set_at"),
        words("released_by", optional=True),
        moment("released_at", optional=True),
        words("released_because", optional=True),
        primary_key("legal_hold", "id"),
        reference("legal_hold", "client_id", "client"),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by IS NULL) "
            "AND (released_at IS NULL) = (released_because IS NULL)",
            name="released_at_complete",
        ),
    )
    index("legal_hold", "client_id")
    op.create_table("destruction", identity("client_id"), primary_key("destruction", "client_id"))
    op.add_column("idempotency", words("client_reference", optional=True))
    index("idempotency", "region", "client_reference")
    form = sa.Column("form", sa.Integer(), nullable=False, server_default="1")
    for column in (form, *(words(name, optional=True) for name in _LOG)):
        op.add_column("audit_line", column)
    op.drop_index("ix_audit_line_region_client_reference_at", "audit_line")
    index("audit_line", "region", "pseudonym", "at")
    stripping.take_references_out(op.get_bind())
    for table in _OF_A_CLIENT:
        _stop_guarding(table)
        _guard_but_for_destruction(table)


def downgrade() -> None:
    """Drop the tables. Lines of the log that were written since no longer check out."""
    for table in _OF_A_CLIENT:
        _stop_guarding(table)
        _guard_always(table)
    op.drop_index("ix_audit_line_region_pseudonym_at", "audit_line")
    index("audit_line", "region", "client_reference", "at")
    for name in ("form", *_LOG):
        op.drop_column("audit_line", name)
    op.drop_index("ix_idempotency_region_client_reference", "idempotency")
    op.drop_column("idempotency", "client_reference")
    for table in ("destruction", "legal_hold", "client_key"):
        op.drop_table(table)


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _stop_guarding(table: str) -> None:
    if _sqlite():
        op.execute(f"DROP TRIGGER {table}_no_delete")
        return
    op.execute(f"DROP TRIGGER {table}_never_changed ON {table}")
    op.execute(f"DROP TRIGGER IF EXISTS {table}_kept ON {table}")
    op.execute(f"DROP FUNCTION IF EXISTS {table}_kept()")


def _guard_always(table: str) -> None:
    if _sqlite():
        _sqlite_trigger(table, "")
    else:
        _on_statement(table, "UPDATE OR DELETE OR TRUNCATE")


def _guard_but_for_destruction(table: str) -> None:
    owner, column = _OF_A_CLIENT[table]
    let_go = (
        f"EXISTS (SELECT 1 FROM destruction JOIN {owner} "  # noqa: S608
        f"ON {owner}.client_id = destruction.client_id WHERE {owner}.id = OLD.{column})"
    )
    if _sqlite():
        _sqlite_trigger(table, f"WHEN NOT {let_go} ")
        return
    _on_statement(table, "UPDATE OR TRUNCATE")
    op.execute(
        f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {let_go} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_kept()"
    )


def _sqlite_trigger(table: str, when: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    )


def _on_statement(table: str, deeds: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_never_changed BEFORE {deeds} "
        f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION added_never_changed()"
    )
