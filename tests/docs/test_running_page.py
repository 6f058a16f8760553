"""The page about running a region, and the files beside it, name only what there is."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from tests.support.asking import Asker
from tests.support.counter import service

from jeugdregio_api.settings import Settings
from jeugdregio_core.cli import main
from jeugdregio_core.store.transaction import Store

ROOT = Path(__file__).parents[2]
FILES = ROOT / "docs" / "deployers" / "files"
PAGE = (ROOT / "docs" / "deployers" / "running.md").read_text("utf-8")
UNITS = [path.read_text("utf-8") for path in FILES.glob("*.service")]
CONTAINER = (FILES / "Containerfile").read_text("utf-8")
EXAMPLE = (FILES / "settings.example").read_text("utf-8")
EVERYWHERE = "\n".join([PAGE, CONTAINER, EXAMPLE, *UNITS])
_COMMAND = r"(?:^|`|^Exec\w+=)(?:/opt/jeugdregio/bin/)?jeugdregio ((?:[a-z-]+ ?){1,2})"
COMMANDS = sorted(
    {found.strip() for found in re.findall(_COMMAND, "\n".join([PAGE, *UNITS]), re.M)}
)


def test_every_setting_that_is_named_exists() -> None:
    named = {name.lower() for name in re.findall(r"JEUGDREGIO_([A-Z_]+)", EVERYWHERE)}
    assert len(named) >= 7
    assert named <= set(Settings.model_fields)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_is_named_exists(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(command)
    groups = {"db", "audit", "catalogue", "providers", "retention", "webhooks"}
    asked = words[: 2 if words[0] in groups else 1]
    with pytest.raises(SystemExit) as ended:
        main([*asked, "--help"])
    assert (ended.value.code or 0) == 0, capsys.readouterr()


def test_every_metric_on_the_page_is_counted(store: Store) -> None:
    told = Asker(service(store)).get("/metrics").text
    named = {name.removesuffix("_total") for name in re.findall(r"`(jeugdregio_[a-z_]+)`", PAGE)}
    assert len(named) == 7
    assert [name for name in sorted(named) if f"# HELP {name}" not in told] == []


def test_every_file_that_is_named_is_there() -> None:
    linked = set(re.findall(r"\]\(files/([^)]+)\)", PAGE))
    assert linked == {path.name for path in FILES.iterdir()}


def test_the_container_runs_without_rights_and_installs_what_is_tested() -> None:
    last = CONTAINER.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001$", last, re.M)
    assert "-c constraints.txt" in CONTAINER
    for unit in UNITS:
        assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "User=jeugdregio"} <= {*unit.split()}


def test_what_the_software_says_of_itself_to_other_authorities_is_right() -> None:
    said = (ROOT / "publiccode.yml").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f'softwareVersion: "{project["version"]}"' in said
    assert f"license: {project['license']}" in said
    (short,) = re.findall(r'shortDescription: "(.*)"', said)
    assert len(short) <= 150
    long = said.partition("longDescription: |\n")[2].partition("    features:")[0]
    assert 150 <= len(" ".join(long.split())) <= 10_000
