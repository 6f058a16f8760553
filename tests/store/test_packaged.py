"""What is installed can build a database: the migrations travel with the program."""

from __future__ import annotations

from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

CORE = Path(__file__).parents[2] / "core"


def test_the_migrations_are_in_the_wheel() -> None:
    packed = {file.distribution_path for file in WheelBuilder(str(CORE)).recurse_included_files()}
    folder = "jeugdregio_core/store/migrations"
    there = {
        path.relative_to(CORE / "src").as_posix()
        for path in (CORE / "src" / folder).rglob("*")
        if path.suffix in (".py", ".mako")
    }
    assert {f"{folder}/env.py", f"{folder}/script.py.mako"} < there
    assert there <= packed
