"""What the subjects over one database share."""

from __future__ import annotations

from datetime import date

from benchmarks.pages.asked import REGION, cursors, places
from benchmarks.pages.catalogue import write_catalogue
from benchmarks.pages.issuer import Issuer
from benchmarks.pages.python_subjects import Scene
from benchmarks.settings import BUILD, Settings

from jeugdregio_core.registry import load_registry


def scene(url: str, settings: Settings) -> Scene:
    """What the subjects over this database share."""
    folder = BUILD.resolve()
    catalogue, keys = folder / "catalogue.json", folder / "keys.json"
    write_catalogue(load_registry().rulebooks[REGION], date.today(), catalogue)
    issuer = Issuer(REGION)
    issuer.write_keys(keys)
    found = cursors(places(url))
    return Scene(url, found, issuer, catalogue, keys, settings.connections)
