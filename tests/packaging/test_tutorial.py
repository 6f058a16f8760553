"""The tutorial, typed word for word in a new environment, outside the checkout."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.docs.blocks import Block, blocks, commands, normal, write
from tests.docs.following import TUTORIAL
from tests.packaging.conftest import ROOT

pytestmark = pytest.mark.slow


class Reader:
    """Someone who types what the page says, in one folder, with the wheels at hand."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.folder = folder
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL"))}
        self.env = clean | {
            "PIP_FIND_LINKS": str(wheels),
            "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PYTHONUTF8": "1",
        }

    def types(self, command: str) -> str:
        """What the command shows, in the environment that the page made."""
        entered = "if [ -e .venv ]; then . .venv/bin/activate; fi\n"
        ran = subprocess.run(
            ["bash", "-c", entered + command],
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.status = ran.returncode
        return ran.stdout

    def asks(self, query: str) -> Any:
        """What the service answers that the page starts."""
        program = str(self.folder / ".venv/bin/jeugdregio")
        serve = [program, "serve", "--port", "0"]
        with subprocess.Popen(
            serve, cwd=self.folder, env=self.env, stdout=subprocess.PIPE, text=True
        ) as service:
            try:
                assert service.stdout is not None
                found = re.search(r"http://\S+/graphql", service.stdout.readline())
                assert found is not None
                return httpx.post(found[0], json={"query": query}).json()
            finally:
                service.terminate()


def test_the_tutorial_typed_word_for_word_gives_a_proven_region(
    wheels: dict[str, Path], tmp_path: Path
) -> None:
    reader = Reader(tmp_path, wheels["core"].parent)
    steps = list(blocks(TUTORIAL))
    for step in steps:
        if step.file:
            write(step, tmp_path)
        else:
            _take(step, reader, steps)
    assert "goud" in reader.types("jeugdregio check-plugin jeugdregio_zonnedal --level goud")
    assert reader.status == 0


def _take(step: Block, reader: Reader, steps: list[Block]) -> None:
    if step.language == "console":
        for command, shown in commands(step):
            assert normal(reader.types(command)) == normal(shown)
    elif step.text == "jeugdregio serve\n":
        (query,) = [s.text for s in steps if s.language == "graphql"]
        (answer,) = [s.text for s in steps if s.language == "json"]
        assert reader.asks(query)["data"]["decide"] == json.loads(answer)
    elif step.language == "sh":
        said = reader.types(step.text)
        assert reader.status == 0, said
    else:
        assert step.language in {"text", "graphql", "json"}
