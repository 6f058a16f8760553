"""``jeugdregio serve`` runs the API in this process; ``schema`` and ``roles`` print what it has."""

from __future__ import annotations

import errno
import gc
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from jeugdregio_core.cli.installed import HOW_TO_INSTALL, installed_regions
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_api.serving import Serving
    from jeugdregio_api.settings import Settings
    from jeugdregio_core.registry import Registry
    from jeugdregio_core.store.transaction import Store

DEMO_REFERRALS = 200
"""How many made-up referrals a region gets."""

_WHY = {
    errno.EADDRINUSE: "De poort is al in gebruik. Kies een andere met --port.",
    errno.EACCES: "Voor deze poort zijn meer rechten nodig. Kies een hogere met --port.",
}


def serve(
    host: Annotated[
        str | None, typer.Option(metavar="ADRES", help="Adres om op te luisteren.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="POORT", min=0, max=65535, help="Poort om op te luisteren."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="AANTAL", min=1, max=64, help="Hoeveel processen naast elkaar werken."
        ),
    ] = None,
) -> None:
    """Start de API voor alle regio's die hier zijn geïnstalleerd.

    Instellingen komen uit de omgeving, zoals JEUGDREGIO_PORT en JEUGDREGIO_PRODUCTION.
    """
    gc.disable()  # until it runs: what is loaded before stays
    try:
        _serve(host, port, workers)
    finally:
        gc.enable()


def _serve(host: str | None, port: int | None, workers: int | None) -> None:
    from jeugdregio_api.access.demo.key_file import KeyNotKept
    from jeugdregio_api.app import create_app
    from jeugdregio_api.operation.logs import configure
    from jeugdregio_api.operation.processes import run_beside, run_here
    from jeugdregio_api.serving import serving
    from jeugdregio_api.settings import InvalidSettings, read_settings
    from jeugdregio_core.store.terminal import in_words

    try:
        settings = read_settings()
    except InvalidSettings as error:
        stop(str(error), ExitStatus.UNUSABLE)
    configure(settings.log)
    registry = installed_regions()
    names = _names(serving(registry, settings.regions, settings.decision_seconds))
    with _listen(host or settings.host, settings.port if port is None else port) as listening:
        address, number = listening.getsockname()[:2]
        _keep_demo_here(settings, address)
        try:
            with in_words():
                store = _store(settings, registry)
                app = create_app(settings, registry, store=store)
        except InvalidSettings as error:
            stop(str(error), ExitStatus.UNUSABLE)
        except KeyNotKept as error:
            stop(str(error), ExitStatus.REFUSED)
        place = f"[{address}]:{number}" if ":" in address else f"{address}:{number}"
        typer.echo(f"jeugdregio luistert op http://{place}/graphql ({names}).")
        _tell_who_gets_in(settings, place, store)
        typer.echo("Stop met Ctrl-C.")
        with suppress(KeyboardInterrupt):
            if (workers or settings.workers) == 1:
                run_here(app, listening, settings.max_body_bytes)
            else:
                if store:
                    store.close()
                run_beside(workers or settings.workers, listening, settings.max_body_bytes)


def schema() -> None:
    """Toon het GraphQL-schema van de API."""
    from jeugdregio_api.schema import exported

    typer.echo(exported(), nl=False)


def roles() -> None:
    """Toon wie wat mag zien en doen, als pagina in Markdown."""
    from jeugdregio_api.access.page import roles_page
    from jeugdregio_api.schema import build_schema

    typer.echo(roles_page(build_schema()._schema), nl=False)


def _names(served: Serving) -> str:
    """The regions that are served. Tells what is not; stops when nothing is left."""
    for refusal in served.refused:
        typer.echo(f"Geweigerd: {refusal}", err=True)
    for code in served.missing:
        typer.echo(f"Niet geladen: regio {code!r} (JEUGDREGIO_REGIONS).", err=True)
    names = ", ".join(book.region.name for book in served.rulebooks)
    if not names and served.missing:
        stop("Er blijft geen regio over. Pas JEUGDREGIO_REGIONS aan.", ExitStatus.REFUSED)
    if not names:
        stop(HOW_TO_INSTALL, ExitStatus.REFUSED)
    return names


def _keep_demo_here(settings: Settings, address: str) -> None:
    """Stops a demo that others could reach."""
    from jeugdregio_api.access.issuers import is_loopback

    if settings.demo and not is_loopback(address):
        stop(
            "De demo laat iedereen binnen en luistert daarom alleen op dit apparaat zelf. "
            "Kies --host 127.0.0.1, of haal de instelling JEUGDREGIO_DEMO weg.",
            ExitStatus.REFUSED,
        )


def _tell_who_gets_in(settings: Settings, place: str, store: Store | None) -> None:
    if settings.demo:
        typer.echo(f"Toegangsbewijzen voor de demo: http://{place}/demo/tokens.")
    elif store and not settings.issuers:
        typer.echo(
            "Niemand mag hier toegangsbewijzen uitgeven (JEUGDREGIO_ISSUERS). "
            "Alleen openbare vragen krijgen antwoord.",
            err=True,
        )


def _store(settings: Settings, registry: Registry) -> Store | None:
    """The store, with made-up data in it where that is wanted and nothing is there yet."""
    from jeugdregio_api.storage import open_storage

    store = open_storage(settings)
    if store is not None and settings.demo:
        from jeugdregio_api.context import now
        from jeugdregio_core.casework.demo.fill import Wish, fill_once

        wish = Wish(referrals=DEMO_REFERRALS, moment=now())
        if fill_once(store, registry.rulebooks.values(), wish):
            typer.echo("De opslag was leeg en is gevuld met voorbeelden. Alles is verzonnen.")
    return store


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is set up. Stops with a sentence when it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        why = _WHY.get(
            error.errno or 0, "Dit adres is hier niet te gebruiken. Kies er een met --host."
        )
        stop(f"Op {host} poort {port} kan de API niet luisteren. {why}", ExitStatus.REFUSED)
