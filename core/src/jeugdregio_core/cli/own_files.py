"""What the commands about a region's own tables share: files, progress and complaints."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jeugdregio_core.cli.installed import installed_regions
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_core.own_tables.rows import Problem
    from jeugdregio_core.rulebook import Rulebook


def rulebook_of(region: str) -> Rulebook:
    """What a region states. Stops where it is not installed here."""
    from jeugdregio_core.errors import UnknownRegion

    try:
        return installed_regions().rulebook(region)
    except UnknownRegion as unknown:
        stop(str(unknown), ExitStatus.UNUSABLE)


def account() -> str:
    """The account of who runs this, as the computer knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "onbekend"


def watched(what: str, items: Sequence[Any]) -> Iterable[Any]:
    """Go through them with a progress bar, where somebody is watching."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(
        items, what.capitalize(), console=console, transient=True, disable=not console.is_terminal
    )


@contextmanager
def readable() -> Iterator[None]:
    """A file that cannot be used, as one sentence and an exit status."""
    from jeugdregio_core.own_tables.sheets import Unreadable

    try:
        yield
    except Unreadable as error:
        stop(f"{error} Er is niets opgeslagen.", ExitStatus.UNUSABLE)


@contextmanager
def writable() -> Iterator[None]:
    """A file that cannot be written, as one sentence and an exit status."""
    try:
        yield
    except FileExistsError as error:
        stop(f"{error.filename} bestaat al. Kies een andere naam.", ExitStatus.UNUSABLE)
    except OSError as error:
        stop(f"{error.filename} kan niet worden geschreven.", ExitStatus.UNUSABLE)


def refuse(problems: Sequence[Problem]) -> None:
    """Tell what must be put right, and stop; go on where nothing must."""
    from jeugdregio_core.own_tables.report import complaints

    if not problems:
        return
    told = [*complaints(problems), "Er is niets opgeslagen."]
    if any(problem.overrulable for problem in problems):
        told.append("Moet de tabel voorgaan op de bron? Laad haar dan met --overrule.")
    stop("\n".join(told), ExitStatus.UNUSABLE)
