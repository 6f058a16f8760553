"""One case at a time or all rows at once: what a region declares as data says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

import pytest
from tests.support.columned import Lottery, Row, columns, questions
from tests.support.office import registry

from jeugdregio_core.columns.cells import VERDICTS
from jeugdregio_core.columns.declared import Declared
from jeugdregio_core.columns.verdicts import Table
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.framework import OUT_OF_SCOPE
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.rules.rule import Rule

REGIONS = ("friesland", "westfriesland", "zhz", "aa_zawa")
FRAMEWORK = ("core-01", "core-04")


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


def strictest(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    known = [verdict for verdict in verdicts if verdict is not None]
    return max(known, key=lambda v: v.strictness, default=None)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("seed", range(3))
def test_every_declared_rule_says_the_same_of_every_row(region: str, seed: int) -> None:
    book = rulebook(region)
    rows = Lottery(book, Random(seed)).rows(400)
    assert disagreements(book, book, rows) == []
