"""A document that a rule calls mandatory is on file, or the request is refused."""

import pytest

from jeugdregio_core import (
    DocumentKind,
    DocumentTable,
    Party,
    ReferrerType,
    RequestKind,
    Scope,
    Verdict,
    document,
    require,
    same_party,
)
from jeugdregio_core.rules.facts import DOCUMENTS, KIND, PRODUCT, PROFILE, REFERRER
from jeugdregio_core.rules.outcome import DecisionVerdict

PLAN, FORM = DocumentKind.PERSPECTIEFPLAN, DocumentKind.AANVRAAGFORMULIER


@pytest.fixture
def table(testland):
    def build(*rows, **parts):
        return DocumentTable(
            code="testland-30",
            title="Welk document er nodig is.",
            valid=testland.always,
            source=testland.source,
            rows=rows,
            **parts,
        )

    return build


@pytest.fixture
def requiring(testland):
    def decide(*documents, kind=PLAN, author=None, note=""):
        rule = testland.rule(lambda case: require(case, kind, author, note=note), "testland-30")
        return testland.decide(rule, documents=documents)

    return decide


def test_a_document_on_file_is_shown_as_satisfied(testland, requiring):
    decision = requiring({"kind": "PERSPECTIEFPLAN"})
    assert decision.verdict is DecisionVerdict.ALLOWED
    assert [(d.kind, d.satisfied) for d in decision.required_documents] == [(PLAN, True)]


def test_a_missing_document_refuses_and_is_listed_as_required(testland, requiring):
    decision = requiring({"kind": "BEHANDELPLAN"}, author=Party.AANBIEDER)
    assert decision.verdict is DecisionVerdict.REFUSED
    (needed,) = decision.required_documents
    assert (needed.kind, needed.author, needed.satisfied) == (PLAN, Party.AANBIEDER, False)
    assert testland.finding(decision, "testland-30").message == (
        "Het perspectiefplan, opgesteld door de aanbieder, ontbreekt."
    )


def test_a_document_by_the_wrong_party_is_refused(testland, requiring):
    decision = requiring({"kind": "PERSPECTIEFPLAN", "author": "GEZIN"}, author=Party.AANBIEDER)
    assert decision.verdict is DecisionVerdict.REFUSED
    assert "moet zijn opgesteld door de aanbieder" in str(
        testland.finding(decision, "testland-30").message
    )


def test_a_document_whose_author_was_not_given_counts(requiring):
    decision = requiring({"kind": "PERSPECTIEFPLAN"}, author=Party.AANBIEDER)
    assert decision.verdict is DecisionVerdict.ALLOWED


def test_where_nobody_is_asked_to_write_it_any_author_will_do(requiring):
    by_family = {"kind": "PERSPECTIEFPLAN", "author": "GEZIN"}
    assert requiring(by_family).verdict is DecisionVerdict.ALLOWED


def test_one_fitting_document_among_others_is_enough(requiring):
    other, own = (
        {"kind": "PERSPECTIEFPLAN", "author": "GEZIN"},
        {"kind": "PERSPECTIEFPLAN", "author": "AANBIEDER"},
    )
    assert requiring(other, own, author=Party.AANBIEDER).verdict is DecisionVerdict.ALLOWED


def test_the_municipal_access_counts_under_both_its_names(requiring):
    plan = {"kind": "PERSPECTIEFPLAN", "author": "LOKAAL_TEAM"}
    decision = requiring(plan, author=Party.GEMEENTELIJKE_TOEGANG)
    assert decision.verdict is DecisionVerdict.ALLOWED
    assert not same_party(Party.GEMEENTELIJKE_TOEGANG, Party.SOJ)
    assert not same_party(Party.AANBIEDER, Party.LOKAAL_TEAM)


def test_the_remark_of_the_source_follows_the_sentence(testland, requiring):
    finding = testland.finding(requiring(note="Zie de voetnoot."), "testland-30")
    assert finding.message == "Het perspectiefplan ontbreekt. Zie de voetnoot."


