"""An empty table, with an explanation and an example for who fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jeugdregio_core.own_tables.cells import Cell, as_text
from jeugdregio_core.own_tables.columns import Column
from jeugdregio_core.own_tables.examples import examples
from jeugdregio_core.own_tables.sheets import EXPLANATION
from jeugdregio_core.own_tables.tables import tables_of
from jeugdregio_core.own_tables.writing import Grid, csv_text, write_csv
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook


@record
class Template:
    """A table without rows, and the cells of one row as an example."""

    name: str
    columns: tuple[Column, ...]
    example: Mapping[str, Cell]

    def text(self) -> str:
        """The headings as CSV, and the explanation as remarks below them."""
        _, *explained = self._explained
        remarks = [
            f"# {heading} ({'verplicht' if needed == 'ja' else 'mag leeg'}; {shape}): {about}\r\n"
            for heading, needed, shape, about, _ in explained
        ]
        example = csv_text([[shown for *_, shown in explained]])
        return "".join([csv_text(self._headings), *remarks, "# Voorbeeld:\r\n# ", example])

    def save(self, file: Path) -> None:
        """Save it; in a workbook the explanation is a sheet. Raises OSError."""
        if file.suffix.lower() == ".xlsx":
            from jeugdregio_core.own_tables.xlsx_writing import save_xlsx

            explained = {EXPLANATION.capitalize(): self._explained}
            save_xlsx(file, {self.name: self._headings, **explained})
        else:
            write_csv(file, self.text())

    @property
    def _headings(self) -> Grid:
        return [[column.heading for column in self.columns]]

    @property
    def _explained(self) -> Grid:
        explained: Grid = [["kolom", "verplicht", "vorm", "uitleg", "voorbeeld"]]
        for column in self.columns:
            needed = "ja" if column.needed else "nee"
            shown = as_text(self.example.get(column.name))
            explained.append([column.heading, needed, column.kind.shape, column.about, shown])
        return explained


def template_of(rulebook: Rulebook, name: str) -> Template:
    """The template of a table of the region."""
    return Template(name, tables_of(rulebook)[name].columns, examples(rulebook)[name])
