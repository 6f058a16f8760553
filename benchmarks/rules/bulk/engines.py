"""The engines. Each is prepared once and then judges all rows, as often as it is asked.

What is prepared is what a what-if has ready: the rows. The tables are built again every time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from importlib import import_module
from typing import Any

import numpy as np
from benchmarks.rules.bulk.exported import LookUp, Scene
from numpy.typing import NDArray

from jeugdregio_core.columns.verdicts import Table

Verdicts = NDArray[np.int64]
Judge = Callable[[], Verdicts]

ZEN_ROWS = 20_000
"""So many rows zen-engine judges; it would take minutes for all."""


def ours(scene: Scene) -> Judge:
    """This project: every declared rule of the region is another object each time, as after a
    proposal, so that no table is kept."""
    table = Table(scene.columns)
    table.decide(scene.rulebook)

    def judge() -> Verdicts:
        changed = tuple(replace(rule) for rule in scene.rulebook.rules)
        return table.decide(replace(scene.rulebook, rules=changed)).verdicts.astype(np.int64)

    return judge


_YEAR = "2025"


def duckdb(scene: Scene) -> Judge:
    """duckdb: the tables are joined to the rows."""
    duck: Any = import_module("duckdb")
    connection, given = duck.connect(), scene.exported()
    rows = {"id": np.arange(len(scene.columns))} | given.rows
    rows = {name: numbers.astype(np.int32) for name, numbers in rows.items()}
    connection.register("given", rows)
    connection.execute("CREATE TABLE rows AS SELECT * FROM given")

    def judge() -> Verdicts:
        joins, said = [], []
        for number, held in enumerate(given.tables):
            named = dict(zip(held.names, held.keys.T.astype(np.int32), strict=True))
            connection.register(f"look_up_{number}", named | {"verdict": held.verdicts})
            on = " AND ".join(f"rows.{name} = t{number}.{name}" for name in held.names)
            joins.append(f"LEFT JOIN look_up_{number} t{number} ON {on}")
            said.append(f"coalesce(t{number}.verdict, 0)")
        found = connection.execute(  # the names are ours
            f"SELECT id, greatest({', '.join(said)}) AS verdict FROM rows {' '.join(joins)}"
        ).fetchnumpy()
        verdicts = np.empty(len(scene.columns), np.int64)
        verdicts[found["id"]] = found["verdict"]
        return verdicts

    return judge


def _position(held: LookUp, rows: Mapping[str, NDArray[np.int64]]) -> tuple[Any, Any]:
    """The place of rows in a table laid out in full, and that table."""
    sizes = held.keys.max(axis=0) + 1
    full = np.zeros(int(sizes.prod()) + 1, np.int64)
    full[np.ravel_multi_index(tuple(held.keys.T), tuple(sizes))] = held.verdicts
    place = np.zeros(len(next(iter(rows.values()))), np.int64)
    known = np.ones(len(place), np.bool_)
    for name, size in zip(held.names, sizes, strict=True):
        place = place * size + rows[name]
        known &= (rows[name] >= 0) & (rows[name] < size)
    return np.where(known, place, len(full) - 1), full


def openfisca(scene: Scene) -> Judge:
    """openfisca-core: a variable per table, whose formula looks up numpy arrays."""
    core = import_module("openfisca_core.entities")
    periods: Any = import_module("openfisca_core.periods")
    builder: Any = import_module("openfisca_core.simulation_builder")
    benefits: Any = import_module("openfisca_core.taxbenefitsystems")
    variables: Any = import_module("openfisca_core.variables")
    given = scene.exported()
    row = core.Entity("row", "rows", "A row", "")
    system = benefits.TaxBenefitSystem([row])
    base = {"value_type": int, "entity": row, "definition_period": periods.DateUnit.YEAR}
    for name in given.rows:
        system.add_variable(type(name, (variables.Variable,), dict(base)))
    for number, held in enumerate(given.tables):

        def formula(population: Any, period: Any, _parameters: Any, held: LookUp = held) -> Any:
            rows = {name: population(name, period) for name in held.names}
            place, full = _position(held, rows)
            return full[place]

        system.add_variable(
            type(f"said_{number}", (variables.Variable,), base | {"formula": formula})
        )

    def whole(population: Any, period: Any, _parameters: Any) -> Any:
        said = (population(f"said_{n}", period) for n in range(len(given.tables)))
        return reduce(np.maximum, said)

    system.add_variable(type("verdict", (variables.Variable,), base | {"formula": whole}))
    simulation = builder.SimulationBuilder().build_default_simulation(system, len(scene.columns))
    for name, numbers in given.rows.items():
        simulation.set_input(name, _YEAR, numbers)
    computed = [*(f"said_{n}" for n in range(len(given.tables))), "verdict"]

    def judge() -> Verdicts:
        for name in computed:
            simulation.delete_arrays(name)
        verdicts: Verdicts = simulation.calculate("verdict", _YEAR).astype(np.int64)
        return verdicts

    return judge


def zen(scene: Scene) -> Judge:
    """zen-engine: a decision table per look-up table, and a batch of rows as JSON objects."""
    engine: Any = import_module("zen")
    given = scene.exported()
    names = list(given.rows)
    columns = [given.rows[name][:ZEN_ROWS].tolist() for name in names]
    batch = [
        {"key": "rules", "context": dict(zip(names, row, strict=True))}
        for row in zip(*columns, strict=True)
    ]

    def judge() -> Verdicts:
        model = _model(given.tables)
        held = engine.ZenEngine({"loader": {"type": "static", "content": {"rules": model}}})
        return np.array([one["data"]["result"]["verdict"] for one in held.evaluate_batch(batch)])

    return judge


def _model(tables: tuple[LookUp, ...]) -> dict[str, Any]:
    said = [f"said_{number}" for number in range(len(tables))]
    strictest = {"id": "v", "key": "verdict", "value": f"max([{', '.join(said)}])"}
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "out", "type": "outputNode", "name": "out"},
        {
            "id": "all",
            "type": "expressionNode",
            "name": "all",
            "content": {"expressions": [strictest]},
        },
        *(_decision_table(name, held) for name, held in zip(said, tables, strict=True)),
    ]
    edges = [("in", name) for name in said] + [(name, "all") for name in said] + [("all", "out")]
    drawn = [
        {"id": f"e{number}", "sourceId": first, "targetId": second}
        for number, (first, second) in enumerate(edges)
    ]
    return {"nodes": nodes, "edges": drawn}


def _decision_table(name: str, held: LookUp) -> dict[str, Any]:
    rules = [
        {"_id": f"r{number}", "o": str(verdict)}
        | {column: str(key) for column, key in zip(held.names, keys, strict=True)}
        for number, (keys, verdict) in enumerate(
            zip(held.keys.tolist(), held.verdicts.tolist(), strict=True)
        )
    ]
    rules.append({"_id": "rest", "o": "0"} | dict.fromkeys(held.names, ""))
    return {
        "id": name,
        "type": "decisionTableNode",
        "name": name,
        "content": {
            "hitPolicy": "first",
            "inputs": [{"id": one, "name": one, "field": one} for one in held.names],
            "outputs": [{"id": "o", "name": "o", "field": name}],
            "rules": rules,
        },
    }


ENGINES: Mapping[str, Callable[[Scene], Judge]] = {
    "this project": ours,
    "duckdb": duckdb,
    "openfisca-core": openfisca,
    "zen-engine": zen,
}
