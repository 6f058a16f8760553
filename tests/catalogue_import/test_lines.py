"""What is wrong with a line is told with its number, its column and what would be right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.own_tables import Organisation, problems, workbook

from jeugdregio_core.own_tables.report import complaints
from jeugdregio_core.own_tables.rows import Problem
from jeugdregio_core.own_tables.sheets import Unreadable
from jeugdregio_core.registry import Registry
from jeugdregio_core.store.transaction import Store, open_store

HEADINGS = {
    "arrangementen": "segment;profiel;intensiteit;productcode;eenheid;vanaf",
    "tarieven": "arrangement;aanbieder;bedrag;per;vanaf;tot en met",
    "diensten": "dienst;naam;segment;productcategorie;vanaf",
    "profielen": "profiel;naam;segment;vanaf",
    "intensiteiten": "intensiteit;naam;vanaf",
    "normen": "onderwerp;norm;waarde;eenheid;vanaf",
    "stapelen": "eerste;tweede;mag;voorwaarde;vanaf",
}


@pytest.fixture
def store(sqlite_database: str) -> Iterator[Store]:
    """Reading a file does not depend on the database: one of them will do."""
    with open_store(sqlite_database) as opened:
        yield opened


def _at(store: Store, registry: Registry, region: str, folder: Path) -> Organisation:
    return Organisation(store, registry, region, folder)


@pytest.mark.parametrize(
    ("region", "table", "line", "said"),
    [
        ("westfriesland", "arrangementen", "B;9;PE;509PE;;01-07-2025",
         "Profiel 9 bestaat niet in segment B van Jeugdhulp Westfriesland vanaf 1 juli 2025. "
         "Bekend: 1, 2, 3, 4, 5, 6, 7, 8."),
        ("westfriesland", "arrangementen", "X;1;PE;501PE;;01-07-2025",
         "Segment X bestaat op 1 juli 2025 niet in Jeugdhulp Westfriesland vanaf 1 juli 2025. "
         "Bekend: B, V, C."),
        ("westfriesland", "arrangementen", "B;1;XX;501XX;;01-07-2025",
         "Intensiteit XX bestaat niet in Jeugdhulp Westfriesland vanaf 1 juli 2025. "
         "Bekend: PE, IN, DL, DZ."),
        ("westfriesland", "arrangementen", "B;1;G;501G;;01-01-2019",
         "Intensiteit G bestaat niet voor profiel 1."),
        ("westfriesland", "arrangementen", "B;2;PE;501PE;;01-07-2025",
         "Code 501PE is al van B-1-PE."),
        ("westfriesland", "arrangementen", "B;1;PE;501PE;uur;01-07-2025",
         "Arrangement B-1-PE: de eenheid is al bekend: stuks (output) (Informatiesessie segment B "
         "voor jeugdhulpaanbieders, 8 mei 2025, Productcodes en PDC). De tabel zegt uur "
         "(Besluit 2026, tabel arrangementen)."),
        ("westfriesland", "arrangementen", "B;1;PE;501PE;;01-01-2010",
         "Op 1 januari 2010 geldt geen profielenset van Westfriesland. "
         "Bekend: 1 januari 2019 tot en met 30 juni 2025; vanaf 1 juli 2025."),
        ("westfriesland", "arrangementen", "B;1;A;501A;;01-01-2025",
         "Intensiteit A bestaat niet in Jeugdhulp Westfriesland vanaf 1 juli 2025. "
         "Bekend: PE, IN, DL, DZ."),
        ("westfriesland", "profielen", "1;Psychosociaal;B;01-07-2025",
         "Profiel 1: de naam is al bekend: Profiel 1 (Informatiesessie segment B voor "
         "jeugdhulpaanbieders, 8 mei 2025, Specialistische jeugdhulp segment B: profielen). "
         "De tabel zegt Psychosociaal (Besluit 2026, tabel profielen)."),
        ("westfriesland", "profielen", "9;Nieuw;B;01-07-2025",
         "Jeugdhulp Westfriesland vanaf 1 juli 2025: de lijst van profielen is al bekend: "
         "1, 2, 3, 4, 5, 6, 7, 8 (Informatiesessie segment B voor jeugdhulpaanbieders, "
         "8 mei 2025, De nieuwe overeenkomsten jeugdhulp). De tabel zegt 9 "
         "(Besluit 2026, tabel profielen)."),
        ("westfriesland", "diensten", "VERVOER;Vervoerscomponent;C;;01-07-2025",
         "Dienst VERVOER: het segment is al bekend: B (Informatiesessie segment B voor "
         "jeugdhulpaanbieders, 8 mei 2025, Componenten en producten). De tabel zegt C "
         "(Besluit 2026, tabel diensten)."),
        ("westfriesland", "tarieven", "501PE;;1,00;jaar;01-07-2025;",
         "Tarief van 501PE: waarvoor wordt betaald is al bekend: per maand (Informatiesessie "
         "segment B voor jeugdhulpaanbieders, 8 mei 2025, De nieuwe overeenkomsten jeugdhulp). "
         "De tabel zegt per jaar (Besluit 2026, tabel tarieven)."),
        ("westfriesland", "tarieven", "501PE;zorg_noord;1,00;maand;01-07-2025;",
         "Het tarief van 501PE is voor elke aanbieder gelijk. Laat de aanbieder weg."),
        ("westfriesland", "stapelen", "B;X;ja;;01-07-2025",
         "Segment X staat niet in de stapeltabel van de regio. Bekend: B, V, C."),
        ("westfriesland", "stapelen", "B;V;ja;;01-01-2020",
         "Op 1 januari 2020 geldt geen stapeltabel van Westfriesland. Bekend: vanaf 1 juli 2025."),
        ("westfriesland", "stapelen", "B;V;ja;de aanbieders verschillen;01-07-2025",
         "Noem een voorwaarde als stapelen alleen dan mag, en anders geen voorwaarde."),
        ("westfriesland", "stapelen", "B;V;voorwaarde;;01-07-2025",
         "Noem een voorwaarde als stapelen alleen dan mag, en anders geen voorwaarde."),
        ("zhz", "diensten", "45A48;Begeleiding;8;45;01-01-2022",
         "Segment 8 bestaat op 1 januari 2022 niet in Jeugdhulp Zuid-Holland Zuid vanaf 2022. "
         "Bekend: 1, 2, 3, 4, 5, 6, 7."),
        ("zhz", "normen", "45A99;duur;6;;01-01-2022", "'45A99' is geen code die de regio kent."),
        ("zhz", "normen", "4;leeftijd;6;;01-01-2022",
         "Het normenkader kent geen norm voor 'leeftijd'. "
         "Bekend: duur, intensiteit, personele mix."),
        ("zhz", "normen", "4;duur;6;weken;01-01-2022",
         "Norm 4-duur staat in 'weken'; het normenkader rekent voor duur in 'maanden'."),
        ("zhz", "normen", "4;duur;zes maanden;;01-01-2022",
         "'zes maanden' is geen getal zoals 6 of 2,5."),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_the_region(
    store: Store, registry: Registry, tmp_path: Path,
    region: str, table: str, line: str, said: str,
) -> None:  # fmt: skip
    there = _at(store, registry, region, tmp_path)
    found = problems(there.load_csv(table, HEADINGS[table], line))
    assert found == [f"{table}, regel 2: {said}"]
    assert there.rows() == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["arrangement;bedragg;per;vanaf"],
         ["regel 1: Kolom 'bedragg' hoort niet bij de tabel tarieven. Bedoel je 'bedrag'? Bekend: "
          "arrangement, aanbieder, bedrag, per, profielenset, vanaf, tot en met, bron.",
          "regel 1: In de kop ontbreekt: bedrag."]),
        (["arrangement;tarief"], ["regel 1: In de kop ontbreekt: per en vanaf."]),
        (["arrangement;spic;bedrag;per;vanaf"],
         ["regel 1: Kolom 'arrangement' staat er twee keer in."]),
        (["# alleen uitleg"], ["tarieven: Er staat niets in, ook geen kop."]),
        (["", "arrangement;bedrag;per;vanaf", "", "B-1-INTENSIEF;1,00;;01-01-2025"],
         ["regel 4, kolom per: Deze cel is leeg."]),
        (["arrangement;bedrag;per;vanaf;t/m", "B-1-INTENSIEF;1,00;traject;01-01-2025;31-12-2024"],
         ["regel 2, kolom tot en met: De periode eindigt op 31 december 2024, vóór het begin op "
          "1 januari 2025."]),
        (["arrangement;bedrag;per;vanaf", "B-1-INTENSIEF;1,00;traject;01-01-2025;extra"],
         ["regel 2: 'extra' staat in een kolom zonder kop."]),
        (["arrangement,bedrag,per,vanaf", "B-1-INTENSIEF,1,00,traject,01-01-2025"],
         ["regel 2: '01-01-2025' staat in een kolom zonder kop.",
          "regel 2, kolom per: '00' kan hier niet. Kies uit: per minuut, per uur, per dagdeel, "
          "per etmaal, per stuk, per maand, per jaar, voor het hele traject.",
          "regel 2, kolom vanaf: 'traject' is geen datum zoals 31-12-2026."]),
        (["arrangement;bedrag;per;vanaf", "B-1-INTENSIEF;1,00;traject;01-01-2025",
          "B-1-INTENSIEF;2,00;traject;01-01-2025"],
         ["regel 3: Deze rij staat er al in, op regel 2."]),
        (["arrangement;bedrag;per;vanaf", "=A1;-1;doos;31-02-2025"],
         ["regel 2, kolom arrangement: '=A1' begint als een formule. Begin met een letter of "
          "cijfer.",
          "regel 2, kolom bedrag: '-1' kan geen tarief zijn: dat is meer dan 0 en hoogstens 21 "
          "miljoen euro. Laat de rij weg als het tarief niet bekend is.",
          "regel 2, kolom per: 'doos' kan hier niet. Kies uit: per minuut, per uur, per dagdeel, "
          "per etmaal, per stuk, per maand, per jaar, voor het hele traject.",
          "regel 2, kolom vanaf: '31-02-2025' is geen datum zoals 31-12-2026."]),
        (["arrangement;bedrag;per;vanaf", "C-1-INTENSIEF;1,00;traject;01-01-2025"],
         ["regel 2: Het tarief van C-1-INTENSIEF verschilt per aanbieder. Noem de aanbieder. Gaat "
          "de rij over één profielenset, noem die dan: aa_zawa-2018, aa_zawa-zawa-2022."]),
        (["arrangement;bedrag;per;profielenset;vanaf",
          "B-1-INTENSIEF;1,00;traject;aa_zawa-2030;01-01-2025"],
         ["regel 2: Profielenset aa_zawa-2030 bestaat niet. Bekend: aa_zawa-2018, "
          "aa_zawa-zawa-2022."]),
    ],
)  # fmt: skip
def test_everything_that_is_wrong_is_told_at_once(
    store: Store, registry: Registry, tmp_path: Path, lines: list[str], said: list[str]
) -> None:
    there = _at(store, registry, "aa_zawa", tmp_path)
    found = problems(there.load_csv("tarieven", *lines))
    wanted = [s if s.startswith("tarieven") else f"tarieven, {s}" for s in said]
    assert sorted(found) == sorted(wanted)
    assert there.rows() == []


def test_a_formula_in_a_workbook_is_told_with_its_place(
    store: Store, registry: Registry, tmp_path: Path
) -> None:
    there = _at(store, registry, "aa_zawa", tmp_path)
    heading = ["arrangement", "bedrag", "per", "vanaf"]
    line = ["B-1-INTENSIEF", "=1000*1.03", "traject", "01-01-2025"]
    file = workbook(tmp_path / "tarieven.xlsx", tarieven=[heading, [], line])
    assert problems(there.load(file)) == [
        "tarieven, regel 3, kolom bedrag: De cel bevat een formule. Plak alleen de waarde."
    ]


def test_a_sheet_that_is_no_table_of_the_region(
    store: Store, registry: Registry, tmp_path: Path
) -> None:
    there = _at(store, registry, "zhz", tmp_path)
    lines = [["a"], ["b"]]
    for names in (["Blad1"], ["diensten", "arrangementen"]):
        file = workbook(tmp_path / "werkmap.xlsx", **dict.fromkeys(names, lines))
        with pytest.raises(Unreadable, match="is geen naam van een tabel"):
            there.load(file)
    file = workbook(tmp_path / "werkmap.xlsx", **{"diensten 1": lines, "diensten 2": lines})
    with pytest.raises(Unreadable, match="De tabel diensten staat er twee keer in"):
        there.load(file)
    file = workbook(tmp_path / "werkmap.xlsx", toelichting=lines)
    with pytest.raises(Unreadable, match="Er staat geen tabel in"):
        there.load(file)


def test_the_only_sheet_may_go_by_the_name_of_the_file(
    store: Store, registry: Registry, tmp_path: Path
) -> None:
    there = _at(store, registry, "zhz", tmp_path)
    lines: list[list[Any]] = [["dienst", "naam", "segment", "vanaf"]]
    lines += [["45A48", "Begeleiding", 4, "2022-01-01"]]
    file = workbook(tmp_path / "Diensten ZHZ 2026.xlsx", Blad1=lines)
    assert problems(there.load(file)) == []
    assert [row.key for row in there.rows()] == ["45A48"]


def test_a_thousand_problems_are_counted_and_a_hundred_shown() -> None:
    many = [Problem("tarieven", n, "fout.") for n in range(1000, 0, -1)]
    said = list(complaints([*many, Problem("normen", 3, "ook fout.")]))
    assert said[0] == "normen, regel 3: ook fout."
    assert said[1] == "tarieven, regel 1: fout."
    assert said[-1] == "tarieven: en nog 900 fouten."
    assert len(said) == 102
