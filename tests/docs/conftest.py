"""The region of the tutorial, laid down in a folder far from this repository."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from tests.docs.following import PACKAGE, follow

from jeugdregio_core.loading import Plugin


@pytest.fixture(scope="session")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of someone who followed the whole tutorial."""
    folder = tmp_path_factory.mktemp("zonnedal")
    follow(folder)
    return folder


@pytest.fixture
def zonnedal(followed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The package that the tutorial makes."""
    monkeypatch.syspath_prepend(followed / "src")
    yield import_module(PACKAGE)
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


@pytest.fixture
def plugin(zonnedal: ModuleType) -> Plugin:
    """That package as a plugin."""
    return Plugin("zonnedal", "jeugdregio-zonnedal", "0.1.0", zonnedal)
