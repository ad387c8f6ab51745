"""The yearly check of 262 people in a real browser: every action is counted, and what cannot be kept is told at its row."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from handover.portal.accounts import yearly_check
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import Checklist, User
from handover.portal.audit.log import SITE
from tests.browser.looking import Looker
from tests.cast import Cast, hashed_password

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]

PEOPLE = 262
MOST_ACTIONS = 67
"""A quarter of the 268 clicks that it once took."""


def fill_authority(cast: Cast) -> Checklist:
    """Make the list of Caerwennol 262 people long, five of whom never came."""
    now = timezone.now()
    here = User.objects.filter(establishment__la_number="681").count()
    User.objects.bulk_create(
        User(
            username=f"person{number:03}",
            full_name=f"Person {number:03}",
            email=f"person{number}@example.org",
            role="school",
            establishment=cast.glan_high if number % 2 else cast.nant_primary,
            password=hashed_password(),
            last_login=None if number < 5 else now,
        )
        for number in range(PEOPLE - here)
    )
    User.objects.exclude(username__startswith="person").update(last_login=now)
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=6), cast.gwilym.actor, now)
    return Checklist.objects.get(authority=cast.caerwennol)


class Actions:
    """Clicks and strokes, counted."""

    def __init__(self) -> None:
        self.count = 0

    def click(self, what: Locator) -> None:
        self.count += 1
        what.click()


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


def test_262_people_are_checked_with_few_clicks(town: Cast, visit_as: Visit):
    checklist, actions = fill_authority(town), Actions()
    page = visit_as(town.lowri).page
    page.goto("/")
    actions.click(page.get_by_role("link", name="262 people to decide about"))
    for name in ("Person 000", "Person 001", "Person 002"):
        actions.click(row(page, name).get_by_text("Goes", exact=True))
        expect(row(page, name).get_by_text("Kept ")).to_be_visible()
    actions.click(row(page, "Person 003").get_by_text("Stays", exact=True))
    expect(row(page, "Person 003").get_by_text("Kept ")).to_be_visible()
    actions.click(row(page, "Person 002").get_by_text("Stays", exact=True))
    expect(page.get_by_text("258 people wait for a decision.")).to_be_visible()
    actions.click(page.get_by_role("button", name="Everybody else on this page stays"))
    actions.click(page.get_by_role("button", name="of the whole list stay"))
    actions.click(page.get_by_role("button", name="Yes, all 162 stay"))
    actions.click(page.get_by_role("button", name="Confirm the list"))
    expect(page.get_by_text("The list is confirmed. Thank you.")).to_be_visible()
    assert actions.count <= MOST_ACTIONS
    assert (checklist.lines.count(), checklist.lines.filter(verdict="keep").count()) == (PEOPLE, PEOPLE - 2)
    closed = set(User.objects.filter(is_active=False).values_list("username", flat=True))
    assert closed == {"person000", "person001"}


def test_a_decision_that_did_not_arrive_is_told_and_the_page_is_not_left_without_a_word(town: Cast, visit_as: Visit):
    fill_authority(town)
    page = visit_as(town.lowri).page
    page.goto("/check/")
    page.route("**/check/decide/", lambda route: route.abort())
    row(page, "Person 000").get_by_text("Stays", exact=True).click()
    expect(row(page, "Person 000").get_by_text("Not kept: the site could not be reached")).to_be_visible()
    asked: list[str] = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.get_by_role("link", name="Administration").first.click()
    assert asked == ["beforeunload"]


def test_who_was_signed_out_is_told_at_the_row(town: Cast, visit_as: Visit):
    checklist = fill_authority(town)
    page = visit_as(town.lowri).page
    page.goto("/check/")
    page.context.clear_cookies()
    row(page, "Person 000").get_by_text("Stays", exact=True).click()
    expect(row(page, "Person 000").get_by_text("Not kept")).to_be_visible()
    assert not checklist.lines.exclude(verdict="").exists()


def test_walking_through_the_choices_with_arrow_keys_closes_no_account(town: Cast, visit_as: Visit):
    checklist = fill_authority(town)
    page = visit_as(town.lowri).page
    page.goto("/check/")
    first = row(page, "Person 000").get_by_role("radio").first
    first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Tab"):  # Role changes, Goes, Stays
        page.keyboard.press(key)
    expect(row(page, "Person 000").get_by_text("Kept ")).to_be_visible()
    assert User.objects.get(username="person000").is_active
    assert checklist.lines.get(person__username="person000").verdict == "keep"


def test_without_scripts_the_next_page_keeps_what_was_chosen(town: Cast, visit_as: Visit):
    checklist = fill_authority(town)
    page = visit_as(town.lowri, scripts=False).page
    page.goto("/check/")
    row(page, "Person 000").get_by_text("Stays", exact=True).click()
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    assert checklist.lines.get(person__username="person000").verdict == "keep"


def test_who_works_for_two_authorities_decides_for_the_one_they_chose(town: Cast, visit_as: Visit):
    give_office(town.lowri, "lea-user", "660LLLL", SITE, timezone.now())
    checklist = fill_authority(town)
    page = visit_as(town.lowri).page
    page.goto("/office/?next=/check/")
    page.get_by_label("LEA DBA").check()
    page.get_by_role("button", name="Continue").click()
    row(page, "Person 000").get_by_text("Stays", exact=True).click()
    expect(row(page, "Person 000").get_by_text("Kept ")).to_be_visible()
    assert checklist.lines.get(person__username="person000").verdict == "keep"
