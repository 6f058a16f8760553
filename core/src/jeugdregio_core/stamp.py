"""The content hash of a rulebook: which text decided."""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

_COUNTED = (".py", ".toml", ".csv")


def content_hash(plugin: Any) -> str:
    """Hash the files of the plugin's package, or its single file, or else its names.

    The cases are left out: they test the rules and do not change them.
    """
    digest = hashlib.sha256()
    if getattr(plugin, "__path__", None):
        for name, content in _files(resources.files(plugin.__name__), ""):
            digest.update(name.encode())
            digest.update(content)
    elif getattr(plugin, "__file__", None):
        digest.update(Path(plugin.__file__).read_bytes())
    else:
        digest.update(repr(sorted(vars(plugin))).encode())
    return digest.hexdigest()[:16]


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        name = f"{prefix}{item.name}"
        if item.is_dir():
            if item.name not in ("cases", "__pycache__"):
                found += _files(item, f"{name}/")
        elif item.name.endswith(_COUNTED):
            found.append((name, item.read_bytes()))
    return found
