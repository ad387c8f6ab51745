"""Forty files in a real browser: the site, the session or the connection fails in the middle, and nobody is told an untruth."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, expect

from handover.portal.transfers.models import Transfer
from tests.browser.looking import Looker
from tests.browser.test_a_file_on_its_way import send
from tests.cast import Cast
from tests.files import ctf, name_of

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]
SLOW = 60_000
"""Milliseconds that a machine with much to do may take over forty files."""
FORTY = [(name_of("6812990", "6814990", n), ctf("6812990", "6814990", note=str(n))) for n in range(1, 41)]


def at_file(page: Page, number: int, then: Callable[[Route], None]) -> None:
    """Let the posts through, and do something else with one of them, once."""
    met = 0

    def meet(route: Route) -> None:
        nonlocal met
        met += route.request.method == "POST"
        if met == number and route.request.method == "POST":
            then(route)
        else:
            route.continue_()

    page.route("**/send/", meet)


def numbers_sent() -> list[str]:
    return sorted(Transfer.objects.values_list("file_name", flat=True))


def test_the_session_ends_at_file_seven_and_the_rest_goes_after_signing_in(
    town: Cast, visit_as: Visit, sign_in: Callable[[Looker, object], None]
):
    looker = visit_as(town.alis)
    page = looker.page

    def sign_out(route: Route) -> None:
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
        route.continue_(headers={**route.request.headers, "cookie": cookies})

    at_file(page, 7, sign_out)
    send(page, *FORTY)
    told = page.locator(".handover-stopped")
    expect(told).to_contain_text("6 of 40 files were sent. 34 files were not sent yet.", timeout=SLOW)
    expect(told).to_contain_text("You were signed out")
    assert len(numbers_sent()) == 6
    assert page.locator("input[type=file]").evaluate("input => input.files.length") == 40
    expect(page.get_by_text("All files have been dealt with")).to_have_count(0)
    expect(page.get_by_role("heading", name="Sign in")).to_have_count(0)

    page.get_by_role("button", name="Send the rest").click()
    expect(told).to_contain_text("You are not signed in yet.")
    sign_in(looker, town.alis)
    page.get_by_role("button", name="Send the rest").click()
    expect(page.locator("[data-count=sent]")).to_have_text("40 files are on their way.", timeout=SLOW)
    expect(told).to_be_hidden()
    assert numbers_sent() == [name for name, _ in FORTY]
    assert page.evaluate("document.activeElement.id") == "send-summary"


def test_signed_out_before_the_first_file_nothing_was_sent(town: Cast, visit_as: Visit):
    page = visit_as(town.alis).page
    page.goto("/send/")
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/xml", "buffer": data} for name, data in FORTY[:3]]
    )
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("#send-form > .govuk-button").click()
    expect(page.locator(".handover-stopped__what")).to_have_text("Nothing was sent.", timeout=SLOW)
    expect(page.locator(".handover-stopped__sign-in")).to_be_visible()
    expect(page.locator(".handover-stopped__what")).to_be_focused()


@pytest.mark.parametrize(
    ("answer", "told", "known"),
    [
        ({"status": 500, "body": "<h1>Sorry</h1>"}, "is at fault, not you", False),
        ({"status": 200, "body": "<h1>Welcome to the hotel</h1>"}, "is at fault, not you", False),
        ({"status": 403, "body": "no"}, "did not take the files", True),
        ({"status": 413, "body": "too large"}, "too large", True),
    ],
)
def test_an_answer_that_is_none_stops_the_upload_and_says_what_is_known(
    town: Cast, visit_as: Visit, answer: dict[str, object], told: str, known: bool
):
    looker = visit_as(town.alis)
    at_file(looker.page, 2, lambda route: route.fulfill(content_type="text/html", **answer))
    send(looker.page, *FORTY[:4])
    stopped = looker.page.locator(".handover-stopped")
    expect(stopped).to_contain_text("1 of 4 files were sent. ", timeout=SLOW)
    expect(stopped).to_contain_text(told)
    unknown = looker.page.locator(".handover-stopped__unknown")
    if known:
        expect(unknown).to_be_hidden()
    else:
        expect(unknown).to_contain_text(f"It is not known whether {FORTY[1][0]} arrived")
    looker.page.get_by_role("button", name="Send the rest").click()
    expect(looker.page.locator("[data-count=sent]")).to_have_text(
        "3 files are on their way." if answer["status"] == 413 else "4 files are on their way.",
        timeout=SLOW,
    )


def test_an_answer_that_never_comes_is_unknown_and_the_file_is_not_sent_twice(town: Cast, visit_as: Visit):
    page = visit_as(town.alis).page

    def take_and_lose(route: Route) -> None:
        route.fetch()
        route.abort()

    at_file(page, 2, take_and_lose)
    send(page, *FORTY[:3])
    expect(page.locator(".handover-stopped")).to_contain_text("1 of 3 files were sent.", timeout=SLOW)
    page.get_by_role("button", name="Send the rest").click()
    expect(page.locator("[data-count=sent]")).to_have_text("2 files are on their way.", timeout=SLOW)
    expect(page.locator("[data-count=before]")).to_have_text("1 file was sent before, and not a second time.")
    assert len(numbers_sent()) == 3


def test_the_same_question_about_several_files_is_answered_at_once(town: Cast, visit_as: Visit):
    page = visit_as(town.alis).page
    copies = [(name.replace(".xml", " (1).xml"), data) for name, data in FORTY[:3]]
    send(page, *copies, FORTY[3], ("holiday.jpg", b"no"))
    expect(page.locator(".handover-summary__progress")).to_have_text("5 of 5 files have been dealt with.", timeout=SLOW)
    expect(page.locator("[data-count=answer]")).to_have_text("3 files need your answer.")
    expect(page.locator("[data-count=refused]")).to_have_text("1 file was not sent.")
    first = page.locator(".handover-part:visible").first
    expect(first.get_by_role("heading").first).to_have_text("What needs your answer")
    expect(first.locator(".handover-outcome__more[open]")).to_have_count(0)
    expect(first).to_contain_text("What to do: Say yes if that is what you mean.")
    page.get_by_role("button", name="Yes, all 3").click()
    expect(page.locator("[data-count=sent]")).to_have_text("4 files are on their way.", timeout=SLOW)
    expect(page.locator("[data-count=answer]")).to_be_hidden()
    assert set(Transfer.objects.values_list("state", flat=True)) == {"sent"}
    expect(page.locator("#send-summary")).to_be_focused()
