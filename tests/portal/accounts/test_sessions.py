"""A session ends by itself: when nothing happens, when the day is over, when the account is closed."""

import pytest
from django.conf import settings
from django.test import Client

from handover.portal.accounts.models import User
from handover.portal.accounts.sessions import SEEN, STARTED
from handover.portal.audit.models import Entry
from tests.cast import Cast
from tests.sign_in import sign_in

IDLE = settings.CONFIG.idle_minutes * 60
LONGEST = settings.CONFIG.session_hours * 3600


@pytest.fixture
def browser(cast: Cast, client: Client) -> Client:
    """A browser in which Bryn is signed in."""
    sign_in(client, "bryn")
    return client


def turn_back(client: Client, key: str, seconds: float) -> None:
    session = client.session
    session[key] -= seconds
    session.save()


def test_somebody_who_clicks_in_time_stays_signed_in(browser: Client) -> None:
    turn_back(browser, SEEN, IDLE - 60)
    assert browser.get("/collect/").status_code == 200
    turn_back(browser, SEEN, IDLE - 60)
    assert browser.get("/collect/").status_code == 200


@pytest.mark.parametrize(("key", "limit"), [(SEEN, IDLE), (STARTED, LONGEST)], ids=["idle", "too long"])
def test_a_session_ends_and_the_next_page_says_why_once(browser: Client, key: str, limit: int) -> None:
    turn_back(browser, key, limit + 1)
    response = browser.get("/collect/")
    assert response.url == "/sign-in/?next=%2Fcollect%2F"
    assert "You were signed out" in browser.get(response.url).text
    assert "You were signed out" not in browser.get(response.url).text
    assert Entry.objects.filter(action="person.timed_out", username="bryn").count() == 1


def test_a_page_for_everybody_ends_it_too(browser: Client) -> None:
    turn_back(browser, SEEN, IDLE + 1)
    assert "Bryn" not in browser.get("/help/").text


def test_work_does_not_lengthen_the_day(browser: Client) -> None:
    turn_back(browser, STARTED, LONGEST - 60)
    assert browser.get("/collect/").status_code == 200
    turn_back(browser, STARTED, 61)
    assert browser.get("/collect/").status_code == 302


def test_a_form_sent_after_the_end_changes_nothing(browser: Client) -> None:
    turn_back(browser, SEEN, IDLE + 1)
    assert browser.post("/account/password/").url == "/sign-in/?lost=1"


def test_closing_the_account_ends_it(browser: Client) -> None:
    User.objects.filter(username="bryn").update(is_active=False)
    assert browser.get("/collect/").status_code == 302


def test_clicks_in_a_row_do_not_write_the_session_each_time(browser: Client) -> None:
    browser.get("/account/")
    before = browser.session[SEEN]
    browser.get("/account/")
    assert browser.session[SEEN] == before
