"""``jeugdregio webhooks``: who gets the events of a region sent, and with which secrets."""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, TypeAlias
from uuid import uuid4

import typer

from jeugdregio_core.cli.deliver import SECONDS, Networks, Seconds, read_allowed
from jeugdregio_core.cli.own_files import rulebook_of
from jeugdregio_core.cli.webhook_changes import change, named, note, write
from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.model.events import EventKind
from jeugdregio_core.store.terminal import Url, commands, opened, up_to_date

if TYPE_CHECKING:
    from sqlmodel import Session

    from jeugdregio_core.store.tables import Webhook

app = commands("Beheer wie bericht krijgt van wat er in dossiers gebeurt.")
Region: TypeAlias = Annotated[
    str, typer.Argument(metavar="REGIO", help="Code van de regio, zoals friesland.")
]
Which: TypeAlias = Annotated[
    str, typer.Argument(metavar="WEBHOOK", help="Kenmerk, of het begin ervan: zie webhooks list.")
]
_HOURS = 24


@app.command()
def add(
    region: Region,
    address: Annotated[str, typer.Argument(metavar="URL", help="Webadres van de ontvanger.")],
    kind: Annotated[
        list[EventKind] | None,
        typer.Option(metavar="SOORT", help="Alleen deze gebeurtenissen; mag vaker."),
    ] = None,
    role: Annotated[
        str, typer.Option(metavar="ROL", help="Rol waarmee de ontvanger meeleest.")
    ] = "REGION",
    organisation: Annotated[
        str | None, typer.Option(metavar="CODE", help="Gemeente of aanbieder die meeleest.")
    ] = None,
    networks: Networks = "",
    url: Url = None,
) -> None:
    """Meld een ontvanger aan. Het geheim wordt nu getoond, en daarna nooit meer."""
    allowed = read_allowed(networks)
    code = rulebook_of(region).region.code
    with opened(url) as store:
        from jeugdregio_core.events import subscribers
        from jeugdregio_core.events.addresses import AddressRefused, choose, read_url
        from jeugdregio_core.events.message import new_secret

        up_to_date(store)
        try:
            asyncio.run(choose(read_url(address), allowed))
        except AddressRefused as error:
            stop(str(error), ExitStatus.UNUSABLE)
        identity, secret, moment = uuid4(), new_secret(secrets.token_bytes), datetime.now(UTC)
        wish = subscribers.Wish(
            region=code,
            url=address,
            kinds=tuple(kind or ()),
            role=role,
            organisation=organisation,
        )

        def work(session: Session) -> None:
            subscribers.add(session, identity, wish, secret, moment)
            note(session, AuditAction.CREATE, code, identity)

        write(store, work)
    typer.echo(f"Aangemeld als {identity}.\nBewaar dit geheim, het wordt niet meer getoond:")
    typer.echo(secret)


@app.command("list")
def show(
    region: Annotated[
        str | None, typer.Option(metavar="REGIO", help="Alleen van deze regio.")
    ] = None,
    url: Url = None,
) -> None:
    """Toon de ontvangers, of het goed gaat en hoeveel berichten er wachten."""
    with opened(url) as store:
        from jeugdregio_core.events import subscribers
        from jeugdregio_core.events.report import lines

        up_to_date(store)
        shown = store.read(
            lambda session: lines(subscribers.all_of(session, region), subscribers.queues(session))
        )
    typer.echo("\n".join(shown) or "Er zijn geen ontvangers.")


@app.command()
def rotate(
    webhook: Which,
    hours: Annotated[
        float, typer.Option(metavar="UREN", min=0, help="Zo lang geldt het oude geheim ook nog.")
    ] = _HOURS,
    url: Url = None,
) -> None:
    """Geef een ontvanger een nieuw geheim. Het oude ondertekent nog een tijd mee."""
    from jeugdregio_core.events.message import new_secret

    secret = new_secret(secrets.token_bytes)
    until = datetime.now(UTC) + timedelta(hours=hours)

    def work(_session: Session, found: Webhook) -> None:
        from jeugdregio_core.events import subscribers

        subscribers.rotate(found, secret, until)

    change(url, webhook, AuditAction.UPDATE, work)
    typer.echo(f"Bewaar dit geheim, het wordt niet meer getoond:\n{secret}")


@app.command()
def resume(webhook: Which, url: Url = None) -> None:
    """Verstuur weer naar een ontvanger die uit stond, ook wat was opgegeven."""

    def work(session: Session, found: Webhook) -> None:
        from jeugdregio_core.events import subscribers

        subscribers.resume(session, found, datetime.now(UTC))

    change(url, webhook, AuditAction.UPDATE, work)
    typer.echo("De ontvanger krijgt weer berichten.")


@app.command()
def remove(
    webhook: Which,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niets, doe het.")] = False,
    url: Url = None,
) -> None:
    """Meld een ontvanger af. Wat nog wacht, wordt niet meer verstuurd."""
    if not yes:
        typer.confirm("Wat nog wacht, wordt niet meer verstuurd. Doorgaan?", abort=True)

    def work(session: Session, found: Webhook) -> None:
        from jeugdregio_core.events import subscribers

        subscribers.remove(session, found)

    change(url, webhook, AuditAction.DELETE, work)
    typer.echo("De ontvanger is afgemeld.")


@app.command("test")
def trial(
    webhook: Which, networks: Networks = "", seconds: Seconds = SECONDS, url: Url = None
) -> None:
    """Stuur nu een proefbericht, en toon wat ervan kwam."""
    allowed = read_allowed(networks)
    with opened(url) as store:
        from jeugdregio_core.events import message, subscribers
        from jeugdregio_core.events.sending import Sender, over_http

        up_to_date(store)
        found = store.read(lambda session: named(session, webhook))
        moment = datetime.now(UTC)
        content = message.trial(found.region, moment)
        signed = message.headers(str(uuid4()), moment, content, subscribers.secrets(found, moment))
        answer = asyncio.run(Sender(over_http(), allowed, seconds).send(found.url, signed, content))
    if not answer.taken:
        said = answer.said.rstrip(".")
        stop(f"Het proefbericht is niet aangenomen: {said}.", ExitStatus.REFUSED)
    typer.echo("Het proefbericht is aangenomen.")
