"""Build the tables, and bring them from one release to the next: always by migration.

Alembic is loaded only to migrate: a start where nothing is to be done goes without it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table
from sqlmodel import Session

from jeugdregio_core.store.engine import PATIENT
from jeugdregio_core.store.errors import StoreRefused
from jeugdregio_core.store.transaction import Store

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent
_REVISION = table("alembic_version", column("version_num"))
_ONE_AT_A_TIME = 7_201_944_310


def prepare(store: Store) -> None:
    """Have the tables that this version of the program needs.

    A SQLite file is brought up to date by itself. A PostgreSQL database only while it is empty:
    what several processes share is migrated by hand, with ``jeugdregio db upgrade``. Raises
    StoreRefused, also for tables that are newer than the program.
    """
    _bring(store, current(store))


def prepare_ahead(store: Store) -> None:
    """The same for a server that starts. Raises what connecting raises, too."""
    _bring(store, store.look_ahead(_revision))


def _bring(store: Store, found: str | None) -> None:
    if found == newest():
        return
    if found is None or (store.engines.locks is None and found in known()):
        upgrade(store)
    elif (problem := out_of_date(found)) is not None:
        raise StoreRefused(problem)


def out_of_date(found: str | None) -> str | None:
    """Why the program cannot work with tables of this revision, and what to do; or ``None``."""
    if found == newest():
        return None
    if found is None:
        return "De opslag is nog leeg. Voer uit: jeugdregio db upgrade"
    if found not in known():
        return _newer(found)
    return (
        f"De opslag heeft versie {found}, nodig is {newest()}. "
        "Maak een reservekopie en voer daarna uit: jeugdregio db upgrade"
    )


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the tables to this revision: all steps or none. Raises StoreRefused."""
    from alembic import command

    _migrate(store, lambda config: command.upgrade(config, revision))


def downgrade(store: Store, revision: str) -> None:
    """Bring the tables back to this revision; ``base`` is before the first. Data go with them."""
    from alembic import command

    _migrate(store, lambda config: command.downgrade(config, revision))


def current(store: Store) -> str | None:
    """The revision that the tables have; ``None`` when there are none."""
    return store.read(_revision)


def newest() -> str:
    """The revision that this version of the program needs."""
    return max(known())


def known() -> set[str]:
    """Every revision that this version of the program can bring the tables to.

    A step has its revision as the first word of its file, and they count up.
    """
    return {file.name.split("_")[0] for file in (_HERE / "versions").glob("[0-9]*.py")}


def _revision(session: Session) -> str | None:
    connection = session.connection()
    if not inspect(connection).has_table(_REVISION.name):
        return None
    found: str | None = connection.execute(select(_REVISION.c.version_num)).scalar_one_or_none()
    return found


def _migrate(store: Store, act: Callable[[Config], None]) -> None:
    """In one transaction, while nobody else migrates."""
    from alembic.util import CommandError

    engine = store.engines.locks or store.engines.writer

    def attempt() -> None:
        with engine.execution_options(**{PATIENT: True}).begin() as connection:
            if store.engines.locks is not None:
                _wait_for_my_turn(connection)
            act(_config(connection))

    try:
        store.retry.run(attempt)
    except CommandError:
        raise StoreRefused(_why_not(current(store))) from None


def _why_not(found: str | None) -> str:
    """Why tables of this revision cannot be brought to the one that was asked for."""
    if found is None or found in known():
        return f"Deze migratie kan niet. Er zijn deze versies: {', '.join(sorted(known()))}."
    return _newer(found)


def _newer(found: str) -> str:
    return (
        f"De opslag heeft versie {found}. Die is nieuwer dan dit programma, dat versie "
        f"{newest()} kent. Werk het programma bij."
    )


def _wait_for_my_turn(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config
