"""Walked from end to end by each role, every list holds what is theirs: all of it, and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from tests.support.acting import PERSONS, REGIONS, Stage, stage
from tests.support.databases import Databases
from tests.support.office import actor, registry
from tests.support.owning import Owned, Rows
from tests.support.reading import listening
from tests.support.rows import NOON

from jeugdregio_api.access.policy import HELPERS, allowed
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.store.transaction import Store, open_store

READERS = (Role.REGION, Role.MUNICIPALITY, Role.PROVIDER, Role.REFERRER)
ACTORS = [(role, region) for region in REGIONS for role in READERS]

REQUEST = "id status client { ...Person } allocations { id } decisions { findings { message } }"
LISTS = {
    "referrals": "id status client { ...Person } %s",
    "requests": f"{REQUEST} referralId",
    "allocations": "id status client { ...Person } decision { id } versions { version }",
}
BELOW = f"requests {{ {REQUEST} }} allocations {{ id client {{ ...Person }} }} decision {{ id }}"
PERSON = "fragment Person on Client { reference %s }"
FILE = """query ($region: ID!, $reference: String!) {
  clientFile(region: $region, reference: $reference) {
    client { ...Person } referrals { id requests { id } allocations { id } } allocations { id } } }
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Store]:
    """Made-up families of every region."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        books = [registry().rulebook(region) for region in REGIONS]
        fill(store, books, Wish(referrals=60, moment=NOON))
        yield store


@pytest.fixture(scope="module")
def rows(store: Store) -> Rows:
    """Everything there is."""
    return Rows(store)


@pytest.fixture(scope="module")
def service(store: Store) -> Stage:
    """The service over that store."""
    return stage(store)


def _somebody(rows: Rows, role: Role, region: str) -> Actor:
    """Somebody of the organisation with most to do in a region."""
    requests = [row for row in rows["request"] if row["region"] == region]
    referrals = [row for row in rows["referral"] if row["region"] == region]
    codes = {row["id"]: row["code"] for row in rows["provider"]}
    organisations = {
        Role.REGION: [None],
        Role.MUNICIPALITY: [row["municipality"] for row in requests],
        Role.PROVIDER: [codes[row["provider_id"]] for row in requests],
        Role.REFERRER: [row["referred_by"] for row in referrals if row["referred_by"]],
    }[role]
    return actor(role, max(sorted(organisations, key=str), key=organisations.count), region)


def _walked(service: Stage, who: Actor, region: str, name: str) -> Iterator[Any]:
    helps = who.role is not Role.REFERRER
    shown = LISTS[name] % (BELOW if helps else "") if name == "referrals" else LISTS[name]
    query = (
        f"query ($region: ID!, $after: String) {{ {name}(region: $region, first: 40, "
        f"after: $after) {{ totalCount pageInfo {{ hasNextPage endCursor }} edges {{ node {{ "
        f"{shown} }} }} }} }} {PERSON % ('documents { id }' if helps else '')}"
    )
    after, count, total = None, 0, -1
    while True:
        given = {"region": region, "after": after}
        answer = json.loads(service.post(who, query, given))
        assert "errors" not in answer, answer["errors"]
        page = answer["data"][name]
        total = page["totalCount"]
        for edge in page["edges"]:
            count += 1
            yield edge["node"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert count == total


def _ids(nodes: list[Any]) -> set[UUID]:
    return {UUID(node["id"]) for node in nodes}


def _check(node: Any, owned: Owned, references: set[str]) -> None:
    """Everything around an item is the actor's too."""
    for name, inner in node.items():
        if name == "client":
            assert inner["reference"] in references
            assert _ids(inner.get("documents", [])) <= owned.document
        elif name in ("requests", "allocations"):
            assert _ids(inner) <= getattr(owned, name.removesuffix("s"))
            for one in inner:
                _check(one, owned, references)


@pytest.mark.parametrize(("role", "region"), ACTORS)
def test_every_list_holds_all_that_is_theirs_and_no_more(
    rows: Rows, service: Stage, role: Role, region: str
) -> None:
    who = _somebody(rows, role, region)
    owned = rows.owned(who)
    references = {row["reference"] for row in rows["client"] if row["id"] in owned.client}
    for name in LISTS:
        if role not in allowed(("Query", name)):
            continue
        nodes = [*_walked(service, who, region, name)]
        assert _ids(nodes) == getattr(owned, name.removesuffix("s"))
        assert nodes
        for node in nodes:
            _check(node, owned, references)


@pytest.mark.parametrize(("role", "region"), [one for one in ACTORS if one[0] in HELPERS])
def test_a_file_is_open_to_whom_it_is_about_and_holds_only_that(
    rows: Rows, service: Stage, role: Role, region: str
) -> None:
    who = _somebody(rows, role, region)
    owned = rows.owned(who)
    clients = [row for row in rows["client"] if row["region"] == region][:40]
    for row in clients:
        given = {"region": region, "reference": row["reference"]}
        answer = json.loads(service.post(who, FILE + PERSON % "documents { id }", given))
        found = answer["data"]["clientFile"]
        assert (found is not None) is (row["id"] in owned.client)
        if found:
            assert _ids(found["referrals"]) <= owned.referral
            assert _ids(found["client"]["documents"]) <= owned.document
            _check(found, owned, {row["reference"]})
            _check(
                {"requests": [r for one in found["referrals"] for r in one["requests"]]},
                owned,
                {row["reference"]},
            )


_ABOUT_PERSONS = re.compile(rf"(?:FROM|JOIN) (?:{'|'.join(PERSONS)})\b")


def _ids_in(given: Any) -> set[UUID]:
    """Every id among parameters, also of those that are given together: as a list or as JSON."""
    match given:
        case UUID():
            return {given}
        case str() if re.fullmatch("[0-9a-f]{32}", given):
            return {UUID(given)}
        case str() if given.startswith("["):
            return _ids_in(json.loads(given))
        case dict():
            return _ids_in([*given.values()])
        case list() | tuple():
            return {one for value in given for one in _ids_in(value)}
    return set()


SCOPES = {
    Role.REGION: r"\bregion = ",
    Role.MUNICIPALITY: r"\bmunicipality = ",
    Role.PROVIDER: r"\bprovider_id = ",
    Role.REFERRER: r"\breferred_by = ",
}


@pytest.mark.parametrize(("role", "region"), ACTORS)
def test_no_statement_about_persons_is_without_the_scope(
    store: Store, rows: Rows, role: Role, region: str
) -> None:
    """It has the condition of the role in it, or asks by ids that are the actor's."""
    who = _somebody(rows, role, region)
    owned = rows.owned(who)
    service = stage(store)  # one that remembers nothing yet, so that everything is asked
    lists = [name for name in LISTS if role in allowed(("Query", name))]
    with listening(*{store.engines.reader, store.engines.writer}) as heard:
        for name in lists:
            assert [*_walked(service, who, region, name)]
    asked = [(said, given) for said, given in heard if _ABOUT_PERSONS.search(said)]
    for name in lists:
        page = [said for said, _ in asked if f"FROM {name[:-1]} " in said]
        counts = [said for said in page if re.search(rf"count\(.*\s+FROM {name[:-1]}\s", said)]
        assert len(page) > len(counts) == 1, name
    for said, given in asked:
        ids = _ids_in(given)
        by_ids = ids and ids <= owned.every
        pseudonym = "client_key" in said  # of whom the audit log names, after they were found
        assert by_ids or pseudonym or re.search(SCOPES[role], said), said
