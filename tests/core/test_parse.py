"""A question that cannot be read is answered with what is wrong and where, in Dutch."""

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_core import DocumentKind, Ground, ReferrerType, RequestKind, Unit
from jeugdregio_core.errors import InvalidCase
from jeugdregio_core.rules.input import (
    AllocationInput,
    CaseInput,
    ClientInput,
    DocumentInput,
    NormInput,
    ProviderInput,
    ReferralInput,
    RequestInput,
    VolumeInput,
)
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.rules.values import MAX_RECORDS, MAX_TEXT

VAST = pytest.param(10**5000, id="vast")
SUMMER = timezone(timedelta(hours=2))


def ask(**groups):
    return parse_case({"region": "testland"} | groups)


def problems(data):
    with pytest.raises(InvalidCase) as refused:
        parse_case(data)
    return {problem.path: problem.message for problem in refused.value.problems}


def problem(**groups):
    (found,) = problems({"region": "testland"} | groups).items()
    return found


def test_only_the_region_is_needed():
    case = ask()
    assert case == CaseInput(region="testland")
    assert case.kind is RequestKind.NEW
    assert case.request.start is None
    assert case.running == ()


def test_a_question_is_read_as_the_api_and_json_write_it():
    case = ask(
        decisionDate="2025-02-01",
        kind="CHANGE",
        client={"municipality": "0002", "birthDate": "2010-02-28", "protectionMeasure": False},
        referral={"referrer": "HUISARTS"},
        request={
            "start": "2025-03-01",
            "productCategory": "45",
            "volume": {"amount": 2.5, "unit": "UUR"},
            "reportedAt": "2025-03-01T09:30:00+02:00",
            "offeredAt": "2025-03-01T09:30:00Z",
        },
        changeOf={"changesSoFar": 1},
        running=[{"segment": "A", "initial": True}],
        providers=[{"code": "een", "segments": ["A"], "arrangements": [{"profile": "P"}]}],
        documents=[{"kind": "BEHANDELPLAN", "signedBy": ["GEZIN", "GI"], "date": "2025-01-01"}],
        norms={"durationMonths": "6", "hoursPerWeek": 3, "grounds": ["SCHOOLUITVAL"]},
    )
    assert case.decision_date == date(2025, 2, 1)
    assert case.kind is RequestKind.CHANGE
    assert case.client.protection_measure is False
    assert case.referral.referrer is ReferrerType.HUISARTS
    assert case.request.volume == VolumeInput(amount=Decimal("2.5"), unit=Unit.UUR)
    assert case.request.reported_at == datetime(2025, 3, 1, 9, 30, tzinfo=SUMMER)
    assert case.request.offered_at == datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
    assert case.change_of.changes_so_far == 1
    assert case.running == (AllocationInput(segment="A", initial=True),)
    assert case.providers[0].arrangements[0].profile == "P"
    assert case.documents[0].kind is DocumentKind.BEHANDELPLAN
    assert case.norms == NormInput(
        duration_months=Decimal(6), hours_per_week=Decimal(3), grounds=(Ground.SCHOOLUITVAL,)
    )


def test_a_question_is_read_as_toml_and_graphql_give_it():
    moment = datetime(2025, 3, 1, 9, 30, tzinfo=SUMMER)
    request = {"start": date(2025, 3, 1), "reported_at": moment}
    case = ask(kind=RequestKind.CHANGE, request=request, norms={"durationMonths": Decimal("6.5")})
    assert case.kind is RequestKind.CHANGE
    assert (case.request.start, case.request.reported_at) == (date(2025, 3, 1), moment)
    assert case.norms.duration_months == Decimal("6.5")


@pytest.mark.parametrize("group", [f.name for f in fields(CaseInput) if f.name != "region"])
def test_null_means_not_given(group):
    assert ask(**{group: None}) == ask()


