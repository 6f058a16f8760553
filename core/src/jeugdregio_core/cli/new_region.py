"""``jeugdregio new-region``: a working plugin for a new region, to be filled in."""

from __future__ import annotations

import re
from importlib import resources
from importlib.metadata import entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from jeugdregio_core.exits import ExitStatus, stop

_NAME = "[a-z][a-z0-9]*(_[a-z0-9]+)*"

_MADE = """\
Klaar: in {folder} staat een werkende plug-in voor regio {region}.
Alles erin is verzonnen. Vervang het stuk voor stuk, en begin zo:

  cd {folder}
  pip install -e ".[test]"
  pytest
  jeugdregio check-plugin {package}"""


def new_region(
    region: Annotated[
        str,
        typer.Argument(
            metavar="NAAM",
            help="De code van de regio: kleine letters, cijfers en _, zoals mijn_regio.",
        ),
    ],
) -> None:
    """Maak een nieuwe plug-in: een map die te installeren is en meteen door alle toetsen komt."""
    package = f"jeugdregio_{region}"
    folder = Path(package.replace("_", "-"))
    problem = _problem(region, package, folder)
    if problem is not None:
        stop(problem, ExitStatus.UNUSABLE)
    _copy(region, folder)
    typer.echo(_MADE.format(folder=folder, region=region, package=package))


def _problem(region: str, package: str, folder: Path) -> str | None:
    if re.fullmatch(_NAME, region) is None:
        return (
            f"De naam {region!r} kan niet. Gebruik kleine letters, cijfers en losse _, en begin "
            "met een letter, zoals mijn_regio."
        )
    if region in entry_points(group="jeugdregio.regions").names:
        return f"Regio {region!r} is hier al geïnstalleerd. Kies een andere naam."
    if find_spec(package) is not None:
        return f"Er is hier al een pakket {package!r}. Kies een andere naam."
    if folder.exists():
        return f"De map {folder} bestaat al. Haal haar weg of kies een andere naam."
    return None


def _copy(region: str, folder: Path) -> None:
    try:
        from copier import run_copy
    except ImportError:
        stop(
            "Om een regio te maken is copier nodig. Installeer het met: "
            'pip install "jeugdregio-core[scaffold]"',
            ExitStatus.UNAVAILABLE,
        )
    with resources.as_file(resources.files("jeugdregio_core") / "template") as template:
        answers = {"region": region, "core": _range()}
        run_copy(str(template), folder, data=answers, defaults=True, quiet=True)


def _range() -> str:
    major, minor, *_ = version("jeugdregio-core").split(".")
    return f">={major}.{minor},<{major}.{int(minor) + 1}"
