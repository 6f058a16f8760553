"""The content hash of a rulebook: which text decided."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

_NOT_COUNTED = ("cases", "__pycache__")


def content_hash(plugin: Any) -> str:
    """Hash every file of the plugin's package, or its single file, or else its names.

    The version of the core counts, since the core reads the rules. The cases are left out: they
    test the rules and do not change them.
    """
    digest = hashlib.sha256(version("jeugdregio-core").encode())
    for name, content in _parts(inspect.getmodule(plugin)):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _parts(module: Any) -> Iterator[tuple[str, bytes]]:
    spec, file = getattr(module, "__spec__", None), getattr(module, "__file__", None)
    package = spec.parent.partition(".")[0] if spec else ""
    if package:
        yield from _files(resources.files(package), "")
    elif file:
        yield "", Path(file).read_bytes()
    else:
        yield from ((name, b"") for name in sorted(vars(module)))


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.name in _NOT_COUNTED or item.name.startswith("."):
            continue
        if item.is_dir():
            yield from _files(item, f"{prefix}{item.name}/")
        else:
            yield f"{prefix}{item.name}", item.read_bytes()
