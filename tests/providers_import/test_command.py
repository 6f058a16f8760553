"""``jeugdregio providers``: enter, give back and start a table, and read what is wrong."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from jeugdregio_core.cli.providers import app
from jeugdregio_core.provider_tables.tables import TABLES
from jeugdregio_core.store.tables import AuditLine
from jeugdregio_core.store.transaction import open_store

FILES = {
    "aanbieders.csv": "code;naam;AGB-code\nnoord;'t Noorden;00123456\nzuid;Zuid;\n",
    "contracten.csv": "aanbieder;segment;vanaf\nnoord;B;01-01-2026\nzuid;C;01-01-2026\n",
    "wachttijden.csv": "aanbieder;segment;dagen;peildatum\n"
    "noord;B;40;01-01-2026\nnoord;B;30;01-02-2026\n",
}

Providers = Callable[..., Result]


@pytest.fixture
def providers(sqlite_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Providers:
    """Runs a command in a folder with three files, with a database of its own."""
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", sqlite_database)
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text, "utf-8")
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_what_was_entered_is_given_back_and_can_be_entered_elsewhere(
    providers: Providers, tmp_path: Path
) -> None:
    loaded = providers("import", "westfriesland", *FILES)
    assert (loaded.exit_code, loaded.stderr) == (0, "")
    assert loaded.stdout.endswith("6 nieuw, 0 gewijzigd, 0 ongewijzigd.\nAlles is opgeslagen.\n")
    given = providers("export", "westfriesland", "--csv", "uit")
    assert given.stdout == "Geschreven naar uit: aanbieders, contracten, wachttijden.\n"
    assert Path("uit/aanbieders.csv").read_text("utf-8-sig").splitlines() == [
        "code;naam;AGB-code;website",
        "noord;'t Noorden;00123456;",
        "zuid;Zuid;;",
    ]
    assert Path("uit/wachttijden.csv").read_text("utf-8-sig").splitlines() == [
        "aanbieder;segment;profiel;dagen;peildatum",
        "noord;B;;30;01-02-2026",
    ]
    assert providers("export", "westfriesland", "--xlsx", "uit.xlsx").exit_code == 0
    again = providers("import", "westfriesland", "uit.xlsx")
    assert again.stdout == (
        "0 nieuw, 0 gewijzigd, 5 ongewijzigd.\nEr verandert niets; er is niets opgeslagen.\n"
    )
    elsewhere = ("--database", f"sqlite:///{tmp_path}/elders.sqlite3")
    other = providers("import", "westfriesland", "uit.xlsx", *elsewhere)
    assert other.stdout.endswith("5 nieuw, 0 gewijzigd, 0 ongewijzigd.\nAlles is opgeslagen.\n")


def test_a_trial_is_a_trial(providers: Providers) -> None:
    tried = providers("import", "westfriesland", *FILES, "--dry-run")
    assert tried.stdout.endswith("Dit was een proef: er is niets opgeslagen.\n")
    empty = providers("export", "westfriesland", "--csv", "uit")
    assert (empty.exit_code, empty.stderr) == (
        1,
        "Voor Westfriesland staan er geen aanbieders in.\n",
    )


def test_who_entered_it_is_in_the_audit_log(providers: Providers, sqlite_database: str) -> None:
    providers("import", "westfriesland", *FILES)
    with open_store(sqlite_database) as store:
        found = store.read(lambda s: s.exec(select(AuditLine.actor, AuditLine.operation)).all())
    assert {*found} == {(getpass.getuser(), "providers import")}


def test_wrong_lines_end_with_64_and_nothing_is_stored(providers: Providers) -> None:
    Path("contracten.csv").write_text("aanbieder;segment;vanaf\nweg;B;01-01-2026\n", "utf-8")
    ended = providers("import", "westfriesland", *FILES)
    assert (ended.exit_code, ended.stdout) == (64, "")
    assert ended.stderr == (
        "contracten, regel 2, kolom aanbieder: Aanbieder 'weg' is niet bekend.\n"
        "Er is niets opgeslagen.\n"
    )
    assert providers("export", "westfriesland", "--csv", "uit").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "atlantis", "aanbieders.csv"], "Regio 'atlantis' is niet bekend."),
        (["import", "westfriesland", "weg.csv"], "Het bestand weg.csv bestaat niet."),
        (
            ["import", "westfriesland", "aanbieders.csv", "aanbieders.csv"],
            "De tabel aanbieders staat er twee keer in. Er is niets opgeslagen.",
        ),
        (["export", "westfriesland"], "Geef --xlsx met een bestand of --csv met een map."),
        (["template", "tarieven"], "De tabel 'tarieven' bestaat niet. Bekend: aanbieders, "),
        (["template", "contracten", "contracten.csv"], "contracten.csv bestaat al."),
    ],
)
def test_what_cannot_be_done_ends_with_64_and_a_sentence(
    providers: Providers, arguments: list[str], said: str
) -> None:
    ended = providers(*arguments)
    assert (ended.exit_code, ended.stdout) == (64, "")
    assert ended.stderr.startswith(said)


@pytest.mark.parametrize("name", TABLES)
def test_a_template_with_its_example_can_be_entered(providers: Providers, name: str) -> None:
    Path("leeg").mkdir()
    for table in {"aanbieders", name}:
        shown = providers("template", table).stdout
        heading, *_, example = shown.splitlines()
        Path(f"leeg/{table}.csv").write_text(f"{heading}\n{example[2:]}\n", "utf-8")
    ended = providers("import", "westfriesland", *map(str, Path("leeg").iterdir()))
    assert ended.exit_code == 0, ended.stderr
    saved = providers("template", name, f"leeg/{name}.xlsx")
    assert saved.stdout == f"Geschreven naar leeg/{name}.xlsx.\n"
    assert providers("import", "westfriesland", f"leeg/{name}.xlsx").exit_code == 0
