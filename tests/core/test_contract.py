"""A plugin that breaks the contract is refused, naming plugin, version and the object at fault."""

from dataclasses import replace

import pytest

from jeugdregio_core import (
    Municipality,
    NormFramework,
    Permission,
    RuleTopic,
    StackingMatrix,
    Tariff,
    TariffBasis,
    Term,
    between,
    rule,
    since,
    statement,
)
from jeugdregio_core.loading import build_rulebook

EARLY, LATE = between((2020, 1, 1), (2024, 12, 31)), since(2025)
OVERLAPPING = since(2024, 12, 31)


def test_a_sound_plugin_becomes_a_rulebook(testland):
    judged, corrected = (testland.rule(lambda case: None, f"testland-0{n}") for n in (1, 2))
    stated = statement(
        "testland-03",
        "Er wordt per maand betaald.",
        topic=RuleTopic.PAYMENT,
        valid=EARLY,
        source=testland.source,
        place="region.profileSet.tariffs",
    )
    matrix = StackingMatrix(
        code="stapelen",
        valid=EARLY,
        source=testland.source,
        segments=("A",),
        otherwise=Term("testland-04", "Zo.", Permission.PERMITTED),
    )
    framework = NormFramework(code="n", title="N", valid=EARLY, source=testland.source)
    book = build_rulebook(
        testland.plugin(
            region_profile_sets=[testland.old_set, testland.new_set],
            region_norm_framework=lambda: iter([framework]),
            region_rules=(judged, stated),
            region_stacking=[matrix, corrected],
        )
    )
    assert book.region is testland.region
    assert book.profile_sets == (testland.old_set, testland.new_set)
    assert book.norm_frameworks == (framework,)
    assert [rule.code for rule in book.rules] == [f"testland-0{n}" for n in (1, 3, 4, 2)]
    assert book.stacking == (matrix,)
    assert (book.stamp.distribution, book.stamp.version) == ("jeugdregio-testland", "1.2.3")


def test_a_region_that_only_says_who_it_is_has_no_rules(testland):
    book = build_rulebook(testland.plugin())
    assert (book.rules, book.profile_sets, book.stacking, book.norm_frameworks) == ((), (), (), ())


class TestIdentity:
    def test_without_an_identity_there_is_no_region(self, refused):
        refusal = refused(region_identity=None)
        assert refusal.subject == "region_identity"
        assert refusal.problem == "ontbreekt of geeft niets; deze hook is verplicht."

    @pytest.mark.parametrize("answer", ["testland", 42, {"code": "testland"}, [1]])
    def test_an_identity_is_a_region(self, refused, answer):
        refusal = refused(region_identity=lambda: answer)
        assert refusal.subject == "region_identity"
        assert f"geen {type(answer).__name__}" in refusal.problem

    def test_the_entry_point_carries_the_code_of_the_region(self, refused):
        refusal = refused("anders")
        assert "testland" in refusal.subject
        assert "'anders'" in refusal.problem

    @pytest.mark.parametrize("code", ["Testland", "1land", "test-land", "", "tést"])
    def test_a_region_code_is_plain(self, testland, refused, code):
        refusal = refused(code, region_identity=replace(testland.region, code=code))
        assert "a-z, 0-9" in refusal.problem

    @pytest.mark.parametrize("code", ["1", "00001", "GM01", "", "٠٠٠١"])
    def test_a_municipality_code_is_four_digits(self, testland, refused, code):
        town = Municipality(code=code, name="Dorp", valid=LATE, source=testland.source)
        refusal = refused(region_identity=replace(testland.region, municipalities=(town,)))
        assert refusal.subject == "gemeente Dorp"
        assert "4 cijfers" in refusal.problem

    @pytest.mark.parametrize("code", [1, None])
    def test_a_municipality_code_is_text(self, testland, refused, code):
        town = Municipality(code=code, name="Dorp", valid=LATE, source=testland.source)
        refusal = refused(region_identity=replace(testland.region, municipalities=(town,)))
        assert "Municipality" in str(refusal)
        assert "code" in refusal.problem

    def test_a_municipality_is_there_once_at_a_time(self, testland, refused):
        def region(*periods):
            towns = tuple(
                Municipality(code="0003", name="Dorp", valid=valid, source=testland.source)
                for valid in periods
            )
            return replace(testland.region, municipalities=towns)

        assert "0003" in refused(region_identity=region(EARLY, OVERLAPPING)).subject
        assert build_rulebook(testland.plugin(region_identity=region(EARLY, LATE)))


