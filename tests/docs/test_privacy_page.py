"""The page about privacy names settings, commands and fields as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from tests.support.rows import NOON

from jeugdregio_core.cli.commands import build_app
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import tables, terms
from jeugdregio_core.store.access_log import nen_7513

PAGE = (Path(__file__).parents[2] / "docs/deployers/privacy.md").read_text("utf-8")
COMMANDS = sorted(set(re.findall(r"jeugdregio ((?:audit|file|retention) \w+)", PAGE)))
TABLE = re.findall(r"^\| (.+?) \| (.+?) \|", PAGE.partition("### The fields of NEN")[2], re.M)


def test_every_setting_is_on_the_page_with_its_default() -> None:
    usual = terms.Terms()
    assert f"| `{terms.FILE}` | `{usual.file[0].years}` |" in PAGE
    assert f"| `{terms.PROTECTION}` | `{terms.UNKNOWN}` |" in PAGE
    assert usual.protection == ()
    assert f"| `{terms.ANSWERS}` | `{usual.answer_days}` |" in PAGE
    names = {terms.FILE, terms.PROTECTION, terms.ANSWERS}
    assert set(re.findall(r"JEUGDREGIO_\w+", PAGE)) == names


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_on_the_page_is_there(command: str) -> None:
    group, name = command.split()
    root = typer.main.get_command(build_app())
    found = root.get_command(None, group)  # type: ignore[attr-defined]
    assert name in found.list_commands(None)


def _fields(said: object) -> set[str]:
    if isinstance(said, dict):
        return {*said} | {name for part in said.values() for name in _fields(part)}
    if isinstance(said, list):
        return {name for part in said for name in _fields(part)}
    return set()


def test_every_field_that_is_told_is_in_the_table_of_nen_7513() -> None:
    line = tables.AuditLine(
        region="voorbeeld",
        sequence=1,
        at=NOON,
        actor="medewerker-1",
        role="MUNICIPALITY",
        action=AuditAction.READ,
        object_type="client",
        object_id="1",
        operation="referrals",
        outcome="ok",
        form=2,
        organisation="0405",
        purpose="HELP",
        trace="00-1-2-01",
        pseudonym="p",
        previous_hash="0",
        hash="1",
    )
    told = _fields(nen_7513(line)) - {"Event", "Users", "Objects", "Source"}
    named = {
        name if name[0] != "-" else f"ParticipantObject{name[1:]}"
        for cell, here in TABLE
        if "not kept" not in here
        for name in re.split(", | of ", cell)
    }
    assert told <= named
    assert len(told) == 14
