"""Changes that Cosmic Ray does not know: a region's rules are tables, and tables are codes.

A code is a text of one word that is no name: ``"B"``, ``"501PE"``, ``"westfriesland-10"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import EnumMeta
from typing import Any

from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Name

from jeugdregio_core.model import codes
from jeugdregio_core.rules.outcome import Verdict

_CODE = re.compile(r"""(["'])(?![A-Z][a-z])[A-Za-z0-9_+-]+\1""")
_LISTS = {k: v for k, v in vars(codes).items() if isinstance(v, EnumMeta)} | {"Verdict": Verdict}
del _LISTS["RuleTopic"]  # under which heading a rule is filed decides nothing


class AnotherCode(Operator):
    """A code becomes one that nothing has."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """Every code."""
        if node.type == "string" and _CODE.fullmatch(node.value):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002
        """Put a letter behind it."""
        node.value = f"{node.value[:-1]}Q{node.value[-1]}"
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """One."""
        return (Example('x = "B"', 'x = "BQ"'),)


class AnotherMember(Operator):
    """A member of a closed list becomes the next: permitted becomes conditional."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """Every member of a closed list of the core, such as ``Party.GI``."""
        if node.type == "atom_expr" and _next(node) is not None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002
        """Take the next member, and after the last the first."""
        name = node.children[1].children[1]
        node.children[1].children[1] = Name(_next(node), name.start_pos, name.prefix)
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """One."""
        return (Example("x = Status.KNOWN", "x = Status.UNKNOWN"),)


def _next(node: Any) -> str | None:
    kind, trailer = _LISTS.get(getattr(node.children[0], "value", "")), node.children[1]
    if kind is None or trailer.children[0].value != ".":
        return None
    members = list(kind.__members__)
    found = trailer.children[1].value
    return members[(members.index(found) + 1) % len(members)] if found in members else None


class Tables:
    """These changes, as Cosmic Ray asks for them."""

    _known = {kind.__name__: kind for kind in (AnotherCode, AnotherMember)}  # noqa: RUF012

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __getitem__(self, name: str) -> type[Operator]:
        return self._known[name]
