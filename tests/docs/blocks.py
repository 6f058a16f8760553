"""The code blocks of a page, in order, each with its heading and the file it is named for.

A block is named by the line above it: a path alone writes that file, ``Add to `path`:`` adds to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INTEGRATORS = Path(__file__).parents[2] / "docs" / "integrators"

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_NAMED = re.compile(r"^(Add to )?`([^`]+)`:?$")
_HEADING = re.compile(r"^#+ (.*)$", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block."""

    language: str
    text: str
    heading: str
    file: str | None = None
    adds: bool = False


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page."""
    text = page.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        before = text[: found.start()].rstrip()
        named = _NAMED.match(before.rpartition("\n")[2])
        yield Block(
            language=found[1],
            text=found[2],
            heading=_HEADING.findall(_BLOCK.sub("", before))[-1],
            file=named[2] if named else None,
            adds=bool(named and named[1]),
        )


def write(block: Block, folder: Path) -> None:
    """Write the block to the file it is named for."""
    assert block.file is not None
    file = folder / block.file
    file.parent.mkdir(parents=True, exist_ok=True)
    held = file.read_text("utf-8") if block.adds else ""
    file.write_text(f"{held}\n\n{block.text}" if held else block.text, "utf-8")


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """What a ``console`` block types after ``$``, and what it then shows."""
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def tidy(text: str) -> str:
    """Text without the white space at its line ends and around it."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def normal(text: str) -> str:
    """Text where the hash of a rulebook reads ``<hash>``, which is how a page writes it."""
    return re.sub(r"\b[0-9a-f]{16}\b", "<hash>", tidy(text))
