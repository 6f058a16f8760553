"""Years later it can be shown why: the decision stands with all it was based on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support import stored
from tests.support.office import Office, contracted, guard
from tests.support.scenes import SCENES, allocated, answered, asked, referred

from jeugdregio_core.casework import decisions, steps
from jeugdregio_core.casework.plain import plain, request_from
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.store import tables

each_region = pytest.mark.parametrize("region", sorted(SCENES))


def _rich(office: Office) -> list[tables.Decision]:
    """Decisions with documents, help beside it, a volume, norms and moments."""
    referral = referred(office, client={"protectionMeasure": True, "familyReference": "G-1"})
    office.do(
        steps.record_document,
        client="K-001",
        kind="PERSPECTIEFPLAN",
        author="GI",
        signedBy=["GEZIN", "CLIENT"],
        date="2026-02-01",
        includes=["onderwijsperspectief"],
    )
    first = asked(office, referral, volume={"amount": 1, "unit": "STUKS", "frequency": "MAAND"})
    answered(office, first.ids["request"], overruleBecause="Voor de proef.")
    second = asked(
        office,
        referral,
        "zuid",
        reportedAt="2026-03-01T10:00:00+01:00",
        offeredAt="2026-03-02T09:30:00+01:00",
        lifelong=True,
        entry="LOCAL_TEAM",
        norms={"durationMonths": "3.5", "hoursPerWeek": 8, "grounds": ["SCHOOLUITVAL"]},
    )
    requests = [first.ids["request"], second.ids["request"]]
    return [made for request in requests for made in office.see(stored.decisions(request))]


@each_region
def test_a_stored_decision_can_be_made_again_to_the_letter(
    open_office: Callable[[str], Office], region: str
) -> None:
    office = open_office(region)
    made = _rich(office)
    assert len(made) == 3
    for kept in made:
        given = parse_case(kept.given)
        assert plain(given) == kept.given
        again = guard(region).decide(given)
        stamp = again.rulebook
        assert (kept.distribution, kept.version, kept.hash) == (
            stamp.distribution,
            stamp.version,
            stamp.hash,
        )
        said = decisions.told(again)
        assert kept.findings == said["findings"]
        assert kept.regie == said["regie"]
        assert kept.documents == said["documents"]
        assert kept.verdict is again.verdict


def test_a_decision_names_every_rule_with_its_title_and_source(office: Office) -> None:
    told = asked(office, referred(office))
    assert told.decision is not None
    for finding in told.decision["findings"]:
        assert all(finding["rule"][part] for part in ("code", "title", "topic", "source"))
    (kept,) = office.see(stored.decisions(told.ids["request"]))
    assert told.decision["findings"] == kept.findings
    assert told.decision["rulebook"]["hash"] == kept.hash


def test_what_was_asked_is_kept_as_it_was_asked(office: Office) -> None:
    request = asked(office, referred(office), requestedBy="PROVIDER").ids["request"]
    kept = office.see(stored.row(tables.Request, request))
    assert kept.facts == {
        "provider": "noord",
        "segment": "B",
        "profile": "1",
        "intensity": "PE",
        "start": "2026-04-01",
        "end": "2026-09-30",
        "requestedBy": "PROVIDER",
    }
    assert plain(request_from(kept.facts)) == kept.facts


def test_what_was_known_when_it_was_decided_stays(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    before = office.see(stored.decisions(request))
    referred(office, client={"municipality": "0420", "birthDate": "2014-05-02"})
    answered(office, request)
    first, second = office.see(stored.decisions(request))
    assert [first] == before
    assert first.given["client"] == {"birthDate": "2014-05-01", "municipality": "0405"}
    assert second.given["client"] == {"birthDate": "2014-05-02", "municipality": "0420"}


def test_the_day_of_the_decision_is_that_of_the_netherlands(office: Office) -> None:
    referral = referred(office)
    office.clock.at = office.clock.at.replace(month=3, day=31, hour=22, minute=30)
    request = asked(office, referral).ids["request"]
    (decision,) = office.see(stored.decisions(request))
    assert decision.given["decisionDate"] == "2026-04-01"


def test_providers_go_with_the_question_as_their_contracts_say(aa_zawa: Office) -> None:
    lead = contracted("aa_zawa", "hoofd", ("B", "1"), ("B", "2", "INTENSIEF"), ("C", "3"))
    under = contracted("aa_zawa", "onder", lead=lead[0].id)  # type: ignore[attr-defined]
    aa_zawa.add([*lead, *under])
    referral = referred(aa_zawa)
    allocated(aa_zawa, referral)
    request = asked(aa_zawa, referral, "hoofd", start="2026-05-01").ids["request"]
    (decision,) = aa_zawa.see(stored.decisions(request))
    held = {p["code"]: p for p in decision.given["providers"]}
    assert set(held) == {"hoofd", "noord", "onder"}
    assert held["hoofd"] == {
        "code": "hoofd",
        "segments": ["B", "C"],
        "arrangements": [{"profile": "1"}, {"profile": "2", "intensity": "INTENSIEF"}],
        "subcontractors": ["onder"],
        "agreements": [],
    }
    assert held["onder"] == {
        "code": "onder",
        "segments": [],
        "arrangements": [],
        "leadContractor": "hoofd",
        "subcontractors": [],
        "agreements": [],
    }
    assert [a["profile"] for a in held["noord"]["arrangements"]] == [str(n) for n in range(1, 12)]


def test_a_subcontractor_does_not_ask_for_itself(aa_zawa: Office) -> None:
    lead = contracted("aa_zawa", "hoofd", ("B",))
    aa_zawa.add([*lead, *contracted("aa_zawa", "onder", lead=lead[0].id)])  # type: ignore[attr-defined]
    told = asked(aa_zawa, referred(aa_zawa), "onder")
    assert {p.rule for p in told.problems} >= {"aa_zawa-23"}


def test_an_agreement_counts_while_it_lasts(zhz: Office) -> None:
    rows = contracted("zhz", "oost", ("4",), agreements=["hoofdovereenkomst"])
    agreement = next(row for row in rows if isinstance(row, tables.Agreement))
    agreement.last = agreement.first
    zhz.add(rows)
    told = asked(zhz, referred(zhz), "oost")
    assert [p.rule for p in told.problems] == ["zhz-29"]
