"""Asked for what others have, the service answers exactly as for what does not exist."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLInputType, get_named_type
from tests.api.access.questions import Question, administration, questions
from tests.support.acting import IDS, PERSONS, REGIONS, File, Stage, World
from tests.support.reading import listening
from tests.support.stored import counts

from jeugdregio_api import current
from jeugdregio_api.access.policy import EVERYONE, allowed
from jeugdregio_api.schema import build_schema
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.own_tables import current as own_tables

_LOOKED_UP = tuple(f"input.{one}" for one in "referral request client document number".split())
ADMINISTRATION = {question.place[1] for question in administration()}
ABOUT_PERSONS = re.compile(rf"(FROM|JOIN) ({'|'.join(PERSONS)})\b")

each_region = pytest.mark.parametrize("region", REGIONS)
each_role = pytest.mark.parametrize("role", Role, ids=str)


def _asked(
    files: World, service: Stage, who: Actor, question: Question, own: File, other: File
) -> tuple[str, int]:
    """The answer without what was asked with, and how many statements it cost, of any kind."""
    with listening(*files.store.engines.all()) as heard:
        answer = service.post(who, question.query, question.variables(own, other))
    return other.hidden_in(answer), len(heard)


@pytest.fixture(autouse=True)
def tables_that_stand(files: World, service: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether newer tables were loaded is looked up by the clock: no time passes here."""
    for looking in (current, own_tables):
        monkeypatch.setattr(looking, "monotonic", lambda: 0.0)
    (look,) = (one for one in questions() if one.argument == "referral.id")
    for region in REGIONS:
        own = files.own(region)
        service.post(files.actors(region)[Role.REGION], look.query, look.variables(own, own))


@each_region
@each_role
def test_what_others_have_is_answered_as_what_does_not_exist(
    files: World, service: Stage, region: str, role: Role
) -> None:
    own, who = files.own(region), files.actors(region)[role]
    before = files.store.read(counts)
    tried = 0
    for other in files.of_others(region, role):
        marks = {getattr(other, name) for name in IDS}
        for question in questions():
            if _is_shared(question, own, other):
                continue
            answer, cost = _asked(files, service, who, question, own, other)
            absent, as_much = _asked(files, service, who, question, own, other.absent())
            assert (answer, cost) == (absent, as_much), question.argument
            assert not any(mark in answer for mark in marks), question.argument
            if question.argument.endswith(_LOOKED_UP) and role in allowed(question.place):
                assert re.search('"(UNKNOWN|OTHER_REGION)"', answer), (question.argument, answer)
            tried += 1
    after = files.store.read(counts)
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"idempotency", "audit_line"}
    assert tried >= 20


def _is_shared(question: Question, own: File, other: File) -> bool:
    """Whether what is asked with is the asker's own: the same child helped by another provider."""
    same_place = own.municipality == other.municipality
    same_child = own.reference == other.reference
    argument = question.argument
    if argument.endswith("municipality.eq"):
        return same_place
    return same_child and argument.endswith((".reference", "recordDocument.input.client"))


@each_region
@each_role
def test_a_file_of_another_region_is_not_found_in_that_region_either(
    files: World, service: Stage, region: str, role: Role
) -> None:
    who = files.actors(region)[role]
    for other in (files.own(one) for one in REGIONS if one != region):
        for question in questions():
            answer, cost = _asked(files, service, who, question, other, other)
            absent, as_much = _asked(files, service, who, question, other, other.absent())
            assert (answer, cost) == (absent, as_much), question.argument


@each_region
def test_the_own_file_is_found_by_every_question_that_looks(
    files: World, service: Stage, region: str
) -> None:
    """So that nothing above is refused to everybody."""
    own = files.own(region)
    for role, who in files.actors(region).items():
        for question in questions():
            if question.argument.startswith(("referral.", "request.", "clientFile", "allocation.")):
                answer = service.post(who, question.query, question.variables(own, own))
                may = role in allowed(question.place)
                assert ('"errors"' not in answer) is may, (role, answer)


@each_region
def test_a_provider_reads_nothing_of_other_help_in_the_file_of_its_own_client(
    files: World, service: Stage, region: str
) -> None:
    """By every road that leads from what is its own to the same young person."""
    own, other = files.files[region, 1], files.files[region, 3]
    assert own.reference == other.reference
    part = """client { reference documents { id } } requests { id } allocations { number
      client { documents { id } } decision { id } versions { version } }"""
    query = f"""query ($region: ID!, $reference: String!, $id: ID!) {{
      clientFile(region: $region, reference: $reference) {{ client {{ documents {{ id }} }}
        referrals {{ id {part} }} allocations {{ number client {{ documents {{ id }} }} }} }}
      referral(region: $region, id: $id) {{ id {part} }} }}"""
    given = {"region": region, "reference": own.reference, "id": own.referral}
    answer = service.post(files.actors(region)[Role.PROVIDER], query, given)
    assert "errors" not in json.loads(answer)
    for name in (*IDS, "number"):
        whole = rf"(?<![\w-]){getattr(other, name)}(?![\w-])"  # four digits may be part of an id
        assert not re.search(whole, answer)
    for name in ("referral", "waiting", "document", "number"):
        assert str(getattr(own, name)) in answer


