"""Providers, contracts, conditions, tariffs and waiting times are kept, and refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from inspect import get_annotations
from typing import Any
from uuid import uuid4

import pytest
from pydantic import TypeAdapter
from tests.support.office import BUYER, Office, guard
from tests.support.reading import Reader
from tests.support.stored import counts, deeds, rows

from jeugdregio_core.casework import inputs_providers, provider_steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import StepProblem
from jeugdregio_core.store import tables
from jeugdregio_core.store.errors import KeyReused
from jeugdregio_core.store.transaction import Store

Do = Callable[..., Told]

B = [{"segment": "B"}]


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Westfriesland, without providers."""
    return Office(store, "westfriesland")


@pytest.fixture
def do(office: Office) -> Do:
    """Takes a step in the administration."""
    return partial(_do, office)


def _do(office: Office, name: str, /, **asked: Any) -> Told:
    step = getattr(provider_steps, name)
    kind = getattr(inputs_providers, get_annotations(step)["asked"])
    given = {"region": office.region, "idempotencyKey": str(uuid4())} | asked
    told: Told = step(office.desk, BUYER, TypeAdapter(kind).validate_python(given))
    return told


@pytest.fixture
def noord(do: Do) -> str:
    """A provider without a contract."""
    told = do("register_provider", code="noord", name="Zorg Noord")
    assert not told.problems
    return "noord"


def _problem(told: Told) -> StepProblem:
    (problem,) = told.problems
    assert told.made == {}
    return problem


def test_a_provider_is_registered_and_brought_up_to_date(do: Do, office: Office) -> None:
    first = do(
        "register_provider",
        code="noord",
        name="Zorg Noord",
        agbCode="12345678",
        website="https://noord.example",
    )
    again = do("register_provider", code="noord", name="Zorg Noord en Oost")
    assert again.ids == first.ids
    (kept,) = office.see(rows(tables.Provider))
    assert (kept.name, kept.agb_code) == ("Zorg Noord en Oost", "12345678")
    assert kept.website == "https://noord.example"
    assert office.see(deeds) == {
        ("registerProvider", "CREATE", "provider"): 1,
        ("registerProvider", "UPDATE", "provider"): 1,
    }


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        ({"agbCode": "1234"}, "agbCode", "Een AGB-code is acht cijfers."),
        ({"agbCode": "1234567x"}, "agbCode", "Een AGB-code is acht cijfers."),
        ({"website": "javascript:alert(1)"}, "website", "https://"),
        ({"website": "noord.nl"}, "website", "https://"),
        ({"website": "https://[noord"}, "website", "https://"),
        ({"website": "https://:443"}, "website", "https://"),
        ({"website": "https://noord zuid.nl"}, "website", "https://"),
        ({"code": "zorg noord"}, "code", "'zorg noord' is geen code. Gebruik letters, cijfers"),
        ({"code": "-noord"}, "code", "begint als een formule"),
        ({"name": "=1+1"}, "name", "'=1+1' begint als een formule."),
        ({"name": "   "}, "name", "Haal spaties"),
        ({"name": "Zorg  Noord"}, "name", "Haal spaties"),
    ],
)
def test_a_provider_is_refused_in_words(
    given: dict[str, str], path: str, message: str, do: Do, office: Office
) -> None:
    usual = {"code": "noord", "name": "Zorg Noord"}
    problem = _problem(do("register_provider", **usual | given))
    assert problem.path == path
    assert message in problem.message
    assert office.see(counts)["provider"] == 0


def test_an_agb_code_belongs_to_one_provider(do: Do) -> None:
    do("register_provider", code="noord", name="Zorg Noord", agbCode="12345678")
    told = do("register_provider", code="zuid", name="Zorg Zuid", agbCode="12345678")
    assert _problem(told).message == "AGB-code 12345678 is al van aanbieder noord."


