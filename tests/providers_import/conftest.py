"""The office of a region that starts empty, and files with its providers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.office import BUYER, Office

from jeugdregio_core.own_tables.filled import unwatched
from jeugdregio_core.own_tables.sheets import read_sheets
from jeugdregio_core.provider_tables import loading
from jeugdregio_core.provider_tables.loading import Loaded
from jeugdregio_core.store.transaction import Store

Load = Callable[..., Loaded]

HEADINGS = {
    "aanbieders": "code;naam;AGB-code;website",
    "contracten": "aanbieder;segment;profiel;hoofdaannemer;vanaf;tot en met",
    "afspraken": "aanbieder;afspraak;vanaf;tot en met",
    "wachttijden": "aanbieder;segment;profiel;dagen;peildatum",
}


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Westfriesland, without providers, on 2 March 2026."""
    return Office(store, "westfriesland")


@pytest.fixture
def load(office: Office, tmp_path: Path) -> Load:
    """Loads tables, each given by its name as lines below the usual headings."""

    def run(*, dry_run: bool = False, **given: str) -> Loaded:
        files = []
        for name, lines in given.items():
            file = tmp_path / f"{name}.csv"
            file.write_text("\n".join([HEADINGS.get(name, "kop"), *lines.split()]), "utf-8")
            files.append((name, read_sheets(file)))
        found = loading.read(files, office.region, unwatched)
        if found.problems:
            return Loaded((), tuple(found.problems))
        return loading.load(office.desk, BUYER, office.region, found, dry_run=dry_run)

    return run
