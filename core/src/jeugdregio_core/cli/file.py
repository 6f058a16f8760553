"""``jeugdregio file``: everything on one client, for who has the right to see it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from jeugdregio_core.cli.people import Reference, Region, acting, look_up
from jeugdregio_core.store.terminal import Url, commands, opened, up_to_date

if TYPE_CHECKING:
    from sqlmodel import Session

    from jeugdregio_core.store.people import Person

app = commands("Toon wat er van een jeugdige is opgeslagen.")


@app.callback()
def _file() -> None:
    """Toon wat er van een jeugdige is opgeslagen."""


@app.command()
def export(region: Region, client: Reference, url: Url = None) -> None:
    """Toon alles wat er van één jeugdige is opgeslagen, en wie daarin keek, als JSON.

    Lees het na voor u het geeft: er kan iets over anderen in staan. Ook dit komt in het logboek.
    """
    with opened(url) as store:
        from jeugdregio_core.model.casework import Purpose
        from jeugdregio_core.store import whole_file

        up_to_date(store)
        by = acting("file export", Purpose.INSPECTION)

        def see(session: Session, person: Person) -> dict[str, Any]:
            return whole_file.everything(session, person)

        everything = look_up(store, region, client, by, "file", see)
    typer.echo(json.dumps(everything, ensure_ascii=False, indent=2))
