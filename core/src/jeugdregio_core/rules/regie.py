"""Regiefunctie: who directs a case, stated as a table from one fact to the roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import Fact
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer, Assign, assign
from jeugdregio_core.rules.rule import DeclaredJudge, Rule, Scope


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RegieTable:
    """Who holds which role, looked up by the first of the facts ``by`` that was given.

    The last of them is needed when none is given. A value that is not in the table is none of
    this rule's business.
    """

    code: str
    title: str
    valid: Period
    source: Source
    by: tuple[Fact[Any], ...]
    roles: Mapping[str, tuple[Assign, ...]]
    scope: Scope = Scope()

    def rules(self) -> tuple[Rule, ...]:
        """The table as one rule."""
        return (
            Rule(
                code=self.code,
                title=self.title,
                tabular=True,
                topic=RuleTopic.REGIE,
                valid=self.valid,
                source=self.source,
                reads=self.by,
                scope=self.scope,
                judge=DeclaredJudge(partial(_judge, self)),
            ),
        )


def _judge(table: RegieTable, case: Case) -> Answer:
    given = next((v for fact in table.by if (v := case.get(fact)) is not None), None)
    roles = table.roles.get(case[table.by[-1]] if given is None else given)
    return assign(*roles) if roles else NOT_APPLICABLE
