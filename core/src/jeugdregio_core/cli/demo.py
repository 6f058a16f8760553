"""``jeugdregio demo``: fill a store with made-up families, to look at or to measure with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import Annotated

import typer

from jeugdregio_core.cli.installed import HOW_TO_INSTALL, installed_regions
from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.terminal import opened

_USUAL = 800
_PATIENCE = 1.0
"""How long the rules may take for one decision, in seconds."""


def demo(
    size: Annotated[
        int,
        typer.Option(metavar="AANTAL", min=1, help="Aantal verwijzingen, voor alle regio's samen."),
    ] = _USUAL,
    database: Annotated[
        str | None, typer.Option("--database", "--url", metavar="ADRES", help="Vul deze opslag.")
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="GETAL", help="Hetzelfde getal geeft dezelfde gegevens.")
    ] = 1,
    add: Annotated[
        bool, typer.Option("--add", help="Vul ook een opslag waar al iets in staat.")
    ] = False,
) -> None:
    """Vul een opslag met verzonnen gezinnen en aanbieders. Geen persoon erin bestaat."""
    registry = installed_regions()
    if not registry.rulebooks:
        stop(HOW_TO_INSTALL, ExitStatus.REFUSED)
    with opened(database) as store, _progress(size) as told:
        from jeugdregio_core.casework.demo.fill import NotEmpty, Wish, fill
        from jeugdregio_core.guard import Guard
        from jeugdregio_core.own_tables.current import CurrentGuards
        from jeugdregio_core.store.migrations import prepare

        prepare(store)
        base = {code: Guard(book, _PATIENCE) for code, book in registry.rulebooks.items()}
        current = CurrentGuards(store, base.__getitem__)
        rulebooks = [current(code).rulebook for code in registry.rulebooks]
        wish = Wish(
            referrals=-(-size // len(rulebooks)), moment=datetime.now(UTC), seed=seed, add=add
        )
        begun = perf_counter()
        try:
            rows = fill(store, rulebooks, wish, told)
        except NotEmpty:
            stop(
                "In deze opslag staat al iets. Kies een lege opslag met --database, of zet de "
                "voorbeelden erbij met --add.",
                ExitStatus.REFUSED,
            )
    seconds = perf_counter() - begun
    typer.echo(
        f"Klaar: {rows} rijen voor {len(rulebooks)} regio's in {seconds:.1f} seconden "
        f"({rows / seconds:.0f} per seconde)."
    )


@contextmanager
def _progress(size: int) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Verwijzingen", total=size)
        yield lambda referrals, _rows: progress.advance(task, referrals)
