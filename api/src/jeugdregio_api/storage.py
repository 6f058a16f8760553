"""Open the store that the settings name, and work with it. No database is loaded before that."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from jeugdregio_api.context import Moments
from jeugdregio_api.current import Current
from jeugdregio_api.serving import Serving
from jeugdregio_api.settings import NO_STORE, Settings

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Desk
    from jeugdregio_core.store.transaction import Store


def open_storage(settings: Settings) -> Store | None:
    """The store with its tables up to date; ``None`` where nothing is to be stored.

    Raises StoreRefused and StoreUnavailable.
    """
    if settings.database_url.lower() == NO_STORE:
        return None
    from jeugdregio_core.store.migrations import prepare
    from jeugdregio_core.store.transaction import open_store

    store = open_store(settings.database_url)
    try:
        prepare(store)
    except BaseException:
        store.close()
        raise
    return store


def staffed(store: Store, served: Serving, moments: Moments) -> tuple[Desk, Current]:
    """Where the regions that are served read and write, and their rulebooks as they are now."""
    from jeugdregio_core.casework.desk import Desk
    from jeugdregio_core.own_tables.current import CurrentGuards

    guards = CurrentGuards(store, served.guard)
    return Desk(store, guards.within, moments, uuid4), Current(served, guards)
