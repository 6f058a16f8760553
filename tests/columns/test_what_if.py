"""What if: a policy officer proposes a change and sees which allocations it would touch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import col, select
from tests.support.columned import with_figures
from tests.support.office import ACCESS, BUYER, Office, guard
from tests.support.scenes import SCENES, TWO, allocated, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.columns import tables as held
from jeugdregio_core.casework.columns.loading import load as load_columns
from jeugdregio_core.casework.columns.what_if import WhatIf, what_if
from jeugdregio_core.casework.rights import Forbidden
from jeugdregio_core.proposals.ending import EndProposal
from jeugdregio_core.proposals.norm import NormProposal
from jeugdregio_core.proposals.proposal import Part, Proposal, Unfit
from jeugdregio_core.proposals.stacking import StackingProposal
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.store import tables

NO_TWO_IN_B = StackingProposal(Part.SEGMENT, "B", "B", allowed=False)
APRIL = date(2026, 4, 1)


def ask(office: Office, proposal: Proposal, on: date | None = None, who: Any = BUYER) -> WhatIf:
    return office.desk.look(who, "whatIf", office.region, lambda w: what_if(w, proposal, on))


def two_at_once(office: Office, client: str = "K-001") -> None:
    """One young person with help in segment B at two providers."""
    allocated(office, referred(office, client))
    allocated(office, referred(office, client), TWO)


def test_who_has_two_in_segment_b_is_found_by_number(office: Office) -> None:
    two_at_once(office)
    allocated(office, referred(office, "K-002"))
    found = ask(office, NO_TWO_IN_B)
    difference = found.difference
    assert (difference.counted, difference.changed) == (3, 2)
    assert [one.number for one in difference.rows(10)] == [1, 2]
    [first, _] = difference.rows(10)
    assert first.after is Verdict.REFUSED
    assert first.rule_after is not None
    assert first.rule_after.code == "wat-als"
    assert "mag niet naast segment B. Nu: " in found.sentence


def test_the_changes_are_counted_by_municipality_segment_and_provider(office: Office) -> None:
    two_at_once(office)
    difference = ask(office, NO_TWO_IN_B).difference
    place = SCENES["westfriesland"].municipality
    for groups, codes in (
        (difference.municipalities, [place]),
        (difference.segments, ["B"]),
        (difference.providers, ["noord", "zuid"]),
    ):
        assert [group.code for group in groups] == codes
        assert sum(group.changed for group in groups) == 2
        assert sum(group.stricter for group in groups) == 2
    assert sum(shift.count for shift in difference.shifts) == difference.counted


def test_a_page_goes_on_where_the_last_one_ended(office: Office) -> None:
    two_at_once(office)
    two_at_once(office, "K-002")
    difference = ask(office, NO_TWO_IN_B).difference
    pages = [one.number for skip in range(4) for one in difference.rows(1, skip)]
    assert pages == [1, 2, 3, 4]
    assert difference.rows(10, 4) == ()


def test_a_profile_that_ends_touches_who_still_has_it_the_day_after(office: Office) -> None:
    allocated(office, referred(office))
    last = date(2026, 6, 30)
    found = ask(office, EndProposal(Part.PROFILE, "1", last))
    assert found.on == date(2026, 7, 1), "the first day on which it makes a difference"
    [one] = found.difference.rows(10)
    assert (one.after, one.rule_after and one.rule_after.code) == (
        Verdict.REFUSED,
        "westfriesland-04",
    )
    ended = ask(office, EndProposal(Part.PROFILE, "1", date(2026, 9, 30)))
    assert ended.difference.counted == 0, "the help ends on 30 September"


def test_rules_that_judge_one_case_at_a_time_are_named(office: Office) -> None:
    found = ask(office, NO_TWO_IN_B)
    left_out = {rule.code for rule in found.left_out}
    decided = {rule.code for rule in found.decided}
    assert {"westfriesland-10", "westfriesland-21"} <= decided
    assert "westfriesland-16" in left_out
    assert all(rule.valid.last is None for rule in (*found.decided, *found.left_out))


def test_a_rule_is_named_where_one_objects(office: Office) -> None:
    two_at_once(office)
    [one, _] = ask(office, NO_TWO_IN_B).difference.rows(10)
    assert (one.rule_before is None) == (one.before in (None, Verdict.PASSED))


def test_what_was_done_since_is_seen_and_what_was_only_looked_at_is_not_read_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def load(*given: Any) -> Any:
        read.append(given)
        return loading(*given)

    loading: Any = load_columns
    monkeypatch.setattr(held, "load", load)
    two_at_once(office)
    assert ask(office, NO_TWO_IN_B).difference.changed == 2
    assert ask(office, NO_TWO_IN_B).difference.changed == 2
    assert len(read) == 1
    two_at_once(office, "K-002")
    assert ask(office, NO_TWO_IN_B).difference.changed == 4
    assert len(read) == 2


def test_a_stop_ends_it(office: Office) -> None:
    two_at_once(office)
    office.clock.set(2026, 4, 20)
    place = SCENES["westfriesland"].municipality
    for kind, day in (("START", "2026-04-01"), ("STOP", "2026-04-15")):
        reason = {"reason": "31"} if kind == "STOP" else {}
        told = office.do(
            steps.record_delivery, kind=kind, on=day, municipality=place, number=1, **reason
        )
        assert not told.problems
    assert ask(office, NO_TWO_IN_B).difference.changed == 0


def test_no_more_than_a_few_tables_are_kept(office: Office) -> None:
    allocated(office, referred(office))
    for month in range(4, 9):
        ask(office, NO_TWO_IN_B, date(2026, month, 1))
    [shelf] = [one for engine, one in held._SHELVES.items() if engine in office.store.engines.all()]
    assert len(shelf.held) == held.MOST


def test_one_line_in_the_log_says_that_it_was_asked(office: Office) -> None:
    two_at_once(office)
    ask(office, NO_TWO_IN_B, APRIL)
    [line] = office.see(
        lambda s: s.exec(
            select(tables.AuditLine).where(col(tables.AuditLine.object_type) == "what-if")
        ).all()
    )
    assert (line.actor, line.action, line.object_id) == (BUYER.subject, "EXECUTE", "2026-04-01")
    assert line.pseudonym is None


def test_it_is_for_the_region_itself(office: Office) -> None:
    with pytest.raises(Forbidden, match="voor de regio zelf"):
        ask(office, NO_TWO_IN_B, who=ACCESS)


END = date(2026, 6, 30)
UNFIT: dict[str, tuple[Proposal, date | None, str]] = {
    "an unknown segment": (
        StackingProposal(Part.SEGMENT, "B", "Z", allowed=False),
        None,
        "Segment Z staat niet in de stapeltabel. Bekend: B, V en C.",
    ),
    "an unknown profile": (
        StackingProposal(Part.PROFILE, "1", "12", allowed=False),
        None,
        "Profiel 12 is er op 2 maart 2026 niet. Bekend: 1, 2, 3, 4, 5, 6, 7 en 8.",
    ),
    "intensities do not stack": (
        StackingProposal(Part.INTENSITY, "PE", "IN", allowed=False),
        None,
        "Stapelen gaat over segmenten of profielen. Kies een van die twee.",
    ),
    "a pair that is allowed already": (
        StackingProposal(Part.SEGMENT, "B", "C", allowed=True),
        None,
        "Dat is al zo: B naast C, B naast V, C naast V en V naast V mogen samen.",
    ),
    "a day without a table": (
        NO_TWO_IN_B,
        date(2024, 1, 1),
        "Op 1 januari 2024 heeft Westfriesland geen stapeltabel.",
    ),
    "a norm that does not exist": (
        NormProposal("duur", Decimal(3)),
        None,
        "Norm duur staat niet in Normenkader Westfriesland vanaf 1 juli 2025.",
    ),
    "a norm below zero": (
        NormProposal("kwaliteit-b", Decimal(-3)),
        None,
        "Geef voor de norm een getal dat niet onder nul ligt.",
    ),
    "a norm that no rule looks at": (
        NormProposal("kwaliteit-b", Decimal(3)),
        None,
        "Geen regel van Westfriesland toetst aan norm kwaliteit-b.",
    ),
    "a norm before there was one": (
        NormProposal("kwaliteit-b", Decimal(3)),
        date(2024, 1, 1),
        "Op 1 januari 2024 geldt geen normenkader van Westfriesland.",
    ),
    "a profile that is not there": (
        EndProposal(Part.PROFILE, "12", END),
        None,
        "Profiel 12 is er op 30 juni 2026 niet. Bekend: 1, 2, 3, 4, 5, 6, 7 en 8.",
    ),
    "an intensity of before the catalogue": (
        EndProposal(Part.INTENSITY, "PE", date(2010, 1, 1)),
        None,
        "Op 1 januari 2010 geldt geen profielenset van Westfriesland.",
    ),
    "a day on which it is still there": (
        EndProposal(Part.PROFILE, "1", END),
        APRIL,
        "Op 1 april 2026 verandert er nog niets: profiel 1 stopt na 30 juni 2026.",
    ),
    "a catalogue that ends itself": (
        EndProposal(Part.PROFILE, "9", date(2025, 6, 30)),
        None,
        "Dat is al zo:",
    ),
    "a catalogue that has ended since": (
        EndProposal(Part.PROFILE, "9", date(2025, 1, 31)),
        None,
        "tot 1 juli 2025 niet meer. Kies een dag eerder.",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_proposal_that_cannot_be_is_told_in_words(office: Office, name: str) -> None:
    proposal, on, words = UNFIT[name]
    with pytest.raises(Unfit) as told:
        ask(office, proposal, on)
    assert words in str(told.value)
    assert str(told.value).endswith(".")


LOADED: dict[str, tuple[NormProposal, str]] = {
    "the figure that it has": (
        NormProposal("duur-1", Decimal("12.0")),
        "Norm duur-1 is al 12 maanden.",
    ),
    "a norm that is a text": (
        NormProposal("mix-1", Decimal(3)),
        "Norm mix-1 is geen getal, maar een tekst: HBO.",
    ),
    "a norm that no case is about": (
        NormProposal("norm-duur", Decimal(3)),
        "Norm norm-duur gaat over elke dienst.",
    ),
}


@pytest.mark.parametrize("name", LOADED)
def test_a_norm_of_the_organisation_can_change_if_it_is_a_figure(name: str) -> None:
    proposal, words = LOADED[name]
    with pytest.raises(Unfit, match=words):
        proposal.applied(with_figures(guard("zhz").rulebook), APRIL)


def test_a_sentence_says_what_changes_and_how_it_is_now() -> None:
    zhz = with_figures(guard("zhz").rulebook)
    assert NormProposal("duur-1", Decimal("6.5")).applied(zhz, APRIL).sentence == (
        "De norm voor duur van 1 wordt 6,5 maanden. Nu: 12 maanden."
    )
    friesland = guard("friesland").rulebook
    pair = StackingProposal(Part.PROFILE, "A", "B", allowed=False)
    assert pair.applied(friesland, APRIL).sentence == (
        "Profiel A mag niet naast profiel B. Nu: Of twee toewijzingen in SJH samen mogen, zeggen "
        "de bronnen niet; alleen D hoort bij H."
    )
    ended = EndProposal(Part.PROFILE, "A", END)
    assert ended.applied(friesland, ended.first_day(APRIL)).sentence == (
        "Profiel A kan worden toegewezen tot en met 30 juni 2026, en daarna niet meer."
    )
