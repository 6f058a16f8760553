"""Documents: what the file holds, version by version, and for which request it counts."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import stored
from tests.support.office import Office, contracted
from tests.support.scenes import allocated, asked, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store import tables


def _recorded(office: Office, **asked: Any) -> Told:
    return office.do(
        steps.record_document, **{"client": "K-001", "kind": "PERSPECTIEFPLAN"} | asked
    )


def _given_documents(office: Office, request: str) -> Any:
    return office.see(stored.decisions(request))[-1].given["documents"]


def test_a_new_version_of_a_document_keeps_the_former(office: Office) -> None:
    referred(office)
    first = _recorded(office, author="AANBIEDER", includes=["onderwijsperspectief"])
    assert first.made["document"] | {"id": ""} == {
        "id": "",
        "kind": "PERSPECTIEFPLAN",
        "version": 1,
    }
    office.clock.later(days=1)
    second = _recorded(
        office,
        document=first.ids["document"],
        author="LOKAAL_TEAM",
        approvedBy="LOKAAL_TEAM",
        signedBy=["GEZIN"],
        date="2026-03-02",
        uri="https://dossier.example/1",
    )
    assert second.made["document"]["version"] == 2
    before, after = office.see(stored.rows(tables.DocumentVersion, tables.DocumentVersion.version))
    assert (str(before.author), before.includes) == ("AANBIEDER", ["onderwijsperspectief"])
    assert (str(after.author), after.signed_by) == ("LOKAAL_TEAM", ["GEZIN"])
    assert after.recorded_at == office.clock.at
    request = asked(office, referred(office)).ids["request"]
    assert _given_documents(office, request) == [
        {
            "kind": "PERSPECTIEFPLAN",
            "author": "LOKAAL_TEAM",
            "approvedBy": "LOKAAL_TEAM",
            "signedBy": ["GEZIN"],
            "date": "2026-03-02",
            "includes": [],
        }
    ]


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"date": "2026-03-03"}, "date"),
        ({"uri": "javascript:alert(1)"}, "uri"),
        ({"uri": "data:text/html,x"}, "uri"),
        ({"uri": "http://[oeps"}, "uri"),
    ],
)
def test_a_document_that_cannot_be_is_not_recorded(
    office: Office, asked: dict[str, Any], path: str
) -> None:
    referred(office)
    told = _recorded(office, **asked)
    assert [(p.code, p.path) for p in told.problems] == [(ProblemCode.INVALID, path)]


@pytest.mark.parametrize("uri", ["https://dossier.example/1", "urn:zaak:1", "zaak-2026-17"])
def test_a_document_says_where_its_text_is(office: Office, uri: str) -> None:
    referred(office)
    assert not _recorded(office, uri=uri).problems


def test_a_version_is_of_the_same_document_of_the_same_client(office: Office) -> None:
    referral = referred(office)
    referred(office, "K-002")
    request = asked(office, referral).ids["request"]
    document = _recorded(office).ids["document"]
    for given, code, path in (
        ({"client": "K-002", "document": document}, ProblemCode.UNKNOWN, "document"),
        ({"client": "K-002", "request": request}, ProblemCode.UNKNOWN, "request"),
        ({"kind": "BEHANDELPLAN", "document": document}, ProblemCode.INVALID, "kind"),
        ({"request": request, "document": document}, ProblemCode.INVALID, "request"),
    ):
        told = _recorded(office, **given)
        assert [(p.code, p.path) for p in told.problems] == [(code, path)]


def test_a_plan_counts_for_every_request_and_a_consent_for_its_own(zhz: Office) -> None:
    referral = referred(zhz)
    first = asked(zhz, referral).ids["request"]
    _recorded(zhz, request=first)
    _recorded(zhz, request=first, kind="TOESTEMMING_NORMAFWIJKING", author="LOKAAL_TEAM")
    second = asked(zhz, referral, "zuid").ids["request"]
    assert [d["kind"] for d in _given_documents(zhz, second)] == ["PERSPECTIEFPLAN"]
    zhz.do(steps.answer_request, request=first, answer="INVESTIGATE")
    assert {d["kind"] for d in _given_documents(zhz, first)} == {
        "PERSPECTIEFPLAN",
        "TOESTEMMING_NORMAFWIJKING",
    }


def test_a_form_that_a_rule_asks_for_opens_the_way(office: Office) -> None:
    referral = referred(office)
    refused = asked(office, referral, profile="6")
    assert [p.rule for p in refused.problems] == ["westfriesland-21"]
    _recorded(office, kind="AANVRAAGFORMULIER", author="AANBIEDER")
    assert allocated(office, referral, profile="6").ids["allocation"]


def test_a_document_of_a_client_counts_for_no_other(office: Office) -> None:
    office.add(contracted("westfriesland", "oost", ("B",)))
    referred(office)
    _recorded(office, kind="AANVRAAGFORMULIER", author="AANBIEDER")
    told = asked(office, referred(office, "K-002"), "oost", profile="6")
    assert [p.rule for p in told.problems] == ["westfriesland-21"]
