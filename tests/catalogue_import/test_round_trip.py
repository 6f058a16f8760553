"""What is given back can be loaded again, as CSV and as workbook, and then nothing changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.own_tables import Organisation, problems

from jeugdregio_core.model.period import Period
from jeugdregio_core.own_tables.cells import read_text
from jeugdregio_core.own_tables.examples import examples
from jeugdregio_core.own_tables.filled import unwatched
from jeugdregio_core.own_tables.loading import Loader
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.own_tables.sheets import read_sheets
from jeugdregio_core.own_tables.tables import Table, tables_of
from jeugdregio_core.own_tables.templates import template_of
from jeugdregio_core.own_tables.writing import Grid, csv_text, grids, save_csv
from jeugdregio_core.own_tables.xlsx_writing import save_xlsx
from jeugdregio_core.registry import Registry, load_registry
from jeugdregio_core.store.transaction import Store, open_store

INSTALLED = load_registry()
REGIONS = sorted(INSTALLED.rulebooks)

each_region = pytest.mark.parametrize("region", REGIONS)


@pytest.fixture
def database(sqlite_database: str) -> str:
    """A file is the same whatever the database: one of them will do."""
    return sqlite_database


def _example(there: Organisation) -> Path:
    """A workbook with the example of every table."""
    shown = examples(there.rulebook)
    sheets: dict[str, Grid] = {}
    for name, table in tables_of(there.rulebook).items():
        headings: list[Any] = [column.heading for column in table.columns]
        sheets[name] = [headings, [shown[name].get(column.name) for column in table.columns]]
    file = there.folder / "voorbeeld.xlsx"
    save_xlsx(file, sheets)
    return file


@each_region
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_table_of_a_region_goes_out_and_in_again(
    store: Store, registry: Registry, tmp_path: Path, region: str, form: str,
    empty_elsewhere: Store,
) -> None:  # fmt: skip
    there = Organisation(store, registry, region, tmp_path)
    assert problems(there.load(_example(there))) == []
    tables = tables_of(there.rulebook)
    assert {row.table for row in there.rows()} == {*tables}
    files = _given_back(grids(tables, there.rows()), form, tmp_path / "uit")
    elsewhere = Organisation(empty_elsewhere, registry, region, tmp_path)
    for file in files:
        again = there.load(file)
        assert (problems(again), again.changes) == ([], ())
    for name in tables if form == "csv" else ["tabellen"]:
        made = elsewhere.load(tmp_path / "uit" / f"{name}.{form}", overrule=False)
        assert problems(made) == []
    assert elsewhere.rows() == there.rows()
    assert elsewhere.current().stamp == there.current().stamp


def _given_back(sheets: dict[str, Grid], form: str, folder: Path) -> list[Path]:
    folder.mkdir()
    if form == "csv":
        save_csv(folder, sheets)
    else:
        save_xlsx(folder / "tabellen.xlsx", sheets)
    return sorted(folder.iterdir())


@pytest.fixture
def empty_elsewhere(databases: Any) -> Iterator[Store]:
    with databases.migrated("sqlite") as url, open_store(url) as store:
        yield store


@each_region
def test_a_template_holds_headings_and_an_example_that_can_be_uncommented(
    store: Store, registry: Registry, tmp_path: Path, region: str
) -> None:
    there = Organisation(store, registry, region, tmp_path)
    for name in tables_of(there.rulebook):
        lines = template_of(there.rulebook, name).text().splitlines()
        assert lines[-2] == "# Voorbeeld:"
        made = there.load_csv(name, lines[0], *lines[1:-1], lines[-1].removeprefix("# "))
        assert problems(made) == []
        empty = there.load_csv(name, *lines)
        assert (problems(empty), empty.changes) == ([], ())
        file = tmp_path / f"{name}.xlsx"
        template_of(there.rulebook, name).save(file)
        made = there.load(file)
        assert (problems(made), made.changes) == ([], ())


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
).map(lambda text: read_text(f"a{text}"))
CODES = st.from_regex("[A-Za-z0-9][A-Za-z0-9_.-]{0,8}", fullmatch=True)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "amount": st.integers(1, 2**31 - 1),
    "code": st.from_regex("[A-Za-z0-9]{1,5}", fullmatch=True),
    "category": st.from_regex("[0-9]{2}", fullmatch=True),
    "value": st.decimals(0, 999_999, places=4).map(lambda n: f"{n.normalize():f}"),
    "quantity": WORDS,
    "condition": WORDS,
    "name": WORDS,
    "subject": CODES,
}


def _values(table: Table, column: Any) -> st.SearchStrategy[Any]:
    if column.kind.shape.startswith("een van"):
        labels = column.kind.shape.removeprefix("een van: ").split(", ")
        return st.sampled_from(labels).map(column.kind.read)
    if column.kind.shape.startswith("een getal,"):
        return VALUES["value"]
    if column.name == "unit":
        return WORDS
    return VALUES.get(column.name, CODES)


@st.composite
def _rows(draw: st.DrawFn, table: Table) -> Row:
    cells = {
        column.name: draw(_values(table, column))
        for column in table.own
        if column.needed or draw(st.booleans())
    }
    day = st.dates(date(2000, 1, 1), date(2100, 12, 31))
    first, last = sorted([draw(day), draw(day)])
    return Row(
        table=table.name,
        key=table.key_of(cells),
        cells={name: value for name, value in cells.items() if value is not None},
        valid=Period(first, draw(st.sampled_from([last, None]))),
        document=draw(WORDS),
    )


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.identity)


@pytest.mark.parametrize("table", ["tarieven", "diensten", "normen", "stapelen", "arrangementen"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_row_comes_back_as_it_was(table: str, data: st.DataObject) -> None:
    region = "friesland" if table == "arrangementen" else "zhz"
    rulebook = INSTALLED.rulebook(region)
    tables = tables_of(rulebook)
    drawn = data.draw(st.lists(_rows(tables[table]), max_size=5, unique_by=lambda r: r.identity))
    sheets = grids(tables, drawn)
    with TemporaryDirectory() as folder:
        for file in (Path(folder) / f"{table}.csv", Path(folder) / f"{table}.xlsx"):
            if not drawn:
                continue
            if file.suffix == ".csv":
                file.write_text(csv_text(sheets[table]), "utf-8")
            else:
                save_xlsx(file, sheets)
            read = Loader(rulebook, unwatched).read(read_sheets(file), table)
            assert [str(problem) for problem in read.problems] == []
            assert _in_order(read.rows) == _in_order(drawn)
