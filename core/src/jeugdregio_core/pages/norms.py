"""The part of a page about one norm framework: its parts, norms and targets."""

from __future__ import annotations

from decimal import Decimal

from jeugdregio_core.model.codes import Comparison, Status
from jeugdregio_core.model.norms import Norm, NormFramework, Target
from jeugdregio_core.pages.markdown import Lines, bullets, cited, section, since, table, unknown


def norms(held: NormFramework) -> Lines:
    """Everything in the framework, what is open included."""
    yield from (f"### {held.title}", "")
    yield from (f"Geldig {held.valid}.{cited(held.source)}", "")
    yield from section("#### Onderdelen", bullets(f"{p.title} ({p.code})" for p in held.parts))
    yield from section("#### Normen", _norms(held))
    yield from section("#### Doelen", _targets(held))
    yield from unknown(held.unknown)


def _norms(held: NormFramework) -> Lines:
    yield from table(
        ("Voor", "Wat", "Norm", "Regel", "Bron"),
        ((n.subject, n.quantity, _figure(n), n.rule or "", cited(n.source)) for n in held.norms),
    )


def _figure(norm: Norm) -> str:
    if norm.status is not Status.KNOWN:
        return norm.status.label
    return norm.text or f"{dutch_number(norm.value)} {norm.unit}"


def _targets(held: NormFramework) -> Lines:
    yield from table(
        ("Doel", "Soort", "Segment", "Maat", "Uitkomst", "Periode", "Regel", "Bron"),
        (
            (
                t.description,
                t.kind.label,
                t.segment or "",
                t.measure or "",
                _aim(t),
                since(t.period),
                t.rule,
                cited(t.source),
            )
            for t in held.targets
        ),
    )


def _aim(target: Target) -> str:
    if target.status is not Status.KNOWN:
        return target.status.label
    if target.comparison is Comparison.NONE:
        return ""
    if target.value is None:
        return target.comparison.label
    unit = f" {target.unit}" if target.unit else ""
    drop = " lager" if target.relative_drop else ""
    base = f" dan in {target.base_year}" if target.base_year else ""
    return f"{target.comparison.label} {dutch_number(target.value)}{unit}{drop}{base}"


def dutch_number(value: Decimal | None) -> str:
    """A number with a decimal comma."""
    return "" if value is None else f"{value:f}".replace(".", ",")
