"""The page on identity: its examples are settings that work, and it names every setting."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from jeugdregio_api.access.issuers import Algorithm, ClaimMapping, Issuer
from jeugdregio_api.settings import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "deployers" / "identity.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.+?)```", PAGE, re.DOTALL)

Read = Callable[[str], Any]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    def read(text: str) -> Any:
        file = tmp_path / "issuers.toml"
        file.write_text(text, "utf-8")
        monkeypatch.setenv("JEUGDREGIO_ISSUERS", str(file))
        return read_settings().issuers

    return read


def test_every_example_can_be_used_alone_and_together(read: Read) -> None:
    assert len(EXAMPLES) == 2
    assert [len(read(example)) for example in EXAMPLES] == [1, 1]
    assert len(read("\n".join(EXAMPLES))) == 2


def test_every_name_and_its_default_is_on_the_page() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*?) ?\|", PAGE, re.MULTILINE))
    for name, field in Issuer.model_fields.items():
        assert name in rows
        assert (rows[name] == "required") == field.is_required(), name
    assert {*ClaimMapping.model_fields} <= {*rows}
    assert f"`{Issuer.model_fields['leeway_seconds'].default}`" == rows["leeway_seconds"]
    assert f"`{Issuer.model_fields['keys_last_seconds'].default}`" == rows["keys_last_seconds"]
    assert all(f"`{name}`" in PAGE for name in get_args(Algorithm))
