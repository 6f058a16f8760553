"""Questions that are meant to hurt: each is refused or answered, quickly and without a fault."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.databases import Databases
from tests.support.office import Office
from tests.support.scenes import SCENES

from jeugdregio_core.store.transaction import open_store

SECONDS = 2
"""Of the processor, so that a busy machine fails no test."""
FAULTS = {"INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "DEADLINE_EXCEEDED"}


def _chain(links: int, last: str) -> str:
    spread = (f"fragment F{n} on Region {{ ...F{n + 1} ...F{n + 1} }}" for n in range(links))
    return f"{{ regions {{ ...F0 }} }} {' '.join(spread)} fragment F{links} on Region {{ {last} }}"


def _many(count: int, part: str) -> str:
    return " ".join(part.replace("%", str(number)) for number in range(count))


DOCUMENTS = {
    "chained fragments": _chain(150, "code"),
    "chained fragments with aliases": _chain(150, "a: code"),
    "a circle of fragments": "{ regions { ...A } } fragment A on Region { ...A }",
    "one fragment, spread again and again": "{ regions { "
    + "...F " * 600
    + "} } fragment F on Region { code }",
    "conflicts across fragments": f"{{ regions {{ {_many(100, '...F%')} }} }} "
    + _many(100, "fragment F% on Region { a%: code b: name c: organisation }"),
    "fragments that nobody uses": "{ regions { code } } "
    + _many(240, "fragment F% on Region { code }"),
    "aliases": f"{{ regions {{ {_many(650, 'a%: code')} }} }}",
    "one alias for different things": "{ " + _many(180, 'x: region(code: "%") { code }') + " }",
    "one field, again and again": "{ regions { " + "code " * 1980 + "} }",
    "one object, again and again": "{ regions { " + "source { document } " * 390 + "} }",
    "one directive, again and again": "{ regions { code " + "@include(if: true) " * 280 + "} }",
    "unknown directives": "{ regions { code " + "@weg " * 900 + "} }",
    "too many words": "{ regions { " + "code " * 5000 + "} }",
    "nested fields": "{ regions " * 400 + "}" * 400,
    "nested inline fragments": "{ regions " + "{ ... on Region " * 300 + "{ code }" + " }" * 301,
    "a nested list": "{ region(code: " + "[" * 900 + "]" * 900 + ") { code } }",
    "a nested object": "{ decide(input: " + "{a: " * 600 + "1" + "}" * 600 + ") { verdict } }",
    "a long list": "{ compare(input: {regions: [" + '"x" ' * 1900 + "]}) { regions { on } } }",
    "introspection in a circle": "{ __schema { types { fields { type { fields { type { fields "
    "{ type { name } } } } } } } } }",
    "introspection fifteen times": "{ "
    + _many(15, "a%: __schema { types { name fields { name args { name } } } }")
    + " }",
    "variables": f"query ({_many(400, '$v%: Int')}) {{ regions {{ code }} }}",
    "operations": _many(240, "query Q% { regions { code } }"),
    "a long comment": "#" + "x" * 60_000 + "\n{ regions { code } }",
    "comments": "#x\n" * 15_000 + "{ regions { code } }",
    "commas": "," * 60_000 + "{ regions { code } }",
    "a huge number": '{ referrals(region: "zhz", first: ' + "9" * 5000 + ") { totalCount } }",
    "a number of 64 bits": '{ referrals(region: "zhz", first: 9223372036854775808)'
    " { totalCount } }",
    "a number that is no number": '{ allocation(region: "zhz", municipality: "0505", number: 1e400)'
    " { id } }",
    "a huge power": '{ decide(input: {region: "zhz", request: {volume: {amount: 1e999999999}}})'
    " { verdict } }",
    "a long text": '{ region(code: "' + "x" * 60_000 + '") { code } }',
    "a text of nothing": '{ region(code: """' + "\n " * 20_000 + '""") { code } }',
    "half a character": '{ region(code: "\\ud800") { code } }',
    "a null byte in a name": '{ region(code: "\\u0000") { code } }',
    "a null byte in an id": '{ referral(region: "zhz", id: "\\u0000") { id } }',
    "a null byte in a filter": '{ referrals(region: "zhz", where: {municipality: {eq: "a\\u0000"}})'
    " { totalCount } }",
    "a null byte in a reference": '{ clientFile(region: "zhz", reference: "\\u0000") '
    "{ client { reference } } }",
    "a null byte in a key": 'mutation { recordDocument(input: {idempotencyKey: "\\u0000", '
    'region: "zhz", client: "K-1", kind: BEHANDELPLAN}) { problems { message } } }',
    "an id of another form": '{ referral(region: "zhz", id: "1 OR 1=1") { id } }',
    "a page of nothing": '{ referrals(region: "zhz", first: -1) { totalCount } }',
    "the first day there is": '{ decide(input: {region: "zhz", decisionDate: "0001-01-01", '
    'client: {birthDate: "9999-12-31"}, request: {start: "9999-12-31", end: "0001-01-01"}}) '
    "{ verdict } }",
    "the last moment there is": '{ referrals(region: "zhz", asOf: "9999-12-31T23:59:59-23:59") '
    "{ totalCount } }",
    "the first moment there is": '{ referrals(region: "zhz", asOf: "0001-01-01T00:00:00+23:59") '
    "{ totalCount } }",
} | {
    f"cursor {cursor[:20]!r}": f'{{ {of}(region: "zhz", after: "{cursor}") {{ totalCount }} }}'
    for of in ("referrals", "providers")
    for cursor in ("", "=", "Zm9v", "é", "\\u0000", "bnVsbA==", "W10=", "WzEsMl0=", "x" * 9000)
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def api(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Asker]:
    """The service over a store."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        SCENES["zhz"].open(Office(store, "zhz"))
        yield Asker(service(store))


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_hostile_document_meets_no_fault_and_is_answered_in_time(
    api: Asker, document: str
) -> None:
    begun = time.process_time()
    errors = api.post(document).get("errors", [])
    assert time.process_time() - begun < SECONDS
    assert {error["extensions"]["code"] for error in errors} & FAULTS == set()
    assert len(errors) <= 20
