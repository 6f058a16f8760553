"""A service over one fictitious region, asked over HTTP inside this process."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings
from jeugdregio_core import hookimpl
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import build_registry

TODAY = date(2025, 7, 1)
VOORBEELD = Path(__file__).with_name("voorbeeld.py")


@dataclass(frozen=True)
class Service:
    """The app, with ways to ask it."""

    app: Starlette

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send one HTTP request."""

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, **options)

        return asyncio.run(call())

    def post(
        self, query: str, variables: dict[str, Any] | None = None, accept: str = "*/*"
    ) -> httpx.Response:
        """Post one operation."""
        body = {"query": query, "variables": variables}
        return self.send("POST", "/graphql", json=body, headers={"Accept": accept})

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of an answer without errors."""
        answer = self.post(query, variables).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def errors(self, query: str, **variables: Any) -> list[dict[str, Any]]:
        """The errors of an answer."""
        errors: list[dict[str, Any]] = self.post(query, variables).json()["errors"]
        return errors

    def decide(self, **question: Any) -> Any:
        """The decision on a question to the fictitious region, with everything in it."""
        query = """query ($input: DecideInput!) { decide(input: $input) {
          verdict on profileSet { code segments { code } }
          findings { verdict message missing error rule { code source { passage confidence } } }
          regie { role holder explanation rule { code } }
          requiredDocuments { kind author satisfied rule { code } }
          rulebook { distribution version hash }
        } }"""
        return self.ask(query, input={"region": "voorbeeld", **question})["decide"]


Serve = Callable[..., Service]


@pytest.fixture
def plugin() -> Callable[..., ModuleType]:
    """Make a plugin that answers each hook named with what is given."""

    def make(**answers: Any) -> ModuleType:
        module = ModuleType("gemaakt")
        for hook, answer in answers.items():
            setattr(module, hook, hookimpl(_giving(hook, answer)))
        return module

    return make


def _giving(hook: str, answer: Any) -> Callable[[], Any]:
    def give() -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    give.__name__ = hook
    return give


@pytest.fixture(scope="session")
def voorbeeld() -> Any:
    spec = importlib.util.spec_from_file_location("voorbeeld", VOORBEELD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def serve() -> Serve:
    """Serve these plugins (by region code) with these settings."""

    def make(
        plugins: dict[str, Any], clock: Callable[[], date] = lambda: TODAY, **settings: Any
    ) -> Service:
        offered = [Plugin(code, f"jeugdregio-{code}", "1.2", m) for code, m in plugins.items()]
        return Service(create_app(Settings(**settings), build_registry(offered), clock))

    return make


@pytest.fixture
def service(serve: Serve, voorbeeld: Any) -> Service:
    """The service over the fictitious region, on 1 July 2025."""
    return serve({"voorbeeld": voorbeeld})


@pytest.fixture
def public_service(serve: Serve, voorbeeld: Any) -> Service:
    """The same service in production mode."""
    return serve({"voorbeeld": voorbeeld}, production=True)
