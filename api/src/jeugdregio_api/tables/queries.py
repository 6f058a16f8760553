"""The tables of a region that are in force, and the rules they stand for."""

from typing import TypeVar

from jeugdregio_api.fields import OnDay
from jeugdregio_api.seen import Seen, place
from jeugdregio_api.stated import stated, stated_by
from jeugdregio_core.model.codes import ReferrerType, RequestKind
from jeugdregio_core.model.period import Dated
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules.documents import DocumentRow, DocumentTable
from jeugdregio_core.rules.moves import MoveTable
from jeugdregio_core.rules.outcome import Assign, Verdict
from jeugdregio_core.rules.regie import RegieTable
from jeugdregio_core.rules.rule import Rule

D = TypeVar("D", bound=Dated)
Move = tuple[str, str, bool]
Roles = tuple[str, tuple[Assign, ...]]


def _tables(root: Seen[Region], on: OnDay, kind: type[D]) -> list[Seen[D]]:
    day = on or root.on
    here = place(root.rulebook, day)
    return [Seen(table, here) for table in root.rulebook.tables_on(day, kind)]


@stated_by()
def document_tables(root: Seen[Region], on: OnDay = None) -> list[Seen[DocumentTable]]:
    """The tables of documents."""
    return _tables(root, on, DocumentTable)


@stated_by()
def move_tables(root: Seen[Region], on: OnDay = None) -> list[Seen[MoveTable]]:
    """The tables of changes."""
    return _tables(root, on, MoveTable)


@stated_by()
def regie_tables(root: Seen[Region], on: OnDay = None) -> list[Seen[RegieTable]]:
    """The tables of regie."""
    return _tables(root, on, RegieTable)


@stated
def rule(root: Seen[DocumentTable | RegieTable]) -> Rule | None:
    """The rule that a table stands for."""
    return root.rule(root.item.code)


@stated
def permitting(root: Seen[MoveTable]) -> Rule | None:
    """The rule behind the moves that are allowed."""
    return root.rule(root.item.within_code)


@stated
def refusing(root: Seen[MoveTable]) -> Rule | None:
    """The rule behind the moves that are not."""
    return root.rule(root.item.across_code)


@stated
def in_scope(root: Seen[DocumentTable | RegieTable]) -> list[str]:
    """The segments of a table."""
    return sorted(root.item.scope.segments)


@stated
def segments_of_moves(root: Seen[MoveTable]) -> list[str]:
    """The segments of a table of moves."""
    return sorted(root.item.segments)


@stated
def profiles(root: DocumentRow) -> list[str]:
    """The profiles of a row."""
    return sorted(root.profiles)


@stated
def products(root: DocumentRow) -> list[str]:
    """The products of a row."""
    return sorted(root.products)


@stated
def referrers(root: DocumentRow) -> list[ReferrerType]:
    """The referrers of a row."""
    return sorted(root.referrers)


@stated
def requests(root: DocumentRow) -> list[RequestKind]:
    """The kinds of request of a row."""
    return sorted(root.requests)


@stated
def note(root: DocumentRow) -> str | None:
    """The remark of a row."""
    return root.note or None


@stated
def without_document(root: DocumentRow) -> Verdict | None:
    """What a row without a document finds."""
    return root.verdict if root.kind is None else None


@stated
def old(root: Move) -> str:
    """The intensity a move leaves."""
    return root[0]


@stated
def new(root: Move) -> str:
    """The intensity a move goes to."""
    return root[1]


@stated
def allowed(root: Move) -> bool:
    """Whether a move is allowed."""
    return root[2]


@stated
def moves(root: Seen[MoveTable]) -> tuple[Move, ...]:
    """Every move."""
    return root.item.moves()


@stated
def by(root: Seen[RegieTable]) -> list[str]:
    """Where the facts stand by which the table is looked up."""
    return [fact.path for fact in root.item.by]


@stated
def rows(root: Seen[RegieTable]) -> list[Roles]:
    """The roles per value."""
    return [(str(value), roles) for value, roles in root.item.roles.items()]


@stated
def value(root: Roles) -> str:
    """The value of a row."""
    return root[0]


@stated
def roles(root: Roles) -> tuple[Assign, ...]:
    """The roles of a row."""
    return root[1]
