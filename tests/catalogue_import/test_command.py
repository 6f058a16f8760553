"""``jeugdregio catalogue``: load, give back and start a table, and read what is wrong."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from jeugdregio_core.cli import main
from jeugdregio_core.cli.catalogue import app
from jeugdregio_core.cli.own_files import watched
from jeugdregio_core.store.tables import LoadBatch
from jeugdregio_core.store.transaction import open_store

TARIFFS = "spic;bedrag;per;vanaf\nB-1-PERSPECTIEF;1.000,00;traject;01-01-2025\n"


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Catalogue = Callable[..., Ended]


@pytest.fixture
def catalogue(sqlite_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Catalogue:
    """Runs a command in an empty folder, with a database of its own."""
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", sqlite_database)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ended:
        ended = CliRunner().invoke(app, arguments)
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    return run


@pytest.fixture
def tariffs(tmp_path: Path) -> Path:
    file = tmp_path / "tarieven.csv"
    file.write_text(TARIFFS, "utf-8")
    return file


def test_a_table_is_tried_loaded_given_back_and_loaded_again(
    catalogue: Catalogue, tariffs: Path
) -> None:
    tried = catalogue("import", "aa_zawa", "tarieven.csv", "--dry-run")
    assert (tried.status, tried.err) == (0, "")
    assert tried.out.endswith("Dit was een proef: er is niets opgeslagen.\n")
    empty = catalogue("export", "aa_zawa", "--csv", "uit")
    assert empty == Ended(
        1, "", "Voor Amsterdam-Amstelland en Zaanstreek-Waterland is niets geladen.\n"
    )
    loaded = catalogue("import", "aa_zawa", "tarieven.csv", "--document", "Tarievenbesluit 2025")
    assert loaded.out.endswith("Alles is opgeslagen.\n")
    assert catalogue("export", "aa_zawa", "--csv", "uit") == Ended(
        0, "Geschreven naar uit: tarieven.\n", ""
    )
    assert Path("uit/tarieven.csv").read_text("utf-8-sig").splitlines() == [
        "arrangement;aanbieder;bedrag;per;profielenset;vanaf;tot en met;bron",
        "B-1-PERSPECTIEF;;1000,00;voor het hele traject;;01-01-2025;;Tarievenbesluit 2025",
    ]
    assert catalogue("export", "aa_zawa", "--xlsx", "uit.xlsx").status == 0
    for file in ("uit/tarieven.csv", "uit.xlsx"):
        again = catalogue("import", "aa_zawa", file)
        assert again.out.endswith("Er verandert niets; er is niets opgeslagen.\n")


def test_who_loaded_is_kept(catalogue: Catalogue, tariffs: Path, sqlite_database: str) -> None:
    catalogue("import", "aa_zawa", "tarieven.csv")
    with open_store(sqlite_database) as store:
        found = store.read(lambda s: s.exec(select(LoadBatch.loaded_by, LoadBatch.document)).all())
    assert found == [(getpass.getuser(), "tarieven.csv")]


def test_an_account_without_a_name_is_no_reason_to_stop(
    catalogue: Catalogue, tariffs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert catalogue("import", "aa_zawa", "tarieven.csv").status == 0


def test_a_file_may_have_any_name_when_the_table_is_named(
    catalogue: Catalogue, tariffs: Path
) -> None:
    tariffs.rename(tariffs.with_name("bestand (3).csv"))
    refused = catalogue("import", "aa_zawa", "bestand (3).csv")
    assert refused.status == 64
    assert refused.err == (
        "'bestand (3)' is geen naam van een tabel. Noem het blad of het bestand naar de tabel die "
        "erin staat: profielen, intensiteiten, arrangementen, diensten, tarieven, normen, "
        "stapelen. Er is niets opgeslagen.\n"
    )
    assert catalogue("import", "aa_zawa", "bestand (3).csv", "--table", "tarieven").status == 0


def test_wrong_lines_end_with_64_and_nothing_is_stored(catalogue: Catalogue, tariffs: Path) -> None:
    tariffs.write_text(TARIFFS.replace("1.000,00", "1,234"), "utf-8")
    assert catalogue("import", "aa_zawa", "tarieven.csv") == Ended(
        64,
        "",
        "tarieven, regel 2, kolom bedrag: '1,234' heeft meer dan twee cijfers achter de komma.\n"
        "Er is niets opgeslagen.\n",
    )
    assert catalogue("export", "aa_zawa", "--csv", "uit").status == 1


def test_a_contradiction_says_how_the_table_can_go_first(catalogue: Catalogue) -> None:
    pairs = "eerste;tweede;mag;vanaf\nB;C;nee;01-07-2025\n"
    Path("stapelen.csv").write_text(pairs, "utf-8")
    refused = catalogue("import", "westfriesland", "stapelen.csv")
    assert refused.status == 64
    assert refused.err.endswith(
        "Er is niets opgeslagen.\n"
        "Moet de tabel voorgaan op de bron? Laad haar dan met --overrule.\n"
    )
    assert catalogue("import", "westfriesland", "stapelen.csv", "--overrule").status == 0
    assert catalogue("export", "westfriesland", "--csv", "uit").status == 0
    assert catalogue("import", "westfriesland", "uit/stapelen.csv").status == 0


def test_with_replace_rows_disappear(catalogue: Catalogue, tariffs: Path) -> None:
    catalogue("import", "aa_zawa", "tarieven.csv")
    tariffs.write_text(TARIFFS.splitlines()[0], "utf-8")
    assert "0 vervallen" in catalogue("import", "aa_zawa", "tarieven.csv").out
    assert "1 vervallen" in catalogue("import", "aa_zawa", "tarieven.csv", "--replace").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "atlantis", "tarieven.csv"], "Regio 'atlantis' is niet bekend."),
        (["export", "atlantis", "--csv", "uit"], "Regio 'atlantis' is niet bekend."),
        (["template", "atlantis", "tarieven"], "Regio 'atlantis' is niet bekend."),
        (["import", "aa_zawa", "weg.csv"], "Het bestand weg.csv bestaat niet."),
        (["import", "aa_zawa", "."], "Het bestand . kan niet worden gelezen."),
        (["export", "aa_zawa"], "Geef --xlsx met een bestand of --csv met een map."),
        (["export", "aa_zawa", "--xlsx", "a", "--csv", "b"], "Geef --xlsx met een bestand of"),
        (["template", "zhz", "arrangementen"], "De tabel 'arrangementen' bestaat niet voor zhz. "
         "Bekend: diensten, tarieven, normen, stapelen."),
        (["template", "zhz", "diensten", "tarieven.csv"], "tarieven.csv bestaat al."),
        (["template", "zhz", "diensten", "nergens/t.csv"], "nergens/t.csv kan niet worden geschr"),
        (["template", "zhz", "diensten", "nergens/t.xlsx"], "nergens/t.xlsx kan niet worden"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_ends_with_64_and_a_sentence(
    catalogue: Catalogue, tariffs: Path, arguments: list[str], said: str
) -> None:
    ended = catalogue(*arguments)
    assert (ended.status, ended.out) == (64, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_files_that_are_there_are_never_overwritten(catalogue: Catalogue, tariffs: Path) -> None:
    catalogue("import", "aa_zawa", "tarieven.csv")
    for option, name in (("--csv", "."), ("--xlsx", "tarieven.csv")):
        ended = catalogue("export", "aa_zawa", option, name)
        assert (ended.status, ended.err) == (64, "tarieven.csv bestaat al. Kies een andere naam.\n")
    assert tariffs.read_text("utf-8") == TARIFFS


def test_a_template_is_shown_or_saved(catalogue: Catalogue) -> None:
    shown = catalogue("template", "zhz", "diensten")
    assert shown.status == 0
    heading, *remarks = shown.out.splitlines()
    assert "duur (maanden);intensiteit (uur per week);personele mix (niveau)" in heading
    assert all(line.startswith("# ") for line in remarks)
    for name in ("diensten.csv", "diensten.xlsx"):
        saved = catalogue("template", "zhz", "diensten", name)
        assert saved == Ended(0, f"Geschreven naar {name}.\n", "")
        assert catalogue("import", "zhz", name).status == 0


def test_a_database_that_is_away_is_a_sentence(catalogue: Catalogue, tariffs: Path) -> None:
    address = "postgresql://iemand:geheim@127.0.0.1:9/weg"
    ended = catalogue("import", "aa_zawa", "tarieven.csv", "--database", address)
    assert (ended.status, ended.out) == (69, "")
    assert "De opslag is nu niet bereikbaar." in ended.err
    assert "geheim" not in ended.err


def test_a_file_that_is_wrong_makes_no_database(catalogue: Catalogue, tmp_path: Path) -> None:
    Path("tarieven.csv").write_text("onzin\n", "utf-8")
    new = tmp_path / "nieuw.sqlite3"
    ended = catalogue("import", "aa_zawa", "tarieven.csv", "--database", f"sqlite:///{new}")
    assert ended.status == 64
    assert not new.exists()


def test_somebody_who_watches_sees_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(watched("rijen controleren", [1, 2])) == [1, 2]
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert list(watched("rijen controleren", [1, 2])) == [1, 2]
    assert "Rijen controleren" in capsys.readouterr().err


def test_the_command_is_part_of_jeugdregio(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["catalogue", "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("import", "export", "template"))
