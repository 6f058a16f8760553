"""A page per region for policy readers, in Dutch, made from its rulebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.model.region import Region
from jeugdregio_core.pages import tables
from jeugdregio_core.pages.catalogue import catalogue
from jeugdregio_core.pages.markdown import (
    UNKNOWN,
    Lines,
    cited,
    section,
    since,
    table,
    with_footnotes,
)
from jeugdregio_core.pages.norms import norms
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.documents import DocumentTable
from jeugdregio_core.rules.moves import MoveTable
from jeugdregio_core.rules.norms import NormCeiling
from jeugdregio_core.rules.regie import RegieTable

T = TypeVar("T")


def region_page(rulebook: Rulebook) -> str:
    """Everything the region states, each with its period and source, and what is unknown."""
    return with_footnotes("\n".join(_page(rulebook)))


def _page(rulebook: Rulebook) -> Lines:
    region = rulebook.region
    yield from (f"# {region.name}", "")
    yield from (f"Organisatie: {region.organisation}.{cited(region.source)}", "")
    yield (
        "Deze pagina is gemaakt uit de regels zelf. Verander de regels, en maak haar opnieuw met "
        f"`jeugdregio region-page {region.code}`."
    )
    yield ""
    yield from section("## Gemeenten", _municipalities(region))
    yield from section("## Profielensets", _each(catalogue, rulebook.profile_sets))
    yield from section("## Stapelen", _each(tables.stacking, rulebook.stacking))
    yield from section("## Documenten", _each(tables.documents, _held(rulebook, DocumentTable)))
    yield from section("## Wijzigen", _each(tables.moves, _held(rulebook, MoveTable)))
    yield from section("## Regie", _each(tables.regie, _held(rulebook, RegieTable)))
    yield from section("## Normenkader", _each(norms, rulebook.norm_frameworks))
    yield from section(
        "## Grenzen uit het normenkader", tables.ceilings(_held(rulebook, NormCeiling))
    )
    yield from section("## Alle regels", _rules(rulebook))


def _each(part: Callable[[T], Lines], items: tuple[T, ...]) -> Lines:
    for item in items:
        yield from part(item)


def _held(rulebook: Rulebook, kind: type[T]) -> tuple[T, ...]:
    found: tuple[Any, ...] = rulebook.tables
    return tuple(item for item in found if isinstance(item, kind))


def _municipalities(region: Region) -> Lines:
    named = any(m.access_name for m in region.municipalities)
    yield from table(
        ("CBS-code", "Naam", "Deel van de regio", "Toegang heet", "Geldig", "Opgegaan in", "Bron"),
        (
            (
                m.code,
                m.name,
                m.part or "",
                (m.access_name or UNKNOWN) if named else "",
                since(m.valid),
                m.merged_into or "",
                cited(m.source),
            )
            for m in sorted(region.municipalities, key=lambda m: (m.name, m.valid.first))
        ),
    )


def _rules(rulebook: Rulebook) -> Lines:
    for topic in RuleTopic:
        held = [rule for rule in rulebook.rules if rule.topic is topic]
        yield from section(
            f"### {topic.label.capitalize()}",
            table(
                ("Regel", "Wat", "Geldig", "Bron", "Te vinden bij"),
                (
                    (
                        rule.code,
                        rule.title,
                        str(rule.valid),
                        cited(rule.source),
                        "" if rule.judge else f"`{rule.place}`",
                    )
                    for rule in sorted(held, key=lambda r: (r.code, r.valid.first))
                ),
            ),
        )
