"""Both pages in a real browser that reaches nothing but the service."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect
from tests.pages.test_examples import ALL
from tests.support.browser import started
from tests.support.office import registry
from tests.support.rows import NOON

from jeugdregio_api.access.demo.ready import accounts

DECIDE = "Mag dit worden toegewezen?"
FILE = "Wat staat er in een dossier?"
RUN = {"graphiql": ".graphiql-execute-button", "plain": "button[type=submit]"}
EDITOR = {"graphiql": ".graphiql-query-editor .monaco-editor", "plain": "#query"}
QUERY = {"graphiql": ".graphiql-query-editor", "plain": "#query"}
ANSWER = {"graphiql": ".graphiql-response", "plain": "#answer"}
OUTSIDE = "https://voorbeeld.invalid/"
REFUSED = {"data": None, "errors": [{"message": "Dit mag u niet zien."}]}
NARROW = {"width": 320, "height": 640}
BUYER = next(accounts(registry().rulebook("westfriesland").region, NOON.date(), None))


def answer(page: Page, kind: str, text: str) -> None:
    """Wait until the page shows this in its answer."""
    expect(page.locator(ANSWER[kind])).to_contain_text(text)


def sent(page: Page, kind: str) -> str | None:
    """Run what is there; the token that it goes with."""
    with page.expect_request(lambda request: request.method == "POST") as asked:
        page.click(RUN[kind])
    return asked.value.headers.get("authorization")


def test_a_question_is_asked_and_answered_with_nothing_from_outside(
    visit: Any, address: str, kind: str
) -> None:
    with visit(kind) as visited:
        visited.choose(DECIDE)
        visited.page.click(RUN[kind])
        answer(visited.page, kind, '"verdict": "REVIEW"')
        assert [url for url in visited.asked if not url.startswith(address + "/")] == []
        assert visited.complaints == []


def test_what_is_asked_from_outside_would_be_seen_and_is_stopped_twice(visit: Any) -> None:
    with visit("plain") as visited:
        went = f"fetch('{OUTSIDE}').then(() => 'arrived', () => 'stopped')"
        assert visited.page.evaluate(went) == "stopped"
        assert "Content Security Policy" in visited.complaints[0]
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            visited.page.goto(OUTSIDE)
        assert OUTSIDE in visited.asked


def test_the_keyboard_is_enough(visit: Any, kind: str) -> None:
    with visit(kind) as visited:
        keyboard = visited.page.keyboard
        visited.page.focus("#region")
        keyboard.type("West")
        keyboard.press("Tab")
        keyboard.type("Mag dit")
        visited.settle()
        assert _tab(visited.page, lambda: _within(visited.page, QUERY[kind]))
        if kind == "graphiql":
            keyboard.press("Enter")
        assert _within(visited.page, EDITOR[kind])
        keyboard.press("Control+Enter")
        answer(visited.page, kind, '"verdict": "REVIEW"')
        answer(visited.page, kind, "westfriesland")
        assert _tab(visited.page, lambda: not _within(visited.page, EDITOR[kind]))


def _tab(page: Page, there: Callable[[], bool]) -> bool:
    """Go on with the Tab key until it is there; ``False`` when it never is."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if there():
            return True
    return False


def _within(page: Page, place: str) -> bool:
    return bool(page.evaluate(f"document.activeElement.closest('{place}') !== null"))


def test_a_token_goes_along_and_stays_nowhere(visit: Any, kind: str) -> None:
    with visit(kind) as visited:
        page = visited.page
        assert sent(page, kind) is None
        page.fill("#token", " Bearer abc.def.ghi ")
        page.press("#token", "Tab")
        visited.settle()
        assert sent(page, kind) == "Bearer abc.def.ghi"
        kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
        assert json.loads(kept) == [{}, {}, ""]


def test_in_a_demo_somebody_is_chosen_and_asks_with_a_token_that_was_ready(
    visit: Any, kind: str
) -> None:
    gemeente = {"label": "Friesland: gemeente Ameland", "region": "friesland", "token": "a.b.c"}
    answers = {"/page/about.json": {"accounts": "/wie"}, "/wie": {"tokens": [gemeente]}}
    with visit(kind, answers=answers) as visited:
        page = visited.page
        page.get_by_label("Wie vraagt").select_option(label=gemeente["label"])
        visited.settle()
        assert page.input_value("#region") == "friesland"
        assert sent(page, kind) == "Bearer a.b.c"
        page.get_by_label("Wie vraagt").select_option(label="Zelf een token, of geen")
        visited.settle()
        assert (page.input_value("#token"), page.input_value("#region")) == ("", "friesland")


def test_outside_a_demo_there_is_nobody_to_choose(visit: Any) -> None:
    with visit("plain", answers={"/page/about.json": {"accounts": None}}) as visited:
        assert not visited.page.get_by_label("Wie vraagt").is_visible()
        assert visited.complaints == []


