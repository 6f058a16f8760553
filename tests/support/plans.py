"""How the database goes about a statement."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Engine


def plan(engine: Engine, statement: str, parameters: Any, *without: str) -> list[str]:
    """Every step of the plan. PostgreSQL does without these, so that few rows say as much as many.

    They are named as its settings do: ``seqscan``, ``bitmapscan``, ``sort``.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return [str(row[3]) for row in rows]
        for name in without:
            connection.exec_driver_sql(f"SET LOCAL enable_{name} = off")
        rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        return [str(row[0]) for row in rows]


def whole_tables(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """The steps of the plan that go through a table from end to end."""
    whole = "SCAN (?!page|reported|asked|came|contracted|json_each|\\(subquery)|.*Seq Scan"
    steps = plan(engine, statement, parameters, "seqscan")
    return [line for line in steps if re.match(whole, line)]