@each_region
@each_role
def test_a_cursor_from_a_list_of_others_is_only_a_place(
    files: World, service: Stage, region: str, role: Role
) -> None:
    query = """query ($region: ID!, $after: String) { %s(region: $region, after: $after) {
      totalCount pageInfo { hasNextPage } edges { cursor node { id } } } }"""
    everybody, who = files.actors(region)[Role.REGION], files.actors(region)[role]
    for name in ("referrals", "requests", "allocations"):
        if role not in allowed(("Query", name)):
            continue
        asked = query % name
        whole = json.loads(service.post(everybody, asked, {"region": region}))["data"][name]
        seen = json.loads(service.post(who, asked, {"region": region}))["data"][name]["edges"]
        mine = [edge["cursor"] for edge in seen]
        for edge in whole["edges"]:
            if edge["cursor"] not in mine:
                theirs = {"region": region, "after": edge["cursor"]}
                nobodys = {"region": region, "after": _beside(edge["cursor"])}
                assert service.post(who, asked, theirs) == service.post(who, asked, nobodys)


def _beside(cursor: str) -> str:
    """A place right beside this one, where nothing is."""
    parts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    parts[-1] = parts[-1][:-1] + ("0" if parts[-1][-1] != "0" else "1")
    return urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def _refers(service: Stage, who: Actor, own: File, **told: Any) -> Any:
    """What recording a referral gives: with problems, or without."""
    (question,) = (q for q in questions() if "client.reference" in q.argument)
    given: Any = question.variables(own, own)
    client = given["input"]["client"] | told.pop("client")
    given["input"] |= told | {"client": client}
    return json.loads(service.post(who, question.query, given))["data"]["told"]


WRONG = "2015-01-01"


@pytest.mark.parametrize("role", [Role.MUNICIPALITY, Role.REFERRER])
def test_trying_a_referral_never_tells_whether_a_reference_is_taken(
    files: World, service: Stage, role: Role
) -> None:
    own, other = files.files["zhz", 1], files.files["zhz", 2]
    who = files.actors("zhz")[role]
    tried = []
    for reference in (other.reference, "niemand"):
        for birth_date in (other.birth_date, WRONG):
            client = {"reference": reference, "birthDate": birth_date}
            with listening(*files.store.engines.all()) as heard:
                said = _refers(service, who, own, client=client)
            tried.append((said, [statement for statement, _ in heard]))
    assert tried[0] == tried[1] == tried[2] == tried[3]
    assert tried[0][0]["problems"] == []


def test_a_reference_of_others_is_not_taken_over_without_the_date_of_birth(
    files: World, service: Stage
) -> None:
    """The one thing that tells that a reference is taken, and only who really refers is told."""
    own, other = files.files["zhz", 1], files.files["zhz", 2]
    client = {"reference": other.reference, "birthDate": WRONG}
    for role in (Role.MUNICIPALITY, Role.REFERRER):
        before = files.store.read(counts)
        said = _refers(service, files.actors("zhz")[role], own, client=client, dryRun=False)
        (problem,) = said["problems"]
        assert (problem["code"], problem["path"]) == ("INVALID", "client.birthDate")
        assert other.birth_date not in problem["message"]
        after = files.store.read(counts)
        assert {name for name in after if after[name] != before[name]} == {
            "idempotency",
            "audit_line",
        }


@each_region
@each_role
def test_the_administration_of_providers_reads_nothing_of_young_persons(
    files: World, service: Stage, region: str, role: Role
) -> None:
    own, who = files.own(region), files.actors(region)[role]
    before = files.store.read(counts)
    for other in (own, *files.of_others(region, Role.PROVIDER)):
        for question in administration():
            with listening(*files.store.engines.all()) as heard:
                answer, _ = _asked(files, service, who, question, own, other)
            assert not [said for said, _ in heard if ABOUT_PERSONS.search(said)], question.argument
            told = json.loads(answer)
            if role not in allowed(question.place):
                denied = "UNAUTHENTICATED" if role is Role.PUBLIC else "FORBIDDEN"
                assert told["errors"][0]["extensions"]["code"] == denied
            elif role is Role.PROVIDER:
                codes = [problem["code"] for problem in told["data"]["told"]["problems"]]
                assert codes == ["NOT_YOUR_ROLE"] * (other.provider != own.provider)
            else:
                assert "errors" not in told
    assert files.store.read(counts) == before


_LEADS_NOWHERE = re.compile(
    r"\.(region|first|asOf|receivedOn|on|start|end|measuredOn|consultedOn|decidedOn|date|birthDate)"
    r"($|\.)|\.(idempotencyKey|dryRun|kind|status|reason|remark|answer|overruleBecause|agreed)($|\.)"
    r"|\.(intensity|profile|segment|advisedIntensity|bindingIntensity|requestedBy|measure|value)$"
    r"|\.(text|author|approvedBy|signedBy|includes|uri|referrer|referredBy|familyReference)$"
    r"|\.(protectionMeasure|needLevel|familyControl|livesIn|client\.municipality)$"
    r"|\.(request|norms)\.[a-zA-Z.]+$|createReferral\.input\.provider$|\.after$"
    rf"|^({'|'.join(ADMINISTRATION)})\.|^whatIf\.(proposal\.|skip$)"
)
"""What names no file. Codes of providers and municipalities are public, and so is what a proposal
names; cursors are tried above, and so is the administration of providers."""


def test_every_argument_that_can_lead_to_a_file_is_tried() -> None:
    schema = build_schema()._schema
    leading = {
        path
        for root in (schema.query_type, schema.mutation_type)
        for name, field in (root.fields.items() if root else ())
        if root and allowed((root.name, name)) != EVERYONE
        for argument, given in field.args.items()
        for path in _leaves(f"{name}.{argument}", given.type)
        if not _LEADS_NOWHERE.search(path)
    }
    tried = {argument for question in questions() for argument in question.argument.split()}
    assert leading == tried


def _leaves(path: str, kind: GraphQLInputType) -> list[str]:
    named = get_named_type(kind)
    if not isinstance(named, GraphQLInputObjectType):
        return [path]
    inner = ((f"{path}.{name}", field.type) for name, field in named.fields.items())
    return [leaf for one in inner for leaf in _leaves(*one)]
