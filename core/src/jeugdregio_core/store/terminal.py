"""The store at the command line: whatever goes wrong is a sentence and an exit status."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.errors import StoreError, StoreRefused
from jeugdregio_core.store.location import store_url

if TYPE_CHECKING:
    from jeugdregio_core.store.transaction import Store

Url: TypeAlias = Annotated[str | None, typer.Option(metavar="ADRES", help="Gebruik deze opslag.")]


def commands(help_text: str) -> typer.Typer:
    """A group of commands about the store."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        help=help_text,
    )


@contextmanager
def opened(url: str | None) -> Iterator[Store]:
    """The store at this address, or where the environment says it is."""
    with in_words():
        from jeugdregio_core.store.terms import read_terms
        from jeugdregio_core.store.transaction import open_store

        address = url or store_url(os.environ)
        with open_store(address, terms=read_terms(os.environ)) as store:
            yield store


def up_to_date(store: Store) -> str:
    """The version of the tables. Stops when this program cannot work with it."""
    from jeugdregio_core.store import migrations

    found = migrations.current(store)
    if (problem := migrations.out_of_date(found)) is not None:
        stop(problem, ExitStatus.REFUSED)
    return str(found)


@contextmanager
def in_words() -> Iterator[None]:
    """Every way in which this can go wrong, as one sentence and an exit status."""
    try:
        yield
    except StoreRefused as error:
        stop(str(error), ExitStatus.REFUSED)
    except StoreError as error:
        stop(str(error), ExitStatus.UNAVAILABLE)
    except ModuleNotFoundError as error:
        stop(
            f"De opslag is niet geïnstalleerd ({error.name} ontbreekt). "
            "Voer uit: pip install 'jeugdregio-core[store]'",
            ExitStatus.UNAVAILABLE,
        )
