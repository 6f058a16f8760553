"""``jeugdregio demo`` fills a store with made-up data, and never one that is in use."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.support.office import Office, registry
from tests.support.rows import provider
from tests.support.stored import counts

from jeugdregio_core.cli import main
from jeugdregio_core.registry import Registry
from jeugdregio_core.store.transaction import open_store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def demo(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["demo", *arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run


def _counts(url: str) -> dict[str, int]:
    with open_store(url) as store:
        return store.read(counts)


def test_an_empty_store_is_filled_and_the_tables_are_made(demo: Run, empty_database: str) -> None:
    status, out, _ = demo("--database", empty_database, "--size", "60", "--seed", "3")
    assert status == 0
    told = re.fullmatch(
        r"Klaar: (\d+) rijen voor 4 regio's in [\d.]+ seconden \(\d+ per seconde\)\.\n", out
    )
    assert told, out
    held = _counts(empty_database)
    assert sum(held.values()) - held["number_series"] == int(told[1])
    assert held["referral"] >= 60


def test_a_store_in_use_is_refused_unless_it_is_to_be_added(
    demo: Run, sqlite_database: str
) -> None:
    with open_store(sqlite_database) as store:
        Office(store, "westfriesland").add([provider("echt")])
    status, out, err = demo("--database", sqlite_database)
    assert (status, out) == (1, "")
    assert err.startswith("In deze opslag staat al iets.")
    assert _counts(sqlite_database)["client"] == 0
    status, out, _ = demo("--database", sqlite_database, "--size", "8", "--add")
    assert (status, out[:7]) == (0, "Klaar: ")
    assert _counts(sqlite_database)["client"] > 0


def test_without_a_region_there_is_nothing_to_make_up(
    demo: Run, sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jeugdregio_core.cli.demo.installed_regions", lambda: Registry({}))
    status, _, err = demo("--database", sqlite_database)
    assert status == 1
    assert err.startswith("Er is geen regio geïnstalleerd.")
    assert registry().rulebooks


def test_a_size_that_cannot_be_is_refused(demo: Run, sqlite_database: str) -> None:
    status, _, err = demo("--database", sqlite_database, "--size", "0")
    assert status == 64
    assert "--size" in err
