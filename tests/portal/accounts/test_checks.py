"""The yearly check on its pages: opened nationally, worked through by each authority, confirmed, and seen when late."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handover.portal.accounts import yearly_check
from handover.portal.accounts.models import Checklist, User, YearlyCheck
from tests.cast import Cast, make_person

SignedIn = Callable[[User], Client]


@pytest.fixture
def caerwennol(cast: Cast) -> Checklist:
    """Caerwennol's list."""
    now = timezone.now()
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=6), cast.gwilym.actor, now)
    return Checklist.objects.get(authority=cast.caerwennol)


def all_but(checklist: Checklist, *names: str, verdict: str = "keep") -> dict[str, str]:
    return {f"line-{line.pk}": verdict for line in checklist.lines.exclude(person__username__in=names)}


def test_the_national_administrator_opens_the_check(cast: Cast, signed_in: SignedIn) -> None:
    office = signed_in(cast.gwilym)
    page = office.post("/checks/", {"due_on": "31/12/2099"}, follow=True).text
    assert "Each authority gets an e-mail" in page
    assert "Caerwennol Council" in page
    assert "was opened on" in office.post("/checks/", {"due_on": "31/12/2099"}).text
    assert YearlyCheck.objects.count() == 1


@pytest.mark.parametrize("day", ["", "yesterday", "1/1/2020"])
def test_a_last_day_that_cannot_be_is_refused(cast: Cast, signed_in: SignedIn, day: str) -> None:
    assert signed_in(cast.gwilym).post("/checks/", {"due_on": day}).status_code == 422


def test_an_authority_works_through_its_list_and_confirms_it(
    cast: Cast, signed_in: SignedIn, caerwennol: Checklist
) -> None:
    office = signed_in(cast.lowri)
    assert "wait for a decision" in office.get("/check/").text
    office.post("/check/decide/", all_but(caerwennol, "efa"))
    page = office.post("/check/confirm/", follow=True).text
    assert "1 of the list still wait" in page
    assert "1 person waits for a decision" in page
    office.post("/check/decide/", {f"line-{caerwennol.lines.get(person=cast.efa).pk}": "remove"})
    assert "The list is confirmed" in office.post("/check/confirm/", follow=True).text
    page = signed_in(cast.gwilym).get("/checks/").text
    assert "lowri" in page
    assert not User.objects.get(username="efa").is_active


def test_an_authority_that_is_late_is_seen_on_the_first_pages(
    cast: Cast, signed_in: SignedIn, caerwennol: Checklist
) -> None:
    YearlyCheck.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    national = signed_in(cast.gwilym)
    assert "3 authorities are late with the yearly check" in national.get("/").text
    assert ">Late<" in national.get("/checks/").text.replace("\n", "").replace(" ", "")
    assert "The yearly check is late" in signed_in(cast.lowri).get("/").text


def test_the_first_page_says_which_authorities_nobody_looks_after(cast: Cast, signed_in: SignedIn) -> None:
    assert "2 authorities have no administrator" in signed_in(cast.gwilym).get("/").text


def test_who_only_looks_sees_the_list_and_no_buttons(cast: Cast, signed_in: SignedIn, caerwennol: Checklist) -> None:
    page = signed_in(cast.macsen).get("/check/").text
    assert "Efa Llwydiarth" in page
    assert 'type="radio"' not in page
    assert page.count('method="post"') == 2  # signing out, and the language


def test_a_list_of_many_asks_as_few_questions_as_a_list_of_few(
    cast: Cast, signed_in: SignedIn, caerwennol: Checklist, django_assert_num_queries
) -> None:
    pages = ((signed_in(cast.lowri), "/check/"), (signed_in(cast.gwilym), "/checks/"))
    asked = []
    for browser, there in pages:
        browser.get("/")  # begins the session
        with CaptureQueriesContext(connection) as few:
            browser.get(there)
        asked.append(len(few))
    for number in range(20):
        person = make_person(f"more{number}", "More People", "school", cast.glan_high)
        caerwennol.lines.create(person=person, role="school", place="6814990")
    for (browser, there), few_queries in zip(pages, asked, strict=True):
        with django_assert_num_queries(few_queries):
            browser.get(there)


@pytest.mark.parametrize("name", ["line-x", "line-", "line-99999999999999999999", "line-0"])
def test_a_line_that_is_not_there_is_passed_over(
    cast: Cast, signed_in: SignedIn, caerwennol: Checklist, name: str
) -> None:
    assert signed_in(cast.lowri).post("/check/decide/", {name: "keep"}).status_code == 302