def test_null_inside_a_group_means_not_given():
    assert ask(norms={"grounds": None, "durationMonths": None}, client={"birthDate": None}) == ask()
    document = {"kind": "BEHANDELPLAN"}
    assert ask(documents=[document | {"signedBy": None, "includes": None}]) == ask(
        documents=[document]
    )


@pytest.mark.parametrize("data", [None, [], "testland", 1, [("region", "testland")]])
def test_what_is_not_a_group_of_facts_is_no_question(data):
    assert problems(data) == {"": "Hier wordt een groep gegevens verwacht."}
    with pytest.raises(InvalidCase, match=r"^Hier wordt een groep gegevens verwacht\.$"):
        parse_case(data)


def test_a_missing_region_is_named():
    assert problems({}) == {"region": "Dit gegeven is verplicht."}


@pytest.mark.parametrize(
    ("groups", "path"),
    [
        ({"regio": "x"}, "regio"),
        ({"client": {"name": "x"}}, "client.name"),
        ({"client": {"bsn": "x"}}, "client.bsn"),
        ({"running": [{}, {"segmnt": "A"}]}, "running.1.segmnt"),
        ({"providers": [{"code": "a", "arrangements": [{"profil": "A"}]}]},
         "providers.0.arrangements.0.profil"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_exist_is_refused(groups, path):
    assert problem(**groups) == (path, "Dit veld bestaat niet. Controleer de spelling.")


def test_a_field_without_a_name_is_refused():
    assert problems({"region": "testland", 1: "x"})["1"].endswith(".")


def test_every_problem_is_told_at_once():
    found = problems({"kind": "?", "request": {"start": "gisteren"}, "client": {"x": 1}})
    assert set(found) == {"region", "kind", "request.start", "client.x"}


def test_all_problems_read_as_one_text_too():
    with pytest.raises(InvalidCase) as refused:
        parse_case({"running": [{"start": "x"}]})
    assert set(str(refused.value).splitlines()) == {
        "region: Dit gegeven is verplicht.",
        "running.0.start: 'x' is geen datum. Schrijf jjjj-mm-dd.",
    }


@pytest.mark.parametrize(
    "value",
    [
        "gisteren", "", "1", "01-02-2025", "2025-02-30", "2025-1-1", "20250101", "2025-W01-1",
        "2025-01-01T00:00:00", "2025-01-01 ", "0000-01-01", "10000-01-01", "２０２５-01-01",
        0, 1735689600, 20250101, 1.5, True, float("nan"), datetime(2025, 1, 1), time(1), [], {},
    ],
)  # fmt: skip
def test_what_is_not_a_calendar_date_is_refused(value):
    for groups in ({"request": {"start": value}}, {"running": [{"end": value}]}):
        path, message = problem(**groups)
        assert path in ("request.start", "running.0.end")
        assert message.endswith("is geen datum. Schrijf jjjj-mm-dd.")


def test_a_short_value_is_repeated_and_a_long_one_is_not():
    for value, told in [(20250101, "20250101"), (1.5, "1.5"), (10**12, "Deze waarde")]:
        _, message = problem(request={"start": value})
        assert message.startswith(f"{told} is geen datum")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2024-02-29"])
def test_days_long_ago_and_far_ahead_are_days(day):
    assert ask(request={"start": day}).request.start == date.fromisoformat(day)


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_that_is_not_on_the_calendar_everywhere_is_refused(value):
    path, message = problem(request={"reportedAt": value})
    assert path == "request.reportedAt"
    assert message.startswith(f"'{value}' is geen tijdstip")


@pytest.mark.parametrize("value", ["2025-03-01T09:30:00", "2025-03-01", datetime(2025, 3, 1)])
def test_a_moment_without_a_time_zone_is_refused(value):
    path, message = problem(request={"reportedAt": value})
    assert path == "request.reportedAt"
    assert message.endswith("is geen tijdstip met tijdzone. Schrijf jjjj-mm-ddTuu:mm+uu:mm.")


@pytest.mark.parametrize(
    "value",
    ["", "straks", 1735689600, 1.5, "1735689600", True, date(2025, 1, 1), [], "2025-03-01T25:00Z"],
)
def test_what_is_not_a_moment_is_refused(value):
    path, message = problem(request={"offeredAt": value})
    assert path == "request.offeredAt"
    assert message.endswith("Schrijf jjjj-mm-ddTuu:mm+uu:mm.")


@pytest.mark.parametrize("value", ["yes", "ja", "true", "1", "", 1, 0, 1.0, "on", []])
def test_yes_or_no_is_true_or_false_and_nothing_else(value):
    path, message = problem(client={"protectionMeasure": value})
    assert path == "client.protectionMeasure"
    assert message.endswith("past hier niet. Verwacht wordt true of false.")


@pytest.mark.parametrize("value", ["1", 1.0, True, 1.5, "één", [], float("inf"), Decimal(1)])
def test_a_count_is_a_whole_number_and_nothing_else(value):
    path, message = problem(changeOf={"changesSoFar": value})
    assert path == "changeOf.changesSoFar"
    assert message.endswith("past hier niet. Verwacht wordt een geheel getal van 0 tot en met 999.")


@pytest.mark.parametrize("value", [0, 1, 999])
def test_ordinary_counts_fit(value):
    assert ask(changeOf={"changesSoFar": value}).change_of.changes_so_far == value


@pytest.mark.parametrize("value", [-1, 1000, 10**30, VAST])
def test_a_count_is_not_negative_and_not_absurd(value):
    path, _ = problem(changeOf={"changesSoFar": value})
    assert path == "changeOf.changesSoFar"


@pytest.mark.parametrize(
    "value",
    [
        float("nan"), float("inf"), float("-inf"), "NaN", "Infinity", Decimal("sNaN"),
        "1e400000000", "1e-400000000", VAST, 1e300, "9" * 200, -1, "-0.01",
        True, "veel", "", [], {}, 1 / 3,
    ],
)  # fmt: skip
def test_an_amount_is_a_number_from_nought_of_a_readable_size(value):
    for groups in (
        {"request": {"volume": {"amount": value}}},
        {"norms": {"durationMonths": value}},
        {"norms": {"hoursPerWeek": value}},
    ):
        _, message = problem(**groups)
        assert "Verwacht wordt een getal" in message
        assert len(message) < 200


@pytest.mark.parametrize("value", [0, 1, 0.5, "12.25", Decimal("99999999"), 36.0])
def test_ordinary_amounts_fit(value):
    assert ask(norms={"hoursPerWeek": value}).norms.hours_per_week == Decimal(str(value))


@pytest.mark.parametrize("value", [1, 1.5, True, b"A", [], {}, date(2025, 1, 1), Decimal(1)])
def test_a_code_is_text_and_nothing_else(value):
    for groups, where in (
        ({"request": {"segment": value}}, "request.segment"),
        ({"providers": [{"code": value}]}, "providers.0.code"),
        ({"providers": [{"code": "een", "segments": [value]}]}, "providers.0.segments.0"),
    ):
        path, message = problem(**groups)
        assert path == where
        assert message.endswith("past hier niet. Verwacht wordt tekst.")


def test_a_code_that_is_too_long_is_refused_without_repeating_it():
    assert ask(request={"segment": "A" * MAX_TEXT})
    path, message = problem(request={"segment": "A" * 1_000_000})
    assert path == "request.segment"
    assert message.endswith(f"Deze tekst is te lang: hooguit {MAX_TEXT} tekens.")
    assert len(message) < 200


def test_an_empty_code_is_refused():
    assert problem(request={"profile": ""}) == (
        "request.profile",
        "Deze tekst is leeg. Vul iets in of laat het veld weg.",
    )


def test_text_that_no_message_can_carry_is_refused():
    path, message = problem(request={"profile": "\ud800"})
    assert path == "request.profile"
    message.encode()


@pytest.mark.parametrize("value", ["nieuw", "new", "", 1, True, []])
def test_a_choice_that_does_not_exist_is_refused_with_the_ones_that_do(value):
    path, message = problem(kind=value)
    assert path == "kind"
    assert message.endswith("is geen geldige keuze. Kies uit 'NEW', 'EXTENSION' of 'CHANGE'.")


@pytest.mark.parametrize("value", ["A", 1, True, {"segment": "A"}])
def test_one_thing_where_a_list_belongs_is_refused(value):
    for name in ("running", "providers", "documents"):
        path, message = problem(**{name: value})
        assert path == name
        assert message == "Hier wordt een lijst verwacht."


@pytest.mark.parametrize("value", ["A", 1, True, []])
def test_one_thing_where_a_group_belongs_is_refused(value):
    for name in ("client", "request", "norms", "changeOf"):
        path, message = problem(**{name: value})
        assert path == name
        assert message == "Hier wordt een groep gegevens verwacht."


@pytest.mark.parametrize("value", [None, "A", 1])
def test_one_thing_where_a_record_belongs_is_refused(value):
    assert problem(running=[value]) == (
        "running.0",
        "Hier wordt een groep gegevens verwacht.",
    )


RECORDS = {"running": {}, "providers": {"code": "een"}, "documents": {"kind": "BEHANDELPLAN"}}


@pytest.mark.parametrize(("name", "record"), RECORDS.items())
def test_a_list_has_a_limit(name, record):
    assert len(getattr(ask(**{name: [record] * MAX_RECORDS}), name)) == MAX_RECORDS
    assert problem(**{name: [record] * 10_000}) == (
        name,
        f"Hooguit {MAX_RECORDS} regels; dit zijn er 10000.",
    )


def test_ten_thousand_unreadable_records_give_a_short_answer():
    assert problem(running=["onzin"] * 10_000) == (
        "running",
        f"Hooguit {MAX_RECORDS} regels; dit zijn er 10000.",
    )


@pytest.mark.parametrize(
    ("groups", "where"),
    [
        ({"providers": [{"code": "een", "segments": ["A"] * 10_000}]}, "providers.0.segments"),
        ({"providers": [{"code": "een", "arrangements": [{}] * 10_000}]},
         "providers.0.arrangements"),
        ({"documents": [{"kind": "BEHANDELPLAN", "includes": ["A"] * 10_000}]},
         "documents.0.includes"),
        ({"documents": [{"kind": "BEHANDELPLAN", "signedBy": ["GI"] * 10_000}]},
         "documents.0.signedBy"),
        ({"norms": {"grounds": ["SCHOOLUITVAL"] * 10_000}}, "norms.grounds"),
    ],
)  # fmt: skip
def test_a_list_within_a_record_has_a_limit_too(groups, where):
    path, message = problem(**groups)
    assert path == where
    assert message.startswith(f"Hooguit {MAX_RECORDS} regels")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates()
    | st.datetimes() | st.decimals() | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
names = [
    "".join(word.capitalize() if n else word for n, word in enumerate(field.name.split("_")))
    for field in fields(CaseInput)
]
groups = [ClientInput, ReferralInput, RequestInput, NormInput, DocumentInput, ProviderInput]
inner_names = sorted({field.name for group in groups for field in fields(group)})


@given(
    st.dictionaries(
        st.sampled_from(names) | st.text(max_size=5),
        values | st.dictionaries(st.sampled_from(inner_names), values, max_size=4),
        max_size=5,
    )
)
def test_anything_at_all_is_either_read_or_refused_in_dutch(data):
    read = read_or_refused(data)
    if isinstance(read, InvalidCase):
        assert read.problems
        assert all(p.message.endswith(".") for p in read.problems)
        assert str(read).encode()
    else:
        assert isinstance(hash(read), int)


def read_or_refused(data):
    try:
        return parse_case(data)
    except InvalidCase as refused:
        return refused


@pytest.mark.parametrize("group", [CaseInput, *groups, AllocationInput, VolumeInput])
def test_every_fact_is_described_for_the_api(group):
    assert all(field.metadata["doc"].endswith(".") for field in fields(group))
