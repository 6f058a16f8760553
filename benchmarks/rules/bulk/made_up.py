"""A region's allocations by the million, drawn as columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from jeugdregio_core.columns.held import OPEN, Coded, Columns, smallest
from jeugdregio_core.model.codes import DocumentKind, Party, ReferrerType, RequestKind
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.input import DocumentInput

ON = date(2025, 11, 22)
DOCUMENTS = tuple(
    DocumentInput(kind=kind, author=author)
    for kind in (DocumentKind.PERSPECTIEFPLAN, DocumentKind.AANVRAAGFORMULIER)
    for author in (Party.AANBIEDER, Party.GEMEENTELIJKE_TOEGANG)
)


def columns(rulebook: Rulebook, rows: int, seed: int = 1) -> Columns:
    """So many allocations of half as many clients, asked again on one day."""
    draw = np.random.default_rng(seed)
    held = rulebook.profile_sets[-1]
    clients = draw.integers(0, rows // 2, rows).astype(np.int32)
    lives = draw.integers(0, len(rulebook.region.municipalities_on(ON)), rows // 2)

    def coded(values: list[Any], numbers: Any = None) -> Coded:
        drawn = draw.integers(0, len(values), rows) if numbers is None else numbers
        return Coded(values, drawn.astype(smallest(len(values))))

    help_: list[tuple[str | None, str | None, str | None]] = []
    help_ += [(p.segment, p.code, None) for p in held.profiles]
    help_ += [(c.segment, None, c.code) for c in held.components]
    help_ += [(s.code, None, None) for s in held.segments for _ in range(4)]
    which = draw.integers(0, len(help_), rows)

    def of_help(place: int) -> Coded:
        values = Coded.of(one[place] for one in help_)
        return Coded(values.values, values.numbers[which])

    municipality = coded([m.code for m in rulebook.region.municipalities_on(ON)], lives[clients])
    begun = ON.toordinal() - draw.integers(0, 500, rows).astype(np.int32)
    changes = draw.random(rows) < 0.25
    kinds = [RequestKind.NEW, RequestKind.CHANGE]
    intensities = [i.code for i in held.intensities]
    on_file = [(), DOCUMENTS[:1], DOCUMENTS[1:2], DOCUMENTS[:2], DOCUMENTS[2:3], DOCUMENTS]
    first = np.full(rows, ON.toordinal(), np.int32)
    return Columns(
        facts={
            "kind": coded(kinds, changes),
            "client.municipality": municipality,
            "referral.referrer": coded([*ReferrerType]),
            "request.provider": coded([f"aanbieder-{n}" for n in range(200)]),
            "request.segment": of_help(0),
            "request.profile": of_help(1),
            "request.product": of_help(2),
            "request.intensity": coded(intensities),
            "changeOf.intensity": coded(
                [None, *intensities],
                np.where(changes, draw.integers(1, len(intensities) + 1, rows), 0),
            ),
            "documents": coded(on_file, draw.integers(0, len(on_file), rows)[clients]),
        },
        governing=first,
        first=first,
        last=np.where(draw.random(rows) < 0.5, OPEN, first + 200).astype(np.int32),
        begun=begun,
        initial=coded([True, False]),
        client=clients,
        municipality=municipality,
        number=np.arange(1, rows + 1, dtype=np.int32),
    )
