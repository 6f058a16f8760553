"""A rulebook while a deployment's facts are filled in, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jeugdregio_core.model.catalogue import Tariff
from jeugdregio_core.model.norms import Norm
from jeugdregio_core.model.period import Period
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.rule import Declaration, Rule
from jeugdregio_core.rules.stacking import StackingMatrix
from jeugdregio_core.supplement.catalogue import CataloguePiece
from jeugdregio_core.supplement.facts import Supplied, SuppliedPair, listed
from jeugdregio_core.supplement.norms import FrameworkPiece
from jeugdregio_core.supplement.pieces import Change, check_first_day, cut, within
from jeugdregio_core.supplement.stacking import MatrixPiece


class Filling:
    """Takes facts one by one, so that each that does not fit can be told.

    ``supplied`` are the facts that will be offered; their periods are needed first.
    """

    def __init__(self, rulebook: Rulebook, supplied: Iterable[Supplied]) -> None:
        self._rulebook = rulebook
        facts = list(supplied)
        norms = [s for s in facts if isinstance(s.fact, Norm)]
        pairs = [s for s in facts if isinstance(s.fact, SuppliedPair)]
        others = [s for s in facts if not isinstance(s.fact, Norm | SuppliedPair | Tariff)]
        self._catalogues: dict[str, list[CataloguePiece]] = {}
        for held in rulebook.profile_sets:
            pieces = map(CataloguePiece, cut(held, _periods(_for(others, held.code))))
            self._catalogues.setdefault(held.code, []).extend(pieces)
        self._frameworks = [
            FrameworkPiece(p)
            for held in rulebook.norm_frameworks
            for p in cut(held, _periods(norms))
        ]
        self._matrices = [
            MatrixPiece(p) for held in rulebook.stacking for p in cut(held, _periods(pairs))
        ]

    def add(self, supplied: Supplied) -> None:
        """Fill in one fact everywhere it holds, or nowhere.

        Raises ValueError, in Dutch, where it does not fit; Contradiction where the region states
        something else.
        """
        for change in list(self._changes(supplied)):
            change()

    def rulebook(self) -> Rulebook:
        """The rulebook with what was added, under the stamp it had."""
        stacking = tuple(piece.held for piece in self._matrices)
        whole = replace(
            self._rulebook,
            profile_sets=tuple(p.filled() for held in self._catalogues.values() for p in held),
            norm_frameworks=tuple(piece.filled() for piece in self._frameworks),
        )
        return whole if stacking == whole.stacking else _restacked(whole, stacking)

    def _changes(self, supplied: Supplied) -> Iterator[Change]:
        fact, region = supplied.fact, self._rulebook.region.name
        if isinstance(fact, Norm):
            pieces = self._speaking_of(fact)
            for framework in within(pieces, supplied.valid, f"normenkader van {region}"):
                yield framework.change(fact, supplied)
        elif isinstance(fact, SuppliedPair):
            for matrix in within(self._matrices, supplied.valid, f"stapeltabel van {region}"):
                yield matrix.change(fact, supplied)
        elif isinstance(fact, Tariff):
            yield from self._tariff(fact, supplied)
        else:
            catalogues = self._pieces(supplied.profile_set)
            for catalogue in within(catalogues, supplied.valid, f"profielenset van {region}"):
                yield catalogue.change(fact, supplied)

    def _tariff(self, fact: Tariff, supplied: Supplied) -> Iterator[Change]:
        """A tariff has days of its own: it goes into every piece of the catalogues it is about."""
        pieces = self._pieces(supplied.profile_set)
        check_first_day(pieces, fact.valid, f"profielenset van {self._rulebook.region.name}")
        about = {p.held.code for p in pieces if p.valid.overlaps(fact.valid)}
        for piece in pieces:
            if piece.held.code not in about:
                continue
            try:
                yield piece.change(fact, supplied)
            except ValueError:
                if piece.valid.overlaps(fact.valid):
                    raise

    def _pieces(self, profile_set: str | None) -> list[CataloguePiece]:
        if profile_set is None:
            return [piece for held in self._catalogues.values() for piece in held]
        if profile_set not in self._catalogues:
            raise ValueError(
                f"Profielenset {profile_set} bestaat niet. Bekend: {listed(self._catalogues)}."
            )
        return self._catalogues[profile_set]

    def _speaking_of(self, norm: Norm) -> list[FrameworkPiece]:
        found = [piece for piece in self._frameworks if norm.quantity in piece.quantities]
        if not found:
            known = sorted({q for piece in self._frameworks for q in piece.quantities})
            raise ValueError(
                f"Norm {norm.code}: het normenkader kent geen norm voor {norm.quantity!r}. "
                f"Bekend: {listed(known)}."
            )
        return found


def _for(supplied: Iterable[Supplied], profile_set: str) -> Iterator[Supplied]:
    return (s for s in supplied if s.profile_set in (None, profile_set))


def _periods(supplied: Iterable[Supplied]) -> Iterator[Period]:
    return (s.valid for s in supplied if s.valid is not None)


def _restacked(rulebook: Rulebook, stacking: tuple[StackingMatrix, ...]) -> Rulebook:
    """With other matrices, and the rules they stand for where those of the old ones stood."""
    stated = {(r.code, r.valid) for matrix in rulebook.stacking for r in matrix.rules()}
    kept = [rule for rule in rulebook.rules if (rule.code, rule.valid) not in stated]
    place = next(i for i, r in enumerate(rulebook.rules) if (r.code, r.valid) in stated)
    rules: list[Rule] = [rule for matrix in stacking for rule in matrix.rules()]
    tables: list[Declaration] = [t for t in rulebook.tables if not isinstance(t, StackingMatrix)]
    return replace(
        rulebook,
        stacking=stacking,
        rules=(*kept[:place], *rules, *kept[place:]),
        tables=(*stacking, *tables),
    )
