"""Names, arrangements, products and tariffs that a deployment knows, each in its own period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jeugdregio_core import (
    Arrangement,
    Component,
    Intensity,
    Period,
    Product,
    Profile,
    Source,
    Tariff,
    TariffBasis,
    TariffPolicy,
    TariffReason,
    Unit,
    between,
    since,
)
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.supplement import Contradiction, Supplement, Supplied
from jeugdregio_core.supplement.facts import Fact

TABLE = Source("Tarievenbesluit", "tabel 1")
IN_2025 = between((2025, 1, 1), (2025, 12, 31))
DAY = date(2025, 3, 1)


@pytest.fixture
def rulebook(testland: Any) -> Rulebook:
    held: Rulebook = testland.rulebook()
    return held


def filled(
    rulebook: Rulebook, *facts: Fact, valid: Period | None = IN_2025, **how: Any
) -> Rulebook:
    return rulebook.supplemented(Supplement(tuple(Supplied(f, valid, **how) for f in facts)))


def spic(**parts: Any) -> Arrangement:
    given: dict[str, Any] = {
        "code": "PL",
        "segment": "A",
        "profile": "P",
        "intensity": "LICHT",
        "source": TABLE,
    }
    return Arrangement(**given | parts)


def tariff(cents: int = 100, valid: Period = IN_2025, **parts: Any) -> Tariff:
    given: dict[str, Any] = {"arrangement": "P-LICHT", "per": TariffBasis.MAAND, "source": TABLE}
    return Tariff(amount_cents=cents, valid=valid, **given | parts)


def with_policy(rulebook: Rulebook, **parts: Any) -> Rulebook:
    policy = TariffPolicy(**{"segment": "A", "per": None, "reason": TariffReason.UNKNOWN} | parts)
    old, new = rulebook.profile_sets
    return replace(rulebook, profile_sets=(old, replace(new, payment=(policy,))))


def test_an_arrangement_is_confirmed_in_its_own_period(rulebook: Rulebook) -> None:
    book = filled(rulebook, spic(product=Product(code="PL", category="45")))
    states = {
        day: book.profile_set_on(day).arrangement("A", "P", "LICHT")
        for day in (date(2024, 12, 31), date(2025, 1, 1), date(2026, 1, 1))
    }
    assert [held and (held.code, held.confirmed) for held in states.values()] == [
        ("P-LICHT", False),
        ("PL", True),
        ("P-LICHT", False),
    ]
    assert [s.code for s in book.profile_sets] == ["oud", "nieuw", "nieuw", "nieuw"]


def test_without_a_period_a_catalogue_stays_whole(rulebook: Rulebook) -> None:
    book = filled(rulebook, Profile(code="Q", name="Wonen", source=TABLE), valid=since(2024))
    assert [s.valid for s in book.profile_sets] == [s.valid for s in rulebook.profile_sets]
    held = book.profile_set_on(DAY).profile("Q")
    assert held is not None
    assert (held.name, held.segment, held.source) == ("Wonen", "B", TABLE)


def test_what_is_confirmed_already_takes_only_what_is_new(rulebook: Rulebook) -> None:
    once = filled(rulebook, spic(product=Product(code="PL")))
    twice = filled(once, spic(product=Product(code="PL", unit=Unit.UUR)))
    held = twice.profile_set_on(DAY).arrangement("A", "P", "LICHT")
    assert held is not None
    assert held.product == Product(code="PL", unit=Unit.UUR)
    with pytest.raises(Contradiction, match=r"de eenheid is al bekend: uur .* zegt etmaal"):
        filled(twice, spic(product=Product(code="PL", unit=Unit.ETMAAL)))


def test_an_overruled_value_says_what_it_replaces(rulebook: Rulebook) -> None:
    profile = Profile(code="P", name="Anders", source=TABLE)
    with pytest.raises(Contradiction, match=r"Profiel P: de naam is al bekend: Gedrag \(Handboek"):
        filled(rulebook, profile, valid=since(2024))
    held = filled(rulebook, profile, valid=since(2024), overrules=True).profile_set_on(DAY)
    found = held.profile("P")
    assert found is not None
    assert found.name == "Anders"
    assert str(found.source) == (
        "Tarievenbesluit, tabel 1, in plaats van Gedrag (Handboek Testland, bladzijde 1)"
    )


def test_a_new_profile_fits_only_where_the_source_lists_none(rulebook: Rulebook) -> None:
    new = Profile(code="N", name="Nieuw", segment="C", source=TABLE)
    with pytest.raises(Contradiction, match="de lijst van profielen is al bekend: R"):
        filled(rulebook, new)
    old, held = rulebook.profile_sets
    silent = replace(rulebook, profile_sets=(old, replace(held, profiles=held.profiles[:2])))
    assert filled(silent, new).profile_set_on(DAY).profile("N") == new


def test_a_new_intensity_fits_only_where_the_source_lists_none(rulebook: Rulebook) -> None:
    new = Intensity(code="EXTRA", source=TABLE)
    with pytest.raises(Contradiction, match="LICHT, ZWAAR"):
        filled(rulebook, new)
    assert filled(rulebook, new, overrules=True).profile_set_on(DAY).intensity("EXTRA")


def test_a_product_gets_its_code(rulebook: Rulebook) -> None:
    given = Component(
        code="VERVOER", name="Vervoer", segment="A", source=TABLE, product=Product(code="42A03")
    )
    held = filled(rulebook, given).profile_set_on(DAY).component("VERVOER")
    assert held is not None
    assert (held.product.code, held.source) == ("42A03", TABLE)


def test_a_tariff_cuts_nothing_and_answers_on_its_own_days(rulebook: Rulebook) -> None:
    book = filled(rulebook, spic(), tariff(), tariff(200, since(2026)))
    seen_on = [s for s in book.profile_sets if s.code == "nieuw"]
    assert len(seen_on) == 3
    for held in seen_on:  # whichever part of the catalogue is looked at
        paid = held.arrangement("A", "P", "LICHT")
        assert paid is not None
        answers = [held.tariff(paid, day) for day in (DAY, date(2026, 1, 1))]
        assert [answer.amount_cents for answer in answers] == [100, 200]


def test_tariffs_that_overlap_are_refused_and_may_not_overrule_each_other(
    rulebook: Rulebook,
) -> None:
    for overrules in (False, True):
        with pytest.raises(ValueError, match=r"P-LICHT: er is al een tarief .* 1,00"):
            filled(rulebook, tariff(), tariff(200), valid=None, overrules=overrules)


def test_a_tariff_of_the_source_goes_first_unless_overruled(rulebook: Rulebook) -> None:
    old, new = rulebook.profile_sets
    stated = replace(rulebook, profile_sets=(old, replace(new, tariffs=(tariff(),))))
    assert filled(stated, tariff(), valid=None).profile_set_on(DAY)
    with pytest.raises(Contradiction, match=r"het bedrag .* is al bekend: 1,00 .* zegt 2,00"):
        filled(stated, tariff(200), valid=None)
    held = filled(stated, tariff(200), valid=None, overrules=True).profile_set_on(DAY)
    assert held.tariff(held.arrangements[0], DAY).amount_cents == 200


@pytest.mark.parametrize(
    ("policy", "given", "said"),
    [
        ({"reason": TariffReason.NO_TARIFF}, {}, "hoort geen tarief"),
        ({"per_provider": True}, {}, r"verschilt per aanbieder\. Noem de aanbieder"),
        ({}, {"provider": "x"}, r"voor elke aanbieder gelijk\. Laat de aanbieder weg"),
        ({"per": TariffBasis.JAAR}, {}, "waarvoor wordt betaald is al bekend: per jaar"),
        ({}, {"arrangement": "X-Y"}, "Arrangement of dienst X-Y bestaat niet"),
        ({}, {"valid": since(2010)}, "Op 1 januari 2010 geldt geen profielenset"),
    ],
)
def test_a_tariff_that_the_region_cannot_have(
    rulebook: Rulebook, policy: dict[str, Any], given: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        filled(with_policy(rulebook, **policy), tariff(**given), valid=None)


def test_a_fact_that_does_not_fit_one_part_is_filled_in_nowhere(rulebook: Rulebook) -> None:
    whole = between((2020, 1, 1), (2025, 12, 31))
    with pytest.raises(ValueError, match="Segment B bestaat op 1 januari 2020 niet"):
        filled(rulebook, spic(segment="B", profile="Q", intensity="ZWAAR"), valid=whole)


def test_another_period_or_catalogue_is_another_stamp(rulebook: Rulebook) -> None:
    books = [
        filled(rulebook, spic()),
        filled(rulebook, spic(), valid=since(2025)),
        filled(rulebook, spic(), profile_set="nieuw"),
        filled(rulebook, spic(code="XX")),
        filled(rulebook, spic(), tariff(), valid=IN_2025),
    ]
    assert len({book.stamp.hash for book in [rulebook, *books]}) == 6
    assert filled(rulebook, spic()).stamp == books[0].stamp
