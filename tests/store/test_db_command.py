"""``jeugdregio db``: a deployer makes, checks and moves the database, and reads what is wrong."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from jeugdregio_core.cli import main
from jeugdregio_core.store import migrations
from jeugdregio_core.store.transaction import open_store


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    said: str


@pytest.fixture
def db(capsys: pytest.CaptureFixture[str]) -> Db:
    return Db(capsys)


@dataclass(frozen=True)
class Db:
    """Runs ``jeugdregio db``."""

    _capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(["db", *arguments])
        printed = self._capture.readouterr()
        return Ended(int(ended.value.code or 0), (printed.out + printed.err).strip())


def test_a_database_is_made_checked_moved_back_and_made_again(
    db: Db, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", empty_database)
    newest = migrations.newest()
    assert db("check") == Ended(1, "De opslag is nog leeg. Voer uit: jeugdregio db upgrade")
    assert db("upgrade") == Ended(0, f"De opslag is nu op versie {newest}.")
    assert db("upgrade") == Ended(0, f"De opslag was al op versie {newest}.")
    assert db("check") == Ended(0, f"De opslag is in orde en op versie {newest}.")
    assert db("downgrade", "0003", "--yes") == Ended(0, "De opslag is nu op versie 0003.")
    assert db("check").said.startswith(f"De opslag heeft versie 0003, nodig is {newest}.")
    assert db("downgrade", "base", "--yes") == Ended(0, "De opslag is nu leeg.")
    assert db("upgrade").status == 0


def test_a_version_that_is_not_there_is_named_with_those_that_are(
    db: Db, sqlite_database: str
) -> None:
    ended = db("downgrade", "0099", "--yes", "--url", sqlite_database)
    assert ended.status == 1
    assert ended.said.startswith("Deze migratie kan niet. Er zijn deze versies: 0001, 0002")


@pytest.mark.parametrize("asked", ["check", "upgrade", "downgrade 0003 --yes"])
def test_a_database_that_is_newer_than_the_program_asks_for_a_newer_program(
    db: Db, database: str, asked: str
) -> None:
    with open_store(database) as store:
        newer = text("UPDATE alembic_version SET version_num = '9999'")
        store.write((), lambda session: session.connection().execute(newer))
    assert db(*asked.split(), "--url", database) == Ended(
        1,
        "De opslag heeft versie 9999. Die is nieuwer dan dit programma, dat versie "
        f"{migrations.newest()} kent. Werk het programma bij.",
    )


def test_going_back_is_asked_twice(
    db: Db, sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    ended = db("downgrade", "0003", "--url", sqlite_database)
    assert ended.status == 1
    assert "Gegevens gaan verloren." in ended.said
    assert db("check", "--url", sqlite_database).status == 0


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("mysql://iemand:geheim@server/x", 1, "Een opslag in mysql wordt niet ondersteund"),
        ("postgresql://iemand:geheim@127.0.0.1:1/x", 69, "De opslag is nu niet bereikbaar."),
        ("zomaar iets", 1, "Het adres van de opslag is niet te lezen."),
    ],
)
def test_a_database_that_cannot_be_used_is_a_sentence_and_a_status(
    db: Db, url: str, status: int, said: str
) -> None:
    for command in ("check", "upgrade"):
        ended = db(command, "--url", url)
        assert ended.status == status
        assert ended.said.startswith(said)
        assert "geheim" not in ended.said


def test_the_path_is_shown_without_a_password(
    db: Db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JEUGDREGIO_DATABASE_URL", raising=False)
    assert db("path") == Ended(0, str(tmp_path / "jeugdregio.sqlite3"))
    assert list(tmp_path.iterdir()) == []
    shown = db("path", "--url", "postgresql://iemand:geheim@server/jeugdregio").said
    assert shown == "postgresql://iemand:***@server/jeugdregio"


def test_without_the_extra_the_command_says_how_to_install_it(
    db: Db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("jeugdregio_core.store.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    ended = db("check", "--url", f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert ended.status == 69
    assert "pip install 'jeugdregio-core[store]'" in ended.said


@pytest.mark.parametrize("command", ["plugins", "--help"])
def test_other_commands_do_not_load_the_database(command: str) -> None:
    code = (
        "import sys\nfrom jeugdregio_core.cli import main\n"
        f"try: main(['{command}'])\nexcept SystemExit: pass\n"
        "print(*(name for name in ('sqlmodel', 'sqlalchemy', 'alembic') if name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == ""