def test_a_header_that_was_written_goes_before_the_token(visit: Any, graphiql: str) -> None:
    with visit(graphiql) as visited:
        page = visited.page
        page.fill("#token", "van-het-veld")
        page.click(".graphiql-editor-tools button:has-text('Headers')")
        page.click(".graphiql-editor-tool .monaco-editor >> visible=true")
        page.keyboard.insert_text('{"authorization": "Bearer van-de-kop"}')
        assert sent(page, graphiql) == "Bearer van-de-kop"


def test_every_example_is_answered_as_the_page_fills_it_in(visit: Any) -> None:
    with visit("plain") as visited:
        for example in ALL:
            visited.choose(example["title"])
            expect(visited.page.locator("#filled")).to_be_empty()
            visited.page.click(RUN["plain"])
            expect(visited.page.locator("#status")).to_have_text("Klaar.")


def test_a_token_is_lent_to_what_only_one_role_does_unless_somebody_gave_one(visit: Any) -> None:
    with visit("plain") as visited:
        page, free = visited.page, ALL[0]["title"]
        bound = next(one["title"] for one in ALL if one.get("as") == "REGION")
        visited.choose(bound)
        assert page.input_value("#token")
        assert "regionale organisatie" in page.inner_text("#account option:checked")
        visited.choose(free)
        assert page.input_value("#token") == page.input_value("#account") == ""
        page.fill("#token", "abc")
        visited.choose(bound)
        assert page.input_value("#token") == "abc"


def test_what_somebody_wrote_stays_when_the_token_changes(visit: Any) -> None:
    with visit("plain") as visited:
        page = visited.page
        page.fill("#query", "{ regions { code } }")
        page.fill("#token", "abc")
        page.press("#token", "Tab")
        visited.settle()
        assert page.input_value("#query") == "{ regions { code } }"


def test_an_example_that_cannot_be_filled_in_says_so(visit: Any, kind: str) -> None:
    with visit(kind) as visited:
        page = visited.page
        page.route("**/graphql", lambda route: route.fulfill(json=REFUSED))
        visited.choose(FILE)
        expect(page.locator("#filled")).to_contain_text("Dit mag u niet zien.")


def test_a_service_that_is_gone_is_told_and_can_be_tried_again(visit: Any, kind: str) -> None:
    with visit(kind) as visited:
        page = visited.page
        page.route("**/graphql", lambda route: route.abort())
        visited.choose(FILE)
        expect(page.locator("#filled")).to_contain_text("De service geeft geen antwoord.")
        page.unroute("**/graphql")
        visited.choose(DECIDE)
        expect(page.locator("#filled")).to_be_empty()


def test_a_subscription_is_followed(visit: Any, graphiql: str) -> None:
    seen = 'event: next\ndata: {"data": {"verzonnen": "gezien"}}\n\nevent: complete\ndata: \n\n'
    with visit(graphiql) as visited:
        page = visited.page
        page.click(".graphiql-query-editor .view-lines")
        page.keyboard.press("Control+A")
        page.keyboard.insert_text("subscription Volg { verzonnen }")
        page.wait_for_selector(".graphiql-tab:has-text('Volg')")
        stream = {"body": seen, "content_type": "text/event-stream"}
        page.route("**/graphql", lambda route: route.fulfill(**stream))
        with page.expect_request(lambda request: request.method == "POST") as asked:
            page.click(RUN[graphiql])
        assert asked.value.headers["accept"] == "text/event-stream"
        answer(page, graphiql, "gezien")


def test_a_narrow_window_needs_no_scrolling_sideways(visit: Any, kind: str) -> None:
    with visit(kind, viewport=NARROW) as visited:
        visited.choose(DECIDE)
        visited.page.click(RUN[kind])
        answer(visited.page, kind, "verdict")
        assert visited.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_the_editors_have_their_colours_under_a_policy_that_is_strict(
    visit: Any, graphiql: str, chosen: str
) -> None:
    with visit(graphiql, color_scheme=chosen) as visited:
        visited.choose(DECIDE)
        words = visited.page.locator(".graphiql-query-editor .view-line span span")
        expect(words.filter(has_text="DecideInput").first).to_be_visible()
        colours = words.evaluate_all("all => all.map((one) => getComputedStyle(one).color)")
        assert len(set(colours)) > 4
        words.filter(has_text="verdict").first.click()
        visited.page.keyboard.insert_text("bestaat niet")
        visited.page.wait_for_selector(".squiggly-error")
        assert visited.complaints == []


def test_without_a_browser_these_tests_fail_and_say_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.support.browser.chromium", lambda: None)
    failing = pytest.raises(pytest.fail.Exception, match="apt-get install chromium")
    with failing, started():
        pass
