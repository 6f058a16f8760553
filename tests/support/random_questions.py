"""Questions at random about one region: its own codes, its own dates, and what is none of them."""

from __future__ import annotations

from datetime import date, timedelta
from enum import EnumMeta
from random import Random
from typing import Any

from jeugdregio_core.model import codes
from jeugdregio_core.model.period import Dated, Period
from jeugdregio_core.rulebook import Rulebook

UNKNOWN = "onbekend"
_PROVIDERS = ("a1", "b2", "c3")
_VARIANTS = ("ZELFSTANDIGHEIDSTRAINING", "OUDER_KINDGROEP", UNKNOWN)
_AGREEMENTS = (
    "hoofdovereenkomst",
    "samenwerkingsverband",
    "vergunning",
    "brandveilig",
)
_MOMENTS = ("2024-05-01T09:00:00+02:00", "2024-05-01T21:30:00+02:00", "2024-05-04T09:00:00+02:00")


class Asker:
    """Makes up questions; the same chance gives the same questions."""

    def __init__(self, rulebook: Rulebook, chance: Random) -> None:
        self.region = rulebook.region.code
        self.chance = chance
        self.days = sorted(turning_days(rulebook))
        sets = rulebook.profile_sets
        scopes = [rule.scope for rule in rulebook.rules]
        self.municipalities = _codes(
            [m.code for m in rulebook.region.municipalities],
            *(s.municipalities or () for s in sets),
        )
        self.segments = _codes([s.code for p in sets for s in p.segments], *_part(scopes, 0))
        self.profiles = _codes([p.code for s in sets for p in s.profiles], *_part(scopes, 1))
        self.intensities = _codes([i.code for s in sets for i in s.intensities])
        products = [c.code for s in sets for c in s.components]
        confirmed = [a.product.code for s in sets for a in s.arrangements if a.product.code]
        self.products = _codes(products, confirmed[:5], ["OPVANG", "DAGBESTEDING"])
        self.arrangements = [
            (a.segment, a.profile, a.intensity) for s in sets for a in s.arrangements
        ]

    def question(self) -> dict[str, Any]:
        """One question, as a caller writes it."""
        start = self._day(0.95)
        asked = {
            "region": self.region,
            "decisionDate": self._day(1),
            "kind": self._member("RequestKind", 0.9),
            "client": self._client(),
            "referral": _given(
                referrer=self._member("ReferrerType", 0.7),
                advisedIntensity=self._one(self.intensities, 0.2),
                date=self._day(0.3),
            ),
            "request": self._request(start),
            "running": self._several(self._allocation, 3),
            "providers": self._several(self._provider, 3),
            "documents": self._several(self._document, 4),
            "norms": self._norms(),
        }
        if self._often(0.4):
            asked["changeOf"] = self._allocation()
        return _given(**asked)

    def _client(self) -> dict[str, Any]:
        return _given(
            municipality=self._one(self.municipalities, 0.9),
            birthDate=f"{self.chance.randint(2003, 2015)}-02-{self.chance.randint(1, 28):02}"
            if self._often(0.8)
            else None,
            protectionMeasure=self._yes_or_no(),
            needLevel=self._member("NeedLevel", 0.7),
            familyControl=self._member("FamilyControl", 0.5),
            livesIn=self._member("LivesIn", 0.5),
        )

    def _request(self, start: str | None) -> dict[str, Any]:
        return _given(
            provider=self._one(_PROVIDERS, 0.9),
            **self._subject(),
            productCategory=self._one(("45", "50", "41", "xx"), 0.6),
            variant=self._one(_VARIANTS, 0.2),
            start=start,
            end=self._day(0.6),
            requestedBy=self._member("RequestedBy", 0.7),
            entry=self._member("Entry", 0.7),
            volume=_given(
                amount=self._one((1, 8, "12.5"), 0.8),
                unit=self._member("Unit", 0.8),
                frequency=self._member("Frequency", 0.8),
            )
            if self._often(0.5)
            else None,
            standalone=self._yes_or_no(),
            lifelong=self._yes_or_no(),
            reportedAt=self._one(_MOMENTS, 0.3),
            offeredAt=self._one(_MOMENTS, 0.3),
        )

    def _subject(self) -> dict[str, Any]:
        """A combination that the region has, or codes at random."""
        if self.arrangements and self._often(0.6):
            segment, profile, intensity = self.chance.choice(self.arrangements)
            return {"segment": segment, "profile": profile, "intensity": intensity}
        return _given(
            segment=self._one(self.segments, 0.9),
            profile=self._one(self.profiles, 0.7),
            intensity=self._one(self.intensities, 0.7),
            product=self._one(self.products, 0.4),
        )

    def _allocation(self) -> dict[str, Any]:
        return _given(
            provider=self._one(_PROVIDERS, 0.9),
            **self._subject(),
            start=self._day(0.8),
            end=self._day(0.5),
            initial=self._yes_or_no(),
            changesSoFar=self._one((0, 1, 2), 0.8),
        )

    def _provider(self) -> dict[str, Any]:
        return _given(
            code=self.chance.choice(_PROVIDERS),
            segments=self._some(self.segments, 0.9),
            arrangements=self._several(self._contracted, 3) if self._often(0.7) else None,
            leadContractor=self._one(_PROVIDERS, 0.2),
            subcontractors=self._some(_PROVIDERS, 0.3),
            agreements=self._some(_AGREEMENTS, 0.7),
        )

    def _contracted(self) -> dict[str, Any]:
        return _given(
            profile=self._one(self.profiles, 0.9), intensity=self._one(self.intensities, 0.5)
        )

    def _document(self) -> dict[str, Any]:
        return _given(
            kind=self._member("DocumentKind", 1),
            author=self._member("Party", 0.7),
            approvedBy=self._member("Party", 0.4),
            signedBy=[self._member("Party", 1) for _ in range(self.chance.randint(0, 2))],
            date=self._day(0.7),
            includes=self._some(("EVALUATIE", "VEILIGHEID"), 0.3),
        )

    def _norms(self) -> dict[str, Any]:
        return _given(
            durationMonths=self._one((3, 12, "18.5", 40), 0.5),
            hoursPerWeek=self._one((1, "2.5", 30), 0.5),
            staffMix=self._one(("HBO", "WO"), 0.3),
            grounds=[self._member("Ground", 1)] if self._often(0.3) else None,
        )

    def _often(self, how: float) -> bool:
        return self.chance.random() < how

    def _one(self, values: Any, how: float) -> Any:
        return self.chance.choice(values) if self._often(how) else None

    def _some(self, values: Any, how: float) -> list[Any] | None:
        if not self._often(how):
            return None
        return self.chance.sample(list(values), self.chance.randint(0, min(3, len(values))))

    def _several(self, make: Any, most: int) -> list[Any]:
        return [make() for _ in range(self.chance.randint(0, most))]

    def _yes_or_no(self) -> Any:
        return self._one((True, False), 0.5)

    def _member(self, kind: str, how: float) -> Any:
        listed: EnumMeta = getattr(codes, kind)
        return self._one(list(listed.__members__), how)

    def _day(self, how: float) -> Any:
        return self._one(self.days, how)


def turning_days(rulebook: Rulebook) -> set[str]:
    """The days around each on which anything the region states begins or ends."""
    return {
        (day + timedelta(off)).isoformat()
        for period in _periods(rulebook)
        for day in (period.first, period.last)
        if day is not None
        for off in (-1, 0, 1)
        if date(2000, 1, 1) < day < date(2100, 1, 1)
    }


def _periods(rulebook: Rulebook) -> list[Period]:
    dated: list[Dated] = [*rulebook.rules, *rulebook.profile_sets, *rulebook.norm_frameworks]
    held = [s.valid for p in rulebook.profile_sets for s in p.segments if s.valid is not None]
    return [
        *(item.valid for item in dated),
        *(m.valid for m in rulebook.region.municipalities),
        *held,
    ]


def _given(**parts: Any) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value is not None}


def _codes(*lists: Any) -> list[str]:
    return sorted({code for codes_ in lists for code in codes_} | {UNKNOWN})


def _part(scopes: list[Any], index: int) -> list[frozenset[str]]:
    return [(scope.segments, scope.profiles)[index] for scope in scopes]
