"""Errors that people read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with what was given, and where."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InvalidCase(ValueError):
    """A question that cannot be read; holds every problem found."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnknownRegion(LookupError):
    """No loaded plugin has this region; the message names the ones that are loaded."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        self.code = code
        loaded = ", ".join(known) or "geen enkele"
        super().__init__(f"Regio {code!r} is niet bekend. Geladen: {loaded}.")


class PluginRefused(Exception):
    """A plugin that breaks the contract; names the plugin, its version and the object."""

    def __init__(self, plugin: str, version: str, subject: str, problem: str) -> None:
        self.plugin = plugin
        self.version = version
        self.subject = subject
        self.problem = problem
        super().__init__(f"Plug-in {plugin} {version}, {subject}: {problem}")


class ContractBroken(ValueError):
    """One object that breaks the plugin contract, and how."""

    def __init__(self, subject: str, problem: str) -> None:
        self.subject = subject
        self.problem = problem
        super().__init__(f"{subject}: {problem}")


def told(error: BaseException) -> str:
    """An error on one line: its type and, where it can be read, what it says."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # an error from a plugin may fail at this too
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
