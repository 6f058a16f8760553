"""The parts of a page that show rules as tables: stacking, documents, moves, regie, limits."""

from __future__ import annotations

from collections.abc import Sequence

from jeugdregio_core.model.codes import Permission
from jeugdregio_core.pages.markdown import UNKNOWN, Lines, bullets, cited, labels, listed, table
from jeugdregio_core.rules.documents import DocumentRow, DocumentTable
from jeugdregio_core.rules.moves import MoveTable
from jeugdregio_core.rules.norms import NormCeiling
from jeugdregio_core.rules.regie import RegieTable
from jeugdregio_core.rules.stacking import StackingMatrix, Term


def stacking(matrix: StackingMatrix) -> Lines:
    """The matrix, and what each rule in it says."""
    yield from (f"Geldig {matrix.valid}.{cited(matrix.source)}", "")
    if len({pair.term for pair in matrix.pairs()}) > 1:
        yield from table(
            ("Naast elkaar", *matrix.segments),
            (
                (first, *(_cell(matrix.term(first, second)) for second in matrix.segments))
                for first in matrix.segments
            ),
        )
    yield from bullets(f"{term.code}: {term.title}" for term in matrix.terms())
    if matrix.silent_on_products:
        products = listed(matrix.silent_on_products)
        yield from (f"Voor {products} geldt {matrix.otherwise.code}.", "")


def _cell(term: Term) -> str:
    if term.permission is Permission.CONDITIONAL or term.conditions:
        return f"mag als {term.condition}"
    return {
        Permission.PERMITTED: "mag",
        Permission.FORBIDDEN: "mag niet",
    }.get(term.permission, UNKNOWN)


def documents(held: DocumentTable) -> Lines:
    """Row by row: the first row that fits decides."""
    yield from _heading(held)
    yield from table(
        ("Profiel of product", "Verwijzer", "Verzoek", "Document", "Opgesteld door", "Opmerking"),
        (
            (
                listed([*row.profiles, *row.products]) or "alle",
                labels(row.referrers) or "alle",
                labels(row.requests) or "alle",
                row.kind.label if row.kind else "geen",
                row.author.label if row.author else "",
                _remark(row),
            )
            for row in held.rows
        ),
    )


def _remark(row: DocumentRow) -> str:
    return row.note if row.kind else f"{row.note} ({row.verdict.label})".strip()


def moves(held: MoveTable) -> Lines:
    """Every change of intensity, and whether it can."""
    yield f"**{held.within_code}, {held.across_code}**: {held.within_title} {held.across_title}"
    yield from (f"Geldig {held.valid}.{cited(held.source)}", "")
    codes = list(dict.fromkeys(old for old, _, _ in held.moves()))
    yield from table(
        ("Van", *(f"naar {code}" for code in codes)),
        ((old, *(_move(held, old, new) for new in codes)) for old in codes),
    )


def _move(held: MoveTable, old: str, new: str) -> str:
    if old == new:
        return "-"
    return "kan" if held.allowed(old, new) else "kan niet"


def regie(held: RegieTable) -> Lines:
    """Who holds which role, per value."""
    yield from _heading(held)
    yield from table(
        (_by(held), "Rol", "Wie", "Uitleg"),
        (
            (
                _value(held, value),
                role.role.label,
                role.holder.label if role.holder else UNKNOWN,
                role.explanation,
            )
            for value, roles in held.roles.items()
            for role in roles
        ),
    )


def _by(held: RegieTable) -> str:
    first, *others = (fact.label for fact in held.by)
    return " of ".join((first, *(other[:1].lower() + other[1:] for other in others)))


def _value(held: RegieTable, value: str) -> str:
    named = [member.label for fact in held.by for member in fact.choices or () if member == value]
    return named[0] if named else value


def ceilings(held: Sequence[NormCeiling]) -> Lines:
    """What may not go beyond a norm, and whose consent lifts it."""
    yield from table(
        ("Regel", "Wat", "Toestemming door", "Geldig", "Bron"),
        ((c.code, c.fact.label, labels(c.consent_by), str(c.valid), cited(c.source)) for c in held),
    )


def _heading(held: DocumentTable | RegieTable) -> Lines:
    only = ""
    if held.scope.segments:
        only += f" Alleen segment {listed(held.scope.segments)}."
    if held.scope.kinds:
        only += f" Alleen bij {labels(held.scope.kinds)}."
    yield f"**{held.code}**: {held.title}{only}"
    yield from (f"Geldig {held.valid}.{cited(held.source)}", "")