class TestPeriods:
    """Two catalogues, norm frameworks or matrices never hold on one day."""

    @pytest.fixture
    def framework(self, testland):
        return lambda code, valid: NormFramework(
            code=code, title=code, valid=valid, source=testland.source
        )

    @pytest.fixture
    def matrix(self, testland):
        def build(code, valid):
            term = Term(f"testland-{code}", "Zo.", Permission.PERMITTED)
            return StackingMatrix(
                code=code, valid=valid, source=testland.source, segments=("A",), otherwise=term
            )

        return build

    @pytest.fixture
    def profile_set(self, testland):
        def build(code, valid, **parts):
            return replace(testland.new_set, code=code, valid=valid, **parts)

        return build

    @pytest.mark.parametrize(
        ("hook", "kind"),
        [
            ("region_profile_sets", "profile_set"),
            ("region_norm_framework", "framework"),
            ("region_stacking", "matrix"),
        ],
    )
    def test_periods_that_share_one_day_are_refused(self, testland, refused, request, hook, kind):
        build = request.getfixturevalue(kind)
        refusal = refused(**{hook: [build("eerste", EARLY), build("tweede", OVERLAPPING)]})
        assert refusal.subject.endswith(" eerste")
        assert "tweede (vanaf 31 december 2024)" in refusal.problem
        assert build_rulebook(
            testland.plugin(**{hook: [build("eerste", EARLY), build("tweede", LATE)]})
        )

    def test_catalogues_for_different_municipalities_may_overlap(
        self, testland, refused, profile_set
    ):
        one, two = frozenset({"0001"}), frozenset({"0002"})
        apart = [
            profile_set("allen", LATE),
            profile_set("een", LATE, municipalities=one),
            profile_set("twee", LATE, municipalities=two),
        ]
        assert build_rulebook(testland.plugin(region_profile_sets=apart))
        both = profile_set("beide", LATE, municipalities=one | two)
        assert refused(region_profile_sets=[*apart, both]).subject.endswith(" een")


class TestRules:
    @pytest.mark.parametrize("docstring", [None, "", "   \n  "])
    @pytest.mark.parametrize("hook", ["region_rules", "region_stacking", "region_regie"])
    def test_a_rule_without_a_docstring_is_refused(self, testland, refused, docstring, hook):
        def judge(case):
            return None

        judge.__doc__ = docstring
        parts = {"topic": RuleTopic.ACCESS, "valid": LATE, "source": testland.source}
        refusal = refused(**{hook: [rule("testland-07", **parts)(judge)]})
        assert refusal.subject == "regel testland-07"
        assert "docstring" in refusal.problem

    @pytest.mark.parametrize("source", [None, "Handboek"])
    def test_a_rule_without_a_source_is_refused(self, testland, refused, source):
        refusal = refused(region_rules=[testland.rule(lambda case: None, source=source)])
        assert refusal.subject == "regel testland-01"
        assert refusal.problem == "mist een bron."

    def test_a_source_without_a_document_is_no_source(self, testland, refused):
        nowhere = replace(testland.source, document="")
        refusal = refused(region_rules=[testland.rule(lambda case: None, source=nowhere)])
        assert refusal.problem == "mist een bron."

    def test_a_statement_says_where_the_api_shows_it(self, testland, refused):
        stated = statement(
            "testland-01", "Zo.", topic=RuleTopic.PAYMENT, valid=LATE, source=testland.source,
            place="decide",
        )  # fmt: skip
        assert "noemt geen plaats" in refused(region_rules=[stated]).problem

    @pytest.mark.parametrize("code", ["01", "friesland-01", "testland", "Testland-01", ""])
    def test_a_rule_code_starts_with_the_code_of_its_region(self, testland, refused, code):
        refusal = refused(region_rules=[testland.rule(lambda case: None, code)])
        assert refusal.subject == f"regel {code}"
        assert "'testland-'" in refusal.problem

    def test_one_code_for_two_rules_at_once_is_refused(self, testland, refused):
        early, late = (testland.rule(lambda case: None, valid=v) for v in (EARLY, OVERLAPPING))
        refusal = refused(region_rules=[early], region_regie=[late])
        assert refusal.subject == "regel testland-01"
        assert "twee keer" in refusal.problem

    def test_a_dated_correction_keeps_its_code(self, testland):
        early, late = (testland.rule(lambda case: None, valid=v) for v in (EARLY, LATE))
        book = build_rulebook(testland.plugin(region_rules=[early, late]))
        assert EARLY.last is not None
        assert book.rules_on(EARLY.last) == (early,)
        assert book.rules_on(LATE.first) == (late,)


