"""Open the store that the settings name. Nothing of a database is loaded before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jeugdregio_api.settings import NO_STORE, Settings

if TYPE_CHECKING:
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