@pytest.mark.parametrize("kind", [DocumentKind.BESCHIKKING, DocumentKind.TOESTEMMING_NORMAFWIJKING])
@pytest.mark.parametrize("on_file", [True, False])
def test_a_document_gets_its_own_dutch_article(testland, requiring, kind, on_file):
    given = [{"kind": kind.value}] if on_file else []
    message = testland.finding(requiring(*given, kind=kind), "testland-30").message
    assert message.startswith(f"De {kind.label}")


def test_the_first_row_that_fits_decides(testland, table):
    rows = document(FORM, profiles=["P"]), document(PLAN)
    held = table(*rows)
    assert testland.decide(held, request={"profile": "P"}).required_documents[0].kind is FORM
    assert testland.decide(held, request={"profile": "Q"}).required_documents[0].kind is PLAN


def test_a_row_can_be_for_one_referrer_and_one_kind_of_request(testland, table):
    held = table(
        document(PLAN, referrers=[ReferrerType.HUISARTS], requests=[RequestKind.EXTENSION])
    )
    by_gp = {"referral": {"referrer": "HUISARTS"}}
    assert testland.decide(held, kind="EXTENSION", **by_gp).required_documents
    assert not testland.decide(held, kind="NEW", **by_gp).required_documents
    by_court = {"referral": {"referrer": "RECHTER"}}
    assert not testland.decide(held, kind="EXTENSION", **by_court).required_documents


def test_a_row_for_profiles_and_products_fits_either(testland, table):
    held = table(document(PLAN, profiles=["P"], products=["VERVOER"]))
    for asked in ({"profile": "P"}, {"product": "VERVOER"}):
        assert testland.decide(held, request=asked).required_documents
    assert not testland.decide(held, request={"profile": "Q"}).required_documents


def test_a_row_without_a_document_says_how_sure_that_is(testland, table):
    held = table(document(None, note="De bron vraagt niets.", verdict=Verdict.NOTICE))
    decision = testland.decide(held)
    finding = testland.finding(decision, "testland-30")
    assert (finding.verdict, finding.message) == (Verdict.NOTICE, "De bron vraagt niets.")
    assert decision.required_documents == ()


def test_an_unknown_referrer_is_asked_for_only_where_it_matters(testland, table):
    held = table(document(PLAN, profiles=["P"], referrers=[ReferrerType.HUISARTS]))
    finding = testland.finding(testland.decide(held, request={"profile": "P"}), "testland-30")
    assert (finding.verdict, finding.missing) == (Verdict.REVIEW, "referral.referrer")
    other = testland.decide(held, request={"profile": "Q"})
    assert testland.finding(other, "testland-30") is None


def test_without_profile_and_product_nobody_knows_which_row_fits(testland, table):
    finding = testland.finding(
        testland.decide(table(document(PLAN, profiles=["P"]))), "testland-30"
    )
    assert (finding.verdict, finding.missing) == (Verdict.REVIEW, "request.profile")


def test_a_product_beside_the_profiles_needs_no_profile(testland, table):
    held = table(document(PLAN, profiles=["P"]))
    decision = testland.decide(held, request={"product": "VERVOER"})
    assert testland.finding(decision, "testland-30") is None


def test_a_row_for_products_only_is_not_about_a_profile(testland, table):
    held = table(document(PLAN, products=["VERVOER"]))
    assert not testland.decide(held, request={"profile": "P"}).required_documents
    assert testland.finding(testland.decide(held), "testland-30") is None
    assert PRODUCT in held.rules()[0].reads


def test_the_table_reads_what_its_rows_name(table):
    (plain,) = table(document(PLAN)).rules()
    assert plain.reads == (DOCUMENTS,)
    (full,) = table(
        document(
            PLAN,
            profiles=["P"],
            referrers=[ReferrerType.HUISARTS],
            requests=[RequestKind.NEW],
        ),
        scope=Scope(segments=frozenset({"A"})),
    ).rules()
    assert set(full.reads) == {KIND, PRODUCT, PROFILE, REFERRER, DOCUMENTS}
