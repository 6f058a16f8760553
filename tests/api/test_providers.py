"""The sociale kaart over the API: who is contracted, for which arrangements, and how soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.office import Office, contracted, registry
from tests.support.own_tables import Organisation
from tests.support.scenes import referred

from jeugdregio_api import current
from jeugdregio_core.model.codes import TariffBasis
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

ON = "2026-03-02"

Open = Callable[[str], tuple[Office, Asker]]


@pytest.fixture
def open_region(store: Store) -> Open:
    """The office of a region without providers, and the service over its store."""

    def opened(region: str) -> tuple[Office, Asker]:
        office = Office(store, region)
        return office, Asker(service(store, office.clock))

    return opened


def _beside(office: Office, code: str, kind: type[tables.Stored], **given: Any) -> None:
    """Store something of a provider."""

    def work(session: Session) -> None:
        provider = session.exec(select(tables.Provider).where(tables.Provider.code == code)).one()
        own = {"id": uuid4(), "region": office.region, "provider_id": provider.id}
        session.add(kind(**own | given))

    office.store.write((), work)


def _find(api: Asker, region: str, **given: Any) -> list[Any]:
    found = api.contract("provider_finder", **{"region": region, "segment": "B", "on": ON} | given)
    return [edge["node"] for edge in found["providers"]["edges"]]


def test_a_contract_for_everything_shows_every_arrangement_of_the_catalogue(
    open_region: Open,
) -> None:
    office, api = open_region("westfriesland")
    office.add(contracted("westfriesland", "alles", ("B",), first=date(2026, 1, 1)))
    office.add(contracted("westfriesland", "drie", ("B", "3"), ("B", "4", "DL")))
    _beside(
        office, "drie", tables.Availability, segment="B", waiting_days=14, as_of=date(2026, 2, 1)
    )
    first, second = _find(api, "westfriesland")
    assert first == {
        "name": "Drie",
        "agbCode": None,
        "website": None,
        "availability": {"waitingDays": 14, "asOf": "2026-02-01"},
        "contracts": [
            {
                "segment": {"code": "B"},
                "arrangements": [
                    {"code": "503PE"},
                    {"code": "503IN"},
                    {"code": "503DL"},
                    {"code": "503DZ"},
                    {"code": "504DL"},
                ],
                "period": {"first": "2018-01-01", "last": None},
            }
        ],
    }
    assert (second["name"], second["availability"]) == ("Alles", None)
    (contract,) = second["contracts"]
    held = registry().rulebook("westfriesland").profile_set_on(date(2026, 3, 2))
    every = [{"code": a.code} for a in held.arrangements if a.segment == "B"]
    assert contract["arrangements"] == every
    assert contract["period"] == {"first": "2026-01-01", "last": None}


def test_only_contracts_of_the_day_are_shown(open_region: Open) -> None:
    office, api = open_region("westfriesland")
    office.add(contracted("westfriesland", "noord", ("B",), last=date(2025, 12, 31)))
    assert _find(api, "westfriesland") == []
    (found,) = _find(api, "westfriesland", on="2025-12-31")
    assert [c["period"]["last"] for c in found["contracts"]] == ["2025-12-31"]


def test_a_filter_that_is_null_filters_nothing_and_the_day_is_today(open_region: Open) -> None:
    office, api = open_region("westfriesland")
    office.add(contracted("westfriesland", "noord", ("B",), first=date(2026, 3, 2)))
    office.add(contracted("westfriesland", "later", ("B",), first=date(2026, 3, 3)))
    for where in ("null", "{}", "{segment: null, contractedOn: null, name: {contains: null}}"):
        query = f'{{ providers(region: "westfriesland", where: {where}) {{ totalCount }} }}'
        assert api.ask(query)["providers"]["totalCount"] == 1


def test_parts_of_the_list_fit_together(open_region: Open) -> None:
    office, api = open_region("westfriesland")
    for code in ("anna", "bram", "cato"):
        office.add(contracted("westfriesland", code, ("B",)))
    query = """query ($after: String) {
      providers(region: "westfriesland", first: 2, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { code } } } }"""
    first = api.ask(query)["providers"]
    second = api.ask(query, after=first["pageInfo"]["endCursor"])["providers"]
    codes = [edge["node"]["code"] for page in (first, second) for edge in page["edges"]]
    assert codes == ["anna", "bram", "cato"]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second)] == [True, False]
    assert first["totalCount"] == second["totalCount"] == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("first: 101", "Vraag 1 tot en met 100"),
        ('after: "WzFd"', "Deze cursor hoort hier niet."),
        ('where: {municipality: {eq: "0363"}}', "hoort op 2 maart 2026 niet bij Westfriesland."),
        (r'where: {name: {contains: "\u0000"}}', "onleesbare tekens"),
    ],
)
def test_a_question_that_cannot_be_is_refused_in_words(
    open_region: Open, arguments: str, message: str
) -> None:
    _, api = open_region("westfriesland")
    query = f'{{ providers(region: "westfriesland", {arguments}) {{ totalCount }} }}'
    code, told = api.error(query)
    assert code == "BAD_USER_INPUT"
    assert message in told


def test_what_a_region_agreed_with_a_provider_is_shown(open_region: Open) -> None:
    office, api = open_region("aa_zawa")
    office.add(contracted("aa_zawa", "noord", ("C",), agreements=("hoofdovereenkomst",)))
    agreed = {"per": TariffBasis.TRAJECT, "first": date(2026, 1, 1), "source": "Bijlage 2"}
    tariff = {"arrangement": "C-3-INTENSIEF", "amount_cents": 1_234_500}
    _beside(office, "noord", tables.ProviderTariff, **agreed, **tariff)
    wait = {"segment": "C", "waiting_days": 9, "as_of": date(2026, 2, 1)}
    _beside(office, "noord", tables.Availability, **wait)
    _beside(office, "noord", tables.Availability, **wait | {"profile": "3", "waiting_days": 30})
    query = """{ providers(region: "aa_zawa") { edges { node {
      code agreements { code period { first } }
      tariffs { arrangement amountCents per source period { first last } }
      waitingTimes { waitingDays segment { code } profile { code } }
      contracts(on: "2017-12-31") { leadContractor }
    } } } }"""
    (edge,) = api.ask(query)["providers"]["edges"]
    assert edge["node"] == {
        "code": "noord",
        "agreements": [{"code": "hoofdovereenkomst", "period": {"first": "2018-01-01"}}],
        "tariffs": [
            {
                "arrangement": "C-3-INTENSIEF",
                "amountCents": 1_234_500,
                "per": "TRAJECT",
                "source": "Bijlage 2",
                "period": {"first": "2026-01-01", "last": None},
            }
        ],
        "waitingTimes": [
            {"waitingDays": 9, "segment": {"code": "C"}, "profile": None},
            {"waitingDays": 30, "segment": {"code": "C"}, "profile": {"code": "3"}},
        ],
        "contracts": [],
    }


def test_a_referral_shows_the_tariff_of_its_provider_where_tariffs_differ(
    open_region: Open,
) -> None:
    office, api = open_region("aa_zawa")
    for code in ("noord", "zuid"):
        office.add(contracted("aa_zawa", code, ("C",)))
    agreed = {"per": TariffBasis.TRAJECT, "first": date(2026, 1, 1), "source": "Bijlage 2"}
    tariff = {"arrangement": "C-3-INTENSIEF", "amount_cents": 1_234_500}
    _beside(office, "noord", tables.ProviderTariff, **agreed, **tariff)
    asked = {"segment": "C", "profile": "3", "intensity": "INTENSIEF"}
    for number, chosen in enumerate(("noord", "zuid", None)):
        referred(office, f"K-{number}", provider=chosen, **asked)
    edges = api.contract("referrals", region="aa_zawa")["referrals"]["edges"]
    tariffs = {
        edge["node"]["client"]["reference"]: edge["node"]["arrangement"]["tariff"] for edge in edges
    }
    unknown = {"amountCents": None, "per": "TRAJECT", "reason": "UNKNOWN"}
    assert tariffs == {
        "K-0": {"amountCents": 1_234_500, "per": "TRAJECT", "reason": None},
        "K-1": unknown,
        "K-2": unknown | {"reason": "PER_PROVIDER"},
    }


def test_tables_that_are_loaded_meanwhile_hold_at_once(
    open_region: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "FRESH_SECONDS", 0)
    office, api = open_region("aa_zawa")
    query = """{ region(code: "aa_zawa") { profileSet(on: "2026-03-02") { arrangements {
      code tariff { amountCents } } } } }"""

    def amount() -> Any:
        held = api.ask(query)["region"]["profileSet"]["arrangements"]
        return next(a["tariff"]["amountCents"] for a in held if a["code"] == "B-1-PERSPECTIEF")

    assert amount() is None
    organisation = Organisation(office.store, registry(), "aa_zawa", tmp_path)
    line = "B-1-PERSPECTIEF;1.000,00;traject;01-01-2025;"
    organisation.load_csv("tarieven", "spic;bedrag;per;vanaf;tot en met", line)
    time.sleep(0.25)
    assert amount() == 100_000
