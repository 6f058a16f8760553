"""A backup that was made while the service worked is whole, and can be worked with again."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from tests.support.databases import Databases
from tests.support.office import Office
from tests.support.scenes import SCENES, allocated, referred

from jeugdregio_core.cli import main
from jeugdregio_core.store import audit_check
from jeugdregio_core.store.transaction import open_store

REGION = "westfriesland"
COUNT = 5

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        return int(ended.value.code or 0), (printed.out + printed.err).strip()

    return run


@contextmanager
def _at_work(url: str) -> Iterator[None]:
    """An organisation that records allocations, before and while a backup is made."""
    with open_store(url) as store:
        office = Office(store, REGION)
        SCENES[REGION].open(office)
        for _ in range(COUNT):
            allocated(office, referred(office, str(uuid4())))
        stop = Event()

        def go_on() -> None:
            while not stop.is_set():
                allocated(office, referred(office, str(uuid4())))

        worker = Thread(target=go_on)
        worker.start()
        try:
            yield
        finally:
            stop.set()
            worker.join()


def _whole_and_working(url: str) -> None:
    """Nothing is half there, the log is in order, and help can be allocated."""
    with open_store(url) as store:
        office = Office(store, REGION)
        assert not store.read(lambda session: audit_check.verify(session, REGION)).problems
        allocated(office, referred(office, "na-herstel"))


def test_a_file_is_copied_while_it_is_written_and_works_again(
    run: Run, sqlite_database: str, tmp_path: Path
) -> None:
    copy = tmp_path / "kopie.sqlite3"
    with _at_work(sqlite_database):
        status, said = run("db", "backup", str(copy), "--url", sqlite_database)
    assert (status, said.endswith(f"is gekopieerd naar {copy}.")) == (0, True), said
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.glob("kopie*")] == ["kopie.sqlite3"]
    _whole_and_working(f"sqlite:///{copy}")


def test_a_copy_never_replaces_a_file(run: Run, sqlite_database: str, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.sqlite3"
    copy.write_text("van vorige week", "utf-8")
    status, said = run("db", "backup", str(copy), "--url", sqlite_database)
    assert (status, said) == (1, f"{copy} bestaat al. Kies een andere naam.")
    assert copy.read_text("utf-8") == "van vorige week"


def test_a_copy_that_cannot_be_made_is_told(run: Run, sqlite_database: str, tmp_path: Path) -> None:
    status, said = run("db", "backup", str(tmp_path / "weg/x"), "--url", sqlite_database)
    assert status == 69
    assert said.startswith("De kopie is niet gemaakt")


def test_a_dump_of_postgresql_is_whole_and_works_again(
    postgresql_database: str, databases: Databases, tmp_path: Path
) -> None:
    file = tmp_path / "kopie.dump"
    with _at_work(postgresql_database):
        _program("pg_dump", postgresql_database, "--format=custom", f"--file={file}")
    with databases.empty("postgresql") as restored:
        _program("pg_restore", restored, "--no-owner", "--exit-on-error", file)
        _whole_and_working(restored)


def test_for_postgresql_the_command_says_what_to_use(
    run: Run, postgresql_database: str, tmp_path: Path
) -> None:
    status, said = run("db", "backup", str(tmp_path / "kopie"), "--url", postgresql_database)
    assert status == 64
    assert "pg_dump" in said


def _address(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _program(name: str, url: str, *arguments: object) -> None:
    """Run a program that came with the server."""
    with open_store(url) as store:
        where = text("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
        folder = store.read(lambda session: session.connection().execute(where).scalar_one())
    program = shutil.which(name, path=f"{folder}{os.pathsep}{os.environ['PATH']}")
    assert program, f"{name} is not installed"
    done = subprocess.run(
        [program, f"--dbname={_address(url)}", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
