"""``jeugdregio audit``: check a region's audit log, and tell a client who saw what."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from jeugdregio_core.cli.people import Reference, acting, look_up
from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.terminal import Url, commands, opened, up_to_date

if TYPE_CHECKING:
    from sqlmodel import Session

    from jeugdregio_core.store.access_log import Row
    from jeugdregio_core.store.audit import Head
    from jeugdregio_core.store.audit_check import Verification
    from jeugdregio_core.store.people import Person

_MOST_SHOWN = 20

app = commands("Controleer en toon het logboek: wie deed wat met wiens gegevens.")
Region: TypeAlias = Annotated[
    str, typer.Argument(metavar="REGIO", help="Code van de regio, zoals friesland.")
]


class Format(str, Enum):
    """How the log is written."""

    CSV = "csv"
    JSON = "json"


@app.command()
def head(region: Region, url: Url = None) -> None:
    """Toon de nieuwste regel, om buiten de opslag te bewaren: audit head REGIO > regel.json."""
    with opened(url) as store:
        from jeugdregio_core.store import audit

        up_to_date(store)
        newest = store.read(lambda session: audit.head(session.connection(), region))
        typer.echo(json.dumps(asdict(newest)))


@app.command()
def verify(
    region: Region,
    kept: Annotated[
        Path | None,
        typer.Option("--head", metavar="BESTAND", help="Een regel die audit head eerder toonde."),
    ] = None,
    url: Url = None,
) -> None:
    """Zoek regels die zijn gewijzigd, weggehaald, verwisseld of, met --head, afgekapt.

    Eindigt met 0 als alles klopt, met 1 als er iets niet klopt en met 2 als het logboek leeg is.
    """
    with opened(url) as store:
        from jeugdregio_core.store import audit_check

        up_to_date(store)
        exported = _read_head(kept, region) if kept else None
        found = store.read(lambda session: audit_check.verify(session, region, exported))
    _tell(region, found)


@app.command()
def export(
    region: Region,
    client: Reference,
    form: Annotated[
        Format, typer.Option("--format", help="Als tabel, of met de velden van NEN 7513 erbij.")
    ] = Format.CSV,
    by_day: Annotated[
        bool, typer.Option("--by-day", help="Vertel wat vaker gebeurde één keer per dag.")
    ] = False,
    url: Url = None,
) -> None:
    """Toon wie wat zag of deed met het dossier van één jeugdige. Ook dat komt in het logboek."""
    with opened(url) as store:
        from jeugdregio_core.model.casework import Purpose
        from jeugdregio_core.store import access_log

        up_to_date(store)
        by = acting("audit export", Purpose.INSPECTION)

        def see(session: Session, person: Person) -> list[Row]:
            lines = access_log.lines_of(session, person)
            if by_day:
                return access_log.per_day(lines)
            if form is Format.CSV:
                return [access_log.readable(line) for line in lines]
            return [
                {**access_log.readable(line), "nen7513": access_log.nen_7513(line)}
                for line in lines
            ]

        rows = look_up(store, region, client, by, "audit_log", see)
    typer.echo(_written(rows, form), nl=False)


def _written(rows: Sequence[Row], form: Format) -> str:
    if form is Format.JSON:
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    text = io.StringIO(newline="")
    names = [*dict.fromkeys(name for row in rows for name in row)]
    sheet = csv.DictWriter(text, names, delimiter=";", lineterminator="\n")
    sheet.writeheader()
    sheet.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A spreadsheet would carry out a text that starts like a formula."""
    risky = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if risky else value


def _tell(region: str, found: Verification) -> None:
    if found.problems:
        shown = "\n".join(found.problems[:_MOST_SHOWN])
        rest = len(found.problems) - _MOST_SHOWN
        more = f"\nEn nog {rest} meer." if rest > 0 else ""
        stop(f"Het logboek van {region} klopt niet.\n{shown}{more}", ExitStatus.REFUSED)
    if not found.head.sequence:
        stop(f"Het logboek van {region} is leeg: er valt niets te controleren.", ExitStatus.REVIEW)
    typer.echo(f"Het logboek van {region} klopt, tot en met regel {found.head.sequence}.")


def _read_head(file: Path, region: str) -> Head:
    try:
        data = json.loads(file.read_text("utf-8"))
    except OSError as error:
        stop(f"Het bestand {file} is niet te lezen ({error.strerror}).", ExitStatus.UNUSABLE)
    except ValueError:
        data = None
    kept = _head(data)
    if kept is None:
        stop(
            f"In {file} staat geen regel van een logboek. Maak het met: jeugdregio audit head",
            ExitStatus.UNUSABLE,
        )
    if kept.region != region:
        stop(f"In {file} staat een regel van {kept.region}.", ExitStatus.UNUSABLE)
    return kept


def _head(data: Any) -> Head | None:
    from jeugdregio_core.store.audit import Head

    match data:
        case {"region": str(region), "sequence": int(sequence), "hash": str(digest)}:
            return Head(region, sequence, digest)
    return None
