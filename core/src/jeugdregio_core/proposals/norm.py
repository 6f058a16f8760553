"""Another figure for a norm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from jeugdregio_core.model.codes import Status
from jeugdregio_core.model.norms import Norm, NormFramework
from jeugdregio_core.model.period import NotInForce, in_force
from jeugdregio_core.model.words import spoken
from jeugdregio_core.proposals.proposal import Proposed, Unfit
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.norms import NormCeiling


@record
class NormProposal:
    """The norm with this code gets this figure."""

    norm: str
    value: Decimal

    def first_day(self, today: date) -> date:
        """At once."""
        return today

    def applied(self, rulebook: Rulebook, on: date) -> Proposed:
        """The framework in force with the other figure in it. Raises Unfit."""
        framework = _framework(rulebook, on)
        norm = self._norm(framework)
        self._makes_a_difference(rulebook, on, norm)
        changed = replace(norm, value=self.value, status=Status.KNOWN)
        norms = tuple(changed if held is norm else held for held in framework.norms)
        frameworks = tuple(
            replace(held, norms=norms) if held is framework else held
            for held in rulebook.norm_frameworks
        )
        now = "niet bekend" if norm.value is None else f"{_spoken(norm.value)} {norm.unit}"
        return Proposed(
            replace(rulebook, norm_frameworks=frameworks),
            f"De norm voor {norm.quantity} van {norm.subject} wordt {_spoken(self.value)} "
            f"{norm.unit}. Nu: {now}.",
        )

    def _norm(self, framework: NormFramework) -> Norm:
        found = next((norm for norm in framework.norms if norm.code == self.norm), None)
        if found is None:
            known = spoken(norm.code for norm in framework.norms)
            raise Unfit(f"Norm {self.norm} staat niet in {framework.title}. Bekend: {known}.")
        return found

    def _makes_a_difference(self, rulebook: Rulebook, on: date, norm: Norm) -> None:
        if not self.value.is_finite() or self.value < 0:
            raise Unfit("Geef voor de norm een getal dat niet onder nul ligt.")
        if norm.text is not None:
            raise Unfit(f"Norm {norm.code} is geen getal, maar een tekst: {norm.text}.")
        if norm.value == self.value:
            raise Unfit(f"Norm {norm.code} is al {_spoken(self.value)} {norm.unit}.")
        if norm.value is None and norm.subject not in _subjects(rulebook, on):
            raise Unfit(
                f"Norm {norm.code} gaat over {norm.subject}. Regels toetsen per dienst "
                "of segment. Laad die norm eerst met 'jeugdregio catalogue import'."
            )
        held = {ceiling.quantity for ceiling in rulebook.tables_on(on, NormCeiling)}
        if norm.quantity not in held:
            raise Unfit(
                f"Geen regel van {rulebook.region.name} toetst aan norm {norm.code}. Een ander "
                "getal verandert dus geen besluit."
            )


def _subjects(rulebook: Rulebook, on: date) -> frozenset[str]:
    held = in_force(rulebook.profile_sets, on)
    segments = {segment.code for one in held for segment in one.segments}
    return frozenset(segments | {part.code for one in held for part in one.components})


def _framework(rulebook: Rulebook, on: date) -> NormFramework:
    try:
        return rulebook.norm_framework_on(on)
    except NotInForce as gone:
        raise Unfit(str(gone)) from None


def _spoken(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
