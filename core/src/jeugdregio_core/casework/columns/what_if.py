"""What if: a proposed change of what the region declares, over all allocations that run."""

from __future__ import annotations

from datetime import date

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.columns.tables import table
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.rights import Forbidden
from jeugdregio_core.columns.difference import Difference
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.proposals.proposal import Proposal
from jeugdregio_core.record import record
from jeugdregio_core.rules.rule import Rule


@record
class WhatIf:
    """What would be different, and how far that could be told."""

    on: date
    """Each allocation that still runs on this day is judged as if it were asked again for it."""
    sentence: str
    difference: Difference

    @property
    def decided(self) -> tuple[Rule, ...]:
        """The rules by which the allocations were judged again, as they are now."""
        return self._from_then_on(self.difference.before.declared.rules)

    @property
    def left_out(self) -> tuple[Rule, ...]:
        """The rules that judge one case at a time, and were not asked."""
        return self._from_then_on(self.difference.before.declared.left_out)

    def _from_then_on(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(r for r in rules if r.valid.last is None or self.on <= r.valid.last)


def what_if(work: Work, proposal: Proposal, on: date | None = None) -> WhatIf:
    """Judge every allocation that runs twice: as things are, and as proposed.

    On the first day that the proposal makes a difference, unless another is given. Only for the
    region itself. One line in the audit log says that it was asked. Raises Unfit and Forbidden.
    """
    if work.sight.role is not Role.REGION:
        raise Forbidden("De vraag wat er verandert, is voor de regio zelf.")
    day = on or proposal.first_day(work.day)
    rulebook = work.guard.rulebook
    proposed = proposal.applied(rulebook, day)
    work.note(AuditAction.EXECUTE, "what-if", day.isoformat())
    held = table(work, day)
    before, after = held.decide(rulebook), held.decide(proposed.rulebook)
    return WhatIf(day, proposed.sentence, Difference.of(held.columns, before, after))
