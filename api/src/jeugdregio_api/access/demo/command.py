"""``jeugdregio token``: a token of the demo, to ask with from a program of your own."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, Annotated

import typer

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.cli.installed import installed_regions
from jeugdregio_core.errors import UnknownRegion
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_api.settings import Settings
    from jeugdregio_core.model.region import Region


def token(
    role: Annotated[str, typer.Argument(metavar="ROL", help="De rol, zoals MUNICIPALITY.")],
    region: Annotated[str, typer.Argument(metavar="REGIO", help="Code van de regio.")],
    organisation: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Code van de gemeente, aanbieder of verwijzer."),
    ] = None,
) -> None:
    """Geef een toegangsbewijs voor de demo die op dit apparaat draait.

    De rol is REGION, MUNICIPALITY, PROVIDER of REFERRER. Zonder organisatie wordt er een uit de
    voorbeelden gekozen.
    """
    from jeugdregio_api.access.demo.key_file import KeyNotKept, place_of_key, read
    from jeugdregio_api.access.demo.local_issuer import LocalIssuer
    from jeugdregio_api.settings import InvalidSettings, read_settings

    try:
        settings = read_settings()
        if settings.production:
            raise InvalidSettings("In productie zijn er geen toegangsbewijzen voor de demo.")
        issuer = LocalIssuer(read(place_of_key(settings.database_url)))
    except InvalidSettings as error:
        stop(str(error), ExitStatus.UNUSABLE)
    except KeyNotKept as error:
        stop(str(error), ExitStatus.REFUSED)
    wanted, place = _role(role), _region(region)
    chosen = organisation or _somebody(wanted, place, settings)
    typer.echo(issuer.token(wanted, place.code, chosen, time()))


def _role(told: str) -> Role:
    known = {role.value: role for role in Role if role is not Role.PUBLIC}
    if told.upper() not in known:
        stop(f"De rol {told!r} is er niet. Kies uit: {', '.join(known)}.", ExitStatus.UNUSABLE)
    return known[told.upper()]


def _region(told: str) -> Region:
    try:
        return installed_regions().rulebook(told).region
    except UnknownRegion as error:
        stop(str(error), ExitStatus.UNUSABLE)


def _somebody(role: Role, region: Region, settings: Settings) -> str | None:
    from jeugdregio_api.access.demo.ready import accounts
    from jeugdregio_api.context import today_in_amsterdam
    from jeugdregio_api.storage import open_storage
    from jeugdregio_core.store.terminal import in_words

    with in_words():
        store = open_storage(settings)
        try:
            held = [*accounts(region, today_in_amsterdam(), store)]
        finally:
            if store:
                store.close()
    found = next((account for account in held if account.role is role), None)
    if found is None:
        stop("Er is hier geen voorbeeld van. Noem er een met --organisation.", ExitStatus.REFUSED)
    return found.organisation
