"""The frame of the pages in a real browser: language, menu, keyboard, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from handover.common.text import LANGUAGES
from handover.portal.accounts.models import User
from tests.browser.looking import PHONE, Looker
from tests.cast import Cast

pytestmark = pytest.mark.browser
Visit = Callable[..., Looker]
SignIn = Callable[[Looker, User], None]


def test_a_person_changes_the_language_and_stays_on_the_page(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn).page
    page.goto("/help/send/")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page).to_have_url("/help/send/")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anfon ffeiliau")


def test_the_first_key_leads_past_the_menu(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn).page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_the_menu_folds_away_on_a_phone(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn, width=PHONE).page
    page.goto("/")
    link = page.get_by_label("Menu", exact=True).get_by_role("link", name="Expected pupils")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()


def test_the_menu_is_one_line_of_at_most_seven_groups_for_every_role(town: Cast, visit_as: Visit, sign_in: SignIn):
    tall, many = {}, {}
    for language in LANGUAGES:
        looker = visit_as(None, language)
        for person in town.people:
            sign_in(looker, person)
            looker.go("/")
            items = looker.page.locator("#navigation > li")
            tops = items.evaluate_all("items => items.map(item => item.getBoundingClientRect().top)")
            if len(set(tops)) > 1:
                tall[person.username, language] = items.all_inner_texts()
            if len(tops) > 7:
                many[person.username, language] = items.all_inner_texts()
    assert (tall, many) == ({}, {})


def test_what_is_in_the_group_of_a_page_stands_beside_it(town: Cast, visit_as: Visit):
    page = visit_as(town.efa).page
    page.goto("/monitoring/")
    beside = page.get_by_role("navigation", name="Schools", exact=True)
    expect(beside.get_by_role("link")).to_have_text(
        [
            "Our schools' files",
            "Phase transfer board",
            "Schools and authorities",
            "Contacts",
            "Weekly reminder",
        ]
    )
    expect(beside.locator("[aria-current]")).to_have_text("Our schools' files")
    beside.get_by_role("link", name="Contacts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contacts")


def test_the_menu_is_there_without_scripts(town: Cast, visit_as: Visit):
    page = visit_as(town.bryn, width=PHONE, scripts=False).page
    page.goto("/")
    page.get_by_label("Menu", exact=True).get_by_role("link", name="Expected pupils").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Expected pupils")


def test_the_pages_bring_no_font_and_no_mark_of_the_government(town: Cast, visit_as: Visit):
    looker = visit_as(town.bryn)
    asked: list[str] = []
    looker.page.on("request", lambda request: asked.append(request.url))
    looker.go("/")
    assert [url for url in asked if any(mark in url for mark in ("font", "crest", "crown"))] == []
    assert "GDS" not in looker.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
