"""Every type and field has a policy; a question with a field too many is refused whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type
from tests.support.acting import Stage, World
from tests.support.reading import listening

from jeugdregio_api.access import policy
from jeugdregio_api.access.page import roles_page
from jeugdregio_api.schema import build_schema
from jeugdregio_core.casework import provider_steps, steps
from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.rights import MAY

ROOT = Path(__file__).parents[3]
CONTRACT = ROOT / "tests" / "contract"


def _kinds() -> dict[str, GraphQLObjectType]:
    schema = build_schema()._schema
    return {
        name: kind
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
    }


def test_every_type_and_field_has_a_policy() -> None:
    """A new field of a type that is about somebody fails here until somebody is named."""
    fields = {(name, field) for name, kind in _kinds().items() for field in kind.fields}
    without = {place for place in fields if not policy.allowed(place)}
    assert without == set()


def test_there_is_no_policy_for_what_is_gone() -> None:
    kinds = _kinds()
    fields = {(name, field) for name, kind in kinds.items() for field in kind.fields}
    assert policy.FIELDS.keys() <= fields
    assert kinds.keys() >= policy.ABOUT_NOBODY


def test_a_field_without_a_policy_is_for_nobody() -> None:
    assert policy.allowed(("Client", "shoeSize")) == frozenset()
    assert policy.allowed(("Diary", "text")) == frozenset()


def test_what_everybody_may_read_leads_to_nobody() -> None:
    """No field of a type for everybody gives a type that is about somebody."""
    for name, kind in _kinds().items():
        if name in policy.ABOUT_NOBODY:
            for field, declared in kind.fields.items():
                inner = get_named_type(declared.type)
                if isinstance(inner, GraphQLObjectType):
                    assert inner.name in policy.ABOUT_NOBODY, f"{name}.{field}"


def test_every_step_there_is_belongs_to_a_role() -> None:
    names = [n for module in (steps, provider_steps) for n in vars(module) if "_" in n[1:]]
    taken = {n for n in names if not n.startswith("_")}
    camel = {"".join([n.split("_")[0], *map(str.capitalize, n.split("_")[1:])]) for n in taken}
    assert camel == MAY.keys()
    assert all(MAY.values())


def test_the_page_in_git_says_what_the_policy_says() -> None:
    page = ROOT / "docs" / "deployers" / "roles.md"
    made = roles_page(build_schema()._schema)
    assert page.read_text("utf-8") == made, "make it: jeugdregio roles > docs/deployers/roles.md"


def _asked(
    service: Stage, files: World, role: Role, query: str, operation: str | None = None
) -> Any:
    who = files.actors("westfriesland")[role]
    return json.loads(service.post(who, query, operation=operation))


FRAGMENTS = """
query Mine { ...Open }
query Theirs { requests(region: "westfriesland") { ...Part } }
fragment Open on Query { regions { code } }
fragment Part on RequestConnection { edges { node { client { ...Facts } steps { actor } } } }
fragment Facts on Client { reference familyReference ... on Client { documents { id } } }
"""


def test_a_question_is_refused_before_anything_is_read(files: World, service: Stage) -> None:
    engines = files.store.engines
    with listening(*{engines.reader, engines.writer}) as heard:
        answer = _asked(service, files, Role.PROVIDER, FRAGMENTS, "Theirs")
    (error,) = answer["errors"]
    assert error["extensions"] == {
        "code": "FORBIDDEN",
        "fields": ["Client.familyReference", "RequestStep.actor"],
    }
    assert "aanbieder" in error["message"]
    assert len(error["locations"]) == 2
    assert "data" not in answer
    assert not [said for said, _ in heard if "FROM request" in said]


def test_nobody_without_a_role_reads_about_persons(files: World, service: Stage) -> None:
    query = '{ referral(region: "westfriesland", id: "x") { id } regions { code } }'
    (error,) = _asked(service, files, Role.PUBLIC, query)["errors"]
    assert error["extensions"] == {
        "code": "UNAUTHENTICATED",
        "fields": ["Query.referral", "Referral.id"],
    }


def test_only_the_operation_that_is_meant_is_judged(files: World, service: Stage) -> None:
    """An editor sends all that stands in it."""
    mine = _asked(service, files, Role.PUBLIC, FRAGMENTS, "Mine")
    assert "errors" not in mine
    (error,) = _asked(service, files, Role.PUBLIC, FRAGMENTS, "Theirs")["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


def test_the_same_text_is_judged_for_each_role_anew(files: World, service: Stage) -> None:
    """Validated documents are remembered; who asks is not."""
    query = '{ requests(region: "westfriesland") { totalCount } }'
    codes = [
        _asked(service, files, role, query).get("errors", [{}])[0].get("extensions", {}).get("code")
        for role in (Role.REGION, Role.PUBLIC, Role.PROVIDER, Role.REFERRER, Role.REGION)
    ]
    assert codes == [None, "UNAUTHENTICATED", None, "FORBIDDEN", None]


@pytest.mark.parametrize("name", ["ask", "catalogue", "decide", "norms", "regions", "rules"])
def test_everybody_may_ask_what_is_about_nobody(files: World, service: Stage, name: str) -> None:
    query = (CONTRACT / f"{name}.graphql").read_text("utf-8")
    errors = _asked(service, files, Role.PUBLIC, query).get("errors", [])
    codes = {error["extensions"]["code"] for error in errors}
    assert codes <= {"BAD_USER_INPUT"}  # its variables are not given here


def test_everybody_may_look_for_a_provider(files: World, service: Stage) -> None:
    query = '{ providers(region: "zhz") { totalCount edges { node { code tariffs { source } } } } }'
    found = _asked(service, files, Role.PUBLIC, query)["data"]["providers"]
    assert found["totalCount"] == 3
