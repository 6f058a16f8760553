"""A profile tells where the interpreter was, and below which of our functions."""

from __future__ import annotations

from benchmarks.pages.profile import below, by_function, by_package, read

_STACKS = [
    "run (.venv/lib/python3.11/site-packages/uvicorn/server.py:75);"
    "look (core/src/jeugdregio_core/casework/desk.py:182);"
    "look (core/src/jeugdregio_core/casework/desk.py:190);"
    "execute (.venv/lib/python3.11/site-packages/sqlalchemy/engine/base.py:14) 3",
    "run (uvicorn/server.py:75);look (jeugdregio_core/casework/desk.py:182) 1",
    "run (uvicorn/server.py:75);dumps (<string>:1) 1",
]


def test_a_function_is_named_by_its_package_wherever_that_is_installed() -> None:
    frames, count = read(_STACKS[0])
    assert frames[0] == "uvicorn/server.py: run"
    assert frames[1] == "jeugdregio_core/casework/desk.py: look"
    assert count == 3


def test_the_innermost_function_counts_for_its_package() -> None:
    found = by_package(map(read, _STACKS))
    assert found["sqlalchemy"] == 3
    assert found["jeugdregio_core"] == 1
    assert found.total() == 5


def test_the_innermost_function_is_where_the_interpreter_was() -> None:
    assert by_function(map(read, _STACKS))["sqlalchemy/engine/base.py: execute"] == 3


def test_a_function_of_ours_counts_once_with_all_below_it() -> None:
    assert below(map(read, _STACKS)) == {"jeugdregio_core/casework/desk.py: look": 4}
