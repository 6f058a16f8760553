"""What schemathesis looks at in an answer to a GraphQL operation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

FAULTS = {"INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "DEADLINE_EXCEEDED"}
SECONDS = 2
_ROOT = Path(__file__).parents[2]
_REGIONS = sorted(path.parent.name for path in _ROOT.glob("plugins/*/pyproject.toml"))
_DAYS = st.dates().map(lambda day: day.isoformat())
_ODD = st.text(max_size=20)

for name, values in {
    "ID": st.sampled_from(_REGIONS) | _ODD,
    "Date": _DAYS | _ODD,
    "DateTime": st.datetimes().map(lambda moment: f"{moment.isoformat()}+01:00") | _ODD,
}.items():
    schemathesis.graphql.scalar(name, values.map(nodes.String))


@schemathesis.check
def no_fault(_context: Any, response: Any, _case: Any) -> None:
    """An answer to the question, without an error that is ours."""
    assert response.status_code in (200, 400), f"status {response.status_code}"
    codes = {error["extensions"]["code"] for error in response.json().get("errors", ())}
    assert not codes & FAULTS, f"{codes & FAULTS}"


@schemathesis.check
def answered_in_time(_context: Any, response: Any, _case: Any) -> None:
    """An answer within two seconds."""
    assert response.elapsed < SECONDS, f"{response.elapsed:.1f} s"
