"""``jeugdregio audit``: whoever touched the log afterwards is found, and told in plain Dutch."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.support.lines import line, tamper

from jeugdregio_core.cli import main
from jeugdregio_core.store.transaction import Store, open_store

Audit = Callable[..., tuple[int, str]]


@pytest.fixture
def audit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database: str
) -> Audit:
    """Runs ``jeugdregio audit`` on the database: its exit status and what it said."""
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", database)

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["audit", *arguments])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), (printed.out + printed.err).strip()

    return run


@pytest.fixture
def kept(audit: Audit, store: Store, tmp_path: Path) -> Path:
    """The head of a log of five lines, kept outside the store."""
    for number in range(1, 6):
        store.write((), partial(line, object_id=f"{number}"))
    file = tmp_path / "regel.json"
    file.write_text(audit("head", "voorbeeld")[1])
    return file


def test_a_log_that_nobody_touched_is_in_order(audit: Audit, kept: Path) -> None:
    told = (0, "Het logboek van voorbeeld klopt, tot en met regel 5.")
    assert audit("verify", "voorbeeld") == told
    assert audit("verify", "voorbeeld", "--head", str(kept)) == told


def test_a_log_that_grew_since_its_head_was_kept_is_in_order(
    audit: Audit, kept: Path, store: Store
) -> None:
    store.write((), line)
    said = "Het logboek van voorbeeld klopt, tot en met regel 6."
    assert audit("verify", "voorbeeld", "--head", str(kept)) == (0, said)


def test_an_empty_log_is_for_a_human_to_judge(audit: Audit) -> None:
    status, said = audit("verify", "voorbeeld")
    assert (status, said) == (2, "Het logboek van voorbeeld is leeg: er valt niets te controleren.")
    assert json.loads(audit("head", "voorbeeld")[1])["sequence"] == 0


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        (["UPDATE audit_line SET actor = 'x' WHERE sequence = 2"], "Regel 2 is gewijzigd."),
        (["DELETE FROM audit_line WHERE sequence = 3"], "Voor regel 4 ontbreekt 1 regel."),
        (
            [
                "UPDATE audit_line SET sequence = 9 WHERE sequence = 2",
                "UPDATE audit_line SET sequence = 2 WHERE sequence = 3",
                "UPDATE audit_line SET sequence = 3 WHERE sequence = 9",
            ],
            "Regel 3 is gewijzigd.",
        ),
        (["DELETE FROM audit_line WHERE sequence = 5"], "De laatste regel is weg."),
        (["DELETE FROM audit_line"], "De laatste 5 regels zijn weg."),
    ],
    ids=["changed", "taken out", "changed places", "cut off", "emptied"],
)
def test_a_log_that_was_touched_is_found(
    audit: Audit, kept: Path, store: Store, deed: list[str], found: str
) -> None:
    tamper(store, *deed)
    status, said = audit("verify", "voorbeeld", "--head", str(kept))
    assert status == 1
    assert said.startswith("Het logboek van voorbeeld klopt niet.\n")
    assert found in said


def test_a_log_that_was_written_anew_is_found(audit: Audit, kept: Path, store: Store) -> None:
    tamper(store, "DELETE FROM audit_line")
    for number in range(1, 6):
        store.write((), partial(line, object_id=f"{number}", actor="iemand anders"))
    assert audit("verify", "voorbeeld")[0] == 0
    assert audit("verify", "voorbeeld", "--head", str(kept)) == (
        1,
        "Het logboek van voorbeeld klopt niet.\nRegel 5 is niet meer de regel die is bewaard.",
    )


def test_of_many_faults_the_first_are_named_and_the_rest_are_counted(
    audit: Audit, store: Store
) -> None:
    def lines(session):
        for n in range(30):
            line(session, object_id=f"{n}")

    store.write((), lines)
    tamper(store, "UPDATE audit_line SET actor = 'x'")
    said = audit("verify", "voorbeeld")[1].splitlines()
    assert len(said) == 22
    assert said[-1] == "En nog 10 meer."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("geen json", "staat geen regel van een logboek"),
        ('{"region": "voorbeeld"}', "staat geen regel van een logboek"),
        ('{"region": "elders", "sequence": 1, "hash": "0"}', "staat een regel van elders"),
    ],
)
def test_a_file_that_holds_no_head_of_this_region_is_told(
    audit: Audit, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "regel.json"
    file.write_text(content)
    status, told = audit("verify", "voorbeeld", "--head", str(file))
    assert status == 64
    assert said in told
    file.unlink()
    assert audit("verify", "voorbeeld", "--head", str(file))[0] == 64


def test_a_store_without_tables_is_told(
    audit: Audit, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in ("verify", "head"):
        status, said = audit(command, "voorbeeld", "--url", empty_database)
        assert (status, said) == (1, "De opslag is nog leeg. Voer uit: jeugdregio db upgrade")


def test_a_store_that_is_away_is_told(audit: Audit) -> None:
    away = "postgresql://iemand:geheim@127.0.0.1:1/x"
    status, said = audit("verify", "voorbeeld", "--url", away)
    assert status == 69
    assert said.startswith("De opslag is nu niet bereikbaar.")


def test_the_head_is_that_of_the_log_as_it_stands(audit: Audit, kept: Path, database: str) -> None:
    from jeugdregio_core.store.audit import head

    with open_store(database) as store:
        newest = store.read(lambda session: head(session.connection(), "voorbeeld"))
    assert json.loads(kept.read_text()) == {
        "region": "voorbeeld",
        "sequence": 5,
        "hash": newest.hash,
    }