class TestMatrices:
    @pytest.fixture
    def matrix(self, testland):
        def build(cells):
            otherwise = Term("testland-12", "Zo.", Permission.UNSPECIFIED)
            return StackingMatrix(
                code="stapelen",
                valid=LATE,
                source=testland.source,
                segments=("A", "B"),
                cells=cells,
                otherwise=otherwise,
            )

        return build

    def test_an_asymmetric_matrix_is_refused_with_the_pair(self, refused, matrix):
        free = Term("testland-10", "Zo.", Permission.PERMITTED)
        never = Term("testland-11", "Zo.", Permission.FORBIDDEN)
        refusal = refused(region_stacking=[matrix({("B", "A"): free, ("A", "B"): never})])
        assert refusal.subject == "StackingMatrix stapelen"
        assert refusal.problem == "A+B zegt iets anders dan B+A."

    def test_a_matrix_that_says_the_same_twice_is_fine(self, testland, matrix):
        free = Term("testland-10", "Zo.", Permission.PERMITTED)
        stacking = matrix({("B", "A"): free, ("A", "B"): free})
        assert build_rulebook(testland.plugin(region_stacking=[stacking])).stacking == (stacking,)

    def test_a_matrix_names_only_its_own_segments(self, refused, matrix):
        free = Term("testland-10", "Zo.", Permission.PERMITTED)
        refusal = refused(region_stacking=[matrix({("A", "X"): free})])
        assert "noemt X" in refusal.problem

    def test_two_terms_under_one_code_are_refused(self, refused, matrix):
        free = Term("testland-12", "Zo.", Permission.PERMITTED)
        assert "twee keer" in refused(region_stacking=[matrix({("A", "B"): free})]).problem


class TestCatalogue:
    """In a catalogue a code stands once, and a tariff holds alone."""

    @pytest.mark.parametrize(
        "part", ["segments", "profiles", "intensities", "arrangements", "components"]
    )
    def test_a_code_that_stands_twice_in_a_catalogue_is_refused(self, testland, refused, part):
        held = getattr(testland.new_set, part)
        refusal = refused(
            region_profile_sets=[replace(testland.new_set, **{part: (*held, held[0])})]
        )
        assert refusal.subject == "ProfileSet nieuw"
        assert held[0].code in refusal.problem
        assert "twee keer" in refusal.problem

    def test_two_tariffs_on_one_day_are_refused(self, testland, refused):
        def amounts(*periods, providers=(None, None)):
            tariffs = tuple(
                Tariff(
                    arrangement="P-LICHT",
                    amount_cents=1,
                    per=TariffBasis.UUR,
                    valid=valid,
                    source=testland.source,
                    provider=provider,
                )
                for valid, provider in zip(periods, providers, strict=True)
            )
            return [replace(testland.new_set, tariffs=tariffs)]

        refusal = refused(region_profile_sets=amounts(EARLY, OVERLAPPING))
        assert "P-LICHT" in refusal.problem
        for fine in (amounts(EARLY, LATE), amounts(LATE, LATE, providers=("een", "twee"))):
            assert build_rulebook(testland.plugin(region_profile_sets=fine))
