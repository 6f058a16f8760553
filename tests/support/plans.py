"""How a database answers a statement: does it go through a whole table?"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Engine


def whole_tables(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """The steps of the plan that go through a table from end to end.

    PostgreSQL does so gladly while a table is small; here only where there is no other way.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plan = [str(row[3]) for row in rows]
            return [line for line in plan if re.match(r"SCAN (?!page|reported|\(subquery)", line)]
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        plan = [str(row[0]) for row in rows]
        return [line for line in plan if "Seq Scan" in line]