def test_a_contract_makes_a_provider_findable(do: Do, noord: str, office: Office) -> None:
    told = do(
        "record_contract",
        provider=noord,
        first="2026-01-01",
        items=[{"segment": "B", "profile": "3"}, {"segment": "B", "profile": "3"}],
    )
    assert not told.problems
    reader = Reader(office)
    on = date(2026, 3, 2)
    (found,) = reader.providers("contracts", contracted_on=on, segment="B", profile="3").items
    (contract,) = found.contracts
    assert (contract.segment, contract.items) == ("B", frozenset({("3", None)}))
    assert reader.providers(contracted_on=on, segment="B", profile="4").items == ()
    assert office.see(counts)["contract_item"] == 1


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        ({"provider": "weg"}, "provider", "Aanbieder 'weg' is niet bekend."),
        ({"last": "2025-12-31"}, "last", "eindigt op 31 december 2025"),
        ({"items": []}, "items", "minstens één segment"),
        ({"items": [{"segment": "X"}]}, "items.0.segment", "Bekend: B, C en V."),
        (
            {"items": [*B, {"segment": "B", "profile": "9"}]},
            "items.1.profile",
            "Profiel '9' bestaat niet op 1 januari 2026.",
        ),
        (
            {"items": [{"segment": "B", "intensity": "A"}]},
            "items.0.intensity",
            "Intensiteit 'A' bestaat niet",
        ),
        ({"leadContractor": "weg"}, "leadContractor", "'weg' is niet bekend"),
        ({"leadContractor": "noord"}, "leadContractor", "niet van zichzelf"),
        ({"first": "1995-01-01"}, "first", "Op 1 januari 1995 geldt geen profielenset"),
    ],
)
def test_a_contract_is_refused_in_words(
    given: dict[str, Any], path: str, message: str, do: Do, noord: str, office: Office
) -> None:
    usual = {"provider": noord, "first": "2026-01-01", "items": B}
    problem = _problem(do("record_contract", **usual | given))
    assert problem.path == path
    assert (
        message.replace("niet van zichzelf", "geen onderaannemer van zichzelf") in problem.message
    )
    assert office.see(counts)["contract"] == 0


def test_contracts_of_a_provider_do_not_overlap(do: Do, noord: str) -> None:
    first = {"provider": noord, "items": B}
    assert not do("record_contract", first="2026-01-01", last="2026-06-30", **first).problems
    told = do("record_contract", first="2026-06-30", **first)
    assert "1 januari 2026 tot en met 30 juni 2026" in _problem(told).message
    assert not do("record_contract", first="2026-07-01", **first).problems
    ended = do("end_contract", provider=noord, first="2026-01-01", last="2026-07-31")
    assert "geldt al vanaf 1 juli 2026" in _problem(ended).message
    assert _problem(ended).path == "last"


def test_a_contract_gets_its_last_day(do: Do, noord: str, office: Office) -> None:
    do("record_contract", provider=noord, first="2026-01-01", items=B)
    told = do("end_contract", provider=noord, first="2026-01-01", last="2026-12-31")
    assert told.made["contract"]["last"] == "2026-12-31"
    (kept,) = office.see(rows(tables.Contract))
    assert kept.last == date(2026, 12, 31)
    unknown = do("end_contract", provider=noord, first="2026-02-01", last="2026-12-31")
    assert _problem(unknown).path == "first"
    assert _problem(unknown).message == "Er is geen contract van noord vanaf 1 februari 2026."
    before = do("end_contract", provider=noord, first="2026-01-01", last="2025-12-31")
    assert _problem(before).path == "last"


def test_a_lead_contractor_is_kept_with_the_contract(do: Do, noord: str, office: Office) -> None:
    do("register_provider", code="hoofd", name="Hoofd")
    do("record_contract", provider=noord, first="2026-01-01", items=B, leadContractor="hoofd")
    page = Reader(office).providers("contracts", contracted_on=date(2026, 3, 2))
    assert [c.lead_contractor for c in page.items[0].contracts] == ["hoofd"]


def test_an_agreement_is_kept_for_a_period(do: Do, noord: str, office: Office) -> None:
    given = {"provider": noord, "code": "vergunning"}
    assert not do("record_agreement", first="2026-01-01", last="2026-12-31", **given).problems
    told = do("record_agreement", first="2026-12-31", **given)
    assert _problem(told).path == "first"
    assert not do("record_agreement", first="2027-01-01", **given).problems
    assert office.see(counts)["agreement"] == 2


def test_an_agreement_gets_its_last_day(do: Do, noord: str, office: Office) -> None:
    given = {"provider": noord, "code": "vergunning", "first": "2026-01-01"}
    do("record_agreement", **given)
    told = do("end_agreement", last="2026-06-30", **given)
    assert not told.problems
    (kept,) = office.see(rows(tables.Agreement))
    assert kept.last == date(2026, 6, 30)
    assert office.see(deeds)["endAgreement", "UPDATE", "agreement"] == 1
    unknown = do("end_agreement", last="2026-06-30", **given | {"code": "keurmerk"})
    assert _problem(unknown).message == "Er is geen afspraak keurmerk vanaf 1 januari 2026."


