"""Made-up providers: names that nobody has, and contracts for what a region buys."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from jeugdregio_core.casework.demo.draw import Draw
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.codes import TariffBasis
from jeugdregio_core.record import record
from jeugdregio_core.rules.input import ContractedArrangementInput, ProviderInput

_KINDS = ("Praktijk", "Stichting", "Jeugdhulp", "Zorggroep", "Behandelcentrum", "Gezinshulp")
_FIRST = (
    "Wilgen Linden Meer Duin Heide Berken Zonne Sterren Molen Veld Rivier Elzen Kastanje Klaver "
    "Merel Zwaluw Brug Haven Polder Vlier"
).split()
_LAST = "hof kamp zicht rijk oord stede steen pad weide poort".split()
_AGREEMENTS = ("brandveilig", "hoofdovereenkomst", "samenwerkingsverband", "vergunning")
_SOURCE = "Voorbeeldgegevens (verzonnen)"

Rows = dict[str, list[dict[str, Any]]]


@record(kw_only=True)
class Organisation:
    """A provider that does not exist, and what one region agreed with it."""

    id: UUID
    code: str
    name: str
    agb_code: str
    first: date
    """First day of its contract."""
    covers: dict[str, tuple[str, ...] | None]
    """The profiles of each segment it has a contract for; ``None`` means all."""
    agreements: tuple[str, ...]

    def facts(self, segment: str, held: ProfileSet | None) -> ProviderInput:
        """What the rules are told of it when help in this segment is asked."""
        profiles = self.covers.get(segment, ())
        if profiles is None:
            profiles = tuple(p.code for p in held.profiles_in(segment)) if held else ()
        return ProviderInput(
            code=self.code,
            segments=tuple(sorted(self.covers)),
            arrangements=tuple(ContractedArrangementInput(profile=code) for code in profiles),
            subcontractors=(),
            agreements=self.agreements,
        )

    def delivers(self, segment: str, profile: str | None) -> bool:
        """Whether its contract covers this help."""
        if segment not in self.covers:
            return False
        profiles = self.covers[segment]
        return profiles is None or profile is None or profile in profiles


def organisations(
    draw: Draw, held: ProfileSet, first: date, most: int, taken: Collection[str]
) -> Iterator[Organisation]:
    """So many providers with codes that nobody has yet; every segment bought has some."""
    bought = [segment.code for segment in held.segments_on(max(first, held.valid.first))]
    bought = [code for code in bought if _is_bought(held, code, first)] or bought
    used = {*taken}
    for number in range(most):
        name, code = _name(draw, used)
        segment = bought[number % len(bought)]
        yield Organisation(
            id=draw.identity(),
            code=code,
            name=name,
            agb_code=f"00{len(used):06}",
            first=first,
            covers={segment: _profiles(draw, held, segment)},
            agreements=_AGREEMENTS if draw.often(0.9) else _AGREEMENTS[1:3],
        )


def contract_rows(
    draw: Draw, region: str, held: ProfileSet, today: date, made: Collection[Organisation]
) -> Rows:
    """Everything that is stored of these providers."""
    rows: Rows = {
        "provider": [
            {
                "id": one.id,
                "code": one.code,
                "name": one.name,
                "agb_code": one.agb_code,
                "website": f"https://{one.code.replace('_', '-')}.example",
            }
            for one in made
        ],
        "agreement": [
            {"code": code} | _dated(draw, region, one) for one in made for code in one.agreements
        ],
        "contract": [],
        "contract_item": [],
        "availability": [row for one in made for row in _reports(draw, region, one, today)],
        "provider_tariff": [row for one in made for row in _tariffs(draw, region, held, one)],
    }
    for one in made:
        contract = _dated(draw, region, one) | {"lead_contractor_id": None}
        rows["contract"].append(contract)
        rows["contract_item"] += _items(draw, contract["id"], one)
    return rows


def _is_bought(held: ProfileSet, code: str, on: date) -> bool:
    segment = held.segment(code, max(on, held.valid.first))
    return segment is not None and segment.contracted


def _name(draw: Draw, used: set[str]) -> tuple[str, str]:
    for turn in count():
        own = draw.one_of(_FIRST) + draw.one_of(_LAST)
        name = f"{draw.one_of(_KINDS)} {own}" + (f" {turn}" if turn > 50 else "")
        code = name.lower().replace(" ", "_")
        if code not in used:
            used.add(code)
            return name, code
    raise AssertionError("counting never ends")


def _profiles(draw: Draw, held: ProfileSet, segment: str) -> tuple[str, ...] | None:
    codes = [profile.code for profile in held.profiles_in(segment)]
    if not codes or draw.often(0.6):
        return None
    return tuple(sorted(draw.some_of(codes, 3, 6)))


def _dated(draw: Draw, region: str, one: Organisation) -> dict[str, Any]:
    return {
        "id": draw.identity(),
        "region": region,
        "provider_id": one.id,
        "first": one.first,
        "last": None,
    }


def _items(draw: Draw, contract: UUID, one: Organisation) -> Iterator[dict[str, Any]]:
    for segment, profiles in one.covers.items():
        for profile in (None,) if profiles is None else profiles:
            yield {
                "id": draw.identity(),
                "contract_id": contract,
                "segment": segment,
                "profile": profile,
                "intensity": None,
            }


def _reports(draw: Draw, region: str, one: Organisation, today: date) -> Iterator[dict[str, Any]]:
    for segment in one.covers:
        for ago in (draw.number(90, 200), draw.number(1, 40)):
            if draw.often(0.9):
                yield {
                    "id": draw.identity(),
                    "region": region,
                    "provider_id": one.id,
                    "segment": segment,
                    "profile": None,
                    "waiting_days": 7 * draw.number(0, 26),
                    "as_of": today - timedelta(days=ago),
                }


def _tariffs(
    draw: Draw, region: str, held: ProfileSet, one: Organisation
) -> Iterator[dict[str, Any]]:
    """Amounts, only where the region agrees them with each provider."""
    policies = [policy for policy in held.payment if policy.per_provider]
    for arrangement in held.arrangements:
        wanted = (arrangement.segment, arrangement.intensity)
        policy = next((p for p in policies if p.covers(*wanted)), None)
        if policy and one.delivers(arrangement.segment, arrangement.profile):
            yield _dated(draw, region, one) | {
                "arrangement": arrangement.code,
                "amount_cents": 5_000 * draw.number(10, 160),
                "per": policy.per or TariffBasis.MAAND,
                "source": _SOURCE,
            }
