"""What the commands about a region's own tables share: files, progress and complaints."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from jeugdregio_core.cli.installed import installed_regions
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_core.own_tables.rows import Problem
    from jeugdregio_core.own_tables.templates import Template
    from jeugdregio_core.own_tables.writing import Grid
    from jeugdregio_core.rulebook import Rulebook


Region: TypeAlias = Annotated[
    str, typer.Argument(metavar="REGIO", help="Code van de regio, zoals friesland.")
]
Database: TypeAlias = Annotated[
    str | None, typer.Option("--database", "--url", metavar="ADRES", help="Gebruik deze opslag.")
]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="Toon wat er zou veranderen; sla niets op.")
]
Workbook: TypeAlias = Annotated[
    Path | None,
    typer.Option("--xlsx", metavar="BESTAND", help="Schrijf een werkmap met alle tabellen."),
]
Folder: TypeAlias = Annotated[
    Path | None, typer.Option("--csv", metavar="MAP", help="Schrijf een CSV-bestand per tabel.")
]
TemplateFile: TypeAlias = Annotated[
    Path | None,
    typer.Argument(metavar="BESTAND", help="Een bestand .csv of .xlsx; anders op het scherm."),
]


def rulebook_of(region: str) -> Rulebook:
    """What a region states. Stops where it is not installed here."""
    from jeugdregio_core.errors import UnknownRegion

    try:
        return installed_regions().rulebook(region)
    except UnknownRegion as unknown:
        stop(str(unknown), ExitStatus.UNUSABLE)


def account() -> str:
    """The account of who runs this, as the computer knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "onbekend"


def watched(what: str, items: Sequence[Any]) -> Iterable[Any]:
    """Go through them with a progress bar, where somebody is watching."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(
        items, what.capitalize(), console=console, transient=True, disable=not console.is_terminal
    )


@contextmanager
def readable() -> Iterator[None]:
    """A file that cannot be used, as one sentence and an exit status."""
    from jeugdregio_core.own_tables.sheets import Unreadable

    try:
        yield
    except Unreadable as error:
        stop(f"{error} Er is niets opgeslagen.", ExitStatus.UNUSABLE)


@contextmanager
def writable() -> Iterator[None]:
    """A file that cannot be written, as one sentence and an exit status."""
    try:
        yield
    except FileExistsError as error:
        stop(f"{error.filename} bestaat al. Kies een andere naam.", ExitStatus.UNUSABLE)
    except OSError as error:
        stop(f"{error.filename} kan niet worden geschreven.", ExitStatus.UNUSABLE)


def refuse(problems: Sequence[Problem]) -> None:
    """Tell what must be put right, and stop; go on where nothing must."""
    from jeugdregio_core.own_tables.report import complaints

    if not problems:
        return
    told = [*complaints(problems), "Er is niets opgeslagen."]
    if any(problem.overrulable for problem in problems):
        told.append("Moet de tabel voorgaan op de bron? Laad haar dan met --overrule.")
    stop("\n".join(told), ExitStatus.UNUSABLE)


def one_place(xlsx: Path | None, csv: Path | None) -> None:
    """Stop unless there is one place to write tables to."""
    if (xlsx is None) == (csv is None):
        stop("Geef --xlsx met een bestand of --csv met een map.", ExitStatus.UNUSABLE)


def give(sheets: Mapping[str, Grid], xlsx: Path | None, csv: Path | None) -> None:
    """Write tables to a workbook or a folder, and say so."""
    from jeugdregio_core.own_tables.writing import save_csv
    from jeugdregio_core.own_tables.xlsx_writing import save_xlsx

    with writable():
        if xlsx is not None:
            save_xlsx(xlsx, sheets)
        if csv is not None:
            save_csv(csv, sheets)
    typer.echo(f"Geschreven naar {xlsx or csv}: {', '.join(sheets)}.")


def give_template(template: Template, file: Path | None) -> None:
    """Show an empty table, or write it to a file."""
    if file is None:
        typer.echo(template.text(), nl=False)
        return
    with writable():
        template.save(file)
    typer.echo(f"Geschreven naar {file}.")
