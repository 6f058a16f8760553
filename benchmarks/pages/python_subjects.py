"""The subjects in Python: this project through its own command, and hand-written routes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.pages.asked import FIRST, REGION, STATUS
from benchmarks.pages.issuer import Issuer
from benchmarks.pages.load.requests import Request, graphql
from benchmarks.pages.subject import Subject

OURS = "this project"
PLAIN = "this project, strawberry's executor"
FLOOR = "floor: statements and orjson by hand"
PROMISES = "floor that checks the token and logs who was shown"
EAGER = "strawberry by hand, eager loading"

OPERATION = Path("tests/contract/referrals.graphql")
"""The page as front-end teams ask it."""
_NO_LIMIT = "100000000"
_UVICORN = ("--no-access-log", "--log-level", "warning", "--port", "{port}")


@dataclass(frozen=True, slots=True)
class Scene:
    """What all subjects over one database share."""

    url: str
    cursors: Sequence[str]
    issuer: Issuer
    catalogue: Path
    keys: Path
    connections: int = 16
    workers: int = 1

    def asked(self, query: str, *, token: bool = False) -> list[Request]:
        """The GraphQL operation at every place."""
        bearer = self.issuer.token() if token else None
        which = {"region": REGION, "status": STATUS, "first": FIRST}
        return [graphql(query, {**which, "after": one}, bearer) for one in self.cursors]


def ours(scene: Scene, name: str = OURS, query: str | None = None, **settings: str) -> Subject:
    """This project as it is deployed: tokens, policies, limits, audit log, errors in our words.

    The limit on how often somebody may ask is counted, and set so high that it is never met.
    """
    usual = {
        "database_url": scene.url,
        "issuers": scene.issuer.setting(),
        "production": "true",
        "log": "json",
        "rate_per_minute": _NO_LIMIT,
        "workers": str(scene.workers),
    }
    return Subject(
        name,
        [str(Path(sys.executable).with_name("jeugdregio")), "serve", "--port", "{port}"],
        scene.asked(query or OPERATION.read_text("utf-8"), token=True),
        {f"JEUGDREGIO_{key.upper()}": value for key, value in (usual | settings).items()},
        busy=scene.connections,
    )


def floors(scene: Scene) -> Iterator[Subject]:
    """The route by hand, without and with the promises."""
    told = {"FLOOR_KEYS": str(scene.keys)}
    bearer = {"Authorization": f"Bearer {scene.issuer.token()}"}
    yield _floor(scene, FLOOR, {}, {})
    yield _floor(scene, PROMISES, told, bearer)


def _floor(
    scene: Scene, name: str, environment: dict[str, str], headers: dict[str, str]
) -> Subject:
    which = {"region": REGION, "status": STATUS, "first": FIRST}
    return Subject(
        name,
        _uvicorn("benchmarks.pages.floor.app:create", scene.workers),
        [
            Request("GET", f"/page?{urlencode({**which, 'after': one})}", headers=headers)
            for one in scene.cursors
        ],
        _environment(scene) | environment,
        busy=scene.connections,
    )


def eager(scene: Scene) -> Subject:
    """A schema of strawberry over the statements of the floor, as far as the page needs it."""
    return Subject(
        EAGER,
        _uvicorn("benchmarks.pages.floor.eager:create", scene.workers),
        scene.asked(OPERATION.read_text("utf-8")),
        _environment(scene),
        busy=scene.connections,
    )


def _uvicorn(factory: str, workers: int) -> list[str]:
    command = [sys.executable, "-m", "uvicorn", "--factory", factory, *_UVICORN]
    return [*command, "--workers", str(workers)] if workers > 1 else command


def _environment(scene: Scene) -> dict[str, str]:
    return {
        "FLOOR_DATABASE": scene.url,
        "FLOOR_CATALOGUE": str(scene.catalogue),
        "FLOOR_CONNECTIONS": str(max(4, 8 // scene.workers)),
    }
