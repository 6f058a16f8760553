"""``jeugdregio deliver``: send the events of casework to who subscribed to them."""

from __future__ import annotations

import asyncio
import logging
import signal
from datetime import UTC, datetime
from random import random
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.terminal import Url, opened, up_to_date

if TYPE_CHECKING:
    from jeugdregio_core.events.addresses import Network
    from jeugdregio_core.events.deliverer import Deliverer

Networks: TypeAlias = Annotated[
    str,
    typer.Option(
        metavar="NETWERKEN",
        envvar="JEUGDREGIO_WEBHOOK_NETWORKS",
        help="Eigen netwerken waarheen ook mag, zoals 10.1.0.0/16,192.168.4.7.",
    ),
]
Seconds: TypeAlias = Annotated[
    float,
    typer.Option(
        metavar="SECONDEN",
        min=0.1,
        envvar="JEUGDREGIO_WEBHOOK_SECONDS",
        help="Hoelang een ontvanger mag doen over een bericht.",
    ),
]
SECONDS = 10.0


def deliver(
    once: Annotated[
        bool, typer.Option("--once", help="Stop als er niets meer te versturen is.")
    ] = False,
    networks: Networks = "",
    seconds: Seconds = SECONDS,
    pause: Annotated[
        float,
        typer.Option(metavar="SECONDEN", min=0.05, help="Hoe vaak te kijken of er iets is."),
    ] = 1.0,
    url: Url = None,
) -> None:
    """Verstuur wat er in dossiers gebeurt naar wie zich daarvoor aanmeldde.

    Er mogen er meer tegelijk draaien. Stop met Ctrl-C: wat onderweg is wordt afgemaakt.
    """
    allowed = read_allowed(networks)
    with opened(url) as store:
        from jeugdregio_core.events.deliverer import Deliverer
        from jeugdregio_core.events.sending import Sender, over_http

        up_to_date(store)
        logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
        sender = Sender(over_http(), allowed, seconds)
        deliverer = Deliverer(store, sender, lambda: datetime.now(UTC), random, pause)
        if not once:
            typer.echo("Berichten worden verstuurd. Stop met Ctrl-C.")
        asyncio.run(_deliver(deliverer, once))
    typer.echo(f"Afgeleverd: {deliverer.delivered}. Mislukt: {deliverer.failed}.")


def read_allowed(networks: str) -> tuple[Network, ...]:
    """The networks that the deployer allows. Stops where they cannot be read."""
    from jeugdregio_core.events.addresses import AddressRefused, read_networks

    try:
        return read_networks(networks)
    except AddressRefused as error:
        stop(str(error), ExitStatus.UNUSABLE)


async def _deliver(deliverer: Deliverer, once: bool) -> None:
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(ending, deliverer.stop)
    await (deliverer.once() if once else deliverer.run())
