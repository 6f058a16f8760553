"""An empty table, with an explanation and an example for who fills it in."""

from __future__ import annotations

from pathlib import Path

from jeugdregio_core.own_tables.cells import as_text
from jeugdregio_core.own_tables.examples import examples
from jeugdregio_core.own_tables.loading import EXPLANATION
from jeugdregio_core.own_tables.tables import tables_of
from jeugdregio_core.own_tables.writing import Grid, csv_text, grid, write_csv
from jeugdregio_core.rulebook import Rulebook


def text(rulebook: Rulebook, name: str) -> str:
    """The headings as CSV, and the explanation as remarks below them."""
    headings, (_, *explained) = _template(rulebook, name)
    remarks = [
        f"# {heading} ({'verplicht' if needed == 'ja' else 'mag leeg'}; {shape}): {about}\r\n"
        for heading, needed, shape, about, _ in explained
    ]
    example = csv_text([[shown for *_, shown in explained]])
    return "".join([csv_text(headings), *remarks, "# Voorbeeld:\r\n# ", example])


def save(rulebook: Rulebook, name: str, file: Path) -> None:
    """Save it; in a workbook the explanation is a sheet. Raises OSError."""
    if file.suffix.lower() == ".xlsx":
        from jeugdregio_core.own_tables.xlsx_writing import save_xlsx

        headings, explained = _template(rulebook, name)
        save_xlsx(file, {name: headings, EXPLANATION.capitalize(): explained})
    else:
        write_csv(file, text(rulebook, name))


def _template(rulebook: Rulebook, name: str) -> tuple[Grid, Grid]:
    table, example = tables_of(rulebook)[name], examples(rulebook)[name]
    explained: Grid = [["kolom", "verplicht", "vorm", "uitleg", "voorbeeld"]]
    for column in table.columns:
        needed = "ja" if column.needed else "nee"
        shown = as_text(example.get(column.name))
        explained.append([column.heading, needed, column.kind.shape, column.about, shown])
    return grid(table, ()), explained