def test_the_code_of_an_agreement_is_a_code(do: Do, noord: str) -> None:
    told = do("record_agreement", provider=noord, code="een vergunning", first="2026-01-01")
    assert _problem(told).path == "code"


def test_a_new_tariff_follows_one_that_was_ended(do: Do, noord: str, office: Office) -> None:
    code = next(a.code for a in guard("westfriesland").rulebook.profile_sets[-1].arrangements)
    given = {"provider": noord, "arrangement": code}
    paid = given | {"amountCents": 100, "per": "MAAND", "source": "Bijlage 2"}
    do("record_tariff", first="2026-01-01", **paid)
    assert "beëindig die eerst" in _problem(do("record_tariff", first="2026-07-01", **paid)).message
    ended = do("end_tariff", first="2026-01-01", last="2026-06-30", **given)
    assert not ended.problems
    assert not do("record_tariff", first="2026-07-01", **paid).problems
    overlong = do("end_tariff", first="2026-01-01", last="2026-07-01", **given)
    assert _problem(overlong).path == "last"
    assert office.see(counts)["provider_tariff"] == 2


def test_a_tariff_is_kept_per_provider_and_period(do: Do, noord: str, office: Office) -> None:
    given = {"provider": noord, "amountCents": 123_450, "per": "MAAND", "source": "Bijlage 2"}
    code = next(a.code for a in guard("westfriesland").rulebook.profile_sets[-1].arrangements)
    assert not do("record_tariff", arrangement=code, first="2026-01-01", **given).problems
    assert _problem(do("record_tariff", arrangement=code, first="2026-06-01", **given))
    unknown = do("record_tariff", arrangement="X", first="2026-01-01", **given)
    assert _problem(unknown).message == "Arrangement 'X' bestaat niet op 1 januari 2026."
    (kept,) = office.see(rows(tables.ProviderTariff))
    assert (kept.amount_cents, kept.source) == (123_450, "Bijlage 2")


def test_every_report_of_a_waiting_time_is_kept(do: Do, noord: str, office: Office) -> None:
    given = {"provider": noord, "segment": "B"}
    assert not do("report_availability", waitingDays=30, asOf="2026-02-01", **given).problems
    assert not do("report_availability", waitingDays=10, asOf="2026-03-01", **given).problems
    assert office.see(counts)["availability"] == 2
    future = do("report_availability", waitingDays=1, asOf="2026-03-03", **given)
    assert _problem(future).message == "3 maart 2026 ligt in de toekomst."
    unknown = do(
        "report_availability", waitingDays=1, asOf="2026-03-01", **given | {"profile": "9"}
    )
    assert _problem(unknown).path == "profile"
    long_ago = do("report_availability", waitingDays=1, asOf="1995-01-01", **given)
    assert _problem(long_ago).path == "asOf"


def test_a_second_report_of_a_day_puts_the_first_right(do: Do, noord: str, office: Office) -> None:
    do("record_contract", provider=noord, first="2026-01-01", items=B)
    given = {"provider": noord, "segment": "B", "asOf": "2026-03-01"}
    for days in range(8):
        assert not do("report_availability", waitingDays=days, **given).problems
        page = Reader(office).providers("waiting_times", contracted_on=date(2026, 3, 2))
        assert [one.waiting_days for one in page.items[0].waiting_times] == [days]
    do("report_availability", waitingDays=40, profile="3", **given)
    assert office.see(counts)["availability"] == 2


def test_the_same_key_has_its_effect_once(do: Do, noord: str, office: Office) -> None:
    given = {"provider": noord, "segment": "B", "waitingDays": 5, "asOf": "2026-03-01"}
    first = do("report_availability", idempotencyKey="k", **given)
    assert do("report_availability", idempotencyKey="k", **given) == first
    assert office.see(counts)["availability"] == 1
    with pytest.raises(KeyReused):
        do("report_availability", idempotencyKey="k", **given | {"waitingDays": 6})


def test_a_rehearsal_stores_nothing(do: Do, noord: str, office: Office) -> None:
    told = do("record_contract", provider=noord, first="2026-01-01", items=B, dryRun=True)
    assert not told.problems
    assert office.see(counts)["contract"] == 0


def test_an_amount_that_cannot_be_is_refused_at_the_border() -> None:
    for amount in (-1, 1.5, "10", True, 2**31):
        with pytest.raises(ValueError, match="Een bedrag is een geheel aantal eurocenten"):
            TypeAdapter(inputs_providers.Cents).validate_python(amount)
