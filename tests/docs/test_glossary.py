"""The glossary binds Dutch words to names that exist."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
NAMES = re.findall(r"^\| [^|]+ \| [^|]+ \| `([\w.]+)` \|", GLOSSARY.read_text("utf-8"), re.M)


def test_the_glossary_is_read() -> None:
    assert len(NAMES) > 25


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_the_glossary_exists_in_the_core(name: str) -> None:
    *modules, last = name.split(".")
    holder = import_module("jeugdregio_core")
    for part in modules:
        holder = getattr(holder, part)
    assert hasattr(holder, last)
