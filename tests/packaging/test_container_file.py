"""The container file: each of its steps is taken here, in a folder instead of an image."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "deployers" / "files" / "Containerfile").read_text("utf-8")
INSTALLED = "/opt/jeugdregio"
PATIENCE = 60

pytestmark = pytest.mark.slow


def _stages() -> Iterator[list[tuple[str, str]]]:
    """The instructions of each stage: a word, and what follows it."""
    plain = re.sub(r"^#.*\n", "", TEXT, flags=re.M).replace("\\\n", " ")
    for stage in re.split(r"^FROM ", plain, flags=re.M)[1:]:
        lines = [line.strip().partition(" ") for line in f"FROM {stage}".splitlines()]
        yield [(word, rest.strip()) for word, _, rest in lines if word]


BUILD, LAST = _stages()


def _only(word: str) -> str:
    (found,) = [rest for instruction, rest in LAST if instruction == word]
    return found


@dataclass(frozen=True)
class Container:
    """What the file makes, under a folder."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment that it says, and nothing of ours."""
        said = dict(pair.split("=", 1) for pair in shlex.split(_only("ENV")))
        path = said.pop("PATH").replace(INSTALLED, str(self.folder)).replace("$PATH", os.defpath)
        return said | {"PATH": path, "JEUGDREGIO_DATABASE_URL": "none"}

    def healthy(self, port: int) -> bool:
        """What its health check says."""
        options, _, command = _only("HEALTHCHECK").partition(" CMD ")
        assert "--interval" in options
        asked = [part.replace(":8000/", f":{port}/") for part in json.loads(command)]
        program = shutil.which(asked[0], path=self.env["PATH"])
        assert program is not None
        assert program.startswith(str(self.folder))
        ran = subprocess.run([program, *asked[1:]], env=self.env, capture_output=True, check=False)
        return ran.returncode == 0


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Container:
    """Everything of the first stage, in its order."""
    source, installed = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("opt") / "it"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for word, rest in BUILD:
        match word:
            case "COPY":
                name, to = rest.split()
                _copy(ROOT / name, source / (name if to == "./" else to))
            case "RUN":
                command = ["sh", "-ec", rest.replace(INSTALLED, str(installed))]
                subprocess.run(command, cwd=source, env=os.environ | {"PATH": path}, check=True)
            case _:
                assert word in ("FROM", "WORKDIR")
    assert f"--from=build {INSTALLED} {INSTALLED}" in [
        rest for word, rest in LAST if word == "COPY"
    ]
    return Container(installed)


def _copy(what: Path, to: Path) -> None:
    if what.is_dir():
        made_here = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "node_modules")
        shutil.copytree(what, to, ignore=made_here)
    else:
        shutil.copy(what, to)


def test_what_it_makes_starts_is_healthy_and_stops_when_it_is_asked_to(
    container: Container,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert not container.healthy(port)
    program, *arguments = json.loads(_only("CMD"))
    ours = {"JEUGDREGIO_HOST": "127.0.0.1", "JEUGDREGIO_PORT": str(port)}
    serving = subprocess.Popen(
        [container.folder / "bin" / program, *arguments],
        env=container.env | ours,
        cwd=container.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + PATIENCE
        while not container.healthy(port):
            assert serving.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        serving.send_signal(signal.Signals[_only("STOPSIGNAL")])
        assert serving.wait(PATIENCE) == 0
    finally:
        serving.kill()
        serving.wait()


def test_it_is_made_in_one_python_and_run_in_the_same_by_a_user_without_rights() -> None:
    first, last = (stage[0][1].split()[0] for stage in (BUILD, LAST))
    assert first == last
    assert re.fullmatch(r"python:3\.1[1-9]-slim", first)
    assert f"--uid {_only('USER')} " in _only("RUN")
    words = [word for word, _ in LAST]
    assert words.index("RUN") < words.index("USER")
    assert not {"RUN", "COPY", "ADD"} & {*words[words.index("USER") :]}
