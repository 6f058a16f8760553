"""Test classes for a plugin's own tests: inherit one, name the package, and pytest does the rest.

::

    from jeugdregio_core.conformance.kit import RegionConformance

    class TestMijnRegio(RegionConformance):
        plugin = "jeugdregio_mijnregio"

``RegionConformance`` holds every check. A region that is not that far inherits
``BasicConformance`` (brons) or ``SoundConformance`` (zilver). A test of the kit that is replaced,
or set to ``None``, must have its reason in ``deviations``. Needs ``jeugdregio-core[testing]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

import pytest

from jeugdregio_core.conformance import (
    determinism,
    effects,
    identity,
    looking,
    periods,
    proof,
    provenance,
    reading,
    sentences,
)
from jeugdregio_core.conformance.candidate import (
    Candidate,
    NotExaminable,
    NotInstalled,
    load_candidate,
)
from jeugdregio_core.conformance.check import Check


class Unexplained(TypeError):
    """A class leaves out tests of the kit without saying why."""


_loaded = cache(load_candidate)


def _holds(check: Check, candidate: Candidate) -> None:
    failures = check(candidate)
    if failures:
        pytest.fail("\n".join((check.title, *(f"- {f}" for f in failures))), pytrace=False)


def _replaced(cls: type) -> tuple[str, ...]:
    own = (held for held in cls.__mro__ if held.__module__ == __name__)
    tests = {name: test for held in reversed(tuple(own)) for name, test in vars(held).items()}
    return tuple(
        name
        for name, test in tests.items()
        if name.startswith("test_") and getattr(cls, name, None) is not test
    )


class BasicConformance:
    """Brons: the plugin loads, says who it is, and its codes and periods are sound."""

    plugin: ClassVar[str]
    """Name of the package that is the plugin."""
    deviations: ClassVar[Mapping[str, str]] = {}
    """Per test of the kit that was replaced or set to ``None``: why."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Notice every test of the kit that is not the kit's own any more."""
        super().__init_subclass__(**options)
        unexplained = [name for name in _replaced(cls) if not cls.deviations.get(name, "").strip()]
        if unexplained:
            raise Unexplained(
                f"{cls.__name__} laat {', '.join(unexplained)} van de kit weg. Zeg waarom, "
                f'bijvoorbeeld: deviations = {{"{unexplained[0]}": "de reden"}}'
            )

    @pytest.fixture
    def candidate(self) -> Candidate:
        """The plugin under examination."""
        try:
            return _loaded(type(self).plugin)
        except (NotInstalled, NotExaminable) as refusal:
            pytest.fail(str(refusal), pytrace=False)

    def test_identity(self, candidate: Candidate) -> None:
        """The region says who it is."""
        _holds(identity.identity, candidate)

    def test_references(self, candidate: Candidate) -> None:
        """Every code exists."""
        _holds(identity.references, candidate)

    def test_periods(self, candidate: Candidate) -> None:
        """Everything holds on some day, and no tariff twice."""
        _holds(periods.periods, candidate)


class SoundConformance(BasicConformance):
    """Zilver: sources, sentences, cases that hold, and decisions that only decide."""

    def test_sources(self, candidate: Candidate) -> None:
        """Every fact has a source."""
        _holds(provenance.sources, candidate)

    def test_sentences(self, candidate: Candidate) -> None:
        """People read whole Dutch sentences."""
        _holds(sentences.sentences, candidate)

    def test_cases(self, candidate: Candidate) -> None:
        """The worked cases and facts hold."""
        _holds(proof.cases, candidate)

    def test_stumbles(self, candidate: Candidate) -> None:
        """No rule raises."""
        _holds(proof.stumbles, candidate)

    def test_determinism(self, candidate: Candidate) -> None:
        """The same question gets the same answer."""
        _holds(determinism.determinism, candidate)

    def test_side_effects(self, candidate: Candidate) -> None:
        """A decision only decides."""
        _holds(effects.side_effects, candidate)


class RegionConformance(SoundConformance):
    """Goud: every rule proven on both sides, no undeclared fact, no gap, the unknown said."""

    def test_both_sides(self, candidate: Candidate) -> None:
        """Every rule is shown to work."""
        _holds(proof.both_sides, candidate)

    def test_undeclared_facts(self, candidate: Candidate) -> None:
        """A rule reads what it declares."""
        _holds(reading.undeclared_facts, candidate)

    def test_undeclared_looks(self, candidate: Candidate) -> None:
        """A condition of stacking looks at what it names."""
        _holds(looking.undeclared_looks, candidate)

    def test_gaps(self, candidate: Candidate) -> None:
        """Between two periods there is no gap, or it is declared."""
        _holds(periods.gaps, candidate)

    def test_unknowns(self, candidate: Candidate) -> None:
        """What is not known is said."""
        _holds(provenance.unknowns, candidate)
