"""``jeugdregio what-if``: a policy officer works a change out at the command line."""

from __future__ import annotations

import csv
import stat
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.support.office import Office
from tests.support.scenes import SCENES, TWO, allocated, referred

from jeugdregio_core.cli import what_if_file
from jeugdregio_core.columns import installed
from jeugdregio_core.store import migrations
from jeugdregio_core.store.transaction import open_store

ON = ("--on", "2026-04-01")
FORBID = ("what-if", "westfriesland", "--forbid", "B", "B", *ON)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of Westfriesland with a young person who has help at two providers."""
    url = f"sqlite:///{tmp_path_factory.mktemp('opslag') / 'opslag.sqlite3'}"
    with open_store(url) as store:
        migrations.prepare(store)
        office = Office(store, "westfriesland")
        SCENES["westfriesland"].open(office)
        allocated(office, referred(office))
        allocated(office, referred(office), TWO)
    return url


def test_it_says_what_changes_where_and_what_was_not_judged(command: Any, database: str) -> None:
    told = command(*FORBID, "--database", database)
    assert told.status == 0
    assert told.out.startswith("Wat verandert er: Segment B mag niet naast segment B.")
    assert "Vanaf 1 april 2026 lopen er 2 toewijzingen. 2 daarvan krijgen" in told.out
    assert "naar 'geweigerd': 2" in told.out
    assert "0405: 2 / 2, 2 strenger" in told.out
    assert "westfriesland-16" in told.out.partition("Niet opnieuw beoordeeld")[2]


def test_every_change_goes_to_a_file_that_only_its_owner_reads(
    command: Any, database: str, tmp_path: Path
) -> None:
    file = tmp_path / "uit.csv"
    told = command(*FORBID, "--database", database, "--out", str(file))
    assert "2 regels geschreven" in told.out
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert [row["nummer"] for row in rows] == ["1", "2"]
    assert {row["regel_straks"] for row in rows} == {"wat-als"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = command(*FORBID, "--database", database, "--out", str(file))
    assert again.status == 64
    assert "bestaat al" in again.err


def test_parquet_holds_the_same(command: Any, database: str, tmp_path: Path) -> None:
    file = tmp_path / "uit.parquet"
    command(*FORBID, "--database", database, "--out", str(file))
    parquet: Any = import_module("pyarrow.parquet")
    rows = parquet.read_table(file).to_pylist()
    assert [(row["gemeente"], row["nummer"]) for row in rows] == [("0405", 1), ("0405", 2)]


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "nothing": ((), "Stel één verandering voor"),
    "two": (("--forbid", "B", "B", "--allow", "B", "C"), "Stel één verandering voor"),
    "kind": (("--end", "1", "2026-06-30", "--of", "kleur"), "'kleur' ken ik niet."),
    "day": (("--end", "1", "morgen", "--of", "profiel"), "'morgen' is geen datum."),
    "number": (("--norm", "duur", "veel"), "'veel' is geen getal."),
    "pair": (("--forbid", "B", "Z"), "Segment Z staat niet in de stapeltabel."),
    "file": (("--forbid", "B", "B", "--out", "uit.doc"), "eindigt op .csv of .parquet"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_a_sentence(command: Any, database: str, name: str) -> None:
    options, words = BAD[name]
    told = command("what-if", "westfriesland", *options, "--database", database)
    assert told.status == 64
    assert words in told.err
    assert "Traceback" not in told.err


def test_a_profile_that_ended_is_refused_to_who_has_it(command: Any, database: str) -> None:
    ends = ("--end", "1", "2026-06-30", "--of", "profiel", "--on", "2026-07-01")
    told = command("what-if", "westfriesland", *ends, "--database", database)
    assert "Vanaf 1 juli 2026 lopen er 2 toewijzingen. 2 daarvan" in told.out


@pytest.mark.parametrize(
    ("module", "out", "words"),
    [
        (installed, (), "pip install 'jeugdregio-core[columns]'"),
        (what_if_file, ("--out", "uit.parquet"), "pip install 'jeugdregio-core[parquet]'"),
    ],
    ids=["numpy", "pyarrow"],
)
def test_what_is_not_installed_is_named(
    jeugdregio: Any,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    out: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    told = jeugdregio(*FORBID, "--database", database, *out)
    assert told.status in (64, 69)
    assert words in told.err
