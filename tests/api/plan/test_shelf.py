"""What regions state is kept as it is shown; nothing that is stored of anybody is kept with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import orjson
import pytest
from tests.api.plan.roads import Roads
from tests.support.acting import World
from tests.support.asking import CONTRACT
from tests.support.office import registry

from jeugdregio_api.limits.most import USUAL_PLANS
from jeugdregio_api.plan import shelf as shelves
from jeugdregio_api.plan.shelf import Shelf
from jeugdregio_api.schema import build_schema
from jeugdregio_api.seen import place
from jeugdregio_core.casework.actor import Role

TODAY = date(2026, 3, 2)
BOOK = registry().rulebook("westfriesland")


def test_what_is_kept_is_there_until_the_day_is_over() -> None:
    shelf = Shelf().on(TODAY)
    shelf.keep("b", {"code": "B"})
    assert orjson.dumps(shelf.on(TODAY)["b"]) == b'{"code":"B"}'
    assert not shelf.on(date(2026, 3, 3))


def test_what_has_no_key_is_shown_and_not_kept() -> None:
    shelf = Shelf().on(TODAY)
    assert shelf.keep(None, {}) is not None
    assert not shelf


def test_a_full_shelf_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MOST_BYTES", 5000)
    shelf = Shelf().on(TODAY)
    for number in range(100):
        shelf.keep(number, "x" * 100)
    assert 0 < len(shelf) < 10


def test_other_rulebooks_have_a_place_of_their_own() -> None:
    """A table that the region loads makes a new rulebook of the same code and version."""
    catalogue = BOOK.profile_set_on(TODAY, None)
    here = place(BOOK, TODAY, catalogue)
    assert place(BOOK, TODAY, catalogue) is here
    shelf = Shelf().on(TODAY)
    shelf.keep(("b", here), "old")
    others = ((replace(BOOK), TODAY, catalogue), (BOOK, TODAY, replace(catalogue)), (BOOK, TODAY))
    assert not any(("b", place(*other)) in shelf for other in others)
    assert ("b", place(BOOK, TODAY, catalogue)) in shelf


def test_nothing_that_is_stored_of_anybody_is_on_the_shelf(roads: Roads, files: World) -> None:
    query = (CONTRACT / "referrals.graphql").read_text("utf-8")
    body = {"query": query, "variables": {"region": "westfriesland"}}
    assert roads.alike(Role.REGION, body) == "plan"
    road = build_schema(introspection=True, most=roads.most, plans=USUAL_PLANS).road
    assert road is not None
    kept = orjson.dumps([*road.shelf.values()]).decode()
    assert "Westfriesland" in kept or "Hoorn" in kept
    for file in files.files.values():
        marks = (file.reference, file.birth_date, file.referral, file.request)
        assert not any(mark in kept for mark in marks)


def test_who_asked_before_midnight_leaves_nothing_for_the_next_day() -> None:
    """Set right before it is used: nobody else is answered between the two."""
    shelf = Shelf()
    assert shelf.on(TODAY) is shelf
    shelf.keep("of today", 1)
    shelf.on(date(2026, 3, 3)).keep("of tomorrow", 2)
    assert not shelf.on(TODAY)
