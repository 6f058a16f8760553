"""Every allocation that a proposal changes, in a file."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jeugdregio_core.cli.own_files import watched
from jeugdregio_core.cli.what_if_words import said

if TYPE_CHECKING:
    from jeugdregio_core.columns.difference import Changed, Difference
    from jeugdregio_core.rules.rule import Rule

HEADINGS = ("gemeente", "nummer", "oordeel_nu", "oordeel_straks", "regel_nu", "regel_straks")
_AT_ONCE = 10_000


def unwritable(file: Path) -> str | None:
    """Why this file cannot be written here, in Dutch."""
    match file.suffix.lower():
        case ".csv":
            return None
        case ".parquet" if find_spec("pyarrow") is not None:
            return None
        case ".parquet":
            return (
                "Voor een Parquet-bestand is pyarrow nodig. Voer uit: "
                "pip install 'jeugdregio-core[parquet]'. Of kies een naam die eindigt op .csv."
            )
    return f"{file} kan niet. Kies een naam die eindigt op .csv of .parquet."


def write(difference: Difference, file: Path) -> int:
    """Write them, in a new file that only its owner reads; how many those are. Raises OSError."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as held:
        if file.suffix.lower() == ".parquet":
            _write_parquet(difference, held)
        else:
            _write_csv(difference, held)
    return difference.changed


def _parts(difference: Difference) -> Iterator[list[tuple[Any, ...]]]:
    starts = range(0, difference.changed, _AT_ONCE)
    for start in watched("veranderingen schrijven", starts):
        yield [_row(one) for one in difference.rows(_AT_ONCE, start)]


def _row(one: Changed) -> tuple[Any, ...]:
    return (
        one.municipality,
        one.number,
        said(one.before),
        said(one.after),
        _code(one.rule_before),
        _code(one.rule_after),
    )


def _code(rule: Rule | None) -> str | None:
    return rule.code if rule else None


def _write_csv(difference: Difference, held: Any) -> None:
    text = io.TextIOWrapper(held, "utf-8", newline="")
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    for part in _parts(difference):
        rows.writerows(part)
    text.flush()
    text.detach()


def _write_parquet(difference: Difference, held: Any) -> None:
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    kinds = [arrow.string(), arrow.int32(), *[arrow.string()] * 4]
    shape = arrow.schema(list(zip(HEADINGS, kinds, strict=True)))
    with parquet.ParquetWriter(held, shape) as writer:
        for part in _parts(difference):
            named = [dict(zip(HEADINGS, row, strict=True)) for row in part]
            writer.write_table(arrow.Table.from_pylist(named, schema=shape))
