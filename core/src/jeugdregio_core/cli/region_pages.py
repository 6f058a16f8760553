"""``jeugdregio region-page``: everything a region states, as a page for people."""

from __future__ import annotations

from typing import Annotated

import typer

from jeugdregio_core.cli.installed import installed_regions
from jeugdregio_core.exits import ExitStatus, stop


def region_page(
    region: Annotated[
        str, typer.Argument(metavar="REGIO", help="De code van de regio, zoals westfriesland.")
    ],
) -> None:
    """Toon alles wat een regio vastlegt, met periode en bron, als pagina in Markdown."""
    from jeugdregio_core.errors import UnknownRegion
    from jeugdregio_core.pages import region_page

    try:
        rulebook = installed_regions().rulebook(region)
    except UnknownRegion as unknown:
        stop(str(unknown), ExitStatus.UNUSABLE)
    typer.echo(region_page(rulebook), nl=False)
