"""The glossary binds Dutch words to names that exist."""

from __future__ import annotations

import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
NAMES = re.findall(r"^\| [^|]+ \| [^|]+ \| `([\w.]+)` \|", GLOSSARY.read_text("utf-8"), re.M)


def test_the_glossary_is_read() -> None:
    assert len(NAMES) > 25


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_the_glossary_exists_in_the_core(name: str) -> None:
    assert resolve_name(f"jeugdregio_core.{name}")
