"""Who may see and do what, as a page in Markdown: made from the policy and the schema."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graphql import GraphQLObjectType, GraphQLSchema

from jeugdregio_api.access.policy import ABOUT_NOBODY, Roles, allowed
from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.rights import ANSWERS, MAY

_INTRODUCTION = Path(__file__).with_name("introduction.md")


def roles_page(schema: GraphQLSchema) -> str:
    """The whole page, ending with a newline."""
    return "\n".join((_INTRODUCTION.read_text("utf-8"), *_steps(), *_fields(schema)))


def _steps() -> Iterator[str]:
    yield from ("## Steps", "")
    yield from _table("step", MAY.items())
    answers = (
        f"`{role}` {', '.join(f'`{answer}`' for answer in sorted(held))}"
        for role, held in ANSWERS.items()
    )
    yield from (f"Answers to a request: {'; '.join(answers)}.", "")


def _fields(schema: GraphQLSchema) -> Iterator[str]:
    kinds = {
        name: kind
        for name, kind in sorted(schema.type_map.items())
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
    }
    yield from ("## Fields", "")
    yield from ("Every field of these types is for everybody:", "")
    yield from (", ".join(f"`{name}`" for name in kinds if name in ABOUT_NOBODY) + ".", "")
    for name, kind in kinds.items():
        if name not in ABOUT_NOBODY and name != "Mutation":
            yield from (f"### {name}", "")
            yield from _table("field", ((field, allowed((name, field))) for field in kind.fields))


def _table(what: str, rows: Iterable[tuple[str, Roles]]) -> Iterator[str]:
    yield f"| {what} | {' | '.join(f'`{role}`' for role in Role)} |"
    yield f"|---|{'---|' * len(Role)}"
    for name, roles in rows:
        yield f"| `{name}` | {' | '.join('yes' if role in roles else '' for role in Role)} |"
    yield ""
