"""The integrator's commands on the command line: what they say, and how they end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conformance.conftest import PACKAGE, Edit, Install

from jeugdregio_core.cli import main

pytestmark = pytest.mark.usefixtures("one_process")

SILENT: Edit = ("access.py", '"Er is geen einddatum. Spreek af wanneer de hulp stopt."', '"Nee"')
NAMELESS: Edit = ("region.py", 'name="Proefland"', 'name=" "')


class Ended(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def jeugdregio(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, said.out, said.err)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_plugin_tells_the_level(install: Install, jeugdregio: Run) -> None:
    ended = jeugdregio("check-plugin", install(), "--level", "goud")
    assert ended.status == 0
    assert "jeugdregio-proefland 0.1.0: goud." in ended.out
    assert "Nog nodig" not in ended.out


def test_check_plugin_tells_what_is_missing_for_the_next_level(
    install: Install, jeugdregio: Run
) -> None:
    ended = jeugdregio("check-plugin", install(SILENT))
    assert ended.status == 0
    assert "proefland 0.1.0: brons." in ended.out
    assert "Nog nodig voor zilver:" in ended.out
    assert "eindigt niet op een punt" in ended.out


def test_check_plugin_ends_with_1_below_the_level_that_is_asked(
    install: Install, jeugdregio: Run
) -> None:
    install(SILENT)
    assert jeugdregio("check-plugin", PACKAGE, "--level", "zilver").status == 1


def test_check_plugin_ends_with_1_without_any_level(install: Install, jeugdregio: Run) -> None:
    ended = jeugdregio("check-plugin", install(NAMELESS))
    assert ended.status == 1
    assert "nog geen niveau" in ended.out
    assert "heeft geen naam" in ended.out


def test_check_plugin_tells_why_a_plugin_does_not_load(install: Install, jeugdregio: Run) -> None:
    ended = jeugdregio("check-plugin", install(("__init__.py", "@hookimpl", "raise OSError\n")))
    assert ended.status == 1
    assert "Nog nodig voor brons:" in ended.out
    assert "OSError" in ended.out


def test_check_plugin_speaks_json(install: Install, jeugdregio: Run) -> None:
    ended = jeugdregio("check-plugin", install(SILENT), "--json")
    view = json.loads(ended.out)
    assert (view["package"], view["level"]) == (PACKAGE, "brons")
    failing = [check["name"] for check in view["checks"] if check["failures"]]
    assert failing == ["sentences"]


def test_check_plugin_takes_the_name_of_the_distribution_too(
    install: Install, jeugdregio: Run
) -> None:
    install()
    assert jeugdregio("check-plugin", "jeugdregio-proefland").status == 0


@pytest.mark.parametrize("name", ["jeugdregio_nergens", "./plugins/proefland", "", "a..b"])
def test_check_plugin_of_what_is_not_installed_says_how_to_install(
    name: str, jeugdregio: Run
) -> None:
    ended = jeugdregio("check-plugin", name)
    assert ended.status == 64
    assert "pip install" in ended.err


def test_coverage_counts_the_numbered_rules(install: Install, jeugdregio: Run) -> None:
    install()
    ended = jeugdregio("coverage", "proefland")
    assert ended.status == 0
    assert "8 van 8 genummerde regels zijn aangetoond." in ended.out
    row = next(line for line in ended.out.splitlines() if "proefland-05" in line)
    assert "Een toewijzing duurt hoogstens 365 dagen." in row
    assert "PASSED, REFUSED, REVIEW" in row


def test_coverage_ends_with_1_when_a_rule_is_not_shown(install: Install, jeugdregio: Run) -> None:
    install(("cases/toewijzing.toml", 'expect.findings = { proefland-01 = "REFUSED" }\n', ""))
    ended = jeugdregio("coverage", "proefland")
    assert ended.status == 1
    assert "7 van 8" in ended.out
    assert "Nog niet aangetoond: proefland-01." in ended.err


def test_coverage_names_the_plugin_that_does_not_load(install: Install, jeugdregio: Run) -> None:
    install(("__init__.py", "@hookimpl", "raise OSError\n"))
    ended = jeugdregio("coverage", "proefland")
    assert ended.status == 1
    assert "jeugdregio-proefland 0.1.0" in ended.err


def test_coverage_of_a_region_that_is_not_installed_names_those_that_are(jeugdregio: Run) -> None:
    ended = jeugdregio("coverage", "nergens")
    assert ended.status == 64
    assert "Niet geïnstalleerd: nergens." in ended.err
    assert "westfriesland" in ended.err


@pytest.mark.parametrize(
    "name", ["Proef", "9straten", "proef-land", "proef land", "_proef", "proef_", "a__b", "é", ""]
)
def test_new_region_refuses_a_name_that_cannot_be_a_code(
    name: str, here: Path, jeugdregio: Run
) -> None:
    ended = jeugdregio("new-region", name)
    assert ended.status == 64
    assert "kleine letters" in ended.err
    assert list(here.iterdir()) == []


def test_new_region_refuses_a_region_that_is_installed(here: Path, jeugdregio: Run) -> None:
    ended = jeugdregio("new-region", "westfriesland")
    assert ended.status == 64
    assert "al geïnstalleerd" in ended.err


def test_new_region_refuses_the_name_of_a_part_of_the_framework(
    here: Path, jeugdregio: Run
) -> None:
    ended = jeugdregio("new-region", "core")
    assert ended.status == 64
    assert "'jeugdregio_core'" in ended.err


def test_new_region_does_not_write_over_a_folder(here: Path, jeugdregio: Run) -> None:
    (here / "jeugdregio-duin").mkdir()
    ended = jeugdregio("new-region", "duin")
    assert ended.status == 64
    assert "bestaat al" in ended.err
    assert list((here / "jeugdregio-duin").iterdir()) == []


def test_new_region_without_copier_says_how_to_get_it(
    here: Path, jeugdregio: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "copier", None)
    ended = jeugdregio("new-region", "duin")
    assert ended.status == 69
    assert "jeugdregio-core[scaffold]" in ended.err
    assert list(here.iterdir()) == []


def test_new_region_needs_no_git_and_tells_what_comes_next(
    here: Path, jeugdregio: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    ended = jeugdregio("new-region", "duin_en_zee")
    assert ended.status == 0, ended.err
    assert "jeugdregio check-plugin jeugdregio_duin_en_zee" in ended.out
    made = here / "jeugdregio-duin-en-zee"
    assert (made / "src" / "jeugdregio_duin_en_zee" / "__init__.py").is_file()
    assert 'name = "jeugdregio-duin-en-zee"' in (made / "pyproject.toml").read_text("utf-8")


def test_nothing_of_the_template_is_left_in_what_new_region_makes(generated: Path) -> None:
    files = [path for path in generated.rglob("*") if path.is_file()]
    assert len(files) > 10
    for file in files:
        assert "jinja" not in file.name
        assert "{{" not in str(file) + file.read_text("utf-8")


def test_region_page_prints_the_page(install: Install, jeugdregio: Run) -> None:
    install()
    ended = jeugdregio("region-page", "proefland")
    assert ended.status == 0
    assert ended.out.startswith("# Proefland\n")


def test_region_page_of_a_region_that_is_not_installed_names_those_that_are(
    jeugdregio: Run,
) -> None:
    ended = jeugdregio("region-page", "nergens")
    assert ended.status == 64
    assert "westfriesland" in ended.err
