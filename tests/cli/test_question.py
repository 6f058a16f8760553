"""A file that cannot be used is told in Dutch, on standard error, and ends with 64."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

QUESTION = {
    "region": "voorbeeld",
    "decisionDate": "2025-03-01",
    "client": {"municipality": "9001"},
    "request": {"provider": "p1", "segment": "A", "start": "2025-04-01", "requestedBy": "TOEGANG"},
    "documents": [{"kind": "PERSPECTIEFPLAN"}],
}
AS_JSON = json.dumps(QUESTION)
AS_TOML = """\
region = "voorbeeld"
decisionDate = 2025-03-01
client.municipality = "9001"
request = {provider = "p1", segment = "A", start = 2025-04-01, requestedBy = "TOEGANG"}
documents = [{kind = "PERSPECTIEFPLAN"}]
"""

pytestmark = pytest.mark.usefixtures("installed")


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.json", AS_JSON), ("a.toml", AS_TOML), ("a.txt", AS_TOML), ("a", AS_JSON)],
)
def test_a_file_is_read_by_its_suffix_or_else_as_either(
    jeugdregio: Any, tmp_path: Path, name: str, text: str
) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8-sig")
    ended = jeugdregio("check", str(file))
    assert (ended.status, ended.err) == (0, "")


@pytest.mark.parametrize("text", [AS_JSON, AS_TOML])
def test_standard_input_may_hold_either_form(jeugdregio: Any, text: str) -> None:
    assert jeugdregio("check", "-", stdin=text).status == 0


def test_both_forms_lead_to_the_same_decision(jeugdregio: Any) -> None:
    told = {jeugdregio("check", "-", "--json", stdin=text).out for text in (AS_JSON, AS_TOML)}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", b"{", "In {file} staat geen geldige JSON (als JSON: "),
        ("a.json", AS_TOML.encode(), "In {file} staat geen geldige JSON (als JSON: "),
        ("a.toml", b"region = ", "In {file} staat geen geldige TOML (als TOML: "),
        ("a.txt", b"verzoek", "In {file} staat geen geldige JSON of TOML (als JSON: "),
        ("a.json", b"[1]", "In {file} staat geen situatie."),
        ("a.json", b"\xff\xfe", "De tekst in {file} is geen UTF-8."),
        ("a.json", b"[" * 100_000, "In {file} staat geen geldige JSON (als JSON: te diep genest)"),
        ("a.json", b"9" * 5_000, "In {file} staat geen geldige JSON (als JSON: "),
    ],
)
def test_a_file_that_holds_no_situation_says_what_is_wrong(
    jeugdregio: Any, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ended = jeugdregio("check", str(file))
    assert (ended.status, ended.out) == (64, "")
    assert ended.err.startswith(told.format(file=file))


def test_a_missing_file_is_named(jeugdregio: Any) -> None:
    ended = jeugdregio("check", "weg.toml")
    assert (ended.status, ended.err) == (64, "Het bestand weg.toml bestaat niet.\n")


def test_a_folder_or_an_impossible_name_is_no_file(jeugdregio: Any, tmp_path: Path) -> None:
    for name in (str(tmp_path), "a\0b"):
        ended = jeugdregio("check", name)
        assert ended.status == 64
        assert "kan niet worden gelezen" in ended.err


def test_every_problem_is_told_by_its_place(jeugdregio: Any) -> None:
    question = QUESTION | {"request": {"start": "morgen", "begin": "2025-04-01"}, "kind": "OUD"}
    ended = jeugdregio("check", "-", stdin=json.dumps(question))
    assert (ended.status, ended.out) == (64, "")
    assert "kind: 'OUD' is geen geldige keuze." in ended.err
    assert "request.start: 'morgen' is geen datum." in ended.err
    assert "request.begin: Dit veld bestaat niet." in ended.err


@pytest.mark.parametrize("question", [{}, {"region": None}, {"region": 3}, {"region": ["a"]}])
def test_a_question_without_a_region_names_the_region(jeugdregio: Any, question: Any) -> None:
    ended = jeugdregio("check", "-", stdin=json.dumps(question))
    assert ended.status == 64
    assert ended.err.startswith("region: ")


@pytest.mark.parametrize("stdin", ["", "null", '"x"', "NaN", '{"region": NaN}'])
def test_nonsense_on_standard_input_never_gives_a_traceback(jeugdregio: Any, stdin: str) -> None:
    ended = jeugdregio("check", "-", stdin=stdin)
    assert (ended.status, ended.out) == (64, "")
    assert "Traceback" not in ended.err
