"""One case at a time or all rows at once: what a region declares as data says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from tests.support.columned import Lottery, Row, columns, questions, with_figures
from tests.support.office import registry

from jeugdregio_core.columns.cells import VERDICTS
from jeugdregio_core.columns.declared import Declared
from jeugdregio_core.columns.verdicts import Table
from jeugdregio_core.model.codes import Permission
from jeugdregio_core.proposals.ending import EndProposal
from jeugdregio_core.proposals.norm import NormProposal
from jeugdregio_core.proposals.proposal import Part, Proposal
from jeugdregio_core.proposals.stacking import StackingProposal
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.framework import OUT_OF_SCOPE
from jeugdregio_core.rules.rule import Rule

REGIONS = ("friesland", "westfriesland", "zhz", "aa_zawa")
FRAMEWORK = ("core-01", "core-04")
TODAY = date(2025, 11, 22)


def rulebook(region: str) -> Rulebook:
    return registry().rulebook(region)


def disagreements(mine: Rulebook, theirs: Rulebook, rows: Sequence[Row]) -> list[str]:
    """Where columns by the one rulebook differ from single decisions by the other."""
    table = Table(columns(rows))
    declared = Declared.of(mine, table.columns.facts)
    said = [
        (rule, table.said_by(mine, number).verdicts) for number, rule in enumerate(declared.rules)
    ]
    found = []
    for place, question in enumerate(questions(theirs, rows)):
        decision = theirs.decide(question)
        held = {_key(f.rule): f.verdict for f in decision.findings}
        undecided = OUT_OF_SCOPE in {f.rule for f in decision.findings}
        for rule, of_rows in said:
            bulk, single = VERDICTS[of_rows[place]], held.get(_key(rule))
            if bulk is not single and not (undecided and single is None):
                found.append(f"{rule.code} op {decision.on}: {bulk} tegen {single}")
    return found


def _key(rule: Rule) -> object:
    """A rule of the region itself; the framework's own by their code."""
    return rule.code if rule.code in FRAMEWORK else (rule.code, rule.valid)


def drawn(book: Rulebook, seed: int, many: int = 400) -> list[Row]:
    return Lottery(book, Random(seed)).rows(many)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("seed", range(3))
def test_every_declared_rule_says_the_same_of_every_row(region: str, seed: int) -> None:
    book = rulebook(region)
    assert disagreements(book, book, drawn(book, seed)) == []


PROPOSALS: dict[str, tuple[str, Proposal]] = {
    "two segments forbidden": (
        "westfriesland",
        StackingProposal(Part.SEGMENT, "B", "C", allowed=False),
    ),
    "two segments allowed": (
        "friesland",
        StackingProposal(Part.SEGMENT, "SJH", "SJH", allowed=True),
    ),
    "two profiles forbidden": (
        "westfriesland",
        StackingProposal(Part.PROFILE, "1", "2", allowed=False),
    ),
    "two profiles allowed": (
        "aa_zawa",
        StackingProposal(Part.PROFILE, "1", "2", allowed=True),
    ),
    "a profile ended": ("westfriesland", EndProposal(Part.PROFILE, "4", date(2025, 10, 31))),
    "a segment ended": ("westfriesland", EndProposal(Part.SEGMENT, "V", date(2025, 10, 31))),
    "an intensity ended": ("westfriesland", EndProposal(Part.INTENSITY, "PE", date(2025, 10, 31))),
}


@pytest.mark.parametrize("name", PROPOSALS)
def test_both_say_the_same_of_a_proposal_too(name: str) -> None:
    region, proposal = PROPOSALS[name]
    book = rulebook(region)
    proposed = proposal.applied(book, TODAY).rulebook
    rows = [*drawn(book, 7), *_on_the_days_around(proposal, drawn(book, 8))]
    assert disagreements(proposed, proposed, rows) == []
    assert disagreements(proposed, book, rows), "a proposal that changes nothing proves nothing"


def _on_the_days_around(proposal: Proposal, rows: Sequence[Row]) -> list[Row]:
    """The same rows on the last day of what ends, and on the day after."""
    if not isinstance(proposal, EndProposal):
        return []
    days = (proposal.last, proposal.first_day(proposal.last))
    return [
        replace(
            row,
            client=row.client + 1000,
            number=row.number + 1000,
            begun=days[row.number % 2],
            request=replace(row.request, start=days[row.number % 2], end=None),
        )
        for row in rows
    ]


@pytest.mark.parametrize("seed", range(3))
def test_both_hold_what_is_asked_against_the_same_norm(seed: int) -> None:
    book = with_figures(rulebook("zhz"))
    rows = drawn(book, seed, 800)
    assert disagreements(book, book, rows) == []
    lowered = NormProposal("duur-1", Decimal("6.5")).applied(book, TODAY).rulebook
    assert disagreements(lowered, lowered, rows) == []
    assert any(said.startswith("zhz-05") for said in disagreements(lowered, book, rows))


def test_one_cell_that_is_wrong_is_found() -> None:
    book = rulebook("westfriesland")
    [matrix] = book.stacking
    upside_down = replace(matrix.term("B", "C"), permission=Permission.FORBIDDEN)
    broken = replace(matrix, cells={**matrix.cells, ("B", "C"): upside_down})
    rules = tuple(
        next((b for b in broken.rules() if b.code == rule.code), rule)
        if rule.code == upside_down.code
        else rule
        for rule in book.rules
    )
    found = disagreements(replace(book, rules=rules), book, drawn(book, 1))
    assert found
    assert {said.split()[0] for said in found} == {upside_down.code}


def test_a_rule_that_reads_more_than_columns_know_is_told_as_left_out() -> None:
    book = rulebook("westfriesland")
    held = columns(drawn(book, 1, 10)).facts
    rules = Declared.of(book, held)
    told = {rule.code for rule in (*rules.rules, *rules.left_out)}
    assert told >= {rule.code for rule in book.rules if rule.judge is not None}
    assert "westfriesland-16" in {rule.code for rule in rules.left_out}
    less = Declared.of(book, held.keys() - {"documents"})
    assert {"westfriesland-21", "westfriesland-22"} <= {rule.code for rule in less.left_out}
