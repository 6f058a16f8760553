"""What an operation shows, as the store wants to know it: what is not shown is not read."""

from collections.abc import Iterator
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode
from strawberry.utils.str_converters import to_snake_case

from jeugdregio_api.bounded import Bounded
from jeugdregio_api.context import Info
from jeugdregio_core.casework.reading.questions import Wanted, merged

_FOLLOWED = frozenset(
    "edges node client documents provider contracts arrangements arrangement decision decisions "
    "requests allocations referrals".split()
)
"""The fields below which the store has something to read, or to leave."""


REMEMBERED = 256
"""Of how many fields of documents it is remembered what is selected below them."""

_remembered: Bounded[tuple[int, ...], tuple[list[FieldNode], Wanted]] = Bounded(REMEMBERED)
"""By the identity of the nodes, which are kept with it. It depends on no variable."""


def wanted(info: Info) -> Wanted:
    """Everything that is selected below this field, aliases and fragments seen through."""
    raw = info._raw_info
    nodes = raw.field_nodes
    place = tuple(map(id, nodes))
    found = _remembered.get(place)
    if found is None:
        selections = _Selections(raw.fragments)
        below = merged(selections.below(node.selection_set) for node in nodes)
        found = _remembered.put(place, (nodes, below))
    return found[1]


def wanted_of_page(info: Info) -> Wanted:
    """What is selected of the items of a connection, and of the connection itself."""
    connection = wanted(info)
    node = connection.get("edges", {}).get("node", {})
    return {**node, **{name: {} for name in connection}}


class _Selections:
    """Walks each fragment once, however often it is spread."""

    def __init__(self, fragments: dict[str, Any]) -> None:
        self._fragments = fragments
        self._walked: dict[str, Wanted] = {}

    def below(self, chosen: SelectionSetNode | None) -> Wanted:
        return _with_needs(merged(self._parts(chosen)))

    def _parts(self, chosen: SelectionSetNode | None) -> Iterator[Wanted]:
        for node in chosen.selections if chosen else ():
            match node:
                case FieldNode():
                    name = to_snake_case(node.name.value)
                    yield {name: self.below(node.selection_set) if name in _FOLLOWED else {}}
                case InlineFragmentNode():
                    yield merged(self._parts(node.selection_set))
                case FragmentSpreadNode():
                    yield self._fragment(node.name.value)

    def _fragment(self, name: str) -> Wanted:
        if name not in self._walked:
            self._walked[name] = merged(self._parts(self._fragments[name].selection_set))
        return self._walked[name]


def _with_needs(shown: Wanted) -> Wanted:
    """Some fields are worked out of others: the store must read those too."""
    needs: list[Wanted] = [shown]
    if "tariff" in shown.get("arrangement", {}):
        needs.append({"provider": {"tariffs": {}}})
    if "tariff" in shown.get("contracts", {}).get("arrangements", {}):
        needs.append({"tariffs": {}})
    if "required_documents" in shown:
        needs.append({"documents": {}})
    return merged(needs)
