"""Read a question from a file or standard input, as JSON or TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

Reader = Callable[[str], Any]

_READERS: dict[str, Reader] = {"JSON": json.loads, "TOML": tomllib.loads}


class Unreadable(ValueError):
    """A file that holds no question; the message says which file and why."""


def read_question(name: str) -> dict[str, Any]:
    """The question in this file; ``-`` is standard input. Raises Unreadable."""
    shown = "de standaardinvoer" if name == "-" else name
    text = _text(name, shown)
    data = _parsed(text, _formats(Path(name).suffix), shown)
    if not isinstance(data, dict):
        raise Unreadable(f"In {shown} staat geen situatie. Begin met velden, zoals 'region'.")
    return data


def _text(name: str, shown: str) -> str:
    try:
        content = (
            typer.get_binary_stream("stdin").read() if name == "-" else Path(name).read_bytes()
        )
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise Unreadable(f"Het bestand {shown} bestaat niet.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"De tekst in {shown} is geen UTF-8.") from None
    except (OSError, ValueError):
        raise Unreadable(f"Het bestand {shown} kan niet worden gelezen.") from None


def _formats(suffix: str) -> tuple[str, ...]:
    named = suffix.removeprefix(".").upper()
    return (named,) if named in _READERS else tuple(_READERS)


def _parsed(text: str, formats: tuple[str, ...], shown: str) -> Any:
    problems: list[str] = []
    for form in formats:
        try:
            return _READERS[form](text)
        except RecursionError:
            problems.append(f"als {form}: te diep genest")
        except ValueError as error:
            problems.append(f"als {form}: {error}")
    raise Unreadable(
        f"In {shown} staat geen geldige {' of '.join(formats)} ({'; '.join(problems)})."
    )
