"""What was unknown is known once it is loaded: the catalogue and every decision use it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.support.own_tables import BESLUIT, Organisation, problems

from jeugdregio_core import (
    Confidence,
    Permission,
    RuleTopic,
    StackingMatrix,
    Status,
    TariffBasis,
    TariffReason,
    Verdict,
)
from jeugdregio_core.model.catalogue import Arrangement

Organisations = Callable[[str], Organisation]
DAY = date(2026, 3, 2)


def _verdict(asked: Organisation, code: str, **groups: object) -> Verdict | None:
    found = asked.finding(code, on=DAY, **groups)
    return None if found is None else found.verdict


def test_in_westfriesland_an_unconfirmed_code_becomes_confirmed(
    organisation: Organisations,
) -> None:
    there = organisation("westfriesland")
    asked = {"segment": "B", "profile": "2", "intensity": "PE", "product": "502PE"}
    assert _verdict(there, "westfriesland-07", request=asked) is Verdict.NOTICE
    made = there.load_csv(
        "arrangementen",
        "segment;profiel;intensiteit;productcode;productcategorie;vanaf",
        "B;2;PE;502PE;50;01-07-2025",
    )
    assert problems(made) == []
    assert _verdict(there, "westfriesland-07", request=asked) is Verdict.PASSED
    wrong = asked | {"product": "502IN"}
    assert _verdict(there, "westfriesland-07", request=wrong) is Verdict.REFUSED
    held = there.current().profile_set_on(DAY).arrangement("B", "2", "PE")
    assert held is not None
    assert (held.confirmed, held.source.document) == (True, BESLUIT)
    assert held.source.confidence is Confidence.SOURCE
    assert held.product.unit is not None  # what the row leaves open stays what it was


def test_in_zhz_a_service_gets_its_norms(organisation: Organisations) -> None:
    there = organisation("zhz")

    def asked(months: str, product: str = "45A48") -> dict[str, object]:
        request = {"segment": "4", "product": product, "productCategory": "45"}
        return {"request": request, "norms": {"durationMonths": months, "staffMix": "HBO"}}

    assert _verdict(there, "zhz-05", **asked("6")) is None
    assert _verdict(there, "zhz-02-dienst", **asked("6")) is Verdict.NOTICE
    made = there.load_csv(
        "diensten",
        "Dienst;Naam;Segment;Productcategorie;Maximale duur in maanden;Uren per week;"
        "Personele mix;Vanaf",
        "45A48;Ambulante begeleiding;4;45;6;2,5;HBO;01-01-2022",
    )
    assert problems(made) == []
    assert _verdict(there, "zhz-05", **asked("6")) is Verdict.PASSED
    assert _verdict(there, "zhz-05", **asked("6.5")) is Verdict.REFUSED
    assert _verdict(there, "zhz-07", **asked("6")) is Verdict.PASSED
    assert _verdict(there, "zhz-02-dienst", **asked("6")) is Verdict.PASSED
    assert _verdict(there, "zhz-02-dienst", **asked("6", "45A49")) is Verdict.REVIEW
    elsewhere = {"segment": "3", "product": "45A48"}
    assert _verdict(there, "zhz-02-dienst", request=elsewhere) is Verdict.REFUSED
    other_category = {"segment": "4", "product": "45A48", "productCategory": "41"}
    assert _verdict(there, "zhz-02-dienst", request=other_category) is Verdict.REFUSED


def test_in_zhz_a_pair_that_the_sources_are_silent_on_gets_an_answer(
    organisation: Organisations,
) -> None:
    there = organisation("zhz")

    def found(other: str) -> dict[str, Verdict]:
        running = [{"segment": other, "start": date(2026, 1, 1), "provider": "a"}]
        decision = there.decide(on=DAY, request={"segment": "2", "provider": "b"}, running=running)
        return {
            f.rule.code: f.verdict for f in decision.findings if f.rule.topic is RuleTopic.STACKING
        }

    assert found("1") == {"zhz-30": Verdict.REVIEW}
    made = there.load_csv(
        "stapelen",
        "eerste;tweede;mag;voorwaarde;vanaf",
        "1;2;nee;;01-01-2022",
        "2;3;ja;;01-01-2022",
        "2;4;onder voorwaarde;de aanbieders verschillen;01-01-2022",
        "2;5;voorwaarde;het team akkoord is;01-01-2022",
    )
    assert problems(made) == []
    assert found("1") == {"zhz-30-1-2": Verdict.REFUSED}
    assert found("3") == {"zhz-30-2-3": Verdict.PASSED}
    assert found("4") == {"zhz-30-2-4": Verdict.PASSED}
    assert found("5") == {"zhz-30-2-5": Verdict.REVIEW}
    assert found("6") == {"zhz-30": Verdict.REVIEW}
    rulebook = there.current()
    matrix = rulebook.stacking_on(DAY)
    assert matrix is not None
    assert rulebook.tables_on(DAY, StackingMatrix) == (matrix,)
    term = matrix.term("2", "1")
    assert term.permission is Permission.FORBIDDEN
    assert term.source is not None
    assert term.source.document == BESLUIT


def test_in_friesland_a_list_of_pics_decides_which_intensities_there_are(
    organisation: Organisations,
) -> None:
    there = organisation("friesland")

    def verdict(intensity: str) -> Verdict | None:
        asked = {"segment": "SJH", "profile": "A", "intensity": intensity}
        return _verdict(there, "friesland-03", request=asked)

    assert verdict("9") is Verdict.NOTICE
    made = there.load_csv(
        "arrangementen",
        "segment;profiel;intensiteit;productcode;vanaf",
        *(f"SJH;A;{n};A{n};01-01-2024" for n in range(1, 5)),
    )
    assert problems(made) == []
    assert verdict("4") is Verdict.PASSED
    assert verdict("9") is Verdict.REFUSED
    asked = {"segment": "SJH", "profile": "A", "intensity": "1", "product": "A2"}
    assert _verdict(there, "friesland-19", request=asked) is Verdict.REFUSED
    asked["product"] = "A1"
    assert _verdict(there, "friesland-19", request=asked) is Verdict.PASSED


def test_in_aa_zawa_a_tariff_in_b_is_for_everybody_and_one_in_c_for_a_provider(
    organisation: Organisations,
) -> None:
    there = organisation("aa_zawa")

    def tariff(segment: str, provider: str | None, municipality: str) -> object:
        held = there.current().profile_set_on(DAY, municipality)
        spic = held.arrangement(segment, "1", "PERSPECTIEF")
        assert isinstance(spic, Arrangement)
        answer = held.tariff(spic, DAY, provider)
        return answer.amount_cents or answer.reason

    amsterdam, zaanstad = "0363", "0479"
    assert tariff("B", None, amsterdam) is TariffReason.UNKNOWN
    assert tariff("C", None, amsterdam) is TariffReason.PER_PROVIDER
    made = there.load_csv(
        "tarieven",
        "spic;aanbieder;bedrag;per;vanaf",
        "B-1-PERSPECTIEF;;€ 1.234,56;traject;01-01-2026",
        "C-1-PERSPECTIEF;zorg_noord;9.000,-;traject;01-01-2026",
        "C-1-PERSPECTIEF;zorg_zuid;9500;traject;01-01-2026",
    )
    assert problems(made) == []
    for municipality in (amsterdam, zaanstad):
        assert tariff("B", None, municipality) == 123456
        assert tariff("B", "zorg_noord", municipality) == 123456
        assert tariff("C", "zorg_noord", municipality) == 900000
        assert tariff("C", "zorg_zuid", municipality) == 950000
        assert tariff("C", "zorg_oost", municipality) is TariffReason.UNKNOWN
        assert tariff("C", None, municipality) is TariffReason.PER_PROVIDER


def test_a_row_can_be_about_one_of_two_catalogues_that_hold_together(
    organisation: Organisations,
) -> None:
    there = organisation("aa_zawa")
    made = there.load_csv(
        "arrangementen",
        "segment;profiel;intensiteit;productcode;profielenset;vanaf",
        "B;1;PERSPECTIEF;B1P;aa_zawa-zawa-2022;01-01-2022",
    )
    assert problems(made) == []
    zawa = there.current().profile_set_on(DAY, "0479").arrangement("B", "1", "PERSPECTIEF")
    others = there.current().profile_set_on(DAY, "0363").arrangement("B", "1", "PERSPECTIEF")
    assert zawa is not None
    assert others is not None
    assert (zawa.code, zawa.confirmed) == ("B1P", True)
    assert (others.code, others.confirmed) == ("B-1-PERSPECTIEF", False)
    asked = {"segment": "B", "profile": "1", "intensity": "PERSPECTIEF", "product": "B1P"}
    there_zawa = {"request": asked, "client": {"municipality": "0479"}}
    assert _verdict(there, "aa_zawa-06", **there_zawa) is Verdict.PASSED
    assert _verdict(there, "aa_zawa-06-product", **there_zawa) is Verdict.PASSED
    elsewhere = {"request": asked, "client": {"municipality": "0363"}}
    assert _verdict(there, "aa_zawa-06", **elsewhere) is Verdict.NOTICE
    assert _verdict(there, "aa_zawa-06-product", **elsewhere) is Verdict.NOTICE


def test_an_unknown_norm_of_any_region_becomes_a_norm(organisation: Organisations) -> None:
    there = organisation("aa_zawa")
    made = there.load_csv(
        "normen",
        "onderwerp;norm;waarde;eenheid;vanaf",
        "PERSPECTIEF;uitval;12,5;procent;01-01-2026",
    )
    assert problems(made) == []
    before = there.current().norm_framework_on(date(2025, 12, 31)).norm("PERSPECTIEF", "uitval")
    after = there.current().norm_framework_on(DAY).norm("PERSPECTIEF", "uitval")
    assert before is not None
    assert after is not None
    assert before.status is Status.UNKNOWN
    assert (after.status, str(after.value), after.unit) == (Status.KNOWN, "12.5", "procent")
    assert after.rule == "aa_zawa-27"


def test_names_of_profiles_and_intensities_that_nobody_published(
    organisation: Organisations,
) -> None:
    there = organisation("friesland")
    there.load_csv("profielen", "profiel;naam;vanaf", "A;Ambulant licht;01-01-2024")
    there.load_csv("intensiteiten", "intensiteit;naam;vanaf", "1;licht;01-01-2024")
    held = there.current().profile_set_on(DAY)
    profile, intensity = held.profile("A"), held.intensity("1")
    assert profile is not None
    assert intensity is not None
    assert (profile.name, profile.segment, profile.grounds) == (
        "Ambulant licht",
        "SJH",
        ("Ambulante hulp",),
    )
    assert intensity.name == "licht"


def test_a_service_has_a_tariff_too(organisation: Organisations) -> None:
    there = organisation("zhz")
    there.load_csv("diensten", "dienst;naam;segment;vanaf", "45A48;Begeleiding;4;01-01-2022")
    there.load_csv("tarieven", "dienst;bedrag;per;vanaf", "45A48;71,50;uur;01-01-2026")
    held = there.current().profile_set_on(DAY)
    service = held.component("45A48")
    assert service is not None
    answer = held.tariff(service, DAY)
    assert (answer.amount_cents, answer.per) == (7150, TariffBasis.UUR)
    assert held.tariff(service, date(2025, 12, 31)).reason is TariffReason.UNKNOWN
