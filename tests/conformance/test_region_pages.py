"""The pages about the regions say what the rulebooks say."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
from tests.conformance.conftest import Edit, Install

from jeugdregio_core.conformance.candidate import load_candidate
from jeugdregio_core.pages import region_page
from jeugdregio_core.pages.payment import euros
from jeugdregio_core.registry import load_registry
from jeugdregio_core.rulebook import Rulebook

PAGES = Path(__file__).parents[2] / "docs" / "regions"
REGIONS = sorted(entry_points(group="jeugdregio.regions").names)


@pytest.mark.parametrize("region", REGIONS)
def test_the_page_in_git_is_the_page_of_the_rulebook(region: str) -> None:
    page = PAGES / f"{region}.md"
    assert page.is_file(), f"make it: jeugdregio region-page {region} > docs/regions/{region}.md"
    assert page.read_text("utf-8") == region_page(load_registry().rulebook(region))


def test_there_is_no_page_of_a_region_that_is_gone() -> None:
    assert [page.stem for page in sorted(PAGES.glob("*.md"))] == REGIONS


@pytest.mark.parametrize("region", REGIONS)
def test_a_page_names_every_rule_with_its_period_and_every_unknown(region: str) -> None:
    rulebook = load_registry().rulebook(region)
    page = region_page(rulebook).replace("\\", "")
    for rule in rulebook.rules:
        assert f"| {rule.code} | {rule.title} | {rule.valid} |" in page
    unknown = [s for held in rulebook.profile_sets for s in held.unknown]
    unknown += [s for held in rulebook.norm_frameworks for s in held.unknown]
    assert [sentence for sentence in unknown if f"- {sentence}\n" not in page] == []


@pytest.mark.parametrize("region", REGIONS)
def test_every_source_on_a_page_is_a_footnote(region: str) -> None:
    page = region_page(load_registry().rulebook(region))
    body, _, notes = page.partition("## Bronnen")
    numbers = [line.split(":")[0] for line in notes.strip().splitlines()]
    assert numbers
    assert all(number in body for number in numbers)
    assert not set("⟦⟧") & set(page)


@pytest.fixture
def proefland(install: Install) -> Rulebook:
    return load_candidate(install()).rulebook


def test_a_page_shows_stacking_as_a_table(proefland: Rulebook) -> None:
    page = region_page(proefland)
    assert "| Naast elkaar | A | B |" in page
    assert "| A | mag als de aanbieders verschillen | onbekend |" in page
    assert "| B | onbekend | onbekend |" in page


def test_a_page_shows_regie_as_a_table(proefland: Rulebook) -> None:
    page = region_page(proefland)
    assert "| Ondersteuningsprofiel | Rol | Wie | Uitleg |" in page
    assert "| 2 | regie | de aanbieder | De aanbieder behandelt. |" in page


def test_a_choice_in_a_regie_table_reads_as_people_say_it() -> None:
    page = region_page(load_registry().rulebook("friesland"))
    assert "| Kwadrant van het Fries model | Rol |" in page
    assert "| opvoedingsvragen | casusregie |" in page


def test_a_matrix_that_is_silent_on_every_pair_is_not_drawn(install: Install) -> None:
    edit: Edit = ("stacking.py", 'cells={("A", "A"): other_provider}', "cells={}")
    page = region_page(load_candidate(install(edit)).rulebook)
    assert "| Naast elkaar |" not in page
    assert "- proefland-07: Of segment B naast ander aanbod mag, zegt de bron niet." in page


def test_equal_instalments_stand_on_one_line() -> None:
    page = region_page(load_registry().rulebook("aa_zawa"))
    assert "| maand 1 tot en met maand 12, elk |" in page
    assert "| maand 2 |" not in page


def test_an_arrangement_without_a_known_code_gets_none() -> None:
    page = region_page(load_registry().rulebook("aa_zawa"))
    assert "Van geen enkel arrangement is de productcode bekend." in page
    assert "B-1-PERSPECTIEF" not in page


def test_a_page_says_what_is_afgeleid(proefland: Rulebook) -> None:
    assert "Stapelen (afgeleid)" in region_page(proefland)


def test_a_region_without_a_norm_framework_has_no_heading_for_it(proefland: Rulebook) -> None:
    assert "Normenkader" not in region_page(proefland)


def test_a_bar_in_a_sentence_does_not_break_the_table(install: Install) -> None:
    edit: Edit = ("access.py", "hoogstens 365 dagen", "hoogstens 365 | 366 dagen")
    assert "hoogstens 365 \\| 366 dagen" in region_page(load_candidate(install(edit)).rulebook)


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(0, "€ 0,00"), (5, "€ 0,05"), (123456, "€ 1.234,56"), (123456789, "€ 1.234.567,89")],
)
def test_an_amount_reads_as_people_write_it(cents: int, shown: str) -> None:
    assert euros(cents) == shown
