"""A file that cannot be used is refused in words, whatever is in it; nothing of it is believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from tests.support.own_tables import workbook

from jeugdregio_core.own_tables.cells import Unusable
from jeugdregio_core.own_tables.sheets import LARGEST, MOST_LINES, Sheet, Unreadable, read_sheets

HEADING = ["spic", "bedrag"]


def _refused(file: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read_sheets(file)
    return str(refused.value)


def _csv(folder: Path, content: bytes) -> Sheet:
    file = folder / "tarieven.csv"
    file.write_bytes(content)
    (sheet,) = read_sheets(file)
    return sheet


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_kind_of_csv_that_people_have_is_read(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    lines = [separator.join(line) for line in (["dienst", "naam"], ["1", "Cliënten €"])]
    sheet = _csv(tmp_path, end.join([*lines, ""]).encode(encoding))
    assert sheet == Sheet("tarieven", [(1, ("dienst", "naam")), (2, ("1", "Cliënten €"))])


def test_a_line_keeps_its_number_in_the_file(tmp_path: Path) -> None:
    content = b'a;b\n# uitleg;"niet"\n\n1;"twee\nregels"\n;\n3;4\n'
    numbers = [number for number, _ in _csv(tmp_path, content).lines]
    assert numbers == [1, 4, 7]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b"PK\x03\x04rest", "geen CSV-bestand, maar werkmap (.xlsx)"),
        ("t.csv", b"%PDF-1.7", "geen CSV-bestand, maar een PDF"),
        ("t.csv", "a;b".encode("utf-16"), "geen CSV-bestand, maar tekst in UTF-16"),
        ("t.csv", b"a;b\0", "iets anders dan tekst"),
        ("t.csv", b"a;\x81b", "De tekens in het bestand zijn niet te lezen"),
        ("t.csv", b'a;b\n1;"2\n3;4', "Regel 2 is niet te lezen. Controleer de aanhalingstekens"),
        ("t.csv", b"a;b\n1;" + b"2" * 200_000, "Regel 2 is niet te lezen"),
        ("t.csv", b";".join([b"a"] * 60), "Regel 1 heeft meer dan 50 kolommen"),
        ("t.xlsx", b"a;b\n1;2", "geen XLSX-bestand, maar tekst (.csv)"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0rest", "een oude of beveiligde werkmap (.xls)"),
        ("t.xlsx", b"PK\x03\x04rest", "De werkmap is beschadigd of is geen werkmap"),
        ("t.xls", b"\xd0\xcf\x11\xe0", "Geef een bestand .csv of .xlsx"),
        ("t.ods", b"PK\x03\x04", "Geef een bestand .csv of .xlsx"),
        ("t", b"a;b", "Geef een bestand .csv of .xlsx"),
    ],
)
def test_a_file_that_is_not_what_it_should_be(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert said in _refused(file)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    assert "bestaat niet" in _refused(tmp_path / "weg.csv")
    assert "kan niet worden gelezen" in _refused(tmp_path)


def test_a_file_of_30_megabytes_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "tarieven.csv"
    with file.open("wb") as opened:
        opened.truncate(30 * 2**20)
    assert f"groter dan {LARGEST >> 20} MB" in _refused(file)


def test_a_file_with_too_many_lines(tmp_path: Path) -> None:
    content = b"a;b\n" + b"1;2\n" * (MOST_LINES + 1)
    file = tmp_path / "tarieven.csv"
    file.write_bytes(content)
    assert f"meer dan {MOST_LINES} regels" in _refused(file)


def test_a_workbook_gives_figures_and_days_as_they_are(tmp_path: Path) -> None:
    line = [1, 2.5, "tekst", True, date(2026, 1, 1), datetime(2026, 1, 2), None]
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING, line], leeg=[])
    (sheet,) = read_sheets(file)
    assert sheet.name == "tarieven"
    number, cells = sheet.lines[1]
    assert number == 2
    assert cells[:6] == (
        1,
        2.5,
        "tekst",
        True,
        datetime(2026, 1, 1),
        datetime(2026, 1, 2),
    )
    assert set(cells[6:]) == {None}


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("=1+1", "bevat een formule. Plak alleen de waarde"),
        ("#N/A", "bevat een fout (#N/A)"),
        (time(12, 30), "bevat een tijd of iets anders dat hier niet kan"),
    ],
)
def test_a_cell_without_a_value_of_its_own_says_why(tmp_path: Path, value: Any, why: str) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING, ["A1", value]])
    (sheet,) = read_sheets(file)
    assert sheet.lines[1][1][1] == Unusable(why)


def test_merged_cells_are_refused_by_name(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "tarieven"
    for line in (HEADING, ["A1", 1], [None, 2]):
        sheet.append(line)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "t.xlsx")
    said = _refused(tmp_path / "t.xlsx")
    assert said == ("Blad tarieven heeft samengevoegde cellen: A2:A3. Splits ze en vul elke cel.")


def _rewritten(file: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """The workbook with one of its parts changed, as no honest program makes it."""
    content = file.read_bytes()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, change(held) if name == part else held)


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING])
    _rewritten(file, SHEET, lambda held: held + b" " * (70 * 2**20))
    assert file.stat().st_size < 2**20
    assert "uitgepakt te groot (70 MB). Er mag hoogstens 60 MB in" in _refused(file)


def test_a_workbook_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING] * 2000)
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo(SHEET).file_size
    lying = file.read_bytes().replace(size.to_bytes(4, "little"), (64).to_bytes(4, "little"))
    file.write_bytes(lying)
    assert "De werkmap is beschadigd" in _refused(file)


def _repeating(depth: int) -> Callable[[bytes], bytes]:
    """A word that stands for ten words, which each stand for ten words, and so on."""
    words = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, depth + 1)
    )
    begin = b'<!DOCTYPE worksheet [<!ENTITY l0 "lol">' + words + b"]>"
    return lambda held: begin + held.replace(b"<sheetData>", b"<sheetData>&l%d;" % depth)


def test_a_workbook_that_repeats_itself_without_end_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING])
    _rewritten(file, SHEET, _repeating(2))
    assert len(read_sheets(file)) == 1
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING])
    _rewritten(file, SHEET, _repeating(9))
    assert "De werkmap is beschadigd" in _refused(file)


def test_a_workbook_that_says_it_is_smaller_than_it_is_is_read_whole(tmp_path: Path) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING, ["A1", 1], ["A2", 2]])
    _rewritten(file, SHEET, lambda held: held.replace(b'ref="A1:B3"', b'ref="A1:A1"'))
    (sheet,) = read_sheets(file)
    assert [cells[:2] for _, cells in sheet.lines] == [("spic", "bedrag"), ("A1", 1), ("A2", 2)]


def test_a_workbook_with_a_cell_in_the_last_column_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active["XFD1"] = "ver weg"
    book.active["AY1"] = "51"
    book.save(tmp_path / "t.xlsx")
    assert "heeft meer dan 50 kolommen" in _refused(tmp_path / "t.xlsx")


def test_a_damaged_part_is_no_traceback(tmp_path: Path) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING])
    _rewritten(file, "xl/workbook.xml", lambda held: held[:-20])
    assert "De werkmap is beschadigd" in _refused(file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("iets.txt", "niets")
    assert "De werkmap is beschadigd" in _refused(file)


def test_an_archive_of_a_later_kind_is_no_traceback(tmp_path: Path) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING])
    held = bytearray(file.read_bytes())
    held[held.index(b"PK\1\2") + 6] = 99  # the version that is needed to read the first part
    file.write_bytes(held)
    assert "De werkmap is beschadigd" in _refused(file)


def test_nothing_warns_about_what_the_library_leaves_out(tmp_path: Path) -> None:
    file = workbook(tmp_path / "t.xlsx", tarieven=[HEADING, ["A1", 1]])
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    _rewritten(file, SHEET, lambda held: held.replace(b"</worksheet>", extension + b"</worksheet>"))
    assert load_workbook(file, read_only=True).sheetnames == ["tarieven"]
    assert len(read_sheets(file)[0].lines) == 2
