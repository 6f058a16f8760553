"""What the tests of every region share: its rulebook and its worked cases."""

from __future__ import annotations

import pytest

from jeugdregio_core.conformance.cases import WorkedCase, load_cases
from jeugdregio_core.registry import Registry, load_registry
from jeugdregio_core.rulebook import Rulebook


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Everything that is installed."""
    loaded = load_registry()
    assert not loaded.refused, loaded.refused
    return loaded


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for ``worked_case`` each case of its module's REGION."""
    if "worked_case" in metafunc.fixturenames:
        region = metafunc.module.REGION
        cases = load_cases(f"jeugdregio_{region}", region)
        assert cases, f"no cases found for {region}"
        metafunc.parametrize("worked_case", cases, ids=[_id(case) for case in cases])


def _id(case: WorkedCase) -> str:
    return f"{case.file.removesuffix('.toml')}: {case.name}"


@pytest.fixture(scope="module")
def rulebook(registry: Registry, request: pytest.FixtureRequest) -> Rulebook:
    """The rulebook of the module's REGION."""
    return registry.rulebook(request.module.REGION)


@pytest.fixture(scope="module")
def cases(request: pytest.FixtureRequest) -> tuple[WorkedCase, ...]:
    """The worked cases of the module's REGION."""
    return load_cases(f"jeugdregio_{request.module.REGION}", request.module.REGION)
