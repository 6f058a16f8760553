"""Decide within a time limit, and never let a plugin's failure become a permission.

In-process code can do anything; this guards against mistakes, not against malice. A region that
keeps overrunning is switched off until the process restarts.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from jeugdregio_core.deadline import DeadlineExceeded, within
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.framework import UNFINISHED
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.outcome import PLUGIN_ERROR, Finding, Said, Verdict

_log = logging.getLogger(__name__)

OVERRUNS_ALLOWED = 3
"""After so many overruns a region is switched off."""


def _nobody(_decision: Decision) -> None:
    """Told to nobody."""


@dataclass(slots=True)
class Guard:
    """Decides by one region's rulebook, within a time limit, whatever its rules do."""

    rulebook: Rulebook
    seconds: float
    overruns: int = 0
    told: Callable[[Decision], None] = _nobody
    """Hears of every decision, for whoever counts them."""
    _counting: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def switched_off(self) -> bool:
        """Whether the region overran too often to be asked again."""
        return self.overruns >= OVERRUNS_ALLOWED

    def decide(self, given: CaseInput) -> Decision:
        """The decision, or one that asks for a human where the plugin let us down."""
        return self.decide_all((given,))[0]

    def decide_all(self, given: tuple[CaseInput, ...]) -> tuple[Decision, ...]:
        """The decisions on several questions, within one time limit for all of them.

        What is not decided in time asks for a human.
        """
        decided = self._decided(given)
        for decision in decided:
            self.told(decision)
        return decided

    def _decided(self, given: tuple[CaseInput, ...]) -> tuple[Decision, ...]:
        if self.switched_off:
            return self._unfinished(given, "De regels van deze regio zijn uitgeschakeld.")
        before = hash(given)
        try:
            decided = self._in_time(given)
        except Exception as error:  # also what would have ended the process
            self._report(type(error).__name__)
            return self._unfinished(given, "De beoordeling is afgebroken.")
        if hash(given) != before:
            self._report("a rule changed the question")
            return self._unfinished(given, "Een regel veranderde het verzoek.")
        late = f"De beoordeling duurde langer dan {self.seconds:g} s."
        return decided + self._unfinished(given[len(decided) :], late)

    def _in_time(self, given: tuple[CaseInput, ...]) -> tuple[Decision, ...]:
        done: list[Decision] = []

        def work() -> None:
            for question in given:
                done.append(self.rulebook.decide(question))

        try:
            within(self.seconds, work)
        except DeadlineExceeded:
            if not done:  # that there is too much to decide is not the region's fault
                self._count()
        return tuple(done)

    def _count(self) -> None:
        with self._counting:
            self.overruns += 1
        self._report(f"overrun {self.overruns} of {OVERRUNS_ALLOWED}")

    def _report(self, what: str) -> None:
        stamp = self.rulebook.stamp
        _log.error("plugin %s %s: %s", stamp.distribution, stamp.version, what)

    def _unfinished(self, given: tuple[CaseInput, ...], why: str) -> tuple[Decision, ...]:
        message = f"{why} Laat het verzoek beoordelen en meld de fout aan de regio."
        finding = Finding(UNFINISHED, Verdict.REVIEW, message, error=PLUGIN_ERROR)
        return tuple(self._without_rules(question, finding) for question in given)

    def _without_rules(self, given: CaseInput, finding: Finding) -> Decision:
        case = self.rulebook.case(given)
        return Decision(
            given=given,
            on=case.on,
            profile_set=case.profile_set,
            rulebook=self.rulebook.stamp,
            said=(Said.of(finding),),
        )
