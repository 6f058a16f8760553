"""How much one document may ask. One pass: every fragment is measured once and remembered."""

from typing import Any, NamedTuple

from graphql import (
    ASTValidationRule,
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
)

from jeugdregio_api.errors import bad_input

MAX_TOKENS = 2000
MAX_DEPTH = 10
MAX_ALIASES = 30
MAX_ROOT_FIELDS = 15


class Size(NamedTuple):
    """How large a selection is, with every fragment spread out."""

    depth: int = 0
    aliases: int = 0
    width: int = 0


class WithinLimits(ASTValidationRule):
    """Refuses an operation that is too deep, too wide or has too many aliases.

    The stock limiters walk a fragment again at each spread, which takes exponential time.
    """

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._fragments: dict[str, Size] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        """Measure one operation."""
        size = self._size(node.selection_set)
        for found, most, what in (
            (size.depth, MAX_DEPTH, "niveaus diep"),
            (size.aliases, MAX_ALIASES, "aliassen"),
            (size.width, MAX_ROOT_FIELDS, "velden op het hoogste niveau"),
        ):
            if found > most:
                self.report_error(bad_input(f"De vraag is te groot: hoogstens {most} {what}."))

    def _size(self, selected: SelectionSetNode | None) -> Size:
        parts = [self._part(selection) for selection in selected.selections] if selected else []
        return Size(
            depth=max((part.depth for part in parts), default=0),
            aliases=sum(part.aliases for part in parts),
            width=sum(part.width for part in parts),
        )

    def _part(self, selection: Any) -> Size:
        match selection:
            case FragmentSpreadNode():
                return self._fragment(selection.name.value)
            case InlineFragmentNode():
                return self._size(selection.selection_set)
            case FieldNode():
                # Introspection is deep by nature; graphql-core has its own limit for it.
                own = selection.name.value.startswith("__")
                inner = Size() if own else self._size(selection.selection_set)
                return Size(inner.depth + 1, inner.aliases + (selection.alias is not None), 1)
        return Size()

    def _fragment(self, name: str) -> Size:
        if name not in self._fragments:
            self._fragments[name] = Size()  # a cycle adds nothing; another rule reports it
            fragment = self.context.get_fragment(name)
            self._fragments[name] = self._size(fragment.selection_set if fragment else None)
        return self._fragments[name]
