"""The tables come from migrations, and are those that the program thinks they are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, PrimaryKeyConstraint, UniqueConstraint, inspect, text
from sqlalchemy.schema import DropTable
from sqlmodel import select
from tests.support import rows
from tests.support.databases import Databases

from jeugdregio_core.store import migrations, tables
from jeugdregio_core.store.engine import Limits
from jeugdregio_core.store.errors import StoreRefused
from jeugdregio_core.store.tables import partial  # noqa: F401 - these indexes too
from jeugdregio_core.store.transaction import Store, open_store


@pytest.fixture
def empty_store(empty_database: str) -> Iterator[Store]:
    with open_store(empty_database) as store:
        yield store


def _objects(store: Store) -> set[str]:
    ask = {
        "sqlite": "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
        "postgresql": "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
        "UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
        "UNION SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    }
    with store.engines.reader.connect() as connection:
        found = set(connection.execute(text(ask[connection.dialect.name])).scalars())
    return {name for name in found if not name.startswith("alembic_version")}


def test_the_tables_can_be_made_taken_away_and_made_again(empty_store: Store) -> None:
    migrations.upgrade(empty_store)
    first = _objects(empty_store)
    migrations.downgrade(empty_store, "base")
    assert _objects(empty_store) == set()
    migrations.upgrade(empty_store)
    assert _objects(empty_store) == first
    assert len(first) > 60


def test_every_single_step_can_be_undone(empty_store: Store) -> None:
    while migrations.current(empty_store) != migrations.newest():
        before = _objects(empty_store)
        migrations.upgrade(empty_store, "+1")
        assert _objects(empty_store) != before
        migrations.downgrade(empty_store, "-1")
        assert _objects(empty_store) == before
        migrations.upgrade(empty_store, "+1")


def test_the_names_of_the_steps_say_what_alembic_says_of_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    steps = [script.revision for script in scripts.walk_revisions()]
    assert steps == sorted(migrations.known(), reverse=True)
    assert scripts.get_current_head() == migrations.newest() == steps[0]


_OF_EXPRESSIONS = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression", "ignore:autogenerate skipping"
)
"""Some indexes are of what is made of columns; how SQLite writes them down is compared in words."""


@_OF_EXPRESSIONS
def test_the_models_say_what_the_migrations_made(store: Store) -> None:
    with store.engines.reader.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, tables.Stored.metadata) == []


def _constraints(connection: Connection) -> set[tuple[str, str, str]]:
    """Every CHECK, reference and index as the database itself writes it down."""
    if connection.dialect.name == "postgresql":
        said = (
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
            "UNION SELECT tablename, indexname, indexdef FROM pg_indexes "
            "WHERE schemaname = 'public'"
        )
        return {(row[0], row[1], row[2]) for row in connection.execute(text(said))}
    inspector = inspect(connection)
    said = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    return {(row[0], row[1], row[2]) for row in connection.execute(text(said))} | {
        (table, str(found.get("name")), str(sorted(found.items(), key=str)))
        for table in inspector.get_table_names()
        for found in (
            *inspector.get_check_constraints(table),
            *inspector.get_foreign_keys(table),
            *inspector.get_unique_constraints(table),
        )
    }


@_OF_EXPRESSIONS
def test_checks_references_and_indexes_are_those_of_the_models(
    store: Store, databases: Databases
) -> None:
    """What alembic does not compare: CHECKs, the WHERE of an index, DEFERRABLE."""
    kind = store.engines.writer.dialect.name
    with (
        databases.empty(kind) as url,
        open_store(url) as fresh,
        fresh.engines.writer.begin() as connection,
    ):
        tables.Stored.metadata.create_all(connection)
        from_models = _constraints(connection)
    with store.engines.writer.connect() as connection:
        from_migrations = {
            found for found in _constraints(connection) if found[0] != "alembic_version"
        }
    assert from_migrations == from_models
    assert sum("CHECK" in found[2] or "sqltext" in found[2] for found in from_models) > 40


def test_every_reference_has_an_index_that_starts_with_it() -> None:
    for table in tables.Stored.metadata.tables.values():
        starts = {next(iter(index.columns)).name for index in table.indexes}
        starts |= {
            next(iter(key.columns)).name
            for key in table.constraints
            if isinstance(key, PrimaryKeyConstraint | UniqueConstraint)
        }
        assert {column.name for column in table.columns if column.foreign_keys} <= starts


def test_a_first_start_makes_the_tables(empty_store: Store) -> None:
    migrations.prepare(empty_store)
    assert migrations.current(empty_store) == migrations.newest()


def test_several_first_starts_at_once_make_the_tables_once(empty_database: str) -> None:
    def start(_number: int) -> str | None:
        with open_store(empty_database) as store:
            migrations.prepare(store)
            return migrations.current(store)

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(start, range(4))) == {migrations.newest()}


def test_data_of_an_older_version_survive_the_way_up(store: Store) -> None:
    migrations.downgrade(store, "0002")
    client = rows.client()
    store.write((), lambda session: session.add(client))
    migrations.upgrade(store)
    kept = store.read(lambda session: session.exec(select(tables.Client)).one())
    assert (kept.reference, kept.birth_date) == ("K-001", date(2012, 5, 1))


def test_a_shared_database_that_is_behind_waits_for_a_person(postgresql_database: str) -> None:
    with open_store(postgresql_database) as store:
        migrations.downgrade(store, "0003")
        with pytest.raises(StoreRefused, match=r"versie 0003, nodig is .*jeugdregio db upgrade"):
            migrations.prepare(store)


def test_a_file_that_is_behind_is_brought_up_to_date(sqlite_database: str) -> None:
    with open_store(sqlite_database) as store:
        migrations.downgrade(store, "0003")
        migrations.prepare(store)
        assert migrations.current(store) == migrations.newest()


def test_tables_that_are_newer_than_the_program_are_left_alone(store: Store) -> None:
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    store.write((), lambda session: session.connection().execute(newer))
    with pytest.raises(StoreRefused, match=r"nieuwer dan dit programma.*Werk het programma bij"):
        migrations.prepare(store)


def test_a_migration_that_fails_halfway_leaves_nothing(store: Store) -> None:
    migrations.downgrade(store, "0004")
    before = _objects(store)
    spoiler = text("CREATE TABLE idempotency (x integer)")
    store.write((), lambda session: session.connection().execute(spoiler))
    with pytest.raises(Exception, match="idempotency"):
        migrations.upgrade(store)
    assert migrations.current(store) == "0004"
    assert _objects(store) == before | {"idempotency"}
    drop = DropTable(tables.Stored.metadata.tables["idempotency"])
    store.write((), lambda session: session.connection().execute(drop))
    migrations.upgrade(store)
    assert migrations.current(store) == migrations.newest()


def test_a_migration_of_a_file_may_take_as_long_as_it_needs(
    sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500000) "
    took: list[float] = []

    def slow(config: Config, _revision: str) -> None:
        begun = time.monotonic()
        config.attributes["connection"].execute(text(f"{counting} SELECT max(i) FROM n"))
        took.append(time.monotonic() - begun)

    monkeypatch.setattr(command, "upgrade", slow)
    with open_store(sqlite_database, Limits(statement=0.001)) as store:
        migrations.upgrade(store)
    assert took[0] > 0.01
