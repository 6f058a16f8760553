"""Per region a young person whose request fits the rules, and providers that may deliver."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.support.office import Office, contracted

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told

ONE, TWO = "noord", "zuid"


@dataclass(frozen=True)
class Scene:
    """What fits in a region. ``intensity`` is another that exists there, if any."""

    region: str
    municipality: str
    request: dict[str, Any]
    client: dict[str, Any] = field(default_factory=dict)
    referral: dict[str, Any] = field(default_factory=dict)
    items: tuple[tuple[str, ...], ...] = ()
    agreements: tuple[str, ...] = ()

    def open(self, office: Office) -> None:
        """Two providers with a contract."""
        for code in (ONE, TWO):
            office.add(contracted(self.region, code, *self.items, agreements=self.agreements))


SCENES = {
    scene.region: scene
    for scene in (
        Scene(
            region="friesland",
            municipality="0080",
            client={"needLevel": "NOOD"},
            referral={"referrer": "HUISARTS"},
            request={"segment": "SJH", "profile": "A", "intensity": "1"},
            items=(("SJH",), ("WONEN",)),
        ),
        Scene(
            region="westfriesland",
            municipality="0405",
            referral={"referrer": "HUISARTS"},
            request={"segment": "B", "profile": "1", "intensity": "PE"},
            items=(("B",),),
        ),
        Scene(
            region="zhz",
            municipality="0505",
            referral={"referrer": "HUISARTS"},
            request={"segment": "4", "productCategory": "45"},
            items=(("4",), ("2",)),
            agreements=("hoofdovereenkomst",),
        ),
        Scene(
            region="aa_zawa",
            municipality="0363",
            client={"protectionMeasure": False},
            referral={"referrer": "HUISARTS", "advisedIntensity": "PERSPECTIEF"},
            request={"segment": "B", "profile": "1", "intensity": "PERSPECTIEF"},
            items=(("B",),),
        ),
    )
}


def referred(office: Office, reference: str = "K-001", **given: Any) -> str:
    """A referral of a client, by its id."""
    scene = SCENES[office.region]
    client = {
        "reference": reference,
        "birthDate": "2014-05-01",
        "municipality": scene.municipality,
    }
    told = office.do(
        steps.create_referral,
        **{
            "client": client | scene.client | given.pop("client", {}),
            "receivedOn": "2026-03-01",
        }
        | dict(scene.referral)
        | given,
    )
    assert not told.problems, told.problems
    return told.ids["referral"]


def asked(office: Office, referral: str, provider: str = ONE, **given: Any) -> Told:
    """A request for half a year of help from April 2026 on."""
    request = {"provider": provider, "start": "2026-04-01", "end": "2026-09-30"}
    own = ("extends", "norms", "dryRun", "idempotencyKey")
    outside = {name: given.pop(name) for name in own if name in given}
    return office.do(
        steps.request_allocation,
        referral=referral,
        request=request | dict(SCENES[office.region].request) | given,
        **outside,
    )


def answered(office: Office, request: str, answer: str = "ALLOCATE", **given: Any) -> Told:
    """An answer to a request."""
    return office.do(steps.answer_request, request=request, answer=answer, **given)


def allocated(office: Office, referral: str, provider: str = ONE, **given: Any) -> Told:
    """A request that was allocated, as the answer told it."""
    requested = asked(office, referral, provider, **given)
    assert not requested.problems, requested.problems
    told = answered(office, requested.ids["request"])
    assert not told.problems, told.problems
    return told


def of(told: Told) -> dict[str, Any]:
    """Municipality and number of the allocation that was told of."""
    allocation = told.made["allocation"]
    return {"municipality": allocation["municipality"], "number": allocation["number"]}
