"""What a proposal comes down to, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.rules.outcome import Verdict

if TYPE_CHECKING:
    from jeugdregio_core.casework.columns.what_if import WhatIf
    from jeugdregio_core.columns.difference import Group
    from jeugdregio_core.rules.rule import Rule

_MOST = 10
"""So many groups or allocations are shown; a file has them all."""


def in_words(found: WhatIf) -> str:
    """The whole answer."""
    return "\n".join(_lines(found))


def said(verdict: Verdict | None) -> str:
    """A verdict, or that there is none."""
    return verdict.label if verdict else "geen regel zegt iets"


def _lines(found: WhatIf) -> Iterator[str]:
    difference = found.difference
    yield f"Wat verandert er: {found.sentence}"
    yield (
        f"Vanaf {dutch_date(found.on)} lopen er {difference.counted} toewijzingen. "
        f"{difference.changed} daarvan krijgen een ander oordeel als zij opnieuw worden gevraagd."
    )
    for shift in difference.shifts:
        if shift.before is not shift.after:
            yield f"  van '{said(shift.before)}' naar '{said(shift.after)}': {shift.count}"
    yield from _groups("Per gemeente", difference.municipalities)
    yield from _groups("Per segment", difference.segments)
    yield from _groups("Per aanbieder", difference.providers)
    yield ""
    yield f"Opnieuw beoordeeld: {_codes(found.decided)}."
    yield (
        f"Niet opnieuw beoordeeld, want alleen per verzoek te beoordelen: {_codes(found.left_out)}."
    )


def _groups(heading: str, groups: Sequence[Group]) -> Iterator[str]:
    if groups:
        yield ""
        yield f"{heading} (anders / lopend, waarvan strenger):"
    for group in groups[:_MOST]:
        yield f"  {group.code}: {group.changed} / {group.counted}, {group.stricter} strenger"
    if len(groups) > _MOST:
        yield f"  en nog {len(groups) - _MOST}"


def _codes(rules: Sequence[Rule]) -> str:
    codes = dict.fromkeys(rule.code for rule in rules)
    return f"{len(codes)} regels ({', '.join(codes)})" if codes else "geen regels"
