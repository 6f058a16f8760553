"""Open the store that the settings name, and work with it. No database is loaded before that."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

from jeugdregio_api.context import Moments
from jeugdregio_api.current import Current
from jeugdregio_api.serving import Serving
from jeugdregio_api.settings import NO_STORE, Settings
from jeugdregio_core.store.errors import StoreError

if TYPE_CHECKING:
    from jeugdregio_api.events.feed import Feed
    from jeugdregio_core.casework.desk import Desk
    from jeugdregio_core.store.transaction import Store


def open_storage(settings: Settings) -> Store | None:
    """The store with its tables up to date; ``None`` where nothing is to be stored.

    Raises StoreRefused and StoreUnavailable.
    """
    if settings.database_url.lower() == NO_STORE:
        return None
    from jeugdregio_core.store.migrations import prepare_ahead
    from jeugdregio_core.store.terms import read_terms
    from jeugdregio_core.store.transaction import store_at

    store = store_at(settings.database_url, terms=read_terms(os.environ))
    try:
        prepare_ahead(store)
    except BaseException:
        store.close()
        raise
    return store


def followed(store: Store, pause: float) -> Feed:
    """The events of this store, looked at so often."""
    from jeugdregio_api.events.feed import Feed

    return Feed(store, pause)


def waiting(store: Store, moments: Moments) -> Callable[[], float]:
    """Reads for how many seconds the oldest message to a subscriber waits; 0 when none does."""

    def seconds() -> float:
        from jeugdregio_core.events.queue import waiting_since

        try:
            since = store.read(waiting_since)
        except StoreError:
            return math.nan
        return (moments() - since).total_seconds() if since else 0.0

    return seconds


def staffed(store: Store, served: Serving, moments: Moments) -> tuple[Desk, Current]:
    """Where the regions that are served read and write, and their rulebooks as they are now."""
    from jeugdregio_core.casework.desk import Desk
    from jeugdregio_core.own_tables.current import CurrentGuards

    guards = CurrentGuards(store, served.guard)
    return Desk(store, guards.within, moments, uuid4), Current(served, guards)
