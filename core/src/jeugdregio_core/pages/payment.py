"""The part of a page about tariffs and how they are paid."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.codes import Status
from jeugdregio_core.model.payment import Instalment, PaymentSchedule
from jeugdregio_core.pages.markdown import UNKNOWN, Lines, cited, listed, table

_RESULT = {True: "ja", False: "nee", None: UNKNOWN}


def payment(held: ProfileSet) -> Lines:
    """The basis per segment, the amounts on file, and the schedules."""
    yield from table(
        ("Segment", "Intensiteit", "Tarief", "Bedrag"),
        (
            (
                p.segment,
                listed(p.intensities),
                p.per.label if p.per else UNKNOWN,
                p.reason.label,
            )
            for p in held.payment
        ),
    )
    yield from table(
        ("Arrangement", "Bedrag", "Per", "Aanbieder", "Geldig", "Bron"),
        (
            (
                t.arrangement,
                euros(t.amount_cents),
                t.per.label,
                t.provider or "",
                str(t.valid),
                cited(t.source),
            )
            for t in held.tariffs
        ),
    )
    for schedule in held.schedules:
        yield from _schedule(schedule)


def euros(cents: int) -> str:
    """An amount as people write it: ``€ 1.234,56``."""
    whole, rest = divmod(cents, 100)
    return f"€ {whole:,}".replace(",", ".") + f",{rest:02}"


def _schedule(held: PaymentSchedule) -> Lines:
    yield (
        f"**{held.title}** ({held.rule}): segment {held.segment}, intensiteit "
        f"{listed(held.intensities)}, {held.per.label}, {held.valid}.{cited(held.source)}"
    )
    yield ""
    if held.status is not Status.KNOWN:
        yield from (f"Let op: {held.status.label}.", "")
    if held.note is not None:
        yield from (held.note, "")
    yield from table(
        ("Deel", "Wanneer", "Aandeel", "Hangt af van het resultaat", "Bron"),
        (
            (*spoken, _share(part), _RESULT[part.depends_on_result], cited(part.source))
            for spoken, part in _parts(held)
        ),
    )
    if not held.early_end_known:
        yield from ("Wat er bij een heel vroeg einde wordt betaald, is niet bekend.", "")


def _parts(held: PaymentSchedule) -> Iterator[tuple[tuple[str, str], Instalment]]:
    alike = groupby(held.instalments, lambda p: (p.share, p.depends_on_result, p.source))
    for _, group in alike:
        first, *others = group
        if len(others) > 1:
            label = f"{first.label} tot en met {others[-1].label}, elk"
            yield (label, f"{first.moment}, en zo verder"), first
        else:
            yield from (((part.label, part.moment), part) for part in (first, *others))


def _share(part: Instalment) -> str:
    if part.share is None:
        return UNKNOWN
    percent: Fraction = part.share * 100
    return f"{percent}%" if percent.denominator == 1 else str(part.share)
